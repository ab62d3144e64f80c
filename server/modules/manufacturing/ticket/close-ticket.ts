import { z } from 'zod'
import { command } from '../../../kernel/command/operation.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { trimDecimal } from '../../../kernel/resource/field.ts'
import { EXAMPLE_ID } from '../../../kernel/resource/resource.ts'
import { id, money, toMoney } from '../../../kernel/wire.ts'
import { POSTING_ERRORS, post } from '../../accounting/index.ts'
import { releaseReservations } from '../../inventory/index.ts'
import { changeState } from '../../serials/index.ts'
import { fail } from '../errors.ts'
import { ticketSource } from '../material/reserve-material.ts'
import { millionths } from '../quantity.ts'
import { issueLines, serialsOfTicket } from '../token/finish-token.ts'
import { lockTicket, stepOutput } from './ticket-output.ts'
import { assertMay } from './ticket-states.ts'

export const closeTicket = command({
  name: 'manufacturing.ticket.close',
  summary: 'Close a job ticket: what is left of its cost goes to variance',
  description:
    'With `short: true` also when less was finished than wanted: what is unfinished will not be made, its serials are void.',
  route: 'POST /job-tickets/:id/close',
  errors: [
    'manufacturing.ticket_state',
    'manufacturing.ticket_unfinished',
    'manufacturing.ticket_running',
    'serials.wrong_state',
    ...POSTING_ERRORS,
  ],
  input: z.object({ id, short: z.boolean().default(false) }),
  output: stepOutput.extend({
    variance: money.meta({ description: 'Cost that no finished piece took along' }),
  }),
  example: { id: EXAMPLE_ID },
  async run(ctx, input) {
    const ticket = await lockTicket(ctx, input.id)
    assertMay('close', ticket)
    if (!input.short && millionths(ticket.good_quantity) < millionths(ticket.quantity))
      throw fail('manufacturing.ticket_unfinished', {
        ticket: ticket.number,
        good: trimDecimal(ticket.good_quantity),
        wanted: trimDecimal(ticket.quantity),
      })
    const tenant = sql`${ctx.tenant.id}::uuid`
    const [running, serials] = await Promise.all([
      ctx.tx.first<{ operator: string; task: string; token: string }>(sql`
        select a.operator_name as operator, t.code as task, k.code as token
        from work_token k
          join token_task a on a.tenant_id = ${tenant} and a.token_id = k.id and a.state = 'running'
          join ticket_task t on t.tenant_id = ${tenant} and t.id = a.task_id
        where k.tenant_id = ${tenant} and k.ticket_id = ${ticket.id}::uuid limit 1`),
      serialsOfTicket(ctx, ticket.id, ['issued', 'in_production']),
    ])
    if (running) throw fail('manufacturing.ticket_running', { ...running, ticket: ticket.number })
    const unposted = ticket.labour_cost_minor - ticket.labour_posted_minor
    const variance = ticket.material_cost_minor + ticket.labour_cost_minor - ticket.finished_cost_minor
    await Promise.all([
      releaseReservations(ctx, ticketSource(ticket.id)),
      changeState(ctx, {
        ids: serials,
        from: ['issued', 'in_production'],
        to: 'void',
        reason: `${ticket.number}: closed without it`,
        source: { entity: 'job_ticket', id: ticket.id },
      }),
      ctx.tx.run(sql`
        with posted as (
          select k.id, coalesce(sum(a.labour_cost_minor), 0)::bigint as labour
          from work_token k left join token_task a on a.tenant_id = ${tenant} and a.token_id = k.id
          where k.tenant_id = ${tenant} and k.ticket_id = ${ticket.id}::uuid group by k.id
        )
        update work_token k set labour_posted_minor = p.labour, held_at = null,
          state = case when k.state in ('finished', 'scrapped') then k.state else 'void' end
        from posted p where k.tenant_id = ${tenant} and k.id = p.id`),
      ctx.tx.run(sql`
        update job_ticket set state = 'closed', held_from = null, held_at = null, closed_at = ${ctx.now}::timestamptz,
          labour_posted_minor = labour_cost_minor, variance_minor = ${variance}::bigint, updated_at = ${ctx.now}::timestamptz
        where tenant_id = ${tenant} and id = ${ticket.id}::uuid`),
      post(ctx, {
        journal: 'manufacturing',
        memo: `${ticket.number}: closed`,
        source: { entity: 'job_ticket', id: ticket.id },
        lines: [
          ...issueLines([], unposted),
          { purpose: 'variance', amountMinor: variance, memo: 'Variance' },
          { purpose: 'wip', amountMinor: -variance, memo: 'Variance' },
        ],
      }),
    ])
    ctx.audit({
      entity: 'job_ticket',
      id: ticket.id,
      label: ticket.number,
      changes: { state: { from: ticket.state, to: 'closed' }, varianceMinor: variance },
    })
    return {
      id: ticket.id,
      number: ticket.number,
      state: 'closed' as const,
      variance: toMoney(variance, ctx.tenant.currency),
    }
  },
})
