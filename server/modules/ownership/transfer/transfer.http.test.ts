import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { newId } from '../../../../shared/ids.ts'
import type { TestTenant, Workshop } from '../../../kernel/testing/workshop.ts'
import { expectStatus } from '../../checkout/shop.build.ts'
import {
  as,
  ask,
  claim,
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

let workshop: Workshop
let t: TestTenant
let tote: string
beforeAll(async () => {
  workshop = await openOwnership({ at: '2026-03-02T00:00:00Z' })
  ;({ t, tote } = await openAtelier(workshop))
  const owner =
    'insert into member (tenant_id, id, user_id, name, email, role) values ($1, $2, $3, $4, $5, $6)'
  await workshop.asOwner(owner, t.id, newId(), 'u1', 'Anong', 'anong@atelier.example', 'owner')
  await workshop.asOwner(owner, t.id, newId(), 'u2', 'Somchai', 'somchai@atelier.example', 'operator')
  await workshop.asOwner(
    'insert into user_workshop (user_id, tenant_id) values ($1, $3), ($2, $3)',
    'u1',
    'u2',
    t.id,
  )
})
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

const owned = async () => {
  const [piece] = await sell(t, tote)
  return { ...piece!, token: await claim(workshop, t, piece!.id) }
}
const post = (id: string, what: string, token: string, body: object = {}) =>
  t.anonymous.post(`ownership/pieces/${id}/${what}`, body, as(token))
const mine = async (token: string) =>
  expectStatus(await t.anonymous.get('ownership/pieces', as(token)), 200).pieces.map(
    (piece: { id: string }) => piece.id,
  )
const read = (id: string, token: string) => t.anonymous.get(`ownership/pieces/${id}`, as(token))
const stateOf = async (id: string) =>
  (await t.rows<{ state: string }>('select state from serial where id = $1', id))[0]!.state

describe('an owner who passes a piece on', () => {
  it('to an address: that person alone accepts, both are told, and the chain keeps both', async () => {
    const { id, token, serial } = await owned()
    const offer = expectStatus(await post(id, 'transfer', token, { email: 'NOK@example.com' }), 200)
    expect(offer).toEqual({ code: null, link: null, expiresAt: expect.any(String) })
    await workshop.drain()
    const [mail] = workshop.mails.filter((one) => one.to === NOK.email)
    expect(mail!.subject).toBe('Saddle Tote is being passed on to you')
    expect(mail!.text).not.toContain(MALI.name)
    const accept = linkTo(workshop, NOK.email)
    const preview = await t.anonymous.get('ownership/claims/preview', { 'x-claim-token': accept })
    expect(preview.body).toMatchObject({ way: 'transfer', email: NOK.email, name: null })
    workshop.clock.advance({ days: 3 })
    const done = expectStatus(await confirm(t, accept, NOK.name), 200)
    // The warranty goes with the piece, from the first claim.
    expect(done.warrantyUntil).toBe('2028-03-02')
    await workshop.drain()
    expect(takeMails(workshop, NOK.email).map((one) => one.subject)).toEqual(['Saddle Tote is yours now'])
    const [given] = takeMails(workshop, MALI.email)
    expect(given!.subject).toBe('Saddle Tote has a new owner')
    expect(given!.text).not.toContain('Nok')
    expect(await mine(token)).not.toContain(id)
    expect(await mine(done.ownerToken)).toEqual([id])
    const desk = expectStatus(await t.as('sales').get(`serials/${id}/ownership`), 200)
    expect(desk.chain.map((one: { kind: string; owner: object }) => [one.kind, one.owner])).toEqual([
      ['claimed', MALI],
      ['transferred', NOK],
    ])
    const page = await publicPage(workshop, serial)
    expect(page).toContain('Claimed by its owner on 2 March 2026')
    expect(page).not.toMatch(/Nok|Mali/)
    for (const what of ['transfer', 'transfer/cancel', 'stolen', 'found']) {
      const refused = await post(id, what, token)
      expect([what, refused.status, refused.body.code]).toEqual([what, 404, 'ownership.not_owner'])
    }
    expect((await read(id, token)).body.code).toBe('ownership.not_owner')
  })

  it('by a code: whoever has it accepts with an address of their own', async () => {
    const { id, token } = await owned()
    const offer = expectStatus(await post(id, 'transfer', token), 200)
    expect(offer.link).toBe(`http://ma01.localhost:3000/claim?code=${offer.code}`)
    await ask(workshop, t, offer.code, NOK)
    expectStatus(await confirm(t, linkTo(workshop, NOK.email)), 200)
    // The code has done its work.
    await ask(workshop, t, offer.code, { name: 'Third', email: 'third@example.com' })
    expect(takeMails(workshop, 'third@example.com')).toEqual([])
    expect(
      await t.rows('select code_hash from ownership_transfer where code_hash like $1', `%${offer.code}%`),
    ).toEqual([])
  })

  it('makes one offer at a time, takes it back, and it runs out after two weeks', async () => {
    const { id, token } = await owned()
    const first = expectStatus(await post(id, 'transfer', token), 200)
    const second = await post(id, 'transfer', token)
    expect([second.status, second.body.code]).toEqual([409, 'ownership.transfer_open'])
    expect((await read(id, token)).body).toMatchObject({
      transfer: { toEmail: null, expiresAt: first.expiresAt },
      actions: {
        transfer: { allowed: false, reason: 'ownership.transfer_open' },
        cancelTransfer: { allowed: true },
      },
    })
    expectStatus(await post(id, 'transfer/cancel', token), 200)
    const again = await post(id, 'transfer/cancel', token)
    expect([again.status, again.body.code]).toEqual([409, 'ownership.transfer_over'])
    await ask(workshop, t, first.code, NOK)
    expect(takeMails(workshop, NOK.email)).toEqual([])
    const third = expectStatus(await post(id, 'transfer', token), 200)
    await ask(workshop, t, third.code, NOK)
    const late = linkTo(workshop, NOK.email)
    workshop.clock.advance({ days: 1 })
    expectStatus(await post(id, 'transfer/cancel', token), 200)
    const over = await confirm(t, late)
    expect([over.status, over.body.code]).toEqual([409, 'ownership.transfer_over'])
    const fourth = expectStatus(await post(id, 'transfer', token), 200)
    workshop.clock.advance({ days: 15 })
    await ask(workshop, t, fourth.code, NOK)
    expect(takeMails(workshop, NOK.email)).toEqual([])
    expect((await read(id, token)).body.transfer).toBeNull()
    expectStatus(await post(id, 'transfer', token), 200)
    const states = await t.rows<{ state: string }>(
      'select state from ownership_transfer where serial_id = $1 order by id',
      id,
    )
    expect(states.map((row) => row.state)).toEqual(['cancelled', 'cancelled', 'expired', 'offered'])
  })

  it('cannot give it to themselves, nor a piece that is stolen or recalled', async () => {
    const { id, token } = await owned()
    const own = await post(id, 'transfer', token, { email: MALI.email })
    expect([own.status, own.body.code]).toEqual([422, 'ownership.own_piece'])
    const offer = expectStatus(await post(id, 'transfer', token), 200)
    await ask(workshop, t, offer.code, MALI)
    const self = await confirm(t, linkTo(workshop, MALI.email))
    expect([self.status, self.body.code]).toEqual([422, 'ownership.own_piece'])
    expectStatus(await post(id, 'transfer/cancel', token), 200)
    await t.as('owner').post(`serials/${id}/recall`, { reason: 'x' })
    const recalled = await post(id, 'transfer', token)
    expect([recalled.status, recalled.body.code]).toEqual([409, 'ownership.is_recalled'])
    await t.as('owner').post(`serials/${id}/reinstate`, { reason: 'x' })
    expectStatus(await post(id, 'stolen', token), 200)
    const stolen = await post(id, 'transfer', token)
    expect([stolen.status, stolen.body.code]).toEqual([409, 'ownership.is_stolen'])
  })

  it('at the moment when several accept: one gets it', async () => {
    const { id, token } = await owned()
    const { code } = expectStatus(await post(id, 'transfer', token), 200)
    const people = [1, 2, 3, 4].map((n) => ({ name: `P${n}`, email: `next${n}@example.com` }))
    const links: string[] = []
    for (const person of people) {
      await ask(workshop, t, code, person)
      links.push(linkTo(workshop, person.email))
    }
    // Meanwhile its owner takes it back, or reports it stolen: whoever is first counts.
    const [replies, cancelled] = await Promise.all([
      Promise.all(links.map((link) => confirm(t, link))),
      post(id, 'transfer/cancel', token),
    ])
    const won = replies.filter((reply) => reply.status === 200)
    expect(won.length + (cancelled.status === 200 ? 1 : 0)).toBe(1)
    for (const reply of replies)
      if (reply.status !== 200) expect(reply.body.code).toBe('ownership.transfer_over')
    expect(await t.rows('select from ownership_event where serial_id = $1', id)).toHaveLength(1 + won.length)
  })
})

describe('a piece that was stolen', () => {
  it('is said to be so at once, by its owner; the maker is told, an open offer is over', async () => {
    const { id, token, serial } = await owned()
    const { code } = expectStatus(await post(id, 'transfer', token), 200)
    await ask(workshop, t, code, NOK)
    const accept = linkTo(workshop, NOK.email)
    expectStatus(await post(id, 'stolen', token, { note: 'From a train to Lyon' }), 200)
    await workshop.drain()
    expect(await publicPage(workshop, serial)).toContain('Reported stolen')
    const told = takeMails(workshop, 'anong@atelier.example')
    expect(told.map((mail) => mail.subject)).toEqual([`${serial} was reported stolen by its owner`])
    expect(told[0]!.text).toContain('From a train to Lyon')
    expect(told[0]!.text).toContain(`/desk/pieces/${id}`)
    expect(takeMails(workshop, 'somchai@atelier.example')).toEqual([])
    const late = await confirm(t, accept)
    expect([late.status, late.body.code]).toEqual([409, 'ownership.not_claimable'])
    const again = await post(id, 'stolen', token)
    expect([again.status, again.body.code]).toEqual([409, 'ownership.is_stolen'])
    expect((await read(id, token)).body.actions).toMatchObject({
      reportStolen: { allowed: false },
      reportFound: { allowed: true },
    })
    expectStatus(await post(id, 'found', token), 200)
    await workshop.drain()
    expect(await stateOf(id)).toBe('claimed')
    expect(await publicPage(workshop, serial)).toContain('This piece is genuine')
    const twice = await post(id, 'found', token)
    expect([twice.status, twice.body.code]).toEqual([409, 'ownership.not_stolen'])
    expect(
      await t.rows('select kind from ownership_event where serial_id = $1 order by version', id),
    ).toEqual([{ kind: 'claimed' }, { kind: 'stolen' }, { kind: 'recovered' }])
  })

  it('by the maker’s word is the maker’s to take back', async () => {
    const { id, token } = await owned()
    await t.as('planner').post(`serials/${id}/report-stolen`, { reason: 'Told by telephone' })
    const refused = await post(id, 'found', token)
    expect([refused.status, refused.body.code]).toEqual([409, 'ownership.not_stolen'])
    expect(await stateOf(id)).toBe('stolen')
  })
})

describe('the link to one’s pieces', () => {
  it('is mailed to an owner’s address; the answer is the same for any', async () => {
    const { id } = await owned()
    workshop.mails.length = 0
    const answers = new Set<string>()
    for (const email of [MALI.email, 'nobody@example.com']) {
      const reply = await t.anonymous.post('ownership/links', { email })
      answers.add(`${reply.status} ${reply.text}`)
    }
    expect([...answers]).toEqual(['202 {"asked":true}'])
    await workshop.drain()
    expect(workshop.mails.map((mail) => [mail.to, mail.subject])).toEqual([
      [MALI.email, 'The link to your pieces of Maison Atelier'],
    ])
    const token = /my-pieces\?token=([\w-]+)/.exec(workshop.mails[0]!.text)![1]!
    expect(await mine(token)).toContain(id)
  })

  it('is good for 30 days, until it is ended, and for nobody else', async () => {
    const { id, token } = await owned()
    const other = await workshop.tenant('MA09')
    expect((await other.anonymous.get('ownership/pieces', as(token))).body.code).toBe('ownership.link_over')
    expectStatus(await t.anonymous.post('ownership/links/end', {}, as(token)), 200)
    for (const reply of [await read(id, token), await post(id, 'stolen', token)])
      expect([reply.status, reply.body.code]).toEqual([404, 'ownership.link_over'])
    const second = await owned()
    workshop.clock.advance({ days: 31 })
    expect((await read(second.id, second.token)).body.code).toBe('ownership.link_over')
    expect(await stateOf(second.id)).toBe('claimed')
  })
})

describe('the service history', () => {
  const record = (id: string, body: object, role: 'sales' | 'viewer' = 'sales') =>
    t.as(role).post(`serials/${id}/service`, {
      kind: 'repair',
      doneBy: 'Somsak',
      description: 'Strap sewn on again',
      ...body,
    })
  const PNG = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  )

  it('is read by the owner and the maker, with parts and photos; what was wrong is replaced', async () => {
    const { id, token } = await owned()
    const photo = expectStatus(
      await t.as('sales').post('files', { name: 'strap.png', content: PNG.toString('base64') }),
      201,
    )
    const first = expectStatus(await record(id, { photoIds: [photo.id], on: '2026-02-20' }), 201)
    const better = expectStatus(
      await record(id, {
        correctsId: first.id,
        on: '2026-02-21',
        parts: [{ name: 'Linen thread', quantity: '1.5' }],
        photoIds: [photo.id],
        underWarranty: true,
      }),
      201,
    )
    const again = await record(id, { correctsId: first.id })
    expect([again.status, again.body.code]).toEqual([409, 'ownership.entry_replaced'])
    const seen = (await read(id, token)).body.service
    expect(seen).toMatchObject([
      {
        id: better.id,
        kind: 'repair',
        on: '2026-02-21',
        doneBy: 'Somsak',
        parts: [{ name: 'Linen thread', quantity: '1.5' }],
        photoIds: [photo.id],
        underWarranty: true,
      },
    ])
    expect((await t.as('viewer').get(`serials/${id}/ownership`)).status).toBe(403)
    expect((await t.as('sales').get(`serials/${id}/ownership`)).body.service).toEqual(seen)
    expectStatus(await t.anonymous.get(`ownership/pieces/${id}/photos/${photo.id}`, as(token)), 200)
    const stranger = await owned()
    const refused = [
      t.anonymous.get(`ownership/pieces/${id}/photos/${newId()}`, as(token)),
      t.anonymous.get(`ownership/pieces/${stranger.id}/photos/${photo.id}`, as(stranger.token)),
    ]
    for (const reply of await Promise.all(refused)) expect(reply.status).toBe(404)
  })

  it('takes no photo that is none of ours, no piece that is not there, and nobody without the right', async () => {
    const { id } = await owned()
    const svg = expectStatus(
      await t.as('sales').post('files', {
        name: 'x.svg',
        content: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>').toString('base64'),
      }),
      201,
    )
    for (const photoIds of [[newId()], [svg.id]]) {
      const reply = await record(id, { photoIds })
      expect([reply.status, reply.body.code]).toEqual([422, 'ownership.photo_unknown'])
    }
    expect((await record(newId(), {})).status).toBe(404)
    expect((await record(id, {}, 'viewer')).status).toBe(403)
    expect(await t.rows('select from service_entry where serial_id = $1', id)).toEqual([])
  })
})
