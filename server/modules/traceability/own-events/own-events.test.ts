import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runSchedule } from '../../../kernel/jobs/scheduler.ts'
import { rowsRead } from '../../../kernel/testing/rows-read.ts'
import { openWorkshop, type TestTenant, type Workshop } from '../../../kernel/testing/workshop.ts'
import { Atelier } from '../../manufacturing/atelier.build.ts'
import { SERIAL_STATES } from '../../serials/index.ts'
import { issueSome, makeProduct } from '../../serials/serials.build.ts'
import { eventHash } from '../event-hash/event-hash.ts'
import { allEvents, assertEpcis, CONTEXT, type Event, eventsIn } from '../traceability.build.ts'
import { chunkOf, FIRST_ID, SOURCES } from './facts.ts'
import { localOffset } from './local-offset.ts'
import { pieceStep } from './piece-steps.ts'
import { writeAllOwnEvents } from './write-own-events.ts'

let workshop: Workshop
let t: TestTenant
let a: Atelier
let hides: (string | null)[]
let tokens: { id: string; code: string; serial: string; serialId: string }[]

beforeAll(async () => {
  workshop = await openWorkshop()
  t = await workshop.tenant('MA01')
  a = new Atelier(workshop, t)
  hides = await a.material('LEATHER', [
    ['HIDE-1', '20', '185'],
    ['HIDE-2', '30', '195'],
  ])
  await a.material('BUCKLE', [[null, '40', '12.50']])
  await a.product({
    sku: 'TOTE',
    operations: [
      { code: 'cutting', minutes: '45' },
      { code: 'inspection', minutes: '15', after: ['cutting'] },
    ],
    materials: { LEATHER: ['6.5', '8'], BUCKLE: ['2'] },
  })
  const ticket = await a.ticket('TOTE', '2')
  tokens = ticket.tokens
  await workshop.drain()
})
afterAll(() => workshop.close())

const owner = () => t.as('owner')
const steps = (events: Event[]) =>
  events.map((event) => `${event.type} ${event.action ?? ''} ${event.bizStep} ${event.disposition}`)
const historyOf = async (serialId: string) => eventsIn(await owner().get(`epcis/serials/${serialId}`))
const serialId = async (human: string) =>
  (await t.rows<{ id: string }>('select id from serial where human = $1', human))[0]!.id
const complete = async (code: string, task: string) => {
  workshop.clock.advance({ minutes: 1 })
  await a.log(code, task, 'start')
  workshop.clock.advance({ minutes: 1 })
  await a.log(code, task, 'complete')
}

describe('every change of a piece’s state', () => {
  it('has a step in the words of the standard, from each state to each other, and is valid', () => {
    for (const from of [null, ...SERIAL_STATES])
      for (const to of SERIAL_STATES) {
        const step = pieceStep(from, to)
        assertEpcis({
          '@context': [CONTEXT],
          type: 'ObjectEvent',
          eventTime: '2026-03-02T10:00:00Z',
          eventTimeZoneOffset: '+07:00',
          epcList: ['urn:x:1'],
          action: step.action,
          bizStep: step.bizStep,
          disposition: step.disposition,
          ...(step.set || step.unset
            ? {
                persistentDisposition: {
                  ...(step.set ? { set: [step.set] } : {}),
                  ...(step.unset ? { unset: [step.unset] } : {}),
                },
              }
            : {}),
        })
      }
    expect(pieceStep('recalled', 'in_stock')).toEqual({
      action: 'OBSERVE',
      bizStep: 'inspecting',
      disposition: 'sellable_not_accessible',
      unset: 'recalled',
    })
    expect(pieceStep('sold', 'in_stock')).toMatchObject({ bizStep: 'receiving', disposition: 'returned' })
  })
})

