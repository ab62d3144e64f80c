import { z } from 'zod'
import { command } from '../../../kernel/command/operation.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { EXAMPLE_ID } from '../../../kernel/resource/resource.ts'
import { id } from '../../../kernel/wire.ts'
import { ticketReleased } from '../events.ts'
import { madeProduct, RELEASE_ERRORS, recipeOf, release } from './plan.ts'
import { lockTicket, releasedOutput } from './ticket-output.ts'
import { assertMay } from './ticket-states.ts'

export const releaseTicket = command({
  name: 'manufacturing.ticket.release',
  summary: 'Release a job ticket to the workshop',
  description:
    'Freezes bill of materials and routing, gives every piece its serial, makes the tokens, and reserves what there is of the material; the answer says what is short.',
  route: 'POST /job-tickets/:id/release',
  bulk: 'manufacturing.ticket',
  errors: [
    'manufacturing.ticket_state',
    'manufacturing.not_made',
    'manufacturing.line_unknown',
    'manufacturing.quantity_whole',
    'manufacturing.too_many_pieces',
    ...RELEASE_ERRORS,
  ],
  input: z.object({ id }),
  output: releasedOutput,
  example: { id: EXAMPLE_ID },
  async run(ctx, input) {
    const tenant = sql`${ctx.tenant.id}::uuid`
    const [ticket, recipe] = await Promise.all([
      lockTicket(ctx, input.id),
      recipeOf(
        ctx,
        sql`(select product_id from job_ticket where tenant_id = ${tenant} and id = ${input.id}::uuid)`,
      ),
    ])
    assertMay('release', ticket)
    const { quantity } = ticket
    const product = await madeProduct(ctx, { productId: ticket.product_id, line: ticket.line, quantity })
    const released = await release(ctx, {
      id: ticket.id,
      product,
      quantity,
      recipe,
      ticket: (added) => sql`
        update job_ticket set state = 'released', released_at = ${ctx.now}::timestamptz, updated_at = ${ctx.now}::timestamptz,
          bom_id = ${added.bomId}::uuid, routing_id = ${added.routingId}::uuid, total_minutes = ${added.totalMinutes}::numeric,
          serialised = ${product.serialised}::boolean
        where tenant_id = ${tenant} and id = ${ticket.id}::uuid
        returning id, number`,
    })
    ctx.publish(ticketReleased, { ticketId: ticket.id })
    ctx.audit({
      entity: 'job_ticket',
      id: ticket.id,
      label: ticket.number,
      changes: { state: { from: 'draft', to: 'released' }, tokens: released.tokens.length },
    })
    return { id: ticket.id, state: 'released' as const, ...released }
  },
})
