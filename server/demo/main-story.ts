import { newId } from '../../shared/ids.ts'
import type { Act } from './seed-demo.ts'

interface Operator {
  id: string
  name: string
}
interface RoutingOperation {
  code: string
  standardMinutes: string
  evidence: string[]
}

/** Minutes that people really take, beside the standard ones: as a share, one after the other. */
const PACE = [0.95, 1.05, 1, 1.12, 0.9]

/**
 * The first pages of the main story, so that the demo has pieces to sell and history to look at: a ticket for five
 * Saddle Totes, of which three are finished and one is on the bench, and a first order, paid and shipped.
 */
export async function tellMainStory(act: Act, photo: Buffer): Promise<void> {
  const tickets = await act<{ items: unknown[] }>('manufacturing.ticket.list', { limit: 1 })
  if (tickets && tickets.items.length > 0) return
  const products = await act<{ items: { id: string; sku: string }[] }>('catalog.product.list', {
    q: 'SADDLE-TOTE',
    limit: 50,
  })
  const tote = products!.items.find((product) => product.sku === 'SADDLE-TOTE')!
  const operators = await operatorsOf(act)
  const routing = await act<{ operations: RoutingOperation[] }>('catalog.routing.get', { productId: tote.id })
  const ticket = await act<{ tokens: { code: string }[] }>('manufacturing.ticket.create', {
    productId: tote.id,
    quantity: '5',
    priority: 10,
    note: 'For the opening of the new shop window',
    release: true,
  })
  const picture = await act<{ id: string }>('documents.file.upload', {
    name: 'inspection.svg',
    content: photo.toString('base64'),
    visibility: 'members',
  })
  const finished = ticket!.tokens.slice(0, 3)
  for (const [piece, { code }] of finished.entries()) {
    for (const [step, operation] of routing!.operations.entries()) {
      const operator = operators[(piece + step) % operators.length]!
      await completed(act, code, operation, operator, PACE[(piece + step) % PACE.length]!, picture!.id)
    }
  }
  const onTheBench = ticket!.tokens[3]!
  const [first, second, third] = routing!.operations
  await completed(act, onTheBench.code, first!, operators[0]!, 1, picture!.id)
  await completed(act, onTheBench.code, second!, operators[0]!, 1, picture!.id)
  await act('manufacturing.wip.log', {
    ...common(onTheBench.code, third!, operators[0]!),
    event: 'start',
  })
  await firstOrder(act, tote.id)
}

async function operatorsOf(act: Act): Promise<Operator[]> {
  const members = await act<{ items: { userId: string; name: string; role: string }[] }>(
    'identity.member.list',
    {},
  )
  return members!.items
    .filter((member) => member.role === 'operator')
    .map(({ userId, name }) => ({ id: userId, name }))
}

const common = (tokenCode: string, operation: RoutingOperation, operator: Operator) => ({
  tokenCode,
  taskCode: operation.code,
  deviceEventId: newId(),
  deviceAt: new Date().toISOString(),
  operatorId: operator.id,
  operatorName: operator.name,
})

async function completed(
  act: Act,
  tokenCode: string,
  operation: RoutingOperation,
  operator: Operator,
  pace: number,
  photoId: string,
): Promise<void> {
  await act('manufacturing.wip.log', {
    ...common(tokenCode, operation, operator),
    event: 'complete',
    minutes: (Number(operation.standardMinutes) * pace).toFixed(1),
    ...(operation.evidence.some((kind) => kind !== 'photo')
      ? { note: 'Measured and checked: within tolerance' }
      : {}),
    ...(operation.evidence.includes('photo') ? { fileIds: [photoId] } : {}),
  })
}

async function firstOrder(act: Act, productId: string): Promise<void> {
  const cart = await act<{ id: string; token: string }>('checkout.cart.create', {
    lines: [{ productId, quantity: '1' }],
    contact: { email: 'araya.s@example.com', name: 'Araya Suwannakit', phone: '+66 2 555 0101' },
    address: {
      line1: '27/3 Soi Sukhumvit 49',
      line2: 'Khlong Tan Nuea, Watthana',
      city: 'Bangkok',
      postalCode: '10110',
      country: 'TH',
    },
    shippingMethod: 'BKK-SAMEDAY',
  })
  const order = await act<{ id: string }>(
    'checkout.cart.complete',
    { ...cart, payment: { provider: 'manual' }, locale: 'en' },
    'demo-first-order',
  )
  const payments = await act<{ items: { id: string }[] }>('payments.payment.list', {
    orderId: order!.id,
    limit: 1,
  })
  await act(
    'payments.payment.capture',
    { id: payments!.items[0]!.id, reference: 'SCB 0902-114587' },
    'demo-first-capture',
  )
  await act('sales.order.ship', { id: order!.id }, 'demo-first-shipment')
}
