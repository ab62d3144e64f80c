import { sql } from 'drizzle-orm'
import { check, date, index, integer, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import {
  currency,
  day,
  factTable,
  minor,
  moment,
  tenantTable,
  timestamps,
} from '../../../kernel/db/columns.ts'

/** A month of the books. `open`, or `locked`: nothing can be posted into it any more. */
export const fiscalPeriod = tenantTable(
  'fiscal_period',
  {
    startsOn: day('starts_on').notNull(),
    endsOn: day('ends_on').notNull(),
    state: text('state').notNull(),
    lockedBy: text('locked_by'),
    lockedAt: moment('locked_at'),
    ...timestamps,
  },
  (t) => [
    uniqueIndex('fiscal_period_start_key').on(t.tenantId, t.startsOn),
    check('fiscal_period_days', sql`${t.startsOn} <= ${t.endsOn}`),
  ],
)

/** A posted entry: never changed; a mistake is reversed by another. */
export const journalEntry = factTable(
  'journal_entry',
  {
    journal: text('journal').notNull(),
    date: date('date', { mode: 'string' }).notNull(),
    memo: text('memo').notNull(),
    sourceEntity: text('source_entity'),
    sourceId: uuid('source_id'),
    reversesId: uuid('reverses_id'),
    postedAt: moment('posted_at').notNull(),
    postedBy: text('posted_by').notNull(),
  },
  (t) => [
    index('journal_entry_source_idx').on(t.tenantId, t.sourceEntity, t.sourceId),
    index('journal_entry_date_idx').on(t.tenantId, t.date, t.id),
  ],
  { partitioned: true },
)

/** Debit positive, credit negative, in minor units; the lines of an entry sum to zero by a constraint trigger. */
export const journalLine = factTable(
  'journal_line',
  {
    entryId: uuid('entry_id').notNull(),
    lineNo: integer('line_no').notNull(),
    accountId: uuid('account_id').notNull(),
    date: date('date', { mode: 'string' }).notNull(),
    amountMinor: minor('amount_minor').notNull(),
    currency: currency().notNull(),
    memo: text('memo'),
  },
  (t) => [
    index('journal_line_entry_idx').on(t.tenantId, t.entryId),
    index('journal_line_account_idx').on(t.tenantId, t.accountId, t.date),
    check('journal_line_amount', sql`${t.amountMinor} <> 0`),
  ],
  { partitioned: true },
)
