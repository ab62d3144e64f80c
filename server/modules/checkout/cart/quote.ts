import { AmountError, multiplyPrice, type TaxedAmount, taxOf } from '../../../../shared/money.ts'
import { fail as kernelFail } from '../../../kernel/errors/kernel-errors.ts'

/** What something costs and is taxed with: decimals as text. */
export interface Priced {
  quantity: string
  unitPrice: string
  ratePercent: string
}

/** What a cart comes to, minor units. */
export interface Quote {
  readonly lines: readonly TaxedAmount[]
  /** Null while no method is chosen. */
  readonly shipping: TaxedAmount | null
  readonly itemsNetMinor: bigint
  readonly itemsGrossMinor: bigint
  /** Of items and shipping together. */
  readonly taxMinor: bigint
  readonly totalMinor: bigint
}

/**
 * Prices a cart: each line is unit price × quantity, rounded once, and its tax is rounded once; shipping is a line like the others.
 * The total is the sum of what was rounded, so that it is the sum of what the buyer sees.
 *
 * @throws Problem `value.out_of_range` for more money than there is
 */
export function quoteOf(input: {
  lines: readonly Priced[]
  shipping: Priced | null
  /** Whether prices have their tax in them. */
  inclusive: boolean
  /** ISO 4217. */
  currency: string
}): Quote {
  const { inclusive, currency } = input
  const taxed = ({ unitPrice, quantity, ratePercent }: Priced): TaxedAmount =>
    taxOf({ amountMinor: multiplyPrice(unitPrice, quantity, currency), ratePercent, inclusive })
  try {
    const lines = input.lines.map(taxed)
    const shipping = input.shipping && taxed(input.shipping)
    const sum = (of: (amount: TaxedAmount) => bigint) => lines.reduce((total, line) => total + of(line), 0n)
    const itemsNetMinor = sum((line) => line.netMinor)
    const itemsGrossMinor = sum((line) => line.grossMinor)
    return {
      lines,
      shipping,
      itemsNetMinor,
      itemsGrossMinor,
      taxMinor: sum((line) => line.taxMinor) + (shipping?.taxMinor ?? 0n),
      totalMinor: itemsGrossMinor + (shipping?.grossMinor ?? 0n),
    }
  } catch (cause) {
    if (!(cause instanceof AmountError)) throw cause
    throw kernelFail('value.out_of_range', {}, { cause })
  }
}
