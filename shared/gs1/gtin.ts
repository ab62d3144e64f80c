import { checkDigit } from './check-digit.ts'

/** Why a text is no GTIN of a product that is sold. */
export type GtinProblem =
  | { readonly code: 'length' }
  | { readonly code: 'check_digit'; readonly expected: number }
  | { readonly code: 'prefix'; readonly use: RestrictedUse }

/** What numbers that are nobody's GTIN are for. */
export type RestrictedUse = 'in_store' | 'coupon' | 'refund' | 'demonstration'

export const GTIN_LENGTHS = [8, 12, 13, 14] as const

/** A GTIN of any length as the 14 digits that a Digital Link and AI 01 have. */
export const gtin14 = (gtin: string): string => gtin.padStart(14, '0')

/** A GTIN of 14 digits in the shortest length it may have on a product. */
export function shortGtin(gtin: string): string {
  const full = gtin14(gtin)
  if (full.startsWith('000000')) return full.slice(6)
  return full.startsWith('00') ? full.slice(2) : full.startsWith('0') ? full.slice(1) : full
}

const RESTRICTED: readonly (readonly [from: number, to: number, use: RestrictedUse])[] = [
  [20, 29, 'in_store'],
  [40, 49, 'in_store'],
  [50, 59, 'coupon'],
  [200, 299, 'in_store'],
  [952, 952, 'demonstration'],
  [980, 980, 'refund'],
  [981, 984, 'coupon'],
  [990, 999, 'coupon'],
]
/** The prefixes of 8 digits are a list of their own. */
const RESTRICTED_8: typeof RESTRICTED = [
  [0, 99, 'in_store'],
  [200, 299, 'in_store'],
]

/** What a number is for whose prefix GS1 gives to nobody (GS1 General Specifications, 1.4.2 and 1.4.3). */
function restrictedUse(gtin: string): RestrictedUse | undefined {
  const full = gtin14(gtin)
  const isShort = full.startsWith('000000')
  const prefix = Number(isShort ? full.slice(6, 9) : full.slice(1, 4))
  return (isShort ? RESTRICTED_8 : RESTRICTED).find(([from, to]) => prefix >= from && prefix <= to)?.[2]
}

/** What is wrong with a GTIN, if anything. Digits only, 8, 12, 13 or 14 of them. */
export function gtinProblem(gtin: string): GtinProblem | undefined {
  if (!/^(\d{8}|\d{12,14})$/.test(gtin)) return { code: 'length' }
  const expected = checkDigit(gtin.slice(0, -1))
  if (expected !== Number(gtin.at(-1))) return { code: 'check_digit', expected }
  const use = restrictedUse(gtin)
  return use && { code: 'prefix', use }
}
