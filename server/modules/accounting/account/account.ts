import { text, uniqueIndex } from 'drizzle-orm/pg-core'
import { editable, tenantTable } from '../../../kernel/db/columns.ts'

export const ACCOUNT_TYPES = ['asset', 'liability', 'equity', 'income', 'expense'] as const

/** An account of the chart. */
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
  ],
)
