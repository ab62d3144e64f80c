import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openWorkshop, type Workshop } from '../../../kernel/testing/workshop.ts'
import { textOf, Visitor } from '../visitor.build.ts'

let workshop: Workshop
let visitor: Visitor
beforeAll(async () => {
  workshop = await openWorkshop({ env: { PUBLIC_URL: 'http://localhost:3000' } })
  await workshop.tenant('MA01', { name: 'Maison Atelier' })
})
afterAll(async () => {
  expect(await workshop.offences()).toEqual([])
  await workshop.close()
})
beforeEach(() => {
  visitor = new Visitor(workshop, 'localhost:3000')
})

const workshops = async () =>
  (await workshop.asOwner<{ slug: string }>('select slug from tenant order by id')).map(({ slug }) => slug)

describe('the landing page', () => {
  it('offers to open a workshop, with the trial there is, and lets its form lead to any workshop’s host', async () => {
    const { markup, headers } = await visitor.get('/')
    const text = textOf(markup)
    expect(text).toContain('Your first 14 days are on the Pro plan.')
    expect(markup).toContain('.localhost:3000</span>')
    expect(headers['content-security-policy']).toContain("form-action 'self' http://*.localhost:3000;")
  })

  it('leads to the desk of a workshop, by its name or by its whole address', async () => {
    for (const typed of [
      'ma01',
      ' MA01 ',
      'ma01.localhost:3000',
      'http://ma01.localhost:3000/desk/',
      'HTTP://MA01.localhost:3000',
    ]) {
      const answer = await visitor.get(`/signin?workshop=${encodeURIComponent(typed)}`)
      expect([typed, answer.status, answer.location]).toEqual([
        typed,
        303,
        'http://ma01.localhost:3000/desk/',
      ])
    }
  })

  it('says so when there is no such workshop, and leads nowhere else', async () => {
    for (const typed of [
      '',
      'nobody',
      '//evil.example',
      'https://evil.example/',
      'ma01.localhost:3000.evil.example',
      'a'.repeat(500),
    ]) {
      const answer = await visitor.get(`/signin?workshop=${encodeURIComponent(typed)}`)
      expect([typed, answer.status, answer.location]).toEqual([typed, 404, ''])
      expect(textOf(answer.markup)).toContain('There is no workshop at this address. Check the spelling.')
    }
    expect((await visitor.get('/signin?workshop=nobody')).markup).toContain('value="nobody"')
  })
})

const NEW = {
  name: 'Atelier Nord',
  slug: 'atelier-nord',
  code: 'NORD',
  currency: 'EUR',
  timeZone: 'Europe/Paris',
  ownerName: 'Inès Nord',
  email: 'ines@nord.example',
  password: 'a long sentence of mine',
}

