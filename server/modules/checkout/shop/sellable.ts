import type { TenantContext } from '../../../kernel/command/context.ts'
import { type Sql, sql } from '../../../kernel/db/sql.ts'

/** Whether the product with this alias can be bought in the shop: published, finished, with a price in the workshop's currency. */
export const sellableSql = (ctx: TenantContext, alias: 'p' | 'v'): Sql =>
  sql`${sql.trusted(alias)}.published and ${orderableSql(ctx, alias)}`

/** Whether somebody of the workshop may sell it: what the shop sells, published or not. */
export const orderableSql = (ctx: TenantContext, alias: 'p' | 'v'): Sql => {
  const product = sql.trusted(alias)
  return sql`${product}.kind = 'finished' and ${product}.price is not null
    and ${product}.currency = ${ctx.tenant.currency} and ${product}.deleted_at is null`
}

const PHYSICAL = sql.trusted(`('warehouse', 'zone', 'bin')`)

/**
 * How much of a product can be promised, over all places where stock is kept. `product`: an expression for its id. The places are told with
 * `is true` so that no index is tried for them: before PostgreSQL has statistics of a shop it would expect ten of them, and read all levels
 * of the workshop for each product instead of those of the product.
 */
export const availableSql = (ctx: TenantContext, product: Sql): Sql => sql`
  coalesce((
    select sum(greatest(s.on_hand - s.reserved, 0)) from stock_level s
    where s.tenant_id = ${ctx.tenant.id}::uuid and s.product_id = ${product}
      and (s.location_id = any(array(select c.id from location c where c.tenant_id = ${ctx.tenant.id}::uuid and c.kind in ${PHYSICAL}))) is true
  ), 0)`

/** Whether the workshop promises what it has not got yet: a place where stock may fall below zero. */
export const backorderSql = (ctx: TenantContext): Sql => sql`
  exists (
    select from location c where c.tenant_id = ${ctx.tenant.id}::uuid and c.kind in ${PHYSICAL} and c.allow_negative and c.deleted_at is null
  )`

/** The first picture of a product as `{"f": file, "a": alt, "t": Thai alt}`, or null. */
export const pictureSql = (ctx: TenantContext, product: Sql): Sql => sql`
  (select jsonb_build_object('f', i.file_id, 'a', i.alt, 't', i.alt_th) from product_image i
    where i.tenant_id = ${ctx.tenant.id}::uuid and i.product_id = ${product} order by i.position limit 1)`
