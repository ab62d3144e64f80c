import {
  type CheckoutField,
  type CheckoutView,
  checkoutPage,
  type FieldErrors,
  type Html,
} from '../../../../storefront/index.ts'
import type { AnswerOf } from '../operations.ts'
import { deliveryTime } from '../texts.ts'
import { fieldsOf } from './address.ts'
import { isZero, moneyText, named, totalsOf } from './amounts.ts'
import { countryChoices, likelyCountry } from './countries.ts'
import { pictureOf, variantText } from './goods.ts'
import type { Cart, HeldCart, ShopVisit } from './shop-visit.ts'

export type Values = CheckoutView['values']

/** What the shop offers besides its goods. */
export interface Offers {
  readonly shipping: AnswerOf<'checkout.shipping_method.offer'>['items']
  readonly payment: AnswerOf<'payments.method.offer'>['items']
}

export async function offersOf(visit: ShopVisit): Promise<Offers> {
  const [shipping, payment] = await Promise.all([
    visit.run('checkout.shipping_method.offer', {}),
    visit.run('payments.method.offer', {}),
  ])
  return { shipping: shipping.items, payment: payment.items }
}

/** What is known of the buyer already; where there is only one way to pay, it is chosen. */
export function knownValues(cart: Cart, offers: Offers, currency: string): Values {
  const { contact, address, shipping } = cart
  const nowhere = {
    line1: '',
    line2: '',
    city: '',
    region: '',
    postalCode: '',
    country: likelyCountry(currency),
  }
  return {
    email: contact.email ?? '',
    name: contact.name ?? '',
    phone: contact.phone ?? '',
    ...(address ? fieldsOf(address) : nowhere),
    shipping: shipping?.code ?? '',
    payment: offers.payment.length === 1 ? offers.payment[0]!.code : '',
  }
}

/** Stands for the total that the buyer sees. */
export const quoteOf = ({ totals: { total } }: Cart): string => `${total.amount} ${total.currency}`

export interface CheckoutState {
  held: HeldCart
  offers: Offers
  values: Values
  idempotencyKey: string
  errors?: FieldErrors<CheckoutField>
  problem?: string | null
  totalChanged?: boolean
}

export function renderCheckout(visit: ShopVisit, state: CheckoutState): Html {
  const { locale } = visit
  const { held, offers, values, idempotencyKey } = state
  const { cart } = held
  const page = visit.page(held)
  const view: CheckoutView = {
    values,
    errors: state.errors ?? {},
    problem: state.problem ?? null,
    countries: countryChoices(locale),
    shippingMethods: offers.shipping.map((method) => ({
      id: method.code,
      name: named(method, locale),
      detail: deliveryTime(method.minDays, method.maxDays, locale),
      price: isZero(method.price) ? null : moneyText(method.price, locale),
      needsAddress: method.needsAddress,
    })),
    paymentMethods: offers.payment.map((method) => ({
      id: method.code,
      name: named(method, locale),
      detail: null,
      paysNow: method.provider !== 'manual',
    })),
    lines: cart.lines.map((line) => {
      const name = named(line, locale)
      return {
        name,
        variant: variantText(line.options, name),
        quantity: Number(line.quantity),
        total: moneyText(cart.pricesIncludeTax ? line.gross : line.net, locale),
        picture: pictureOf(line.picture, name, locale),
      }
    }),
    totals: totalsOf(cart, locale, page.t),
    idempotencyKey,
    quote: quoteOf(cart),
    totalChanged: state.totalChanged ?? false,
    termsUrl: null,
  }
  return checkoutPage(view, page)
}
