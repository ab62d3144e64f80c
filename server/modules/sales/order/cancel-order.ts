import { z } from 'zod'
import { command } from '../../../kernel/command/operation.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { EXAMPLE_ID } from '../../../kernel/resource/resource.ts'
import { id, line } from '../../../kernel/wire.ts'
import { creditInvoice, INVOICE_ERRORS, POSTING_ERRORS } from '../../accounting/index.ts'
import { cancelPayments } from '../../payments/index.ts'
import { orderCancelled } from '../events.ts'
import { orderDetail, presentOrder, readOrder } from './read-order.ts'
import { releaseGoods } from './settle-order.ts'
import { makeStep, whyNot } from './step.ts'
import { stepErrors } from './transitions.ts'

export const cancelOrder = command({
  name: 'sales.order.cancel',
  summary: 'Cancel an order that is not paid',
  description:
    'What was promised to it goes back into stock, its payment is cancelled, and a credit note takes its invoice back. A paid order is refunded instead.',
  route: 'POST /orders/:id/cancel',
  bulk: 'sales.order',
  idempotency: 'optional',
  errors: [...stepErrors('cancel'), ...POSTING_ERRORS, ...INVOICE_ERRORS],
  input: z.object({ id, reason: line(500) }),
  output: orderDetail,
  example: { id: EXAMPLE_ID, reason: 'The buyer changed her mind' },
  async run(ctx, input) {
    const orderId = input.id
    const [order, invoice] = await Promise.all([
      makeStep(
        ctx,
        orderId,
        'cancel',
        sql`state = 'cancelled', cancelled_at = ${ctx.now}::timestamptz, cancel_reason = ${input.reason}`,
      ),
      ctx.tx.first<{ id: string }>(
        sql`select id from invoice where tenant_id = ${ctx.tenant.id}::uuid and order_id = ${orderId}::uuid and kind = 'invoice'`,
      ),
    ])
    if (!order) throw await whyNot(ctx, orderId)
    if (!invoice) throw new Error(`order ${order.number} has no invoice`)
    await Promise.all([cancelPayments(ctx, orderId), releaseGoods(ctx, orderId)])
    await creditInvoice(ctx, { invoiceId: invoice.id, memo: `${order.number} cancelled: ${input.reason}` })
    ctx.audit({
      entity: 'order',
      id: orderId,
      label: order.number,
      changes: { state: { from: 'placed', to: 'cancelled' }, reason: input.reason },
    })
    ctx.publish(orderCancelled, { orderId })
    return presentOrder(await readOrder(ctx, orderId))
  },
})
