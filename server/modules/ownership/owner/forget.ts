import { sql } from '../../../kernel/db/sql.ts'
import { schedule } from '../../../kernel/jobs/job.ts'

const KEEP_MS = 30 * 86_400_000

/** Daily: requests and links whose time is over are forgotten, offers that nobody accepted are noted as over. */
export const forgetOwnership = schedule({
  name: 'ownership.forget',
  cron: '50 3 * * *',
  async run(kernel) {
    const now = kernel.clock.now()
    const before = new Date(now.getTime() - KEEP_MS)
    const tenants = await kernel.database.query<{ id: string }>(sql`select id from tenant order by id`)
    for (const { id } of tenants) {
      const tenant = sql`${id}::uuid`
      await kernel.database.write(id, (tx) =>
        Promise.all([
          tx.run(
            sql`delete from ownership_request where tenant_id = ${tenant} and expires_at < ${before}::timestamptz`,
          ),
          tx.run(
            sql`delete from owner_link where tenant_id = ${tenant} and expires_at < ${now}::timestamptz`,
          ),
          tx.run(sql`update ownership_transfer set state = 'expired', ended_at = expires_at
            where tenant_id = ${tenant} and state = 'offered' and expires_at <= ${now}::timestamptz`),
        ]),
      )
    }
  },
})
