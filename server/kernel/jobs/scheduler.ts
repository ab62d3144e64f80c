import type { Kernel } from '../kernel.ts'
import { CLOCK } from './queue.ts'

/** Puts the modules' schedules on the clock and takes off what is no longer there. */
export async function startScheduler(kernel: Kernel): Promise<void> {
  const { boss } = kernel.queue
  const wanted = new Map(kernel.schedules.map((schedule) => [schedule.name, schedule.cron]))
  for (const known of await boss.getSchedules(CLOCK))
    if (!wanted.has(known.key)) await boss.unschedule(CLOCK, known.key)
  for (const [name, cron] of wanted) await boss.schedule(CLOCK, cron, { name }, { key: name, tz: 'UTC' })
}

/** Runs what is due. One at a time in each process: schedules are rare and may be long. */
export async function startClockWorker(kernel: Kernel): Promise<void> {
  await kernel.queue.boss.work<{ name: string }>(CLOCK, { pollingIntervalSeconds: 5 }, async (jobs) => {
    for (const job of jobs) await runSchedule(kernel, job.data.name)
  })
}

/** Runs a schedule now, whatever the time: also for tests and the CLI. */
export async function runSchedule(kernel: Kernel, name: string): Promise<void> {
  const schedule = kernel.schedules.find((candidate) => candidate.name === name)
  // A schedule of an older version may still be queued.
  if (!schedule) return
  const startedMs = performance.now()
  let outcome = 'ok'
  try {
    await schedule.run(kernel)
  } catch (error) {
    outcome = 'failed'
    kernel.log.error({ err: error, schedule: name }, 'schedule failed')
    throw error
  } finally {
    kernel.metrics.job(name, outcome, (performance.now() - startedMs) / 1000)
  }
}
