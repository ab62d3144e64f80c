import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { newId } from '../../../../shared/ids.ts'
import type { TestTenant, Workshop } from '../../../kernel/testing/workshop.ts'
import {
  complete,
  expectStatus,
  fillCart,
  offerShipping,
  openShop,
  sellProduct,
  stock,
} from '../../checkout/shop.build.ts'
import { MAIL_KINDS, MAIL_TEXTS } from './mail-texts.ts'

let workshop: Workshop
let t: TestTenant
let tote: string
beforeAll(async () => {
  workshop = await openShop()
  t = await workshop.tenant('MA01', { name: 'Maison Atelier' })
  await offerShipping(t)
  tote = await sellProduct(t, {
    sku: 'TOTE',
    name: 'Saddle Tote',
    nameTh: 'กระเป๋าโท้ตแซดเดิล',
    serialised: true,
    serialCode: 'TOTE',
    line: 'HAT',
    price: '12900',
  })
  await stock(workshop, t, tote, 20, { serialised: true })
})
beforeEach(() => {
  workshop.mails.length = 0
})
afterAll(() => workshop.close())

const place = async (changes: Record<string, unknown> = {}) => {
  const cart = await fillCart(t, [{ productId: tote, quantity: '1' }])
  return { order: expectStatus(await complete(t, cart, changes), 201), cart }
}
const mail = async () => {
  await workshop.drain()
  expect(workshop.mails).toHaveLength(1)
  const [sent] = workshop.mails.splice(0)
  // Between currency and amount stands a space that does not break.
  return { ...sent!, text: sent!.text.replaceAll('\u00a0', ' ') }
}
const pay = async (order: { payment: { id: string } }) =>
  expectStatus(
    await t.as('accountant').post(`payments/${order.payment.id}/capture`, { reference: 'slip' }),
    200,
  )

