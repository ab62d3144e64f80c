import { z } from 'zod'
import { newId } from '../../../../shared/ids.ts'
import type { TenantContext } from '../../../kernel/command/context.ts'
import { command } from '../../../kernel/command/operation.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { line } from '../../../kernel/wire.ts'
import { fail } from '../errors.ts'
import { periodLocked } from '../events.ts'

export const month = z
  .string()
  .regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'a month such as 2026-03')
  .meta({ description: 'Month, YYYY-MM', examples: ['2026-03'] })

const input = z.object({ month, reason: line(500) })

export const lockPeriod = command({
  name: 'accounting.period.lock',
  summary: 'Lock a month of the books',
  description: 'Waits for what is being posted into the month; from then on nothing can be.',
  route: 'POST /fiscal-periods/:month/lock',
  errors: ['accounting.period_locked', 'accounting.period_in_future'],
  input,
  output: z.object({
    month,
    state: z.literal('locked'),
    entries: z.number().int().meta({ description: 'Entries of the month' }),
  }),
  example: { month: '2026-02', reason: 'VAT return filed' },
  async run(ctx, { month, reason }) {
    if (month > ctx.today.slice(0, 7)) throw fail('accounting.period_in_future', { month })
    const row = await ctx.tx.first<{ id: string; entry_count: bigint }>(sql`
      insert into fiscal_period as p (tenant_id, id, starts_on, ends_on, state, locked_by, locked_at, reason)
      select ${ctx.tenant.id}::uuid, ${newId(ctx.now.getTime())}::uuid, d.first, (d.first + interval '1 month - 1 day')::date,
        'locked', ${ctx.principal.name}, ${ctx.now}::timestamptz, ${reason}
      from (select ${`${month}-01`}::date as first) d
      on conflict (tenant_id, starts_on) do update
        set state = excluded.state, locked_by = excluded.locked_by, locked_at = excluded.locked_at, reason = excluded.reason,
          updated_at = excluded.locked_at
        where p.state = 'open'
      returning p.id, p.entry_count`)
    if (!row) throw fail('accounting.period_locked', { month })
    ctx.audit({ entity: 'fiscal_period', id: row.id, label: month, changes: { state: 'locked', reason } })
    ctx.publish(periodLocked, { month })
    return { month, state: 'locked' as const, entries: Number(row.entry_count) }
  },
})

export const unlockPeriod = command({
  name: 'accounting.period.unlock',
  summary: 'Unlock a month of the books',
  route: 'POST /fiscal-periods/:month/unlock',
  errors: ['accounting.period_not_locked'],
  input,
  output: z.object({ month, state: z.literal('open') }),
  example: { month: '2026-02', reason: 'An invoice of a supplier came late' },
  async run(ctx: TenantContext, { month, reason }) {
    const row = await ctx.tx.first<{ id: string }>(sql`
      update fiscal_period set state = 'open', locked_by = null, locked_at = null, reason = ${reason}, updated_at = ${ctx.now}::timestamptz
      where tenant_id = ${ctx.tenant.id}::uuid and starts_on = ${`${month}-01`}::date and state = 'locked'
      returning id`)
    if (!row) throw fail('accounting.period_not_locked', { month })
    ctx.audit({ entity: 'fiscal_period', id: row.id, label: month, changes: { state: 'open', reason } })
    return { month, state: 'open' as const }
  },
})
