import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openWorkshop, type Workshop } from '../../../kernel/testing/workshop.ts'
import { createWorkshop, tenancyModule } from '../../tenancy/index.ts'
import { identityModule } from '../index.ts'
import { Browser } from './browser.build.ts'

const PASSWORD = 'hammer and bone folder'
const OWNER = 'owner@maison-atelier.example'
const WRONG = { code: 'identity.credentials_wrong' }

let workshop: Workshop
beforeAll(async () => {
  workshop = await openWorkshop({ modules: [identityModule, tenancyModule] })
  await createWorkshop(workshop.kernel, {
    name: 'Maison Atelier',
    slug: 'maison-atelier',
    code: 'MA01',
    currency: 'THB',
    timeZone: 'Asia/Bangkok',
    ownerName: 'Pimchanok Rattanakul',
    email: OWNER,
    password: PASSWORD,
  })
  await createWorkshop(workshop.kernel, {
    name: 'Siam Stationery',
    slug: 'siam-stationery',
    code: 'SIAM',
    currency: 'THB',
    timeZone: 'Asia/Bangkok',
    ownerName: 'Somsak',
    email: 'owner@siam.example',
    password: PASSWORD,
  })
})
afterAll(() => workshop.close())

const atelier = () => new Browser(workshop, 'maison-atelier.localhost')
const siam = () => new Browser(workshop, 'siam-stationery.localhost')
const central = () => new Browser(workshop, 'localhost')
const sessions = async () =>
  Number((await workshop.asOwner<{ n: string }>('select count(*) as n from identity.session'))[0]!.n)

