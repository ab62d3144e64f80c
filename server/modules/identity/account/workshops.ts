import { type Config, publicOrigin, tenantOrigin } from '../../../kernel/config.ts'
import type { Database, Tx } from '../../../kernel/db/database.ts'
import { sql } from '../../../kernel/db/sql.ts'

export interface ListedWorkshop {
  id: string
  code: string
  slug: string
  name: string
  status: string
  origin: string
}

/** The workshops of a person, by name. Neither table belongs to a tenant. */
export async function workshopsOf(config: Config, tx: Tx, userId: string): Promise<ListedWorkshop[]> {
  const rows = await tx.rows<Omit<ListedWorkshop, 'origin'>>(
    sql`select t.id, t.code, t.slug, t.name, t.status
        from user_workshop w join tenant t on t.id = w.tenant_id
        where w.user_id = ${userId} order by t.name, t.id`,
  )
  return rows.map((row) => ({ ...row, origin: tenantOrigin(config, row.slug) }))
}

/**
 * Where the desk of a person is: in the preferred workshop if they are in it, else in their first. Always a host of
 * ours: a link with a secret must not lead to a domain that a workshop may point elsewhere tomorrow.
 */
export async function deskOrigin(
  config: Config,
  database: Database,
  userId: string,
  preferredTenantId: string | null,
): Promise<string> {
  const [row] = await database.query<{ slug: string }>(
    sql`select t.slug from user_workshop w join tenant t on t.id = w.tenant_id
        where w.user_id = ${userId} order by (t.id = ${preferredTenantId}::uuid) desc nulls last, t.id limit 1`,
  )
  return row ? tenantOrigin(config, row.slug) : publicOrigin(config, config.baseDomain)
}
