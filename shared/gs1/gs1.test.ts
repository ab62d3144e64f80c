import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type AiComponent, type AiEntry, aiEntries, aiEntry, valueProblem } from './ai.ts'
import { CSET_82, checkDigit, checkPair } from './check-digit.ts'
import { buildDigitalLink, elementsOf, parseDigitalLink } from './digital-link.ts'
import {
  associationProblem,
  type Element,
  formatBracketed,
  formatElementString,
  GS,
  parseBracketed,
  parseElementString,
} from './element-string.ts'
import { explainGs1Problem } from './problem.ts'

/** Texts that begin like what they should be, so that most of a parser is reached. */
const garbage = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: fc.constantFrom(...'()0123456789^/?&=%#A\\]Cd2', GS), maxLength: 60 }),
  fc.string({ unit: fc.constantFrom(...'/0124?&=%#Ag'), maxLength: 40 }).map((tail) => `https://a${tail}`),
)

const text = (unit: string, min: number, max: number) =>
  fc.string({ unit: fc.constantFrom(...unit), minLength: min, maxLength: max })
const DIGITS = '0123456789'

/** Good values of a component. */
function component({ type, min, max, linters }: AiComponent): fc.Arbitrary<string> {
  const [first] = linters
  const digits = text(DIGITS, min, max)
  if (first === undefined) {
    if (type === 'N') return digits
    if (type === 'Z') return text('ABCabc012-_', min, max)
    return text(type === 'Y' ? 'ABCXYZ019#-/' : CSET_82, min, max)
  }
  const known: Record<string, () => fc.Arbitrary<string>> = {
    csum: () => text(DIGITS, max - 1, max - 1).map((body) => body + checkDigit(body)),
    csumalpha: () => text(CSET_82, 0, max - 6).map((rest) => `9520${rest}${checkPair(`9520${rest}`)}`),
    gcppos1: () => text(DIGITS, Math.max(min, 4), max),
    yymmd0: () => fc.constantFrom('260101', '240229', '991200'),
    yymmdd: () => fc.constantFrom('260101', '240229', '991231'),
    yyyymmdd: () => fc.constantFrom('20260101', '20000229'),
    hh: () => fc.constantFrom('00', '23'),
    mi: () => fc.constantFrom('00', '59'),
    ss: () => fc.constantFrom('00', '59'),
    hhmi: () => fc.constantFrom('0000', '2359'),
    iso4217: () => fc.constantFrom('764', '978'),
    iso3166: () => fc.constantFrom('764', '250'),
    iso3166999: () => fc.constantFrom('999', '764'),
    iso3166alpha2: () => fc.constantFrom('TH', 'FR'),
    iso5218: () => fc.constantFrom('0', '9'),
    latitude: () => fc.constant('0900000000'),
    longitude: () => fc.constant('1800000000'),
    pcenc: () => fc.constantFrom('A', '%20', 'A%FFb'),
    yesno: () => fc.constantFrom('0', '1'),
    hyphen: () => fc.constant('-'),
    importeridx: () => text('Aa0-_', 1, 1),
    packagetype: () => fc.constantFrom('9', 'APE'),
    mediatype: () => fc.constantFrom('01', '99'),
    posinseqslash: () => fc.constant('1/3'),
    nonzero: () => text('123', min, max),
    nozeroprefix: () => text('123', min, max),
    zero: () => fc.constant('0'.repeat(max)),
    winding: () => fc.constantFrom('0', '1', '9'),
    pieceoftotal: () => fc.constant('0102'),
    iban: () => fc.constant('FR7630006000011234567890189'),
    couponcode: () => fc.constant('012345612345611110123'),
    couponposoffer: () => fc.constant('001234561234560123456'),
  }
  const make = known[first]
  if (!make) throw new Error(`no good value of ${first} is known to this test`)
  return make()
}

const element = (entry: AiEntry): fc.Arbitrary<Element> => {
  const parts = entry.components.map(component)
  // Optional parts may be left out, from the end.
  const least = entry.components.filter(({ optional }) => !optional).length
  return fc
    .tuple(fc.integer({ min: least, max: parts.length }), ...parts)
    .map(([count, ...values]) => ({ ai: entry.ai, value: values.slice(0, count).join('') }))
}

/** Any elements, each AI once; as in data, whether they belong together is another question. */
const elements = fc
  .uniqueArray(fc.constantFrom(...aiEntries), { minLength: 1, maxLength: 8, selector: ({ ai }) => ai })
  .chain((entries) => fc.tuple(...entries.map(element)))

describe('every AI of the dictionary', () => {
  it('takes the values that this test makes for it', () => {
    for (const entry of aiEntries) {
      for (const { value } of fc.sample(element(entry), { numRuns: 3, seed: 7 }))
        expect([entry.ai, value, valueProblem(entry, value, { year: 2026 })]).toEqual([
          entry.ai,
          value,
          undefined,
        ])
    }
  })
})

