import type { TenantContext } from '../../../kernel/command/context.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { trimDecimal } from '../../../kernel/resource/field.ts'
import { physicalSql } from '../places.ts'

/** How much of a product there is in all physical locations. */
export interface StockOfProduct {
  productId: string
  sku: string
  unit: string
  onHand: string
  /** Promised to orders and tickets. */
  reserved: string
  /** On hand less reserved. */
  available: string
  /** Minor units of the workshop's currency. */
  valueMinor: bigint
}

interface Row {
  id: string
  sku: string
  unit: string
  on_hand: string
  reserved: string
  available: string
  value_minor: bigint
}

/** Quantities of any number of products, in one statement and in the order of the ids; unknown products are left out. */
export async function quantitiesOf(
  ctx: TenantContext,
  productIds: readonly string[],
): Promise<StockOfProduct[]> {
  if (productIds.length === 0) return []
  const tenant = sql`${ctx.tenant.id}::uuid`
  const rows = await ctx.tx.rows<Row>(sql`
    with level as (
      select l.product_id, sum(l.on_hand) as on_hand, sum(l.reserved) as reserved
      from stock_level l join location f on f.tenant_id = ${tenant} and f.id = l.location_id and ${physicalSql('f')}
      where l.tenant_id = ${tenant} and l.product_id = any(${productIds}::uuid[])
      group by l.product_id
    )
    select p.id, p.sku, p.unit, coalesce(l.on_hand, 0) as on_hand, coalesce(l.reserved, 0) as reserved,
      coalesce(l.on_hand - l.reserved, 0) as available, coalesce(v.value_minor, 0) as value_minor
    from unnest(${productIds}::uuid[]) with ordinality as i (id, n)
      join product p on p.tenant_id = ${tenant} and p.id = i.id
      left join level l on l.product_id = p.id
      left join stock_value v on v.tenant_id = ${tenant} and v.product_id = p.id
    order by i.n`)
  return rows.map((row) => ({
    productId: row.id,
    sku: row.sku,
    unit: row.unit,
    onHand: trimDecimal(row.on_hand),
    reserved: trimDecimal(row.reserved),
    available: trimDecimal(row.available),
    valueMinor: row.value_minor,
  }))
}
