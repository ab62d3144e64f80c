import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { externalVectorPath } from '../../../../shared/testing/external-vectors.ts'
import { openWorkshop, type TestTenant, type Workshop } from '../../../kernel/testing/workshop.ts'
import { eventHash } from '../event-hash/event-hash.ts'
import { allEvents, CONTEXT, documentOf, eventsIn, shipment } from '../traceability.build.ts'

let workshop: Workshop
let t: TestTenant
beforeAll(async () => {
  workshop = await openWorkshop()
  t = await workshop.tenant('MA01')
})
afterAll(() => workshop.close())

const owner = () => t.as('owner')
const capture = (document: unknown, headers: Record<string, string> = {}) =>
  owner().post('epcis/capture', document, headers)
/** Everything that a capture may write, as one value. */
const everything = async () =>
  (
    await t.rows<{ all: string }>(
      `select concat((select count(*) from epcis_event), ' ', (select count(*) from epcis_event_term), ' ',
         (select count(*) from epcis_captured_id), ' ', (select count(*) from epcis_capture)) as all`,
    )
  )[0]!.all

const folder = (name: string) => {
  const where = externalVectorPath(name)
  return where === undefined
    ? []
    : readdirSync(where)
        .filter((file) => file.endsWith('.json'))
        .map((file) => ({ file, document: JSON.parse(readFileSync(path.join(where, file), 'utf8')) }))
}
const valid = folder('epcis/documents')
const invalid = folder('epcis/invalid')

describe.skipIf(valid.length === 0)('documents that were published as examples', () => {
  it('are captured when they are valid, and come back as valid documents', async () => {
    for (const { file, document } of valid) {
      const reply = await capture(document, { 'content-type': 'application/ld+json' })
      expect([file, reply.status, reply.body.errors]).toEqual([file, 202, []])
      expect(reply.body.captured + reply.body.duplicates).toBe(document.epcisBody.eventList.length)
    }
    const events = await allEvents(owner(), 'epcis/events?perPage=7')
    const [stored] = await t.rows<{ n: bigint }>('select count(*) as n from epcis_event')
    expect(BigInt(events.length)).toBe(stored!.n)
    expect(events.length).toBeGreaterThan(20)
  })

  it('are refused when they are not, each with the place, and nothing is kept', async () => {
    const before = await everything()
    for (const { file, document } of invalid) {
      const reply = await capture(document)
      expect([file, reply.status, reply.body.code]).toEqual([file, 400, 'traceability.document_invalid'])
      expect(reply.body.errors[0].field).toMatch(/^epcisBody\.eventList\.0/)
    }
    expect(await everything()).toBe(before)
  })
})

