import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openWorkshop, type TestTenant, type Workshop } from '../../../kernel/testing/workshop.ts'
import { allEvents, documentOf, eventsIn, shipment } from '../traceability.build.ts'

let workshop: Workshop
let t: TestTenant
const owner = () => t.as('owner')

const minute = (n: number) => new Date(Date.parse('2026-02-01T00:00:00Z') + n * 60_000).toISOString()
const about = (n: number, change: object = {}) => ({
  type: 'ObjectEvent',
  eventTime: minute(n),
  eventTimeZoneOffset: '+00:00',
  eventID: `urn:test:${n}`,
  action: 'OBSERVE',
  epcList: [`https://id.gs1.org/01/09506000134352/21/S${n}`],
  ...change,
})
const EVENTS = [
  about(0, { action: 'ADD', bizStep: 'commissioning', disposition: 'active' }),
  about(1, { bizStep: 'urn:epcglobal:cbv:bizstep:x', disposition: 'in_progress' }),
  about(2, {
    bizStep: 'https://ref.gs1.org/cbv/BizStep-receiving',
    readPoint: { id: 'urn:epc:id:sgln:4012345.00005.0' },
  }),
  about(3, {
    bizStep: 'receiving',
    readPoint: { id: 'https://brand.example/414/4012345000054' },
    bizLocation: { id: 'geo:1.5,2' },
  }),
  {
    ...about(4, {
      epcList: undefined,
      bizStep: 'packing',
      parentID: 'urn:epc:id:sscc:4012345.0111111111',
      action: 'ADD',
    }),
    type: 'AggregationEvent',
    childEPCs: ['urn:epc:id:sgtin:9506000.013435.S0'],
  },
  {
    ...about(5, { epcList: undefined, action: undefined }),
    type: 'TransformationEvent',
    inputQuantityList: [{ epcClass: 'urn:epc:class:lgtin:4012345.011111.L1', quantity: 2 }],
    outputEPCList: ['https://id.gs1.org/01/09506000134352/21/S0'],
    transformationID: 'urn:t:1',
  },
  about(6, {
    bizTransactionList: [{ type: 'po', bizTransaction: 'urn:po:1' }, { bizTransaction: 'urn:doc:2' }],
    sourceList: [{ type: 'owning_party', source: 'urn:epc:id:pgln:4012345.00000' }],
    destinationList: [{ type: 'location', destination: 'urn:epc:id:sgln:4012345.00012.0' }],
    persistentDisposition: { set: ['recalled'] },
    epcList: ['https://id.gs1.org/01/09506000134352/21/S6', 'https://id.gs1.org/01/09506000134352/21/S0'],
  }),
  about(7, { disposition: 'recalled', epcList: ['urn:other:1'] }),
].map((event) => JSON.parse(JSON.stringify(event)) as object)

beforeAll(async () => {
  workshop = await openWorkshop()
  t = await workshop.tenant('MA01')
  // An old spelling of a word that the standard refuses today: of the two steps only the valid one is captured.
  const wrong = await owner().post('epcis/capture', documentOf(EVENTS))
  expect(wrong.body.errors.map((error: { field: string }) => error.field)).toEqual([
    'epcisBody.eventList.1.bizStep',
  ])
  EVENTS[1] = { ...EVENTS[1], bizStep: 'https://steps.example/dye' }
  const reply = await owner().post('epcis/capture', documentOf(EVENTS))
  if (reply.status !== 202) throw new Error(reply.text)
})
afterAll(() => workshop.close())

const numbers = (events: { eventID: string }[]) => events.map((event) => Number(event.eventID.split(':')[2]))
const find = async (query: string) => numbers(await allEvents(owner(), `epcis/events?${query}`))
const uri = encodeURIComponent

