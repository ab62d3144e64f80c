import { compareQuantity } from '../../../../shared/quantity.ts'
import type { TenantContext } from '../../../kernel/command/context.ts'
import { sql } from '../../../kernel/db/sql.ts'
import type { AddressInput } from '../../crm/index.ts'
import { offersPickup, PICKUP } from '../shipping-method/pickup.ts'
import type { StoredPicture } from '../shop/picture.ts'
import { backorderSql } from '../shop/sellable.ts'
import type { CartRow } from './cart-rows.ts'
import { type Quote, quoteOf } from './quote.ts'

export interface CartLine {
  readonly productId: string
  readonly quantity: string
  /** False for what is not for sale any more. It has no price then, and counts for nothing. */
  readonly sellable: boolean
  readonly sku: string
  readonly slug: string
  readonly name: string
  readonly nameTh: string | null
  readonly unit: string
  readonly serialised: boolean
  readonly options: Record<string, string>
  readonly unitPrice: string
  readonly taxCode: string | null
  readonly ratePercent: string
  readonly shownPrice: string | null
  readonly shownRate: string | null
  readonly available: string
  readonly picture: StoredPicture | null
}

export interface CartShipping {
  readonly code: string
  readonly name: string
  readonly nameTh: string | null
  readonly price: string
  readonly taxCode: string | null
  readonly ratePercent: string
  readonly needsAddress: boolean
}

/** A cart as it is now: what is in it, what it costs now, and what the buyer was last shown. */
export interface Cart {
  readonly id: string
  readonly tokenHash: string
  readonly state: 'open' | 'converted'
  readonly orderId: string | null
  readonly email: string | null
  readonly name: string | null
  readonly phone: string | null
  readonly address: AddressInput | null
  readonly inclusive: boolean
  readonly lines: readonly CartLine[]
  readonly shipping: CartShipping | null
  /** Lines of which there is less than is wanted; a courtesy, since the reservation decides. */
  readonly short: readonly CartLine[]
  readonly quote: Quote
  /** The total that the buyer was last shown, minor units. */
  readonly shownTotalMinor: bigint
}

/** Makes a cart of its rows and prices it. Only where something is missing does it ask the database more. */
export async function readCart(ctx: TenantContext, rows: readonly CartRow[]): Promise<Cart> {
  const { currency } = ctx.tenant
  const head = rows[0]!
  const lines = rows.filter((row) => row.product_id !== null).map(toLine)
  const shipping = await shippingOf(ctx, head)
  const quote = quoteOf({
    lines: lines.map((line) => (line.sellable ? line : { ...line, unitPrice: '0' })),
    shipping: shipping && { quantity: '1', unitPrice: shipping.price, ratePercent: shipping.ratePercent },
    inclusive: head.inclusive,
    currency,
  })
  return {
    id: head.id,
    tokenHash: head.token_hash,
    state: head.state,
    orderId: head.order_id,
    email: head.email,
    name: head.name,
    phone: head.phone,
    address: head.address,
    inclusive: head.inclusive,
    lines,
    shipping,
    short: await shortLines(ctx, lines),
    quote,
    shownTotalMinor: isAsShown(head, lines) ? quote.totalMinor : shownTotal(head, lines, currency),
  }
}

async function shippingOf(ctx: TenantContext, head: CartRow): Promise<CartShipping | null> {
  if (head.shipping_code !== null) {
    return {
      code: head.shipping_code,
      name: head.shipping_name!,
      nameTh: head.shipping_name_th,
      price: head.shipping_price!,
      taxCode: head.shipping_tax_code,
      ratePercent: head.shipping_rate!,
      needsAddress: head.needs_address!,
    }
  }
  if (head.chosen_shipping !== PICKUP.code || !(await offersPickup(ctx))) return null
  return { ...PICKUP, price: '0', taxCode: null, ratePercent: '0', needsAddress: false }
}

async function shortLines(ctx: TenantContext, lines: readonly CartLine[]): Promise<CartLine[]> {
  const short = lines.filter((line) => line.sellable && compareQuantity(line.available, line.quantity) < 0)
  if (short.length === 0) return short
  const { backorder } = await ctx.tx.one<{ backorder: boolean }>(
    sql`select ${backorderSql(ctx)} as backorder`,
  )
  return backorder ? [] : short
}

const toLine = (row: CartRow): CartLine => ({
  productId: row.product_id!,
  quantity: row.quantity!,
  sellable: row.sellable!,
  sku: row.sku ?? row.product_id!,
  slug: row.slug ?? '',
  name: row.product_name ?? row.product_id!,
  nameTh: row.product_name_th,
  unit: row.unit ?? 'pc',
  serialised: row.serialised ?? false,
  options: row.options ?? {},
  unitPrice: row.price ?? '0',
  taxCode: row.tax_code,
  ratePercent: row.rate ?? '0',
  shownPrice: row.shown_price,
  shownRate: row.shown_rate,
  available: row.available ?? '0',
  picture: row.picture,
})

/** Whether nothing that the total follows from has changed since the buyer saw it: nearly always, and then nothing is computed twice. */
const isAsShown = (head: CartRow, lines: readonly CartLine[]): boolean =>
  head.inclusive === head.shown_inclusive &&
  same(head.shipping_price, head.shown_shipping_price) &&
  same(head.shipping_rate, head.shown_shipping_rate) &&
  lines.every(
    (line) =>
      line.sellable &&
      (line.shownPrice === null || same(line.unitPrice, line.shownPrice)) &&
      (line.shownRate === null || same(line.ratePercent, line.shownRate)),
  )

const same = (a: string | null, b: string | null): boolean =>
  a === b || (a !== null && b !== null && compareQuantity(a, b) === 0)

const shownTotal = (head: CartRow, lines: readonly CartLine[], currency: string): bigint =>
  quoteOf({
    lines: lines.map((line) => ({
      quantity: line.quantity,
      unitPrice: line.shownPrice ?? line.unitPrice,
      ratePercent: line.shownRate ?? line.ratePercent,
    })),
    shipping:
      head.shown_shipping_price === null
        ? null
        : {
            quantity: '1',
            unitPrice: head.shown_shipping_price,
            ratePercent: head.shown_shipping_rate ?? '0',
          },
    inclusive: head.shown_inclusive,
    currency,
  }).totalMinor
