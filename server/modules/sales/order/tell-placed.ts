import { on } from '../../../kernel/events/event.ts'
import { membersWho } from '../../identity/index.ts'
import { tellPeople } from '../../notices/index.ts'
import { orderPlaced } from '../events.ts'
import { readOrder } from './read-order.ts'

/** Those who send goods are told that somebody ordered. */
export const tellPlaced = on(orderPlaced, 'sales.tell-placed', async (ctx, { orderId }) => {
  const [{ order }, people] = await Promise.all([
    readOrder(ctx, orderId),
    membersWho(ctx, (permissions) => permissions.has('sales.order.ship')),
  ])
  await tellPeople(
    ctx,
    people.map(({ userId }) => userId),
    { kind: 'order_placed', entity: 'order', entityId: orderId, label: order.number, actorName: order.name },
  )
})
