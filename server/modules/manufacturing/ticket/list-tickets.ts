import { z } from 'zod'
import { type Sql, sql } from '../../../kernel/db/sql.ts'
import { listOf } from '../../../kernel/list/list.ts'
import { trimDecimal } from '../../../kernel/resource/field.ts'
import { day, decimal, id } from '../../../kernel/wire.ts'
import { lineCode } from './create-ticket.ts'
import { TICKET_STATES, type TicketState } from './job-ticket.ts'
import { percent, progress } from './progress.ts'

interface Row {
  id: string
  number: string
  state: TicketState
  line: string
  product_id: string
  sku: string
  product_name: string
  product_name_th: string | null
  quantity: string
  good_quantity: string
  scrapped_quantity: string
  due_on: string | null
  priority: number
  earned_minutes: string
  total_minutes: string
  created_at: Date
}

export const tickets = listOf({
  name: 'manufacturing.ticket',
  path: '/job-tickets',
  permission: 'manufacturing.read',
  summary: 'List job tickets, newest first',
  tenant: 't.tenant_id',
  key: 't.id',
  label: 'number',
  fields: {
    number: { type: 'text', sql: 't.number', sort: true, shown: true },
    'product.name': { type: 'text', sql: 'p.name', filter: false, shown: true },
    'product.sku': { type: 'text', sql: 'p.sku' },
    'product.id': { type: 'reference', sql: 't.product_id', of: 'catalog.product' },
    line: { type: 'text', sql: 't.line', shown: true },
    quantity: { type: 'decimal', sql: 't.quantity' },
    goodQuantity: { type: 'decimal', sql: 't.good_quantity', shown: true },
    scrappedQuantity: { type: 'decimal', sql: 't.scrapped_quantity' },
    dueOn: { type: 'day', sql: 't.due_on', nullable: true, sort: true, shown: true },
    'progress.percent': { type: 'integer', shown: true },
    priority: { type: 'integer', sql: 't.priority' },
    state: { type: 'enum', sql: 't.state', values: TICKET_STATES, shown: true },
    createdAt: { type: 'moment', sql: 't.created_at', inKey: true, sort: true },
  },
  item: z.object({
    id,
    number: z.string(),
    state: z.enum(TICKET_STATES),
    line: z.string(),
    product: z.object({ id, sku: z.string(), name: z.string(), nameTh: z.string().nullable() }),
    quantity: decimal,
    goodQuantity: decimal,
    scrappedQuantity: decimal,
    dueOn: day.nullable(),
    overdue: z.boolean(),
    priority: z.number().int(),
    progress,
    createdAt: z.iso.datetime(),
  }),
  input: {
    state: z.enum(TICKET_STATES).optional(),
    open: z
      .enum(['true', 'false'])
      .optional()
      .meta({ description: 'Only what is neither done nor cancelled' }),
    line: lineCode.optional(),
    productId: id.optional(),
    dueFrom: day.optional(),
    dueTo: day.optional(),
  },
  example: { state: 'in_progress', line: 'HAT' },
  search: (ctx, q) =>
    sql`(t.number = any(${numbersOf(q, ctx.today)}::text[]) or t.product_id in (select search_product(${q})))`,
  searchDescription: 'A number (all of it or its digits), or a product',
  conditions: (_ctx, input) => {
    const conditions: Sql[] = [sql`t.deleted_at is null`]
    if (input.state !== undefined) conditions.push(sql`t.state = ${input.state}`)
    if (input.open === 'true')
      conditions.push(sql`t.state in ('draft', 'released', 'in_progress', 'on_hold')`)
    if (input.line !== undefined) conditions.push(sql`t.line = ${input.line}`)
    if (input.productId !== undefined) conditions.push(sql`t.product_id = ${input.productId}::uuid`)
    if (input.dueFrom !== undefined) conditions.push(sql`t.due_on >= ${input.dueFrom}::date`)
    if (input.dueTo !== undefined) conditions.push(sql`t.due_on <= ${input.dueTo}::date`)
    return conditions
  },
  read: ({ where, order, limit, sortValue }, ctx) => sql`
    select t.id, t.number, t.state, t.line, t.product_id, p.sku, p.name as product_name, p.name_th as product_name_th, t.quantity,
      t.good_quantity, t.scrapped_quantity, t.due_on, t.priority, t.earned_minutes, t.total_minutes, t.created_at, ${sortValue} as sort_value
    from job_ticket t join product p on p.tenant_id = ${ctx.tenant.id}::uuid and p.id = t.product_id
    where ${where} order by ${order} limit ${limit}`,
  present: (row: Row, ctx) => ({
    id: row.id,
    number: row.number,
    state: row.state,
    line: row.line,
    product: {
      id: row.product_id,
      sku: row.sku,
      name: row.product_name,
      nameTh: row.product_name_th,
    },
    quantity: trimDecimal(row.quantity),
    goodQuantity: trimDecimal(row.good_quantity),
    scrappedQuantity: trimDecimal(row.scrapped_quantity),
    dueOn: row.due_on,
    overdue: isOverdue(row, ctx.today),
    priority: row.priority,
    progress: percent(row),
    createdAt: row.created_at.toISOString(),
  }),
})

/** Whether a ticket that is still to be made should have been. */
export const isOverdue = (row: { state: TicketState; due_on: string | null }, today: string): boolean =>
  row.due_on !== null &&
  row.due_on < today &&
  !(['completed', 'closed', 'cancelled'] as TicketState[]).includes(row.state)

/** The same of `t`, as SQL. */
export const overdueSql = (today: string): Sql =>
  sql`(t.due_on < ${today}::date and t.deleted_at is null and t.state in ('draft', 'released', 'in_progress', 'on_hold'))`

/** Numbers that a person may mean: the whole one, or its digits alone, of this year. */
export function numbersOf(q: string, today: string): string[] {
  const digits = /^\d{1,9}$/.test(q) ? [`JT${today.slice(0, 4)}-${q.padStart(6, '0')}`] : []
  return [q.toUpperCase(), ...digits]
}
