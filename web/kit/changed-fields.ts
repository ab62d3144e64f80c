import { formatMajor } from '../../shared/money.ts'
import { useSession } from '../session/session.tsx'
import { changedFieldsEn } from '../texts/changed-fields.en.ts'
import { changedFieldsTh } from '../texts/changed-fields.th.ts'
import { LANGUAGE_NAMES, type Language, type Locale, type PlainKey, useLanguage } from '../texts/texts.tsx'
import { type Format, unitName, useFormat } from './format.tsx'
import { asWords, namingIn } from './list/labels.ts'
import { roleName } from './role-name.ts'

type Words = Readonly<Record<string, string>>
const WORDS: Readonly<Record<Locale, { fields: Words; values: Words }>> = {
  en: changedFieldsEn,
  th: changedFieldsTh,
}

/** Fields that the desk has a text for anyhow. */
export const TEXTS: Readonly<Record<string, PlainKey>> = {
  accentColour: 'brand.colour',
  amount: 'order.amount',
  carbonKg: 'passport.carbonKg',
  care: 'passport.field.care',
  careTh: 'passport.careTh',
  certificates: 'passport.field.certificates',
  change: 'stock.change',
  file: 'labels.file',
  first: 'range.first',
  firstSeq: 'range.first',
  'label_template.fields': 'labels.says',
  'label_template.logo': 'labels.field.logo',
  'label_template.name': 'labels.field.name',
  last: 'range.last',
  lastSeq: 'range.last',
  legalName: 'workshop.legalName',
  logoFileId: 'brand.logo',
  piece: 'source.piece',
  place: 'passport.field.place',
  placeTh: 'passport.placeTh',
  pricesIncludeTax: 'workshop.pricesIncludeTax',
  product: 'piece.product',
  reason: 'form.reason',
  recycledPercent: 'passport.recycledPercent',
  reference: 'payment.reference',
  repair: 'passport.field.repair',
  repairTh: 'passport.repairTh',
  rules: 'passport.audience',
  timeZone: 'workshop.timeZone',
  tokens: 'ticket.tokens',
  why: 'form.reason',
}

/**
 * What a program reads and nobody else does, beside ids: other rows, sums of what was kept, and what the phrase of the operation says
 * already ("took the passport back": revoked). The API gives them.
 */
export const LEFT_OUT: ReadonlySet<string> = new Set([
  'erased',
  'invitation',
  'owner',
  'passport.published',
  'passport_access.ended',
  'query',
  'reported',
  'reversedBy',
  'reverses',
  'revoked',
  'sha256',
  'transfer',
])

/** An id that people see the thing itself of, where it changed. */
const SEEN_IDS: ReadonlySet<string> = new Set(['logoFileId'])

export const isLeftOut = (entity: string, field: string): boolean =>
  LEFT_OUT.has(field) || LEFT_OUT.has(`${entity}.${field}`) || (/Id$/.test(field) && !SEEN_IDS.has(field))

/** An amount in minor units of the workshop's currency: `totalMinor`. */
const MINOR = /Minor$/

/** In the middle of a line: `Rate an hour` → `rate an hour`; `SKU` stays. */
const inLine = (label: string): string =>
  /^\p{Lu}\P{Lu}/u.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label

/** What a field of a kind of record is called, in lower case; undefined where it has no word. */
export function fieldWord({ locale, t }: Language, entity: string, field: string): string | undefined {
  const name = field.replace(MINOR, '')
  const { fields } = WORDS[locale]
  const own = fields[`${entity}.${name}`] ?? fields[name]
  if (own !== undefined) return own
  const key = TEXTS[`${entity}.${name}`] ?? TEXTS[name]
  const label = key === undefined ? namingIn(locale).known(name) : t(key)
  return label && inLine(label)
}

/** Kinds of values that have texts of the desk, by what the keys begin with. */
const VALUES: Readonly<Record<string, string>> = {
  'fiscal_period.state': 'period',
  'job_ticket.state': 'ticket.state',
  'message.was': 'message.state',
  'order.state': 'order.state',
  'payment.state': 'payment.state',
  'product.kind': 'product.kind',
  'recall.state': 'recall.state',
  'scan_alert.state': 'watch.state',
  'serial.service': 'service',
  'serial.state': 'piece.state',
  'work_token.state': 'token.state',
}

const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}'
/** An id, or a place in the storage below one. */
const MACHINERY = new RegExp(`^${UUID}(/|$)`)
const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?Z$/
const DAY = /^\d{4}-\d\d-\d\d$/
const DAYS = /On$|^date$/
/** Fields whose texts are exact decimals. */
const DECIMALS = /^(change|price|reorderPoint|standardCost)$|(quantity|minutes|percent|kg|hour)$/i
const DECIMAL = /^-?\d+(\.\d+)?$/

/** Who reads it, and how. */
export interface Reader {
  language: Language
  format: Format
  /** Of the workshop. */
  currency: string
}

