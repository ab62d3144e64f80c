import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../../shared/ids.ts'
import { PLANNED_ANEW, sql } from '../kernel/db/sql.ts'
import { openWorkshop, type Workshop } from '../kernel/testing/workshop.ts'
import { type Story, UUID } from './story.ts'
import { AMARANTH, tell } from './tell.ts'

let workshop: Workshop
let story: Story
let letGo: () => void
beforeAll(async () => {
  // Of two connections one is kept away, so that whatever wants a second one while it holds the first is refused; and what
  // is prepared on the other can be looked up there.
  workshop = await openWorkshop({ env: { DATABASE_POOL_MAX: '2' } })
  const held = new Promise<void>((resolve) => {
    letGo = resolve
  })
  void workshop.kernel.database.read(null, () => held)
  story = await tell(workshop, AMARANTH)
})
afterAll(async () => {
  letGo()
  await workshop.close()
})

/** What opens and closes a transaction, which is neither prepared nor takes a parameter. */
const isFrame = (text: string): boolean =>
  /^(BEGIN|COMMIT|SET LOCAL app\.tenant_id = |SAVEPOINT |ROLLBACK TO )/.test(text)
const textsOf = (name?: string): Map<string, string> =>
  new Map(
    story.told
      .filter(({ operation }) => name === undefined || operation.name === name)
      .flatMap(({ operation, statements }) =>
        statements.filter((text) => !isFrame(text)).map((text) => [text, operation.name] as const),
      ),
  )

describe('a statement of the story', () => {
  it('is sent on the one connection that its transaction has', () => {
    // The story was told with no second one free: here it is over.
    expect(story.told.length).toBeGreaterThan(200)
    expect(workshop.kernel.database.connections().total).toBe(2)
  })

  it('is prepared under a name', async () => {
    const rows = await workshop.kernel.database.query<{ name: string; statement: string }>(
      sql`select name, statement from pg_prepared_statements`,
    )
    const prepared = new Set(
      rows.filter(({ name }) => name.startsWith('tm_')).map(({ statement }) => statement),
    )
    const texts = textsOf()
    expect(texts.size).toBeGreaterThan(200)
    const anew = [...texts].filter(([text]) => text.startsWith(PLANNED_ANEW))
    expect([...texts].filter(([text]) => !prepared.has(text))).toEqual(anew)
    // What reads tables that its own transaction fills: bills, routings and what is imported.
    const operations = new Set(anew.map(([, operation]) => operation.split('.').at(-1)!))
    expect(operations).toContain('import')
    expect([...operations].filter((one) => !['import', 'save'].includes(one))).toEqual([])
  })

  it('has no value in its text: no id, nothing that was typed', () => {
    const nil = '00000000-0000-0000-0000-000000000000'
    const wrong = [...textsOf()].filter(
      ([text]) =>
        text.includes(story.teller.mark) ||
        text.includes(story.teller.slug) ||
        (text.match(UUID) ?? []).some((id) => id !== nil),
    )
    expect(wrong).toEqual([])
  })

  it('is one of few enough that all of them stay prepared', () => {
    // Beyond 2,000 texts the kernel names none; what users choose freely (filters, fields) must not come near it.
    expect(textsOf().size).toBeLessThan(600)
  })
})

type Input = Record<string, unknown>

/** Texts of the statements of one call. */
async function textsOfCall(name: string, input: Input, options = {}): Promise<string[]> {
  await story.call(name, input, options)
  return story.told.at(-1)!.statements.filter((text) => !isFrame(text) && !isRemembered(text))
}

/** Who the caller and the workshop are is looked up again every few seconds, whatever the command. */
const isRemembered = (text: string): boolean =>
  /from tenant t where t\.(slug|code_folded) = |from api_key\s/.test(text)

const idOf = async (list: string, input: Input): Promise<string> =>
  (await story.call(list, input)).items[0].id
const products = async () => {
  const { items } = await story.call('catalog.product.list', { sort: 'sku' })
  return Object.fromEntries(items.map(({ sku, id }: { sku: string; id: string }) => [sku, id])) as Record<
    string,
    string
  >
}

