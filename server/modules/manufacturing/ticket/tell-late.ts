import { sql } from '../../../kernel/db/sql.ts'
import { job, scheduleInEach } from '../../../kernel/jobs/job.ts'
import { membersWho } from '../../identity/index.ts'
import { tellStanding } from '../../notices/index.ts'
import { overdueSql } from './list-tickets.ts'

/** Those who plan are told of tickets that should have been done by yesterday: once, and again only when a new date has passed too. */
export const tellLate = job<Record<string, never>>({
  name: 'manufacturing.tell-late',
  run: (ctx) =>
    tellStanding(ctx, {
      kind: 'ticket_late',
      entity: 'job_ticket',
      records: sql`
        select t.id, t.number as label, p.name || ' × ' || trim_scale(t.quantity) as excerpt
        from job_ticket t join product p on p.tenant_id = t.tenant_id and p.id = t.product_id
        where t.tenant_id = ${ctx.tenant.id}::uuid and ${overdueSql(ctx.today)}
        order by t.due_on, t.priority desc, t.id`,
      tell: async () =>
        (await membersWho(ctx, (may) => may.has('manufacturing.ticket.update'))).map(({ userId }) => userId),
    }),
})

/** Every hour, since a day ends at another hour in each time zone. */
export const lateSchedule = scheduleInEach('manufacturing.look-for-late', '6 * * * *', tellLate)
