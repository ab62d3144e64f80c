import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { externalVectorPath } from '../../../../shared/testing/external-vectors.ts'
import { canonicalUri } from './canonical-uri.ts'
import { canonicalTime, eventHash, hashContext, preHash } from './event-hash.ts'

// biome-ignore lint/suspicious/noExplicitAny: a document as it was published
type Document = any
const folder = externalVectorPath('epcis/event-hash')

/** Published with the pre-hash of its first event twice, once with the extension in another place, and without its second event. */
const ONE_EVENT_OF = 'epcisDocWithCustomSchemaInContext'

const cases =
  folder === undefined
    ? []
    : readdirSync(folder)
        .filter((file) => file.endsWith('.jsonld'))
        .map((file) => {
          const name = file.replace('.jsonld', '')
          const lines = (kind: string) =>
            readFileSync(path.join(folder, `${name}.${kind}`), 'utf8')
              .trim()
              .split(/\r?\n/)
          return {
            name,
            document: JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as Document,
            preHashes: lines('prehashes'),
            hashes: lines('hashes'),
          }
        })

const eventsOf = (document: Document): Document[] =>
  document.epcisBody.eventList ?? document.epcisBody.queryResults.resultsBody.eventList

describe.skipIf(folder === undefined)('the published examples of the event hash', () => {
  it('are all there', () => {
    expect(cases).toHaveLength(11)
  })

  it.each(cases)('$name', ({ name, document, preHashes, hashes }) => {
    const context = hashContext(document)
    let events = eventsOf(document)
    if (name === ONE_EVENT_OF) {
      events = events.slice(0, 1)
      preHashes = preHashes.slice(0, 1)
      hashes = hashes.slice(0, 1)
    }
    expect(events.map((event) => preHash(event, context))).toEqual(preHashes)
    expect(events.map((event) => eventHash(event, context))).toEqual(hashes)
  })
})

describe('the event hash', () => {
  const event = {
    type: 'ObjectEvent',
    eventTime: '2026-03-02T10:00:00.000+07:00',
    eventTimeZoneOffset: '+07:00',
    epcList: ['https://id.gs1.org/01/09506000134352/21/A', 'https://id.gs1.org/01/09506000134352/21/B'],
    action: 'OBSERVE',
    bizStep: 'shipping',
    bizTransactionList: [{ type: 'po', bizTransaction: 'urn:x:1' }, { bizTransaction: 'urn:x:0' }],
  }

  it('is the same in another spelling: order, time zone, URN, domain, trailing zeros', () => {
    const other = {
      bizTransactionList: [
        { bizTransaction: 'urn:x:0' },
        { bizTransaction: 'urn:x:1', type: 'urn:epcglobal:cbv:btt:po' },
      ],
      bizStep: 'urn:epcglobal:cbv:bizstep:shipping',
      action: 'OBSERVE',
      epcList: [
        'https://shop.example/x/01/9506000134352/22/V1/10/LOT/21/B?foo=1',
        'https://id.gs1.org/01/09506000134352/21/A',
      ],
      eventTimeZoneOffset: '+07:00',
      eventTime: '2026-03-02T03:00:00Z',
      type: 'ObjectEvent',
    }
    expect(eventHash(other)).toBe(eventHash(event))
  })

  it('leaves out what is not of the event: its own id, when it was recorded, that it was an error', () => {
    const declared = {
      ...event,
      eventID: 'urn:uuid:1',
      recordTime: '2026-01-01T00:00:00Z',
      errorDeclaration: { declarationTime: '2026-03-03T00:00:00Z' },
    }
    expect(eventHash(declared)).toBe(eventHash(event))
  })

  it('changes with each value', () => {
    for (const change of [
      { eventTime: '2026-03-02T10:00:00.001+07:00' },
      { action: 'ADD' },
      { bizStep: 'receiving' },
      { epcList: event.epcList.slice(0, 1) },
      { 'ex:field': 'x' },
    ])
      expect(eventHash({ ...event, ...change })).not.toBe(eventHash(event))
  })

  it('rounds times to milliseconds, carrying over', () => {
    expect(canonicalTime('2023-02-02T23:59:59.9995Z')).toBe('2023-02-03T00:00:00.000Z')
    expect(canonicalTime('2023-02-02T23:59:59.99949+01:00')).toBe('2023-02-02T22:59:59.999Z')
  })
})

describe('the canonical spelling of an identifier', () => {
  it.each([
    ['urn:epc:id:sgtin:4012345.011111.9876', 'https://id.gs1.org/01/04012345111118/21/9876'],
    ['urn:epc:id:sscc:5200001.0111111146', 'https://id.gs1.org/00/052000011111111461'],
    ['urn:epc:id:sgln:4012345.00005.0', 'https://id.gs1.org/414/4012345000054'],
    ['urn:epc:id:sgln:0614141.07346.1234', 'https://id.gs1.org/414/0614141073467/254/1234'],
    ['urn:epc:id:giai:4000001.111', 'https://id.gs1.org/8004/4000001111'],
    ['urn:epc:id:pgln:999999999999.', 'https://id.gs1.org/417/9999999999994'],
    ['urn:epc:class:lgtin:4054739.099914.20160711', 'https://id.gs1.org/01/04054739999148/10/20160711'],
    ['urn:epc:idpat:sgtin:4012345.066666.*', 'https://id.gs1.org/01/04012345666663'],
    ['urn:epc:id:grai:4012345.66666.87', 'https://id.gs1.org/8003/0401234566666387'],
    ['https://brand.example/gtin/9506000134352/lot/L-1/ser/S', 'https://id.gs1.org/01/09506000134352/21/S'],
    ['https://brand.example/v/MA01/ABC', 'https://brand.example/v/MA01/ABC'],
    ['urn:uuid:374d95fc-9457-4a51-bd6a-0bba133845a8', 'urn:uuid:374d95fc-9457-4a51-bd6a-0bba133845a8'],
    ['geo:47.5,11.1', 'geo:47.5,11.1'],
  ])('%s', (given, canonical) => {
    expect(canonicalUri(given)).toBe(canonical)
    expect(canonicalUri(canonical)).toBe(canonical)
  })
})
