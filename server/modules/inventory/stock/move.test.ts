import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { newId } from '../../../../shared/ids.ts'
import { openWorkshop, type TestTenant, type Workshop } from '../../../kernel/testing/workshop.ts'
import { inventoryModule } from '../index.ts'
import { buildLocation, buildProduct, committedMeanwhile, levels, worth } from './stock.build.ts'
import { stockCommands } from './stock-commands.build.ts'

let workshop: Workshop
let t: TestTenant
let sku = 0
beforeAll(async () => {
  // Many connections, so that what runs at the same time does so in the database too.
  workshop = await openWorkshop({
    modules: [inventoryModule, stockCommands],
    env: { DATABASE_POOL_MAX: '40' },
  })
  t = await workshop.tenant('MA01')
})
afterAll(() => workshop.close())
// Whatever a story did, the projections agree with the facts.
const sound = async () => expect(await workshop.offences()).toEqual([])

interface Given {
  productId: string
  from: string
  to: string
  quantity: string
  value?: string
  lotId?: string
  serialId?: string
}
const move = (...moves: Given[]) => t.as('owner').post('try/moves', { moves })
const values = (reply: { body: { moves: { value: string }[] } }) =>
  reply.body.moves.map((one) => Number(one.value))
const product = (build: Partial<Parameters<typeof buildProduct>[1]> = {}) =>
  buildProduct(t, { sku: `P${++sku}`, ...build })
const facts = async (productId: string) =>
  Number(
    (await t.rows<{ n: bigint }>('select count(*) as n from stock_move where product_id = $1', productId))[0]!
      .n,
  )

