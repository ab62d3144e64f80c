import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { sql } from '../../../kernel/db/sql.ts'
import { Problem } from '../../../kernel/errors/problem.ts'
import { openWorkshop, type Workshop } from '../../../kernel/testing/workshop.ts'
import { createWorkshop, tenancyModule } from '../../tenancy/index.ts'
import { identityModule } from '../index.ts'
import { Browser } from './browser.build.ts'
import { assertStrong } from './password.ts'

const FIRST = 'hammer and bone folder'
const SECOND = 'awl, needle and thread'
const THIRD = 'beeswax on linen thread'
const OWNER = 'owner@maison-atelier.example'

let workshop: Workshop
beforeAll(async () => {
  workshop = await openWorkshop({ modules: [identityModule, tenancyModule] })
  await createWorkshop(workshop.kernel, {
    name: 'Maison Atelier',
    slug: 'maison-atelier',
    code: 'MA01',
    currency: 'THB',
    timeZone: 'Asia/Bangkok',
    ownerName: 'Pimchanok',
    email: OWNER,
    password: FIRST,
  })
})
afterAll(() => workshop.close())

const atelier = () => new Browser(workshop, 'maison-atelier.localhost')
let read = 0
/** Mails leave beside the request: waits until a new one is there, or until it is clear that none comes. */
const lastMail = async () => {
  for (let i = 0; i < 100 && workshop.mails.length <= read; i++)
    await workshop.kernel.database.query(sql`select 1`)
  read = workshop.mails.length
  return workshop.mails.at(-1)
}
const tokenIn = (text: string) => /#token=(\S+)/.exec(text)![1]!

describe('a password', () => {
  it.each([
    ['short', 'aB3$efgh9'],
    ['of few characters', 'abababababababab'],
    ['of the name in the e-mail', 'my-owner-password'],
    ['of the e-mail', `x${OWNER}x`],
    ['too long', `${'abcdefghij'.repeat(12)}123456789`],
  ])('that is %s is refused', (_what, password) => {
    expect(() => assertStrong(password, OWNER)).toThrow(Problem)
  })

  it.each(['ten chars!', 'ก ข ค ง จ ฉ ช ซ', FIRST])('like "%s" is good enough', (password) => {
    expect(() => assertStrong(password, OWNER)).not.toThrow()
  })
})

describe('changing the password', () => {
  it('needs the current one and a strong new one; a refusal leaves the old one', async () => {
    const browser = atelier()
    await browser.signIn(OWNER, FIRST)
    const wrong = await browser.auth('change-password', { currentPassword: 'wrong', newPassword: SECOND })
    expect([wrong.status, wrong.body.code]).toEqual([422, 'identity.password_wrong'])
    const weak = await browser.auth('change-password', {
      currentPassword: FIRST,
      newPassword: 'aaaaaaaaaaaa',
    })
    expect([weak.status, weak.body.code]).toEqual([422, 'identity.password_weak'])
    const anonymous = await atelier().auth('change-password', { currentPassword: FIRST, newPassword: SECOND })
    expect([anonymous.status, anonymous.body.code]).toEqual([401, 'auth.required'])
    expect((await atelier().signIn(OWNER, FIRST)).status).toBe(200)
  })

  it('signs every other browser out, at once', async () => {
    const [mine, other] = [atelier(), atelier()]
    await mine.signIn(OWNER, FIRST)
    await other.signIn(OWNER, FIRST)
    expect((await other.get('me')).status).toBe(200)
    const reply = await mine.auth('change-password', { currentPassword: FIRST, newPassword: SECOND })
    expect(reply.status).toBe(200)
    expect(reply.text).not.toMatch(/"token"/)
    expect((await mine.get('me')).status).toBe(200)
    expect((await other.get('me')).status).toBe(401)
    expect((await atelier().signIn(OWNER, FIRST)).status).toBe(401)
    expect((await atelier().signIn(OWNER, SECOND)).status).toBe(200)
    const [audit] = await workshop.asOwner(
      "select operation, label from audit_record where operation = 'identity.account.change_password'",
    )
    expect(audit).toEqual({ operation: 'identity.account.change_password', label: OWNER })
  })
})

