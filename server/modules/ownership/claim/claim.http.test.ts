import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { newId } from '../../../../shared/ids.ts'
import type { TestTenant, Workshop } from '../../../kernel/testing/workshop.ts'
import { expectStatus } from '../../checkout/shop.build.ts'
import {
  ask,
  claim,
  codeOf,
  confirm,
  linkTo,
  MALI,
  NOK,
  openAtelier,
  openOwnership,
  publicPage,
  sell,
  takeMails,
} from '../ownership.build.ts'
import { EXAMPLE_CODE, newCode, readCode } from './code.ts'

let workshop: Workshop
let t: TestTenant
let tote: string
beforeAll(async () => {
  workshop = await openOwnership({ at: '2026-03-02T00:00:00Z' })
  ;({ t, tote } = await openAtelier(workshop))
})
// Each begins with limits of its own, and with no mail of the one before.
beforeEach(async () => {
  workshop.clock.advance({ minutes: 61 })
  await workshop.drain()
  workshop.mails.length = 0
})
afterAll(async () => {
  await workshop.drain()
  expect(await workshop.offences()).toEqual([])
  await workshop.close()
})

const stateOf = async (id: string) =>
  (await t.rows<{ state: string }>('select state from serial where id = $1', id))[0]!.state
const ownerOf = async (id: string) =>
  (
    await t.rows<{ email: string }>(
      'select o.email from ownership w join owner o on o.tenant_id = w.tenant_id and o.id = w.owner_id where w.serial_id = $1',
      id,
    )
  )[0]?.email

describe('a claim code', () => {
  it('has 75 random bits, tells a slip of the finger, and reads in any form', () => {
    const codes = Array.from({ length: 200 }, newCode)
    expect(new Set(codes).size).toBe(200)
    for (const code of codes) {
      expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/)
      const folded = readCode(code)
      expect(readCode(` ${code.toLowerCase().replaceAll('-', ' ')}`)).toBe(folded)
      expect(readCode(code.replaceAll('0', 'o').replaceAll('1', 'l'))).toBe(folded)
      const other = code.startsWith('A') ? 'B' : 'A'
      expect(readCode(other + code.slice(1))).toBeUndefined()
    }
    expect(readCode(EXAMPLE_CODE)).toBeDefined()
    expect(readCode('')).toBeUndefined()
    expect(readCode(`${EXAMPLE_CODE}-0000`)).toBeUndefined()
  })

  it('is kept as a hash, one for each piece: printed anew, the one before is void', async () => {
    const [piece] = await sell(t, tote)
    const first = await codeOf(t, piece!.id)
    const second = await codeOf(t, piece!.id)
    const kept = await t.rows<{ code_hash: string }>(
      'select code_hash from claim_code where serial_id = $1',
      piece!.id,
    )
    expect(kept).toHaveLength(1)
    const everything = JSON.stringify([kept, await t.rows('select input, changes from audit_record')])
    for (const code of [first, second]) {
      expect(everything).not.toContain(code)
      expect(everything).not.toContain(code.replaceAll('-', ''))
    }
    await ask(workshop, t, first, NOK)
    expect(takeMails(workshop, NOK.email)).toEqual([])
    await ask(workshop, t, second, NOK)
    expect(takeMails(workshop, NOK.email)).toHaveLength(1)
  })

  it('is made for many pieces at once, all or none', async () => {
    const [sold] = await sell(t, tote)
    await claim(workshop, t, sold!.id)
    const rows = await t.rows<{ id: string }>(
      `select id from serial where state = 'in_stock' order by id limit 20`,
    )
    const pieceIds = rows.map((row) => row.id)
    const { codes } = expectStatus(await t.as('warehouse').post('claim-codes', { pieceIds }), 201)
    expect(new Set(codes.map((one: { code: string }) => one.code)).size).toBe(20)
    expect(codes[0]).toMatchObject({ pieceId: pieceIds[0], product: 'Saddle Tote' })
    expect(codes[0].link).toBe(`http://ma01.localhost:3000/claim?code=${codes[0].code}`)
    const before = await t.rows('select code_hash from claim_code order by id')
    const unknown = await t.as('warehouse').post('claim-codes', { pieceIds: [...pieceIds, newId()] })
    expect(unknown.status).toBe(404)
    const owned = await t.as('warehouse').post('claim-codes', { pieceIds: [...pieceIds, sold!.id] })
    expect([owned.status, owned.body.code]).toEqual([409, 'ownership.already_claimed'])
    expect(await t.rows('select code_hash from claim_code order by id')).toEqual(before)
  })
})

