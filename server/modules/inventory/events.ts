import { z } from 'zod'
import { event } from '../../kernel/events/event.ts'

const ids = z.array(z.uuid())

/** Goods came from a supplier. */
export const stockReceived = event(
  'inventory.stock.received',
  z.object({ receiptId: z.uuid(), locationId: z.uuid(), productIds: ids }),
)

/** Goods were moved from one physical place to another; `serialIds` are the pieces among them. */
export const stockTransferred = event(
  'inventory.stock.transferred',
  z.object({
    transferId: z.uuid(),
    fromLocationId: z.uuid(),
    toLocationId: z.uuid(),
    productIds: ids,
    serialIds: ids,
  }),
)

/** A quantity was corrected, by an adjustment or a count that found a difference. */
export const stockAdjusted = event(
  'inventory.stock.adjusted',
  z.object({ adjustmentId: z.uuid(), locationId: z.uuid(), productIds: ids }),
)
