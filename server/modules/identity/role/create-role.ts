import { z } from 'zod'
import { newId } from '../../../../shared/ids.ts'
import { command } from '../../../kernel/command/operation.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { id } from '../../../kernel/wire.ts'
import { fail } from '../errors.ts'
import { assertHas, assertKnown } from '../permissions.ts'
import { isBuiltInRole } from '../roles.ts'
import { roleKey, roleName, rolePermissions } from './role-rules.ts'

export const createRole = command({
  name: 'identity.role.create',
  summary: 'Make a role of the workshop’s own',
  description: 'A key that a deleted role had can be used again.',
  route: 'POST /roles',
  status: 201,
  idempotency: 'optional',
  errors: ['identity.role_key_taken', 'identity.permission_unknown', 'identity.grant_exceeds'],
  input: z.object({ key: roleKey, name: roleName, permissions: rolePermissions }),
  output: z.object({ id, key: z.string(), version: z.int() }),
  example: {
    key: 'night_shift',
    name: 'Night shift',
    permissions: ['manufacturing.read', 'manufacturing.wip.log'],
  },
  async run(ctx, input) {
    assertKnown(ctx.kernel, input.permissions)
    assertHas(ctx.principal, input.permissions)
    if (isBuiltInRole(input.key)) throw fail('identity.role_key_taken')
    const row = await ctx.tx.first<{ id: string; version: bigint }>(
      sql`insert into role (tenant_id, id, key, name, permissions, created_at, updated_at)
          values (${ctx.tenant.id}::uuid, ${newId(ctx.now.getTime())}::uuid, ${input.key}, ${input.name},
            ${input.permissions}::text[], ${ctx.now}::timestamptz, ${ctx.now}::timestamptz)
          on conflict (tenant_id, key) do update set
            name = excluded.name, permissions = excluded.permissions, deleted_at = null,
            updated_at = excluded.updated_at, version = role.version + 1
          where role.deleted_at is not null
          returning id, version`,
    )
    if (!row) throw fail('identity.role_key_taken')
    ctx.audit({
      entity: 'role',
      id: row.id,
      label: input.key,
      changes: { permissions: { to: input.permissions } },
    })
    return { id: row.id, key: input.key, version: Number(row.version) }
  },
})
