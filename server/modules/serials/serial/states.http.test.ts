import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../../../../shared/ids.ts'
import type { TestTenant, Workshop } from '../../../kernel/testing/workshop.ts'
import { releaseReservations, reserve } from '../../inventory/index.ts'
import {
  type IssuedReply,
  inTenant,
  issueSome,
  makeProduct,
  openSerials,
  putInStock,
} from '../serials.build.ts'
import { allocate, deallocate, serialsOfOrder } from './allocate.ts'
import { changeState } from './change-state.ts'
import type { SerialState } from './serial.ts'

let workshop: Workshop
let t: TestTenant
let other: TestTenant
let tote: string
beforeAll(async () => {
  workshop = await openSerials()
  t = await workshop.tenant('MA01')
  other = await workshop.tenant('SIAM')
  tote = await makeProduct(t, { sku: 'TOTE' })
})
afterAll(async () => {
  expect(await workshop.offences()).toEqual([])
  await workshop.close()
})

const stateOf = async (id: string) =>
  (await t.rows<{ state: string; version: number }>('select state, version from serial where id = $1', id))[0]
const stop = async (
  verb: string,
  { id }: { id: string },
  role: 'planner' | 'supervisor' | 'viewer' = 'planner',
) => await t.as(role).post(`serials/${id}/${verb}`, { reason: `because of ${verb}` })
const history = async (id: string) =>
  (await t.as('viewer').get(`serials/${id}`)).body.events.map(
    (event: { from: string | null; to: string; reason: string | null; location: string | null }) =>
      `${event.from ?? ''}→${event.to}${event.location ? ` @${event.location}` : ''}${event.reason ? ` (${event.reason})` : ''}`,
  )
const stock = async (productId: string) =>
  (
    await t.rows(
      `select trim_scale(l.on_hand)::text as on_hand, trim_scale(l.reserved)::text as reserved
       from stock_level l join location p on p.id = l.location_id where l.product_id = $1 and p.code = 'WH'`,
      productId,
    )
  )[0]
const ledger = async (purpose: string) =>
  (
    await t.rows<{ sum: bigint }>(
      `select coalesce(sum(l.amount_minor), 0)::bigint as sum from journal_line l join account a on a.id = l.account_id where a.purpose = $1`,
      purpose,
    )
  )[0]!.sum

describe('a piece that was carried to another place', () => {
  it('is there, also when it is stopped before anybody was told', async () => {
    const bag = await makeProduct(t, { sku: 'CARRIED' })
    const pieces = await issueSome(t, bag, 2, { state: 'in_production' })
    await putInStock(workshop, t, bag, pieces)
    await workshop.drain()
    const [told, spoilt] = pieces.map(({ id }) => id)
    const shelf = await t.as('owner').post('locations', { code: 'SHELF-9', name: 'Shelf 9', kind: 'bin' })
    const carried = await t.as('warehouse').post('stock/transfers', {
      from: 'WH',
      to: 'SHELF-9',
      lines: [{ productId: bag, quantity: '2', serialIds: [told, spoilt] }],
    })
    expect(carried.status).toBe(201)
    expect((await stop('scrap', { id: spoilt! })).status).toBe(200)
    await workshop.drain()
    expect((await t.as('viewer').get(`serials/${told}`)).body.location).toBe('Shelf 9')
    expect(
      await t.rows(
        'select trim_scale(on_hand)::text as on_hand from stock_level where product_id = $1 and location_id = $2',
        bag,
        shelf.body.id,
      ),
    ).toEqual([{ on_hand: '1' }])
    expect(await stock(bag)).toEqual({ on_hand: '0', reserved: '0' })
  })
})

