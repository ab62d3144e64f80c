import { z } from 'zod'
import { command } from '../../../kernel/command/operation.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { id } from '../../../kernel/wire.ts'
import { memberRemoved } from '../events.ts'
import { identityOf } from '../identity.ts'
import { lockMember } from './membership.ts'

export const removeMember = command({
  name: 'identity.member.remove',
  summary: 'Take a member out of the workshop',
  description:
    'Counts at once: the next request of that person here is refused. The account stays, since it may belong to other workshops. API keys that the person made are revoked, unless they are kept.',
  route: 'DELETE /members/:id',
  errors: ['identity.last_owner', 'identity.owner_only', 'identity.grant_exceeds'],
  input: z.object({
    id,
    keepApiKeys: z
      .stringbool()
      .default(false)
      .meta({ description: 'Let the API keys that this person made go on working' }),
  }),
  output: z.object({ id, apiKeysRevoked: z.int() }),
  example: { id: '01976f3e-6f40-7000-8000-000000000001' },
  async run(ctx, input) {
    const member = await lockMember(ctx, input.id)
    const [, revoked] = await Promise.all([
      ctx.tx.run(
        sql`with gone as (
              update member set deleted_at = ${ctx.now}::timestamptz, updated_at = ${ctx.now}::timestamptz, version = version + 1
              where tenant_id = ${ctx.tenant.id}::uuid and id = ${input.id}::uuid
            )
            delete from user_workshop where user_id = ${member.userId} and tenant_id = ${ctx.tenant.id}::uuid`,
      ),
      ctx.tx.run(
        sql`update api_key set revoked_at = ${ctx.now}::timestamptz, updated_at = ${ctx.now}::timestamptz
            where tenant_id = ${ctx.tenant.id}::uuid and created_by = ${member.userId} and revoked_at is null
              and not ${input.keepApiKeys}::boolean`,
      ),
    ])
    ctx.audit({
      entity: 'member',
      id: input.id,
      label: member.email,
      changes: { role: { from: member.role }, apiKeysRevoked: revoked },
    })
    ctx.publish(memberRemoved, { memberId: input.id })
    ctx.afterCommit(() => identityOf(ctx.kernel).forget())
    return { id: input.id, apiKeysRevoked: revoked }
  },
})
