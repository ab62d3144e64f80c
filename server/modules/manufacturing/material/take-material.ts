import { newId } from '../../../../shared/ids.ts'
import type { TenantContext } from '../../../kernel/command/context.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { move, PLACES, releaseReservations, reserve } from '../../inventory/index.ts'
import { decimalText, least, millionths, times } from '../quantity.ts'
import type { LoadedToken } from '../token/load-token.ts'
import { type Need, ticketSource } from './reserve-material.ts'

/** A quantity of a material's lot that went into production. Quantity in millionths, value in minor units. */
export interface Taken {
  readonly moveId: string
  readonly productId: string
  readonly lotId: string
  readonly quantity: bigint
  readonly valueMinor: bigint
  readonly account: StockAccount
}

/** Which account holds stock of a kind of product, as inventory posts it when it comes in. */
export type StockAccount = 'finished_goods' | 'raw_material'
export const stockAccount = (kind: string): StockAccount =>
  kind === 'finished' ? 'finished_goods' : 'raw_material'

interface PromiseRow {
  product_id: string
  sku: string
  kind: string
  quantity_per_piece: string
  location_id: string | null
  lot_id: string | null
  quantity: string | null
}

interface Promised {
  readonly productId: string
  readonly locationId: string
  readonly lotId: string
  readonly quantity: bigint
}

/**
 * Takes the material of `pieces` from stock into production: what is promised to the ticket first, the oldest lot first,
 * then what is free. What the ticket still needs stays promised. At the moving average.
 *
 * Between looking at the ticket's reservations and taking them nothing can change: only who holds the ticket's lock
 * touches them.
 *
 * @param pieces in millionths; `stillWanted`: pieces that are to be made after these
 * @throws Problem `stock.short` with the material
 */
export async function takeMaterial(
  ctx: TenantContext,
  token: LoadedToken,
  pieces: bigint,
  stillWanted: bigint,
): Promise<Taken[]> {
  const source = ticketSource(token.ticket.id)
  let rows = await promises(ctx, token.ticket.id)
  const materials = [...new Map(rows.map((row) => [row.product_id, row])).values()]
  if (materials.length === 0) return []
  const needs = materials.map((row) => ({
    productId: row.product_id,
    sku: row.sku,
    quantity: times(millionths(row.quantity_per_piece), pieces),
  }))
  const missing = needs.flatMap((need) => {
    const short = need.quantity - sum(promisedOf(rows, need.productId))
    return short > 0n ? [{ productId: need.productId, quantity: decimalText(short) }] : []
  })
  if (missing.length > 0) {
    await reserve(ctx, missing, source)
    rows = await promises(ctx, token.ticket.id)
  }
  const picks = needs.flatMap((need) => pick(promisedOf(rows, need.productId), need))
  const kept = materials.flatMap((row, i) => {
    const left = sum(promisedOf(rows, row.product_id)) - needs[i]!.quantity
    const wanted = times(millionths(row.quantity_per_piece), stillWanted)
    const quantity = least(left, wanted)
    return quantity > 0n ? [{ productId: row.product_id, quantity: decimalText(quantity) }] : []
  })
  const [, moved] = await Promise.all([
    releaseReservations(ctx, source),
    move(
      ctx,
      picks.map((one) => ({
        productId: one.productId,
        lotId: one.lotId,
        from: one.locationId,
        to: PLACES.PRODUCTION,
        quantity: decimalText(one.quantity),
        kind: 'issue',
      })),
      { entity: 'work_token', id: token.id },
    ),
    reserve(ctx, kept, source),
  ])
  return picks.map((one, i) => ({
    moveId: moved[i]!.id,
    productId: one.productId,
    lotId: one.lotId,
    quantity: one.quantity,
    valueMinor: moved[i]!.valueMinor,
    account: stockAccount(materials.find((row) => row.product_id === one.productId)!.kind),
  }))
}

/**
 * The ticket's materials with what is promised of each, the oldest lot first. It locks the stock of them all, in the order
 * in which everybody locks stock: several statements follow that would otherwise lock some of it in orders of their own.
 */