/** A value as a person reads it, with money in the workshop's currency unless it says its own. */
export function valueText(reader: Reader, entity: string, field: string, value: unknown): string {
  const { language, format, currency } = reader
  const { locale, t } = language
  const words = WORDS[locale].values
  if (value === undefined || value === null || value === '') return '–'
  if (typeof value === 'boolean') return t(value ? 'value.yes' : 'value.no')
  if (MINOR.test(field) && /^-?\d+$/.test(String(value)))
    return format.money({ amount: formatMajor(BigInt(String(value)), currency), currency })
  if (typeof value === 'number') return format.count(value)
  if (Array.isArray(value)) {
    // Of permissions there are too many to name; what is a row of its own is counted.
    if (value.includes('*')) return t('role.all')
    const isListed = field !== 'permissions' && field !== 'scopes' && !value.some(isObject)
    if (!isListed || value.length === 0) return format.count(value.length)
    return value.map((one) => valueText(reader, entity, field, one)).join(', ')
  }
  if (isObject(value)) return objectText(reader, field, value)
  const text = String(value)
  if (field === 'role') return roleName(t, text)
  if (field === 'unit') return unitName(t, text)
  if (field === 'locale' && Object.hasOwn(LANGUAGE_NAMES, text)) return LANGUAGE_NAMES[text as Locale]
  const begin = VALUES[`${entity}.${field}`]
  if (begin !== undefined) {
    const key = `${begin}.${text}`
    // Each kind has texts of its own; one that is not there gives its key.
    const word = t(key as 'ticket.state.draft')
    return word === key ? text.replaceAll('_', ' ') : word
  }
  if (entity === 'label_template' && field === 'fields') {
    const key = `labels.field.${text}`
    const word = t(key as 'labels.field.sku')
    return word === key ? text : word
  }
  if (MOMENT.test(text)) return format.moment(text)
  if (DAYS.test(field) && DAY.test(text)) return format.day(text)
  if (DECIMALS.test(field) && DECIMAL.test(text)) return format.quantity(text)
  return words[`${field}.${text}`] ?? text
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null

function objectText(
  { language, format }: Reader,
  field: string,
  value: Readonly<Record<string, unknown>>,
): string {
  if ('amount' in value && 'currency' in value)
    return format.money({ amount: String(value.amount), currency: String(value.currency) })
  const parts = Object.entries(value).filter(([, part]) => part !== null && part !== '')
  if (field === 'address') {
    const order = ['name', 'line1', 'line2', 'city', 'postalCode', 'country']
    const place = (name: string) => (order.includes(name) ? order.indexOf(name) : order.length)
    parts.sort(([a], [b]) => place(a) - place(b))
    return parts.map(([, part]) => String(part)).join(', ')
  }
  if (field === 'options') return parts.map(([name, part]) => `${name}: ${String(part)}`).join(', ')
  return WORDS[language.locale].values.changed!
}

/** What changed of one field, ready to be read; `from` is not there where nothing was. */
export interface ShownChange {
  field: string
  name: string
  from?: string
  to?: string
}

const isChange = (value: unknown): value is { from?: unknown; to?: unknown } =>
  isObject(value) && !Array.isArray(value) && ('from' in value || 'to' in value)

const isNothing = (value: unknown) => value === undefined || value === null || value === ''
const isMachinery = (value: unknown) => typeof value === 'string' && MACHINERY.test(value)

/** Every field of what an audit record keeps of the change; of one that is from one object to another, the fields of these. */
function fieldsOf(changes: unknown): [field: string, change: unknown][] {
  if (!isObject(changes) || Array.isArray(changes)) return []
  const { from, to, ...rest } = changes
  if (!isObject(from) || !isObject(to) || Object.keys(rest).length > 0) return Object.entries(changes)
  return [...new Set([...Object.keys(from), ...Object.keys(to)])]
    .filter((field) => JSON.stringify(from[field]) !== JSON.stringify(to[field]))
    .map((field) => [field, { from: from[field], to: to[field] }])
}

/** The database keeps fields by the length of their names: what the rest follows from stands first, and why it was made last. */
const FIRST = ['state', 'first', 'firstSeq', 'last', 'lastSeq']
const LAST = ['note', 'reason', 'why']
const rank = (field: string): number =>
  FIRST.includes(field) ? FIRST.indexOf(field) - FIRST.length : LAST.indexOf(field) + 1

/** What a person is told of the changes that an audit record has; nothing where all of it is machinery. */
export function shownChanges(reader: Reader, entity: string, changes: unknown): ShownChange[] {
  const fields = fieldsOf(changes).sort(([a], [b]) => rank(a) - rank(b))
  return fields.flatMap(([field, change]): ShownChange[] => {
    if (isLeftOut(entity, field)) return []
    const { from, to } = isChange(change) ? change : { from: undefined, to: change }
    if (isNothing(from) && isNothing(to)) return []
    const name = fieldWord(reader.language, entity, field) ?? inLine(asWords(field))
    const changed = { field, name, to: WORDS[reader.language.locale].values.changed! }
    if (SEEN_IDS.has(field)) return [changed]
    if (isMachinery(from) || isMachinery(to)) return []
    const text = (value: unknown) => valueText(reader, entity, field, value)
    if (isNothing(from)) return [{ field, name, to: text(to) }]
    const isOver = isChange(change) && !('to' in change)
    if (isOver) return [{ field, name, from: text(from) }]
    // Of two lists of the same length all there is to say is that they are not the same.
    return text(from) === text(to) ? [changed] : [{ field, name, from: text(from), to: text(to) }]
  })
}

/** {@link shownChanges} for whoever looks at the page. */
export function useShownChanges(): (entity: string, changes: unknown) => ShownChange[] {
  const language = useLanguage()
  const format = useFormat()
  const { currency } = useSession().workshop
  return (entity, changes) => shownChanges({ language, format, currency }, entity, changes)
}
