import { z } from 'zod'
import { command } from '../../../kernel/command/operation.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { EXAMPLE_ID } from '../../../kernel/resource/resource.ts'
import { id, paragraph } from '../../../kernel/wire.ts'
import { releaseReservations } from '../../inventory/index.ts'
import { changeState } from '../../serials/index.ts'
import { fail } from '../errors.ts'
import { ticketSource } from '../material/reserve-material.ts'
import { serialsOfTicket } from '../token/finish-token.ts'
import { lockTicket, stepOutput } from './ticket-output.ts'
import { assertMay } from './ticket-states.ts'

export const cancelTicket = command({
  name: 'manufacturing.ticket.cancel',
  summary: 'Cancel a job ticket on which nothing was logged',
  description: 'Its serials are void and its reservations released.',
  route: 'POST /job-tickets/:id/cancel',
  bulk: 'manufacturing.ticket',
  errors: ['manufacturing.ticket_state', 'manufacturing.ticket_logged', 'serials.wrong_state'],
  input: z.object({ id, reason: paragraph(500).optional() }),
  output: stepOutput,
  example: { id: EXAMPLE_ID, reason: 'Ordered twice' },
  async run(ctx, input) {
    const ticket = await lockTicket(ctx, input.id)
    assertMay('cancel', ticket)
    const tenant = sql`${ctx.tenant.id}::uuid`
    const [logged, serials] = await Promise.all([
      ctx.tx.first(
        sql`select 1 from wip_log where tenant_id = ${tenant} and ticket_id = ${ticket.id}::uuid limit 1`,
      ),
      serialsOfTicket(ctx, ticket.id, ['issued', 'in_production']),
    ])
    if (logged) throw fail('manufacturing.ticket_logged', { ticket: ticket.number })
    await Promise.all([
      releaseReservations(ctx, ticketSource(ticket.id)),
      changeState(ctx, {
        ids: serials,
        from: ['issued', 'in_production'],
        to: 'void',
        reason: `${ticket.number}: cancelled`,
        source: { entity: 'job_ticket', id: ticket.id },
      }),
      ctx.tx.run(
        sql`update work_token set state = 'void' where tenant_id = ${tenant} and ticket_id = ${ticket.id}::uuid`,
      ),
      ctx.tx.run(sql`
        update job_ticket set state = 'cancelled', held_from = null, held_at = null, updated_at = ${ctx.now}::timestamptz
        where tenant_id = ${tenant} and id = ${ticket.id}::uuid`),
    ])
    ctx.audit({
      entity: 'job_ticket',
      id: ticket.id,
      label: ticket.number,
      changes: {
        state: { from: ticket.state, to: 'cancelled' },
        serials: serials.length,
        ...(input.reason ? { reason: input.reason } : {}),
      },
    })
    return { id: ticket.id, number: ticket.number, state: 'cancelled' as const }
  },
})
