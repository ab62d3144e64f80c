import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Permissions } from '../../../kernel/command/principal.ts'
import type { TestTenant, Workshop } from '../../../kernel/testing/workshop.ts'
import { buy, expectStatus, offerShipping, openShop, sellProduct, stock } from '../../checkout/shop.build.ts'
import { buildMembers, look, toldOf } from '../../notices/notices.build.ts'

let workshop: Workshop
let t: TestTenant
let balm: string
beforeAll(async () => {
  workshop = await openShop({ at: '2026-03-02T03:00:00Z' })
  t = await workshop.tenant('MA01')
  await offerShipping(t)
  balm = await sellProduct(t, { sku: 'BALM', price: '390' })
  await stock(workshop, t, balm, 100, { valueEachMinor: 8_000n })
  await buildMembers(t, ['owner', 'accountant', 'sales', 'warehouse', 'planner'])
})
afterAll(async () => {
  expect(await workshop.offences()).toEqual([])
  await workshop.close()
})

const order = async () => {
  const { order: placed } = await buy(t, [{ productId: balm, quantity: '1' }])
  await workshop.drain()
  await toldOf(t)
  return placed as { id: string; number: string; payment: { id: string; dueOn: string | null } }
}
const capture = async (id: string) =>
  expectStatus(await t.as('accountant').post(`payments/${id}/capture`, { reference: 'slip' }), 200)
const overdue = () => look(workshop, t, 'payments.look-for-overdue')

describe('money that came', () => {
  it('is told to those who send the goods and those who keep the books', async () => {
    const { number, payment } = await order()
    await capture(payment.id)
    await workshop.drain()
    expect(await toldOf(t)).toEqual([
      `accountant, owner, sales, warehouse: payment_received ${number} (THB\u00a0470.00)`,
    ])
  })

  it('is not told to who said that it came', async () => {
    const { payment } = await order()
    await t.run(
      'payments.payment.capture',
      { id: payment.id, reference: 'slip' },
      {
        principal: {
          kind: 'user',
          id: 'accountant',
          name: 'Accountant',
          permissions: new Permissions(['*']),
        },
      },
    )
    await workshop.drain()
    expect((await toldOf(t))[0]).toMatch(/^owner, sales, warehouse: payment_received/)
  })
})

describe('money that should have come', () => {
  let late: Awaited<ReturnType<typeof order>>
  it('is due as many days after the order as its method says', async () => {
    late = await order()
    const { payments } = expectStatus(await t.as('sales').get(`orders/${late.id}`), 200)
    expect(payments[0].dueOn).toBe('2026-03-09')
    workshop.clock.set('2026-03-09T16:59:00Z')
    expect(await overdue()).toEqual([])
  })

  it('is told once to those who can take it or cancel the order', async () => {
    workshop.clock.set('2026-03-09T17:16:00Z')
    expect(await overdue()).toEqual([
      `accountant, owner, sales: payment_overdue ${late.number} (Mali Srisai)`,
    ])
    workshop.clock.advance({ hours: 72 })
    expect(await overdue()).toEqual([])
    await capture(late.payment.id)
    expect((await overdue())[0]).toMatch(/payment_received/)
  })

  it('is not waited for once the order was cancelled', async () => {
    const { id } = await order()
    expectStatus(await t.as('sales').post(`orders/${id}/cancel`, { reason: 'changed their mind' }), 200)
    workshop.clock.advance({ hours: 24 * 9 })
    expect(await overdue()).toEqual([])
  })

  it('is never overdue where its method says no days', async () => {
    const { items } = expectStatus(await t.as('accountant').get('payment-methods'), 200)
    const transfer = items.find(({ code }: { code: string }) => code === 'bank-transfer')
    const path = `payment-methods/${transfer.id}`
    expectStatus(await t.as('accountant').patch(path, { dueDays: null, version: transfer.version }), 200)
    const { id } = await order()
    expect((await t.as('sales').get(`orders/${id}`)).body.payments[0].dueOn).toBeNull()
    workshop.clock.advance({ hours: 24 * 400 })
    expect(await overdue()).toEqual([])
    expectStatus(await t.as('accountant').patch(path, { dueDays: 366 }), 400)
  })
})
