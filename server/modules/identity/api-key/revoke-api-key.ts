import { z } from 'zod'
import { command } from '../../../kernel/command/operation.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { fail as kernelFail } from '../../../kernel/errors/kernel-errors.ts'
import { id } from '../../../kernel/wire.ts'
import { identityOf } from '../identity.ts'

export const revokeApiKey = command({
  name: 'identity.api_key.revoke',
  summary: 'Revoke an API key',
  description: 'Counts at once, on other processes within five seconds. It cannot be undone.',
  route: 'DELETE /api-keys/:id',
  status: 204,
  input: z.object({ id }),
  output: z.object({}),
  example: { id: '01976f3e-6f40-7000-8000-000000000001' },
  async run(ctx, input) {
    const row = await ctx.tx.first<{ name: string }>(
      sql`update api_key set revoked_at = ${ctx.now}::timestamptz, updated_at = ${ctx.now}::timestamptz
          where tenant_id = ${ctx.tenant.id}::uuid and id = ${input.id}::uuid and revoked_at is null
          returning name`,
    )
    if (!row) throw kernelFail('not_found')
    ctx.audit({ entity: 'api_key', id: input.id, label: row.name })
    ctx.afterCommit(() => identityOf(ctx.kernel).forget())
    return {}
  },
})
