import { sql } from '../../../kernel/db/sql.ts'
import { trimDecimal } from '../../../kernel/resource/field.ts'
import type { SearchSource } from '../../../kernel/search/search-source.ts'
import { beginsWith, newestOf, numbersMeant } from '../../../kernel/search/text-range.ts'
import type { TicketState } from './job-ticket.ts'

interface Row {
  id: string
  number: string
  state: TicketState
  quantity: string
  name: string
  name_th: string | null
}

/** Tickets, by number or by what they make. */
export const ticketSearch: SearchSource = {
  kind: 'ticket',
  label: { en: 'Tickets', th: 'ใบสั่งงาน' },
  permission: 'manufacturing.read',
  page: '/tickets/{id}',
  async find(ctx, { text, limit }) {
    const tenant = sql`${ctx.tenant.id}::uuid`
    const numbers = numbersMeant(text, ['JT'], ctx.today)
    const rows = await ctx.tx.rows<Row>(sql`
      with hit (id) as (
        select t.id from job_ticket t where t.tenant_id = ${tenant} and t.number = any(${numbers}::text[])
        union (
          select t.id from job_ticket t where t.tenant_id = ${tenant} and ${beginsWith(sql`t.number`, numbers[0] ?? text)}
          order by t.number desc limit ${limit}::int)
        union
        select t.id from (${newestOf('product', text, 20)}) p (id) cross join lateral (
          select o.id from job_ticket o where o.tenant_id = ${tenant} and o.product_id = p.id order by o.id desc limit ${limit}::int) t
      )
      select t.id, t.number, t.state, t.quantity, p.name, p.name_th
      from hit join job_ticket t on t.tenant_id = ${tenant} and t.id = hit.id and t.deleted_at is null
        join product p on p.tenant_id = ${tenant} and p.id = t.product_id
      order by t.id desc`)
    return rows.map((row) => ({
      id: row.id,
      title: row.number,
      detail: `${trimDecimal(row.quantity)} × ${(ctx.locale === 'th' ? row.name_th : null) ?? row.name}`,
      aliases: numbers.includes(row.number) ? [text] : [],
      state: row.state,
    }))
  },
}