describe('moving stock', () => {
  let p: string
  beforeEach(async () => {
    p = await product()
  })

  it('brings in with a known value, and values what leaves at the average', async () => {
    expect(
      values(await move({ productId: p, from: 'SUPPLIER', to: 'WH', quantity: '10', value: '100000' })),
    ).toEqual([100000])
    expect(
      values(await move({ productId: p, from: 'SUPPLIER', to: 'WH', quantity: '5', value: '80000' })),
    ).toEqual([80000])
    expect(await worth(t, p)).toEqual(['15', 180000n])
    expect(values(await move({ productId: p, from: 'WH', to: 'CUSTOMER', quantity: '4' }))).toEqual([48000])
    expect(await worth(t, p)).toEqual(['11', 132000n])
    expect(await levels(t, p)).toEqual({ CUSTOMER: '4', SUPPLIER: '-15', WH: '11' })
    await sound()
  })

  it('lets the last piece take the rest, so that nothing is worth nothing', async () => {
    await move({ productId: p, from: 'SUPPLIER', to: 'WH', quantity: '3', value: '100' })
    const one = { productId: p, from: 'WH', to: 'CUSTOMER', quantity: '1' }
    expect(values(await move(one))).toEqual([33])
    // 67 ÷ 2 is a tie: half-even gives 34.
    expect(values(await move(one))).toEqual([34])
    expect(values(await move(one))).toEqual([33])
    expect(await worth(t, p)).toEqual(['0', 0n])
    await sound()
  })

  it.each([
    ['5', '2', 2],
    ['7', '2', 4],
    ['1', '2', 0],
    ['3', '2', 2],
  ])(
    'rounds a tie to the even unit: %s for %s pieces, one leaves at %i',
    async (value, quantity, expected) => {
      await move({ productId: p, from: 'SUPPLIER', to: 'WH', quantity, value })
      expect(values(await move({ productId: p, from: 'WH', to: 'CUSTOMER', quantity: '1' }))).toEqual([
        expected,
      ])
      await sound()
    },
  )

  it('is exact where the digits of a division end: just below a tie is not a tie', async () => {
    // 3 × 10^13 ÷ 20000000000000.000001 is 1.4999999999999999999…; PostgreSQL's own division gives 1.5000000000000000.
    await move({ productId: p, from: 'SUPPLIER', to: 'WH', quantity: '20000000000000.000001', value: '3' })
    const reply = await move({ productId: p, from: 'WH', to: 'LOSS', quantity: '10000000000000' })
    expect(values(reply)).toEqual([1])
    await sound()
  })

  it('moves pieces one by one, each with its serial, and the quantity together', async () => {
    const serials = [newId(), newId(), newId()]
    await move({ productId: p, from: 'PRODUCTION', to: 'WH', quantity: '3', value: '1000' })
    const reply = await move(
      ...serials.map((serialId) => ({ productId: p, from: 'WH', to: 'CUSTOMER', quantity: '1', serialId })),
    )
    expect(values(reply)).toEqual([333, 334, 333])
    expect(await worth(t, p)).toEqual(['0', 0n])
    const written = await t.rows<{ serial_id: string }>(
      'select serial_id from stock_move where product_id = $1 and serial_id is not null order by id',
      p,
    )
    expect(written.map((row) => row.serial_id)).toEqual(serials)
    await sound()
  })

  it('answers in the order given, whatever the products', async () => {
    const other = await product()
    await move(
      { productId: p, from: 'SUPPLIER', to: 'WH', quantity: '2', value: '200' },
      { productId: other, from: 'SUPPLIER', to: 'WH', quantity: '4', value: '1200' },
    )
    const reply = await move(
      { productId: other, from: 'WH', to: 'CUSTOMER', quantity: '1' },
      { productId: p, from: 'WH', to: 'CUSTOMER', quantity: '1' },
      { productId: other, from: 'WH', to: 'CUSTOMER', quantity: '2.5' },
    )
    expect(
      reply.body.moves.map((m: { productId: string; quantity: string }) => [m.productId, m.quantity]),
    ).toEqual([
      [other, '1'],
      [p, '1'],
      [other, '2.5'],
    ])
    expect(values(reply)).toEqual([300, 100, 750])
    await sound()
  })

  it('changes no value between physical places, and says what the quantity is worth', async () => {
    const bin = await t.as('owner').post('try/moves', {
      moves: [{ productId: p, from: 'SUPPLIER', to: 'WH', quantity: '8', value: '1001' }],
    })
    expect(bin.status).toBe(200)
    await buildLocation(t, { code: `BIN-${sku}`, kind: 'bin' })
    expect(values(await move({ productId: p, from: 'WH', to: `BIN-${sku}`, quantity: '2' }))).toEqual([250])
    expect(await worth(t, p)).toEqual(['8', 1001n])
    expect(await levels(t, p)).toEqual({ [`BIN-${sku}`]: '2', SUPPLIER: '-8', WH: '6' })
    await sound()
  })

  it('takes what comes in without a value at the average, or at the standard cost where there is none', async () => {
    const known = await product({ standardCost: '12.345' })
    expect(values(await move({ productId: known, from: 'LOSS', to: 'WH', quantity: '3' }))).toEqual([3704])
    await move({ productId: known, from: 'SUPPLIER', to: 'WH', quantity: '1', value: '6296' })
    expect(values(await move({ productId: known, from: 'LOSS', to: 'WH', quantity: '2' }))).toEqual([5000])
    expect(values(await move({ productId: p, from: 'LOSS', to: 'WH', quantity: '3' }))).toEqual([0])
    await sound()
  })

  it('values what comes in first when one call has both ways', async () => {
    await move({ productId: p, from: 'SUPPLIER', to: 'WH', quantity: '10', value: '1000' })
    const reply = await move(
      { productId: p, from: 'WH', to: 'CUSTOMER', quantity: '5' },
      { productId: p, from: 'SUPPLIER', to: 'WH', quantity: '10', value: '3000' },
    )
    expect(values(reply)).toEqual([1000, 3000])
    expect(await worth(t, p)).toEqual(['15', 3000n])
    await sound()
  })

  it('goes through a place within one call without resting there', async () => {
    const reply = await move(
      { productId: p, from: 'SUPPLIER', to: 'WH', quantity: '2', value: '500' },
      { productId: p, from: 'WH', to: 'CUSTOMER', quantity: '2' },
    )
    expect(values(reply)).toEqual([500, 500])
    expect(await levels(t, p)).toEqual({ CUSTOMER: '2', SUPPLIER: '-2' })
    await sound()
  })
})