describe('the state of a piece', () => {
  it('changes with an event for each step, who, when, why and where', async () => {
    const [piece] = await issueSome(t, tote, 1, { state: 'in_production' })
    workshop.clock.advance({ days: 3 })
    await putInStock(workshop, t, tote, [piece!])
    await inTenant(workshop, t, (ctx) =>
      changeState(ctx, {
        ids: [piece!.id],
        from: ['in_stock'],
        to: 'sold',
        reason: 'order SO2025-000001',
        orderLineId: newId(),
        source: { entity: 'order', id: newId() },
      }),
    )
    expect(await history(piece!.id)).toEqual([
      '→in_production @Production',
      'in_production→in_stock @Main warehouse',
      'in_stock→sold @Customers (order SO2025-000001)',
    ])
    const { body } = await t.as('viewer').get(`serials/${piece!.id}`)
    expect(body).toMatchObject({
      state: 'sold',
      version: 3,
      madeOn: '2025-11-12',
      location: 'Customers',
      order: { number: null },
    })
    expect(body.events[2]).toMatchObject({
      at: '2025-11-12T02:00:00.000Z',
      actor: { kind: 'system', name: 'system' },
      source: { entity: 'order' },
    })
    expect(body.actions).toEqual({
      void: { allowed: false, reason: 'serials.wrong_state' },
      quarantine: { allowed: true },
      recall: { allowed: true },
      reportStolen: { allowed: true },
      scrap: { allowed: false, reason: 'serials.wrong_state' },
      reinstate: { allowed: false, reason: 'serials.wrong_state' },
    })
    // Back from the buyer, it belongs to no order, and was made when it was made.
    await inTenant(workshop, t, (ctx) =>
      changeState(ctx, { ids: [piece!.id], from: ['sold'], to: 'in_stock', reason: 'returned' }),
    )
    expect((await t.as('viewer').get(`serials/${piece!.id}`)).body).toMatchObject({
      state: 'in_stock',
      madeOn: '2025-11-12',
      order: null,
    })
  })

  it('changes for all of a list or for none', async () => {
    const pieces = await issueSome(t, tote, 3, { state: 'in_production' })
    const ids = pieces.map(({ id }) => id)
    await inTenant(workshop, t, (ctx) =>
      changeState(ctx, { ids: [ids[1]!], from: ['in_production'], to: 'scrapped', reason: 'cut' }),
    )
    const all = inTenant(workshop, t, (ctx) =>
      changeState(ctx, { ids, from: ['in_production'], to: 'in_stock' }),
    )
    await expect(all).rejects.toMatchObject({
      code: 'serials.wrong_state',
      params: { serial: pieces[1]!.serial, state: 'scrapped' },
    })
    expect(await stateOf(ids[0]!)).toEqual({ state: 'in_production', version: 1 })
    const stranger = inTenant(workshop, other, (ctx) =>
      changeState(ctx, { ids: [ids[0]!], from: ['in_production'], to: 'in_stock' }),
    )
    await expect(stranger).rejects.toMatchObject({ code: 'not_found' })
    const unlisted = inTenant(workshop, t, (ctx) =>
      changeState(ctx, { ids, from: ['scrapped'], to: 'in_stock' }),
    )
    await expect(unlisted).rejects.toThrow('no piece goes from scrapped to in_stock')
    expect(
      await inTenant(workshop, t, (ctx) => changeState(ctx, { ids: [], from: ['sold'], to: 'claimed' })),
    ).toEqual([])
    expect(await stateOf(ids[0]!)).toEqual({ state: 'in_production', version: 1 })
    const once = await inTenant(workshop, t, (ctx) =>
      changeState(ctx, {
        ids: [ids[0]!, ids[0]!, ids[2]!],
        from: ['in_production'],
        to: 'scrapped',
        reason: 'cut',
        locationCode: 'LOSS',
      }),
    )
    expect(once).toHaveLength(2)
    expect(await stateOf(ids[0]!)).toEqual({ state: 'scrapped', version: 2 })
  })

  it('changes once, however many want the same at once', async () => {
    const [piece] = await issueSome(t, tote, 1, { state: 'in_production' })
    const results = await Promise.allSettled(
      Array.from({ length: 6 }, () =>
        inTenant(workshop, t, (ctx) =>
          changeState(ctx, { ids: [piece!.id], from: ['in_production'], to: 'scrapped', reason: 'cut' }),
        ),
      ),
    )
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1)
    for (const result of results)
      if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: 'serials.wrong_state' })
    expect(await stateOf(piece!.id)).toEqual({ state: 'scrapped', version: 2 })
  })

  it('cannot be forged: events are added and never changed', async () => {
    await expect(t.rows("update serial_event set to_state = 'sold'")).rejects.toThrow(/permission denied/)
    await expect(t.rows('delete from serial_event')).rejects.toThrow(/permission denied/)
  })
})

