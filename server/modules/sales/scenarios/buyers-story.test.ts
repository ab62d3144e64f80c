import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../../../../shared/ids.ts'
import type { TestTenant, Workshop } from '../../../kernel/testing/workshop.ts'
import {
  type CartHandle,
  complete,
  expectStatus,
  fillCart,
  offerShipping,
  openShop,
  sellProduct,
  stock,
} from '../../checkout/shop.build.ts'

/**
 * A workshop sells a saddle tote: prices include 7 % of tax. Each step says what the trial balance is after it (debit positive).
 * 1020 bank, 1100 receivable, 1330 finished goods, 2100 output VAT, 3900 opening balance, 4010 sales, 4020 shipping income,
 * 4090 sales refunds, 5010 cost of goods sold.
 */
describe('a buyer buys a tote for 12,900.00 and shipping for 80.00', () => {
  let workshop: Workshop
  let t: TestTenant
  let tote: string
  let cart: CartHandle
  let order: { id: string; number: string; payment: { id: string } }
  beforeAll(async () => {
    workshop = await openShop()
    t = await workshop.tenant('MA01')
    await offerShipping(t)
    tote = await sellProduct(t, {
      sku: 'TOTE',
      name: 'Saddle Tote',
      serialised: true,
      serialCode: 'TOTE',
      line: 'HAT',
      price: '12900',
    })
  })
  afterAll(() => workshop.close())

  /** The trial balance as the accountant reads it, and every invariant. */
  const books = async (expected: Record<string, string>) => {
    const { rows, totalDebit, totalCredit } = expectStatus(await t.as('accountant').get('trial-balance'), 200)
    const shown = rows
      .map((row: { accountCode: string; debit: { amount: string }; credit: { amount: string } }) => [
        row.accountCode,
        row.credit.amount === '0.00' ? row.debit.amount : `-${row.credit.amount}`,
      ])
      .filter(([, amount]: string[]) => amount !== '0.00')
    expect(Object.fromEntries(shown)).toEqual(expected)
    expect(totalDebit).toEqual(totalCredit)
    expect(await workshop.offences()).toEqual([])
  }

  it('the workshop has two of them, worth 4,526.15 each', async () => {
    await stock(workshop, t, tote, 2, { serialised: true, valueEachMinor: 452_615n })
    await books({ '1330': '9052.30', '3900': '-9052.30' })
  })

  it('the buyer sees it in the shop and puts it in a cart: 12,056.07 and 843.93 of tax, shipping 74.77 and 5.23', async () => {
    const [item] = (await t.anonymous.get('shop/products')).body.items
    expect(item).toMatchObject({ slug: 'tote', price: { amount: '12900.00' }, available: '2' })
    cart = await fillCart(t, [{ productId: item.id, quantity: '1' }])
    expect(cart.body.totals).toEqual({
      itemsNet: { amount: '12056.07', currency: 'THB' },
      itemsGross: { amount: '12900.00', currency: 'THB' },
      tax: { amount: '849.16', currency: 'THB' },
      total: { amount: '12980.00', currency: 'THB' },
    })
    await books({ '1330': '9052.30', '3900': '-9052.30' })
  })

  it('orders: the invoice is posted, one piece is set aside', async () => {
    order = expectStatus(await complete(t, cart), 201)
    expect(order).toMatchObject({
      number: 'SO2026-000001',
      state: 'placed',
      invoices: [{ number: 'INV2026-000001', gross: { amount: '12980.00' } }],
    })
    expect((await t.anonymous.get('shop/products/tote')).body.available).toBe('1')
    await books({
      '1100': '12980.00',
      '1330': '9052.30',
      '2100': '-849.16',
      '3900': '-9052.30',
      '4010': '-12056.07',
      '4020': '-74.77',
    })
  })

  it('pays by transfer: bank against receivable', async () => {
    const path = `payments/${order.payment.id}/capture`
    expectStatus(await t.as('accountant').post(path, { reference: 'KBANK 2 March 10:14' }), 200)
    expect((await t.anonymous.get(`shop/orders/${order.id}`, cart.headers)).body).toMatchObject({
      state: 'paid',
      payment: { state: 'captured' },
    })
    await books({
      '1020': '12980.00',
      '1330': '9052.30',
      '2100': '-849.16',
      '3900': '-9052.30',
      '4010': '-12056.07',
      '4020': '-74.77',
    })
  })

  it('gets it: the piece is sold, its cost of 4,526.15 leaves stock', async () => {
    const shipped = expectStatus(
      await t.as('warehouse').post(`orders/${order.id}/ship`, { trackingNumber: 'EX123456789TH' }),
      200,
    )
    expect(shipped.lines[0].serials[0].state).toBe('sold')
    await books({
      '1020': '12980.00',
      '1330': '4526.15',
      '2100': '-849.16',
      '3900': '-9052.30',
      '4010': '-12056.07',
      '4020': '-74.77',
      '5010': '4526.15',
    })
  })

  it('finds a scratch and gets 500.00 back: 467.29 and 32.71 of tax', async () => {
    const body = {
      amount: { amount: '500', currency: 'THB' },
      reason: 'Scratch on the flap',
      reference: 'KBANK out',
    }
    const refund = expectStatus(
      await t
        .as('accountant')
        .post(`payments/${order.payment.id}/refunds`, body, { 'idempotency-key': newId() }),
      201,
    )
    expect(refund).toMatchObject({ tax: { amount: '32.71' }, creditNoteNumber: 'CN2026-000001' })
    await books({
      '1020': '12480.00',
      '1330': '4526.15',
      '2100': '-816.45',
      '3900': '-9052.30',
      '4010': '-12056.07',
      '4020': '-74.77',
      '4090': '467.29',
      '5010': '4526.15',
    })
  })

  it('another buyer orders the other one and does not pay: cancelled, the books are as before', async () => {
    const second = await fillCart(t, [{ productId: tote, quantity: '1' }])
    const unpaid = expectStatus(await complete(t, second), 201)
    expect((await t.anonymous.get('shop/products/tote')).body.available).toBe('0')
    expectStatus(
      await t.as('sales').post(`orders/${unpaid.id}/cancel`, { reason: 'Not paid within a week' }),
      200,
    )
    expect((await t.anonymous.get('shop/products/tote')).body.available).toBe('1')
    await books({
      '1020': '12480.00',
      '1330': '4526.15',
      '2100': '-816.45',
      '3900': '-9052.30',
      '4010': '-12056.07',
      '4020': '-74.77',
      '4090': '467.29',
      '5010': '4526.15',
    })
  })

  it('the first gives all up: the rest of 12,480.00 goes back with the rest of the tax; the goods are another matter', async () => {
    const body = { amount: { amount: '12480', currency: 'THB' }, reason: 'Returned' }
    const refund = expectStatus(
      await t
        .as('accountant')
        .post(`payments/${order.payment.id}/refunds`, body, { 'idempotency-key': newId() }),
      201,
    )
    expect(refund.tax.amount).toBe('816.45')
    expect((await t.as('sales').get(`orders/${order.id}`)).body.state).toBe('refunded')
    await books({
      '1330': '4526.15',
      '3900': '-9052.30',
      '4010': '-12056.07',
      '4020': '-74.77',
      '4090': '12130.84',
      '5010': '4526.15',
    })
  })
})
