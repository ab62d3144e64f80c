/** A change as the live feed tells it. */
export interface Change {
  /** The kind of record, by its name in the audit log. */
  entity: string
  id: string | null
  operation: string
  label: string | null
  actor: string
  at: string
}

const API = '/api/v1/'

/** What the books say follows from nearly everything that is made, moved or sold. */
const BOOKS = ['journal-entries', 'accounts', 'invoices', 'trial-balance', 'profit-and-loss', 'balance-sheet']
const GOODS = ['stock', 'lots', 'products/{productId}/stock']
const MAKING = [
  'job-tickets',
  'ticket-board',
  'work-tokens',
  'work-in-process',
  'wip-logs',
  'work',
  'genealogy',
]
const PIECES = ['serials', 'genealogy']
const SELLING = ['orders', 'payments', 'messages']
const PASSPORTS = ['serials/{serialId}/passport']
const AT_THE_BENCH = [...MAKING, ...PIECES, ...GOODS, ...BOOKS]
const IN_THE_STOREROOM = [...GOODS, ...BOOKS, ...PIECES]

/**
 * What else reads differently when a record of a kind changes, beside the addresses that the kind's own name gives (`job_ticket`:
 * `/job-tickets`). A kind that is not here changes only its own. Addresses below `/api/v1/`.
 */
const REACHES: Readonly<Record<string, readonly string[]>> = {
  job_ticket: AT_THE_BENCH,
  work_token: AT_THE_BENCH,
  wip_log: AT_THE_BENCH,
  labour: AT_THE_BENCH,
  receipt: IN_THE_STOREROOM,
  transfer: IN_THE_STOREROOM,
  adjustment: IN_THE_STOREROOM,
  count: IN_THE_STOREROOM,
  opening_stock: IN_THE_STOREROOM,
  stock: IN_THE_STOREROOM,
  location: GOODS,
  lot: ['epcis/lots', 'epcis/serials'],
  serial: [...PIECES, ...GOODS, ...BOOKS, 'recalls'],
  recall: [...PIECES, ...GOODS],
  scan_alert: ['scan-analytics'],
  serial_line: ['serials/lines'],
  serial_range: PIECES,
  order: [...SELLING, ...GOODS, ...PIECES, ...BOOKS],
  payment: [...SELLING, ...GOODS, ...PIECES, ...BOOKS],
  provider_event: SELLING,
  method: ['payment-methods'],
  // A name or a price is shown wherever the product is.
  product: [...GOODS, ...MAKING, ...PIECES],
  bill_of_materials: ['products/{productId}/bill-of-materials'],
  routing: ['products/{productId}/routing'],
  work_centre: MAKING,
  account: BOOKS,
  journal_entry: BOOKS,
  fiscal_period: BOOKS,
  epcis_event: ['epcis'],
  epcis_capture: ['epcis'],
  epcis_query: ['epcis/queries'],
  passport: PASSPORTS,
  // Agreeing, and what a profile says, changes what the passport of any piece reads like.
  passport_consent: ['passport-consents', 'passport-makers', 'me/passport-consent', ...PASSPORTS],
  passport_access: ['passport-access'],
  passport_profile: ['passport-profile', 'products/{productId}/passport-profile', ...PASSPORTS],
  opening_balances: BOOKS,
  member: ['me', 'roles', 'meta/resources'],
  role: ['me', 'members', 'permissions', 'meta/resources'],
  workshop: ['workshop', 'me'],
  brand: ['brand'],
  label_template: ['labels/template'],
}

/** `tax_code` → `tax-codes`. */
const collectionOf = (entity: string): string => `${entity.replaceAll('_', '-')}s`

const isBelow = (path: string, prefix: string): boolean => path === prefix || path.startsWith(`${prefix}/`)
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-/

const SPOKEN_FOR: readonly string[] = [...new Set(Object.values(REACHES).flat())]
/** Kinds that are read at the address of their own name. */
const OWN = [
  ...Object.keys(REACHES),
  ...[
    'customer',
    'tax_code',
    'invitation',
    'api_key',
    'message',
    'flag',
    'shipping_method',
    'notice',
    'file',
    'view',
    'import',
  ],
].map(collectionOf)

interface Params {
  path?: Readonly<Record<string, unknown>>
  query?: Readonly<Record<string, unknown>>
}

/** What is asked for one record, of whatever kind: its files, what happened to it and what is said about it. */
const recordAskedFor = (params: Params | undefined): { entity: unknown; entityId: unknown } | undefined => {
  const { entity, entityId } = params?.query ?? {}
  return entity === undefined || entityId === undefined ? undefined : { entity, entityId }
}

/** Whether it is said what a read depends on. What is not known is read anew with every change. */
export const isKnown = (path: string, params?: Params): boolean =>
  recordAskedFor(params) !== undefined ||
  [...SPOKEN_FOR, ...OWN].some((prefix) => isBelow(path.slice(API.length), prefix))

/**
 * Whether what was read from an address (`/api/v1/orders/{id}`, with its parameters) may read differently after a change: the one
 * place that knows.
 */
export function isConcerned(path: string, params: Params | undefined, { entity, id }: Change): boolean {
  if (!path.startsWith(API)) return false
  const below = path.slice(API.length)
  const asked = recordAskedFor(params)
  if (asked) return asked.entity === entity && asked.entityId === id
  const reached = REACHES[entity]?.some((prefix) => isBelow(below, prefix)) ?? false
  const own = collectionOf(entity)
  if (isBelow(below, own)) {
    const first = /^[^{]*\{(\w+)\}/.exec(below)?.[1]
    const one = first === undefined ? undefined : params?.path?.[first]
    // The page of one record has nothing to do with another one.
    const isOther = id !== null && typeof one === 'string' && UUID.test(one) && one !== id
    return !isOther
  }
  return reached || !isKnown(path)
}
