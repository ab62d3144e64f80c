import type { TenantContext } from '../../../kernel/command/context.ts'
import { type Sql, sql } from '../../../kernel/db/sql.ts'
import { trimDecimal } from '../../../kernel/resource/field.ts'
import { fail } from '../errors.ts'
import { newIdSql } from '../places.ts'
import { valuationSql } from './valuation.ts'

/** What made stock move or promised it: an order, a ticket, a receipt. */
export interface Source {
  entity: string
  id: string
}

/** A move as it was written. `quantity` without idle zeros; `valueMinor` in minor units of the workshop's currency. */
export interface Moved {
  id: string
  productId: string
  quantity: string
  valueMinor: bigint
}

type Problem = 'location' | 'lot' | 'product' | 'serials'

interface ResultRow {
  ord: bigint | null
  id: string | null
  product_id: string | null
  quantity: string | null
  value_minor: bigint | null
  problem: Problem | 'short' | null
  label: string | null
  detail: string | null
  wanted: string | null
}

/**
 * Writes moves with their levels and values in one statement. `head` is the CTEs before: `m (ord, id, product_id, lot_id,
 * serial_id, from_id, to_id, from_physical, to_physical, from_negative, to_negative, quantity, given_minor, kind, reason,
 * unreserve)`, one row for each move, and `wrong (problem, label, detail)`, whose rows refuse all of them.
 *
 * How it stays right at READ COMMITTED, where the whole statement sees the snapshot of its beginning: existing levels
 * are locked in the order product, location, lot, and FOR UPDATE gives them as they are once the lock is held; everything is
 * decided on those rows. The update that follows writes whole values taken from the locked rows: PostgreSQL tries the checks on
 * the version of the snapshot first, and `on_hand = on_hand - 1` of a version that is long gone would be refused by them. A
 * level that the snapshot does not have is inserted, and added to if somebody else was faster. Only then the values are
 * locked, by product, and written in the same way.
 *
 * @throws Problem `stock.short`, `inventory.location_unknown`, `inventory.lot_unknown`, `inventory.product_unknown`,
 *   `inventory.serials_do_not_match`; nothing is written then
 */
export async function writeMovement(
  ctx: TenantContext,
  head: Sql,
  source: Source | undefined,
): Promise<Moved[]> {
  const rows = await ctx.tx.rows<ResultRow>(sql`with ${head},
    ${levelsSql(ctx)},
    gate as materialized (
      select (select count(*) from updated) + (select count(*) from inserted) as levels from allowed
    ),
    ${valuationSql(ctx)},
    facts as (
      insert into stock_move (tenant_id, id, at, kind, product_id, lot_id, serial_id, from_location_id, to_location_id, quantity,
        value_minor, reason, source_entity, source_id, actor_id)
      select ${ctx.tenant.id}::uuid, m.id, ${ctx.now}::timestamptz, m.kind, m.product_id, m.lot_id, m.serial_id, m.from_id, m.to_id,
        m.quantity, v.value_minor, m.reason, ${source?.entity ?? null}::text, ${source?.id ?? null}::uuid, ${ctx.principal.id}::text
      from m join valued v on v.ord = m.ord
    )
    select m.ord, m.id, m.product_id, m.quantity, v.value_minor,
      null::text as problem, null::text as label, null::text as detail, null::numeric as wanted
    from m join valued v on v.ord = m.ord
    union all
    select null, null, s.product_id, s.available, null, 'short', p.sku, null, s.wanted
    from short s left join product p on p.tenant_id = ${ctx.tenant.id}::uuid and p.id = s.product_id
    union all
    select null, null, null, null, null, w.problem, w.label, w.detail, null from wrong w`)
  refuseProblems(rows)
  return rows
    .sort((a, b) => Number(a.ord! - b.ord!))
    .map((row) => ({
      id: row.id!,
      productId: row.product_id!,
      quantity: trimDecimal(row.quantity!),
      valueMinor: row.value_minor!,
    }))
}

