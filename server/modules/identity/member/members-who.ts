import type { TenantContext } from '../../../kernel/command/context.ts'
import { Permissions } from '../../../kernel/command/principal.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { isBuiltInRole, ROLES } from '../roles.ts'

export interface MemberWho {
  readonly userId: string
  readonly name: string
  readonly role: string
}

/** The members whose role lets them do something, by name. */
export async function membersWho(
  ctx: TenantContext,
  may: (permissions: Permissions) => boolean,
): Promise<MemberWho[]> {
  const rows = await ctx.tx.rows<{
    user_id: string
    name: string
    role: string
    permissions: string[] | null
  }>(
    sql`select m.user_id, m.name, m.role, r.permissions from member m
        left join role r on r.tenant_id = m.tenant_id and r.key = m.role and r.deleted_at is null
        where m.tenant_id = ${ctx.tenant.id}::uuid and m.deleted_at is null order by m.name, m.id`,
  )
  return rows
    .filter(({ role, permissions }) =>
      may(new Permissions(isBuiltInRole(role) ? ROLES[role] : (permissions ?? []))),
    )
    .map(({ user_id, name, role }) => ({ userId: user_id, name, role }))
}
