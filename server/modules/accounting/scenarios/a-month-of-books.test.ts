import { afterAll, beforeAll, expect, it } from 'vitest'
import { newId } from '../../../../shared/ids.ts'
import { formatMajor } from '../../../../shared/money.ts'
import { openWorkshop, type TestTenant, type Workshop } from '../../../kernel/testing/workshop.ts'
import {
  accountingModule,
  creditInvoice,
  type EntryLine,
  type IssuedInvoice,
  issueInvoice,
  post,
} from '../index.ts'
import { balancesByCode, caller, inCommand, thb } from '../ledger.build.ts'

/*
 * March 2026 at Maison Atelier, told as an accountant would: opening balances, two sales, a payment to the bank and one to
 * the payment provider, a partial refund, a cancelled order, rent booked twice and taken back, wages; then the month is
 * closed. All amounts in baht, VAT 7 %. The tests are one story and run in order.
 */

let workshop: Workshop
let t: TestTenant
beforeAll(async () => {
  workshop = await openWorkshop({ modules: [accountingModule, caller], at: '2026-03-01T02:00:00Z' })
  t = await workshop.tenant('MA01')
})
afterAll(() => workshop.close())

const on = (day: string) => workshop.clock.set(`${day}T02:00:00Z`)
const accountant = () => t.as('accountant')

/** What all accounts have, debit positive: `{ '1020': '200000.00' }`. */
const balances = async () =>
  Object.fromEntries(
    Object.entries(await balancesByCode(t)).map(([code, minor]) => [code, formatMajor(minor, 'THB')]),
  )

const manual = (memo: string, debit: string, credit: string, amount: string, date?: string) =>
  accountant().post('journal-entries', {
    memo,
    ...(date ? { date } : {}),
    lines: [
      { accountCode: debit, debit: thb(amount) },
      { accountCode: credit, credit: thb(amount) },
    ],
  })

/** As sales does it: the invoice when the order is placed, the cost when it is shipped. */
const sell = async (order: {
  id: string
  memo: string
  goods: bigint
  shipping: bigint
  vat: bigint
  cost: bigint
}): Promise<IssuedInvoice> => {
  const netMinor = order.goods + order.shipping
  const grossMinor = netMinor + order.vat
  return await inCommand(t, async (ctx) => {
    const issued = await issueInvoice(ctx, {
      kind: 'invoice',
      orderId: order.id,
      currency: 'THB',
      netMinor,
      taxMinor: order.vat,
      grossMinor,
      entry: {
        memo: order.memo,
        lines: [
          { purpose: 'receivable', amountMinor: grossMinor },
          { purpose: 'sales', amountMinor: -order.goods },
          { purpose: 'shipping_income', amountMinor: -order.shipping },
          { purpose: 'output_vat', amountMinor: -order.vat },
        ],
      },
    })
    await post(ctx, {
      journal: 'stock',
      memo: `Cost of ${order.memo}`,
      source: { entity: 'order', id: order.id },
      lines: [
        { purpose: 'cogs', amountMinor: order.cost },
        { purpose: 'finished_goods', amountMinor: -order.cost },
      ],
    })
    return issued
  })
}

const bankEntry = (orderId: string, memo: string, lines: EntryLine[]) =>
  inCommand(t, (ctx) => post(ctx, { journal: 'bank', memo, source: { entity: 'order', id: orderId }, lines }))

const tote = newId()
const sleeves = newId()
const belt = newId()
let toteInvoice: IssuedInvoice
let secondRent: string

it('1 March: the books begin with what the workshop owns and owes', async () => {
  const reply = await accountant().post('opening-balances/import', {
    fileName: 'opening-balances.csv',
    csv: [
      'account_code,account_name,debit,credit',
      '1020,Bank,200000.00,',
      '1310,Raw materials,30000.00,',
      '1330,Finished goods,45000.00,',
      '2010,Accounts payable,,25000.00',
      '3010,Share capital,,250000.00',
    ].join('\n'),
  })
  expect(reply.body).toMatchObject({ outcome: 'posted', date: '2026-03-01', total: thb('275000.00') })
})

it('5 March: a saddle tote is sold for 12,840.00 with shipping and VAT; it had cost 4,200.00', async () => {
  on('2026-03-05')
  toteInvoice = await sell({
    id: tote,
    memo: 'SO2026-000001 Saddle Tote',
    goods: 1_190_000n,
    shipping: 10_000n,
    vat: 84_000n,
    cost: 420_000n,
  })
  expect(toteInvoice.number).toBe('INV2026-000001')
  expect(await balances()).toMatchObject({
    '1100': '12840.00',
    '1330': '40800.00',
    '2100': '-840.00',
    '4010': '-11900.00',
    '4020': '-100.00',
    '5010': '4200.00',
  })
})

