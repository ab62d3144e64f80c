import type { TenantContext } from '../../../kernel/command/context.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { releaseReservations } from '../../inventory/index.ts'
import { type SettledOrder, settleOrders } from '../../payments/index.ts'
import { deallocate } from '../../serials/index.ts'
import { orderPaid, orderRefunded } from '../events.ts'
import { linesOf, makeStep, type SteppedOrder, sourceOf } from './step.ts'

const settled = (order: SteppedOrder): SettledOrder => ({
  number: order.number,
  totalMinor: order.total_minor,
  taxMinor: order.tax_minor,
  refundedMinor: order.refunded_minor,
})

/** Gives back what an order held: promised stock, then pieces that were set aside. */
export async function releaseGoods(ctx: TenantContext, orderId: string): Promise<void> {
  const lines = await linesOf(ctx, orderId)
  await Promise.all([
    releaseReservations(ctx, sourceOf(orderId)),
    deallocate(
      ctx,
      lines.map((line) => line.id),
    ),
  ])
}

/** Tells payments what money does to orders. */
export const settleSalesOrders = (): void =>
  settleOrders({
    async paid(ctx, { orderId, paymentId, amountMinor }) {
      const order = await makeStep(
        ctx,
        orderId,
        'pay',
        sql`state = 'paid', paid_minor = paid_minor + ${amountMinor}::bigint, paid_at = ${ctx.now}::timestamptz`,
        sql`total_minor = paid_minor + ${amountMinor}::bigint`,
      )
      if (!order) return undefined
      ctx.audit({ entity: 'order', id: orderId, label: order.number, changes: { state: { to: 'paid' } } })
      ctx.publish(orderPaid, { orderId, paymentId })
      return settled(order)
    },

    async refunded(ctx, { orderId, refundId, amountMinor }) {
      const isLast = sql`refunded_minor + ${amountMinor}::bigint = total_minor`
      const order = await makeStep(
        ctx,
        orderId,
        'refund',
        sql`refunded_minor = refunded_minor + ${amountMinor}::bigint, state = case when ${isLast} then 'refunded' else state end,
          refunded_at = case when ${isLast} then ${ctx.now}::timestamptz end`,
        sql`paid_minor - refunded_minor >= ${amountMinor}::bigint`,
      )
      if (!order) return undefined
      const whole = order.state === 'refunded'
      // What was paid back in full and has not left yet does not leave any more.
      if (whole && order.shipped_at === null) await releaseGoods(ctx, orderId)
      ctx.audit({
        entity: 'order',
        id: orderId,
        label: order.number,
        changes: {
          refundedMinor: { to: order.refunded_minor },
          ...(whole ? { state: { to: 'refunded' } } : {}),
        },
      })
      ctx.publish(orderRefunded, { orderId, refundId, whole })
      return settled(order)
    },
  })
