import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../../../shared/ids.ts'
import type { TestTenant, Workshop } from '../../kernel/testing/workshop.ts'
import { expectStatus } from '../checkout/shop.build.ts'
import { openAtelier, openOwnership, sell } from '../ownership/ownership.build.ts'
import { scansOf } from '../serials/verify/scans.ts'
import { watchScans } from './watch/watch-scans.ts'

const PHONE = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0) Mobile/15E148'
const PLACES = {
  TH: ['13.7', '100.5'],
  FR: ['48.8', '2.3'],
  JP: ['35.6', '139.7'],
  AU: ['-33.8', '151.2'],
} as const

let workshop: Workshop
let t: TestTenant
let tote: string
let somebody = 0
beforeAll(async () => {
  workshop = await openOwnership({
    env: {
      TRUST_PROXY: 'true',
      GEO_COUNTRY_HEADER: 'CF-IPCountry',
      GEO_LATITUDE_HEADER: 'CF-IPLatitude',
      GEO_LONGITUDE_HEADER: 'CF-IPLongitude',
    },
  })
  ;({ t, tote } = await openAtelier(workshop))
  await workshop.asOwner(
    `insert into member (tenant_id, id, user_id, name, email, role) values ($1, $2, 'u1', 'Anong', 'anong@atelier.example', 'owner')`,
    t.id,
    newId(),
  )
  await workshop.asOwner(`insert into user_workshop (user_id, tenant_id) values ('u1', $1)`, t.id)
})
afterAll(async () => {
  await workshop.drain()
  expect(await workshop.offences()).toEqual([])
  await workshop.close()
})

/** Somebody whom nobody has seen before asks for a number. */
const scan = async (
  serial: string,
  country: keyof typeof PLACES = 'TH',
  client = `10.1.${++somebody >> 8}.${somebody & 255}`,
) => {
  const [latitude, longitude] = PLACES[country]
  return await workshop.central.get(`/api/public/serial/verify/${serial}`, {
    'user-agent': PHONE,
    'x-forwarded-for': client,
    'cf-ipcountry': country,
    'cf-iplatitude': latitude,
    'cf-iplongitude': longitude,
  })
}
const watch = async () => {
  await scansOf(workshop.kernel).flush()
  workshop.clock.advance({ minutes: 1 })
  const report = await watchScans(workshop.kernel)
  await workshop.drain()
  return report
}
const alerts = async (query = '') =>
  expectStatus(await t.as('planner').get(`scan-alerts?${query}`), 200).items
const read = async (id: string) => expectStatus(await t.as('planner').get(`scan-alerts/${id}`), 200)
const decide = (id: string, state: string, reason = 'We know') =>
  t.as('planner').post(`scan-alerts/${id}/decide`, { state, reason })

describe('scans', () => {
  it('are kept with a country, whole degrees and a kind of device, and with nothing of a person', async () => {
    const [piece] = await sell(t, tote)
    await workshop.drain()
    expect((await scan(piece!.serial, 'FR', '198.51.100.7')).status).toBe(200)
    await scansOf(workshop.kernel).flush()
    const rows = await workshop.asOwner('select * from registry.scan where piece_id = $1', piece!.id)
    expect(rows).toMatchObject([{ country: 'FR', lat: 49, lon: 2, device: 'phone', outcome: 'sold' }])
    expect(JSON.stringify(rows)).not.toMatch(/198\.51|iPhone|48\.8/)
  })

  it('are counted once by day, product, country and device, however often they are looked at', async () => {
    const before = (await t.as('planner').get('scan-analytics')).body.total
    const [piece] = await sell(t, tote)
    await workshop.drain()
    for (const country of ['TH', 'TH', 'TH', 'FR'] as const) await scan(piece!.serial, country)
    await watch()
    await watch()
    const counted = expectStatus(
      await t.as('planner').get('scan-analytics?from=2026-03-01&to=2026-03-02'),
      200,
    )
    expect(counted.days).toEqual([
      { day: '2026-03-01', scans: 0 },
      { day: '2026-03-02', scans: counted.total },
    ])
    expect(counted.total).toBeGreaterThanOrEqual(before + 4)
    expect(counted.products).toEqual([{ sku: 'TOTE', name: 'Saddle Tote', scans: counted.total }])
    expect(counted.devices).toEqual([{ device: 'phone', scans: counted.total }])
    expect(counted.countries[0].country).toBe('TH')
    const long = await t.as('planner').get('scan-analytics?from=2024-01-01&to=2026-03-02')
    expect([long.status, long.body.code]).toEqual([422, 'vigilance.range_too_long'])
    expect((await t.as('planner').get('scan-analytics?from=2026-03-03&to=2026-03-02')).status).toBe(422)
  })
})

