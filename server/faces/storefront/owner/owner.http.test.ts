import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { TestTenant, Workshop } from '../../../kernel/testing/workshop.ts'
import { expectStatus } from '../../../modules/checkout/shop.build.ts'
import {
  codeOf,
  linkTo,
  MALI,
  NOK,
  openAtelier,
  openOwnership,
  type Person,
  sell,
  takeMails,
} from '../../../modules/ownership/ownership.build.ts'
import { textOf, Visitor } from '../visitor.build.ts'

let workshop: Workshop
let t: TestTenant
let tote: string
beforeAll(async () => {
  workshop = await openOwnership({ at: '2026-03-02T00:00:00Z' })
  ;({ t, tote } = await openAtelier(workshop))
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

const visitor = (headers = {}) => new Visitor(workshop, 'ma01.localhost:3000', headers)
const NOTHING = { status: 404 }

/** Somebody claims a piece in a browser, down to its page. */
async function claimed(who: Person = MALI) {
  const [piece] = await sell(t, tote)
  const browser = visitor()
  await browser.post('/claim', { code: await codeOf(t, piece!.id), ...who })
  await workshop.drain()
  const page = await browser.submit('/claim/confirm', { token: linkTo(workshop, who.email) })
  return { browser, piece: piece!, page }
}

describe('the form of a claim', () => {
  it('takes the code of its address, and says beside each field what is wrong', async () => {
    const form = await visitor().get('/claim?code=7K2M-94QX-B1ZT-301Y')
    expect(form.status).toBe(200)
    expect(form.markup).toContain('value="7K2M-94QX-B1ZT-301Y"')
    expect(form.headers['cache-control']).toBe('no-store')
    const wrong = await visitor().post('/claim', {
      code: '7K2M-94QX-B1ZT-301Z',
      name: 'Mali',
      email: MALI.email,
    })
    expect(wrong.status).toBe(422)
    expect(textOf(wrong.markup)).toContain('something is mistyped or missing')
    const empty = await visitor().post('/claim', { code: '', name: '', email: 'mali' })
    expect(empty.status).toBe(400)
    expect(textOf(empty.markup)).toContain('Type your name.')
    expect(textOf(empty.markup)).toContain('Type a complete address')
    expect(empty.markup).toContain('value="mali"')
    const thai = await visitor({ 'accept-language': 'th' }).post('/claim', { code: 'X', name: '', email: '' })
    expect(textOf(thai.markup)).toContain('โปรดพิมพ์ชื่อของคุณ')
  })

  it('says the same for a right code and a wrong one', async () => {
    const [piece] = await sell(t, tote)
    const right = await visitor().post('/claim', { code: await codeOf(t, piece!.id), ...NOK })
    const wrong = await visitor().post('/claim', { code: '7K2M-94QX-B1ZT-301Y', ...NOK })
    expect(right.status).toBe(202)
    expect(wrong.markup).toBe(right.markup)
    expect(textOf(right.markup)).toContain(NOK.email)
  })

  it('of an order knows the buyer, and is found on the order’s page until the piece is claimed', async () => {
    const [piece] = await sell(t, tote)
    const order = `/orders/${piece!.orderId}?token=${piece!.orderToken}`
    const browser = visitor()
    const link = /href="(\/claim\?order=[^"]+)"/
      .exec((await browser.get(order)).markup)![1]!
      .replaceAll('&amp;', '&')
    const form = await browser.get(link)
    expect(form.markup).toContain(`value="${MALI.email}"`)
    expect(textOf(form.markup)).toContain(piece!.serial)
    const fields = {
      ...{ order: piece!.orderId, token: piece!.orderToken, piece: piece!.id, serial: piece!.serial },
      ...MALI,
    }
    expect((await browser.post('/claim', fields)).status).toBe(202)
    await workshop.drain()
    await browser.submit('/claim/confirm', { token: linkTo(workshop, MALI.email) })
    expect((await browser.get(order)).markup).not.toContain('/claim?order=')
    const again = await browser.post('/claim', fields)
    expect(again.status).toBe(409)
    expect(textOf(again.markup)).toContain('Somebody else has claimed')
    expect(await browser.post('/claim', { ...fields, token: 'another' })).toMatchObject(NOTHING)
    expect(await browser.get(link.replace(/token=[^&]+/, 'token=x'))).toMatchObject(NOTHING)
  })
})

