import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../../../../shared/ids.ts'
import type { TestTenant, Workshop } from '../../../kernel/testing/workshop.ts'
import {
  BUYER,
  balances,
  buy,
  expectStatus,
  offerShipping,
  openShop,
  sellProduct,
  stock,
} from '../../checkout/shop.build.ts'

let workshop: Workshop
let t: TestTenant
let tote: string
let balm: string
beforeAll(async () => {
  workshop = await openShop()
  t = await workshop.tenant('MA01')
  await offerShipping(t)
  tote = await sellProduct(t, {
    sku: 'TOTE',
    serialised: true,
    serialCode: 'TOTE',
    line: 'HAT',
    price: '12900',
  })
  balm = await sellProduct(t, { sku: 'BALM', price: '390' })
  await stock(workshop, t, tote, 20, { serialised: true, valueEachMinor: 452_615n })
  await stock(workshop, t, balm, 100, { valueEachMinor: 8_000n })
})
afterAll(async () => {
  expect(await workshop.offences()).toEqual([])
  await workshop.close()
})

const one = (productId: string, quantity = '1') => [{ productId, quantity }]
const pay = async (order: { payment: { id: string } }) =>
  expectStatus(
    await t.as('accountant').post(`payments/${order.payment.id}/capture`, { reference: 'slip' }),
    200,
  )
const read = async (id: string) => expectStatus(await t.as('sales').get(`orders/${id}`), 200)
const available = async (slug: string) => (await t.anonymous.get(`shop/products/${slug}`)).body.available

describe('orders', () => {
  it('are listed with the latest first, and found by number, name, e-mail, state, channel and day', async () => {
    const first = (await buy(t, one(balm), { contact: { ...BUYER, name: 'Ploy Chaiyasit' } })).order
    workshop.clock.set('2026-03-02T16:59:59Z')
    const second = (await buy(t, one(balm))).order
    workshop.clock.set('2026-03-02T17:00:00Z')
    const third = (await buy(t, one(tote), { contact: { ...BUYER, email: 'Other@Example.com' } })).order
    await pay(third)
    const numbers = async (query: string) =>
      expectStatus(await t.as('sales').get(`orders?${query}`), 200).items.map(
        (row: { number: string }) => row.number,
      )
    expect(await numbers('')).toEqual([third.number, second.number, first.number])
    expect(await numbers('q=ploy')).toEqual([first.number])
    expect(await numbers(`q=${second.number.slice(-4)}`)).toEqual([second.number])
    expect(await numbers('q=other@example')).toEqual([third.number])
    expect(await numbers('email=OTHER@example.com')).toEqual([third.number])
    expect(await numbers('state=paid')).toEqual([third.number])
    expect(await numbers('channel=shop&state=placed')).toEqual([second.number, first.number])
    expect(await numbers('channel=desk')).toEqual([])
    // In Bangkok the day changes at 17:00 UTC.
    expect(await numbers('to=2026-03-02')).toEqual([second.number, first.number])
    expect(await numbers('from=2026-03-03&to=2026-03-03')).toEqual([third.number])
    const page = expectStatus(await t.as('sales').get('orders?limit=2'), 200)
    expect(page.items).toHaveLength(2)
    expect(page.items[0]).toMatchObject({ total: { amount: '12980.00' }, paid: { amount: '12980.00' } })
    const rest = expectStatus(await t.as('sales').get(`orders?limit=2&after=${page.next}`), 200)
    expect([rest.items.length, rest.next]).toEqual([1, null])
  })

  it('show all that belongs to them, and what may be done next', async () => {
    const { order } = await buy(t, [...one(tote, '2'), ...one(balm)])
    const whole = await read(order.id)
    expect(whole).toMatchObject({
      number: order.number,
      state: 'placed',
      lines: [
        { sku: 'TOTE', quantity: '2', serials: [{ state: 'in_stock' }, { state: 'in_stock' }] },
        { sku: 'BALM', serials: [] },
      ],
      payments: [{ state: 'pending', amount: { amount: '26270.00' }, refunds: [] }],
      invoices: [{ kind: 'invoice', gross: { amount: '26270.00' } }],
      actions: {
        cancel: { allowed: true },
        pay: { allowed: true },
        ship: { allowed: false, reason: 'sales.order_unpaid' },
        refund: { allowed: false, reason: 'sales.order_unpaid' },
      },
    })
    expect(whole.payments[0].actions).toEqual({
      capture: { allowed: true },
      refund: { allowed: false, reason: 'payments.not_captured' },
    })
    expect((await t.as('sales').get(`orders/${newId()}`)).status).toBe(404)
    const other = await workshop.tenant('OTHER')
    expect((await other.as('owner').get(`orders/${order.id}`)).status).toBe(404)
  })
})

