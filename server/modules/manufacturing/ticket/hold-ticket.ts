import { z } from 'zod'
import type { TenantContext } from '../../../kernel/command/context.ts'
import { command } from '../../../kernel/command/operation.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { EXAMPLE_ID } from '../../../kernel/resource/resource.ts'
import { id, paragraph } from '../../../kernel/wire.ts'
import type { TicketState } from './job-ticket.ts'
import { lockTicket, stepOutput, type TicketRow } from './ticket-output.ts'
import { assertMay } from './ticket-states.ts'

export const holdTicket = command({
  name: 'manufacturing.ticket.hold',
  summary: 'Put a job ticket on hold',
  description: 'Nothing new is begun; what runs can be paused or completed.',
  route: 'POST /job-tickets/:id/hold',
  bulk: 'manufacturing.ticket',
  errors: ['manufacturing.ticket_state'],
  input: z.object({ id, reason: paragraph(500).optional() }),
  output: stepOutput,
  example: { id: EXAMPLE_ID, reason: 'The buckles are late' },
  async run(ctx, input) {
    const ticket = await lockTicket(ctx, input.id)
    assertMay('hold', ticket)
    return await step(ctx, ticket, 'on_hold', input.reason)
  },
})

export const resumeTicket = command({
  name: 'manufacturing.ticket.resume',
  summary: 'Let a job ticket go on',
  route: 'POST /job-tickets/:id/resume',
  bulk: 'manufacturing.ticket',
  errors: ['manufacturing.ticket_state'],
  input: z.object({ id }),
  output: stepOutput,
  example: { id: EXAMPLE_ID },
  async run(ctx, input) {
    const ticket = await lockTicket(ctx, input.id)
    assertMay('resume', ticket)
    return await step(ctx, ticket, ticket.held_from!)
  },
})

async function step(ctx: TenantContext, ticket: TicketRow, to: TicketState, reason?: string) {
  const isHold = to === 'on_hold'
  await ctx.tx.run(sql`
    update job_ticket set state = ${to}, held_from = ${isHold ? ticket.state : null}, held_at = ${isHold ? ctx.now : null}::timestamptz,
      updated_at = ${ctx.now}::timestamptz
    where tenant_id = ${ctx.tenant.id}::uuid and id = ${ticket.id}::uuid`)
  ctx.audit({
    entity: 'job_ticket',
    id: ticket.id,
    label: ticket.number,
    changes: { state: { from: ticket.state, to }, ...(reason ? { reason } : {}) },
  })
  return { id: ticket.id, number: ticket.number, state: to }
}
