import { LRUCache } from 'lru-cache'
import type { Tx } from '../../../kernel/db/database.ts'
import { sql } from '../../../kernel/db/sql.ts'
import type { Kernel } from '../../../kernel/kernel.ts'

export interface Brand {
  readonly logoFileId: string | null
  /** `#rrggbb`. */
  readonly accentColour: string | null
  /** Grows with every change; 0 as long as nothing was decided. */
  readonly version: number
}

const NONE: Brand = { logoFileId: null, accentColour: null, version: 0 }
/** A new logo is everywhere within this time. */
const MAX_AGE_MS = 5_000
const caches = new WeakMap<Kernel, LRUCache<string, Brand>>()

export async function readBrand(tx: Tx, tenantId: string): Promise<Brand> {
  const row = await tx.first<{ logo_file_id: string | null; accent_colour: string | null; version: bigint }>(
    sql`select logo_file_id, accent_colour, version from brand where tenant_id = ${tenantId}::uuid`,
  )
  if (!row) return NONE
  return { logoFileId: row.logo_file_id, accentColour: row.accent_colour, version: Number(row.version) }
}

/** For pages, which show it each time: as it was five seconds ago at the most. */
export async function brandOf(kernel: Kernel, tenantId: string): Promise<Brand> {
  let cache = caches.get(kernel)
  if (!cache) {
    cache = new LRUCache({ max: 10_000, ttl: MAX_AGE_MS })
    caches.set(kernel, cache)
  }
  const known = cache.get(tenantId)
  if (known) return known
  const brand = await kernel.database.read(tenantId, (tx) => readBrand(tx, tenantId))
  cache.set(tenantId, brand)
  return brand
}

/** In this process at once. */
export const forgetBrand = (kernel: Kernel, tenantId: string): void => {
  caches.get(kernel)?.delete(tenantId)
}
