/** What is wrong with a value, and where: `length` characters from `at`. */
export interface Flaw {
  readonly code: string
  readonly at: number
  readonly length: number
}

export interface LintOptions {
  /** Decides which century a year of two digits is in; this year unless told. */
  readonly year?: number
  /** Whether digits begin with a company prefix that GS1 has given out, where somebody can be asked. */
  readonly companyPrefix?: (digits: string) => 'known' | 'unknown' | 'offline'
}

export type Linter = (text: string, options: LintOptions) => Flaw | undefined

export const flaw = (code: string, at: number, length: number): Flaw => ({ code, at, length })
export const whole = (code: string, text: string): Flaw => flaw(code, 0, text.length)

/** The first character that does not fit. */
export const each =
  (pattern: RegExp, code: string): Linter =>
  (text) => {
    const at = text.search(pattern)
    return at < 0 ? undefined : flaw(code, at, 1)
  }
/** All of it fits, or all of it is wrong. */
export const fits =
  (accepts: (text: string) => boolean, code: string): Linter =>
  (text) =>
    accepts(text) ? undefined : whole(code, text)

export const digits = each(/[^0-9]/, 'non_digit_character')
/** The shortest company prefix. */
const SHORTEST_COMPANY_PREFIX = 4

export const gcppos1: Linter = (text, { companyPrefix }) => {
  if (text.length < SHORTEST_COMPANY_PREFIX) return whole('too_short_for_gcp', text)
  const at = text.slice(0, SHORTEST_COMPANY_PREFIX).search(/[^0-9]/)
  if (at >= 0) return flaw('invalid_gcp_prefix', at, 1)
  const answer = companyPrefix?.(text)
  if (answer === 'offline') return whole('gcp_datasource_offline', text)
  return answer === 'unknown' ? whole('invalid_gcp_prefix', text) : undefined
}

export const shifted = (wrong: Flaw | undefined, by: number): Flaw | undefined =>
  wrong && { ...wrong, at: wrong.at + by }

export const gcppos2: Linter = (text, options) =>
  text.length < 2 ? whole('too_short_for_gcp', text) : shifted(gcppos1(text.slice(1), options), 1)

export const date =
  (yearDigits: 2 | 4, allowsNoDay: boolean): Linter =>
  (text, options) => {
    const length = yearDigits + 4
    if (text.length !== length) return whole(`date_too_${text.length < length ? 'short' : 'long'}`, text)
    const wrong = digits(text, options)
    if (wrong) return wrong
    const written = Number(text.slice(0, yearDigits))
    const year = yearDigits === 4 ? written : fullYear(written, options.year ?? new Date().getFullYear())
    const month = Number(text.slice(yearDigits, yearDigits + 2))
    const day = Number(text.slice(-2))
    if (month < 1 || month > 12) return flaw('illegal_month', yearDigits, 2)
    const isTooEarly = day === 0 && !allowsNoDay
    return isTooEarly || day > daysIn(year, month) ? flaw('illegal_day', yearDigits + 2, 2) : undefined
  }

/** 49 years back to 50 years ahead (GS1 General Specifications, 7.12). */
function fullYear(twoDigit: number, now: number): number {
  const century = now - (now % 100)
  const ahead = twoDigit - (now % 100)
  return century + twoDigit + (ahead >= 51 ? -100 : ahead <= -50 ? 100 : 0)
}

function daysIn(year: number, month: number): number {
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  return month === 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31
}
