import { z } from 'zod'
import { query } from '../../../kernel/command/operation.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { action, allowed, day, moment, pageOf, paging, refused } from '../../../kernel/wire.ts'
import { month } from './lock-period.ts'

export const listPeriods = query({
  name: 'accounting.period.list',
  permission: 'accounting.read',
  summary: 'List the months of the books, the latest first',
  description: 'From the first month with an entry to the current one.',
  route: 'GET /fiscal-periods',
  input: z.object({ ...paging, after: month.optional() }),
  output: pageOf(
    z.object({
      month,
      startsOn: day,
      endsOn: day,
      state: z.enum(['open', 'locked']),
      entries: z.number().int(),
      lockedBy: z.string().nullable(),
      lockedAt: moment.nullable(),
      reason: z.string().nullable(),
      actions: z.object({ lock: action, unlock: action }),
    }),
  ),
  example: { limit: 12 },
  async run(ctx, input) {
    const tenantId = ctx.tenant.id
    const rows = await ctx.tx.rows<{
      starts_on: string
      ends_on: string
      state: 'open' | 'locked'
      entries: bigint
      locked_by: string | null
      locked_at: Date | null
      reason: string | null
    }>(sql`
      with bounds as (
        select least((select min(date) from journal_entry where tenant_id = ${tenantId}::uuid),
            (select min(starts_on) from fiscal_period where tenant_id = ${tenantId}::uuid), ${ctx.today}::date) as first,
          greatest((select max(date) from journal_entry where tenant_id = ${tenantId}::uuid), ${ctx.today}::date) as last
      ), page as (
        select m::date as starts_on, (m + interval '1 month - 1 day')::date as ends_on
        from bounds, generate_series(date_trunc('month', first::timestamp), date_trunc('month', last::timestamp), interval '1 month') m
        where ${input.after ?? null}::text is null or m < (${input.after ?? null}::text || '-01')::timestamp
        order by m desc limit ${input.limit + 1}::int
      )
      select g.starts_on, g.ends_on, coalesce(p.state, 'open') as state, p.locked_by, p.locked_at, p.reason,
        (select count(*) from journal_entry e where e.tenant_id = ${tenantId}::uuid and e.date between g.starts_on and g.ends_on) as entries
      from page g
      left join fiscal_period p on p.tenant_id = ${tenantId}::uuid and p.starts_on = g.starts_on
      order by g.starts_on desc`)
    const page = rows.slice(0, input.limit)
    const may = (permission: string) =>
      ctx.principal.permissions.has(permission) ? allowed : refused('auth.forbidden')
    return {
      items: page.map((row) => {
        const locked = row.state === 'locked'
        const future = row.starts_on > ctx.today
        return {
          month: row.starts_on.slice(0, 7),
          startsOn: row.starts_on,
          endsOn: row.ends_on,
          state: row.state,
          entries: Number(row.entries),
          lockedBy: row.locked_by,
          lockedAt: row.locked_at?.toISOString() ?? null,
          reason: row.reason,
          actions: {
            lock: locked
              ? refused('accounting.period_locked')
              : future
                ? refused('accounting.period_in_future')
                : may('accounting.period.lock'),
            unlock: locked ? may('accounting.period.unlock') : refused('accounting.period_not_locked'),
          },
        }
      }),
      next: rows.length > input.limit ? page.at(-1)!.starts_on.slice(0, 7) : null,
    }
  },
})
