import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../../../../shared/ids.ts'
import type { Reply, TestTenant, Workshop } from '../../../kernel/testing/workshop.ts'
import {
  ADDRESS,
  BUYER,
  balances,
  buy,
  expectStatus,
  offerShipping,
  openShop,
  sellProduct,
  stock,
} from '../shop.build.ts'

let workshop: Workshop
let t: TestTenant
let tote: string
let wallet: string
let customerId: string
beforeAll(async () => {
  workshop = await openShop()
  t = await workshop.tenant('MA01')
  tote = await sellProduct(t, {
    sku: 'TOTE',
    price: '12900',
    serialised: true,
    serialCode: 'TOTE',
    line: 'HAT',
  })
  wallet = await sellProduct(t, { sku: 'WALLET', price: '1290.50', published: false })
  await stock(workshop, t, tote, 6, { serialised: true })
  await stock(workshop, t, wallet, 50)
  await offerShipping(t)
  customerId = expectStatus(
    await t.as('sales').post('customers', {
      code: 'C1',
      name: 'Baan Kham',
      email: 'hello@baankham.example',
      address: ADDRESS,
    }),
    201,
  ).id
})
afterAll(() => workshop.close())

const order = (changes: object = {}) => ({
  customerId,
  shippingMethod: 'TH-EMS',
  lines: [
    { productId: tote, quantity: '1' },
    { productId: wallet, quantity: '3' },
  ],
  ...changes,
})
const place = (
  body: object,
  key: string | undefined = newId(),
  as: 'sales' | 'viewer' = 'sales',
): Promise<Reply> => t.as(as).post('orders', body, key === undefined ? {} : { 'idempotency-key': key })
const written = async () =>
  (
    await t.rows(`select (select count(*) from sales_order) as orders, (select count(*) from invoice) as invoices,
      (select coalesce(sum(reserved), 0)::text from stock_level) as reserved, (select count(*) from payment) as payments,
      (select count(*) from journal_entry) as entries, (select count(*) from serial where order_line_id is not null) as pieces,
      (select count(*) from message) as messages, (select last from number_series where series like 'SO%') as last`)
  )[0]

describe('an order of the desk', () => {
  it('is quoted with prices, taxes and what it still needs, and nothing is written', async () => {
    const before = await written()
    const quote = expectStatus(await t.as('sales').post('orders/quote', order()), 200)
    expect(
      quote.lines.map((line: { net: object; tax: object; gross: { amount: string } }) => line.gross.amount),
    ).toEqual(['12900.00', '3871.50'])
    expect(quote.totals.total).toEqual({ amount: '16851.50', currency: 'THB' })
    expect(quote.missing).toEqual([])
    const empty = expectStatus(await t.as('sales').post('orders/quote', { lines: [] }), 200)
    expect(empty.missing).toEqual(['lines', 'contact.email', 'contact.name', 'shippingMethod', 'address'])
    expect(await written()).toEqual(before)
  })

  it('is the same order as one of the shop: reservation, pieces, payment, invoice, journal, mail', async () => {
    await t.as('owner').patch(`products/${wallet}`, { published: true })
    await buy(t, order().lines)
    await t.as('owner').patch(`products/${wallet}`, { published: false })
    const afterShop = await balances(t)
    const placed = expectStatus(
      await place(order({ contact: BUYER, expectedTotal: { amount: '16851.5', currency: 'THB' } })),
      201,
    )
    expect(placed).toMatchObject({
      number: 'SO2026-000002',
      state: 'placed',
      total: { amount: '16851.50', currency: 'THB' },
      invoice: { number: 'INV2026-000002' },
    })
    const [shop, desk] = await t.rows<Record<string, unknown>>(
      `select channel, state, customer_id, email, name, phone, address, shipping_code, items_net_minor, shipping_net_minor, shipping_tax_minor,
         tax_minor, total_minor, prices_include_tax, locale,
         (select jsonb_agg(jsonb_build_object('p', l.product_id, 'q', l.quantity, 'u', l.unit_price, 'n', l.net_minor, 't', l.tax_minor) order by l.line_no)
            from sales_order_line l where l.order_id = o.id) as lines,
         (select jsonb_agg(jsonb_build_object('p', r.product_id, 'q', r.quantity) order by r.product_id)
            from stock_reservation r where r.source_id = o.id) as reserved,
         (select count(*) from serial s join sales_order_line l on l.id = s.order_line_id where l.order_id = o.id) as pieces,
         (select jsonb_agg(jsonb_build_object('s', p.state, 'a', p.amount_minor, 'm', p.method)) from payment p where p.order_id = o.id) as payments,
         (select count(*) from message m where m.entity_id = o.id::text and m.kind = 'order.placed') as mails
       from sales_order o order by number`,
    )
    expect(desk).toEqual({ ...shop, channel: 'desk', customer_id: customerId })
    expect(desk!.pieces).toEqual(1n)
    const after = await balances(t)
    for (const [code, amount] of Object.entries(after)) {
      const before = Number(afterShop[code] ?? 0)
      // The second order posted what the first one had: all that is not of the opening stock doubled.
      if (code in afterShop && !['3900', '1300', '1310'].includes(code) && before !== Number(amount))
        expect([code, Number(amount)]).toEqual([code, before * 2])
    }
    expect(Object.values(after).reduce((sum, amount) => sum + Number(amount), 0)).toBeCloseTo(0)
    expect(await workshop.offences()).toEqual([])
    const audit = await t.rows(
      "select operation, actor_name from audit_record where entity = 'order' order by id desc limit 1",
    )
    expect(audit).toEqual([{ operation: 'checkout.desk_order.place', actor_name: 'sales' }])
  })

  it('is shipped and refunded like any other', async () => {
    const { id } = expectStatus(await place(order({ lines: [{ productId: wallet, quantity: '2' }] })), 201)
    const whole = expectStatus(await t.as('sales').get(`orders/${id}`), 200)
    expect(whole).toMatchObject({ channel: 'desk', customerId, name: 'Baan Kham', address: ADDRESS })
    expectStatus(
      await t
        .as('accountant')
        .post(
          `payments/${whole.payments[0].id}/capture`,
          { reference: 'SCB 1' },
          { 'idempotency-key': newId() },
        ),
      200,
    )
    expectStatus(await t.as('sales').post(`orders/${id}/ship`, {}, { 'idempotency-key': newId() }), 200)
    expect(await workshop.offences()).toEqual([])
  })

  it('counts once, however often it is sent under one key', async () => {
    const key = newId()
    const body = order({ lines: [{ productId: wallet, quantity: '1' }] })
    const before = await written()
    const [first, second] = await Promise.all([place(body, key), place(body, key)])
    const good = [first, second].filter(({ status }) => status === 201)
    expect(good.length).toBeGreaterThan(0)
    for (const reply of [first, second]) expect([201, 409]).toContain(reply.status)
    expect((await place(body, key)).text).toBe(good[0]!.text)
    expect((await place({ ...body, locale: 'th' }, key)).body.code).toBe('idempotency.key_reused')
    expect(Number((await written())!.orders)).toBe(Number(before!.orders) + 1)
  })
})

