import type { LinkProps } from '@tanstack/react-router'

/** Lists that have a page of their own. */
const PLACES: Readonly<Record<string, NonNullable<LinkProps['to']>>> = {
  'accounting.entry': '/books',
  'accounting.invoice': '/books/invoices',
  'accounting.period': '/books/periods',
  'audit.record': '/audit',
  'catalog.product': '/products',
  'catalog.work_centre': '/work-centres',
  'crm.customer': '/customers',
  'identity.api_key': '/people/api-keys',
  'identity.invitation': '/people/invitations',
  'identity.member': '/people',
  'inventory.location': '/stock/places',
  'inventory.lot': '/stock/lots',
  'inventory.move': '/stock/moves',
  'inventory.stock': '/stock',
  'manufacturing.ticket': '/tickets',
  'manufacturing.work_in_process': '/work',
  'notifications.message': '/messages',
  'ownership.recall': '/recalls',
  'sales.order': '/orders',
  'serials.serial': '/pieces',
  'vigilance.alert': '/watch/alerts',
}

/** Where a list is: its own page, or the one that serves all others. */
export const listPlace = (list: string): LinkProps =>
  PLACES[list] ? ({ to: PLACES[list] } as LinkProps) : { to: '/records/$list', params: { list } }

/** Whether a list has no page but the one that serves all. */
export const isUnplaced = (list: string): boolean => !(list in PLACES)
