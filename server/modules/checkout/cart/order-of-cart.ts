import type { TenantContext } from '../../../kernel/command/context.ts'
import type { Locale } from '../../../kernel/errors/problem.ts'
import { allowed, refused, toMoney } from '../../../kernel/wire.ts'
import type { IssuedInvoice } from '../../accounting/index.ts'
import type { CreatedPayment } from '../../payments/index.ts'
import { hashToken, type OrderLineToPlace, type OrderWhole, type PlacedOrder } from '../../sales/index.ts'
import type { OrderSerial } from '../../serials/index.ts'
import type { Cart } from './read-cart.ts'

/** A cart on its way to become an order. */
export interface Conversion {
  readonly orderId: string
  /** Where it is placed. */
  readonly channel: 'shop' | 'desk'
  readonly customerId: string | null
  readonly cart: Cart
  readonly token: string
  readonly locale: Locale
  readonly lines: readonly OrderLineToPlace[]
}

/** The order that was just written, as reading it again would give it: the answer costs no further statement. */
export function orderOf(
  ctx: TenantContext,
  conversion: Conversion,
  written: {
    order: PlacedOrder
    serials: readonly OrderSerial[]
    payment: CreatedPayment | null
    invoice: IssuedInvoice
  },
): OrderWhole {
  const { cart, lines, locale } = conversion
  const { quote } = cart
  const shipping = cart.shipping!
  const { currency } = ctx.tenant
  const zero = toMoney(0n, currency)
  const { order, serials, payment, invoice } = written
  return {
    order: {
      id: order.id,
      number: order.number,
      token_hash: hashToken(conversion.token),
      channel: conversion.channel,
      state: order.state,
      customer_id: conversion.customerId,
      email: cart.email!,
      name: cart.name!,
      phone: cart.phone,
      address: shipping.needsAddress ? cart.address : null,
      shipping_code: shipping.code,
      shipping_name: (locale === 'th' ? shipping.nameTh : null) ?? shipping.name,
      shipping_tax_rate_percent: shipping.ratePercent,
      currency,
      prices_include_tax: cart.inclusive,
      items_net_minor: quote.itemsNetMinor,
      shipping_net_minor: quote.shipping!.netMinor,
      shipping_tax_minor: quote.shipping!.taxMinor,
      tax_minor: quote.taxMinor,
      total_minor: order.totalMinor,
      paid_minor: 0n,
      refunded_minor: 0n,
      locale,
      placed_at: ctx.now,
      paid_at: order.state === 'paid' ? ctx.now : null,
      shipped_at: null,
      tracking_number: null,
      tracking_url: null,
      cancelled_at: null,
      cancel_reason: null,
      refunded_at: null,
    },
    lines: lines.map((line, n) => ({
      id: line.id,
      product_id: line.productId,
      sku: line.sku,
      name: line.name,
      quantity: line.quantity,
      unit_price: line.unitPrice,
      tax_code: line.taxCode,
      tax_rate_percent: line.ratePercent,
      net_minor: line.netMinor,
      tax_minor: line.taxMinor,
      gross_minor: line.grossMinor,
      serialised: cart.lines[n]!.serialised,
      slug: cart.lines[n]!.slug,
      options: cart.lines[n]!.options,
    })),
    serials,
    payments: payment
      ? [
          {
            id: payment.id,
            orderId: order.id,
            orderNumber: order.number,
            provider: payment.provider,
            method: payment.method,
            methodName: payment.name,
            methodNameTh: payment.nameTh,
            instructions: payment.instructions,
            instructionsTh: payment.instructionsTh,
            state: payment.state,
            amount: toMoney(quote.totalMinor, currency),
            captured: zero,
            refunded: zero,
            refundable: zero,
            reference: null,
            receivedOn: null,
            dueOn: payment.dueOn,
            capturedAt: null,
            createdAt: ctx.now.toISOString(),
            actions: { capture: allowed, refund: refused('payments.not_captured') },
            refunds: [],
          },
        ]
      : [],
    invoices: [
      {
        id: invoice.id,
        number: invoice.number,
        kind: 'invoice',
        date: ctx.today,
        gross_minor: quote.totalMinor,
      },
    ],
  }
}
