import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../../../../shared/ids.ts'
import { on } from '../../../kernel/events/event.ts'
import { defineModule } from '../../../kernel/module.ts'
import { openWorkshop, type TestTenant, type Workshop } from '../../../kernel/testing/workshop.ts'
import { accountingModule } from '../../accounting/index.ts'
import { inventoryModule, stockReceived } from '../index.ts'
import { books, buildLocation, buildProduct, levels, sizes, worth } from '../stock/stock.build.ts'
import { stockCommands } from '../stock/stock-commands.build.ts'

const heard: unknown[] = []
const listener = defineModule({
  name: 'listener',
  subscriptions: [
    on(stockReceived, 'listener.hear', async (_ctx, payload) => {
      heard.push(payload)
    }),
  ],
})
let workshop: Workshop
let t: TestTenant
let leather: string
let buckle: string
let balm: string
beforeAll(async () => {
  workshop = await openWorkshop({ modules: [accountingModule, inventoryModule, stockCommands, listener] })
  t = await workshop.tenant('MA01')
  leather = await buildProduct(t, { sku: 'LTH-VEG', kind: 'material', unit: 'sqft' })
  buckle = await buildProduct(t, { sku: 'HW-BUCKLE', kind: 'component' })
  balm = await buildProduct(t, { sku: 'BALM', kind: 'finished' })
})
afterAll(() => workshop.close())
const receive = (body: object, headers?: Record<string, string>) =>
  t.as('warehouse').post('stock/receipts', body, headers)

describe('receiving goods', () => {
  it('brings them in at cost, makes their lot and owes the supplier', async () => {
    const reply = await receive({
      location: 'WH',
      reference: 'DN-1',
      lines: [
        { productId: leather, quantity: '24.5', unitCost: '185.25', lot: 'HIDE-1' },
        { productId: buckle, quantity: '100', unitCost: '12.345' },
        { productId: balm, quantity: '12', unitCost: '80' },
      ],
    })
    expect(reply.status).toBe(201)
    // 24.5 × 185.25 = 4538.625, half-even 4538.62; 100 × 12.345 = 1234.50; 12 × 80 = 960.
    expect(reply.body.value).toEqual({ amount: '6733.12', currency: 'THB' })
    expect(reply.body.moves.map((m: { value: { amount: string } }) => m.value.amount)).toEqual([
      '4538.62',
      '1234.50',
      '960.00',
    ])
    expect(await levels(t, leather)).toEqual({ 'SUPPLIER/HIDE-1': '-24.5', 'WH/HIDE-1': '24.5' })
    expect(await worth(t, leather)).toEqual(['24.5', 453862n])
    expect(await books(t)).toEqual({ '1310': 577312n, '1330': 96000n, '2010': -673312n })
    const [entry] = await t.rows(
      'select journal, memo, source_entity, source_id from journal_entry where id = $1',
      reply.body.entryId,
    )
    expect(entry).toEqual({
      journal: 'purchase',
      memo: 'Goods received, DN-1',
      source_entity: 'receipt',
      source_id: reply.body.id,
    })
    const [lot] = await t.rows(
      'select code, received_on, note from lot where id = $1',
      reply.body.moves[0].lotId,
    )
    expect(lot).toEqual({ code: 'HIDE-1', received_on: '2026-03-02', note: 'DN-1' })
    const [audit] = await t.rows<{ label: string }>(`select label from audit_record where entity = 'receipt'`)
    expect(audit!.label).toBe('DN-1')
    expect(await workshop.offences()).toEqual([])
  })

  it('adds to a lot that is there', async () => {
    const before = await sizes(t)
    await receive({ lines: [{ productId: leather, quantity: '5.5', unitCost: '100', lot: 'HIDE-1' }] })
    expect(await levels(t, leather)).toMatchObject({ 'WH/HIDE-1': '30' })
    expect(await worth(t, leather)).toEqual(['30', 508862n])
    expect((await sizes(t)).lots).toBe(before.lots)
  })

  it('posts nothing for what is free', async () => {
    const reply = await receive({ lines: [{ productId: buckle, quantity: '1', unitCost: '0' }] })
    expect(reply.body).toMatchObject({ entryId: null, value: { amount: '0.00' } })
    expect(await workshop.offences()).toEqual([])
  })

  it('posts what covers stock below zero as an adjustment, not as stock', async () => {
    await buildLocation(t, { code: 'VAN', kind: 'zone', allowNegative: true })
    const soap = await buildProduct(t, { sku: 'SOAP', standardCost: '10' })
    await t
      .as('owner')
      .post('try/moves', { moves: [{ productId: soap, from: 'VAN', to: 'CUSTOMER', quantity: '3' }] })
    const before = await books(t)
    await receive({ location: 'VAN', lines: [{ productId: soap, quantity: '5', unitCost: '12' }] })
    const after = await books(t)
    // 60 are owed; stock takes in 3 × 10 (what it lent) and 2 × 12; 6 were lent too cheaply.
    expect(after['2010']! - before['2010']!).toBe(-6000n)
    expect(after['1330']! - before['1330']!).toBe(5400n)
    expect(after['5130']).toBe(600n)
    expect(await worth(t, soap)).toEqual(['2', 2400n])
    expect(await workshop.offences()).toEqual([])
  })

  it('happens once for a request that is sent twice with its key', async () => {
    const body = { lines: [{ productId: balm, quantity: '1', unitCost: '80' }] }
    const first = await receive(body, { 'idempotency-key': 'r1' })
    const before = await sizes(t)
    const second = await receive(body, { 'idempotency-key': 'r1' })
    expect(second.text).toBe(first.text)
    expect(await sizes(t)).toEqual(before)
  })

  it('tells whoever listens, after the commit', async () => {
    await workshop.drain()
    heard.length = 0
    const reply = await receive({ lines: [{ productId: balm, quantity: '1', unitCost: '80' }] })
    expect(heard).toEqual([])
    await workshop.drain()
    expect(heard).toEqual([{ receiptId: reply.body.id, locationId: expect.any(String), productIds: [balm] }])
  })
})

