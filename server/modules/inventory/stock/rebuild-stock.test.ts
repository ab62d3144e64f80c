import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../../../../shared/ids.ts'
import { openWorkshop, type TestTenant, type Workshop } from '../../../kernel/testing/workshop.ts'
import { accountingModule } from '../../accounting/index.ts'
import { inventoryModule } from '../index.ts'
import { buildLocation, buildLot, buildProduct, levels, worth } from './stock.build.ts'
import { stockCommands } from './stock-commands.build.ts'

let workshop: Workshop
let t: TestTenant
let p: string
let q: string
beforeAll(async () => {
  workshop = await openWorkshop({ modules: [accountingModule, inventoryModule, stockCommands] })
  t = await workshop.tenant('MA01')
  p = await buildProduct(t, { sku: 'P' })
  q = await buildProduct(t, { sku: 'Q' })
  const lotId = await buildLot(t, { productId: q, code: 'L1' })
  await buildLocation(t, { code: 'BIN', kind: 'bin' })
  const owner = t.as('owner')
  await owner.post('try/moves', {
    moves: [
      { productId: p, from: 'SUPPLIER', to: 'WH', quantity: '10', value: '1000' },
      { productId: q, lotId, from: 'SUPPLIER', to: 'WH', quantity: '3', value: '1000' },
      { productId: q, from: 'PRODUCTION', to: 'BIN', quantity: '4', value: '555' },
    ],
  })
  await owner.post('try/moves', {
    moves: [
      { productId: p, from: 'WH', to: 'BIN', quantity: '4' },
      { productId: q, lotId, from: 'WH', to: 'CUSTOMER', quantity: '1' },
    ],
  })
  const source = { entity: 'order', id: newId() }
  await owner.post('try/reservations', {
    items: [
      { productId: p, quantity: '7' },
      { productId: q, quantity: '5' },
    ],
    source,
  })
  await owner.post('try/reservations', {
    items: [{ productId: p, quantity: '1' }],
    source: { entity: 'order', id: newId() },
  })
})
afterAll(() => workshop.close())
const rebuild = (body: object = {}) => t.as('owner').post('stock/rebuild', body)

describe('rebuilding stock from its facts', () => {
  it('agrees with what is kept', async () => {
    const reply = await rebuild()
    expect(reply.status).toBe(200)
    expect(reply.body).toEqual({ levels: 8, values: 2, wrong: 0, corrected: false, differences: [] })
    expect(await workshop.offences()).toEqual([])
  })

  it('finds what was broken, corrects it, and the invariants find it too', async () => {
    const before = [await levels(t, p), await levels(t, q), await worth(t, p), await worth(t, q)]
    await t.rows(`update stock_level set on_hand = 8, reserved = 2 where product_id = $1 and on_hand = 6`, p)
    await t.rows(`delete from stock_level where product_id = $1 and on_hand = 4`, q)
    await t.rows(`update stock_value set value_minor = 999 where product_id = $1`, p)
    await t.rows(`delete from stock_value where product_id = $1`, q)
    const invariants = (await workshop.offences()).map((offence) => offence.invariant).sort()
    expect(invariants).toEqual([
      'inventory/levels-equal-moves',
      'inventory/reserved-equals-open-reservations',
      'inventory/value-equals-moves',
      'inventory/value-quantity-equals-levels',
    ])
    const dry = await rebuild({ dryRun: true })
    expect(dry.body).toMatchObject({ wrong: 4, corrected: false })
    expect(dry.body.differences).toEqual([
      { what: 'level', sku: 'P', location: 'WH', lot: null, was: '8 / 2', is: '6 / 6' },
      { what: 'level', sku: 'Q', location: 'BIN', lot: null, was: '0 / 0', is: '4 / 3' },
      { what: 'value', sku: 'P', location: null, lot: null, was: '10 / 999', is: '10 / 1000' },
      { what: 'value', sku: 'Q', location: null, lot: null, was: '0 / 0', is: '6 / 1333' },
    ])
    expect(await levels(t, p)).toMatchObject({ WH: '8 (2)' })
    expect((await rebuild()).body).toMatchObject({ wrong: 4, corrected: true })
    expect([await levels(t, p), await levels(t, q), await worth(t, p), await worth(t, q)]).toEqual(before)
    expect((await rebuild()).body).toMatchObject({ wrong: 0, corrected: false })
    expect(await workshop.offences()).toEqual([])
  })

  it('while others move stock, loses nothing', async () => {
    const owner = t.as('owner')
    const replies = await Promise.all([
      ...Array.from({ length: 30 }, (_, i) =>
        owner.post('try/moves', {
          moves: [
            {
              productId: i % 2 ? p : q,
              from: 'SUPPLIER',
              to: i % 3 ? 'WH' : 'BIN',
              quantity: '1',
              value: '7',
            },
          ],
        }),
      ),
      ...Array.from({ length: 5 }, () => rebuild()),
    ])
    expect(new Set(replies.map((reply) => reply.status))).toEqual(new Set([200]))
    expect((await rebuild()).body).toMatchObject({ wrong: 0 })
    expect(await workshop.offences()).toEqual([])
  })

  it('is refused without the permission', async () => {
    expect((await t.as('sales').post('stock/rebuild')).status).toBe(403)
  })
})