/** CTEs that bring the levels along: `delta`, `locked`, `short`, `allowed` (one row unless refused), `updated`, `inserted`. */
function levelsSql(ctx: TenantContext): Sql {
  const tenant = sql`${ctx.tenant.id}::uuid`
  return sql`
    delta as materialized (
      select product_id, location_id, lot_id, bool_or(allow_negative) as allow_negative,
        sum(on_hand) as on_hand, sum(reserved) as reserved
      from (
        select product_id, from_id as location_id, lot_id, from_negative as allow_negative, -quantity as on_hand, -unreserve as reserved from m
        union all
        select product_id, to_id, lot_id, to_negative, quantity, 0 from m
      ) ends
      group by product_id, location_id, lot_id
    ),
    locked as materialized (
      select l.id, l.product_id, l.location_id, l.lot_id, l.on_hand, l.reserved, l.allow_negative
      from delta d join stock_level l on l.tenant_id = ${tenant}
        and l.product_id = d.product_id and l.location_id = d.location_id and l.lot_id = d.lot_id
      order by l.product_id, l.location_id, l.lot_id
      for update of l
    ),
    change as materialized (
      select d.product_id, d.location_id, d.lot_id, d.on_hand, d.reserved, k.id as level_id,
        coalesce(k.allow_negative, d.allow_negative) as allow_negative,
        coalesce(k.on_hand, 0) as had, coalesce(k.reserved, 0) as promised
      from delta d left join locked k
        on k.product_id = d.product_id and k.location_id = d.location_id and k.lot_id = d.lot_id
    ),
    short as materialized (
      select product_id, sum(had - promised) as available, sum(-on_hand + reserved) as wanted from change
      where not allow_negative and on_hand < reserved and had + on_hand < promised + reserved
      group by product_id
    ),
    allowed as materialized (
      select 1 as yes where not exists (select from short) and not exists (select from wrong)
    ),
    updated as (
      update stock_level l set on_hand = c.had + c.on_hand, reserved = c.promised + c.reserved, allow_negative = c.allow_negative
      from change c cross join allowed
      where l.tenant_id = ${tenant} and l.id = c.level_id
      returning 1
    ),
    inserted as (
      insert into stock_level (tenant_id, id, product_id, location_id, lot_id, on_hand, reserved, allow_negative)
      select ${tenant}, ${newIdSql(ctx, sql`c.product_id, c.location_id, c.lot_id`)}, c.product_id, c.location_id, c.lot_id, c.on_hand, c.reserved, c.allow_negative
      from change c cross join allowed
      where c.level_id is null
      order by c.product_id, c.location_id, c.lot_id
      on conflict (tenant_id, product_id, location_id, lot_id) do update
        set on_hand = stock_level.on_hand + excluded.on_hand, reserved = stock_level.reserved + excluded.reserved
      returning 1
    )`
}

function refuseProblems(rows: readonly ResultRow[]): void {
  const wrong = rows.find((row) => row.problem !== null && row.problem !== 'short')
  if (wrong) throw problemOf(wrong)
  const shorts = rows.filter((row) => row.problem === 'short')
  if (shorts.length > 0) throw shortOf(shorts.map(toShort))
}

function problemOf(row: ResultRow) {
  const label = row.label ?? ''
  switch (row.problem as Problem) {
    case 'location':
      return fail('inventory.location_unknown', { location: label })
    case 'lot':
      return fail('inventory.lot_unknown', { lot: row.detail ?? '', sku: label })
    case 'product':
      return fail('inventory.product_unknown', { product: label })
    case 'serials':
      return fail('inventory.serials_do_not_match', serialsParams(label, row.detail ?? ''))
  }
}

/** `detail` of the problem `serials`: the quantity, a slash, how many serials were given. */
const serialsParams = (sku: string, detail: string) => {
  const [quantity = '', given = ''] = detail.split('/')
  return { sku, quantity: trimDecimal(quantity), given }
}

export interface Short {
  sku: string
  available: string
  wanted: string
}

const toShort = (row: ResultRow): Short => ({
  sku: row.label ?? row.product_id!,
  available: row.quantity!,
  wanted: row.wanted!,
})

/** `stock.short` with the first product in its parameters, and every product among the errors. */
export function shortOf(shorts: readonly Short[]) {
  const sorted = shorts
    .map((short) => ({
      sku: short.sku,
      available: trimDecimal(short.available),
      wanted: trimDecimal(short.wanted),
    }))
    .sort((a, b) => (a.sku < b.sku ? -1 : 1))
  return fail(
    'stock.short',
    { ...sorted[0]! },
    {
      errors: sorted.map((short) => ({
        field: short.sku,
        code: 'stock.short',
        message: `${short.available} available, ${short.wanted} wanted`,
      })),
    },
  )
}
