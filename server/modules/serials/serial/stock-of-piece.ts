import type { TenantContext } from '../../../kernel/command/context.ts'
import { Problem } from '../../../kernel/errors/problem.ts'
import { POSTING_ERRORS, post } from '../../accounting/index.ts'
import {
  consumeReservations,
  MOVE_ERRORS,
  move,
  PLACES,
  placesOfPieces,
  releaseReservations,
  reserve,
} from '../../inventory/index.ts'
import type { SerialState } from './serial.ts'

/** What {@link takeOutOfStock} and {@link bringBackToStock} may refuse with. */
export const STOCK_ERRORS = [...MOVE_ERRORS, 'inventory.serials_do_not_match', ...POSTING_ERRORS] as const

interface Piece {
  readonly id: string
  readonly human: string
  readonly productId: string
  readonly state: SerialState
  readonly locationId: string | null
}

/** States of a piece that is kept in the warehouse, but not for sale. */
const isHeld = (state: SerialState): boolean => state === 'quarantined' || state === 'recalled'
/** States of a piece that is no longer there. */
const isGone = (state: SerialState): boolean => state === 'scrapped' || state === 'stolen' || state === 'void'

const sourceOf = (piece: Piece) => ({ entity: 'serial', id: piece.id })

/**
 * What a person's decision about a piece does to the stock and the books: one that is held is still on hand, but promised
 * to nobody else; one that is gone leaves the stock as a loss at its moving average.
 */
export async function takeOutOfStock(
  ctx: TenantContext,
  piece: Piece,
  to: SerialState,
  reason: string,
): Promise<void> {
  if (piece.state === 'in_stock' && isHeld(to)) await hold(ctx, piece)
  if (!isGone(to)) return
  const kind = to === 'stolen' ? 'theft' : 'scrap'
  // The piece's own place is told a moment after it was carried somewhere; its last move knows.
  const places = await placesOfPieces(ctx, [piece.id])
  const moved =
    piece.state === 'in_stock'
      ? await move(
          ctx,
          [
            {
              productId: piece.productId,
              serialId: piece.id,
              from: places.get(piece.id) ?? piece.locationId ?? PLACES.WH,
              to: PLACES.LOSS,
              quantity: '1',
              kind,
              reason,
            },
          ],
          sourceOf(piece),
        )
      : isHeld(piece.state)
        ? await takeHeld(ctx, piece, kind)
        : []
  await postLoss(ctx, piece, moved[0]?.valueMinor ?? 0n, reason)
}

/** The other way round: what was held is free again, what was gone is found, at the moving average. */
export async function bringBackToStock(ctx: TenantContext, piece: Piece, reason: string): Promise<void> {
  if (isHeld(piece.state)) return await releaseReservations(ctx, sourceOf(piece))
  const [moved] = await move(
    ctx,
    [
      {
        productId: piece.productId,
        serialId: piece.id,
        from: PLACES.LOSS,
        to: PLACES.WH,
        quantity: '1',
        kind: 'found',
        reason,
      },
    ],
    sourceOf(piece),
  )
  await postLoss(ctx, piece, -(moved?.valueMinor ?? 0n), reason)
}

/** A piece that must not be sold is held back even where the books know of no stock: safety comes before them. */
async function hold(ctx: TenantContext, piece: Piece): Promise<void> {
  try {
    await reserve(ctx, [{ productId: piece.productId, quantity: '1' }], sourceOf(piece))
  } catch (error) {
    if (!(error instanceof Problem && error.code === 'stock.short')) throw error
    ctx.log.warn({ serial: piece.id }, 'a piece in stock has no stock to hold back')
  }
}

/** What was held back goes; a piece that was not in stock when it was stopped has nothing held back. */
async function takeHeld(ctx: TenantContext, piece: Piece, kind: string): Promise<{ valueMinor: bigint }[]> {
  try {
    return await consumeReservations(ctx, sourceOf(piece), {
      to: PLACES.LOSS,
      kind,
      serials: [{ productId: piece.productId, serialId: piece.id }],
    })
  } catch (error) {
    if (error instanceof Problem && error.code === 'inventory.serials_do_not_match') return []
    throw error
  }
}

async function postLoss(ctx: TenantContext, piece: Piece, valueMinor: bigint, reason: string): Promise<void> {
  if (valueMinor === 0n) return
  await post(ctx, {
    journal: 'stock',
    memo: `${piece.human}: ${reason}`,
    source: sourceOf(piece),
    lines: [
      { purpose: 'stock_adjustment', amountMinor: valueMinor },
      { purpose: 'finished_goods', amountMinor: -valueMinor },
    ],
  })
}