describe('a query finds', () => {
  it.each<[string, number[]]>([
    ['', [7, 6, 5, 4, 3, 2, 1, 0]],
    ['orderDirection=ASC', [0, 1, 2, 3, 4, 5, 6, 7]],
    ['orderBy=recordTime&orderDirection=ASC&perPage=3', [0, 1, 2, 3, 4, 5, 6, 7]],
    ['eventType=AggregationEvent,TransformationEvent', [5, 4]],
    ['eventType=AggregationEvent&eventType=TransformationEvent', [5, 4]],
    ['eventType=AggregationEvent|TransformationEvent', [5, 4]],
    [`GE_eventTime=${minute(2)}&LT_eventTime=${minute(4)}`, [3, 2]],
    [`GE_eventTime=2026-02-01T09:02:00+07:00&LT_eventTime=${uri('2026-02-01T09:04:00+07:00')}`, []],
    [`GE_eventTime=${uri('2026-02-01T07:02:00+07:00')}&LT_eventTime=2026-02-01T07:04:00+07:00`, [3, 2]],
    [
      'GE_recordTime=2026-03-02T03:00:00Z&LT_recordTime=2026-03-02T03:00:01Z&perPage=1000',
      [7, 6, 5, 4, 3, 2, 1, 0],
    ],
    ['GE_recordTime=2026-03-02T03:00:01Z', []],
    ['EQ_action=ADD', [4, 0]],
    ['EQ_bizStep=receiving', [3, 2]],
    [`EQ_bizStep=${uri('urn:epcglobal:cbv:bizstep:receiving')}`, [3, 2]],
    [`EQ_bizStep=${uri('https://steps.example/dye')}`, [1]],
    ['EQ_disposition=recalled,active', [7, 0]],
    ['EQ_persistentDisposition_set=recalled', [6]],
    [`EQ_readPoint=${uri('https://id.gs1.org/414/4012345000054')}`, [3, 2]],
    ['EQ_bizLocation=geo:1.5,2', [3]],
    [`MATCH_epc=${uri('urn:epc:id:sgtin:9506000.013435.S0')}`, [6, 4, 0]],
    [`MATCH_anyEPC=${uri('https://id.gs1.org/01/09506000134352/21/S0')}`, [6, 5, 4, 0]],
    [`MATCH_outputEPC=${uri('https://id.gs1.org/01/09506000134352/21/S0')}`, [5]],
    [`MATCH_anyEPC=${uri('urn:epc:idpat:sgtin:9506000.013435.*')}`, [6, 5, 4, 3, 2, 1, 0]],
    [`MATCH_anyEPC=${uri('https://id.gs1.org/01/09506000134352/21/S*')}&EQ_action=ADD`, [4, 0]],
    [`MATCH_anyEPC=${uri('https://id.gs1.org/01/09506000134352/21/S3')}|urn:other:1`, [7, 3]],
    [`MATCH_parentID=${uri('https://id.gs1.org/00/040123451111111110')}`, [4]],
    [`MATCH_inputEPCClass=${uri('https://id.gs1.org/01/04012345111118/10/L1')}`, [5]],
    [`MATCH_anyEPCClass=${uri('urn:epc:class:lgtin:4012345.011111.L1')}`, [5]],
    ['EQ_transformationID=urn:t:1', [5]],
    ['EQ_bizTransaction_po=urn:po:1', [6]],
    ['EQ_bizTransaction_po=urn:doc:2', []],
    [`EQ_source_owning_party=${uri('https://id.gs1.org/417/4012345000009')}`, [6]],
    [`EQ_destination_location=${uri('https://id.gs1.org/414/4012345000122')}`, [6]],
    ['EQ_eventID=urn:test:3,urn:test:4', [4, 3]],
    ['EXISTS_errorDeclaration=', []],
    [`MATCH_epc=${uri('https://id.gs1.org/01/09506000134352/21/S0')}&EQ_bizTransaction_po=urn:po:1`, [6]],
    [`MATCH_epc=${uri('https://id.gs1.org/01/09506000134352/21/S0')}&orderBy=recordTime`, [6, 4, 0]],
  ])('%s', async (query, expected) => {
    expect(await find(query)).toEqual(expected)
  })

  it('the same by the resources of the binding', async () => {
    const epc = uri('https://id.gs1.org/01/09506000134352/21/S0')
    for (const [path, expected] of [
      ['eventTypes/AggregationEvent/events', [4]],
      ['bizSteps/receiving/events?perPage=1', [3, 2]],
      [`bizSteps/${uri('https://steps.example/dye')}/events`, [1]],
      ['dispositions/recalled/events', [7]],
      [`readPoints/${uri('urn:epc:id:sgln:4012345.00005.0')}/events`, [3, 2]],
      ['bizLocations/geo:1.5,2/events', [3]],
      [`epcs/${epc}/events?perPage=2`, [6, 5, 4, 0]],
      [`epcs/${epc}/events?eventType=ObjectEvent&orderDirection=ASC`, [0, 6]],
    ] as const)
      expect([path, numbers(await allEvents(owner(), `epcis/${path}`))]).toEqual([path, expected])
    for (const [path, member] of [
      ['eventTypes', ['AggregationEvent', 'ObjectEvent', 'TransformationEvent']],
      ['bizSteps', ['commissioning', 'https://steps.example/dye', 'packing', 'receiving']],
      ['dispositions', ['active', 'in_progress', 'recalled']],
      ['readPoints', ['https://id.gs1.org/414/4012345000054']],
      ['bizLocations', ['geo:1.5,2']],
    ])
      expect((await owner().get(`epcis/${path}`)).body).toMatchObject({ type: 'Collection', member })
  })

  it('nothing of another workshop', async () => {
    const other = await workshop.tenant('SIAM')
    expect(await allEvents(other.as('owner'), 'epcis/events')).toEqual([])
    expect((await other.as('owner').get('epcis/bizSteps')).body.member).toEqual([])
  })
})

