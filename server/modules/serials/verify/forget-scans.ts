import { newId, uuidV7LowerBound } from '../../../../shared/ids.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { schedule } from '../../../kernel/jobs/job.ts'
import type { Kernel } from '../../../kernel/kernel.ts'

/** Numbers that nobody issued, as codes. */
const KEEP_TRIES_DAYS = 14
const CHUNK = 10_000

/**
 * Forgets single scans, hourly outcomes and check reports that are old; how often a piece was scanned is kept for ever. Gives how many
 * scans, and leaves a record of it (`registry.retention_run`).
 */
export async function forgetScans(kernel: Kernel): Promise<number> {
  const now = kernel.clock.now()
  const before = new Date(now.getTime() - kernel.config.scanRetentionDays * 86_400_000)
  let forgotten = 0
  for (;;) {
    const gone = await kernel.registry.query(
      sql`delete from registry.scan where id in (
          select id from registry.scan where id < ${uuidV7LowerBound(before.getTime())}::uuid order by id limit ${CHUNK}::int
        ) returning id`,
    )
    forgotten += gone.length
    if (gone.length < CHUNK) break
  }
  // Whoever tries numbers is looked at within two days.
  const triesBefore = new Date(kernel.clock.now().getTime() - KEEP_TRIES_DAYS * 86_400_000)
  await kernel.registry.query(sql`delete from registry.unknown_try where day < ${triesBefore}::date`)
  await kernel.registry.query(sql`delete from registry.verify_outcome where hour < ${before}::timestamptz`)
  await kernel.registry.query(sql`delete from registry.check_run where started_at < ${before}::timestamptz`)
  if (forgotten > 0)
    await kernel.registry.query(
      sql`insert into registry.retention_run (id, at, what, before, rows)
        values (${newId(now.getTime())}::uuid, ${now}::timestamptz, 'scan', ${before}::timestamptz, ${forgotten}::bigint)`,
    )
  return forgotten
}

export const forgetSchedule = schedule({
  name: 'serials.forget_scans',
  cron: '41 3 * * *',
  run: async (kernel) => {
    await forgetScans(kernel)
  },
})
