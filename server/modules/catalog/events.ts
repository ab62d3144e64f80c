import { z } from 'zod'
import { event } from '../../kernel/events/event.ts'

/** GTINs of the workshop were claimed or released, or products that have one changed: `gtin_claim` says which. */
export const gtinsChanged = event('catalog.gtin.changed', z.object({}))
