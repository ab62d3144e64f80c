import { z } from 'zod'
import { COMPACT_LENGTH } from '../../../../shared/serial/format.ts'
import type { TenantContext } from '../../../kernel/command/context.ts'
import { type Sql, sql } from '../../../kernel/db/sql.ts'
import type { FieldError } from '../../../kernel/errors/problem.ts'
import { fail } from '../errors.ts'
import { isMoment, momentOf } from '../event/check-document.ts'
import { keyOf } from '../event/identifiers.ts'
import { bareWord, ROLES_OF } from '../event/terms.ts'
import { canonicalUri } from '../event-hash/canonical-uri.ts'

const one = (description: string) =>
  z
    .union([z.string().max(8_000), z.array(z.string().max(2_000)).max(100)])
    .optional()
    .meta({ description })
const many = (what: string) =>
  one(`${what}; several in one parameter, separated by | or commas, or repeated: any of them`)

/** Parameters of the simple event query that are understood, as they stand in an address. */
export const queryFields = {
  eventType: many('Types of event'),
  GE_eventTime: one('From this moment'),
  LT_eventTime: one('Before this moment'),
  GE_recordTime: one('Recorded from this moment'),
  LT_recordTime: one('Recorded before this moment'),
  EQ_action: many('OBSERVE, ADD or DELETE'),
  EQ_bizStep: many('Business steps'),
  EQ_disposition: many('Dispositions'),
  EQ_persistentDisposition_set: many('Dispositions that were set to last'),
  EQ_persistentDisposition_unset: many('Lasting dispositions that were taken back'),
  EQ_readPoint: many('Where it was seen'),
  EQ_bizLocation: many('Where it is from then on'),
  EQ_transformationID: many('Transformations'),
  EQ_eventID: many('Events'),
  MATCH_epc: many('Pieces in epcList or childEPCs; a pattern ends with *'),
  MATCH_parentID: many('Parents'),
  MATCH_inputEPC: many('Pieces that were used up'),
  MATCH_outputEPC: many('Pieces that were made'),
  MATCH_anyEPC: many('Pieces anywhere in the event'),
  MATCH_epcClass: many('Classes in quantityList or childQuantityList'),
  MATCH_inputEPCClass: many('Classes that were used up'),
  MATCH_outputEPCClass: many('Classes that were made'),
  MATCH_anyEPCClass: many('Classes anywhere in the event'),
  EXISTS_errorDeclaration: one('Only events that declare another an error'),
  GE_errorDeclaration_Time: one('Declared an error from this moment'),
  LT_errorDeclaration_Time: one('Declared an error before this moment'),
  EQ_errorReason: many('Why it was declared an error'),
  EQ_correctiveEventID: many('Errors that this event corrects'),
  orderBy: one('eventTime (as long as nothing is said) or recordTime'),
  orderDirection: one('DESC (as long as nothing is said) or ASC'),
} as const

/** Beside those: which documents, sources and destinations, by their type. */
const TYPED = /^EQ_(bizTransaction|source|destination)_(.+)$/
const TYPED_ROLE = { bizTransaction: 'transaction', source: 'source', destination: 'destination' } as const

/** A query as it was asked, without paging. Kept by named queries as it is. */
export type AskedQuery = Readonly<Record<string, string | readonly string[] | undefined>>

export const isParameter = (name: string): boolean => name in queryFields || TYPED.test(name)

/** One way to say that an event names something. */
export interface TermFilter {
  readonly roles: readonly string[]
  readonly values: readonly string[]
  /** Beginnings: everything that starts with one matches. */
  readonly prefixes: readonly string[]
}

export interface ParsedQuery {
  /** Conditions on the event `e`. */
  readonly conditions: readonly Sql[]
  readonly terms: readonly TermFilter[]
  readonly orderBy: 'event_time' | 'record_time'
  readonly descending: boolean
  /** The same for the same question: a page's token belongs to it. */
  readonly fingerprint: string
}

/**
 * Several values of one parameter: repeated, or separated by `|` or commas. A comma inside a URI (`geo:1,2`) does not separate: what
 * follows it would have to be a word or a URI itself.
 */
function valuesOf(given: string | readonly string[]): string[] {
  const texts = typeof given === 'string' ? [given] : given
  return texts
    .flatMap((text) => text.split('|'))
    .flatMap((text) => {
      const parts = text.split(',').map((part) => part.trim())
      return parts.every((part) => /^[a-z_A-Z]+$|^[a-z][\w+.-]*:/i.test(part)) ? parts : [text.trim()]
    })
    .filter((value) => value !== '')
}

const TIMES: Readonly<Record<string, [column: string, operator: '>=' | '<']>> = {
  GE_eventTime: ['event_time', '>='],
  LT_eventTime: ['event_time', '<'],
  GE_recordTime: ['record_time', '>='],
  LT_recordTime: ['record_time', '<'],
  GE_errorDeclaration_Time: ['declared_at', '>='],
  LT_errorDeclaration_Time: ['declared_at', '<'],
}
const WORDS: Readonly<Record<string, string>> = {
  eventType: 'type',
  EQ_action: 'action',
  EQ_bizStep: 'biz_step',
  EQ_disposition: 'disposition',
  EQ_errorReason: 'error_reason',
}
const PLACES: Readonly<Record<string, string>> = {
  EQ_readPoint: 'read_point',
  EQ_bizLocation: 'biz_location',
}

