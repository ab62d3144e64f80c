// Server only: uses node:crypto.
import { createHmac, createSecretKey, hkdfSync, type KeyObject, timingSafeEqual } from 'node:crypto'
import { fold } from './fold.ts'

/** The key a tenant's serials are signed with. An opaque object: it cannot end up in a log, and signs faster. */
export type TenantKey = KeyObject

const MASTER_KEY_BYTES = 32

/**
 * A tenant's serial key: HKDF-SHA-256 (RFC 5869) of a master key of the ring, no salt, info
 * `touchmark/serial/` + folded tenant code, 32 bytes. Derive once and keep it for the request.
 *
 * @throws RangeError for a master key shorter than 32 bytes
 */
export function tenantKey(master: Uint8Array, tenantCode: string): TenantKey {
  if (master.byteLength < MASTER_KEY_BYTES) {
    throw new RangeError(`a master key has at least ${MASTER_KEY_BYTES} bytes`)
  }
  const key = hkdfSync('sha256', master, '', `touchmark/serial/${fold(tenantCode)}`, 32)
  return createSecretKey(Buffer.from(key))
}

/** HMAC-SHA-256, 32 bytes. */
export function hmacSha256(key: KeyObject, message: string | Uint8Array): Buffer {
  return createHmac('sha256', key).update(message).digest()
}

/** Compares in a time that does not depend on where two values differ; only their length shows. */
export function equalInConstantTime(a: string | Uint8Array, b: string | Uint8Array): boolean {
  const left = Buffer.from(a)
  const right = Buffer.from(b)
  return left.length === right.length && timingSafeEqual(left, right)
}
