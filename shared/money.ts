import { currencyExponent } from './currency.ts'
import {
  AmountError,
  Decimal,
  divideHalfEven,
  formatScaled,
  NUMERIC_SCALE,
  parseNumeric,
  parseScaled,
} from './decimal.ts'

export { CURRENCY_CODES, currencyExponent, isCurrency } from './currency.ts'
export { AmountError, type AmountErrorCode, Decimal } from './decimal.ts'

/** The largest amount the database's bigint holds, in minor units. */
export const MAX_MINOR = 2n ** 63n - 1n
const HUNDRED_PERCENT = 100n * 10n ** BigInt(NUMERIC_SCALE)

/**
 * Rounds half-even to exactly `scale` decimals: ('2.5', 0) is '2', ('1.005', 2) is '1.00'.
 *
 * @throws AmountError `amount.not_a_number`
 */
export function roundHalfEven(value: string | Decimal, scale: number): string {
  if (!Number.isInteger(scale) || scale < 0) throw new RangeError('scale must be a whole number from 0')
  if (typeof value === 'string' && !/^-?\d+(\.\d+)?$/.test(value)) {
    throw new AmountError('amount.not_a_number', 'not a decimal number', { value: value.slice(0, 40) })
  }
  const decimal = new Decimal(value)
  if (!decimal.isFinite()) throw new AmountError('amount.not_a_number', 'not a finite number')
  const rounded = decimal.toDecimalPlaces(scale, Decimal.ROUND_HALF_EVEN)
  // decimal.js keeps the sign of a negative value that rounds to zero.
  return (rounded.isZero() ? rounded.abs() : rounded).toFixed(scale)
}

/**
 * Exact decimal text to minor units: ('1234.5', 'THB') is 123450n. Never rounds.
 *
 * @throws AmountError `amount.not_a_number`, `amount.too_many_decimals`, `amount.out_of_range`, `currency.unknown`
 */
export function toMinor(decimal: string, currency: string): bigint {
  return assertMinorRange(parseScaled(decimal, currencyExponent(currency)))
}

/**
 * Minor units to exact decimal text with all of the currency's decimals: (123450n, 'THB') is '1234.50'.
 *
 * @throws AmountError `currency.unknown`
 */
export function formatMajor(minor: bigint, currency: string): string {
  return formatScaled(minor, currencyExponent(currency))
}

const formatters = new Map<string, Intl.NumberFormat>()
const MOST_FORMATTERS = 200

/**
 * Minor units as a person reads them in a locale: (123450n, 'THB', 'th-TH') is '฿1,234.50'. Exact for any
 * size, and always with the decimals of ISO 4217.
 *
 * @throws AmountError `currency.unknown`
 * @throws RangeError for a malformed locale tag
 */
export function formatMoney(minor: bigint, currency: string, locale: string): string {
  const key = `${locale} ${currency}`
  let formatter = formatters.get(key)
  if (!formatter) {
    const decimals = currencyExponent(currency)
    formatter = new Intl.NumberFormat(locale, {
      style: 'currency',
      currency,
      minimumFractionDigits: decimals,
      maximumFractionDigits: decimals,
    })
    // Locales come from requests, so the cache must not grow with what strangers send.
    if (formatters.size >= MOST_FORMATTERS) formatters.clear()
    formatters.set(key, formatter)
  }
  // A string is formatted digit by digit (ECMA-402, 2023); a number would pass through a double.
  return formatter.format(formatMajor(minor, currency) as `${number}`)
}

/**
 * Splits an amount in proportion to weights without losing a unit. Every line first gets its exact share cut
 * towards zero; the units left over go to the lines with the largest cut-off fractions, ties to the
 * earlier line. The rule works on the magnitude, so a refund is the exact mirror of what it refunds:
 * allocate(-t, w) is -allocate(t, w).
 *
 * @throws AmountError `amount.negative` for a negative weight, `amount.not_a_number` for NaN or infinity,
 *   `allocation.no_weight` when there is no line or all weights are zero.
 */
