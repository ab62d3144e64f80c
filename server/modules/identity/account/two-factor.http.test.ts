import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openWorkshop, type Workshop } from '../../../kernel/testing/workshop.ts'
import { createWorkshop, tenancyModule } from '../../tenancy/index.ts'
import { identityModule } from '../index.ts'
import { Browser, fromBase32, totp } from './browser.build.ts'

const PASSWORD = 'hammer and bone folder'
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
    password: PASSWORD,
  })
})
afterAll(() => workshop.close())

const atelier = () => new Browser(workshop, 'maison-atelier.localhost')

describe('the code of an authenticator app, as the tests compute it', () => {
  it('is that of RFC 6238, appendix B', () => {
    const secret = Buffer.from('12345678901234567890')
    expect(
      [59, 1111111109, 1111111111, 1234567890, 2000000000, 20000000000].map((s) => totp(secret, s * 1000, 8)),
    ).toEqual(['94287082', '07081804', '14050471', '89005924', '69279037', '65353130'])
  })
})

describe('a second factor', () => {
  let browser: Browser
  let secret: Buffer
  let backupCodes: string[]

  const code = () => totp(secret, Date.now())
  const wrongCode = () => String((Number(code()) + 1) % 1_000_000).padStart(6, '0')

  beforeEach(async () => {
    workshop.clock.advance({ hours: 1 })
    await workshop.asOwner('delete from identity.two_factor')
    await workshop.asOwner('update identity."user" set two_factor_enabled = false')
    browser = atelier()
    await browser.signIn(OWNER, PASSWORD)
    const reply = await browser.auth('two-factor/enable', { password: PASSWORD })
    const uri = new URL(reply.body.totpURI)
    expect(uri.protocol).toBe('otpauth:')
    expect(uri.searchParams.get('issuer')).toBe('Touchmark')
    secret = fromBase32(uri.searchParams.get('secret')!)
    backupCodes = reply.body.backupCodes
  })

  const enrol = async () => {
    expect((await browser.auth('two-factor/verify-totp', { code: code() })).status).toBe(200)
  }

  it('counts only once a code of the app was entered', async () => {
    expect((await browser.get('me')).body.twoFactorEnabled).toBe(false)
    const before = atelier()
    expect((await before.signIn(OWNER, PASSWORD)).body.user.email).toBe(OWNER)
    expect((await browser.auth('two-factor/verify-totp', { code: wrongCode() })).body.code).toBe(
      'identity.code_wrong',
    )
    expect((await browser.get('me')).body.twoFactorEnabled).toBe(false)
    await enrol()
    expect((await browser.get('me')).body.twoFactorEnabled).toBe(true)
    expect(backupCodes).toHaveLength(10)
  })

  it('needs the password to be set up, and is not set up twice', async () => {
    const wrong = await browser.auth('two-factor/enable', { password: 'not it at all' })
    expect([wrong.status, wrong.body.code]).toEqual([422, 'identity.password_wrong'])
    await enrol()
    const again = await browser.auth('two-factor/enable', { password: PASSWORD })
    expect([again.status, again.body.code]).toEqual([409, 'identity.two_factor_on'])
  })

  it('is asked for at every sign-in: the password alone opens nothing', async () => {
    await enrol()
    const next = atelier()
    const first = await next.signIn(OWNER, PASSWORD)
    expect(first.body).toEqual({ twoFactorRedirect: true, twoFactorMethods: ['totp'] })
    expect(next.cookies.has('touchmark.session_token')).toBe(false)
    expect(next.setCookies.some((text) => /^touchmark\.session_token=[^;]/.test(text))).toBe(false)
    expect((await next.get('me')).status).toBe(401)
    const wrong = await next.auth('two-factor/verify-totp', { code: wrongCode() })
    expect([wrong.status, wrong.body.code]).toEqual([401, 'identity.code_wrong'])
    expect((await next.get('me')).status).toBe(401)
    const right = await next.auth('two-factor/verify-totp', { code: code() })
    expect(right.status).toBe(200)
    expect(right.text).not.toMatch(/"token"/)
    expect((await next.get('me')).body).toMatchObject({ role: 'owner', twoFactorEnabled: true })
  })

  it('takes a code once: who watched it being typed cannot use it', async () => {
    await enrol()
    const [owner, watcher] = [atelier(), atelier()]
    await owner.signIn(OWNER, PASSWORD)
    await watcher.signIn(OWNER, PASSWORD)
    const seen = code()
    const before = await workshop.asOwner('select count(*) from identity.session')
    const replies = await Promise.all(
      [owner, watcher].map((one) => one.auth('two-factor/verify-totp', { code: seen })),
    )
    expect(replies.map((reply) => reply.status).sort()).toEqual([200, 401])
    expect(replies.find((reply) => reply.status === 401)!.body.code).toBe('identity.code_wrong')
    const after = await workshop.asOwner('select count(*) - 1 as count from identity.session')
    expect(after).toEqual(before)
    const outside = replies[0]!.status === 200 ? watcher : owner
    expect((await outside.get('me')).status).toBe(401)
  })

  it('stops who guesses the code: five per sign-in, ten per account', async () => {
    await enrol()
    const guesser = atelier()
    const guess = async () =>
      (await guesser.auth('two-factor/verify-totp', { code: wrongCode() })).body.code as string
    await guesser.signIn(OWNER, PASSWORD)
    expect([await guess(), await guess(), await guess(), await guess(), await guess()]).toEqual(
      Array(5).fill('identity.code_wrong'),
    )
    const sixth = await guesser.auth('two-factor/verify-totp', { code: code() })
    expect([sixth.status, sixth.body.code]).toEqual([401, 'identity.second_step_expired'])
    await guesser.signIn(OWNER, PASSWORD)
    for (let i = 0; i < 5; i++) await guess()
    await guesser.signIn(OWNER, PASSWORD)
    const locked = await guesser.auth('two-factor/verify-totp', { code: code() })
    expect([locked.status, locked.body.code]).toEqual([429, 'identity.too_many_attempts'])
    expect((await guesser.get('me')).status).toBe(401)
  })

  it('can be replaced by a backup code, each of them once', async () => {
    await enrol()
    const first = atelier()
    await first.signIn(OWNER, PASSWORD)
    expect((await first.auth('two-factor/verify-backup-code', { code: backupCodes[0]! })).status).toBe(200)
    expect((await first.get('me')).status).toBe(200)
    const second = atelier()
    await second.signIn(OWNER, PASSWORD)
    const used = await second.auth('two-factor/verify-backup-code', { code: backupCodes[0]! })
    expect([used.status, used.body.code]).toEqual([401, 'identity.code_wrong'])
    expect((await second.auth('two-factor/verify-backup-code', { code: backupCodes[1]! })).status).toBe(200)
  })

  it('gives new backup codes for the password, and the old ones stop working', async () => {
    await enrol()
    const fresh = await browser.auth('two-factor/generate-backup-codes', { password: PASSWORD })
    expect(fresh.body.backupCodes).toHaveLength(10)
    const next = atelier()
    await next.signIn(OWNER, PASSWORD)
    expect((await next.auth('two-factor/verify-backup-code', { code: backupCodes[2]! })).status).toBe(401)
    expect(
      (await next.auth('two-factor/verify-backup-code', { code: fresh.body.backupCodes[2] })).status,
    ).toBe(200)
  })

  it('is turned off by the password only', async () => {
    await enrol()
    const wrong = await browser.auth('two-factor/disable', { password: 'not it at all' })
    expect(wrong.body.code).toBe('identity.password_wrong')
    expect((await browser.get('me')).body.twoFactorEnabled).toBe(true)
    expect((await browser.auth('two-factor/disable', { password: PASSWORD })).status).toBe(200)
    expect((await browser.get('me')).body.twoFactorEnabled).toBe(false)
    expect((await atelier().signIn(OWNER, PASSWORD)).body.user.email).toBe(OWNER)
  })

  it('is left out on a browser that is trusted, and only there', async () => {
    await enrol()
    const trusted = atelier()
    await trusted.signIn(OWNER, PASSWORD)
    await trusted.auth('two-factor/verify-totp', { code: code(), trustDevice: true })
    await trusted.auth('sign-out', {})
    expect((await trusted.signIn(OWNER, PASSWORD)).body.user.email).toBe(OWNER)
    expect((await atelier().signIn(OWNER, PASSWORD)).body.twoFactorRedirect).toBe(true)
  })

  it('is kept encrypted: neither the secret nor a backup code can be read in the database', async () => {
    await enrol()
    const rows = JSON.stringify(await workshop.asOwner('select * from identity.two_factor'))
    expect(rows).not.toContain(secret.toString('utf8'))
    for (const backupCode of backupCodes) expect(rows).not.toContain(backupCode)
  })
})