describe('the history of a piece', () => {
  it('begins with its number, and grows with what the bench does', async () => {
    const [first] = tokens
    const id = await serialId(first!.serial)
    expect(steps(await historyOf(id))).toEqual(['ObjectEvent ADD commissioning active'])
    await complete(first!.code, 'cutting')
    await complete(first!.code, 'inspection')
    await workshop.drain()
    const events = await historyOf(id)
    expect(steps(events).sort()).toEqual([
      'ObjectEvent ADD commissioning active',
      'ObjectEvent OBSERVE assembling in_progress',
      'ObjectEvent OBSERVE assembling in_progress',
      'ObjectEvent OBSERVE inspecting in_progress',
      'ObjectEvent OBSERVE receiving in_progress',
      'ObjectEvent OBSERVE stocking sellable_not_accessible',
      'TransformationEvent  assembling in_progress',
    ])
    const made = events.find((event) => event.type === 'TransformationEvent')
    expect(made).toMatchObject({
      inputQuantityList: [
        { epcClass: 'http://localhost:3000/id/MA01/class/BUCKLE', quantity: 2 },
        { epcClass: 'http://localhost:3000/id/MA01/class/LEATHER/HIDE-1', quantity: 7.02 },
      ],
      outputEPCList: [expect.stringMatching(/^http:\/\/localhost:3000\/v\/MA01\/[0-9A-Z]{18}$/)],
      eventTimeZoneOffset: '+07:00',
      readPoint: { id: 'http://localhost:3000/id/MA01/location/PRODUCTION' },
      bizTransactionList: [
        { type: 'prodorder', bizTransaction: 'http://localhost:3000/id/MA01/ticket/JT2026-000001' },
      ],
    })
    expect(events.find((event) => event['touchmark:operation'] === 'cutting')).toMatchObject({
      bizStep: 'assembling',
    })
    // Who made it is nobody's business here.
    expect(JSON.stringify(events)).not.toContain('mali')
  })

  it('has events whose id is their hash, whoever computes it', async () => {
    const reply = await owner().get(`epcis/serials/${await serialId(tokens[0]!.serial)}`)
    for (const event of eventsIn(reply))
      expect(event.eventID).toBe(
        eventHash({ ...event, '@context': reply.body['@context'] } as Parameters<typeof eventHash>[0]),
      )
  })

  it('is written once, however often it is looked for', async () => {
    const count = async () => (await t.rows<{ n: bigint }>('select count(*) as n from epcis_event'))[0]!.n
    const before = await count()
    await runSchedule(workshop.kernel, 'traceability.write-own-events')
    const settled = await count()
    expect(settled).toBeGreaterThanOrEqual(before)
    await Promise.all([1, 2, 3].map(() => runSchedule(workshop.kernel, 'traceability.write-own-events')))
    expect(await count()).toBe(settled)
    const [facts] = await t.rows<{ n: bigint }>(`select
      (select count(*) from serial_event where to_state <> 'reserved')
      + (select count(*) from stock_move m join lot b on b.tenant_id = m.tenant_id and b.id = m.lot_id where m.kind = 'receive')
      + (select count(distinct (token_id, serial_id, at)) from token_material)
      + (select count(*) from wip_log where event = 'complete' and good_quantity > 0) as n`)
    expect(settled).toBe(facts!.n)
  })

  it('goes on through stops and what is done about them', async () => {
    const id = await serialId(tokens[0]!.serial)
    workshop.clock.advance({ minutes: 1 })
    await owner().post(`serials/${id}/recall`, { reason: 'The clasp' })
    workshop.clock.advance({ minutes: 1 })
    await owner().post(`serials/${id}/reinstate`, { reason: 'Mended' })
    await workshop.drain()
    const events = (await historyOf(id)).slice(-2)
    expect(events).toMatchObject([
      { bizStep: 'holding', disposition: 'recalled', persistentDisposition: { set: ['recalled'] } },
      { bizStep: 'inspecting', persistentDisposition: { unset: ['recalled'] } },
    ])
    expect(JSON.stringify(events)).not.toContain('clasp')
  })

  it('says that a log was an error when it was taken back, and keeps the log', async () => {
    const [, second] = tokens
    await complete(second!.code, 'cutting')
    await runSchedule(workshop.kernel, 'traceability.write-own-events')
    const id = await serialId(second!.serial)
    const before = (await historyOf(id)).find((event) => event['touchmark:operation'] === 'cutting')
    expect(before.errorDeclaration).toBeUndefined()
    const [log] = await t.rows<{ id: string }>(
      `select id from wip_log where token_id = (select id from work_token where code = $1) and event = 'complete'`,
      second!.code,
    )
    workshop.clock.advance({ minutes: 1 })
    const reversed = await t.as('supervisor').post(`wip-logs/${log!.id}/reverse`, { reason: 'Wrong piece' })
    expect(reversed.status).toBe(201)
    await runSchedule(workshop.kernel, 'traceability.write-own-events')
    const cut = (await historyOf(id)).filter((event) => event['touchmark:operation'] === 'cutting')
    expect(cut).toHaveLength(2)
    expect(new Set(cut.map((event) => event.eventID)).size).toBe(1)
    expect(cut.map((event) => event.errorDeclaration?.reason)).toEqual([undefined, 'did_not_occur'])
    expect(
      (await allEvents(owner(), 'epcis/events?EXISTS_errorDeclaration=true')).map((event) => event.eventID),
    ).toEqual([before.eventID])
  })
})

describe('a lot', () => {
  it('is received, and its history has what became of it', async () => {
    const events = eventsIn(await owner().get(`epcis/lots/${hides[0]}`))
    expect(events[0]).toMatchObject({
      bizStep: 'receiving',
      quantityList: [{ epcClass: 'http://localhost:3000/id/MA01/class/LEATHER/HIDE-1', quantity: 20 }],
      sourceList: [{ type: 'location', source: 'http://localhost:3000/id/MA01/location/SUPPLIER' }],
    })
    expect(events.slice(1).map((event) => event.type)).toEqual(['TransformationEvent'])
  })
})

