import { formatScaled, NUMERIC_SCALE, parseNumeric } from '../../../shared/decimal.ts'

/** Quantities and minutes of numeric(20,6) are counted in millionths here: exact, and fast to compare. */
export type Millionths = bigint

export const ONE: Millionths = 10n ** BigInt(NUMERIC_SCALE)

export const millionths = (text: string): Millionths => parseNumeric(text)

/** As an exact decimal without idle zeros: 1500000n is '1.5'. */
export function decimalText(value: Millionths): string {
  const text = formatScaled(value, NUMERIC_SCALE)
  return text.replace(/\.?0+$/, '')
}

/** Product of two that are not negative, rounded half up, as PostgreSQL rounds a numeric. */
export const times = (a: Millionths, b: Millionths): Millionths => (a * b + ONE / 2n) / ONE

export function least(a: bigint, b: bigint): bigint {
  if (a < b) return a
  return b
}
