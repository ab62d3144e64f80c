import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../../../../shared/ids.ts'
import type { Reply, TestTenant, Workshop } from '../../../kernel/testing/workshop.ts'
import {
  ADDRESS,
  BUYER,
  balances,
  buy,
  complete,
  expectStatus,
  fillCart,
  offerShipping,
  openShop,
  sellProduct,
  stock,
} from '../shop.build.ts'

let workshop: Workshop
let t: TestTenant
beforeAll(async () => {
  workshop = await openShop()
  t = await workshop.tenant('MA01')
  await offerShipping(t)
})
afterAll(async () => {
  expect(await workshop.offences()).toEqual([])
  await workshop.close()
})

const TABLES = [
  'sales_order',
  'payment',
  'invoice',
  'journal_entry',
  'stock_reservation',
  'message',
  'number_series',
] as const
/** How many rows there are of all that an order writes. */
const counts = async () =>
  await t.rows(
    `select ${TABLES.map((table) => `(select count(*) from ${table}) as ${table}`).join(', ')},
      (select count(*) from serial where order_line_id is not null) as allocated, (select sum(reserved) from stock_level) as reserved`,
  )

const sold = async (sku: string, quantity: number, changes: Record<string, unknown> = {}) => {
  const id = await sellProduct(t, { sku, ...changes })
  await stock(workshop, t, id, quantity, { serialised: changes.serialised === true })
  return id
}

describe('ordering a cart', () => {
  it('gives the order with its pieces, payment and invoice: what reading it gives', async () => {
    const tote = await sold('TOTE', 3, { serialised: true, serialCode: 'TOTE', line: 'HAT', price: '12900' })
    const balm = await sold('BALM', 10, { price: '390', name: 'Balm', nameTh: 'บาล์ม' })
    const cart = await fillCart(t, [
      { productId: tote, quantity: '2' },
      { productId: balm, quantity: '2' },
    ])
    const order = expectStatus(await complete(t, cart, { locale: 'th' }), 201)
    expect(order).toMatchObject({
      number: 'SO2026-000001',
      state: 'placed',
      email: BUYER.email,
      address: ADDRESS,
      lines: [
        { sku: 'TOTE', quantity: '2', gross: { amount: '25800.00' } },
        { sku: 'BALM', name: 'บาล์ม', quantity: '2', gross: { amount: '780.00' }, serials: [] },
      ],
      shipping: { name: 'จัดส่ง TH-EMS', gross: { amount: '80.00' } },
      totals: { tax: { amount: '1744.11' }, total: { amount: '26660.00' }, paid: { amount: '0.00' } },
      payment: {
        provider: 'manual',
        method: 'bank-transfer',
        state: 'pending',
        amount: { amount: '26660.00' },
      },
      invoices: [
        { number: 'INV2026-000001', kind: 'invoice', date: '2026-03-02', gross: { amount: '26660.00' } },
      ],
    })
    expect(order.lines[0].serials).toEqual([
      {
        serial: expect.stringMatching(/^MA01-HAT-TOTE-20260302-00001-/),
        verifyPath: expect.stringMatching(/^\/v\/MA01\/\w{18}$/),
        pieceId: expect.any(String),
        claimable: false,
      },
      {
        serial: expect.stringMatching(/^MA01-HAT-TOTE-20260302-00002-/),
        verifyPath: expect.anything(),
        pieceId: expect.any(String),
        claimable: false,
      },
    ])
    expect((await t.anonymous.get(`shop/orders/${order.id}`, cart.headers)).body).toEqual(order)
    expect((await t.anonymous.get(`shop/orders/${order.id}?token=${cart.token}`)).body).toEqual(order)
    expect((await t.anonymous.get(`shop/orders/${order.id}`)).status).toBe(404)
    const other = await fillCart(t, [])
    expect((await t.anonymous.get(`shop/orders/${order.id}`, other.headers)).status).toBe(404)
    expect((await t.anonymous.get(`shop/carts/${cart.id}`, cart.headers)).body).toMatchObject({
      state: 'converted',
      orderId: order.id,
      actions: { complete: { allowed: false, reason: 'checkout.cart_converted' } },
    })
    expect(await balances(t)).toMatchObject({
      '1100': '26660.00',
      '4010': '-24841.12',
      '4020': '-74.77',
      '2100': '-1744.11',
    })
  })

  it('takes ten statements, all but BEGIN and COMMIT prepared, whether mail is sent or not', async () => {
    const fob = await sold('FOB', 10, { serialised: true, serialCode: 'FOB', line: 'HAT' })
    const one = await fillCart(t, [{ productId: fob, quantity: '1' }])
    const two = await fillCart(t, [{ productId: fob, quantity: '1' }])
    workshop.takeStatements()
    expectStatus(await complete(t, one), 201)
    const sent = workshop.takeStatements()
    expect(sent.map((text) => text.trim().split(/\s+/).slice(0, 3).join(' '))).toHaveLength(10)
    const { mailer } = workshop.kernel
    Object.assign(workshop.kernel, { mailer: undefined })
    expectStatus(await complete(t, two), 201)
    Object.assign(workshop.kernel, { mailer })
    expect(workshop.takeStatements()).toHaveLength(10)
  })

  it('keeps the token to itself: it is in the message to the buyer and nowhere else', async () => {
    const pin = await sold('PIN', 1)
    const { order, cart } = await buy(t, [{ productId: pin, quantity: '1' }])
    for (const table of ['sales_order', 'cart', 'audit_record', 'idempotency_key', 'payment', 'invoice']) {
      const rows = await t.rows(`select 1 from ${table} x where x::text like '%' || $1 || '%'`, cart.token)
      expect([table, rows]).toEqual([table, []])
    }
    const jobs = await workshop.asOwner(
      `select 1 from jobs.job where data::text like '%' || $1 || '%'`,
      cart.token,
    )
    expect(jobs).toEqual([])
    const [message] = await t.rows<{ link: string }>(
      'select link from message where entity_id = $1',
      order.id,
    )
    expect(message!.link).toBe(`http://ma01.localhost:3000/orders/${order.id}?token=${cart.token}`)
  })

  it('that costs nothing is paid at once and needs no payment', async () => {
    const gift = await sold('GIFT', 2, { price: '0' })
    await offerShipping(t, 'FREE', '0')
    const { order } = await buy(t, [{ productId: gift, quantity: '1' }], { shippingMethod: 'FREE' })
    expect(order).toMatchObject({ state: 'paid', payment: null, totals: { total: { amount: '0.00' } } })
    expect(order.invoices).toHaveLength(1)
    expectStatus(await t.as('warehouse').post(`orders/${order.id}/ship`), 200)
  })

  it('without shipping methods means to fetch the goods: no address is asked for', async () => {
    const other = await workshop.tenant('FETCH')
    const mug = await sellProduct(other, { sku: 'MUG' })
    await stock(workshop, other, mug, 1)
    const cart = await fillCart(other, [{ productId: mug, quantity: '1' }], {
      address: undefined,
      shippingMethod: 'PICKUP',
    })
    const order = expectStatus(
      await complete(other, cart, { payment: { provider: 'manual', method: 'on-pickup' } }),
      201,
    )
    expect(order).toMatchObject({
      address: null,
      shipping: { code: 'PICKUP', gross: { amount: '0.00' } },
      payment: { method: 'on-pickup' },
    })
  })
})

