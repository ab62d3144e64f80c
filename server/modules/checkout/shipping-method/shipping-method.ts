import { sql } from 'drizzle-orm'
import { boolean, check, integer, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { editable, rate, tenantTable } from '../../../kernel/db/columns.ts'

/** A way for goods to reach the buyer, at one price. */
export const shippingMethod = tenantTable(
  'shipping_method',
  {
    code: text('code').notNull(),
    name: text('name').notNull(),
    nameTh: text('name_th'),
    /** In the workshop's currency, with or without tax as the workshop prices. */
    price: rate('price').notNull(),
    /** Null: no tax. */
    taxCode: text('tax_code'),
    /** False where the buyer fetches the goods. */
    needsAddress: boolean('needs_address').notNull().default(true),
    minDays: integer('min_days'),
    maxDays: integer('max_days'),
    position: integer('position').notNull().default(0),
    ...editable,
  },
  (t) => [
    uniqueIndex('shipping_method_code_key').on(t.tenantId, t.code),
    check('shipping_method_days', sql`${t.minDays} >= 0 and ${t.maxDays} >= coalesce(${t.minDays}, 0)`),
    check('shipping_method_price', sql`${t.price} >= 0`),
  ],
)
