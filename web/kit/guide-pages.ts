import type { PlainKey } from '../texts/texts.tsx'

/** The pages of the guide (`docs/guide/<language>/<name>.md`), in order, each with what somebody has to be able to read for it. */
export const GUIDE_PAGES = [
  { name: 'everybody', text: 'guide.everybody' },
  { name: 'planner', text: 'role.planner', permission: 'manufacturing.ticket.create' },
  { name: 'supervisor', text: 'role.supervisor', permission: 'manufacturing.wip.reverse' },
  { name: 'operator', text: 'role.operator', permission: 'manufacturing.wip.log' },
  { name: 'warehouse', text: 'role.warehouse', permission: 'inventory.stock.receive' },
  { name: 'sales', text: 'role.sales', permission: 'sales.read' },
  { name: 'purchasing', text: 'role.purchasing', permission: 'catalog.product.create' },
  { name: 'accountant', text: 'role.accountant', permission: 'accounting.read' },
  { name: 'owner', text: 'guide.owner', permission: 'identity.read' },
] as const satisfies readonly { name: string; text: PlainKey; permission?: string }[]

export type GuidePage = (typeof GUIDE_PAGES)[number]['name']
export const GUIDE_NAMES = GUIDE_PAGES.map(({ name }) => name)

/** Where the guide tells of a screen, by the beginning of its address; the longest one counts. */
const SCREENS: readonly [begins: string, page: GuidePage, anchor: string][] = [
  ['/', 'everybody', 'today'],
  ['/account', 'everybody', 'account'],
  ['/tickets', 'planner', 'tickets'],
  ['/work', 'supervisor', 'benches'],
  ['/work/', 'operator', 'log'],
  ['/pieces', 'planner', 'pieces'],
  ['/products', 'planner', 'products'],
  ['/stock', 'warehouse', 'stock'],
  ['/stock/moves', 'warehouse', 'moves'],
  ['/stock/lots', 'warehouse', 'lots'],
  ['/stock/places', 'warehouse', 'places'],
  ['/orders', 'sales', 'orders'],
  ['/orders/new', 'sales', 'new-order'],
  ['/customers', 'sales', 'customers'],
  ['/messages', 'sales', 'messages'],
  ['/books', 'accountant', 'journal'],
  ['/books/invoices', 'accountant', 'invoices'],
  ['/books/trial-balance', 'accountant', 'statements'],
  ['/books/profit-and-loss', 'accountant', 'statements'],
  ['/books/balance-sheet', 'accountant', 'statements'],
  ['/books/accounts', 'accountant', 'statements'],
  ['/books/periods', 'accountant', 'months'],
  ['/watch', 'owner', 'watch'],
  ['/recalls', 'owner', 'recalls'],
  ['/audit', 'owner', 'audit'],
  ['/people', 'owner', 'people'],
  ['/people/api-keys', 'owner', 'keys'],
  ['/settings', 'owner', 'workshop'],
]

/** Where the guide tells of the screen at an address; at its beginning for a screen that it does not know. */
export function guideOf(pathname: string): { page: GuidePage; anchor: string } {
  const [, page, anchor] = SCREENS.filter(([begins]) =>
    begins === '/' ? pathname === '/' : pathname.startsWith(begins),
  ).reduce((best, one) => (one[0].length >= best[0].length ? one : best), [
    '',
    'everybody',
    'find',
  ] as (typeof SCREENS)[number])
  return { page, anchor }
}

export const GUIDED_SCREENS = SCREENS
