import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { newId } from '../../../../shared/ids.ts'
import { openWorkshop, type TestTenant, type Workshop } from '../../../kernel/testing/workshop.ts'
import { inventoryModule } from '../index.ts'
import {
  buildLocation,
  buildLot,
  buildProduct,
  committedMeanwhile,
  levels,
  worth,
} from '../stock/stock.build.ts'
import { stockCommands } from '../stock/stock-commands.build.ts'

let workshop: Workshop
let t: TestTenant
let sku = 0
let p: string
beforeAll(async () => {
  // Many connections, so that what runs at the same time does so in the database too.
  workshop = await openWorkshop({
    modules: [inventoryModule, stockCommands],
    env: { DATABASE_POOL_MAX: '40' },
  })
  t = await workshop.tenant('MA01')
})
afterAll(() => workshop.close())
beforeEach(async () => {
  p = await buildProduct(t, { sku: `P${++sku}` })
})
const sound = async () => expect(await workshop.offences()).toEqual([])
const order = () => ({ entity: 'order', id: newId() })
type Source = ReturnType<typeof order>

const stock = async (
  quantity: string,
  to = 'WH',
  more: { lotId?: string; productId?: string; value?: string } = {},
) => {
  const reply = await t.as('owner').post('try/moves', {
    moves: [{ productId: p, from: 'SUPPLIER', to, quantity, value: '100', ...more }],
  })
  expect(reply.status).toBe(200)
}
const reserve = (source: Source, ...items: [productId: string, quantity: string][]) =>
  t.as('owner').post('try/reservations', {
    source,
    items: items.map(([productId, quantity]) => ({ productId, quantity })),
  })
const release = (source: Source) => t.as('owner').post('try/releases', { source })
const consume = (source: Source, more: object = {}) =>
  t.as('owner').post('try/consumptions', { source, ...more })
const states = async (source: Source) =>
  (
    await t.rows<{ text: string }>(
      `select trim_scale(quantity)::text || ' ' || state as text from stock_reservation where source_id = $1 order by 1`,
      source.id,
    )
  ).map((row) => row.text)

describe('reserving', () => {
  it('promises what is there, and consuming moves it to the customer at the average', async () => {
    await stock('5', 'WH', { value: '1000' })
    const source = order()
    expect((await reserve(source, [p, '2'])).status).toBe(200)
    expect(await levels(t, p)).toEqual({ SUPPLIER: '-5', WH: '5 (2)' })
    expect(await worth(t, p)).toEqual(['5', 1000n])
    const moved = await consume(source)
    expect(moved.body.moves).toMatchObject([{ productId: p, quantity: '2', value: '400' }])
    expect(await levels(t, p)).toEqual({ CUSTOMER: '2', SUPPLIER: '-5', WH: '3' })
    expect(await states(source)).toEqual(['2 consumed'])
    const [fact] = await t.rows(
      'select kind, source_entity, source_id, at from stock_move where id = $1',
      moved.body.moves[0].id,
    )
    expect(fact).toEqual({
      kind: 'ship',
      source_entity: 'order',
      source_id: source.id,
      at: workshop.clock.now(),
    })
    await sound()
  })

  it('gives back what is released, once', async () => {
    await stock('5')
    const source = order()
    await reserve(source, [p, '4'])
    await release(source)
    await release(source)
    expect(await levels(t, p)).toEqual({ SUPPLIER: '-5', WH: '5' })
    expect(await states(source)).toEqual(['4 released'])
    expect((await consume(source)).body.moves).toEqual([])
    await sound()
  })

  it('takes the warehouse first, then the other places in order of their codes, and the older lot first', async () => {
    const older = await buildLot(t, { productId: p, code: 'HIDE-1' })
    const newer = await buildLot(t, { productId: p, code: 'HIDE-2' })
    await buildLocation(t, { code: `A${sku}`, kind: 'bin' })
    await buildLocation(t, { code: `Z${sku}`, kind: 'bin' })
    await stock('1', `Z${sku}`)
    await stock('2', `A${sku}`, { lotId: newer })
    await stock('2', `A${sku}`, { lotId: older })
    await stock('3', 'WH')
    const first = order()
    await reserve(first, [p, '3.5'])
    expect(await levels(t, p)).toMatchObject({
      WH: '3 (3)',
      [`A${sku}/HIDE-1`]: '2 (0.5)',
      [`A${sku}/HIDE-2`]: '2',
    })
    const second = order()
    await reserve(second, [p, '4'])
    expect(await levels(t, p)).toMatchObject({
      WH: '3 (3)',
      [`A${sku}/HIDE-1`]: '2 (2)',
      [`A${sku}/HIDE-2`]: '2 (2)',
      [`Z${sku}`]: '1 (0.5)',
    })
    const moved = await consume(second, { to: 'PRODUCTION' })
    expect(moved.body.moves.map((m: { quantity: string }) => m.quantity).sort()).toEqual(['0.5', '1.5', '2'])
    expect(await levels(t, p)).toMatchObject({
      'PRODUCTION/HIDE-1': '1.5',
      'PRODUCTION/HIDE-2': '2',
      PRODUCTION: '0.5',
    })
    await sound()
  })

  it('promises two items of one product together', async () => {
    await stock('5')
    const source = order()
    await reserve(source, [p, '2'], [p, '2'])
    expect(await levels(t, p)).toMatchObject({ WH: '5 (4)' })
    expect((await reserve(order(), [p, '1'], [p, '1'])).body.code).toBe('stock.short')
    await sound()
  })

  it('moves pieces with their serials', async () => {
    await stock('3', 'WH', { value: '1000' })
    const source = order()
    const pieces = [newId(), newId()]
    await reserve(source, [p, '2'])
    const wrong = await consume(source, { serials: [{ productId: p, serialId: pieces[0] }] })
    expect(wrong.status).toBe(422)
    expect(wrong.body).toMatchObject({
      code: 'inventory.serials_do_not_match',
      params: { sku: `P${sku}`, quantity: '2', given: '1' },
    })
    expect(await levels(t, p)).toMatchObject({ WH: '3 (2)' })
    const moved = await consume(source, { serials: pieces.map((serialId) => ({ productId: p, serialId })) })
    expect(moved.body.moves).toMatchObject([
      { quantity: '1', value: '333' },
      { quantity: '1', value: '334' },
    ])
    const facts = await t.rows<{ serial_id: string }>(
      'select serial_id from stock_move where source_id = $1',
      source.id,
    )
    expect(facts.map((fact) => fact.serial_id).sort()).toEqual(pieces)
    expect(await worth(t, p)).toEqual(['1', 333n])
    await sound()
  })

  it('promises below zero where a place allows it', async () => {
    const other = await workshop.tenant(`N${sku}`)
    const id = await buildProduct(other, { sku: 'LENT' })
    await buildLocation(other, { code: 'VAN', kind: 'zone', allowNegative: true })
    const source = order()
    const items = [{ productId: id, quantity: '2' }]
    expect((await other.as('owner').post('try/reservations', { items, source })).status).toBe(200)
    expect(await levels(other, id)).toEqual({ VAN: '0 (2)' })
    await other.as('owner').post('try/reservations', { items, source })
    expect(await levels(other, id)).toEqual({ VAN: '0 (4)' })
    await other.as('owner').post('try/consumptions', { source })
    expect(await levels(other, id)).toEqual({ CUSTOMER: '4', VAN: '-4' })
    await sound()
  })
})

