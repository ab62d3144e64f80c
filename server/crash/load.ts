import { newId } from '../../shared/ids.ts'
import { Actor, type ClientLog } from './client-log.ts'

export interface Goods {
  notebookId: string
  bagId: string
}

export interface LoadOptions {
  log: ClientLog
  port: number
  host: string
  /** Of a key that may do everything. */
  headers: Record<string, string>
  goods: Goods
}

export const BUYERS = 2

const contact = { email: 'buyer@example.com', name: 'A Buyer' }
const address = { line1: '1 Soi 2', city: 'Bangkok', country: 'TH' }

/** A buyer orders and pays, again and again. */
async function buyer(options: LoadOptions): Promise<void> {
  const { log, headers, goods } = options
  const actor = new Actor(log, options.port, options.host)
  while (!log.stopped) {
    const cartKey = newId()
    const cart = await actor.insist('cart', cartKey, {
      method: 'POST',
      path: '/api/v1/shop/carts',
      body: {
        lines: [{ productId: goods.notebookId, quantity: '1' }],
        contact,
        address,
        shippingMethod: 'EMS',
      },
    })
    const key = newId()
    const order = await actor.insistUnlessGone('order', key, {
      method: 'POST',
      path: `/api/v1/shop/carts/${cart.id}/complete`,
      body: { payment: { provider: 'manual' } },
      headers: { 'x-cart-token': String(cart.token), 'idempotency-key': key },
      // A cart of the last moment before the database died (decision 28).
      gone: (reply) => reply.status === 404,
    })
    if (!order) continue
    const payments = await actor.insist('look', newId(), {
      method: 'GET',
      path: `/api/v1/payments?orderId=${order.id}`,
      headers,
    })
    const [payment] = payments.items as { id: string }[]
    await actor.insist('capture', payment!.id, {
      method: 'POST',
      path: `/api/v1/payments/${payment!.id}/capture`,
      body: { reference: key },
      headers: { ...headers, 'idempotency-key': newId() },
      // A capture whose answer was lost is told to be done already.
      doneToo: (reply) => /payments\.already_captured/.test(reply.body),
    })
  }
  actor.close()
}

/** A maker opens a ticket for one piece and logs its work; the piece goes into stock. */
async function maker(options: LoadOptions, n: number): Promise<void> {
  const { log, headers, goods } = options
  const actor = new Actor(log, options.port, options.host)
  while (!log.stopped) {
    const key = newId()
    const ticket = await actor.insist('ticket', key, {
      method: 'POST',
      path: '/api/v1/job-tickets',
      body: { productId: goods.bagId, line: 'HAT', quantity: '1', release: true },
      headers: { ...headers, 'idempotency-key': key },
    })
    const [token] = ticket.tokens as { code: string }[]
    for (const event of ['start', 'complete']) {
      const deviceEventId = newId()
      await actor.insist('log', deviceEventId, {
        method: 'POST',
        path: '/api/v1/wip-logs',
        body: {
          tokenCode: token!.code,
          taskCode: 'making',
          event,
          deviceEventId,
          deviceAt: new Date().toISOString(),
          operatorId: `operator-${n}`,
          operatorName: `Operator ${n}`,
        },
        headers,
      })
    }
  }
  actor.close()
}

/** Somebody issues serials for pieces that were made before there was a ticket. */
async function issuer(options: LoadOptions): Promise<void> {
  const { log, headers, goods } = options
  const actor = new Actor(log, options.port, options.host)
  while (!log.stopped) {
    const key = newId()
    await actor.insist('issue', key, {
      method: 'POST',
      path: '/api/v1/serials/issue',
      body: { line: 'OEM', productId: goods.bagId, quantity: 20 },
      headers: { ...headers, 'idempotency-key': key },
    })
  }
  actor.close()
}

/** Starts the load; resolves when it was told to stop and every request begun was acknowledged. */
export const startLoad = async (options: LoadOptions): Promise<void> => {
  await Promise.all([
    ...Array.from({ length: BUYERS }, () => buyer(options)),
    ...[maker(options, 1), maker(options, 2), issuer(options)],
  ])
}
