import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../../../../shared/ids.ts'
import { openWorkshop, type TestTenant, type Workshop } from '../../../kernel/testing/workshop.ts'
import { accountingModule } from '../../accounting/index.ts'
import { catalogModule } from '../../catalog/index.ts'
import { buildMembers, look } from '../../notices/notices.build.ts'
import { inventoryModule } from '../index.ts'
import { stockCommands } from './stock-commands.build.ts'

let workshop: Workshop
let t: TestTenant
let leather: string
beforeAll(async () => {
  workshop = await openWorkshop({
    modules: [catalogModule, accountingModule, inventoryModule, stockCommands],
  })
  t = await workshop.tenant('MA01')
  await buildMembers(t, ['owner', 'planner', 'purchasing', 'sales', 'warehouse'])
})
afterAll(async () => {
  expect(await workshop.offences()).toEqual([])
  await workshop.close()
})

const low = () => look(workshop, t, 'inventory.look-for-low')
const make = async (sku: string, rest: Record<string, unknown>): Promise<string> => {
  const reply = await t.as('purchasing').post('products', {
    sku,
    name: `All of ${sku}`,
    kind: 'material',
    unit: 'sqft',
    currency: 'THB',
    ...rest,
  })
  expect(reply.status).toBe(201)
  return reply.body.id
}
const move = async (from: string, to: string, quantity: string) => {
  const moves = [{ productId: leather, from, to, quantity, value: from === 'SUPPLIER' ? '100' : undefined }]
  expect((await t.as('owner').post('try/moves', { moves })).status).toBe(200)
}
const reserve = async (quantity: string, source = { entity: 'order', id: newId() }) => {
  const reply = await t
    .as('owner')
    .post('try/reservations', { source, items: [{ productId: leather, quantity }] })
  expect(reply.status).toBe(200)
}
const BUYERS = 'owner, planner, purchasing, warehouse'

describe('a product that runs low', () => {
  it('is one with a reorder point; of others nobody is told', async () => {
    await make('THREAD', {})
    leather = await make('LTH-VEG', { reorderPoint: '20' })
    await move('SUPPLIER', 'WH', '50')
    expect(await low()).toEqual([])
  })

  it('has no more to promise than that, and is told of once to those who buy or receive', async () => {
    await move('WH', 'PRODUCTION', '29.5')
    expect(await low()).toEqual([])
    await reserve('0.5')
    expect(await low()).toEqual([`${BUYERS}: stock_low All of LTH-VEG (LTH-VEG · 20 sqft)`])
    workshop.clock.advance({ minutes: 15 })
    await move('WH', 'PRODUCTION', '5')
    expect(await low()).toEqual([])
  })

  it('is told of again when it was refilled and runs low once more', async () => {
    await move('SUPPLIER', 'WH', '10')
    expect(await low()).toEqual([])
    await move('WH', 'PRODUCTION', '9')
    expect(await low()).toEqual([`${BUYERS}: stock_low All of LTH-VEG (LTH-VEG · 16 sqft)`])
  })

  it('counts where there never was any, and not once it is deleted', async () => {
    const wax = await make('WAX', { reorderPoint: '0' })
    const oil = await make('OIL', { reorderPoint: '1' })
    expect((await t.as('purchasing').delete(`products/${oil}`)).status).toBe(200)
    expect(await low()).toEqual([`${BUYERS}: stock_low All of WAX (WAX · 0 sqft)`])
    expect((await t.as('purchasing').patch(`products/${wax}`, { reorderPoint: null })).status).toBe(200)
    expect(await low()).toEqual([])
  })

  it('has no reorder point below zero', async () => {
    const refused = await t.as('purchasing').patch(`products/${leather}`, { reorderPoint: '-1' })
    expect([refused.status, (await t.as('viewer').get(`products/${leather}`)).body.reorderPoint]).toEqual([
      400,
      '20',
    ])
  })
})
