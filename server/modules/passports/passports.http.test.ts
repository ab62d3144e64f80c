import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openWorkshop, type Reply, type TestTenant, type Workshop } from '../../kernel/testing/workshop.ts'
import { Atelier } from '../manufacturing/atelier.build.ts'
import { isSecured, type JsonObject, multikey } from './credential/data-integrity.ts'
import { AUDIENCES, FIELDS, RULES, sees } from './fields.ts'
import { verifyIndependently } from './independent.build.ts'

let workshop: Workshop
let t: TestTenant
let a: Atelier
let pieces: { id: string; serial: string; compact: string; code: string }[]

beforeAll(async () => {
  workshop = await openWorkshop()
  t = await workshop.tenant('MA01', { name: 'Maison Atelier' })
  a = new Atelier(workshop, t)
  await a.material('LEATHER', [['HIDE-1', '50', '185']])
  await a.product({
    sku: 'TOTE',
    operations: [
      { code: 'cutting', minutes: '45' },
      { code: 'stitching', minutes: '90', after: ['cutting'] },
    ],
    materials: { LEATHER: ['6.5'] },
  })
  const { tokens } = await a.ticket('TOTE', '3')
  for (const { code } of tokens.slice(0, 2)) {
    await a.work(code, 'cutting', 40)
    await a.work(code, 'stitching', 80, { by: 'somchai' })
  }
  pieces = (
    await t.rows<{ id: string; serial: string; compact: string; code: string }>(
      `select s.id, s.human as serial, s.compact, k.code from serial s join work_token k on k.serial_id = s.id order by s.seq`,
    )
  ).map((row) => ({ ...row }))
  await workshop.drain()
})
afterAll(() => workshop.close())

const owner = () => t.as('owner')
const preview = async (id: string, audience: string): Promise<Reply['body']> => {
  const reply = await owner().get(`serials/${id}/passport?audience=${audience}`)
  if (reply.status !== 200) throw new Error(reply.text)
  return reply.body
}
const issue = async (...ids: string[]) => {
  const reply = await owner().post('passports', { serialIds: ids })
  if (reply.status === 202) await workshop.drain()
  return reply
}
const page = (path: string, headers: Record<string, string> = {}) => workshop.central.get(path, headers)
const credentialOf = async (piece: { compact: string }): Promise<JsonObject> =>
  JSON.parse((await page(`/p/MA01/${piece.compact}`, { accept: 'application/vc' })).text) as JsonObject
const consent = (operatorId: string, name: string, given: boolean) =>
  owner().post('passport-consents', { operatorId, name, given })
/** As a stranger does it: the key that the maker's DID document has for what a proof names. */
const keyFrom = (didDocument: JsonObject) => (method: string) => {
  const methods = didDocument.verificationMethod as unknown as { id: string; publicKeyMultibase: string }[]
  const found = methods.find((one) => one.id === method)
  return found && multikey(found.publicKeyMultibase)
}
const didDocument = async (path = '/makers/MA01/did.json') =>
  JSON.parse((await page(path)).text) as JsonObject

describe('an audience', () => {
  it('sees what those before it see: the public, owners, authorities; nobody sees what is for nobody', () => {
    for (const rule of RULES) {
      const seen = AUDIENCES.map((audience) => sees(audience, rule))
      expect([rule, seen]).toEqual([
        rule,
        rule === 'nobody'
          ? [false, false, false]
          : AUDIENCES.map((_, i) => i >= AUDIENCES.indexOf(rule as 'public')),
      ])
    }
  })
})