describe('signing in on the host of a workshop', () => {
  it('gives a cookie of that host only, which scripts cannot read, and an answer without the token', async () => {
    const browser = atelier()
    const reply = await browser.signIn(OWNER, PASSWORD)
    expect(reply.status).toBe(200)
    expect(reply.body.user).toMatchObject({ email: OWNER, name: 'Pimchanok Rattanakul' })
    expect(reply.headers['cache-control']).toBe('no-store')
    const cookie = browser.setCookies.find((text) => text.startsWith('touchmark.session_token='))!
    expect(cookie).toMatch(/; HttpOnly/i)
    expect(cookie).toMatch(/; SameSite=Lax/i)
    expect(cookie).toMatch(/; Path=\//i)
    expect(cookie).not.toMatch(/Domain=/i)
    expect(cookie).not.toMatch(/Secure/i)
    const token = decodeURIComponent(browser.cookies.get('touchmark.session_token')!).split('.')[0]!
    expect(token.length).toBeGreaterThan(20)
    expect(reply.text).not.toContain(token)
    expect((await browser.auth('get-session')).text).not.toContain(token)
  })

  it('makes the person a principal with the permissions of the role', async () => {
    const browser = atelier()
    expect((await browser.get('me')).status).toBe(401)
    await browser.signIn(OWNER, PASSWORD)
    const me = await browser.get('me')
    expect(me.body).toMatchObject({
      kind: 'user',
      name: 'Pimchanok Rattanakul',
      email: OWNER,
      role: 'owner',
      permissions: ['*'],
      twoFactorEnabled: false,
      workshop: { slug: 'maison-atelier', origin: 'http://maison-atelier.localhost:3000' },
      workshops: [{ code: 'MA01' }],
    })
  })

  it('is written in the audit log of the workshop, as is a failure that names a member', async () => {
    const audit = () =>
      workshop.asOwner(
        `select operation, label, actor_kind from audit_record
         where operation like 'identity.session.%' order by id desc limit 1`,
      )
    await atelier().signIn(OWNER, PASSWORD)
    expect(await audit()).toEqual([
      { operation: 'identity.session.sign_in', label: OWNER, actor_kind: 'user' },
    ])
    await atelier().signIn(OWNER, 'not the password')
    expect(await audit()).toEqual([
      { operation: 'identity.session.sign_in_failed', label: OWNER, actor_kind: 'anonymous' },
    ])
    const before = await workshop.asOwner('select count(*) from audit_record')
    await atelier().signIn('nobody@nowhere.example', 'not the password')
    expect(await workshop.asOwner('select count(*) from audit_record')).toEqual(before)
  })

  it('ends with signing out, at once and on the server', async () => {
    const browser = atelier()
    await browser.signIn(OWNER, PASSWORD)
    const thief = atelier()
    browser.stealInto(thief)
    expect((await thief.get('me')).status).toBe(200)
    expect((await browser.auth('sign-out', {})).status).toBe(200)
    expect(browser.cookies.size).toBe(0)
    expect((await thief.get('me')).status).toBe(401)
  })

  it('refuses who belongs to another workshop, and leaves no session behind', async () => {
    const before = await sessions()
    const browser = siam()
    const reply = await browser.signIn(OWNER, PASSWORD)
    expect(reply.status).toBe(403)
    expect(reply.body.code).toBe('identity.not_a_member')
    expect(browser.setCookies).toEqual([])
    expect(await sessions()).toBe(before)
  })

  it('gives a session that is worth nothing on the host of another workshop', async () => {
    const browser = atelier()
    await browser.signIn(OWNER, PASSWORD)
    const other = siam()
    browser.stealInto(other)
    expect((await other.get('me')).status).toBe(401)
    expect((await other.get('members')).status).toBe(401)
    expect((await other.post('invitations', { email: 'x@y.example', role: 'viewer' })).status).toBe(401)
    expect((await browser.get('me')).status).toBe(200)
  })

  it('gives a session that is worth nothing anywhere else, even to who belongs there, too', async () => {
    const siamOwner = siam()
    await siamOwner.signIn('owner@siam.example', PASSWORD)
    const { link } = (await siamOwner.post('invitations', { email: OWNER, role: 'viewer' })).body
    const joined = await siam().post('invitations/accept', {
      token: link.split('#token=')[1],
      password: PASSWORD,
    })
    // Siam Stationery points its own domain to a machine of its own, and collects the cookies that come there.
    const victim = siam()
    expect((await victim.signIn(OWNER, PASSWORD)).status).toBe(200)
    expect((await victim.get('me')).body.role).toBe('viewer')
    for (const thief of [atelier(), central()]) {
      victim.stealInto(thief)
      expect((await thief.get('me')).status).not.toBe(200)
      expect((await thief.get('account')).status).not.toBe(200)
      expect((await thief.auth('get-session')).body).toBeNull()
      const changed = await thief.auth('change-password', {
        currentPassword: PASSWORD,
        newPassword: 'a new password of a thief',
      })
      expect(changed.body.code).toBe('auth.required')
      expect((await thief.auth('two-factor/enable', { password: PASSWORD })).body.code).toBe('auth.required')
    }
    expect((await victim.get('me')).status).toBe(200)
    expect((await victim.auth('get-session')).body.user.email).toBe(OWNER)
    await siamOwner.delete(`members/${joined.body.memberId}`)
  })

  it('answers the same for an unknown e-mail, a wrong password and another’s workshop', async () => {
    const unknown = await atelier().signIn('nobody@nowhere.example', 'whatever it was')
    const wrong = await atelier().signIn(OWNER, 'whatever it was')
    const elsewhere = await siam().signIn(OWNER, 'whatever it was')
    for (const reply of [unknown, wrong, elsewhere]) {
      expect(reply.status).toBe(401)
      expect(reply.body).toMatchObject(WRONG)
      const { requestId: _requestId, ...rest } = reply.body
      const { requestId: _other, ...first } = unknown.body
      expect(rest).toEqual(first)
    }
  })

  it('speaks Thai to who asks for it', async () => {
    const reply = await atelier().auth(
      'sign-in/email',
      { email: OWNER, password: 'wrong' },
      { 'accept-language': 'th' },
    )
    expect(reply.body.title).toBe('อีเมลหรือรหัสผ่านไม่ถูกต้อง')
  })

  it('is not possible with a cookie that somebody made or changed', async () => {
    const browser = atelier()
    await browser.signIn(OWNER, PASSWORD)
    const good = browser.cookies.get('touchmark.session_token')!
    for (const bad of [
      good.slice(0, -6),
      `x${good}`,
      good.split('.')[0]!,
      `${good.split('.')[0]}.AAAA`,
      'null',
      '%00',
    ]) {
      browser.cookies.set('touchmark.session_token', bad)
      expect((await browser.get('me')).status, bad).toBe(401)
    }
  })
})

describe('signing in', () => {
  it('works on a workshop’s own domain once that is verified', async () => {
    const own = () => new Browser(workshop, 'shop.atelier.example')
    expect((await own().signIn(OWNER, PASSWORD)).status).toBe(404)
    await workshop.asOwner(
      `insert into tenant_domain (domain, tenant_id, created_at) select 'shop.atelier.example', id, now() from tenant where code = 'MA01'`,
    )
    workshop.kernel.tenants.forget()
    expect((await own().signIn(OWNER, PASSWORD)).status).toBe(404)
    await workshop.asOwner('update tenant_domain set verified_at = now()')
    workshop.kernel.tenants.forget()
    const browser = own()
    expect((await browser.signIn(OWNER, PASSWORD)).status).toBe(200)
    expect((await browser.get('me')).body.workshop.code).toBe('MA01')
  })

  it('works in a suspended workshop, where nothing else does', async () => {
    await workshop.asOwner("update tenant set status = 'suspended' where code = 'SIAM'")
    workshop.kernel.tenants.forget()
    const browser = siam()
    expect((await browser.signIn('owner@siam.example', PASSWORD)).status).toBe(200)
    expect((await browser.get('me')).body.workshop.status).toBe('suspended')
    expect((await browser.get('members')).body.code).toBe('tenant.suspended')
    await workshop.asOwner("update tenant set status = 'active' where code = 'SIAM'")
    workshop.kernel.tenants.forget()
  })

  it('over TLS gives a cookie that never leaves without it, and hears only pages that came over it', async () => {
    const secure = await openWorkshop({
      modules: [identityModule, tenancyModule],
      env: { PUBLIC_URL: 'https://touchmark.example' },
    })
    try {
      const { origin } = await createWorkshop(secure.kernel, {
        name: 'Secure',
        slug: 'tls-atelier',
        code: 'SEC1',
        currency: 'THB',
        timeZone: 'Asia/Bangkok',
        ownerName: 'Owner',
        email: OWNER,
        password: PASSWORD,
      })
      expect(origin).toBe('https://tls-atelier.touchmark.example')
      const browser = new Browser(secure, 'tls-atelier.touchmark.example')
      const over = { origin }
      await browser.auth('sign-in/email', { email: OWNER, password: PASSWORD }, over)
      expect(browser.setCookies[0]).toMatch(/^touchmark\.session_token=.*; Secure/)
      expect((await browser.get('me')).status).toBe(200)
      // The browser of the test says http:// unless told.
      expect((await browser.auth('sign-out', {})).body.code).toBe('auth.forbidden')
      expect((await browser.auth('sign-out', {}, over)).status).toBe(200)
    } finally {
      await secure.close()
    }
  })

  it('is the only way to be a person: what a person is called here, they may say', async () => {
    const browser = atelier()
    await browser.signIn(OWNER, PASSWORD)
    expect((await browser.patch('me', { name: 'Khun Pim' })).body).toEqual({ name: 'Khun Pim' })
    expect((await browser.get('me')).body.name).toBe('Khun Pim')
    expect((await browser.patch('me', { name: '' })).status).toBe(400)
    expect((await browser.get('me')).body.name).toBe('Khun Pim')
    const key = await browser.post('api-keys', { name: 'Key', scopes: ['*'] })
    const byKey = await atelier().patch('me', { name: 'Robot' }, { authorization: `Bearer ${key.body.key}` })
    expect(byKey.body.code).toBe('identity.people_only')
    await browser.patch('me', { name: 'Pimchanok Rattanakul' })
  })
})

describe('signing in on the central host', () => {
  it('shows the workshops of the person and lets them into none', async () => {
    const browser = central()
    expect((await browser.get('account')).status).toBe(401)
    await browser.signIn(OWNER, PASSWORD)
    const account = await browser.get('account')
    expect(account.body).toMatchObject({ email: OWNER, platform: false })
    expect(account.body.workshops.map((w: { slug: string }) => w.slug)).toEqual(['maison-atelier'])
    expect((await browser.get('me')).status).toBe(404)
    expect((await browser.get('members')).status).toBe(404)
    expect((await browser.get('account', { host: 'maison-atelier.localhost' })).status).toBe(404)
  })
})

describe('who guesses', () => {
  beforeEach(() => workshop.clock.advance({ hours: 1 }))

  it('is stopped after ten failures with one account, also with the right password, until the window is over', async () => {
    for (let i = 0; i < 10; i++) expect((await atelier().signIn(OWNER, `guess number ${i}`)).status).toBe(401)
    const stopped = await atelier().signIn(OWNER, PASSWORD)
    expect(stopped.status).toBe(429)
    expect(stopped.body.code).toBe('identity.too_many_attempts')
    expect(Number(stopped.headers['retry-after'])).toBeGreaterThan(800)
    // The workshop does not matter, the account does.
    expect((await central().signIn(OWNER, PASSWORD)).status).toBe(429)
    expect((await siam().signIn('owner@siam.example', PASSWORD)).status).toBe(200)
    workshop.clock.advance({ minutes: 16 })
    expect((await atelier().signIn(OWNER, PASSWORD)).status).toBe(200)
  })

  it('is stopped for an e-mail without an account as well, so that this tells nothing', async () => {
    for (let i = 0; i < 10; i++) await atelier().signIn('nobody@nowhere.example', 'guess')
    expect((await atelier().signIn('nobody@nowhere.example', 'guess')).status).toBe(429)
  })

  it('cannot guess many at once: the attempts count before the password is looked at', async () => {
    const replies = await Promise.all(
      Array.from({ length: 30 }, (_, i) => atelier().signIn(OWNER, `parallel guess ${i}`)),
    )
    expect(replies.filter((reply) => reply.status === 401).length).toBeLessThanOrEqual(10)
    expect(replies.filter((reply) => reply.status === 429).length).toBeGreaterThanOrEqual(20)
  })

  it('is forgotten by a success', async () => {
    for (let i = 0; i < 9; i++) await atelier().signIn(OWNER, `guess number ${i}`)
    expect((await atelier().signIn(OWNER, PASSWORD)).status).toBe(200)
    for (let i = 0; i < 9; i++) await atelier().signIn(OWNER, `guess number ${i}`)
    expect((await atelier().signIn(OWNER, PASSWORD)).status).toBe(200)
  })
})

describe('a page of another site', () => {
  const evil = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }

  it('cannot change anything with the cookie of a person who is signed in', async () => {
    const browser = atelier()
    await browser.signIn(OWNER, PASSWORD)
    const before = await workshop.asOwner('select count(*) from invitation')
    for (const headers of [
      evil,
      { origin: 'https://evil.example' },
      { origin: 'http://siam-stationery.localhost', 'sec-fetch-site': 'same-site' },
      { origin: 'http://localhost:3000', 'sec-fetch-site': 'same-site' },
      { origin: 'null' },
    ]) {
      const reply = await browser.post('invitations', { email: 'x@y.example', role: 'viewer' }, headers)
      expect(reply.status).toBe(403)
      expect(reply.body.code).toBe('auth.forbidden')
      expect((await browser.auth('sign-out', {}, headers)).status).toBe(403)
      expect(
        (
          await browser.auth(
            'change-password',
            { currentPassword: PASSWORD, newPassword: 'another long password' },
            headers,
          )
        ).status,
      ).toBe(403)
    }
    expect(await workshop.asOwner('select count(*) from invitation')).toEqual(before)
    expect((await browser.get('me')).status).toBe(200)
  })

  it('cannot sign somebody in as another (a sign-in needs a page of this host, too)', async () => {
    const browser = atelier()
    const reply = await browser.auth('sign-in/email', { email: OWNER, password: PASSWORD }, evil)
    expect(reply.status).toBe(403)
    expect(browser.setCookies).toEqual([])
  })

  it('cannot send a form: only JSON is read', async () => {
    const response = await workshop.app.inject({
      method: 'POST',
      url: '/api/auth/sign-in/email',
      headers: { host: 'maison-atelier.localhost', 'content-type': 'application/x-www-form-urlencoded' },
      payload: `email=${encodeURIComponent(OWNER)}&password=${encodeURIComponent(PASSWORD)}`,
    })
    expect(response.statusCode).toBe(415)
  })
})

