import { LRUCache } from 'lru-cache'
import { fold } from '../../../../shared/serial/fold.ts'
import { isoWeekOf } from './iso-week.ts'

/** How a line numbers its pieces in the old way until the workshop says otherwise. */
export const DEFAULT_PATTERN = '{LINE}.{SKU}.{YYYY}{MM}{DD}.{SEQ}'

const TOKENS = ['LINE', 'SKU', 'YYYY', 'YY', 'MM', 'DD', 'WW', 'SEQ'] as const
type Token = (typeof TOKENS)[number]
const isToken = (name: string): name is Token => TOKENS.some((token) => token === name)
const LONGEST = 60
const DEFAULT_DIGITS = 5
const MOST_DIGITS = 9

/** What a pattern is made of: a token with the digits of SEQ, or text as it is. */
type Part = { token: Token; digits: number } | { text: string }

const PIECES = /\{([^{}]*)\}|([^{}]+|[{}])/g

function partsOf(pattern: string): Part[] | string {
  const parts: Part[] = []
  for (const [whole, name, text] of pattern.matchAll(PIECES)) {
    if (text !== undefined) {
      // What stands between may not fold away or be a brace that was not closed.
      if (!/^[\x21-\x7a|~]+$/.test(text))
        return 'between the tokens only printed ASCII characters, no spaces or braces'
      parts.push({ text })
      continue
    }
    const [, token = '', digits] = /^([A-Z]+)(?::(\d))?$/.exec(name ?? '') ?? []
    if (!isToken(token) || (digits !== undefined && token !== 'SEQ'))
      return `${whole} is none of {${TOKENS.join('}, {')}} and {SEQ:1} to {SEQ:${MOST_DIGITS}}`
    if (digits === '0') return `{SEQ} has 1 to ${MOST_DIGITS} digits`
    parts.push({ token, digits: Number(digits ?? DEFAULT_DIGITS) })
  }
  return parts
}

/**
 * What is wrong with a pattern, or undefined. SEQ is counted for what stands around it, so that it begins anew with each
 * period that the pattern names, and goes on for ever where it names none.
 */
export function patternRefusal(pattern: string): string | undefined {
  if (pattern.length > LONGEST) return `at most ${LONGEST} characters`
  const parts = partsOf(pattern)
  if (typeof parts === 'string') return parts
  const count = (...tokens: Token[]) =>
    parts.filter((part) => 'token' in part && tokens.includes(part.token)).length
  if (count('SEQ') !== 1) return 'it needs {SEQ} once'
  if (count('WW') > 0 && count('MM', 'DD') > 0)
    return '{WW} is a week of a year: it goes with {YY} or {YYYY}, not with {MM} or {DD}'
  if (count('DD') > 0 && count('MM') === 0) return '{DD} needs {MM}'
  return undefined
}

export interface PatternParts {
  readonly line: string
  readonly sku: string
  /** The day in the workshop's time zone. */
  readonly day: string
}

/** A pattern for one day: what stands before and after SEQ, and the digits that SEQ has at least. */
export interface LegacyForm {
  readonly before: string
  readonly after: string
  readonly digits: number
  /** What SEQ is counted for: the folded text around it. */
  readonly scope: string
}

/** A pattern for one day and line: only the product and SEQ are open. */
function onDay(
  pattern: string,
  { line, day }: Omit<PatternParts, 'sku'>,
): (string | { token: 'SKU' | 'SEQ'; digits: number })[] {
  const parts = partsOf(pattern)
  if (typeof parts === 'string') throw new Error(parts)
  const [year = '', month = '', dayOfMonth = ''] = day.split('-')
  const week = isoWeekOf(day)
  const hasWeek = parts.some((part) => 'token' in part && part.token === 'WW')
  const ofYear = hasWeek ? String(week.year) : year
  const values: Readonly<Record<Exclude<Token, 'SEQ' | 'SKU'>, string>> = {
    LINE: line,
    YYYY: ofYear,
    YY: ofYear.slice(2),
    MM: month,
    DD: dayOfMonth,
    WW: String(week.week).padStart(2, '0'),
  }
  return parts.map((part) => {
    if ('text' in part) return part.text
    const { token, digits } = part
    return token === 'SKU' || token === 'SEQ' ? { token, digits } : values[token]
  })
}

/** @throws Error for a pattern that {@link patternRefusal} refuses */
export function legacyForm(pattern: string, given: PatternParts): LegacyForm {
  const parts = onDay(pattern, given).map((part) =>
    typeof part !== 'string' && part.token === 'SKU' ? given.sku : part,
  )
  const at = parts.findIndex((part) => typeof part !== 'string')
  const seq = parts[at]
  if (seq === undefined || typeof seq === 'string') throw new Error('it needs {SEQ} once')
  const before = parts.slice(0, at).join('')
  const after = parts.slice(at + 1).join('')
  return { before, after, digits: seq.digits, scope: `${fold(before)}{}${fold(after)}` }
}

/** The number that a form gives for a SEQ; one that needs more digits has more. */
export const legacyNumber = (form: LegacyForm, seq: number): string =>
  `${form.before}${String(seq).padStart(form.digits, '0')}${form.after}`

const shapes = new LRUCache<string, RegExp>({ max: 1_000 })
const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&')

/** Whether a pattern can have given a number on that day and line, whatever the product and SEQ. */
export function isOfPattern(number: string, pattern: string, given: Omit<PatternParts, 'sku'>): boolean {
  const key = `${pattern}|${given.line}|${given.day}`
  let shape = shapes.get(key)
  if (!shape) {
    if (patternRefusal(pattern) !== undefined) return false
    const parts = onDay(pattern, given).map((part) => {
      if (typeof part === 'string') return escaped(part)
      return part.token === 'SKU' ? '[0-9A-Z]{1,8}' : `\\d{${part.digits},}`
    })
    shape = new RegExp(`^${parts.join('')}$`)
    shapes.set(key, shape)
  }
  return shape.test(number)
}