export function allocate(totalMinor: bigint, weights: readonly (bigint | Decimal)[]): bigint[] {
  const whole = wholeWeights(weights)
  const sum = whole.reduce((total, weight) => total + weight, 0n)
  if (sum === 0n) throw new AmountError('allocation.no_weight', 'all weights are zero: nothing to split by')
  const magnitude = totalMinor < 0n ? -totalMinor : totalMinor
  const shares = whole.map((weight) => (magnitude * weight) / sum)
  const remainders = whole.map((weight) => (magnitude * weight) % sum)
  const leftOver = magnitude - shares.reduce((total, share) => total + share, 0n)
  const largestFirst = remainders
    .map((_, line) => line)
    .sort((a, b) => compare(remainders[b]!, remainders[a]!) || a - b)
  // Fewer units are left over than there are lines, so the conversion to a number is safe.
  for (const line of largestFirst.slice(0, Number(leftOver))) shares[line]! += 1n
  return totalMinor < 0n ? shares.map((share) => -share) : shares
}

/**
 * Unit price × quantity in minor units, both numeric(20,6), rounded once, half-even, at the currency's exponent.
 *
 * @throws AmountError `amount.not_a_number`, `amount.too_many_decimals`, `amount.out_of_range`, `currency.unknown`
 */
export function multiplyPrice(unitPrice: string, quantity: string, currency: string): bigint {
  const product = parseNumeric(unitPrice) * parseNumeric(quantity)
  const minorPerMajor = 10n ** BigInt(currencyExponent(currency))
  return assertMinorRange(divideHalfEven(product * minorPerMajor, 10n ** BigInt(2 * NUMERIC_SCALE)))
}

export interface TaxedAmount {
  netMinor: bigint
  taxMinor: bigint
  grossMinor: bigint
}

/**
 * Tax on one amount. Exclusive: the amount is net, tax = amount × rate ÷ 100. Inclusive: the amount is gross,
 * tax = amount × rate ÷ (100 + rate). The tax is what is rounded (half-even); net + tax = gross always.
 *
 * @param ratePercent '7' is seven percent; numeric(20,6)
 * @throws AmountError `amount.negative` for a negative rate; as {@link multiplyPrice} for a malformed one
 */
export function taxOf(input: { amountMinor: bigint; ratePercent: string; inclusive: boolean }): TaxedAmount {
  const { amountMinor, inclusive } = input
  const rate = parseNumeric(input.ratePercent)
  if (rate < 0n) throw new AmountError('amount.negative', 'a tax rate cannot be negative')
  const taxMinor = divideHalfEven(amountMinor * rate, inclusive ? HUNDRED_PERCENT + rate : HUNDRED_PERCENT)
  return inclusive
    ? { netMinor: amountMinor - taxMinor, taxMinor, grossMinor: amountMinor }
    : { netMinor: amountMinor, taxMinor, grossMinor: assertMinorRange(amountMinor + taxMinor) }
}

function assertMinorRange(minor: bigint): bigint {
  if (minor > MAX_MINOR || minor < -MAX_MINOR) {
    throw new AmountError('amount.out_of_range', `outside ±${MAX_MINOR} minor units`, {
      max: MAX_MINOR.toString(),
    })
  }
  return minor
}

function wholeWeights(weights: readonly (bigint | Decimal)[]): bigint[] {
  let scale = 0
  for (const weight of weights) {
    if (typeof weight === 'bigint') continue
    if (!weight.isFinite()) throw new AmountError('amount.not_a_number', 'a weight must be a finite number')
    scale = Math.max(scale, weight.decimalPlaces())
  }
  return weights.map((weight) => {
    const scaled =
      typeof weight === 'bigint'
        ? weight * 10n ** BigInt(scale)
        : BigInt(weight.toFixed(scale).replace('.', ''))
    if (scaled < 0n) throw new AmountError('amount.negative', 'a weight cannot be negative')
    return scaled
  })
}

function compare(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0
}
