import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { newId } from '../../../../shared/ids.ts'
import { openWorkshop, type TestTenant, type Workshop } from '../../../kernel/testing/workshop.ts'
import { accountingModule } from '../../accounting/index.ts'
import { inventoryModule } from '../index.ts'
import {
  books,
  buildLocation,
  buildLot,
  buildProduct,
  committedMeanwhile,
  levels,
  sizes,
  worth,
} from '../stock/stock.build.ts'
import { stockCommands } from '../stock/stock-commands.build.ts'

let workshop: Workshop
let t: TestTenant
let n = 0
let leather: string
let balm: string
let bin: string
beforeAll(async () => {
  workshop = await openWorkshop({ modules: [accountingModule, inventoryModule, stockCommands] })
})
afterAll(() => workshop.close())
// Each story in a workshop of its own, so that its books hold nothing else.
beforeEach(async () => {
  t = await workshop.tenant(`A${++n}`)
  leather = await buildProduct(t, { sku: 'LTH', kind: 'material', unit: 'sqft' })
  balm = await buildProduct(t, { sku: 'BALM', standardCost: '80' })
  await buildLot(t, { productId: leather, code: 'HIDE-1' })
  bin = await buildLocation(t, { code: 'BIN', kind: 'bin' })
  const [lot] = await t.rows<{ id: string }>(`select id from lot where code = 'HIDE-1'`)
  await t.as('owner').post('try/moves', {
    moves: [
      { productId: leather, lotId: lot!.id, from: 'SUPPLIER', to: 'BIN', quantity: '10', value: '200000' },
      { productId: leather, from: 'SUPPLIER', to: 'BIN', quantity: '2', value: '40000' },
      { productId: balm, from: 'SUPPLIER', to: 'BIN', quantity: '7', value: '70001' },
    ],
  })
})
const adjust = (body: object) =>
  t
    .as('warehouse')
    .post('stock/adjustments', { productId: leather, location: 'BIN', reason: 'Found wanting', ...body })
const count = (body: object) => t.as('warehouse').post('stock/counts', { location: 'BIN', ...body })
const refused = async (
  work: () => Promise<{ status: number; body: { code: string; params?: object } }>,
  status: number,
  code: string,
  params: object = {},
) => {
  const before = await sizes(t)
  const reply = await work()
  expect([reply.status, reply.body.code]).toEqual([status, code])
  expect(reply.body.params ?? {}).toMatchObject(params)
  expect(await sizes(t)).toEqual(before)
}

describe('adjusting', () => {
  it('down is a loss at the average', async () => {
    const reply = await adjust({ lot: 'HIDE-1', change: '-1.5', reason: 'Two skins scratched' })
    expect(reply.status).toBe(201)
    expect(reply.body).toMatchObject({ quantity: '1.5', value: { amount: '-300.00', currency: 'THB' } })
    expect(await levels(t, leather)).toMatchObject({ 'BIN/HIDE-1': '8.5', 'LOSS/HIDE-1': '1.5' })
    expect(await books(t)).toEqual({ '1310': -30000n, '5130': 30000n })
    const [entry] = await t.rows('select memo, journal from journal_entry where id = $1', reply.body.entryId)
    expect(entry).toEqual({ memo: 'LTH: Two skins scratched', journal: 'stock' })
    expect(await workshop.offences()).toEqual([])
  })

  it('up comes in at the average, or at a cost that is given', async () => {
    expect((await adjust({ change: '1' })).body.value.amount).toBe('200.00')
    expect((await adjust({ change: '1', unitCost: '12.345' })).body.value.amount).toBe('12.34')
    expect(await worth(t, leather)).toEqual(['14', 261234n])
    expect(await books(t)).toEqual({ '1310': 21234n, '5130': -21234n })
  })

  it('up from nothing comes in at the standard cost, on the account of finished goods', async () => {
    await adjust({ productId: balm, change: '-7' })
    const reply = await adjust({ productId: balm, change: '2' })
    expect(reply.body.value.amount).toBe('160.00')
    expect(await books(t)).toEqual({ '1330': 16000n - 70001n, '5130': 70001n - 16000n })
  })

  it('is refused without a reason, by nothing, of too much, of a service, of pieces, of another lot', async () => {
    await refused(() => adjust({ change: '1', reason: '  ' }), 400, 'request.malformed')
    await refused(() => adjust({ change: '0.000' }), 400, 'request.malformed')
    await refused(() => adjust({ change: '-2.000001' }), 409, 'stock.short', {
      available: '2',
      wanted: '2.000001',
    })
    await refused(() => adjust({ change: '-1', location: 'LOSS' }), 422, 'inventory.location_not_physical')
    await refused(() => adjust({ change: '1', lot: 'HIDE-2' }), 422, 'inventory.lot_unknown', {
      lot: 'HIDE-2',
    })
    const tote = await buildProduct(t, { sku: 'TOTE', serialised: true })
    await refused(() => adjust({ productId: tote, change: '1' }), 422, 'inventory.pieces_have_serials')
    await refused(() => adjust({ productId: newId(), change: '1' }), 422, 'inventory.product_unknown')
    await refused(() => t.as('planner').post('stock/adjustments', {}), 403, 'auth.forbidden')
  })
})