describe('the link of a mail', () => {
  it('asks first, since mail programs open links, and leads to the piece', async () => {
    const [piece] = await sell(t, tote)
    const browser = visitor()
    await browser.post('/claim', { code: await codeOf(t, piece!.id), ...MALI })
    await workshop.drain()
    const token = linkTo(workshop, MALI.email)
    for (let i = 0; i < 2; i++) {
      const page = await browser.get(`/claim/confirm?token=${token}`)
      expect(page.status).toBe(200)
      expect(textOf(page.markup)).toContain('Is this yours?')
    }
    const done = await browser.post('/claim/confirm', { token })
    expect(done).toMatchObject({ status: 303, location: `/my-pieces/${piece!.id}?notice=claimed` })
    const mine = await browser.get(done.location)
    expect(textOf(mine.markup)).toContain('It is yours.')
    expect(textOf(mine.markup)).toContain('until 2 March 2028')
    const over = await browser.get(`/claim/confirm?token=${token}`)
    expect(over.status).toBe(404)
    expect(textOf(over.markup)).toContain('This link is over')
    expect((await browser.post('/claim/confirm', { token })).status).toBe(404)
  })

  it('says that somebody was faster', async () => {
    const [piece] = await sell(t, tote)
    const code = await codeOf(t, piece!.id)
    const tokens: string[] = []
    for (const who of [MALI, NOK]) {
      await visitor().post('/claim', { code, ...who })
      await workshop.drain()
      tokens.push(linkTo(workshop, who.email))
    }
    expect((await visitor().post('/claim/confirm', { token: tokens[0]! })).status).toBe(303)
    const late = await visitor().post('/claim/confirm', { token: tokens[1]! })
    expect(late.status).toBe(409)
    expect(textOf(late.markup)).toContain('Somebody else has claimed')
  })
})

describe('my pieces', () => {
  it('are behind the mailed link, whose secret leaves the address at once', async () => {
    const { piece } = await claimed()
    await workshop.drain()
    const mail = takeMails(workshop, MALI.email).findLast((one) => one.text.includes('/my-pieces?token='))
    const link = /\/my-pieces\?token=[\w-]+/.exec(mail!.text)![0]
    const browser = visitor()
    const opened = await browser.get(link)
    expect(opened).toMatchObject({ status: 303, location: '/my-pieces' })
    expect(opened.cookies[0]).toMatch(/^owner=[\w-]+;.*HttpOnly/)
    const list = await browser.get('/my-pieces')
    expect(textOf(list.markup)).toContain(piece.serial)
    expect((await browser.post('/my-pieces/leave', {})).location).toBe('/my-pieces')
    expect(textOf((await browser.get('/my-pieces')).markup)).toContain(
      'Type the address that you have registered with',
    )
    // Another device with the same link is out as well.
    expect((await visitor().get(link)).status).toBe(303)
    const other = visitor()
    await other.get(link)
    expect(textOf((await other.get('/my-pieces')).markup)).toContain('Type the address')
  })

  it('are asked for by mail, with the same answer for any address', async () => {
    await claimed()
    const known = await visitor().post('/my-pieces', { email: MALI.email })
    const unknown = await visitor().post('/my-pieces', { email: 'nobody@example.com' })
    expect([known.status, unknown.status]).toEqual([202, 202])
    expect(unknown.markup.replaceAll('nobody@example.com', MALI.email)).toBe(known.markup)
    expect((await visitor().post('/my-pieces', { email: 'nobody' })).status).toBe(422)
  })

  it('of others are nowhere, and who has no link is asked for it', async () => {
    const [mine, theirs] = [await claimed(), await claimed(NOK)]
    expect(await mine.browser.get(`/my-pieces/${theirs.piece.id}`)).toMatchObject(NOTHING)
    for (const what of ['transfer', 'transfer/cancel', 'stolen', 'found']) {
      expect(await mine.browser.post(`/my-pieces/${theirs.piece.id}/${what}`, {})).toMatchObject(NOTHING)
      expect(await visitor().post(`/my-pieces/${theirs.piece.id}/${what}`, {})).toMatchObject({
        status: 303,
        location: '/my-pieces',
      })
    }
    expect(await visitor().get(`/my-pieces/${mine.piece.id}`)).toMatchObject({ status: 303 })
    expect(await mine.browser.get('/my-pieces/nonsense')).toMatchObject({ status: 303 })
  })
})

