import { z } from 'zod'
import { line } from '../../../kernel/wire.ts'

/** A postal address. */
export const address = z
  .object({
    name: line().optional(),
    line1: line(),
    line2: line().optional(),
    city: line(100),
    postalCode: line(20).optional(),
    country: z.string().regex(/^[A-Z]{2}$/, 'two capital letters such as TH'),
    phone: line(40).optional(),
  })
  .meta({ description: 'Postal address; country by ISO 3166-1 alpha-2' })
export type AddressInput = z.output<typeof address>
