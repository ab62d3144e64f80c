import { boolean, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { editable, refersTo, tenantTable } from '../../../kernel/db/columns.ts'

/** The physical kinds hold stock that counts; the virtual ones are where stock comes from and goes to. */
export const LOCATION_KINDS = [
  'warehouse',
  'zone',
  'bin',
  'supplier',
  'customer',
  'production',
  'loss',
  'opening',
] as const
export const PHYSICAL_KINDS = ['warehouse', 'zone', 'bin'] as const

export const location = tenantTable(
  'location',
  {
    code: text('code').notNull(),
    name: text('name').notNull(),
    nameTh: text('name_th'),
    kind: text('kind', { enum: LOCATION_KINDS }).notNull(),
    parentId: uuid('parent_id'),
    /** Whether the quantity on hand may fall below zero here: the virtual kinds, or where the workshop allows it. */
    allowNegative: boolean('allow_negative').notNull().default(false),
    ...editable,
  },
  (t) => [uniqueIndex('location_code_key').on(t.tenantId, t.code), refersTo(t.tenantId, t.parentId, () => t)],
)
