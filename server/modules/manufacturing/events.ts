import { z } from 'zod'
import { event } from '../../kernel/events/event.ts'

/** A ticket was released: its tokens can be worked on. */
export const ticketReleased = event('manufacturing.ticket.released', z.object({ ticketId: z.uuid() }))

/** All that a ticket wanted is in stock. */
export const ticketCompleted = event('manufacturing.ticket.completed', z.object({ ticketId: z.uuid() }))

/** Pieces of a token went into stock. `quantity` is an exact decimal; `serialIds` are those of the pieces, where they have any. */
export const tokenFinished = event(
  'manufacturing.token.finished',
  z.object({
    ticketId: z.uuid(),
    tokenId: z.uuid(),
    productId: z.uuid(),
    quantity: z.string(),
    serialIds: z.array(z.uuid()),
  }),
)
