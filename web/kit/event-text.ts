import { formatMajor } from '../../shared/money.ts'
import { LANGUAGE_NAMES, type Locale, type PlainKey, type Translator } from '../texts/texts.tsx'

/** What was done, by the last word of the operation's name: modules that come later use the same words. */
const VERBS: Readonly<Record<string, PlainKey>> = {
  create: 'did.create',
  update: 'did.update',
  update_role: 'did.update',
  rename: 'did.update',
  set: 'did.update',
  save: 'did.update',
  sign_up: 'did.create',
  open: 'did.create',
  delete: 'did.delete',
  remove: 'did.delete',
  archive: 'did.archive',
  restore: 'did.restore',
  import: 'did.import',
  set_images: 'did.setImages',
  post: 'did.post',
  reverse: 'did.reverse',
  lock: 'did.lock',
  unlock: 'did.unlock',
  receive: 'did.receive',
  transfer: 'did.transfer',
  adjust: 'did.adjust',
  count: 'did.count',
  issue: 'did.issue',
  void: 'did.void',
  quarantine: 'did.quarantine',
  recall: 'did.recall',
  report_stolen: 'did.reportStolen',
  scrap: 'did.scrap',
  reinstate: 'did.reinstate',
  release: 'did.release',
  reserve: 'did.reserve',
  hold: 'did.hold',
  resume: 'did.resume',
  cancel: 'did.cancel',
  close: 'did.close',
  recalculate: 'did.recalculate',
  log: 'did.log',
  capture: 'did.capture',
  refund: 'did.refund',
  ship: 'did.ship',
  complete: 'did.place',
  send: 'did.send',
  resend: 'did.send',
  'mail-paid': 'did.send',
  'mail-shipped': 'did.send',
  'mail-cancelled': 'did.send',
  'mail-refunded': 'did.send',
  'tell-placed': 'did.tell',
  'apply-event': 'did.capture',
}

/** The same word where it means something else. */
const NAMES: Readonly<Record<string, PlainKey>> = {
  'documents.file.upload': 'did.attach',
  'documents.file.remove': 'did.detach',
  'identity.member.invite': 'did.invite',
}

export const eventText = (t: Translator, operation: string): string => {
  const verb = operation.slice(operation.lastIndexOf('.') + 1)
  return t(NAMES[operation] ?? VERBS[verb] ?? 'did.something')
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
