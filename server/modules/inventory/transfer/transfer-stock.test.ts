import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../../../../shared/ids.ts'
import { on } from '../../../kernel/events/event.ts'
import { defineModule } from '../../../kernel/module.ts'
import { openWorkshop, type TestTenant, type Workshop } from '../../../kernel/testing/workshop.ts'
import { accountingModule } from '../../accounting/index.ts'
import { inventoryModule, stockTransferred } from '../index.ts'
import { buildLocation, buildLot, buildProduct, levels, sizes, worth } from '../stock/stock.build.ts'
import { stockCommands } from '../stock/stock-commands.build.ts'

const heard: { serialIds: string[]; toLocationId: string }[] = []
const listener = defineModule({
  name: 'listener',
  subscriptions: [
    on(stockTransferred, 'listener.hear', async (_ctx, payload) => {
      heard.push(payload)
    }),
  ],
})
let workshop: Workshop
let t: TestTenant
let leather: string
let tote: string
let hide: string
let shelf: string
const pieces = [newId(), newId(), newId()]
beforeAll(async () => {
  workshop = await openWorkshop({ modules: [accountingModule, inventoryModule, stockCommands, listener] })
  t = await workshop.tenant('MA01')
  leather = await buildProduct(t, { sku: 'LTH', kind: 'material', unit: 'sqft' })
  tote = await buildProduct(t, { sku: 'TOTE', serialised: true })
  hide = await buildLot(t, { productId: leather, code: 'HIDE-1' })
  shelf = await buildLocation(t, { code: 'SHELF', kind: 'bin' })
  await t.as('owner').post('try/moves', {
    moves: [
      { productId: leather, lotId: hide, from: 'SUPPLIER', to: 'WH', quantity: '20', value: '100000' },
      { productId: leather, from: 'SUPPLIER', to: 'WH', quantity: '5', value: '25000' },
      ...pieces.map((serialId) => ({
        productId: tote,
        serialId,
        from: 'PRODUCTION',
        to: 'WH',
        quantity: '1',
        value: '450000',
      })),
    ],
  })
})
afterAll(() => workshop.close())
const transfer = (body: object) =>
  t.as('warehouse').post('stock/transfers', { from: 'WH', to: 'SHELF', ...body })

describe('moving stock to another place', () => {
  it('takes quantities and lots along, changes no value and posts nothing', async () => {
    const before = await sizes(t)
    const reply = await transfer({
      reason: 'For the tote batch',
      lines: [
        { productId: leather, lot: 'HIDE-1', quantity: '12.5' },
        { productId: leather, quantity: '2' },
      ],
    })
    expect(reply.status).toBe(201)
    expect(await levels(t, leather)).toMatchObject({
      WH: '3',
      'WH/HIDE-1': '7.5',
      SHELF: '2',
      'SHELF/HIDE-1': '12.5',
    })
    expect(await worth(t, leather)).toEqual(['25', 125000n])
    const after = await sizes(t)
    expect([after.value, after.entries]).toEqual([before.value, before.entries])
    const facts = await t.rows(
      'select kind, reason, source_entity from stock_move where source_id = $1',
      reply.body.id,
    )
    expect(facts).toEqual(
      Array(2).fill({ kind: 'transfer', reason: 'For the tote batch', source_entity: 'transfer' }),
    )
    expect(await workshop.offences()).toEqual([])
  })

  it('takes pieces by their serials, and tells where they went', async () => {
    await workshop.drain()
    heard.length = 0
    const reply = await transfer({
      lines: [{ productId: tote, quantity: '2', serialIds: pieces.slice(0, 2) }],
    })
    expect(reply.status).toBe(201)
    expect(
      reply.body.moves.map((m: { serialId: string; quantity: string }) => [m.serialId, m.quantity]),
    ).toEqual([
      [pieces[0], '1'],
      [pieces[1], '1'],
    ])
    expect(await levels(t, tote)).toMatchObject({ WH: '1', SHELF: '2' })
    await workshop.drain()
    expect(heard).toMatchObject([{ serialIds: pieces.slice(0, 2), toLocationId: shelf }])
    expect(await workshop.offences()).toEqual([])
  })
})

