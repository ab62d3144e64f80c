import { z } from 'zod'
import { command } from '../../../kernel/command/operation.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { money, toMoney } from '../../../kernel/wire.ts'
import { POSTING_ERRORS, postMany } from '../../accounting/index.ts'
import { issueLines } from '../token/finish-token.ts'

export const postLabour = command({
  name: 'manufacturing.labour.post',
  summary: 'Post the labour of work that is not finished yet',
  description:
    'Labour is posted when a piece is finished, scrapped or its ticket closed. Before a month is locked, this brings what was worked so far into work in process.',
  route: 'POST /labour-postings',
  errors: POSTING_ERRORS,
  input: z.object({}),
  output: z.object({ tickets: z.number().int(), labour: money }),
  example: {},
  async run(ctx) {
    const tenant = sql`${ctx.tenant.id}::uuid`
    // Tickets are locked in the order of their ids, then everything below them.
    const rows = await ctx.tx.rows<{ id: string; number: string; unposted: bigint }>(sql`
      select id, number, labour_cost_minor - labour_posted_minor as unposted from job_ticket
      where tenant_id = ${tenant} and state in ('in_progress', 'on_hold', 'completed') and labour_cost_minor <> labour_posted_minor
      order by id for no key update`)
    const ids = rows.map((row) => row.id)
    await Promise.all([
      ctx.tx.run(sql`
        with labour as (
          select k.id, sum(a.labour_cost_minor)::bigint as minor
          from work_token k join token_task a on a.tenant_id = ${tenant} and a.token_id = k.id
          where k.tenant_id = ${tenant} and k.ticket_id = any(${ids}::uuid[]) group by k.id
        )
        update work_token k set labour_posted_minor = l.minor from labour l where k.tenant_id = ${tenant} and k.id = l.id`),
      ctx.tx.run(sql`
        update job_ticket set labour_posted_minor = labour_cost_minor, updated_at = ${ctx.now}::timestamptz
        where tenant_id = ${tenant} and id = any(${ids}::uuid[])`),
      postMany(
        ctx,
        rows.map((row) => ({
          journal: 'manufacturing' as const,
          memo: `${row.number}: labour so far`,
          source: { entity: 'job_ticket', id: row.id },
          lines: issueLines([], row.unposted),
        })),
      ),
    ])
    const totalMinor = rows.reduce((sum, row) => sum + row.unposted, 0n)
    ctx.audit({
      entity: 'labour',
      label: ctx.today,
      changes: { tickets: rows.map((row) => row.number), totalMinor },
    })
    return { tickets: rows.length, labour: toMoney(totalMinor, ctx.tenant.currency) }
  },
})
