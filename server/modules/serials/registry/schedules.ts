import { schedule } from '../../../kernel/jobs/job.ts'
import { checkStores } from './check.ts'
import { retryLinks } from './outbox.ts'

/** Every 5 minutes: what did not reach the registry is tried again, dead or not. */
export const outboxSchedule = schedule({
  name: 'serials.outbox',
  cron: '*/5 * * * *',
  run: async (kernel) => {
    const report = await retryLinks(kernel)
    if (report.found > 0) kernel.log.info({ report }, 'links of serials were retried')
  },
})

/** Hourly, off the full hour: both stores are compared. */
export const checkSchedule = schedule({
  name: 'serials.check',
  cron: '17 * * * *',
  run: async (kernel) => {
    const report = await checkStores(kernel)
    kernel.log[report.errors > 0 ? 'error' : 'info']({ report }, 'serials were checked')
  },
})
