import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runSchedule } from '../../../kernel/jobs/scheduler.ts'
import type { TestTenant, Workshop } from '../../../kernel/testing/workshop.ts'
import { type IssuedReply, issueSome, makeProduct, openSerials, registryIs } from '../serials.build.ts'

const NOT_FOUND = '{"ok":false,"error":"Serial not found or invalid"}'
const GTIN = '04006381333931'
const HTML = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' }
const LINKSET = { accept: 'application/linkset+json' }
const JSON_ONLY = { accept: 'application/json' }
const voc = (type: string) => `https://ref.gs1.org/voc/${type}`

let workshop: Workshop
let t: TestTenant
let tote: string
let piece: IssuedReply
let own: string
beforeAll(async () => {
  workshop = await openSerials({ env: { TRUST_PROXY: 'true', VERIFY_LIMIT_PER_MINUTE: '10000' } })
  t = await workshop.tenant('MA01', { name: 'Maison Atelier' })
  tote = await makeProduct(t, { sku: 'TOTE', name: 'Saddle Tote', gtin: '4006381333931' })
  piece = (await issueSome(t, tote))[0]!
  await workshop.drain()
  own = `/01/${GTIN}/21/${piece.compact}`
})
afterAll(() => workshop.close())

const publish = async (published: boolean) => {
  await t.as('owner').patch(`products/${tote}`, { published })
  await workshop.drain()
}

describe('a piece by its Digital Link', () => {
  it('is its page, as JSON what verification says, on every host, and tells where its links are', async () => {
    const anonymous = [workshop.central, t.anonymous]
    for (const client of anonymous) {
      const page = await client.get(own, HTML)
      expect([page.status, page.text.includes('This piece is genuine')]).toEqual([200, true])
      expect(page.headers.link).toBe(
        `<http://localhost:3000${own}?linkType=linkset>; rel="linkset"; type="application/linkset+json"`,
      )
      expect(page.headers['access-control-allow-origin']).toBe('*')
      // Who does not say what it wants gets the page too; a slash at the end changes nothing.
      expect((await client.get(`${own}/`)).headers['content-type']).toContain('text/html')
      const json = await client.get(own, JSON_ONLY)
      expect(json.body).toMatchObject({ ok: true, serial: piece.serial, product: { sku: 'TOTE' } })
    }
  })

  it('may be asked for with its variant and lot in front, in the order of GS1', async () => {
    const full = `/01/${GTIN}/22/V2/10/LOT-7/21/${piece.compact}?17=301231&utm=x`
    expect((await workshop.central.get(full, JSON_ONLY)).body.ok).toBe(true)
    const wrongOrder = await workshop.central.get(`/01/${GTIN}/10/L/22/V/21/${piece.compact}`, JSON_ONLY)
    expect(wrongOrder.status).toBe(400)
  })

  it('lists its links as a linkset, with those of its product', async () => {
    await publish(true)
    for (const [address, headers] of [
      [own, LINKSET],
      [`${own}?linkType=linkset`, {}],
      [`${own}?linkType=all`, HTML],
    ] as const) {
      const reply = await workshop.central.get(address, headers)
      expect([reply.status, reply.headers['content-type']]).toEqual([
        200,
        'application/linkset+json; charset=utf-8',
      ])
      expect(reply.headers.link).toContain('rel="http://www.w3.org/ns/json-ld#context"')
      const { linkset } = JSON.parse(reply.text)
      expect(linkset.map((level: { anchor: string }) => level.anchor)).toEqual([
        `http://localhost:3000${own}`,
        `http://localhost:3000/01/${GTIN}`,
      ])
      const page = `http://localhost:3000/v/MA01/${piece.compact}`
      expect(linkset[0]).toMatchObject({
        description: `Saddle Tote, ${piece.serial}`,
        [voc('defaultLink')]: [{ href: page, title: 'Is this piece genuine' }],
        [voc('verificationService')]: [
          { href: page, type: 'text/html', hreflang: ['en', 'th'] },
          {
            href: `http://localhost:3000/api/public/serial/verify/${piece.compact}`,
            type: 'application/json',
          },
        ],
        [voc('recallStatus')]: [{ href: page }],
      })
      expect(linkset[1][voc('pip')]).toEqual([
        {
          href: `http://ma01.localhost:3000/shop/tote`,
          title: 'Saddle Tote',
          type: 'text/html',
          hreflang: ['en', 'th'],
        },
      ])
      // Every link has a target and a title; the default has nothing else.
      for (const level of linkset)
        for (const [type, links] of Object.entries(level).filter(([name]) => name.startsWith('https://')))
          for (const link of links as object[]) {
            expect(link).toMatchObject({ href: expect.any(String), title: expect.any(String) })
            if (type.endsWith('defaultLink')) expect(Object.keys(link)).toEqual(['href', 'title'])
          }
    }
  })

  it('lists the passport of a piece that has one, until it is revoked', async () => {
    const passport = `http://localhost:3000/p/MA01/${piece.compact}`
    const found = async () => {
      const { linkset } = JSON.parse((await workshop.central.get(own, LINKSET)).text)
      return ['dpp', 'sustainabilityInfo', 'traceability'].map((type) => linkset[0][voc(type)]?.[0].href)
    }
    expect(await found()).toEqual([undefined, undefined, undefined])
    await workshop.asOwner(
      `insert into registry.passport (piece_id, maker_folded, maker_code, maker_name, compact, version, status_index, revoked, content,
         credential, updated_at)
       select id, 'MA01', 'MA01', 'Maison Atelier', compact, 1, 0, false, '{}', '{}', now() from registry.piece where compact = $1`,
      piece.compact,
    )
    expect(await found()).toEqual([passport, passport, passport])
    await workshop.asOwner('update registry.passport set revoked = true where compact = $1', piece.compact)
    expect(await found()).toEqual([undefined, undefined, undefined])
  })

  it('leads to the type of link that is asked for, with the rest of the query, and 404 where there is none', async () => {
    for (const type of [
      'gs1:verificationService',
      'recallStatus',
      'https://gs1.org/voc/defaultLink',
      voc('pip'),
    ]) {
      const reply = await workshop.central.get(
        `${own}?linkType=${encodeURIComponent(type)}&lang=th&17=301231`,
        HTML,
      )
      expect([type, reply.status]).toEqual([type, 307])
      expect(reply.headers.location).toBe(`http://localhost:3000/v/MA01/${piece.compact}?lang=th&17=301231`)
    }
    const none = await workshop.central.get(`${own}?linkType=gs1:nutritionalInfo`)
    expect([none.status, none.text]).toEqual([404, NOT_FOUND])
  })

  it('that is not genuine, or of another product, is the same 404 in every form', async () => {
    const wrong = [
      `/01/${GTIN}/21/NONSENSE`,
      `/01/${GTIN}/21/${piece.compact.slice(0, -1)}${piece.compact.endsWith('X') ? 'Y' : 'X'}`,
      `/01/08850000000003/21/${piece.compact}`,
    ]
    const answers = new Set<string>()
    for (const address of wrong) {
      for (const query of ['', '?linkType=linkset', '?linkType=gs1:pip']) {
        const reply = await workshop.central.get(address + query, JSON_ONLY)
        answers.add(`${reply.status} ${reply.text}`)
      }
      expect((await workshop.central.get(address, HTML)).status).toBe(404)
    }
    expect([...answers]).toEqual([`404 ${NOT_FOUND}`])
  })
})

