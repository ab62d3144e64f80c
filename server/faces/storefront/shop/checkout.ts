import { randomUUID } from 'node:crypto'
import type { FastifyReply } from 'fastify'
import { type CheckoutField, type FieldErrors, routes } from '../../../../storefront/index.ts'
import { Problem } from '../../../kernel/errors/problem.ts'
import type { Money } from '../../../kernel/wire.ts'
import { writeCookie } from '../cookies.ts'
import { sendErrorPage } from '../error-pages.ts'
import { type Form, readForm } from '../form.ts'
import { CHECKOUT_ADVICE, cannotOrder } from '../texts.ts'
import { addressOf } from './address.ts'
import { named } from './amounts.ts'
import {
  type CheckoutState,
  knownValues,
  type Offers,
  offersOf,
  renderCheckout,
  type Values,
} from './checkout-view.ts'
import { piecesOf } from './goods.ts'
import type { Cart, HeldCart, ShopVisit } from './shop-visit.ts'

type Errors = Partial<Record<CheckoutField, string>>

const sendCheckout = (visit: ShopVisit, state: CheckoutState, status = 200): FastifyReply =>
  visit.send(renderCheckout(visit, state), { status, keep: 'never' })

/** Where somebody has to go before they can check out; undefined when they can. */
function elsewhere(visit: ShopVisit, held: HeldCart | undefined): FastifyReply | undefined {
  if (held?.cart.orderId) return visit.goToOrder(held.cart.orderId, held.key.token)
  const canOrder =
    held && held.cart.lines.length > 0 && held.cart.lines.every((line) => line.problem === null)
  return canOrder ? undefined : visit.go(routes.cart())
}

/** The form, with what is known already, and a key for the order that it may become. */
export async function showCheckout(visit: ShopVisit): Promise<FastifyReply> {
  const [found, offers] = await Promise.all([visit.cart(), offersOf(visit)])
  const away = elsewhere(visit, found)
  if (away || !found) return away!
  const held = await withOnlyMethod(visit, found, offers)
  const values = knownValues(held.cart, offers, visit.tenant.currency)
  const totalChanged = found.cart.priceChanged
  return sendCheckout(visit, { held, offers, values, idempotencyKey: randomUUID(), totalChanged })
}

/** Where the goods can be sent in one way only, the total has it from the start. */
async function withOnlyMethod(visit: ShopVisit, held: HeldCart, offers: Offers): Promise<HeldCart> {
  const [only, ...others] = offers.shipping
  if (held.cart.shipping || !only || others.length > 0) return held
  return await withShipping(visit, held, only.code)
}

const withShipping = async (visit: ShopVisit, held: HeldCart, code: string): Promise<HeldCart> => ({
  ...held,
  cart: await visit.run('checkout.cart.update', { ...held.key, shippingMethod: code }),
})

const valuesOf = (form: Form): Values => ({
  email: form.text('email'),
  name: form.text('name'),
  phone: form.text('phone'),
  shipping: form.text('shipping'),
  line1: form.text('line1'),
  line2: form.text('line2'),
  city: form.text('city'),
  region: form.text('region'),
  postalCode: form.text('postalCode'),
  country: form.text('country'),
  payment: form.text('payment'),
})

/** Shows the total of what is chosen, or places the order. */
export async function postCheckout(visit: ShopVisit): Promise<FastifyReply> {
  const form = readForm(visit.request.body)
  const [found, offers] = await Promise.all([visit.cart(), offersOf(visit)])
  const away = elsewhere(visit, found)
  if (away || !found) return away!
  const values = valuesOf(form)
  const state: CheckoutState = {
    held: found,
    offers,
    values,
    idempotencyKey: form.text('idempotency_key') || randomUUID(),
    // Told also when it comes with another choice: who only sees a new sum takes it for that of the choice.
    totalChanged: found.cart.priceChanged,
  }
  try {
    if (form.text('intent') === 'place') return await place(visit, state, form.text('quote'))
    if (offers.shipping.some((method) => method.code === values.shipping))
      state.held = await withShipping(visit, found, values.shipping)
  } catch (error) {
    return await refused(visit, state, error)
  }
  return sendCheckout(visit, state)
}

