import { type AiEntry, aiEntry, aiEntryAt, matchesAi, valueProblem } from './ai.ts'
import type { LintOptions } from './linter.ts'
import { type Gs1Problem, type Gs1Reading, Gs1Refusal, reading } from './problem.ts'

/** An AI with its value. */
export interface Element {
  readonly ai: string
  readonly value: string
}

export interface ElementOptions extends LintOptions {
  /** Takes AIs that are not in the dictionary, where it is clear where they end. */
  readonly permitUnknown?: boolean
}

export interface ElementStringOptions extends ElementOptions {
  /** What stands for FNC1: GS (0x1D) unless told, as scanners send it. */
  readonly fnc1?: string
}

/** FNC1 as scanners send it. */
export const GS = '\u001d'
/** What scanners say before the data of a GS1 symbol (ISO/IEC 15424): GS1-128, DataMatrix, QR, DataBar, DotCode. It stands for the first FNC1. */
const SYMBOLOGY = /^\](C1|d2|Q3|e0|J1)/
export const MOST_ELEMENTS = 64
const LONGEST = 8191

/** Refuses a value that does not fit its AI. */
export function checkValue(entry: AiEntry, ai: string, value: string, options: ElementOptions): void {
  if (value === '') throw new Gs1Refusal('value_empty', ai)
  const problem = valueProblem(entry, value, options)
  if (problem?.code === 'value_length')
    throw new Gs1Refusal(problem.min === problem.max ? 'value_length_exact' : 'value_length', ai, {
      min: problem.min,
      max: problem.max,
    })
  if (problem)
    throw new Gs1Refusal('value_content', ai, {
      at: problem.flaw.at + 1,
      flaw: problem.flaw.code.replaceAll('_', ' '),
    })
}

export function checkCount(count: number): void {
  if (count > MOST_ELEMENTS) throw new Gs1Refusal('too_many', undefined, { max: MOST_ELEMENTS })
}

