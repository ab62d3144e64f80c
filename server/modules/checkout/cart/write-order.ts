import { newId } from '../../../../shared/ids.ts'
import type { TenantContext } from '../../../kernel/command/context.ts'
import type { Locale } from '../../../kernel/errors/problem.ts'
import { issueInvoiceLast } from '../../accounting/index.ts'
import { reserve, reserveLast } from '../../inventory/index.ts'
import { createPayment, type PaymentMethodRow } from '../../payments/index.ts'
import { type OrderLineToPlace, placeOrder, sourceOf } from '../../sales/index.ts'
import { allocate, type OrderSerial } from '../../serials/index.ts'
import type { Conversion } from './order-of-cart.ts'
import type { Cart } from './read-cart.ts'

/** The lines of an order, as a priced cart has them. */
export const linesToPlace = (ctx: TenantContext, cart: Cart, locale: Locale): OrderLineToPlace[] =>
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

/**
 * Everything that an order is, at the end of the transaction: stock is promised, pieces are set aside, then order, payment and invoice are
 * written. The order in which they are sent is the order in which rows are locked: stock, serials, number series. Only what has to be
 * known for the answer is asked for before: which pieces they are, and whether stock that looked short really is.
 */
export async function writeOrder(
  ctx: TenantContext,
  conversion: Conversion,
  choice: { provider: string; found: PaymentMethodRow | undefined },
  isCertain: boolean,
) {
  const { orderId, cart, lines, token: secret, locale, channel, customerId } = conversion
  const { quote } = cart
  const { currency } = ctx.tenant
  const source = sourceOf(orderId)
  const withSerials = lines.filter((_, n) => cart.lines[n]!.serialised)
  let serials: OrderSerial[] = []
  if (isCertain && withSerials.length === 0) reserveLast(ctx, cart.lines, source)
  else {
    const reserved = reserve(ctx, cart.lines, source)
    // Where stock looked short, only the reservation knows better: nothing else is done before it has said so.
    if (!isCertain) await reserved
    const [, ...allocated] = await Promise.all([
      reserved,
      ...withSerials.map((one) =>
        allocate(ctx, {
          orderLineId: one.id,
          productId: one.productId,
          quantity: Number(one.quantity),
          source,
        }),
      ),
    ])
    serials = allocated.flat()
  }
  const shipping = cart.shipping!
  const order = placeOrder(ctx, {
    id: orderId,
    token: secret,
    channel,
    customerId,
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
  })
  const payment =
    quote.totalMinor === 0n
      ? null
      : createPayment(ctx, { orderId, ...choice, currency, amountMinor: quote.totalMinor })
  const invoice = issueInvoiceLast(ctx, {
    kind: 'invoice',
    orderId,
    currency,
    netMinor: quote.totalMinor - quote.taxMinor,
    taxMinor: quote.taxMinor,
    grossMinor: quote.totalMinor,
    entry: {
      memo: channel === 'shop' ? 'Shop order' : 'Order',
      lines: [
        { purpose: 'receivable', amountMinor: quote.totalMinor },
        { purpose: 'sales', amountMinor: -quote.itemsNetMinor },
        { purpose: 'shipping_income', amountMinor: -quote.shipping!.netMinor },
        { purpose: 'output_vat', amountMinor: -quote.taxMinor },
      ],
    },
  })
  return { serials, order, payment, invoice }
}
