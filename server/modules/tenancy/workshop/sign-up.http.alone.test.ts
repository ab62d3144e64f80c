import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { tenantTables } from '../../../kernel/db/columns.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { defineErrors, Problem } from '../../../kernel/errors/problem.ts'
import { defineModule } from '../../../kernel/module.ts'
import { openWorkshop, type Workshop } from '../../../kernel/testing/workshop.ts'
import { Browser } from '../../identity/account/browser.build.ts'
import { identityModule } from '../../identity/index.ts'
import { createWorkshop, tenancyModule } from '../index.ts'

const fail = defineErrors({
  'sample.not_today': {
    status: 422,
    title: { en: 'Not today', th: 'ไม่ใช่วันนี้' },
    detail: { en: 'Come back tomorrow.', th: 'โปรดกลับมาพรุ่งนี้' },
  },
})
let refusesToPrepare = false
/** Prepares something for a new workshop by itself, as the business modules do. */
const sample = defineModule({
  name: 'sample',
  async prepareTenant(kernel, tenant) {
    await kernel.database.write(tenant.id, async (tx) => {
      await tx.run(
        sql`insert into tax_code (tenant_id, id, code, name, rate_percent)
            values (${tenant.id}::uuid, gen_random_uuid(), 'VAT7', 'VAT 7 %', 7)`,
      )
    })
    if (refusesToPrepare) throw fail('sample.not_today')
  },
})

const OWNER = {
  ownerName: 'Pimchanok Rattanakul',
  email: 'Owner@Maison-Atelier.example',
  password: 'hammer and bone folder',
}
const ATELIER = {
  name: 'Maison Atelier',
  slug: 'maison-atelier',
  code: 'MA01',
  currency: 'THB',
  timeZone: 'Asia/Bangkok',
  ...OWNER,
}

let workshop: Workshop
let central: Browser
beforeAll(async () => {
  workshop = await openWorkshop({ modules: [identityModule, tenancyModule, sample] })
})
afterAll(() => workshop.close())
beforeEach(() => {
  central = new Browser(workshop, 'localhost')
  workshop.clock.advance({ hours: 2 })
  refusesToPrepare = false
})

/** How many rows there are of everything that a sign-up writes. */
const everything = async () =>
  await workshop.asOwner(
    `select (select count(*) from tenant) as tenants, (select count(*) from member) as members,
       (select count(*) from user_workshop) as listed, (select count(*) from tax_code) as prepared,
       (select count(*) from audit_record) as audited, (select count(*) from jobs.job) as jobs,
       (select count(*) from identity."user") as users, (select count(*) from identity.account) as accounts`,
  )

