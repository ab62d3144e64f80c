import type { TenantContext } from '../../kernel/command/context.ts'

/** What an order is like, as money sees it, after it was paid or refunded. */
export interface SettledOrder {
  readonly number: string
  /** Minor units. */
  readonly totalMinor: bigint
  readonly taxMinor: bigint
  /** Given back of it by now, this time included. */
  readonly refundedMinor: bigint
}

/**
 * What happens to an order when money comes in or goes back. Orders stand below payments, so they say it to us. Each call is one
 * conditional update, and locks the order: whoever changes an order and its payment locks the order first.
 */
export interface Settlement {
  /** The whole amount came in. Undefined when the order does not wait for money (any more): the caller refuses. */
  paid(
    ctx: TenantContext,
    payment: { orderId: string; paymentId: string; amountMinor: bigint },
  ): Promise<SettledOrder | undefined>
  /** Part of it goes back, or all. Undefined when the order was not paid that much. */
  refunded(
    ctx: TenantContext,
    refund: { orderId: string; refundId: string; amountMinor: bigint },
  ): Promise<SettledOrder | undefined>
}

let settlement: Settlement | undefined

/** The sales module says what happens to its orders. */
export function settleOrders(given: Settlement): void {
  settlement = given
}

export function orders(): Settlement {
  if (!settlement) throw new Error('no module has said what happens to an order that is paid')
  return settlement
}
