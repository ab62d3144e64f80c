import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../../../../shared/ids.ts'
import type { TestTenant, Workshop } from '../../../kernel/testing/workshop.ts'
import {
  balances,
  buy,
  complete,
  expectStatus,
  fillCart,
  offerShipping,
  openShop,
  sellProduct,
  stock,
} from '../../checkout/shop.build.ts'
import { type PaymentProvider, registerProvider } from '../index.ts'

let workshop: Workshop
let t: TestTenant
let balm: string
beforeAll(async () => {
  workshop = await openShop()
  t = await workshop.tenant('MA01')
  await offerShipping(t)
  balm = await sellProduct(t, { sku: 'BALM', price: '1000' })
  await stock(workshop, t, balm, 500)
})
afterAll(async () => {
  expect(await workshop.offences()).toEqual([])
  await workshop.close()
})

const order = async () => (await buy(t, [{ productId: balm, quantity: '1' }])).order
const capture = (id: string, body: unknown = { reference: 'KBANK 10:14' }) =>
  t.as('accountant').post(`payments/${id}/capture`, body)
const refund = (id: string, amount: string, key = newId(), reason = 'Scratch') =>
  t
    .as('accountant')
    .post(
      `payments/${id}/refunds`,
      { amount: { amount, currency: 'THB' }, reason },
      { 'idempotency-key': key },
    )
const read = async (id: string) => expectStatus(await t.as('accountant').get(`payments/${id}`), 200)

describe('marking a payment as received', () => {
  it('pays the order: bank against receivable, on the day the money came', async () => {
    const before = await balances(t)
    const { id, payment } = await order()
    const body = expectStatus(
      await capture(payment.id, { reference: 'KBANK 10:14', receivedOn: '2026-03-01' }),
      200,
    )
    expect(body).toMatchObject({
      state: 'captured',
      reference: 'KBANK 10:14',
      receivedOn: '2026-03-01',
      captured: { amount: '1080.00' },
      refundable: { amount: '1080.00' },
      actions: {
        capture: { allowed: false, reason: 'payments.already_captured' },
        refund: { allowed: true },
      },
    })
    const after = await balances(t)
    expect(Number(after['1020']) - Number(before['1020'] ?? 0)).toBe(1080)
    expect(after['1100'] ?? '0.00').toBe(before['1100'] ?? '0.00')
    const [entry] = await t.rows(
      `select date::text, journal, memo from journal_entry where source_id = $1`,
      payment.id,
    )
    expect(entry).toMatchObject({ date: '2026-03-01', journal: 'bank' })
    expect((await t.as('sales').get(`orders/${id}`)).body).toMatchObject({
      state: 'paid',
      paid: { amount: '1080.00' },
    })
  })

  it('twice is refused and says what was noted the first time', async () => {
    const { payment } = await order()
    expectStatus(await capture(payment.id), 200)
    const before = await balances(t)
    const again = await capture(payment.id, { reference: 'other' })
    expect([again.status, again.body.code, again.body.params]).toEqual([
      409,
      'payments.already_captured',
      { reference: 'KBANK 10:14' },
    ])
    expect(await balances(t)).toEqual(before)
  })

  it('ten times at once counts once', async () => {
    const { payment } = await order()
    const replies = await Promise.all(Array.from({ length: 10 }, () => capture(payment.id)))
    expect(replies.filter((reply) => reply.status === 200)).toHaveLength(1)
    for (const reply of replies.filter((one) => one.status !== 200))
      expect(reply.body.code).toBe('payments.already_captured')
    expect(await t.rows('select 1 from journal_entry where source_id = $1', payment.id)).toHaveLength(1)
  })

  it('is refused for a day to come, and for what is nobody’s payment', async () => {
    const { payment } = await order()
    const reply = await capture(payment.id, { reference: 'x', receivedOn: '2026-03-03' })
    expect([reply.status, reply.body.code, reply.body.params]).toEqual([
      422,
      'payments.received_in_future',
      { today: '2026-03-02' },
    ])
    expect((await read(payment.id)).state).toBe('pending')
    expect((await capture(newId())).status).toBe(404)
    const other = await workshop.tenant('OTHER')
    expect((await other.as('owner').post(`payments/${payment.id}/capture`, { reference: 'x' })).status).toBe(
      404,
    )
  })

  it('into a locked month is refused, and nothing is paid', async () => {
    const { id, payment } = await order()
    expectStatus(await t.as('accountant').post('fiscal-periods/2026-02/lock', { reason: 'closed' }), 200)
    const reply = await capture(payment.id, { reference: 'x', receivedOn: '2026-02-28' })
    expect([reply.status, reply.body.code]).toEqual([409, 'accounting.period_locked'])
    expect((await read(payment.id)).state).toBe('pending')
    expect((await t.as('sales').get(`orders/${id}`)).body.state).toBe('placed')
  })
})

