import type { TenantContext } from '../../../kernel/command/context.ts'
import { type Sql, sql } from '../../../kernel/db/sql.ts'
import { lockLevels, releaseEach, reserveEach } from '../../inventory/index.ts'
import { type ChangedSerial, changeState } from './change-state.ts'
import type { Source } from './issue.ts'
import type { SerialState } from './serial.ts'
import { sourcesOf } from './states.ts'

/** States from which a piece can be recalled. */
export const RECALLABLE: readonly SerialState[] = sourcesOf('recalled')

interface Locked {
  id: string
  state: SerialState
}

/**
 * Locks pieces in the order of their ids and gives those that are in one of the states. The stock of their products is locked before,
 * as everywhere.
 */
async function lockPieces(ctx: TenantContext, which: Sql, states: readonly SerialState[]): Promise<Locked[]> {
  const tenant = sql`${ctx.tenant.id}::uuid`
  const products = await ctx.tx.rows<{ product_id: string }>(
    sql`select distinct product_id from serial where tenant_id = ${tenant} and id in (${which}) and state = any(${states}::text[])`,
  )
  await lockLevels(
    ctx,
    products.map((row) => row.product_id),
  )
  const rows = await ctx.tx.rows<Locked>(
    sql`select id, state from serial where tenant_id = ${tenant} and id in (${which}) order by id for update`,
  )
  return rows.filter((row) => states.includes(row.state))
}

/**
 * Recalls every piece of a query of ids that can be recalled, however many, in a handful of statements. What is in stock is held back: a
 * piece that was set aside for an order is replaced where another is free; where none is, it stays with the order, which cannot
 * be shipped with it.
 */
export async function recallPieces(
  ctx: TenantContext,
  which: Sql,
  change: { reason: string; source: Source },
): Promise<ChangedSerial[]> {
  const pieces = await lockPieces(ctx, which, RECALLABLE)
  const changed = await changeState(ctx, {
    ids: pieces.map((piece) => piece.id),
    from: RECALLABLE,
    to: 'recalled',
    ...change,
  })
  const inStock = changed.filter((piece) => piece.from === 'in_stock')
  const promised = inStock.filter((piece) => piece.orderLineId !== null)
  const replaced = await replaceInOrders(
    ctx,
    promised.map((piece) => piece.id),
  )
  await reserveEach(
    ctx,
    'serial',
    inStock
      .filter((piece) => piece.orderLineId === null || replaced.has(piece.id))
      .map((piece) => ({ sourceId: piece.id, productId: piece.productId })),
  )
  return changed
}

/** Tries once more to replace recalled pieces that orders still wait with. Gives how many could be. */
export async function replaceRecalled(ctx: TenantContext, which: Sql): Promise<number> {
  const tenant = sql`${ctx.tenant.id}::uuid`
  const held = sql`
    select s.id from serial s
      join sales_order_line l on l.tenant_id = s.tenant_id and l.id = s.order_line_id
      join sales_order o on o.tenant_id = l.tenant_id and o.id = l.order_id and o.state in ('placed', 'paid')
    where s.tenant_id = ${tenant} and s.id in (${which})`
  const pieces = await lockPieces(ctx, held, ['recalled'])
  const replaced = await replaceInOrders(
    ctx,
    pieces.map((piece) => piece.id),
  )
  const rows = await ctx.tx.rows<{ id: string; product_id: string }>(
    sql`select id, product_id from serial where tenant_id = ${tenant} and id = any(${[...replaced]}::uuid[]) order by id`,
  )
  await reserveEach(
    ctx,
    'serial',
    rows.map((row) => ({ sourceId: row.id, productId: row.product_id })),
  )
  return replaced.size
}

/** Gives the order lines of these pieces other free pieces, the oldest first. Gives the pieces that are free of their order now. */
async function replaceInOrders(ctx: TenantContext, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  const tenant = sql`${ctx.tenant.id}::uuid`
  const rows = await ctx.tx.rows<{ id: string }>(
    sql`with need as materialized (
        select id, product_id, order_line_id, row_number() over (partition by product_id order by order_line_id, id) as n
        from serial where tenant_id = ${tenant} and id = any(${ids}::uuid[])
      ), free as materialized (
        select f.id, c.product_id, row_number() over (partition by c.product_id order by f.id) as n
        from (select product_id, count(*) as wanted from need group by product_id) c
        cross join lateral (
          select id from serial
          where tenant_id = ${tenant} and product_id = c.product_id and state = 'in_stock' and order_line_id is null
          order by id limit c.wanted for update skip locked
        ) f
      ), pair as materialized (
        select need.id, need.order_line_id, free.id as other from need join free on free.product_id = need.product_id and free.n = need.n
      ), given as (
        update serial s set order_line_id = p.order_line_id, updated_at = ${ctx.now}::timestamptz
        from pair p where s.tenant_id = ${tenant} and s.id = p.other
      )
      update serial s set order_line_id = null, updated_at = ${ctx.now}::timestamptz
      from pair p where s.tenant_id = ${tenant} and s.id = p.id returning s.id`,
  )
  return new Set(rows.map((row) => row.id))
}

export interface Returning {
  readonly id: string
  readonly to: SerialState
}

/**
 * Brings recalled pieces back to where they were; those that are not recalled any more are passed over. What was held back is free
 * again, but for what an order waits for. Gives the pieces that went back.
 */
export async function endRecall(
  ctx: TenantContext,
  pieces: readonly Returning[],
  change: { reason: string; source: Source },
): Promise<ChangedSerial[]> {
  const wanted = new Map(pieces.map((piece) => [piece.id, piece.to]))
  const all = [...wanted.keys()]
  const locked = await lockPieces(ctx, sql`select unnest(${all}::uuid[])`, ['recalled'])
  const byState = new Map<SerialState, string[]>()
  for (const { id } of locked) {
    const to = wanted.get(id)!
    const ids = byState.get(to)
    if (ids) ids.push(id)
    else byState.set(to, [id])
  }
  const back = byState.get('in_stock') ?? []
  await releaseEach(ctx, 'serial', back)
  const changed: ChangedSerial[] = []
  for (const [to, ids] of byState)
    changed.push(...(await changeState(ctx, { ids, from: ['recalled'], to, locationCode: null, ...change })))
  await keepOrders(
    ctx,
    changed.filter((piece) => wanted.get(piece.id) === 'in_stock' && piece.orderLineId !== null),
  )
  return changed
}

/** A piece that comes back to stock belongs to no order, but for one that has waited for it. */
async function keepOrders(ctx: TenantContext, pieces: readonly ChangedSerial[]): Promise<void> {
  if (pieces.length === 0) return
  await ctx.tx.run(
    sql`update serial s set order_line_id = p.order_line_id
      from unnest(${pieces.map((piece) => piece.id)}::uuid[], ${pieces.map((piece) => piece.orderLineId)}::uuid[]) as p (id, order_line_id)
      where s.tenant_id = ${ctx.tenant.id}::uuid and s.id = p.id`,
  )
}