describe('an order of the desk is refused, and nothing is written,', () => {
  const CASES: [string, () => object, number, string][] = [
    ['without lines', () => order({ lines: [] }), 422, 'checkout.incomplete'],
    ['for nobody', () => order({ customerId: undefined, address: ADDRESS }), 422, 'checkout.incomplete'],
    ['without a way to send it', () => order({ shippingMethod: 'PIGEON' }), 422, 'checkout.incomplete'],
    ['for a customer who is not there', () => order({ customerId: newId() }), 422, 'reference.missing'],
    [
      'of what is not there',
      () => order({ lines: [{ productId: newId(), quantity: '1' }] }),
      422,
      'checkout.product_unavailable',
    ],
    [
      'of half a piece',
      () => order({ lines: [{ productId: wallet, quantity: '1.5' }] }),
      422,
      'checkout.quantity_whole',
    ],
    [
      'of more than there is',
      () => order({ lines: [{ productId: tote, quantity: '60' }] }),
      409,
      'stock.short',
    ],
    [
      'at another total than was read out',
      () => order({ expectedTotal: { amount: '1.00', currency: 'THB' } }),
      409,
      'checkout.price_changed',
    ],
    [
      'paid in a way that is not offered',
      () => order({ payment: { provider: 'shells' } }),
      422,
      'payments.method_unknown',
    ],
  ]
  it.each(CASES)('%s', async (_name, body, status, code) => {
    const before = await written()
    const reply = await place(body())
    expect([reply.status, reply.body.code]).toEqual([status, code])
    expect(await written()).toEqual(before)
  })

  it('without a key, or by whoever may not place one', async () => {
    const before = await written()
    expect((await t.as('sales').post('orders', order())).body.code).toBe('idempotency.key_required')
    expect((await place(order(), newId(), 'viewer')).body.code).toBe('auth.forbidden')
    expect((await t.as('viewer').post('orders/quote', order())).status).toBe(403)
    expect(await written()).toEqual(before)
  })

  it('beyond the last piece, when many are placed at once', async () => {
    const before = await t.rows<{ left: string }>(
      `select sum(on_hand - reserved)::text as left from stock_level l where product_id = $1 and not allow_negative`,
      tote,
    )
    const left = Number(before[0]!.left)
    const replies = await Promise.all(
      Array.from({ length: left + 3 }, () => place(order({ lines: [{ productId: tote, quantity: '1' }] }))),
    )
    expect(replies.filter(({ status }) => status === 201)).toHaveLength(left)
    expect(replies.filter(({ body }) => body.code === 'stock.short')).toHaveLength(3)
    expect(await workshop.offences()).toEqual([])
  })
})
