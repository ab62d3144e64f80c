import { z } from 'zod'
import type { TenantContext } from '../../../kernel/command/context.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { fail as kernelFail } from '../../../kernel/errors/kernel-errors.ts'
import { trimDecimal } from '../../../kernel/resource/field.ts'
import { action, decimal, id, moment, money, toMoney } from '../../../kernel/wire.ts'
import { type AddressInput, address } from '../../crm/index.ts'
import { type PaymentOfOrder, paymentOfOrder, paymentsOfOrder } from '../../payments/index.ts'
import { type OrderSerial, serialsOfOrder } from '../../serials/index.ts'
import { ORDER_STATES, type OrderState } from './order.ts'
import { actionOf } from './transitions.ts'
import { unitPriceOf } from './unit-price.ts'

export interface OrderRow {
  id: string
  number: string
  token_hash: string
  channel: string
  state: OrderState
  customer_id: string | null
  email: string
  name: string
  phone: string | null
  address: AddressInput | null
  shipping_code: string
  shipping_name: string
  shipping_tax_rate_percent: string
  currency: string
  prices_include_tax: boolean
  items_net_minor: bigint
  shipping_net_minor: bigint
  shipping_tax_minor: bigint
  tax_minor: bigint
  total_minor: bigint
  paid_minor: bigint
  refunded_minor: bigint
  locale: string
  placed_at: Date
  paid_at: Date | null
  shipped_at: Date | null
  tracking_number: string | null
  tracking_url: string | null
  cancelled_at: Date | null
  cancel_reason: string | null
  refunded_at: Date | null
}

export interface OrderLineRow {
  id: string
  product_id: string
  sku: string
  name: string
  quantity: string
  unit_price: string
  tax_code: string | null
  tax_rate_percent: string
  net_minor: bigint
  tax_minor: bigint
  gross_minor: bigint
  serialised: boolean
  slug: string
  options: Record<string, string>
}

export interface InvoiceOfOrder {
  id: string
  number: string
  kind: 'invoice' | 'credit_note'
  date: string
  gross_minor: bigint
}

/** An order with all that belongs to it. */
export interface OrderWhole {
  readonly order: OrderRow
  readonly lines: readonly OrderLineRow[]
  readonly serials: readonly OrderSerial[]
  readonly payments: readonly PaymentOfOrder[]
  readonly invoices: readonly InvoiceOfOrder[]
}

const orderColumns = sql.trusted(
  `o.id, o.number, o.token_hash, o.channel, o.state, o.customer_id, o.email, o.name, o.phone, o.address, o.shipping_code, o.shipping_name,
  o.shipping_tax_rate_percent, o.currency, o.prices_include_tax, o.items_net_minor, o.shipping_net_minor, o.shipping_tax_minor, o.tax_minor,
  o.total_minor, o.paid_minor, o.refunded_minor, o.locale, o.placed_at, o.paid_at, o.shipped_at, o.tracking_number, o.tracking_url,
  o.cancelled_at, o.cancel_reason, o.refunded_at`,
)

/** Reads an order with its lines, pieces, payments and invoices. Throws `not_found`. */
export async function readOrder(ctx: TenantContext, orderId: string): Promise<OrderWhole> {
  const tenant = sql`${ctx.tenant.id}::uuid`
  const [order, lines, payments, invoices] = await Promise.all([
    ctx.tx.first<OrderRow>(
      sql`select ${orderColumns} from sales_order o where o.tenant_id = ${tenant} and o.id = ${orderId}::uuid`,
    ),
    ctx.tx.rows<OrderLineRow>(sql`
      select l.id, l.product_id, l.sku, l.name, l.quantity, l.unit_price, l.tax_code, l.tax_rate_percent, l.net_minor, l.tax_minor,
        l.gross_minor, p.serialised, p.slug, p.options
      from sales_order_line l join product p on p.tenant_id = l.tenant_id and p.id = l.product_id
      where l.tenant_id = ${tenant} and l.order_id = ${orderId}::uuid order by l.line_no`),
    paymentsOfOrder(ctx, orderId),
    ctx.tx.rows<InvoiceOfOrder>(
      sql`select id, number, kind, date, gross_minor from invoice where tenant_id = ${tenant} and order_id = ${orderId}::uuid order by id`,
    ),
  ])
  if (!order) throw kernelFail('not_found')
  const serials = await serialsOfOrder(
    ctx,
    lines.filter((line) => line.serialised).map((line) => line.id),
  )
  return { order, lines, serials, payments, invoices }
}

export const orderSummary = z.object({
  id,
  number: z.string(),
  state: z.enum(ORDER_STATES),
  channel: z.string(),
  placedAt: moment,
  name: z.string(),
  email: z.string(),
  total: money,
  paid: money,
  refunded: money,
})

