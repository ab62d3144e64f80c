import { assertNumericRange, divideHalfEven, formatScaled, NUMERIC_SCALE, parseNumeric } from './decimal.ts'

export { AmountError } from './decimal.ts'

/**
 * A quantity as it travels in JSON and sits in numeric(20,6): a plain decimal text. What the functions here
 * return is normalised ('1.5', '0', '-2'): no exponent, no trailing zeros, no '-0', so equal quantities are
 * equal strings.
 */
export type Quantity = string

const ONE = 10n ** BigInt(NUMERIC_SCALE)

/**
 * Validates and normalises: '01.500000' is '1.5'.
 *
 * @throws AmountError `amount.not_a_number`, `amount.too_many_decimals` (more than 6),
 *   `amount.out_of_range` (more than 14 digits before the point)
 */
export function parseQuantity(text: string): Quantity {
  return fromMillionths(parseNumeric(text))
}

/** Exact sum. @throws AmountError as {@link parseQuantity}, also when the sum is out of range */
export function addQuantity(...quantities: readonly Quantity[]): Quantity {
  return fromMillionths(quantities.reduce((sum, quantity) => sum + parseNumeric(quantity), 0n))
}

/** Exact difference a − b. @throws AmountError as {@link addQuantity} */
export function subtractQuantity(a: Quantity, b: Quantity): Quantity {
  return fromMillionths(parseNumeric(a) - parseNumeric(b))
}

/** Product rounded half-even to 6 decimals. @throws AmountError as {@link addQuantity} */
export function multiplyQuantity(a: Quantity, b: Quantity): Quantity {
  return fromMillionths(divideHalfEven(parseNumeric(a) * parseNumeric(b), ONE))
}

/** Negative when a < b, 0 when equal, positive when a > b. @throws AmountError as {@link parseQuantity} */
export function compareQuantity(a: Quantity, b: Quantity): -1 | 0 | 1 {
  const left = parseNumeric(a)
  const right = parseNumeric(b)
  return left < right ? -1 : left > right ? 1 : 0
}

/** @throws AmountError as {@link parseQuantity} */
export function isZeroQuantity(quantity: Quantity): boolean {
  return parseNumeric(quantity) === 0n
}

function fromMillionths(millionths: bigint): Quantity {
  assertNumericRange(millionths)
  return formatScaled(millionths, NUMERIC_SCALE).replace(/\.?0+$/, '')
}
