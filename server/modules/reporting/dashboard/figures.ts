import type { TenantContext } from '../../../kernel/command/context.ts'
import { firstIdOf } from '../../../kernel/db/first-id.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { trimDecimal } from '../../../kernel/resource/field.ts'
import { toMoney } from '../../../kernel/wire.ts'
import type { Purpose } from '../../accounting/index.ts'
import type { PRODUCT_KINDS } from '../../catalog/product/product.ts'
import { PLACES, placeSql } from '../../inventory/index.ts'

/** Days and months that a chart shows, today's among them. */
export const DAYS = 30
export const MONTHS = 6
/** Today and the six days after it. */
export const SOON_DAYS = 7

const OPEN = sql`('draft', 'released', 'in_progress', 'on_hold')`

/** Tickets that are neither done nor cancelled: what waits, what is late, what is due within a week. */
export async function ticketFigures(ctx: TenantContext) {
  const row = await ctx.tx.one<
    Record<'draft' | 'released' | 'in_progress' | 'on_hold' | 'late' | 'soon', number>
  >(sql`
    select count(*) filter (where state = 'draft')::int as draft, count(*) filter (where state = 'released')::int as released,
      count(*) filter (where state = 'in_progress')::int as in_progress, count(*) filter (where state = 'on_hold')::int as on_hold,
      count(*) filter (where due_on < ${ctx.today}::date)::int as late,
      count(*) filter (where due_on between ${ctx.today}::date and ${ctx.today}::date + ${SOON_DAYS - 1}::int)::int as soon
    from job_ticket where tenant_id = ${ctx.tenant.id}::uuid and state in ${OPEN} and deleted_at is null`)
  const { late, soon, ...byState } = row
  return { ...byState, open: Object.values(byState).reduce((sum, count) => sum + count, 0), late, soon }
}

/** The days of the charts, the oldest first, each with the ids between which its facts lie: for `day d`. */
const daysSql = (ctx: TenantContext) => sql`
  select d::date as day, ${firstIdOf(sql`d::date`, ctx.tenant.timeZone)} as from_id, ${firstIdOf(sql`d::date + 1`, ctx.tenant.timeZone)} as before_id
  from generate_series(${ctx.today}::date - ${DAYS - 1}::int, ${ctx.today}::date, interval '1 day') d`

/** What came off the benches into stock, day by day. */
export async function finishedFigures(ctx: TenantContext) {
  const rows = await ctx.tx.rows<{ day: string; quantity: string }>(sql`
    select d.day, coalesce(f.quantity, 0) as quantity
    from (${daysSql(ctx)}) d
      cross join lateral (
        select sum(m.quantity) as quantity from stock_move m
        where m.tenant_id = ${ctx.tenant.id}::uuid and m.from_location_id = ${placeSql(ctx, PLACES.PRODUCTION)} and m.kind = 'finish'
          and m.id >= d.from_id and m.id < d.before_id
      ) f
    order by d.day`)
  return rows.map((row) => ({ day: row.day, quantity: trimDecimal(row.quantity) }))
}

/** Orders that wait for something, and what was ordered day by day. */
export async function orderFigures(ctx: TenantContext) {
  const tenant = sql`${ctx.tenant.id}::uuid`
  const { currency } = ctx.tenant
  const [waiting, days] = await Promise.all([
    ctx.tx.one<{ to_ship: number; unpaid: number }>(sql`
      select (select count(*) from sales_order where tenant_id = ${tenant} and state = 'paid')::int as to_ship,
        (select count(*) from sales_order where tenant_id = ${tenant} and state = 'placed')::int as unpaid`),
    ctx.tx.rows<{ day: string; count: number; total_minor: bigint }>(sql`
      select d.day, o.count, o.total_minor
      from (${daysSql(ctx)}) d
        cross join lateral (
          select count(*)::int as count, coalesce(sum(o.total_minor), 0)::bigint as total_minor from sales_order o
          where o.tenant_id = ${tenant} and o.id >= d.from_id and o.id < d.before_id
        ) o
      order by d.day`),
  ])
  return {
    toShip: waiting.to_ship,
    unpaid: waiting.unpaid,
    days: days.map((row) => ({ day: row.day, count: row.count, total: toMoney(row.total_minor, currency) })),
  }
}

