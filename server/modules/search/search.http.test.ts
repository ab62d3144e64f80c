import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fold } from '../../../shared/serial/fold.ts'
import { openWorkshop, type TestTenant, type Workshop } from '../../kernel/testing/workshop.ts'
import { buy, expectStatus, offerShipping, sellProduct, stock } from '../checkout/shop.build.ts'
import type { RoleKey } from '../identity/roles.ts'

let workshop: Workshop
let t: TestTenant
let other: TestTenant
let order: { id: string; number: string }
let serial: string
let ticket: { number: string }
beforeAll(async () => {
  workshop = await openWorkshop()
  t = await workshop.tenant('MA01')
  other = await workshop.tenant('OTHR')
  const tote = await sellProduct(t, {
    sku: 'TOTE-CHESTNUT',
    name: 'Saddle Tote',
    nameTh: 'กระเป๋าอานม้า',
    serialised: true,
    serialCode: 'TOTE',
    line: 'HAT',
  })
  serial = (await stock(workshop, t, tote, 2, { serialised: true }))[0]!
  await offerShipping(t)
  order = (await buy(t, [{ productId: tote, quantity: '1' }])).order
  const bench = (await t.run('catalog.work_centre.create', {
    code: 'BENCH',
    name: 'Bench',
    ratePerHour: '240',
  })) as { id: string }
  await t.run('catalog.routing.save', {
    productId: tote,
    operations: [{ code: 'cut', name: 'Cut', workCentreId: bench.id, standardMinutes: '20' }],
  })
  ticket = (await t.run('manufacturing.ticket.create', {
    productId: tote,
    quantity: '3',
    release: true,
  })) as typeof ticket
  await t.run('crm.customer.create', { code: 'C0001', name: 'Tote Gallery', email: 'hello@tote.example' })
})
afterAll(() => workshop.close())

interface Group {
  kind: string
  label: string
  items: {
    id: string
    title: string
    detail: string | null
    state: string | null
    page: string
    guessed: boolean
  }[]
}
const ask = async (q: string, as: RoleKey = 'owner', who = t, headers = {}): Promise<Group[]> =>
  expectStatus(await who.as(as).get(`search?q=${encodeURIComponent(q)}`, headers), 200).groups
const titles = (groups: Group[]) =>
  Object.fromEntries(groups.map(({ kind, items }) => [kind, items.map(({ title }) => title)]))

