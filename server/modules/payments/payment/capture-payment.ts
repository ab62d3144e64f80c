import { z } from 'zod'
import type { TenantContext } from '../../../kernel/command/context.ts'
import { command } from '../../../kernel/command/operation.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { EXAMPLE_ID } from '../../../kernel/resource/resource.ts'
import { day, id, line } from '../../../kernel/wire.ts'
import { POSTING_ERRORS, post } from '../../accounting/index.ts'
import { fail } from '../errors.ts'
import { paymentCaptured } from '../events.ts'
import { providerOf } from '../provider/providers.ts'
import { orders } from '../settlement.ts'
import { captureAction, paymentFields, presentPayment } from './present-payment.ts'
import { factsOf, type PaymentRow, readPayment } from './read-payment.ts'

export interface Capture {
  /** What the bank statement, the receipt or the provider calls it. */
  reference: string
  /** The day the money came, `YYYY-MM-DD`; today unless told. It is posted on that day. */
  receivedOn?: string | undefined
}

/**
 * The whole of a payment came in: Dr bank (or clearing) / Cr receivable, and the order is paid. The order is locked first, then
 * the payment; of two captures at once one wins.
 *
 * @throws Problem `not_found`, `payments.already_captured`, `payments.cancelled`, `payments.received_in_future`,
 *   `accounting.period_locked`
 */
export async function capture(ctx: TenantContext, paymentId: string, given: Capture): Promise<void> {
  const receivedOn = given.receivedOn ?? ctx.today
  if (receivedOn > ctx.today) throw fail('payments.received_in_future', { today: ctx.today })
  const payment = await readPayment(ctx, paymentId)
  if (payment.state !== 'pending') throw notPending(payment)
  const [order, updated] = await Promise.all([
    orders().paid(ctx, { orderId: payment.order_id, paymentId, amountMinor: payment.amount_minor }),
    ctx.tx.run(sql`
      update payment set state = 'captured', captured_minor = amount_minor, reference = ${given.reference},
        received_on = ${receivedOn}::date, captured_at = ${ctx.now}::timestamptz, captured_by = ${ctx.principal.id}::text, updated_at = ${ctx.now}::timestamptz
      where tenant_id = ${ctx.tenant.id}::uuid and id = ${paymentId}::uuid and state = 'pending'`),
  ])
  // Somebody was faster: what it is now says why.
  if (!order || updated === 0) throw notPending(await readPayment(ctx, paymentId))
  const provider = providerOf(payment.provider)
  const { reference } = await provider.capture(factsOf(payment), { reference: given.reference })
  await Promise.all([
    reference === given.reference
      ? undefined
      : ctx.tx.run(
          sql`update payment set reference = ${reference} where tenant_id = ${ctx.tenant.id}::uuid and id = ${paymentId}::uuid`,
        ),
    post(ctx, {
      journal: 'bank',
      date: receivedOn,
      memo: `Payment of ${order.number}: ${reference}`,
      source: { entity: 'payment', id: paymentId },
      lines: [
        { purpose: provider.settlesTo, amountMinor: payment.amount_minor },
        { purpose: 'receivable', amountMinor: -payment.amount_minor },
      ],
    }),
  ])
  ctx.publish(paymentCaptured, { paymentId })
  ctx.audit({
    entity: 'payment',
    id: paymentId,
    label: order.number,
    changes: { state: { from: 'pending', to: 'captured' }, reference, amountMinor: payment.amount_minor },
  })
}

const notPending = (payment: PaymentRow) =>
  payment.state === 'captured'
    ? fail('payments.already_captured', { reference: payment.reference ?? '' })
    : fail('payments.cancelled')

export const capturePayment = command({
  name: 'payments.payment.capture',
  summary: 'Say that the money of a payment is there',
  description:
    'For payments that people make themselves: a bank transfer, or cash on pick-up. The order is paid, and the ledger has bank against receivable on the day the money came.',
  route: 'POST /payments/:id/capture',
  idempotency: 'optional',
  errors: [
    'payments.already_captured',
    'payments.cancelled',
    'payments.received_in_future',
    'payments.captured_by_provider',
    'payments.provider_unknown',
    ...POSTING_ERRORS,
  ],
  input: z.object({
    id,
    reference: line(200).meta({ description: 'What the bank statement or the receipt calls it' }),
    receivedOn: day.optional().meta({ description: 'The day the money came; today unless told' }),
  }),
  output: paymentFields,
  example: { id: EXAMPLE_ID, reference: 'KBANK 2026-03-02 10:14', receivedOn: '2026-03-02' },
  async run(ctx, input) {
    const payment = await readPayment(ctx, input.id)
    if (captureAction(payment).reason === 'payments.captured_by_provider')
      throw fail('payments.captured_by_provider', { provider: payment.provider })
    await capture(ctx, input.id, { reference: input.reference, receivedOn: input.receivedOn })
    return presentPayment(await readPayment(ctx, input.id))
  },
})
