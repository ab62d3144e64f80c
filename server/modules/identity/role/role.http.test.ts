import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openWorkshop, type Workshop } from '../../../kernel/testing/workshop.ts'
import { createWorkshop, tenancyModule } from '../../tenancy/index.ts'
import { Browser } from '../account/browser.build.ts'
import { identityModule } from '../index.ts'

const PASSWORD = 'hammer and bone folder'
let workshop: Workshop
let owner: Browser
const at = () => new Browser(workshop, 'maison-atelier.localhost')
beforeAll(async () => {
  workshop = await openWorkshop({ modules: [identityModule, tenancyModule] })
  await createWorkshop(workshop.kernel, {
    name: 'Maison Atelier',
    slug: 'maison-atelier',
    code: 'MA01',
    currency: 'THB',
    timeZone: 'Asia/Bangkok',
    ownerName: 'Pimchanok',
    email: 'owner@maison-atelier.example',
    password: PASSWORD,
  })
  owner = at()
  await owner.signIn('owner@maison-atelier.example', PASSWORD)
})
afterAll(() => workshop.close())

const join = async (email: string, role: string) => {
  const { link } = (await owner.post('invitations', { email, role })).body
  const browser = at()
  const reply = await browser.post('invitations/accept', {
    token: link.split('#token=')[1],
    password: PASSWORD,
  })
  expect(reply.status, reply.text).toBe(201)
  await browser.signIn(email, PASSWORD)
  return { browser, id: reply.body.memberId as string }
}
const roles = async (by = owner) => (await by.get('roles')).body.items as Record<string, unknown>[]
const named = async (key: string, by = owner) => (await roles(by)).find((role) => role.key === key)
const stored = () =>
  workshop.asOwner('select key, name, permissions, deleted_at, version from role order by key')

describe('the roles', () => {
  it('are the ten of everybody, which nobody changes, and the workshop’s own', async () => {
    const list = await roles()
    expect(list.map((role) => role.key)).toEqual([
      'owner',
      'admin',
      'planner',
      'supervisor',
      'operator',
      'warehouse',
      'sales',
      'purchasing',
      'accountant',
      'viewer',
    ])
    expect(await named('owner')).toMatchObject({
      id: null,
      builtIn: true,
      members: 1,
      actions: { give: { allowed: true }, update: { allowed: false, reason: 'identity.role_built_in' } },
    })
  })

  it('can have any permission that a command or query asks for', async () => {
    const { items } = (await owner.get('permissions')).body
    const names = items.map((item: { permission: string }) => item.permission)
    expect(names).toContain('identity.member.invite')
    expect(names).toContain('tenancy.workshop.update')
    expect(names).toEqual([...names].sort())
    expect(items[0].held).toBe(true)
    expect(items.every((item: { summaries: string[] }) => item.summaries.length > 0)).toBe(true)
  })
})

