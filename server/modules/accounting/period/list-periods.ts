import { z } from 'zod'
import type { TenantContext } from '../../../kernel/command/context.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { listOf } from '../../../kernel/list/list.ts'
import { action, allowed, day, id, moment, refused } from '../../../kernel/wire.ts'
import { month } from './lock-period.ts'

const STATES = ['open', 'locked'] as const

interface Row {
  id: string
  starts_on: string
  ends_on: string
  state: (typeof STATES)[number]
  entries: bigint
  locked_by: string | null
  locked_at: Date | null
  reason: string | null
}

/** Months are counted out, most of them have no row: the day a month begins on is its key, behind what begins the workshop's own. */
const KEY = `(left(b.tenant_id::text, 28) || to_char(m, 'YYYYMMDD'))::uuid`

export const periods = listOf({
  name: 'accounting.period',
  path: '/fiscal-periods',
  permission: 'accounting.read',
  summary: 'List the months of the books, the latest first',
  description: 'From the first month with an entry to the current one.',
  entity: 'fiscal_period',
  tenant: 'b.tenant_id',
  key: KEY,
  label: 'month',
  sort: '-startsOn',
  fields: {
    startsOn: { type: 'day', sql: 'm::date', sort: true, shown: true },
    entries: { type: 'integer', shown: true },
    lockedBy: { type: 'text', sql: 'p.locked_by', nullable: true, shown: true },
    reason: { type: 'text', sql: 'p.reason', nullable: true, shown: true },
    state: { type: 'enum', sql: `coalesce(p.state, 'open')`, values: STATES, shown: true },
    month: { type: 'text' },
    endsOn: { type: 'day' },
    lockedAt: { type: 'moment', sql: 'p.locked_at', nullable: true },
  },
  item: z.object({
    id,
    month,
    startsOn: day,
    endsOn: day,
    state: z.enum(STATES),
    entries: z.number().int(),
    lockedBy: z.string().nullable(),
    lockedAt: moment.nullable(),
    reason: z.string().nullable(),
    actions: z.object({ lock: action, unlock: action }),
  }),
  input: { state: z.enum(STATES).optional() },
  example: { limit: 12 },
  conditions: (_ctx, input) => (input.state ? [sql`coalesce(p.state, 'open') = ${input.state}`] : []),
  read: ({ where, order, limit, sortValue }, ctx) => {
    const tenant = sql`${ctx.tenant.id}::uuid`
    return sql`
      with bounds as (
        select ${tenant} as tenant_id,
          least((select min(date) from journal_entry where tenant_id = ${tenant}),
            (select min(starts_on) from fiscal_period where tenant_id = ${tenant}), ${ctx.today}::date) as first,
          greatest((select max(date) from journal_entry where tenant_id = ${tenant}), ${ctx.today}::date) as last
      ), page as (
        select ${sql.trusted(KEY)} as id, m::date as starts_on, (m + interval '1 month - 1 day')::date as ends_on,
          coalesce(p.state, 'open') as state, p.locked_by, p.locked_at, p.reason, ${sortValue} as sort_value,
          row_number() over (order by ${order}) as place
        from bounds b
          cross join generate_series(date_trunc('month', b.first::timestamp), date_trunc('month', b.last::timestamp), interval '1 month') m
          left join fiscal_period p on p.tenant_id = ${tenant} and p.starts_on = m::date
        where ${where} order by ${order} limit ${limit}
      )
      select g.*, (select count(*) from journal_entry e where e.tenant_id = ${tenant} and e.date between g.starts_on and g.ends_on) as entries
      from page g order by g.place`
  },
  present: (row: Row, ctx) => ({
    id: row.id,
    month: row.starts_on.slice(0, 7),
    startsOn: row.starts_on,
    endsOn: row.ends_on,
    state: row.state,
    entries: Number(row.entries),
    lockedBy: row.locked_by,
    lockedAt: row.locked_at?.toISOString() ?? null,
    reason: row.reason,
    actions: actionsOf(row, ctx),
  }),
})

function actionsOf(row: Row, { principal, today }: TenantContext) {
  const may = (permission: string) =>
    principal.permissions.has(permission) ? allowed : refused('auth.forbidden')
  if (row.state === 'locked')
    return { lock: refused('accounting.period_locked'), unlock: may('accounting.period.unlock') }
  return {
    lock: row.starts_on > today ? refused('accounting.period_in_future') : may('accounting.period.lock'),
    unlock: refused('accounting.period_not_locked'),
  }
}
