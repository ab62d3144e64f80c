import type { LinkProps } from '@tanstack/react-router'

/** Lists that have a page of their own. */
const PLACES: Readonly<Record<string, NonNullable<LinkProps['to']>>> = {
  'accounting.entry': '/books',
  'accounting.invoice': '/books/invoices',
  'audit.record': '/audit',
  'catalog.product': '/products',
  'crm.customer': '/customers',
  'identity.api_key': '/people/api-keys',
  'identity.invitation': '/people/invitations',
  'identity.member': '/people',
  'inventory.location': '/stock/places',
  'inventory.lot': '/stock/lots',
  'inventory.move': '/stock/moves',
  'inventory.stock': '/stock',
  'manufacturing.ticket': '/tickets',
  'notifications.message': '/messages',
  'sales.order': '/orders',
  'serials.serial': '/pieces',
}

/** Where a list is: its own page, or the one that serves all others. */
export const listPlace = (list: string): LinkProps =>
  PLACES[list] ? ({ to: PLACES[list] } as LinkProps) : { to: '/records/$list', params: { list } }

/** Whether a list has no page but the one that serves all. */
export const isUnplaced = (list: string): boolean => !(list in PLACES)
