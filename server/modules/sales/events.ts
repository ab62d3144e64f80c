import { z } from 'zod'
import { event } from '../../kernel/events/event.ts'
import { id } from '../../kernel/wire.ts'

export const orderPlaced = event('sales.order.placed', z.object({ orderId: id }))
/** All of it was paid. `paymentId` is null where it cost nothing. */
export const orderPaid = event('sales.order.paid', z.object({ orderId: id, paymentId: id.nullable() }))
export const orderShipped = event('sales.order.shipped', z.object({ orderId: id }))
export const orderCancelled = event('sales.order.cancelled', z.object({ orderId: id }))
/** Money was given back; `whole` when it was the last of it. */
export const orderRefunded = event(
  'sales.order.refunded',
  z.object({ orderId: id, refundId: id, whole: z.boolean() }),
)