describe('whoever has the code', () => {
  it('claims the piece by mail: from then on it is theirs, with the warranty of its product', async () => {
    const [piece] = await sell(t, tote)
    await workshop.drain()
    expect(await publicPage(workshop, piece!.serial)).toContain('href="http://ma01.localhost:3000/claim"')
    takeMails(workshop, MALI.email)
    const asked = await ask(workshop, t, await codeOf(t, piece!.id))
    expect([asked.status, asked.body]).toEqual([202, { asked: true }])
    const [mail] = takeMails(workshop, MALI.email)
    expect(mail!.subject).toBe('Confirm that Saddle Tote is yours')
    expect(mail!.text).toContain(piece!.serial)
    const token = /token=([\w-]+)/.exec(mail!.text)![1]!
    const preview = await t.anonymous.get('ownership/claims/preview', { 'x-claim-token': token })
    expect(preview.body).toEqual({
      pieceId: piece!.id,
      serial: piece!.serial,
      product: { name: 'Saddle Tote', nameTh: 'กระเป๋าแซดเดิล' },
      way: 'code',
      email: MALI.email,
      name: MALI.name,
    })
    expect(await stateOf(piece!.id)).toBe('sold')
    const done = expectStatus(await confirm(t, token), 200)
    expect(done).toMatchObject({ pieceId: piece!.id, warrantyUntil: '2028-03-02' })
    await workshop.drain()
    expect(await stateOf(piece!.id)).toBe('claimed')
    expect(takeMails(workshop, MALI.email)[0]!.subject).toBe('Saddle Tote is yours')
    const mine = await t.anonymous.get('ownership/pieces', { 'x-owner-token': done.ownerToken })
    expect(mine.body.owner).toEqual({ name: MALI.name, email: MALI.email })
    expect(mine.body.pieces.map((one: { id: string }) => one.id)).toContain(piece!.id)
    // The public is told that, and since when, and nothing else.
    const page = await publicPage(workshop, piece!.serial)
    expect(page).toContain('Claimed by its owner on 2 March 2026')
    expect(page).not.toContain('Mali')
    expect(page).not.toContain('mali@')
    const json = await workshop.central.get(`/api/public/serial/verify/${piece!.serial}`)
    expect(json.body.status).toBe('claimed')
    expect(json.text).not.toMatch(/mali/i)
    const chain = expectStatus(await t.as('sales').get(`serials/${piece!.id}/ownership`), 200)
    expect(chain.owner).toMatchObject({ name: MALI.name, email: MALI.email })
    expect(chain.warranty).toEqual({ months: 24, until: '2028-03-02', over: false })
    expect(chain.chain).toEqual([
      { kind: 'claimed', at: workshop.clock.now().toISOString(), owner: MALI, way: 'code', note: null },
    ])
  })

  it('of a claim with no order to their name keeps the promise of that day, whatever the product promises later', async () => {
    const [piece] = await sell(t, tote)
    await claim(workshop, t, piece!.id)
    const { version } = (await t.as('owner').get(`products/${tote}`)).body
    expectStatus(await t.as('owner').patch(`products/${tote}`, { version, warrantyMonths: 6 }), 200)
    const kept = (await t.as('owner').get(`serials/${piece!.id}/ownership`)).body
    expect([kept.warranty.until, kept.warrantyMonths]).toEqual(['2028-03-02', 6])
    expectStatus(
      await t.as('owner').patch(`products/${tote}`, { version: version + 1, warrantyMonths: 24 }),
      200,
    )
  })
})