describe('signing up', () => {
  it('opens a workshop with a trial of pro, makes its owner, and lets every module prepare it', async () => {
    // Somebody looked at the address before it was there: what was remembered of that is forgotten.
    const atelier = new Browser(workshop, 'maison-atelier.localhost')
    expect((await atelier.get('workshop')).status).toBe(404)
    const reply = await central.post('signup', ATELIER)
    expect(reply.status).toBe(201)
    expect(reply.body).toMatchObject({
      code: 'MA01',
      slug: 'maison-atelier',
      origin: 'http://maison-atelier.localhost:3000',
      trial: { plan: 'pro', endsAt: '2026-03-16T05:00:00.000Z' },
      owner: { email: 'owner@maison-atelier.example' },
    })
    expect(reply.text).not.toContain(OWNER.password)
    expect(central.setCookies).toEqual([])
    expect((await atelier.get('workshop')).body).toEqual({
      code: 'MA01',
      slug: 'maison-atelier',
      name: 'Maison Atelier',
      locale: 'en',
      currency: 'THB',
      timeZone: 'Asia/Bangkok',
    })
    expect((await atelier.signIn('owner@maison-atelier.example', OWNER.password)).status).toBe(200)
    expect((await atelier.get('me')).body).toMatchObject({ role: 'owner', name: 'Pimchanok Rattanakul' })
    expect((await atelier.get('workshop/settings')).body).toMatchObject({
      status: 'trialing',
      plan: 'pro',
      trialEndsAt: '2026-03-16T05:00:00.000Z',
    })
    expect(await everything()).toEqual([
      {
        tenants: '1',
        members: '1',
        listed: '1',
        prepared: '1',
        audited: '2',
        jobs: '0',
        users: '1',
        accounts: '1',
      },
    ])
    const [audit] = await workshop.asOwner<{ input: object }>(
      "select input, label from audit_record where operation = 'tenancy.workshop.sign_up'",
    )
    expect(JSON.stringify(audit)).not.toContain(OWNER.password)
    expect(audit).toMatchObject({ label: 'Maison Atelier', input: { email: ATELIER.email } })
    expect(await workshop.offences()).toEqual([])
  })

  describe('is refused, and leaves nothing behind,', () => {
    const next = { ...ATELIER, slug: 'next-atelier', code: 'NX01', email: 'next@next.example' }
    it.each([
      ['for an address that is taken', { slug: 'maison-atelier' }, 409, 'tenancy.slug_taken'],
      ['for an address in capitals that is taken', { slug: 'Maison-Atelier' }, 409, 'tenancy.slug_taken'],
      ['for a code that is taken', { code: 'MA01' }, 409, 'tenancy.code_taken'],
      ['for a code that reads the same: O is 0', { code: 'MAO1' }, 409, 'tenancy.code_taken'],
      ['for a code that reads the same: I is 1', { code: 'MA0I' }, 409, 'tenancy.code_taken'],
      ['for a code that reads the same: l is 1', { code: 'maol' }, 409, 'tenancy.code_taken'],
      ['for an address of the installation: www', { slug: 'www' }, 422, 'tenancy.slug_reserved'],
      ['for an address of the installation: api', { slug: 'api' }, 422, 'tenancy.slug_reserved'],
      ['for an address of the installation: console', { slug: 'console' }, 422, 'tenancy.slug_reserved'],
      ['for a weak password', { password: '1111111111' }, 422, 'identity.password_weak'],
      ['for a short password', { password: 'aB3$efgh9' }, 422, 'identity.password_weak'],
      [
        'for the e-mail of an account with another password',
        { email: OWNER.email, password: 'a wrong one, long enough' },
        409,
        'identity.email_taken',
      ],
      ['for an address that is no label of DNS', { slug: '-x-' }, 400, 'request.malformed'],
      ['for an address that looks like another', { slug: 'xn--mison-9ua' }, 400, 'request.malformed'],
      ['for a code that is too long', { code: 'MAISON1' }, 400, 'request.malformed'],
      ['for a code with a hyphen', { code: 'MA-1' }, 400, 'request.malformed'],
      ['for a currency that is none', { currency: 'XXX' }, 400, 'request.malformed'],
      ['for a time zone that is none', { timeZone: 'Asia/Atlantis' }, 400, 'request.malformed'],
      ['for an e-mail that is none', { email: 'nobody' }, 400, 'request.malformed'],
      ['without a name', { name: '  ' }, 400, 'request.malformed'],
    ])('%s', async (_why, wrong, status, code) => {
      const before = await everything()
      const reply = await central.post('signup', { ...next, ...wrong })
      expect([reply.status, reply.body.code]).toEqual([status, code])
      expect(await everything()).toEqual(before)
    })

    it('when a module cannot prepare it', async () => {
      refusesToPrepare = true
      const before = await everything()
      const reply = await central.post('signup', next).catch((error: Error) => error.message)
      expect(reply).toMatch(/sample\.not_today/)
      expect(await everything()).toEqual(before)
    })

    it('on the host of a workshop', async () => {
      const before = await everything()
      const browser = new Browser(workshop, 'maison-atelier.localhost')
      expect((await browser.post('signup', next)).status).toBe(404)
      expect(await everything()).toEqual(before)
    })
  })

  it('names the field that a refusal is about', async () => {
    const taken = await central.post('signup', { ...ATELIER, code: 'XX11' })
    expect(taken.body.errors).toEqual([{ field: 'slug', code: 'taken', message: 'is taken' }])
    const weak = await central.post('signup', { ...ATELIER, email: 'new@x.example', password: 'short' })
    expect(weak.body.errors).toEqual([{ field: 'password', code: 'weak', message: 'too easy to guess' }])
  })

  it('of two at once for the same address and code lets one through, and none half', async () => {
    const two = ['one', 'two'].map((who) => ({
      ...ATELIER,
      slug: 'race-track',
      code: 'RACE',
      email: `${who}@race.example`,
    }))
    const replies = await Promise.all(
      two.map((body) => new Browser(workshop, 'localhost').post('signup', body)),
    )
    expect(replies.map((reply) => reply.status).sort()).toEqual([201, 409])
    const users = await workshop.asOwner(
      `select email from identity."user" where email like '%@race.example'`,
    )
    expect(users).toHaveLength(1)
    expect(await workshop.offences()).toEqual([])
  })

  it('of two at once with the same new e-mail makes one account and one workshop', async () => {
    const two = ['aa', 'bb'].map((who) => ({
      ...ATELIER,
      slug: `twin-${who}`,
      code: `TW${who.toUpperCase()}`,
      email: 'twin@race.example',
    }))
    const replies = await Promise.all(
      two.map((body) => new Browser(workshop, 'localhost').post('signup', body)),
    )
    const statuses = replies.map((reply) => reply.status).sort()
    // Either both see no account and the second finds it made meanwhile, or the second proves to own it.
    expect([
      [201, 201],
      [201, 409],
    ]).toContainEqual(statuses)
    const users = await workshop.asOwner(`select id from identity."user" where email = 'twin@race.example'`)
    expect(users).toHaveLength(1)
    const tenants = await workshop.asOwner(`select id from tenant where slug like 'twin-%'`)
    expect(tenants).toHaveLength(statuses.filter((status) => status === 201).length)
    expect(await workshop.offences()).toEqual([])
  })

  it('again with the account of an owner gives a second workshop of the same person', async () => {
    const reply = await central.post('signup', { ...ATELIER, slug: 'atelier-zwei', code: 'AZ02' })
    expect(reply.status).toBe(201)
    const browser = new Browser(workshop, 'atelier-zwei.localhost')
    await browser.signIn(OWNER.email, OWNER.password)
    expect((await browser.get('me')).body.workshops.map((w: { slug: string }) => w.slug).sort()).toEqual([
      'atelier-zwei',
      'maison-atelier',
    ])
  })

  it('goes on where a crash left an account without a workshop', async () => {
    const { people } = (await import('../../identity/index.ts')).identityOf(workshop.kernel)
    const email = 'crashed@x.example'
    const admission = await people.admit({ name: 'Crashed', email, password: OWNER.password })
    await admission.settle()
    const again = { ...ATELIER, slug: 'after-crash', code: 'CR01', email }
    expect((await central.post('signup', again)).status).toBe(201)
    const browser = new Browser(workshop, 'after-crash.localhost')
    expect((await browser.signIn(email, OWNER.password)).status).toBe(200)
  })

  it('does not let anybody guess the password of an account', async () => {
    const guess = (n: number) =>
      central.post('signup', { ...ATELIER, slug: 'guess-work', code: 'GW01', password: `guess number ${n}` })
    for (let i = 0; i < 10; i++) expect((await guess(i)).status).toBe(409)
    expect((await guess(10)).body.code).toBe('identity.too_many_attempts')
  })

  it('is possible twenty times an hour from one address', async () => {
    workshop.clock.advance({ hours: 2 })
    for (let i = 0; i < 20; i++) expect((await central.post('signup', {})).status).toBe(400)
    const reply = await central.post('signup', {})
    expect([reply.status, reply.body.code]).toEqual([429, 'rate_limited'])
    expect(reply.headers['ratelimit-policy']).toBe('"sign-up";q=20;w=3600')
    workshop.clock.advance({ hours: 2 })
    expect((await central.post('signup', {})).status).toBe(400)
  })
})

