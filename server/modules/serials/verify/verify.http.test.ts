import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkCharacter } from '../../../../shared/serial/check.ts'
import { CROCKFORD } from '../../../../shared/serial/crockford.ts'
import { fold } from '../../../../shared/serial/fold.ts'
import { runSchedule } from '../../../kernel/jobs/scheduler.ts'
import type { Client, Reply, TestTenant, Workshop } from '../../../kernel/testing/workshop.ts'
import { changeState } from '../serial/change-state.ts'
import {
  type IssuedReply,
  inTenant,
  issueSome,
  makeProduct,
  openSerials,
  putInStock,
  registryIs,
} from '../serials.build.ts'
import { scansOf } from './scans.ts'
import { verify } from './verify.ts'

const NOT_FOUND = '{"ok":false,"error":"Serial not found or invalid"}'
const verifyUrl = (serial: string, query = '') =>
  `/api/public/serial/verify/${encodeURIComponent(serial)}${query}`
/** A client of its own, so that the limit of one minute is not everybody's. */
let clients = 0
const someone = () => ({ 'x-forwarded-for': `203.0.113.${++clients % 250}` })
const ask = (
  client: Client,
  serial: string,
  query = '',
  headers: Record<string, string> = {},
): Promise<Reply> => client.get(verifyUrl(serial, query), { ...someone(), ...headers })

let workshop: Workshop
let t: TestTenant
let other: TestTenant
let tote: string
let genuine: IssuedReply
beforeAll(async () => {
  workshop = await openSerials({ env: { TRUST_PROXY: 'true' } })
  t = await workshop.tenant('MA01', { name: 'Maison Atelier' })
  other = await workshop.tenant('SIAM')
  tote = await makeProduct(t, {
    sku: 'TOTE',
    name: 'Saddle Tote',
    nameTh: 'กระเป๋าอานม้า',
    gtin: '4006381333931',
  })
  genuine = (await issueSome(t, tote))[0]!
  await workshop.drain()
})
afterAll(() => workshop.close())

/** The same serial with another hash and the check that fits it. */
function withOtherHash(serial: string): string {
  const folded = fold(serial)
  for (const first of CROCKFORD) {
    const text = folded.slice(0, -5) + first + folded.slice(-4, -1)
    const check = checkCharacter(text)
    if (text !== folded.slice(0, -1) && CROCKFORD.includes(check)) return text + check
  }
  throw new Error('no other hash')
}

