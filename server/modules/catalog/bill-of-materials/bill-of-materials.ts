import { sql } from 'drizzle-orm'
import { check, index, integer, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { editable, quantity, refersTo, tenantTable } from '../../../kernel/db/columns.ts'
import { product } from '../product/product.ts'

/** What one unit of a product is made of. A ticket freezes the version it was released with. */
export const billOfMaterials = tenantTable(
  'bill_of_materials',
  {
    productId: uuid('product_id').notNull(),
    version: integer('bom_version').notNull(),
    /** `active` or `retired`; the newest active one is used. */
    state: text('state').notNull().default('active'),
    editVersion: editable.version,
    createdAt: editable.createdAt,
    updatedAt: editable.updatedAt,
    deletedAt: editable.deletedAt,
  },
  (t) => [
    uniqueIndex('bill_of_materials_version_key').on(t.tenantId, t.productId, t.version),
    refersTo(t.tenantId, t.productId, () => product),
  ],
)

/** A component and how much of it one unit takes; `scrapPercent` is added when a ticket reserves material. */
export const bomLine = tenantTable(
  'bom_line',
  {
    bomId: uuid('bom_id').notNull(),
    lineNo: integer('line_no').notNull(),
    componentId: uuid('component_id').notNull(),
    quantity: quantity('quantity').notNull(),
    scrapPercent: quantity('scrap_percent').notNull().default('0'),
    note: text('note'),
  },
  (t) => [
    uniqueIndex('bom_line_no_key').on(t.tenantId, t.bomId, t.lineNo),
    index('bom_line_component_idx').on(t.tenantId, t.componentId),
    check('bom_line_quantity_positive', sql`${t.quantity} > 0`),
    check('bom_line_scrap_percent', sql`${t.scrapPercent} >= 0 and ${t.scrapPercent} < 100`),
    refersTo(t.tenantId, t.bomId, () => billOfMaterials),
    refersTo(t.tenantId, t.componentId, () => product),
  ],
)