const promises = (ctx: TenantContext, ticketId: string): Promise<PromiseRow[]> => {
  const tenant = sql`${ctx.tenant.id}::uuid`
  return ctx.tx.rows<PromiseRow>(sql`
    with locked as materialized (
      select l.id
      from ticket_material m
        join stock_level l on l.tenant_id = ${tenant} and l.product_id = m.product_id
        join location o on o.tenant_id = ${tenant} and o.id = l.location_id and o.kind in ('warehouse', 'zone', 'bin')
      where m.tenant_id = ${tenant} and m.ticket_id = ${ticketId}::uuid and l.on_hand <> 0
      order by l.product_id, l.location_id, l.lot_id
      for update of l
    )
    select m.product_id, p.sku, p.kind, m.quantity_per_piece, r.location_id, r.lot_id, r.quantity
    from ticket_material m
      join product p on p.tenant_id = ${tenant} and p.id = m.product_id
      left join stock_reservation r on r.tenant_id = ${tenant} and r.source_entity = 'job_ticket' and r.source_id = m.ticket_id
        and r.product_id = m.product_id and r.state = 'open'
      left join lot b on b.tenant_id = ${tenant} and b.id = r.lot_id
      cross join (select count(*) from locked) once
    where m.tenant_id = ${tenant} and m.ticket_id = ${ticketId}::uuid
    order by m.line_no, b.received_on, r.lot_id, r.location_id, r.id`)
}

const promisedOf = (rows: readonly PromiseRow[], productId: string): Promised[] =>
  rows.flatMap((row) =>
    row.product_id === productId && row.location_id !== null
      ? [
          {
            productId,
            locationId: row.location_id,
            lotId: row.lot_id!,
            quantity: millionths(row.quantity!),
          },
        ]
      : [],
  )

const sum = (promised: readonly Promised[]): bigint =>
  promised.reduce((total, one) => total + one.quantity, 0n)

/** Takes a need from what is promised, in its order. */
function pick(promised: readonly Promised[], need: Need): Promised[] {
  const picks: Promised[] = []
  let open = need.quantity
  for (const one of promised) {
    if (open === 0n) break
    const quantity = least(one.quantity, open)
    picks.push({ ...one, quantity })
    open -= quantity
  }
  return picks
}

/**
 * Writes which lot went into which piece, the edges of the genealogy, and what the ticket has consumed, in one statement.
 * The pieces of a batch take the lots one after another, as they were taken from stock.
 */
export async function writeGenealogy(
  ctx: TenantContext,
  token: LoadedToken,
  serialIds: readonly string[],
  taken: readonly Taken[],
): Promise<void> {
  if (taken.length === 0) return
  const nowMs = ctx.now.getTime()
  const tenant = sql`${ctx.tenant.id}::uuid`
  const edges: Edge[] =
    serialIds.length > 1
      ? spread(serialIds, taken)
      : taken.map((one) => ({ ...one, serialId: serialIds[0] ?? null }))
  await ctx.tx.run(sql`
    with edge as materialized (
      select * from unnest(${edges.map(() => newId(nowMs))}::uuid[], ${edges.map((e) => e.serialId)}::uuid[],
        ${edges.map((e) => e.productId)}::uuid[], ${edges.map((e) => e.lotId)}::uuid[],
        ${edges.map((e) => decimalText(e.quantity))}::numeric[], ${edges.map((e) => e.moveId)}::uuid[])
        as e(id, serial_id, product_id, lot_id, quantity, move_id)
    ), written as (
      insert into token_material (tenant_id, id, token_id, serial_id, product_id, lot_id, quantity, move_id, at)
      select ${tenant}, e.id, ${token.id}::uuid, e.serial_id, e.product_id, e.lot_id, e.quantity, e.move_id, ${ctx.now}::timestamptz
      from edge e
    )
    update ticket_material m set quantity_consumed = m.quantity_consumed + u.quantity
    from (select product_id, sum(quantity) as quantity from edge group by product_id) u
    where m.tenant_id = ${tenant} and m.ticket_id = ${token.ticket.id}::uuid and m.product_id = u.product_id`)
}

type Edge = Taken & { serialId: string | null }

/** Shares out each material over pieces in their order: the first pieces get the oldest lot. */
export function spread(serialIds: readonly string[], taken: readonly Taken[]): Edge[] {
  const edges: Edge[] = []
  const pieces = BigInt(serialIds.length)
  for (const productId of new Set(taken.map((one) => one.productId))) {
    const lots = taken.filter((one) => one.productId === productId)
    const total = lots.reduce((all, one) => all + one.quantity, 0n)
    let lot = 0
    let lotEnd = lots[0]!.quantity
    let at = 0n
    for (const [i, serialId] of serialIds.entries()) {
      const until = (total * BigInt(i + 1)) / pieces
      while (at < until) {
        const next = least(lotEnd, until)
        if (next > at) edges.push({ ...lots[lot]!, serialId, quantity: next - at })
        at = next
        if (at === lotEnd && at < total) lotEnd += lots[++lot]!.quantity
      }
    }
  }
  return edges
}