describe('public verification', () => {
  it('answers for a genuine piece with the fields of the contract, in their order', async () => {
    const [piece] = await issueSome(t, tote)
    await workshop.drain()
    const reply = await ask(workshop.central, piece!.serial)
    expect(reply.status).toBe(200)
    expect(reply.text).toBe(
      `{"ok":true,"valid":true,"serial":"${piece!.serial}","status":"issued","product":{"name":"Saddle Tote","name_th":"กระเป๋าอานม้า","sku":"TOTE","gtin":"4006381333931"},"maker":{"code":"MA01","name":"Maison Atelier"},"line":"HAT","made_on":"2025-11-09","scans":1}`,
    )
    expect(reply.headers).toMatchObject({
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'no-store',
      'access-control-allow-origin': '*',
      vary: 'Accept',
      ratelimit: '"verify";r=59;t=60',
      'ratelimit-policy': '"verify";q=60;w=60',
    })
  })

  it('understands whatever people type or scan, on every host', async () => {
    const { serial, compact } = genuine
    const forms = [
      serial,
      compact,
      serial.toLowerCase(),
      compact.toLowerCase(),
      serial.replaceAll('-', ''),
      serial.replaceAll('-', ' '),
      ` ${serial} `,
      serial.replaceAll('-', '–'),
      serial.replaceAll('0', 'o'),
      serial.replaceAll('1', 'l'),
      compact.replaceAll('1', 'I').replaceAll('0', 'O'),
      compact.replace(/(.{6})/g, '$1-'),
    ]
    const hosts = [workshop.central, t.anonymous, other.anonymous]
    for (const [i, form] of forms.entries()) {
      const reply = await ask(hosts[i % 3]!, form)
      expect([form, reply.status, reply.body.serial]).toEqual([form, 200, serial])
    }
    const stranger = await ask(workshop.central, serial, '', { host: 'nobody.example' })
    expect(stranger.status).toBe(200)
  })

  it('does not tell the ways to fail apart', async () => {
    const { serial, compact } = genuine
    const [held] = await issueSome(t, tote)
    await t.as('planner').post(`serials/${held!.id}/quarantine`, { reason: 'the seam' })
    await workshop.drain()
    const otherCheck = serial.slice(0, -1) + (serial.endsWith('0') ? '1' : '0')
    const unknown = 'MA01-HAT-TOTE-20251109-00999-7K2M-'
    const failures = {
      empty: '',
      spaces: '   ',
      malformed: 'hello',
      'a sentence': "'; drop table piece; -- ",
      'a NUL': 'MA01\u0000HAT',
      'another script': 'กขค',
      'far too long': 'x'.repeat(5_000),
      'long with the genuine in front': `${serial}${' '.repeat(200)}`,
      check: otherCheck,
      unknown: unknown + checkCharacter(fold(unknown)),
      hash: withOtherHash(serial),
      'compact check': compact.slice(0, -1) + (compact.endsWith('0') ? '1' : '0'),
      'compact MAC': withOtherHash(compact),
      'another maker': serial.replace('MA01', 'SIAM'),
      'an old number without its maker': 'BELT-7',
      quarantined: held!.serial,
      'quarantined, compact': held!.compact,
    }
    for (const [name, text] of Object.entries(failures)) {
      const reply = await ask(workshop.central, text)
      expect([name, reply.status, reply.text]).toEqual([name, 404, NOT_FOUND])
      expect(reply.headers['cache-control']).toBe('no-store')
      expect(reply.headers['access-control-allow-origin']).toBe('*')
      expect(Object.keys(reply.headers).sort()).toEqual(
        Object.keys((await ask(workshop.central, 'x')).headers).sort(),
      )
    }
    for (const url of [
      '/api/public/serial/verify/%zz',
      '/api/public/serial/verify/a%2Fb',
      '/api/public/serial/verify/a/b',
    ]) {
      const reply = await workshop.central.get(url, someone())
      expect([url, reply.status, reply.text]).toEqual([url, 404, NOT_FOUND])
    }
  })

  it('does not take a registry’s word for what no key signed', async () => {
    const [piece] = await issueSome(t, tote)
    await workshop.drain()
    const forged = withOtherHash(piece!.serial)
    const printed = `${piece!.serial.slice(0, -6)}${forged.slice(-5, -1)}-${forged.slice(-1)}`
    await workshop.asOwner(
      'update registry.piece set serial = $1, folded = $2 where id = $3',
      printed,
      forged,
      piece!.id,
    )
    expect((await ask(workshop.central, printed)).text).toBe(NOT_FOUND)
    // Signed, but for other parts than the row says.
    await workshop.asOwner(
      `update registry.piece set serial = $1, folded = $2, line = 'OEM' where id = $3`,
      piece!.serial,
      fold(piece!.serial),
      piece!.id,
    )
    expect((await ask(workshop.central, piece!.serial)).text).toBe(NOT_FOUND)
    await workshop.asOwner(
      `update registry.piece set line = 'HAT', serial = 'nonsense' where id = $1`,
      piece!.id,
    )
    expect((await ask(workshop.central, piece!.serial)).text).toBe(NOT_FOUND)
    await workshop.asOwner('update registry.piece set serial = $1 where id = $2', piece!.serial, piece!.id)
    expect((await ask(workshop.central, piece!.serial)).status).toBe(200)
  })

  it('keeps a piece genuine when the keys are rotated, as long as its own is in the ring', async () => {
    const old = workshop.kernel.serialKeys[0]
    const fresh = '11d90086c4e94cf0ba14a729741cc651c74b9770d99d5f4563a98042f42fcbd7'
    const withKeys = (...serialKeys: string[]) =>
      Object.create(workshop.kernel, { serialKeys: { value: serialKeys } }) as typeof workshop.kernel
    for (const typed of [genuine.serial, genuine.compact]) {
      expect(await verify(withKeys(fresh, old), { typed })).toMatchObject({ genuine: true })
      expect(await verify(withKeys(fresh), { typed })).toMatchObject({ genuine: false, cause: 'hash' })
    }
  })

  it('says where a piece is on its way, and that it is recalled or stolen', async () => {
    const [piece] = await issueSome(t, tote, 1, { state: 'in_production' })
    const statusNow = async () => {
      await workshop.drain()
      const { body } = await ask(workshop.central, piece!.compact)
      return [body.valid, body.status, body.made_on]
    }
    expect(await statusNow()).toEqual([true, 'in_production', null])
    workshop.clock.advance({ days: 1 })
    await putInStock(workshop, t, tote, [piece!])
    expect(await statusNow()).toEqual([true, 'in_stock', '2025-11-10'])
    await inTenant(workshop, t, (ctx) =>
      changeState(ctx, { ids: [piece!.id], from: ['in_stock'], to: 'sold' }),
    )
    expect(await statusNow()).toEqual([true, 'sold', '2025-11-10'])
    await t.as('planner').post(`serials/${piece!.id}/recall`, { reason: 'The clasp breaks' })
    expect(await statusNow()).toEqual([true, 'recalled', '2025-11-10'])
    await t.as('planner').post(`serials/${piece!.id}/report-stolen`, { reason: 'At the fair' })
    expect(await statusNow()).toEqual([true, 'stolen', '2025-11-10'])
  })

  it('knows an old number with its maker: named, or implied by the host', async () => {
    await t.as('owner').post('flags/FF_SERIAL_STD_OEM', { enabled: false, why: 'Old numbers' })
    await other.as('owner').post('flags/FF_SERIAL_STD_OEM', { enabled: false, why: 'Old numbers' })
    const theirs = await makeProduct(other, { sku: 'PEN' })
    const [mine] = await issueSome(t, tote, 1, { line: 'OEM', numbers: ['Belt No. 7/ก'] })
    await issueSome(other, theirs, 1, { line: 'OEM', numbers: ['BELT NO.7/ก'] })
    await workshop.drain()
    const makerOf = async (client: Client, query = '') => {
      const reply = await ask(client, 'belt no.7/ก', query)
      return reply.status === 200 ? reply.body.maker.code : reply.text
    }
    expect(await makerOf(workshop.central)).toBe(NOT_FOUND)
    expect(await makerOf(workshop.central, '?maker=MA01')).toBe('MA01')
    expect(await makerOf(workshop.central, '?maker=mao1')).toBe('MA01')
    expect(await makerOf(workshop.central, '?maker=siam')).toBe('SIAM')
    expect(await makerOf(workshop.central, '?maker=NONE')).toBe(NOT_FOUND)
    expect(await makerOf(workshop.central, '?maker=MA01&maker=SIAM')).toBe(NOT_FOUND)
    expect(await makerOf(t.anonymous)).toBe('MA01')
    expect(await makerOf(other.anonymous)).toBe('SIAM')
    expect(await makerOf(other.anonymous, '?maker=MA01')).toBe('MA01')
    // On a domain of its own too, even one the registry has not heard of yet.
    await workshop.asOwner(
      `insert into tenant_domain (domain, tenant_id, verified_at, created_at) values ('siam.example', $1, now(), now())`,
      other.id,
    )
    const ofDomain = await ask(workshop.central, 'BELT NO.7/ก', '', { host: 'siam.example' })
    expect(ofDomain.body.maker.code).toBe('SIAM')
    expect(ofDomain.body.serial).toBe('BELT NO.7/ก')
    expect(mine!.serial).toBe('Belt No. 7/ก')
    // A maker that is named with a compact serial must be its maker; a standard serial says itself who made it.
    expect((await ask(workshop.central, genuine.compact, '?maker=SIAM')).text).toBe(NOT_FOUND)
    expect((await ask(workshop.central, genuine.compact, '?maker=MA01')).status).toBe(200)
    expect((await ask(workshop.central, genuine.serial, '?maker=SIAM')).status).toBe(200)
  })

  it('keeps working for a suspended workshop and while the tenant store is down', async () => {
    await workshop.asOwner(`update tenant set status = 'suspended' where id = $1`, t.id)
    workshop.kernel.tenants.forget()
    expect((await ask(t.anonymous, genuine.serial)).status).toBe(200)
    await workshop.asOwner(`update tenant set status = 'active' where id = $1`, t.id)
    workshop.kernel.tenants.forget()
    workshop.takeStatements()
    expect((await ask(t.anonymous, genuine.serial)).status).toBe(200)
    expect((await ask(workshop.central, 'nothing')).status).toBe(404)
    expect(workshop.takeStatements()).toEqual([])
  })

  it('answers 503 and never "not found" while the registry is out of reach', async () => {
    await registryIs(workshop, 'away')
    for (const text of [genuine.serial, genuine.compact, 'nonsense']) {
      const reply = await ask(workshop.central, text)
      expect([reply.status, reply.text]).toEqual([
        503,
        '{"ok":false,"error":"Verification is not available right now"}',
      ])
      expect(reply.headers).toMatchObject({
        'retry-after': '5',
        'cache-control': 'no-store',
        'access-control-allow-origin': '*',
      })
    }
    const page = await ask(workshop.central, genuine.serial, '', { accept: 'text/html' })
    expect(page.status).toBe(503)
    expect(page.text).toContain('We cannot check just now')
    await registryIs(workshop, 'there')
    expect((await ask(workshop.central, genuine.serial)).status).toBe(200)
  })

  it('answers 503 when there is no registry at the other end at all', async () => {
    const alone = await openSerials({
      env: { REGISTRY_DATABASE_URL: 'postgresql://registry:secret@127.0.0.1:1/registry' },
    })
    const reply = await alone.central.get(verifyUrl(genuine.serial))
    expect([reply.status, reply.headers['retry-after']]).toEqual([503, '5'])
    expect((await alone.central.get('/v')).status).toBe(200)
    await alone.close()
  })

  it('lets any page of any site ask', async () => {
    const preflight = await workshop.app.inject({
      method: 'OPTIONS',
      url: verifyUrl(genuine.serial),
      headers: { host: 'localhost', origin: 'https://forum.example' },
    })
    expect(preflight.statusCode).toBe(204)
    expect(preflight.headers).toMatchObject({
      'access-control-allow-origin': '*',
      'access-control-allow-methods': 'GET, HEAD, OPTIONS',
    })
  })
})

