import { compareQuantity } from '../../../../shared/quantity.ts'
import type { TenantContext } from '../../../kernel/command/context.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { PHYSICAL_KINDS } from '../location/location.ts'
import { newIdPrefix, PLACES } from '../places.ts'
import { type Short, type Source, shortOf } from '../stock/movement.ts'

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
  const shorts = await ctx.tx.rows<Short>(sql`
    select sku, available, wanted from reserve_stock(${ctx.tenant.id}::uuid, ${items.map((item) => item.productId)}::uuid[],
      ${items.map((item) => item.quantity)}::numeric[], ${PLACES.WH}, ${[...PHYSICAL_KINDS]}::text[], ${source.entity}, ${source.id}::uuid,
      ${ctx.now}::timestamptz, ${newIdPrefix(ctx)})`)
  if (shorts.length > 0) throw shortOf(shorts)
}
