import {
  IconBooks,
  IconBox,
  IconBuildingStore,
  IconClipboardList,
  IconFingerprint,
  IconHistory,
  IconHome,
  IconMail,
  IconShoppingBag,
  IconStack2,
  IconUsers,
  IconUsersGroup,
  IconWorldSearch,
} from '@tabler/icons-react'
import type { LinkProps } from '@tanstack/react-router'
import type { ComponentType } from 'react'
import type { PlainKey } from '../texts/texts.tsx'

type To = NonNullable<LinkProps['to']>

/** A page that one can go to by name. */
export interface Screen {
  text: PlainKey
  to: To
  /** Seen by whoever has this permission; without one by everybody, and a screen of a place by whoever sees that. */
  permission?: string
}

export interface Place extends Screen {
  icon: ComponentType<{ size?: number; stroke?: number }>
  /** Where pages begin that belong to it, though not below its own address. */
  also?: string
  /** After `g` this letter leads there. */
  letter: string
  /** Further pages of the same area. */
  screens?: readonly Screen[]
  /** What is made there, and the permission that it needs. */
  creates?: { text: PlainKey; permission: string; at?: To }
}

export interface PlaceGroup {
  text?: PlainKey
  places: readonly Place[]
}

/** Where one can go, in groups; each is seen only by whoever may read something there. Sidebar, palette, breadcrumbs and keys follow from it. */
export const PLACE_GROUPS: readonly PlaceGroup[] = [
  { places: [{ text: 'nav.home', to: '/', icon: IconHome, letter: 'h' }] },
  {
    text: 'nav.making',
    places: [
      {
        text: 'nav.tickets',
        to: '/tickets',
        also: '/work',
        screens: [
          { text: 'ticket.board', to: '/tickets/board' },
          { text: 'work.title', to: '/work' },
          { text: 'centre.title', to: '/work-centres' },
        ],
        icon: IconClipboardList,
        permission: 'manufacturing.read',
        letter: 't',
        creates: { text: 'ticket.new', permission: 'manufacturing.ticket.create' },
      },
      {
        text: 'nav.pieces',
        to: '/pieces',
        icon: IconFingerprint,
        permission: 'serials.read',
        letter: 'i',
        also: '/recalls',
        screens: [{ text: 'recall.all', to: '/recalls', permission: 'ownership.read' }],
        creates: { text: 'recall.new', permission: 'ownership.recall', at: '/recalls/new' },
      },
      {
        text: 'watch.title',
        to: '/watch',
        icon: IconWorldSearch,
        permission: 'vigilance.read',
        letter: 'v',
        screens: [{ text: 'watch.alerts', to: '/watch/alerts' }],
      },
      {
        text: 'nav.products',
        to: '/products',
        icon: IconBox,
        permission: 'catalog.read',
        letter: 'p',
        creates: { text: 'product.new', permission: 'catalog.product.create' },
      },
      {
        text: 'nav.stock',
        to: '/stock',
        icon: IconStack2,
        permission: 'inventory.read',
        letter: 's',
        screens: [
          { text: 'stock.moves', to: '/stock/moves' },
          { text: 'stock.lots', to: '/stock/lots' },
          { text: 'stock.places', to: '/stock/places' },
        ],
      },
    ],
  },
  {
    text: 'nav.selling',
    places: [
      {
        text: 'nav.orders',
        to: '/orders',
        icon: IconShoppingBag,
        permission: 'sales.read',
        letter: 'o',
        creates: { text: 'order.new', permission: 'checkout.desk_order.place', at: '/orders/new' },
      },
      {
        text: 'nav.customers',
        to: '/customers',
        icon: IconUsers,
        permission: 'crm.read',
        letter: 'c',
        creates: { text: 'customer.new', permission: 'crm.customer.create' },
      },
      {
        text: 'nav.messages',
        to: '/messages',
        icon: IconMail,
        permission: 'notifications.read',
        letter: 'm',
      },
    ],
  },
  {
    text: 'nav.running',
    places: [
      {
        text: 'nav.books',
        to: '/books',
        icon: IconBooks,
        permission: 'accounting.read',
        letter: 'b',
        screens: [
          { text: 'books.invoices', to: '/books/invoices' },
          { text: 'books.trialBalance', to: '/books/trial-balance' },
          { text: 'books.profitAndLoss', to: '/books/profit-and-loss' },
          { text: 'books.balanceSheet', to: '/books/balance-sheet' },
          { text: 'books.periods', to: '/books/periods' },
        ],
      },
      { text: 'nav.audit', to: '/audit', icon: IconHistory, permission: 'audit.read', letter: 'a' },
      {
        text: 'nav.people',
        to: '/people',
        icon: IconUsersGroup,
        permission: 'identity.read',
        letter: 'e',
        screens: [
          { text: 'people.invitations', to: '/people/invitations' },
          { text: 'people.roles', to: '/people/roles' },
          { text: 'people.apiKeys', to: '/people/api-keys' },
        ],
        creates: { text: 'people.invite', permission: 'identity.member.invite' },
      },
      {
        text: 'nav.settings',
        to: '/settings',
        screens: [{ text: 'numbers.title', to: '/settings/numbers' }],
        icon: IconBuildingStore,
        permission: 'tenancy.workshop.update',
        letter: 'w',
      },
    ],
  },
]

export const PLACES: readonly Place[] = PLACE_GROUPS.flatMap(({ places }) => places)

/** Places that somebody may see. */
export const placesFor = (can: (permission: string) => boolean): Place[] =>
  PLACES.filter(({ permission }) => permission === undefined || can(permission))

/** The place that an address belongs to, and the screen of it if it is one; the address without `/desk`. */
export function whereIs(pathname: string): { place?: Place; screen?: Screen } {
  const within = (to: string) => pathname === to || pathname.startsWith(`${to}/`)
  const place = PLACES.find(
    ({ to, also }) => (to === '/' ? pathname === '/' : within(to)) || (also !== undefined && within(also)),
  )
  const screen = place?.screens?.find(({ to }) => within(to))
  return { ...(place ? { place } : {}), ...(screen ? { screen } : {}) }
}