describe('ordering is refused, and nothing is written,', () => {
  let bag: string
  beforeAll(async () => {
    bag = await sold('BAG', 2, { price: '1000' })
  })
  const refused = async (reply: Reply, before: unknown, status: number, code: string) => {
    expect([reply.status, reply.body.code]).toEqual([status, code])
    expect(await counts()).toEqual(before)
    return reply.body
  }

  it('without a key', async () => {
    const cart = await fillCart(t, [{ productId: bag, quantity: '1' }])
    const before = await counts()
    const body = { payment: { provider: 'manual' } }
    const reply = await t.anonymous.post(`shop/carts/${cart.id}/complete`, body, cart.headers)
    await refused(reply, before, 400, 'idempotency.key_required')
  })

  it('when something is missing, naming it', async () => {
    const cart = await fillCart(t, [], {
      contact: { email: BUYER.email },
      address: null,
      shippingMethod: undefined,
    })
    const body = await refused(await complete(t, cart), await counts(), 422, 'checkout.incomplete')
    expect(body.errors.map((error: { field: string }) => error.field)).toEqual([
      'lines',
      'contact.name',
      'shippingMethod',
      'address',
    ])
  })

  it('with a provider or a method that is not offered', async () => {
    const cart = await fillCart(t, [{ productId: bag, quantity: '1' }])
    const before = await counts()
    for (const payment of [{ provider: 'shells' }, { provider: 'manual', method: 'cowries' }]) {
      await refused(await complete(t, cart, { payment }), before, 422, 'payments.method_unknown')
    }
  })

  it('when there is not enough, saying how much there is', async () => {
    const cart = await fillCart(t, [{ productId: bag, quantity: '3' }])
    const body = await refused(await complete(t, cart), await counts(), 409, 'stock.short')
    expect(body.params).toEqual({ sku: 'BAG', available: '2', wanted: '3' })
  })

  it('when the price has changed since the buyer saw it; with the new total it goes through', async () => {
    const cart = await fillCart(t, [{ productId: bag, quantity: '1' }])
    expectStatus(await t.as('owner').patch(`products/${bag}`, { price: '1100' }), 200)
    const before = await counts()
    const body = await refused(await complete(t, cart), before, 409, 'checkout.price_changed')
    expect(body.params).toEqual({ was: '1080.00', now: '1180.00', currency: 'THB' })
    const expected = (amount: string, currency = 'THB') => ({ expectedTotal: { amount, currency } })
    await refused(await complete(t, cart, expected('1080.00')), before, 409, 'checkout.price_changed')
    await refused(await complete(t, cart, expected('1180.00', 'USD')), before, 409, 'checkout.price_changed')
    const order = expectStatus(await complete(t, cart, expected('1180')), 201)
    expect(order.totals.total.amount).toBe('1180.00')
  })

  it('when shipping became dearer, or prices are taxed in another way', async () => {
    await offerShipping(t, 'SLOW', '50')
    const cart = await fillCart(t, [{ productId: bag, quantity: '1' }], { shippingMethod: 'SLOW' })
    const [method] = (await t.as('owner').get('shipping-methods')).body.items
    expectStatus(await t.as('owner').patch(`shipping-methods/${method.id}`, { price: '60' }), 200)
    const before = await counts()
    expect((await refused(await complete(t, cart), before, 409, 'checkout.price_changed')).params.now).toBe(
      '1160.00',
    )
    expectStatus(await t.as('owner').delete(`shipping-methods/${method.id}`), 200)
    await refused(await complete(t, cart), before, 422, 'checkout.incomplete')
    const plain = await fillCart(t, [{ productId: bag, quantity: '1' }])
    await workshop.asOwner('update tenant set prices_include_tax = false where id = $1', t.id)
    const taxed = await refused(await complete(t, plain), before, 409, 'checkout.price_changed')
    await workshop.asOwner('update tenant set prices_include_tax = true where id = $1', t.id)
    expect(taxed.params).toMatchObject({ was: '1180.00', now: '1262.60' })
  })

  it('when it is not for sale any more', async () => {
    const cart = await fillCart(t, [{ productId: bag, quantity: '1' }])
    expectStatus(await t.as('owner').patch(`products/${bag}`, { published: false }), 200)
    await refused(await complete(t, cart), await counts(), 422, 'checkout.product_unavailable')
    expectStatus(await t.as('owner').patch(`products/${bag}`, { published: true }), 200)
  })

  it('when the month is locked: what was begun before is taken back', async () => {
    const other = await workshop.tenant('LOCK')
    await offerShipping(other)
    const jar = await sellProduct(other, { sku: 'JAR' })
    await stock(workshop, other, jar, 1)
    const cart = await fillCart(other, [{ productId: jar, quantity: '1' }])
    const locked = await other.as('accountant').post('fiscal-periods/2026-03/lock', { reason: 'closed' })
    expectStatus(locked, 200)
    const reply = await complete(other, cart)
    expect([reply.status, reply.body.code]).toEqual([409, 'accounting.period_locked'])
    expect(await other.rows('select 1 from sales_order')).toEqual([])
    expect((await other.anonymous.get(`shop/carts/${cart.id}`, cart.headers)).body.state).toBe('open')
    expect((await other.anonymous.get('shop/products/jar')).body.available).toBe('1')
  })
})