describe('its limits', () => {
  it('answer the 61st request of a minute with 429, other clients meanwhile, and everybody a minute later', async () => {
    const me = { 'x-forwarded-for': '198.51.100.7' }
    for (let i = 1; i <= 60; i++)
      expect((await workshop.central.get(verifyUrl(i % 2 ? genuine.serial : 'nonsense'), me)).status).toBe(
        i % 2 ? 200 : 404,
      )
    const refused = await workshop.central.get(verifyUrl(genuine.serial), me)
    expect([refused.status, refused.text]).toEqual([429, '{"ok":false,"error":"Too many requests"}'])
    expect(refused.headers).toMatchObject({
      'retry-after': '60',
      ratelimit: '"verify";r=0;t=60',
      'access-control-allow-origin': '*',
      'cache-control': 'no-store',
    })
    const page = await workshop.central.get(`/v/MA01/${genuine.compact}`, me)
    expect(page.status).toBe(429)
    expect(page.text).toContain('One moment, please')
    expect((await ask(workshop.central, genuine.serial)).status).toBe(200)
    workshop.clock.advance({ seconds: 61 })
    expect((await workshop.central.get(verifyUrl(genuine.serial), me)).status).toBe(200)
  })

  it('count the addresses of one IPv6 network as one client', async () => {
    for (let i = 1; i <= 60; i++)
      await workshop.central.get(verifyUrl('nonsense'), {
        'x-forwarded-for': `2001:db8:1:2::${i.toString(16)}`,
      })
    const refused = await workshop.central.get(verifyUrl('nonsense'), {
      'x-forwarded-for': '2001:db8:1:2:ffff::1',
    })
    expect(refused.status).toBe(429)
    expect(
      (await workshop.central.get(verifyUrl('nonsense'), { 'x-forwarded-for': '2001:db8:1:3::1' })).status,
    ).toBe(404)
  })

  it('answer 429 for one serial that half the world asks for, and not for others', async () => {
    workshop.clock.advance({ minutes: 2 })
    const [hot, cold] = await issueSome(t, tote, 2)
    await workshop.drain()
    const statuses = new Map<number, number>()
    for (let i = 0; i < 1_205; i++) {
      const reply = await workshop.central.get(verifyUrl(hot!.compact), {
        'x-forwarded-for': `10.0.${i % 200}.${i % 7}`,
      })
      statuses.set(reply.status, (statuses.get(reply.status) ?? 0) + 1)
    }
    expect([...statuses]).toEqual([
      [200, 1_200],
      [429, 5],
    ])
    expect((await ask(workshop.central, cold!.compact)).status).toBe(200)
  })
})

