import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { sql } from '../../../kernel/db/sql.ts'
import { openWorkshop, type Workshop } from '../../../kernel/testing/workshop.ts'
import { createWorkshop, tenancyModule } from '../../tenancy/index.ts'
import { Browser } from '../account/browser.build.ts'
import { identityModule } from '../index.ts'

const PASSWORD = 'hammer and bone folder'
let workshop: Workshop
let owner: Browser

const HOST = 'maison-atelier.localhost'
const at = (host = HOST) => new Browser(workshop, host)
const open = (slug: string, code: string, email: string) =>
  createWorkshop(workshop.kernel, {
    name: slug,
    slug,
    code,
    currency: 'THB',
    timeZone: 'Asia/Bangkok',
    ownerName: `Owner of ${slug}`,
    email,
    password: PASSWORD,
  })
beforeAll(async () => {
  workshop = await openWorkshop({ modules: [identityModule, tenancyModule] })
  await open('maison-atelier', 'MA01', 'owner@maison-atelier.example')
  await open('siam-stationery', 'SIAM', 'owner@siam.example')
  owner = at()
  await owner.signIn('owner@maison-atelier.example', PASSWORD)
})
afterAll(() => workshop.close())

const tokenOf = (link: string) => link.split('#token=')[1]!
const invite = async (email: string, role: string, by = owner) => {
  const reply = await by.post('invitations', { email, role })
  expect(reply.status, reply.text).toBe(201)
  return reply.body as { id: string; link: string }
}
/** Invites a new person and signs them in. */
const join = async (email: string, role: string, name = email.split('@')[0]!) => {
  const { link } = await invite(email, role)
  const browser = at()
  const reply = await browser.post('invitations/accept', { token: tokenOf(link), name, password: PASSWORD })
  expect(reply.status, reply.text).toBe(201)
  expect((await browser.signIn(email, PASSWORD)).status).toBe(200)
  return { browser, id: reply.body.memberId as string }
}
const members = async () =>
  (await owner.get('members')).body.items.map((m: { email: string; role: string }) => `${m.email} ${m.role}`)
const counts = async () =>
  await workshop.asOwner(
    `select (select count(*) from member where deleted_at is null) as members,
       (select count(*) from user_workshop) as listed, (select count(*) from identity."user") as users,
       (select count(*) from invitation where accepted_at is not null) as accepted`,
  )

