import { z } from 'zod'
import type { TenantContext } from '../../../kernel/command/context.ts'
import { query } from '../../../kernel/command/operation.ts'
import { type Sql, sql } from '../../../kernel/db/sql.ts'
import { fail as kernelFail } from '../../../kernel/errors/kernel-errors.ts'
import { listOf } from '../../../kernel/list/list.ts'
import { EXAMPLE_ID } from '../../../kernel/resource/resource.ts'
import { action, allowed, id, moment, refused } from '../../../kernel/wire.ts'

const states = ['active', 'revoked', 'expired'] as const

interface Row {
  id: string
  name: string
  prefix: string
  scopes: string[]
  created_by: string | null
  created_at: Date
  expires_at: Date | null
  revoked_at: Date | null
}

const item = z.object({
  id,
  name: z.string(),
  prefix: z.string().meta({ description: 'How the key begins, to tell keys apart' }),
  scopes: z.array(z.string()),
  state: z.enum(states),
  createdBy: z.string().nullable().meta({ description: 'Name of the member who made it' }),
  createdAt: moment,
  expiresAt: moment.nullable(),
  revokedAt: moment.nullable(),
  actions: z.object({ revoke: action }),
})

export const apiKeys = listOf({
  name: 'identity.api_key',
  path: '/api-keys',
  permission: 'identity.api_key.create',
  summary: 'API keys, newest first; never the keys themselves',
  tenant: 'k.tenant_id',
  key: 'k.id',
  label: 'name',
  fields: {
    name: { type: 'text', sql: 'k.name', shown: true },
    prefix: { type: 'text', sql: 'k.prefix', shown: true },
    scopes: { type: 'tags', shown: true },
    createdBy: { type: 'text', sql: 'm.name', nullable: true, shown: true },
    createdAt: { type: 'moment', sql: 'k.created_at', inKey: true, sort: true, shown: true },
    expiresAt: { type: 'moment', sql: 'k.expires_at', nullable: true, shown: true },
    state: { type: 'enum', values: states, shown: true },
    revokedAt: { type: 'moment', sql: 'k.revoked_at', nullable: true },
  },
  item,
  input: { state: z.enum(states).optional() },
  example: { state: 'active' },
  conditions: ({ now }, { state }) => (state ? [IN_STATE[state](sql`${now}::timestamptz`)] : []),
  read: ({ where, order, limit, sortValue }) => sql`
    select ${COLUMNS}, ${sortValue} as sort_value ${FROM} where ${where} order by ${order} limit ${limit}`,
  present: (row: Row, ctx) => present(ctx, row),
})

export const getApiKey = query({
  name: 'identity.api_key.get',
  permission: 'identity.api_key.create',
  summary: 'An API key; never the key itself',
  route: 'GET /api-keys/:id',
  input: z.object({ id }),
  output: item,
  example: { id: EXAMPLE_ID },
  async run(ctx, input) {
    const row = await ctx.tx.first<Row>(
      sql`select ${COLUMNS} ${FROM} where k.tenant_id = ${ctx.tenant.id}::uuid and k.id = ${input.id}::uuid`,
    )
    if (!row) throw kernelFail('not_found')
    return present(ctx, row)
  },
})

const COLUMNS = sql.trusted(
  'k.id, k.name, k.prefix, k.scopes, m.name as created_by, k.created_at, k.expires_at, k.revoked_at',
)
const FROM = sql.trusted(
  'from api_key k left join member m on m.tenant_id = k.tenant_id and m.user_id = k.created_by',
)

function stateOf(row: Row, now: Date): (typeof states)[number] {
  if (row.revoked_at) return 'revoked'
  return row.expires_at && row.expires_at <= now ? 'expired' : 'active'
}

const present = ({ principal, now }: TenantContext, row: Row): z.output<typeof item> => ({
  id: row.id,
  name: row.name,
  prefix: row.prefix,
  scopes: row.scopes,
  state: stateOf(row, now),
  createdBy: row.created_by,
  createdAt: row.created_at.toISOString(),
  expiresAt: row.expires_at?.toISOString() ?? null,
  revokedAt: row.revoked_at?.toISOString() ?? null,
  actions: {
    revoke: !principal.permissions.has('identity.api_key.revoke')
      ? refused('auth.forbidden')
      : row.revoked_at
        ? refused('identity.key_revoked')
        : allowed,
  },
})

const IN_STATE: Readonly<Record<(typeof states)[number], (now: Sql) => Sql>> = {
  revoked: () => sql`k.revoked_at is not null`,
  expired: (now) => sql`k.revoked_at is null and k.expires_at <= ${now}`,
  active: (now) => sql`k.revoked_at is null and (k.expires_at is null or k.expires_at > ${now})`,
}
