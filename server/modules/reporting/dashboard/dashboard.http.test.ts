import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openWorkshop, type TestTenant, type Workshop } from '../../../kernel/testing/workshop.ts'
import { buy, expectStatus, offerShipping } from '../../checkout/shop.build.ts'
import { Atelier } from '../../manufacturing/atelier.build.ts'

let workshop: Workshop
let t: TestTenant
let a: Atelier
// biome-ignore lint/suspicious/noExplicitAny: a test reads what it expects
let figures: any
beforeAll(async () => {
  // Half an hour before midnight in Bangkok, on the last day of a month: days and months are the workshop's.
  workshop = await openWorkshop({ at: '2026-02-28T16:30:00Z' })
  t = await workshop.tenant('MA01')
  const other = await workshop.tenant('BB02')
  a = new Atelier(workshop, t)
  await offerShipping(t, 'TH-EMS', '81')
  await a.material('HIDE', [
    ['H-1', '7', '10.01'],
    ['H-2', '6', '10.03'],
    ['H-3', '5', '9.99'],
  ])
  await a.product({
    sku: 'TOTE',
    operations: [
      { code: 'cut', minutes: '10', rate: '240' },
      { code: 'stitch', minutes: '30', rate: '240', after: ['cut'] },
      { code: 'paint', minutes: '5', rate: '240', after: ['cut'] },
    ],
    materials: { HIDE: ['1'] },
  })
  await a.product({
    sku: 'NOTE',
    line: 'OEM',
    serialised: false,
    operations: [{ code: 'bind', minutes: '2', rate: '120' }],
  })
  expectStatus(
    await a.owner.patch(`products/${a.productId('TOTE')}`, {
      price: '12900',
      taxCode: 'VAT7',
      published: true,
    }),
    200,
  )
  const totes = await a.ticket('TOTE', '4', { dueOn: '2026-03-01' })
  const [first, second, third] = totes.tokens as { code: string }[]
  for (const task of ['cut', 'stitch', 'paint']) await a.work(first!.code, task, 10)
  workshop.clock.advance({ hours: 1 })
  for (const task of ['cut', 'stitch', 'paint']) await a.work(second!.code, task, 10)
  await a.work(third!.code, 'cut', 12)
  await a.log(third!.code, 'stitch', 'start', { by: 'noi' })
  const notes = await a.ticket('NOTE', '10', { dueOn: '2026-02-20' })
  await a.log(notes.tokens[0].code, 'bind', 'start')
  workshop.clock.advance({ minutes: 20 })
  await a.log(notes.tokens[0].code, 'bind', 'complete', { goodQuantity: '4' })
  await a.log(notes.tokens[0].code, 'bind', 'start')
  await a.log(notes.tokens[0].code, 'bind', 'pause')
  const held = await a.ticket('TOTE', '1', { dueOn: '2026-03-07' })
  expectStatus(await a.owner.post(`job-tickets/${held.id}/hold`), 200)
  await a.owner.post('job-tickets', { productId: a.productId('TOTE'), quantity: '1', dueOn: '2026-03-08' })
  await buy(t, [{ productId: a.productId('TOTE'), quantity: '1' }])
  workshop.clock.advance({ days: 1 })
  await buy(t, [{ productId: a.productId('TOTE'), quantity: '1' }])
  const [payment] = await t.rows<{ id: string }>('select id from payment order by id limit 1')
  expectStatus(
    await a.owner.post(
      `payments/${payment!.id}/capture`,
      { reference: 'SCB 1' },
      { 'idempotency-key': 'capture' },
    ),
    200,
  )
  // What another workshop has is in no figure.
  const b = new Atelier(workshop, other)
  await b.material('HIDE', [['H-1', '100', '1']])
  workshop.takeStatements()
  figures = expectStatus(await a.owner.get('dashboard'), 200)
})
afterAll(async () => {
  expect(await workshop.offences()).toEqual([])
  await workshop.close()
})

// biome-ignore lint/suspicious/noExplicitAny: rows of any list
type Item = any
/** Every row of a list, page by page. */
async function all(path: string, filters: Record<string, string>): Promise<Item[]> {
  const items: Item[] = []
  let after: string | null = null
  do {
    const query = new URLSearchParams({ ...filters, limit: '2', ...(after === null ? {} : { after }) })
    const page: Item = expectStatus(await a.owner.get(`${path}?${query}`), 200)
    items.push(...page.items)
    after = page.next
  } while (after !== null)
  return items
}
const cents = (amount: string) => BigInt(amount.replace('.', ''))
const sum = (amounts: string[]) => amounts.reduce((total, amount) => total + cents(amount), 0n)

