import { inspect } from 'node:util'
import { symbols } from 'pino'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { openWorkshop, type Reply, type Workshop } from '../../../kernel/testing/workshop.ts'
import { tenancyModule } from '../../tenancy/index.ts'
import { identityModule } from '../index.ts'
import { Browser, fromBase32, totp } from './browser.build.ts'

const EMAIL = 'owner@maison-atelier.example'
const passwords = ['hammer and bone folder', 'awl, needle and thread', 'a wrong guess of somebody']
const HOST = 'maison-atelier.localhost'

let workshop: Workshop
let log = ''
beforeAll(async () => {
  workshop = await openWorkshop({ modules: [identityModule, tenancyModule] })
  const logger = workshop.kernel.log
  logger.level = 'trace'
  Object.assign(logger, {
    [symbols.streamSym]: {
      write: (line: string) => {
        log += line
      },
    },
  })
})
afterAll(() => workshop.close())

/** Everything in the identity store and beside it that opens a door, as it is kept. */
async function keptSecrets(): Promise<Map<string, string>> {
  const secrets = new Map<string, string>()
  const add = async (what: string, text: string) => {
    for (const row of await workshop.asOwner<{ secret: string | null }>(text))
      if (row.secret) secrets.set(`${what} ${row.secret.slice(0, 8)}`, row.secret)
  }
  await add('password hash', 'select password as secret from identity.account')
  await add('session token', 'select token as secret from identity.session')
  await add('second factor', 'select secret from identity.two_factor')
  await add('backup codes', 'select backup_codes as secret from identity.two_factor')
  await add('verification', 'select identifier as secret from identity.verification')
  await add('invitation hash', 'select token_hash as secret from invitation')
  await add('key hash', 'select hash as secret from api_key')
  return secrets
}