describe('refused, with nothing changed', () => {
  const refused = async (body: object, status: number, code: string, params: object = {}) => {
    const before = await sizes(t)
    const reply = await receive(body)
    expect([reply.status, reply.body.code]).toEqual([status, code])
    expect(reply.body.params ?? {}).toMatchObject(params)
    expect(await sizes(t)).toEqual(before)
  }
  const one = (more: object) => ({ lines: [{ productId: leather, quantity: '1', unitCost: '1', ...more }] })

  it('an unknown product, even with a lot, and one of another workshop', async () => {
    const nobody = newId()
    await refused(one({ productId: nobody, lot: 'L' }), 422, 'inventory.product_unknown', { product: nobody })
    const other = await workshop.tenant('BB02')
    const theirs = await buildProduct(other, { sku: 'THEIRS' })
    await refused(one({ productId: theirs }), 422, 'inventory.product_unknown', { product: theirs })
  })

  it('a service and a product with serials', async () => {
    const engraving = await buildProduct(t, { sku: 'ENGRAVE', kind: 'service' })
    await refused(one({ productId: engraving }), 422, 'inventory.product_not_stocked', { sku: 'ENGRAVE' })
    const tote = await buildProduct(t, { sku: 'TOTE', serialised: true })
    await refused(one({ productId: tote }), 422, 'inventory.pieces_have_serials', { sku: 'TOTE' })
  })

  it('a place that does not exist or holds nothing', async () => {
    await refused({ ...one({}), location: 'NOWHERE' }, 422, 'inventory.location_unknown', {
      location: 'NOWHERE',
    })
    await refused({ ...one({}), location: 'CUSTOMER' }, 422, 'inventory.location_not_physical', {
      location: 'CUSTOMER',
    })
  })

  it('quantities and costs that are none', async () => {
    await refused(one({ quantity: '0' }), 400, 'request.malformed')
    await refused(one({ quantity: '-1' }), 400, 'request.malformed')
    await refused(one({ unitCost: '-0.01' }), 400, 'request.malformed')
    await refused({ lines: [] }, 400, 'request.malformed')
    await refused(
      one({ quantity: '99999999999999', unitCost: '99999999999999' }),
      422,
      'inventory.amount_out_of_range',
      { sku: 'LTH-VEG' },
    )
  })

  it('a month that is locked', async () => {
    const locked = await t
      .as('accountant')
      .post('fiscal-periods/2026-03/lock', { reason: 'VAT return filed' })
    expect(locked.status).toBe(200)
    await refused(one({ lot: 'TOO-LATE' }), 409, 'accounting.period_locked')
    await t.as('owner').post('fiscal-periods/2026-03/unlock', { reason: 'test' })
  })

  it('without the permission', async () => {
    const before = await sizes(t)
    expect((await t.as('sales').post('stock/receipts', one({}))).status).toBe(403)
    expect((await t.anonymous.post('stock/receipts', one({}))).status).toBe(401)
    expect(await sizes(t)).toEqual(before)
  })
})

describe('the cost', () => {
  it('is six statements besides BEGIN and COMMIT, however many lines', async () => {
    const lines = Array.from({ length: 50 }, (_, i) => ({
      productId: leather,
      quantity: '1',
      unitCost: '2',
      lot: `N-${i}`,
    }))
    workshop.takeStatements()
    expect((await receive({ lines })).status).toBe(201)
    const sent = workshop.takeStatements()
    // products, location, lots | move | post | audit record with the job of the listener
    expect(sent.filter((text) => !/^(BEGIN|COMMIT)/.test(text))).toHaveLength(6)
  })
})
