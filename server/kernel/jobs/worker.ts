import type { Job } from 'pg-boss'
import type { TenantContext } from '../command/context.ts'
import { Scope } from '../command/execute.ts'
import { system } from '../command/principal.ts'
import type { Kernel } from '../kernel.ts'
import { asQueueDatabase, type JobEnvelope, WORK } from './queue.ts'

export interface WorkerOptions {
  /** Jobs taken at once. */
  batchSize?: number
  /** How many batches run side by side in this process. */
  concurrency?: number
  pollMs?: number
}

/** Starts taking jobs. Each runs in a transaction of its tenant that also marks it done: its writes happen once. */
export async function startWorker(kernel: Kernel, options: WorkerOptions = {}): Promise<void> {
  const { batchSize = 50, concurrency = 2, pollMs = 500 } = options
  await kernel.queue.boss.work<JobEnvelope>(
    WORK,
    {
      batchSize,
      localConcurrency: concurrency,
      pollingIntervalSeconds: pollMs / 1000,
      burstWhenBatchFull: true,
      includeMetadata: false,
    },
    async (jobs) => {
      for (const job of jobs) await settleJob(kernel, job)
    },
  )
}

/** Runs whatever is queued and due until nothing is left, and says how many jobs ran: for tests and the CLI. */
export async function drain(kernel: Kernel, limit = 10_000): Promise<number> {
  let ran = 0
  while (ran < limit) {
    const jobs = await kernel.queue.boss.fetch<JobEnvelope>(WORK, { batchSize: 100 })
    if (jobs.length === 0) return ran
    for (const job of jobs) {
      await settleJob(kernel, job)
      ran++
    }
  }
  return ran
}

/** Runs one job and marks how it ended; never throws. */
export async function settleJob(kernel: Kernel, job: Job<JobEnvelope>): Promise<void> {
  const startedMs = performance.now()
  let outcome = 'ok'
  try {
    await runJob(kernel, job)
  } catch (error) {
    outcome = 'failed'
    kernel.log.error(
      { err: error, job: job.data?.name, jobId: job.id, tenantId: job.data?.tenantId },
      'job failed',
    )
    const message = error instanceof Error ? error.message : String(error)
    await kernel.queue.boss.fail(WORK, job.id, { message }).catch((failure: unknown) => {
      // The database is away: the job's time runs out there and it is taken again.
      kernel.log.error({ err: failure, jobId: job.id }, 'a failed job could not be marked')
    })
  } finally {
    kernel.metrics.job(job.data?.name ?? 'unknown', outcome, (performance.now() - startedMs) / 1000)
  }
}

async function runJob(kernel: Kernel, job: Job<JobEnvelope>): Promise<void> {
  const { name, tenantId, data } = job.data
  const handler = kernel.handlerOf(name)
  if (!handler) throw new Error(`no job is called ${name}`)
  const tenant = await kernel.tenants.byId(tenantId)
  if (!tenant) throw new Error(`no tenant has the id ${tenantId}`)
  const after: (() => void)[] = []
  await kernel.database.write(tenantId, async (tx) => {
    const completed = kernel.queue.boss.complete(WORK, job.id, undefined, { db: asQueueDatabase(tx) })
    const scope = new Scope(
      kernel,
      tx,
      name,
      { principal: system, tenant, locale: tenant.locale, requestId: job.id },
      after,
    )
    completed.catch(() => {})
    await handler(scope.context() as TenantContext, data)
    const { affected } = (await completed) as { affected?: number }
    if (affected !== 1) throw new Error('another worker has this job already')
    await Promise.all(scope.finish(undefined))
  })
  kernel.live.wake(tenantId)
  for (const work of after) work()
}