describe('cancelling', () => {
  it('gives stock and serials back, cancels the payment and takes the invoice back', async () => {
    const before = await balances(t)
    const free = [await available('tote'), await available('balm')]
    const { order } = await buy(t, [...one(tote), ...one(balm, '3')])
    const body = { reason: 'The buyer changed her mind' }
    const cancelled = expectStatus(await t.as('sales').post(`orders/${order.id}/cancel`, body), 200)
    expect(cancelled).toMatchObject({
      state: 'cancelled',
      cancelReason: body.reason,
      payments: [{ state: 'cancelled' }],
      invoices: [
        { kind: 'invoice' },
        { number: 'CN2026-000001', kind: 'credit_note', gross: { amount: '14150.00' } },
      ],
      actions: { cancel: { allowed: false, reason: 'sales.order_cancelled' } },
    })
    expect(cancelled.lines[0].serials).toEqual([])
    expect([await available('tote'), await available('balm')]).toEqual(free)
    expect(await balances(t)).toEqual(before)
    const again = await t.as('sales').post(`orders/${order.id}/cancel`, body)
    expect([again.status, again.body.code]).toEqual([409, 'sales.order_cancelled'])
    const paid = await t.as('accountant').post(`payments/${order.payment.id}/capture`, { reference: 'late' })
    expect([paid.status, paid.body.code]).toEqual([409, 'payments.cancelled'])
    expect((await t.as('sales').post(`orders/${newId()}/cancel`, body)).status).toBe(404)
  })

  it('is refused once the order is paid or shipped', async () => {
    const { order } = await buy(t, one(balm))
    await pay(order)
    const cancel = () => t.as('sales').post(`orders/${order.id}/cancel`, { reason: 'x' })
    expect((await cancel()).body).toMatchObject({
      code: 'sales.order_paid',
      params: { number: order.number },
    })
    expectStatus(await t.as('warehouse').post(`orders/${order.id}/ship`), 200)
    expect((await cancel()).body.code).toBe('sales.order_shipped')
    expect((await read(order.id)).invoices).toHaveLength(1)
  })

  it('or paying wins, when both are said at once', async () => {
    for (let round = 0; round < 8; round++) {
      const { order } = await buy(t, one(balm))
      const [cancelled, paid] = await Promise.all([
        t.as('sales').post(`orders/${order.id}/cancel`, { reason: 'x' }),
        t.as('accountant').post(`payments/${order.payment.id}/capture`, { reference: 'y' }),
      ])
      expect([cancelled.status, paid.status].sort()).toEqual([200, 409])
      const { state, payments } = await read(order.id)
      expect([state, payments[0].state]).toEqual(
        cancelled.status === 200 ? ['cancelled', 'cancelled'] : ['paid', 'captured'],
      )
      expect(await workshop.offences()).toEqual([])
    }
  })
})

