import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { centralQuery } from '../../../kernel/command/operation.ts'
import { defineModule } from '../../../kernel/module.ts'
import { openWorkshop, type Workshop } from '../../../kernel/testing/workshop.ts'
import { createWorkshop, tenancyModule } from '../../tenancy/index.ts'
import { identityModule, identityOf } from '../index.ts'
import { Browser } from './browser.build.ts'

const PASSWORD = 'hammer and bone folder'
const EMAIL = 'operator@touchmark.example'
const sample = defineModule({
  name: 'sample',
  operations: [
    centralQuery({
      name: 'sample.platform.look',
      permission: 'platform.look',
      summary: 'Look',
      route: 'GET /sample/platform',
      input: z.object({}),
      output: z.object({ kind: z.string() }),
      async run(ctx) {
        return { kind: ctx.principal.kind }
      },
    }),
  ],
})

let workshop: Workshop
beforeAll(async () => {
  workshop = await openWorkshop({ modules: [identityModule, tenancyModule, sample] })
  for (const [slug, code, email] of [
    ['operators', 'OPS1', EMAIL],
    ['maison-atelier', 'MA01', 'owner@maison-atelier.example'],
  ] as const)
    await createWorkshop(workshop.kernel, {
      name: slug,
      slug,
      code,
      currency: 'THB',
      timeZone: 'Asia/Bangkok',
      ownerName: slug,
      email,
      password: PASSWORD,
    })
})
afterAll(() => workshop.close())

describe('who runs the installation', () => {
  it('may do on the central host what nobody else may, until that is taken away', async () => {
    const central = new Browser(workshop, 'localhost')
    await central.signIn(EMAIL, PASSWORD)
    expect((await central.get('sample/platform')).status).toBe(403)
    const { people, sessions } = identityOf(workshop.kernel)
    expect(await people.setPlatform(EMAIL.toUpperCase(), true)).toBe(true)
    sessions.forget()
    expect((await central.get('sample/platform')).body).toEqual({ kind: 'platform' })
    expect((await central.get('account')).body.platform).toBe(true)
    await people.setPlatform(EMAIL, false)
    sessions.forget()
    expect((await central.get('sample/platform')).status).toBe(403)
    expect(await people.setPlatform('nobody@nowhere.example', true)).toBe(false)
  })

  it('is nobody in a workshop that they are not a member of', async () => {
    const { people } = identityOf(workshop.kernel)
    await people.setPlatform(EMAIL, true)
    const central = new Browser(workshop, 'localhost')
    await central.signIn(EMAIL, PASSWORD)
    const atelier = new Browser(workshop, 'maison-atelier.localhost')
    central.stealInto(atelier)
    expect((await atelier.get('me')).status).toBe(401)
    expect((await atelier.get('members')).status).toBe(401)
    expect((await atelier.signIn(EMAIL, PASSWORD)).body.code).toBe('identity.not_a_member')
    const own = new Browser(workshop, 'operators.localhost')
    await own.signIn(EMAIL, PASSWORD)
    expect((await own.get('me')).body).toMatchObject({ kind: 'user', role: 'owner' })
  })

  it('helps who lost a password or a second factor, without ever knowing either', async () => {
    const identity = identityOf(workshop.kernel)
    const { people } = identity
    const link = await identity.resetLink('Owner@Maison-Atelier.example', null)
    expect(link).toMatch(/^http:\/\/maison-atelier\.localhost:3000\/desk\/set-password#token=/)
    const atelier = new Browser(workshop, 'maison-atelier.localhost')
    await atelier.signIn('owner@maison-atelier.example', PASSWORD)
    const token = link!.split('#token=')[1]
    expect(
      (await atelier.auth('reset-password', { token, newPassword: 'awl, needle and thread' })).status,
    ).toBe(200)
    expect((await atelier.get('me')).status).toBe(401)
    expect((await atelier.signIn('owner@maison-atelier.example', 'awl, needle and thread')).status).toBe(200)
    expect(await identity.resetLink('nobody@nowhere.example', null)).toBeUndefined()

    await atelier.auth('two-factor/enable', { password: 'awl, needle and thread' })
    await workshop.asOwner('update identity.two_factor set verified = true')
    await workshop.asOwner('update identity."user" set two_factor_enabled = true')
    expect(
      (
        await new Browser(workshop, 'maison-atelier.localhost').signIn(
          'owner@maison-atelier.example',
          'awl, needle and thread',
        )
      ).body.twoFactorRedirect,
    ).toBe(true)
    expect(await people.turnTwoFactorOff('owner@maison-atelier.example')).toBe(true)
    identityOf(workshop.kernel).forget()
    expect((await atelier.get('me')).status).toBe(401)
    expect((await atelier.signIn('owner@maison-atelier.example', 'awl, needle and thread')).status).toBe(200)
  })
})

describe('an account with a second factor', () => {
  it('joins and opens workshops only signed in: the password alone is not enough', async () => {
    const owner = new Browser(workshop, 'maison-atelier.localhost')
    await owner.signIn('owner@maison-atelier.example', 'awl, needle and thread')
    await workshop.asOwner(`update identity."user" set two_factor_enabled = true where email = $1`, EMAIL)
    const { link } = (await owner.post('invitations', { email: EMAIL, role: 'viewer' })).body
    const token = link.split('#token=')[1]
    const accepted = await owner.post('invitations/accept', { token, password: PASSWORD })
    expect([accepted.status, accepted.body.code]).toEqual([403, 'identity.sign_in_first'])
    const signedUp = await new Browser(workshop, 'localhost').post('signup', {
      name: 'X',
      slug: 'x-atelier',
      code: 'XX01',
      currency: 'THB',
      timeZone: 'Asia/Bangkok',
      ownerName: 'X',
      email: EMAIL,
      password: PASSWORD,
    })
    expect([signedUp.status, signedUp.body.code]).toEqual([403, 'identity.sign_in_first'])
    expect(await workshop.asOwner("select 1 from tenant where code = 'XX01'")).toEqual([])
    expect(await workshop.offences()).toEqual([])
  })
})
