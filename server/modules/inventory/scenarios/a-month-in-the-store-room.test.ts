import { afterAll, beforeAll, expect, it } from 'vitest'
import { newId } from '../../../../shared/ids.ts'
import { openWorkshop, type TestTenant, type Workshop } from '../../../kernel/testing/workshop.ts'
import { accountingModule } from '../../accounting/index.ts'
import { inventoryModule } from '../index.ts'
import { books, buildProduct, levels, worth } from '../stock/stock.build.ts'
import { stockCommands } from '../stock/stock-commands.build.ts'

/*
 * March 2026 in the store-room of Maison Atelier: opening stock, two deliveries at different costs, leather issued to a
 * ticket, a finished batch, an order reserved and shipped, another cancelled, a scratched skin, and the count at the end of the
 * month. All amounts in baht. The tests are one story and run in order; after each, stock is worth what the ledger says.
 */

let workshop: Workshop
let t: TestTenant
let leather: string
let balm: string
const ticket = { entity: 'ticket', id: newId() }
const order = { entity: 'order', id: newId() }
const cancelled = { entity: 'order', id: newId() }
beforeAll(async () => {
  workshop = await openWorkshop({
    modules: [accountingModule, inventoryModule, stockCommands],
    at: '2026-03-01T02:00:00Z',
  })
  t = await workshop.tenant('MA01')
  leather = await buildProduct(t, { sku: 'LTH-VEG-CHE', kind: 'material', unit: 'sqft', standardCost: '185' })
  balm = await buildProduct(t, { sku: 'LEATHER-BALM', standardCost: '95' })
})
afterAll(() => workshop.close())

const clerk = () => t.as('warehouse')
const on = (day: string) => workshop.clock.set(`${day}T02:00:00Z`)
/** As sales and manufacturing do it: move, then post the value that the move came to. */
const post = async (memo: string, debit: string, credit: string, amount: string) => {
  const reply = await t.as('accountant').post('journal-entries', {
    memo,
    lines: [
      { accountCode: debit, debit: { amount, currency: 'THB' } },
      { accountCode: credit, credit: { amount, currency: 'THB' } },
    ],
  })
  expect(reply.status).toBe(201)
}
const stockIsWorthItsAccounts = async () => {
  const balances = await books(t)
  expect([(await worth(t, leather))[1], (await worth(t, balm))[1]]).toEqual([
    balances['1310'] ?? 0n,
    balances['1330'] ?? 0n,
  ])
  expect(await workshop.offences()).toEqual([])
}

it('1 March: what was there before comes in from the books kept until then', async () => {
  for (const [code, name, kind] of [
    ['RAW-A1', 'Leather rack', 'bin'],
    ['FG-A1', 'Cupboard', 'bin'],
  ]) {
    expect((await clerk().post('locations', { code, name, kind })).status).toBe(201)
  }
  const csv = `sku,location_code,lot,quantity,unit,unit_cost
LTH-VEG-CHE,RAW-A1,HIDE-2025-98,40,sqft,180.00
LEATHER-BALM,FG-A1,,30,pc,92.50
`
  expect((await clerk().post('stock/opening/import', { csv })).body).toMatchObject({ created: 2, refused: 0 })
  // The opening balances carry the value; here they are one entry.
  await post('Opening balances: leather', '1310', '3900', '7200.00')
  await post('Opening balances: balm', '1330', '3900', '2775.00')
  await stockIsWorthItsAccounts()
})

it('3 March: a hide comes at 195.50, and the average moves to 185.17', async () => {
  on('2026-03-03')
  const reply = await clerk().post('stock/receipts', {
    location: 'RAW-A1',
    reference: 'DN-20931',
    lines: [{ productId: leather, quantity: '20', unitCost: '195.50', lot: 'HIDE-2026-014' }],
  })
  expect(reply.body.value.amount).toBe('3910.00')
  // 7200 + 3910 = 11110 for 60 sqft.
  expect(await worth(t, leather)).toEqual(['60', 1111000n])
  await stockIsWorthItsAccounts()
})

it('5 March: a ticket takes 32.5 sqft, the older hide first', async () => {
  on('2026-03-05')
  const items = [{ productId: leather, quantity: '32.5' }]
  expect((await t.as('owner').post('try/reservations', { items, source: ticket })).status).toBe(200)
  expect(await levels(t, leather)).toMatchObject({
    'RAW-A1/HIDE-2025-98': '40 (32.5)',
    'RAW-A1/HIDE-2026-014': '20',
  })
  const issued = await t.as('owner').post('try/consumptions', { source: ticket, to: 'PRODUCTION' })
  // 11110 × 32.5 ÷ 60 = 6017.9166…
  expect(issued.body.moves).toMatchObject([{ quantity: '32.5', value: '601792' }])
  await post('Leather for the ticket', '1320', '1310', '6017.92')
  expect(await worth(t, leather)).toEqual(['27.5', 509208n])
  await stockIsWorthItsAccounts()
})