it('6 March: the buyer transfers 12,840.00 to the bank', async () => {
  on('2026-03-06')
  await bankEntry(tote, 'Transfer for INV2026-000001', [
    { purpose: 'bank', amountMinor: 1_284_000n },
    { purpose: 'receivable', amountMinor: -1_284_000n },
  ])
  expect(await balances()).toMatchObject({ '1020': '212840.00' })
})

it('12 and 13 March: two card sleeves for 1,070.00, paid by card: the provider holds the money', async () => {
  on('2026-03-12')
  await sell({
    id: sleeves,
    memo: 'SO2026-000002 Card sleeves',
    goods: 100_000n,
    shipping: 0n,
    vat: 7_000n,
    cost: 52_682n,
  })
  on('2026-03-13')
  await bankEntry(sleeves, 'Card payment for INV2026-000002', [
    { purpose: 'clearing', amountMinor: 107_000n },
    { purpose: 'receivable', amountMinor: -107_000n },
  ])
  expect(await balances()).toMatchObject({ '1030': '1070.00', '1330': '40273.18', '5010': '4726.82' })
})

it('18 March: a scratch on the tote; 2,140.00 of it go back to the buyer with a credit note', async () => {
  on('2026-03-18')
  const note = await inCommand(t, (ctx) =>
    issueInvoice(ctx, {
      kind: 'credit_note',
      correctsId: toteInvoice.id,
      orderId: tote,
      currency: 'THB',
      netMinor: 200_000n,
      taxMinor: 14_000n,
      grossMinor: 214_000n,
      entry: {
        memo: 'Refund for a scratch',
        lines: [
          { purpose: 'sales_refunds', amountMinor: 200_000n },
          { purpose: 'output_vat', amountMinor: 14_000n },
          { purpose: 'bank', amountMinor: -214_000n },
        ],
      },
    }),
  )
  expect(note.number).toBe('CN2026-000001')
  expect(await balances()).toMatchObject({ '1020': '210700.00', '2100': '-770.00', '4090': '2000.00' })
  const invoice = await accountant().get(`invoices/${toteInvoice.id}`)
  expect(invoice.body).toMatchObject({ gross: thb('12840.00'), creditable: thb('10700.00') })
})

it('20 March: a belt is ordered for 5,350.00 and cancelled unpaid: a credit note takes all of it back', async () => {
  on('2026-03-20')
  const before = await balances()
  const invoice = await inCommand(t, (ctx) =>
    issueInvoice(ctx, {
      kind: 'invoice',
      orderId: belt,
      currency: 'THB',
      netMinor: 500_000n,
      taxMinor: 35_000n,
      grossMinor: 535_000n,
      entry: {
        memo: 'SO2026-000003 Bridle belt',
        lines: [
          { purpose: 'receivable', amountMinor: 535_000n },
          { purpose: 'sales', amountMinor: -500_000n },
          { purpose: 'output_vat', amountMinor: -35_000n },
        ],
      },
    }),
  )
  expect(await balances()).toMatchObject({ '1100': '5350.00' })
  const note = await inCommand(t, (ctx) =>
    creditInvoice(ctx, { invoiceId: invoice.id, memo: 'SO2026-000003 cancelled' }),
  )
  expect([invoice.number, note.number]).toEqual(['INV2026-000003', 'CN2026-000002'])
  expect(await balances()).toEqual(before)
})

it('25 March: the rent of 25,000.00 is booked twice, and the second entry is reversed', async () => {
  on('2026-03-25')
  expect((await manual('Rent of March', '6010', '1020', '25000.00')).status).toBe(201)
  secondRent = (await manual('Rent of March', '6010', '1020', '25000.00')).body.id
  expect(await balances()).toMatchObject({ '1020': '160700.00', '6010': '50000.00' })
  const reversal = await accountant().post(`journal-entries/${secondRent}/reverse`, {
    memo: 'Rent was booked twice',
  })
  expect(reversal.status).toBe(201)
  expect(await balances()).toMatchObject({ '1020': '185700.00', '6010': '25000.00' })
  expect((await accountant().post(`journal-entries/${secondRent}/reverse`)).body.code).toBe(
    'accounting.already_reversed',
  )
})

it('31 March: wages of 40,000.00; a typing error is refused with its difference', async () => {
  on('2026-03-31')
  const typo = await accountant().post('journal-entries', {
    memo: 'Wages of March',
    lines: [
      { accountCode: '6020', debit: thb('40000.00') },
      { accountCode: '1020', credit: thb('4000.00') },
    ],
  })
  expect(typo.body).toMatchObject({ code: 'accounting.unbalanced', params: { difference: '36000.00' } })
  expect((await manual('Wages of March', '6020', '1020', '40000.00')).status).toBe(201)
})

