import { z } from 'zod'
import { query } from '../../../kernel/command/operation.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { id, moment, pageOf, paging } from '../../../kernel/wire.ts'

const states = ['open', 'accepted', 'revoked', 'expired'] as const

interface Row {
  id: string
  email: string
  role: string
  invited_by: string
  created_at: Date
  expires_at: Date
  state: (typeof states)[number]
}

export const listInvitations = query({
  name: 'identity.invitation.list',
  permission: 'identity.member.invite',
  summary: 'Invitations, newest first',
  route: 'GET /invitations',
  input: z.object({ ...paging, state: z.enum(states).optional() }),
  output: pageOf(
    z.object({
      id,
      email: z.string(),
      role: z.string(),
      invitedBy: z.string(),
      state: z.enum(states),
      createdAt: moment,
      expiresAt: moment,
    }),
  ),
  example: { state: 'open' },
  async run(ctx, input) {
    const rows = await ctx.tx.rows<Row>(
      sql`select * from (
            select id, email, role, invited_by, created_at, expires_at,
              case when accepted_at is not null then 'accepted' when revoked_at is not null then 'revoked'
                when expires_at <= ${ctx.now}::timestamptz then 'expired' else 'open' end as state
            from invitation where tenant_id = ${ctx.tenant.id}::uuid
          ) i
          where (${input.after ?? null}::uuid is null or id < ${input.after ?? null}::uuid)
            and (${input.state ?? null}::text is null or state = ${input.state ?? null}::text)
          order by id desc limit ${input.limit + 1}::int`,
    )
    const page = rows.slice(0, input.limit)
    return {
      items: page.map((row) => ({
        id: row.id,
        email: row.email,
        role: row.role,
        invitedBy: row.invited_by,
        state: row.state,
        createdAt: row.created_at.toISOString(),
        expiresAt: row.expires_at.toISOString(),
      })),
      next: rows.length > input.limit ? page.at(-1)!.id : null,
    }
  },
})
