import { createHash, randomBytes } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import type { Clock } from '../../../kernel/clock/clock.ts'
import type { Tenant } from '../../../kernel/command/context.ts'
import { Permissions, type Principal } from '../../../kernel/command/principal.ts'
import type { Database } from '../../../kernel/db/database.ts'
import { sql } from '../../../kernel/db/sql.ts'
import type { TenantDirectory } from '../../../kernel/kernel.ts'

/** `tm_` + the workshop's code + `_` + 256 random bits: the code says where to look, the rest is the secret. */
const FORMAT = /^tm_([A-Z0-9]{2,6})_[A-Za-z0-9_-]{43}$/
/** A revoked key works no longer than this on the other processes. */
const MAX_AGE_MS = 5_000

export function newApiKey(tenantCode: string): { key: string; prefix: string; hash: string } {
  const key = `tm_${tenantCode}_${randomBytes(32).toString('base64url')}`
  return { key, prefix: key.slice(0, 4 + tenantCode.length + 5), hash: hashKey(key) }
}

export const hashKey = (key: string): string => createHash('sha256').update(key).digest('base64url')

type Found = { tenant: Tenant; principal: Principal } | undefined

/** Finds the key's tenant and what it may do; `undefined` for unknown, revoked and expired ones alike. */
export function keyAuthenticator(database: Database, tenants: TenantDirectory, clock: Clock) {
  const cache = new LRUCache<string, { found: Found; expiresAt: Date | null }>({
    max: 10_000,
    ttl: MAX_AGE_MS,
  })
  const authenticate = async (key: string): Promise<Found> => {
    const code = FORMAT.exec(key)?.[1]
    if (code === undefined) return undefined
    const hash = hashKey(key)
    const known = cache.get(hash)
    if (known) return known.expiresAt && known.expiresAt <= clock.now() ? undefined : known.found
    const tenant = await tenants.byCode(code)
    if (!tenant) return undefined
    const row = await database.read(tenant.id, (tx) =>
      tx.first<{ id: string; name: string; scopes: string[]; expires_at: Date | null }>(
        sql`select id, name, scopes, expires_at from api_key
            where tenant_id = ${tenant.id}::uuid and hash = ${hash} and revoked_at is null
              and (expires_at is null or expires_at > ${clock.now()}::timestamptz)`,
      ),
    )
    const found: Found = row && {
      tenant,
      principal: { kind: 'api_key', id: row.id, name: row.name, permissions: new Permissions(row.scopes) },
    }
    cache.set(hash, { found, expiresAt: row?.expires_at ?? null })
    return found
  }
  return { authenticate, forget: () => cache.clear() }
}
