import { z } from 'zod'
import { firstIdOf } from '../../../kernel/db/first-id.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { listOf } from '../../../kernel/list/list.ts'
import { day, line } from '../../../kernel/wire.ts'
import { ORDER_STATES } from './order.ts'
import { orderSummary, presentSummary, type SummaryRow } from './read-order.ts'

export const orders = listOf({
  name: 'sales.order',
  path: '/orders',
  permission: 'sales.read',
  summary: 'List orders, the latest first',
  tenant: 'o.tenant_id',
  key: 'o.id',
  label: 'number',
  fields: {
    number: { type: 'text', sql: 'o.number', sort: true, shown: true },
    name: { type: 'text', sql: 'o.name', shown: true },
    placedAt: { type: 'moment', sql: 'o.placed_at', inKey: true, sort: true, shown: true },
    total: { type: 'money', sql: 'o.total_minor', shown: true },
    state: { type: 'enum', sql: 'o.state', values: ORDER_STATES, shown: true },
    email: { type: 'text', sql: 'o.email' },
    channel: { type: 'text', sql: 'o.channel' },
    paid: { type: 'money', sql: 'o.paid_minor' },
    refunded: { type: 'money', sql: 'o.refunded_minor' },
  },
  item: orderSummary,
  input: {
    state: z.enum(ORDER_STATES).optional(),
    channel: line(40).optional(),
    email: line(254).optional(),
    from: day
      .optional()
      .meta({ description: 'Placed on this day or later, in the time zone of the workshop' }),
    to: day.optional().meta({ description: 'Placed on this day or earlier' }),
  },
  example: { state: 'paid', from: '2026-03-01', to: '2026-03-31' },
  conditions: (ctx, given) => {
    const { timeZone } = ctx.tenant
    return [
      ...(given.state ? [sql`o.state = ${given.state}`] : []),
      ...(given.channel ? [sql`o.channel = ${given.channel}`] : []),
      ...(given.email ? [sql`o.email = ${given.email.toLowerCase()}`] : []),
      ...(given.from ? [sql`o.id >= ${firstIdOf(sql`${given.from}::date`, timeZone)}`] : []),
      ...(given.to ? [sql`o.id < ${firstIdOf(sql`${given.to}::date + 1`, timeZone)}`] : []),
    ]
  },
  search: (_ctx, q) => sql`o.id in (select search_sales_order(${q}))`,
  searchDescription: 'Part of a number, a name or an e-mail address',
  read: ({ where, order, limit, sortValue }) => sql`
    select o.id, o.number, o.state, o.channel, o.placed_at, o.name, o.email, o.total_minor, o.paid_minor, o.refunded_minor, o.currency,
      ${sortValue} as sort_value
    from sales_order o where ${where} order by ${order} limit ${limit}`,
  present: (row: SummaryRow) => presentSummary(row),
})
