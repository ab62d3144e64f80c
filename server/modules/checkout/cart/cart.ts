import { sql } from 'drizzle-orm'
import { boolean, check, jsonb, text, uuid } from 'drizzle-orm/pg-core'
import { currency, moment, rate, tenantTable, timestamps } from '../../../kernel/db/columns.ts'
import type { Address } from '../../crm/customer/customer.ts'

export const CART_STATES = ['open', 'converted'] as const

/** A line of a cart, with the price and tax rate that the buyer was last shown. Decimals as text. */
export interface StoredCartLine {
  productId: string
  quantity: string
  unitPrice: string
  ratePercent: string
}

/**
 * What a buyer is about to order. Whoever holds its token may change it; only the token's hash is kept.
 *
 * The lines are in the row itself: two requests that change a cart, or one that changes it while another orders it, take
 * turns on the one row and each sees all of the other's change. Lines in a table of their own would be read as they were
 * before the wait. No index has a column that changes, so a change rewrites the row alone (a heap-only tuple).
 */
export const cart = tenantTable(
  'cart',
  {
    tokenHash: text('token_hash').notNull(),
    state: text('state', { enum: CART_STATES }).notNull(),
    currency: currency().notNull(),
    lines: jsonb('lines').$type<StoredCartLine[]>().notNull(),
    /** How prices stood to tax when the buyer was last shown them. */
    pricesIncludeTax: boolean('prices_include_tax').notNull(),
    email: text('email'),
    name: text('name'),
    phone: text('phone'),
    address: jsonb('address').$type<Address>(),
    shippingCode: text('shipping_code'),
    /** As last shown; null while no method is chosen. */
    shippingPrice: rate('shipping_price'),
    shippingRatePercent: rate('shipping_rate_percent'),
    orderId: uuid('order_id'),
    convertedAt: moment('converted_at'),
    ...timestamps,
  },
  (t) => [
    check('cart_state', sql`${t.state} in ('open', 'converted')`),
    check('cart_converted', sql`(${t.state} = 'converted') = (${t.orderId} is not null)`),
    check('cart_lines', sql`jsonb_typeof(${t.lines}) = 'array'`),
  ],
)