describe('the search of the desk', () => {
  it('finds every kind that has the words, each with its page', async () => {
    const found = await ask('tote')
    expect(titles(found)).toEqual({
      product: ['Saddle Tote'],
      customer: ['Tote Gallery'],
      ticket: [ticket.number],
    })
    const product = found.find(({ kind }) => kind === 'product')!.items[0]!
    expect(product).toMatchObject({ detail: 'TOTE-CHESTNUT', page: `/products/${product.id}` })
  })

  it('speaks the reader’s language, and finds Thai names', async () => {
    const [group] = await ask('กระเป๋า', 'owner', t, { 'accept-language': 'th' })
    expect(group).toMatchObject({ kind: 'product', label: 'สินค้า', items: [{ title: 'กระเป๋าอานม้า' }] })
  })

  it('finds an order and its invoice by the whole number, its digits, or the buyer', async () => {
    expect(titles(await ask(order.number))).toEqual({ order: [order.number] })
    const byDigits = titles(await ask('1'))
    expect(byDigits).toMatchObject({
      order: ['SO2026-000001'],
      ticket: ['JT2026-000001'],
      invoice: ['INV2026-000001'],
      entry: ['Shop order · INV2026-000001'],
    })
    expect(titles(await ask('mali@')).order).toEqual([order.number])
    expect(titles(await ask('inv2026-0000'))).toEqual({
      invoice: ['INV2026-000001'],
      entry: ['Shop order · INV2026-000001'],
    })
  })

  it('finds a piece however its serial was typed or scanned', async () => {
    const { compact } = (
      await t.rows<{ compact: string }>('select compact from serial where human = $1', serial)
    )[0]!
    const forms = [
      serial,
      serial.toLowerCase().replaceAll('-', ' '),
      serial.replaceAll('0', 'O').replaceAll('1', 'I'),
      fold(serial).slice(0, -3),
      compact,
      `https://maison.example/v/MA01/${compact}?x=1`,
    ]
    for (const form of forms) expect([form, (await ask(form))[0]?.items[0]?.title]).toEqual([form, serial])
  })

  it('finds a piece whose serial was typed with one slip, and none that is two away', async () => {
    const { compact } = (
      await t.rows<{ compact: string }>('select compact from serial where human = $1', serial)
    )[0]!
    const wrong = (character: string) => (character === '7' ? '8' : '7')
    const slips = (number: string) => [
      number.slice(0, -1) + wrong(number.at(-1)!),
      number.slice(0, 9) + number.slice(10),
      `${number.slice(0, 12)}X${number.slice(12)}`,
      number.slice(0, -2) + number.at(-1) + number.at(-2),
    ]
    for (const typed of [...slips(serial), ...slips(compact)]) {
      if (fold(typed) === fold(serial) || typed === compact) continue
      expect([typed, (await ask(typed))[0]?.items.map(({ title, guessed }) => [title, guessed])]).toEqual([
        typed,
        [[serial, true]],
      ])
    }
    expect((await ask(serial))[0]!.items[0]).toMatchObject({ title: serial, guessed: false })
    expect(await ask(serial.slice(0, -2) + wrong(serial.at(-2)!) + wrong(serial.at(-1)!))).toEqual([])
    expect(await ask(slips(serial)[0]!, 'owner', other)).toEqual([])
  })

  it('finds work by the code on its card, people and accounts', async () => {
    expect(titles(await ask(`${ticket.number}-2`)).work).toEqual([`${ticket.number}-2`])
    expect(titles(await ask('receivable')).account).toHaveLength(1)
    await t.rows(
      `insert into member (tenant_id, id, user_id, name, email, role) values ($1, gen_random_uuid(), 'u', 'Somchai Jaidee', 'somchai@ma.example', 'operator')`,
      t.id,
    )
    expect(titles(await ask('jaidee'))).toEqual({ member: ['Somchai Jaidee'] })
  })

  it('puts the best fit first, among kinds and within one', async () => {
    await t.run('crm.customer.create', { code: 'TOTE', name: 'A shop' })
    expect((await ask('tote')).map(({ kind }) => kind)).toEqual(['customer', 'product', 'ticket'])
    expect(titles(await ask('tote')).customer).toEqual(['A shop', 'Tote Gallery'])
  })

  it('gives nobody what they may not read, and nothing of another workshop', async () => {
    expect(titles(await ask('tote', 'operator'))).toEqual({
      product: ['Saddle Tote'],
      ticket: [ticket.number],
    })
    expect(titles(await ask('1', 'warehouse'))).toEqual({ order: [order.number] })
    expect(await ask('tote', 'owner', other)).toEqual([])
    expect(await ask(serial, 'owner', other)).toEqual([])
    expect(await ask(order.number, 'owner', other)).toEqual([])
    expect((await t.anonymous.get('search?q=tote')).status).toBe(401)
  })

  it('takes signs of patterns as they are, and refuses nothing but emptiness', async () => {
    for (const q of ['%%%', '___', "'; --", '\\\\\\', '🧵🧵🧵', 'x'.repeat(100)])
      expect([q, await ask(q)]).toEqual([q, []])
    expect((await t.as('owner').get('search?q=%20')).status).toBe(400)
    expect((await t.as('owner').get('search')).status).toBe(400)
  })

  it('asks all kinds in one flush: as many statements as kinds, between BEGIN and COMMIT', async () => {
    await ask('tote')
    workshop.takeStatements()
    await ask('tote')
    const statements = workshop.takeStatements().filter((text) => /\bhit\b|work_token/.test(text))
    expect(statements).toHaveLength(workshop.kernel.searchSources.length)
  })
})
