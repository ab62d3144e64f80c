import { z } from 'zod'
import { newId } from '../../../../shared/ids.ts'
import { command } from '../../../kernel/command/operation.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { EXAMPLE_ID } from '../../../kernel/resource/resource.ts'
import { hashToken, newToken } from '../../sales/index.ts'
import { fail } from '../errors.ts'
import { cartAddress, cartLines, contact, mergeLines, shippingMethodCode } from './cart-input.ts'
import {
  type CartRow,
  cartRowsSql,
  givenSql,
  inclusiveSql,
  keptLinesSql,
  linesToKeep,
  pricingSql,
} from './cart-rows.ts'
import { assertBuyable } from './cart-rules.ts'
import { newCartFields, presentCart } from './present-cart.ts'
import { readCart } from './read-cart.ts'

export const createCart = command({
  name: 'checkout.cart.create',
  summary: 'Start a cart',
  description:
    'Gives the token that opens it, once. Everything that an order needs may come along at once, or later with PATCH.',
  route: 'POST /shop/carts',
  public: 'a buyer fills a cart before there is any account; its token is the key to it',
  status: 201,
  errors: ['checkout.product_unavailable', 'checkout.quantity_whole', 'checkout.shipping_unknown'],
  input: z.object({
    lines: cartLines.default([]),
    contact: contact.optional(),
    address: cartAddress.optional(),
    shippingMethod: shippingMethodCode.optional(),
  }),
  output: newCartFields,
  asynchronousCommit: 'a cart is nothing yet: an order waits for the disk, and takes its cart along',
  // Whom it belongs to is in the cart, which is forgotten in time; the audit record stays.
  auditInput: ({ lines, shippingMethod }) => ({ lines, shippingMethod }),
  example: { lines: [{ productId: EXAMPLE_ID, quantity: '1' }], shippingMethod: 'TH-EMS' },
  async run(ctx, input) {
    const id = newId(ctx.now.getTime())
    const token = newToken()
    const { contact: who = {}, address = null, shippingMethod = null } = input
    const rows = await ctx.tx.rows<CartRow>(sql`
      with given as (${givenSql(sql`${linesToKeep(mergeLines(input.lines))}::jsonb`)}), ${pricingSql(ctx, sql`${shippingMethod}::text`)}, written as (
        insert into cart (tenant_id, id, token_hash, state, currency, lines, prices_include_tax, email, name, phone, address,
          shipping_code, shipping_price, shipping_rate_percent, created_at, updated_at)
        select ${ctx.tenant.id}::uuid, ${id}::uuid, ${hashToken(token)}, 'open', ${ctx.tenant.currency}, ${keptLinesSql},
          ${inclusiveSql(ctx)}, ${who.email ?? null}::text, ${who.name ?? null}::text, ${who.phone ?? null}::text,
          ${address === null ? null : JSON.stringify(address)}::jsonb, ${shippingMethod}::text, m.price, m.rate,
          ${ctx.now}::timestamptz, ${ctx.now}::timestamptz
        from (select) one left join method m on true
        returning *
      ), audited as (${ctx.auditPart({ entity: 'cart', id })})
      ${cartRowsSql(ctx, sql`written`)}`)
    const cart = await readCart(ctx, rows)
    assertBuyable(cart.lines)
    if (shippingMethod !== null && cart.shipping === null) throw fail('checkout.shipping_unknown')
    return { ...presentCart(cart, ctx.tenant), token }
  },
})
