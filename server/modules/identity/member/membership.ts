import { newId } from '../../../../shared/ids.ts'
import type { TenantContext } from '../../../kernel/command/context.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { fail as kernelFail } from '../../../kernel/errors/kernel-errors.ts'
import { fail } from '../errors.ts'
import { identityOf } from '../identity.ts'
import { assertHas, mayTouchOwners, permissionsOfRole } from '../permissions.ts'

/**
 * Makes a person a member, or one who left a member again. Writes both tables that say so. Throws
 * `identity.already_member`.
 */
export async function addMember(
  ctx: TenantContext,
  person: { id: string; name: string; email: string },
  role: string,
): Promise<{ id: string }> {
  const row = await ctx.tx.first<{ id: string }>(
    sql`with made as (
          insert into member (tenant_id, id, user_id, name, email, role, created_at, updated_at)
          values (${ctx.tenant.id}::uuid, ${newId(ctx.now.getTime())}::uuid, ${person.id}, ${person.name}, ${person.email},
            ${role}, ${ctx.now}::timestamptz, ${ctx.now}::timestamptz)
          on conflict (tenant_id, user_id) do update set
            name = excluded.name, email = excluded.email, role = excluded.role, deleted_at = null,
            updated_at = excluded.updated_at, version = member.version + 1
          where member.deleted_at is not null
          returning id
        ), listed as (
          insert into user_workshop (user_id, tenant_id) select ${person.id}, ${ctx.tenant.id}::uuid from made
          on conflict do nothing
        )
        select id from made`,
  )
  if (!row) throw fail('identity.already_member')
  ctx.afterCommit(() => identityOf(ctx.kernel).forget())
  return row
}

/**
 * Locks a member whose role is about to be taken away, when the caller may do that: who has all that the role has, and
 * for an owner only an owner, while another owner stays.
 */
export async function lockMember(
  ctx: TenantContext,
  memberId: string,
): Promise<{ userId: string; email: string; role: string; version: number }> {
  const owners = await lockOwners(ctx)
  const member = await ctx.tx.first<{ user_id: string; email: string; role: string; version: bigint }>(
    sql`select user_id, email, role, version from member
        where tenant_id = ${ctx.tenant.id}::uuid and id = ${memberId}::uuid and deleted_at is null for update`,
  )
  if (!member) throw kernelFail('not_found')
  if (member.role === 'owner') {
    if (!mayTouchOwners(ctx.principal)) throw fail('identity.owner_only')
    if (owners.length === 1) throw fail('identity.last_owner')
  }
  assertHas(ctx.principal, (await permissionsOfRole(ctx, member.role)) ?? [])
  return { userId: member.user_id, email: member.email, role: member.role, version: Number(member.version) }
}

/** The owners of a workshop, locked in one order: whoever takes one away waits for whoever takes another. */
async function lockOwners(ctx: TenantContext): Promise<string[]> {
  const rows = await ctx.tx.rows<{ id: string }>(
    sql`select id from member
        where tenant_id = ${ctx.tenant.id}::uuid and role = 'owner' and deleted_at is null
        order by id for update`,
  )
  return rows.map((row) => row.id)
}