describe('refused, with nothing changed', () => {
  const refused = async (body: object, status: number, code: string, params: object = {}) => {
    const before = await sizes(t)
    const reply = await transfer(body)
    expect([reply.status, reply.body.code]).toEqual([status, code])
    expect(reply.body.params ?? {}).toMatchObject(params)
    expect(await sizes(t)).toEqual(before)
  }

  it('more than there is, at that place and of that lot', async () => {
    await refused({ lines: [{ productId: leather, lot: 'HIDE-1', quantity: '8' }] }, 409, 'stock.short', {
      sku: 'LTH',
      available: '7.5',
      wanted: '8',
    })
  })

  it('to where it is, by code or id', async () => {
    const lines = [{ productId: leather, quantity: '1' }]
    await refused({ to: 'WH', lines }, 422, 'inventory.same_place')
    await refused({ from: shelf, to: 'SHELF', lines }, 422, 'inventory.same_place')
  })

  it('to customers: that is a sale', async () => {
    await refused(
      { to: 'CUSTOMER', lines: [{ productId: leather, quantity: '1' }] },
      422,
      'inventory.location_not_physical',
    )
  })

  it('a lot that does not exist', async () => {
    await refused(
      { lines: [{ productId: leather, lot: 'HIDE-9', quantity: '1' }] },
      422,
      'inventory.lot_unknown',
      {
        lot: 'HIDE-9',
        sku: 'LTH',
      },
    )
  })

  it('pieces without serials, with too few, with one twice, and a material with serials', async () => {
    await refused({ lines: [{ productId: tote, quantity: '1' }] }, 422, 'inventory.serials_do_not_match', {
      given: 0,
    })
    await refused(
      { lines: [{ productId: tote, quantity: '2', serialIds: [pieces[2]] }] },
      422,
      'inventory.serials_do_not_match',
      { quantity: '2', given: 1 },
    )
    await refused(
      {
        from: 'SHELF',
        to: 'WH',
        lines: [{ productId: tote, quantity: '2', serialIds: [pieces[0], pieces[0]!.toUpperCase()] }],
      },
      422,
      'inventory.listed_twice',
    )
    await refused(
      { lines: [{ productId: leather, quantity: '1', serialIds: [pieces[2]] }] },
      422,
      'inventory.serials_do_not_match',
      { quantity: '0', given: 1 },
    )
  })

  it('a piece that is elsewhere, or that nobody knows, or of another product', async () => {
    await refused(
      { lines: [{ productId: tote, quantity: '1', serialIds: [pieces[0]] }] },
      409,
      'inventory.piece_not_here',
      {
        serial: pieces[0],
        location: 'WH',
      },
    )
    const nobody = newId()
    await refused(
      { lines: [{ productId: tote, quantity: '1', serialIds: [nobody] }] },
      409,
      'inventory.piece_not_here',
      {
        serial: nobody,
      },
    )
    const belt = await buildProduct(t, { sku: 'BELT', serialised: true })
    await t.as('owner').post('try/moves', {
      moves: [
        { productId: belt, serialId: newId(), from: 'PRODUCTION', to: 'WH', quantity: '1', value: '1' },
      ],
    })
    await refused(
      { lines: [{ productId: belt, quantity: '1', serialIds: [pieces[2]] }] },
      409,
      'inventory.piece_not_here',
    )
  })
})

describe('at the same time', () => {
  it('two move the same piece: one does', async () => {
    await t.as('owner').post('try/moves', {
      moves: [
        { productId: tote, serialId: newId(), from: 'PRODUCTION', to: 'WH', quantity: '1', value: '1' },
      ],
    })
    const lines = [{ productId: tote, quantity: '1', serialIds: [pieces[2]] }]
    const replies = await Promise.all([transfer({ lines }), transfer({ lines })])
    expect(replies.map((reply) => reply.status).sort()).toEqual([201, 409])
    expect(await workshop.offences()).toEqual([])
  })
})