describe('a product by its GTIN', () => {
  it('leads to the shop while it is published, to the check of pieces otherwise', async () => {
    await publish(true)
    const shop = await workshop.central.get(`/01/${GTIN}?lang=th`, HTML)
    expect([shop.status, shop.headers.location]).toEqual([
      307,
      'http://ma01.localhost:3000/shop/tote?lang=th',
    ])
    expect(shop.headers.link).toContain('rel="linkset"')
    await publish(false)
    const check = await t.anonymous.get(`/01/${GTIN}/`, HTML)
    expect([check.status, check.headers.location]).toEqual([307, 'http://ma01.localhost:3000/v'])
    expect((await workshop.central.get(`/01/${GTIN}?linkType=gs1:pip`)).status).toBe(404)
    const { linkset } = JSON.parse((await workshop.central.get(`/01/${GTIN}`, LINKSET)).text)
    expect(linkset).toHaveLength(1)
  })

  it('is unknown when nobody claimed it, and from when it was given up', async () => {
    expect((await workshop.central.get('/01/08850000000003', JSON_ONLY)).text).toBe(NOT_FOUND)
    const { id } = (
      await t.as('owner').post('products', {
        sku: 'PEN',
        name: 'Pen',
        kind: 'finished',
        unit: 'pc',
        currency: 'THB',
        gtin: '8850000000003',
      })
    ).body
    await workshop.drain()
    expect((await workshop.central.get('/01/08850000000003', LINKSET)).status).toBe(200)
    await t.as('owner').patch(`products/${id}`, { gtin: null })
    await workshop.drain()
    const gone = await workshop.central.get('/01/08850000000003', LINKSET)
    expect([gone.status, gone.text]).toEqual([404, NOT_FOUND])
    expect((await workshop.central.get('/01/08850000000003', HTML)).text).toContain(
      'We do not know this number',
    )
  })

  it('works for pieces that were issued before it was given', async () => {
    const bag = await makeProduct(t, { sku: 'BAG' })
    const [earlier] = await issueSome(t, bag)
    await workshop.drain()
    const gtin = '08850000000119'
    expect((await workshop.central.get(`/01/${gtin}/21/${earlier!.compact}`, JSON_ONLY)).status).toBe(404)
    await t.as('owner').patch(`products/${bag}`, { gtin: '8850000000119' })
    await workshop.drain()
    const link = (await t.as('viewer').get(`serials/${earlier!.id}`)).body.link
    expect(link).toBe(`http://localhost:3000/01/${gtin}/21/${earlier!.compact}`)
    expect((await workshop.central.get(new URL(link).pathname, JSON_ONLY)).body).toMatchObject({
      serial: earlier!.serial,
    })
  })
})

