import { z } from 'zod'
import { command } from '../../../kernel/command/operation.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { fail as kernelFail } from '../../../kernel/errors/kernel-errors.ts'
import { id } from '../../../kernel/wire.ts'
import { memberRoleChanged } from '../events.ts'
import { identityOf } from '../identity.ts'
import { assertMayGive } from '../permissions.ts'
import { lockMember } from './membership.ts'

export const updateMemberRole = command({
  name: 'identity.member.update_role',
  summary: 'Give a member another role',
  description: 'Counts at once: the next request of that member has the new permissions.',
  route: 'PATCH /members/:id',
  errors: [
    'conflict.version',
    'identity.last_owner',
    'identity.owner_only',
    'identity.grant_exceeds',
    'identity.role_unknown',
  ],
  input: z.object({
    id,
    version: z
      .int()
      .optional()
      .meta({ description: 'The version that was read: somebody else’s change in between is 409' }),
    role: z.string().min(1).max(40),
  }),
  output: z.object({ id, role: z.string() }),
  example: { id: '01976f3e-6f40-7000-8000-000000000001', role: 'planner' },
  async run(ctx, input) {
    const member = await lockMember(ctx, input.id)
    if (input.version !== undefined && member.version !== input.version) throw kernelFail('conflict.version')
    await assertMayGive(ctx, input.role)
    await ctx.tx.run(
      sql`update member set role = ${input.role}, updated_at = ${ctx.now}::timestamptz, version = version + 1
          where tenant_id = ${ctx.tenant.id}::uuid and id = ${input.id}::uuid`,
    )
    ctx.audit({
      entity: 'member',
      id: input.id,
      label: member.email,
      changes: { role: { from: member.role, to: input.role } },
    })
    ctx.publish(memberRoleChanged, { memberId: input.id })
    ctx.afterCommit(() => identityOf(ctx.kernel).forget())
    return { id: input.id, role: input.role }
  },
})
