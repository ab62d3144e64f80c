import { defineModule } from '../../kernel/module.ts'
import { orderMails } from './mail/order-mails.ts'
import { cancelOrder } from './order/cancel-order.ts'
import { getOrder } from './order/get-order.ts'
import { orders } from './order/list-orders.ts'
import { orderSearch } from './order/order-search.ts'
import { settleSalesOrders } from './order/settle-order.ts'
import { shipOrder } from './order/ship-order.ts'
import { tellPlaced } from './order/tell-placed.ts'

export { orderCancelled, orderPaid, orderPlaced, orderRefunded, orderShipped } from './events.ts'
export { confirmOrder } from './mail/order-mails.ts'
export { ORDER_STATES, type OrderState } from './order/order.ts'
export {
  type OrderLineToPlace,
  type OrderToPlace,
  type PlacedOrder,
  placeOrder,
} from './order/place-order.ts'
export { type OrderWhole, readOrder } from './order/read-order.ts'
export { sourceOf } from './order/step.ts'
export { hashToken, isToken, newToken } from './order/token.ts'
export { unitPriceOf } from './order/unit-price.ts'

settleSalesOrders()

/** What was sold: orders from the moment they are placed until they are shipped, cancelled or refunded. */
export const salesModule = defineModule({
  name: 'sales',
  operations: [...orders.operations, getOrder, cancelOrder, shipOrder],
  subscriptions: [...orderMails, tellPlaced],
  search: [orderSearch],
  invariants: new URL('./invariants/', import.meta.url),
})
