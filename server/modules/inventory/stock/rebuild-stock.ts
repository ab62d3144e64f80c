import { z } from 'zod'
import { command } from '../../../kernel/command/operation.ts'
import { type Sql, sql } from '../../../kernel/db/sql.ts'
import { newIdSql } from '../places.ts'

/** How many differences are told one by one; the count is always whole. */
const MAX_TOLD = 100

interface Compared {
  what: 'level' | 'value'
  sku: string
  location: string | null
  lot: string | null
  was: string
  should_be: string
  compared: bigint
  wrong: bigint
}

/**
 * What levels and values should be by the facts alone: `should_level` and `should_value`. Written on its own, apart from
 * what keeps the projections, so that one proves the other.
 */
const factsSql = (tenant: Sql): Sql => sql`
  should_level as materialized (
    select product_id, location_id, lot_id, sum(on_hand) as on_hand, sum(reserved) as reserved
    from (
      select product_id, to_location_id as location_id, lot_id, quantity as on_hand, 0 as reserved
        from stock_move where tenant_id = ${tenant}
      union all
      select product_id, from_location_id, lot_id, -quantity, 0 from stock_move where tenant_id = ${tenant}
      union all
      select product_id, location_id, lot_id, 0, quantity
        from stock_reservation where tenant_id = ${tenant} and state = 'open'
      union all
      select product_id, location_id, lot_id, 0, 0 from stock_level where tenant_id = ${tenant}
    ) facts
    group by product_id, location_id, lot_id
  ),
  house as materialized (
    select id from location where tenant_id = ${tenant} and kind = any('{warehouse,zone,bin}')
  ),
  should_value as materialized (
    select product_id, sum(quantity) as quantity, sum(value_minor)::bigint as value_minor
    from (
      select product_id, quantity, value_minor from stock_move
        where tenant_id = ${tenant} and to_location_id in (select id from house) and from_location_id not in (select id from house)
      union all
      select product_id, -quantity, -value_minor from stock_move
        where tenant_id = ${tenant} and from_location_id in (select id from house) and to_location_id not in (select id from house)
      union all
      select product_id, 0, 0 from stock_value where tenant_id = ${tenant}
    ) facts
    group by product_id
  )`