describe('the routes of better-auth', () => {
  it('that we do not let through are not there: nobody signs up, lists, changes or deletes by them', async () => {
    const browser = atelier()
    await browser.signIn(OWNER, PASSWORD)
    const users = await workshop.asOwner('select id, name, email, role from identity."user" order by id')
    for (const [path, body] of [
      ['sign-up/email', { name: 'x', email: 'x@y.example', password: 'a long password x' }],
      ['update-user', { name: 'Other', role: 'platform' }],
      ['delete-user', { password: PASSWORD }],
      ['change-email', { newEmail: 'other@x.example' }],
      ['revoke-session', { token: 'x' }],
      ['set-password', { newPassword: 'x' }],
      ['verify-password', { password: PASSWORD }],
      ['two-factor/get-totp-uri', { password: PASSWORD }],
      ['sign-in/social', { provider: 'google' }],
    ] as const)
      expect((await browser.auth(path, body)).status, path).toBe(404)
    for (const path of ['list-sessions', 'ok', 'error', 'reset-password/x', 'list-accounts'])
      expect((await browser.auth(path)).status, path).toBe(404)
    expect(await workshop.asOwner('select id, name, email, role from identity."user" order by id')).toEqual(
      users,
    )
  })

  it('are nowhere but on hosts of ours', async () => {
    const browser = new Browser(workshop, 'unknown.localhost')
    expect((await browser.signIn(OWNER, PASSWORD)).status).toBe(404)
    expect((await new Browser(workshop, 'evil.example').signIn(OWNER, PASSWORD)).status).toBe(404)
  })
})