describe('a refused reservation', () => {
  it('is stock.short with every product that lacks, and promises nothing of the others', async () => {
    const scarce = await buildProduct(t, { sku: `Q${sku}` })
    await stock('5')
    await stock('1', 'WH', { productId: scarce })
    const source = order()
    const reply = await reserve(source, [p, '9'], [scarce, '1.5'])
    expect(reply.status).toBe(409)
    expect(reply.body).toMatchObject({
      code: 'stock.short',
      params: { sku: `P${sku}`, available: '5', wanted: '9' },
      errors: [
        { field: `P${sku}`, message: '5 available, 9 wanted' },
        { field: `Q${sku}`, message: '1 available, 1.5 wanted' },
      ],
    })
    const partly = await reserve(source, [p, '1'], [scarce, '2'])
    expect(partly.body.params).toEqual({ sku: `Q${sku}`, available: '1', wanted: '2' })
    expect(await states(source)).toEqual([])
    expect(await levels(t, p)).toEqual({ SUPPLIER: '-5', WH: '5' })
    await sound()
  })

  it('does not count what lies with suppliers, customers or in production', async () => {
    const moves = [{ productId: p, from: 'SUPPLIER', to: 'PRODUCTION', quantity: '5' }]
    await t.as('owner').post('try/moves', { moves })
    expect((await reserve(order(), [p, '1'])).body).toMatchObject({
      code: 'stock.short',
      params: { available: '0' },
    })
    await sound()
  })
})

