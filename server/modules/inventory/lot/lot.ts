import { date, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { editable, refersTo, searchable, tenantTable } from '../../../kernel/db/columns.ts'
import { product } from '../../catalog/product/product.ts'

searchable('lot', ['code', 'note'])

/** A batch of a material that came together: a hide, a roll. Pieces are traced back to it. */
export const lot = tenantTable(
  'lot',
  {
    productId: uuid('product_id').notNull(),
    code: text('code').notNull(),
    receivedOn: date('received_on'),
    note: text('note'),
    ...editable,
  },
  (t) => [
    uniqueIndex('lot_code_key').on(t.tenantId, t.productId, t.code),
    refersTo(t.tenantId, t.productId, () => product),
  ],
)
