import { Ajv, type ValidateFunction } from 'ajv'
import addFormats from 'ajv-formats'
import { externalVectors } from '../../../shared/testing/external-vectors.ts'
import type { Client, Reply } from '../../kernel/testing/workshop.ts'

export const CONTEXT = 'https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld'

/** The schema of the standard, where it is at hand. */
const schema = externalVectors<object>('epcis/epcis-json-schema.json')
let validate: ValidateFunction | undefined

/** Fails unless a document is one by the schema of the standard; says nothing where that is absent. */
export function assertEpcis(document: unknown): void {
  if (!schema) return
  if (!validate) {
    const ajv = new Ajv({ strict: false, allErrors: true })
    addFormats.default(ajv)
    validate = ajv.compile(schema)
  }
  if (!validate(document))
    throw new Error(
      `${JSON.stringify(validate.errors?.slice(0, 5))} in ${JSON.stringify(document).slice(0, 2_000)}`,
    )
}

// biome-ignore lint/suspicious/noExplicitAny: events as a test reads them
export type Event = any

export const eventsIn = (reply: Reply): Event[] => {
  if (reply.status !== 200) throw new Error(reply.text)
  assertEpcis(reply.body)
  return reply.body.epcisBody.eventList ?? reply.body.epcisBody.queryResults.resultsBody.eventList
}

/** Reads a query to its end, page by page, by the Link of each. */
export async function allEvents(
  client: Client,
  path: string,
  eachPage?: () => Promise<void>,
): Promise<Event[]> {
  const events: Event[] = []
  for (let url: string | undefined = path; url !== undefined; ) {
    const reply = await client.get(url)
    events.push(...eventsIn(reply))
    url = /<([^>]+)>; rel="next"/.exec(String(reply.headers.link ?? ''))?.[1]
    if (url !== undefined) await eachPage?.()
  }
  return events
}

export const documentOf = (events: readonly object[], more: object = {}) => ({
  '@context': [CONTEXT],
  type: 'EPCISDocument',
  schemaVersion: '2.0',
  creationDate: '2026-03-02T10:00:00Z',
  epcisBody: { eventList: events },
  ...more,
})

/** What a tannery sends when a hide leaves it. */
export const shipment = (change: object = {}) => ({
  type: 'ObjectEvent',
  eventTime: '2026-02-27T09:30:00.000+01:00',
  eventTimeZoneOffset: '+01:00',
  action: 'OBSERVE',
  bizStep: 'shipping',
  disposition: 'in_transit',
  readPoint: { id: 'urn:epc:id:sgln:4012345.00005.0' },
  quantityList: [{ epcClass: 'urn:epc:class:lgtin:4012345.011111.HIDE-1', quantity: 20, uom: 'FTK' }],
  ...change,
})