describe('at the same time', () => {
  it('200 reserve one of 50: exactly 50 are promised, the rest are stock.short at once', async () => {
    await stock('50')
    const startedMs = performance.now()
    const replies = await Promise.all(Array.from({ length: 200 }, () => reserve(order(), [p, '1'])))
    const tookMs = performance.now() - startedMs
    expect(replies.filter((reply) => reply.status === 200)).toHaveLength(50)
    const rest = replies.filter((reply) => reply.status !== 200)
    expect(new Set(rest.map((reply) => `${reply.status} ${reply.body.code}`))).toEqual(
      new Set(['409 stock.short']),
    )
    expect(await levels(t, p)).toEqual({ SUPPLIER: '-50', WH: '50 (50)' })
    // Nobody runs into a lock or statement timeout (30 s); all 200 together take a second or so.
    expect(tookMs).toBeLessThan(10_000)
    await sound()
  })

  it('50 in five places and lots: 200 still get exactly 50', async () => {
    for (const n of [1, 2, 3, 4, 5]) {
      await buildLocation(t, { code: `C${sku}-${n}`, kind: 'bin' })
      await stock(
        '10',
        `C${sku}-${n}`,
        n % 2 ? {} : { lotId: await buildLot(t, { productId: p, code: `L${n}` }) },
      )
    }
    const sources = Array.from({ length: 200 }, order)
    const replies = await Promise.all(sources.map((source) => reserve(source, [p, '1'])))
    expect(replies.filter((reply) => reply.status === 200)).toHaveLength(50)
    expect(replies.filter((reply) => reply.body.code === 'stock.short')).toHaveLength(150)
    await sound()
  })

  it('reserve, release, consume, move and receive of the same products in any order lose nothing', async () => {
    const other = await buildProduct(t, { sku: `Q${sku}` })
    await stock('40', 'WH', { value: '4321' })
    await stock('40', 'WH', { value: '8765', productId: other })
    const owner = t.as('owner')
    const replies = await Promise.all(
      Array.from({ length: 80 }, async (_, i) => {
        const source = order()
        const pair: [string, string][] =
          i % 2
            ? [
                [p, '1'],
                [other, '2'],
              ]
            : [
                [other, '1'],
                [p, '2'],
              ]
        const first = await reserve(source, ...pair)
        if (first.status !== 200) return first
        if (i % 4 === 0) return await release(source)
        if (i % 4 === 1) return await consume(source)
        if (i % 4 === 2) return (await Promise.all([release(source), consume(source)]))[1]
        return await owner.post('try/moves', {
          moves: [
            { productId: i % 8 === 3 ? p : other, from: 'SUPPLIER', to: 'WH', quantity: '1', value: '99' },
            { productId: i % 8 === 3 ? other : p, from: 'SUPPLIER', to: 'WH', quantity: '1', value: '99' },
          ],
        })
      }),
    )
    const outcomes = new Set(replies.map((reply) => reply.body.code ?? reply.status))
    expect([...outcomes].filter((outcome) => outcome !== 200 && outcome !== 'stock.short')).toEqual([])
    await sound()
  })

  it('what came in while a reservation waited is counted, and no check is tried on what was there before', async () => {
    await stock('5')
    const held = order()
    await reserve(held, [p, '4'])
    const reply = await committedMeanwhile(
      workshop,
      t,
      `with r as (update stock_reservation set state = 'released' where source_id = '${held.id}')
       update stock_level set reserved = 0 where product_id = '${p}' and reserved = 4`,
      () => reserve(order(), [p, '3']),
    )
    expect(reply.status).toBe(200)
    expect(await levels(t, p)).toMatchObject({ WH: '5 (3)' })
    await sound()
  })

  it('what was taken while a reservation waited is gone', async () => {
    await stock('5')
    const first = order()
    const reply = await committedMeanwhile(
      workshop,
      t,
      `with r as (insert into stock_reservation (tenant_id, id, product_id, location_id, quantity, state, source_entity, source_id, created_at)
         select tenant_id, '${newId()}', product_id, location_id, 4, 'open', 'order', '${first.id}', now()
         from stock_level where product_id = '${p}' and on_hand = 5)
       update stock_level set reserved = 4 where product_id = '${p}' and on_hand = 5`,
      () => reserve(order(), [p, '3']),
    )
    expect(reply.body).toMatchObject({ code: 'stock.short', params: { available: '1', wanted: '3' } })
    await sound()
  })

  it('two consume the same promise: one moves it, the other finds nothing left', async () => {
    await stock('3')
    const source = order()
    await reserve(source, [p, '3'])
    const replies = await Promise.all([consume(source), consume(source), consume(source)])
    expect(replies.map((reply) => reply.body.moves.length).sort()).toEqual([0, 0, 1])
    expect(await levels(t, p)).toEqual({ CUSTOMER: '3', SUPPLIER: '-3' })
    await sound()
  })
})

describe('the cost', () => {
  it('is one statement each for reserving, releasing and consuming', async () => {
    await stock('5')
    const source = order()
    const count = async (work: () => Promise<unknown>) => {
      workshop.takeStatements()
      await work()
      return workshop.takeStatements().filter((text) => /stock_level|reserve_stock/.test(text)).length
    }
    expect(await count(() => reserve(source, [p, '2']))).toBe(1)
    expect(await count(() => consume(source))).toBe(1)
    await reserve(source, [p, '2'])
    expect(await count(() => release(source))).toBe(1)
  })
})
