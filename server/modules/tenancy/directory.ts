import { LRUCache } from 'lru-cache'
import { fold } from '../../../shared/serial/fold.ts'
import type { Tenant } from '../../kernel/command/context.ts'
import type { Database, Tx } from '../../kernel/db/database.ts'
import { type Sql, sql } from '../../kernel/db/sql.ts'
import type { Locale } from '../../kernel/errors/problem.ts'
import type { TenantDirectory } from '../../kernel/kernel.ts'

/** How long an answer may be old: a suspended workshop is suspended everywhere within this time. */
const MAX_AGE_MS = 5_000

interface TenantRow {
  id: string
  code: string
  slug: string
  name: string
  time_zone: string
  currency: string
  locale: string
  status: string
}

export const toTenant = (row: TenantRow): Tenant => ({
  id: row.id,
  code: row.code,
  slug: row.slug,
  name: row.name,
  timeZone: row.time_zone,
  currency: row.currency,
  locale: row.locale as Locale,
  status: row.status as Tenant['status'],
})

/** Columns of a tenant as {@link toTenant} reads them. */
export const tenantColumns = sql.trusted(
  't.id, t.code, t.slug, t.name, t.time_zone, t.currency, t.locale, t.status',
)

/** Finds tenants by id, subdomain, code or domain, and remembers the answer for a few seconds. */
export function tenantDirectory(database: Database): TenantDirectory {
  const cache = new LRUCache<string, { tenant: Tenant | undefined }>({ max: 10_000, ttl: MAX_AGE_MS })
  const find = async (key: string, condition: Sql, tx?: Tx): Promise<Tenant | undefined> => {
    const known = cache.get(key)
    if (known) return known.tenant
    const select = sql`select ${tenantColumns} from tenant t where ${condition}`
    const rows = await (tx ? tx.rows<TenantRow>(select) : database.query<TenantRow>(select))
    const tenant = rows[0] && toTenant(rows[0])
    cache.set(key, { tenant })
    return tenant
  }
  return {
    byId: (id, tx) => find(`id:${id}`, sql`t.id = ${id}::uuid`, tx),
    bySlug: (slug) => find(`slug:${slug}`, sql`t.slug = ${slug}`),
    byCode: (code) => find(`code:${code}`, sql`t.code_folded = ${fold(code)}`),
    byDomain: (domain) =>
      find(
        `domain:${domain}`,
        sql`t.id = (select d.tenant_id from tenant_domain d where d.domain = ${domain} and d.verified_at is not null)`,
      ),
    forget: () => cache.clear(),
  }
}
