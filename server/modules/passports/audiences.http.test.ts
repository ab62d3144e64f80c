import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Reply, TestTenant, Workshop } from '../../kernel/testing/workshop.ts'
import {
  as,
  claim,
  NOK,
  openAtelier,
  openOwnership,
  type SoldPiece,
  sell,
} from '../ownership/ownership.build.ts'
import type { Audience } from './fields.ts'

let workshop: Workshop
let t: TestTenant
let other: TestTenant
let sold: SoldPiece[]
let compacts: string[]
let mine: string

/** One word for each field, by whom it is for. */
const WORDS = {
  public: 'Wipe with a dry cloth',
  owner: 'We restitch it for thirty years',
  authority: 'The address of the tannery',
  nobody: '77.7',
} as const

beforeAll(async () => {
  workshop = await openOwnership()
  const atelier = await openAtelier(workshop)
  t = atelier.t
  other = await workshop.tenant('SIAM')
  sold = await sell(t, atelier.tote, 3)
  const saved = await t.as('owner').put(`products/${atelier.tote}/passport-profile`, {
    ...{ care: WORDS.public, repair: WORDS.owner, place: WORDS.authority, carbonKg: WORDS.nobody },
    rules: { care: 'public', repair: 'owner', place: 'authority', carbon: 'nobody', madeOn: 'owner' },
  })
  expect(saved.status).toBe(200)
  await workshop.asOwner(
    `update serial set made_on = '2026-03-01' where id = any($1::uuid[])`,
    sold.map(({ id }) => id),
  )
  const issued = await t.as('owner').post('passports', { serialIds: sold.slice(0, 2).map(({ id }) => id) })
  expect(issued.body.issued).toBe(2)
  await workshop.drain()
  compacts = (
    await t.rows<{ compact: string }>(
      'select compact from serial where id = any($1::uuid[]) order by id',
      sold.map(({ id }) => id),
    )
  ).map(({ compact }) => compact)
  mine = await claim(workshop, t, sold[0]!.id)
})
afterAll(() => workshop.close())

/** What a text tells of, of the fields that each audience has one of. */
const toldIn = (text: string): string[] =>
  Object.entries(WORDS).flatMap(([audience, words]) => (text.includes(words) ? [audience] : []))
const EXACTLY: Record<Audience, string[]> = {
  public: ['public'],
  owner: ['public', 'owner'],
  authority: ['public', 'owner', 'authority'],
}
const HTML = { accept: 'text/html' }
const address = (n: number) => `/p/MA01/${compacts[n]}`
const ownersPage = (path: string, token: string | undefined) =>
  workshop.app.inject({
    method: 'GET',
    url: path,
    headers: { host: 'ma01.localhost', ...HTML, ...(token ? { cookie: `owner=${token}` } : {}) },
  })
const give = async (body: object) => {
  const reply = await t.as('planner').post('passport-access', { name: 'Customs', ...body })
  expect(reply.status).toBe(201)
  return reply.body as { id: string; key: string; link: string }
}
const keys = async () => (await t.as('viewer').get('passport-access')).body.items
const asKey = (key: string, accept = 'application/ld+json') => ({ accept, 'x-passport-key': key })
const kept = (reply: Reply) => String([reply.headers['set-cookie']].flat()[0]).split(';')[0]!

describe('the public', () => {
  it('sees what is for the public, in every form', async () => {
    for (const accept of ['text/html', 'application/ld+json', 'application/vc'])
      expect(toldIn((await workshop.central.get(address(0), { accept })).text)).toEqual(EXACTLY.public)
  })
})

