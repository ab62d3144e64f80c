import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../../../../shared/ids.ts'
import { openWorkshop, type TestTenant, type Workshop } from '../../../kernel/testing/workshop.ts'
import { accountingModule } from '../../accounting/index.ts'
import { catalogModule } from '../../catalog/index.ts'
import { inventoryModule } from '../index.ts'
import { buildLocation, buildLot, buildProduct } from './stock.build.ts'
import { stockCommands } from './stock-commands.build.ts'

let workshop: Workshop
let t: TestTenant
let other: TestTenant
let leather: string
let balm: string
let tote: string
let zone: string
let bin: string
let hides: string[]
const piece = newId()
const order = { entity: 'order', id: newId() }
beforeAll(async () => {
  workshop = await openWorkshop({
    modules: [catalogModule, accountingModule, inventoryModule, stockCommands],
  })
  t = await workshop.tenant('MA01')
  other = await workshop.tenant('BB02')
  leather = await buildProduct(t, { sku: 'LTH-VEG', kind: 'material', unit: 'sqft' })
  balm = await buildProduct(t, { sku: 'BALM' })
  tote = await buildProduct(t, { sku: 'TOTE', serialised: true })
  zone = await buildLocation(t, { code: 'RAW', kind: 'zone' })
  bin = await buildLocation(t, { code: 'RAW-A1', kind: 'bin' })
  await t.rows('update location set parent_id = $1 where id = $2', zone, bin)
  hides = [
    await buildLot(t, { productId: leather, code: 'HIDE-1' }),
    await buildLot(t, { productId: leather, code: 'HIDE-2' }),
  ]
  const owner = t.as('owner')
  const move = (...moves: object[]) => owner.post('try/moves', { moves })
  await move(
    {
      productId: leather,
      lotId: hides[0],
      from: 'SUPPLIER',
      to: 'RAW-A1',
      quantity: '10',
      value: '200000',
      kind: 'receive',
    },
    {
      productId: leather,
      lotId: hides[1],
      from: 'SUPPLIER',
      to: 'RAW',
      quantity: '5.5',
      value: '110000',
      kind: 'receive',
    },
    { productId: balm, from: 'SUPPLIER', to: 'WH', quantity: '3', value: '1000', kind: 'receive' },
    {
      productId: tote,
      serialId: piece,
      from: 'PRODUCTION',
      to: 'WH',
      quantity: '1',
      value: '450000',
      kind: 'finish',
    },
  )
  workshop.clock.advance({ minutes: 1 })
  await owner.post('try/reservations', { source: order, items: [{ productId: balm, quantity: '2' }] })
  workshop.clock.advance({ minutes: 1 })
  await move({
    productId: leather,
    lotId: hides[1],
    from: 'RAW',
    to: 'PRODUCTION',
    quantity: '5.5',
    kind: 'issue',
  })
  const theirs = await buildProduct(other, { sku: 'THEIRS' })
  await other.as('owner').post('try/moves', {
    moves: [{ productId: theirs, from: 'SUPPLIER', to: 'WH', quantity: '9', value: '1' }],
  })
})
afterAll(() => workshop.close())
const get = (path: string) => t.as('viewer').get(path)
const rows = async (query: string, fields: string[]) =>
  (await get(query)).body.items.map((item: Record<string, unknown>) =>
    fields.map((field) => item[field]).join(' '),
  )

