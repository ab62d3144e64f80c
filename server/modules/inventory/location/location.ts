import { sql } from 'drizzle-orm'
import { boolean, check, index, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { editable, refersTo, searchable, tenantTable } from '../../../kernel/db/columns.ts'

searchable('location', ['code', 'name', 'name_th'])

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
export type LocationKind = (typeof LOCATION_KINDS)[number]
export const isPhysical = (kind: LocationKind): boolean =>
  (PHYSICAL_KINDS as readonly string[]).includes(kind)

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
  (t) => [
    uniqueIndex('location_code_key').on(t.tenantId, t.code),
    // What a stock level refers to, so that its copy of `allow_negative` can never be another.
    unique('location_allow_negative_key').on(t.tenantId, t.id, t.allowNegative),
    index('location_parent_idx').on(t.tenantId, t.parentId).where(sql`${t.parentId} is not null`),
    check(
      'location_virtual_below_zero',
      sql`${t.allowNegative} or ${t.kind} in ('warehouse', 'zone', 'bin')`,
    ),
    refersTo(t.tenantId, t.parentId, () => t),
  ],
)