describe('a capture', () => {
  it('gives events without an id their hash, and tells what became of it at its Location', async () => {
    const event = shipment()
    const reply = await capture(documentOf([event]))
    expect(reply.status).toBe(202)
    expect(reply.body).toMatchObject({
      captured: 1,
      duplicates: 0,
      refused: 0,
      success: true,
      running: false,
    })
    expect(reply.headers).toMatchObject({
      location: `/api/v1/epcis/capture/${reply.body.captureID}`,
      'gs1-epcis-version': '2.0.0',
      'gs1-capture-error-behaviour': 'rollback',
      'gs1-epcis-capture-limit': '2000',
    })
    const job = await owner().get(String(reply.headers.location))
    const { lots: _lots, ...rest } = reply.body
    expect(job.body).toEqual(rest)
    const id = eventHash(event as never)
    const [found] = eventsIn(await owner().get(`epcis/events/${encodeURIComponent(id)}`))
    expect(found).toMatchObject({ ...event, eventID: id, recordTime: '2026-03-02T03:00:00.000Z' })
    expect((await owner().get('epcis/capture?limit=1')).body.items[0].captureID).toBe(reply.body.captureID)
  })

  it('of what was captured before captures nothing, also of two at once, and of the same twice in one document', async () => {
    const event = shipment({ eventTime: '2026-02-28T09:30:00.000+01:00' })
    const replies = await Promise.all(
      [1, 2, 3].map(() => capture(documentOf([event, { ...event, eventTime: '2026-02-28T08:30:00Z' }]))),
    )
    expect(replies.map((reply) => reply.status)).toEqual([202, 202, 202])
    expect(replies.reduce((sum, reply) => sum + reply.body.captured, 0)).toBe(1)
    expect(replies.reduce((sum, reply) => sum + reply.body.duplicates, 0)).toBe(5)
  })

  it('takes one event with its context, and keeps the words of its own', async () => {
    const reply = await capture({
      '@context': [CONTEXT, { tannery: 'https://tannery.example/epcis/' }],
      ...shipment({
        eventTime: '2026-02-20T10:00:00Z',
        eventID: 'urn:uuid:1',
        'tannery:vat': 'V7\u0000\ud800',
      }),
    })
    expect(reply.body).toMatchObject({ captured: 1 })
    const [event] = eventsIn(await owner().get('epcis/events/urn:uuid:1'))
    expect(event['@context']).toEqual([{ tannery: 'https://tannery.example/epcis/' }])
    expect(event['tannery:vat']).toBe('V7\ufffd\ufffd')
  })

  it('with one wrong event refuses all; or, told to proceed, captures the others and names the wrong one', async () => {
    const events = [
      shipment({ eventTime: '2026-01-01T00:00:00Z' }),
      shipment({ eventTime: '2026-01-02T00:00:00Z', bizStep: 'transforming' }),
      shipment({ eventTime: '2026-01-03T00:00:00Z' }),
    ]
    const before = await everything()
    const refused = await capture(documentOf(events))
    expect([refused.status, refused.body.errors]).toEqual([
      400,
      [expect.objectContaining({ field: 'epcisBody.eventList.1.bizStep', code: 'vocabulary' })],
    ])
    expect(await everything()).toBe(before)
    const proceeded = await capture(documentOf(events), { 'gs1-capture-error-behaviour': 'proceed' })
    expect(proceeded.status).toBe(202)
    expect(proceeded.body).toMatchObject({
      captured: 2,
      refused: 1,
      success: false,
      errors: [{ field: 'epcisBody.eventList.1.bizStep' }],
    })
    // Without its frame a document means nothing, whatever should go on.
    const frame = await capture(documentOf(events, { schemaVersion: 'two' }), {
      'gs1-capture-error-behaviour': 'proceed',
    })
    expect([frame.status, frame.body.errors[0].field]).toEqual([400, 'schemaVersion'])
  })

  it('has a limit', async () => {
    const before = await everything()
    const reply = await capture(documentOf(Array.from({ length: 2_001 }, () => ({}))))
    expect([reply.status, reply.body.code]).toEqual([413, 'traceability.capture_too_many'])
    expect(await everything()).toBe(before)
  })

  it('is refused to who may only read, and in a version that is not spoken', async () => {
    const before = await everything()
    expect((await t.as('viewer').post('epcis/capture', documentOf([shipment()]))).status).toBe(403)
    const old = await capture(documentOf([shipment({ eventTime: '2025-01-01T00:00:00Z' })]), {
      'gs1-epcis-version': '1.2',
    })
    expect([old.status, old.body.code]).toEqual([406, 'traceability.version_unsupported'])
    expect(await everything()).toBe(before)
  })
})