describe('what a passport says', () => {
  it('is what is known, to whom the rules say; lots to authorities only, and nobody is named without consent', async () => {
    const [piece] = pieces
    const body = await preview(piece!.id, 'public')
    expect(body.content).toMatchObject({
      product: { sku: 'TOTE', name: { en: 'TOTE', th: null } },
      madeOn: '2026-03-02',
      operations: [{ name: { en: 'cutting', th: null } }, { name: { en: 'stitching', th: null } }],
      materials: [{ name: { en: 'LEATHER', th: null }, quantity: '6.5', unit: 'pc' }],
    })
    expect(body.content.people).toBeUndefined()
    expect(body.withoutConsent.map((one: { name: string }) => one.name)).toEqual(['mali', 'somchai'])
    expect(JSON.stringify([body.content, body.jsonLd])).not.toMatch(/HIDE-1|mali|somchai/)
    expect((await preview(piece!.id, 'authority')).content.materials[0].lot).toBe('HIDE-1')
    expect((await preview(piece!.id, 'owner')).content.materials[0].lot).toBeUndefined()
    expect(body.actions).toEqual({
      issue: { allowed: true },
      revoke: { allowed: false, reason: 'passports.no_passport' },
    })
  })

  it('comes from the product, else from the workshop, each field by itself', async () => {
    const rules = { operations: 'owner', place: 'nobody' }
    expect(
      (await owner().put('passport-profile', { care: 'Keep dry', place: 'Chiang Mai', carbonKg: '9', rules }))
        .status,
    ).toBe(200)
    const own = await owner().put(`products/${a.productId('TOTE')}/passport-profile`, {
      care: 'Wipe and feed',
      careTh: 'เช็ดและบำรุง',
      repair: 'We re-stitch it for life',
      recycledPercent: '12.5',
      certificates: [
        { name: 'LWG Gold', issuer: 'Leather Working Group', url: 'https://www.leatherworkinggroup.com' },
      ],
      rules: { place: 'public' },
    })
    expect(own.status).toBe(200)
    expect(own.body.effective).toMatchObject({
      care: 'Wipe and feed',
      place: 'Chiang Mai',
      carbonKg: '9',
      rules: { operations: 'owner', place: 'public', lots: 'authority', care: 'public' },
    })
    const { content } = await preview(pieces[0]!.id, 'public')
    expect(content).toMatchObject({
      care: { en: 'Wipe and feed', th: 'เช็ดและบำรุง' },
      place: { en: 'Chiang Mai', th: null },
      carbonKg: '9',
      recycledPercent: '12.5',
    })
    expect(content.operations).toBeUndefined()
    expect((await preview(pieces[0]!.id, 'owner')).content.operations).toHaveLength(2)
    for (const field of FIELDS) expect(own.body.effective.rules).toHaveProperty(field)
    const wrong = await owner().put('passport-profile', { recycledPercent: '101' })
    expect(wrong.status).toBe(400)
    expect((await owner().put(`products/${t.id}/passport-profile`, {})).status).toBe(404)
    expect((await owner().get('passport-profile')).body).toMatchObject({ productId: null, carbonKg: '9' })
    expect(await t.rows('select id from passport_profile')).toHaveLength(2)
    await owner().put('passport-profile', { care: 'Keep dry', place: 'Lamphun', carbonKg: '9', rules })
    expect(
      await t.rows(
        `select changes from audit_record where operation = 'passports.profile.save_default' order by id`,
      ),
    ).toEqual([
      {
        changes: {
          care: { from: null, to: 'Keep dry' },
          place: { from: null, to: 'Chiang Mai' },
          carbonKg: { from: null, to: '9' },
          rules: { from: {}, to: rules },
        },
      },
      { changes: { place: { from: 'Chiang Mai', to: 'Lamphun' } } },
    ])
    await owner().put('passport-profile', { care: 'Keep dry', place: 'Chiang Mai', carbonKg: '9', rules })
  })
})

