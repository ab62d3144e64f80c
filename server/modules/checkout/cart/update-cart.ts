import { z } from 'zod'
import { command } from '../../../kernel/command/operation.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { EXAMPLE_ID } from '../../../kernel/resource/resource.ts'
import { id } from '../../../kernel/wire.ts'
import { isToken } from '../../sales/index.ts'
import { fail } from '../errors.ts'
import {
  cartAddress,
  cartLines,
  contact,
  mergeLines,
  shippingMethodCode,
  TOKEN_HEADER,
  token,
} from './cart-input.ts'
import {
  type CartRow,
  cartRowsSql,
  givenSql,
  inclusiveSql,
  keptLinesSql,
  linesToKeep,
  pricingSql,
} from './cart-rows.ts'
import { assertBuyable, noSuchCart } from './cart-rules.ts'
import { cartFields, presentCart } from './present-cart.ts'
import { readCart } from './read-cart.ts'
import { refuseUnlessOpen } from './refuse-unless-open.ts'

export const updateCart = command({
  name: 'checkout.cart.update',
  summary: 'Change a cart',
  description:
    'What is left out stays as it is; lines that are given replace all lines. The answer has the prices as they are now, which are then the ones that the buyer has seen: send it empty to accept changed prices.',
  route: 'PATCH /shop/carts/:id',
  public: 'whoever has the token of the cart',
  headers: TOKEN_HEADER,
  errors: [
    'checkout.product_unavailable',
    'checkout.quantity_whole',
    'checkout.shipping_unknown',
    'checkout.cart_converted',
  ],
  input: z.object({
    id,
    token,
    lines: cartLines.optional(),
    contact: contact.optional(),
    address: cartAddress.optional(),
    shippingMethod: shippingMethodCode.nullable().optional(),
  }),
  output: cartFields,
  asynchronousCommit: 'a cart is nothing yet: an order waits for the disk, and takes its cart along',
  auditInput: ({ id, lines, shippingMethod }) => ({ id, lines, shippingMethod }),
  example: {
    id: EXAMPLE_ID,
    contact: { email: 'mali@example.com', name: 'Mali Srisai', phone: '+66812345678' },
    address: { line1: '9 Nimman 5', city: 'Chiang Mai', postalCode: '50200', country: 'TH' },
    shippingMethod: 'TH-EMS',
  },
  async run(ctx, input) {
    const { contact: who = {}, address, shippingMethod } = input
    // A field is set when it was given, null included; otherwise it keeps what it has.
    const set = (value: unknown) => sql`${value !== undefined}::boolean`
    const addressJson = address == null ? null : JSON.stringify(address)
    const chosen = sql`(select case when ${set(shippingMethod)} then ${shippingMethod ?? null}::text else b.shipping_code end from before b)`
    const rows = await ctx.tx.rows<CartRow>(sql`
      with before as materialized (
        select * from cart where tenant_id = ${ctx.tenant.id}::uuid and id = ${input.id}::uuid for update
      ), given as (
        ${givenSql(sql`(select case when ${set(input.lines)} then ${linesToKeep(mergeLines(input.lines ?? []))}::jsonb else b.lines end from before b)`)}
      ), ${pricingSql(ctx, chosen)}, written as (
        update cart c set lines = ${keptLinesSql}, prices_include_tax = ${inclusiveSql(ctx)},
          email = case when ${set(who.email)} then ${who.email ?? null}::text else c.email end,
          name = case when ${set(who.name)} then ${who.name ?? null}::text else c.name end,
          phone = case when ${set(who.phone)} then ${who.phone ?? null}::text else c.phone end,
          address = case when ${set(address)} then ${addressJson}::jsonb else c.address end,
          shipping_code = ${chosen}, shipping_price = m.price, shipping_rate_percent = m.rate, updated_at = ${ctx.now}::timestamptz
        from (select) one left join method m on true
        where c.tenant_id = ${ctx.tenant.id}::uuid and c.id = ${input.id}::uuid and c.state = 'open'
        returning c.*
      ), audited as (${ctx.auditPart({ entity: 'cart', id: input.id })})
      ${cartRowsSql(ctx, sql`written`)}`)
    const head = rows[0]
    if (!head) throw await refuseUnlessOpen(ctx, input.id, input.token)
    if (!isToken(input.token, head.token_hash)) throw noSuchCart()
    const read = await readCart(ctx, rows)
    // The answer is what the buyer sees from now on.
    const cart = { ...read, shownTotalMinor: read.quote.totalMinor }
    if (input.lines) assertBuyable(cart.lines)
    if (shippingMethod && cart.shipping === null) throw fail('checkout.shipping_unknown')
    return presentCart(cart, ctx.tenant)
  },
})
