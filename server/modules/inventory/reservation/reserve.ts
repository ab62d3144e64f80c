import { compareQuantity } from '../../../../shared/quantity.ts'
import type { TenantContext } from '../../../kernel/command/context.ts'
import { type Sql, sql } from '../../../kernel/db/sql.ts'
import { explainConstraint, refusalParams, refuseSql } from '../../../kernel/errors/from-database.ts'
import { PHYSICAL_KINDS } from '../location/location.ts'
import { newIdPrefix, PLACES } from '../places.ts'
import { type Short, type Source, shortOf } from '../stock/movement.ts'

const STOCK_SHORT = 'stock.short'
explainConstraint(STOCK_SHORT, (error) => shortOf(refusalParams(error) as Short[]))

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
 * @throws Problem `stock.short`, with each product that lacks
 * @throws RangeError for a quantity that is not above 0
 */
export async function reserve(ctx: TenantContext, items: readonly Wanted[], source: Source): Promise<void> {
  if (items.length === 0) return
  const shorts = await ctx.tx.rows<Short>(
    sql`select sku, available, wanted from ${reserveSql(ctx, items, source)}`,
  )
  if (shorts.length > 0) throw shortOf(shorts)
}

/** The same at the end of the transaction, which the refusal ends. */
export function reserveLast(ctx: TenantContext, items: readonly Wanted[], source: Source): void {
  if (items.length === 0) return
  const shorts = sql`jsonb_agg(jsonb_build_object('sku', s.sku, 'available', s.available::text, 'wanted', s.wanted::text))`
  ctx.writeLast(
    sql`select ${refuseSql(STOCK_SHORT, shorts)} from ${reserveSql(ctx, items, source)} s having count(*) > 0`,
  )
}

function reserveSql(ctx: TenantContext, items: readonly Wanted[], source: Source): Sql {
  for (const item of items) {
    if (compareQuantity(item.quantity, '0') <= 0)
      throw new RangeError('a quantity that is reserved must be above 0')
  }
  return sql`reserve_stock(${ctx.tenant.id}::uuid, ${items.map((item) => item.productId)}::uuid[],
    ${items.map((item) => item.quantity)}::numeric[], ${PLACES.WH}, ${[...PHYSICAL_KINDS]}::text[], ${source.entity}, ${source.id}::uuid,
    ${ctx.now}::timestamptz, ${newIdPrefix(ctx)})`
}