/** Writes who orders and where to, then orders. */
async function place(visit: ShopVisit, state: CheckoutState, seen: string): Promise<FastifyReply> {
  const { values, offers } = state
  const method = offers.shipping.find((one) => one.code === values.shipping)
  const payment = offers.payment.find((one) => one.code === values.payment)
  const errors: Errors = {}
  if (!method) errors.shipping = CHECKOUT_ADVICE.shipping[visit.locale]
  if (!payment) errors.payment = CHECKOUT_ADVICE.payment[visit.locale]
  try {
    const cart = await visit.run('checkout.cart.update', {
      ...state.held.key,
      contact: { email: values.email, name: values.name, phone: values.phone || null },
      ...(method?.needsAddress === false ? {} : { address: addressOf(values) }),
      ...(method ? { shippingMethod: method.code } : {}),
    })
    state.held = { ...state.held, cart }
  } catch (error) {
    const wrong = fieldsIn(error, visit)
    if (!wrong) throw error
    Object.assign(errors, wrong)
  }
  if (!payment || Object.keys(errors).length > 0) return await sendBack(visit, state, errors)
  const { cart, key } = state.held
  const order = await visit.run(
    'checkout.cart.complete',
    {
      ...key,
      payment: { provider: payment.provider, method: payment.code },
      expectedTotal: totalSeen(seen, cart),
      locale: visit.locale,
    },
    state.idempotencyKey,
  )
  writeCookie(visit.kernel.config, visit.reply, 'placed', order.id)
  return visit.goToOrder(order.id, key.token)
}

/** The form again with what is wrong in it, and the total of the delivery that was chosen. */
async function sendBack(
  visit: ShopVisit,
  state: CheckoutState,
  errors: FieldErrors<CheckoutField>,
): Promise<FastifyReply> {
  if (!errors.shipping && state.values.shipping !== state.held.cart.shipping?.code)
    state.held = await withShipping(visit, state.held, state.values.shipping)
  return sendCheckout(visit, { ...state, errors }, 422)
}

/** The total that the form says the buyer saw. A form that says nothing readable saw no total of ours. */
function totalSeen(quote: string, { totals }: Cart): Money {
  const [, amount, currency] = /^(\d{1,14}(?:\.\d{1,6})?) ([A-Z]{3})$/.exec(quote) ?? []
  return amount && currency ? { amount, currency } : { amount: '-1', currency: totals.total.currency }
}

/** Fields of the API by the fields of the form. */
const FIELD_OF: Readonly<Record<string, CheckoutField>> = {
  'contact.email': 'email',
  'contact.name': 'name',
  'contact.phone': 'phone',
  'address.line1': 'line1',
  'address.line2': 'line2',
  'address.city': 'city',
  'address.postalCode': 'postalCode',
  'address.country': 'country',
  address: 'line1',
  shippingMethod: 'shipping',
}

/** What to do about the fields that a refusal names; undefined for a refusal of another kind. */
function fieldsIn(error: unknown, { locale }: ShopVisit): Errors | undefined {
  if (!(error instanceof Problem)) return undefined
  if (error.code === 'checkout.shipping_unknown') return { shipping: CHECKOUT_ADVICE.shipping[locale] }
  if (error.code !== 'request.malformed' && error.code !== 'checkout.incomplete') return undefined
  const errors: Errors = {}
  for (const { field } of error.errors ?? []) {
    const name = FIELD_OF[field]
    if (name) errors[name] = CHECKOUT_ADVICE[name][locale]
  }
  return Object.keys(errors).length > 0 ? errors : undefined
}

/** Why there is no order, where the buyer can do something about it. */
async function refused(visit: ShopVisit, state: CheckoutState, error: unknown): Promise<FastifyReply> {
  if (!(error instanceof Problem) || error.status >= 500) throw error
  const wrong = fieldsIn(error, visit)
  if (wrong) return await sendBack(visit, state, wrong)
  switch (error.code) {
    case 'checkout.price_changed':
      return sendCheckout(visit, { ...state, totalChanged: true }, 409)
    case 'checkout.product_unavailable':
    case 'checkout.quantity_whole':
      return visit.go(routes.cart())
    case 'stock.short':
      return sendErrorPage(visit, error, { items: shortItems(error, state.held.cart, visit) })
    case 'payments.method_unknown':
    case 'payments.provider_unknown':
      return await sendBack(visit, state, { payment: CHECKOUT_ADVICE.payment[visit.locale] })
    case 'checkout.cart_converted':
    case 'idempotency.key_reused':
      // The order exists: somebody came back to the form, or sent it twice.
      return visit.go(routes.checkout())
    case 'idempotency.in_progress':
    case 'conflict.busy':
    case 'not_found':
      throw error
  }
  visit.kernel.log.error({ err: error, requestId: visit.request.id }, 'the shop could not take an order')
  return sendCheckout(visit, { ...state, problem: cannotOrder(visit.locale) }, error.status)
}

/** What is short, by the names that the buyer knows. */
function shortItems(error: Problem, cart: Cart, { locale }: ShopVisit): { name: string; left: number }[] {
  const line = cart.lines.find((one) => one.sku === error.params.sku)
  return line ? [{ name: named(line, locale), left: piecesOf(String(error.params.available)) }] : []
}
