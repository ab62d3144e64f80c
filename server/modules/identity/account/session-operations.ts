import { z } from 'zod'
import { command, query } from '../../../kernel/command/operation.ts'
import type { Principal } from '../../../kernel/command/principal.ts'
import { fail as kernelFail } from '../../../kernel/errors/kernel-errors.ts'
import { id, moment } from '../../../kernel/wire.ts'
import { fail } from '../errors.ts'
import { identityOf } from '../identity.ts'

const personOf = (principal: Principal): string => {
  if (principal.kind !== 'user' || principal.id === null) throw fail('identity.people_only')
  return principal.id
}

export const listSessions = query({
  name: 'identity.session.list',
  anyMember: 'everybody may see where they are signed in themselves',
  whenSuspended: 'ending a stolen session must not wait for a bill',
  summary: 'The browsers that I am signed in with, newest first',
  route: 'GET /me/sessions',
  errors: ['identity.people_only'],
  input: z.object({}),
  output: z.object({
    items: z.array(
      z.object({
        id,
        createdAt: moment,
        expiresAt: moment,
        address: z.string().nullable(),
        userAgent: z.string().nullable(),
        current: z.boolean(),
      }),
    ),
  }),
  example: {},
  async run(ctx) {
    const { sessions } = identityOf(ctx.kernel)
    const open = await sessions.list(personOf(ctx.principal))
    const current = sessions.idOf(ctx.principal)
    return {
      items: open.map((session) => ({
        id: session.id,
        createdAt: session.createdAt.toISOString(),
        expiresAt: session.expiresAt.toISOString(),
        address: session.address,
        userAgent: session.userAgent,
        current: session.id === current,
      })),
    }
  },
})

export const endSession = command({
  name: 'identity.session.end',
  anyMember: 'everybody may end their own sessions',
  whenSuspended: 'ending a stolen session must not wait for a bill',
  summary: 'Sign out one of my browsers',
  route: 'DELETE /me/sessions/:id',
  status: 204,
  errors: ['identity.people_only'],
  input: z.object({ id }),
  output: z.object({}),
  example: { id: '01976f3e-6f40-7000-8000-000000000001' },
  async run(ctx, input) {
    const ended = await identityOf(ctx.kernel).sessions.end(personOf(ctx.principal), input.id)
    if (ended === 0) throw kernelFail('not_found')
    ctx.audit({ entity: 'session', id: input.id, label: ctx.principal.name })
    return {}
  },
})

export const endOtherSessions = command({
  name: 'identity.session.end_others',
  anyMember: 'everybody may end their own sessions',
  whenSuspended: 'ending a stolen session must not wait for a bill',
  summary: 'Sign out all my browsers but this one',
  route: 'POST /me/sessions/end-others',
  errors: ['identity.people_only'],
  input: z.object({}),
  output: z.object({ ended: z.int() }),
  example: {},
  async run(ctx) {
    const { sessions } = identityOf(ctx.kernel)
    const ended = await sessions.end(personOf(ctx.principal), null, sessions.idOf(ctx.principal))
    ctx.audit({ entity: 'session', label: ctx.principal.name, changes: { ended } })
    return { ended }
  },
})
