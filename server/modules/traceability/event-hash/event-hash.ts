import { createHash } from 'node:crypto'
import { canonicalUri } from './canonical-uri.ts'

// The EPCIS event hash of the Core Business Vocabulary 2.0, section 8.9.2. Where text, reference implementation and published
// examples disagree (order of sources and destinations, type before value), the examples decide: ADR 19.

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }
type JsonObject = { readonly [key: string]: Json }

/** What a document says about all its events. */
export interface HashContext {
  /** Namespace by prefix, from `@context`. */
  readonly namespaces: ReadonlyMap<string, string>
  /** Fields that the document wants left out, as written in it. */
  readonly ignored: ReadonlySet<string>
}

const GS1 = 'https://gs1.org/voc/'
const CBV = 'https://ref.gs1.org/cbv/'
const KNOWN: readonly (readonly [string, string])[] = [
  ['gs1', GS1],
  ['cbv', CBV],
  ['epcis', 'https://ref.gs1.org/epcis/'],
]
const IGNORED = new Set(['#text', 'rdfs:comment', 'comment', '@context'])
const NOT_HASHED = new Set(['type', 'eventID', 'recordTime', 'errorDeclaration'])
const IGNORE_NAMESPACE = 'https://repository-x.example.com/'

/** Reads what matters for hashing from a document or an event of its own. */
export function hashContext(document: JsonObject, outer?: HashContext): HashContext {
  const namespaces = new Map(outer?.namespaces ?? KNOWN)
  const context = document['@context']
  for (const part of Array.isArray(context) ? context : [context])
    if (part !== null && typeof part === 'object' && !Array.isArray(part))
      for (const [prefix, uri] of Object.entries(part as JsonObject))
        if (typeof uri === 'string') namespaces.set(prefix, uri)
  const ignored = new Set(outer?.ignored ?? [])
  for (const [prefix, uri] of namespaces) {
    const fields =
      object(object(document.epcisBody ?? null).queryResults ?? null)[`${prefix}:ignoreFields`] ??
      document[`${prefix}:ignoreFields`]
    if (uri === IGNORE_NAMESPACE && Array.isArray(fields))
      for (const field of fields) if (typeof field === 'string') ignored.add(field)
  }
  return { namespaces, ignored }
}

/** `ni:///sha-256;…?ver=CBV2.0`: the same for the same event, whoever captures it, in whatever spelling. */
export function eventHash(event: JsonObject, outer?: HashContext): string {
  const digest = createHash('sha256').update(preHash(event, outer), 'utf8').digest('hex')
  return `ni:///sha-256;${digest}?ver=CBV2.0`
}

const QUANTITY = ['epcClass', 'quantity', 'uom'] as const
const EPC_LISTS = new Set(['epcList', 'inputEPCList', 'childEPCs', 'outputEPCList'])
const QUANTITY_LISTS = new Set([
  'quantityList',
  'childQuantityList',
  'inputQuantityList',
  'outputQuantityList',
])
const ORDER = [
  'eventTime',
  'eventTimeZoneOffset',
  'certificationInfo',
  'parentID',
  'epcList',
  'inputEPCList',
  'childEPCs',
  'quantityList',
  'childQuantityList',
  'inputQuantityList',
  'outputEPCList',
  'outputQuantityList',
  'action',
  'transformationID',
  'bizStep',
  'disposition',
  'persistentDisposition',
  'readPoint',
  'bizLocation',
  'sensorElementList',
] as const
const METADATA = [
  'time',
  'startTime',
  'endTime',
  'deviceID',
  'deviceMetadata',
  'rawData',
  'dataProcessingMethod',
  'bizRules',
]
const REPORT = [
  'type',
  'exception',
  'deviceID',
  'deviceMetadata',
  'rawData',
  'dataProcessingMethod',
  'time',
  'microorganism',
  'chemicalSubstance',
  'value',
  'component',
  'stringValue',
  'booleanValue',
  'hexBinaryValue',
  'uriValue',
  'minValue',
  'maxValue',
  'meanValue',
  'sDev',
  'percRank',
  'percValue',
  'uom',
  'coordinateReferenceSystem',
]
/** Lists of typed references, and the name of the reference in each. */
const TYPED: Readonly<Record<string, { field: string; vocabulary: string }>> = {
  bizTransactionList: { field: 'bizTransaction', vocabulary: `${CBV}BTT-` },
  sourceList: { field: 'source', vocabulary: `${CBV}SDT-` },
  destinationList: { field: 'destination', vocabulary: `${CBV}SDT-` },
}