describe('the dashboard', () => {
  it('is one request and one flush, whatever it shows', async () => {
    workshop.takeStatements()
    await a.owner.get('dashboard')
    const statements = workshop.takeStatements()
    const begin = statements.findIndex((text) => text.startsWith('BEGIN') && text.includes(t.id))
    expect(statements.slice(begin).length).toBeLessThanOrEqual(11)
  })

  it('counts open, late and soon due tickets as their lists do', async () => {
    expect(figures.today).toBe('2026-03-02')
    expect(figures.tickets).toEqual({
      open: 4,
      draft: 1,
      released: 0,
      in_progress: 2,
      on_hold: 1,
      late: 2,
      soon: 2,
    })
    expect(await all('job-tickets', { open: 'true' })).toHaveLength(figures.tickets.open)
    for (const state of ['draft', 'released', 'in_progress', 'on_hold'])
      expect(await all('job-tickets', { state })).toHaveLength(figures.tickets[state])
    expect(await all('job-tickets', { open: 'true', dueTo: '2026-03-01' })).toHaveLength(figures.tickets.late)
    expect(
      await all('job-tickets', { open: 'true', dueFrom: '2026-03-02', dueTo: '2026-03-08' }),
    ).toHaveLength(figures.tickets.soon)
  })

  it('says what stands at each work centre, and the list of it names the pieces', async () => {
    const byName = Object.fromEntries(
      figures.work.map(({ name, running, paused, ready }: Item) => [name, [running, paused, ready]]),
    )
    expect(byName).toEqual({
      cut: ['0', '0', '2'],
      stitch: ['1', '0', '0'],
      paint: ['0', '0', '1'],
      bind: ['0', '6', '0'],
    })
    for (const centre of figures.work) {
      for (const state of ['running', 'paused', 'ready'] as const) {
        const rows = await all('work-in-process', { workCentreId: centre.id, state })
        expect(rows.reduce((total, row) => total + Number(row.quantity), 0)).toBe(Number(centre[state]))
      }
    }
    const everywhere = await all('work-in-process', {})
    expect(
      everywhere.map(({ ticketNumber, task, state, operator }) => [ticketNumber, task.code, state, operator]),
    ).toEqual([
      ['JT2026-000003', 'cut', 'ready', null],
      ['JT2026-000002', 'bind', 'paused', 'mali'],
      ['JT2026-000001', 'stitch', 'running', 'noi'],
      ['JT2026-000001', 'paint', 'ready', null],
      ['JT2026-000001', 'cut', 'ready', null],
    ])
    expect(everywhere[0].held).toBe(true)
    expect(
      (await all('work-in-process', { ticketId: everywhere[2].ticketId })).map(({ tokenCode }) => tokenCode),
    ).toEqual(['JT2026-000001-3', 'JT2026-000001-3', 'JT2026-000001-4'])
    expect((await a.owner.get('work-in-process?after=nonsense')).status).toBe(400)
    expect(new Set(everywhere.map(({ id }) => id)).size).toBe(5)
  })

  it('lists what stands at the benches by other conditions and orders, both ways', async () => {
    const codes = async (filters: Record<string, string>) =>
      (await all('work-in-process', filters)).map(({ tokenCode, task }) => `${tokenCode} ${task.code}`)
    const byDay = await codes({ sort: 'dueOn' })
    expect(byDay).toHaveLength(5)
    expect((await codes({ sort: '-dueOn' })).toSorted()).toEqual(byDay.toSorted())
    expect(await codes({ where: 'operator:is:noi' })).toEqual(['JT2026-000001-3 stitch'])
    expect(await codes({ where: 'held:is:true' })).toEqual(
      await codes({ where: 'ticketNumber:is:JT2026-000003' }),
    )
    expect(await codes({ where: 'state:in:running|paused,quantity:gte:6' })).toEqual(['JT2026-000002-1 bind'])
    const [first] = await all('work-in-process', {})
    const { previous } = expectStatus(
      await a.owner.get(
        `work-in-process?limit=2&after=${expectStatus(await a.owner.get('work-in-process?limit=2'), 200).next}`,
      ),
      200,
    )
    expect(
      expectStatus(await a.owner.get(`work-in-process?limit=2&before=${previous}`), 200).items[0],
    ).toEqual(first)
  })

  it('sums what was finished on each day as the moves of that day do', async () => {
    expect(figures.finished).toHaveLength(30)
    expect(figures.finished.filter(({ quantity }: Item) => quantity !== '0')).toEqual([
      { day: '2026-03-01', quantity: '6' },
    ])
    const moves = (day: string) => all('stock/moves', { kind: 'finish', from: day, to: day })
    for (const { day, quantity } of figures.finished.slice(-4))
      expect((await moves(day)).reduce((total, move) => total + Number(move.quantity), 0)).toBe(
        Number(quantity),
      )
  })

  it('counts orders that wait, and those of each day with their amount', async () => {
    expect(figures.orders).toMatchObject({ toShip: 1, unpaid: 1 })
    expect(await all('orders', { state: 'paid' })).toHaveLength(1)
    expect(await all('orders', { state: 'placed' })).toHaveLength(1)
    expect(figures.orders.days).toHaveLength(30)
    for (const { day, count, total } of figures.orders.days.slice(-4)) {
      const orders = await all('orders', { from: day, to: day })
      expect([orders.length, sum(orders.map((order) => order.total.amount))]).toEqual([
        count,
        cents(total.amount),
      ])
    }
    expect(figures.orders.days.at(-1)).toEqual({
      day: '2026-03-02',
      count: 1,
      total: { amount: '12981.00', currency: 'THB' },
    })
  })

  it('takes revenue from the books, month by month', async () => {
    expect(figures.revenue.map(({ from, to }: Item) => [from, to])).toEqual([
      ['2025-10-01', '2025-10-31'],
      ['2025-11-01', '2025-11-30'],
      ['2025-12-01', '2025-12-31'],
      ['2026-01-01', '2026-01-31'],
      ['2026-02-01', '2026-02-28'],
      ['2026-03-01', '2026-03-02'],
    ])
    expect(figures.revenue.at(-1).amount.amount).not.toBe('0.00')
    for (const { from, to, amount } of figures.revenue) {
      const report = expectStatus(await a.owner.get(`profit-and-loss?from=${from}&to=${to}`), 200)
      expect(report.income.total).toEqual(amount)
    }
  })

  it('has the balances that the ledgers of the accounts end with', async () => {
    expect(figures.cash.total.amount).toBe('12981.00')
    const accounts = [...figures.cash.accounts, figures.cash.receivable, figures.cash.payable]
    expect(accounts.map(({ code }: Item) => code)).toEqual(['1010', '1020', '1030', '1100', '2010'])
    for (const { accountId, balance } of accounts) {
      const lines = await all(`accounts/${accountId}/ledger`, { to: figures.today })
      expect(lines.at(-1)?.balance ?? { amount: '0.00', currency: 'THB' }).toEqual(balance)
    }
    expect(sum(figures.cash.accounts.map(({ balance }: Item) => balance.amount))).toBe(
      cents(figures.cash.total.amount),
    )
  })

  it('values stock as the list of it sums up to, to the last satang', async () => {
    const ledger = (await a.balance('raw_material')) + (await a.balance('finished_goods'))
    expect(cents(figures.stock.total.amount)).toBe(ledger)
    for (const { kind, value } of figures.stock.kinds) {
      const rows = await all('stock', { productKind: kind })
      expect(sum(rows.map((row) => row.value.amount))).toBe(cents(value.amount))
    }
    const hides = await all('stock', { productKind: 'material' })
    expect(hides.map(({ lot, onHand }) => [lot, onHand])).toEqual([
      ['H-1', '5'],
      ['H-2', '6'],
      ['H-3', '5'],
    ])
    expect(sum((await all('stock', {})).map((row) => row.value.amount))).toBe(ledger)
  })

  it('gives each role its own parts and no other', async () => {
    const parts = async (role: Parameters<TestTenant['as']>[0]) =>
      Object.entries(expectStatus(await t.as(role).get('dashboard'), 200))
        .filter(([, part]) => part !== null)
        .map(([name]) => name)
    expect(await parts('owner')).toEqual([
      'today',
      'tickets',
      'work',
      'finished',
      'orders',
      'revenue',
      'cash',
      'stock',
    ])
    expect(await parts('operator')).toEqual(['today', 'tickets', 'work'])
    expect(await parts('planner')).toEqual(['today', 'tickets', 'work', 'finished', 'stock'])
    expect(await parts('warehouse')).toEqual(['today', 'finished', 'orders', 'stock'])
    expect(await parts('sales')).toEqual(['today', 'finished', 'orders', 'stock'])
    expect((await t.anonymous.get('dashboard')).status).toBe(401)
  })
})
