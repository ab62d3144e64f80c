import { uuidV7LowerBound } from '../../../../shared/ids.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { schedule } from '../../../kernel/jobs/job.ts'

const KEEP_DAYS = 30

/**
 * Forgets carts that nobody has touched for a month, whether they were ordered or not: names and addresses are kept with the
 * order, where they are needed, and nowhere else.
 */
export const forgetCarts = schedule({
  name: 'checkout.forget-carts',
  cron: '20 3 * * *',
  async run(kernel) {
    const before = new Date(kernel.clock.now().getTime() - KEEP_DAYS * 86_400_000)
    const tenants = await kernel.database.query<{ id: string }>(sql`select id from tenant order by id`)
    for (const { id } of tenants) {
      await kernel.database.write(id, (tx) =>
        // A cart is not younger than its id says, so the key finds those in question.
        tx.run(sql`
          delete from cart where tenant_id = ${id}::uuid and id < ${uuidV7LowerBound(before.getTime())}::uuid
            and updated_at < ${before}::timestamptz`),
      )
    }
  },
})