it('9 March: twenty tins of balm come from production at what they cost', async () => {
  on('2026-03-09')
  await t.as('owner').post('try/moves', {
    moves: [
      { productId: balm, from: 'PRODUCTION', to: 'WH', quantity: '20', value: '199999', kind: 'finish' },
    ],
    source: ticket,
  })
  await post('Balm finished', '1330', '1320', '1999.99')
  await clerk().post('stock/transfers', {
    from: 'WH',
    to: 'FG-A1',
    lines: [{ productId: balm, quantity: '15' }],
  })
  expect(await levels(t, balm)).toMatchObject({ WH: '5', 'FG-A1': '45' })
  expect(await worth(t, balm)).toEqual(['50', 477499n])
  await stockIsWorthItsAccounts()
})

it('12 March: two orders want 30 and 25 of 50; the second waits for the first to be cancelled', async () => {
  on('2026-03-12')
  const want = (source: object, quantity: string) =>
    t.as('owner').post('try/reservations', { source, items: [{ productId: balm, quantity }] })
  expect((await want(cancelled, '30')).status).toBe(200)
  const short = await want(order, '25')
  expect(short.body).toMatchObject({
    code: 'stock.short',
    params: { sku: 'LEATHER-BALM', available: '20', wanted: '25' },
  })
  await t.as('owner').post('try/releases', { source: cancelled })
  expect((await want(order, '25')).status).toBe(200)
  // The main warehouse first, then the cupboard.
  expect(await levels(t, balm)).toMatchObject({ WH: '5 (5)', 'FG-A1': '45 (20)' })
  const shipped = await t.as('owner').post('try/consumptions', { source: order })
  // 4774.99 ÷ 2 = 2387.495: half-even gives 2387.50 for both moves together.
  expect(shipped.body.moves.reduce((sum: number, m: { value: string }) => sum + Number(m.value), 0)).toBe(
    238750,
  )
  await post('Cost of the order', '5010', '1330', '2387.50')
  expect(await worth(t, balm)).toEqual(['25', 238749n])
  await stockIsWorthItsAccounts()
})

it('20 March: a skin is scratched', async () => {
  on('2026-03-20')
  const reply = await clerk().post('stock/adjustments', {
    productId: leather,
    location: 'RAW-A1',
    lot: 'HIDE-2026-014',
    change: '-2.5',
    reason: 'Scratched while unloading',
  })
  // 5092.08 × 2.5 ÷ 27.5 = 462.9163…
  expect(reply.body.value.amount).toBe('-462.92')
  await stockIsWorthItsAccounts()
})

it('31 March: the count finds a tin too few and a square foot too much', async () => {
  on('2026-03-31')
  const reply = await clerk().post('stock/counts', {
    location: 'FG-A1',
    lines: [{ productId: balm, counted: '24' }],
    complete: true,
  })
  // 2387.49 ÷ 25 = 95.4996
  expect(reply.body.differences).toMatchObject([
    { expected: '25', difference: '-1', value: { amount: '-95.50' } },
  ])
  const rack = await clerk().post('stock/counts', {
    location: 'RAW-A1',
    lines: [
      { productId: leather, lot: 'HIDE-2025-98', counted: '7.5' },
      { productId: leather, lot: 'HIDE-2026-014', counted: '18.5' },
    ],
    complete: true,
  })
  // 4629.16 ÷ 25 = 185.1664
  expect(rack.body).toMatchObject({
    agreed: 1,
    differences: [{ difference: '1', value: { amount: '185.17' } }],
  })
  await stockIsWorthItsAccounts()
})

it('at the end the books and the store-room say the same, and so does a rebuild from the moves', async () => {
  expect(await worth(t, leather)).toEqual(['26', 481433n])
  expect(await worth(t, balm)).toEqual(['24', 229199n])
  expect(await books(t)).toEqual({
    '1310': 481433n,
    '1320': 401793n,
    '1330': 229199n,
    '2010': -391000n,
    '3900': -997500n,
    '5010': 238750n,
    '5130': 46292n + 9550n - 18517n,
  })
  expect((await t.as('owner').post('stock/rebuild')).body).toMatchObject({ wrong: 0, values: 2 })
})