describe('a piece that half a hall asks for within an hour', () => {
  it('is told to the maker once, with its evidence; more to it is added, nothing is changed', async () => {
    const [piece] = await sell(t, tote)
    await workshop.drain()
    for (let i = 0; i < 10; i++) await scan(piece!.serial)
    workshop.mails.length = 0
    await watch()
    await watch()
    const [alert, ...others] = await alerts('detector=burst')
    expect(others).toEqual([])
    expect(alert).toMatchObject({
      detector: 'burst',
      state: 'open',
      sightings: 1,
      piece: { id: piece!.id, serial: piece!.serial, product: 'Saddle Tote' },
    })
    expect(workshop.mails.map((mail) => [mail.to, mail.subject])).toEqual([
      ['anong@atelier.example', 'Odd scans: a new alert'],
    ])
    const first = await read(alert.id)
    expect(first.evidence).toMatchObject([{ found: { scans: 10, clients: 10, countries: ['TH'] } }])
    for (let i = 0; i < 3; i++) await scan(piece!.serial)
    await watch()
    const second = await read(alert.id)
    expect(second).toMatchObject({ sightings: 2, state: 'open' })
    expect(second.evidence.map((one: { found: { clients: number } }) => one.found.clients)).toEqual([13, 10])
    expect(second.evidence[1]).toEqual(first.evidence[0])
    expect(workshop.mails).toHaveLength(1)
  })

  it('is decided with a reason, once; dismissed, it opens again when there is twice as much to it', async () => {
    const [alert] = await alerts('detector=burst')
    const [one, other] = await Promise.all([
      decide(alert.id, 'dismissed', 'Our own fair'),
      decide(alert.id, 'confirmed'),
    ])
    expect([one.status, other.status].sort()).toEqual([200, 409])
    const lost = one.status === 409 ? one : other
    expect(lost.body.code).toBe('vigilance.alert_decided')
    expect((await decide(newId(), 'dismissed')).status).toBe(404)
    expect(
      (await t.as('sales').post(`scan-alerts/${alert.id}/decide`, { state: 'confirmed', reason: 'x' }))
        .status,
    ).toBe(403)
    await t.rows(`update scan_alert set state = 'dismissed', reason = 'Our own fair' where id = $1`, alert.id)
    expect((await read(alert.id)).actions.decide).toEqual({
      allowed: false,
      reason: 'vigilance.alert_decided',
    })
    await scan(alert.piece.serial)
    await watch()
    expect((await read(alert.id)).state).toBe('dismissed')
    for (let i = 0; i < 18; i++) await scan(alert.piece.serial)
    await watch()
    expect(await read(alert.id)).toMatchObject({ state: 'open', decided: null })
    expect(await alerts('state=dismissed')).toEqual([])
  })
})