describe('no secret and no hash', () => {
  it('ever stands in an answer or in the log, whatever people do and however it ends', async () => {
    const answers: Reply[] = []
    const once = new Map<string, string>()
    const keep = async (reply: Promise<Reply>) => {
      const got = await reply
      answers.push(got)
      return got
    }
    const seen = new Map<string, string>()
    const collect = async () => {
      for (const [what, secret] of await keptSecrets()) seen.set(what, secret)
    }

    const central = new Browser(workshop, 'localhost')
    const owner = new Browser(workshop, HOST)
    await keep(
      central.post('signup', {
        name: 'Maison Atelier',
        slug: 'maison-atelier',
        code: 'MA01',
        currency: 'THB',
        timeZone: 'Asia/Bangkok',
        ownerName: 'Pimchanok',
        email: EMAIL,
        password: passwords[0],
      }),
    )
    await keep(owner.signIn(EMAIL, passwords[2]!))
    await keep(owner.signIn(EMAIL, passwords[0]!))
    await collect()
    await keep(owner.auth('get-session'))
    await keep(owner.get('me'))
    await keep(owner.get('me/sessions'))
    const invitation = await owner.post('invitations', { email: 'new@x.example', role: 'viewer' })
    once.set('invitation token', invitation.body.link.split('#token=')[1])
    await keep(owner.get('invitations'))
    const key = await owner.post('api-keys', { name: 'Key', scopes: ['*'] })
    once.set('API key', key.body.key)
    await keep(owner.get('api-keys'))
    await keep(owner.get('me', { authorization: `Bearer ${key.body.key}` }))
    await keep(owner.get('me', { authorization: 'Bearer tm_MA01_not-a-key' }))
    await collect()

    const enabled = await owner.auth('two-factor/enable', { password: passwords[0] })
    const secret = new URL(enabled.body.totpURI).searchParams.get('secret')!
    once.set('second factor', secret)
    for (const code of enabled.body.backupCodes) once.set(`backup code ${code}`, code)
    await keep(owner.auth('two-factor/verify-totp', { code: totp(fromBase32(secret), Date.now()) }))
    await collect()
    const other = new Browser(workshop, HOST)
    await keep(other.signIn(EMAIL, passwords[0]!))
    await keep(other.auth('two-factor/verify-totp', { code: totp(fromBase32(secret), Date.now()) }))
    await collect()
    await keep(owner.auth('change-password', { currentPassword: passwords[0], newPassword: passwords[1] }))
    await collect()
    await keep(owner.auth('request-password-reset', { email: EMAIL }))
    await collect()
    await keep(
      owner.post('invitations/accept', { token: once.get('invitation token'), password: passwords[1] }),
    )
    await collect()
    await workshop.drain()
    await keep(owner.auth('two-factor/disable', { password: passwords[1] }))
    await keep(owner.auth('sign-out', {}))
    await collect()

    expect(answers.every((reply) => reply.status < 500)).toBe(true)
    expect(log.split('\n').length).toBeGreaterThan(20)
    const cookies = [...owner.setCookies, ...other.setCookies, ...central.setCookies]
      .map((text) => text.split(';')[0]!.split('=')[1]!)
      .filter((value) => value.length > 8)
    expect(cookies.length).toBeGreaterThan(3)
    const everything = answers.map((reply) => reply.text).join('\n')
    expect([...seen.keys()].map((what) => what.split(' ')[0])).toEqual(
      expect.arrayContaining([
        'password',
        'session',
        'second',
        'backup',
        'verification',
        'invitation',
        'key',
      ]),
    )
    for (const [what, value] of [...seen, ...once]) {
      expect(everything.includes(value), `an answer has the ${what}`).toBe(false)
      expect(log.includes(value), `the log has the ${what}`).toBe(false)
    }
    for (const value of [...passwords, ...cookies, workshop.config.touchmarkSecret!]) {
      expect(everything.includes(value)).toBe(false)
      expect(log.includes(value)).toBe(false)
    }
  })

  it('stands in the audit log', async () => {
    const audit = JSON.stringify(await workshop.asOwner('select * from audit_record'))
    for (const [what, value] of await keptSecrets()) expect(audit.includes(value), what).toBe(false)
    for (const value of passwords) expect(audit.includes(value)).toBe(false)
  })

  it('leaves with the error when the store fails in the middle of a sign-in: statements and their values stay inside', async () => {
    log = ''
    const printed = vi.spyOn(console, 'error').mockImplementation((...parts) => {
      log += inspect(parts, { depth: 9 })
    })
    // A failure that nobody foresaw, which PostgreSQL explains with the whole row.
    await workshop.asOwner(
      `create function identity.broken() returns trigger language plpgsql as $$ begin raise exception 'broken' using detail = new.token; end $$`,
    )
    await workshop.asOwner(
      'create trigger broken before insert on identity.session for each row execute function identity.broken()',
    )
    const browser = new Browser(workshop, HOST)
    const reply = await browser.signIn(EMAIL, passwords[1]!)
    await workshop.asOwner('drop function identity.broken cascade')
    printed.mockRestore()
    expect([reply.status, reply.body.code]).toEqual([500, 'internal'])
    expect(log).toContain('broken')
    expect(log).not.toMatch(/"detail"/)
    expect(browser.setCookies).toEqual([])
    const [user] = await workshop.asOwner<{ id: string }>(
      `select id from identity."user" where email = $1`,
      EMAIL,
    )
    for (const text of [log, reply.text]) {
      expect(text).not.toMatch(/insert into|params/i)
      expect(text).not.toContain(user!.id)
    }
  })
})

describe('while the store of accounts is out of reach', () => {
  it('nobody is taken for signed out: the answer is 503 with Retry-After, and the log says why', async () => {
    const browser = new Browser(workshop, HOST)
    await browser.signIn(EMAIL, passwords[1]!)
    workshop.kernel.authenticator.forget()
    log = ''
    await workshop.asOwner('alter table identity.session rename to session_away')
    const reply = await browser.get('me')
    await workshop.asOwner('alter table identity.session_away rename to session')
    expect([reply.status, reply.body.code]).toEqual([503, 'unavailable'])
    expect(reply.headers['retry-after']).toBe('2')
    expect(log).toContain('identity.session')
    expect(log).not.toContain(
      decodeURIComponent(browser.cookies.get('touchmark.session_token')!).split('.')[0]!,
    )
    expect((await browser.get('me')).status).toBe(200)
  })
})
