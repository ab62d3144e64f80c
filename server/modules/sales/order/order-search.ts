import { sql } from '../../../kernel/db/sql.ts'
import type { SearchSource } from '../../../kernel/search/search-source.ts'
import { beginsWith, newestOf, numbersMeant } from '../../../kernel/search/text-range.ts'
import { toMoney } from '../../../kernel/wire.ts'
import type { OrderState } from './order.ts'

interface Row {
  id: string
  number: string
  name: string
  email: string
  state: OrderState
  total_minor: bigint
  currency: string
}

export const orderSearch: SearchSource = {
  kind: 'order',
  label: { en: 'Orders', th: 'คำสั่งซื้อ' },
  permission: 'sales.read',
  page: '/orders/{id}',
  async find(ctx, { text, limit }) {
    const numbers = numbersMeant(text, ['SO'], ctx.today)
    // What is plainly a number, or its beginning, is no part of a name.
    const isNumber = /^SO\d{4}(-\d*)?$/.test(numbers[0] ?? '') && /^[a-z]/i.test(text)
    const rows = await ctx.tx.rows<Row>(sql`
      with hit (id) as (
        select o.id from sales_order o where o.tenant_id = ${ctx.tenant.id}::uuid and o.number = any(${numbers}::text[])
        union (
          select o.id from sales_order o where o.tenant_id = ${ctx.tenant.id}::uuid and ${beginsWith(sql`o.number`, numbers[0] ?? text)}
          order by o.number desc limit ${limit}::int)
        union ${newestOf('sales_order', isNumber ? '' : text, limit * 4)}
      )
      select o.id, o.number, o.name, o.email, o.state, o.total_minor, o.currency
      from hit join sales_order o on o.tenant_id = ${ctx.tenant.id}::uuid and o.id = hit.id order by o.id desc`)
    return rows.map((row) => ({
      id: row.id,
      title: row.number,
      detail: row.name,
      aliases: [row.email, ...(numbers.includes(row.number) ? [text] : [])],
      state: row.state,
      amount: toMoney(row.total_minor, row.currency),
    }))
  },
}