/** Reads a query. @throws Problem `traceability.query_invalid` with every parameter that is wrong */
export function parseQuery(ctx: TenantContext, asked: AskedQuery): ParsedQuery {
  const errors: FieldError[] = []
  const conditions: Sql[] = []
  const terms: TermFilter[] = []
  let orderBy: ParsedQuery['orderBy'] = 'event_time'
  let descending = true
  const refuse = (field: string, message: string) => errors.push({ field, code: 'query', message })
  for (const [name, given] of Object.entries(asked).sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (given === undefined) continue
    const values = valuesOf(given)
    const typed = TYPED.exec(name)
    if (name === 'orderBy') {
      if (values[0] === 'recordTime') orderBy = 'record_time'
      else if (values[0] !== 'eventTime') refuse(name, 'eventTime or recordTime is expected')
    } else if (name === 'orderDirection') {
      if (values[0] === 'ASC') descending = false
      else if (values[0] !== 'DESC') refuse(name, 'ASC or DESC is expected')
    } else if (name === 'EXISTS_errorDeclaration') {
      conditions.push(sql`e.declared_at is not null`)
    } else if (name in TIMES) {
      const [column, operator] = TIMES[name]!
      const text = typeof given === 'string' ? given : (given[0] ?? '')
      // In an address a plus sign that was not escaped is a space.
      const moment = text.replace(/ (?=\d\d:?\d\d$)/, '+')
      const date = isMoment(moment) ? momentOf(moment) : undefined
      if (date && date.getTime() > EARLIEST_MS)
        conditions.push(sql`e.${sql.trusted(column)} ${sql.trusted(operator)} ${date}::timestamptz`)
      else refuse(name, 'a moment with its offset is expected, as 2026-03-02T10:00:00Z')
    } else if (values.length === 0) {
      refuse(name, 'a value is expected')
    } else if (name in WORDS) {
      conditions.push(
        sql`e.${sql.trusted(WORDS[name]!)} = any(${values.map((value) => clean(bareWord(value)))}::text[])`,
      )
    } else if (name in PLACES) {
      conditions.push(
        sql`e.${sql.trusted(PLACES[name]!)} = any(${values.map((value) => clean(canonicalUri(value)))}::text[])`,
      )
    } else if (name === 'EQ_eventID') {
      conditions.push(sql`e.event_key = any(${values.map((value) => keyOf(clean(value)))}::uuid[])`)
    } else if (name in ROLES_OF) {
      terms.push(termFilter(ctx, name as keyof typeof ROLES_OF, values))
    } else if (typed) {
      const role = TYPED_ROLE[typed[1] as keyof typeof TYPED_ROLE]
      terms.push({
        roles: [clean(`${role}:${typed[2]}`)],
        values: values.map((value) => clean(canonicalUri(value))),
        prefixes: [],
      })
    } else refuse(name, 'this parameter is not known or not supported')
  }
  if (errors.length > 0) throw fail('traceability.query_invalid', {}, { errors })
  return {
    conditions,
    terms,
    orderBy,
    descending,
    fingerprint: keyOf(JSON.stringify(Object.entries(asked).sort(([a], [b]) => (a < b ? -1 : 1)))),
  }
}

/** PostgreSQL's calendar has no year 0. */
const EARLIEST_MS = Date.parse('0001-01-01T00:00:00Z')
const clean = (text: string): string => text.toWellFormed().replaceAll('\u0000', '\ufffd')

function termFilter(ctx: TenantContext, name: keyof typeof ROLES_OF, values: readonly string[]): TermFilter {
  const exact: string[] = []
  const prefixes: string[] = []
  const bare = name.startsWith('EQ_persistentDisposition')
  const isClass = name.endsWith('Class')
  for (const value of values.map(clean)) {
    if (bare) exact.push(bareWord(value))
    else if (value.startsWith('urn:epc:idpat:')) {
      const key = canonicalUri(value)
      // A pattern names a class as a whole, or every piece of it.
      if (isClass) exact.push(key)
      else prefixes.push(`${key}/`)
    } else if (value.endsWith('*')) prefixes.push(canonicalUri(value.slice(0, -1)))
    else exact.push(canonicalUri(value), ...ownNameOf(ctx, canonicalUri(value)))
  }
  return { roles: ROLES_OF[name], values: exact, prefixes }
}

/** A piece with a GTIN is called by its maker's own address as well, as it was before its product got one. */
function ownNameOf(ctx: TenantContext, uri: string): string[] {
  const serial = /^https:\/\/id\.gs1\.org\/01\/\d{14}\/21\/([0-9A-Z]+)$/.exec(uri)?.[1]
  return serial?.length !== COMPACT_LENGTH
    ? []
    : [`${ctx.kernel.config.publicUrl}/v/${ctx.tenant.code}/${serial}`]
}