describe('a person’s decision about a piece', () => {
  let n = 0
  /** Pieces of a product of their own, so that its stock can be counted. */
  const piecesInStock = async (quantity: number): Promise<{ productId: string; pieces: IssuedReply[] }> => {
    const productId = await makeProduct(t, { sku: `BAG${++n}` })
    const pieces = await issueSome(t, productId, quantity)
    await putInStock(workshop, t, productId, pieces)
    return { productId, pieces }
  }

  it('voids, quarantines, recalls, reports stolen and scraps, where the table lets it', async () => {
    const verbs: Record<string, SerialState> = {
      void: 'void',
      quarantine: 'quarantined',
      recall: 'recalled',
      'report-stolen': 'stolen',
      scrap: 'scrapped',
    }
    for (const [verb, state] of Object.entries(verbs)) {
      const [piece] = await issueSome(t, tote)
      const reply = await stop(verb, piece!)
      expect([reply.status, reply.body]).toEqual([200, { id: piece!.id, serial: piece!.serial, state }])
      expect((await history(piece!.id)).at(-1)).toBe(
        `issued→${state}${state === 'scrapped' ? ' @Loss and found' : ''} (because of ${verb})`,
      )
      const [audit] = await t.rows(
        'select operation, label, changes from audit_record order by id desc limit 1',
      )
      expect(audit).toEqual({
        operation: `serials.serial.${verb.replace('-', '_')}`,
        label: piece!.serial,
        changes: { state: { from: 'issued', to: state }, reason: `because of ${verb}` },
      })
      const again = await stop(verb, piece!)
      expect([again.status, again.body.code, again.body.params]).toEqual([
        409,
        'serials.wrong_state',
        { serial: piece!.serial, state },
      ])
      expect(await stateOf(piece!.id)).toEqual({ state, version: 2 })
    }
  })

  it('needs a reason, the permission, and a piece of one’s own', async () => {
    const [piece] = await issueSome(t, tote)
    for (const body of [{}, { reason: '' }, { reason: '   ' }, { reason: 'x'.repeat(501) }])
      expect((await t.as('planner').post(`serials/${piece!.id}/scrap`, body)).body.errors[0].field).toBe(
        'reason',
      )
    expect((await stop('scrap', piece!, 'viewer')).status).toBe(403)
    // A supervisor scraps; a recall tells the public, and is the planner's.
    expect((await stop('recall', piece!, 'supervisor')).body.params).toEqual({
      permission: 'serials.serial.recall',
    })
    expect((await other.as('owner').post(`serials/${piece!.id}/scrap`, { reason: 'x' })).status).toBe(404)
    expect((await other.as('owner').post(`serials/${piece!.id}/reinstate`, { reason: 'x' })).status).toBe(404)
    expect((await other.as('owner').get(`serials/${piece!.id}`)).status).toBe(404)
    expect(await stateOf(piece!.id)).toEqual({ state: 'issued', version: 1 })
    expect((await stop('scrap', piece!, 'supervisor')).status).toBe(200)
  })

  it('leaves a piece alone that is on a job ticket', async () => {
    const [piece] = await inTenant(workshop, t, async (ctx) => {
      const { issue } = await import('./issue.ts')
      return await issue(ctx, {
        line: 'HAT',
        productId: tote,
        quantity: 1,
        state: 'in_production',
        ticketId: newId(),
      })
    })
    for (const verb of ['void', 'scrap'] as const) {
      const reply = await stop(verb, piece!)
      expect([reply.status, reply.body.code]).toEqual([409, 'serials.in_ticket'])
    }
    const { actions } = (await t.as('viewer').get(`serials/${piece!.id}`)).body
    expect(actions.scrap).toEqual({ allowed: false, reason: 'serials.in_ticket' })
    expect(await stateOf(piece!.id)).toEqual({ state: 'in_production', version: 1 })
  })

  it('takes a scrapped piece out of stock and books the loss', async () => {
    const { productId, pieces } = await piecesInStock(2)
    const before = await ledger('stock_adjustment')
    expect((await stop('scrap', pieces[0]!)).status).toBe(200)
    expect(await stock(productId)).toEqual({ on_hand: '1', reserved: '0' })
    expect(await ledger('stock_adjustment')).toBe(before + 10_000n)
    expect((await history(pieces[0]!.id)).at(-1)).toBe('in_stock→scrapped @Loss and found (because of scrap)')
  })

  it('holds a quarantined piece back from sale, frees it again, or takes it out when it is scrapped', async () => {
    const { productId, pieces } = await piecesInStock(2)
    const before = await ledger('stock_adjustment')
    for (const piece of pieces) expect((await stop('quarantine', piece)).status).toBe(200)
    expect(await stock(productId)).toEqual({ on_hand: '2', reserved: '2' })
    await expect(
      inTenant(workshop, t, (ctx) =>
        reserve(ctx, [{ productId, quantity: '1' }], { entity: 'order', id: newId() }),
      ),
    ).rejects.toMatchObject({ code: 'stock.short' })
    expect((await stop('reinstate', pieces[0]!)).body.state).toBe('in_stock')
    expect(await stock(productId)).toEqual({ on_hand: '2', reserved: '1' })
    expect(await ledger('stock_adjustment')).toBe(before)
    expect((await stop('scrap', pieces[1]!)).status).toBe(200)
    expect(await stock(productId)).toEqual({ on_hand: '1', reserved: '0' })
    expect(await ledger('stock_adjustment')).toBe(before + 10_000n)
  })

  it('books a theft, and the piece that is found again', async () => {
    const { productId, pieces } = await piecesInStock(2)
    const before = await ledger('stock_adjustment')
    await stop('report-stolen', pieces[0]!)
    expect(await stock(productId)).toEqual({ on_hand: '1', reserved: '0' })
    expect(await ledger('stock_adjustment')).toBe(before + 10_000n)
    expect((await stop('reinstate', pieces[0]!)).body.state).toBe('in_stock')
    expect(await stock(productId)).toEqual({ on_hand: '2', reserved: '0' })
    expect(await ledger('stock_adjustment')).toBe(before)
    expect((await history(pieces[0]!.id)).slice(-2)).toEqual([
      'in_stock→stolen @Main warehouse (because of report-stolen)',
      'stolen→in_stock @Main warehouse (because of reinstate)',
    ])
  })

  it('brings a piece back to its ordinary way, whatever stopped it in between', async () => {
    const [piece] = (await piecesInStock(1)).pieces
    await inTenant(workshop, t, (ctx) =>
      changeState(ctx, { ids: [piece!.id], from: ['in_stock'], to: 'sold' }),
    )
    await stop('quarantine', piece!)
    await stop('recall', piece!)
    expect((await stop('reinstate', piece!)).body.state).toBe('sold')
    expect((await stop('reinstate', piece!)).body.code).toBe('serials.wrong_state')
  })

  it('puts another piece in the place of one that was set aside, or refuses', async () => {
    const { productId, pieces } = await piecesInStock(2)
    const [first, second] = pieces
    const line = newId()
    await inTenant(workshop, t, async (ctx) => {
      await reserve(ctx, [{ productId, quantity: '1' }], { entity: 'order', id: line })
      await allocate(ctx, { orderLineId: line, productId, quantity: 1 })
    })
    expect((await stop('quarantine', first!)).status).toBe(200)
    const ofOrder = () => inTenant(workshop, t, (ctx) => serialsOfOrder(ctx, [line]))
    expect((await ofOrder()).map(({ id }) => id)).toEqual([second!.id])
    const refused = await stop('recall', second!)
    expect([refused.status, refused.body.code]).toEqual([409, 'serials.set_aside'])
    expect(await stateOf(second!.id)).toEqual({ state: 'in_stock', version: 2 })
    expect((await ofOrder()).map(({ id }) => id)).toEqual([second!.id])
    await inTenant(workshop, t, async (ctx) => {
      await releaseReservations(ctx, { entity: 'order', id: line })
      expect(await deallocate(ctx, [line])).toBe(1)
    })
    expect(await ofOrder()).toEqual([])
    expect((await stop('recall', second!)).status).toBe(200)
  })

  it('holds back even a piece that the stock knows nothing of', async () => {
    const productId = await makeProduct(t, { sku: 'LONE' })
    const [piece] = await issueSome(t, productId)
    await inTenant(workshop, t, (ctx) =>
      changeState(ctx, { ids: [piece!.id], from: ['issued'], to: 'in_stock' }),
    )
    expect((await stop('recall', piece!)).status).toBe(200)
    expect((await stop('reinstate', piece!)).status).toBe(200)
    const refused = await stop('scrap', piece!)
    expect([refused.status, refused.body.code]).toEqual([409, 'stock.short'])
    expect(await stateOf(piece!.id)).toEqual({ state: 'in_stock', version: 4 })
  })
})

