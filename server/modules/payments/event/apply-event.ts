import { newId } from '../../../../shared/ids.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { Problem } from '../../../kernel/errors/problem.ts'
import { job } from '../../../kernel/jobs/job.ts'
import { capture } from '../payment/capture-payment.ts'
import type { ProviderEvent } from '../provider/provider.ts'

export interface ReceivedEvent extends ProviderEvent {
  readonly provider: string
}

/**
 * Does what a provider's event says, once for each event id, in the transaction that keeps the event. Money for an order that
 * was cancelled meanwhile fails for good, so that a person finds it among the dead jobs and gives it back.
 */
export const applyEvent = job<ReceivedEvent>({
  name: 'payments.apply-event',
  async run(ctx, event) {
    const written = await ctx.tx.run(sql`
      insert into provider_event (tenant_id, id, provider, event_id, kind, payload, received_at)
      values (${ctx.tenant.id}::uuid, ${newId(ctx.now.getTime())}::uuid, ${event.provider}, ${event.eventId}, ${event.kind},
        ${JSON.stringify(event.payload)}::jsonb, ${ctx.now}::timestamptz)
      on conflict (tenant_id, provider, event_id) do nothing`)
    if (written === 0) return
    ctx.audit({ entity: 'provider_event', id: event.eventId, label: `${event.provider} ${event.kind}` })
    if (event.kind !== 'captured' || event.paymentId === null) return
    try {
      await capture(ctx, event.paymentId, { reference: event.reference ?? event.eventId })
    } catch (error) {
      // Another event of the same payment came first: there is nothing left to do.
      if (!(error instanceof Problem) || error.code !== 'payments.already_captured') throw error
    }
  },
})
