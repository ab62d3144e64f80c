import { z } from 'zod'
import type { Tenant } from '../../../kernel/command/context.ts'
import { trimDecimal } from '../../../kernel/resource/field.ts'
import { type Action, action, allowed, decimal, id, money, refused, toMoney } from '../../../kernel/wire.ts'
import { address } from '../../crm/index.ts'
import { unitPriceOf } from '../../sales/index.ts'
import { picture, presentPicture } from '../shop/picture.ts'
import { CART_STATES } from './cart.ts'
import { missingIn } from './cart-rules.ts'
import type { Cart, CartLine } from './read-cart.ts'

const LINE_PROBLEMS = ['checkout.product_unavailable', 'stock.short'] as const

export const cartFields = z.object({
  id,
  state: z.enum(CART_STATES),
  orderId: id.nullable().meta({ description: 'What it became' }),
  pricesIncludeTax: z.boolean(),
  lines: z.array(
    z.object({
      productId: id,
      sku: z.string(),
      slug: z.string(),
      name: z.string(),
      nameTh: z.string().nullable(),
      options: z.record(z.string(), z.string()),
      picture: picture.nullable(),
      serialised: z.boolean(),
      quantity: decimal,
      available: decimal.meta({ description: 'How much can be bought now' }),
      unitPrice: money.meta({ description: 'With its tax where `pricesIncludeTax`' }),
      taxRatePercent: decimal,
      net: money,
      tax: money,
      gross: money,
      problem: z.enum(LINE_PROBLEMS).nullable().meta({ description: 'Why this line cannot be ordered now' }),
    }),
  ),
  contact: z.object({
    email: z.string().nullable(),
    name: z.string().nullable(),
    phone: z.string().nullable(),
  }),
  address: address.nullable(),
  shipping: z
    .object({
      code: z.string(),
      name: z.string(),
      nameTh: z.string().nullable(),
      needsAddress: z.boolean(),
      net: money,
      tax: money,
      gross: money,
    })
    .nullable(),
  totals: z.object({
    itemsNet: money,
    itemsGross: money,
    tax: money.meta({ description: 'Of items and shipping together' }),
    total: money.meta({ description: 'What the buyer pays' }),
  }),
  priceChanged: z.boolean().meta({
    description: 'The total is another than the one last given out with a new or changed cart',
  }),
  missing: z.array(z.string()).meta({ description: 'What an order still needs' }),
  actions: z.object({ complete: action }),
})

export const newCartFields = cartFields.extend({
  token: z.string().meta({ description: 'Opens the cart, and its order later; shown only now' }),
})

/** A cart as its buyer sees it. */
export function presentCart(cart: Cart, tenant: Tenant): z.input<typeof cartFields> {
  const { currency } = tenant
  const inCurrency = (minor: bigint) => toMoney(minor, currency)
  const { quote, shipping } = cart
  const missing = missingIn(cart)
  return {
    id: cart.id,
    state: cart.state,
    orderId: cart.orderId,
    pricesIncludeTax: cart.inclusive,
    lines: cart.lines.map((line, n) => {
      const { netMinor, taxMinor, grossMinor } = quote.lines[n]!
      return {
        productId: line.productId,
        sku: line.sku,
        slug: line.slug,
        name: line.name,
        nameTh: line.nameTh,
        options: line.options,
        picture: line.picture && presentPicture(line.picture),
        serialised: line.serialised,
        quantity: trimDecimal(line.quantity),
        available: trimDecimal(line.available),
        unitPrice: unitPriceOf(line.unitPrice, currency),
        taxRatePercent: trimDecimal(line.ratePercent),
        net: inCurrency(netMinor),
        tax: inCurrency(taxMinor),
        gross: inCurrency(grossMinor),
        problem: problemOf(cart, line),
      }
    }),
    contact: { email: cart.email, name: cart.name, phone: cart.phone },
    address: cart.address,
    shipping: shipping && {
      code: shipping.code,
      name: shipping.name,
      nameTh: shipping.nameTh,
      needsAddress: shipping.needsAddress,
      net: inCurrency(quote.shipping!.netMinor),
      tax: inCurrency(quote.shipping!.taxMinor),
      gross: inCurrency(quote.shipping!.grossMinor),
    },
    totals: {
      itemsNet: inCurrency(quote.itemsNetMinor),
      itemsGross: inCurrency(quote.itemsGrossMinor),
      tax: inCurrency(quote.taxMinor),
      total: inCurrency(quote.totalMinor),
    },
    priceChanged: cart.shownTotalMinor !== quote.totalMinor,
    missing,
    actions: { complete: completeAction(cart, missing) },
  }
}

const problemOf = (cart: Cart, line: CartLine): (typeof LINE_PROBLEMS)[number] | null => {
  if (!line.sellable) return 'checkout.product_unavailable'
  return cart.short.includes(line) ? 'stock.short' : null
}

function completeAction(cart: Cart, missing: readonly string[]): Action {
  if (cart.state === 'converted') return refused('checkout.cart_converted')
  if (missing.length > 0) return refused('checkout.incomplete')
  const problem = cart.lines.map((line) => problemOf(cart, line)).find((one) => one !== null)
  if (problem) return refused(problem)
  return cart.shownTotalMinor === cart.quote.totalMinor ? allowed : refused('checkout.price_changed')
}
