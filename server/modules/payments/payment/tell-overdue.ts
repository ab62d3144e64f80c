import { sql } from '../../../kernel/db/sql.ts'
import { job, scheduleInEach } from '../../../kernel/jobs/job.ts'
import { membersWho } from '../../identity/index.ts'
import { tellStanding } from '../../notices/index.ts'

/**
 * Those who can take the money or cancel the order are told of orders that should have been paid by yesterday: once, since one that
 * is overdue stays so until it is paid or cancelled.
 */
export const tellOverdue = job<Record<string, never>>({
  name: 'payments.tell-overdue',
  run: (ctx) =>
    tellStanding(ctx, {
      kind: 'payment_overdue',
      entity: 'order',
      records: sql`
        select o.id, o.number as label, o.name as excerpt
        from payment p join sales_order o on o.tenant_id = p.tenant_id and o.id = p.order_id
        where p.tenant_id = ${ctx.tenant.id}::uuid and p.state = 'pending' and p.due_on < ${ctx.today}::date
        order by p.due_on, p.id`,
      tell: async () =>
        (
          await membersWho(ctx, (may) => may.has('payments.payment.capture') || may.has('sales.order.cancel'))
        ).map(({ userId }) => userId),
    }),
})

/** Every hour, since a day ends at another hour in each time zone. */
export const overdueSchedule = scheduleInEach('payments.look-for-overdue', '16 * * * *', tellOverdue)
