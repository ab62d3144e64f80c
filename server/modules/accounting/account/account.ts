import { sql } from 'drizzle-orm'
import { check, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { editable, searchable, tenantTable } from '../../../kernel/db/columns.ts'

searchable('account', ['code', 'name', 'name_th'])

export const ACCOUNT_TYPES = ['asset', 'liability', 'equity', 'income', 'expense'] as const
export type AccountType = (typeof ACCOUNT_TYPES)[number]

/**
 * An account of the chart. Its type never changes, since every statement of the past would; nobody deletes one (a
 * trigger), since lines point to it. Archived (`deleted_at`): nothing new is posted to it.
 */
export const account = tenantTable(
  'account',
  {
    code: text('code').notNull(),
    name: text('name').notNull(),
    nameTh: text('name_th'),
    type: text('type', { enum: ACCOUNT_TYPES }).notNull(),
    /** What the program posts here by itself: `sales`, `bank`, `wip`; unique. Null for the rest. */
    purpose: text('purpose'),
    ...editable,
  },
  (t) => [
    uniqueIndex('account_code_key').on(t.tenantId, t.code),
    uniqueIndex('account_purpose_key').on(t.tenantId, t.purpose),
    check('account_type', sql`${t.type} in ('asset', 'liability', 'equity', 'income', 'expense')`),
    check('account_purpose_kept', sql`${t.purpose} is null or ${t.deletedAt} is null`),
  ],
)

/** The type that the first digit of a code stands for in the charts this program starts from; undefined for others. */
export const typeOfCode = (code: string): AccountType | undefined =>
  (({ 1: 'asset', 2: 'liability', 3: 'equity', 4: 'income', 5: 'expense', 6: 'expense' }) as const)[
    code[0] as '1'
  ]
