import { z } from 'zod'
import { routes } from '../../../../storefront/routes.ts'
import type { Tenant } from '../../../kernel/command/context.ts'
import { trimDecimal } from '../../../kernel/resource/field.ts'
import { decimal, id, moment, money, toMoney } from '../../../kernel/wire.ts'
import { address } from '../../crm/index.ts'
import { ORDER_STATES, type OrderWhole, unitPriceOf } from '../../sales/index.ts'

/** An order as its buyer sees it. */
export const shopOrder = z.object({
  id,
  number: z.string(),
  state: z.enum(ORDER_STATES),
  placedAt: moment,
  email: z.string(),
  name: z.string(),
  phone: z.string().nullable(),
  address: address.nullable(),
  pricesIncludeTax: z.boolean(),
  lines: z.array(
    z.object({
      id,
      productId: id,
      sku: z.string(),
      slug: z.string(),
      name: z.string(),
      options: z.record(z.string(), z.string()),
      quantity: decimal,
      unitPrice: money.meta({ description: 'With its tax where `pricesIncludeTax`' }),
      net: money,
      tax: money,
      gross: money,
      serialised: z.boolean(),
      serials: z.array(
        z.object({
          serial: z.string(),
          pieceId: id,
          claimable: z.boolean().meta({ description: 'Whether its buyer can register as its owner' }),
          verifyPath: z.string().meta({ description: 'Where anybody can see that the piece is real' }),
        }),
      ),
    }),
  ),
  shipping: z.object({
    code: z.string(),
    name: z.string(),
    net: money,
    tax: money,
    gross: money,
    trackingNumber: z.string().nullable(),
    trackingUrl: z.string().nullable(),
  }),
  totals: z.object({
    itemsNet: money,
    itemsGross: money,
    tax: money,
    total: money,
    paid: money,
    refunded: money,
  }),
  payment: z
    .object({
      id,
      provider: z.string(),
      method: z.string(),
      name: z.string(),
      nameTh: z.string().nullable(),
      state: z.enum(['pending', 'captured', 'cancelled']),
      amount: money,
      instructions: z.string().nullable().meta({ description: 'What the buyer has to do to pay' }),
      instructionsTh: z.string().nullable(),
      capturedAt: moment.nullable(),
    })
    .nullable()
    .meta({ description: 'Null where everything was free' }),
  invoices: z.array(
    z.object({
      number: z.string(),
      kind: z.enum(['invoice', 'credit_note']),
      date: z.string(),
      gross: money,
    }),
  ),
  paidAt: moment.nullable(),
  shippedAt: moment.nullable(),
  cancelledAt: moment.nullable(),
  refundedAt: moment.nullable(),
})

export function presentShopOrder(whole: OrderWhole, tenant: Tenant): z.input<typeof shopOrder> {
  const { order, lines, serials, payments, invoices } = whole
  const inCurrency = (minor: bigint) => toMoney(minor, order.currency)
  const payment = payments.at(-1)
  const itemsGrossMinor = lines.reduce((sum, line) => sum + line.gross_minor, 0n)
  return {
    id: order.id,
    number: order.number,
    state: order.state,
    placedAt: order.placed_at.toISOString(),
    email: order.email,
    name: order.name,
    phone: order.phone,
    address: order.address,
    pricesIncludeTax: order.prices_include_tax,
    lines: lines.map((line) => ({
      id: line.id,
      productId: line.product_id,
      sku: line.sku,
      slug: line.slug,
      name: line.name,
      options: line.options,
      quantity: trimDecimal(line.quantity),
      unitPrice: unitPriceOf(line.unit_price, order.currency),
      net: inCurrency(line.net_minor),
      tax: inCurrency(line.tax_minor),
      gross: inCurrency(line.gross_minor),
      serialised: line.serialised,
      serials: serials
        .filter((piece) => piece.orderLineId === line.id)
        .map((piece) => ({
          serial: piece.human,
          pieceId: piece.id,
          claimable: piece.state === 'sold',
          verifyPath: routes.verifySerial(tenant.code, piece.compact),
        })),
    })),
    shipping: {
      code: order.shipping_code,
      name: order.shipping_name,
      net: inCurrency(order.shipping_net_minor),
      tax: inCurrency(order.shipping_tax_minor),
      gross: inCurrency(order.shipping_net_minor + order.shipping_tax_minor),
      trackingNumber: order.tracking_number,
      trackingUrl: order.tracking_url,
    },
    totals: {
      itemsNet: inCurrency(order.items_net_minor),
      itemsGross: inCurrency(itemsGrossMinor),
      tax: inCurrency(order.tax_minor),
      total: inCurrency(order.total_minor),
      paid: inCurrency(order.paid_minor),
      refunded: inCurrency(order.refunded_minor),
    },
    payment: payment
      ? {
          id: payment.id,
          provider: payment.provider,
          method: payment.method,
          name: payment.methodName,
          nameTh: payment.methodNameTh,
          state: payment.state,
          amount: payment.amount,
          instructions: payment.instructions,
          instructionsTh: payment.instructionsTh,
          capturedAt: payment.capturedAt,
        }
      : null,
    invoices: invoices.map((one) => ({
      number: one.number,
      kind: one.kind,
      date: one.date,
      gross: inCurrency(one.gross_minor),
    })),
    paidAt: order.paid_at?.toISOString() ?? null,
    shippedAt: order.shipped_at?.toISOString() ?? null,
    cancelledAt: order.cancelled_at?.toISOString() ?? null,
    refundedAt: order.refunded_at?.toISOString() ?? null,
  }
}