describe('the owner of a piece', () => {
  it('sees what is for owners as well, in every form, and a link to it beside the piece', async () => {
    const path = `/my-pieces/${sold[0]!.id}/passport`
    const page = await ownersPage(path, mine)
    expect([page.statusCode, toldIn(page.payload)]).toEqual([200, EXACTLY.owner])
    expect(page.payload).toContain('You see this as the owner')
    expect(page.payload).not.toContain('<script')
    for (const [form, type] of [
      ['jsonld', 'application/ld+json; charset=utf-8'],
      ['credential', 'application/vc'],
    ]) {
      const reply = await ownersPage(`${path}?as=${form}`, mine)
      expect([reply.headers['content-type'], toldIn(reply.payload)]).toEqual([type, EXACTLY.owner])
      expect(reply.headers['cache-control']).toBe('private, no-store')
    }
    const api = await t.anonymous.get(`ownership/pieces/${sold[0]!.id}/passport`, as(mine))
    expect([api.body.audience, Object.keys(api.body.content).sort()]).toEqual([
      'owner',
      ['care', 'madeOn', 'product', 'repair'],
    ])
    expect((await ownersPage(`/my-pieces/${sold[0]!.id}`, mine)).payload).toContain(`href="${path}"`)
  })

  it('and nobody else: not without the link, not of another piece, not of one that has no passport', async () => {
    const theirs = await claim(workshop, t, sold[1]!.id, NOK)
    const unissued = await claim(workshop, t, sold[2]!.id, NOK)
    const read = (id: string, token: string) => t.anonymous.get(`ownership/pieces/${id}/passport`, as(token))
    for (const [id, token, status, code] of [
      [sold[0]!.id, theirs, 404, 'ownership.not_owner'],
      [sold[0]!.id, 'nothing', 404, 'ownership.link_over'],
      [sold[2]!.id, unissued, 404, 'passports.not_issued'],
      [other.id, mine, 404, 'ownership.not_owner'],
    ] as const) {
      const reply = await read(id, token)
      expect([reply.status, reply.body.code, toldIn(reply.text)]).toEqual([status, code, []])
    }
    expect((await ownersPage(`/my-pieces/${sold[0]!.id}/passport`, undefined)).headers.location).toBe(
      '/my-pieces',
    )
    expect((await ownersPage(`/my-pieces/${sold[0]!.id}/passport`, theirs)).statusCode).toBe(404)
    expect((await ownersPage(`/my-pieces/${sold[2]!.id}/passport`, unissued)).statusCode).toBe(404)
    expect((await ownersPage(`/my-pieces/${sold[2]!.id}`, unissued)).payload).not.toContain('/passport"')
  })
})