describe('counting', () => {
  it('turns differences into adjustments, and leaves what agrees alone', async () => {
    const reply = await count({
      lines: [
        { productId: leather, lot: 'HIDE-1', counted: '9.25' },
        { productId: leather, counted: '2' },
        { productId: balm, counted: '9' },
      ],
    })
    expect(reply.status).toBe(201)
    expect(reply.body).toMatchObject({
      agreed: 1,
      differences: [
        { sku: 'BALM', lot: null, expected: '7', counted: '9', difference: '2', value: { amount: '200.00' } },
        {
          sku: 'LTH',
          lot: 'HIDE-1',
          expected: '10',
          counted: '9.25',
          difference: '-0.75',
          value: { amount: '-150.00' },
        },
      ],
    })
    expect(await levels(t, balm)).toMatchObject({ BIN: '9' })
    expect(await books(t)).toEqual({ '1310': -15000n, '1330': 20000n, '5130': -5000n })
    expect(await workshop.offences()).toEqual([])
    const again = await count({ lines: [{ productId: balm, counted: '9' }] })
    expect(again.body).toMatchObject({ agreed: 1, differences: [], entryId: null })
  })

  it('of everything takes what is not listed for gone', async () => {
    const reply = await count({ lines: [{ productId: balm, counted: '7' }], complete: true })
    expect(reply.body).toMatchObject({
      agreed: 1,
      differences: [
        { sku: 'LTH', lot: null, expected: '2', counted: '0' },
        { sku: 'LTH', lot: 'HIDE-1', expected: '10', counted: '0' },
      ],
    })
    expect(await worth(t, leather)).toEqual(['0', 0n])
    expect(await workshop.offences()).toEqual([])
  })

  it('finds what nobody knew to be there', async () => {
    const buckle = await buildProduct(t, { sku: 'BUCKLE', kind: 'component', standardCost: '3' })
    const reply = await count({ lines: [{ productId: buckle, counted: '4' }] })
    expect(reply.body.differences).toMatchObject([
      { expected: '0', difference: '4', value: { amount: '12.00' } },
    ])
    expect(await levels(t, buckle)).toEqual({ BIN: '4', LOSS: '-4' })
    expect(await workshop.offences()).toEqual([])
  })

  it('compares with what is there when it is written, not when it was begun', async () => {
    const reply = await committedMeanwhile(
      workshop,
      t,
      `with f as (insert into stock_move (tenant_id, id, at, kind, product_id, from_location_id, to_location_id, quantity, value_minor)
         select tenant_id, '${newId()}', now(), 'receive', product_id, from_location_id, to_location_id, 3, 30000
         from stock_move where product_id = '${balm}'),
       s as (update stock_level set on_hand = -10 where product_id = '${balm}' and on_hand = -7),
       v as (update stock_value set quantity = 10, value_minor = 100001 where product_id = '${balm}')
       update stock_level set on_hand = 10 where product_id = '${balm}' and location_id = '${bin}'`,
      () => count({ lines: [{ productId: balm, counted: '9' }] }),
    )
    expect(reply.body.differences).toMatchObject([{ expected: '10', counted: '9', difference: '-1' }])
    expect(await workshop.offences()).toEqual([])
  })

  it('of pieces agrees or is refused: a piece is missed by its serial', async () => {
    const tote = await buildProduct(t, { sku: 'TOTE', serialised: true })
    await t.as('owner').post('try/moves', {
      moves: [
        { productId: tote, serialId: newId(), from: 'PRODUCTION', to: 'BIN', quantity: '1', value: '1' },
      ],
    })
    expect((await count({ lines: [{ productId: tote, counted: '1' }] })).body.agreed).toBe(1)
    await refused(
      () => count({ lines: [{ productId: tote, counted: '0' }] }),
      422,
      'inventory.pieces_have_serials',
    )
  })

  it('is refused where less was found than is promised, and with the same thing twice', async () => {
    const source = { entity: 'order', id: newId() }
    await t.as('owner').post('try/reservations', { items: [{ productId: balm, quantity: '6' }], source })
    await refused(() => count({ lines: [{ productId: balm, counted: '5' }] }), 409, 'stock.short', {
      sku: 'BALM',
      available: '1',
      wanted: '2',
    })
    const twice = [
      { productId: balm, counted: '5' },
      { productId: balm.toUpperCase(), counted: '5' },
    ]
    await refused(() => count({ lines: twice }), 422, 'inventory.listed_twice', { sku: 'BALM' })
    await refused(() => count({ location: 'OPENING', lines: [] }), 422, 'inventory.location_not_physical')
  })
})
