import { hkdfSync } from 'node:crypto'
import { drizzle } from 'drizzle-orm/node-postgres'
import type { Logger } from 'pino'
import { newId } from '../../../../shared/ids.ts'
import type { Config } from '../../../kernel/config.ts'
import { type Database, isDatabaseError } from '../../../kernel/db/database.ts'
import type { Mailer } from '../../../kernel/kernel.ts'
import type { Secrets } from '../../../kernel/secrets.ts'
import { MAX_PASSWORD_LENGTH, MIN_PASSWORD_LENGTH } from './password.ts'
import { RESET_LINK_MINUTES, sendResetLink } from './reset-link.ts'
import * as tables from './tables.ts'

/** Where better-auth's routes are, on every host. */
export const AUTH_PREFIX = '/api/auth'
/** Without `touchmark.` the names of the cookies are better-auth's own. */
export const COOKIE_PREFIX = 'touchmark'
export const SESSION_COOKIE = `${COOKIE_PREFIX}.session_token`
/** How the address of the client reaches better-auth: set by our page, never taken from outside. */
export const CLIENT_ADDRESS_HEADER = 'x-touchmark-client-address'

/** The tenant whose host was asked, likewise. */
export const TENANT_HEADER = 'x-touchmark-tenant'

const DAY_S = 86_400
/** A session ends this long after it was last prolonged, which happens once a day at most. */
const SESSION_DAYS = 7

export interface AuthParts {
  readonly config: Config
  readonly secrets: Pick<Secrets, 'touchmarkSecret'>
  /** As the role of schema `identity`. */
  readonly database: Database
  readonly log: Logger
  readonly mailer: Mailer | undefined
  /** Where the desk of a person is, in the given workshop if they are in it. */
  deskOrigin(userId: string, tenantId: string | null): Promise<string>
}

/**
 * What went wrong, without the statement and the row: drizzle writes the values of a failed statement into its message,
 * and PostgreSQL the row into its detail; those may be a password's hash or a session's token.
 */
export function withoutValues(error: unknown): unknown {
  const cause =
    error instanceof Error && 'query' in error ? (error.cause ?? new Error('a statement failed')) : error
  if (isDatabaseError(cause)) {
    cause.detail = undefined
    cause.where = undefined
    cause.internalQuery = undefined
  }
  return cause
}

/**
 * Users, passwords, sessions and second factors by better-auth. Loaded at the first use: what never signs anybody in
 * (a command line, most tests) does not wait for it.
 */
export async function createAuth(parts: AuthParts) {
  const { config, secrets, database, log } = parts
  const [{ betterAuth }, { drizzleAdapter }, { twoFactor }] = await Promise.all([
    import('better-auth/minimal'),
    import('better-auth/adapters/drizzle'),
    import('better-auth/plugins/two-factor'),
  ])
  const secret = Buffer.from(
    hkdfSync('sha256', secrets.touchmarkSecret, '', 'touchmark/better-auth', 48),
  ).toString('base64url')
  return betterAuth({
    appName: 'Touchmark',
    baseURL: config.publicUrl,
    basePath: AUTH_PREFIX,
    // With a version, so that a second factor's secret says which key it was encrypted with.
    secrets: [{ version: 1, value: secret }],
    database: drizzleAdapter(drizzle(database.pool), {
      provider: 'pg',
      schema: tables,
      transaction: true,
    }),
    // Our page has checked before that a request comes from a page of the host it goes to; this is the second lock.
    trustedOrigins: (request) => {
      const host = request?.headers.get('host')
      if (!host) return []
      return config.publicScheme === 'https' ? [`https://${host}`] : [`http://${host}`, `https://${host}`]
    },
    emailAndPassword: {
      enabled: true,
      // People are made by sign-up and invitations only.
      disableSignUp: true,
      minPasswordLength: MIN_PASSWORD_LENGTH,
      maxPasswordLength: MAX_PASSWORD_LENGTH,
      resetPasswordTokenExpiresIn: RESET_LINK_MINUTES * 60,
      revokeSessionsOnPasswordReset: true,
      sendResetPassword: async ({ user, token }, request) => {
        const locale = request?.headers.get('accept-language') === 'th' ? 'th' : 'en'
        const tenantId = request?.headers.get(TENANT_HEADER) ?? null
        sendResetLink(parts, user, { tenantId, token, locale })
      },
    },
    session: {
      expiresIn: SESSION_DAYS * DAY_S,
      updateAge: DAY_S,
      additionalFields: { tenantId: { type: 'string', required: false, input: false } },
    },
    databaseHooks: {
      session: {
        create: {
          before: async (session, context) => ({
            data: { ...session, tenantId: context?.headers?.get(TENANT_HEADER) ?? null },
          }),
        },
      },
    },
    user: {
      additionalFields: { role: { type: 'string', required: true, defaultValue: 'user', input: false } },
    },
    verification: { storeIdentifier: 'hashed' },
    plugins: [twoFactor({ issuer: 'Touchmark' })],
    // Ours counts across processes and by account as well: see throttle.ts.
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    advanced: {
      cookiePrefix: COOKIE_PREFIX,
      // `Secure` without the prefix `__Secure-`, so that the cookie has one name everywhere.
      useSecureCookies: false,
      defaultCookieAttributes: {
        httpOnly: true,
        sameSite: 'lax',
        path: '/',
        secure: config.publicScheme === 'https',
      },
      // Left to itself it does not look at origins when NODE_ENV is `test`.
      disableOriginCheck: false,
      disableCSRFCheck: false,
      ipAddress: { ipAddressHeaders: [CLIENT_ADDRESS_HEADER], ipv6Subnet: 128 },
      database: { generateId: () => newId() },
    },
    // Whatever is no refusal comes to us; left to itself it is printed with everything in it.
    onAPIError: { throw: true },
    logger: {
      level: 'warn',
      log: (level, message, ...rest) => {
        const error = withoutValues(rest.find((part) => part instanceof Error))
        log[level === 'error' ? 'warn' : 'debug']({ ...(error ? { err: error } : {}) }, `sign-in: ${message}`)
      },
    },
  })
}

export type Auth = Awaited<ReturnType<typeof createAuth>>