describe('shipping', () => {
  it('moves the goods at their cost, sells the serials and says where the parcel is', async () => {
    const { order } = await buy(t, [...one(tote), ...one(balm, '2')])
    await pay(order)
    const before = await balances(t)
    const tracking = { trackingNumber: 'EX123456789TH', trackingUrl: 'https://track.example/EX123456789TH' }
    const shipped = expectStatus(await t.as('warehouse').post(`orders/${order.id}/ship`, tracking), 200)
    expect(shipped).toMatchObject({
      state: 'shipped',
      shipping: tracking,
      lines: [{ serials: [{ state: 'sold' }] }, {}],
      actions: { ship: { allowed: false, reason: 'sales.order_shipped' }, refund: { allowed: true } },
    })
    const after = await balances(t)
    // 1 × 4,526.15 + 2 × 80.00
    expect(Number(after['5010']) - Number(before['5010'] ?? 0)).toBeCloseTo(4686.15, 2)
    expect(Number(after['1330']) - Number(before['1330'])).toBeCloseTo(-4686.15, 2)
    const again = await t.as('warehouse').post(`orders/${order.id}/ship`)
    expect([again.status, again.body.code]).toEqual([409, 'sales.order_shipped'])
  })

  it('waits for the money', async () => {
    const { order } = await buy(t, one(balm))
    const before = await balances(t)
    const reply = await t.as('warehouse').post(`orders/${order.id}/ship`)
    expect([reply.status, reply.body.code]).toEqual([409, 'sales.order_unpaid'])
    expect(await balances(t)).toEqual(before)
    expect((await t.as('warehouse').post(`orders/${newId()}/ship`)).status).toBe(404)
    const link = await t
      .as('warehouse')
      .post(`orders/${order.id}/ship`, { trackingUrl: 'javascript:alert(1)' })
    expect(link.status).toBe(400)
  })

  it('said five times at once happens once', async () => {
    const { order } = await buy(t, one(tote))
    await pay(order)
    const replies = await Promise.all(
      Array.from({ length: 5 }, () => t.as('warehouse').post(`orders/${order.id}/ship`)),
    )
    expect(replies.map((reply) => reply.status).sort()).toEqual([200, 409, 409, 409, 409])
    expect(
      await t.rows(`select 1 from stock_move where source_id = $1 and kind = 'ship'`, order.id),
    ).toHaveLength(1)
  })

  it('is for those who may', async () => {
    const { order } = await buy(t, one(balm))
    for (const [role, path, status] of [
      ['warehouse', 'cancel', 403],
      ['viewer', 'ship', 403],
      ['accountant', 'ship', 403],
    ] as const) {
      expect((await t.as(role).post(`orders/${order.id}/${path}`, { reason: 'x' })).status).toBe(status)
    }
    expect((await t.as('operator').get('orders')).status).toBe(403)
  })
})

describe('giving all money back', () => {
  it('before the goods have left keeps them: stock and serials are free again', async () => {
    const free = await available('tote')
    const { order } = await buy(t, one(tote))
    await pay(order)
    expect(await available('tote')).toBe(String(Number(free) - 1))
    const refund = { amount: order.totals.total, reason: 'Too late' }
    expectStatus(
      await t
        .as('accountant')
        .post(`payments/${order.payment.id}/refunds`, refund, { 'idempotency-key': newId() }),
      201,
    )
    const whole = await read(order.id)
    expect(whole).toMatchObject({ state: 'refunded', refunded: { amount: '12980.00' } })
    expect(whole.lines[0].serials).toEqual([])
    expect(whole.refundedAt).not.toBeNull()
    expect(await available('tote')).toBe(free)
    const ship = await t.as('warehouse').post(`orders/${order.id}/ship`)
    expect(ship.body.code).toBe('sales.order_refunded')
  })

  it('and shipping at once: whichever comes second is refused or follows, never both halves', async () => {
    for (let round = 0; round < 5; round++) {
      const { order } = await buy(t, one(balm))
      await pay(order)
      const refund = { amount: order.totals.total, reason: 'x' }
      const [refunded, shipped] = await Promise.all([
        t
          .as('accountant')
          .post(`payments/${order.payment.id}/refunds`, refund, { 'idempotency-key': newId() }),
        t.as('warehouse').post(`orders/${order.id}/ship`),
      ])
      expect(refunded.status).toBe(201)
      expect([200, 409]).toContain(shipped.status)
      expect((await read(order.id)).state).toBe('refunded')
      expect(await workshop.offences()).toEqual([])
    }
  })
})