describe('the answer to a code', () => {
  it('is the same, by the same statements, whether it is right, wrong, used or of another workshop', async () => {
    const [free, owned] = await sell(t, tote, 2)
    await claim(workshop, t, owned!.id)
    const right = await codeOf(t, free!.id)
    const used = await codeOf(t, (await sell(t, tote))[0]!.id)
    const answers = new Set<string>()
    const sent = new Set<string>()
    for (const code of [right, newCode(), used, EXAMPLE_CODE]) {
      workshop.takeStatements()
      const reply = await t.anonymous.post('ownership/claims', { code, ...NOK })
      answers.add(`${reply.status} ${reply.text}`)
      sent.add(workshop.takeStatements().join('\n'))
    }
    expect([...answers]).toEqual(['202 {"asked":true}'])
    expect(sent.size).toBe(1)
    await workshop.drain()
  })

  it('says at once what cannot be a code, which says nothing of any piece', async () => {
    const reply = await t.anonymous.post('ownership/claims', { code: 'ABCD-ABCD-ABCD-ABCD', ...MALI })
    expect([reply.status, reply.body.code]).toEqual([422, 'ownership.code_malformed'])
    expect(
      (await t.anonymous.post('ownership/claims', { code: EXAMPLE_CODE, name: 'x', email: 'nobody' })).status,
    ).toBe(400)
  })

  it('tells the address alone why a right code does not do', async () => {
    const [piece] = await sell(t, tote)
    const code = await codeOf(t, piece!.id)
    await ask(workshop, t, code)
    expectStatus(await confirm(t, linkTo(workshop, MALI.email)), 200)
    await workshop.drain()
    workshop.mails.length = 0
    await ask(workshop, t, code, NOK)
    expect(takeMails(workshop, NOK.email).map((mail) => mail.subject)).toEqual([
      'This piece has an owner already',
    ])
    await ask(workshop, t, code, MALI)
    const again = takeMails(workshop, MALI.email)
    expect(again.map((mail) => mail.subject)).toEqual(['The link to your pieces of Maison Atelier'])
    expect(again[0]!.text).toContain('/my-pieces?token=')
    const [stocked] = await t.rows<{ id: string }>(`select id from serial where state = 'in_stock' limit 1`)
    await ask(workshop, t, await codeOf(t, stocked!.id), NOK)
    expect(takeMails(workshop, NOK.email).map((mail) => mail.subject)).toEqual([
      'This piece cannot be claimed yet',
    ])
    const [recalled] = await sell(t, tote)
    const recalledCode = await codeOf(t, recalled!.id)
    await t.as('owner').post(`serials/${recalled!.id}/recall`, { reason: 'x' })
    await ask(workshop, t, recalledCode, NOK)
    expect(takeMails(workshop, NOK.email).map((mail) => mail.subject)).toEqual([
      'This piece cannot be claimed now',
    ])
    const [withdrawn] = await sell(t, tote)
    const withdrawnCode = await codeOf(t, withdrawn!.id)
    await t.as('owner').post(`serials/${withdrawn!.id}/quarantine`, { reason: 'x' })
    await ask(workshop, t, withdrawnCode, NOK)
    expect(takeMails(workshop, NOK.email)).toEqual([])
  })

  it('is limited for each client, and an address is left in peace after five mails an hour', async () => {
    const own = await openOwnership()
    const { t: other, tote: product } = await openAtelier(own, 'MA02')
    const [piece] = await sell(other, product)
    const code = await codeOf(other, piece!.id)
    own.mails.length = 0
    for (let i = 0; i < 20; i++)
      expectStatus(await other.anonymous.post('ownership/claims', { code, ...NOK }), 202)
    const refused = await other.anonymous.post('ownership/claims', { code, ...NOK })
    expect([refused.status, refused.body.code]).toEqual([429, 'rate_limited'])
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
    await own.drain()
    expect(takeMails(own, NOK.email)).toHaveLength(5)
    await own.close()
  })
})

