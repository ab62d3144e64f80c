import { LRUCache } from 'lru-cache'
import { fold } from '../../../shared/serial/fold.ts'
import { type TenantKey, tenantKey } from '../../../shared/serial/mint.ts'
import type { Kernel } from '../../kernel/kernel.ts'

const MAX_TENANTS = 10_000
const caches = new WeakMap<Kernel, LRUCache<string, readonly [TenantKey, ...TenantKey[]]>>()

/** A workshop's key for every master key of the ring, the current one first. Derived once per process. */
export function tenantKeys(kernel: Kernel, tenantCode: string): readonly [TenantKey, ...TenantKey[]] {
  let cache = caches.get(kernel)
  if (!cache) {
    cache = new LRUCache({ max: MAX_TENANTS })
    caches.set(kernel, cache)
  }
  const folded = fold(tenantCode)
  let keys = cache.get(folded)
  if (!keys) {
    const [current, ...older] = kernel.serialKeys
    const derive = (master: string) => tenantKey(Buffer.from(master, 'hex'), folded)
    keys = [derive(current), ...older.map(derive)]
    cache.set(folded, keys)
  }
  return keys
}
