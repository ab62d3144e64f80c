import { isIPv6 } from 'node:net'
import type { FieldError } from '../../../kernel/errors/problem.ts'
import {
  ACTIONS,
  ALERTS,
  BIZ_STEPS,
  COMPONENTS,
  DISPOSITIONS,
  ERROR_REASONS,
  EVENT_TYPES,
  MEASUREMENTS,
  PARTY_TYPES,
  TRANSACTION_TYPES,
} from './vocabulary.ts'

/** An event as it came or goes: JSON whose shape was checked. */
export type EventDocument = { readonly [key: string]: unknown }
type Found = FieldError[]
/** Looks at a value; what is wrong is added with its place (`epcisBody.eventList.0.bizStep`). */
type Check = (value: unknown, at: string, found: Found) => void

const wrong = (found: Found, field: string, code: string, message: string): void => {
  found.push({ field, code, message })
}
const join = (at: string, key: string | number): string => (at === '' ? String(key) : `${at}.${key}`)
const isObject = (value: unknown): value is EventDocument =>
  value !== null && typeof value === 'object' && !Array.isArray(value)

const HEX = '%[0-9a-f]{2}'
/** As the format `uri` of the schema has it, which wants something after the scheme and does with one slash. */
const URI = new RegExp(
  `^[a-z][a-z0-9+.-]*:(?:/?/(?:(?:[\\w.~!$&'()*+,;=:-]|${HEX})*@)?(?:\\[(?<literal>[^\\]]+)\\]|(?:[\\w.~!$&'()*+,;=-]|${HEX})*)(?::\\d*)?(?:/(?:[\\w.~!$&'()*+,;=:@-]|${HEX})*)*|/?(?:[\\w.~!$&'()*+,;=:@-]|${HEX})+(?:/(?:[\\w.~!$&'()*+,;=:@-]|${HEX})*)*)(?:\\?(?:[\\w.~!$&'()*+,;=:@/?-]|${HEX})*)?(?:#(?:[\\w.~!$&'()*+,;=:@/?-]|${HEX})*)?$`,
  'i',
)
/** Longer ones could not be looked up. */
const LONGEST_URI = 2_000
export const isUri = (value: unknown): value is string =>
  typeof value === 'string' && value.length <= LONGEST_URI && hasShapeOfUri(value)

