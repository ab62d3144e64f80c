import { bigint, index, text } from 'drizzle-orm/pg-core'
import { moment, tenantTable } from '../../kernel/db/columns.ts'

/** A file of the workshop: its bytes are in storage under `key`, which begins with the tenant. */
export const storedFile = tenantTable(
  'stored_file',
  {
    key: text('key').notNull(),
    name: text('name').notNull(),
    mediaType: text('media_type').notNull(),
    bytes: bigint('bytes', { mode: 'number' }).notNull(),
    sha256: text('sha256').notNull(),
    entity: text('entity'),
    entityId: text('entity_id'),
    /** Whether anybody may fetch it: a picture in the shop. */
    visibility: text('visibility').notNull(),
    createdBy: text('created_by'),
    createdAt: moment('created_at').notNull(),
    deletedAt: moment('deleted_at'),
  },
  (t) => [index('stored_file_entity_idx').on(t.tenantId, t.entity, t.entityId)],
)
