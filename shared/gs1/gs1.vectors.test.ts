import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { externalVectorPath, externalVectors } from '../testing/external-vectors.ts'
import { AI_TABLE } from './ai-table.gen.ts'
import { buildDigitalLink, elementsOf, parseDigitalLink, uriEscape, uriUnescape } from './digital-link.ts'
import {
  type AssociationRule,
  associationProblem,
  type ElementOptions,
  formatElementString,
  parseBracketed,
  parseElementString,
} from './element-string.ts'
import { LINTERS } from './lint.ts'
import type { LintOptions } from './linter.ts'

/** `^` stands for FNC1 in these vectors. */
const fnc1 = '^'

interface Options {
  permitUnknownAIs?: boolean
  permitConvenienceAlphas?: boolean
  permitZeroSuppressedGTINinDLuris?: boolean
  gs1_encoder_vUNKNOWN_AI_NOT_DL_ATTR?: boolean
}
/** The switches of the engine that the vectors were taken from, each as an option of ours. One that is missing here fails the run. */
const MAPPED = {
  permitUnknownAIs: 'permitUnknown',
  permitConvenienceAlphas: 'permitNames',
  permitZeroSuppressedGTINinDLuris: 'permitShortGtin',
  gs1_encoder_vUNKNOWN_AI_NOT_DL_ATTR: 'permitUnknownInQuery, the other way round',
} as const

function optionsOf(options: Options) {
  for (const name of Object.keys(options)) expect(MAPPED).toHaveProperty(name)
  return {
    permitUnknown: options.permitUnknownAIs ?? false,
    permitNames: options.permitConvenienceAlphas ?? false,
    permitShortGtin: options.permitZeroSuppressedGTINinDLuris ?? false,
    permitUnknownInQuery: options.gs1_encoder_vUNKNOWN_AI_NOT_DL_ATTR === false,
  }
}

interface AiCase {
  test: 'parseAIdata' | 'processAIdata' | 'validateAIs'
  args: [boolean, string | { expr: string }, string?]
  options: Options
}
const ai = externalVectors<{ cases: AiCase[] }>('gs1/ai.json')
const parse = externalVectors<{ cases: { ok: boolean; uri: string; expect: string; options: Options }[] }>(
  'gs1/dl-parse.json',
)
const generate = externalVectors<{
  cases: { ok: boolean; stem: string | null; elements: string; expect: string; options: Options }[]
}>('gs1/dl-generate.json')
const escapes = externalVectors<{ cases: { kind: string; in: string; path: string; query: string }[] }>(
  'gs1/uri-escape.json',
)
interface LintCase {
  ok: boolean
  in: string
  error?: string
  markup?: string
}
const linters = externalVectors<{ linters: Record<string, LintCase[]> }>('gs1/linters.json')

describe.skipIf(!ai)('element strings of the GS1 syntax engine', () => {
  /** What a variable of the C test holds there; the vectors have only its name. */
  const VARIABLES: Record<string, string> = {
    inbuf: `(99)${'A'.repeat(91)}`,
    buf: `^99${'A'.repeat(91)}`,
  }
  const RULES: Record<string, AssociationRule> = {
    validateAIrepeats: 'repeats',
    validateAImutex: 'exclusions',
    validateAIrequisites: 'requisites',
    validateDigSigRequiresSerialisedKey: 'signature',
  }
  const textOf = (given: string | { expr: string }) =>
    typeof given === 'string' ? given : VARIABLES[given.expr]!

  it.each(
    (ai?.cases ?? []).filter(({ test }) => test === 'parseAIdata').map((it) => [textOf(it.args[1]), it]),
  )('in brackets: %s', (text, { args: [ok, , expected], options }) => {
    const read = parseBracketed(text as string, optionsOf(options))
    expect(read.ok).toBe(ok)
    if (read.ok) expect(formatElementString(read.elements, { fnc1 })).toBe(expected)
  })

  it.each(
    (ai?.cases ?? []).filter(({ test }) => test === 'processAIdata').map((it) => [textOf(it.args[1]), it]),
  )('as scanned: %s', (text, { args: [ok], options }) => {
    const read = parseElementString(text as string, { ...optionsOf(options), fnc1 })
    expect(read.ok).toBe(ok)
    // Written again it means the same; FNC1 after a predefined length need not come back.
    if (read.ok)
      expect(parseElementString(formatElementString(read.elements, { fnc1 }), { fnc1 })).toEqual(read)
  })

  it.each(
    (ai?.cases ?? [])
      .filter(({ test }) => test === 'validateAIs')
      .map((it) => [(it.args[1] as { expr: string }).expr, it.args[2]!, it]),
  )('together, %s: %s', (rule, text, { args: [ok], options }) => {
    const read = parseBracketed(text as string, optionsOf(options))
    expect(read.ok && associationProblem(read.elements, [RULES[rule as string]!]) === undefined).toBe(ok)
  })
})

