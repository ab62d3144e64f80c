import type { Story } from '../story.ts'
import type { Catalogue } from './catalogue.ts'

/** The history of pieces and lots as others read it, and what others tell of a lot. */
export async function writeHistory(story: Story, { tote }: Catalogue): Promise<void> {
  await story.workshop.drain()
  const context = ['https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld']
  const epcClass = `https://tannery.example/lots/${story.teller.mark}`
  const { captureID } = await story.call('traceability.event.capture', {
    type: 'EPCISDocument',
    '@context': context,
    schemaVersion: '2.0',
    creationDate: '2026-03-02T10:00:00Z',
    epcisBody: {
      eventList: [
        {
          type: 'ObjectEvent',
          eventTime: '2026-02-27T09:30:00Z',
          eventTimeZoneOffset: '+01:00',
          eventID: `urn:tannery:${story.teller.mark}`,
          action: 'OBSERVE',
          bizStep: 'shipping',
          disposition: 'in_transit',
          readPoint: { id: `https://tannery.example/gates/${story.teller.mark}` },
          quantityList: [{ epcClass, quantity: 24.5, uom: 'FTK' }],
        },
      ],
    },
  })
  await story.call('traceability.capture.list')
  await story.call('traceability.capture.get', { id: captureID })
  const [lot] = (await story.call('inventory.lot.list')).items
  await story.call('traceability.lot.name', { id: lot.id, epcClass })
  await story.call('traceability.lot.history', { id: lot.id })
  const [piece] = (await story.call('serials.serial.list', { productId: tote })).items
  const history = await story.call('traceability.serial.history', { id: piece.id })
  const [event] = history.epcisBody.eventList
  await story.call('traceability.event.get', { eventID: event.eventID })
  await story.call('traceability.event.list', { EQ_bizStep: 'commissioning', perPage: 2 })
  await story.call('traceability.epc.events', { epc: event.epcList[0] })
  for (const [name, field, value] of [
    ['event_type', 'eventType', 'ObjectEvent'],
    ['biz_step', 'bizStep', 'commissioning'],
    ['disposition', 'disposition', 'active'],
    ['read_point', 'readPoint', `https://tannery.example/gates/${story.teller.mark}`],
    ['biz_location', 'bizLocation', 'geo:1,2'],
  ] as const) {
    await story.call(`traceability.${name}.list`)
    await story.call(`traceability.${name}.events`, { [field]: value })
  }
  const name = `recalls-${story.teller.mark}`
  await story.call('traceability.query.create', { name, query: { EQ_disposition: 'recalled' } })
  await story.call('traceability.query.create', { name: `${name}-2`, query: {} })
  await story.call('traceability.query.list')
  await story.call('traceability.query.get', { name })
  await story.call('traceability.query.events', { name })
  await story.call('traceability.query.delete', { name: `${name}-2` })
}