describe('a correction', () => {
  it('is the event again with an errorDeclaration: both stay, and each is captured once', async () => {
    const event = shipment({ eventTime: '2026-02-10T00:00:00Z' })
    const eventID = eventHash(event as never)
    await capture(documentOf([event]))
    const declared = {
      ...event,
      eventID,
      errorDeclaration: {
        declarationTime: '2026-02-11T00:00:00Z',
        reason: 'incorrect_data',
        correctiveEventIDs: ['urn:uuid:better'],
      },
    }
    expect((await capture(documentOf([declared]))).body).toMatchObject({ captured: 1 })
    expect((await capture(documentOf([declared]))).body).toMatchObject({ captured: 0, duplicates: 1 })
    const events = eventsIn(await owner().get(`epcis/events/${encodeURIComponent(eventID)}`))
    expect(events.map((one) => one.errorDeclaration?.reason).sort()).toEqual(
      ['incorrect_data', undefined].sort(),
    )
    for (const path of [
      'EXISTS_errorDeclaration=true&EQ_errorReason=incorrect_data&GE_errorDeclaration_Time=2026-02-11T00:00:00Z',
      'EQ_correctiveEventID=urn:uuid:better',
    ])
      expect((await allEvents(owner(), `epcis/events?${path}`)).map((one) => one.eventID)).toEqual([eventID])
    await expect(t.rows(`update epcis_event set action = 'ADD'`)).rejects.toThrow(/permission denied/)
    await expect(t.rows('delete from epcis_event_term')).rejects.toThrow(/permission denied/)
  })
})

describe('what a supplier sends about a lot', () => {
  it('is the lot’s, by GTIN and lot number, or by what the supplier calls it', async () => {
    const leather = (
      await owner().post('products', {
        sku: 'LEATHER',
        name: 'Leather',
        kind: 'material',
        unit: 'sqft',
        currency: 'THB',
        gtin: '4012345111118',
      })
    ).body
    const receive = async (lot: string) =>
      (
        await owner().post('stock/receipts', {
          lines: [{ productId: leather.id, quantity: '20', unitCost: '185', lot }],
        })
      ).body.moves[0].lotId
    const [hide, other] = [await receive('HIDE-9'), await receive('L2')]
    await workshop.drain()
    const sent = await capture(
      documentOf([
        shipment({
          eventTime: '2026-02-01T00:00:00Z',
          quantityList: [{ epcClass: 'urn:epc:class:lgtin:4012345.011111.HIDE-9', quantity: 20, uom: 'FTK' }],
        }),
        shipment({
          eventTime: '2026-02-02T00:00:00Z',
          quantityList: [{ epcClass: 'https://tannery.example/lots/77', quantity: 20, uom: 'FTK' }],
        }),
      ]),
    )
    expect(sent.body.lots).toEqual([
      {
        id: hide,
        code: 'HIDE-9',
        sku: 'LEATHER',
        epcClass: 'https://id.gs1.org/01/04012345111118/10/HIDE-9',
      },
    ])
    const history = async (lot: string) =>
      eventsIn(await owner().get(`epcis/lots/${lot}`)).map((event) => `${event.bizStep} ${event.eventTime}`)
    expect(await history(hide)).toEqual([
      'shipping 2026-02-01T00:00:00Z',
      'receiving 2026-03-02T03:00:00.000Z',
    ])
    expect(await history(other)).toEqual(['receiving 2026-03-02T03:00:00.000Z'])
    const named = await t
      .as('warehouse')
      .post(`epcis/lots/${other}/classes`, { epcClass: 'https://tannery.example/lots/77' })
    expect(named.status).toBe(201)
    expect(await history(other)).toEqual([
      'shipping 2026-02-02T00:00:00Z',
      'receiving 2026-03-02T03:00:00.000Z',
    ])
    const wrong = await owner().post(`epcis/lots/${other}/classes`, { epcClass: 'no uri' })
    expect([wrong.status, wrong.body.code]).toEqual([422, 'traceability.class_unusable'])
    expect(await t.rows('select epc_class from lot_epc_class')).toHaveLength(1)
    expect((await owner().post(`epcis/lots/${t.id}/classes`, { epcClass: 'urn:x:1' })).status).toBe(404)
    expect(await workshop.offences()).toEqual([])
  })
})