it('2 April: March is closed; a late bill can go into April only', async () => {
  on('2026-04-02')
  const lock = await accountant().post('fiscal-periods/2026-03/lock', { reason: 'March is complete' })
  expect(lock.body).toEqual({ month: '2026-03', state: 'locked', entries: 14 })
  await accountant().post('accounts', { code: '6030', name: 'Electricity', type: 'expense' })
  const late = await manual('Electricity of March', '6030', '2010', '1800.00', '2026-03-31')
  expect(late.body.code).toBe('accounting.period_locked')
  expect((await manual('Electricity of March', '6030', '2010', '1800.00')).status).toBe(201)
})

it('the trial balance of 31 March', async () => {
  const { body } = await accountant().get('trial-balance?date=2026-03-31')
  const row = (r: {
    accountCode: string
    accountName: string
    debit: { amount: string }
    credit: { amount: string }
  }) => [r.accountCode, r.accountName, r.debit.amount, r.credit.amount].join(' | ')
  expect(body.rows.map(row)).toEqual([
    '1020 | Bank | 145700.00 | 0.00',
    '1030 | Payment provider clearing | 1070.00 | 0.00',
    '1310 | Raw materials | 30000.00 | 0.00',
    '1330 | Finished goods | 40273.18 | 0.00',
    '2010 | Accounts payable | 0.00 | 25000.00',
    '2100 | Output VAT | 0.00 | 770.00',
    '3010 | Share capital | 0.00 | 250000.00',
    '4010 | Sales | 0.00 | 12900.00',
    '4020 | Shipping income | 0.00 | 100.00',
    '4090 | Sales refunds | 2000.00 | 0.00',
    '5010 | Cost of goods sold | 4726.82 | 0.00',
    '6010 | Rent | 25000.00 | 0.00',
    '6020 | Wages | 40000.00 | 0.00',
  ])
  expect(body).toMatchObject({ totalDebit: thb('288770.00'), totalCredit: thb('288770.00') })
})

it('profit and loss of March, and the balance sheet of 31 March', async () => {
  const result = await accountant().get('profit-and-loss?from=2026-03-01&to=2026-03-31')
  expect(result.body).toMatchObject({
    income: { total: thb('11000.00') },
    expenses: { total: thb('69726.82') },
    netProfit: thb('-58726.82'),
  })
  const sheet = await accountant().get('balance-sheet?date=2026-03-31')
  expect(sheet.body).toMatchObject({
    assets: { total: thb('217043.18') },
    liabilities: { total: thb('25770.00') },
    equity: { total: thb('250000.00') },
    earlierEarnings: thb('0.00'),
    currentEarnings: thb('-58726.82'),
    totalEquityAndLiabilities: thb('217043.18'),
  })
})

it('the receivables of March, line by line, end at nothing', async () => {
  const [account] = await t.rows<{ id: string }>("select id from account where purpose = 'receivable'")
  const { body } = await accountant().get(`accounts/${account!.id}/ledger?to=2026-03-31`)
  expect(
    body.items.map((i: { date: string; memo: string; balance: { amount: string } }) =>
      [i.date, i.memo, i.balance.amount].join(' | '),
    ),
  ).toEqual([
    '2026-03-05 | SO2026-000001 Saddle Tote | 12840.00',
    '2026-03-06 | Transfer for INV2026-000001 | 0.00',
    '2026-03-12 | SO2026-000002 Card sleeves | 1070.00',
    '2026-03-13 | Card payment for INV2026-000002 | 0.00',
    '2026-03-20 | SO2026-000003 Bridle belt | 5350.00',
    '2026-03-20 | SO2026-000003 cancelled | 0.00',
  ])
})

it('everything that was posted for the tote is found by its order', async () => {
  const { body } = await accountant().get(`journal-entries?sourceEntity=order&sourceId=${tote}`)
  expect(
    body.items.map((i: { journal: string; memo: string; total: { amount: string } }) =>
      [i.journal, i.memo, i.total.amount].join(' | '),
    ),
  ).toEqual([
    'sales | Refund for a scratch | 2140.00',
    'bank | Transfer for INV2026-000001 | 12840.00',
    'stock | Cost of SO2026-000001 Saddle Tote | 4200.00',
    'sales | SO2026-000001 Saddle Tote | 12840.00',
  ])
})

it('no invariant is offended', async () => {
  expect(await workshop.offences()).toEqual([])
})