describe('a refused move', () => {
  let p: string
  beforeEach(async () => {
    p = await product()
    await move({ productId: p, from: 'SUPPLIER', to: 'WH', quantity: '3', value: '300' })
  })
  const nothingChanged = async () => {
    expect(await levels(t, p)).toEqual({ SUPPLIER: '-3', WH: '3' })
    expect(await worth(t, p)).toEqual(['3', 300n])
    expect(await facts(p)).toBe(1)
    await sound()
  }

  it('is stock.short with SKU, available and wanted when there is not enough', async () => {
    const reply = await move(
      { productId: p, from: 'WH', to: 'CUSTOMER', quantity: '1' },
      { productId: p, from: 'WH', to: 'CUSTOMER', quantity: '2.5' },
    )
    expect(reply.status).toBe(409)
    expect(reply.body).toMatchObject({
      code: 'stock.short',
      params: { sku: `P${sku}`, available: '3', wanted: '3.5' },
    })
    await nothingChanged()
  })

  it('is stock.short at a place that never had any', async () => {
    await buildLocation(t, { code: `BIN-${sku}`, kind: 'bin' })
    const reply = await move({ productId: p, from: `BIN-${sku}`, to: 'CUSTOMER', quantity: '1' })
    expect(reply.body).toMatchObject({ code: 'stock.short', params: { available: '0', wanted: '1' } })
    await nothingChanged()
  })

  it('takes nothing that is promised to somebody', async () => {
    const source = { entity: 'order', id: newId() }
    await t.as('owner').post('try/reservations', { items: [{ productId: p, quantity: '2' }], source })
    const reply = await move({ productId: p, from: 'WH', to: 'CUSTOMER', quantity: '2' })
    expect(reply.body).toMatchObject({ code: 'stock.short', params: { available: '1', wanted: '2' } })
    await t.as('owner').post('try/releases', { source })
    await nothingChanged()
  })

  it('writes none of several when one is refused', async () => {
    const other = await product()
    const reply = await move(
      { productId: p, from: 'WH', to: 'CUSTOMER', quantity: '1' },
      { productId: other, from: 'WH', to: 'CUSTOMER', quantity: '1' },
    )
    expect(reply.body).toMatchObject({ code: 'stock.short', params: { sku: `P${sku}`, available: '0' } })
    await nothingChanged()
  })

  it.each([
    [
      'an unknown place',
      { from: 'NOWHERE', to: 'WH' },
      'inventory.location_unknown',
      { location: 'NOWHERE' },
    ],
    [
      'an unknown destination',
      { from: 'WH', to: 'NOWHERE' },
      'inventory.location_unknown',
      { location: 'NOWHERE' },
    ],
  ])('names %s', async (_name, places, code, params) => {
    const reply = await move({ productId: p, quantity: '1', ...places })
    expect(reply.status).toBe(422)
    expect(reply.body).toMatchObject({ code, params })
    await nothingChanged()
  })

  it('names an unknown product and an unknown lot', async () => {
    const nobody = newId()
    const unknown = await move({ productId: nobody, from: 'SUPPLIER', to: 'WH', quantity: '1', value: '1' })
    expect(unknown.body).toMatchObject({ code: 'inventory.product_unknown', params: { product: nobody } })
    const lot = await move({
      productId: p,
      lotId: nobody,
      from: 'SUPPLIER',
      to: 'WH',
      quantity: '1',
      value: '1',
    })
    expect(lot.body).toMatchObject({ code: 'inventory.lot_unknown', params: { lot: nobody, sku: `P${sku}` } })
    await nothingChanged()
  })

  it('never sees another workshop: its product, place and lot do not exist here', async () => {
    const other = await workshop.tenant(`B${sku}`)
    const theirs = await buildProduct(other, { sku: 'THEIRS' })
    const reply = await move({ productId: theirs, from: 'SUPPLIER', to: 'WH', quantity: '1', value: '1' })
    expect(reply.body.code).toBe('inventory.product_unknown')
    const [place] = await other.rows<{ id: string }>(`select id from location where code = 'WH'`)
    const crossed = await move({ productId: p, from: 'WH', to: place!.id, quantity: '1' })
    expect(crossed.body.code).toBe('inventory.location_unknown')
    await nothingChanged()
  })
})

describe('a place that allows stock below zero', () => {
  let p: string
  let van: string
  beforeEach(async () => {
    p = await product({ standardCost: '1' })
    van = `VAN-${sku}`
    await buildLocation(t, { code: van, kind: 'zone', allowNegative: true })
  })

  it('lends at the average, and what covers it comes in at the value it left with', async () => {
    await move({ productId: p, from: 'SUPPLIER', to: van, quantity: '5', value: '1000' })
    expect(values(await move({ productId: p, from: van, to: 'CUSTOMER', quantity: '8' }))).toEqual([1600])
    expect(await worth(t, p)).toEqual(['-3', -600n])
    // 4 come in for 1200: three cover what was lent at 200, one stays at 300; the books owe 300 to the variance.
    expect(
      values(await move({ productId: p, from: 'SUPPLIER', to: van, quantity: '4', value: '1200' })),
    ).toEqual([900])
    expect(await worth(t, p)).toEqual(['1', 300n])
    await sound()
  })

  it('comes back to nothing exactly', async () => {
    expect(values(await move({ productId: p, from: van, to: 'CUSTOMER', quantity: '3' }))).toEqual([300])
    const reply = await move(
      { productId: p, from: 'SUPPLIER', to: van, quantity: '1', value: '777' },
      { productId: p, from: 'SUPPLIER', to: van, quantity: '2', value: '1' },
    )
    expect(values(reply)).toEqual([100, 200])
    expect(await worth(t, p)).toEqual(['0', 0n])
    await sound()
  })
})

