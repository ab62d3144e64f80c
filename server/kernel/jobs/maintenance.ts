import { partitionedTables } from '../db/columns.ts'
import { sql } from '../db/sql.ts'
import { KEEP_HOURS } from '../idempotency/idempotency-key.ts'
import type { Kernel } from '../kernel.ts'
import { schedule } from './job.ts'

/** How many rows are deleted at once, so that no transaction is long. */
const BATCH = 5_000

/** Deletes answers that no repeat is promised for any more. */
async function forgetOldAnswers(kernel: Kernel): Promise<void> {
  const before = new Date(kernel.clock.now().getTime() - KEEP_HOURS * 3_600_000)
  const tenants = await kernel.database.query<{ id: string }>(sql`select id from tenant order by id`)
  for (const { id } of tenants) {
    for (let deleted = BATCH; deleted === BATCH; ) {
      deleted = await kernel.database.write(id, (tx) =>
        tx.run(sql`delete from idempotency_key where tenant_id = ${id}::uuid and id in (
          select id from idempotency_key where tenant_id = ${id}::uuid and created_at < ${before}::timestamptz
          order by created_at limit ${BATCH}::int)`),
      )
    }
  }
}

/** Makes the partitions of the months to come, so that nothing lands in the default one. */
async function makePartitions(kernel: Kernel): Promise<void> {
  for (const table of partitionedTables)
    await kernel.database.query(sql`select ensure_month_partitions(${table}, 0, 6)`)
}

/** What the kernel itself does by the clock. */
export const maintenanceSchedules = [
  schedule({ name: 'kernel.forget-old-answers', cron: '17 * * * *', run: forgetOldAnswers }),
  schedule({ name: 'kernel.make-partitions', cron: '0 3 * * *', run: makePartitions }),
]
