import { compareQuantity } from '../../../../shared/quantity.ts'
import type { TenantContext } from '../../../kernel/command/context.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { newIdSql, PLACES, physicalSql } from '../places.ts'
import { type Short, type Source, shortOf } from '../stock/movement.ts'
import { NO_LOT } from '../stock/stock.ts'

export interface Wanted {
  productId: string
  /** Greater than 0, in the product's unit. */
  quantity: string
}

/**
 * Promises stock to a source, all or none, in one statement. The main warehouse is taken first, then the other physical
 * locations in order of their codes, and within a location the oldest lot; one product may be promised from several
 * places. Where a location allows stock below zero, it promises what nobody has.
 *
 * Two reservations of the same product wait for each other at the levels that have something left (locked in the order
 * product, location, lot) and each sees what the one before left over; once nothing is left nobody waits.
 *
 * @throws Problem `stock.short`
 * @throws RangeError for a quantity that is not above 0
 */
export async function reserve(ctx: TenantContext, items: readonly Wanted[], source: Source): Promise<void> {
  if (items.length === 0) return
  for (const item of items) {
    if (compareQuantity(item.quantity, '0') <= 0)
      throw new RangeError('a quantity that is reserved must be above 0')
  }
  const tenant = sql`${ctx.tenant.id}::uuid`
  const preference = sql`code <> ${PLACES.WH}, code`
  const shorts = await ctx.tx.rows<Short>(sql`
    with wanted as materialized (
      select product_id, sum(quantity) as quantity
      from unnest(${items.map((item) => item.productId)}::uuid[], ${items.map((item) => item.quantity)}::numeric[]) as i (product_id, quantity)
      group by product_id
    ),
    locked as materialized (
      select l.id, l.product_id, l.location_id, l.lot_id, l.on_hand, l.reserved, l.allow_negative,
        greatest(l.on_hand - l.reserved, 0) as available, p.code
      from wanted w
        join stock_level l on l.tenant_id = ${tenant} and l.product_id = w.product_id
        join location p on p.tenant_id = ${tenant} and p.id = l.location_id and ${physicalSql('p')}
      where l.on_hand > l.reserved or l.allow_negative
      order by l.product_id, l.location_id, l.lot_id
      for update of l
    ),
    queue as (
      select k.product_id, k.location_id, k.lot_id, k.available, w.quantity as wanted,
        sum(k.available) over (partition by k.product_id order by ${preference}, k.lot_id) - k.available as before
      from locked k join wanted w on w.product_id = k.product_id
    ),
    missing as materialized (
      select w.product_id, w.quantity as wanted, coalesce(f.available, 0) as available
      from wanted w left join (select product_id, sum(available) as available from locked group by product_id) f on f.product_id = w.product_id
      where coalesce(f.available, 0) < w.quantity
    ),
    below_zero as materialized (
      select p.id from location p
      where p.tenant_id = ${tenant} and ${physicalSql('p')} and p.allow_negative and p.deleted_at is null
      order by ${preference} limit 1
    ),
    short as materialized (
      select m.product_id, m.wanted, m.available from missing m where not exists (select from below_zero)
    ),
    granted as materialized (
      select product_id, location_id, lot_id, sum(quantity) as quantity
      from (
        select product_id, location_id, lot_id, least(available, wanted - before) as quantity
        from queue where available > 0 and before < wanted
        union all
        select m.product_id, b.id, ${NO_LOT}::uuid, m.wanted - m.available from missing m cross join below_zero b
      ) g
      where not exists (select from short)
      group by product_id, location_id, lot_id
    ),
    given as materialized (
      select g.product_id, g.location_id, g.lot_id, g.quantity, k.id as level_id, k.on_hand, k.reserved, k.allow_negative
      from granted g left join locked k
        on k.product_id = g.product_id and k.location_id = g.location_id and k.lot_id = g.lot_id
    ),
    updated as (
      update stock_level l set on_hand = g.on_hand, reserved = g.reserved + g.quantity, allow_negative = g.allow_negative
      from given g where l.tenant_id = ${tenant} and l.id = g.level_id
    ),
    inserted as (
      insert into stock_level (tenant_id, id, product_id, location_id, lot_id, on_hand, reserved, allow_negative)
      select ${tenant}, ${newIdSql(ctx, sql`g.product_id, g.location_id, g.lot_id`)}, g.product_id, g.location_id, g.lot_id, 0, g.quantity, true
      from given g where g.level_id is null
      order by g.product_id, g.location_id, g.lot_id
      on conflict (tenant_id, product_id, location_id, lot_id) do update set reserved = stock_level.reserved + excluded.reserved
    ),
    promised as (
      insert into stock_reservation (tenant_id, id, product_id, location_id, lot_id, quantity, state, source_entity, source_id, created_at)
      select ${tenant}, ${newIdSql(ctx, sql`g.product_id, g.location_id, g.lot_id`)}, g.product_id, g.location_id, g.lot_id, g.quantity, 'open', ${source.entity}, ${source.id}::uuid, ${ctx.now}::timestamptz
      from given g
    )
    select coalesce(p.sku, s.product_id::text) as sku, s.available, s.wanted
    from short s left join product p on p.tenant_id = ${tenant} and p.id = s.product_id`)
  if (shorts.length > 0) throw shortOf(shorts)
}
