import { z } from 'zod'
import { event } from '../../kernel/events/event.ts'

/** Products have other pictures, or none any more. */
export const picturesChanged = event(
  'catalog.product.pictures_changed',
  z.object({ productIds: z.array(z.uuid()) }),
)

/** GTINs of the workshop were claimed or released, or products that have one changed: `gtin_claim` says which. */
export const gtinsChanged = event('catalog.gtin.changed', z.object({}))
