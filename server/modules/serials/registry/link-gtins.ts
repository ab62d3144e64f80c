import { fold } from '../../../../shared/serial/fold.ts'
import type { Tenant } from '../../../kernel/command/context.ts'
import type { Database, Tx } from '../../../kernel/db/database.ts'
import { type Sql, sql } from '../../../kernel/db/sql.ts'
import { on } from '../../../kernel/events/event.ts'
import { schedule } from '../../../kernel/jobs/job.ts'
import type { Kernel } from '../../../kernel/kernel.ts'
import { gtinsChanged } from '../../catalog/index.ts'
import { domainsOf, upsertMaker } from './link.ts'

/** GTINs brought to the registry at once. */
const CHUNK = 1_000

/** A GTIN that a workshop has claimed, as the registry knows it. */
export interface LinkedGtin {
  readonly gtin: string
  readonly version: number
  /** What the public may see of its product; null when it was released. */
  readonly product: object | null
  /** Whose it was before the platform's staff gave it away. */
  readonly former: readonly object[]
}

/** GTINs that a workshop has claimed, in their order. */
export const claimedGtins = (tenantId: string, which: Sql, limit: number): Sql =>
  sql`select c.gtin, c.version::int as version, c.former, case when p.id is not null then jsonb_build_object('sku', p.sku, 'name', p.name,
      'name_th', p.name_th, 'slug', p.slug, 'published', p.published and p.deleted_at is null) end as product
    from gtin_claim c left join product p on p.tenant_id = ${tenantId}::uuid and p.id = c.product_id
    where c.tenant_id = ${tenantId}::uuid and ${which} order by c.gtin limit ${limit}::int`

/** Writes GTINs where their version is higher; with `repair` also the same, with `force` any. */
export const writeGtins = (
  registry: Database,
  tenant: Tenant,
  gtins: readonly LinkedGtin[],
  options: { repair?: boolean; force?: boolean } = {},
): Promise<unknown> =>
  registry.query(
    sql`insert into registry.gtin as g (gtin, maker_folded, product, version, former)
      select c.gtin, case when c.product is not null then ${fold(tenant.code)} end, c.product, c.version, c.former
      from jsonb_to_recordset(${JSON.stringify(gtins)}::jsonb) as c(gtin text, product jsonb, version bigint, former jsonb)
      order by c.gtin
      on conflict (gtin) do update set maker_folded = excluded.maker_folded, product = excluded.product, version = excluded.version,
        former = excluded.former
        where excluded.version > g.version or (${options.repair ?? false}::boolean and excluded.version = g.version)
          or ${options.force ?? false}::boolean`,
  )

/** Brings the workshop's GTINs that changed to the registry. At least once, in any order: the higher version stays. */
export async function linkGtins(kernel: Kernel, tx: Tx, tenant: Tenant): Promise<number> {
  let linked = 0
  for (;;) {
    const changed = await tx.rows<LinkedGtin>(
      claimedGtins(tenant.id, sql`c.version > c.linked_version`, CHUNK),
    )
    if (changed.length === 0) return linked
    await kernel.registry.query(upsertMaker(tenant, await domainsOf(tx, tenant.id)))
    await writeGtins(kernel.registry, tenant, changed)
    await tx.run(
      sql`update gtin_claim c set linked_version = l.version
        from jsonb_to_recordset(${JSON.stringify(changed)}::jsonb) as l(gtin text, version bigint)
        where c.gtin = l.gtin and c.tenant_id = ${tenant.id}::uuid and c.linked_version < l.version`,
    )
    linked += changed.length
  }
}

/** As soon as a product's GTIN or what the public sees of it changed. */
export const gtinsSubscription = on(gtinsChanged, 'serials.link_gtins', async (ctx) => {
  await linkGtins(ctx.kernel, ctx.tx, ctx.tenant)
})

/** Every 5 minutes: what did not reach the registry, whatever became of its job. */
export const gtinsSchedule = schedule({
  name: 'serials.gtins',
  cron: '*/5 * * * *',
  run: async (kernel) => {
    const waiting = await kernel.database.query<{ tenant_id: string }>(
      sql`select distinct tenant_id from gtin_claim where version > linked_version`,
    )
    for (const { tenant_id } of waiting) {
      const tenant = await kernel.tenants.byId(tenant_id)
      if (tenant) await kernel.database.write(tenant.id, (tx) => linkGtins(kernel, tx, tenant))
    }
  },
})