describe('the stock list', () => {
  const at = ['sku', 'location', 'lot', 'onHand', 'available']
  it('is by SKU, location and lot, of what is there', async () => {
    expect(await rows('stock', at)).toEqual(['BALM WH  3 1', 'LTH-VEG RAW-A1 HIDE-1 10 10', 'TOTE WH  1 1'])
    const [first] = (await get('stock')).body.items
    expect(first).toMatchObject({
      reserved: '2',
      unit: 'pc',
      productKind: 'finished',
      locationKind: 'warehouse',
      lotId: null,
      value: { amount: '10.00', currency: 'THB' },
    })
  })

  it('is found by product, part of its name, kind, place with what is inside, and lot', async () => {
    expect(await rows(`stock?productId=${balm}`, at)).toHaveLength(1)
    expect(await rows('stock?q=veg', at)).toEqual(['LTH-VEG RAW-A1 HIDE-1 10 10'])
    expect(await rows('stock?productKind=material', at)).toHaveLength(1)
    expect(await rows(`stock?locationId=${zone}`, at)).toEqual(['LTH-VEG RAW-A1 HIDE-1 10 10'])
    expect(await rows(`stock?locationId=${bin}`, at)).toHaveLength(1)
    expect(await rows(`stock?lotId=${hides[0]}`, at)).toHaveLength(1)
    expect(await rows(`stock?locationId=${zone}&empty=true`, at)).toEqual([
      'LTH-VEG RAW HIDE-2 0 0',
      'LTH-VEG RAW-A1 HIDE-1 10 10',
    ])
  })

  it('shows the other side when asked, without a value', async () => {
    const all = (await get('stock?virtual=true')).body.items
    expect(all).toHaveLength(8)
    expect(all.find((row: { location: string }) => row.location === 'SUPPLIER')).toMatchObject({
      onHand: '-3',
      value: null,
    })
  })

  it('gives the same rows page by page', async () => {
    const whole = await rows('stock?virtual=true&empty=true', at)
    const paged: string[] = []
    let after = ''
    do {
      const page = await get(`stock?virtual=true&empty=true&limit=2${after && `&after=${after}`}`)
      paged.push(
        ...page.body.items.map((item: Record<string, unknown>) => at.map((field) => item[field]).join(' ')),
      )
      after = page.body.next
    } while (after)
    expect(paged).toEqual(whole)
    expect((await get('stock?after=nonsense')).status).toBe(400)
  })

  it('is sorted by place with its products and lots in order, in both directions, and begins where one likes', async () => {
    const where = ['location', 'sku', 'lot']
    const query = 'stock?virtual=true&empty=true&sort=location'
    const down = await rows(`${query}`.replace('sort=', 'sort=-'), where)
    const up = await rows(query, where)
    expect(up.filter((row: string) => !/^(SUPPLIER|PRODUCTION)/.test(row))).toEqual([
      'RAW LTH-VEG HIDE-2',
      'RAW-A1 LTH-VEG HIDE-1',
      'WH BALM ',
      'WH TOTE ',
    ])
    expect(down).toEqual([...up].reverse())
    const second = (await get(`${query}&limit=3&after=${(await get(`${query}&limit=3`)).body.next}`)).body
    const before = (await get(`${query}&limit=3&before=${second.previous}`)).body
    expect(before.items.map((item: { location: string }) => item.location)).toEqual(
      up.slice(0, 3).map((row: string) => row.split(' ')[0]),
    )
    expect(await rows(`${query}&startAt=WH`, where)).toEqual(['WH BALM ', 'WH TOTE '])
    const made = Buffer.from(JSON.stringify({ s: 'location', i: newId(), v: 'WH' })).toString('base64url')
    expect((await get(`${query}&after=${made}`)).status).toBe(400)
  })

  it('is filtered by what its fields allow, and exported as it is shown', async () => {
    expect(await rows('stock?where=onHand:gte:3,lot:empty:', at)).toEqual(['BALM WH  3 1'])
    expect(await rows('stock?where=available:lte:1', at)).toEqual(['BALM WH  3 1', 'TOTE WH  1 1'])
    expect(await rows('stock?where=location:starts:RAW', at)).toHaveLength(1)
    const file = await get('stock/export?columns=sku,location,onHand,value&where=productKind:is:material')
    expect(file.text.trim().split('\r\n')).toEqual([
      'sku,location,onHand,value,value ¤',
      'LTH-VEG,RAW-A1,10,2000.00,THB',
    ])
  })

  it('is not shown to those without the permission, and shows no other workshop', async () => {
    expect((await t.as('operator').get('stock')).status).toBe(403)
    expect((await t.anonymous.get('stock')).status).toBe(401)
    const theirs = (await other.as('viewer').get('stock')).body.items
    expect(theirs.map((row: { sku: string }) => row.sku)).toEqual(['THEIRS'])
    expect((await other.as('viewer').get(`stock?productId=${balm}`)).body.items).toEqual([])
  })
})

