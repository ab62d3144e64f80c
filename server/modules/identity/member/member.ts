import { index, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { editable, moment, searchable, tenantTable, timestamps } from '../../../kernel/db/columns.ts'

searchable('member', ['name', 'email'])

/** A person in a workshop, with one role. The person signs in once for all workshops; `userId` is that account. */
export const member = tenantTable(
  'member',
  {
    userId: text('user_id').notNull(),
    name: text('name').notNull(),
    email: text('email').notNull(),
    role: text('role').notNull(),
    ...editable,
  },
  (t) => [
    uniqueIndex('member_user_key').on(t.tenantId, t.userId),
    index('member_email_idx').on(t.tenantId, t.email),
  ],
)

/**
 * In which workshops a person is: two ids and nothing else, so that the central host can offer them without looking
 * into any tenant. It has no row-level security, and is written in the transaction that writes `member`; the
 * invariant `membership` compares both.
 */
export const userWorkshop = pgTable(
  'user_workshop',
  {
    userId: text('user_id').notNull(),
    tenantId: uuid('tenant_id').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.userId, t.tenantId] }),
    index('user_workshop_tenant_idx').on(t.tenantId, t.userId),
  ],
)

/** A role that the workshop defined itself, beside the ten that everybody has. */
export const role = tenantTable(
  'role',
  {
    key: text('key').notNull(),
    name: text('name').notNull(),
    permissions: text('permissions').array().notNull(),
    ...editable,
  },
  (t) => [uniqueIndex('role_key_key').on(t.tenantId, t.key)],
)

/** An invitation to a workshop: used once, within its time; only the hash of its token is kept. */
export const invitation = tenantTable(
  'invitation',
  {
    email: text('email').notNull(),
    role: text('role').notNull(),
    tokenHash: text('token_hash').notNull(),
    invitedBy: text('invited_by').notNull(),
    expiresAt: moment('expires_at').notNull(),
    acceptedAt: moment('accepted_at'),
    revokedAt: moment('revoked_at'),
    ...timestamps,
  },
  (t) => [uniqueIndex('invitation_token_key').on(t.tenantId, t.tokenHash)],
)
