import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { Permissions, type Principal } from '../../../kernel/command/principal.ts'
import type { Reply, TestTenant, Workshop } from '../../../kernel/testing/workshop.ts'
import { checkStores } from '../registry/check.ts'
import { issueSome, makeProduct, openSerials, registryIs } from '../serials.build.ts'
import { scansOf } from '../verify/scans.ts'

const staff: Principal = { kind: 'platform', id: 'staff', name: 'Staff', permissions: Permissions.none }
const person: Principal = { kind: 'user', id: 'person', name: 'Person', permissions: Permissions.all }

let workshop: Workshop
let t: TestTenant
let tote: string
beforeAll(async () => {
  workshop = await openSerials()
  vi.spyOn(workshop.kernel.authenticator, 'bySession').mockImplementation(async (cookie) =>
    cookie === 'is=staff' ? staff : cookie === 'is=person' ? person : undefined,
  )
  t = await workshop.tenant('MA01')
  tote = await makeProduct(t, { sku: 'TOTE' })
  await issueSome(t, tote, 3)
  workshop.clock.advance({ days: 2 })
  await issueSome(t, tote, 2)
  await issueSome(t, tote, 4, { line: 'OEM', state: 'in_production' })
  await workshop.drain()
})
afterAll(() => workshop.close())

const NAMES = ['summary', 'generation-rate', 'link-health', 'errors'] as const
const figures = (name: string, cookie = 'is=staff'): Promise<Reply> =>
  workshop.central.get(`/api/platform/serials/metrics/${name}`, { cookie })

describe('the figures of the platform', () => {
  it('are for signed-in staff on the central host, and nobody else', async () => {
    for (const name of NAMES) {
      expect((await figures(name)).status).toBe(200)
      expect((await figures(name, 'is=nobody')).status).toBe(401)
      expect((await figures(name, 'is=person')).status).toBe(403)
      const url = `/api/platform/serials/metrics/${name}`
      expect((await t.as('owner').get(url)).status).toBe(404)
      expect((await t.anonymous.get(url, { cookie: 'is=staff' })).status).toBe(404)
    }
  })

  it('sum up pieces, makers, scans and verifications', async () => {
    const [piece] = await issueSome(t, tote)
    await t.as('planner').post(`serials/${piece!.id}/recall`, { reason: 'x' })
    await workshop.drain()
    for (const text of [piece!.serial, piece!.compact, 'nonsense', 'MA01-HAT'])
      await workshop.central.get(`/api/public/serial/verify/${text}`)
    await scansOf(workshop.kernel).flush()
    expect((await figures('summary')).body).toEqual({
      pieces: 10,
      byStatus: { in_production: 4, issued: 5, recalled: 1 },
      byLine: { HAT: 6, OEM: 4 },
      makers: 1,
      scans: { total: 2, pieces: 1 },
      verificationsLastDay: { malformed: 2, recalled: 2 },
    })
  })

  it('tell how many serials each day got', async () => {
    const week = (await figures('generation-rate')).body
    expect(week).toMatchObject({ days: 7, issued: 10, perDay: 1.43 })
    expect(week.items).toHaveLength(7)
    expect(week.items.slice(-3)).toEqual([
      { day: '2025-11-09', issued: 3, byLine: { HAT: 3 } },
      { day: '2025-11-10', issued: 0, byLine: {} },
      { day: '2025-11-11', issued: 7, byLine: { HAT: 3, OEM: 4 } },
    ])
    expect((await figures('generation-rate?days=2')).body).toMatchObject({ days: 2, issued: 7 })
    for (const days of ['0', '367', 'x', '-1', '1.5'])
      expect((await figures(`generation-rate?days=${days}`)).body.errors[0].field).toBe('days')
  })

  it('tell whether changes reach the registry, and what failed', async () => {
    await checkStores(workshop.kernel)
    const well = (await figures('link-health')).body
    expect(well).toMatchObject({
      ok: true,
      registry: { ok: true },
      queued: { links: 0, pieces: 0, oldestSeconds: null },
      dead: { links: 0 },
      lastCheck: { tenants: 1, checked: 10, repaired: 0, quarantined: 0, errors: 0 },
    })
    await issueSome(t, tote, 2)
    expect((await figures('link-health')).body).toMatchObject({ ok: true, queued: { links: 1, pieces: 2 } })
    await registryIs(workshop, 'away')
    await workshop.drain()
    expect((await figures('link-health')).body).toMatchObject({
      ok: false,
      registry: { ok: false },
      retrying: { links: 1, pieces: 2 },
      lastCheck: null,
    })
    await registryIs(workshop, 'there')
    await workshop.asOwner(
      `insert into registry.piece select gen_random_uuid(), 'ZZ99', 'ZZ99', 'ZZ99', null, 'ZZ99', kind, status, version, line, line_index, made_on, product, updated_at, issued_on
       from registry.piece limit 1`,
    )
    await checkStores(workshop.kernel)
    const errors = (await figures('errors')).body
    expect(errors.verification).toEqual({
      malformed: 2,
      check: 0,
      unknown: 0,
      hash: 0,
      quarantined: 0,
      limited: 0,
      unavailable: 0,
    })
    expect(errors.links).toEqual([
      expect.objectContaining({
        tenant: 'MA01',
        dead: false,
        attempts: 1,
        lastError: expect.stringContaining('permission denied'),
      }),
    ])
    expect(errors.checks).toEqual([
      expect.objectContaining({ quarantined: 1, errors: 0, causes: { missing: 2, unknown_tenant: 1 } }),
    ])
  })
})