describe('a piece that is in two places at once, week after week', () => {
  it('is told with the journeys that nobody can make', async () => {
    const [piece] = await sell(t, tote)
    await workshop.drain()
    for (let week = 0; week < 3; week++) {
      await scan(piece!.serial, 'TH')
      workshop.clock.advance({ hours: 2 })
      await scan(piece!.serial, 'FR')
      await watch()
      workshop.clock.advance({ days: 7 })
    }
    const [alert] = await alerts(`serialId=${piece!.id}`)
    expect(alert.detector).toBe('impossible_travel')
    const { found } = (await read(alert.id)).evidence[0]
    expect(found.hops[0]).toMatchObject({ from: { country: 'TH' }, to: { country: 'FR' } })
    expect(found.hops[0].km).toBeGreaterThan(8_000)
  })
})

describe('somebody who tries numbers', () => {
  it('is told to the maker whose numbers they look like, without what they typed', async () => {
    for (let i = 0; i < 14; i++)
      await scan(`MA01-HAT-TOTE-20260302-${String(90_000 + i)}-7K2M-C`, 'JP', '192.0.2.1')
    // The same number again is no other one, and of a maker that is none nobody is told.
    for (let i = 0; i < 14; i++) await scan('MA01-HAT-TOTE-20260302-90000-7K2M-C', 'JP', '192.0.2.2')
    for (let i = 0; i < 14; i++) await scan(`NONSENSE${i}`, 'JP', '192.0.2.3')
    await watch()
    await watch()
    const found = await alerts('detector=guessing')
    expect(found).toHaveLength(1)
    expect(found[0]).toMatchObject({ piece: null, sightings: 1 })
    expect((await read(found[0].id)).evidence[0].found).toMatchObject({ numbers: 14, countries: ['JP'] })
    const kept = JSON.stringify(await workshop.asOwner('select * from registry.unknown_try'))
    expect(kept).not.toMatch(/90000|NONSENSE|192\.0\.2/)
    const other = await workshop.tenant('MA02')
    expect(expectStatus(await other.as('owner').get('scan-alerts'), 200).items).toEqual([])
    expect((await other.as('owner').get(`scan-alerts/${found[0].id}`)).status).toBe(404)
  })
})

describe('the list of alerts', () => {
  it('is searched by serial, filtered, sorted by when it was last seen, and decided for several at once', async () => {
    const all = await alerts('')
    const [travel] = await alerts('where=detector:is:impossible_travel')
    expect(await alerts(`q=${travel.piece.serial.slice(0, -3)}`)).toContainEqual(travel)
    expect((await alerts('sort=lastAt')).map(({ lastAt }: { lastAt: string }) => lastAt)).toEqual(
      all.map(({ lastAt }: { lastAt: string }) => lastAt).toSorted(),
    )
    expect(await alerts('where=score:gte:1000000')).toEqual([])
    const open = await alerts('where=state:is:open')
    const decided = await t.as('planner').post(
      'bulk',
      {
        operation: 'vigilance.alert.decide',
        ids: open.map(({ id }: { id: string }) => id),
        input: { state: 'dismissed', reason: 'Our own staff' },
      },
      { 'idempotency-key': newId() },
    )
    expect(expectStatus(decided, 200)).toMatchObject({ done: open.length, refused: 0 })
    expect(await alerts('where=state:is:open')).toEqual([])
  })
})

describe('the watch', () => {
  it('goes on where it broke off, and two at once tell nothing twice', async () => {
    const pieces = await sell(t, tote, 2)
    await workshop.drain()
    for (const piece of pieces) for (let i = 0; i < 9; i++) await scan(piece.serial)
    await scansOf(workshop.kernel).flush()
    workshop.clock.advance({ minutes: 1 })
    const before = (await t.as('planner').get('scan-analytics?from=2026-03-01&to=2026-04-30')).body.total
    await Promise.all([watchScans(workshop.kernel), watchScans(workshop.kernel)])
    await workshop.drain()
    for (const piece of pieces) expect(await alerts(`serialId=${piece.id}`)).toHaveLength(1)
    const after = (await t.as('planner').get('scan-analytics?from=2026-03-01&to=2026-04-30')).body.total
    expect(after - before).toBe(18)
    expect(await watchScans(workshop.kernel)).toMatchObject({ scans: 0, pieces: 0 })
  })
})
