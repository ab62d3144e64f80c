import { compareQuantity } from '../../../../shared/quantity.ts'
import type { AddressInput } from '../../crm/index.ts'
import type { StoredPicture } from '../shop/picture.ts'
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
  /** Whether stock is promised that there is not yet. */
  readonly backorder: boolean
  readonly quote: Quote
  /** The total that the buyer was last shown, minor units. */
  readonly shownTotalMinor: bigint
}

/** Makes a cart of its rows and prices it. */
export function readCart(rows: readonly CartRow[], currency: string): Cart {
  const head = rows[0]!
  const lines = rows.filter((row) => row.product_id !== null).map(toLine)
  const shipping: CartShipping | null =
    head.shipping_code === null
      ? null
      : {
          code: head.shipping_code,
          name: head.shipping_name!,
          nameTh: head.shipping_name_th,
          price: head.shipping_price!,
          taxCode: head.shipping_tax_code,
          ratePercent: head.shipping_rate!,
          needsAddress: head.needs_address!,
        }
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
    backorder: head.backorder,
    quote,
    shownTotalMinor: isAsShown(head, lines) ? quote.totalMinor : shownTotal(head, lines, currency),
  }
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