/** Reads element strings as they are printed below a symbol: `(01)04006381333931(21)A1`. A bracket in a value is written `\(`. */
export function parseBracketed(
  text: string,
  options: ElementOptions = {},
): Gs1Reading<{ readonly elements: readonly Element[] }> {
  return reading(() => {
    if (text === '') throw new Gs1Refusal('empty')
    if (text.length > LONGEST) throw new Gs1Refusal('too_long', undefined, { max: LONGEST })
    const elements: Element[] = []
    let at = 0
    while (at < text.length) {
      const [whole = '', ai = '', written = ''] = /^\(([^)]*)\)((?:\\\(|[^(])*)/.exec(text.slice(at)) ?? []
      if (whole === '') throw new Gs1Refusal('bracket', undefined, { at: at + 1 })
      const entry = aiEntry(ai, options.permitUnknown)
      if (!entry) throw new Gs1Refusal('ai_unknown', ai)
      const value = written.replaceAll('\\(', '(')
      checkValue(entry, ai, value, options)
      elements.push({ ai, value })
      checkCount(elements.length)
      at += whole.length
    }
    return { elements }
  })
}

/** Element strings with brackets, for people. */
export const formatBracketed = (elements: readonly Element[]): string =>
  elements.map(({ ai, value }) => `(${ai})${value.replaceAll('(', '\\(')}`).join('')

/**
 * Reads element strings as a scanner sends them: FNC1 first (or the symbology identifier that stands for it), and between a
 * value without predefined length and the next AI.
 */
export function parseElementString(
  text: string,
  options: ElementStringOptions = {},
): Gs1Reading<{ readonly elements: readonly Element[] }> {
  const fnc1 = options.fnc1 ?? GS
  return reading(() => {
    if (text.length > LONGEST) throw new Gs1Refusal('too_long', undefined, { max: LONGEST })
    const start = text.startsWith(fnc1) ? fnc1.length : (SYMBOLOGY.exec(text)?.[0].length ?? 0)
    if (start === 0) throw new Gs1Refusal('fnc1_missing')
    if (start === text.length) throw new Gs1Refusal('empty')
    const elements: Element[] = []
    let at = start
    while (at < text.length) {
      const entry = aiEntryAt(text, at, options.permitUnknown)
      if (!entry) throw new Gs1Refusal('ai_unknown', text.slice(at, at + 4))
      const { ai } = entry
      at += ai.length
      const separator = text.indexOf(fnc1, at)
      const untilSeparator = separator < 0 ? text.length : separator
      const end = entry.predefined
        ? Math.min(untilSeparator, at + entry.maxLength)
        : Math.min(untilSeparator, at + entry.maxLength + 1)
      // One character more than there may be shows that a separator is missing.
      if (end - at > entry.maxLength) throw new Gs1Refusal('separator_missing', ai)
      const value = text.slice(at, end)
      checkValue(entry, ai, value, options)
      elements.push({ ai, value })
      checkCount(elements.length)
      at = text.startsWith(fnc1, end) ? end + fnc1.length : end
    }
    return { elements }
  })
}

/** Element strings as a symbol carries them: FNC1 first and where a value could be taken for longer. */
export function formatElementString(
  elements: readonly Element[],
  options: ElementStringOptions = {},
): string {
  const fnc1 = options.fnc1 ?? GS
  let text = ''
  let needsFnc1 = true
  for (const { ai, value } of elements) {
    text += `${needsFnc1 ? fnc1 : ''}${ai}${value}`
    needsFnc1 = !aiEntry(ai, true)?.predefined
  }
  return text
}

/** What the dictionary says of AIs together; each can be asked for alone. */
export const ASSOCIATION_RULES = ['exclusions', 'requisites', 'repeats', 'signature'] as const
export type AssociationRule = (typeof ASSOCIATION_RULES)[number]

/** Why these elements may not stand together on one thing, if so. */
export function associationProblem(
  elements: readonly Element[],
  rules: readonly AssociationRule[] = ASSOCIATION_RULES,
): Gs1Problem | undefined {
  const sorted = [...elements].sort((a, b) => (a.ai < b.ai ? -1 : a.ai > b.ai ? 1 : 0))
  for (const rule of rules) {
    const problem = CHECKS[rule](sorted)
    if (problem) return problem
  }
  return undefined
}

const find = (elements: readonly Element[], pattern: string, besides?: string): Element | undefined =>
  elements.find(({ ai }) => ai !== besides && matchesAi(pattern, ai))

const CHECKS: Record<AssociationRule, (elements: readonly Element[]) => Gs1Problem | undefined> = {
  exclusions(elements) {
    for (const { ai } of elements) {
      for (const pattern of aiEntry(ai)?.excludes ?? []) {
        const other = find(elements, pattern, ai)
        if (other) return { code: 'excluded', ai, params: { other: other.ai } }
      }
    }
    return undefined
  },
  requisites(elements) {
    for (const { ai } of elements) {
      for (const alternatives of aiEntry(ai)?.requires ?? []) {
        if (!alternatives.some((group) => group.every((pattern) => find(elements, pattern, ai))))
          return {
            code: 'required',
            ai,
            params: { other: alternatives.map((group) => group.join(' + ')).join(', ') },
          }
      }
    }
    return undefined
  },
  repeats(elements) {
    for (const [i, { ai, value }] of elements.entries()) {
      const next = elements[i + 1]
      if (next?.ai === ai && next.value !== value) return { code: 'repeated', ai }
    }
    return undefined
  },
  signature(elements) {
    if (!find(elements, '8030')) return undefined
    for (const ai of ['253', '255', '8003']) {
      const key = find(elements, ai)
      if (key && key.value.length === aiEntry(ai)!.minLength) return { code: 'serial_missing', ai }
    }
    return undefined
  },
}
