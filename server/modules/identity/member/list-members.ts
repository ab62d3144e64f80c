import { z } from 'zod'
import type { Principal } from '../../../kernel/command/principal.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { listOf } from '../../../kernel/list/list.ts'
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
    select m.id, m.user_id, m.name, m.email, m.role, m.created_at, r.permissions, ${sortValue} as sort_value,
      (select count(*) from member o where o.tenant_id = ${ctx.tenant.id}::uuid and o.role = 'owner' and o.deleted_at is null) as owners
    from member m left join role r on r.tenant_id = m.tenant_id and r.key = m.role
    where ${where} order by ${order} limit ${limit}`,
  present: (row: Row, { principal }) => ({
    id: row.id,
    userId: row.user_id,
    name: row.name,
    email: row.email,
    role: row.role,
    joinedAt: row.created_at.toISOString(),
    actions: {
      update_role: actionOf(principal, row, 'identity.member.update_role'),
      remove: actionOf(principal, row, 'identity.member.remove'),
    },
  }),
})

function actionOf(principal: Principal, row: Row, permission: string) {
  if (!principal.permissions.has(permission)) return refused('auth.forbidden')
  if (row.role === 'owner' && !mayTouchOwners(principal)) return refused('identity.owner_only')
  if (row.role === 'owner' && row.owners === 1n) return refused('identity.last_owner')
  const theirs = isBuiltInRole(row.role) ? ROLES[row.role] : (row.permissions ?? [])
  return theirs.every((pattern) => principal.permissions.has(pattern))
    ? allowed
    : refused('identity.grant_exceeds')
}
