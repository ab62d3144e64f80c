import { z } from 'zod'
import { MAX_PASSWORD_LENGTH } from './password.ts'

/** A route of better-auth that we let through; every other one is 404. */
export interface AuthRoute {
  readonly method: 'GET' | 'POST'
  /** Below `/api/auth`. */
  readonly path: string
  /** Only these fields reach better-auth. */
  readonly body: z.ZodType<Record<string, unknown>>
  /** The field that holds a password to be checked: guesses are throttled. */
  readonly proves?: 'password' | 'currentPassword'
  /** What the tenant's audit log calls it when it succeeded. */
  readonly audit?: string
  /** The new password among the fields. */
  readonly sets?: 'newPassword'
}

const secret = z.string().min(1).max(MAX_PASSWORD_LENGTH)
const code = z.string().trim().min(6).max(32)
const trustDevice = z.boolean().optional()
const email = z.email().max(320)

/** Described for the desk in README.md, "Signing in". */
export const authRoutes: readonly AuthRoute[] = [
  {
    method: 'POST',
    path: '/sign-in/email',
    body: z.object({ email, password: secret, rememberMe: z.boolean().optional() }),
    proves: 'password',
    audit: 'identity.session.sign_in',
  },
  { method: 'POST', path: '/sign-out', body: z.object({}) },
  { method: 'GET', path: '/get-session', body: z.object({}) },
  {
    method: 'POST',
    path: '/change-password',
    // Whoever changes a password wants others out: better-auth would leave that to the client.
    body: z
      .object({ currentPassword: secret, newPassword: z.string().min(1).max(1000) })
      .transform((fields) => ({ ...fields, revokeOtherSessions: true })),
    proves: 'currentPassword',
    sets: 'newPassword',
    audit: 'identity.account.change_password',
  },
  { method: 'POST', path: '/request-password-reset', body: z.object({ email }) },
  {
    method: 'POST',
    path: '/reset-password',
    body: z.object({ token: z.string().min(1).max(200), newPassword: z.string().min(1).max(1000) }),
    sets: 'newPassword',
  },
  {
    method: 'POST',
    path: '/two-factor/enable',
    body: z.object({ password: secret }),
    proves: 'password',
  },
  {
    method: 'POST',
    path: '/two-factor/verify-totp',
    body: z.object({ code, trustDevice }),
    audit: 'identity.session.verify_code',
  },
  {
    method: 'POST',
    path: '/two-factor/verify-backup-code',
    body: z.object({ code, trustDevice }),
    audit: 'identity.session.verify_code',
  },
  {
    method: 'POST',
    path: '/two-factor/generate-backup-codes',
    body: z.object({ password: secret }),
    proves: 'password',
    audit: 'identity.account.new_backup_codes',
  },
  {
    method: 'POST',
    path: '/two-factor/disable',
    body: z.object({ password: secret }),
    proves: 'password',
    audit: 'identity.account.two_factor_off',
  },
]