describe('quantities', () => {
  it('of many products come in one statement, in the order asked for', async () => {
    workshop.takeStatements()
    const reply = await t
      .as('viewer')
      .post('stock/quantities', { productIds: [tote, leather, newId(), balm] })
    expect(workshop.takeStatements().filter((text) => /stock_level/.test(text))).toHaveLength(1)
    expect(reply.body.items).toMatchObject([
      { sku: 'TOTE', onHand: '1', reserved: '0', available: '1', value: { amount: '4500.00' } },
      { sku: 'LTH-VEG', onHand: '10', value: { amount: '2000.00' } },
      { sku: 'BALM', onHand: '3', reserved: '2', available: '1', value: { amount: '10.00' } },
    ])
    const tooMany = await t
      .as('viewer')
      .post('stock/quantities', { productIds: Array.from({ length: 201 }, () => balm) })
    expect(tooMany.status).toBe(400)
  })

  it('of one product say where it is', async () => {
    const reply = await get(`products/${leather}/stock`)
    expect(reply.body).toMatchObject({
      onHand: '10',
      available: '10',
      places: [{ location: 'RAW-A1', lot: 'HIDE-1', onHand: '10', reserved: '0' }],
    })
    expect((await get(`products/${newId()}/stock`)).status).toBe(404)
    expect((await other.as('viewer').get(`products/${leather}/stock`)).status).toBe(404)
    const none = await buildProduct(t, { sku: 'NONE' })
    expect((await get(`products/${none}/stock`)).body).toMatchObject({
      onHand: '0',
      available: '0',
      places: [],
    })
  })
})

describe('the list of moves', () => {
  const line = ['kind', 'sku', 'from', 'to', 'quantity']
  it('is newest first', async () => {
    expect(await rows('stock/moves', line)).toEqual([
      'issue LTH-VEG RAW PRODUCTION 5.5',
      'finish TOTE PRODUCTION WH 1',
      'receive BALM SUPPLIER WH 3',
      'receive LTH-VEG SUPPLIER RAW 5.5',
      'receive LTH-VEG SUPPLIER RAW-A1 10',
    ])
  })

  it('is found by product, either end, lot, piece and kind', async () => {
    expect(await rows(`stock/moves?productId=${balm}`, line)).toHaveLength(1)
    expect(await rows(`stock/moves?locationId=${zone}`, line)).toEqual([
      'issue LTH-VEG RAW PRODUCTION 5.5',
      'receive LTH-VEG SUPPLIER RAW 5.5',
    ])
    expect(await rows(`stock/moves?lotId=${hides[1]}`, line)).toHaveLength(2)
    expect(await rows(`stock/moves?serialId=${piece}`, line)).toEqual(['finish TOTE PRODUCTION WH 1'])
    expect(await rows('stock/moves?kind=receive', line)).toHaveLength(3)
    const first = await get(`stock/moves?locationId=${zone}&limit=1`)
    const second = await get(`stock/moves?locationId=${zone}&limit=1&after=${first.body.next}`)
    expect(second.body.items[0]).toMatchObject({ kind: 'receive', value: { amount: '1100.00' } })
    expect(second.body.next).toBeNull()
  })

  it('is found by what it was for', async () => {
    await t.as('owner').post('try/consumptions', { source: order })
    const [shipped] = (await get(`stock/moves?sourceEntity=order&sourceId=${order.id}`)).body.items
    // 2 of 3 pieces worth 10.00: 6.67.
    expect(shipped).toMatchObject({ kind: 'ship', quantity: '2', source: order, value: { amount: '6.67' } })
    expect((await other.as('viewer').get(`stock/moves?sourceId=${order.id}`)).body.items).toEqual([])
  })
})

describe('the list of lots', () => {
  it('is newest first with what is left', async () => {
    expect(await rows('lots', ['code', 'sku', 'onHand'])).toEqual(['HIDE-2 LTH-VEG 0', 'HIDE-1 LTH-VEG 10'])
    expect(await rows('lots?left=true', ['code'])).toEqual(['HIDE-1'])
    expect(await rows('lots?q=hide-2', ['code'])).toEqual(['HIDE-2'])
    expect(await rows(`lots?productId=${balm}`, ['code'])).toEqual([])
    const first = await get('lots?limit=1')
    expect((await get(`lots?limit=1&after=${first.body.next}`)).body.items[0].code).toBe('HIDE-1')
  })
})
