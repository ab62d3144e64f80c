import { divideHalfEven, NUMERIC_SCALE, parseNumeric } from '../../../../shared/decimal.ts'
import { currencyExponent } from '../../../../shared/money.ts'

const MILLION = 1_000_000n

/** Minutes between two moments, in millionths, half-even; none where the device's clock went back. */
export function minutesBetween(from: Date, to: Date): bigint {
  const milliseconds = to.getTime() - from.getTime()
  return milliseconds <= 0 ? 0n : divideHalfEven(BigInt(milliseconds) * MILLION, 60_000n)
}

/**
 * What minutes of work cost: minutes × rate of an hour ÷ 60, rounded half-even once.
 *
 * @param minutes in millionths
 * @param ratePerHour exact decimal in major units of the currency
 * @returns minor units
 */
export function labourCost(minutes: bigint, ratePerHour: string, currency: string): bigint {
  const minorPerMajor = 10n ** BigInt(currencyExponent(currency))
  return divideHalfEven(
    minutes * parseNumeric(ratePerHour) * minorPerMajor,
    60n * 10n ** BigInt(2 * NUMERIC_SCALE),
  )
}