describe('the link of a mail', () => {
  const linkFor = async (pieceId: string, who = MALI) => {
    takeMails(workshop, who.email)
    await ask(workshop, t, await codeOf(t, pieceId), who)
    return linkTo(workshop, who.email)
  }

  it('is good once, and for two days', async () => {
    const [first, second] = await sell(t, tote, 2)
    const token = await linkFor(first!.id, { ...MALI, email: 'once@example.com' })
    expectStatus(await confirm(t, token), 200)
    const again = await confirm(t, token)
    expect([again.status, again.body.code]).toEqual([404, 'ownership.link_over'])
    const late = await linkFor(second!.id, { ...MALI, email: 'late@example.com' })
    workshop.clock.advance({ hours: 49 })
    const over = await confirm(t, late)
    expect([over.status, over.body.code]).toEqual([404, 'ownership.link_over'])
    expect((await t.anonymous.get('ownership/claims/preview', { 'x-claim-token': late })).status).toBe(404)
    expect((await confirm(t, 'nonsense')).status).toBe(404)
    expect(await stateOf(second!.id)).toBe('sold')
    expect(await ownerOf(second!.id)).toBeUndefined()
  })

  it('of two who confirm for one piece at the same moment makes one the owner', async () => {
    const pieces = await sell(t, tote, 3)
    for (const [i, piece] of pieces.entries()) {
      const people = Array.from({ length: 4 }, (_, n) => ({
        name: `P${n}`,
        email: `race${i}${n}@example.com`,
      }))
      const code = await codeOf(t, piece.id)
      const tokens: string[] = []
      for (const person of people) {
        await t.anonymous.post('ownership/claims', { code, ...person }, {})
        await workshop.drain()
        tokens.push(linkTo(workshop, person.email))
      }
      const replies = await Promise.all(tokens.map((token) => confirm(t, token)))
      expect(replies.map((reply) => reply.status).sort()).toEqual([200, 409, 409, 409])
      const lost = replies.filter((reply) => reply.status === 409)
      expect(new Set(lost.map((reply) => reply.body.code))).toEqual(new Set(['ownership.already_claimed']))
      const winner = replies.findIndex((reply) => reply.status === 200)
      expect(await ownerOf(piece.id)).toBe(people[winner]!.email)
      const events = await t.rows('select kind from ownership_event where serial_id = $1', piece.id)
      expect(events).toEqual([{ kind: 'claimed' }])
    }
  })

  it('of a piece that was recalled meanwhile changes nothing', async () => {
    const [piece] = await sell(t, tote)
    const token = await linkFor(piece!.id, { ...MALI, email: 'recalled@example.com' })
    await t.as('owner').post(`serials/${piece!.id}/recall`, { reason: 'x' })
    const reply = await confirm(t, token)
    expect([reply.status, reply.body.code]).toEqual([409, 'ownership.not_claimable'])
    expect(await ownerOf(piece!.id)).toBeUndefined()
    // Once it is lifted, the same link does.
    await t.as('owner').post(`serials/${piece!.id}/reinstate`, { reason: 'x' })
    expectStatus(await confirm(t, token), 200)
  })
})

describe('the buyer', () => {
  const askByOrder = (body: object, token: string) =>
    t.anonymous.post('ownership/claims/by-order', { ...MALI, ...body }, { 'x-cart-token': token })

  it('claims with the secret link of the order', async () => {
    const [piece] = await sell(t, tote)
    const order = (
      await t.anonymous.get(`shop/orders/${piece!.orderId}`, { 'x-cart-token': piece!.orderToken })
    ).body
    expect(order.lines[0].serials[0]).toMatchObject({ pieceId: piece!.id, claimable: true })
    takeMails(workshop, MALI.email)
    expectStatus(await askByOrder({ orderId: piece!.orderId, pieceId: piece!.id }, piece!.orderToken), 202)
    await workshop.drain()
    expectStatus(await confirm(t, linkTo(workshop, MALI.email)), 200)
    const again = await askByOrder({ orderId: piece!.orderId, pieceId: piece!.id }, piece!.orderToken)
    expect([again.status, again.body.code]).toEqual([409, 'ownership.already_claimed'])
  })

  it('is nobody with another token, another order, or another piece', async () => {
    const [piece] = await sell(t, tote)
    const [other] = await sell(t, tote)
    const tries = [
      askByOrder({ orderId: piece!.orderId, pieceId: piece!.id }, other!.orderToken),
      askByOrder({ orderId: other!.orderId, pieceId: piece!.id }, other!.orderToken),
      askByOrder({ orderId: newId(), pieceId: piece!.id }, piece!.orderToken),
    ]
    for (const reply of await Promise.all(tries)) expect(reply.status).toBe(404)
    await t.as('owner').post(`serials/${piece!.id}/quarantine`, { reason: 'x' })
    const held = await askByOrder({ orderId: piece!.orderId, pieceId: piece!.id }, piece!.orderToken)
    expect([held.status, held.body.code]).toEqual([409, 'ownership.not_claimable'])
    expect(
      await t.rows('select from ownership_request where serial_id = any($1)', [piece!.id, other!.id]),
    ).toEqual([])
  })
})