/** The text that is hashed. */
export function preHash(event: JsonObject, outer?: HashContext): string {
  const writer = new Writer(hashContext(event, outer))
  return writer.event(event)
}

class Writer {
  readonly #context: HashContext

  constructor(context: HashContext) {
    this.#context = context
  }

  event(event: JsonObject): string {
    let text = `eventType=${this.#expand(String(event.type))}`
    const left = new Set(Object.keys(event).filter((key) => !NOT_HASHED.has(key) && !this.#isIgnored(key)))
    for (const key of ORDER) {
      if (!left.delete(key)) continue
      text += this.#standard(key, event[key]!)
    }
    return text + sorted([...left].map((key) => this.#rest(key, event[key]!)))
  }

  #standard(key: string, value: Json): string {
    if (EPC_LISTS.has(key)) return named(key, sorted(items(value).map((epc) => `epc=${this.#value(epc)}`)))
    if (QUANTITY_LISTS.has(key))
      return named(
        key,
        sorted(
          items(value).map(
            (one) => `quantityElement${this.#fields(object(one), QUANTITY, { extend: false })}`,
          ),
        ),
      )
    switch (key) {
      case 'eventTime':
        return `${key}=${canonicalTime(String(value))}`
      case 'certificationInfo':
        return sorted(items(value).map((uri) => `${key}=${this.#value(uri)}`))
      case 'bizStep':
        return `${key}=${this.#value(vocabulary(value, `${CBV}BizStep-`))}`
      case 'disposition':
        return `${key}=${this.#value(vocabulary(value, `${CBV}Disp-`))}`
      case 'persistentDisposition':
        return named(
          key,
          ['set', 'unset']
            .map((part) =>
              sorted(
                items(object(value)[part] ?? []).map(
                  (one) => `${part}=${this.#value(vocabulary(one, `${CBV}Disp-`))}`,
                ),
              ),
            )
            .join(''),
        )
      case 'readPoint':
      case 'bizLocation':
        return named(key, this.#fields(object(value), ['id']))
      case 'sensorElementList':
        return named(key, sorted(items(value).map((one) => this.#sensorElement(object(one)))))
      default:
        return `${key}=${this.#value(value)}`
    }
  }

  #sensorElement(element: JsonObject): string {
    const metadata = element.sensorMetadata
    const reports = items(element.sensorReport ?? []).map((report) => {
      const { type, exception, component, ...rest } = object(report)
      return named(
        'sensorReport',
        this.#fields(
          {
            ...rest,
            ...(type === undefined ? {} : { type: vocabulary(type, GS1) }),
            ...(exception === undefined ? {} : { exception: vocabulary(exception, GS1) }),
            ...(component === undefined ? {} : { component: vocabulary(component, `${CBV}Comp-`) }),
          },
          REPORT,
        ),
      )
    })
    return `sensorElement${metadata === undefined ? '' : named('sensorMetadata', this.#fields(object(metadata), METADATA))}${sorted(reports)}${this.#extensions(element, ['sensorMetadata', 'sensorReport'])}`
  }

  /** Fields in their order, then the extensions, sorted. */
  #fields(value: JsonObject, order: readonly string[], { extend = true } = {}): string {
    let text = ''
    for (const key of order) {
      const field = value[key]
      if (field === undefined) continue
      text += `${key}=${/time/i.test(key) ? canonicalTime(String(field)) : this.#value(field)}`
    }
    return extend ? text + this.#extensions(value, order) : text
  }

  #extensions(value: JsonObject, known: readonly string[]): string {
    const keys = Object.keys(value).filter((key) => !known.includes(key) && !this.#isIgnored(key))
    return sorted(keys.map((key) => this.#generic(key, value[key]!)))
  }

  /** What stands at the end of the event: typed references, ILMD and extensions, sorted together. */
  #rest(key: string, value: Json): string {
    const typed = TYPED[key]
    if (!typed) return this.#generic(key, value)
    return named(
      key,
      sorted(
        items(value).map((one) => {
          const { type } = object(one)
          const kind = type === undefined ? '' : `type=${this.#value(vocabulary(type, typed.vocabulary))}`
          return `${kind}${typed.field}=${this.#value(object(one)[typed.field] ?? '')}`
        }),
      ),
    )
  }

  #generic(key: string, value: Json): string {
    if (Array.isArray(value)) return sorted(value.map((one) => this.#generic(key, one)))
    const name = this.#name(key)
    if (value !== null && typeof value === 'object') {
      const text = (value as JsonObject)['#text']
      const own = text === undefined ? '' : `=${this.#value(text)}`
      return `${name}${own}${this.#extensions(value as JsonObject, [])}`
    }
    const text = this.#value(value)
    return text === '' ? name : `${name}=${text}`
  }

  /** `prefix:local` as `{namespace}local`. */
  #name(key: string): string {
    const at = key.indexOf(':')
    const namespace = at < 0 ? undefined : this.#context.namespaces.get(key.slice(0, at))
    return namespace === undefined ? key : `{${namespace}}${key.slice(at + 1)}`
  }

  #expand(text: string): string {
    const at = text.indexOf(':')
    const namespace = at < 0 ? undefined : this.#context.namespaces.get(text.slice(0, at))
    return namespace === undefined ? text : namespace + text.slice(at + 1)
  }

  #value(value: Json): string {
    if (typeof value === 'number') return canonicalNumber(value)
    if (typeof value !== 'string') return value === null ? '' : String(value)
    const text = webVocabulary(this.#expand(value.trim()))
    if (/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text)) return canonicalNumber(Number(text))
    return canonicalUri(text)
  }

  #isIgnored(key: string): boolean {
    return IGNORED.has(key) || this.#context.ignored.has(key)
  }
}

const items = (value: Json): readonly Json[] => (Array.isArray(value) ? value : [value])
const object = (value: Json): JsonObject =>
  value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as JsonObject) : {}
const named = (name: string, text: string): string => (text === '' ? '' : name + text)
/** By UTF-8 bytes, which is the order of code points. */
const sorted = (texts: readonly string[]): string =>
  [...texts].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))).join('')

