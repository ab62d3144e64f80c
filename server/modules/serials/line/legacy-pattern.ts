import { formatSeq } from '../../../../shared/serial/format.ts'

/** How a line numbers its pieces in the old way until the workshop says otherwise. */
export const DEFAULT_PATTERN = '{LINE}.{SKU}.{YYYY}{MM}{DD}.{SEQ}'

const TOKENS = ['LINE', 'SKU', 'YYYY', 'YY', 'MM', 'DD', 'SEQ'] as const
type Token = (typeof TOKENS)[number]
const isToken = (name: string): name is Token => TOKENS.some((token) => token === name)
const LONGEST = 60

/**
 * What is wrong with a pattern, or undefined. SEQ starts again every day, so a pattern without the whole date or
 * without SEQ would give the same number twice.
 */
export function patternRefusal(pattern: string): string | undefined {
  if (pattern.length > LONGEST) return `at most ${LONGEST} characters`
  const names = [...pattern.matchAll(/\{([^{}]*)\}/g)].map((match) => match[1]!)
  const unknown = names.find((name) => !isToken(name))
  if (unknown !== undefined) return `{${unknown}} is none of {${TOKENS.join('}, {')}}`
  // What stands between may not fold away or be a brace that was not closed.
  if (!/^[\x21-\x7a|~]*$/.test(pattern.replace(/\{[A-Z]+\}/g, ''))) {
    return 'between the tokens only printed ASCII characters, no spaces or braces'
  }
  const has = (...tokens: Token[]) => tokens.some((token) => names.includes(token))
  if (!(has('YYYY', 'YY') && has('MM') && has('DD') && has('SEQ'))) {
    return 'it needs {YYYY} or {YY}, {MM}, {DD} and {SEQ}: SEQ starts again every day'
  }
  return undefined
}

/** The number that a pattern gives. SEQ has at least five digits. */
export function legacyNumber(
  pattern: string,
  parts: { line: string; sku: string; day: string; seq: number },
): string {
  const [year = '', month = '', day = ''] = parts.day.split('-')
  const values: Readonly<Record<Token, string>> = {
    LINE: parts.line,
    SKU: parts.sku,
    YYYY: year,
    YY: year.slice(2),
    MM: month,
    DD: day,
    SEQ: formatSeq(parts.seq),
  }
  return pattern.replace(/\{([A-Z]+)\}/g, (whole, name: string) => (isToken(name) ? values[name] : whole))
}
