import { z } from 'zod'
import { query } from '../../../kernel/command/operation.ts'
import type { Permissions } from '../../../kernel/command/principal.ts'
import { type Sql, sql } from '../../../kernel/db/sql.ts'
import { trimDecimal } from '../../../kernel/resource/field.ts'
import { type Action, day, decimal, id, line, refused } from '../../../kernel/wire.ts'
import { lineCode } from './create-ticket.ts'
import type { TicketState } from './job-ticket.ts'
import { isOverdue, numbersOf } from './list-tickets.ts'
import { percent, progress } from './progress.ts'
import { actionsOf } from './ticket-states.ts'

/** The columns, in the order a ticket goes through them. What is cancelled is nowhere any more. */
export const COLUMNS = ['draft', 'released', 'in_progress', 'on_hold', 'completed', 'closed'] as const
type Column = (typeof COLUMNS)[number]

const STEPS = ['release', 'hold', 'resume', 'close'] as const
const move = z.object({
  to: z.enum(COLUMNS),
  step: z.enum(STEPS).nullable().meta({ description: 'The command that leads there; null where none does' }),
  allowed: z.boolean(),
  reason: z.string().optional(),
})

interface Row {
  id: string
  number: string
  state: Column
  held_from: TicketState | null
  line: string
  product_id: string
  sku: string
  product_name: string
  product_name_th: string | null
  quantity: string
  good_quantity: string
  due_on: string | null
  priority: number
  earned_minutes: string
  total_minutes: string
  logged: boolean
  count: number
}

export const ticketBoard = query({
  name: 'manufacturing.ticket.board',
  permission: 'manufacturing.read',
  summary: 'Job tickets by state, as columns, with where each may go next and why not',
  description:
    'Of each column the most urgent first: by priority, then by due day, then the oldest; of closed ones the latest first. `count` is all of the column.',
  route: 'GET /ticket-board',
  input: z.object({
    q: line(100).optional().meta({ description: 'A number (all of it or its digits), or a product' }),
    line: lineCode.optional(),
    productId: id.optional(),
    dueFrom: day.optional(),
    dueTo: day.optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50).meta({ description: 'Of each column' }),
  }),
  output: z.object({
    columns: z.array(
      z.object({
        state: z.enum(COLUMNS),
        count: z.number().int(),
        tickets: z.array(
          z.object({
            id,
            number: z.string(),
            state: z.enum(COLUMNS),
            line: z.string(),
            product: z.object({ id, sku: z.string(), name: z.string(), nameTh: z.string().nullable() }),
            quantity: decimal,
            goodQuantity: decimal,
            dueOn: day.nullable(),
            overdue: z.boolean(),
            priority: z.number().int(),
            progress,
            moves: z.array(move).meta({ description: 'One for each other column' }),
          }),
        ),
      }),
    ),
  }),
  example: { line: 'HAT' },
  async run(ctx, input) {
    const tenant = sql`${ctx.tenant.id}::uuid`
    const conditions: Sql[] = [sql`t.tenant_id = ${tenant}`, sql`t.deleted_at is null`]
    if (input.line !== undefined) conditions.push(sql`t.line = ${input.line}`)
    if (input.productId !== undefined) conditions.push(sql`t.product_id = ${input.productId}::uuid`)
    if (input.dueFrom !== undefined) conditions.push(sql`t.due_on >= ${input.dueFrom}::date`)
    if (input.dueTo !== undefined) conditions.push(sql`t.due_on <= ${input.dueTo}::date`)
    if (input.q !== undefined)
      conditions.push(
        sql`(t.number = any(${numbersOf(input.q, ctx.today)}::text[]) or t.product_id in (select search_product(${input.q})))`,
      )
    const column = (state: Column) =>
      ctx.tx.rows<Row>(sql`
        with found as (
          select t.* from job_ticket t where ${sql.join(conditions, ' and ')} and t.state = ${state}
        )
        select t.id, t.number, t.state, t.held_from, t.line, t.product_id, p.sku, p.name as product_name, p.name_th as product_name_th,
          t.quantity, t.good_quantity, t.due_on, t.priority, t.earned_minutes, t.total_minutes,
          exists (select from wip_log l where l.tenant_id = ${tenant} and l.ticket_id = t.id) as logged,
          (select count(*) from found)::int as count
        from (
          select * from found order by ${state === 'closed' ? sql`id desc` : sql`priority desc, due_on, id`} limit ${input.limit}::int
        ) t join product p on p.tenant_id = ${tenant} and p.id = t.product_id
        order by ${state === 'closed' ? sql`t.id desc` : sql`t.priority desc, t.due_on, t.id`}`)
    const found = await Promise.all(COLUMNS.map(column))
    return {
      columns: COLUMNS.map((state, index) => {
        const rows = found[index]!
        return {
          state,
          count: rows[0]?.count ?? 0,
          tickets: rows.map((row) => ({
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
            dueOn: row.due_on,
            overdue: isOverdue(row, ctx.today),
            priority: row.priority,
            progress: percent(row),
            moves: movesOf(row, ctx.principal.permissions),
          })),
        }
      }),
    }
  },
})

/** Where a ticket may be put, by which command, and why it may not be put elsewhere. */
function movesOf(row: Row, permissions: Permissions): z.input<typeof move>[] {
  const actions = actionsOf(row, permissions)
  return COLUMNS.filter((to) => to !== row.state).map((to) => {
    const by = (step: (typeof STEPS)[number], action: Action) => ({ to, step, ...action })
    if (to === 'on_hold') return by('hold', actions.hold)
    if (to === 'closed') return by('close', actions.close)
    // What is on hold goes back to where it was, and nowhere else.
    if (row.state === 'on_hold' && to === row.held_from) return by('resume', actions.resume)
    if (to === 'released') return by('release', actions.release)
    if (to === 'in_progress') return { to, step: null, ...refused('manufacturing.ticket_begins_by_itself') }
    if (to === 'completed') return { to, step: null, ...refused('manufacturing.ticket_completes_by_itself') }
    return { to, step: null, ...refused('manufacturing.ticket_never_draft_again') }
  })
}