describe('opening another workshop, signed in on the central host', () => {
  const second = {
    name: 'Third',
    slug: 'third-atelier',
    code: 'TH03',
    currency: 'JPY',
    timeZone: 'Asia/Tokyo',
    locale: 'th',
  }

  it('needs no password again, and makes the person its owner', async () => {
    expect((await central.post('workshops', second)).status).toBe(401)
    await central.signIn(OWNER.email, OWNER.password)
    const reply = await central.post('workshops', second)
    expect(reply.status).toBe(201)
    expect(reply.body.owner.email).toBe('owner@maison-atelier.example')
    const account = await central.get('account')
    expect(account.body.workshops.map((w: { code: string }) => w.code)).toContain('TH03')
    const [tenant] = await workshop.asOwner("select currency, locale from tenant where code = 'TH03'")
    expect(tenant).toEqual({ currency: 'JPY', locale: 'th' })
  })

  it('is refused like a sign-up', async () => {
    await central.signIn(OWNER.email, OWNER.password)
    const before = await everything()
    expect((await central.post('workshops', { ...second, slug: 'admin', code: 'TH04' })).body.code).toBe(
      'tenancy.slug_reserved',
    )
    expect((await central.post('workshops', { ...second, slug: 'fourth', code: 'THO3' })).body.code).toBe(
      'tenancy.code_taken',
    )
    expect(await everything()).toEqual(before)
  })
})

describe('opening a workshop from the program', () => {
  it('is the same command', async () => {
    const opened = await createWorkshop(workshop.kernel, {
      ...ATELIER,
      slug: 'from-program',
      code: 'FP01',
      locale: 'th',
    })
    expect(opened).toMatchObject({ slug: 'from-program', origin: 'http://from-program.localhost:3000' })
    const [audit] = await workshop.asOwner(
      "select actor_kind from audit_record where operation = 'tenancy.workshop.sign_up' order by id desc limit 1",
    )
    expect(audit).toEqual({ actor_kind: 'system' })
  })

  it('throws the same refusals', async () => {
    await expect(createWorkshop(workshop.kernel, { ...ATELIER, slug: 'root', code: 'RT01' })).rejects.toThrow(
      Problem,
    )
  })
})

describe('a workshop that signed up', () => {
  it('has from every module what the module prepares, as if each had done it alone', async () => {
    const whole = await openWorkshop()
    try {
      const alone = await whole.tenant('ALON')
      const together = await createWorkshop(whole.kernel, { ...ATELIER, slug: 'together', code: 'TGTR' })
      const rows = async (tenantId: string) => {
        const counts: Record<string, string> = {}
        // Of its own each has what made it: keys of the test there, the owner and the record of the sign-up here.
        for (const table of [...tenantTables].filter((name) => !/^(api_key|member|audit_record)$/.test(name)))
          counts[table] = (
            await whole.asOwner<{ n: string }>(
              `select count(*) as n from "${table}" where tenant_id = $1`,
              tenantId,
            )
          )[0]!.n
        return counts
      }
      const expected = await rows(alone.id)
      expect(Object.values(expected).some((n) => n !== '0')).toBe(true)
      expect(await rows(together.id)).toEqual(expected)
      expect(await whole.offences()).toEqual([])
    } finally {
      await whole.close()
    }
  })
})