function hasShapeOfUri(text: string): boolean {
  const match = URI.exec(text)
  const literal = match?.groups?.literal
  return (
    match !== null &&
    (literal === undefined || (isIPv6(literal) && !literal.includes('%')) || IP_FUTURE.test(literal))
  )
}
const IP_FUTURE = /^v[0-9a-f]+\.[\w.~!$&'()*+,;=:-]+$/i

const TIME =
  /^(\d{4})-(\d\d)-(\d\d)[T\s](\d\d):(\d\d):(\d\d)(?:\.\d+)?(?:Z|[+-]([01]\d|2[0-3])(?::?([0-5]\d))?)$/i
/** An RFC 3339 moment, with its offset. */
export function isMoment(value: unknown): value is string {
  const match = typeof value === 'string' ? TIME.exec(value) : null
  if (!match) return false
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ]
  const days = month === 2 && ((year % 4 === 0 && year % 100 !== 0) || year % 400 === 0) ? 29 : DAYS[month]
  return days !== undefined && day >= 1 && day <= days && hour <= 23 && minute <= 59 && second <= 59
}
const DAYS = [undefined, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const

/** A checked moment as JavaScript and PostgreSQL read it. */
export const momentOf = (text: string): Date =>
  new Date(
    text
      .toUpperCase()
      .replace(/^(.{10})\s/, '$1T')
      .replace(/([+-]\d\d)(?::?(\d\d))?$/, (_all, hours: string, minutes = '00') => `${hours}:${minutes}`),
  )

const uri: Check = (value, at, found) => {
  if (!isUri(value)) wrong(found, at, 'uri', 'a URI is expected')
}
const time: Check = (value, at, found) => {
  if (!isMoment(value))
    wrong(found, at, 'time', 'a moment with its offset is expected, as 2026-03-02T10:00:00+07:00')
}
const text: Check = (value, at, found) => {
  if (typeof value !== 'string') wrong(found, at, 'text', 'a text is expected')
}
const number: Check = (value, at, found) => {
  if (typeof value !== 'number') wrong(found, at, 'number', 'a number is expected')
}
const boolean: Check = (value, at, found) => {
  if (typeof value !== 'boolean') wrong(found, at, 'boolean', 'true or false is expected')
}
const pattern =
  (regex: RegExp, message: string): Check =>
  (value, at, found) => {
    if (typeof value !== 'string' || !regex.test(value)) wrong(found, at, 'pattern', message)
  }
const oneOf =
  (words: readonly string[]): Check =>
  (value, at, found) => {
    if (typeof value !== 'string' || !words.includes(value))
      wrong(found, at, 'word', `one of ${words.join(', ')} is expected`)
  }
/** A word of a standard vocabulary, or a URI that is not the old spelling of one. */
const vocabulary =
  (words: readonly string[], refused: RegExp): Check =>
  (value, at, found) => {
    if (typeof value === 'string' && (words.includes(value) || (isUri(value) && !refused.test(value)))) return
    wrong(found, at, 'vocabulary', 'neither a word of the standard vocabulary nor a URI of your own')
  }
const CBV = /^(urn:epcglobal:cbv|https?:\/\/ns\.gs1\.org\/cbv\/)/
const GS1 = /^https?:\/\/(www\.)?gs1\.org\/voc\//

const list =
  (item: Check, { least = 0, unique = false } = {}): Check =>
  (value, at, found) => {
    if (!Array.isArray(value)) return wrong(found, at, 'list', 'a list is expected')
    if (value.length < least) wrong(found, at, 'empty', 'at least one is expected')
    for (const [i, one] of value.entries()) item(one, join(at, i), found)
    if (unique && new Set(value.map((one) => JSON.stringify(one))).size < value.length)
      wrong(found, at, 'twice', 'the same stands there twice')
  }

interface Shape {
  readonly fields: Readonly<Record<string, Check>>
  readonly required?: readonly string[]
  /** What may stand there besides: nothing, names with a namespace (`example:field`), or whatever. */
  readonly others?: 'none' | 'namespaced' | 'any'
}

const shape =
  ({ fields, required = [], others = 'any' }: Shape): Check =>
  (value, at, found) => {
    if (!isObject(value)) return wrong(found, at, 'object', 'an object is expected')
    for (const key of required) if (!(key in value)) wrong(found, join(at, key), 'missing', 'is missing')
    for (const [key, field] of Object.entries(value)) {
      if (Object.hasOwn(fields, key)) fields[key]!(field, join(at, key), found)
      else if (others === 'none' || (others === 'namespaced' && !isUri(key)))
        wrong(
          found,
          join(at, key),
          'unknown',
          others === 'none'
            ? 'no such field is known here'
            : 'no such field is known; one of your own needs a namespace',
        )
    }
  }

const context: Check = (value, at, found) => {
  const part: Check = (one, where, out) => {
    if (!isObject(one) && !isUri(one)) wrong(out, where, 'context', 'a URI or an object is expected')
  }
  if (Array.isArray(value)) list(part, { unique: true })(value, at, found)
  else part(value, at, found)
}

const place = shape({ fields: { id: uri }, required: ['id'] })
const quantityElement = shape({
  fields: {
    epcClass: uri,
    quantity: number,
    uom: pattern(/^[A-Z0-9]{2,3}$/, 'a unit of UN/CEFACT Recommendation 20 is expected, as KGM'),
  },
  required: ['epcClass'],
  others: 'none',
})
const bizTransaction = shape({
  fields: { type: vocabulary(TRANSACTION_TYPES, CBV), bizTransaction: uri },
  required: ['bizTransaction'],
  others: 'none',
})
const party = (field: string) =>
  shape({
    fields: { type: vocabulary(PARTY_TYPES, CBV), [field]: uri },
    required: ['type', field],
    others: 'none',
  })
const disposition = vocabulary(DISPOSITIONS, CBV)
const persistentDisposition: Check = (value, at, found) => {
  const words = list(disposition, { least: 1, unique: true })
  shape({ fields: { set: words, unset: words }, others: 'none' })(value, at, found)
  if (isObject(value) && !('set' in value) && !('unset' in value))
    wrong(found, at, 'missing', 'set or unset is expected')
}
const sensorMetadata = shape({
  fields: {
    time,
    startTime: time,
    endTime: time,
    deviceID: uri,
    deviceMetadata: uri,
    rawData: uri,
    dataProcessingMethod: uri,
    bizRules: uri,
  },
  others: 'namespaced',
})
const sensorReport = shape({
  fields: {
    type: vocabulary(MEASUREMENTS, GS1),
    exception: vocabulary(ALERTS, GS1),
    component: vocabulary(COMPONENTS, CBV),
    time,
    deviceID: uri,
    deviceMetadata: uri,
    rawData: uri,
    dataProcessingMethod: uri,
    bizRules: uri,
    microorganism: uri,
    chemicalSubstance: uri,
    coordinateReferenceSystem: uri,
    uriValue: uri,
    stringValue: text,
    uom: text,
    booleanValue: boolean,
    hexBinaryValue: pattern(/^[A-Fa-f0-9]+$/, 'hexadecimal digits are expected'),
    ...Object.fromEntries(
      ['value', 'minValue', 'maxValue', 'meanValue', 'sDev', 'percRank', 'percValue'].map((name) => [
        name,
        number,
      ]),
    ),
  },
  required: ['type'],
  others: 'namespaced',
})
const sensorElement = shape({
  fields: { sensorMetadata, sensorReport: list(sensorReport, { least: 1 }) },
  required: ['sensorReport'],
  others: 'namespaced',
})
const ilmd = shape({ fields: {}, others: 'namespaced' })
const errorDeclaration = shape({
  fields: {
    declarationTime: time,
    reason: vocabulary(ERROR_REASONS, CBV),
    correctiveEventIDs: list(uri),
  },
  required: ['declarationTime'],
  others: 'namespaced',
})
const certificationInfo: Check = (value, at, found) =>
  Array.isArray(value) ? list(uri)(value, at, found) : uri(value, at, found)

const COMMON: Readonly<Record<string, Check>> = {
  '@context': context,
  type: text,
  eventTime: time,
  recordTime: time,
  eventTimeZoneOffset: pattern(
    /^([+]|[-])((0[0-9]|1[0-3]):([0-5][0-9])|14:00)$/,
    'an offset such as +07:00 is expected',
  ),
  eventID: uri,
  certificationInfo,
  errorDeclaration,
}
/** What happened where, and on whose account: in every event but one of an own type. */
const CIRCUMSTANCES: Readonly<Record<string, Check>> = {
  bizStep: vocabulary(BIZ_STEPS, CBV),
  disposition,
  persistentDisposition,
  readPoint: place,
  bizLocation: place,
  bizTransactionList: list(bizTransaction),
  sourceList: list(party('source')),
  destinationList: list(party('destination')),
  sensorElementList: list(sensorElement),
}
const action = oneOf(ACTIONS)
const epcs = list(uri)
const distinctEpcs = list(uri, { unique: true })
const quantities = list(quantityElement)
const event = (fields: Readonly<Record<string, Check>>, required: readonly string[]) =>
  shape({
    fields: { ...COMMON, ...CIRCUMSTANCES, ...fields },
    required: ['eventTime', 'eventTimeZoneOffset', ...required],
    others: 'namespaced',
  })

const EVENTS: Readonly<Record<string, Check>> = {
  ObjectEvent: event({ action, epcList: distinctEpcs, quantityList: quantities, ilmd }, ['action']),
  AggregationEvent: event({ action, parentID: uri, childEPCs: epcs, childQuantityList: quantities }, [
    'action',
  ]),
  AssociationEvent: event({ action, parentID: uri, childEPCs: epcs, childQuantityList: quantities }, [
    'action',
    'parentID',
  ]),
  TransactionEvent: event(
    {
      action,
      parentID: uri,
      epcList: epcs,
      quantityList: quantities,
      bizTransactionList: list(bizTransaction, { least: 1 }),
    },
    ['action', 'bizTransactionList'],
  ),
  TransformationEvent: event(
    {
      inputEPCList: distinctEpcs,
      inputQuantityList: quantities,
      outputEPCList: distinctEpcs,
      outputQuantityList: quantities,
      transformationID: uri,
      ilmd,
    },
    [],
  ),
}
const ownType = shape({ fields: COMMON, required: ['eventTime', 'eventTimeZoneOffset'] })

const has = (event: EventDocument, ...keys: string[]): boolean =>
  keys.some((key) => Array.isArray(event[key]) && (event[key] as unknown[]).length > 0)

/** Rules over several fields: what an event is about must be said. */
function checkSubject(event: EventDocument, at: string, found: Found): void {
  const missing = (message: string) => wrong(found, at, 'subject', message)
  switch (event.type) {
    case 'ObjectEvent':
      if (
        !('epcList' in event) &&
        !has(event, 'quantityList') &&
        !(has(event, 'sensorElementList') && 'readPoint' in event)
      )
        missing('epcList, quantityList, or sensorElementList with readPoint is expected')
      if ('ilmd' in event && event.action !== 'ADD')
        wrong(found, join(at, 'ilmd'), 'action', 'is only allowed with the action ADD')
      return
    case 'AggregationEvent':
    case 'AssociationEvent':
      if (!has(event, 'childEPCs', 'childQuantityList') && event.action !== 'DELETE')
        missing('childEPCs or childQuantityList is expected')
      return
    case 'TransactionEvent':
      if (!('epcList' in event) && !has(event, 'quantityList') && event.action !== 'DELETE')
        missing('epcList or quantityList is expected')
      return
    case 'TransformationEvent': {
      const input = has(event, 'inputEPCList', 'inputQuantityList')
      const output = has(event, 'outputEPCList', 'outputQuantityList')
      if (!(input && output) && !((input || output) && 'transformationID' in event))
        missing('inputs and outputs are expected, or one of both with a transformationID')
      return
    }
  }
}

/** What is wrong with an event that stands in a document, by the EPCIS 2.0.1 schema. */
export function checkEvent(value: unknown, at = ''): FieldError[] {
  const found: Found = []
  if (!isObject(value)) wrong(found, at, 'object', 'an event is expected')
  else if (typeof value.type !== 'string')
    wrong(found, join(at, 'type'), 'missing', 'the type of the event is expected')
  else if ((EVENT_TYPES as readonly string[]).includes(value.type)) {
    EVENTS[value.type]!(value, at, found)
    checkSubject(value, at, found)
  } else if (!isUri(value.type))
    wrong(found, join(at, 'type'), 'vocabulary', 'neither a type of event nor a URI of your own')
  else ownType(value, at, found)
  return found
}

const header = shape({
  fields: {
    epcisMasterData: shape({
      fields: {
        vocabularyList: list(
          shape({
            fields: {
              type: uri,
              vocabularyElementList: list(
                shape({
                  fields: {
                    id: uri,
                    children: list(uri),
                    attributes: list(
                      shape({
                        fields: {
                          id: uri,
                          attribute: (value, at, found) => {
                            if (typeof value !== 'number' && typeof value !== 'string' && !isObject(value))
                              wrong(found, at, 'value', 'a number, a text or an object is expected')
                          },
                        },
                        required: ['id'],
                      }),
                    ),
                  },
                  required: ['id'],
                }),
              ),
            },
            required: ['type'],
          }),
        ),
      },
    }),
  },
  others: 'namespaced',
})

const version = pattern(/^\d+(\.\d+)*$/, 'a version such as 2.0 is expected')
const anything: Check = () => {}
const frame = (type: string, body: Check, required: readonly string[]) =>
  shape({
    fields: {
      '@context': context,
      id: uri,
      type: oneOf([type]),
      schemaVersion: version,
      creationDate: time,
      ...(type === 'EPCISDocument'
        ? { instanceIdentifier: text, sender: text, receiver: text, epcisHeader: header }
        : {}),
      epcisBody: body,
    },
    required,
    others: 'namespaced',
  })
const documentFrame = frame(
  'EPCISDocument',
  shape({ fields: { eventList: list(anything) }, required: ['eventList'] }),
  ['@context', 'type', 'schemaVersion', 'creationDate', 'epcisBody'],
)

/** The events of something captured, each with its place, and what is wrong with the frame around them. */
export interface Captured {
  readonly events: readonly { readonly event: unknown; readonly at: string }[]
  readonly faults: readonly FieldError[]
}

/** Takes apart what was sent: a document, or one event with its own `@context`. */
export function readCaptured(sent: EventDocument): Captured {
  const faults: Found = []
  if (sent.type === 'EPCISDocument') {
    documentFrame(sent, '', faults)
    const body = sent.epcisBody
    const events = isObject(body) && Array.isArray(body.eventList) ? (body.eventList as unknown[]) : []
    return { events: events.map((event, i) => ({ event, at: `epcisBody.eventList.${i}` })), faults }
  }
  if (!('@context' in sent)) wrong(faults, '@context', 'missing', 'is missing')
  return { events: [{ event: sent, at: '' }], faults }
}
