import { z } from 'zod'
import { newId } from '../../../../shared/ids.ts'
import { formatMajor } from '../../../../shared/money.ts'
import type { TenantContext } from '../../../kernel/command/context.ts'
import { command } from '../../../kernel/command/operation.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { EXAMPLE_ID } from '../../../kernel/resource/resource.ts'
import { id, line, money, toMoney } from '../../../kernel/wire.ts'
import { INVOICE_ERRORS, issueInvoice, POSTING_ERRORS } from '../../accounting/index.ts'
import { fail } from '../errors.ts'
import { providerOf } from '../provider/providers.ts'
import { orders } from '../settlement.ts'
import { amountGiven } from './amount-given.ts'
import { paymentFields, presentPayment } from './present-payment.ts'
import { factsOf, type PaymentRow, readPayment } from './read-payment.ts'
import { taxOfRefund } from './tax-of-refund.ts'

export interface Refund {
  /** Minor units, more than zero. */
  amountMinor: bigint
  reason: string
  /** What the transfer back is called, where staff make it. */
  reference?: string | undefined
}

export interface Refunded {
  readonly id: string
  readonly amountMinor: bigint
  readonly taxMinor: bigint
  readonly creditNoteNumber: string
}

/**
 * Gives money back, in part or whole: a credit note with its share of the tax, Dr sales refunds and output VAT / Cr bank (or
 * clearing). The database decides that it is never more than came in, however many refund at once.
 *
 * @throws Problem `not_found`, `payments.not_captured`, `payments.refund_exceeds_payment`, `accounting.period_locked`
 */
export async function refund(ctx: TenantContext, paymentId: string, given: Refund): Promise<Refunded> {
  const { amountMinor, reason } = given
  const payment = await readPayment(ctx, paymentId)
  assertRefundable(payment, amountMinor)
  const refundId = newId(ctx.now.getTime())
  const [order, updated, invoice] = await Promise.all([
    orders().refunded(ctx, { orderId: payment.order_id, refundId, amountMinor }),
    ctx.tx.run(sql`
      update payment set refunded_minor = refunded_minor + ${amountMinor}::bigint, updated_at = ${ctx.now}::timestamptz
      where tenant_id = ${ctx.tenant.id}::uuid and id = ${paymentId}::uuid and state = 'captured'
        and captured_minor - refunded_minor >= ${amountMinor}::bigint`),
    ctx.tx.one<{ id: string }>(sql`
      select id from invoice
      where tenant_id = ${ctx.tenant.id}::uuid and order_id = ${payment.order_id}::uuid and kind = 'invoice'`),
  ])
  if (!order || updated === 0) {
    assertRefundable(await readPayment(ctx, paymentId), amountMinor)
    throw new Error(`payment ${paymentId} can be refunded, but its order or the payment itself refused`)
  }
  const { totalMinor, taxMinor: orderTaxMinor, refundedMinor } = order
  const taxMinor = taxOfRefund({
    totalMinor,
    taxMinor: orderTaxMinor,
    beforeMinor: refundedMinor - amountMinor,
    amountMinor,
  })
  const provider = providerOf(payment.provider)
  const { reference } = await provider.refund(factsOf(payment), {
    refundId,
    amountMinor,
    reason,
    reference: given.reference ?? null,
  })
  const note = await issueInvoice(ctx, {
    kind: 'credit_note',
    correctsId: invoice.id,
    orderId: payment.order_id,
    currency: payment.currency,
    netMinor: amountMinor - taxMinor,
    taxMinor,
    grossMinor: amountMinor,
    entry: {
      memo: `Refund of ${order.number}: ${reason}`,
      lines: [
        { purpose: 'sales_refunds', amountMinor: amountMinor - taxMinor },
        { purpose: 'output_vat', amountMinor: taxMinor },
        { purpose: provider.settlesTo, amountMinor: -amountMinor },
      ],
    },
  })
  await ctx.tx.run(sql`
    insert into refund (tenant_id, id, payment_id, amount_minor, tax_minor, credit_note_id, reason, reference, refunded_by, created_at)
    values (${ctx.tenant.id}::uuid, ${refundId}::uuid, ${paymentId}::uuid, ${amountMinor}::bigint, ${taxMinor}::bigint,
      ${note.id}::uuid, ${reason}, ${reference}::text, ${ctx.principal.name}, ${ctx.now}::timestamptz)`)
  ctx.audit({
    entity: 'payment',
    id: paymentId,
    label: order.number,
    changes: { refundId, amountMinor, reason, creditNote: note.number },
  })
  return { id: refundId, amountMinor, taxMinor, creditNoteNumber: note.number }
}

function assertRefundable(payment: PaymentRow, amountMinor: bigint): void {
  if (payment.state !== 'captured') throw fail('payments.not_captured')
  const leftMinor = payment.captured_minor - payment.refunded_minor
  if (amountMinor > leftMinor) {
    const { currency } = payment
    throw fail('payments.refund_exceeds_payment', { refundable: formatMajor(leftMinor, currency), currency })
  }
}

export const refundPayment = command({
  name: 'payments.payment.refund',
  summary: 'Give money of a payment back, in part or whole',
  description:
    'Never more than came in. A credit note is numbered with its share of the tax. An order that gets all its money back is refunded; what was not shipped of it goes back into stock.',
  route: 'POST /payments/:id/refunds',
  status: 201,
  idempotency: 'required',
  errors: [
    'payments.not_captured',
    'payments.refund_exceeds_payment',
    'payments.currency',
    'payments.provider_unknown',
    ...POSTING_ERRORS,
    ...INVOICE_ERRORS,
  ],
  input: z.object({
    id,
    amount: money,
    reason: line(500),
    reference: line(200).optional().meta({ description: 'What the transfer back is called' }),
  }),
  output: z.object({
    id,
    amount: money,
    tax: money.meta({ description: 'The tax in it' }),
    creditNoteNumber: z.string(),
    payment: paymentFields,
  }),
  example: {
    id: EXAMPLE_ID,
    amount: { amount: '1290.00', currency: 'THB' },
    reason: 'Scratch on the flap',
  },
  async run(ctx, input) {
    const { id: paymentId, reason, reference } = input
    const { currency } = await readPayment(ctx, paymentId)
    const amountMinor = amountGiven(input.amount, currency)
    const refunded = await refund(ctx, paymentId, { amountMinor, reason, reference })
    const payment = await readPayment(ctx, paymentId)
    return {
      id: refunded.id,
      amount: toMoney(refunded.amountMinor, payment.currency),
      tax: toMoney(refunded.taxMinor, payment.currency),
      creditNoteNumber: refunded.creditNoteNumber,
      payment: presentPayment(payment),
    }
  },
})