describe('refunding', () => {
  it('a part gives a credit note with its share of the tax, and leaves the order as it is', async () => {
    const before = await balances(t)
    const { id, payment } = await order()
    expectStatus(await capture(payment.id), 200)
    const body = expectStatus(await refund(payment.id, '100.00'), 201)
    expect(body).toMatchObject({
      amount: { amount: '100.00' },
      tax: { amount: '6.54' },
      creditNoteNumber: 'CN2026-000001',
      payment: { refunded: { amount: '100.00' }, refundable: { amount: '980.00' } },
    })
    const after = await balances(t)
    const change = (code: string) => (Number(after[code] ?? 0) - Number(before[code] ?? 0)).toFixed(2)
    expect([change('1020'), change('4090'), change('2100')]).toEqual(['980.00', '93.46', '-64.11'])
    expect((await t.as('sales').get(`orders/${id}`)).body).toMatchObject({
      state: 'paid',
      refunded: { amount: '100.00' },
      invoices: [{ kind: 'invoice' }, { number: 'CN2026-000001', gross: { amount: '100.00' } }],
    })
    expect((await read(payment.id)).refunds).toMatchObject([
      { amount: { amount: '100.00' }, reason: 'Scratch', creditNoteNumber: 'CN2026-000001' },
    ])
  })

  it('in three uneven parts takes back exactly the tax of the order', async () => {
    const { id, payment } = await order()
    expectStatus(await capture(payment.id), 200)
    const taxes = []
    for (const amount of ['333.33', '333.33', '413.34'])
      taxes.push(expectStatus(await refund(payment.id, amount), 201).tax.amount)
    expect(taxes).toEqual(['21.81', '21.80', '27.04'])
    expect((await t.as('sales').get(`orders/${id}`)).body).toMatchObject({
      state: 'refunded',
      tax: { amount: '70.65' },
    })
    const more = await refund(payment.id, '0.01')
    expect([more.status, more.body.code, more.body.params]).toEqual([
      422,
      'payments.refund_exceeds_payment',
      { refundable: '0.00', currency: 'THB' },
    ])
  })

  it('many times at once never gives back more than came in', async () => {
    const { payment } = await order()
    expectStatus(await capture(payment.id), 200)
    const replies = await Promise.all(Array.from({ length: 12 }, () => refund(payment.id, '400')))
    expect(replies.filter((reply) => reply.status === 201)).toHaveLength(2)
    for (const reply of replies.filter((one) => one.status !== 201))
      expect(reply.body).toMatchObject({
        code: 'payments.refund_exceeds_payment',
        params: { refundable: '280.00' },
      })
    expect((await read(payment.id)).refundable.amount).toBe('280.00')
    expect(await workshop.offences()).toEqual([])
  })

  it('with the same key happens once', async () => {
    const { payment } = await order()
    expectStatus(await capture(payment.id), 200)
    const key = newId()
    const first = expectStatus(await refund(payment.id, '10', key), 201)
    expect((await refund(payment.id, '10', key)).body).toEqual(first)
    expect((await refund(payment.id, '20', key)).body.code).toBe('idempotency.key_reused')
    expect((await read(payment.id)).refunds).toHaveLength(1)
    const body = { amount: { amount: '10', currency: 'THB' }, reason: 'x' }
    const keyless = await t.as('accountant').post(`payments/${payment.id}/refunds`, body)
    expect([keyless.status, keyless.body.code]).toEqual([400, 'idempotency.key_required'])
  })

  it('is refused before any money came, in another currency, and for amounts that are none', async () => {
    const { payment } = await order()
    expect((await refund(payment.id, '10')).body.code).toBe('payments.not_captured')
    expectStatus(await capture(payment.id), 200)
    const before = await balances(t)
    const wrong = async (amount: unknown) =>
      (
        await t
          .as('accountant')
          .post(`payments/${payment.id}/refunds`, { amount, reason: 'x' }, { 'idempotency-key': newId() })
      ).body.code
    expect(await wrong({ amount: '10', currency: 'USD' })).toBe('payments.currency')
    for (const amount of ['0', '-5', '1.005'])
      expect(await wrong({ amount, currency: 'THB' })).toBe('request.malformed')
    expect((await refund(payment.id, '1080.01')).body.code).toBe('payments.refund_exceeds_payment')
    expect((await refund(newId(), '1')).status).toBe(404)
    expect(await balances(t)).toEqual(before)
  })

  it('is the accountant’s: sales may look, not pay out', async () => {
    const { payment } = await order()
    expect((await t.as('sales').get(`payments/${payment.id}`)).status).toBe(200)
    expect((await t.as('sales').post(`payments/${payment.id}/capture`, { reference: 'x' })).status).toBe(403)
    expect((await t.as('sales').post(`payments/${payment.id}/refunds`)).status).toBe(403)
  })
})

