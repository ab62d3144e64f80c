import { sql } from 'drizzle-orm'
import { check, index, integer, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { moment, refersTo, tenantTable } from '../../../kernel/db/columns.ts'
import { serial } from '../../serials/serial/serial.ts'

/** An authority that may read what is for authorities, of one piece or of all; only the hash of its key is kept. */
export const passportAccess = tenantTable(
  'passport_access',
  {
    /** Whom the key was given to. */
    name: text('name').notNull(),
    /** The one piece that it is for; null for every piece of the workshop. */
    serialId: uuid('serial_id'),
    tokenHash: text('token_hash').notNull(),
    createdAt: moment('created_at').notNull(),
    createdBy: text('created_by').notNull(),
    expiresAt: moment('expires_at').notNull(),
    revokedAt: moment('revoked_at'),
    /** How often and when last something was read with it. */
    uses: integer('uses').notNull().default(0),
    lastUsedAt: moment('last_used_at'),
  },
  (t) => [
    uniqueIndex('passport_access_token_key').on(t.tenantId, t.tokenHash),
    index('passport_access_serial_idx').on(t.tenantId, t.serialId),
    check('passport_access_uses', sql`(${t.uses} = 0) = (${t.lastUsedAt} is null)`),
    refersTo(t.tenantId, t.serialId, () => serial),
  ],
)