describe('a piece whose product has a GTIN', () => {
  it('is called by it, and found by its own address as well, also from before', async () => {
    const id = await serialId(tokens[0]!.serial)
    const before = await historyOf(id)
    const product = (await owner().get(`products/${a.productId('TOTE')}`)).body
    const changed = await owner().patch(`products/${product.id}`, {
      gtin: '9506000134352',
      version: product.version,
    })
    expect(changed.status).toBe(200)
    workshop.clock.advance({ minutes: 1 })
    await owner().post(`serials/${id}/quarantine`, { reason: 'A doubt' })
    await workshop.drain()
    const events = await historyOf(id)
    expect(events).toHaveLength(before.length + 1)
    const epc = events.at(-1).epcList[0]
    expect(epc).toMatch(/^https:\/\/id\.gs1\.org\/01\/09506000134352\/21\/[0-9A-Z]{18}$/)
    const byEpc = await allEvents(owner(), `epcis/epcs/${encodeURIComponent(epc)}/events`)
    expect(byEpc.length).toBe(before.filter((event) => JSON.stringify(event).includes('/v/MA01/')).length + 1)
    // The earlier ones keep the name, and so the id, that they had.
    expect(events.slice(0, -1)).toEqual(before)
    expect(await workshop.offences()).toEqual([])
  })
})

describe('the offset of a time zone', () => {
  it('is the one of that moment', () => {
    expect(localOffset('Asia/Bangkok', new Date('2026-07-01T00:00:00Z'))).toBe('+07:00')
    expect(localOffset('Europe/Berlin', new Date('2026-07-01T00:00:00Z'))).toBe('+02:00')
    expect(localOffset('America/New_York', new Date('2026-01-01T00:00:00Z'))).toBe('-05:00')
    expect(localOffset('UTC', new Date('2026-01-01T00:00:00Z'))).toBe('+00:00')
  })
})

describe('a busy workshop', () => {
  it('has the events of all its tickets and receipts written by one run, and what comes later by the next', async () => {
    const busy = await workshop.tenant('BUSY')
    const b = new Atelier(workshop, busy)
    await b.material('LEATHER', [['HIDE-9', '20', '185']])
    await b.product({ sku: 'FOB', operations: [{ code: 'cutting', minutes: '5' }], materials: {} })
    const runs = async () =>
      (
        await workshop.asOwner<{ n: number }>(
          `select count(*)::int as n from jobs.job where data->>'name' = 'traceability.write-gathered-events' and data->>'tenantId' = '${busy.id}'`,
        )
      )[0]!.n
    const events = async () =>
      (await busy.rows<{ n: number }>('select count(*)::int as n from epcis_event'))[0]!.n
    await workshop.drain()
    const [runsBefore, eventsBefore] = [await runs(), await events()]

    await b.ticket('FOB', '1')
    await b.ticket('FOB', '2')
    await b.material('THREAD', [['LOT-1', '5', '2']])
    await workshop.drain()
    expect(await runs()).toBe(runsBefore + 1)
    // Three pieces with their numbers, and a lot.
    expect(await events()).toBe(eventsBefore + 4)

    await b.ticket('FOB', '1')
    await workshop.drain()
    expect(await runs()).toBe(runsBefore + 2)
    expect(await events()).toBe(eventsBefore + 5)
  })
})

describe('a burst of facts', () => {
  it('is taken in chunks, each of which reads no more than its rows, whatever PostgreSQL expects', async () => {
    const many = await workshop.tenant('MANY')
    await issueSome(many, await makeProduct(many, { sku: 'TOTE' }), 400)
    const chunk = chunkOf('serial_event', many.id, FIRST_ID, 50)
    expect(await rowsRead(workshop, many, 'serial_event', chunk)).toBe(50)
    const { last: until } = await workshop.kernel.database.read(many.id, (tx) =>
      tx.one<{ last: string }>(chunk),
    )
    const facts = SOURCES.serial_event({ tenantId: many.id, floor: FIRST_ID, until })
    expect(await rowsRead(workshop, many, 'serial_event', facts)).toBe(50)
  })

  it('is looked through once by a run, however many transactions that takes, and again by the next one', async () => {
    const many = await workshop.tenant('FOLD')
    await issueSome(many, await makeProduct(many, { sku: 'TOTE' }), 1_200)
    const tenant = (await workshop.kernel.tenants.byId(many.id))!
    const chunksLooked = async () => {
      workshop.takeStatements()
      const written = await writeAllOwnEvents(workshop.kernel, tenant)
      return [
        written,
        workshop.takeStatements().filter((text) => /from "?serial_event"? where/.test(text)).length,
      ]
    }
    // Three chunks of five hundred at most; the transaction that finds nothing more begins behind them.
    expect(await chunksLooked()).toEqual([1_200, 3 + 1])
    expect(await chunksLooked()).toEqual([0, 3])
    // What was committed late, with an id of the time at which its transaction began, is still found.
    await workshop.asOwner(
      `delete from epcis_event where tenant_id = $1::uuid and id = (select min(id::text)::uuid from epcis_event where tenant_id = $1::uuid)`,
      many.id,
    )
    expect(await chunksLooked()).toEqual([1, 3 + 1])
  })
})
