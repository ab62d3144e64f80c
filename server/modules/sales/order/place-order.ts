import type { TenantContext } from '../../../kernel/command/context.ts'
import { sql } from '../../../kernel/db/sql.ts'
import type { Locale } from '../../../kernel/errors/problem.ts'
import { numberTextSql, seriesOf, takeNumberSql } from '../../accounting/index.ts'
import type { AddressInput } from '../../crm/index.ts'
import { orderPaid, orderPlaced } from '../events.ts'
import type { OrderState } from './order.ts'
import { hashToken } from './token.ts'

export interface OrderLineToPlace {
  id: string
  productId: string
  sku: string
  /** In the language of the order. */
  name: string
  quantity: string
  unitPrice: string
  taxCode: string | null
  ratePercent: string
  /** Minor units; gross = net + tax. */
  netMinor: bigint
  taxMinor: bigint
  grossMinor: bigint
}

export interface OrderToPlace {
  id: string
  /** Opens the order for whoever has it. */
  token: string
  /** `shop`, `desk`: where it was placed. */
  channel: string
  customerId?: string | null
  email: string
  name: string
  phone: string | null
  /** Null where the goods are fetched. */
  address: AddressInput | null
  shipping: {
    code: string
    name: string
    taxCode: string | null
    ratePercent: string
    netMinor: bigint
    taxMinor: bigint
  }
  /** ISO 4217. */
  currency: string
  pricesIncludeTax: boolean
  /** The language its mails are in. */
  locale: Locale
  lines: readonly OrderLineToPlace[]
}

export interface PlacedOrder {
  readonly id: string
  /** `SO2026-000001`, as a late text. */
  readonly number: string
  /** `placed`, or `paid` where everything is free. */
  readonly state: OrderState
  readonly totalMinor: bigint
}

/**
 * Writes an order with its lines and gives it a number, in one statement at the end of the transaction, since the row of the number
 * series stays locked from then on: the number is a late text. Stock, payment, invoice and confirmation are the caller's, after it.
 */
export function placeOrder(ctx: TenantContext, order: OrderToPlace): PlacedOrder {
  const { lines, shipping } = order
  const sum = (of: (line: OrderLineToPlace) => bigint) => lines.reduce((total, line) => total + of(line), 0n)
  const itemsNetMinor = sum((line) => line.netMinor)
  const taxMinor = sum((line) => line.taxMinor) + shipping.taxMinor
  const totalMinor = itemsNetMinor + shipping.netMinor + taxMinor
  const state: OrderState = totalMinor === 0n ? 'paid' : 'placed'
  const series = seriesOf(ctx, 'SO')
  const { tenant, now } = ctx
  const number = ctx.writeLate(
    (late) => sql`
    with taken as (${takeNumberSql(ctx, series)}), placed as (
      insert into sales_order (tenant_id, id, number, token_hash, channel, state, customer_id, email, name, phone, address,
        shipping_code, shipping_name, shipping_tax_code, shipping_tax_rate_percent, currency, prices_include_tax, items_net_minor,
        shipping_net_minor, shipping_tax_minor, tax_minor, total_minor, locale, placed_at, paid_at, created_at, updated_at)
      select ${tenant.id}::uuid, ${order.id}::uuid, ${numberTextSql(series, sql`taken.last`)}, ${hashToken(order.token)}, ${order.channel},
        ${state}, ${order.customerId ?? null}::uuid, ${order.email}, ${order.name}, ${order.phone}::text,
        ${order.address === null ? null : JSON.stringify(order.address)}::jsonb, ${shipping.code}, ${shipping.name},
        ${shipping.taxCode}::text, ${shipping.ratePercent}::numeric, ${order.currency}, ${order.pricesIncludeTax}::boolean,
        ${itemsNetMinor}::bigint, ${shipping.netMinor}::bigint, ${shipping.taxMinor}::bigint, ${taxMinor}::bigint,
        ${totalMinor}::bigint, ${order.locale}, ${now}::timestamptz, ${state === 'paid' ? now : null}::timestamptz,
        ${now}::timestamptz, ${now}::timestamptz
      from taken
      returning number
    ), written as (
      insert into sales_order_line (tenant_id, id, order_id, line_no, product_id, sku, name, quantity, unit_price, tax_code,
        tax_rate_percent, net_minor, tax_minor, gross_minor)
      select ${tenant.id}::uuid, l.id, ${order.id}::uuid, l.n, l.product_id, l.sku, l.name, l.quantity, l.unit_price, l.tax_code,
        l.rate, l.net, l.tax, l.gross
      from unnest(${lines.map((l) => l.id)}::uuid[], ${lines.map((l) => l.productId)}::uuid[], ${lines.map((l) => l.sku)}::text[],
        ${lines.map((l) => l.name)}::text[], ${lines.map((l) => l.quantity)}::numeric[], ${lines.map((l) => l.unitPrice)}::numeric[],
        ${lines.map((l) => l.taxCode)}::text[], ${lines.map((l) => l.ratePercent)}::numeric[], ${lines.map((l) => l.netMinor)}::bigint[],
        ${lines.map((l) => l.taxMinor)}::bigint[], ${lines.map((l) => l.grossMinor)}::bigint[])
        with ordinality as l (id, product_id, sku, name, quantity, unit_price, tax_code, rate, net, tax, gross, n)
    )
    select ${late(sql`number`)} from placed`,
  )
  ctx.publish(orderPlaced, { orderId: order.id })
  if (state === 'paid') ctx.publish(orderPaid, { orderId: order.id, paymentId: null })
  return { id: order.id, number, state, totalMinor }
}
