import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../../../../shared/ids.ts'
import type { Reply, TestTenant, Workshop } from '../../../kernel/testing/workshop.ts'
import { buy, expectStatus, sellProduct, stock } from '../../checkout/shop.build.ts'
import { Atelier } from '../../manufacturing/atelier.build.ts'
import { claim, MALI, openAtelier, openOwnership, publicPage, sell, takeMails } from '../ownership.build.ts'

let workshop: Workshop
let t: TestTenant
let tote: string
beforeAll(async () => {
  workshop = await openOwnership()
  ;({ t, tote } = await openAtelier(workshop))
})
afterAll(async () => {
  await workshop.drain()
  expect(await workshop.offences()).toEqual([])
  await workshop.close()
})

const TEXT = 'The dye may stain clothes.\nPlease bring it back.'
const start = (criteria: object, more: object = {}): Promise<Reply> =>
  t
    .as('owner')
    .post('recalls', { criteria, reason: 'The dye', text: TEXT, ...more }, { 'idempotency-key': newId() })
const lift = (id: string, more: object = {}) =>
  t.as('owner').post(`recalls/${id}/lift`, { reason: 'Tested', ...more })
const preview = async (criteria: object) =>
  expectStatus(await t.as('owner').post('recalls/preview', { criteria }), 200)
const states = async (ids: readonly string[]) =>
  (await t.rows<{ state: string }>('select state from serial where id = any($1) order by id', ids)).map(
    (row) => row.state,
  )
const free = async (productId: string) =>
  (
    await t.rows<{ free: string }>(
      `select coalesce(sum(on_hand - reserved), 0)::int::text as free from stock_level l join location p on p.id = l.location_id
       where l.product_id = $1 and p.code = 'WH'`,
      productId,
    )
  )[0]!.free
const product = async (sku: string, pieces: number) => {
  const id = await sellProduct(t, { sku, serialised: true, serialCode: sku, line: 'HAT', price: '100' })
  await stock(workshop, t, id, pieces, { serialised: true })
  return id
}

describe('a recall by lot', () => {
  it('reaches every piece that has the lot in it, wherever it is, and no other', async () => {
    const atelier = new Atelier(workshop, t)
    const [bad] = await atelier.material('LEATHER', [
      ['HIDE-7', '3', '10'],
      ['HIDE-8', '10', '10'],
    ])
    await atelier.product({
      sku: 'BELT',
      operations: [{ code: 'cut', minutes: '5' }],
      materials: { LEATHER: ['1'] },
    })
    const ticket = await atelier.ticket('BELT', '5')
    const tokens = await t.rows<{ code: string; serial_id: string }>(
      'select code, serial_id from work_token where ticket_id = $1 order by number',
      ticket.id,
    )
    // Four are made; the last one waits.
    for (const token of tokens.slice(0, 4)) {
      for (const event of ['start', 'complete']) {
        const log = {
          tokenCode: token.code,
          taskCode: 'cut',
          event,
          ...(event === 'complete' ? { goodQuantity: '1' } : {}),
        }
        expectStatus(await atelier.send(log), 201)
      }
    }
    const of = await t.rows<{ serial_id: string }>(
      'select distinct serial_id from token_material where lot_id = $1 order by serial_id',
      bad,
    )
    expect(of).toHaveLength(3)
    const criteria = { by: 'lot', lotIds: [bad] }
    expect(await preview(criteria)).toMatchObject({
      pieces: 3,
      recallable: 3,
      byState: [{ state: 'in_stock', pieces: 3, recallable: true }],
      byProduct: [{ sku: 'BELT', pieces: 3 }],
      owners: 0,
      buyers: 0,
      promised: 0,
    })
    const done = expectStatus(await start(criteria), 201)
    expect(done).toMatchObject({ number: 'RC2026-000001', recalled: 3, people: 0 })
    const ids = of.map((row) => row.serial_id)
    expect(await states(ids)).toEqual(['recalled', 'recalled', 'recalled'])
    const others = tokens.map((token) => token.serial_id).filter((id) => !ids.includes(id))
    expect(await states(others)).toEqual(['in_stock', 'issued'])
    expect(await free(atelier.productId('BELT'))).toBe('1')
    const detail = expectStatus(await t.as('owner').get(`recalls/${done.id}`), 200)
    expect(detail).toMatchObject({
      by: 'lot',
      of: ['HIDE-7'],
      pieces: 3,
      byState: [{ state: 'recalled', pieces: 3 }],
    })
    const found = async (where: string) =>
      expectStatus(await t.as('owner').get(`recalls?where=${where}`), 200).items
    expect(await found('number:starts:RC2026,state:is:active')).toMatchObject([{ id: done.id, pieces: 3 }])
    expect(await found('state:is:lifted')).toEqual([])
    expect(await found('people:gte:1')).toEqual([])
    const listed = expectStatus(await t.as('owner').get(`recalls/${done.id}/pieces?limit=2`), 200)
    expect(listed.items).toHaveLength(2)
    const rest = expectStatus(
      await t.as('owner').get(`recalls/${done.id}/pieces?limit=2&after=${listed.next}`),
      200,
    )
    expect([rest.items.length, rest.next]).toEqual([1, null])
    expect(await workshop.offences()).toEqual([])
    expect(expectStatus(await lift(done.id), 200).lifted).toBe(3)
    expect(await states(ids)).toEqual(['in_stock', 'in_stock', 'in_stock'])
    expect(await free(atelier.productId('BELT'))).toBe('4')
  })
})