/** Two inputs of each hot command that differ in every value, and in how many there are. */
const PAIRS: Record<string, (ids: Record<string, string>) => [Input, Input]> = {
  'serials.serial.issue': (ids) => [
    { line: 'HAT', productId: ids.TOTE, quantity: 1 },
    { line: 'HAT', productId: ids.TOTE, quantity: 25, state: 'in_production' },
  ],
  'accounting.entry.post': () => [
    { memo: 'Rent', lines: entryOf(['6010', '100.00'], ['1020', '-100.00']) },
    {
      memo: 'Wages',
      date: '2026-03-01',
      lines: entryOf(['6020', '70.00'], ['6010', '30.00'], ['1010', '-100.00']),
    },
  ],
  'inventory.stock.receive': (ids) => [
    { lines: [{ productId: ids.LEATHER, quantity: '1', unitCost: '9', lot: 'L1' }] },
    {
      reference: 'DN-2',
      lines: [
        { productId: ids.LEATHER, quantity: '30', unitCost: '8.5', lot: 'L2' },
        { productId: ids.THREAD, quantity: '3', unitCost: '1' },
      ],
    },
  ],
  'inventory.stock.adjust': (ids) => [
    { productId: ids.THREAD, location: 'WH', change: '3', reason: 'Found' },
    { productId: ids['NB-A5'], location: 'WH', change: '-1', reason: 'Torn' },
  ],
  'inventory.stock.transfer': (ids) => [
    { from: 'WH', to: 'FG-A1', lines: [{ productId: ids['NB-A5'], quantity: '1' }] },
    {
      ...{ from: 'FG-A1', to: 'WH', reason: 'Back' },
      lines: [{ productId: ids['NB-A5'], quantity: '2' }],
    },
  ],
  'catalog.product.create': () => [
    { sku: 'P1', name: 'One', kind: 'component', unit: 'pc', currency: 'THB' },
    { sku: 'P2', name: 'Two', kind: 'material', unit: 'm', currency: 'THB' },
  ],
  'checkout.cart.create': (ids) => [
    { lines: [{ productId: ids['NB-A5'], quantity: '1' }] },
    {
      lines: [
        { productId: ids['NB-A5'], quantity: '2' },
        { productId: ids.TOTE, quantity: '1' },
      ],
      contact: { email: 'mali@example.com', name: 'Mali' },
    },
  ],
  'manufacturing.ticket.create': (ids) => [
    { productId: ids.TOTE, quantity: '1', release: true },
    { productId: ids.TOTE, quantity: '4', release: true, dueOn: '2026-04-01', note: 'Many' },
  ],
}

const entryOf = (...lines: [account: string, amount: string][]): Input[] =>
  lines.map(([accountCode, amount]) => ({
    accountCode,
    [amount.startsWith('-') ? 'credit' : 'debit']: { amount: amount.replace('-', ''), currency: 'THB' },
  }))

describe('a hot command sends the same statements whatever it is about', () => {
  it.each(Object.keys(PAIRS))('%s', async (name) => {
    const [one, other] = PAIRS[name]!(await products())
    const first = await textsOfCall(name, one)
    expect(first.length).toBeGreaterThan(0)
    expect(await textsOfCall(name, other)).toEqual(first)
  })

  it('manufacturing.wip.log, start and complete', async () => {
    const { TOTE } = await products()
    const { tokens } = await story.call('manufacturing.ticket.create', {
      ...{ productId: TOTE, quantity: '2', release: true },
    })
    for (const event of ['start', 'complete']) {
      const texts: string[][] = []
      for (const { code } of tokens) {
        const deviceAt = workshop.clock.now().toISOString()
        const log = { tokenCode: code, taskCode: 'cutting', event, deviceEventId: newId(), deviceAt }
        // One person has one running task at a time.
        texts.push(
          await textsOfCall('manufacturing.wip.log', {
            ...log,
            operatorId: code,
            operatorName: `Nok ${code}`,
          }),
        )
        workshop.clock.advance({ minutes: 7 })
      }
      expect(texts[1]).toEqual(texts[0])
    }
  })

  it('checkout.cart.complete, payments.payment.capture and sales.order.ship', async () => {
    const ids = await products()
    const texts: Record<string, string[][]> = { complete: [], capture: [], ship: [] }
    for (const quantity of ['1', '2']) {
      const { id, token } = await story.call(
        'checkout.cart.create',
        {
          lines: [{ productId: ids['NB-A5'], quantity }],
          contact: { email: `buyer${quantity}@example.com`, name: `Buyer ${quantity}` },
          address: { line1: `${quantity} Nimman`, city: 'Chiang Mai', country: 'TH' },
          shippingMethod: 'TH-EMS',
        },
        { as: 'buyer' },
      )
      const buyer = { as: 'buyer', headers: { 'x-cart-token': token } }
      texts.complete!.push(
        await textsOfCall('checkout.cart.complete', { id, payment: { provider: 'manual' } }, buyer),
      )
      const orderId = await idOf('sales.order.list', {})
      const paymentId = await idOf('payments.payment.list', { orderId })
      texts.capture!.push(
        await textsOfCall('payments.payment.capture', { id: paymentId, reference: `R ${quantity}` }),
      )
      texts.ship!.push(await textsOfCall('sales.order.ship', { id: orderId }))
    }
    for (const [one, other] of Object.values(texts)) expect(other).toEqual(one)
  })
})
