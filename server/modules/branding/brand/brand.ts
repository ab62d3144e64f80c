import { sql } from 'drizzle-orm'
import { bigint, check, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { moment, tenantTable } from '../../../kernel/db/columns.ts'

/** How a workshop looks to those who buy from it; without a row it has neither logo nor colour. */
export const brand = tenantTable(
  'brand',
  {
    /** A public file of the workshop. */
    logoFileId: uuid('logo_file_id'),
    /** `#rrggbb`. */
    accentColour: text('accent_colour'),
    /** Tells two editors apart. */
    version: bigint('version', { mode: 'number' }).notNull(),
    updatedAt: moment('updated_at').notNull(),
  },
  (t) => [
    uniqueIndex('brand_tenant_key').on(t.tenantId),
    check('brand_accent_colour', sql`${t.accentColour} ~ '^#[0-9a-f]{6}$'`),
  ],
)
