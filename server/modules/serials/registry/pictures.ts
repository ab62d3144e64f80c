import { fold } from '../../../../shared/serial/fold.ts'
import type { Tenant, TenantContext } from '../../../kernel/command/context.ts'
import type { Tx } from '../../../kernel/db/database.ts'
import { type Sql, sql } from '../../../kernel/db/sql.ts'
import { onEach } from '../../../kernel/events/event.ts'
import type { Kernel } from '../../../kernel/kernel.ts'
import { picturesChanged } from '../../catalog/index.ts'

/** The first public picture of a product; `file_id` is null without one. */
interface Picture {
  readonly sku: string
  readonly file_id: string | null
  readonly alt: string | null
  readonly alt_th: string | null
}

const picturesOf = (tenant: Tenant, which: Sql): Sql => sql`
  select p.sku, i.file_id, i.alt, i.alt_th from product p
    left join lateral (
      select i.file_id, i.alt, i.alt_th from product_image i
        join stored_file f on f.tenant_id = i.tenant_id and f.id = i.file_id and f.visibility = 'public' and f.deleted_at is null
      where i.tenant_id = p.tenant_id and i.product_id = p.id order by i.position limit 1
    ) i on true
  where p.tenant_id = ${tenant.id}::uuid and ${which}`

/** Writes what the registry has otherwise; gives how many. What it knows under a SKU that is no longer used stays: pieces have it. */
async function write(kernel: Kernel, tenant: Tenant, pictures: readonly Picture[]): Promise<number> {
  const maker = fold(tenant.code)
  const column = (name: keyof Picture) => pictures.map((one) => one[name])
  const [{ changed } = { changed: 0n }] = await kernel.registry.query<{ changed: bigint }>(sql`
    with given as (
      select * from unnest(${column('sku')}::text[], ${column('file_id')}::uuid[], ${column('alt')}::text[], ${column('alt_th')}::text[])
        as g(sku, file_id, alt, alt_th)
    ), gone as (
      delete from registry.product_picture r using given g
      where r.maker_folded = ${maker} and r.sku = g.sku and g.file_id is null returning 1
    ), kept as (
      insert into registry.product_picture as r (maker_folded, sku, file_id, alt, alt_th)
      select ${maker}, g.sku, g.file_id, g.alt, g.alt_th from given g where g.file_id is not null
      on conflict (maker_folded, sku) do update set file_id = excluded.file_id, alt = excluded.alt, alt_th = excluded.alt_th
      where (r.file_id, r.alt, r.alt_th) is distinct from (excluded.file_id, excluded.alt, excluded.alt_th) returning 1
    )
    select (select count(*) from gone) + (select count(*) from kept) as changed`)
  return Number(changed)
}

/** Which of these the registry has otherwise. */
async function othersThere(kernel: Kernel, tenant: Tenant, pictures: readonly Picture[]): Promise<Picture[]> {
  const there = new Map(
    (
      await kernel.registry.query<Picture>(
        sql`select sku, file_id, alt, alt_th from registry.product_picture where maker_folded = ${fold(tenant.code)}`,
      )
    ).map((one) => [one.sku, one]),
  )
  return pictures.filter((one) => {
    const known = there.get(one.sku)
    if (!known) return one.file_id !== null
    return known.file_id !== one.file_id || known.alt !== one.alt || known.alt_th !== one.alt_th
  })
}

/** Compares the pictures of all products with the registry and brings what differs; gives how many. `dryRun` only looks. */
export async function checkPictures(
  kernel: Kernel,
  tx: Tx,
  tenant: Tenant,
  { dryRun }: { dryRun: boolean },
): Promise<number> {
  const pictures = await tx.rows<Picture>(picturesOf(tenant, sql`p.deleted_at is null`))
  const others = await othersThere(kernel, tenant, pictures)
  return dryRun || others.length === 0 ? others.length : await write(kernel, tenant, others)
}

/** As soon as they changed; what gets lost, the check brings. */
export const picturesSubscription = onEach(
  picturesChanged,
  'serials.link_pictures',
  async (ctx: TenantContext, payloads) => {
    const ids = [...new Set(payloads.flatMap(({ productIds }) => productIds))]
    // Locked, so that of two that look at the same product the later one also writes later.
    await ctx.tx.run(sql`select from product where tenant_id = ${ctx.tenant.id}::uuid and id = any(${ids}::uuid[])
      order by id for update`)
    const pictures = await ctx.tx.rows<Picture>(picturesOf(ctx.tenant, sql`p.id = any(${ids}::uuid[])`))
    await write(ctx.kernel, ctx.tenant, pictures)
  },
)
