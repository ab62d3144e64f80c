import type { FastifyReply } from 'fastify'
import {
  dayMoment,
  type OrderStatus,
  type OrderStep,
  type OrderView,
  orderPage,
  routes,
  timeMoment,
} from '../../../../storefront/index.ts'
import { dayIn } from '../../../kernel/clock/clock.ts'
import { fail } from '../../../kernel/errors/kernel-errors.ts'
import { Problem } from '../../../kernel/errors/problem.ts'
import { dropCookie, readCookie } from '../cookies.ts'
import { sendErrorPage } from '../error-pages.ts'
import { readForm } from '../form.ts'
import type { AnswerOf } from '../operations.ts'
import { addressLines } from './address.ts'
import { isZero, moneyText, named, totalsOf } from './amounts.ts'
import { variantText } from './goods.ts'
import type { ShopVisit } from './shop-visit.ts'

type Order = AnswerOf<'checkout.order.get'>

/** An order, for whoever has the key to it. */
export async function showOrder(visit: ShopVisit): Promise<FastifyReply> {
  const { id } = visit.request.params as { id: string }
  const { config } = visit.kernel
  const token = readForm(visit.request.query).text('token')
  const justPlaced = readCookie(config, visit.request, 'placed') === id
  try {
    const [order, cart] = await Promise.all([visit.run('checkout.order.get', { id, token }), visit.cart()])
    if (justPlaced) dropCookie(config, visit.reply, 'placed')
    return visit.send(orderPage(viewOf(order, token, visit, justPlaced), visit.page(cart)), { keep: 'never' })
  } catch (error) {
    // A wrong key, a wrong number and an order of another workshop look the same.
    if (!(error instanceof Problem) || (error.status !== 404 && error.status !== 400)) throw error
    return sendErrorPage(visit, fail('not_found'), { kind: 'order-not-found' })
  }
}

function viewOf(order: Order, token: string, visit: ShopVisit, justPlaced: boolean): OrderView {
  const { locale, tenant } = visit
  const { t } = visit.central()
  const { payment, shipping, address } = order
  const method = payment && named(payment, locale)
  const instructions = payment && ((locale === 'th' ? payment.instructionsTh : null) ?? payment.instructions)
  const invoice = order.invoices.find((one) => one.kind === 'invoice')
  return {
    number: order.number,
    status: statusOf(order),
    placedAt: timeMoment(new Date(order.placedAt), locale, tenant.timeZone),
    justPlaced,
    email: order.email,
    steps: stepsOf(order, (moment) => dayMoment(dayIn(tenant.timeZone, new Date(moment)), locale)),
    lines: order.lines.map((line) => ({
      name: line.name,
      variant: variantText(line.options, line.name),
      picture: null,
      quantity: Number(line.quantity),
      unitPrice: moneyText(line.unitPrice, locale),
      total: moneyText(order.pricesIncludeTax ? line.gross : line.net, locale),
      serials: line.serials.map(({ serial, verifyPath, pieceId, claimable }) => ({
        serial,
        verifyUrl: verifyPath,
        claimUrl: claimable ? routes.claim({ order: order.id, token, piece: pieceId }) : null,
      })),
      serialsToCome: line.serialised && (order.state === 'placed' || order.state === 'paid'),
    })),
    totals: totalsOf(order, locale, t),
    payments: paymentsOf(order, method, visit),
    invoice: invoice ? { number: invoice.number, url: null } : null,
    toPay:
      payment && method && payment.state === 'pending' && order.state === 'placed'
        ? {
            kind: 'written',
            method,
            amount: moneyText(payment.amount, locale),
            reference: order.number,
            text: (instructions ?? '').split(/\n+/).filter((paragraph) => paragraph.trim() !== ''),
          }
        : null,
    delivery: {
      method: shipping.name,
      lines: address ? addressLines(order.name, address, locale) : [],
      tracking: shipping.trackingNumber
        ? { number: shipping.trackingNumber, url: shipping.trackingUrl }
        : null,
    },
    contactEmail: null,
  }
}

/** The way to pay, of those that every workshop begins with, that needs no money before the goods are fetched. */
const ON_PICKUP = 'on-pickup'

function statusOf({ state, address, payment }: Order): OrderStatus {
  switch (state) {
    case 'placed':
      return payment?.method === ON_PICKUP ? 'pay-on-pick-up' : 'awaiting-payment'
    case 'shipped':
      return address ? 'shipped' : 'completed'
    default:
      return state
  }
}

/** How far the order is: placed, paid, then sent or handed over. */
function stepsOf(order: Order, dayOf: (moment: string) => OrderStep['at']): OrderStep[] {
  if (order.state === 'cancelled' || order.state === 'refunded') return []
  const reached: [OrderStep['name'], string | null][] = [
    ['placed', order.placedAt],
    ['paid', order.paidAt],
    [order.address ? 'shipped' : 'delivered', order.shippedAt],
  ]
  const current = reached.findLastIndex(([, at]) => at !== null)
  return reached.map(([name, at], index) => ({
    name,
    state: index < current ? 'done' : index === current ? 'current' : 'ahead',
    at: at === null ? null : dayOf(at),
  }))
}

function paymentsOf(
  order: Order,
  method: string | null,
  { locale, tenant }: ShopVisit,
): OrderView['payments'] {
  const { payment, totals } = order
  if (!payment || method === null || payment.state === 'cancelled') return []
  const at = (moment: string | null) =>
    moment === null ? null : timeMoment(new Date(moment), locale, tenant.timeZone)
  const state = payment.state === 'captured' ? ('received' as const) : ('pending' as const)
  const first = { method, state, amount: moneyText(payment.amount, locale), at: at(payment.capturedAt) }
  if (isZero(totals.refunded)) return [first]
  const refund = { method, state: 'refunded' as const, amount: moneyText(totals.refunded, locale) }
  return [first, { ...refund, at: at(order.refundedAt) }]
}
