import { boolean, integer, pgSchema, text, uuid } from 'drizzle-orm/pg-core'
import { moment } from '../../../kernel/db/columns.ts'

/**
 * The tables of better-auth, in a schema and with a database role of their own: the role that serves requests cannot
 * read a password hash, and this one cannot read a tenant's row. They are made by a hand-written migration
 * (`identity_tables`) and are left out of `server/schema.ts`, since no query of ours joins them.
 */
const identity = pgSchema('identity')

const times = {
  createdAt: moment('created_at').notNull(),
  updatedAt: moment('updated_at').notNull(),
}

/** A person who signs in, once for all workshops. */
export const user = identity.table('user', {
  id: uuid('id').primaryKey(),
  name: text('name').notNull(),
  /** In small letters. */
  email: text('email').notNull().unique(),
  emailVerified: boolean('email_verified').notNull(),
  image: text('image'),
  /** `user`, or `platform` for who runs the installation. */
  role: text('role').notNull(),
  twoFactorEnabled: boolean('two_factor_enabled').notNull(),
  ...times,
})

/** A browser that is signed in. The cookie is the token with our signature, so the token alone opens nothing. */
export const session = identity.table('session', {
  id: uuid('id').primaryKey(),
  userId: uuid('user_id').notNull(),
  token: text('token').notNull().unique(),
  /** The tenant on whose host it was made, and is good; null for the central host. */
  tenantId: uuid('tenant_id'),
  expiresAt: moment('expires_at').notNull(),
  ipAddress: text('ip_address'),
  userAgent: text('user_agent'),
  ...times,
})

/** How a person proves who they are: today a password (scrypt); other providers later. */
export const account = identity.table('account', {
  id: uuid('id').primaryKey(),
  userId: uuid('user_id').notNull(),
  accountId: text('account_id').notNull(),
  providerId: text('provider_id').notNull(),
  accessToken: text('access_token'),
  refreshToken: text('refresh_token'),
  idToken: text('id_token'),
  accessTokenExpiresAt: moment('access_token_expires_at'),
  refreshTokenExpiresAt: moment('refresh_token_expires_at'),
  scope: text('scope'),
  password: text('password'),
  ...times,
})

/** What is used once within its time: a second step that is open, a link to set a new password, a trusted browser. */
export const verification = identity.table('verification', {
  id: uuid('id').primaryKey(),
  /** Only its hash. */
  identifier: text('identifier').notNull(),
  value: text('value').notNull(),
  expiresAt: moment('expires_at').notNull(),
  ...times,
})

/** A second factor; the secret and the backup codes are encrypted. */
export const twoFactor = identity.table('two_factor', {
  id: uuid('id').primaryKey(),
  userId: uuid('user_id').notNull(),
  secret: text('secret').notNull(),
  backupCodes: text('backup_codes').notNull(),
  verified: boolean('verified').notNull(),
  failedVerificationCount: integer('failed_verification_count').notNull(),
  lockedUntil: moment('locked_until'),
})
