import { z } from 'zod'
import type { TenantContext } from '../../../kernel/command/context.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { fail as kernelFail } from '../../../kernel/errors/kernel-errors.ts'
import { id, line } from '../../../kernel/wire.ts'
import { fail } from '../errors.ts'
import { takeFree } from './allocate.ts'
import { type ChangedSerial, changeState } from './change-state.ts'
import { SERIAL_STATES, type SerialState } from './serial.ts'
import { sourcesOf } from './states.ts'
import { STOCK_ERRORS, takeOutOfStock } from './stock-of-piece.ts'

/** What a person says who stops a piece: which, and why. */
export const stopInput = z.object({ id, reason: line(500) })
export const stopOutput = z.object({ id, serial: z.string(), state: z.enum(SERIAL_STATES) })
export const STOP_ERRORS = [
  'serials.wrong_state',
  'serials.in_ticket',
  'serials.set_aside',
  ...STOCK_ERRORS,
] as const

/** Whether a piece is still on its way through a job ticket, which then decides what becomes of it. */
export const isOnTicket = (piece: { ticketId: string | null; state: SerialState }): boolean =>
  piece.ticketId !== null && (piece.state === 'issued' || piece.state === 'in_production')

export interface Piece {
  readonly id: string
  readonly human: string
  readonly state: SerialState
  readonly productId: string
  readonly ticketId: string | null
  readonly locationId: string | null
}

/** A piece as it is, not locked: stock is locked before serials, so what is decided on it is checked again at the end. */
export async function readPiece(ctx: TenantContext, serialId: string): Promise<Piece> {
  const row = await ctx.tx.first<{
    human: string
    state: SerialState
    product_id: string
    ticket_id: string | null
    location_id: string | null
  }>(
    sql`select human, state, product_id, ticket_id, location_id from serial
      where tenant_id = ${ctx.tenant.id}::uuid and id = ${serialId}::uuid`,
  )
  if (!row) throw kernelFail('not_found')
  return {
    id: serialId,
    human: row.human,
    state: row.state,
    productId: row.product_id,
    ticketId: row.ticket_id,
    locationId: row.location_id,
  }
}

/**
 * Takes a piece out of its way by a person's decision, with what that does to stock and books. One that was set aside
 * for an order is replaced by another free piece, so that the order can still be shipped.
 *
 * @throws Problem one of {@link STOP_ERRORS}, `not_found`
 */
export async function stopPiece(
  ctx: TenantContext,
  input: { id: string; reason: string },
  to: SerialState,
): Promise<z.output<typeof stopOutput>> {
  const piece = await readPiece(ctx, input.id)
  if (!sourcesOf(to).includes(piece.state))
    throw fail('serials.wrong_state', { serial: piece.human, state: piece.state })
  if ((to === 'void' || to === 'scrapped') && isOnTicket(piece))
    throw fail('serials.in_ticket', { serial: piece.human })
  if (piece.state === 'recalled' && (await orderWaitingWith(ctx, piece.id)) !== null)
    throw fail('serials.set_aside', { serial: piece.human })
  await takeOutOfStock(ctx, piece, to, input.reason)
  const [changed] = await changeState(ctx, { ids: [input.id], from: [piece.state], to, reason: input.reason })
  if (piece.state === 'in_stock' && changed!.orderLineId !== null) await replaceInOrder(ctx, changed!)
  ctx.audit({
    entity: 'serial',
    id: input.id,
    label: piece.human,
    changes: { state: { from: piece.state, to }, reason: input.reason },
  })
  return { id: input.id, serial: piece.human, state: to }
}

/** The line of an order that has not left yet and waits with this piece, which was recalled while nothing could take its place. */
export async function orderWaitingWith(ctx: TenantContext, serialId: string): Promise<string | null> {
  const row = await ctx.tx.first<{ order_line_id: string }>(
    sql`select s.order_line_id from serial s
      join sales_order_line l on l.tenant_id = s.tenant_id and l.id = s.order_line_id
      join sales_order o on o.tenant_id = l.tenant_id and o.id = l.order_id and o.state in ('placed', 'paid')
      where s.tenant_id = ${ctx.tenant.id}::uuid and s.id = ${serialId}::uuid`,
  )
  return row?.order_line_id ?? null
}

async function replaceInOrder(ctx: TenantContext, piece: ChangedSerial): Promise<void> {
  const { productId, orderLineId } = piece
  const replacement = await takeFree(ctx, { productId, orderLineId: orderLineId!, quantity: 1 })
  if (replacement.length === 0) throw fail('serials.set_aside', { serial: piece.human })
  await ctx.tx.run(
    sql`update serial set order_line_id = null where tenant_id = ${ctx.tenant.id}::uuid and id = ${piece.id}::uuid`,
  )
}