describe('a query is refused', () => {
  it.each([
    ['EQ_nonsense=1', 'EQ_nonsense'],
    ['GE_eventTime=yesterday', 'GE_eventTime'],
    ['GE_eventTime=0000-01-01T00:00:00Z', 'GE_eventTime'],
    ['orderBy=size', 'orderBy'],
    ['orderDirection=UP', 'orderDirection'],
    ['EQ_bizStep=', 'EQ_bizStep'],
    ['nextPageToken=made-up', 'nextPageToken'],
  ])('%s', async (query, field) => {
    const reply = await owner().get(`epcis/events?${query}`)
    expect([reply.status, reply.body.code, reply.body.errors[0].field]).toEqual([
      400,
      'traceability.query_invalid',
      field,
    ])
  })

  it('with the token of another query', async () => {
    const first = await owner().get('epcis/events?perPage=2')
    const token = /nextPageToken=([^&>]+)/.exec(String(first.headers.link))![1]
    expect((await owner().get(`epcis/events?perPage=5&nextPageToken=${token}`)).status).toBe(200)
    const reply = await owner().get(`epcis/events?EQ_action=ADD&nextPageToken=${token}`)
    expect([reply.status, reply.body.errors[0].field]).toEqual([400, 'nextPageToken'])
  })

  it('in a version that is not spoken', async () => {
    for (const headers of [
      { 'gs1-epcis-version': '1.2' },
      { 'gs1-epcis-min': '3.0' },
      { 'gs1-cbv-version': '1.0' },
    ] as Record<string, string>[])
      expect((await owner().get('epcis/events', headers)).status).toBe(406)
  })
})

describe('an answer', () => {
  it('says its versions, and is JSON-LD for who asks for that', async () => {
    const reply = await owner().get('epcis/events', {
      accept: 'application/ld+json',
      'gs1-epcis-version': '2.0',
    })
    expect(reply.headers).toMatchObject({
      'content-type': 'application/ld+json; charset=utf-8',
      'gs1-epcis-version': '2.0.0',
      'gs1-cbv-version': '2.0.0',
      'gs1-epc-format': 'Always_GS1_Digital_Link',
    })
    expect((await owner().get('epcis/events')).headers['content-type']).toBe(
      'application/json; charset=utf-8',
    )
  })
})

