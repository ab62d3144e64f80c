import { z } from 'zod'
import { addQuantity, parseQuantity } from '../../../../shared/quantity.ts'
import { id, line, positiveDecimal } from '../../../kernel/wire.ts'
import { address } from '../../crm/index.ts'

const MAX_LINES = 100
/** More pieces than that are an order for a person to talk about. */
const MAX_QUANTITY_DIGITS = 5

const quantity = z
  .union([positiveDecimal, z.number().int().min(1).max(99_999)])
  .transform(String)
  .refine((text) => text.split('.')[0]!.replace(/^0+/, '').length <= MAX_QUANTITY_DIGITS, 'at most 99999')
  .meta({ description: 'Exact decimal as a string, or a whole number; at most 99999', examples: ['1'] })

export const cartLines = z
  .array(z.object({ productId: id, quantity }))
  .max(MAX_LINES)
  .meta({ description: 'What the cart holds; the same product twice is put together' })

export const contact = z
  .object({
    email: z.email().max(254).toLowerCase().nullable().optional(),
    name: line(200).nullable().optional(),
    phone: line(40).nullable().optional(),
  })
  .meta({ description: 'Who orders. A field left out stays as it is, null empties it' })

export const shippingMethodCode = line(40).meta({ description: 'Code of a shipping method' })

export const cartAddress = address.nullable()

export const token = z
  .string()
  .max(200)
  .optional()
  .meta({ description: 'What came with the new cart. Better in the header x-cart-token' })

/** In which header the token may come. */
export const TOKEN_HEADER = { token: 'x-cart-token' } as const

/** Puts lines of the same product together, in the order they first appear. */
export function mergeLines(
  lines: readonly { productId: string; quantity: string }[],
): { productId: string; quantity: string }[] {
  const merged = new Map<string, string>()
  for (const one of lines) {
    const key = one.productId.toLowerCase()
    const before = merged.get(key)
    merged.set(key, before === undefined ? parseQuantity(one.quantity) : addQuantity(before, one.quantity))
  }
  return [...merged].map(([productId, sum]) => ({ productId, quantity: sum }))
}