describe('who forgot the password', () => {
  it('gets a link by mail that sets a new one once, and signs everybody out', async () => {
    const signedIn = atelier()
    await signedIn.signIn(OWNER, SECOND)
    const asked = await atelier().auth('request-password-reset', { email: OWNER.toUpperCase() })
    expect(asked.status).toBe(200)
    const mail = (await lastMail())!
    expect(mail.to).toBe(OWNER)
    expect(mail.text).toContain('http://maison-atelier.localhost:3000/desk/set-password#token=')
    const token = tokenIn(mail.text)
    expect(asked.text).not.toContain(token)
    const rows = JSON.stringify(await workshop.asOwner('select * from identity.verification'))
    expect(rows).not.toContain(token)

    const weak = await atelier().auth('reset-password', { token, newPassword: 'aaaaaaaaaaaaa' })
    expect([weak.status, weak.body.code]).toEqual([422, 'identity.password_weak'])
    expect((await atelier().auth('reset-password', { token, newPassword: THIRD })).status).toBe(200)
    expect((await signedIn.get('me')).status).toBe(401)
    expect((await atelier().signIn(OWNER, THIRD)).status).toBe(200)

    const again = await atelier().auth('reset-password', { token, newPassword: FIRST })
    expect([again.status, again.body.code]).toEqual([422, 'identity.link_invalid'])
    expect((await atelier().signIn(OWNER, THIRD)).status).toBe(200)
  })

  it('is not told whether the e-mail has an account', async () => {
    const before = workshop.mails.length
    const unknown = await atelier().auth('request-password-reset', { email: 'nobody@nowhere.example' })
    await lastMail()
    expect(workshop.mails.length).toBe(before)
    const known = await atelier().auth('request-password-reset', { email: OWNER })
    await lastMail()
    expect(workshop.mails.length).toBe(before + 1)
    expect(unknown.body).toEqual(known.body)
    expect(unknown.status).toBe(known.status)
  })

  it('is not sent more than five mails an hour, and not told so', async () => {
    workshop.clock.advance({ hours: 2 })
    const before = workshop.mails.length
    for (let i = 0; i < 8; i++)
      expect((await atelier().auth('request-password-reset', { email: OWNER })).body.status).toBe(true)
    await vi.waitFor(() => expect(workshop.mails.length).toBeGreaterThanOrEqual(before + 5))
    await lastMail()
    expect(workshop.mails.length).toBe(before + 5)
  })

  it('reads the mail in the language asked for, with a link to the host that was asked, whatever port or page it names', async () => {
    workshop.clock.advance({ hours: 2 })
    const browser = new Browser(workshop, 'maison-atelier.localhost:9999')
    await browser.auth(
      'request-password-reset',
      { email: OWNER, redirectTo: 'https://evil.example/' },
      { 'accept-language': 'th' },
    )
    const mail = (await lastMail())!
    expect(mail.subject).toBe('ตั้งรหัสผ่านใหม่')
    expect(mail.text).toContain('http://maison-atelier.localhost:3000/desk/set-password#token=')
    expect(mail.text).not.toContain('evil')
  })

  it('gets a link to a host of ours, never to a domain that a workshop may point elsewhere tomorrow', async () => {
    await createWorkshop(workshop.kernel, {
      name: 'Rogue',
      slug: 'rogue',
      code: 'ROG1',
      currency: 'THB',
      timeZone: 'Asia/Bangkok',
      ownerName: 'Rogue',
      email: 'owner@rogue.example',
      password: FIRST,
    })
    await workshop.asOwner(
      `insert into tenant_domain (domain, tenant_id, verified_at, created_at) select 'rogue.example', id, now(), now() from tenant where code = 'ROG1'`,
    )
    for (const host of ['rogue.example', 'rogue.localhost', 'localhost']) {
      workshop.clock.advance({ hours: 2 })
      await new Browser(workshop, host).auth('request-password-reset', { email: OWNER })
      const mail = (await lastMail())!
      expect(mail.to).toBe(OWNER)
      expect(mail.text, host).toContain('http://maison-atelier.localhost:3000/desk/set-password#token=')
    }
    const own = new Browser(workshop, 'rogue.example')
    await own.auth('request-password-reset', { email: 'owner@rogue.example' })
    expect((await lastMail())!.text).toContain('http://rogue.localhost:3000/desk/set-password#token=')
  })

  it('cannot use a link that is too old', async () => {
    workshop.clock.advance({ hours: 2 })
    await atelier().auth('request-password-reset', { email: OWNER })
    const token = tokenIn((await lastMail())!.text)
    await workshop.asOwner("update identity.verification set expires_at = now() - interval '1 second'")
    const late = await atelier().auth('reset-password', { token, newPassword: FIRST })
    expect([late.status, late.body.code]).toEqual([422, 'identity.link_invalid'])
    expect((await atelier().signIn(OWNER, FIRST)).status).toBe(401)
  })
})
