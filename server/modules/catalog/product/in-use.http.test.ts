import { afterAll, beforeAll, expect, it } from 'vitest'
import { newId } from '../../../../shared/ids.ts'
import { openWorkshop, type TestTenant, type Workshop } from '../../../kernel/testing/workshop.ts'
import { accountingModule } from '../../accounting/index.ts'
import { inventoryModule } from '../../inventory/index.ts'
import { pricingModule } from '../../pricing/index.ts'
import { catalogModule } from '../index.ts'

let workshop: Workshop
let t: TestTenant
beforeAll(async () => {
  workshop = await openWorkshop({
    modules: [catalogModule, pricingModule, accountingModule, inventoryModule],
  })
  t = await workshop.tenant('MA01')
})
afterAll(() => workshop.close())

const make = async (sku: string): Promise<string> => {
  const product = { sku, name: sku, kind: 'component', unit: 'pc', currency: 'THB' }
  return (await t.as('owner').post('products', product)).body.id
}
const change = (id: string, fields: object) => t.as('owner').patch(`products/${id}`, fields)
const read = async (id: string) => {
  const { kind, unit, serialised } = (await t.as('owner').get(`products/${id}`)).body
  return { kind, unit, serialised }
}
const importCsv = (csv: string) => t.as('owner').post('products/import', { csv, mode: 'skip_errors' })

it('a product that nothing was done with can become anything', async () => {
  const id = await make('STRAP')
  expect((await change(id, { kind: 'service', unit: 'hour' })).status).toBe(200)
  expect(
    (await change(id, { kind: 'finished', serialised: true, serialCode: 'STRAP', line: 'HAT' })).status,
  ).toBe(200)
  expect(await read(id)).toEqual({ kind: 'finished', unit: 'hour', serialised: true })
})

it('one that was in stock stays what it is, counted in what it is counted in, though nothing of it is left', async () => {
  const id = await make('BUCKLE')
  const owner = t.as('owner')
  await owner.post('stock/receipts', { lines: [{ productId: id, quantity: '2', unitCost: '9' }] })
  await owner.post('stock/adjustments', { productId: id, location: 'WH', change: '-2', reason: 'Lost' })
  const before = await read(id)
  for (const fields of [
    { kind: 'service' },
    { unit: 'box' },
    { serialised: true, serialCode: 'BUCKLE', line: 'HAT' },
  ]) {
    const reply = await change(id, fields)
    expect([reply.status, reply.body.code]).toEqual([409, 'catalog.product_in_use'])
  }
  expect(await read(id)).toEqual(before)
  expect((await change(id, { kind: 'component', unit: 'pc', name: 'Brass buckle' })).body.name).toBe(
    'Brass buckle',
  )
})

it('an import says so line by line, and takes the rest', async () => {
  const report = (
    await importCsv(
      'sku,name,kind,unit\nBUCKLE,Buckle,component,box\nBUCKLE-2,Another buckle,component,box\n',
    )
  ).body
  expect(report).toMatchObject({
    created: 1,
    errors: [{ line: 2, column: 'unit', value: 'box', message: 'must stay pc: the product is in use' }],
  })
  expect((await importCsv('sku,name,kind,unit\nBUCKLE,Iron buckle,component,pc\n')).body).toMatchObject({
    updated: 1,
  })
})

it('whoever is just bringing it into stock is waited for, and counts', async () => {
  const id = await make('RING')
  const place = (code: string) => `(select id from location where tenant_id = '${t.id}' and code = '${code}')`
  await workshop.asOwner('begin')
  await workshop.asOwner(
    `insert into stock_level (tenant_id, id, product_id, location_id, lot_id, on_hand, reserved, allow_negative)
     values ($1, $2, $3, ${place('WH')}, '00000000-0000-0000-0000-000000000000', 1, 0, false)`,
    t.id,
    newId(),
    id,
  )
  await workshop.asOwner(
    `insert into stock_move (tenant_id, id, at, kind, product_id, lot_id, from_location_id, to_location_id, quantity, value_minor)
     values ($1, $2, now(), 'receive', $3, '00000000-0000-0000-0000-000000000000', ${place('SUPPLIER')}, ${place('WH')}, 1, 0)`,
    t.id,
    newId(),
    id,
  )
  const changed = change(id, { kind: 'service' })
  const waiting = () => workshop.asOwner('select from pg_locks where not granted')
  while ((await waiting()).length === 0) await new Promise((resolve) => setImmediate(resolve))
  await workshop.asOwner('commit')
  expect((await changed).body.code).toBe('catalog.product_in_use')
  expect(await read(id)).toMatchObject({ kind: 'component' })
})
