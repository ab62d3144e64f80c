import type { PlainKey, Translator } from '../texts/texts.tsx'

const SOURCE_NAMES: Readonly<Record<string, PlainKey>> = {
  job_ticket: 'source.ticket',
  work_token: 'source.token',
  order: 'source.order',
  serial: 'source.piece',
  payment: 'source.payment',
  receipt: 'source.receipt',
  adjustment: 'source.adjustment',
  count: 'source.count',
  transfer: 'source.transfer',
  opening_stock: 'source.opening',
  opening_balances: 'source.opening',
  cart: 'source.cart',
  customer: 'entry.customer',
  epcis_event: 'source.events',
  lot: 'stock.lot',
  owner: 'owner.owner',
  product: 'piece.product',
  recall: 'recall.single',
}

/** What a kind of record is called in the reader's language; undefined where the desk has no word for it. */
export const sourceWord = (t: Translator, entity: string): string | undefined => {
  const key = SOURCE_NAMES[entity]
  return key && t(key)
}

/** What kind of record something came from, in the reader's language. */
export const sourceName = (t: Translator, entity: string): string =>
  sourceWord(t, entity) ?? entity.replaceAll('_', ' ')