/** What the books call income, month by month: the current one up to today. */
export async function revenueFigures(ctx: TenantContext) {
  const tenant = sql`${ctx.tenant.id}::uuid`
  const rows = await ctx.tx.rows<{ from: string; to: string; amount_minor: bigint }>(sql`
    select r."from", r."to", coalesce(l.amount_minor, 0)::bigint as amount_minor
    from (
      select m::date as "from", least((m + interval '1 month')::date - 1, ${ctx.today}::date) as "to"
      from generate_series(date_trunc('month', ${ctx.today}::date) - make_interval(months => ${MONTHS - 1}::int),
        ${ctx.today}::date, interval '1 month') m
    ) r
      left join lateral (
        select -sum(l.amount_minor) as amount_minor
        from account a join journal_line l on l.tenant_id = ${tenant} and l.account_id = a.id
        where a.tenant_id = ${tenant} and a.type = 'income' and l.date between r."from" and r."to"
      ) l on true
    order by r."from"`)
  return rows.map((row) => ({
    from: row.from,
    to: row.to,
    amount: toMoney(row.amount_minor, ctx.tenant.currency),
  }))
}

const MONEY_PURPOSES = [
  'cash',
  'bank',
  'clearing',
  'receivable',
  'payable',
] as const satisfies readonly Purpose[]

interface BalanceRow {
  id: string
  code: string
  name: string
  name_th: string | null
  purpose: (typeof MONEY_PURPOSES)[number]
  balance_minor: bigint
}

/** What there is to spend, what is owed to the workshop and what it owes: each as its account has it at the end of today. */
export async function cashFigures(ctx: TenantContext) {
  const tenant = sql`${ctx.tenant.id}::uuid`
  const { currency } = ctx.tenant
  const rows = await ctx.tx.rows<BalanceRow>(sql`
    select a.id, a.code, a.name, a.name_th, a.purpose, coalesce(l.balance_minor, 0)::bigint as balance_minor
    from account a
      left join lateral (
        select sum(l.amount_minor) as balance_minor from journal_line l
        where l.tenant_id = ${tenant} and l.account_id = a.id and l.date <= ${ctx.today}::date
      ) l on true
    where a.tenant_id = ${tenant} and a.purpose = any(${MONEY_PURPOSES}::text[])
    order by a.code`)
  const present = (row: BalanceRow) => ({
    accountId: row.id,
    code: row.code,
    name: row.name,
    nameTh: row.name_th,
    balance: toMoney(row.balance_minor, currency),
  })
  const liquid = rows.filter(({ purpose }) => purpose !== 'receivable' && purpose !== 'payable')
  const one = (purpose: string) => rows.filter((row) => row.purpose === purpose).map(present)[0] ?? null
  return {
    total: toMoney(
      liquid.reduce((sum, row) => sum + row.balance_minor, 0n),
      currency,
    ),
    accounts: liquid.map(present),
    receivable: one('receivable'),
    payable: one('payable'),
  }
}

/** What lies in the physical locations is worth, by kind of product. */
export async function stockFigures(ctx: TenantContext) {
  const { currency } = ctx.tenant
  const rows = await ctx.tx.rows<{ kind: (typeof PRODUCT_KINDS)[number]; value_minor: bigint }>(sql`
    select p.kind, sum(v.value_minor)::bigint as value_minor
    from stock_value v join product p on p.tenant_id = v.tenant_id and p.id = v.product_id
    where v.tenant_id = ${ctx.tenant.id}::uuid and v.value_minor <> 0
    group by p.kind order by 2 desc`)
  return {
    total: toMoney(
      rows.reduce((sum, row) => sum + row.value_minor, 0n),
      currency,
    ),
    kinds: rows.map((row) => ({ kind: row.kind, value: toMoney(row.value_minor, currency) })),
  }
}
