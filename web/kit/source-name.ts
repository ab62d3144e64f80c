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
}

/** What kind of record something came from, in the reader's language. */
export const sourceName = (t: Translator, entity: string): string => {
  const key = SOURCE_NAMES[entity]
  return key === undefined ? entity.replaceAll('_', ' ') : t(key)
}
