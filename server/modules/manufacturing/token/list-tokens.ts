import { z } from 'zod'
import { query } from '../../../kernel/command/operation.ts'
import { type Sql, sql } from '../../../kernel/db/sql.ts'
import { fail as kernelFail } from '../../../kernel/errors/kernel-errors.ts'
import { decodeCursor, encodeCursor } from '../../../kernel/resource/cursor.ts'
import { EXAMPLE_ID } from '../../../kernel/resource/resource.ts'
import { id, pageOf, paging } from '../../../kernel/wire.ts'
import { presentToken, TOKEN_COLUMNS, type TokenRow, tokenItem } from './token-output.ts'
import { TOKEN_STATES } from './work-token.ts'

export const listTokens = query({
  name: 'manufacturing.token.list',
  permission: 'manufacturing.read',
  summary: 'List the tokens of a job ticket, by number',
  route: 'GET /job-tickets/:id/tokens',
  input: z.object({ ...paging, id, state: z.enum(TOKEN_STATES).optional() }),
  output: pageOf(tokenItem),
  example: { id: EXAMPLE_ID, state: 'in_progress' },
  async run(ctx, input) {
    const tenant = sql`${ctx.tenant.id}::uuid`
    const conditions: Sql[] = [sql`k.tenant_id = ${tenant}`, sql`k.ticket_id = ${input.id}::uuid`]
    if (input.state !== undefined) conditions.push(sql`k.state = ${input.state}`)
    if (input.after !== undefined)
      conditions.push(sql`k.number > ${Number(decodeCursor(input.after, 'number').value)}::int`)
    const [ticket, rows] = await Promise.all([
      ctx.tx.first(sql`select 1 from job_ticket where tenant_id = ${tenant} and id = ${input.id}::uuid`),
      ctx.tx.rows<TokenRow>(sql`
        select ${TOKEN_COLUMNS} from work_token k left join serial s on s.tenant_id = k.tenant_id and s.id = k.serial_id
        where ${sql.join(conditions, ' and ')} order by k.number limit ${input.limit + 1}::int`),
    ])
    if (!ticket) throw kernelFail('not_found')
    const page = rows.slice(0, input.limit)
    const last = page.at(-1)
    return {
      items: page.map(presentToken),
      next:
        rows.length > input.limit && last
          ? encodeCursor({ sort: 'number', id: last.id, value: last.number })
          : null,
    }
  },
})