describe('the sign-up', () => {
  it('lets everybody choose currency and time zone; nobody gets the first of the list by mistake', async () => {
    const { markup } = await visitor.get('/signup?lang=en')
    expect(markup.match(/<option value="">Choose…<\/option>/g)).toHaveLength(2)
    expect(markup).toContain('<option value="EUR">Euro (EUR)</option>')
    expect(markup).toContain('<option value="America/New_York">America/New York (UTC-5)</option>')
    expect(markup).toContain('<option value="Asia/Ho_Chi_Minh">Asia/Ho Chi Minh (UTC+7)</option>')
    expect(markup).toContain('<option value="Asia/Bangkok">Asia/Bangkok (UTC+7)</option>')
    const thai = (await visitor.get('/signup?lang=th')).markup
    expect(thai).toContain('<option value="THB" selected>บาท (THB)</option>')
    expect(thai).toContain('<option value="Asia/Bangkok" selected>')
  })

  it('opens a workshop and says where it is, to nobody else', async () => {
    const answer = await visitor.post('/signup', NEW)
    expect([answer.status, answer.location]).toEqual([303, '/signup/done'])
    expect(answer.cookies).toEqual([
      expect.stringMatching(/^opened=[\w-]+; Max-Age=3600; Path=\/; HttpOnly; SameSite=Lax$/),
    ])
    const done = await visitor.get('/signup/done')
    const text = textOf(done.markup)
    expect(text).toContain('Atelier Nord is open')
    expect(text).toContain('Sign in with ines@nord.example')
    expect(text).toContain('Your trial of Pro runs until 16 March 2026.')
    expect(done.markup).toContain('href="http://atelier-nord.localhost:3000/desk/"')
    expect(done.markup).toContain('href="http://atelier-nord.localhost:3000/shop"')
    expect(done.headers['cache-control']).toBe('no-store')
    expect(textOf((await visitor.get('/signup/done?lang=th')).markup)).toContain('16 มีนาคม 2569')
    // The shop is there at once.
    expect((await new Visitor(workshop, 'atelier-nord.localhost').get('/shop')).markup).toContain(
      'Nothing is on sale',
    )
    const stranger = await new Visitor(workshop, 'localhost:3000').get('/signup/done')
    expect([stranger.status, stranger.location]).toEqual([303, '/signup'])
  })

  it('believes no cookie that it did not write so', async () => {
    for (const note of ['x', '{}', 'null', '{"slug":"nobody","email":"a","until":"2026-01-01T00:00:00Z"}']) {
      const liar = new Visitor(workshop, 'localhost:3000')
      liar.cookies.set('opened', Buffer.from(note).toString('base64url'))
      const answer = await liar.get('/signup/done')
      expect([note, answer.status, answer.location, liar.cookies.size]).toEqual([note, 303, '/signup', 0])
    }
  })

  it('says at each field what is wrong, keeps what was typed but the password, and opens nothing', async () => {
    const before = await workshops()
    const { status, markup } = await visitor.post('/signup', {
      ...NEW,
      slug: 'X',
      code: '!',
      currency: '',
      timeZone: '',
      email: 'ines',
    })
    expect(status).toBe(422)
    const text = textOf(markup)
    expect(text).toContain('5 entries need your attention')
    expect(text).toContain('Address: Use 3 to 63 small letters, digits and hyphens, beginning with a letter.')
    expect(text).toContain('Currency: Choose the currency of your books.')
    expect(markup).toContain('value="Atelier Nord"')
    expect(markup).not.toContain(NEW.password)
    const empty = await visitor.post('/signup?lang=th', {})
    expect(textOf(empty.markup)).toContain('เลือกเขตเวลา')
    expect(await workshops()).toEqual(before)
  })

  it('says which of them is taken, reserved, or too weak', async () => {
    const before = await workshops()
    const wrong = async (changes: Partial<typeof NEW>) => {
      const fields = { ...NEW, slug: 'another', code: 'ANOTH', email: 'other@nord.example' }
      const { status, markup } = await visitor.post('/signup', { ...fields, ...changes })
      return [status, /field-error"[^>]*>(?:<[^>]+>[^<]*<\/span>)?([^<]+)/.exec(markup)?.[1]]
    }
    expect(await wrong({ slug: 'ma01' })).toEqual([409, 'Another workshop has it. Choose another address.'])
    expect(await wrong({ slug: 'admin' })).toEqual([
      422,
      expect.stringContaining('kept for the installation itself'),
    ])
    expect(await wrong({ code: 'MAO1' })).toEqual([409, expect.stringContaining('one that reads the same')])
    expect(await wrong({ password: 'short' })).toEqual([422, expect.stringContaining('Use 10 to')])
    expect(await wrong({ email: NEW.email, password: 'another sentence of mine' })).toEqual([
      409,
      'Use the password of that account, or another e-mail.',
    ])
    expect(await workshops()).toEqual(before)
  })

  it('does nothing for a form from another site', async () => {
    const before = await workshops()
    const forged = await visitor.post(
      '/signup',
      { ...NEW, slug: 'forged', code: 'FORGED' },
      { origin: 'http://ma01.localhost:3000' },
    )
    expect(forged.status).toBe(403)
    expect(await workshops()).toEqual(before)
  })

  it('has the limit that the API has, told in the form', async () => {
    const before = await workshops()
    const patient = new Visitor(workshop, 'localhost:3000')
    let answer = await patient.post('/signup', { ...NEW, slug: 'X' })
    for (let n = 0; n < 25 && answer.status !== 429; n++)
      answer = await patient.post('/signup', { ...NEW, slug: 'X' })
    expect(answer.status).toBe(429)
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0)
    expect(textOf(answer.markup)).toMatch(/Wait \d+ seconds and try again\./)
    expect(answer.markup).toContain('value="Atelier Nord"')
    expect(await workshops()).toEqual(before)
  })
})
