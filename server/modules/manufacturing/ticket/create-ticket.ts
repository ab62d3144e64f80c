import { z } from 'zod'
import { newId } from '../../../../shared/ids.ts'
import { command } from '../../../kernel/command/operation.ts'
import { type Sql, sql } from '../../../kernel/db/sql.ts'
import { EXAMPLE_ID } from '../../../kernel/resource/resource.ts'
import { day, id, paragraph, positiveDecimal } from '../../../kernel/wire.ts'
import { numberTextSql, seriesOf, takeNumberSql } from '../../accounting/index.ts'
import { ticketReleased } from '../events.ts'
import { madeProduct, RELEASE_ERRORS, recipeOf, release } from './plan.ts'
import { releasedOutput } from './ticket-output.ts'

export const lineCode = z.string().regex(/^[A-Z]{2,4}$/, '2 to 4 capital letters, such as HAT')
export const priority = z
  .number()
  .int()
  .min(0)
  .max(100)
  .meta({ description: '0 to 100; the higher is worked on first' })

export const createTicket = command({
  name: 'manufacturing.ticket.create',
  summary: 'Open a job ticket',
  description: 'With `release: true` it is released at once: see there.',
  route: 'POST /job-tickets',
  status: 201,
  idempotency: 'optional',
  beginsWithKey: true,
  errors: [
    'manufacturing.not_made',
    'manufacturing.line_unknown',
    'manufacturing.quantity_whole',
    'manufacturing.too_many_pieces',
    ...RELEASE_ERRORS,
  ],
  input: z.object({
    productId: id,
    line: lineCode.optional().meta({
      description: 'The production line: HAT makes pieces, OEM a batch; the product’s own unless told',
    }),
    quantity: positiveDecimal,
    dueOn: day.optional(),
    priority: priority.default(0),
    note: paragraph().optional(),
    release: z.boolean().default(false),
  }),
  output: releasedOutput,
  example: { productId: EXAMPLE_ID, line: 'HAT', quantity: '5', dueOn: '2026-03-20', release: true },
  async run(ctx, input) {
    const ticketId = newId(ctx.now.getTime())
    const tenant = sql`${ctx.tenant.id}::uuid`
    const [product, recipe] = await Promise.all([
      madeProduct(ctx, input),
      input.release ? recipeOf(ctx, sql`${input.productId}::uuid`) : undefined,
    ])
    const series = seriesOf(ctx, 'JT')
    const insert = (released?: { bomId: string | null; routingId: string; totalMinutes: string }): Sql => sql`
      insert into job_ticket (tenant_id, id, number, line, product_id, quantity, due_on, priority, state, bom_id, routing_id, serialised,
        total_minutes, note, released_at, created_at, updated_at)
      select ${tenant}, ${ticketId}::uuid, ${numberTextSql(series, sql`number.last`)}, ${product.line}, ${product.id}::uuid,
        ${input.quantity}::numeric, ${input.dueOn ?? null}::date, ${input.priority}::int, ${released ? 'released' : 'draft'},
        ${released?.bomId ?? null}::uuid, ${released?.routingId ?? null}::uuid, ${product.serialised}::boolean,
        ${released?.totalMinutes ?? '0'}::numeric, ${input.note ?? null}, ${released ? ctx.now : null}::timestamptz,
        ${ctx.now}::timestamptz, ${ctx.now}::timestamptz
      from number returning id, number`
    const withNumber = (statement: Sql): Sql =>
      sql`with number as (${takeNumberSql(ctx, series)}) ${statement}`
    if (!recipe) {
      const { number } = await ctx.tx.one<{ number: string }>(withNumber(insert()))
      ctx.audit({ entity: 'job_ticket', id: ticketId, label: number })
      return { id: ticketId, number, state: 'draft' as const, totalMinutes: '0', tokens: [], shortages: [] }
    }
    const released = await release(ctx, {
      id: ticketId,
      product,
      quantity: input.quantity,
      recipe,
      before: sql`number as (${takeNumberSql(ctx, series)}),`,
      ticket: insert,
    })
    ctx.publish(ticketReleased, { ticketId })
    ctx.audit({
      entity: 'job_ticket',
      id: ticketId,
      label: released.number,
      changes: { state: { from: null, to: 'released' }, tokens: released.tokens.length },
    })
    return { id: ticketId, state: 'released' as const, ...released }
  },
})
