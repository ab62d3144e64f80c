import { readFileSync } from 'node:fs'
import { newId } from '../../shared/ids.ts'
import { completeByHand } from '../by-hand/complete-checkout.ts'
import { drained } from '../drained.ts'
import type { BenchEnvironment, BenchTenant } from '../environment.ts'
import { HttpConnection } from '../http-client.ts'
import { compare, line, ratioLine, runFor, summarise, WARM_UP_MS } from '../measure.ts'

export const title = 'Checkout'

const contact = { email: 'buyer@example.com', name: 'A Buyer' }
const address = { line1: '1 Soi 2', city: 'Bangkok', postalCode: '10500', country: 'TH' }

/** A workshop that sells a notebook of which there is more than anybody will buy. */
async function prepare(env: BenchEnvironment, code: string): Promise<{ t: BenchTenant; productId: string }> {
  const t = await env.tenant(code)
  const product = await t.run<{ id: string }>('catalog.product.create', {
    sku: 'NB',
    name: 'Notebook',
    kind: 'finished',
    unit: 'pc',
    currency: 'THB',
    price: '185',
    taxCode: 'VAT7',
    published: true,
  })
  await t.run('checkout.shipping_method.create', { code: 'EMS', name: 'EMS', price: '80', taxCode: 'VAT7' })
  await t.run('inventory.opening_stock.import', {
    csv: 'sku,location_code,lot,quantity,unit,unit_cost\nNB,WH,,10000000,pc,60\n',
  })
  return { t, productId: product.id }
}

const ok = (what: string, reply: { status: number; body: string }): Record<string, unknown> => {
  if (reply.status >= 300) throw new Error(`${what} answered ${reply.status} ${reply.body}`)
  return JSON.parse(reply.body) as Record<string, unknown>
}

/** As a shop's client does it: look, fill the cart, say who and where to, order. Four calls. */
async function wholeCheckout(connection: HttpConnection, productId: string): Promise<void> {
  ok('the list', await connection.send('GET', '/api/v1/shop/products?limit=20'))
  const cart = ok(
    'the cart',
    await connection.send('POST', '/api/v1/shop/carts', { lines: [{ productId, quantity: '1' }] }),
  )
  const token = { 'x-cart-token': String(cart.token) }
  ok(
    'the address',
    await connection.send(
      'PATCH',
      `/api/v1/shop/carts/${cart.id}`,
      { contact, address, shippingMethod: 'EMS' },
      token,
    ),
  )
  const key = { ...token, 'idempotency-key': newId() }
  ok(
    'the order',
    await connection.send(
      'POST',
      `/api/v1/shop/carts/${cart.id}/complete`,
      { payment: { provider: 'manual' } },
      key,
    ),
  )
}

export async function run(env: BenchEnvironment): Promise<void> {
  const { t, productId } = await prepare(env, 'SHOP')
  for (const concurrency of [1, 8, 32]) {
    const connections = await Promise.all(
      Array.from({ length: concurrency }, () => HttpConnection.open(env.program.port, t.host)),
    )
    const work = (worker: number) => wholeCheckout(connections[worker]!, productId)
    await runFor(WARM_UP_MS, concurrency, work)
    const measured = summarise([await runFor(5_000, concurrency, work)])
    console.info(line(`whole checkout over HTTP, 4 calls, concurrency ${concurrency}`, measured))
    if (concurrency === 8) {
      env.bars.rate('whole checkout, concurrency 8', measured, 300)
      env.bars.time('whole checkout, concurrency 8, p95', measured.p95, 60)
    }
    for (const connection of connections) connection.close()
  }
  const mb = residentMb(env.program.pid)
  console.info(
    `the program (web, worker, scheduler) has ${mb?.toFixed(0) ?? '(unknown here)'} MB resident after it`,
  )
  if (mb !== undefined) env.bars.memory('web process resident after the load, worker included', mb, 250)
  const drainedMs = await drained(env.ownerUrl)
  console.info(`jobs drained ${(drainedMs / 1000).toFixed(1)} s after the last order`)
  env.bars.timeAnywhere('jobs drained after the last order', drainedMs, 10_000)

  const accounts = await t.run<{ items: { id: string; code: string }[] }>('accounting.account.list', {
    limit: 200,
  })
  const idOf = (code: string) => accounts.items.find((account) => account.code === code)!.id
  const day = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Bangkok' }).format(new Date())
  const hand = {
    tenantId: t.tenant.id,
    productId,
    accounts: { receivable: idOf('1100'), sales: idOf('4010'), shipping: idOf('4020'), vat: idOf('2100') },
    year: day.slice(0, 4),
    day,
  }
  for (const concurrency of [1, 8, 32]) {
    const carts = await openCarts(t, productId, 5_000)
    const next = () => {
      const cart = carts.pop()
      if (!cart) throw new Error('there are not enough carts for this machine: make more')
      return cart
    }
    const comparison = await compare(
      {
        name: 'ours',
        work: async () => {
          const { id, token } = next()
          await t.run(
            'checkout.cart.complete',
            { id, token, payment: { provider: 'manual' } },
            { idempotencyKey: newId() },
          )
        },
      },
      { name: 'by hand', work: () => completeByHand(env.pool, { ...hand, cartId: next().id }) },
      { concurrency, slices: 4, sliceMs: 500, warmUpMs: 200 },
    )
    console.info(ratioLine(`complete, no HTTP, concurrency ${concurrency}`, comparison))
    if (concurrency === 8)
      env.bars.ratio('complete against by hand, concurrency 8', comparison.ratio.median, 0.5)
  }
}

/** Of a process, by Linux. */
const residentMb = (pid: number): number | undefined => {
  try {
    const kb = Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1])
    return kb / 1024
  } catch {
    return undefined
  }
}

/** Carts that lack nothing, so that only their completion is measured. */
async function openCarts(
  t: BenchTenant,
  productId: string,
  count: number,
): Promise<{ id: string; token: string }[]> {
  const carts: { id: string; token: string }[] = []
  await Promise.all(
    Array.from({ length: 8 }, async () => {
      while (carts.length < count) {
        carts.push(
          await t.run<{ id: string; token: string }>('checkout.cart.create', {
            lines: [{ productId, quantity: '1' }],
            contact,
            address,
            shippingMethod: 'EMS',
          }),
        )
      }
    }),
  )
  return carts
}
