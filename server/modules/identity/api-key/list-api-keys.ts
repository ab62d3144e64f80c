import { z } from 'zod'
import { query } from '../../../kernel/command/operation.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { id, moment, pageOf, paging } from '../../../kernel/wire.ts'

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
  state: (typeof states)[number]
}

export const listApiKeys = query({
  name: 'identity.api_key.list',
  permission: 'identity.api_key.create',
  summary: 'API keys, newest first; never the keys themselves',
  route: 'GET /api-keys',
  input: z.object({ ...paging, state: z.enum(states).optional() }),
  output: pageOf(
    z.object({
      id,
      name: z.string(),
      prefix: z.string().meta({ description: 'How the key begins, to tell keys apart' }),
      scopes: z.array(z.string()),
      state: z.enum(states),
      createdBy: z.string().nullable().meta({ description: 'Name of the member who made it' }),
      createdAt: moment,
      expiresAt: moment.nullable(),
      revokedAt: moment.nullable(),
    }),
  ),
  example: { state: 'active' },
  async run(ctx, input) {
    const rows = await ctx.tx.rows<Row>(
      sql`select * from (
            select k.id, k.name, k.prefix, k.scopes, m.name as created_by, k.created_at, k.expires_at, k.revoked_at,
              case when k.revoked_at is not null then 'revoked' when k.expires_at <= ${ctx.now}::timestamptz then 'expired'
                else 'active' end as state
            from api_key k
            left join member m on m.tenant_id = k.tenant_id and m.user_id = k.created_by
            where k.tenant_id = ${ctx.tenant.id}::uuid
          ) k
          where (${input.after ?? null}::uuid is null or id < ${input.after ?? null}::uuid)
            and (${input.state ?? null}::text is null or state = ${input.state ?? null}::text)
          order by id desc limit ${input.limit + 1}::int`,
    )
    const page = rows.slice(0, input.limit)
    return {
      items: page.map((row) => ({
        id: row.id,
        name: row.name,
        prefix: row.prefix,
        scopes: row.scopes,
        state: row.state,
        createdBy: row.created_by,
        createdAt: row.created_at.toISOString(),
        expiresAt: row.expires_at?.toISOString() ?? null,
        revokedAt: row.revoked_at?.toISOString() ?? null,
      })),
      next: rows.length > input.limit ? page.at(-1)!.id : null,
    }
  },
})
