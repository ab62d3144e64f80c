import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openWorkshop, type Workshop } from '../../../kernel/testing/workshop.ts'
import { createWorkshop, tenancyModule } from '../../tenancy/index.ts'
import { Browser } from '../account/browser.build.ts'
import { identityModule } from '../index.ts'

const PASSWORD = 'hammer and bone folder'
const HOST = 'maison-atelier.localhost'
let workshop: Workshop
let owner: Browser
beforeAll(async () => {
  workshop = await openWorkshop({ modules: [identityModule, tenancyModule] })
  for (const [slug, code] of [
    ['maison-atelier', 'MA01'],
    ['siam-stationery', 'SIAM'],
  ] as const)
    await createWorkshop(workshop.kernel, {
      name: slug,
      slug,
      code,
      currency: 'THB',
      timeZone: 'Asia/Bangkok',
      ownerName: 'Owner',
      email: `owner@${slug}.example`,
      password: PASSWORD,
    })
  owner = new Browser(workshop, HOST)
  await owner.signIn('owner@maison-atelier.example', PASSWORD)
})
afterAll(() => workshop.close())

/** A program: it has no cookies, and sends its key. */
const withKey = (key: string, host = HOST) => {
  const browser = new Browser(workshop, host)
  return {
    get: (path: string) => browser.get(path, { authorization: `Bearer ${key}` }),
    post: (path: string, body: unknown) => browser.post(path, body, { authorization: `Bearer ${key}` }),
  }
}
const make = async (scopes: string[], extra: object = {}, by = owner) => {
  const reply = await by.post('api-keys', { name: 'Web shop', scopes, ...extra })
  expect(reply.status, reply.text).toBe(201)
  return reply.body as { id: string; key: string; prefix: string }
}
const stored = () => workshop.asOwner('select count(*) from api_key')

