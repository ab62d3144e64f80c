import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { Permissions, type Principal } from '../../../kernel/command/principal.ts'
import type { TestTenant, Workshop } from '../../../kernel/testing/workshop.ts'
import { issueSome, makeProduct, openSerials, registryIs } from '../serials.build.ts'

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
  await workshop.drain()
})
afterAll(() => workshop.close())

const page = (cookie: string, query = '') => workshop.central.get(`/platform/serials${query}`, { cookie })
const post = (path: string, cookie: string, headers: Record<string, string> = {}) =>
  workshop.central.post(`/platform/serials/${path}`, '', {
    cookie,
    'content-type': 'application/x-www-form-urlencoded',
    origin: 'http://localhost',
    ...headers,
  })
/** Three links that are given up for dead, with a reason that a page must not take for markup. */
async function failSome(): Promise<string[]> {
  await registryIs(workshop, 'away')
  for (let i = 0; i < 3; i++) await issueSome(t, tote, 2)
  await workshop.asOwner(
    `update jobs.job set retry_limit = 0 where data->>'name' = 'serials.link' and state = 'created'`,
  )
  await workshop.drain()
  await registryIs(workshop, 'there')
  const rows = await workshop.asOwner<{ id: string }>(
    `update jobs.job set output = '{"message":"<script>alert(1)</script>"}' where name = 'work_dead' and state = 'created' returning id::text`,
  )
  return rows.map((row) => row.id)
}
const registered = async () =>
  (await workshop.asOwner<{ n: number }>('select count(*)::int as n from registry.piece'))[0]!.n

describe('the page of serials for platform staff', () => {
  it('shows figures and charts to staff, the form to sign in to strangers, and nothing to others', async () => {
    const shown = await page('is=staff')
    expect(shown.status).toBe(200)
    expect(shown.text).toContain('<dd>3</dd>')
    expect(shown.text).toContain('<svg viewBox="0 0 720 180"')
    expect(shown.text).toContain('Every change has reached the registry.')
    expect(shown.headers['content-security-policy']).toContain("default-src 'none'")
    const thai = await page('is=staff', '?lang=th')
    expect(thai.text).toContain('<html lang="th">')
    expect(thai.text).toContain('จำนวนที่ออกต่อวัน')
    const stranger = await page('is=nobody')
    expect([
      stranger.status,
      stranger.text.includes('type="password"'),
      stranger.text.includes('<svg'),
    ]).toEqual([401, true, false])
    const other = await page('is=person')
    expect([other.status, other.text.includes('<svg')]).toEqual([403, false])
    expect((await t.anonymous.get('/platform/serials', { cookie: 'is=staff' })).status).toBe(404)
    expect((await workshop.central.get('/platform/serials/console.css')).headers['content-type']).toContain(
      'text/css',
    )
    expect((await workshop.central.get('/platform/serials/console.js')).text).toContain('sign-in/email')
  })

  it('lists links that failed, and sends one of them or all again', async () => {
    const [first] = await failSome()
    const before = await registered()
    const shown = await page('is=staff')
    expect(shown.text.match(/\/platform\/serials\/links\/[0-9a-f-]{36}\/retry/g)).toHaveLength(3)
    expect(shown.text).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
    expect(shown.text).not.toContain('<script>alert')
    for (const cookie of ['is=nobody', 'is=person']) {
      expect((await post('retry', cookie)).status).toBe(cookie === 'is=nobody' ? 401 : 403)
      expect((await post(`links/${first}/retry`, cookie)).status).toBe(cookie === 'is=nobody' ? 401 : 403)
    }
    expect((await post('retry', 'is=staff', { origin: 'http://evil.example' })).status).toBe(403)
    expect((await post('links/nonsense/retry', 'is=staff')).status).toBe(404)
    expect(await registered()).toBe(before)

    const one = await post(`links/${first}/retry`, 'is=staff')
    expect([one.status, one.headers.location]).toEqual([303, '/platform/serials?linked=1&failed=0'])
    expect(await registered()).toBe(before + 2)
    expect((await page('is=staff', '?linked=1&failed=0')).text).toContain('1 linked, 0 failed again.')
    const all = await post('retry', 'is=staff')
    expect(all.headers.location).toBe('/platform/serials?linked=2&failed=0')
    expect(await registered()).toBe(before + 6)
    expect((await page('is=staff')).text).toContain('Nothing waits.')
  })

  it('is there while the registry is not', async () => {
    await failSome()
    await registryIs(workshop, 'away')
    const shown = await page('is=staff')
    expect(shown.status).toBe(200)
    expect(shown.text).toContain('The registry does not answer.')
    const tried = await post('retry', 'is=staff')
    expect(tried.headers.location).toBe('/platform/serials?linked=0&failed=3')
    await registryIs(workshop, 'there')
    expect((await post('retry', 'is=staff')).headers.location).toBe('/platform/serials?linked=3&failed=0')
  })
})