describe('the mails of an order', () => {
  it('confirm it with lines, total, how to pay and where to see it', async () => {
    const { order, cart } = await place()
    const { to, subject, text, html } = await mail()
    expect([to, subject]).toEqual(['mali@example.com', 'Your order SO2026-000001 with Maison Atelier'])
    expect(text).toBe(`Dear Mali Srisai,

Thank you for your order. This is what we have noted on 2 March 2026 at 10:00.

Your order SO2026-000001

Saddle Tote (TOTE), Quantity 1: THB 12,900.00

Subtotal: THB 12,900.00
Shipping: Shipping TH-EMS: THB 80.00
Total: THB 12,980.00
Of that tax: THB 849.16

How to pay: Bank transfer

Transfer the amount to our bank account and give the order number as the reference. We send the goods when the money has come in.

Amount due: THB 12,980.00. Reference: SO2026-000001.

We deliver to

Mali Srisai
9 Nimman 5
Chiang Mai 50200
TH

See your order: http://ma01.localhost:3000/orders/${order.id}?token=${cart.token}

Keep this link to yourself: it opens your order without signing in.

Maison Atelier
`)
    expect(html).toContain('<html lang="en">')
    expect(html).toContain(`href="http://ma01.localhost:3000/orders/${order.id}?token=${cart.token}"`)
  })

  it('are in the language of the order', async () => {
    await place({ locale: 'th' })
    const { subject, text, html } = await mail()
    expect(subject).toBe('คำสั่งซื้อ SO2026-000002 ของคุณที่ Maison Atelier')
    expect(text).toContain('เรียน คุณMali Srisai')
    expect(text).toContain('เมื่อ 2 มีนาคม 2569')
    expect(text).toContain('กระเป๋าโท้ตแซดเดิล (TOTE), จำนวน 1: ฿12,900.00')
    expect(text).toContain('ยอดรวมทั้งสิ้น: ฿12,980.00')
    expect(text).toContain('วิธีชำระเงิน: โอนเงินผ่านธนาคาร')
    expect(html).toContain('<html lang="th">')
  })

  it('tell of payment, parcel and pieces, and money given back, and lead where the first one did', async () => {
    const { order, cart } = await place()
    await mail()
    const link = `http://ma01.localhost:3000/orders/${order.id}?token=${cart.token}`
    await pay(order)
    const paid = await mail()
    expect(paid.subject).toBe(`We have received your payment for ${order.number}`)
    expect(paid.text).toContain('your payment of THB 12,980.00 has come in')
    expect(paid.text).toContain(link)
    const tracking = {
      trackingNumber: 'EX123456789TH',
      trackingUrl: 'https://track.example/?n=EX123456789TH&l=en',
    }
    expectStatus(await t.as('warehouse').post(`orders/${order.id}/ship`, tracking), 200)
    const shipped = await mail()
    expect(shipped.subject).toBe(`Your order ${order.number} is on its way`)
    expect(shipped.text).toContain('Tracking number: EX123456789TH')
    expect(shipped.text).toContain(`Serial numbers: ${order.lines[0].serials[0].serial}`)
    expect(shipped.html).toContain('href="https://track.example/?n=EX123456789TH&#38;l=en"')
    expect(shipped.text).toContain(link)
    const body = { amount: { amount: '500', currency: 'THB' }, reason: 'Scratch on the flap' }
    expectStatus(
      await t
        .as('accountant')
        .post(`payments/${order.payment.id}/refunds`, body, { 'idempotency-key': newId() }),
      201,
    )
    const refunded = await mail()
    expect(refunded.subject).toBe(`Refund for your order ${order.number}`)
    expect(refunded.text).toContain(
      'Refunded: THB 500.00\nReason: Scratch on the flap\nCredit note: CN2026-000001',
    )
    expect(refunded.text).toContain(link)
  })

  it('tell of a cancellation, and that nothing is to be paid', async () => {
    const { order } = await place()
    await mail()
    expectStatus(await t.as('sales').post(`orders/${order.id}/cancel`, { reason: 'No stock' }), 200)
    const cancelled = await mail()
    expect(cancelled.subject).toBe(`Your order ${order.number} was cancelled`)
    expect(cancelled.text).toContain('You do not have to pay anything.')
    expect(cancelled.text).not.toContain('How to pay')
  })

  it('show what people typed as text and never as HTML', async () => {
    const cart = await fillCart(t, [{ productId: tote, quantity: '1' }], {
      contact: { email: 'mali@example.com', name: '<img src=x onerror=alert(1)> "M"' },
    })
    expectStatus(await complete(t, cart), 201)
    const { html, text } = await mail()
    expect(html).not.toContain('<img')
    expect(html).toContain('&#60;img src=x onerror=alert(1)&#62; &#34;M&#34;')
    expect(text).toContain('<img src=x')
  })

  it('can be read in the app, with the order', async () => {
    const { order } = await place()
    const { items } = expectStatus(await t.as('sales').get(`messages?entity=order&entityId=${order.id}`), 200)
    expect(items).toMatchObject([{ kind: 'order.placed', state: 'queued', recipient: 'mali@example.com' }])
  })
})

describe('the texts', () => {
  it('are there in both languages, with the same places for values', () => {
    const places = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort()
    const flat = (texts: object): [string, string][] =>
      Object.entries(texts).flatMap(([key, value]) =>
        typeof value === 'string'
          ? [[key, value]]
          : flat(value).map(([sub, text]) => [`${key}.${sub}`, text] as [string, string]),
      )
    const english = new Map(flat(MAIL_TEXTS.en))
    const thai = new Map(flat(MAIL_TEXTS.th))
    expect([...thai.keys()]).toEqual([...english.keys()])
    expect([...english.keys()].filter((key) => key.startsWith('subject.'))).toHaveLength(MAIL_KINDS.length)
    for (const [key, text] of english) {
      expect([key, thai.get(key)]).toEqual([key, expect.stringMatching(/[\u0e00-\u0e7f]/)])
      if (!key.startsWith('subject.placed'))
        expect([key, places(thai.get(key)!)]).toEqual([key, places(text)])
    }
  })
})
