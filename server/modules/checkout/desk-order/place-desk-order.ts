import { z } from 'zod'
import { newId } from '../../../../shared/ids.ts'
import { command } from '../../../kernel/command/operation.ts'
import { EXAMPLE_ID } from '../../../kernel/resource/resource.ts'
import { id, line, money, toMoney } from '../../../kernel/wire.ts'
import { INVOICE_ERRORS, POSTING_ERRORS } from '../../accounting/index.ts'
import { PAYMENT_ERRORS, type PaymentMethodRow, paymentMethodSql } from '../../payments/index.ts'
import { confirmOrder, newToken, ORDER_STATES } from '../../sales/index.ts'
import { assertBuyable, assertComplete, assertTotal } from '../cart/cart-rules.ts'
import { type Conversion, orderOf } from '../cart/order-of-cart.ts'
import { linesToPlace, writeOrder } from '../cart/write-order.ts'
import { deskOrderInput, priceDeskOrder } from './desk-order.ts'

export const placeDeskOrder = command({
  name: 'checkout.desk_order.place',
  summary: 'Place an order for a buyer',
  description:
    'What a buyer does in the shop, done by somebody of the workshop: the stock is promised, pieces with serials are set aside, the payment begun, the invoice numbered and posted, and the confirmation mailed, in one transaction. Prices and taxes are those of the catalog at this moment.',
  route: 'POST /orders',
  status: 201,
  idempotency: 'required',
  errors: [
    'checkout.incomplete',
    'checkout.product_unavailable',
    'checkout.quantity_whole',
    'checkout.price_changed',
    'reference.missing',
    'stock.short',
    'value.out_of_range',
    ...PAYMENT_ERRORS,
    ...POSTING_ERRORS,
    ...INVOICE_ERRORS,
  ],
  input: deskOrderInput.extend({
    payment: z
      .object({
        provider: line(40),
        method: line(40)
          .optional()
          .meta({ description: 'Code of a payment method; the first of the provider unless told' }),
      })
      .default({ provider: 'manual' }),
    expectedTotal: money
      .optional()
      .meta({ description: 'The total that was read out to the buyer: with another one nothing is ordered' }),
    locale: z
      .enum(['en', 'th'])
      .optional()
      .meta({ description: 'The language of the order and its mails; that of the request unless told' }),
  }),
  output: z.object({
    id,
    number: z.string(),
    state: z.enum(ORDER_STATES),
    total: money,
    invoice: z.object({ id, number: z.string() }),
  }),
  example: {
    customerId: EXAMPLE_ID,
    shippingMethod: 'TH-EMS',
    lines: [{ productId: EXAMPLE_ID, quantity: '2' }],
  },
  async run(ctx, input) {
    const orderId = newId(ctx.now.getTime())
    const [priced, method] = await Promise.all([
      priceDeskOrder(ctx, orderId, input),
      ctx.tx.first<PaymentMethodRow>(paymentMethodSql(ctx, input.payment)),
    ])
    const cart = { ...priced, shownTotalMinor: priced.quote.totalMinor }
    assertComplete(cart)
    assertBuyable(cart.lines)
    assertTotal(cart, input.expectedTotal, ctx.tenant.currency)
    const locale = input.locale ?? ctx.locale
    const conversion: Conversion = {
      orderId,
      channel: 'desk',
      customerId: input.customerId ?? null,
      cart,
      token: newToken(),
      locale,
      lines: linesToPlace(ctx, cart, locale),
    }
    const payment = { provider: input.payment.provider, found: method }
    const written = await writeOrder(ctx, conversion, payment, cart.short.length === 0)
    const { order, invoice } = written
    ctx.audit({
      entity: 'order',
      id: orderId,
      label: order.number,
      changes: { channel: 'desk', totalMinor: order.totalMinor },
    })
    confirmOrder(ctx, orderOf(ctx, conversion, written), conversion.token)
    return {
      id: orderId,
      number: order.number,
      state: order.state,
      total: toMoney(order.totalMinor, ctx.tenant.currency),
      invoice: { id: invoice.id, number: invoice.number },
    }
  },
})