describe.skipIf(!parse)('Digital Links of the GS1 syntax engine', () => {
  it.each((parse?.cases ?? []).map((it) => [it.uri, it] as const))(
    'read: %s',
    (uri, { ok, expect: expected, options }) => {
      const read = parseDigitalLink(uri, optionsOf(options))
      expect(read.ok).toBe(ok)
      if (!read.ok) return
      const elements = elementsOf(read.link)
      expect(formatElementString(elements, { fnc1 })).toBe(expected)
      // Its element string is one that scanners may send, too.
      expect(
        parseElementString(expected, { ...(optionsOf(options) as ElementOptions), fnc1 }).ok ||
          options.permitUnknownAIs,
      ).toBe(true)
    },
  )

  it.each((generate?.cases ?? []).map((it) => [it.elements, it] as const))(
    'written: %s',
    (text, { ok, stem, expect: expected, options }) => {
      const read = parseBracketed(text, optionsOf(options))
      const built = read.ok
        ? buildDigitalLink(read.elements, { ...optionsOf(options), ...(stem === null ? {} : { stem }) })
        : read
      expect(built.ok ? built.uri : '').toBe(ok ? expected : '')
    },
  )

  it.each(escapes?.cases ?? [])('$kind $in', ({ kind, in: text, path, query }) => {
    const work = kind === 'URIescape' ? uriEscape : uriUnescape
    expect([work(text, 'path'), work(text, 'query')]).toEqual([path, query])
  })
})

describe.skipIf(!linters)('checks of the GS1 syntax dictionary', () => {
  /**
   * For these the C library was built with a source of company prefixes: one that knows none, and one that does not answer.
   * Here it is the `nth` look-up that goes so: of several prefixes in a coupon the case is about one.
   */
  function sourceFor(error: string | undefined, nth: number): LintOptions {
    const answers: Record<string, 'unknown' | 'offline'> = {
      GS1_LINTER_INVALID_GCP_PREFIX: 'unknown',
      GS1_LINTER_GCP_DATASOURCE_OFFLINE: 'offline',
    }
    const answer = answers[error ?? '']
    let asked = 0
    return answer ? { companyPrefix: () => (asked++ === nth ? answer : 'known') } : {}
  }
  const codeOf = (error: string) =>
    error.replace('GS1_LINTER_', '').toLowerCase().replace('exipiration', 'expiration')
  const markupOf = (text: string, { at, length }: { at: number; length: number }) =>
    `${text.slice(0, at)}*${text.slice(at, at + length)}*${text.slice(at + length)}`

  it('are all there', () => {
    expect(Object.keys(linters!.linters).filter((name) => !LINTERS[name])).toEqual([])
  })

  it.each(Object.entries(linters?.linters ?? {}))('%s', (name, cases) => {
    for (const { ok, in: text, error, markup } of cases) {
      const tries = [0, 1].map((nth) => LINTERS[name]!(text, { year: 2026, ...sourceFor(error, nth) }))
      const found = tries.find((flaw) => flaw && markupOf(text, flaw) === markup) ?? tries[0]
      expect([text, found && { code: found.code, markup: markupOf(text, found) }]).toEqual([
        text,
        ok ? undefined : { code: codeOf(error!), markup },
      ])
    }
  })
})

const dictionary = externalVectorPath('gs1/gs1-syntax-dictionary.txt')
describe.skipIf(!dictionary)('the table of AIs', () => {
  it('is what the dictionary beside the project gives', async () => {
    // @ts-expect-error: a script of ours without types
    const { tableOf } = (await import('../../bin/generate-gs1.mjs')) as { tableOf: (text: string) => string }
    expect(tableOf(readFileSync(dictionary!, 'utf8'))).toContain(AI_TABLE)
  })
})