export const rebuildStock = command({
  name: 'inventory.stock.rebuild',
  summary: 'Recompute stock from its moves and open reservations',
  description:
    'Levels and values are computed again from the facts alone and compared with what is kept. They must agree; what does not is corrected, unless it is a dry run.',
  route: 'POST /stock/rebuild',
  input: z.object({ dryRun: z.boolean().default(false) }),
  output: z.object({
    levels: z.number().int().meta({ description: 'How many levels were compared' }),
    values: z.number().int().meta({ description: 'How many products’ values were compared' }),
    wrong: z.number().int().meta({ description: 'How many of both were wrong' }),
    corrected: z.boolean(),
    differences: z
      .array(
        z.object({
          what: z.enum(['level', 'value']),
          sku: z.string(),
          location: z.string().nullable(),
          lot: z.string().nullable(),
          was: z.string().meta({ description: 'on hand / reserved, or quantity / minor units' }),
          is: z.string(),
        }),
      )
      .meta({ description: `The first ${MAX_TOLD}` }),
  }),
  example: { dryRun: true },
  async run(ctx, input) {
    const tenant = sql`${ctx.tenant.id}::uuid`
    // Everybody else waits from here to the commit; the statement after sees all that was done before.
    await ctx.tx.run(sql`
      with l as materialized (
        select id from stock_level where tenant_id = ${tenant} order by product_id, location_id, lot_id for update
      ), n as (select count(*) as levels from l)
      select v.id from stock_value v cross join n where v.tenant_id = ${tenant} order by v.product_id for update of v`)
    const compared = await ctx.tx.rows<Compared>(sql`
      with ${factsSql(tenant)},
      level as (
        select 'level' as what, s.product_id, s.location_id, s.lot_id,
          trim_scale(coalesce(l.on_hand, 0)) || ' / ' || trim_scale(coalesce(l.reserved, 0)) as was,
          trim_scale(s.on_hand) || ' / ' || trim_scale(s.reserved) as should_be
        from should_level s left join stock_level l on l.tenant_id = ${tenant}
          and l.product_id = s.product_id and l.location_id = s.location_id and l.lot_id = s.lot_id
      ),
      value as (
        select 'value', s.product_id, null::uuid, null::uuid,
          trim_scale(coalesce(v.quantity, 0)) || ' / ' || coalesce(v.value_minor, 0),
          trim_scale(s.quantity) || ' / ' || s.value_minor
        from should_value s left join stock_value v on v.tenant_id = ${tenant} and v.product_id = s.product_id
      ),
      both_kinds as (
        select *, count(*) over (partition by what) as compared, count(*) filter (where was <> should_be) over (partition by what) as wrong,
          row_number() over (partition by what order by was = should_be, product_id) as n
        from (select * from level union all select * from value) u
      )
      select c.what, p.sku, f.code as location, b.code as lot, c.was, c.should_be, c.compared, c.wrong
      from both_kinds c join product p on p.tenant_id = ${tenant} and p.id = c.product_id
        left join location f on f.tenant_id = ${tenant} and f.id = c.location_id
        left join lot b on b.tenant_id = ${tenant} and b.id = c.lot_id
      where c.n = 1 or (c.was <> c.should_be and c.n <= ${MAX_TOLD}::int)
      order by c.what, c.n`)
    const of = (what: Compared['what']) => compared.find((row) => row.what === what)
    const wrong = Number((of('level')?.wrong ?? 0n) + (of('value')?.wrong ?? 0n))
    const corrected = wrong > 0 && !input.dryRun
    if (corrected) await correct()
    const differences = compared.filter((row) => row.was !== row.should_be).slice(0, MAX_TOLD)
    ctx.audit({ entity: 'stock', label: 'rebuild', changes: { wrong, corrected } })
    return {
      levels: Number(of('level')?.compared ?? 0n),
      values: Number(of('value')?.compared ?? 0n),
      wrong,
      corrected,
      differences: differences.map(({ compared: _, wrong: __, should_be, ...row }) => ({
        ...row,
        is: should_be,
      })),
    }

    /**
     * Brings what is wrong to what the facts say. A row that came into being meanwhile is not locked: where it differs from
     * this statement's snapshot, somebody moved it since, and it is left alone.
     */
    async function correct(): Promise<void> {
      await ctx.tx.run(sql`
        with ${factsSql(tenant)},
        level_now as materialized (
          select id, on_hand, reserved from stock_level where tenant_id = ${tenant}
          order by product_id, location_id, lot_id for update
        ),
        level_updated as (
          update stock_level l set on_hand = s.on_hand, reserved = s.reserved
          from should_level s
            join stock_level seen on seen.tenant_id = ${tenant} and seen.product_id = s.product_id
              and seen.location_id = s.location_id and seen.lot_id = s.lot_id
            join level_now n on n.id = seen.id and n.on_hand = seen.on_hand and n.reserved = seen.reserved
          where l.tenant_id = ${tenant} and l.id = seen.id and (l.on_hand, l.reserved) is distinct from (s.on_hand, s.reserved)
        ),
        level_inserted as (
          insert into stock_level (tenant_id, id, product_id, location_id, lot_id, on_hand, reserved, allow_negative)
          select ${tenant}, ${newIdSql(ctx, sql`s.product_id, s.location_id, s.lot_id`)}, s.product_id, s.location_id, s.lot_id,
            s.on_hand, s.reserved, f.allow_negative
          from should_level s join location f on f.tenant_id = ${tenant} and f.id = s.location_id
          where not exists (select from stock_level l where l.tenant_id = ${tenant} and l.product_id = s.product_id
            and l.location_id = s.location_id and l.lot_id = s.lot_id)
          on conflict (tenant_id, product_id, location_id, lot_id) do nothing
        ),
        value_now as materialized (
          select id, quantity, value_minor from stock_value where tenant_id = ${tenant} order by product_id for update
        ),
        value_updated as (
          update stock_value v set quantity = s.quantity, value_minor = s.value_minor
          from should_value s
            join stock_value seen on seen.tenant_id = ${tenant} and seen.product_id = s.product_id
            join value_now n on n.id = seen.id and n.quantity = seen.quantity and n.value_minor = seen.value_minor
          where v.tenant_id = ${tenant} and v.id = seen.id
            and (v.quantity, v.value_minor) is distinct from (s.quantity, s.value_minor)
        )
        insert into stock_value (tenant_id, id, product_id, quantity, value_minor)
        select ${tenant}, ${newIdSql(ctx, sql`s.product_id`)}, s.product_id, s.quantity, s.value_minor from should_value s
        where not exists (select from stock_value v where v.tenant_id = ${tenant} and v.product_id = s.product_id)
        on conflict (tenant_id, product_id) do nothing`)
    }
  },
})
