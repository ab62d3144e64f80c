import { z } from 'zod'
import { newId } from '../../../../shared/ids.ts'
import type { TenantContext } from '../../../kernel/command/context.ts'
import { command } from '../../../kernel/command/operation.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { EXAMPLE_ID } from '../../../kernel/resource/resource.ts'
import { id, line, money } from '../../../kernel/wire.ts'
import { INVOICE_ERRORS, POSTING_ERRORS } from '../../accounting/index.ts'
import {
  PAYMENT_ERRORS,
  type PaymentChoice,
  type PaymentMethodRow,
  paymentMethodSql,
} from '../../payments/index.ts'
import { confirmOrder, isToken } from '../../sales/index.ts'
import { presentShopOrder, shopOrder } from '../order/shop-order.ts'
import { TOKEN_HEADER, token } from './cart-input.ts'
import { type CartRow, cartRowsSql, givenSql, pricingSql } from './cart-rows.ts'
import { assertBuyable, assertComplete, assertTotal, noSuchCart } from './cart-rules.ts'
import { type Conversion, orderOf } from './order-of-cart.ts'
import { readCart } from './read-cart.ts'
import { refuseUnlessOpen } from './refuse-unless-open.ts'
import { linesToPlace, writeOrder } from './write-order.ts'

/**
 * Makes the cart an order, if it is still open, and reads it with prices, tax, stock and way of payment of this moment: one statement. The
 * update locks the cart, so of two who order it at once the second finds it converted.
 */
async function convertCart(
  ctx: TenantContext,
  cartId: string,
  orderId: string,
  choice: PaymentChoice,
): Promise<(CartRow & PaymentMethodRow)[]> {
  return await ctx.tx.rows<CartRow & PaymentMethodRow>(sql`
    with converted as (
      update cart set state = 'converted', order_id = ${orderId}::uuid, converted_at = ${ctx.now}::timestamptz, updated_at = ${ctx.now}::timestamptz
      where tenant_id = ${ctx.tenant.id}::uuid and id = ${cartId}::uuid and state = 'open'
      returning *
    ), given as (${givenSql(sql`(select b.lines from converted b)`)}),
      ${pricingSql(ctx, sql`(select b.shipping_code from converted b)`, { pictures: false })}, payment_method_chosen as (
      ${paymentMethodSql(ctx, choice)}
    )
    ${cartRowsSql(ctx, sql`converted`, sql`payment_method_chosen`)}`)
}

export const completeCart = command({
  name: 'checkout.cart.complete',
  summary: 'Order what is in a cart',
  description:
    'In one transaction the stock is promised, the pieces with serials are set aside, the payment begun and the invoice numbered. Prices, taxes and totals are those of the catalog at this moment: when the total is not what the buyer saw, nothing is ordered. The token of the cart opens the order.',
  route: 'POST /shop/carts/:id/complete',
  public: 'whoever has the token of the cart',
  headers: TOKEN_HEADER,
  status: 201,
  idempotency: 'required',
  beginsWithKey: true,
  idempotencyScope: (input) => input.id,
  errors: [
    'checkout.cart_converted',
    'checkout.incomplete',
    'checkout.product_unavailable',
    'checkout.quantity_whole',
    'checkout.price_changed',
    'stock.short',
    ...PAYMENT_ERRORS,
    ...POSTING_ERRORS,
    ...INVOICE_ERRORS,
  ],
  input: z.object({
    id,
    token,
    payment: z.object({
      provider: line(40),
      method: line(40)
        .optional()
        .meta({ description: 'Code of a payment method; the first of the provider unless told' }),
    }),
    expectedTotal: money.optional().meta({
      description:
        'The total that the buyer saw. Unless told, the one last given out with a new or changed cart',
    }),
    locale: z
      .enum(['en', 'th'])
      .optional()
      .meta({ description: 'The language of the order and its mails; that of the request unless told' }),
  }),
  output: shopOrder,
  auditInput: ({ id, payment, expectedTotal }) => ({ id, payment, expectedTotal }),
  example: { id: EXAMPLE_ID, payment: { provider: 'manual' } },
  async run(ctx, input) {
    const orderId = newId(ctx.now.getTime())
    const rows = await convertCart(ctx, input.id, orderId, input.payment)
    const head = rows[0]
    if (!head) throw await refuseUnlessOpen(ctx, input.id, input.token)
    if (!isToken(input.token, head.token_hash)) throw noSuchCart()
    const cart = await readCart(ctx, rows)
    assertComplete(cart)
    assertBuyable(cart.lines)
    assertTotal(cart, input.expectedTotal, ctx.tenant.currency)
    const locale = input.locale ?? ctx.locale
    const conversion: Conversion = {
      orderId,
      channel: 'shop',
      customerId: null,
      cart,
      token: input.token!,
      locale,
      lines: linesToPlace(ctx, cart, locale),
    }
    const payment = { provider: input.payment.provider, found: head }
    const written = await writeOrder(ctx, conversion, payment, cart.short.length === 0)
    const { number } = written.order
    ctx.audit({
      entity: 'order',
      id: orderId,
      label: number,
      changes: { cartId: cart.id, totalMinor: cart.quote.totalMinor },
    })
    const whole = orderOf(ctx, conversion, written)
    confirmOrder(ctx, whole, conversion.token)
    return presentShopOrder(whole, ctx.tenant)
  },
})