describe('an Idempotency-Key', () => {
  it('sent fifty times at once makes one order and one payment; every answer is that order or 409', async () => {
    const cup = await sold('CUP', 60)
    const cart = await fillCart(t, [{ productId: cup, quantity: '1' }])
    const key = newId()
    const replies = await Promise.all(Array.from({ length: 50 }, () => complete(t, cart, {}, key)))
    const placed = replies.filter((reply) => reply.status === 201)
    const busy = replies.filter((reply) => reply.status === 409)
    expect(placed.length).toBeGreaterThanOrEqual(1)
    expect(placed.length + busy.length).toBe(50)
    expect(new Set(placed.map((reply) => reply.text)).size).toBe(1)
    for (const reply of busy) expect(reply.body.code).toBe('idempotency.in_progress')
    for (const _ of busy) expect((await complete(t, cart, {}, key)).text).toBe(placed[0]!.text)
    const { id } = placed[0]!.body
    expect(await t.rows('select id from payment where order_id = $1', id)).toHaveLength(1)
    expect(await t.rows('select order_id from sales_order_line where product_id = $1', cup)).toEqual([
      { order_id: id },
    ])
  })

  it('belongs to its cart: two buyers may use the same text', async () => {
    const pot = await sold('POT', 2)
    const [one, two] = [
      await fillCart(t, [{ productId: pot, quantity: '1' }]),
      await fillCart(t, [{ productId: pot, quantity: '1' }]),
    ]
    const first = await complete(t, one, {}, '1')
    const second = await complete(t, two, {}, '1')
    expect([first.status, second.status]).toEqual([201, 201])
    expect(second.body.id).not.toBe(first.body.id)
    expect((await complete(t, one, { locale: 'th' }, '1')).body.code).toBe('idempotency.key_reused')
  })

  it('that is new cannot order a cart again: the refusal names the order', async () => {
    const lid = await sold('LID', 5)
    const cart = await fillCart(t, [{ productId: lid, quantity: '1' }])
    const replies = await Promise.all(Array.from({ length: 10 }, () => complete(t, cart)))
    const placed = replies.filter((reply) => reply.status === 201)
    expect(placed).toHaveLength(1)
    const { id, number } = placed[0]!.body
    for (const reply of replies.filter((one) => one.status !== 201)) {
      expect([reply.status, reply.body.code, reply.body.params]).toEqual([
        409,
        'checkout.cart_converted',
        { orderId: id, number },
      ])
    }
    const patched = await t.anonymous.patch(`shop/carts/${cart.id}`, { lines: [] }, cart.headers)
    expect([patched.status, patched.body.code]).toEqual([409, 'checkout.cart_converted'])
    expect((await t.anonymous.get('shop/products/lid')).body.available).toBe('4')
  })

  it('of a refused order may be used again', async () => {
    const urn = await sellProduct(t, { sku: 'URN' })
    const cart = await fillCart(t, [{ productId: urn, quantity: '1' }])
    const key = newId()
    expect((await complete(t, cart, {}, key)).body.code).toBe('stock.short')
    await stock(workshop, t, urn, 1)
    expect((await complete(t, cart, {}, key)).status).toBe(201)
  })
})

