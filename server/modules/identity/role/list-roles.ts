import { z } from 'zod'
import type { TenantContext } from '../../../kernel/command/context.ts'
import { query } from '../../../kernel/command/operation.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { fail as kernelFail } from '../../../kernel/errors/kernel-errors.ts'
import { action, allowed, id, refused } from '../../../kernel/wire.ts'
import { knownPermissions, mayTouchOwners } from '../permissions.ts'
import { ROLE_KEYS, ROLES } from '../roles.ts'

interface Row {
  id: string | null
  key: string
  name: string
  permissions: string[] | null
  version: bigint | null
  members: bigint
}

const role = z.object({
  id: id.nullable().meta({ description: 'Null for the ten that cannot be changed' }),
  key: z.string(),
  name: z.string(),
  builtIn: z.boolean(),
  permissions: z.array(z.string()),
  version: z.int().nullable(),
  members: z.int().meta({ description: 'How many members have it' }),
  actions: z.object({
    give: action.meta({ description: 'Whether the caller may give it to somebody' }),
    update: action,
    delete: action,
  }),
})

export const listRoles = query({
  name: 'identity.role.list',
  permission: 'identity.read',
  summary: 'The roles that members can have: the ten of everybody, then the workshop’s own',
  route: 'GET /roles',
  input: z.object({}),
  output: z.object({ items: z.array(role) }),
  example: {},
  run: async (ctx) => ({ items: await rolesOf(ctx) }),
})

export const getRole = query({
  name: 'identity.role.get',
  permission: 'identity.read',
  summary: 'A role that members can have',
  route: 'GET /roles/:id',
  input: z.object({
    id: z.string().min(1).max(40).meta({ description: 'Its id, or the key of one of the ten of everybody' }),
  }),
  output: role,
  example: { id: 'planner' },
  async run(ctx, input) {
    const found = (await rolesOf(ctx)).find((one) => (one.id ?? one.key) === input.id)
    if (!found) throw kernelFail('not_found')
    return found
  },
})

async function rolesOf(ctx: TenantContext): Promise<z.output<typeof role>[]> {
  const rows = await ctx.tx.rows<Row>(
    sql`with counted as (
          select role as key, count(*) as members from member
          where tenant_id = ${ctx.tenant.id}::uuid and deleted_at is null group by role
        )
        select r.id, r.key, r.name, r.permissions, r.version, coalesce(c.members, 0) as members
        from role r left join counted c using (key)
        where r.tenant_id = ${ctx.tenant.id}::uuid and r.deleted_at is null
        union all
        select null, c.key, c.key, null, null, c.members from counted c where c.key = any(${ROLE_KEYS}::text[])
        order by key`,
  )
  const { principal } = ctx
  const covers = (patterns: readonly string[]) =>
    patterns.every((pattern) => principal.permissions.has(pattern))
  const give = (key: string, patterns: readonly string[]) => {
    if (key === 'owner' && !mayTouchOwners(principal)) return refused('identity.owner_only')
    return covers(patterns) ? allowed : refused('identity.grant_exceeds')
  }
  const change = (permission: string, patterns: readonly string[]) => {
    if (!principal.permissions.has(permission)) return refused('auth.forbidden')
    return covers(patterns) ? allowed : refused('identity.grant_exceeds')
  }
  const builtIn = ROLE_KEYS.map((key) => ({
    id: null,
    key,
    name: key,
    builtIn: true,
    permissions: [...ROLES[key]],
    version: null,
    members: Number(rows.find((row) => row.id === null && row.key === key)?.members ?? 0),
    actions: {
      give: give(key, ROLES[key]),
      update: refused('identity.role_built_in'),
      delete: refused('identity.role_built_in'),
    },
  }))
  const own = rows.flatMap((row) => {
    if (row.id === null || row.permissions === null) return []
    const { permissions } = row
    const remove = change('identity.role.delete', permissions)
    return [
      {
        id: row.id,
        key: row.key,
        name: row.name,
        builtIn: false,
        permissions,
        version: Number(row.version),
        members: Number(row.members),
        actions: {
          give: give(row.key, permissions),
          update: change('identity.role.update', permissions),
          delete: remove.allowed && row.members > 0n ? refused('identity.role_in_use') : remove,
        },
      },
    ]
  })
  return [...builtIn, ...own]
}

export const listPermissions = query({
  name: 'identity.permission.list',
  permission: 'identity.read',
  summary: 'Every permission that a role or an API key can have',
  route: 'GET /permissions',
  input: z.object({}),
  output: z.object({
    items: z.array(
      z.object({
        permission: z.string(),
        summaries: z.array(z.string()).meta({ description: 'What it allows' }),
        held: z.boolean().meta({ description: 'Whether the caller has it, and so may give it' }),
      }),
    ),
  }),
  example: {},
  async run(ctx) {
    return {
      items: knownPermissions(ctx.kernel).map((permission) => ({
        permission,
        summaries: ctx.kernel.operations
          .filter((operation) => operation.permission === permission)
          .map((operation) => operation.summary),
        held: ctx.principal.permissions.has(permission),
      })),
    }
  },
})