describe('setting pieces aside for an order', () => {
  it('takes the oldest first, never one twice, and refuses what is not there', async () => {
    const productId = await makeProduct(t, { sku: 'CASE' })
    const pieces = await issueSome(t, productId, 5)
    await putInStock(workshop, t, productId, pieces)
    const lines = [newId(), newId(), newId()]
    const taken = await inTenant(workshop, t, (ctx) =>
      allocate(ctx, { orderLineId: lines[0]!, productId, quantity: 2 }),
    )
    expect(taken.map(({ human }) => human)).toEqual([pieces[0]!.serial, pieces[1]!.serial])
    expect(taken[0]).toMatchObject({
      state: 'in_stock',
      orderLineId: lines[0],
      productId,
      compact: pieces[0]!.compact,
    })
    const short = inTenant(workshop, t, (ctx) =>
      allocate(ctx, { orderLineId: lines[1]!, productId, quantity: 4 }),
    )
    await expect(short).rejects.toMatchObject({
      code: 'stock.short',
      params: { sku: 'CASE', available: '3', wanted: '4' },
    })
    const results = await Promise.allSettled(
      Array.from({ length: 6 }, () =>
        inTenant(workshop, t, (ctx) => allocate(ctx, { orderLineId: newId(), productId, quantity: 1 })),
      ),
    )
    const given = results.flatMap((result) => (result.status === 'fulfilled' ? result.value : []))
    expect(new Set(given.map(({ id }) => id)).size).toBe(3)
    expect(given).toHaveLength(3)
    const [counted] = await t.rows<{ n: bigint }>(
      'select count(*) as n from serial where product_id = $1 and order_line_id is not null',
      productId,
    )
    expect(counted!.n).toBe(5n)
    expect(await inTenant(workshop, t, (ctx) => deallocate(ctx, []))).toBe(0)
    expect(await inTenant(workshop, t, (ctx) => serialsOfOrder(ctx, []))).toEqual([])
    expect(
      await inTenant(workshop, t, (ctx) => allocate(ctx, { orderLineId: newId(), productId, quantity: 0 })),
    ).toEqual([])
  })
})