describe('payments', () => {
  it('are listed with the latest first, by state and by order', async () => {
    const placed = await order()
    const list = async (query: string) =>
      expectStatus(await t.as('accountant').get(`payments?${query}`), 200).items.map(
        (row: { id: string }) => row.id,
      )
    expect((await list('limit=1'))[0]).toBe(placed.payment.id)
    expect(await list(`orderId=${placed.id}`)).toEqual([placed.payment.id])
    expect(await list(`orderId=${placed.id}&state=captured`)).toEqual([])
    expect(await list('provider=shells')).toEqual([])
    const page = expectStatus(await t.as('accountant').get('payments?limit=2&state=pending'), 200)
    const next = expectStatus(
      await t.as('accountant').get(`payments?limit=2&state=pending&after=${page.next}`),
      200,
    )
    expect(new Set([...page.items, ...next.items].map((row: { id: string }) => row.id)).size).toBe(
      page.items.length + next.items.length,
    )
  })
})

describe('payment methods', () => {
  it('are two at first; the workshop adds its account and others of its own', async () => {
    const shown = async () =>
      expectStatus(await t.anonymous.get('shop/payment-methods'), 200).items.map(
        (item: { code: string }) => item.code,
      )
    expect(await shown()).toEqual(['bank-transfer', 'on-pickup'])
    const { items } = (await t.as('accountant').get('payment-methods')).body
    const transfer = items.find((item: { code: string }) => item.code === 'bank-transfer')
    const instructionsText = 'Kasikorn 012-3-45678-9, Maison Atelier Co., Ltd.'
    expectStatus(await t.as('accountant').patch(`payment-methods/${transfer.id}`, { instructionsText }), 200)
    expect((await order()).payment.instructions).toBe(instructionsText)
    const promptPay = { code: 'promptpay', provider: 'manual', name: 'PromptPay', position: 0 }
    expectStatus(await t.as('accountant').post('payment-methods', promptPay), 201)
    expect(await shown()).toEqual(['promptpay', 'bank-transfer', 'on-pickup'])
    expect((await order()).payment.method).toBe('promptpay')
    const unknown = await t
      .as('accountant')
      .post('payment-methods', { ...promptPay, code: 'x', provider: 'shells' })
    expect([unknown.status, unknown.body.code]).toEqual([422, 'payments.provider_unknown'])
    const [made] = (await t.as('accountant').get('payment-methods')).body.items
    expectStatus(await t.as('accountant').patch(`payment-methods/${made.id}`, { enabled: false }), 200)
    expect(await shown()).toEqual(['bank-transfer', 'on-pickup'])
  })
})

