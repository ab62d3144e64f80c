import { formatMajor } from '../../shared/money.ts'
import { operationsEn } from '../texts/operations.en.ts'
import { operationsTh } from '../texts/operations.th.ts'
import {
  LANGUAGE_NAMES,
  type Language,
  type Locale,
  type PlainKey,
  type Translator,
} from '../texts/texts.tsx'

const WORDS: Readonly<Record<Locale, Readonly<Record<string, string>>>> = {
  en: operationsEn,
  th: operationsTh,
}

/** What was done to a record whose kind somebody has added, by the last word of the operation's name. */
const VERBS: Readonly<Record<string, PlainKey>> = {
  create: 'did.create',
  update: 'did.update',
  delete: 'did.delete',
  restore: 'did.restore',
  import: 'did.import',
}

/** What was done, as it follows the name of who did it: `shipped the order`. */
export const eventText = ({ locale, t }: Language, operation: string): string =>
  WORDS[locale][operation] ?? t(VERBS[operation.slice(operation.lastIndexOf('.') + 1)] ?? 'did.something')

/** The same where it stands by itself: `Shipped the order`. */
export const eventTitle = (language: Language, operation: string): string => {
  const text = eventText(language, operation)
  return text.charAt(0).toUpperCase() + text.slice(1)
}

const FIELDS: Readonly<Record<string, PlainKey>> = {
  state: 'state.label',
  name: 'field.name',
  nameTh: 'field.nameTh',
  price: 'field.price',
  quantity: 'field.quantity',
  dueOn: 'field.dueOn',
  priority: 'field.priority',
  note: 'form.note',
  reason: 'form.reason',
  file: 'field.file',
  category: 'field.category',
  description: 'field.description',
  email: 'field.email',
  phone: 'field.phone',
  address: 'address.label',
  published: 'field.published',
  role: 'field.role',
  carrier: 'field.carrier',
  tracking: 'field.tracking',
  total: 'order.total',
  amount: 'order.amount',
  value: 'stock.value',
  reference: 'payment.reference',
  legalName: 'workshop.legalName',
  taxId: 'customer.taxId',
  timeZone: 'workshop.timeZone',
  currency: 'workshop.currency',
  locale: 'workshop.locale',
  pricesIncludeTax: 'workshop.pricesIncludeTax',
}

/** An amount in minor units of the workshop's currency: `totalMinor`. */
const MINOR = /Minor$/

/** `goodQuantity` → `good quantity`, for a field that has no word yet. */
export const fieldText = (t: Translator, field: string): string => {
  const name = field.replace(MINOR, '')
  const key = FIELDS[name]
  return key ? t(key) : name.replaceAll('_', ' ').replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
}

const STATES: Readonly<Record<string, string>> = {
  job_ticket: 'ticket',
  work_token: 'token',
  serial: 'piece',
  order: 'order',
  payment: 'payment',
  recall: 'recall',
  scan_alert: 'watch',
}

/** How the reader sees money. */
type MoneyFormat = (money: { amount: string; currency: string }) => string

/** A value as a person reads it: a state by its word, money in the workshop's currency unless it says its own. */
export const valueText = (
  t: Translator,
  entity: string,
  field: string,
  value: unknown,
  shown: { currency: string; money: MoneyFormat },
): string => {
  if (value === undefined || value === null || value === '') return '–'
  if (field === 'state' && entity in STATES) {
    const key = `${STATES[entity]}.state.${String(value)}`
    // The states of each kind are texts of their own; one that is not there gives its key.
    const word = t(key as 'ticket.state.draft')
    return word === key ? String(value).replaceAll('_', ' ') : word
  }
  if (field === 'locale' && Object.hasOwn(LANGUAGE_NAMES, String(value)))
    return LANGUAGE_NAMES[String(value) as Locale]
  if (typeof value === 'boolean') return t(value ? 'value.yes' : 'value.no')
  if (MINOR.test(field) && /^-?\d+$/.test(String(value)))
    return shown.money({
      amount: formatMajor(BigInt(String(value)), shown.currency),
      currency: shown.currency,
    })
  if (typeof value !== 'object') return String(value)
  if ('amount' in value && 'currency' in value)
    return shown.money({ amount: String(value.amount), currency: String(value.currency) })
  return Object.values(value)
    .filter((part) => part !== null && typeof part !== 'object')
    .join(', ')
}
