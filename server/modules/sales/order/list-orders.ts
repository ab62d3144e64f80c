import { z } from 'zod'
import { query } from '../../../kernel/command/operation.ts'
import { firstIdOf } from '../../../kernel/db/first-id.ts'
import { type Sql, sql } from '../../../kernel/db/sql.ts'
import { decodeCursor, encodeCursor } from '../../../kernel/resource/cursor.ts'
import { day, line, pageOf, paging } from '../../../kernel/wire.ts'
import { ORDER_STATES } from './order.ts'
import { orderSummary, presentSummary, type SummaryRow } from './read-order.ts'

export const listOrders = query({
  name: 'sales.order.list',
  permission: 'sales.read',
  summary: 'List orders, the latest first',
  route: 'GET /orders',
  input: z.object({
    ...paging,
    q: z
      .string()
      .trim()
      .max(200)
      .optional()
      .meta({ description: 'Part of a number, a name or an e-mail address' }),
    state: z.enum(ORDER_STATES).optional(),
    channel: line(40).optional(),
    email: line(254).optional(),
    from: day
      .optional()
      .meta({ description: 'Placed on this day or later, in the time zone of the workshop' }),
    to: day.optional().meta({ description: 'Placed on this day or earlier' }),
  }),
  output: pageOf(orderSummary),
  example: { state: 'paid', from: '2026-03-01', to: '2026-03-31' },
  async run(ctx, input) {
    const { timeZone } = ctx.tenant
    const conditions: Sql[] = [sql`o.tenant_id = ${ctx.tenant.id}::uuid`]
    if (input.q) conditions.push(sql`o.id in (select search_sales_order(${input.q}))`)
    if (input.state) conditions.push(sql`o.state = ${input.state}`)
    if (input.channel) conditions.push(sql`o.channel = ${input.channel}`)
    if (input.email) conditions.push(sql`o.email = ${input.email.toLowerCase()}`)
    if (input.from) conditions.push(sql`o.id >= ${firstIdOf(sql`${input.from}::date`, timeZone)}`)
    if (input.to) conditions.push(sql`o.id < ${firstIdOf(sql`${input.to}::date + 1`, timeZone)}`)
    if (input.after) conditions.push(sql`o.id < ${decodeCursor(input.after, '').id}::uuid`)
    const rows = await ctx.tx.rows<SummaryRow>(sql`
      select o.id, o.number, o.state, o.channel, o.placed_at, o.name, o.email, o.total_minor, o.paid_minor, o.refunded_minor, o.currency
      from sales_order o where ${sql.join(conditions, ' and ')} order by o.id desc limit ${input.limit + 1}::int`)
    const page = rows.slice(0, input.limit)
    return {
      items: page.map(presentSummary),
      next: rows.length > input.limit ? encodeCursor({ sort: '', id: page.at(-1)!.id }) : null,
    }
  },
})
