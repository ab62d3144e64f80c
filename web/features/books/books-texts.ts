import type { DataOf, ItemOf } from '../../api/queries.ts'
import type { Locale, PlainKey } from '../../texts/texts.tsx'

export type Entry = DataOf<'/api/v1/journal-entries/{id}'>
export type JournalKey = Entry['journal']

export const JOURNALS = {
  general: 'journal.general',
  sales: 'journal.sales',
  purchase: 'journal.purchase',
  bank: 'journal.bank',
  stock: 'journal.stock',
  manufacturing: 'journal.manufacturing',
  opening: 'journal.opening',
} as const satisfies Record<JournalKey, PlainKey>
export const JOURNAL_KEYS = Object.keys(JOURNALS) as JournalKey[]

export const ACCOUNT_TYPES = {
  asset: 'account.type.asset',
  liability: 'account.type.liability',
  equity: 'account.type.equity',
  income: 'account.type.income',
  expense: 'account.type.expense',
} as const satisfies Record<ItemOf<'/api/v1/accounts'>['type'], PlainKey>

/** An account's name in the reader's language. */
export const accountName = (
  locale: Locale,
  account: { accountName: string; accountNameTh: string | null },
): string => (locale === 'th' && account.accountNameTh) || account.accountName