describe('an authority', () => {
  it('follows the link of its key: the address is cleared of it, and the page says all but what is for nobody', async () => {
    const { link, key } = await give({ serialId: sold[0]!.id })
    expect(link).toMatch(new RegExp(`^http://localhost:3000/p/MA01/${compacts[0]}\\?key=MA01`))
    const first = await workshop.central.get(link.slice('http://localhost:3000'.length), HTML)
    expect([first.status, first.headers.location]).toEqual([303, address(0)])
    expect(String(first.headers['set-cookie'])).toMatch(/; Path=\/p; Max-Age=86400; HttpOnly; SameSite=Lax$/)
    const page = await workshop.central.get(address(0), { ...HTML, cookie: kept(first) })
    expect([page.status, toldIn(page.text)]).toEqual([200, EXACTLY.authority])
    expect(page.text).toContain('Shown to Customs')
    expect(page.text).not.toContain(key)
    expect(page.headers['cache-control']).toBe('private, no-store')
    expect(page.headers['access-control-allow-origin']).toBeUndefined()
    for (const accept of ['application/ld+json', 'application/vc'])
      expect(toldIn((await workshop.central.get(address(0), asKey(key, accept))).text)).toEqual(
        EXACTLY.authority,
      )
    const api = await t.anonymous.post(
      'passport-access/read',
      { serial: sold[0]!.serial },
      { 'x-passport-key': key },
    )
    expect(api.body).toMatchObject({ audience: 'authority', given: { name: 'Customs' } })
    expect(api.body.credential.id).toBe(`http://localhost:3000${address(0)}#authority`)
    const [known] = await keys()
    expect(known).toMatchObject({ good: true, uses: 4, piece: { serial: sold[0]!.serial } })
    expect(JSON.stringify(await keys())).not.toContain(key.slice(5))
  })

  it('with a key for one piece sees of another what everybody sees', async () => {
    const { key } = await give({ serialId: sold[0]!.id })
    expect(toldIn((await workshop.central.get(address(1), asKey(key))).text)).toEqual(EXACTLY.public)
    const reply = await t.anonymous.post(
      'passport-access/read',
      { serial: sold[1]!.serial },
      { 'x-passport-key': key },
    )
    expect([reply.status, reply.body.code]).toEqual([404, 'passports.not_issued'])
  })

  it('with a key for all types numbers, and reads each', async () => {
    const { link } = await give({})
    const first = await workshop.central.get(link.slice('http://localhost:3000'.length), HTML)
    expect(first.headers.location).toBe('/p?maker=MA01')
    const headers = { ...HTML, cookie: kept(first) }
    expect((await workshop.central.get('/p?maker=MA01', headers)).text).toContain('Your key is kept')
    expect((await workshop.central.get('/p?maker=MA01', HTML)).text).not.toContain('Your key is kept')
    const typed = await workshop.central.get(`/p?maker=MA01&serial=${sold[1]!.serial}`, headers)
    expect([typed.status, typed.headers.location]).toEqual([303, `/p/MA01/${sold[1]!.serial}`])
    const page = await workshop.central.get(String(typed.headers.location), headers)
    expect(toldIn(page.text)).toEqual(EXACTLY.authority)
  })

  it('with a key that is over, ended or another workshop’s sees what everybody sees, and is told', async () => {
    const ended = await give({})
    const done = await t.as('planner').post(`passport-access/${ended.id}/end`, {})
    expect(done.status).toBe(200)
    const again = await t.as('planner').post(`passport-access/${ended.id}/end`, {})
    expect([again.status, again.body.code]).toEqual([409, 'passports.access_ended'])
    const short = await give({ days: 1 })
    const theirs = (await other.as('owner').post('passport-access', { name: 'Theirs' })).body
    workshop.clock.advance({ hours: 25 })
    const before = await keys()
    for (const key of [ended.key, short.key, theirs.key, `MA01.${'x'.repeat(32)}`]) {
      const reply = await workshop.central.get(address(0), asKey(key))
      expect([reply.status, toldIn(reply.text)]).toEqual([403, []])
      const page = await workshop.central.get(address(0), { ...HTML, 'x-passport-key': key })
      expect([page.status, toldIn(page.text)]).toEqual([200, EXACTLY.public])
      expect(page.text).toContain('The key is not good any more')
      expect(String(page.headers['set-cookie'])).toContain('Max-Age=0')
    }
    expect(await keys()).toEqual(before)
  })

  it('is given a key by who may, for what has a passport; nothing is written otherwise', async () => {
    const before = await keys()
    const ask = (body: object, role: 'planner' | 'viewer' = 'planner') =>
      t.as(role).post('passport-access', { name: 'Customs', ...body })
    expect((await ask({}, 'viewer')).status).toBe(403)
    expect((await ask({ days: 731 })).status).toBe(400)
    expect((await ask({ serialId: other.id })).status).toBe(404)
    const early = await ask({ serialId: sold[2]!.id })
    expect([early.status, early.body.code]).toEqual([409, 'passports.no_passport'])
    expect(await keys()).toEqual(before)
  })

  it('is told that there is no answer, never that there is no passport, while the store is away', async () => {
    const { key } = await give({})
    const { byCode } = workshop.kernel.tenants
    Object.assign(workshop.kernel.tenants, { byCode: () => Promise.reject(new Error('away')) })
    try {
      const reply = await workshop.central.get(address(0), asKey(key))
      expect([reply.status, reply.headers['retry-after']]).toEqual([503, '5'])
      expect((await workshop.central.get(address(0), { ...HTML, 'x-passport-key': key })).status).toBe(503)
      // Without a key the registry answers as ever.
      expect((await workshop.central.get(address(0), HTML)).status).toBe(200)
    } finally {
      Object.assign(workshop.kernel.tenants, { byCode })
    }
  })
})

describe('a member', () => {
  it('says for themselves whether they are named; a key has no name to give', async () => {
    const reply = await t.as('owner').put('me/passport-consent', { given: true, name: 'Mali S.' })
    expect([reply.status, reply.body.code]).toEqual([403, 'passports.people_only'])
    expect(await t.rows('select id from passport_consent')).toEqual([])
    const member = { kind: 'user', id: 'mali', name: 'Mali Srisai', permissions: { has: () => false } }
    const extra = { principal: member as never }
    expect(await t.run('passports.consent.get_own', {}, extra)).toEqual({
      name: 'Mali Srisai',
      given: null,
      history: [],
    })
    await t.run('passports.consent.give_own', { given: true, name: 'Mali S.' }, extra)
    const after = await t.run('passports.consent.give_own', { given: false, name: 'Mali S.' }, extra)
    expect(after).toMatchObject({
      ...{ name: 'Mali S.', given: false },
      history: [{ given: false, recordedBy: 'Mali Srisai' }, { given: true }],
    })
    const makers = (await t.as('viewer').get('passport-makers')).body.items
    expect(makers.find((one: { operatorId: string }) => one.operatorId === 'mali')).toMatchObject({
      ...{ publicName: 'Mali S.', given: false, recordedBy: 'Mali Srisai' },
    })
    expect((await other.as('owner').get('passport-makers')).text).not.toContain('Mali')
  })
})
