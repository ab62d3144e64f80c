import { sql } from 'drizzle-orm'
import { check, jsonb, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { currency, moment, quantity, refersTo, tenantTable, timestamps } from '../../../kernel/db/columns.ts'
import { product } from '../../catalog/product/product.ts'
import type { Address } from '../../crm/customer/customer.ts'

/** What a buyer is about to order. Whoever holds its token may change it; only the token's hash is kept. */
export const cart = tenantTable('cart', {
  tokenHash: text('token_hash').notNull(),
  /** `open` or `converted`. */
  state: text('state').notNull(),
  currency: currency().notNull(),
  email: text('email'),
  name: text('name'),
  phone: text('phone'),
  address: jsonb('address').$type<Address>(),
  shippingCode: text('shipping_code'),
  orderId: uuid('order_id'),
  convertedAt: moment('converted_at'),
  ...timestamps,
})

export const cartLine = tenantTable(
  'cart_line',
  {
    cartId: uuid('cart_id').notNull(),
    productId: uuid('product_id').notNull(),
    quantity: quantity('quantity').notNull(),
    createdAt: moment('created_at').notNull(),
  },
  (t) => [
    uniqueIndex('cart_line_product_key').on(t.tenantId, t.cartId, t.productId),
    check('cart_line_quantity', sql`${t.quantity} > 0`),
    refersTo(t.tenantId, t.cartId, () => cart),
    refersTo(t.tenantId, t.productId, () => product),
  ],
)
