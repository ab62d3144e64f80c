import { Decimal as BaseDecimal } from 'decimal.js'

/**
 * Decimal arithmetic for money and quantities: 60 significant digits (the product of two
 * numeric(20,6) values needs 40), half-even, and never an exponent in the output.
 */
export const Decimal = BaseDecimal.clone({
  precision: 60,
  rounding: BaseDecimal.ROUND_HALF_EVEN,
  toExpNeg: -9e15,
  toExpPos: 9e15,
})
export type Decimal = BaseDecimal

export type AmountErrorCode =
  | 'amount.not_a_number'
  | 'amount.too_many_decimals'
  | 'amount.out_of_range'
  | 'amount.negative'
  | 'currency.unknown'
  | 'allocation.no_weight'

/** A number, currency or weight that cannot be used. `code` and `params` are for translation. */
export class AmountError extends Error {
  readonly code: AmountErrorCode
  readonly params: Readonly<Record<string, string | number>>

  constructor(
    code: AmountErrorCode,
    message: string,
    params: Readonly<Record<string, string | number>> = {},
  ) {
    super(message)
    this.name = 'AmountError'
    this.code = code
    this.params = params
  }
}

/** Decimals of the database type numeric(20,6), which holds prices, rates and quantities. */
export const NUMERIC_SCALE = 6
const NUMERIC_LIMIT = 10n ** 20n
const NUMERIC_MAX = '99999999999999.999999'
const LONGEST_TEXT = 100

/**
 * Reads a plain decimal ('-12.50') as an integer count of 10^-scale, exactly. Trailing zeros beyond
 * the scale are accepted because the database prints them ('12.500000').
 *
 * @throws AmountError `amount.not_a_number`, `amount.too_many_decimals`; `amount.out_of_range` for
 *   absurdly long texts only, the range of the result is for the caller to check.
 */
export function parseScaled(text: string, scale: number): bigint {
  if (typeof text !== 'string') throw notANumber(String(text))
  // Turning digits into a bigint costs more than linear time, so length is bounded before anything else.
  if (text.length > LONGEST_TEXT) {
    throw new AmountError('amount.out_of_range', `longer than ${LONGEST_TEXT} characters`, {
      value: clip(text),
    })
  }
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text)
  if (!match) throw notANumber(text)
  const [, sign, whole = '', fraction = ''] = match
  const significant = fraction.replace(/0+$/, '')
  if (significant.length > scale) {
    throw new AmountError('amount.too_many_decimals', `'${clip(text)}' has more than ${scale} decimals`, {
      value: clip(text),
      maxDecimals: scale,
    })
  }
  const magnitude = BigInt(whole + significant.padEnd(scale, '0'))
  return sign === '-' ? -magnitude : magnitude
}

/** The opposite of {@link parseScaled}: always exactly `scale` decimals, never '-0'. */
export function formatScaled(value: bigint, scale: number): string {
  const sign = value < 0n ? '-' : ''
  const digits = (value < 0n ? -value : value).toString().padStart(scale + 1, '0')
  if (scale === 0) return sign + digits
  return `${sign}${digits.slice(0, -scale)}.${digits.slice(-scale)}`
}

/**
 * Reads a numeric(20,6) value as an integer count of millionths.
 *
 * @throws AmountError as {@link parseScaled}, and `amount.out_of_range` beyond 14 digits before the point.
 */
export function parseNumeric(text: string): bigint {
  const millionths = parseScaled(text, NUMERIC_SCALE)
  assertNumericRange(millionths)
  return millionths
}

/** @throws AmountError `amount.out_of_range` when a count of millionths does not fit numeric(20,6). */
export function assertNumericRange(millionths: bigint): void {
  if (millionths <= -NUMERIC_LIMIT || millionths >= NUMERIC_LIMIT) {
    throw new AmountError('amount.out_of_range', `outside ±${NUMERIC_MAX}`, { max: NUMERIC_MAX })
  }
}

/** Exact quotient rounded half-even to an integer. The denominator must be positive. */
export function divideHalfEven(numerator: bigint, denominator: bigint): bigint {
  if (denominator <= 0n) throw new RangeError('the denominator must be positive')
  const negative = numerator < 0n
  const magnitude = negative ? -numerator : numerator
  let quotient = magnitude / denominator
  const twice = (magnitude % denominator) * 2n
  if (twice > denominator || (twice === denominator && quotient % 2n === 1n)) quotient += 1n
  return negative ? -quotient : quotient
}

function notANumber(text: string): AmountError {
  return new AmountError('amount.not_a_number', `'${clip(text)}' is not a decimal number such as 12.50`, {
    value: clip(text),
  })
}

function clip(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text
}
