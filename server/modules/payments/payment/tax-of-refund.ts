import { allocate } from '../../../../shared/money.ts'

/**
 * The tax in a refund. All refunds of an order together must have exactly its tax, so each gets the difference between
 * the tax in all money given back with it and without it; both are split by the order's own net and tax. Minor units.
 */
export function taxOfRefund(order: {
  totalMinor: bigint
  taxMinor: bigint
  /** Given back before. */
  beforeMinor: bigint
  amountMinor: bigint
}): bigint {
  const { totalMinor, taxMinor, beforeMinor, amountMinor } = order
  const taxIn = (partMinor: bigint): bigint => allocate(partMinor, [totalMinor - taxMinor, taxMinor])[1]!
  return taxIn(beforeMinor + amountMinor) - taxIn(beforeMinor)
}