describe('a role of the workshop’s own', () => {
  it('gives what it says and nothing more; a change counts for the next request', async () => {
    const made = await owner.post('roles', {
      key: 'doorman',
      name: 'Doorman',
      permissions: ['identity.read', 'identity.read'],
    })
    expect(made.status).toBe(201)
    const { browser } = await join('doorman@x.example', 'doorman')
    expect((await browser.get('me')).body).toMatchObject({ role: 'doorman', permissions: ['identity.read'] })
    expect((await browser.get('members')).status).toBe(200)
    expect((await browser.post('roles', { key: 'aaa', name: 'A', permissions: [] })).status).toBe(403)
    const changed = await owner.patch(`roles/${made.body.id}`, { version: 1, permissions: [] })
    expect(changed.body.version).toBe(2)
    expect((await browser.get('members')).status).toBe(403)
    // The name is as it was.
    const log = await workshop.asOwner(
      `select changes from audit_record where operation = 'identity.role.update' and label = 'doorman'`,
    )
    expect(log).toEqual([{ changes: { permissions: { from: ['identity.read'], to: [] } } }])
    expect((await named('doorman'))!.members).toBe(1)
    expect((await owner.get(`roles/${made.body.id}`)).body).toEqual(await named('doorman'))
    expect((await browser.get(`roles/${made.body.id}`)).status).toBe(403)
  })

  it('is read by its id, one of the ten by its key; what there is not is 404', async () => {
    expect((await owner.get('roles/planner')).body).toEqual(await named('planner'))
    for (const id of ['doorman', 'nobody', '0198c0de-0000-7000-8000-000000000001'])
      expect((await owner.get(`roles/${id}`)).status).toBe(404)
  })

  it('cannot be deleted while a member or an open invitation has it', async () => {
    const role = (await named('doorman'))!
    expect((role.actions as { delete: object }).delete).toEqual({
      allowed: false,
      reason: 'identity.role_in_use',
    })
    const before = await stored()
    const used = await owner.delete(`roles/${role.id}`)
    expect([used.status, used.body.code]).toEqual([409, 'identity.role_in_use'])
    const [member] = (await owner.get('members?role=doorman')).body.items
    await owner.delete(`members/${member.id}`)
    const invitation = await owner.post('invitations', { email: 'new@x.example', role: 'doorman' })
    expect((await owner.delete(`roles/${role.id}`)).body.code).toBe('identity.role_in_use')
    expect(await stored()).toEqual(before)
    await owner.delete(`invitations/${invitation.body.id}`)
    expect((await owner.delete(`roles/${role.id}`)).status).toBe(204)
    expect(await named('doorman')).toBeUndefined()
    expect((await owner.delete(`roles/${role.id}`)).status).toBe(404)
    const gone = await owner.post('invitations', { email: 'new@x.example', role: 'doorman' })
    expect(gone.body.code).toBe('identity.role_unknown')
  })

  it('whose key was freed by deleting can be made again', async () => {
    const again = await owner.post('roles', {
      key: 'doorman',
      name: 'Doorman',
      permissions: ['identity.read'],
    })
    expect(again.status).toBe(201)
    expect((await named('doorman'))!.permissions).toEqual(['identity.read'])
  })

  it('is not deleted and given at the same moment', async () => {
    for (let round = 0; round < 5; round++) {
      const made = await owner.post('roles', { key: `race${round}`, name: 'Race', permissions: [] })
      const { id } = await join(`race${round}@x.example`, 'viewer')
      const [given, deleted] = await Promise.all([
        owner.patch(`members/${id}`, { role: `race${round}` }),
        owner.delete(`roles/${made.body.id}`),
      ])
      expect([
        [200, 409],
        [422, 204],
      ]).toContainEqual([given!.status, deleted!.status])
      expect(await workshop.offences()).toEqual([])
    }
  })

  it.each([
    ['of a key of the ten', { key: 'owner' }, 409, 'identity.role_key_taken'],
    ['of a key that is taken', { key: 'doorman' }, 409, 'identity.role_key_taken'],
    ['of a permission that is none', { permissions: ['identity.fly'] }, 422, 'identity.permission_unknown'],
    ['of all of a module that is none', { permissions: ['flight.*'] }, 422, 'identity.permission_unknown'],
    ['of everything', { permissions: ['*'] }, 400, 'request.malformed'],
    ['of a key with spaces', { key: 'Night Shift' }, 400, 'request.malformed'],
  ])('%s is refused and nothing is written', async (_why, wrong, status, code) => {
    const before = await stored()
    const reply = await owner.post('roles', { key: 'other', name: 'Other', permissions: [], ...wrong })
    expect([reply.status, reply.body.code]).toEqual([status, code])
    expect(await stored()).toEqual(before)
  })

  it('is neither made nor widened beyond what its maker has', async () => {
    await owner.post('roles', {
      key: 'role_maker',
      name: 'Role maker',
      permissions: ['identity.read', 'identity.role.create', 'identity.role.update', 'identity.role.delete'],
    })
    const { browser } = await join('maker@x.example', 'role_maker')
    const before = await stored()
    const wide = await browser.post('roles', { key: 'wide', name: 'Wide', permissions: ['identity.*'] })
    expect([wide.status, wide.body.code]).toEqual([403, 'identity.grant_exceeds'])
    const own = (await named('role_maker'))!
    const widened = await browser.patch(`roles/${own.id}`, {
      version: 1,
      permissions: ['identity.read', 'identity.member.invite'],
    })
    expect(widened.body).toMatchObject({
      code: 'identity.grant_exceeds',
      params: { permission: 'identity.member.invite' },
    })
    const above = await owner.post('roles', { key: 'above', name: 'Above', permissions: ['tenancy.*'] })
    const before2 = await stored()
    for (const reply of [
      await browser.patch(`roles/${above.body.id}`, { version: 1, permissions: [] }),
      await browser.delete(`roles/${above.body.id}`),
    ])
      expect(reply.body.code).toBe('identity.grant_exceeds')
    expect(await stored()).toEqual(before2)
    expect(before2).toHaveLength(before.length + 1)
    const fits = await browser.post('roles', { key: 'fits', name: 'Fits', permissions: ['identity.read'] })
    expect(fits.status).toBe(201)
    expect((await named('above', browser))!.actions).toEqual({
      give: { allowed: false, reason: 'identity.grant_exceeds' },
      update: { allowed: false, reason: 'identity.grant_exceeds' },
      delete: { allowed: false, reason: 'identity.grant_exceeds' },
    })
  })

  it('does not change under somebody who read an older version', async () => {
    const role = (await named('fits'))!
    await owner.patch(`roles/${role.id}`, { version: role.version, name: 'First' })
    const stale = await owner.patch(`roles/${role.id}`, { version: role.version, name: 'Second' })
    expect([stale.status, stale.body.code]).toEqual([409, 'conflict.version'])
    expect((await named('fits'))!.name).toBe('First')
  })
})