describe('what was written', () => {
  it('is read again from element strings, with brackets and without', () => {
    fc.assert(
      fc.property(elements, (given) => {
        expect(parseBracketed(formatBracketed(given), { year: 2026 })).toEqual({ ok: true, elements: given })
        expect(parseElementString(formatElementString(given), { year: 2026 })).toEqual({
          ok: true,
          elements: given,
        })
      }),
      { numRuns: 500 },
    )
  })

  it('is read again from a Digital Link, whatever the order', () => {
    let built = 0
    fc.assert(
      fc.property(elements, (given) => {
        const link = buildDigitalLink(given, { stem: 'https://a.example/x/', year: 2026 })
        if (!link.ok) return
        built++
        const read = parseDigitalLink(link.uri, { year: 2026 })
        if (!read.ok) throw new Error(`${link.uri}: ${explainGs1Problem(read.problem, 'en')}`)
        expect(read.link.stem).toBe('https://a.example/x')
        const sorted = (list: readonly Element[]) => [...list].sort((a, b) => a.ai.localeCompare(b.ai))
        expect(sorted(elementsOf(read.link))).toEqual(sorted(given))
        // Written again it is the same address: there is one for each set of elements in their order.
        expect(buildDigitalLink(elementsOf(read.link), { stem: read.link.stem, year: 2026 })).toEqual(link)
      }),
      { numRuns: 1_500 },
    )
    expect(built).toBeGreaterThan(50)
  })
})

describe('garbage', () => {
  it('is refused in words and never throws', () => {
    fc.assert(
      fc.property(garbage, (given) => {
        for (const read of [
          parseBracketed(given),
          parseBracketed(given, { permitUnknown: true }),
          parseElementString(given),
          parseElementString(given, { permitUnknown: true, fnc1: '^' }),
          parseDigitalLink(given),
          parseDigitalLink(given, { permitNames: true, permitShortGtin: true, permitUnknown: true }),
          buildDigitalLink([{ ai: given.slice(0, 3), value: given.slice(3) }]),
        ]) {
          if (read.ok) continue
          for (const locale of ['en', 'th'] as const)
            expect(explainGs1Problem(read.problem, locale)).not.toMatch(/\{(at|ai|min|max|other|flaw)\}/)
        }
      }),
      { numRuns: 3_000 },
    )
  })

  it('is refused for its length before it is looked at', () => {
    const long = 'A'.repeat(10_000)
    expect(parseBracketed(`(10)${long}`)).toMatchObject({ problem: { code: 'too_long' } })
    expect(parseElementString(`${GS}10${long}`)).toMatchObject({ problem: { code: 'too_long' } })
    expect(parseDigitalLink(`https://a/01/${long}`)).toMatchObject({ problem: { code: 'too_long' } })
  })
})

describe('a refusal', () => {
  it.each([
    [
      'https://a.example/01/04006381333930',
      'The value of AI 01 is wrong at character 14: incorrect check digit.',
    ],
    ['https://a.example/01/4006381333931', 'The value of AI 01 needs exactly 14 characters.'],
    ['https://a.example/01/04006381333931/21/', 'AI 21 has no value.'],
    ['https://a.example/01/04006381333931?10=A', 'AI 10 belongs into the path, after the key.'],
    ['https://a.example/01/04006381333931?21=A', 'AI 21 may not stand in the query of a Digital Link.'],
    ['https://a.example/01/04006381333931/10/A/22/B', /not in the order that GS1 prescribes: 01, 10, 22/],
    ['https://a.example/shop', /has no GS1 key/],
    ['https://a.example/AQnYUc1gmiCNV4JG', /compressed GS1 Digital Link/],
    ['ftp://a.example/01/04006381333931', /does not begin with http/],
    ['https://a.example/01/04006381333931?12345=A', 'There is no AI 12345.'],
  ])('of %s says what is wrong', (uri, words) => {
    const read = parseDigitalLink(uri)
    expect(read.ok ? '' : explainGs1Problem(read.problem, 'en')).toMatch(words)
  })

  it('names AIs that do not go together', () => {
    const read = parseBracketed('(01)04006381333931(21)A(235)B')
    expect(read.ok && associationProblem(read.elements)).toEqual({
      code: 'excluded',
      ai: '21',
      params: { other: '235' },
    })
    const alone = parseBracketed('(21)A')
    expect(alone.ok && explainGs1Problem(associationProblem(alone.elements)!, 'th')).toBe(
      'AI 21 ต้องใช้ร่วมกับ 01, 03, 8006',
    )
  })

  it('of more than 64 elements counts', () => {
    const many = (count: number) => '(99)A'.repeat(count)
    expect(parseBracketed(many(64)).ok).toBe(true)
    expect(parseBracketed(many(65))).toMatchObject({ problem: { code: 'too_many' } })
    expect(parseElementString(`^${'99A^'.repeat(65)}`, { fnc1: '^' })).toMatchObject({
      problem: { code: 'too_many' },
    })
  })
})

describe('the data of a scanner', () => {
  it('may begin with the symbology identifier', () => {
    for (const start of [GS, ']C1', ']d2', ']Q3'])
      expect(parseElementString(`${start}010400638133393121A1${GS}10L`)).toEqual({
        ok: true,
        elements: [
          { ai: '01', value: '04006381333931' },
          { ai: '21', value: 'A1' },
          { ai: '10', value: 'L' },
        ],
      })
  })

  it('with an AI of a later dictionary is read where its length is known', () => {
    expect(aiEntry('89')).toBeUndefined()
    expect(aiEntry('89', true)).toMatchObject({ maxLength: 90, predefined: false })
    expect(aiEntry('3199', true)).toMatchObject({ maxLength: 6, predefined: true })
    expect(aiEntry('4199', true)).toBeUndefined()
    expect(aiEntry('0x', true)).toBeUndefined()
  })
})