describe('the sessions of a person', () => {
  it('can be seen and ended one by one or all but this one', async () => {
    await workshop.asOwner('delete from identity.session')
    const [phone, desk, tablet] = [atelier(), atelier(), atelier()]
    for (const browser of [phone, desk, tablet]) await browser.signIn(OWNER, PASSWORD)
    const list = await desk.get('me/sessions')
    expect(list.body.items).toHaveLength(3)
    expect(list.body.items.map((s: { current: boolean }) => s.current)).toEqual([false, true, false])
    expect(list.body.items[0]).toMatchObject({ address: '127.0.0.1', userAgent: 'Mozilla/5.0 (test)' })
    expect(JSON.stringify(list.body)).not.toMatch(/token/)
    // The newest is the tablet.
    expect((await desk.delete(`me/sessions/${list.body.items[0].id}`)).status).toBe(204)
    expect((await tablet.get('me')).status).toBe(401)
    expect((await phone.get('me')).status).toBe(200)
    expect((await desk.post('me/sessions/end-others')).body).toEqual({ ended: 1 })
    expect((await phone.get('me')).status).toBe(401)
    expect((await desk.get('me')).status).toBe(200)
  })

  it('of another person cannot be ended', async () => {
    const mine = atelier()
    const theirs = siam()
    await mine.signIn(OWNER, PASSWORD)
    await theirs.signIn('owner@siam.example', PASSWORD)
    const [session] = (await theirs.get('me/sessions')).body.items
    expect((await mine.delete(`me/sessions/${session.id}`)).status).toBe(404)
    expect((await theirs.get('me')).status).toBe(200)
  })

  it('are prolonged by get-session, not by working', async () => {
    const browser = atelier()
    await browser.signIn(OWNER, PASSWORD)
    await workshop.asOwner("update identity.session set expires_at = now() + interval '2 days'")
    browser.setCookies.length = 0
    await browser.get('me')
    expect(browser.setCookies).toEqual([])
    expect((await browser.auth('get-session')).status).toBe(200)
    expect(browser.setCookies.some((text) => text.startsWith('touchmark.session_token='))).toBe(true)
    const [row] = await workshop.asOwner<{ days: number }>(
      'select extract(day from max(expires_at) - now())::int as days from identity.session',
    )
    expect(row!.days).toBeGreaterThanOrEqual(6)
  })

  it('that are over are nobody’s, and are swept away', async () => {
    const browser = atelier()
    await browser.signIn(OWNER, PASSWORD)
    workshop.kernel.authenticator.forget()
    await workshop.asOwner("update identity.session set expires_at = now() - interval '1 second'")
    expect((await browser.get('me')).status).toBe(401)
    await workshop.kernel.schedules
      .find((schedule) => schedule.name === 'identity.sweep')!
      .run(workshop.kernel)
    expect(await sessions()).toBe(0)
  })
})
