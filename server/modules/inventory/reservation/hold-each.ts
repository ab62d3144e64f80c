import type { TenantContext } from '../../../kernel/command/context.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { newIdSql, PLACES, physicalSql } from '../places.ts'

/** Locks what there is of products, before anything else of a command that will hold pieces of them. */
export async function lockLevels(ctx: TenantContext, productIds: readonly string[]): Promise<void> {
  if (productIds.length === 0) return
  await ctx.tx.run(sql`
    select from stock_level where tenant_id = ${ctx.tenant.id}::uuid and product_id = any(${productIds}::uuid[])
    order by product_id, location_id, lot_id for update`)
}

/**
 * Promises one of its product to each source, as {@link reserve} would for one after the other, in one statement for any number.
 * Where the books know of no stock, the rest is passed over: gives how many were promised.
 */
export async function reserveEach(
  ctx: TenantContext,
  entity: string,
  wanted: readonly { sourceId: string; productId: string }[],
): Promise<number> {
  if (wanted.length === 0) return 0
  const tenant = sql`${ctx.tenant.id}::uuid`
  const preference = sql`code <> ${PLACES.WH}, code`
  return await ctx.tx.run(sql`
    with wanted as materialized (
      select source_id, product_id, row_number() over (partition by product_id order by source_id) as n
      from unnest(${wanted.map((one) => one.sourceId)}::uuid[], ${wanted.map((one) => one.productId)}::uuid[]) as i (source_id, product_id)
    ),
    locked as materialized (
      select l.id, l.product_id, l.location_id, l.lot_id, greatest(trunc(l.on_hand - l.reserved), 0) as available, p.code
      from (select distinct product_id from wanted) w
        join stock_level l on l.tenant_id = ${tenant} and l.product_id = w.product_id
        join location p on p.tenant_id = ${tenant} and p.id = l.location_id and ${physicalSql('p')}
      where l.on_hand > l.reserved
      order by l.product_id, l.location_id, l.lot_id
      for update of l
    ),
    queue as (
      select k.*, sum(k.available) over (partition by k.product_id order by ${preference}, k.lot_id) as until from locked k
    ),
    granted as materialized (
      select w.source_id, w.product_id, q.id as level_id, q.location_id, q.lot_id
      from wanted w join queue q on q.product_id = w.product_id and w.n > q.until - q.available and w.n <= q.until
    ),
    updated as (
      update stock_level l set reserved = l.reserved + g.quantity
      from (select level_id, count(*) as quantity from granted group by level_id) g
      where l.tenant_id = ${tenant} and l.id = g.level_id
    )
    insert into stock_reservation (tenant_id, id, product_id, location_id, lot_id, quantity, state, source_entity, source_id, created_at)
    select ${tenant}, ${newIdSql(ctx, sql`g.product_id, g.location_id, g.lot_id, g.source_id`)}, g.product_id, g.location_id, g.lot_id, 1,
      'open', ${entity}, g.source_id, ${ctx.now}::timestamptz
    from granted g`)
}

/** Takes back what is still promised to each of the sources, in one statement for any number. */
export async function releaseEach(
  ctx: TenantContext,
  entity: string,
  sourceIds: readonly string[],
): Promise<void> {
  if (sourceIds.length === 0) return
  const tenant = sql`${ctx.tenant.id}::uuid`
  await ctx.tx.run(sql`
    with ended as materialized (
      select r.id, r.product_id, r.location_id, r.lot_id, r.quantity from stock_reservation r
      where r.tenant_id = ${tenant} and r.source_entity = ${entity} and r.source_id = any(${sourceIds}::uuid[]) and r.state = 'open'
      order by r.product_id, r.location_id, r.lot_id, r.id
      for update
    ),
    freed as materialized (
      select product_id, location_id, lot_id, sum(quantity) as quantity from ended group by product_id, location_id, lot_id
    ),
    locked as materialized (
      select l.id, f.quantity
      from freed f join stock_level l on l.tenant_id = ${tenant}
        and l.product_id = f.product_id and l.location_id = f.location_id and l.lot_id = f.lot_id
      order by l.product_id, l.location_id, l.lot_id
      for update of l
    ),
    updated as (
      update stock_level l set reserved = l.reserved - k.quantity from locked k where l.tenant_id = ${tenant} and l.id = k.id
    )
    update stock_reservation r set state = 'released', ended_at = ${ctx.now}::timestamptz
    from ended e where r.tenant_id = ${tenant} and r.id = e.id`)
}