/** A standard word (`in_transit`) as its URI; what is a URI already stays. */
const vocabulary = (value: Json, base: string): Json =>
  typeof value === 'string' && !value.includes(':') ? base + value : value

const URN_VOCABULARY = new Map([
  ['bizstep', 'BizStep-'],
  ['disp', 'Disp-'],
  ['btt', 'BTT-'],
  ['sdt', 'SDT-'],
  ['er', 'ER-'],
])

/** The old URNs of the vocabulary as their web addresses. */
export function webVocabulary(text: string): string {
  const match = /^urn:epcglobal:cbv:([a-z]+):(.*)$/.exec(text)
  const base = match && URN_VOCABULARY.get(match[1]!)
  return base ? `${CBV}${base}${match[2]}` : text
}

function canonicalNumber(value: number): string {
  const text = String(value)
  if (!text.includes('e')) {
    // The reference writes what is below 0.0001 with an exponent.
    const small = Math.abs(value) < 1e-4 && value !== 0
    return small ? exponent(value.toExponential()) : text
  }
  return Number.isInteger(value) ? BigInt(value).toString() : exponent(text)
}

const exponent = (text: string): string =>
  text.replace(/e([+-])(\d)$/, (_all, sign: string, digit: string) => `e${sign}0${digit}`)

/** UTC with milliseconds; more digits are rounded, a tie up. What is no moment stays as it is. */
export function canonicalTime(text: string): string {
  const match = /^(.*:\d\d)(?:\.(\d+))?(Z|[+-]\d\d:?\d\d)$/i.exec(text.trim())
  if (!match) return text
  const [, seconds = '', fraction = '', zone = ''] = match
  const baseMs = Date.parse(`${seconds}${zone.toUpperCase()}`)
  if (Number.isNaN(baseMs)) return text
  const digits = fraction.padEnd(4, '0')
  const ms = Number(digits.slice(0, 3)) + (Number(digits[3]) >= 5 ? 1 : 0)
  return new Date(baseMs + ms).toISOString()
}
