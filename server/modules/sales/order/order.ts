import { sql } from 'drizzle-orm'
import { boolean, check, index, integer, jsonb, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import {
  currency,
  minor,
  moment,
  quantity,
  rate,
  refersTo,
  searchable,
  tenantTable,
  timestamps,
} from '../../../kernel/db/columns.ts'
import { product } from '../../catalog/product/product.ts'
import type { Address } from '../../crm/customer/customer.ts'
import { customer } from '../../crm/customer/customer.ts'

searchable('sales_order', ['number', 'name', 'email'])

export const ORDER_STATES = ['placed', 'paid', 'shipped', 'cancelled', 'refunded'] as const
export type OrderState = (typeof ORDER_STATES)[number]

/** What a buyer ordered, at the prices and taxes of that moment. */
export const salesOrder = tenantTable(
  'sales_order',
  {
    number: text('number').notNull(),
    /** Lets a guest see the order; random, never listed. Only its hash is kept. */
    tokenHash: text('token_hash').notNull(),
    channel: text('channel').notNull(),
    state: text('state', { enum: ORDER_STATES }).notNull(),
    customerId: uuid('customer_id'),
    email: text('email').notNull(),
    name: text('name').notNull(),
    phone: text('phone'),
    /** Null where the goods are fetched. */
    address: jsonb('address').$type<Address>(),
    shippingCode: text('shipping_code').notNull(),
    shippingName: text('shipping_name').notNull(),
    shippingTaxCode: text('shipping_tax_code'),
    shippingTaxRatePercent: rate('shipping_tax_rate_percent').notNull().default('0'),
    currency: currency().notNull(),
    /** Whether the unit prices of the lines have their tax in them. */
    pricesIncludeTax: boolean('prices_include_tax').notNull().default(true),
    /** Minor units. Gross = net + tax; shipping is one of the taxed parts. */
    itemsNetMinor: minor('items_net_minor').notNull(),
    shippingNetMinor: minor('shipping_net_minor').notNull(),
    shippingTaxMinor: minor('shipping_tax_minor').notNull().default(sql`0`),
    /** Of lines and shipping together. */
    taxMinor: minor('tax_minor').notNull(),
    totalMinor: minor('total_minor').notNull(),
    paidMinor: minor('paid_minor').notNull().default(sql`0`),
    refundedMinor: minor('refunded_minor').notNull().default(sql`0`),
    locale: text('locale').notNull(),
    placedAt: moment('placed_at').notNull(),
    paidAt: moment('paid_at'),
    shippedAt: moment('shipped_at'),
    trackingNumber: text('tracking_number'),
    trackingUrl: text('tracking_url'),
    cancelledAt: moment('cancelled_at'),
    cancelReason: text('cancel_reason'),
    /** When the last of the money was given back. */
    refundedAt: moment('refunded_at'),
    ...timestamps,
  },
  (t) => [
    uniqueIndex('sales_order_number_key').on(t.tenantId, t.number),
    index('sales_order_state_idx').on(t.tenantId, t.state, t.id),
    index('sales_order_email_idx').on(t.tenantId, t.email),
    check(
      'sales_order_total',
      sql`${t.totalMinor} = ${t.itemsNetMinor} + ${t.shippingNetMinor} + ${t.taxMinor}`,
    ),
    check('sales_order_state', sql`${t.state} in ('placed', 'paid', 'shipped', 'cancelled', 'refunded')`),
    check('sales_order_shipping_tax', sql`${t.shippingTaxMinor} between 0 and ${t.taxMinor}`),
    check(
      'sales_order_paid',
      sql`${t.paidMinor} between 0 and ${t.totalMinor} and ${t.refundedMinor} between 0 and ${t.paidMinor}`,
    ),
    refersTo(t.tenantId, t.customerId, () => customer),
  ],
)

export const salesOrderLine = tenantTable(
  'sales_order_line',
  {
    orderId: uuid('order_id').notNull(),
    lineNo: integer('line_no').notNull(),
    productId: uuid('product_id').notNull(),
    sku: text('sku').notNull(),
    name: text('name').notNull(),
    quantity: quantity('quantity').notNull(),
    unitPrice: rate('unit_price').notNull(),
    /** Null where the product has none: no tax. */
    taxCode: text('tax_code'),
    taxRatePercent: rate('tax_rate_percent').notNull(),
    netMinor: minor('net_minor').notNull(),
    taxMinor: minor('tax_minor').notNull(),
    grossMinor: minor('gross_minor').notNull(),
  },
  (t) => [
    uniqueIndex('sales_order_line_no_key').on(t.tenantId, t.orderId, t.lineNo),
    index('sales_order_line_product_idx').on(t.tenantId, t.productId),
    check('sales_order_line_quantity', sql`${t.quantity} > 0`),
    check('sales_order_line_gross', sql`${t.grossMinor} = ${t.netMinor} + ${t.taxMinor}`),
    refersTo(t.tenantId, t.orderId, () => salesOrder),
    refersTo(t.tenantId, t.productId, () => product),
  ],
)