describe('a passport', () => {
  it('is issued for finished pieces with a signed number, once', async () => {
    const [first, second, unfinished] = pieces
    const early = await issue(first!.id, unfinished!.id)
    expect([early.status, early.body.code]).toEqual([422, 'passports.not_ready'])
    expect(await t.rows('select id from passport')).toEqual([])
    const reply = await issue(first!.id, second!.id)
    expect(reply.body).toMatchObject({
      issued: 2,
      passports: [{ serial: first!.serial, url: `http://localhost:3000/p/MA01/${first!.compact}` }, {}],
    })
    expect((await issue(first!.id)).body.issued).toBe(0)
    expect((await issue(t.id)).status).toBe(404)
    expect((await t.as('viewer').post('passports', { serialIds: [first!.id] })).status).toBe(403)
    expect(await t.rows(`select status_index from passport order by status_index`)).toEqual([
      { status_index: 0 },
      { status_index: 1 },
    ])
  })

  it('is a page for people in their language, without a script, from the registry alone', async () => {
    workshop.takeStatements()
    const path = `/p/ma01/${pieces[0]!.compact.toLowerCase()}`
    const english = await page(path, { accept: 'text/html' })
    expect([english.status, english.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8'])
    for (const text of ['Maison Atelier', '20260302', 'Wipe and feed', 'LWG Gold', 'Chiang Mai', '12.5'])
      expect(english.text).toContain(text)
    expect(english.text).not.toMatch(/<script|HIDE-1|stitching|mali/)
    const thai = await page(path, { accept: 'text/html', 'accept-language': 'th' })
    expect(thai.text).toContain('เช็ดและบำรุง')
    expect(thai.headers['content-language']).toBe('th')
    const bySerial = await page(`/p/MA01/${pieces[0]!.serial}`, { accept: 'text/html' })
    expect(bySerial.status).toBe(200)
    const scanned = await page(`/v/MA01/${pieces[0]!.compact}`, { accept: 'text/html' })
    expect(scanned.text).toContain(`href="/p/MA01/${pieces[0]!.compact}"`)
    const nothing = await page('/p/MA01/000000000000000000', { accept: 'text/html' })
    expect(nothing.status).toBe(404)
    // The tenant's store was not asked.
    expect(workshop.takeStatements()).toEqual([])
  })

  it('is JSON-LD for programs', async () => {
    const reply = await page(`/p/MA01/${pieces[0]!.compact}`, { accept: 'application/ld+json' })
    expect(reply.headers).toMatchObject({
      'content-type': 'application/ld+json; charset=utf-8',
      'access-control-allow-origin': '*',
    })
    expect(JSON.parse(reply.text)).toMatchObject({
      '@context': { '@vocab': 'http://localhost:3000/voc/' },
      type: 'Piece',
      id: `http://localhost:3000/v/MA01/${pieces[0]!.compact}`,
      care: { en: 'Wipe and feed', th: 'เช็ดและบำรุง' },
      maker: { id: 'did:web:localhost%3A3000:makers:MA01' },
    })
    const none = await page('/p/MA01/nothing', { accept: 'application/json' })
    expect([none.status, none.text]).toEqual([404, '{"ok":false,"error":"Passport not found"}'])
  })
})

describe('the credential', () => {
  it('is a Verifiable Credential 2.0 that the maker’s key signed, found through its DID', async () => {
    const credential = await credentialOf(pieces[0]!)
    expect(credential).toMatchObject({
      type: ['VerifiableCredential', 'ProductPassport'],
      issuer: { id: 'did:web:localhost%3A3000:makers:MA01', name: 'Maison Atelier' },
      '@context': ['https://www.w3.org/ns/credentials/v2', 'http://localhost:3000/voc/passport/v1'],
      id: `http://localhost:3000/p/MA01/${pieces[0]!.compact}`,
      credentialStatus: {
        type: 'BitstringStatusListEntry',
        statusListIndex: '0',
        statusListCredential: 'http://localhost:3000/makers/MA01/status/1',
      },
      proof: { cryptosuite: 'eddsa-jcs-2022' },
    })
    expect(isSecured(credential, keyFrom(await didDocument()))).toBe(true)
    expect(JSON.parse((await page('/voc/passport/v1')).text)).toEqual({
      '@context': { '@vocab': 'http://localhost:3000/voc/' },
    })
    const subject = credential.credentialSubject as JsonObject
    expect(
      isSecured(
        { ...credential, credentialSubject: { ...subject, madeOn: '1999-01-01' } },
        keyFrom(await didDocument()),
      ),
    ).toBe(false)
  })

  it('is accepted by somebody else’s verifier, and refused when it was changed', async () => {
    const credential = await credentialOf(pieces[0]!)
    const documents = { 'did:web:localhost%3A3000:makers:MA01': await didDocument() }
    const good = await verifyIndependently(credential, documents)
    expect((good.error as { errors?: Error[] } | undefined)?.errors?.map(String)).toBeUndefined()
    expect(good.verified).toBe(true)
    const subject = credential.credentialSubject as JsonObject
    const bad = await verifyIndependently(
      { ...credential, credentialSubject: { ...subject, serial: 'X' } },
      documents,
    )
    expect(bad.verified).toBe(false)
  })

  it('has an issuer that is known on the workshop’s own host as well, by the same keys', async () => {
    const central = await didDocument()
    const own = JSON.parse((await t.anonymous.get('/.well-known/did.json')).text) as JsonObject
    expect(own).toMatchObject({
      id: 'did:web:ma01.localhost',
      alsoKnownAs: ['did:web:localhost%3A3000:makers:MA01'],
    })
    const keys = (document: JsonObject) =>
      (document.verificationMethod as unknown as { publicKeyMultibase: string }[]).map(
        (one) => one.publicKeyMultibase,
      )
    expect(keys(own)).toEqual(keys(central))
    expect((await page('/.well-known/did.json')).status).toBe(404)
    expect((await page('/makers/NOBODY/did.json')).status).toBe(404)
    expect(JSON.stringify([own, central])).not.toMatch(/private/i)
  })
})

describe('consent', () => {
  it('names somebody as they want to be called, and no more once it is taken back', async () => {
    const peopleNow = async () => ((await credentialOf(pieces[0]!)).credentialSubject as JsonObject).madeBy
    expect((await consent('mali', 'Mali S.', true)).status).toBe(201)
    await workshop.drain()
    expect(await peopleNow()).toEqual(['Mali S.'])
    expect((await page(`/p/MA01/${pieces[0]!.compact}`, { accept: 'text/html' })).text).toContain('Mali S.')
    await consent('mali', 'Mali S.', false)
    await workshop.drain()
    expect(await peopleNow()).toBeUndefined()
    expect(isSecured(await credentialOf(pieces[0]!), keyFrom(await didDocument()))).toBe(true)
    expect((await owner().get('passport-consents')).body.items).toMatchObject([
      { operatorId: 'mali', given: false },
    ])
    // What was said stays on record.
    expect(await t.rows('select given from passport_consent order by id')).toEqual([
      { given: true },
      { given: false },
    ])
    await expect(t.rows('update passport_consent set given = true')).rejects.toThrow(/permission denied/)
  })
})

describe('revocation', () => {
  const statusBit = async (index: number): Promise<boolean> => {
    const list = JSON.parse((await page('/makers/MA01/status/1')).text) as JsonObject
    expect(isSecured(list, keyFrom(await didDocument()))).toBe(true)
    const { encodedList } = list.credentialSubject as { encodedList: string }
    const bits = gunzipSync(Buffer.from(encodedList.slice(1), 'base64url'))
    expect(bits.length).toBe(16_384)
    return (bits[index >> 3]! & (0x80 >> (index & 7))) !== 0
  }

  it('sets the bit of the passport in the maker’s signed list, says so on the page, and is for good', async () => {
    const [first, second, third] = pieces
    expect(await statusBit(0)).toBe(false)
    const none = await owner().post(`serials/${third!.id}/passport/revoke`, { reason: 'x' })
    expect([none.status, none.body.code]).toEqual([409, 'passports.no_passport'])
    const reply = await owner().post(`serials/${first!.id}/passport/revoke`, {
      reason: 'The certificate was wrong',
    })
    expect(reply.status).toBe(200)
    await workshop.drain()
    expect([await statusBit(0), await statusBit(1)]).toEqual([true, false])
    const html = (await page(`/p/MA01/${first!.compact}`, { accept: 'text/html' })).text
    expect(html).toContain('revoked')
    expect(html).not.toContain('The certificate was wrong')
    for (const again of [
      await owner().post(`serials/${first!.id}/passport/revoke`, { reason: 'x' }),
      await issue(first!.id),
    ])
      expect([again.status, again.body.code]).toEqual([409, 'passports.revoked'])
    expect((await preview(second!.id, 'public')).revokedAt).toBeNull()
    expect((await page('/makers/MA01/status/2')).status).toBe(404)
    expect((await page('/makers/MA01/status/0')).status).toBe(404)
  })
})

describe('the registry', () => {
  it('keeps the highest version, whatever comes last', async () => {
    const before = await credentialOf(pieces[1]!)
    await t.rows('update passport set version = version - 2 where serial_id = $1', pieces[1]!.id)
    workshop.clock.advance({ minutes: 5 })
    await issue(pieces[1]!.id)
    expect(await credentialOf(pieces[1]!)).toEqual(before)
    await issue(pieces[1]!.id)
    await issue(pieces[1]!.id)
    expect((await credentialOf(pieces[1]!)).proof).not.toEqual(before.proof)
    expect(await workshop.offences()).toEqual([])
  })
})
