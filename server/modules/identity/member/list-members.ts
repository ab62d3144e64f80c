import { z } from 'zod'
import { query } from '../../../kernel/command/operation.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { action, allowed, id, moment, pageOf, paging, refused } from '../../../kernel/wire.ts'
import { mayTouchOwners } from '../permissions.ts'
import { isBuiltInRole, ROLES } from '../roles.ts'

const item = z.object({
  id,
  userId: z.string(),
  name: z.string(),
  email: z.string(),
  role: z.string(),
  joinedAt: moment,
  actions: z.object({ update_role: action, remove: action }),
})

interface Row {
  id: string
  user_id: string
  name: string
  email: string
  role: string
  created_at: Date
  permissions: string[] | null
  owners: bigint
}

export const listMembers = query({
  name: 'identity.member.list',
  permission: 'identity.read',
  summary: 'The members of the workshop, newest first',
  route: 'GET /members',
  input: z.object({
    ...paging,
    role: z.string().max(40).optional().meta({ description: 'Only members with this role' }),
  }),
  output: pageOf(item),
  example: { limit: 20 },
  async run(ctx, input) {
    const rows = await ctx.tx.rows<Row>(
      sql`select m.id, m.user_id, m.name, m.email, m.role, m.created_at, r.permissions,
            (select count(*) from member o where o.tenant_id = ${ctx.tenant.id}::uuid and o.role = 'owner' and o.deleted_at is null) as owners
          from member m
          left join role r on r.tenant_id = m.tenant_id and r.key = m.role
          where m.tenant_id = ${ctx.tenant.id}::uuid and m.deleted_at is null
            and (${input.after ?? null}::uuid is null or m.id < ${input.after ?? null}::uuid)
            and (${input.role ?? null}::text is null or m.role = ${input.role ?? null}::text)
          order by m.id desc limit ${input.limit + 1}::int`,
    )
    const { principal } = ctx
    const actionOf = (row: Row, permission: string) => {
      if (!principal.permissions.has(permission)) return refused('auth.forbidden')
      if (row.role === 'owner' && !mayTouchOwners(principal)) return refused('identity.owner_only')
      if (row.role === 'owner' && row.owners === 1n) return refused('identity.last_owner')
      const theirs = isBuiltInRole(row.role) ? ROLES[row.role] : (row.permissions ?? [])
      return theirs.every((pattern) => principal.permissions.has(pattern))
        ? allowed
        : refused('identity.grant_exceeds')
    }
    const page = rows.slice(0, input.limit)
    return {
      items: page.map((row) => ({
        id: row.id,
        userId: row.user_id,
        name: row.name,
        email: row.email,
        role: row.role,
        joinedAt: row.created_at.toISOString(),
        actions: {
          update_role: actionOf(row, 'identity.member.update_role'),
          remove: actionOf(row, 'identity.member.remove'),
        },
      })),
      next: rows.length > input.limit ? page.at(-1)!.id : null,
    }
  },
})
