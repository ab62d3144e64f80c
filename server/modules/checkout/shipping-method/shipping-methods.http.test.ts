import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TestTenant, Workshop } from '../../../kernel/testing/workshop.ts'
import { importShippingMethods, type ShippingMethodToImport } from '../index.ts'
import { expectStatus, inTenant, openShop } from '../shop.build.ts'

let workshop: Workshop
let t: TestTenant
beforeAll(async () => {
  workshop = await openShop()
  t = await workshop.tenant('MA01')
})
afterAll(() => workshop.close())

const load = (methods: readonly ShippingMethodToImport[]) =>
  inTenant(workshop, t, (ctx) => importShippingMethods(ctx, methods))
const shown = async () =>
  expectStatus(await t.anonymous.get('shop/shipping-methods'), 200).items.map(
    (item: { code: string; price: { amount: string }; needsAddress: boolean }) => [
      item.code,
      item.price.amount,
      item.needsAddress,
    ],
  )

describe('importing shipping methods', () => {
  it('writes them in the order given; again it changes them by their code', async () => {
    await load([
      { code: 'PICKUP', name: 'Pick up', priceMajor: '0.00', minDays: 0, maxDays: 1 },
      { code: 'TH-EMS', name: 'EMS', nameTh: 'อีเอ็มเอส', priceMajor: '80.00', taxCode: 'VAT7' },
    ])
    expect(await shown()).toEqual([
      ['PICKUP', '0.00', false],
      ['TH-EMS', '80.00', true],
    ])
    await load([
      { code: 'TH-EMS', name: 'EMS', priceMajor: '90.00' },
      { code: 'VAN', name: 'Our van', priceMajor: '300', needsAddress: true },
    ])
    expect(await shown()).toEqual([
      ['PICKUP', '0.00', false],
      ['TH-EMS', '90.00', true],
      ['VAN', '300.00', true],
    ])
  })

  it('brings back what was deleted, and does nothing with nothing', async () => {
    const { items } = (await t.as('owner').get('shipping-methods')).body
    const van = items.find((item: { code: string }) => item.code === 'VAN')
    expectStatus(await t.as('owner').delete(`shipping-methods/${van.id}`), 200)
    expect(await shown()).toHaveLength(2)
    await load([])
    expect(await shown()).toHaveLength(2)
    await load([{ code: 'VAN', name: 'Our van', priceMajor: '250' }])
    expect((await shown()).map(([code]: [string]) => code)).toContain('VAN')
  })
})
