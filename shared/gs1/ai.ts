import { AI_TABLE } from './ai-table.gen.ts'
import { LINTERS, TYPE_LINTERS } from './lint.ts'
import type { Flaw, Linter, LintOptions } from './linter.ts'

/** A part of an AI's value. */
export interface AiComponent {
  readonly type: keyof typeof TYPE_LINTERS
  readonly min: number
  readonly max: number
  readonly optional: boolean
  readonly linters: readonly string[]
}

/** What the GS1 Barcode Syntax Dictionary says of an Application Identifier. */
export interface AiEntry {
  /** Two to four digits; empty for one that is not in the dictionary. */
  readonly ai: string
  readonly title: string
  /** Its values have one length, by its first two digits, so that nothing need separate it from what follows. */
  readonly predefined: boolean
  /** Whether it may stand in the query of a Digital Link. */
  readonly queryable: boolean
  readonly components: readonly AiComponent[]
  readonly minLength: number
  readonly maxLength: number
  /** Each must be met: one of its alternatives, all AIs of it. `31nn` stands for any digits. */
  readonly requires: readonly (readonly (readonly string[])[])[]
  readonly excludes: readonly string[]
  /** The orders of qualifiers that may follow it as the primary key of a Digital Link; undefined for what is none. */
  readonly qualifiers: readonly (readonly string[])[] | undefined
}

function parseComponent(text: string): AiComponent {
  const [shape = '', ...linters] = text.replace('[', '').replace(']', '').split(':')
  const [, type, upTo, length] = /^([NXYZ])(\.\.)?(\d+)$/.exec(shape)!
  return {
    type: type as AiComponent['type'],
    min: upTo ? 1 : Number(length),
    max: Number(length),
    optional: text.startsWith('['),
    linters,
  }
}

function parseRow(row: string): AiEntry[] {
  const [range = '', flags = '', parts = '', requires = '', excludes = '', key = '', title = ''] =
    row.split('|')
  const components = parts.split(' ').map(parseComponent)
  const [from = '', to = from] = range.split('-')
  const common = {
    title,
    predefined: flags.includes('f'),
    queryable: flags.includes('q'),
    components,
    minLength: components.reduce((sum, part) => sum + (part.optional ? 0 : part.min), 0),
    maxLength: components.reduce((sum, part) => sum + part.max, 0),
    requires: requires
      ? requires.split(';').map((need) => need.split(',').map((group) => group.split('+')))
      : [],
    excludes: excludes ? excludes.split(',') : [],
    qualifiers:
      key === '' ? undefined : key === '-' ? [[]] : key.split('/').map((sequence) => sequence.split(',')),
  }
  return Array.from({ length: Number(to) - Number(from) + 1 }, (_, i) => ({
    ...common,
    ai: String(Number(from) + i).padStart(from.length, '0'),
  }))
}

const TABLE: ReadonlyMap<string, AiEntry> = new Map(
  AI_TABLE.trim()
    .split('\n')
    .flatMap(parseRow)
    .map((entry) => [entry.ai, entry]),
)

/** Every AI of the dictionary. */
export const aiEntries: readonly AiEntry[] = [...TABLE.values()]

/** How many digits an AI has, by its first two. */
const LENGTHS: ReadonlyMap<string, number> = new Map(aiEntries.map(({ ai }) => [ai.slice(0, 2), ai.length]))

/** Lengths of values that are predefined for AIs not yet given out (GS1 General Specifications, figure 7.8.5-2). */
const PREDEFINED_UNKNOWN: Readonly<Record<string, number>> = {
  '41': 13,
  ...Object.fromEntries(['31', '32', '33', '34', '35', '36'].map((prefix) => [prefix, 6])),
}

function unknownAi(ai: string): AiEntry {
  const length = PREDEFINED_UNKNOWN[ai.slice(0, 2)]
  const max = length ?? 90
  const component: AiComponent = { type: 'X', min: length ?? 1, max, optional: false, linters: [] }
  return {
    ai,
    title: '',
    predefined: length !== undefined,
    queryable: true,
    components: [component],
    minLength: component.min,
    maxLength: max,
    requires: [],
    excludes: [],
    qualifiers: undefined,
  }
}

export const isKnownAi = (ai: string): boolean => TABLE.has(ai)

/** The entry of an AI as it is written; `permitUnknown`: also of one that could be in a later dictionary. */
export function aiEntry(ai: string, permitUnknown = false): AiEntry | undefined {
  const known = TABLE.get(ai)
  if (known || !permitUnknown) return known
  if (!/^\d{2,4}$/.test(ai)) return undefined
  const length = LENGTHS.get(ai.slice(0, 2))
  if (length !== undefined && length !== ai.length) return undefined
  // Nobody could tell where it ends if it began like another, or was the beginning of one.
  return aiEntries.some((entry) => entry.ai.startsWith(ai) || ai.startsWith(entry.ai))
    ? undefined
    : unknownAi(ai)
}

/** The entry of the AI that a text begins with, from `at`. */
export function aiEntryAt(text: string, at: number, permitUnknown = false): AiEntry | undefined {
  const length = LENGTHS.get(text.slice(at, at + 2))
  return length === undefined ? undefined : aiEntry(text.slice(at, at + length), permitUnknown)
}

export type ValueProblem =
  | { readonly code: 'value_length'; readonly min: number; readonly max: number }
  | { readonly code: 'value_content'; readonly flaw: Flaw }

/** What is wrong with the value of an AI, if anything. */
export function valueProblem(
  entry: AiEntry,
  value: string,
  options: LintOptions = {},
): ValueProblem | undefined {
  const { minLength: min, maxLength: max } = entry
  if (value.length < min || value.length > max) return { code: 'value_length', min, max }
  let at = 0
  for (const component of entry.components) {
    const text = value.slice(at, at + component.max)
    if (component.optional && text === '') continue
    if (text.length < component.min) return { code: 'value_length', min, max }
    for (const name of [TYPE_LINTERS[component.type], ...component.linters]) {
      const linter: Linter | undefined = LINTERS[name]
      if (!linter) throw new Error(`the dictionary names a check that there is not: ${name}`)
      const flaw = linter(text, options)
      if (flaw) return { code: 'value_content', flaw: { ...flaw, at: at + flaw.at } }
    }
    at += text.length
  }
  return undefined
}

/** Whether an AI is one that a pattern such as `31nn` stands for. */
export const matchesAi = (pattern: string, ai: string): boolean =>
  pattern.length === ai.length && [...pattern].every((digit, i) => digit === 'n' || digit === ai[i])