export const orderDetail = orderSummary.extend({
  customerId: id.nullable(),
  phone: z.string().nullable(),
  address: address.nullable(),
  locale: z.string(),
  lines: z.array(
    z.object({
      id,
      productId: id,
      sku: z.string(),
      name: z.string(),
      quantity: decimal,
      unitPrice: money.meta({ description: 'With its tax where `pricesIncludeTax`' }),
      taxCode: z.string().nullable(),
      taxRatePercent: decimal,
      net: money,
      tax: money,
      gross: money,
      serialised: z.boolean(),
      serials: z.array(z.object({ id, serial: z.string(), state: z.string() })),
    }),
  ),
  pricesIncludeTax: z.boolean(),
  shipping: z.object({
    code: z.string(),
    name: z.string(),
    net: money,
    tax: money,
    gross: money,
    trackingNumber: z.string().nullable(),
    trackingUrl: z.string().nullable(),
  }),
  itemsNet: money,
  tax: money,
  payments: z.array(paymentOfOrder),
  invoices: z.array(
    z.object({
      id,
      number: z.string(),
      kind: z.enum(['invoice', 'credit_note']),
      date: z.string(),
      gross: money,
    }),
  ),
  paidAt: moment.nullable(),
  shippedAt: moment.nullable(),
  cancelledAt: moment.nullable(),
  cancelReason: z.string().nullable(),
  refundedAt: moment.nullable(),
  actions: z.object({ cancel: action, ship: action, pay: action, refund: action }),
})

const iso = (moment: Date | null): string | null => moment?.toISOString() ?? null

export type SummaryRow = Pick<
  OrderRow,
  | 'id'
  | 'number'
  | 'state'
  | 'channel'
  | 'placed_at'
  | 'name'
  | 'email'
  | 'total_minor'
  | 'paid_minor'
  | 'refunded_minor'
  | 'currency'
>

export const presentSummary = (row: SummaryRow): z.input<typeof orderSummary> => ({
  id: row.id,
  number: row.number,
  state: row.state,
  channel: row.channel,
  placedAt: row.placed_at.toISOString(),
  name: row.name,
  email: row.email,
  total: toMoney(row.total_minor, row.currency),
  paid: toMoney(row.paid_minor, row.currency),
  refunded: toMoney(row.refunded_minor, row.currency),
})

/** An order as staff see it. */
export function presentOrder(whole: OrderWhole): z.input<typeof orderDetail> {
  const { order, lines, serials, payments, invoices } = whole
  const inCurrency = (minor: bigint) => toMoney(minor, order.currency)
  return {
    ...presentSummary(order),
    customerId: order.customer_id,
    phone: order.phone,
    address: order.address,
    locale: order.locale,
    lines: lines.map((line) => ({
      id: line.id,
      productId: line.product_id,
      sku: line.sku,
      name: line.name,
      quantity: trimDecimal(line.quantity),
      unitPrice: unitPriceOf(line.unit_price, order.currency),
      taxCode: line.tax_code,
      taxRatePercent: trimDecimal(line.tax_rate_percent),
      net: inCurrency(line.net_minor),
      tax: inCurrency(line.tax_minor),
      gross: inCurrency(line.gross_minor),
      serialised: line.serialised,
      serials: serials
        .filter((piece) => piece.orderLineId === line.id)
        .map((piece) => ({ id: piece.id, serial: piece.human, state: piece.state })),
    })),
    pricesIncludeTax: order.prices_include_tax,
    shipping: {
      code: order.shipping_code,
      name: order.shipping_name,
      net: inCurrency(order.shipping_net_minor),
      tax: inCurrency(order.shipping_tax_minor),
      gross: inCurrency(order.shipping_net_minor + order.shipping_tax_minor),
      trackingNumber: order.tracking_number,
      trackingUrl: order.tracking_url,
    },
    itemsNet: inCurrency(order.items_net_minor),
    tax: inCurrency(order.tax_minor),
    payments: [...payments],
    invoices: invoices.map((one) => ({
      id: one.id,
      number: one.number,
      kind: one.kind,
      date: one.date,
      gross: inCurrency(one.gross_minor),
    })),
    paidAt: iso(order.paid_at),
    shippedAt: iso(order.shipped_at),
    cancelledAt: iso(order.cancelled_at),
    cancelReason: order.cancel_reason,
    refundedAt: iso(order.refunded_at),
    actions: {
      cancel: actionOf(order.state, 'cancel'),
      ship: actionOf(order.state, 'ship'),
      pay: actionOf(order.state, 'pay'),
      refund: actionOf(order.state, 'refund'),
    },
  }
}