describe('an API key', () => {
  it('does what its scopes say, on every host, until it is revoked, then at once nothing', async () => {
    const { id, key, prefix } = await make(['identity.read'])
    expect(key).toMatch(/^tm_MA01_[\w-]{43}$/)
    expect(key.startsWith(prefix)).toBe(true)
    const program = withKey(key)
    expect((await program.get('me')).body).toMatchObject({
      kind: 'api_key',
      name: 'Web shop',
      role: null,
      email: null,
      permissions: ['identity.read'],
      workshops: [],
    })
    expect((await program.get('members')).status).toBe(200)
    expect((await program.post('roles', { key: 'xyz', name: 'X', permissions: [] })).status).toBe(403)
    expect((await withKey(key, 'localhost').get('members')).status).toBe(200)
    expect((await withKey(key, 'siam-stationery.localhost').get('members')).status).toBe(404)
    expect((await owner.delete(`api-keys/${id}`)).status).toBe(204)
    expect((await program.get('members')).status).toBe(401)
    expect((await owner.delete(`api-keys/${id}`)).status).toBe(404)
  })

  it('is shown once: neither the list nor the database has it', async () => {
    const { key, prefix } = await make(['identity.read'])
    const list = await owner.get('api-keys')
    expect(list.body.items[0]).toMatchObject({
      name: 'Web shop',
      prefix,
      state: 'active',
      createdBy: 'Owner',
    })
    expect(list.text).not.toContain(key)
    expect(list.text).not.toMatch(/hash/)
    for (const table of ['api_key', 'audit_record', 'idempotency_key'])
      expect(JSON.stringify(await workshop.asOwner(`select * from ${table}`)), table).not.toContain(key)
  })

  it('ends by itself at its expiry', async () => {
    const { key } = await make(['identity.read'], { expiresAt: '2026-03-02T04:00:00Z' })
    expect((await withKey(key).get('me')).status).toBe(200)
    workshop.clock.set('2026-03-02T04:00:00Z')
    expect((await withKey(key).get('me')).status).toBe(401)
    expect((await owner.get('api-keys?state=expired')).body.items).toHaveLength(1)
    const before = await stored()
    const past = await owner.post('api-keys', {
      name: 'Past',
      scopes: ['identity.read'],
      expiresAt: '2026-03-02T03:59:59Z',
    })
    expect([past.status, past.body.code]).toEqual([422, 'identity.expiry_past'])
    expect(await stored()).toEqual(before)
  })

  it('never has more than who made it, nor what does not exist', async () => {
    await owner.post('roles', {
      key: 'integrator',
      name: 'Integrator',
      permissions: ['identity.read', 'identity.api_key.create'],
    })
    const { link } = (await owner.post('invitations', { email: 'int@x.example', role: 'integrator' })).body
    const integrator = new Browser(workshop, HOST)
    const joined = await integrator.post('invitations/accept', {
      token: link.split('#token=')[1],
      password: PASSWORD,
    })
    await integrator.signIn('int@x.example', PASSWORD)
    const before = await stored()
    for (const [scopes, code] of [
      [['*'], 'identity.grant_exceeds'],
      [['identity.*'], 'identity.grant_exceeds'],
      [['identity.read', 'tenancy.workshop.update'], 'identity.grant_exceeds'],
      [['identity.fly'], 'identity.permission_unknown'],
      [['flight.*'], 'identity.permission_unknown'],
    ] as const) {
      const reply = await integrator.post('api-keys', { name: 'Too much', scopes })
      expect(reply.body.code, scopes.join()).toBe(code)
    }
    expect((await integrator.post('api-keys', { name: 'None', scopes: [] })).status).toBe(400)
    expect(await stored()).toEqual(before)
    const { key } = await make(['identity.read'], {}, integrator)
    const kept = await make(['identity.read', 'identity.api_key.create'], {}, integrator)
    // A key that may make keys is held to its own scopes, too.
    const child = await withKey(kept.key).post('api-keys', { name: 'Child', scopes: ['identity.*'] })
    expect(child.body.code).toBe('identity.grant_exceeds')

    const removed = await owner.delete(`members/${joined.body.memberId}`)
    expect(removed.body.apiKeysRevoked).toBe(2)
    expect((await withKey(key).get('me')).status).toBe(401)
    expect((await withKey(kept.key).get('me')).status).toBe(401)
  })

  it('of who leaves goes on working when it is to be kept', async () => {
    const { link } = (await owner.post('invitations', { email: 'leaver@x.example', role: 'admin' })).body
    const leaver = new Browser(workshop, HOST)
    const joined = await leaver.post('invitations/accept', {
      token: link.split('#token=')[1],
      password: PASSWORD,
    })
    await leaver.signIn('leaver@x.example', PASSWORD)
    const { key } = await make(['identity.read'], {}, leaver)
    const removed = await owner.delete(`members/${joined.body.memberId}?keepApiKeys=true`)
    expect(removed.body.apiKeysRevoked).toBe(0)
    expect((await withKey(key).get('me')).status).toBe(200)
  })

  it('makes and unmakes no owner, whatever its scopes', async () => {
    const { key } = await make(['*'])
    const reply = await withKey(key).post('invitations', { email: 'o@x.example', role: 'owner' })
    expect([reply.status, reply.body.code]).toEqual([403, 'identity.owner_only'])
  })

  it('has no sessions and no account', async () => {
    const { key } = await make(['*'])
    expect((await withKey(key).get('me/sessions')).body.code).toBe('identity.people_only')
    expect((await withKey(key, 'localhost').get('account')).status).toBe(404)
  })

  it('of another workshop can be neither seen nor revoked', async () => {
    const { id } = await make(['identity.read'])
    const siam = new Browser(workshop, 'siam-stationery.localhost')
    await siam.signIn('owner@siam-stationery.example', PASSWORD)
    expect((await siam.get('api-keys')).body.items).toEqual([])
    expect((await siam.delete(`api-keys/${id}`)).status).toBe(404)
  })
})
