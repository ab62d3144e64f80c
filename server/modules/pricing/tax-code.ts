import { sql } from 'drizzle-orm'
import { check, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { editable, rate, tenantTable } from '../../kernel/db/columns.ts'

/** A rate of value added tax by the code that products carry. */
export const taxCode = tenantTable(
  'tax_code',
  {
    code: text('code').notNull(),
    name: text('name').notNull(),
    nameTh: text('name_th'),
    ratePercent: rate('rate_percent').notNull(),
    ...editable,
  },
  (t) => [
    uniqueIndex('tax_code_code_key').on(t.tenantId, t.code),
    check('tax_code_rate', sql`${t.ratePercent} >= 0 and ${t.ratePercent} <= 100`),
  ],
)
