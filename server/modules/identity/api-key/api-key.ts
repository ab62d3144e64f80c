import { text, uniqueIndex } from 'drizzle-orm/pg-core'
import { moment, tenantTable, timestamps } from '../../../kernel/db/columns.ts'

/** A key for programs. Its secret is 256 random bits, so its SHA-256 is enough to keep. */
export const apiKey = tenantTable(
  'api_key',
  {
    name: text('name').notNull(),
    /** The first characters, for a person to tell keys apart. */
    prefix: text('prefix').notNull(),
    hash: text('hash').notNull(),
    scopes: text('scopes').array().notNull(),
    createdBy: text('created_by').notNull(),
    expiresAt: moment('expires_at'),
    revokedAt: moment('revoked_at'),
    ...timestamps,
  },
  (t) => [uniqueIndex('api_key_hash_key').on(t.tenantId, t.hash)],
)
