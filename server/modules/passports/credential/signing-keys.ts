import { createPrivateKey, createPublicKey, hkdfSync, type KeyObject } from 'node:crypto'
import { encodeBase58 } from '../../../../shared/credential/base58.ts'
import { fold } from '../../../../shared/serial/fold.ts'
import type { Kernel } from '../../../kernel/kernel.ts'

/** A workshop's key for credentials. */
export interface SigningKey {
  readonly privateKey: KeyObject
  readonly publicKey: KeyObject
  /** The public key as a Multikey: `z6Mk…`. */
  readonly multibase: string
}

/** Ed25519 in PKCS #8, up to its 32 bytes. */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex')
/** Multicodec of an Ed25519 public key. */
const ED25519_PUBLIC = [0xed, 0x01]

/** By the ring itself: one that has changed is another array. */
const caches = new WeakMap<Kernel['serialKeys'], Map<string, readonly [SigningKey, ...SigningKey[]]>>()

/**
 * The workshop's keys, one for each master key of the ring, the current one first: derived, so that no private key is kept anywhere.
 * A new master key is a new key for what is signed from then on; the older ones stay in the workshop's DID document, and what they
 * signed stays verifiable.
 */
export function signingKeys(kernel: Kernel, tenantCode: string): readonly [SigningKey, ...SigningKey[]] {
  const ring = kernel.serialKeys
  let cache = caches.get(ring)
  if (!cache) {
    cache = new Map()
    caches.set(ring, cache)
  }
  const folded = fold(tenantCode)
  let keys = cache.get(folded)
  if (!keys) {
    const [current, ...older] = ring
    const derive = (master: string) =>
      signingKey(
        Buffer.from(hkdfSync('sha256', Buffer.from(master, 'hex'), '', `touchmark/passport/${folded}`, 32)),
      )
    keys = [derive(current), ...older.map(derive)]
    if (cache.size > 1_000) cache.clear()
    cache.set(folded, keys)
  }
  return keys
}

/** The key pair of a seed of 32 bytes. */
export function signingKey(seed: Uint8Array): SigningKey {
  const privateKey = createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: 'der', type: 'pkcs8' })
  const publicKey = createPublicKey(privateKey)
  const raw = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32)
  return {
    privateKey,
    publicKey,
    multibase: `z${encodeBase58(Uint8Array.from([...ED25519_PUBLIC, ...raw]))}`,
  }
}
