import { z } from 'zod'
import type { TenantContext } from '../../../kernel/command/context.ts'
import { centralCommand, command, query } from '../../../kernel/command/operation.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { fail as kernelFail } from '../../../kernel/errors/kernel-errors.ts'
import { id, line } from '../../../kernel/wire.ts'
import { MAX_PASSWORD_LENGTH } from '../account/password.ts'
import type { Admission, Person } from '../account/people.ts'
import { fail } from '../errors.ts'
import { memberJoined } from '../events.ts'
import { identityOf } from '../identity.ts'
import { addMember } from '../member/membership.ts'
import { permissionsOfRole } from '../permissions.ts'
import { hashToken } from './token.ts'

const token = z.string().min(1).max(200).meta({ description: 'What stands behind #token= in the link' })
const joined = z.object({ memberId: id, name: z.string(), email: z.string(), role: z.string() })

export const previewInvitation = query({
  name: 'identity.invitation.preview',
  public:
    'who holds the link may see whom it invites to what; it is read by POST so that no log keeps the token',
  summary: 'What an invitation is about',
  route: 'POST /invitations/preview',
  errors: ['identity.invitation_invalid'],
  input: z.object({ token }),
  output: z.object({
    workshop: z.string(),
    email: z.string(),
    role: z.string(),
    invitedBy: z.string(),
    hasAccount: z
      .boolean()
      .meta({ description: 'Whether the e-mail has an account, whose password is asked for then' }),
  }),
  example: { token: 'the-token-of-the-link' },
  async run(ctx, input) {
    const invitation = await openInvitation(ctx, input.token)
    const person = await identityOf(ctx.kernel).people.byEmail(invitation.email)
    return {
      workshop: ctx.tenant.name,
      email: invitation.email,
      role: invitation.role,
      invitedBy: invitation.invited_by,
      hasAccount: person !== undefined,
    }
  },
})

export const acceptInvitation = command({
  name: 'identity.invitation.accept',
  public:
    'who is invited has no membership yet; the token of the link, used once, and a password stand for it',
  summary: 'Join a workshop by the link of an invitation',
  description:
    'For an e-mail without an account, `name` and `password` make one. For one with an account, `password` is that account’s. It does not sign in. An account with a second factor accepts on the central host, signed in.',
  route: 'POST /invitations/accept',
  status: 201,
  errors: [
    'identity.invitation_invalid',
    'identity.already_member',
    'identity.email_taken',
    'identity.password_weak',
    'identity.sign_in_first',
    'identity.too_many_attempts',
  ],
  input: z.object({
    token,
    name: line(120).optional().meta({ description: 'Of a new person; the e-mail stands in for it' }),
    password: z.string().min(1).max(MAX_PASSWORD_LENGTH),
  }),
  output: joined,
  example: { token: 'the-token-of-the-link', name: 'Nattaphon Srisuk', password: 'a long sentence of mine' },
  auditInput: (input) => ({ name: input.name }),
  async run(ctx, input) {
    const invitation = await openInvitation(ctx, input.token)
    const admission = await identityOf(ctx.kernel).people.admit({
      name: input.name ?? invitation.email.split('@')[0]!,
      email: invitation.email,
      password: input.password,
    })
    return await join(ctx, input.token, admission)
  },
})

export const joinWorkshop = centralCommand({
  name: 'identity.invitation.join',
  anyMember: 'joins the caller’s own account to a workshop that invited its e-mail',
  summary: 'Join a workshop by the link of an invitation, signed in',
  route: 'POST /invitations/accept-signed-in',
  status: 201,
  errors: [
    'identity.invitation_invalid',
    'identity.invitation_for_other',
    'identity.already_member',
    'identity.people_only',
    'tenant.suspended',
  ],
  input: z.object({ token }),
  output: joined.extend({ workshop: z.object({ id, slug: z.string(), name: z.string() }) }),
  example: { token: 'the-token-of-the-link' },
  auditInput: () => ({}),
  async run(ctx, input) {
    const identity = identityOf(ctx.kernel)
    const claim = identity.invitations.read(input.token)
    const tenant = claim && (await ctx.kernel.tenants.byId(claim.tenantId, ctx.tx))
    if (!tenant) throw fail('identity.invitation_invalid')
    if (tenant.status === 'suspended' || tenant.status === 'cancelled') throw kernelFail('tenant.suspended')
    const person = await identity.people.signedIn(ctx.principal)
    const inside = await ctx.enterTenant(tenant)
    const invitation = await openInvitation(inside, input.token)
    if (invitation.email !== person.email) throw fail('identity.invitation_for_other')
    const member = await join(inside, input.token, asAdmission(person))
    return { ...member, workshop: { id: tenant.id, slug: tenant.slug, name: tenant.name } }
  },
})

const asAdmission = (person: Person): Admission => ({ person, isNew: false, settle: async () => {} })

interface InvitationRow {
  id: string
  email: string
  role: string
  invited_by: string
}

/** An invitation of this workshop that still works. Whatever is wrong with a token, the answer is the same. */
async function openInvitation(ctx: TenantContext, token: string): Promise<InvitationRow> {
  const claim = identityOf(ctx.kernel).invitations.read(token)
  if (!claim || claim.tenantId !== ctx.tenant.id) throw fail('identity.invitation_invalid')
  const row = await ctx.tx.first<InvitationRow>(
    sql`select id, email, role, invited_by from invitation
        where tenant_id = ${ctx.tenant.id}::uuid and id = ${claim.invitationId}::uuid and token_hash = ${hashToken(token)}
          and accepted_at is null and revoked_at is null and expires_at > ${ctx.now}::timestamptz`,
  )
  if (!row) throw fail('identity.invitation_invalid')
  return row
}

/** Uses the token up and makes the person a member. Of two at once, one finds it used. */
async function join(ctx: TenantContext, token: string, admission: Admission) {
  const { person } = admission
  const used = await ctx.tx.first<{ id: string; role: string }>(
    sql`update invitation set accepted_at = ${ctx.now}::timestamptz, updated_at = ${ctx.now}::timestamptz
        where tenant_id = ${ctx.tenant.id}::uuid and token_hash = ${hashToken(token)}
          and accepted_at is null and revoked_at is null and expires_at > ${ctx.now}::timestamptz
        returning id, role`,
  )
  if (!used) throw fail('identity.invitation_invalid')
  // A role cannot be deleted while an open invitation gives it; the lock holds it until this one is a member.
  if (!(await permissionsOfRole(ctx, used.role))) throw fail('identity.invitation_invalid')
  const member = await addMember(ctx, person, used.role)
  ctx.audit({
    entity: 'member',
    id: member.id,
    label: person.email,
    changes: { role: { to: used.role }, invitation: used.id },
  })
  ctx.publish(memberJoined, { memberId: member.id })
  await admission.settle()
  return { memberId: member.id, name: person.name, email: person.email, role: used.role }
}