describe('a query with a name', () => {
  it('is kept, found, run page by page, and deleted', async () => {
    const made = await owner().post('epcis/queries', { name: 'arrivals', query: { EQ_bizStep: 'receiving' } })
    expect([made.status, made.headers.location]).toEqual([201, '/api/v1/epcis/queries/arrivals'])
    expect(numbers(await allEvents(owner(), 'epcis/queries/arrivals/events?perPage=1'))).toEqual([3, 2])
    const twice = await owner().post('epcis/queries', { name: 'arrivals', query: {} })
    expect([twice.status, twice.body.code]).toEqual([409, 'traceability.query_name_taken'])
    const wrong = await owner().post('epcis/queries', { name: 'wrong', query: { EQ_no: '1' } })
    expect([wrong.status, wrong.body.code]).toEqual([400, 'traceability.query_invalid'])
    expect((await owner().get('epcis/queries')).body.items).toMatchObject([
      { name: 'arrivals', query: { EQ_bizStep: 'receiving' } },
    ])
    expect((await owner().get('epcis/queries/arrivals')).body).toMatchObject({ name: 'arrivals' })
    expect((await owner().delete('epcis/queries/arrivals')).status).toBe(204)
    expect((await owner().delete('epcis/queries/arrivals')).status).toBe(404)
    expect((await owner().get('epcis/queries/arrivals/events')).status).toBe(404)
  })
})

describe('pages', () => {
  it('give every event that was there at the first of them once, whatever is captured meanwhile', async () => {
    const times = Array.from({ length: 60 }, (_, i) => `2025-06-01T00:00:${String(i).padStart(2, '0')}Z`)
    // Several of the same moment, so that the key is more than the time.
    const batch = times.map((eventTime, i) =>
      shipment({ eventTime: i % 3 === 0 ? times[0] : eventTime, eventID: `urn:old:${i}` }),
    )
    await owner().post('epcis/capture', documentOf(batch))
    let n = 0
    const meanwhile = async () => {
      const new_ = times
        .slice(0, 5)
        .map((_, i) => shipment({ eventTime: times[(n * 7 + i * 13) % 60], eventID: `urn:new:${n}:${i}` }))
      n++
      await owner().post('epcis/capture', documentOf(new_))
    }
    for (const direction of ['ASC', 'DESC']) {
      const events = await allEvents(
        owner(),
        `epcis/events?GE_eventTime=2025-06-01T00:00:00Z&LT_eventTime=2025-06-02T00:00:00Z&perPage=9&orderDirection=${direction}`,
        meanwhile,
      )
      const ids = events.map((event) => event.eventID)
      expect(new Set(ids).size).toBe(ids.length)
      expect(ids.filter((id) => id.startsWith('urn:old:'))).toHaveLength(60)
      const moments = events.map((event) => Date.parse(event.eventTime))
      expect(moments).toEqual([...moments].sort((x, y) => (direction === 'ASC' ? x - y : y - x)))
    }
    expect(eventsIn(await owner().get('epcis/events?perPage=1'))).toHaveLength(1)
  })
})

describe('OPTIONS', () => {
  const options = (path: string) =>
    workshop.app.inject({
      method: 'OPTIONS',
      url: `/api/v1/epcis/${path}`,
      headers: { host: 'ma01.localhost' },
    })

  it('says, before anybody signs in, which versions the binding speaks, which methods an address has, and what may be captured', async () => {
    for (const [path, allow] of [
      ['events', 'GET, OPTIONS'],
      ['bizSteps/shipping/events', 'GET, OPTIONS'],
      ['queries', 'POST, GET, OPTIONS'],
    ] as const) {
      const reply = await options(path)
      expect([reply.statusCode, reply.payload]).toEqual([204, ''])
      expect(reply.headers).toMatchObject({
        ...{ allow, 'gs1-epcis-version': '2.0.0', 'gs1-epcis-min': '2.0.0', 'gs1-epcis-max': '2.0.0' },
        ...{ 'gs1-cbv-version': '2.0.0', 'gs1-epc-format': 'Always_GS1_Digital_Link' },
        'gs1-extensions': 'touchmark=http://localhost:3000/voc/',
      })
      expect(reply.headers['gs1-epcis-capture-limit']).toBeUndefined()
    }
    expect((await options('capture')).headers).toMatchObject({
      ...{ 'gs1-epcis-capture-limit': '2000', 'gs1-capture-error-behaviour': 'rollback, proceed' },
    })
    expect((await options('subscriptions')).statusCode).toBe(404)
  })
})
