// Server only: uses node:crypto.
import { createHash, createSecretKey, hash, hkdfSync, type KeyObject, timingSafeEqual } from 'node:crypto'
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

/** A block of SHA-256, to which HMAC fills up its key. */
const BLOCK = 64
/** Longer messages get a place of their own. */
const ROOM = 256

/** The key's two blocks, each with room for what is hashed behind it. */
interface Blocks {
  readonly inner: Buffer
  readonly outer: Buffer
}
/** As out of reach as the keys themselves, and gone with them. */
const blocks = new WeakMap<KeyObject, Blocks>()

function blocksOf(key: KeyObject): Blocks {
  let found = blocks.get(key)
  if (!found) {
    const given = key.export()
    const bytes = given.byteLength > BLOCK ? createHash('sha256').update(given).digest() : given
    found = { inner: Buffer.alloc(BLOCK + ROOM, 0x36), outer: Buffer.alloc(BLOCK + 32, 0x5c) }
    for (const [i, byte] of bytes.entries()) {
      found.inner[i] = byte ^ 0x36
      found.outer[i] = byte ^ 0x5c
    }
    blocks.set(key, found)
  }
  return found
}

/**
 * HMAC-SHA-256 (RFC 2104), 64 hexadecimal digits. Of two hashes in one call each: an `Hmac` of node:crypto costs four times as much,
 * and what it leaves to be collected more than that, where a million serials are made or checked.
 */
export function hmacSha256(key: KeyObject, message: string | Uint8Array): string {
  const { inner, outer } = blocksOf(key)
  const bytes = typeof message === 'string' && message.length <= ROOM / 3 ? message : Buffer.from(message)
  let hashed: Buffer
  if (typeof bytes === 'string') hashed = inner.subarray(0, BLOCK + inner.write(bytes, BLOCK))
  else hashed = Buffer.concat([inner.subarray(0, BLOCK), bytes])
  outer.write(hash('sha256', hashed, 'hex'), BLOCK, 'hex')
  return hash('sha256', outer, 'hex')
}

/** Compares in a time that does not depend on where two values differ; only their length shows. */
export function equalInConstantTime(a: string | Uint8Array, b: string | Uint8Array): boolean {
  const left = Buffer.from(a)
  const right = Buffer.from(b)
  return left.length === right.length && timingSafeEqual(left, right)
}