describe('an address that is no Digital Link', () => {
  it.each([
    [`/01/04006381333930/21/X`, 'incorrect check digit'],
    [`/01/4006381333931`, 'needs exactly 14 characters'],
    [`/01/${GTIN}/21/`, 'no GS1 key'],
    [`/01/${GTIN}/99/X`, 'not in the order'],
    [`/01/${GTIN}/21/${'A'.repeat(21)}`, 'needs 1 to 20 characters'],
    [`/01/${GTIN}?10=LOT`, 'belongs into the path'],
    ['/01/shop-of-leather', 'needs exactly 14'],
    ['/01/0400638133393x', 'is wrong at character 14'],
  ])('is a 400 problem that says why: %s', async (address, words) => {
    const reply = await workshop.central.get(address, JSON_ONLY)
    expect([reply.status, reply.body.code]).toEqual([400, 'serials.digital_link_malformed'])
    expect(reply.headers['content-type']).toContain('application/problem+json')
    expect(reply.headers['access-control-allow-origin']).toBe('*')
    if (!address.endsWith('/21/')) expect(reply.body.detail).toContain(words)
    const page = await workshop.central.get(address, HTML)
    expect([page.status, page.text.includes('We do not know this number')]).toEqual([400, true])
  })
})

describe('the resolver', () => {
  it('describes itself', async () => {
    const reply = await t.anonymous.get('/.well-known/gs1resolver')
    expect(reply.body).toMatchObject({
      resolverRoot: 'http://localhost:3000',
      supportedPrimaryKeys: ['01'],
      supportedLinkType: [{ namespace: 'https://ref.gs1.org/voc/', prefix: 'gs1:' }],
    })
    expect(reply.headers['access-control-allow-origin']).toBe('*')
  })

  it('answers HEAD and what a browser asks before it asks', async () => {
    const send = (method: 'HEAD' | 'OPTIONS') =>
      workshop.app.inject({ method, url: own, headers: { host: 'localhost', origin: 'https://a.example' } })
    expect((await send('HEAD')).statusCode).toBe(200)
    const options = await send('OPTIONS')
    expect([options.statusCode, options.headers['access-control-allow-origin']]).toEqual([204, '*'])
  })

  it('answers 503, never "not found", while the registry is away', async () => {
    await registryIs(workshop, 'away')
    for (const address of [own, `/01/${GTIN}`, `${own}?linkType=linkset`]) {
      const reply = await workshop.central.get(address, JSON_ONLY)
      expect([address, reply.status]).toEqual([address, 503])
    }
    // Products go on changing meanwhile; the schedule brings what no job could.
    await t.as('owner').patch(`products/${tote}`, { name: 'Saddle Tote II' })
    await registryIs(workshop, 'there')
    await runSchedule(workshop.kernel, 'serials.gtins')
    const { linkset } = JSON.parse((await workshop.central.get(`/01/${GTIN}`, LINKSET)).text)
    expect(linkset[0].description).toBe('Saddle Tote II')
  })

  it('counts its answers with those of verification', async () => {
    const tight = await openSerials({ env: { TRUST_PROXY: 'true', VERIFY_LIMIT_PER_MINUTE: '2' } })
    const me = { 'x-forwarded-for': '198.51.100.9', ...JSON_ONLY }
    for (let i = 0; i < 2; i++) expect((await tight.central.get('/01/08850000000003', me)).status).toBe(404)
    const refused = await tight.central.get('/01/08850000000003', me)
    expect([refused.status, refused.text]).toEqual([429, '{"ok":false,"error":"Too many requests"}'])
    expect(refused.headers).toMatchObject({ 'retry-after': '60', 'access-control-allow-origin': '*' })
    await tight.close()
  })
})
