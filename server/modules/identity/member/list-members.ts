import { z } from 'zod'
import type { TenantContext } from '../../../kernel/command/context.ts'
import { query } from '../../../kernel/command/operation.ts'
import type { Principal } from '../../../kernel/command/principal.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { fail as kernelFail } from '../../../kernel/errors/kernel-errors.ts'
import { listOf } from '../../../kernel/list/list.ts'
import { EXAMPLE_ID } from '../../../kernel/resource/resource.ts'
import { action, allowed, id, moment, refused } from '../../../kernel/wire.ts'
import { mayTouchOwners } from '../permissions.ts'
import { isBuiltInRole, ROLES } from '../roles.ts'

const item = z.object({
  id,
  userId: z.string(),
  name: z.string(),
  email: z.string(),
  role: z.string(),
  joinedAt: moment,
  version: z.int(),
  actions: z.object({ update_role: action, remove: action }),
})

interface Row {
  id: string
  user_id: string
  name: string
  email: string
  role: string
  created_at: Date
  version: bigint
  permissions: string[] | null
  owners: bigint
}

export const members = listOf({
  name: 'identity.member',
  path: '/members',
  permission: 'identity.read',
  summary: 'The members of the workshop, newest first',
  tenant: 'm.tenant_id',
  key: 'm.id',
  label: 'name',
  fields: {
    name: { type: 'text', sql: 'm.name', shown: true },
    email: { type: 'text', sql: 'm.email', sort: true, shown: true },
    role: { type: 'text', sql: 'm.role', shown: true },
    joinedAt: { type: 'moment', sql: 'm.created_at', inKey: true, sort: true, shown: true },
  },
  item,
  input: { role: z.string().max(40).optional().meta({ description: 'Only members with this role' }) },
  example: { limit: 20 },
  search: (_ctx, q) => sql`m.id in (select search_member(${q}))`,
  searchDescription: 'Part of a name or e-mail',
  conditions: (_ctx, input) => [
    sql`m.deleted_at is null`,
    ...(input.role ? [sql`m.role = ${input.role}`] : []),
  ],
  read: ({ where, order, limit, sortValue }, ctx) => sql`
    select ${columns(ctx)}, ${sortValue} as sort_value ${FROM} where ${where} order by ${order} limit ${limit}`,
  present: (row: Row, { principal }) => present(principal, row),
})

export const getMember = query({
  name: 'identity.member.get',
  permission: 'identity.read',
  summary: 'A member of the workshop, and what their role lets them do',
  route: 'GET /members/:id',
  input: z.object({ id }),
  output: item.extend({
    permissions: z
      .array(z.string())
      .meta({ description: 'Those of the role; `module.*` is all of a module' }),
  }),
  example: { id: EXAMPLE_ID },
  async run(ctx, input) {
    const row = await ctx.tx.first<Row>(sql`
      select ${columns(ctx)} ${FROM}
      where m.tenant_id = ${ctx.tenant.id}::uuid and m.id = ${input.id}::uuid and m.deleted_at is null`)
    if (!row) throw kernelFail('not_found')
    return { ...present(ctx.principal, row), permissions: [...permissionsOf(row)] }
  },
})

const columns = (
  ctx: TenantContext,
) => sql`m.id, m.user_id, m.name, m.email, m.role, m.created_at, m.version, r.permissions,
  (select count(*) from member o where o.tenant_id = ${ctx.tenant.id}::uuid and o.role = 'owner' and o.deleted_at is null) as owners`
const FROM = sql.trusted('from member m left join role r on r.tenant_id = m.tenant_id and r.key = m.role')

const present = (principal: Principal, row: Row): z.output<typeof item> => ({
  id: row.id,
  userId: row.user_id,
  name: row.name,
  email: row.email,
  role: row.role,
  joinedAt: row.created_at.toISOString(),
  version: Number(row.version),
  actions: {
    update_role: actionOf(principal, row, 'identity.member.update_role'),
    remove: actionOf(principal, row, 'identity.member.remove'),
  },
})

const permissionsOf = (row: Row): readonly string[] =>
  isBuiltInRole(row.role) ? ROLES[row.role] : (row.permissions ?? [])

function actionOf(principal: Principal, row: Row, permission: string) {
  if (!principal.permissions.has(permission)) return refused('auth.forbidden')
  if (row.role === 'owner' && !mayTouchOwners(principal)) return refused('identity.owner_only')
  if (row.role === 'owner' && row.owners === 1n) return refused('identity.last_owner')
  return permissionsOf(row).every((pattern) => principal.permissions.has(pattern))
    ? allowed
    : refused('identity.grant_exceeds')
}
