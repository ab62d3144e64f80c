import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sql } from '../../../kernel/db/sql.ts'
import { openWorkshop, type TestTenant, type Workshop } from '../../../kernel/testing/workshop.ts'
import { issueSome, makeProduct } from '../../serials/serials.build.ts'
import { retainEvents } from './retain-events.ts'

let workshop: Workshop
let t: TestTenant
let other: TestTenant
beforeAll(async () => {
  workshop = await openWorkshop({ at: '2020-05-10T03:00:00Z', env: { EVENT_RETENTION_MONTHS: '24' } })
  // Months that the program had made at the time.
  for (const table of ['epcis_event', 'epcis_event_term'])
    for (const [month, from, to] of [
      ['y2020m05', '2020-05-01', '2020-06-01'],
      ['y2020m06', '2020-06-01', '2020-07-01'],
    ] as const)
      await workshop.asOwner(`create table ${table}_${month} partition of ${table}
        for values from ('${lowest(from)}') to ('${lowest(to)}')`)
  t = await workshop.tenant('MA01')
  other = await workshop.tenant('SI02')
  await issueSome(t, await makeProduct(t, { sku: 'TOTE' }), 3)
  await issueSome(other, await makeProduct(other, { sku: 'PEN' }), 2)
  await workshop.drain()
  workshop.clock.advance({ days: 30 })
  await issueSome(t, (await t.rows<{ id: string }>('select id from product'))[0]!.id, 4)
  await workshop.drain()
})
afterAll(() => workshop.close())

const lowest = (day: string) => {
  const hex = new Date(day).getTime().toString(16).padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`
}
const months = async () =>
  (
    await workshop.asOwner<{ name: string }>(
      `select relname as name from pg_class where relname ~ '^epcis_event(_term)?_y2020m\\d\\d$' order by 1`,
    )
  ).map(({ name }) => name)
const eventsOf = async (tenant: TestTenant) =>
  (await tenant.rows<{ document: { eventID: string } }>('select document from epcis_event order by id')).map(
    ({ document }) => document.eventID,
  )
const MAY = ['epcis_event_term_y2020m05', 'epcis_event_y2020m05']
const JUNE = ['epcis_event_term_y2020m06', 'epcis_event_y2020m06']
const all = () => [...MAY, ...JUNE].sort()

describe('the months of events whose time is over', () => {
  it('stay as long as they are to be kept', async () => {
    expect(await months()).toEqual(all())
    expect(await eventsOf(t)).toHaveLength(7)
    expect(await retainEvents(workshop.kernel)).toEqual([])
    expect(await months()).toEqual(all())
  })

  it('are archived for each workshop, noted in its audit log, and dropped with their terms; the next month stays', async () => {
    const [before, theirs] = [await eventsOf(t), await eventsOf(other)]
    // May 2020 and 24 whole months after it.
    workshop.clock.advance({ days: 725 })
    expect(workshop.clock.now().toISOString().slice(0, 7)).toBe('2022-06')
    expect(await retainEvents(workshop.kernel)).toEqual([{ month: '2020-05', events: 5, workshops: 2 }])
    expect(await months()).toEqual(JUNE)
    expect([await eventsOf(t), await eventsOf(other)]).toEqual([before.slice(3), []])
    expect(await t.rows('select distinct event_row_id from epcis_event_term')).toHaveLength(4)
    for (const [tenant, ids] of [
      [t, before.slice(0, 3)],
      [other, theirs],
    ] as const) {
      const [record] = await tenant.rows<{
        actor_kind: string
        label: string
        changes: Record<string, unknown>
      }>(`select actor_kind, label, changes from audit_record where operation = 'traceability.event.archive'`)
      expect(record).toMatchObject({
        actor_kind: 'system',
        label: '2020-05',
        changes: { archived: ids.length },
      })
      const file = String(record!.changes.file)
      expect(file).toBe(`${tenant.id}/archive/epcis/2020-05.ndjson.gz`)
      const text = gunzipSync(await workshop.kernel.storage.getBytes(file)).toString()
      const lines = text
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line))
      expect(lines.map(({ document }) => document.eventID)).toEqual(ids)
      expect(lines.every(({ tenant_id }) => tenant_id === tenant.id)).toBe(true)
    }
    // Once is enough.
    expect(await retainEvents(workshop.kernel)).toEqual([])
    // What was archived is not written anew from the facts it told of.
    await workshop.drain()
    expect(await eventsOf(t)).toEqual(before.slice(3))
  })

  it('may be dropped by the retention role alone, and only where they are old', async () => {
    const drop = (name: string) => `select retention_drop('${name}')`
    const refused = async (work: Promise<unknown>, text: RegExp) => await expect(work).rejects.toThrow(text)
    await refused(t.rows(drop('epcis_event_y2020m06')), /permission denied/)
    const asRetention = (text: string) => workshop.kernel.retention.query(sql.trusted(text))
    await refused(asRetention('select * from epcis_event'), /permission denied/)
    await refused(asRetention('delete from audit_record'), /permission denied/)
    for (const name of ['audit_record_y2020m06', 'epcis_event_default', 'epcis_event', 'tenant'])
      await refused(asRetention(drop(name)), /is kept|no month that may go/)
    const month = new Date().toISOString().slice(0, 7).replace('-', 'm')
    await refused(asRetention(drop(`epcis_event_y${month}`)), /no month that may go/)
    expect(await months()).toEqual(JUNE)
  })

  it('stay for ever where nobody said otherwise', async () => {
    const keeper = await openWorkshop()
    try {
      expect(keeper.config.eventRetentionMonths).toBeUndefined()
      expect(await retainEvents(keeper.kernel)).toEqual([])
    } finally {
      await keeper.close()
    }
  })
})