describe('many buyers at once', () => {
  it('200 of 50 pieces: exactly 50 orders, the rest told so within two seconds, nothing left, books and numbers right', async () => {
    const other = await workshop.tenant('RUSH')
    await offerShipping(other)
    const drop = await sellProduct(other, { sku: 'DROP' })
    await stock(workshop, other, drop, 50)
    const carts = await Promise.all(
      Array.from({ length: 200 }, () => fillCart(other, [{ productId: drop, quantity: '1' }])),
    )
    const startedMs = performance.now()
    const replies = await Promise.all(
      carts.map(async (cart) => {
        const reply = await complete(other, cart)
        return { reply, afterMs: performance.now() - startedMs }
      }),
    )
    const placed = replies.filter(({ reply }) => reply.status === 201)
    const short = replies.filter(({ reply }) => reply.body.code === 'stock.short')
    expect([placed.length, short.length]).toEqual([50, 150])
    for (const { reply } of short)
      expect(reply.body.params).toEqual({ sku: 'DROP', available: '0', wanted: '1' })
    // Two seconds with the machine to itself (`npm run test:long`); beside other tests it is shared.
    const patienceMs = process.env.STRICT_TIMES ? 2_000 : 20_000
    expect(Math.max(...short.map(({ afterMs }) => afterMs))).toBeLessThan(patienceMs)
    expect((await other.anonymous.get('shop/products/drop')).body.available).toBe('0')
    const numbers = await other.rows<{ number: string }>(`select number from invoice order by number`)
    expect(numbers.map((row) => row.number)).toEqual(
      Array.from({ length: 50 }, (_, n) => `INV2026-${String(n + 1).padStart(6, '0')}`),
    )
    expect(await balances(other)).toMatchObject({ '1100': '9000.00', '4010': '-4673.00' })
    expect(await workshop.offences()).toEqual([])
  })

  it('two for the last piece with a serial: one gets it, the other is told so', async () => {
    for (let round = 1; round <= 5; round++) {
      const sku = `LAST${round}`
      const last = await sold(sku, 1, { serialised: true, serialCode: sku, line: 'HAT' })
      const carts = await Promise.all([1, 2].map(() => fillCart(t, [{ productId: last, quantity: '1' }])))
      const replies = await Promise.all(carts.map((cart) => complete(t, cart)))
      expect(replies.map((reply) => reply.status).sort()).toEqual([201, 409])
      const winner = replies.find((reply) => reply.status === 201)!
      expect(winner.body.lines[0].serials).toHaveLength(1)
      expect(replies.find((reply) => reply.status === 409)!.body.code).toBe('stock.short')
    }
  })

  it('who want the same two things in different order do not wait for each other for ever', async () => {
    const [left, right] = [await sold('LEFT', 40), await sold('RIGHT', 40)]
    const carts = await Promise.all(
      Array.from({ length: 30 }, (_, n) =>
        fillCart(
          t,
          (n % 2 ? [left, right] : [right, left]).map((productId) => ({ productId, quantity: '1' })),
        ),
      ),
    )
    const replies = await Promise.all(carts.map((cart) => complete(t, cart)))
    expect(replies.map((reply) => reply.status)).toEqual(Array(30).fill(201))
  })
})
