import { bigint, jsonb, uniqueIndex } from 'drizzle-orm/pg-core'
import type { PieceTemplate } from '../../../../shared/labels/piece-fields.ts'
import { moment, tenantTable } from '../../../kernel/db/columns.ts'

/** How the labels of a workshop's pieces look; without a row as everybody's do. */
export const labelTemplate = tenantTable(
  'label_template',
  {
    content: jsonb('content').$type<PieceTemplate>().notNull(),
    /** Tells two editors apart. */
    version: bigint('version', { mode: 'number' }).notNull(),
    updatedAt: moment('updated_at').notNull(),
  },
  (t) => [uniqueIndex('label_template_tenant_key').on(t.tenantId)],
)
