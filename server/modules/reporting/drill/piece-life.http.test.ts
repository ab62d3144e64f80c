import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../../../../shared/ids.ts'
import { openWorkshop, type TestTenant, type Workshop } from '../../../kernel/testing/workshop.ts'
import { buy, expectStatus, offerShipping } from '../../checkout/shop.build.ts'
import { Atelier } from '../../manufacturing/atelier.build.ts'

let workshop: Workshop
let t: TestTenant
let a: Atelier
let pieceId: string
let lotId: string
let ticketId: string
beforeAll(async () => {
  workshop = await openWorkshop()
  t = await workshop.tenant('MA01')
  a = new Atelier(workshop, t)
  await offerShipping(t)
  ;[lotId] = (await a.material('HIDE', [['H-1', '40', '100']])) as [string]
  await a.product({
    sku: 'TOTE',
    operations: [
      { code: 'cut', minutes: '10', rate: '240' },
      { code: 'stitch', minutes: '30', rate: '240', after: ['cut'] },
    ],
    materials: { HIDE: ['6.5'] },
  })
  expectStatus(await a.owner.patch(`products/${a.productId('TOTE')}`, { price: '100', published: true }), 200)
  const ticket = await a.ticket('TOTE', '3')
  ticketId = ticket.id
  const [first, second] = ticket.tokens as { code: string }[]
  const wrong = await a.log(first!.code, 'cut', 'start')
  workshop.clock.advance({ minutes: 1 })
  expectStatus(await a.owner.post(`wip-logs/${wrong.id}/reverse`, { reason: 'The other bag' }), 201)
  workshop.clock.advance({ minutes: 1 })
  await a.work(first!.code, 'cut', 10)
  workshop.clock.advance({ minutes: 1 })
  await a.work(first!.code, 'stitch', 30, { by: 'noi' })
  workshop.clock.advance({ minutes: 1 })
  await a.work(second!.code, 'cut', 10)
  await a.work(second!.code, 'stitch', 30)
  workshop.clock.advance({ hours: 1 })
  const { order } = await buy(t, [{ productId: a.productId('TOTE'), quantity: '1' }])
  const [payment] = await t.rows<{ id: string }>('select id from payment')
  workshop.clock.advance({ hours: 1 })
  expectStatus(
    await a.owner.post(`payments/${payment!.id}/capture`, { reference: 'SCB' }, { 'idempotency-key': 'a' }),
    200,
  )
  workshop.clock.advance({ hours: 1 })
  expectStatus(
    await a.owner.post(`orders/${order.id}/ship`, { trackingNumber: 'TH0199' }, { 'idempotency-key': 'b' }),
    200,
  )
  const [piece] = await t.rows<{ id: string }>("select id from serial where state = 'sold'")
  pieceId = piece!.id
})
afterAll(async () => {
  expect(await workshop.offences()).toEqual([])
  await workshop.close()
})

interface Happening {
  kind: string
  what: string
  detail: string | null
  who: string | null
  minutes: string | null
}
const life = async (role: Parameters<TestTenant['as']>[0]): Promise<Happening[]> =>
  expectStatus(await t.as(role).get(`serials/${pieceId}/life`), 200).items

describe('the life of a piece', () => {
  it('is everything that happened to it, the latest first; what was taken back is not there', async () => {
    const items = (await life('owner')).reverse()
    expect(
      items.map(({ kind, what, detail }) =>
        [kind, kind === 'state' || kind === 'work' ? what : null, detail].filter(Boolean).join(' '),
      ),
    ).toEqual([
      'state issued',
      'state in_production',
      'work start cut',
      'work complete cut',
      'work start stitch',
      expect.any(String),
      expect.any(String),
      expect.any(String),
      expect.stringMatching(/^ordered /),
      expect.stringMatching(/^paid /),
      expect.any(String),
      expect.any(String),
      expect.any(String),
    ])
    // What one command did has one moment; which of it stands first says nothing.
    expect(new Set(items.slice(5, 8).map(({ kind, what }) => `${kind} ${what}`))).toEqual(
      new Set(['work complete', 'move finish', 'state in_stock']),
    )
    expect(new Set(items.slice(10).map(({ kind }) => kind))).toEqual(new Set(['shipped', 'move', 'state']))
    expect(
      items.find(({ kind, detail, what }) => kind === 'work' && detail === 'stitch' && what === 'complete'),
    ).toMatchObject({
      who: 'noi',
      minutes: '30',
    })
  })

  it('leaves out what the reader may not see, and is none of a piece that there is not', async () => {
    const kinds = async (role: Parameters<TestTenant['as']>[0]) =>
      [...new Set((await life(role)).map(({ kind }) => kind))].sort()
    expect(await kinds('operator')).toEqual(['state', 'work'])
    expect(await kinds('warehouse')).toEqual(['move', 'ordered', 'paid', 'shipped', 'state'])
    expect((await t.as('owner').get(`serials/${newId()}/life`)).status).toBe(404)
    expect((await t.as('purchasing').get(`serials/${pieceId}/life`)).status).toBe(403)
  })
})

describe('a lot, summed up', () => {
  it('says in how many pieces it is, of what, in which state', async () => {
    const body = expectStatus(await t.as('viewer').get(`genealogy/lots/${lotId}/summary`), 200)
    expect(body).toMatchObject({
      code: 'H-1',
      product: { sku: 'HIDE' },
      onHand: '27',
      pieces: 2,
      quantity: '13',
      ticketCount: 1,
    })
    expect(
      new Set(
        body.states.map(({ state, pieces }: { state: string; pieces: number }) => `${state} ${pieces}`),
      ),
    ).toEqual(new Set(['sold 1', 'in_stock 1']))
    expect(body.products).toMatchObject([{ sku: 'TOTE', pieces: 2, quantity: '13' }])
    expect(body.tickets).toMatchObject([{ id: ticketId, productSku: 'TOTE', pieces: 2, quantity: '13' }])
    const { items } = expectStatus(await t.as('viewer').get(`genealogy/lots/${lotId}`), 200)
    expect(items).toHaveLength(body.pieces)
    expect((await t.as('viewer').get(`genealogy/lots/${newId()}/summary`)).status).toBe(404)
  })
})

describe('a ticket', () => {
  it('says what stands at each operation, what it should cost, and all that moved for it', async () => {
    const body = expectStatus(await a.owner.get(`job-tickets/${ticketId}`), 200)
    expect(
      body.tasks.map(({ code, standing }: { code: string; standing: object }) => [code, standing]),
    ).toEqual([
      ['cut', { running: '0', paused: '0', ready: '1' }],
      ['stitch', { running: '0', paused: '0', ready: '0' }],
    ])
    const baht = (amount: string) => ({ amount, currency: 'THB' })
    // Two of three are done: 6.5 × 100 and 40 minutes at 240 an hour each.
    expect(body.standards).toEqual({
      planned: { material: baht('1950.00'), labour: baht('480.00') },
      done: { material: baht('1300.00'), labour: baht('320.00') },
    })
    const { items } = expectStatus(await a.owner.get(`stock/moves?ticketId=${ticketId}`), 200)
    expect(items.map(({ kind }: { kind: string }) => kind).sort()).toEqual([
      'finish',
      'finish',
      'issue',
      'issue',
    ])
  })
})
