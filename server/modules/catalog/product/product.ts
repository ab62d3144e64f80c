import { sql } from 'drizzle-orm'
import { boolean, check, index, integer, jsonb, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import {
  currency,
  editable,
  quantity,
  rate,
  refersTo,
  searchable,
  tenantTable,
} from '../../../kernel/db/columns.ts'

searchable('product', ['sku', 'name', 'name_th', 'gtin'])

export const PRODUCT_KINDS = ['finished', 'material', 'component', 'service'] as const

/** What the workshop makes, buys, keeps or sells. A variant points to its template and carries its options. */
export const product = tenantTable(
  'product',
  {
    sku: text('sku').notNull(),
    /** The address in the shop. */
    slug: text('slug').notNull(),
    name: text('name').notNull(),
    nameTh: text('name_th'),
    description: text('description'),
    descriptionTh: text('description_th'),
    kind: text('kind', { enum: PRODUCT_KINDS }).notNull(),
    unit: text('unit').notNull(),
    templateId: uuid('template_id'),
    options: jsonb('options').$type<Record<string, string>>().notNull().default({}),
    category: text('category'),
    /** Whether each piece has a serial number of its own. */
    serialised: boolean('serialised').notNull().default(false),
    serialCode: text('serial_code'),
    serialCodeFolded: text('serial_code_folded'),
    line: text('line'),
    /** In the currency beside it, per unit; with or without tax as the workshop prices. */
    price: rate('price'),
    currency: currency().notNull(),
    taxCode: text('tax_code'),
    standardCost: rate('standard_cost'),
    weightG: integer('weight_g'),
    gtin: text('gtin'),
    /** What the maker promises from the day a piece is claimed; null: nothing beyond the law. */
    warrantyMonths: integer('warranty_months'),
    /** When no more than this is left to promise, more is to be made or bought; null: nobody minds. In the unit of the product. */
    reorderPoint: quantity('reorder_point'),
    published: boolean('published').notNull().default(false),
    ...editable,
  },
  (t) => [
    uniqueIndex('product_sku_key').on(t.tenantId, t.sku),
    uniqueIndex('product_slug_key').on(t.tenantId, t.slug),
    uniqueIndex('product_serial_code_key').on(t.tenantId, t.serialCodeFolded),
    uniqueIndex('product_gtin_key').on(t.tenantId, t.gtin),
    index('product_shop_idx').on(t.tenantId, t.published, t.name, t.id),
    index('product_name_idx').on(t.tenantId, t.name, t.id),
    index('product_template_idx').on(t.tenantId, t.templateId),
    index('product_reorder_idx').on(t.tenantId, t.id).where(sql`${t.reorderPoint} is not null`),
    check(
      'product_serialised_has_code',
      sql`not ${t.serialised} or (${t.serialCode} is not null and ${t.line} is not null)`,
    ),
    check('product_warranty_months', sql`${t.warrantyMonths} between 1 and 600`),
    check('product_price_not_negative', sql`${t.price} >= 0`),
    check('product_reorder_not_negative', sql`${t.reorderPoint} >= 0`),
    check('product_cost_not_negative', sql`${t.standardCost} >= 0`),
    refersTo(t.tenantId, t.templateId, () => t),
  ],
)

/** Pictures of a product, in order; the first is the one in lists. */
export const productImage = tenantTable(
  'product_image',
  {
    productId: uuid('product_id').notNull(),
    position: integer('position').notNull(),
    fileId: uuid('file_id').notNull(),
    alt: text('alt'),
    altTh: text('alt_th'),
  },
  (t) => [
    uniqueIndex('product_image_position_key').on(t.tenantId, t.productId, t.position),
    refersTo(t.tenantId, t.productId, () => product),
  ],
)