describe('the page of a piece', () => {
  it('passes it on by a code that is shown once, and takes it back', async () => {
    const { browser, piece } = await claimed()
    const own = await browser.post(`/my-pieces/${piece.id}/transfer`, { email: MALI.email })
    expect(own.status).toBe(422)
    expect(textOf(own.markup)).toContain('This is your own address.')
    expect((await browser.post(`/my-pieces/${piece.id}/transfer`, { email: 'nok' })).status).toBe(422)
    const offered = await browser.post(`/my-pieces/${piece.id}/transfer`, { email: '' })
    const code = /([0-9A-Z]{4}-){3}[0-9A-Z]{4}/.exec(textOf(offered.markup))![0]
    const again = await browser.get(`/my-pieces/${piece.id}`)
    expect(again.markup).not.toContain(code)
    expect(textOf(again.markup)).toContain('Take the offer back')
    expect((await browser.post(`/my-pieces/${piece.id}/transfer`, { email: '' })).status).toBe(409)
    const back = await browser.submit(`/my-pieces/${piece.id}/transfer/cancel`, {})
    expect(textOf(back.markup)).toContain('The offer is taken back')
    expect((await browser.post(`/my-pieces/${piece.id}/transfer/cancel`, {})).status).toBe(409)
  })

  it('passes it on to an address; the next owner says their name and accepts', async () => {
    const { browser, piece } = await claimed()
    const offered = await browser.submit(`/my-pieces/${piece.id}/transfer`, { email: NOK.email })
    expect(textOf(offered.markup)).toContain('The offer is on its way.')
    await workshop.drain()
    const token = linkTo(workshop, NOK.email)
    const next = visitor()
    expect(textOf((await next.get(`/claim/confirm?token=${token}`)).markup)).toContain(
      'Its owner passes it on to you.',
    )
    const nameless = await next.post('/claim/confirm', { token, name: ' ' })
    expect(nameless.status).toBe(422)
    expect(textOf(nameless.markup)).toContain('Type your name.')
    const mine = await next.submit('/claim/confirm', { token, name: NOK.name })
    expect(textOf(mine.markup)).toContain(piece.serial.split('-')[5]!)
    expect(await browser.get(`/my-pieces/${piece.id}`)).toMatchObject(NOTHING)
  })

  it('reports it stolen, and found', async () => {
    const { browser, piece } = await claimed()
    const stolen = await browser.submit(`/my-pieces/${piece.id}/stolen`, { note: 'At the station' })
    expect(textOf(stolen.markup)).toContain('Reported stolen')
    expect((await browser.post(`/my-pieces/${piece.id}/stolen`, {})).status).toBe(409)
    expect(textOf((await browser.get('/my-pieces')).markup)).toContain('Reported stolen')
    const found = await browser.submit(`/my-pieces/${piece.id}/found`, {})
    expect(textOf(found.markup)).toContain('Good that it is back.')
  })

  it('shows what was done to it, with photos that are its owner’s alone, and what its maker says of a recall', async () => {
    const { browser, piece } = await claimed()
    const png =
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
    const photo = expectStatus(await t.as('sales').post('files', { name: 'strap.png', content: png }), 201)
    expectStatus(
      await t.as('sales').post(`serials/${piece.id}/service`, {
        kind: 'repair',
        doneBy: 'Somsak',
        description: 'Strap sewn on <b>again</b>',
        photoIds: [photo.id],
      }),
      201,
    )
    const page = await browser.get(`/my-pieces/${piece.id}`)
    expect(page.markup).toContain('Strap sewn on &lt;b&gt;again')
    const address = /src="(\/my-pieces\/[^"]+\/photos\/[^"]+)"/.exec(page.markup)![1]!
    const shown = await browser.get(address)
    expect(shown).toMatchObject({
      status: 200,
      headers: { 'content-type': 'image/png', 'cache-control': 'private, no-store' },
    })
    expect(await visitor().get(address)).toMatchObject(NOTHING)
    expect(await visitor().get(`/files/${photo.id}`)).toMatchObject(NOTHING)
    expectStatus(
      await t.as('owner').post(
        'recalls',
        {
          criteria: { by: 'serials', serials: [piece.serial] },
          reason: 'x',
          text: 'Please bring it back.',
          textTh: 'โปรดนำกลับมา',
        },
        { 'idempotency-key': piece.id },
      ),
      201,
    )
    expect(textOf((await browser.get(`/my-pieces/${piece.id}`)).markup)).toContain('Please bring it back.')
    expect(textOf((await browser.get(`/my-pieces/${piece.id}?lang=th`)).markup)).toContain('โปรดนำกลับมา')
  })
})
