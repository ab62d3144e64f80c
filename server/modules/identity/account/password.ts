import { fail } from '../errors.ts'

/** What NIST SP 800-63B asks for is length; the rest only keeps out what everybody would try first. */
export const MIN_PASSWORD_LENGTH = 10
export const MAX_PASSWORD_LENGTH = 128
const MIN_DIFFERENT = 5

/** Refuses a password that is too short, too long, of few characters, or made of the e-mail. Throws `identity.password_weak`. */
export function assertStrong(password: string, email = ''): void {
  const length = [...password].length
  const plain = password.toLowerCase()
  const name = email.toLowerCase().split('@')[0] ?? ''
  const strong =
    length >= MIN_PASSWORD_LENGTH &&
    // better-auth counts UTF-16 units.
    password.length <= MAX_PASSWORD_LENGTH &&
    new Set(plain).size >= MIN_DIFFERENT &&
    !(name.length >= 4 && plain.includes(name)) &&
    (email === '' || !plain.includes(email.toLowerCase()))
  if (strong) return
  throw fail(
    'identity.password_weak',
    { minLength: MIN_PASSWORD_LENGTH, maxLength: MAX_PASSWORD_LENGTH, minDifferent: MIN_DIFFERENT },
    { errors: [{ field: 'password', code: 'weak', message: 'too easy to guess' }] },
  )
}
