import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

const TOKEN_BYTES = 24

/** A secret of 192 random bits that opens a cart, and then its order; in letters that an address can carry. */
export const newToken = (): string => randomBytes(TOKEN_BYTES).toString('base64url')

/** What is kept of a token. */
export const hashToken = (token: string): string => createHash('sha256').update(token).digest('base64url')

/** Whether a token is the one that was hashed; takes the same time wherever they differ. */
export function isToken(token: string | undefined, hash: string): boolean {
  if (token === undefined) return false
  const given = Buffer.from(hashToken(token))
  const kept = Buffer.from(hash)
  return given.length === kept.length && timingSafeEqual(given, kept)
}
