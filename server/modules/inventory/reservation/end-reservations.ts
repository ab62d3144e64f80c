import type { TenantContext } from '../../../kernel/command/context.ts'
import { type Sql, sql } from '../../../kernel/db/sql.ts'
import { newIdSql, type Place, placeKey, placesSql } from '../places.ts'
import { type Moved, type Source, writeMovement } from '../stock/movement.ts'

/**
 * The open reservations of a source, locked: who comes second waits and then finds none. Reservations are locked before
 * levels; nobody locks them the other way round.
 */
const endedSql = (ctx: TenantContext, source: Source): Sql => sql`
    ended as materialized (
      select r.id, r.product_id, r.location_id, r.lot_id, r.quantity from stock_reservation r
      where r.tenant_id = ${ctx.tenant.id}::uuid and r.source_entity = ${source.entity} and r.source_id = ${source.id}::uuid
        and r.state = 'open'
      order by r.product_id, r.location_id, r.lot_id, r.id
      for update
    )`

/** Takes back what is still promised to a source, in one statement. Without open reservations it does nothing. */
export async function releaseReservations(ctx: TenantContext, source: Source): Promise<void> {
  const tenant = sql`${ctx.tenant.id}::uuid`
  await ctx.tx.run(sql`
    with ${endedSql(ctx, source)},
    freed as materialized (
      select product_id, location_id, lot_id, sum(quantity) as quantity from ended group by product_id, location_id, lot_id
    ),
    locked as materialized (
      select l.id, l.on_hand, l.reserved, l.allow_negative, f.quantity
      from freed f join stock_level l on l.tenant_id = ${tenant}
        and l.product_id = f.product_id and l.location_id = f.location_id and l.lot_id = f.lot_id
      order by l.product_id, l.location_id, l.lot_id
      for update of l
    ),
    updated as (
      update stock_level l set on_hand = k.on_hand, reserved = k.reserved - k.quantity, allow_negative = k.allow_negative
      from locked k where l.tenant_id = ${tenant} and l.id = k.id
    )
    update stock_reservation r set state = 'released', ended_at = ${ctx.now}::timestamptz
    from ended e where r.tenant_id = ${tenant} and r.id = e.id`)
}

export interface Consumption {
  /** Where it goes: `CUSTOMER` when it is shipped, `PRODUCTION` when it is worked on. */
  to: Place
  /** As in {@link Move}. */
  kind: string
  /** The pieces, for products with serials: exactly as many as are reserved. */
  serials?: readonly { productId: string; serialId: string }[] | undefined
}

/**
 * Moves what is promised to a source to where it was promised for, in one statement: reserved and on hand go down
 * together, facts are written at the moving average. Answers with the moves in the order product, location, lot; without open
 * reservations there are none.
 *
 * @throws Problem `inventory.serials_do_not_match`, and as {@link writeMovement}
 */
export async function consumeReservations(
  ctx: TenantContext,
  source: Source,
  consumption: Consumption,
): Promise<Moved[]> {
  const { to, kind, serials = [] } = consumption
  const tenant = sql`${ctx.tenant.id}::uuid`
  return await writeMovement(
    ctx,
    sql`
    ${endedSql(ctx, source)},
    serial as materialized (
      select i.product_id, i.serial_id, row_number() over (partition by i.product_id order by i.ord) as n
      from unnest(${serials.map((one) => one.productId)}::uuid[], ${serials.map((one) => one.serialId)}::uuid[])
        with ordinality as i (product_id, serial_id, ord)
    ),
    place as materialized (${placesSql(ctx, [to])}),
    wrong as materialized (
      select 'location' as problem, ${placeKey(to)} as label, null as detail where not exists (select from place where not archived)
      union all
      select 'serials', coalesce(p.sku, s.product_id::text), coalesce(e.quantity, 0)::text || '/' || s.given::text
      from (select product_id, count(*) as given from serial group by product_id) s
        left join (
          select product_id, sum(quantity) as quantity, bool_or(quantity <> trunc(quantity)) as broken from ended group by product_id
        ) e on e.product_id = s.product_id
        left join product p on p.tenant_id = ${tenant} and p.id = s.product_id
      where coalesce(e.quantity, 0) <> s.given or e.broken
    ),
    numbered as (
      select e.*, sum(e.quantity) over (partition by e.product_id order by e.location_id, e.lot_id, e.id) - e.quantity as before from ended e
    ),
    m as materialized (
      select row_number() over (order by e.product_id, e.location_id, e.lot_id, e.id, s.n) as ord, ${newIdSql(ctx, sql`e.product_id, e.location_id, e.lot_id, e.id, s.n`)} as id,
        e.product_id, e.lot_id, s.serial_id, e.location_id as from_id, t.id as to_id,
        true as from_physical, t.physical as to_physical, f.allow_negative as from_negative, t.allow_negative as to_negative,
        case when s.n is null then e.quantity else 1 end as quantity, null::bigint as given_minor,
        ${kind}::text as kind, null::text as reason, case when s.n is null then e.quantity else 1 end as unreserve
      from numbered e
        join location f on f.tenant_id = ${tenant} and f.id = e.location_id
        cross join place t
        left join serial s on s.product_id = e.product_id and s.n > e.before and s.n <= e.before + e.quantity
    ),
    closed as (
      update stock_reservation r set state = 'consumed', ended_at = ${ctx.now}::timestamptz
      from ended e where r.tenant_id = ${tenant} and r.id = e.id and not exists (select from wrong)
    )`,
    source,
  )
}