describe('a recall', () => {
  it('tells owners, buyers and whoever scans, in their language, and its end as well', async () => {
    const [mine, bought] = [(await sell(t, tote))[0]!, (await sell(t, tote))[0]!]
    await claim(workshop, t, mine.id)
    await workshop.drain()
    workshop.mails.length = 0
    const criteria = { by: 'serials', serials: [mine.serial.toLowerCase(), bought.serial] }
    expect(await preview(criteria)).toMatchObject({ pieces: 2, owners: 1, buyers: 1 })
    const done = expectStatus(await start(criteria, { textTh: 'สีอาจตก' }), 201)
    // One person, who owns the one and has bought the other, gets one mail.
    expect(done).toMatchObject({ recalled: 2, people: 1 })
    await workshop.drain()
    const mails = takeMails(workshop, MALI.email)
    expect(mails.map((mail) => mail.subject)).toEqual(['Maison Atelier calls pieces back: please read'])
    expect(mails[0]!.text).toContain(TEXT)
    expect(mails[0]!.text).toContain(mine.serial)
    expect(mails[0]!.text).toContain(bought.serial)
    expect((await t.as('owner').get(`recalls/${done.id}`)).body).toMatchObject({ people: 1, told: 1 })
    for (const piece of [mine, bought]) {
      const page = await publicPage(workshop, piece.serial)
      expect(page).toContain('Genuine, but recalled')
      expect(page).toContain('The dye may stain clothes.')
      expect(page).not.toContain('The dye</')
    }
    const thai = await workshop.central.get(`/v/${mine.serial}?lang=th`, { accept: 'text/html' })
    expect(thai.text).toContain('สีอาจตก')
    expectStatus(await lift(done.id, { text: 'It holds.' }), 200)
    await workshop.drain()
    expect(await states([mine.id, bought.id].sort())).toEqual(
      [mine.id, bought.id].sort().map((id) => (id === mine.id ? 'claimed' : 'sold')),
    )
    const over = takeMails(workshop, MALI.email)
    expect(over.map((mail) => mail.subject)).toEqual(['Maison Atelier: the recall is over'])
    expect(over[0]!.text).toContain('It holds.')
    expect(await publicPage(workshop, bought.serial)).not.toContain('The dye may stain')
    const again = await lift(done.id)
    expect([again.status, again.body.code]).toEqual([409, 'ownership.recall_lifted'])
    expect((await t.as('owner').post(`recalls/${done.id}/extend`, {})).body.code).toBe(
      'ownership.recall_lifted',
    )
  })

  it('tells each of many once, though the work is cut into parts', async () => {
    const own = await openOwnership()
    const { t: other, tote: otherTote } = await openAtelier(own, 'MA05')
    const [piece] = await sell(other, otherTote)
    const done = expectStatus(
      await other
        .as('owner')
        .post(
          'recalls',
          { criteria: { by: 'serials', serials: [piece!.serial] }, reason: 'x', text: 'y' },
          { 'idempotency-key': newId() },
        ),
      201,
    )
    await other.rows(
      `insert into recall_recipient (tenant_id, id, recall_id, email, name, locale, serial_ids)
       select $1, gen_random_uuid(), $2, 'p' || n || '@example.com', 'P', 'en', array[$3::uuid] from generate_series(1, 450) n`,
      other.id,
      done.id,
      piece!.id,
    )
    await other.rows('update recall set people_count = 451 where id = $1', done.id)
    await own.drain()
    const to = own.mails.filter((mail) => mail.subject.includes('calls pieces back')).map((mail) => mail.to)
    expect(to).toHaveLength(451)
    expect(new Set(to).size).toBe(451)
    expect((await other.as('owner').get(`recalls/${done.id}`)).body.told).toBe(451)
    await own.close()
  })

  it('by product and day takes those made then, and can be extended by those that came since', async () => {
    const wallet = await product('WALLET', 3)
    workshop.clock.advance({ days: 2 })
    await stock(workshop, t, wallet, 2, { serialised: true })
    const criteria = { by: 'product', productIds: [wallet], from: '2026-03-04' }
    expect(await preview(criteria)).toMatchObject({ pieces: 2 })
    const done = expectStatus(await start(criteria), 201)
    expect(done.recalled).toBe(2)
    expect(await free(wallet)).toBe('3')
    await stock(workshop, t, wallet, 4, { serialised: true })
    const more = expectStatus(await t.as('owner').post(`recalls/${done.id}/extend`, {}), 200)
    expect(more).toMatchObject({ recalled: 4, replaced: 0 })
    expect(await free(wallet)).toBe('3')
    expect(expectStatus(await t.as('owner').post(`recalls/${done.id}/extend`, {}), 200).recalled).toBe(0)
    // One of them is scrapped meanwhile: with its stock, and for good.
    const [scrapped] = await t.rows<{ serial_id: string }>(
      'select serial_id from recall_piece where recall_id = $1 limit 1',
      done.id,
    )
    expectStatus(await t.as('planner').post(`serials/${scrapped!.serial_id}/scrap`, { reason: 'x' }), 200)
    expect(await workshop.offences()).toEqual([])
    expect(expectStatus(await lift(done.id), 200).lifted).toBe(5)
    expect(await free(wallet)).toBe('8')
  })

  it('replaces pieces of open orders where others are free; where none is, the order waits and cannot be shipped', async () => {
    const clutch = await product('CLUTCH', 3)
    const { order } = await buy(t, [{ productId: clutch, quantity: '2' }])
    expectStatus(
      await t.as('accountant').post(`payments/${order.payment.id}/capture`, { reference: 'slip' }),
      200,
    )
    const set = await t.rows<{ human: string }>(
      'select human from serial where product_id = $1 and order_line_id is not null order by id',
      clutch,
    )
    const criteria = { by: 'serials', serials: set.map((row) => row.human) }
    expect((await preview(criteria)).promised).toBe(2)
    const done = expectStatus(await start(criteria), 201)
    expect(await workshop.offences()).toEqual([])
    expect(expectStatus(await t.as('owner').get(`recalls/${done.id}`), 200).waitingOrders).toEqual([
      { id: order.id, number: order.number },
    ])
    const shipped = await t.as('sales').post(`orders/${order.id}/ship`, {})
    expect([shipped.status, shipped.body.code]).toEqual([409, 'serials.wrong_state'])
    const waiting = await t.rows<{ id: string }>(
      `select id from serial where product_id = $1 and state = 'recalled' and order_line_id is not null`,
      clutch,
    )
    expect(waiting).toHaveLength(1)
    const scrap = await t.as('planner').post(`serials/${waiting[0]!.id}/scrap`, { reason: 'x' })
    expect([scrap.status, scrap.body.code]).toEqual([409, 'serials.set_aside'])
    await stock(workshop, t, clutch, 1, { serialised: true })
    expect(expectStatus(await t.as('owner').post(`recalls/${done.id}/extend`, {}), 200).replaced).toBe(1)
    expect(await workshop.offences()).toEqual([])
    expectStatus(await t.as('sales').post(`orders/${order.id}/ship`, {}), 200)
    expectStatus(await lift(done.id), 200)
    expect(await free(clutch)).toBe('2')
  })

  it('of an order that is cancelled leaves its piece held back; of one that waits gives it back when it is lifted', async () => {
    const pouch = await product('POUCH', 2)
    const first = (await buy(t, [{ productId: pouch, quantity: '1' }])).order
    const second = (await buy(t, [{ productId: pouch, quantity: '1' }])).order
    const done = expectStatus(await start({ by: 'product', productIds: [pouch] }), 201)
    expect(done.recalled).toBe(2)
    expectStatus(await t.as('sales').post(`orders/${first.id}/cancel`, { reason: 'x' }), 200)
    expect(await free(pouch)).toBe('0')
    expect(await workshop.offences()).toEqual([])
    expectStatus(await lift(done.id), 200)
    expect(await free(pouch)).toBe('1')
    expect(await workshop.offences()).toEqual([])
    expectStatus(
      await t.as('accountant').post(`payments/${second.payment.id}/capture`, { reference: 'slip' }),
      200,
    )
    expectStatus(await t.as('sales').post(`orders/${second.id}/ship`, {}), 200)
  })

  it('refuses what it cannot do, and changes nothing then', async () => {
    const strap = await product('STRAP', 1)
    const [piece] = await t.rows<{ human: string }>('select human from serial where product_id = $1', strap)
    const before = await t.rows('select count(*)::int as n from recall')
    const unknown = await start({ by: 'serials', serials: [piece!.human, 'NONSENSE', 'MORE'] })
    expect([unknown.status, unknown.body.code, unknown.body.params]).toEqual([
      422,
      'ownership.pieces_unknown',
      { count: 2, number: 'NONSENSE' },
    ])
    const empty = await start({ by: 'lot', lotIds: [newId()] })
    expect([empty.status, empty.body.code]).toEqual([422, 'ownership.recall_empty'])
    const keyless = await t
      .as('owner')
      .post('recalls', { criteria: { by: 'product', productIds: [strap] }, reason: 'x', text: 'y' })
    expect(keyless.body.code).toBe('idempotency.key_required')
    for (const role of ['planner', 'supervisor', 'sales', 'viewer'] as const) {
      const reply = await t
        .as(role)
        .post(
          'recalls',
          { criteria: { by: 'product', productIds: [strap] }, reason: 'x', text: 'y' },
          { 'idempotency-key': newId() },
        )
      expect([role, reply.status]).toEqual([role, 403])
    }
    for (const path of ['', '/pieces'])
      expect((await t.as('owner').get(`recalls/${newId()}${path}`)).status).toBe(404)
    expect((await lift(newId())).status).toBe(404)
    expect(await t.rows('select count(*)::int as n from recall')).toEqual(before)
    expect(await free(strap)).toBe('1')
    // A piece that is recalled already is not recalled again.
    expectStatus(await start({ by: 'product', productIds: [strap] }), 201)
    expect((await start({ by: 'product', productIds: [strap] })).body.code).toBe('ownership.recall_empty')
  })

  it('started twice at the same moment recalls each piece once', async () => {
    const sleeve = await product('CASE', 30)
    const replies = await Promise.all([1, 2, 3].map(() => start({ by: 'product', productIds: [sleeve] })))
    expect(replies.map((reply) => reply.status).sort()).toEqual([201, 422, 422])
    const [row] = await t.rows<{ n: number }>(
      `select count(*)::int as n from serial_event e join serial s on s.id = e.serial_id where s.product_id = $1 and e.to_state = 'recalled'`,
      sleeve,
    )
    expect(row!.n).toBe(30)
  })

  it('while pieces are being sold: what was sold first is recalled as sold, what was recalled first is not sold', async () => {
    const coin = await product('COIN', 12)
    const orders = await Promise.all(
      Array.from({ length: 6 }, () => buy(t, [{ productId: coin, quantity: '1' }])),
    )
    for (const { order } of orders)
      expectStatus(
        await t.as('accountant').post(`payments/${order.payment.id}/capture`, { reference: 's' }),
        200,
      )
    const [recalled, ...shipped] = await Promise.all([
      start({ by: 'product', productIds: [coin] }),
      ...orders.map(({ order }) => t.as('sales').post(`orders/${order.id}/ship`, {})),
    ])
    expect(recalled!.status).toBe(201)
    expect(recalled!.body.recalled).toBe(12)
    for (const reply of shipped) expect([200, 409]).toContain(reply.status)
    expect(await workshop.offences()).toEqual([])
  })
})
