import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openWorkshop, type TestTenant, type Workshop } from '../../../kernel/testing/workshop.ts'
import { identityModule } from '../../identity/index.ts'
import { tenancyModule } from '../index.ts'

let workshop: Workshop
let t: TestTenant
let other: TestTenant
beforeAll(async () => {
  workshop = await openWorkshop({ modules: [identityModule, tenancyModule] })
  t = await workshop.tenant('MA01')
  other = await workshop.tenant('SIAM')
})
afterAll(() => workshop.close())

const settings = async (tenant = t) => (await tenant.as('viewer').get('workshop/settings')).body

describe('the settings of a workshop', () => {
  it('are shown to every member, with what may be done', async () => {
    expect(await settings()).toMatchObject({
      code: 'MA01',
      version: 1,
      pricesIncludeTax: true,
      address: null,
      actions: {
        update: { allowed: false, reason: 'auth.forbidden' },
        change_currency: { allowed: false, reason: 'tenancy.currency_fixed' },
      },
    })
    const owner = await t.as('owner').get('workshop/settings')
    expect(owner.body.actions.update).toEqual({ allowed: true })
    expect((await t.anonymous.get('workshop/settings')).status).toBe(401)
  })

  it('change field by field; null clears one; the time zone counts at once', async () => {
    const reply = await t.as('owner').patch('workshop/settings', {
      version: 1,
      name: 'Maison Atelier',
      legalName: 'Maison Atelier Co., Ltd.',
      taxId: '0105599000141',
      address: { line1: '118/4 Soi Charoen Krung 36', city: 'Bangkok', postalCode: '10500', country: 'TH' },
      timeZone: 'Pacific/Auckland',
      locale: 'th',
      pricesIncludeTax: false,
    })
    expect(reply.status).toBe(200)
    expect(reply.body).toMatchObject({
      name: 'Maison Atelier',
      address: { city: 'Bangkok' },
      timeZone: 'Pacific/Auckland',
      version: 2,
    })
    expect((await t.anonymous.get('workshop')).body).toMatchObject({
      name: 'Maison Atelier',
      locale: 'th',
      timeZone: 'Pacific/Auckland',
    })
    const cleared = await t.as('admin').patch('workshop/settings', { version: 2, taxId: null, address: null })
    expect(cleared.body).toMatchObject({
      taxId: null,
      address: null,
      legalName: 'Maison Atelier Co., Ltd.',
      pricesIncludeTax: false,
      version: 3,
    })
    const audit = await t.rows<{ changes: object }>(
      "select changes from audit_record where operation = 'tenancy.workshop.update' order by id desc limit 1",
    )
    expect(audit[0]!.changes).toEqual({
      taxId: { from: '0105599000141', to: null },
      address: { from: expect.objectContaining({ city: 'Bangkok' }), to: null },
    })
    expect((await settings(other)).name).toBe('Workshop SIAM')
  })

  it('do not change under somebody who read an older version, nor for who may not, nor to nonsense', async () => {
    const before = await settings()
    const stale = await t.as('owner').patch('workshop/settings', { version: 1, name: 'Stale' })
    expect([stale.status, stale.body.code]).toEqual([409, 'conflict.version'])
    const forbidden = await t.as('planner').patch('workshop/settings', { version: before.version, name: 'X' })
    expect(forbidden.status).toBe(403)
    for (const wrong of [
      { timeZone: 'Mars/Olympus' },
      { name: '' },
      { address: { country: 'Thailand' } },
      { address: { planet: 'Mars' } },
      { locale: 'de' },
    ]) {
      const reply = await t.as('owner').patch('workshop/settings', { version: before.version, ...wrong })
      expect([reply.status, reply.body.code]).toEqual([400, 'request.malformed'])
    }
    // What never changes is not a field: it is left alone.
    await t.as('owner').patch('workshop/settings', { version: before.version, code: 'XX99', currency: 'USD' })
    const after = await settings()
    expect(after).toEqual({ ...before, version: after.version })
  })

  it('of two editors at once only one wins', async () => {
    const { version } = await settings()
    const replies = await Promise.all(
      ['One', 'Two'].map((name) => t.as('owner').patch('workshop/settings', { version, name })),
    )
    expect(replies.map((reply) => reply.status).sort()).toEqual([200, 409])
  })
})

describe('a suspended workshop', () => {
  it('still says who it is, to people before and after the sign-in, and changes nothing', async () => {
    const closed = await workshop.tenant('CLSD', { status: 'suspended' })
    expect((await closed.anonymous.get('workshop')).body.code).toBe('CLSD')
    expect((await closed.as('owner').get('workshop/settings')).body.status).toBe('suspended')
    expect((await closed.as('owner').get('me')).body.workshop.status).toBe('suspended')
    const reply = await closed.as('owner').patch('workshop/settings', { version: 1, name: 'X' })
    expect([reply.status, reply.body.code]).toEqual([403, 'tenant.suspended'])
    expect((await closed.as('owner').get('members')).status).toBe(403)
  })
})
