import { CHIME_SECRET } from '../chime.ts'
import type { Story } from '../story.ts'
import type { Catalogue } from './catalogue.ts'
import { keepRecord } from './records.ts'

const ADDRESS = { city: 'Chiang Mai', postalCode: '50200', country: 'TH' }

interface Ordered {
  id: string
  token: string
  paymentId: string
}

/** The shop window, carts, and orders that are shipped, refunded and cancelled. */
export async function sell(story: Story, { notebook, tote, slug }: Catalogue): Promise<void> {
  await keepRecord(story, {
    name: 'checkout.shipping_method',
    create: { code: 'TH-EMS', name: story.text('EMS'), price: '80', taxCode: 'VAT7' },
    update: { maxDays: 3 },
  })
  await keepRecord(story, {
    name: 'payments.method',
    create: { code: 'promptpay', provider: 'manual', name: story.text('PromptPay') },
    update: { instructionsText: story.text('Send it to 0105599000141.') },
  })
  await story.call('payments.method.create', { code: 'chime', provider: 'chime', name: story.text('Chime') })
  const window = { as: 'buyer' } as const
  await story.call('checkout.product.list', { q: story.teller.mark }, window)
  await story.call('checkout.product.get', { slug }, window)
  await story.call('checkout.category.list', {}, window)
  await story.call('checkout.shipping_method.offer', {}, window)
  await story.call('payments.method.offer', {}, window)

  const first = await order(story, [
    { productId: notebook, quantity: '2' },
    { productId: tote, quantity: '1' },
  ])
  await story.call('payments.payment.capture', { id: first.paymentId, reference: story.text('KBANK 10:14') })
  await story.call('sales.order.ship', { id: first.id, trackingNumber: story.text('EX1') })
  await story.call('payments.payment.refund', {
    ...{ id: first.paymentId, reason: story.text('Scratch'), amount: { amount: '50.00', currency: 'THB' } },
  })
  const second = await order(story, [{ productId: notebook, quantity: '1' }])
  await story.call('sales.order.cancel', { id: second.id, reason: story.text('Changed her mind') })
  await order(story, [{ productId: notebook, quantity: '3' }])
  await payByChime(story, await order(story, [{ productId: notebook, quantity: '1' }], 'chime'))
  await story.call('sales.order.get', { id: first.id })
  await story.call('sales.order.list')
  await story.call('payments.payment.get', { id: first.paymentId })
  await story.call('payments.payment.list', { orderId: first.id })
  await story.call('accounting.invoice.list', { orderId: first.id })
  await story.call('accounting.entry.list', { sourceEntity: 'payment', sourceId: first.paymentId })
}

/** A buyer fills a cart, says who and where, and orders. */
async function order(
  story: Story,
  lines: { productId: string; quantity: string }[],
  provider = 'manual',
): Promise<Ordered> {
  const { id, token } = await story.call('checkout.cart.create', { lines }, { as: 'buyer' })
  const options = { as: 'buyer', headers: { 'x-cart-token': token } } as const
  await story.call(
    'checkout.cart.update',
    {
      id,
      contact: { email: story.email('mali'), name: story.text('Mali'), phone: '+66812345678' },
      address: { line1: story.text('9 Nimman 5'), ...ADDRESS },
      shippingMethod: 'TH-EMS',
    },
    options,
  )
  await story.call('checkout.cart.get', { id }, options)
  const placed = await story.call('checkout.cart.complete', { id, payment: { provider } }, options)
  await story.call('checkout.order.get', { id: placed.id }, options)
  const { items } = await story.call('payments.payment.list', { orderId: placed.id })
  return { id: placed.id, token, paymentId: items[0].id }
}

/** The provider says that the money came, twice, as providers do. */
async function payByChime(story: Story, { paymentId }: Ordered): Promise<void> {
  const told = {
    method: 'POST',
    url: '/api/webhooks/payments/chime',
    body: { eventId: story.text('event'), paymentId },
  } as const
  await story.visit(told, { headers: { 'x-chime-secret': CHIME_SECRET } })
  await story.visit(told, { headers: { 'x-chime-secret': CHIME_SECRET } })
  await story.workshop.drain()
  const { state } = await story.call('payments.payment.get', { id: paymentId })
  if (state !== 'captured')
    throw new Error(`the payment is ${state} after the provider said that it was made`)
}

/** What was mailed, and once more. */
export async function readMail(story: Story): Promise<void> {
  const { items } = await story.call('notifications.message.list')
  const { id } = items[0]
  await story.call('notifications.message.get', { id })
  await story.call('notifications.message.resend', { id })
  await story.call('notifications.message.list', { entity: items[0].entity, entityId: items[0].entityId })
}