describe('the story of a member', () => {
  it('invited, joined, at work, promoted, removed and gone at once', async () => {
    const { link } = await invite('Planner@Maison-Atelier.example', 'viewer')
    expect(link).toMatch(/^http:\/\/maison-atelier\.localhost:3000\/desk\/join#token=[\w-]{86}$/)

    const planner = at()
    const preview = await planner.post('invitations/preview', { token: tokenOf(link) })
    expect(preview.body).toEqual({
      workshop: 'maison-atelier',
      email: 'planner@maison-atelier.example',
      role: 'viewer',
      invitedBy: 'Owner of maison-atelier',
      hasAccount: false,
    })
    const accepted = await planner.post('invitations/accept', {
      token: tokenOf(link),
      name: 'Nattaphon Srisuk',
      password: PASSWORD,
    })
    expect(accepted.status).toBe(201)
    expect(accepted.body).toMatchObject({ name: 'Nattaphon Srisuk', role: 'viewer' })
    expect((await planner.get('me')).status).toBe(401)
    await planner.signIn('planner@maison-atelier.example', PASSWORD)
    expect((await planner.get('me')).body).toMatchObject({ role: 'viewer', name: 'Nattaphon Srisuk' })
    expect((await planner.post('invitations', { email: 'x@y.example', role: 'viewer' })).status).toBe(403)

    const memberId = accepted.body.memberId
    const promoted = await owner.patch(`members/${memberId}`, { role: 'admin' })
    expect(promoted.body).toEqual({ id: memberId, role: 'admin' })
    // The next request has the new permissions: nothing was remembered.
    expect((await planner.post('invitations', { email: 'x@y.example', role: 'viewer' })).status).toBe(201)

    expect((await owner.delete(`members/${memberId}`)).body).toEqual({ id: memberId, apiKeysRevoked: 0 })
    expect((await planner.get('me')).status).toBe(401)
    expect((await planner.signIn('planner@maison-atelier.example', PASSWORD)).body.code).toBe(
      'identity.not_a_member',
    )
    const central = at('localhost')
    await central.signIn('planner@maison-atelier.example', PASSWORD)
    expect((await central.get('account')).body.workshops).toEqual([])

    const audit = await workshop.asOwner<{ operation: string }>(
      `select operation from audit_record where entity in ('member', 'invitation') and operation not like '%session%' order by id`,
    )
    expect(audit.map((row) => row.operation)).toEqual([
      'identity.member.invite',
      'identity.invitation.accept',
      'identity.member.update_role',
      'identity.member.invite',
      'identity.member.remove',
    ])
    expect(await workshop.offences()).toEqual([])
  })

  it('who comes back is the same member, with the new role', async () => {
    const first = await join('back@maison-atelier.example', 'sales')
    await owner.delete(`members/${first.id}`)
    const { link } = await invite('back@maison-atelier.example', 'warehouse')
    const preview = await at().post('invitations/preview', { token: tokenOf(link) })
    expect(preview.body.hasAccount).toBe(true)
    const again = await at().post('invitations/accept', { token: tokenOf(link), password: PASSWORD })
    expect(again.body).toMatchObject({ memberId: first.id, role: 'warehouse' })
    expect((await first.browser.get('me')).body.role).toBe('warehouse')
    await owner.delete(`members/${first.id}`)
    expect(await workshop.offences()).toEqual([])
  })
})

describe('the last owner', () => {
  const id = async () =>
    (await owner.get('members?role=owner')).body.items.map((member: { id: string }) => member.id) as string[]

  it('can be neither removed nor made less, and the list says so', async () => {
    const [only] = await id()
    const before = await members()
    const removed = await owner.delete(`members/${only}`)
    expect([removed.status, removed.body.code]).toEqual([422, 'identity.last_owner'])
    const demoted = await owner.patch(`members/${only}`, { role: 'admin' })
    expect([demoted.status, demoted.body.code]).toEqual([422, 'identity.last_owner'])
    expect(await members()).toEqual(before)
    expect((await owner.get('members?role=owner')).body.items[0].actions).toEqual({
      update_role: { allowed: false, reason: 'identity.last_owner' },
      remove: { allowed: false, reason: 'identity.last_owner' },
    })
  })

  it('stays, when two owners remove each other at the same moment', async () => {
    const second = await join('second@maison-atelier.example', 'owner')
    const [firstId] = (await id()).filter((one) => one !== second.id)
    // Both requests are on their way before either may go on.
    await workshop.asOwner('begin')
    await workshop.asOwner("select 1 from member where role = 'owner' for update")
    const replies = Promise.all([
      owner.delete(`members/${second.id}`),
      second.browser.patch(`members/${firstId}`, { role: 'viewer' }),
    ])
    await vi.waitFor(async () => {
      const waiting = await workshop.kernel.database.query(
        sql`select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
      )
      expect(waiting).toHaveLength(2)
    })
    await workshop.asOwner('commit')
    const [removed, demoted] = await replies
    expect([
      [200, 404],
      [200, 422],
      [404, 200],
      [422, 200],
    ]).toContainEqual([removed.status, demoted.status])
    expect(await workshop.offences()).toEqual([])
    const left = await workshop.asOwner(
      `select 1 from member m join tenant t on t.id = m.tenant_id
       where t.code = 'MA01' and m.role = 'owner' and m.deleted_at is null`,
    )
    expect(left).toHaveLength(1)
    if (removed.status !== 200) {
      expect((await second.browser.patch(`members/${firstId}`, { role: 'owner' })).status).toBe(200)
      expect((await owner.delete(`members/${second.id}`)).status).toBe(200)
    }
  })
})

describe('nobody gives or takes more than they have', () => {
  it('an admin makes no owner and unmakes none', async () => {
    const admin = await join('admin@maison-atelier.example', 'admin')
    const second = await join('co-owner@maison-atelier.example', 'owner')
    const before = await members()
    for (const reply of [
      await admin.browser.post('invitations', { email: 'o@x.example', role: 'owner' }),
      await admin.browser.patch(`members/${admin.id}`, { role: 'owner' }),
      await admin.browser.patch(`members/${second.id}`, { role: 'viewer' }),
      await admin.browser.delete(`members/${second.id}`),
    ])
      expect([reply.status, reply.body.code]).toEqual([403, 'identity.owner_only'])
    expect(await members()).toEqual(before)
    await owner.delete(`members/${second.id}`)
    await owner.delete(`members/${admin.id}`)
  })

  it('who may only manage members cannot make an admin, nor touch one', async () => {
    await owner.post('roles', {
      key: 'people',
      name: 'People',
      permissions: [
        'identity.member.invite',
        'identity.member.remove',
        'identity.member.update_role',
        'identity.read',
      ],
    })
    const people = await join('people@maison-atelier.example', 'people')
    const admin = await join('admin2@maison-atelier.example', 'admin')
    const before = await members()
    for (const reply of [
      await people.browser.post('invitations', { email: 'o@x.example', role: 'admin' }),
      await people.browser.post('invitations', { email: 'o@x.example', role: 'sales' }),
      await people.browser.patch(`members/${people.id}`, { role: 'admin' }),
      await people.browser.patch(`members/${admin.id}`, { role: 'people' }),
      await people.browser.delete(`members/${admin.id}`),
    ])
      expect([reply.status, reply.body.code]).toEqual([403, 'identity.grant_exceeds'])
    expect(await members()).toEqual(before)
    expect((await people.browser.post('invitations', { email: 'p@x.example', role: 'people' })).status).toBe(
      201,
    )
    const list = await people.browser.get('members')
    const of = (memberId: string) => list.body.items.find((m: { id: string }) => m.id === memberId).actions
    expect(of(people.id).remove).toEqual({ allowed: true })
    expect(of(admin.id).remove).toEqual({ allowed: false, reason: 'identity.grant_exceeds' })
    await owner.delete(`members/${admin.id}`)
    await owner.delete(`members/${people.id}`)
  })

  it('a role that does not exist is given to nobody', async () => {
    const reply = await owner.post('invitations', { email: 'o@x.example', role: 'emperor' })
    expect([reply.status, reply.body.code]).toEqual([422, 'identity.role_unknown'])
  })
})

describe('an invitation', () => {
  it('works once, also when two use it at the same moment', async () => {
    const { link } = await invite('once@maison-atelier.example', 'viewer')
    const body = { token: tokenOf(link), name: 'Once', password: PASSWORD }
    const replies = await Promise.all([1, 2, 3].map(() => at().post('invitations/accept', body)))
    expect(replies.filter((reply) => reply.status === 201)).toHaveLength(1)
    for (const reply of replies.filter((one) => one.status !== 201))
      expect(['identity.invitation_invalid', 'identity.email_taken']).toContain(reply.body.code)
    const after = await at().post('invitations/accept', body)
    expect([after.status, after.body.code]).toEqual([404, 'identity.invitation_invalid'])
    const users = await workshop.asOwner(
      `select id from identity."user" where email = 'once@maison-atelier.example'`,
    )
    expect(users).toHaveLength(1)
    expect(await workshop.offences()).toEqual([])
  })

  it('answers the same 404 whether it is made up, changed, used, withdrawn, too old or of another workshop', async () => {
    const used = await invite('used@maison-atelier.example', 'viewer')
    await at().post('invitations/accept', { token: tokenOf(used.link), password: PASSWORD })
    const withdrawn = await invite('withdrawn@maison-atelier.example', 'viewer')
    expect((await owner.delete(`invitations/${withdrawn.id}`)).status).toBe(204)
    expect((await owner.delete(`invitations/${withdrawn.id}`)).status).toBe(404)
    const old = await invite('old@maison-atelier.example', 'viewer')
    await workshop.asOwner("update invitation set expires_at = '2026-03-02' where id = $1", old.id)
    const replaced = await invite('replaced@maison-atelier.example', 'viewer')
    const replacing = await invite('replaced@maison-atelier.example', 'sales')
    const good = tokenOf(replacing.link)
    const before = await counts()
    const tokens: [Browser, string][] = [
      [at(), 'made-up'],
      [at(), 'A'.repeat(86)],
      [at(), `${good.slice(0, -3)}AAA`],
      [at(), tokenOf(used.link)],
      [at(), tokenOf(withdrawn.link)],
      [at(), tokenOf(old.link)],
      [at(), tokenOf(replaced.link)],
      [at('siam-stationery.localhost'), good],
    ]
    for (const [browser, token] of tokens) {
      for (const reply of [
        await browser.post('invitations/preview', { token }),
        await browser.post('invitations/accept', { token, name: 'X', password: PASSWORD }),
      ])
        expect([reply.status, reply.body.code]).toEqual([404, 'identity.invitation_invalid'])
    }
    expect(await counts()).toEqual(before)
    expect((await at().post('invitations/preview', { token: good })).status).toBe(200)
    const states = (await owner.get('invitations')).body.items.slice(0, 5)
    expect(states.map((one: { state: string }) => one.state)).toEqual([
      'open',
      'revoked',
      'expired',
      'revoked',
      'accepted',
    ])
    expect(JSON.stringify(states)).not.toContain(good)
  })

  it('makes no account with a weak password, and stays open', async () => {
    const { link } = await invite('weak@maison-atelier.example', 'viewer')
    const before = await counts()
    const reply = await at().post('invitations/accept', { token: tokenOf(link), password: 'weak' })
    expect([reply.status, reply.body.code]).toEqual([422, 'identity.password_weak'])
    expect(await counts()).toEqual(before)
    expect((await at().post('invitations/preview', { token: tokenOf(link) })).status).toBe(200)
  })

  it('of who has an account elsewhere needs the password of that account', async () => {
    const { link } = await invite('owner@siam.example', 'sales')
    const before = await counts()
    const wrong = await at().post('invitations/accept', {
      token: tokenOf(link),
      password: 'not the password',
    })
    expect([wrong.status, wrong.body.code]).toEqual([409, 'identity.email_taken'])
    expect(await counts()).toEqual(before)
    const right = await at().post('invitations/accept', { token: tokenOf(link), password: PASSWORD })
    expect(right.body).toMatchObject({ name: 'Owner of siam-stationery', role: 'sales' })
    const siam = at('siam-stationery.localhost')
    await siam.signIn('owner@siam.example', PASSWORD)
    expect((await siam.get('me')).body).toMatchObject({
      role: 'owner',
      workshops: [{ code: 'MA01' }, { code: 'SIAM' }],
    })
    const atelier = at()
    await atelier.signIn('owner@siam.example', PASSWORD)
    expect((await atelier.get('me')).body.role).toBe('sales')
    await owner.delete(`members/${right.body.memberId}`)
    expect((await atelier.get('me')).status).toBe(401)
    expect((await siam.get('me')).status).toBe(200)
  })

  it('can be accepted on the central host by who is signed in with its e-mail, and by nobody else', async () => {
    const { link } = await invite('owner@siam.example', 'purchasing')
    const token = tokenOf(link)
    const central = at('localhost')
    expect((await central.post('invitations/accept-signed-in', { token })).status).toBe(401)
    await central.signIn('owner@maison-atelier.example', PASSWORD)
    const other = await central.post('invitations/accept-signed-in', { token })
    expect([other.status, other.body.code]).toEqual([403, 'identity.invitation_for_other'])
    const siam = at('localhost')
    await siam.signIn('owner@siam.example', PASSWORD)
    const joined = await siam.post('invitations/accept-signed-in', { token })
    expect(joined.body).toMatchObject({ role: 'purchasing', workshop: { slug: 'maison-atelier' } })
    const again = await siam.post('invitations/accept-signed-in', { token })
    expect(again.body.code).toBe('identity.invitation_invalid')
    expect(await workshop.offences()).toEqual([])
  })

  it('is not made for a member', async () => {
    const reply = await owner.post('invitations', { email: 'Owner@Maison-Atelier.example', role: 'viewer' })
    expect([reply.status, reply.body.code]).toEqual([409, 'identity.already_member'])
  })

  it('is mailed in the language of the workshop, with the same link, by a job that carries no secret', async () => {
    await workshop.drain()
    workshop.mails.length = 0
    const { link } = await invite('mail@maison-atelier.example', 'viewer')
    const jobs = JSON.stringify(
      await workshop.asOwner('select data from jobs.job where state < $1', 'completed'),
    )
    expect(jobs).toContain('identity.mail_invitation')
    expect(jobs).not.toContain(tokenOf(link))
    await workshop.drain()
    expect(workshop.mails).toHaveLength(1)
    expect(workshop.mails[0]).toMatchObject({
      to: 'mail@maison-atelier.example',
      subject: 'Join maison-atelier',
    })
    expect(workshop.mails[0]!.text).toContain(link)
    expect(workshop.mails[0]!.text).toContain('until 9 March 2026')
  })

  it('that was withdrawn before its mail left is not mailed', async () => {
    workshop.mails.length = 0
    const { id } = await invite('late@maison-atelier.example', 'viewer')
    await owner.delete(`invitations/${id}`)
    await workshop.drain()
    expect(workshop.mails).toEqual([])
  })

  it('is kept as a hash only', async () => {
    const { link } = await invite('hash@maison-atelier.example', 'viewer')
    const token = tokenOf(link)
    for (const table of ['invitation', 'audit_record', 'idempotency_key'])
      expect(JSON.stringify(await workshop.asOwner(`select * from ${table}`)), table).not.toContain(token)
  })
})

describe('one member', () => {
  it('is read with what the role lets them do, and changed by one person at a time', async () => {
    const [some] = (await owner.get('members?role=viewer')).body.items
    const read = (await owner.get(`members/${some.id}`)).body
    expect(read).toMatchObject({ ...some, permissions: expect.arrayContaining(['catalog.read']) })
    const first = await owner.patch(`members/${some.id}`, { version: read.version, role: 'sales' })
    expect(first.status).toBe(200)
    const second = await owner.patch(`members/${some.id}`, { version: read.version, role: 'planner' })
    expect([second.status, second.body.code]).toEqual([409, 'conflict.version'])
    expect((await owner.get(`members/${some.id}`)).body).toMatchObject({
      role: 'sales',
      version: read.version + 1,
      permissions: expect.arrayContaining(['crm.*']),
    })
    const siam = at('siam-stationery.localhost')
    await siam.signIn('owner@siam.example', PASSWORD)
    expect((await siam.get(`members/${some.id}`)).status).toBe(404)
    expect((await owner.patch(`members/${some.id}`, { role: 'viewer' })).status).toBe(200)
  })
})

describe('the list of members', () => {
  it('comes in pages, newest first, and shows nobody of another workshop', async () => {
    const all = (await owner.get('members')).body.items
    const first = (await owner.get('members?limit=1')).body
    const second = (await owner.get(`members?limit=1&after=${first.next}`)).body
    expect([first.items[0].id, second.items[0].id]).toEqual([all[0].id, all[1].id])
    const siam = at('siam-stationery.localhost')
    await siam.signIn('owner@siam.example', PASSWORD)
    expect((await siam.get('members')).body.items).toHaveLength(1)
    for (const one of all) {
      if (one.email === 'owner@siam.example') continue
      expect((await siam.delete(`members/${one.id}`)).status).toBe(404)
      expect((await siam.patch(`members/${one.id}`, { role: 'viewer' })).status).toBe(404)
    }
  })
})