describe('at the same time', () => {
  it('200 take one of 50: exactly 50 get one, the rest stock.short, nobody a 500', async () => {
    const p = await product()
    await move({ productId: p, from: 'SUPPLIER', to: 'WH', quantity: '50', value: '1234567' })
    const replies = await Promise.all(
      Array.from({ length: 200 }, () => move({ productId: p, from: 'WH', to: 'CUSTOMER', quantity: '1' })),
    )
    const got = replies.filter((reply) => reply.status === 200)
    expect(got).toHaveLength(50)
    expect(got.reduce((sum, reply) => sum + values(reply)[0]!, 0)).toBe(1234567)
    const rest = replies.filter((reply) => reply.status !== 200)
    expect(new Set(rest.map((reply) => `${reply.status} ${reply.body.code}`))).toEqual(
      new Set(['409 stock.short']),
    )
    expect(await worth(t, p)).toEqual(['0', 0n])
    await sound()
  })

  it('what came in while a move waited is counted, in quantity and in value', async () => {
    const p = await product()
    await move({ productId: p, from: 'SUPPLIER', to: 'WH', quantity: '1', value: '100' })
    // Another receipt of 4 for 900, written by hand and committed while the move waits for the level.
    const reply = await committedMeanwhile(
      workshop,
      t,
      `with f as (insert into stock_move (tenant_id, id, at, kind, product_id, from_location_id, to_location_id, quantity, value_minor)
         select tenant_id, '${newId()}', now(), 'receive', product_id, from_location_id, to_location_id, 4, 900
         from stock_move where product_id = '${p}'),
       s as (update stock_level set on_hand = -5 where product_id = '${p}' and on_hand = -1),
       v as (update stock_value set quantity = 5, value_minor = 1000 where product_id = '${p}')
       update stock_level set on_hand = 5 where product_id = '${p}' and on_hand = 1`,
      () => move({ productId: p, from: 'WH', to: 'CUSTOMER', quantity: '3' }),
    )
    expect(values(reply)).toEqual([600])
    expect(await worth(t, p)).toEqual(['2', 400n])
    await sound()
  })

  it('many make the same level and value for the first time: all of it counts', async () => {
    const p = await product()
    const replies = await Promise.all(
      Array.from({ length: 40 }, () =>
        move({ productId: p, from: 'SUPPLIER', to: 'WH', quantity: '2', value: '101' }),
      ),
    )
    expect(new Set(replies.map((reply) => reply.status))).toEqual(new Set([200]))
    expect(await worth(t, p)).toEqual(['80', 4040n])
    await sound()
  })

  it('products in opposite orders neither wait for ever nor lose anything', async () => {
    const [a, b] = [await product(), await product()]
    const both = (first: string, second: string, from: string, to: string) =>
      move({ productId: first, from, to, quantity: '1' }, { productId: second, from, to, quantity: '1' })
    await move(
      { productId: a, from: 'SUPPLIER', to: 'WH', quantity: '60', value: '6001' },
      { productId: b, from: 'SUPPLIER', to: 'WH', quantity: '60', value: '7003' },
    )
    const replies = await Promise.all(
      Array.from({ length: 60 }, (_, i) =>
        i % 2 ? both(a, b, 'WH', 'CUSTOMER') : both(b, a, 'WH', 'PRODUCTION'),
      ),
    )
    expect(new Set(replies.map((reply) => reply.status))).toEqual(new Set([200]))
    expect(await worth(t, a)).toEqual(['0', 0n])
    expect(await worth(t, b)).toEqual(['0', 0n])
    await sound()
  })
})

describe('the cost', () => {
  it('is one statement, however many moves', async () => {
    const ids = await Promise.all([product(), product(), product()])
    const lines = ids.flatMap((productId) =>
      Array.from({ length: 20 }, () => ({
        productId,
        from: 'SUPPLIER',
        to: 'WH',
        quantity: '1',
        value: '5',
      })),
    )
    workshop.takeStatements()
    await move(...lines)
    const own = workshop.takeStatements().filter((text) => /stock_move/.test(text))
    expect(own).toHaveLength(1)
  })
})
