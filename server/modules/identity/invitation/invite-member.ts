import { z } from 'zod'
import { newId } from '../../../../shared/ids.ts'
import { command } from '../../../kernel/command/operation.ts'
import { tenantOrigin } from '../../../kernel/config.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { id, moment } from '../../../kernel/wire.ts'
import { fail } from '../errors.ts'
import { memberInvited } from '../events.ts'
import { identityOf } from '../identity.ts'
import { invitationLink } from '../links.ts'
import { assertMayGive } from '../permissions.ts'
import { mailInvitation } from './mail-invitation.ts'
import { hashToken } from './token.ts'

const VALID_DAYS = 7

export const inviteMember = command({
  name: 'identity.member.invite',
  summary: 'Invite a person to the workshop',
  description:
    'The link is mailed where a mail server is configured, and given back this once, so that it can be handed over in another way. It works once, for seven days. An earlier invitation of the same e-mail stops working.',
  route: 'POST /invitations',
  status: 201,
  errors: [
    'identity.already_member',
    'identity.owner_only',
    'identity.grant_exceeds',
    'identity.role_unknown',
  ],
  input: z.object({ email: z.email().max(320), role: z.string().min(1).max(40) }),
  output: z.object({
    id,
    email: z.string(),
    role: z.string(),
    expiresAt: moment,
    link: z.string().meta({ description: 'Shown once; only its hash is kept' }),
    mailed: z
      .boolean()
      .meta({ description: 'Whether a mail server is configured, so that it is on its way' }),
  }),
  example: { email: 'planner@maison-atelier.example', role: 'planner' },
  async run(ctx, input) {
    const email = input.email.toLowerCase()
    await assertMayGive(ctx, input.role)
    const member = await ctx.tx.first(
      sql`select 1 from member
          where tenant_id = ${ctx.tenant.id}::uuid and email = ${email} and deleted_at is null`,
    )
    if (member) throw fail('identity.already_member')
    const identity = identityOf(ctx.kernel)
    const invitationId = newId(ctx.now.getTime())
    const token = identity.invitations.make({ tenantId: ctx.tenant.id, invitationId })
    const expiresAt = new Date(ctx.now.getTime() + VALID_DAYS * 86_400_000)
    await ctx.tx.run(
      sql`with replaced as (
            update invitation set revoked_at = ${ctx.now}::timestamptz, updated_at = ${ctx.now}::timestamptz
            where tenant_id = ${ctx.tenant.id}::uuid and email = ${email} and accepted_at is null and revoked_at is null
          )
          insert into invitation (tenant_id, id, email, role, token_hash, invited_by, expires_at, created_at, updated_at)
          values (${ctx.tenant.id}::uuid, ${invitationId}::uuid, ${email}, ${input.role}, ${hashToken(token)},
            ${ctx.principal.name}, ${expiresAt}::timestamptz, ${ctx.now}::timestamptz, ${ctx.now}::timestamptz)`,
    )
    ctx.audit({ entity: 'invitation', id: invitationId, label: email, changes: { role: { to: input.role } } })
    ctx.publish(memberInvited, { invitationId })
    if (identity.mailer) ctx.enqueue(mailInvitation, { invitationId })
    return {
      id: invitationId,
      email,
      role: input.role,
      expiresAt: expiresAt.toISOString(),
      link: invitationLink(tenantOrigin(ctx.kernel.config, ctx.tenant.slug), token),
      mailed: identity.mailer !== undefined,
    }
  },
})
