import { z } from 'zod'
import { newId } from '../../../../shared/ids.ts'
import { fold } from '../../../../shared/serial/fold.ts'
import type { CentralContext, Tenant } from '../../../kernel/command/context.ts'
import { execute } from '../../../kernel/command/execute.ts'
import { centralCommand } from '../../../kernel/command/operation.ts'
import { system } from '../../../kernel/command/principal.ts'
import { tenantOrigin } from '../../../kernel/config.ts'
import { sql } from '../../../kernel/db/sql.ts'
import type { Locale } from '../../../kernel/errors/problem.ts'
import { event } from '../../../kernel/events/event.ts'
import type { Kernel } from '../../../kernel/kernel.ts'
import { id, line, moment } from '../../../kernel/wire.ts'
import { type Admission, addMember, identityOf, MAX_PASSWORD_LENGTH } from '../../identity/index.ts'
import { fail } from '../errors.ts'
import { joinTransaction } from './join-transaction.ts'
import { isReserved, workshopFields } from './workshop-rules.ts'

export const TRIAL_PLAN = 'pro'
export const TRIAL_DAYS = 14

export const workshopOpened = event('tenancy.workshop.opened', z.object({ tenantId: z.uuid() }))

const opened = z.object({
  id,
  code: z.string(),
  slug: z.string(),
  name: z.string(),
  origin: z.string().meta({ description: 'Where it is: scheme, host and port. Sign in there.' }),
  trial: z.object({ plan: z.string(), endsAt: moment }),
  owner: z.object({ memberId: id, email: z.string() }),
})
export type OpenedWorkshop = z.output<typeof opened>

const refusals = ['tenancy.slug_taken', 'tenancy.slug_reserved', 'tenancy.code_taken'] as const
const example = {
  name: 'Maison Atelier',
  slug: 'maison-atelier',
  code: 'MA01',
  currency: 'THB',
  timeZone: 'Asia/Bangkok',
  locale: 'en' as const,
}

export const signUp = centralCommand({
  name: 'tenancy.workshop.sign_up',
  public: 'who opens a workshop has no account yet',
  summary: 'Open a workshop, with a trial, and an account for its owner',
  description:
    'An e-mail that has an account already needs the password of that account. It does not sign in: do that on the workshop’s own host.',
  route: 'POST /signup',
  status: 201,
  limit: { name: 'sign-up', limit: 20, windowS: 3600 },
  errors: [
    ...refusals,
    'identity.password_weak',
    'identity.email_taken',
    'identity.sign_in_first',
    'identity.too_many_attempts',
  ],
  input: z.object({
    ...workshopFields,
    ownerName: line(120),
    email: z.email().max(320),
    password: z.string().min(1).max(MAX_PASSWORD_LENGTH),
  }),
  output: opened,
  example: {
    ...example,
    ownerName: 'Pimchanok Rattanakul',
    email: 'owner@maison-atelier.example',
    password: 'a long sentence of mine',
  },
  auditInput: ({ password: _password, ...kept }) => kept,
  async run(ctx, input) {
    assertFree(input.slug)
    const admission = await identityOf(ctx.kernel).people.admit({
      name: input.ownerName,
      email: input.email,
      password: input.password,
    })
    return await open(ctx, input, admission)
  },
})

export const openAnother = centralCommand({
  name: 'tenancy.workshop.open',
  anyMember: 'everybody with an account may open another workshop, which will be theirs',
  summary: 'Open another workshop, signed in on the central host',
  route: 'POST /workshops',
  status: 201,
  errors: [...refusals, 'identity.people_only'],
  input: z.object(workshopFields),
  output: opened,
  example: { ...example, name: 'Maison Atelier II', slug: 'maison-atelier-2', code: 'MA02' },
  async run(ctx, input) {
    assertFree(input.slug)
    const person = await identityOf(ctx.kernel).people.signedIn(ctx.principal)
    return await open(ctx, input, { person, isNew: false, settle: async () => {} })
  },
})

interface NewWorkshop {
  name: string
  slug: string
  code: string
  currency: string
  timeZone: string
  locale: Locale
}

/**
 * Opens a workshop without HTTP: for the command line and the demo. Runs the same command as a sign-up does, and
 * throws the same refusals.
 */
export async function createWorkshop(
  kernel: Kernel,
  input: Omit<NewWorkshop, 'locale'> & {
    locale?: Locale
    ownerName: string
    email: string
    password: string
  },
): Promise<OpenedWorkshop> {
  const answer = await execute(kernel, signUp, input, {
    principal: system,
    tenant: null,
    locale: input.locale ?? 'en',
    requestId: newId(),
  })
  return opened.parse(JSON.parse(answer.body))
}

function assertFree(slug: string): void {
  if (!isReserved(slug)) return
  throw fail(
    'tenancy.slug_reserved',
    {},
    { errors: [{ field: 'slug', code: 'reserved', message: 'is reserved' }] },
  )
}

/**
 * Writes the tenant, what each module prepares for it and its owner in one transaction, then the owner's account in
 * the other store. Whatever fails before leaves nothing; what fails after (a lost COMMIT) leaves an account without a
 * workshop, with which the same sign-up can be sent again.
 */
async function open(ctx: CentralContext, input: NewWorkshop, owner: Admission): Promise<OpenedWorkshop> {
  const tenant: Tenant = {
    id: newId(ctx.now.getTime()),
    code: input.code,
    slug: input.slug,
    name: input.name,
    timeZone: input.timeZone,
    currency: input.currency,
    locale: input.locale,
    status: 'trialing',
  }
  const endsAt = new Date(ctx.now.getTime() + TRIAL_DAYS * 86_400_000)
  await ctx.tx.run(
    sql`insert into tenant (id, code, code_folded, slug, name, time_zone, currency, locale, status, plan, trial_ends_at, created_at, updated_at)
        values (${tenant.id}::uuid, ${tenant.code}, ${fold(tenant.code)}, ${tenant.slug}, ${tenant.name}, ${tenant.timeZone},
          ${tenant.currency}, ${tenant.locale}, ${tenant.status}, ${TRIAL_PLAN}, ${endsAt}::timestamptz,
          ${ctx.now}::timestamptz, ${ctx.now}::timestamptz)`,
  )
  const inside = await ctx.enterTenant(tenant)
  const member = await addMember(inside, owner.person, 'owner')
  const joined = joinTransaction(ctx.kernel, ctx.tx, tenant)
  for (const module of ctx.kernel.modules) await module.prepareTenant?.(joined, tenant)
  inside.audit({ entity: 'workshop', id: tenant.id, label: tenant.name })
  inside.publish(workshopOpened, { tenantId: tenant.id })
  ctx.afterCommit(() => ctx.kernel.tenants.forget())
  await owner.settle()
  return {
    id: tenant.id,
    code: tenant.code,
    slug: tenant.slug,
    name: tenant.name,
    origin: tenantOrigin(ctx.kernel.config, tenant.slug),
    trial: { plan: TRIAL_PLAN, endsAt: endsAt.toISOString() },
    owner: { memberId: member.id, email: owner.person.email },
  }
}
