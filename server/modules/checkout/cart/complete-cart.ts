import { z } from 'zod'
import { newId } from '../../../../shared/ids.ts'
import type { TenantContext } from '../../../kernel/command/context.ts'
import { command } from '../../../kernel/command/operation.ts'
import { sql } from '../../../kernel/db/sql.ts'
import type { Locale } from '../../../kernel/errors/problem.ts'
import { EXAMPLE_ID } from '../../../kernel/resource/resource.ts'
import { id, line, money } from '../../../kernel/wire.ts'
import { INVOICE_ERRORS, type IssuedInvoice, issueInvoice, POSTING_ERRORS } from '../../accounting/index.ts'
import { reserve } from '../../inventory/index.ts'
import { type CreatedPayment, createPayment, PAYMENT_ERRORS } from '../../payments/index.ts'
import { confirmOrder, isToken, type OrderLineToPlace, placeOrder, sourceOf } from '../../sales/index.ts'
import { allocate, type OrderSerial } from '../../serials/index.ts'
import { presentShopOrder, shopOrder } from '../order/shop-order.ts'
import { TOKEN_HEADER, token } from './cart-input.ts'
import { type CartRow, cartRowsSql, givenSql, pricingSql } from './cart-rows.ts'
import { assertBuyable, assertComplete, assertTotal, noSuchCart } from './cart-rules.ts'
import { type Conversion, orderOf } from './order-of-cart.ts'
import { type Cart, readCart } from './read-cart.ts'
import { refuseUnlessOpen } from './refuse-unless-open.ts'

/**
 * Makes the cart an order, if it is still open, and reads it with prices, tax and stock of this moment: one statement. The
 * update locks the cart, so of two who order it at once the second finds it converted.
 */
async function convertCart(ctx: TenantContext, cartId: string, orderId: string): Promise<CartRow[]> {
  return await ctx.tx.rows<CartRow>(sql`
    with converted as (
      update cart set state = 'converted', order_id = ${orderId}::uuid, converted_at = ${ctx.now}::timestamptz, updated_at = ${ctx.now}::timestamptz
      where tenant_id = ${ctx.tenant.id}::uuid and id = ${cartId}::uuid and state = 'open'
      returning *
    ), given as (${givenSql(sql`(select b.lines from converted b)`)}),
      ${pricingSql(ctx, sql`(select b.shipping_code from converted b)`, { pictures: false })}
    ${cartRowsSql(ctx, sql`converted`)}`)
}

const linesToPlace = (ctx: TenantContext, cart: Cart, locale: Locale): OrderLineToPlace[] =>
  cart.lines.map((one, n) => ({
    id: newId(ctx.now.getTime()),
    productId: one.productId,
    sku: one.sku,
    name: (locale === 'th' ? one.nameTh : null) ?? one.name,
    quantity: one.quantity,
    unitPrice: one.unitPrice,
    taxCode: one.taxCode,
    ratePercent: one.ratePercent,
    ...cart.quote.lines[n]!,
  }))

interface PaymentChoice {
  provider: string
  method?: string | undefined
}

/**
 * Everything that an order is, in one flush: stock is promised, pieces are set aside, then order, payment and invoice are written.
 * The order in which they are sent is the order in which rows are locked: stock, serials, number series. The next statement leaves
 * before the one before is looked at; whatever refuses takes all of it back.
 */
async function write(ctx: TenantContext, conversion: Conversion, choice: PaymentChoice, isCertain: boolean) {
  const { orderId, cart, lines, token: secret, locale } = conversion
  const { quote } = cart
  const { currency } = ctx.tenant
  const source = sourceOf(orderId)
  const reserved = reserve(ctx, cart.lines, source)
  // Where stock looked short, only the reservation knows better: nothing else is done before it has said so.
  if (!isCertain) await reserved
  const shipping = cart.shipping!
  const results = await Promise.all([
    reserved,
    Promise.all(
      lines
        .filter((_, n) => cart.lines[n]!.serialised)
        .map((one) =>
          allocate(ctx, {
            orderLineId: one.id,
            productId: one.productId,
            quantity: Number(one.quantity),
            source,
          }),
        ),
    ),
    placeOrder(ctx, {
      id: orderId,
      token: secret,
      channel: 'shop',
      email: cart.email!,
      name: cart.name!,
      phone: cart.phone,
      address: shipping.needsAddress ? cart.address : null,
      shipping: {
        code: shipping.code,
        name: (locale === 'th' ? shipping.nameTh : null) ?? shipping.name,
        taxCode: shipping.taxCode,
        ratePercent: shipping.ratePercent,
        netMinor: quote.shipping!.netMinor,
        taxMinor: quote.shipping!.taxMinor,
      },
      currency,
      pricesIncludeTax: cart.inclusive,
      locale,
      lines,
    }),
    quote.totalMinor === 0n
      ? null
      : createPayment(ctx, { orderId, ...choice, currency, amountMinor: quote.totalMinor }),
    issueInvoice(ctx, {
      kind: 'invoice',
      orderId,
      currency,
      netMinor: quote.totalMinor - quote.taxMinor,
      taxMinor: quote.taxMinor,
      grossMinor: quote.totalMinor,
      entry: {
        memo: 'Shop order',
        lines: [
          { purpose: 'receivable', amountMinor: quote.totalMinor },
          { purpose: 'sales', amountMinor: -quote.itemsNetMinor },
          { purpose: 'shipping_income', amountMinor: -quote.shipping!.netMinor },
          { purpose: 'output_vat', amountMinor: -quote.taxMinor },
        ],
      },
    }),
  ])
  const [, allocated, order, payment, invoice] = results
  return { serials: allocated.flat(), order, payment, invoice } satisfies {
    serials: OrderSerial[]
    order: unknown
    payment: CreatedPayment | null
    invoice: IssuedInvoice
  }
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
    const rows = await convertCart(ctx, input.id, orderId)
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
      cart,
      token: input.token!,
      locale,
      lines: linesToPlace(ctx, cart, locale),
    }
    const isCertain = cart.short.length === 0
    const written = await write(ctx, conversion, input.payment, isCertain)
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
