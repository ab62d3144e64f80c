import { sql } from 'drizzle-orm'
import { bigint, check, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { day, moment, tenantTable, timestamps } from '../../../kernel/db/columns.ts'

/**
 * A month of the books. `open`, or `locked`: nothing can be posted into it any more. A month without a row is open; the
 * row is made when the month is first locked. Posting and locking exclude each other by the triggers of
 * `migrations/*_ledger_rules.sql`.
 */
export const fiscalPeriod = tenantTable(
  'fiscal_period',
  {
    startsOn: day('starts_on').notNull(),
    endsOn: day('ends_on').notNull(),
    state: text('state', { enum: ['open', 'locked'] }).notNull(),
    lockedBy: text('locked_by'),
    lockedAt: moment('locked_at'),
    /** Why it was locked or unlocked last. */
    reason: text('reason'),
    /** Entries of the month at the moment it was locked, counted by the trigger: none may come after. */
    entryCount: bigint('entry_count', { mode: 'bigint' }),
    ...timestamps,
  },
  (t) => [
    uniqueIndex('fiscal_period_start_key').on(t.tenantId, t.startsOn),
    check(
      'fiscal_period_days',
      sql`extract(day from ${t.startsOn}) = 1 and ${t.endsOn} = (${t.startsOn} + interval '1 month - 1 day')::date`,
    ),
    check('fiscal_period_state', sql`${t.state} in ('open', 'locked')`),
    check(
      'fiscal_period_lock',
      sql`(${t.state} = 'locked') = (${t.lockedAt} is not null) and (${t.state} = 'locked') = (${t.entryCount} is not null)`,
    ),
  ],
)
