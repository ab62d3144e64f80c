import { z } from 'zod'
import { command } from '../../../kernel/command/operation.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { fail as kernelFail } from '../../../kernel/errors/kernel-errors.ts'
import { changedFields } from '../../../kernel/resource/resource.ts'
import { id } from '../../../kernel/wire.ts'
import { identityOf } from '../identity.ts'
import { assertHas, assertKnown } from '../permissions.ts'
import { roleName, rolePermissions } from './role-rules.ts'

export const updateRole = command({
  name: 'identity.role.update',
  summary: 'Change a role of the workshop’s own',
  description:
    'Counts at once for every member who has it. `version` is the one that was read: if somebody changed the role meanwhile, nothing happens.',
  route: 'PATCH /roles/:id',
  errors: ['conflict.version', 'identity.permission_unknown', 'identity.grant_exceeds'],
  input: z.object({
    id,
    version: z.int().min(1),
    name: roleName.optional(),
    permissions: rolePermissions.optional(),
  }),
  output: z.object({ id, version: z.int() }),
  example: {
    id: '01976f3e-6f40-7000-8000-000000000001',
    version: 1,
    permissions: ['manufacturing.read', 'manufacturing.wip.log', 'serials.read'],
  },
  async run(ctx, input) {
    const role = await ctx.tx.first<{ key: string; name: string; permissions: string[]; version: bigint }>(
      sql`select key, name, permissions, version from role
          where tenant_id = ${ctx.tenant.id}::uuid and id = ${input.id}::uuid and deleted_at is null for update`,
    )
    if (!role) throw kernelFail('not_found')
    if (role.version !== BigInt(input.version)) throw kernelFail('conflict.version')
    const name = input.name ?? role.name
    const permissions = input.permissions ?? role.permissions
    // Whoever changes a role could otherwise take from others what is above them.
    assertHas(ctx.principal, role.permissions)
    if (input.permissions) {
      assertKnown(ctx.kernel, permissions)
      assertHas(ctx.principal, permissions)
    }
    await ctx.tx.run(
      sql`update role set name = ${name}, permissions = ${permissions}::text[],
            updated_at = ${ctx.now}::timestamptz, version = version + 1
          where tenant_id = ${ctx.tenant.id}::uuid and id = ${input.id}::uuid`,
    )
    ctx.audit({
      entity: 'role',
      id: input.id,
      label: role.key,
      changes: changedFields({ name: role.name, permissions: role.permissions }, { name, permissions }),
    })
    ctx.afterCommit(() => identityOf(ctx.kernel).forget())
    return { id: input.id, version: input.version + 1 }
  },
})
