import { z } from 'zod'
import { centralQuery, query } from '../../../kernel/command/operation.ts'
import { tenantOrigin } from '../../../kernel/config.ts'
import { id } from '../../../kernel/wire.ts'
import { identityOf } from '../identity.ts'
import { workshopsOf } from './workshops.ts'

const workshop = z.object({
  id,
  code: z.string(),
  slug: z.string(),
  name: z.string(),
  status: z.string(),
  origin: z.string().meta({ description: 'Its address: scheme, host and port' }),
})

export const getMe = query({
  name: 'identity.me',
  anyMember: 'everybody may know who they are',
  whenSuspended: 'the desk has to say who is signed in, and in what state the workshop is',
  summary: 'Who is signed in here, with which permissions',
  route: 'GET /me',
  input: z.object({}),
  output: z.object({
    kind: z.enum(['user', 'api_key', 'customer', 'system', 'platform']),
    id: z.string().nullable(),
    name: z.string(),
    email: z.string().nullable(),
    role: z.string().nullable(),
    permissions: z
      .array(z.string())
      .meta({ description: 'Permissions; `sales.*` stands for all of a module, `*` for all' }),
    twoFactorEnabled: z.boolean(),
    workshop,
    workshops: z.array(workshop).meta({ description: 'All workshops of this person, by name' }),
  }),
  example: {},
  async run(ctx) {
    const { principal, tenant, kernel } = ctx
    const isPerson = principal.kind === 'user' && principal.id !== null
    const [person, workshops] = await Promise.all([
      isPerson ? identityOf(kernel).people.byId(principal.id) : undefined,
      isPerson ? workshopsOf(kernel.config, ctx.tx, principal.id) : [],
    ])
    return {
      kind: principal.kind === 'anonymous' ? 'user' : principal.kind,
      id: principal.id,
      name: principal.name,
      email: person?.email ?? null,
      role: principal.role ?? null,
      permissions: [...principal.permissions.patterns],
      twoFactorEnabled: person?.twoFactorEnabled ?? false,
      workshop: {
        id: tenant.id,
        code: tenant.code,
        slug: tenant.slug,
        name: tenant.name,
        status: tenant.status,
        origin: tenantOrigin(kernel.config, tenant.slug),
      },
      workshops,
    }
  },
})

export const getAccount = centralQuery({
  name: 'identity.account.get',
  anyMember: 'everybody may know who they are and which workshops they are in',
  summary: 'Who is signed in on the central host, and their workshops',
  route: 'GET /account',
  errors: ['identity.people_only'],
  input: z.object({}),
  output: z.object({
    id,
    name: z.string(),
    email: z.string(),
    platform: z.boolean().meta({ description: 'Whether this person runs the installation' }),
    twoFactorEnabled: z.boolean(),
    workshops: z.array(workshop),
  }),
  example: {},
  async run(ctx) {
    const person = await identityOf(ctx.kernel).people.signedIn(ctx.principal)
    return { ...person, workshops: await workshopsOf(ctx.kernel.config, ctx.tx, person.id) }
  },
})