describe('scans', () => {
  it('are counted together, after the answer, and only the maker sees them', async () => {
    const [piece] = await issueSome(t, tote)
    await workshop.drain()
    const scans = scansOf(workshop.kernel)
    await scans.flush()
    const me = someone()
    const counted = async () => (await workshop.central.get(verifyUrl(piece!.serial), me)).body.scans
    expect([await counted(), await counted(), await counted()]).toEqual([1, 2, 3])
    await scans.flush()
    expect([await counted(), await counted()]).toEqual([4, 5])
    await workshop.app.inject({
      method: 'HEAD',
      url: verifyUrl(piece!.serial),
      headers: { host: 'localhost', ...me },
    })
    workshop.clock.advance({ minutes: 1 })
    await workshop.central.get(`/v/MA01/${piece!.compact}`, someone())
    await scans.flush()
    const rows = await workshop.asOwner<{ outcome: string; client: string; maker_folded: string }>(
      'select outcome, client, maker_folded from registry.scan where piece_id = $1 order by id',
      piece!.id,
    )
    expect(rows).toHaveLength(6)
    expect(rows.every((row) => row.outcome === 'issued' && row.maker_folded === 'MA01')).toBe(true)
    // Clients of a day are told apart; their addresses are not kept.
    expect(new Set(rows.map((row) => row.client)).size).toBe(2)
    expect(JSON.stringify(rows)).not.toContain('203.0.113')
    const mine = (await t.as('viewer').get(`serials/${piece!.id}`)).body.scans
    expect(mine.count).toBe(6)
    expect(Date.parse(mine.lastAt) - Date.parse(mine.firstAt)).toBe(60_000)
  })

  it('wait for the registry, and are not lost by its absence', async () => {
    const [piece] = await issueSome(t, tote)
    await workshop.drain()
    const scans = scansOf(workshop.kernel)
    await scans.flush()
    await ask(workshop.central, piece!.serial)
    await registryIs(workshop, 'away')
    await scans.flush()
    const away = (await t.as('viewer').get(`serials/${piece!.id}`)).body
    expect([away.serial, away.scans]).toEqual([piece!.serial, null])
    await registryIs(workshop, 'there')
    expect((await ask(workshop.central, piece!.serial)).body.scans).toBe(2)
    await scans.flush()
    expect((await t.as('viewer').get(`serials/${piece!.id}`)).body.scans.count).toBe(2)
  })

  it('are written by themselves when there are many, and before the program ends', async () => {
    const own = await openSerials({ env: { VERIFY_LIMIT_PER_MINUTE: '100000' } })
    const maker = await own.tenant('MA01')
    const [piece] = await issueSome(maker, await makeProduct(maker, { sku: 'TOTE' }))
    await own.drain()
    for (let i = 0; i < 510; i++) await own.central.get(verifyUrl(piece!.compact))
    const counted = async () =>
      Number((await own.asOwner<{ scans: string }>('select scans from registry.scan_count'))[0]?.scans ?? 0)
    await expect.poll(counted, { interval: 5 }).toBeGreaterThanOrEqual(500)
    await own.app.close()
    expect(await counted()).toBe(510)
    await own.close()
  })
})

