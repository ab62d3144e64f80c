import { z } from 'zod'
import type { TenantContext } from '../../../kernel/command/context.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { id, line } from '../../../kernel/wire.ts'
import { fail } from '../errors.ts'
import { takeFree } from './allocate.ts'
import { type ChangedSerial, changeState } from './change-state.ts'
import { SERIAL_STATES, type SerialState } from './serial.ts'
import { sourcesOf } from './states.ts'

/** What a person says who stops a piece: which, and why. */
export const stopInput = z.object({ id, reason: line(500) })
export const stopOutput = z.object({ id, serial: z.string(), state: z.enum(SERIAL_STATES) })
export const STOP_ERRORS = ['serials.wrong_state', 'serials.in_ticket', 'serials.set_aside'] as const

/** States that a person can stop a piece in: what is void or scrapped stays so. */
export const stoppableFrom = (to: SerialState): SerialState[] =>
  sourcesOf(to).filter((from) => from !== 'void' && from !== 'scrapped')

/** Whether a piece is still on its way through a job ticket, which then decides what becomes of it. */
export const isOnTicket = (piece: { ticketId: string | null; from: SerialState }): boolean =>
  piece.ticketId !== null && (piece.from === 'issued' || piece.from === 'in_production')

/**
 * Takes a piece out of its way by a person's decision. One that was set aside for an order is replaced by another free
 * piece, so that the order can still be shipped.
 *
 * @throws Problem `serials.wrong_state`, `serials.in_ticket`, `serials.set_aside` (no other piece is free)
 */
export async function stopPiece(
  ctx: TenantContext,
  input: { id: string; reason: string },
  to: SerialState,
): Promise<z.output<typeof stopOutput>> {
  const [piece] = await changeState(ctx, {
    ids: [input.id],
    from: stoppableFrom(to),
    to,
    reason: input.reason,
  })
  if ((to === 'void' || to === 'scrapped') && isOnTicket(piece!))
    throw fail('serials.in_ticket', { serial: piece!.human })
  if (piece!.from === 'in_stock' && piece!.orderLineId !== null) await replaceInOrder(ctx, piece!)
  ctx.audit({
    entity: 'serial',
    id: input.id,
    label: piece!.human,
    changes: { state: { from: piece!.from, to }, reason: input.reason },
  })
  return { id: input.id, serial: piece!.human, state: to }
}

async function replaceInOrder(ctx: TenantContext, piece: ChangedSerial): Promise<void> {
  const { productId, orderLineId } = piece
  const replacement = await takeFree(ctx, { productId, orderLineId: orderLineId!, quantity: 1 })
  if (replacement.length === 0) throw fail('serials.set_aside', { serial: piece.human })
  await ctx.tx.run(
    sql`update serial set order_line_id = null where tenant_id = ${ctx.tenant.id}::uuid and id = ${piece.id}::uuid`,
  )
}
