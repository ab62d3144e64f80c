import { sql } from '../../../kernel/db/sql.ts'
import { onEach } from '../../../kernel/events/event.ts'
import { membersWho } from '../../identity/index.ts'
import { tellPeople } from '../../notices/index.ts'
import { orderPlaced } from '../events.ts'

/** Those who send goods are told that somebody ordered. */
export const tellPlaced = onEach(orderPlaced, 'sales.tell-placed', async (ctx, placed) => {
  const people = (await membersWho(ctx, (permissions) => permissions.has('sales.order.ship'))).map(
    ({ userId }) => userId,
  )
  if (people.length === 0) return
  const orders = await ctx.tx.rows<{ id: string; number: string; name: string }>(sql`
    select id, number, name from sales_order
    where tenant_id = ${ctx.tenant.id}::uuid and id = any(${placed.map(({ orderId }) => orderId)}::uuid[]) order by number`)
  await Promise.all(
    orders.map(({ id, number, name }) =>
      tellPeople(ctx, people, {
        kind: 'order_placed',
        entity: 'order',
        entityId: id,
        label: number,
        actorName: name,
      }),
    ),
  )
})
