import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../../../../shared/ids.ts'
import { runSchedule } from '../../../kernel/jobs/scheduler.ts'
import type { TestTenant, Workshop } from '../../../kernel/testing/workshop.ts'
import {
  ADDRESS,
  BUYER,
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
let tote: string
let balm: string
beforeAll(async () => {
  workshop = await openShop()
  t = await workshop.tenant('MA01')
  await offerShipping(t)
  tote = await sellProduct(t, { sku: 'TOTE', name: 'Saddle Tote', nameTh: 'กระเป๋าโท้ต', price: '12900' })
  balm = await sellProduct(t, { sku: 'BALM', name: 'Balm', price: '390' })
  await stock(workshop, t, tote, 5)
  await stock(workshop, t, balm, 100)
})
afterAll(() => workshop.close())

const create = (body: unknown) => t.anonymous.post('shop/carts', body)
const cartCount = async () => (await t.rows<{ n: bigint }>('select count(*) as n from cart'))[0]!.n

describe('a new cart', () => {
  it('is priced from the catalog, and its token is shown once and kept as a hash only', async () => {
    const reply = await create({ lines: [{ productId: tote, quantity: 2 }] })
    expect(reply.status).toBe(201)
    expect(reply.body.token).toMatch(/^[\w-]{32}$/)
    expect(reply.body.lines).toEqual([
      {
        productId: tote,
        sku: 'TOTE',
        slug: 'tote',
        name: 'Saddle Tote',
        nameTh: 'กระเป๋าโท้ต',
        options: {},
        picture: null,
        serialised: false,
        quantity: '2',
        available: '5',
        unitPrice: { amount: '12900.00', currency: 'THB' },
        taxRatePercent: '7',
        net: { amount: '24112.15', currency: 'THB' },
        tax: { amount: '1687.85', currency: 'THB' },
        gross: { amount: '25800.00', currency: 'THB' },
        problem: null,
      },
    ])
    expect(reply.body.totals.total).toEqual({ amount: '25800.00', currency: 'THB' })
    expect(reply.body.missing).toEqual(['contact.email', 'contact.name', 'shippingMethod', 'address'])
    expect(reply.body.actions.complete).toEqual({ allowed: false, reason: 'checkout.incomplete' })
    const [row] = await t.rows<{ text: string }>(
      'select cart::text as text from cart where id = $1',
      reply.body.id,
    )
    expect(row!.text).not.toContain(reply.body.token)
    const headers = { 'x-cart-token': reply.body.token }
    const { token: _token, ...shown } = reply.body
    expect((await t.anonymous.get(`shop/carts/${reply.body.id}`, headers)).body).toEqual(shown)
    expect((await t.anonymous.get(`shop/carts/${reply.body.id}?token=${reply.body.token}`)).body).toEqual(
      shown,
    )
  })

  it('takes everything at once, and puts the same product together', async () => {
    const { body } = await fillCart(t, [
      { productId: balm, quantity: '1' },
      { productId: tote, quantity: '1' },
      { productId: balm, quantity: '2.000' },
    ])
    expect(body.lines.map((line: { sku: string; quantity: string }) => [line.sku, line.quantity])).toEqual([
      ['BALM', '3'],
      ['TOTE', '1'],
    ])
    expect(body.shipping).toMatchObject({
      code: 'TH-EMS',
      gross: { amount: '80.00' },
      tax: { amount: '5.23' },
    })
    expect(body.totals).toMatchObject({
      itemsGross: { amount: '14070.00' },
      tax: { amount: '925.70' },
      total: { amount: '14150.00' },
    })
    expect(body.missing).toEqual([])
    expect(body.actions.complete).toEqual({ allowed: true })
  })

  it('may be empty, and is written in one statement with its lines', async () => {
    workshop.takeStatements()
    expect((await create({})).body.missing).toContain('lines')
    const sent = workshop.takeStatements()
    // BEGIN, the cart with its audit record, COMMIT.
    expect(sent).toHaveLength(3)
  })

  it.each([
    [
      'an unknown product',
      () => [{ productId: newId(), quantity: '1' }],
      422,
      'checkout.product_unavailable',
    ],
    ['half a bag', () => [{ productId: tote, quantity: '0.5' }], 422, 'checkout.quantity_whole'],
    ['nothing of a bag', () => [{ productId: tote, quantity: '0' }], 400, 'request.malformed'],
    ['less than nothing', () => [{ productId: tote, quantity: '-1' }], 400, 'request.malformed'],
    ['too many', () => [{ productId: tote, quantity: '100000' }], 400, 'request.malformed'],
  ])('refuses %s and writes nothing', async (_what, lines, status, code) => {
    const before = await cartCount()
    const reply = await create({ lines: lines() })
    expect([reply.status, reply.body.code]).toEqual([status, code])
    expect(await cartCount()).toBe(before)
  })

  it('refuses a shipping method that is not offered', async () => {
    const before = await cartCount()
    expect((await create({ shippingMethod: 'BALLOON' })).body.code).toBe('checkout.shipping_unknown')
    expect((await create({ shippingMethod: 'PICKUP' })).body.code).toBe('checkout.shipping_unknown')
    expect(await cartCount()).toBe(before)
  })

  it('leaves an audit record that does not say whose it is', async () => {
    const cart = await fillCart(t, [{ productId: tote, quantity: '1' }])
    const [row] = await t.rows<{ text: string; operation: string }>(
      'select operation, audit_record::text as text from audit_record where entity_id = $1',
      cart.id,
    )
    expect(row!.operation).toBe('checkout.cart.create')
    for (const secret of [cart.token, BUYER.email, BUYER.name, ADDRESS.line1])
      expect(row!.text).not.toContain(secret)
  })
})

describe('a token', () => {
  it('opens its own cart only; without it, or with another, there is no such cart', async () => {
    const cart = await fillCart(t, [{ productId: tote, quantity: '1' }])
    const other = await fillCart(t, [{ productId: balm, quantity: '1' }])
    const path = `shop/carts/${cart.id}`
    const key = { 'idempotency-key': newId() }
    for (const headers of [{}, other.headers, { 'x-cart-token': cart.token.slice(0, -1) }]) {
      expect((await t.anonymous.get(path, headers)).status).toBe(404)
      expect((await t.anonymous.patch(path, { lines: [] }, headers)).status).toBe(404)
      const ordered = await t.anonymous.post(
        `${path}/complete`,
        { payment: { provider: 'manual' } },
        { ...headers, ...key },
      )
      expect(ordered.status).toBe(404)
    }
    expect((await t.anonymous.get(path, cart.headers)).body).toMatchObject({ state: 'open', orderId: null })
    expect((await t.anonymous.get(path, cart.headers)).body.lines).toHaveLength(1)
    expect(await t.rows('select 1 from sales_order')).toEqual([])
  })

  it('is worth nothing in another workshop', async () => {
    const cart = await fillCart(t, [{ productId: tote, quantity: '1' }])
    const other = await workshop.tenant('OTHER')
    expect((await other.anonymous.get(`shop/carts/${cart.id}`, cart.headers)).status).toBe(404)
    expect((await other.anonymous.patch(`shop/carts/${cart.id}`, {}, cart.headers)).status).toBe(404)
  })
})

describe('changing a cart', () => {
  it('replaces what is given and leaves the rest', async () => {
    const cart = await fillCart(t, [{ productId: tote, quantity: '1' }])
    const patch = async (body: unknown) =>
      expectStatus(await t.anonymous.patch(`shop/carts/${cart.id}`, body, cart.headers), 200)
    const lines = [{ productId: balm, quantity: '4' }]
    expect((await patch({ lines })).totals.total.amount).toBe('1640.00')
    const renamed = await patch({ contact: { name: 'Somsak' } })
    expect(renamed.contact).toEqual({ ...BUYER, name: 'Somsak' })
    expect(renamed.lines).toHaveLength(1)
    expect(renamed.address).toEqual(ADDRESS)
    expect((await patch({ contact: { phone: null }, address: null })).contact.phone).toBeNull()
    const unshipped = await patch({ shippingMethod: null })
    expect(unshipped.shipping).toBeNull()
    expect(unshipped.totals.total.amount).toBe('1560.00')
    expect(unshipped.missing).toEqual(['shippingMethod', 'address'])
    expect((await patch({ lines: [] })).lines).toEqual([])
  })

  it('writes e-mail addresses small, so that one person is one', async () => {
    const cart = await fillCart(t, [], { contact: { email: 'Mali.S@Example.COM', name: 'Mali' } })
    expect(cart.body.contact.email).toBe('mali.s@example.com')
  })

  it('refuses what cannot be bought and keeps the cart as it was', async () => {
    const cart = await fillCart(t, [{ productId: tote, quantity: '1' }])
    const before = (await t.anonymous.get(`shop/carts/${cart.id}`, cart.headers)).body
    for (const [body, code] of [
      [{ lines: [{ productId: newId(), quantity: '1' }] }, 'checkout.product_unavailable'],
      [{ shippingMethod: 'BALLOON' }, 'checkout.shipping_unknown'],
      [{ contact: { email: 'nobody' } }, 'request.malformed'],
    ] as const) {
      expect((await t.anonymous.patch(`shop/carts/${cart.id}`, body, cart.headers)).body.code).toBe(code)
    }
    expect((await t.anonymous.get(`shop/carts/${cart.id}`, cart.headers)).body).toEqual(before)
  })

  it('by two at once leaves the lines of one of them, never of both', async () => {
    const cart = await fillCart(t, [])
    const change = (productId: string) =>
      t.anonymous.patch(`shop/carts/${cart.id}`, { lines: [{ productId, quantity: '1' }] }, cart.headers)
    for (let round = 0; round < 5; round++) {
      await Promise.all([change(tote), change(balm), change(tote), change(balm)])
      expect((await t.anonymous.get(`shop/carts/${cart.id}`, cart.headers)).body.lines).toHaveLength(1)
    }
  })
})

describe('what happens to a cart meanwhile', () => {
  it('shows: too little stock, not for sale any more, another price', async () => {
    const fob = await sellProduct(t, { sku: 'FOB', price: '100' })
    await stock(workshop, t, fob, 1)
    const cart = await fillCart(t, [
      { productId: fob, quantity: '2' },
      { productId: balm, quantity: '1' },
    ])
    const look = async () => (await t.anonymous.get(`shop/carts/${cart.id}`, cart.headers)).body
    expect((await look()).lines[0]).toMatchObject({ problem: 'stock.short', available: '1' })
    expect((await look()).actions.complete).toEqual({ allowed: false, reason: 'stock.short' })
    await stock(workshop, t, fob, 1)
    expect((await look()).actions.complete).toEqual({ allowed: true })
    expectStatus(await t.as('owner').patch(`products/${fob}`, { price: '110' }), 200)
    expect(await look()).toMatchObject({
      priceChanged: true,
      totals: { total: { amount: '690.00' } },
      actions: { complete: { allowed: false, reason: 'checkout.price_changed' } },
    })
    const seen = (await t.anonymous.patch(`shop/carts/${cart.id}`, {}, cart.headers)).body
    expect(seen).toMatchObject({ priceChanged: false, actions: { complete: { allowed: true } } })
    expectStatus(await t.as('owner').patch(`products/${fob}`, { published: false }), 200)
    expect(await look()).toMatchObject({
      lines: [{ problem: 'checkout.product_unavailable', gross: { amount: '0.00' } }, { problem: null }],
      totals: { total: { amount: '470.00' } },
      actions: { complete: { allowed: false, reason: 'checkout.product_unavailable' } },
    })
    // Changing something else is still possible, and so is putting it right.
    expectStatus(
      await t.anonymous.patch(`shop/carts/${cart.id}`, { contact: { name: 'M' } }, cart.headers),
      200,
    )
    const lines = [{ productId: balm, quantity: '1' }]
    const righted = expectStatus(
      await t.anonymous.patch(`shop/carts/${cart.id}`, { lines }, cart.headers),
      200,
    )
    expect(righted.actions.complete).toEqual({ allowed: true })
  })

  it('a product whose tax code is nobody’s cannot be bought: nobody knows its tax', async () => {
    const odd = await sellProduct(t, { sku: 'ODD', taxCode: 'NONE' })
    expect((await create({ lines: [{ productId: odd, quantity: '1' }] })).body.code).toBe(
      'checkout.product_unavailable',
    )
    const free = await sellProduct(t, { sku: 'UNTAXED', taxCode: null, price: '10' })
    const cart = expectStatus(await create({ lines: [{ productId: free, quantity: '1' }] }), 201)
    expect(cart.lines[0]).toMatchObject({ taxRatePercent: '0', tax: { amount: '0.00' } })
  })
})

describe('prices without tax', () => {
  it('get it on top, line by line', async () => {
    const other = await workshop.tenant('NETTO')
    await workshop.asOwner('update tenant set prices_include_tax = false where id = $1', other.id)
    await offerShipping(other)
    const bag = await sellProduct(other, { sku: 'BAG', price: '12900' })
    const { body } = await fillCart(other, [{ productId: bag, quantity: '1' }])
    expect(body).toMatchObject({
      pricesIncludeTax: false,
      lines: [{ net: { amount: '12900.00' }, tax: { amount: '903.00' }, gross: { amount: '13803.00' } }],
      shipping: { net: { amount: '80.00' }, tax: { amount: '5.60' } },
      totals: { itemsNet: { amount: '12900.00' }, tax: { amount: '908.60' }, total: { amount: '13888.60' } },
    })
  })
})

describe('carts that nobody touches', () => {
  it('are forgotten after a month, ordered or not; the order stays', async () => {
    const old = await fillCart(t, [{ productId: balm, quantity: '1' }])
    const ordered = await fillCart(t, [{ productId: balm, quantity: '1' }])
    const order = expectStatus(await complete(t, ordered), 201)
    workshop.clock.advance({ days: 29 })
    const young = await fillCart(t, [{ productId: balm, quantity: '1' }])
    await runSchedule(workshop.kernel, 'checkout.forget-carts')
    expect((await t.anonymous.get(`shop/carts/${old.id}`, old.headers)).status).toBe(200)
    workshop.clock.advance({ days: 2 })
    await runSchedule(workshop.kernel, 'checkout.forget-carts')
    expect((await t.anonymous.get(`shop/carts/${old.id}`, old.headers)).status).toBe(404)
    expect((await t.anonymous.get(`shop/carts/${ordered.id}`, ordered.headers)).status).toBe(404)
    expect((await t.anonymous.get(`shop/carts/${young.id}`, young.headers)).status).toBe(200)
    expect((await t.anonymous.get(`shop/orders/${order.id}`, ordered.headers)).body.number).toBe(order.number)
    expect(await workshop.offences()).toEqual([])
  })
})
