import { z } from 'zod'
import { query } from '../../../kernel/command/operation.ts'
import { type Sql, sql } from '../../../kernel/db/sql.ts'
import { decodeCursor, encodeCursor } from '../../../kernel/resource/cursor.ts'
import { trimDecimal } from '../../../kernel/resource/field.ts'
import { day, decimal, id, line, pageOf, paging } from '../../../kernel/wire.ts'
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

export const listTickets = query({
  name: 'manufacturing.ticket.list',
  permission: 'manufacturing.read',
  summary: 'List job tickets, newest first',
  route: 'GET /job-tickets',
  input: z.object({
    ...paging,
    state: z.enum(TICKET_STATES).optional(),
    open: z
      .enum(['true', 'false'])
      .optional()
      .meta({ description: 'Only what is neither done nor cancelled' }),
    line: lineCode.optional(),
    productId: id.optional(),
    dueFrom: day.optional(),
    dueTo: day.optional(),
    q: line(100).optional().meta({ description: 'A number (all of it or its digits), or a product' }),
  }),
  output: pageOf(
    z.object({
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
  ),
  example: { state: 'in_progress', line: 'HAT' },
  async run(ctx, input) {
    const tenant = sql`${ctx.tenant.id}::uuid`
    const conditions: Sql[] = [sql`t.tenant_id = ${tenant}`, sql`t.deleted_at is null`]
    if (input.state !== undefined) conditions.push(sql`t.state = ${input.state}`)
    if (input.open === 'true')
      conditions.push(sql`t.state in ('draft', 'released', 'in_progress', 'on_hold')`)
    if (input.line !== undefined) conditions.push(sql`t.line = ${input.line}`)
    if (input.productId !== undefined) conditions.push(sql`t.product_id = ${input.productId}::uuid`)
    if (input.dueFrom !== undefined) conditions.push(sql`t.due_on >= ${input.dueFrom}::date`)
    if (input.dueTo !== undefined) conditions.push(sql`t.due_on <= ${input.dueTo}::date`)
    if (input.q !== undefined)
      conditions.push(
        sql`(t.number = any(${numbersOf(input.q, ctx.today)}::text[]) or t.product_id in (select search_product(${input.q})))`,
      )
    if (input.after !== undefined) conditions.push(sql`t.id < ${decodeCursor(input.after, '').id}::uuid`)
    const rows = await ctx.tx.rows<Row>(sql`
      select t.id, t.number, t.state, t.line, t.product_id, p.sku, p.name as product_name, p.name_th as product_name_th, t.quantity,
        t.good_quantity, t.scrapped_quantity, t.due_on, t.priority, t.earned_minutes, t.total_minutes, t.created_at
      from job_ticket t join product p on p.tenant_id = ${tenant} and p.id = t.product_id
      where ${sql.join(conditions, ' and ')} order by t.id desc limit ${input.limit + 1}::int`)
    const page = rows.slice(0, input.limit)
    const last = page.at(-1)
    return {
      items: page.map((row) => ({
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
      })),
      next: rows.length > input.limit && last ? encodeCursor({ sort: '', id: last.id }) : null,
    }
  },
})

/** Whether a ticket that is still to be made should have been. */
export const isOverdue = (row: { state: TicketState; due_on: string | null }, today: string): boolean =>
  row.due_on !== null &&
  row.due_on < today &&
  !(['completed', 'closed', 'cancelled'] as TicketState[]).includes(row.state)

/** Numbers that a person may mean: the whole one, or its digits alone, of this year. */
function numbersOf(q: string, today: string): string[] {
  const digits = /^\d{1,9}$/.test(q) ? [`JT${today.slice(0, 4)}-${q.padStart(6, '0')}`] : []
  return [q.toUpperCase(), ...digits]
}
