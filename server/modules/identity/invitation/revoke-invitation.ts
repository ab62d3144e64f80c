import { z } from 'zod'
import { command } from '../../../kernel/command/operation.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { fail as kernelFail } from '../../../kernel/errors/kernel-errors.ts'
import { id } from '../../../kernel/wire.ts'

export const revokeInvitation = command({
  name: 'identity.invitation.revoke',
  summary: 'Withdraw an open invitation',
  description: 'Its link stops working at once. 404 for one that was used or withdrawn already.',
  route: 'DELETE /invitations/:id',
  status: 204,
  input: z.object({ id }),
  output: z.object({}),
  example: { id: '01976f3e-6f40-7000-8000-000000000001' },
  async run(ctx, input) {
    const row = await ctx.tx.first<{ email: string }>(
      sql`update invitation set revoked_at = ${ctx.now}::timestamptz, updated_at = ${ctx.now}::timestamptz
          where tenant_id = ${ctx.tenant.id}::uuid and id = ${input.id}::uuid and accepted_at is null and revoked_at is null
          returning email`,
    )
    if (!row) throw kernelFail('not_found')
    ctx.audit({ entity: 'invitation', id: input.id, label: row.email })
    return {}
  },
})