describe('another provider', () => {
  const SECRET = 'whsec_test'
  const sign = (body: string) => createHmac('sha256', SECRET).update(body).digest('hex')
  /** Says itself when the money is there, in signed webhooks. */
  const card: PaymentProvider = {
    code: 'testcard',
    name: { en: 'Card', th: 'บัตร' },
    settlesTo: 'clearing',
    capturedByStaff: false,
    intent: ({ paymentId }) => ({ reference: `pi_${paymentId}` }),
    capture: async (payment) => ({ reference: payment.reference ?? 'none' }),
    refund: async (_payment, { refundId }) => ({ reference: `re_${refundId}` }),
    parseWebhook(body, headers) {
      if (headers['x-signature'] !== sign(body.toString())) return undefined
      const event = JSON.parse(body.toString())
      return {
        eventId: event.id,
        kind: event.type === 'paid' ? 'captured' : 'other',
        paymentId: event.payment,
        reference: event.charge ?? null,
        payload: event,
      }
    },
  }
  const webhook = async (event: unknown, signature?: string) => {
    const payload = JSON.stringify(event)
    const reply = await workshop.app.inject({
      method: 'POST',
      url: '/api/webhooks/payments/testcard',
      headers: {
        host: 'ma01.localhost',
        'content-type': 'application/json',
        'x-signature': signature ?? sign(payload),
      },
      payload,
    })
    return reply.statusCode
  }
  let paid: { id: string; payment: { id: string; provider: string } }
  beforeAll(async () => {
    registerProvider(card)
    expectStatus(
      await t
        .as('accountant')
        .post('payment-methods', { code: 'card', provider: 'testcard', name: 'Card', position: 9 }),
      201,
    )
    const cart = await fillCart(t, [{ productId: balm, quantity: '1' }])
    paid = expectStatus(await complete(t, cart, { payment: { provider: 'testcard' } }), 201)
  })

  it('takes part in everything without a change anywhere: only it says that the money is there', async () => {
    expect(paid.payment.provider).toBe('testcard')
    expect(await read(paid.payment.id)).toMatchObject({
      reference: `pi_${paid.payment.id}`,
      actions: { capture: { allowed: false, reason: 'payments.captured_by_provider' } },
    })
    expect((await capture(paid.payment.id)).body.code).toBe('payments.captured_by_provider')
  })

  it('is believed by its signature, and each of its events counts once', async () => {
    const event = { id: 'evt_1', type: 'paid', payment: paid.payment.id, charge: 'ch_1' }
    expect(await webhook(event, sign('something else'))).toBe(401)
    const before = await balances(t)
    expect(await webhook(event)).toBe(202)
    expect(await webhook(event)).toBe(202)
    expect(await webhook({ id: 'evt_2', type: 'paid', payment: paid.payment.id })).toBe(202)
    expect(await webhook({ id: 'evt_3', type: 'weather', payment: null })).toBe(202)
    await workshop.drain()
    expect(await read(paid.payment.id)).toMatchObject({ state: 'captured', captured: { amount: '1080.00' } })
    const after = await balances(t)
    expect(Number(after['1030'] ?? 0) - Number(before['1030'] ?? 0)).toBe(1080)
    expect(await t.rows('select event_id from provider_event order by 1')).toEqual(
      ['evt_1', 'evt_2', 'evt_3'].map((event_id) => ({ event_id })),
    )
    expect((await t.as('sales').get(`orders/${paid.id}`)).body.state).toBe('paid')
  })

  it('gives money back from where it lies', async () => {
    const body = expectStatus(await refund(paid.payment.id, '80'), 201)
    expect((await read(paid.payment.id)).refunds[0].reference).toBe(`re_${body.id}`)
    expect((await balances(t))['1030']).toBe('1000.00')
  })

  it('is 404 where there is none, where it sends nothing, and on the central host', async () => {
    const send = async (url: string, host = 'ma01.localhost') =>
      (await workshop.app.inject({ method: 'POST', url, headers: { host }, payload: '{}' })).statusCode
    expect(await send('/api/webhooks/payments/nobody')).toBe(404)
    expect(await send('/api/webhooks/payments/manual')).toBe(404)
    expect(await send('/api/webhooks/payments/testcard', 'localhost')).toBe(404)
  })
})
