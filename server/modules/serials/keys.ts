import { LRUCache } from 'lru-cache'
import { fold } from '../../../shared/serial/fold.ts'
import { type TenantKey, tenantKey } from '../../../shared/serial/mint.ts'
import type { Kernel } from '../../kernel/kernel.ts'

const MAX_TENANTS = 10_000
/** By the ring itself: one that has changed is another array, and what was derived from the old one goes with it. */
const caches = new WeakMap<Kernel['serialKeys'], LRUCache<string, readonly [TenantKey, ...TenantKey[]]>>()

/** A workshop's key for every master key of the ring, the current one first. Derived once for each ring of the process. */
export function tenantKeys(kernel: Kernel, tenantCode: string): readonly [TenantKey, ...TenantKey[]] {
  const ring = kernel.serialKeys
  let cache = caches.get(ring)
  if (!cache) {
    cache = new LRUCache({ max: MAX_TENANTS })
    caches.set(ring, cache)
  }
  const folded = fold(tenantCode)
  let keys = cache.get(folded)
  if (!keys) {
    const [current, ...older] = ring
    const derive = (master: string) => tenantKey(Buffer.from(master, 'hex'), folded)
    keys = [derive(current), ...older.map(derive)]
    cache.set(folded, keys)
  }
  return keys
}
