import { z } from 'zod'
import { command } from '../../../kernel/command/operation.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { EXAMPLE_ID } from '../../../kernel/resource/resource.ts'
import { id } from '../../../kernel/wire.ts'
import { lockTicket, stepOutput } from './ticket-output.ts'

interface Difference {
  what: string
  was: string
  is: string
}

export const recalculateTicket = command({
  name: 'manufacturing.ticket.recalculate',
  summary: 'Rebuild the progress and labour of a ticket from its WIP logs',
  description:
    'By SQL over the logs, which shares nothing with how they were counted. It should find no difference.',
  route: 'POST /job-tickets/:id/recalculate',
  input: z.object({ id }),
  output: stepOutput.extend({
    agreed: z.boolean(),
    differences: z
      .array(z.object({ what: z.string(), was: z.string(), is: z.string() }))
      .meta({ description: 'What was wrong and is right now' }),
  }),
  example: { id: EXAMPLE_ID },
  async run(ctx, input) {
    const ticket = await lockTicket(ctx, input.id)
    const tenant = sql`${ctx.tenant.id}::uuid`
    const ticketId = sql`${ticket.id}::uuid`
    const differences = await ctx.tx.rows<Difference>(sql`
      with effect as (
        select l.token_id, e.task as task_id, sum(e.good) as good, sum(e.rejected) as rejected
        from wip_log l cross join lateral jsonb_to_recordset(l.effects) as e(task uuid, good numeric, rejected numeric)
        where l.tenant_id = ${tenant} and l.ticket_id = ${ticketId}
        group by l.token_id, e.task
      ), stretch as (
        select token_id, task_id, sum(minutes) as minutes, sum(labour_cost_minor)::bigint as labour
        from wip_log where tenant_id = ${tenant} and ticket_id = ${ticketId} group by token_id, task_id
      ), token_is as (
        select k.id, k.code, coalesce(sum(l.finished_quantity), 0) as finished,
          coalesce(sum(l.rejected_quantity) filter (where l.event = 'scrap'), 0) as scrapped
        from work_token k left join wip_log l on l.tenant_id = ${tenant} and l.token_id = k.id
        where k.tenant_id = ${tenant} and k.ticket_id = ${ticketId} group by k.id, k.code
      ), step_is as (
        select k.id as token_id, k.code as token_code, t.id as task_id, t.code as task_code, t.standard_minutes,
          coalesce(e.good, 0) as good, coalesce(e.rejected, 0) as rejected, coalesce(s.minutes, 0) as minutes,
          coalesce(s.labour, 0) as labour
        from work_token k
          join ticket_task t on t.tenant_id = ${tenant} and t.ticket_id = k.ticket_id
          left join effect e on e.token_id = k.id and e.task_id = t.id
          left join stretch s on s.token_id = k.id and s.task_id = t.id
        where k.tenant_id = ${tenant} and k.ticket_id = ${ticketId}
      ), task_is as (
        select task_id, task_code, sum(good) as good, sum(rejected) as rejected from step_is group by task_id, task_code
      ), ticket_is as (
        select (select sum(finished) from token_is) as good, (select sum(scrapped) from token_is) as scrapped,
          (select sum(round(standard_minutes * good, 6)) from step_is) as earned, (select sum(labour) from step_is) as labour
      ), step_written as (
        update token_task a set good_quantity = s.good, rejected_quantity = s.rejected, worked_minutes = s.minutes,
          labour_cost_minor = s.labour
        from step_is s
        where a.tenant_id = ${tenant} and a.token_id = s.token_id and a.task_id = s.task_id
          and (a.good_quantity, a.rejected_quantity, a.worked_minutes, a.labour_cost_minor) is distinct from (s.good, s.rejected, s.minutes, s.labour)
      ), task_written as (
        update ticket_task t set good_quantity = s.good, rejected_quantity = s.rejected from task_is s
        where t.tenant_id = ${tenant} and t.id = s.task_id and (t.good_quantity, t.rejected_quantity) is distinct from (s.good, s.rejected)
      ), token_written as (
        update work_token k set finished_quantity = s.finished, scrapped_quantity = s.scrapped from token_is s
        where k.tenant_id = ${tenant} and k.id = s.id and (k.finished_quantity, k.scrapped_quantity) is distinct from (s.finished, s.scrapped)
      ), ticket_written as (
        update job_ticket t set good_quantity = coalesce(s.good, 0), scrapped_quantity = coalesce(s.scrapped, 0),
          earned_minutes = coalesce(s.earned, 0), labour_cost_minor = coalesce(s.labour, 0), updated_at = ${ctx.now}::timestamptz
        from ticket_is s
        where t.tenant_id = ${tenant} and t.id = ${ticketId}
          and (t.good_quantity, t.scrapped_quantity, t.earned_minutes, t.labour_cost_minor)
            is distinct from (coalesce(s.good, 0), coalesce(s.scrapped, 0), coalesce(s.earned, 0), coalesce(s.labour, 0))
      ), value as (
        select s.token_code || ' ' || s.task_code as at, v.field, v.kept, v.rebuilt
        from step_is s left join token_task a on a.tenant_id = ${tenant} and a.token_id = s.token_id and a.task_id = s.task_id
          cross join lateral (values ('good', coalesce(a.good_quantity, 0), s.good), ('rejected', coalesce(a.rejected_quantity, 0), s.rejected),
            ('minutes', coalesce(a.worked_minutes, 0), s.minutes), ('labour', coalesce(a.labour_cost_minor, 0), s.labour)) as v(field, kept, rebuilt)
        union all
        select s.task_code, v.field, v.kept, v.rebuilt
        from task_is s join ticket_task t on t.tenant_id = ${tenant} and t.id = s.task_id
          cross join lateral (values ('good', t.good_quantity, s.good), ('rejected', t.rejected_quantity, s.rejected)) as v(field, kept, rebuilt)
        union all
        select s.code, v.field, v.kept, v.rebuilt
        from token_is s join work_token k on k.tenant_id = ${tenant} and k.id = s.id
          cross join lateral (values ('finished', k.finished_quantity, s.finished), ('scrapped', k.scrapped_quantity, s.scrapped)) as v(field, kept, rebuilt)
        union all
        select t.number, v.field, v.kept, v.rebuilt
        from ticket_is s join job_ticket t on t.tenant_id = ${tenant} and t.id = ${ticketId}
          cross join lateral (values ('good', t.good_quantity, coalesce(s.good, 0)), ('scrapped', t.scrapped_quantity, coalesce(s.scrapped, 0)),
            ('earned minutes', t.earned_minutes, coalesce(s.earned, 0)), ('labour', t.labour_cost_minor, coalesce(s.labour, 0))) as v(field, kept, rebuilt)
      )
      select at || ': ' || field as what, trim_scale(kept)::text as was, trim_scale(rebuilt)::text as "is"
      from value where kept <> rebuilt order by 1`)
    ctx.audit({ entity: 'job_ticket', id: ticket.id, label: ticket.number, changes: { differences } })
    return {
      id: ticket.id,
      number: ticket.number,
      state: ticket.state,
      agreed: differences.length === 0,
      differences,
    }
  },
})
