import { type AiEntry, aiEntry, isKnownAi } from './ai.ts'
import { checkCount, checkValue, type Element, type ElementOptions } from './element-string.ts'
import { type Gs1Reading, Gs1Refusal, reading } from './problem.ts'

export interface DigitalLinkOptions extends ElementOptions {
  /** Takes the names that earlier versions had for AIs: `/gtin/…/ser/…`. */
  readonly permitNames?: boolean
  /** Takes a GTIN of 8, 12 or 13 digits for AI 01 and fills it up to 14. */
  readonly permitShortGtin?: boolean
  /** With `permitUnknown`: lets unknown AIs stand in the query. */
  readonly permitUnknownInQuery?: boolean
}

/** A GS1 Digital Link URI in its parts. */
export interface DigitalLink {
  /** What stands before the key, without a slash at its end. */
  readonly stem: string
  /** The primary key and its qualifiers, in order. */
  readonly path: readonly Element[]
  /** AIs of the query. */
  readonly query: readonly Element[]
  /** Parameters of the query that are no AIs, as they were written and decoded: `linkType` and what else. */
  readonly parameters: readonly (readonly [name: string, value: string])[]
  readonly fragment: string | undefined
}

/** The stem of links that belong to nobody's own domain. */
export const CANONICAL_STEM = 'https://id.gs1.org'
const LONGEST = 8191
const URI = /^[A-Za-z0-9\-._~:/?#[\]@!$&'()*+,;=%]*$/
const BAD_HOST = /[_~?#@!$&'()*+,;=%]/

const NAMES: Readonly<Record<string, string>> = {
  cpid: '8010',
  cpsn: '8011',
  cpv: '22',
  gcn: '255',
  gdti: '253',
  giai: '8004',
  ginc: '401',
  gln: '414',
  glnx: '254',
  gmn: '8013',
  grai: '8003',
  gsin: '402',
  gsrn: '8018',
  gsrnp: '8017',
  gtin: '01',
  itip: '8006',
  lot: '10',
  party: '417',
  refno: '8020',
  ser: '21',
  srin: '8019',
  sscc: '00',
}

/** Percent-decoding, each code one character; what is no code stays as it is. `+` is a space in a query only. */
export function uriUnescape(text: string, where: 'path' | 'query'): string {
  const spaced = where === 'query' ? text.replaceAll('+', ' ') : text
  return spaced.replace(/%([0-9A-Fa-f]{2})/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  )
}

/** Percent-encoding of everything that is not unreserved (RFC 3986, 2.3). */
export function uriEscape(text: string, where: 'path' | 'query'): string {
  return text.replace(/[^A-Za-z0-9\-._~]/g, (character) =>
    character === ' ' && where === 'query'
      ? '+'
      : `%${(character.charCodeAt(0) & 0xff).toString(16).toUpperCase().padStart(2, '0')}`,
  )
}

interface Written {
  readonly ai: string
  readonly entry: AiEntry
  readonly value: string
}

/** Reads a GS1 Digital Link URI (GS1 Digital Link Standard: URI Syntax 1.6). Never throws. */
export function parseDigitalLink(
  uri: string,
  options: DigitalLinkOptions = {},
): Gs1Reading<{ readonly link: DigitalLink }> {
  return reading(() => {
    if (uri.length > LONGEST) throw new Gs1Refusal('too_long', undefined, { max: LONGEST })
    if (!URI.test(uri)) throw new Gs1Refusal('uri_characters')
    const [, scheme = ''] = /^(https:\/\/|http:\/\/|HTTPS:\/\/|HTTP:\/\/)/.exec(uri) ?? []
    if (scheme === '') throw new Gs1Refusal('uri_scheme')
    const slash = uri.indexOf('/', scheme.length)
    const host = uri.slice(scheme.length, slash < 0 ? undefined : slash)
    if (slash < 0 || host === '' || BAD_HOST.test(host)) throw new Gs1Refusal('uri_host')
    const [beforeFragment = '', ...fragments] = uri.slice(slash).split('#')
    const fragment = fragments.length > 0 ? fragments.join('#') : undefined
    const question = beforeFragment.indexOf('?')
    const pathText = question < 0 ? beforeFragment : beforeFragment.slice(0, question)
    const queryText = question < 0 ? '' : beforeFragment.slice(question + 1)

    const { before, pairs } = splitPath(pathText, options)
    const path = pairs.map(({ ai, entry, value }) => ({
      ai: entry.ai,
      value: decode(ai, entry, value, 'path', options),
    }))
    const { query, parameters } = readQuery(queryText, options)
    checkCount(path.length + query.length + parameters.length)
    checkSequence(path)
    checkQuery(path, query, options)
    return {
      link: { stem: uri.slice(0, slash) + before.replace(/\/$/, ''), path, query, parameters, fragment },
    }
  })
}

/** Finds the primary key from the end: what stands before it belongs to the stem. */
function splitPath(text: string, options: DigitalLinkOptions): { before: string; pairs: Written[] } {
  const segments = text.split('/').slice(1)
  const pairs: Written[] = []
  for (let i = segments.length - 2; i >= 0; i -= 2) {
    const written = segments[i]!
    const name = options.permitNames ? NAMES[written] : undefined
    const ai = name ?? written
    const entry = aiEntry(ai, options.permitUnknown)
    if (!entry) break
    pairs.unshift({ ai, entry, value: segments[i + 1]! })
    if (entry.qualifiers)
      return {
        before: segments
          .slice(0, i)
          .map((segment) => `/${segment}`)
          .join(''),
        pairs,
      }
  }
  throw new Gs1Refusal(isCompressed(segments.at(-1) ?? '') ? 'compressed' : 'no_key')
}

/**
 * Whether a segment looks like a compressed link: base64url whose first bits are the first two digits of a primary key, or say
 * that optimisations follow (GS1 Digital Link Standard: Compression). Longer than any name a stem is likely to have.
 */
function isCompressed(segment: string): boolean {
  if (!/^[A-Za-z0-9_-]{10,}$/.test(segment)) return false
  const BASE64URL = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
  const first = (BASE64URL.indexOf(segment[0]!) << 2) | (BASE64URL.indexOf(segment[1]!) >> 4)
  const digits = first.toString(16).padStart(2, '0')
  return ['00', '01', '25', '40', '41', '80'].includes(digits)
}

function decode(
  ai: string,
  entry: AiEntry,
  text: string,
  where: 'path' | 'query',
  options: DigitalLinkOptions,
): string {
  if (text === '') throw new Gs1Refusal('value_empty', ai)
  const value = uriUnescape(text, where)
  if (value.includes('\u0000')) throw new Gs1Refusal('null_character', ai)
  const isShort = entry.ai === '01' && options.permitShortGtin && [8, 12, 13].includes(value.length)
  const full = isShort ? value.padStart(14, '0') : value
  checkValue(entry, ai, full, options)
  return full
}

function readQuery(text: string, options: DigitalLinkOptions): Pick<DigitalLink, 'query' | 'parameters'> {
  const query: Element[] = []
  const parameters: [string, string][] = []
  for (const part of text.split('&')) {
    if (part === '') continue
    const equals = part.indexOf('=')
    const name = equals < 0 ? part : part.slice(0, equals)
    if (equals < 0 || !/^\d+$/.test(name)) {
      parameters.push([
        uriUnescape(name, 'query'),
        equals < 0 ? '' : uriUnescape(part.slice(equals + 1), 'query'),
      ])
      continue
    }
    const entry = aiEntry(name, options.permitUnknown)
    if (!entry) throw new Gs1Refusal('ai_unknown', name)
    query.push({ ai: name, value: decode(name, entry, part.slice(equals + 1), 'query', options) })
  }
  return { query, parameters }
}

/** Whether qualifiers follow their key in one of its orders, any of them left out. */
function fitsKey(key: AiEntry, qualifiers: readonly string[]): boolean {
  return (key.qualifiers ?? []).some((order) => {
    let from = 0
    return qualifiers.every((ai) => {
      const at = order.indexOf(ai, from)
      from = at + 1
      return at >= 0
    })
  })
}

function checkSequence(path: readonly Element[]): void {
  const [key, ...qualifiers] = path.map(({ ai }) => ai)
  if (!fitsKey(aiEntry(key!)!, qualifiers))
    throw new Gs1Refusal('key_sequence', key, { other: [key, ...qualifiers].join(', ') })
}

function checkQuery(path: readonly Element[], query: readonly Element[], options: DigitalLinkOptions): void {
  const seen = new Set(path.map(({ ai }) => ai))
  const [key, ...qualifiers] = path.map(({ ai }) => ai)
  for (const { ai } of query) {
    if (seen.has(ai)) throw new Gs1Refusal('duplicate', ai)
    seen.add(ai)
    checkQueryable(ai, options)
    for (let at = 0; at <= qualifiers.length; at++) {
      if (fitsKey(aiEntry(key!)!, qualifiers.toSpliced(at, 0, ai)))
        throw new Gs1Refusal('belongs_in_path', ai)
    }
  }
}

function checkQueryable(ai: string, options: DigitalLinkOptions): void {
  const isAllowed = isKnownAi(ai) ? aiEntry(ai)!.queryable : options.permitUnknownInQuery === true
  if (!isAllowed) throw new Gs1Refusal('not_an_attribute', ai)
}

/** The elements of a link, key first. */
export const elementsOf = (link: Pick<DigitalLink, 'path' | 'query'>): readonly Element[] => [
  ...link.path,
  ...link.query,
]

/**
 * Writes a GS1 Digital Link URI: the first element that is a primary key with as many of its qualifiers as there are, then the rest
 * in the query, those of predefined length first. An element that is there twice with one value is written once.
 */
export function buildDigitalLink(
  elements: readonly Element[],
  options: DigitalLinkOptions & { readonly stem?: string } = {},
): Gs1Reading<{ readonly uri: string }> {
  return reading(() => {
    const values = new Map<string, { entry: AiEntry; value: string }>()
    for (const { ai, value } of elements) {
      const entry = aiEntry(ai, options.permitUnknown)
      if (!entry) throw new Gs1Refusal('ai_unknown', ai)
      checkValue(entry, ai, value, options)
      const before = values.get(ai)
      if (before && before.value !== value) throw new Gs1Refusal('repeated', ai)
      if (!before) values.set(ai, { entry, value })
    }
    const key = [...values.values()].find(({ entry }) => entry.qualifiers)
    if (!key) throw new Gs1Refusal('no_key')
    const present = key.entry.qualifiers!.map((order) => order.filter((ai) => values.has(ai)))
    const qualifiers = present.reduce((best, order) => (order.length > best.length ? order : best))
    const path = [key.entry.ai, ...qualifiers]
    const rest = [...values.keys()].filter((ai) => !path.includes(ai))
    const query = [true, false].flatMap((first) =>
      rest.filter((ai) => values.get(ai)!.entry.predefined === first),
    )
    const asElements = (ais: readonly string[]) => ais.map((ai) => ({ ai, value: values.get(ai)!.value }))
    checkQuery(asElements(path), asElements(query), options)
    const segments = path.map((ai) => `/${ai}/${uriEscape(values.get(ai)!.value, 'path')}`).join('')
    const parameters = query.map((ai) => `${ai}=${uriEscape(values.get(ai)!.value, 'query')}`).join('&')
    return {
      uri: `${(options.stem ?? CANONICAL_STEM).replace(/\/$/, '')}${segments}${parameters && `?${parameters}`}`,
    }
  })
}
