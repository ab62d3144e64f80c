import { fail as kernelFail } from '../../../kernel/errors/kernel-errors.ts'
import type { Problem } from '../../../kernel/errors/problem.ts'
import { fail } from '../errors.ts'
import { MAX_PASSWORD_LENGTH, MIN_PASSWORD_LENGTH } from './password.ts'

const weak = () =>
  fail('identity.password_weak', {
    minLength: MIN_PASSWORD_LENGTH,
    maxLength: MAX_PASSWORD_LENGTH,
    minDifferent: 5,
  })
const tooMany = (retryAfterS: number) => () =>
  fail('identity.too_many_attempts', { retryAfterS }, { headers: { 'retry-after': String(retryAfterS) } })

/** What better-auth's codes mean to a person. */
const problems: Readonly<Record<string, () => Problem>> = {
  INVALID_EMAIL_OR_PASSWORD: () => fail('identity.credentials_wrong'),
  INVALID_EMAIL: () => fail('identity.credentials_wrong'),
  INVALID_PASSWORD: () => fail('identity.password_wrong'),
  CREDENTIAL_ACCOUNT_NOT_FOUND: () => fail('identity.password_wrong'),
  PASSWORD_TOO_SHORT: weak,
  PASSWORD_TOO_LONG: weak,
  INVALID_TOKEN: () => fail('identity.link_invalid'),
  USER_NOT_FOUND: () => fail('identity.link_invalid'),
  INVALID_CODE: () => fail('identity.code_wrong'),
  INVALID_BACKUP_CODE: () => fail('identity.code_wrong'),
  TOTP_NOT_ENABLED: () => fail('identity.two_factor_off'),
  BACKUP_CODES_NOT_ENABLED: () => fail('identity.two_factor_off'),
  TWO_FACTOR_NOT_ENABLED: () => fail('identity.two_factor_off'),
  TOTP_ALREADY_ENABLED: () => fail('identity.two_factor_on'),
  INVALID_TWO_FACTOR_COOKIE: () => fail('identity.second_step_expired'),
  TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE: () => fail('identity.second_step_expired'),
  ACCOUNT_TEMPORARILY_LOCKED: tooMany(900),
  UNAUTHORIZED: () => kernelFail('auth.required'),
  INVALID_ORIGIN: () => kernelFail('auth.forbidden', { permission: 'same-origin' }),
  MISSING_OR_NULL_ORIGIN: () => kernelFail('auth.forbidden', { permission: 'same-origin' }),
  CROSS_SITE_NAVIGATION_LOGIN_BLOCKED: () => kernelFail('auth.forbidden', { permission: 'same-origin' }),
}

/** An answer of better-auth that is not a success, as one of ours. */
export function problemOf(status: number, body: unknown): Problem {
  const code = (body as { code?: unknown } | null)?.code
  const known = typeof code === 'string' ? problems[code] : undefined
  if (known) return known()
  if (status === 401) return kernelFail('auth.required')
  if (status === 403) return kernelFail('auth.forbidden', { permission: 'sign-in' })
  if (status === 404) return kernelFail('not_found')
  if (status === 409) return kernelFail('conflict.busy', {}, { headers: { 'retry-after': '1' } })
  if (status < 500) return kernelFail('request.malformed')
  return kernelFail('internal')
}

/** Takes the session's token out of an answer: scripts of a page must not see what the cookie keeps from them. */
export function withoutTokens(body: unknown): unknown {
  if (Array.isArray(body)) return body.map(withoutTokens)
  if (body === null || typeof body !== 'object') return body
  const kept: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(body)) if (name !== 'token') kept[name] = withoutTokens(value)
  return kept
}
