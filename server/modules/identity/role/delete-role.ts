import { z } from 'zod'
import { command } from '../../../kernel/command/operation.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { fail as kernelFail } from '../../../kernel/errors/kernel-errors.ts'
import { id } from '../../../kernel/wire.ts'
import { fail } from '../errors.ts'
import { assertHas } from '../permissions.ts'

export const deleteRole = command({
  name: 'identity.role.delete',
  summary: 'Delete a role of the workshop’s own',
  description: 'Refused while a member or an open invitation has it.',
  route: 'DELETE /roles/:id',
  status: 204,
  errors: ['identity.role_in_use', 'identity.grant_exceeds'],
  input: z.object({ id }),
  output: z.object({}),
  example: { id: '01976f3e-6f40-7000-8000-000000000001' },
  async run(ctx, input) {
    // Who gives the role to somebody holds it for share: they come before this lock, and are seen below, or after it.
    const role = await ctx.tx.first<{ key: string; permissions: string[] }>(
      sql`select key, permissions from role
          where tenant_id = ${ctx.tenant.id}::uuid and id = ${input.id}::uuid and deleted_at is null for update`,
    )
    if (!role) throw kernelFail('not_found')
    assertHas(ctx.principal, role.permissions)
    const used = await ctx.tx.first(
      sql`select 1 from member
          where tenant_id = ${ctx.tenant.id}::uuid and role = ${role.key} and deleted_at is null
          union all
          select 1 from invitation
          where tenant_id = ${ctx.tenant.id}::uuid and role = ${role.key} and accepted_at is null and revoked_at is null
            and expires_at > ${ctx.now}::timestamptz
          limit 1`,
    )
    if (used) throw fail('identity.role_in_use')
    await ctx.tx.run(
      sql`update role set deleted_at = ${ctx.now}::timestamptz, updated_at = ${ctx.now}::timestamptz, version = version + 1
          where tenant_id = ${ctx.tenant.id}::uuid and id = ${input.id}::uuid`,
    )
    ctx.audit({
      entity: 'role',
      id: input.id,
      label: role.key,
      changes: { permissions: { from: role.permissions } },
    })
    return {}
  },
})
