import { z } from 'zod'
import { event } from '../../kernel/events/event.ts'
import { id } from '../../kernel/wire.ts'

export const pieceClaimed = event('ownership.piece.claimed', z.object({ serialId: id }))
export const pieceTransferred = event('ownership.piece.transferred', z.object({ serialId: id }))
/** The maker took it back from whom it was wrongly claimed by. */
export const claimWithdrawn = event('ownership.claim.withdrawn', z.object({ serialId: id }))
/** By its owner. */
export const pieceStolen = event('ownership.piece.stolen', z.object({ serialId: id }))
export const pieceRecovered = event('ownership.piece.recovered', z.object({ serialId: id }))
export const recallStarted = event('ownership.recall.started', z.object({ recallId: id }))
export const recallLifted = event('ownership.recall.lifted', z.object({ recallId: id }))
