import { formatMajor } from '../../../../shared/money.ts'
import { compareQuantity } from '../../../../shared/quantity.ts'
import { fail as kernelFail } from '../../../kernel/errors/kernel-errors.ts'
import type { FieldError } from '../../../kernel/errors/problem.ts'
import type { Money } from '../../../kernel/wire.ts'
import { fail } from '../errors.ts'
import type { Cart, CartLine } from './read-cart.ts'

const WHOLE_UNITS = new Set(['pc', 'set', 'pair', 'box', 'roll', 'sheet'])

/** Refuses lines that nobody can buy as they are. */
export function assertBuyable(lines: readonly CartLine[]): void {
  for (const line of lines) {
    if (!line.sellable) throw fail('checkout.product_unavailable', { product: line.sku })
    if ((line.serialised || WHOLE_UNITS.has(line.unit)) && /\.\d*[1-9]/.test(line.quantity))
      throw fail('checkout.quantity_whole', { sku: line.sku })
  }
}

/** What an order still needs, by the field's name in the API. */
export function missingIn(cart: Cart): string[] {
  const missing: string[] = []
  if (cart.lines.length === 0) missing.push('lines')
  if (cart.email === null) missing.push('contact.email')
  if (cart.name === null) missing.push('contact.name')
  if (cart.shipping === null) missing.push('shippingMethod')
  if (cart.shipping?.needsAddress !== false && cart.address === null) missing.push('address')
  return missing
}

export function assertComplete(cart: Cart): void {
  const missing = missingIn(cart)
  if (missing.length === 0) return
  const errors: FieldError[] = missing.map((field) => ({
    field,
    code: 'required',
    message: 'is needed to order',
  }))
  throw fail('checkout.incomplete', { missing: missing.join(', ') }, { errors })
}

/**
 * Refuses when the buyer would pay another total than they saw: the one that the client says they saw, otherwise the one that
 * was last given out with a new or changed cart.
 */
export function assertTotal(cart: Cart, expected: Money | undefined, currency: string): void {
  const now = formatMajor(cart.quote.totalMinor, currency)
  const was = expected?.amount ?? formatMajor(cart.shownTotalMinor, currency)
  const isSame =
    expected === undefined
      ? cart.shownTotalMinor === cart.quote.totalMinor
      : expected.currency === currency && compareQuantity(expected.amount, now) === 0
  if (!isSame) throw fail('checkout.price_changed', { was, now, currency })
}

/** The refusal for a cart that is nobody's, or not this token's. */
export const noSuchCart = () => kernelFail('not_found')