describe('old scans', () => {
  it('are forgotten after 400 days; how many there were is not', async () => {
    const own = await openSerials()
    const maker = await own.tenant('MA01')
    const [piece] = await issueSome(maker, await makeProduct(maker, { sku: 'TOTE' }))
    await own.drain()
    const scan = async () => {
      await own.central.get(verifyUrl(piece!.serial))
      await scansOf(own.kernel).flush()
    }
    const rows = async () => (await own.asOwner('select id from registry.scan')).length
    await scan()
    own.clock.advance({ days: 399 })
    await scan()
    await runSchedule(own.kernel, 'serials.forget_scans')
    expect(await rows()).toBe(2)
    own.clock.advance({ days: 2 })
    await runSchedule(own.kernel, 'serials.forget_scans')
    expect(await rows()).toBe(1)
    const [count] = await own.asOwner<{ scans: string }>('select scans from registry.scan_count')
    expect(Number(count!.scans)).toBe(2)
    await own.close()
  })
})

describe('the page of a scan', () => {
  const html = { accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8' }

  it('is the same address asked for HTML, and the address in the QR code', async () => {
    const addresses = [
      verifyUrl(genuine.serial),
      `/v/MA01/${genuine.compact}`,
      `/v/${genuine.serial}`,
      `/01/04006381333931/21/${genuine.compact}`,
    ]
    for (const address of addresses) {
      const page = await workshop.central.get(address, { ...html, ...someone() })
      expect([address, page.status]).toEqual([address, 200])
      expect(page.text).toContain('This piece is genuine')
      expect(page.text).toContain('Maison Atelier')
      expect(page.text).toContain('Saddle Tote')
      expect(page.text).not.toContain('<script')
      expect(page.headers).toMatchObject({
        'content-type': 'text/html; charset=utf-8',
        'cache-control': 'no-store',
        'content-language': 'en',
        vary: 'Accept, Accept-Language',
      })
      expect(page.headers['content-security-policy']).toContain("default-src 'none'")
    }
    const link = (await t.as('viewer').get(`serials/${genuine.id}`)).body.link
    expect(link).toBe(`http://localhost:3000/01/04006381333931/21/${genuine.compact}`)
  })

  it('speaks Thai, and shows the workshop on its own host', async () => {
    const page = await t.anonymous.get(`/v/MA01/${genuine.compact}?lang=th`, { ...html, ...someone() })
    expect(page.text).toContain('กระเป๋าอานม้า')
    expect(page.text).toContain('<html lang="th">')
    expect(page.text).toContain('· Maison Atelier</title>')
    const preferred = await workshop.central.get(`/v/MA01/${genuine.compact}`, {
      'accept-language': 'th-TH',
      ...someone(),
    })
    expect(preferred.headers['content-language']).toBe('th')
  })

  it('warns of what is recalled, stolen or withdrawn', async () => {
    const titles = {
      recall: 'Genuine, but recalled',
      'report-stolen': 'Reported stolen',
      void: 'Withdrawn by its maker',
    }
    for (const [verb, title] of Object.entries(titles)) {
      const [piece] = await issueSome(t, tote)
      await t.as('planner').post(`serials/${piece!.id}/${verb}`, { reason: 'x' })
      await workshop.drain()
      const page = await workshop.central.get(`/v/MA01/${piece!.compact}`, { ...html, ...someone() })
      expect([page.status, page.text.includes(title)]).toEqual([200, true])
    }
  })

  it('is 404 for what is not genuine, and shows safely what was entered', async () => {
    for (const address of [
      '/v/MA01/NONSENSE',
      `/v/SIAM/${genuine.compact}`,
      `/01/04012345123456/21/${genuine.compact}`,
      '/v/MA01/%3Cscript%3Ealert(1)%3C%2Fscript%3E',
    ]) {
      const page = await workshop.central.get(address, { ...html, ...someone() })
      expect([address, page.status]).toEqual([address, 404])
      expect(page.text).toContain('We do not know this number')
      expect(page.text).not.toContain('<script')
    }
  })

  it('has a form that leads to the answer’s own address', async () => {
    for (const form of ['/v', '/verify']) {
      const page = await workshop.central.get(form)
      expect(page.status).toBe(200)
      expect(page.text).toContain('name="serial"')
      expect(page.text).toContain('name="maker"')
      const lead = async (client: Client, query: string) => {
        const reply = await client.get(`${form}?${query}`)
        return [reply.status, reply.headers.location ?? '']
      }
      expect(await lead(workshop.central, `serial=${genuine.serial}`)).toEqual([303, `/v/${genuine.serial}`])
      expect(await lead(workshop.central, 'serial=7%2F1&maker=ma01')).toEqual([303, '/v/ma01/7%2F1'])
      expect(await lead(t.anonymous, 'serial=7')).toEqual([303, '/v/MA01/7'])
      // A short number means nothing without its maker.
      expect(await lead(workshop.central, 'serial=7')).toEqual([200, ''])
    }
    const asked = await t.anonymous.get('/v')
    expect(asked.text).not.toContain('name="maker"')
  })
})
