import type { TenantContext } from '../../../kernel/command/context.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { reserveEach, shortOf } from '../../inventory/index.ts'
import type { Source } from './issue.ts'
import type { SerialState } from './serial.ts'

export interface OrderSerial {
  readonly id: string
  /** As printed. */
  readonly human: string
  readonly compact: string
  readonly state: SerialState
  readonly productId: string
  readonly orderLineId: string
}

interface Row {
  id: string
  human: string
  compact: string
  state: SerialState
  product_id: string
  order_line_id: string
}

const toOrderSerial = (row: Row): OrderSerial => ({
  id: row.id,
  human: row.human,
  compact: row.compact,
  state: row.state,
  productId: row.product_id,
  orderLineId: row.order_line_id,
})

export interface Allocation {
  readonly orderLineId: string
  readonly productId: string
  /** Whole pieces. */
  readonly quantity: number
  readonly source?: Source | undefined
}

/**
 * Sets the oldest free pieces in stock aside for an order line; they stay in stock until they are sold. Pieces that
 * somebody else is taking right now are passed over, so nobody waits.
 *
 * @throws Problem `stock.short` when there are not enough: nothing is set aside then
 */
export async function allocate(ctx: TenantContext, allocation: Allocation): Promise<OrderSerial[]> {
  const rows = await takeFree(ctx, allocation)
  if (rows.length < allocation.quantity) {
    const { sku } = await ctx.tx.one<{ sku: string }>(
      sql`select sku from product where tenant_id = ${ctx.tenant.id}::uuid and id = ${allocation.productId}::uuid`,
    )
    throw shortOf([{ sku, available: String(rows.length), wanted: String(allocation.quantity) }])
  }
  return rows
}

/** Takes as many free pieces as there are, at most the quantity. */
export async function takeFree(ctx: TenantContext, allocation: Allocation): Promise<OrderSerial[]> {
  if (allocation.quantity === 0) return []
  const rows = await ctx.tx.rows<Row>(
    sql`with free as materialized (
        select id from serial
        where tenant_id = ${ctx.tenant.id}::uuid and product_id = ${allocation.productId}::uuid and state = 'in_stock'
          and order_line_id is null
        order by id limit ${allocation.quantity}::int for update skip locked
      )
      update serial s set order_line_id = ${allocation.orderLineId}::uuid, updated_at = ${ctx.now}::timestamptz
      from free where s.tenant_id = ${ctx.tenant.id}::uuid and s.id = free.id
      returning s.id, s.human, s.compact, s.state, s.product_id, s.order_line_id`,
  )
  return rows.map(toOrderSerial).sort((a, b) => (a.id < b.id ? -1 : 1))
}

/**
 * Frees the pieces that were set aside for these order lines and have not left. One that was recalled while it waited, with no other
 * to take its place, is free of the order as well, and held back by itself. Gives how many.
 */
export async function deallocate(ctx: TenantContext, orderLineIds: readonly string[]): Promise<number> {
  if (orderLineIds.length === 0) return 0
  const freed = await ctx.tx.rows<{ id: string; product_id: string; state: SerialState }>(
    sql`with held as materialized (
        select s.id, s.state from serial s
        where s.tenant_id = ${ctx.tenant.id}::uuid and s.order_line_id = any(${orderLineIds}::uuid[])
          and s.state in ('in_stock', 'recalled')
        order by s.id for update
      )
      update serial s set order_line_id = null, updated_at = ${ctx.now}::timestamptz
      from held where s.tenant_id = ${ctx.tenant.id}::uuid and s.id = held.id returning s.id, s.product_id, s.state`,
  )
  await reserveEach(
    ctx,
    'serial',
    freed
      .filter((piece) => piece.state === 'recalled')
      .map((piece) => ({ sourceId: piece.id, productId: piece.product_id })),
  )
  return freed.length
}

/** The pieces that belong to order lines, in the order of their ids. */
export async function serialsOfOrder(
  ctx: TenantContext,
  orderLineIds: readonly string[],
): Promise<OrderSerial[]> {
  if (orderLineIds.length === 0) return []
  const rows = await ctx.tx.rows<Row>(
    sql`select id, human, compact, state, product_id, order_line_id from serial
      where tenant_id = ${ctx.tenant.id}::uuid and order_line_id = any(${orderLineIds}::uuid[]) order by id`,
  )
  return rows.map(toOrderSerial)
}
