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

/**
 * Starts taking jobs. Each runs in a transaction of its tenant that also marks it done: its writes happen once. Of a kind that can be
 * done together, those of one workshop that were taken at once share a transaction.
 */
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
    (jobs) => settleJobs(kernel, jobs),
  )
}

/** Runs whatever is queued and due until nothing is left, and says how many jobs ran: for tests and the CLI. */
export async function drain(kernel: Kernel, limit = 10_000): Promise<number> {
  let ran = 0
  while (ran < limit) {
    const jobs = await kernel.queue.boss.fetch<JobEnvelope>(WORK, { batchSize: 100 })
    if (jobs.length === 0) return ran
    await settleJobs(kernel, jobs)
    ran += jobs.length
  }
  return ran
}

const MOST_TOGETHER = 50

/** Runs jobs, together where their kind can be, and marks how each ended; never throws. */
async function settleJobs(kernel: Kernel, jobs: readonly Job<JobEnvelope>[]): Promise<void> {
  for (const group of groupsOf(kernel, jobs)) {
    if (group.length > 1 && (await ranTogether(kernel, group))) continue
    for (const job of group) await settleJob(kernel, job)
  }
}

/** Jobs that share a transaction, in the order of the first of each group. */
function groupsOf(kernel: Kernel, jobs: readonly Job<JobEnvelope>[]): Job<JobEnvelope>[][] {
  const groups: Job<JobEnvelope>[][] = []
  const open = new Map<string, { group: Job<JobEnvelope>[]; size: number }>()
  for (const job of jobs) {
    const together = kernel.handlerOf(job.data?.name)?.together
    if (!together) {
      groups.push([job])
      continue
    }
    const key = `${job.data.tenantId} ${job.data.name}`
    const size = together.size?.(job.data.data) ?? 1
    const there = open.get(key)
    if (there && there.size + size <= (together.most ?? MOST_TOGETHER)) {
      there.group.push(job)
      there.size += size
      continue
    }
    const group = [job]
    groups.push(group)
    open.set(key, { group, size })
  }
  return groups
}

async function ranTogether(kernel: Kernel, jobs: readonly Job<JobEnvelope>[]): Promise<boolean> {
  const startedMs = performance.now()
  const { name, tenantId } = jobs[0]!.data
  const handler = kernel.handlerOf(name)!
  try {
    await runIn(kernel, jobs, (ctx) =>
      handler.together!.run(
        ctx,
        jobs.map((job) => job.data.data),
      ),
    )
  } catch (error) {
    kernel.log.warn(
      { err: error, job: name, jobs: jobs.length, tenantId },
      'jobs failed together: each runs by itself',
    )
    return false
  }
  const eachS = (performance.now() - startedMs) / 1000 / jobs.length
  for (const _ of jobs) kernel.metrics.job(name, 'ok', eachS)
  return true
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
  const handler = kernel.handlerOf(job.data.name)
  if (!handler) throw new Error(`no job is called ${job.data.name}`)
  await runIn(kernel, [job], (ctx) => handler.run(ctx, job.data.data))
}

/** Does the work of jobs of one kind and workshop in a transaction that also completes them. */
async function runIn(
  kernel: Kernel,
  jobs: readonly Job<JobEnvelope>[],
  work: (ctx: TenantContext) => Promise<void>,
): Promise<void> {
  const { name, tenantId } = jobs[0]!.data
  const ids = jobs.map((job) => job.id)
  const tenant = await kernel.tenants.byId(tenantId)
  if (!tenant) throw new Error(`no tenant has the id ${tenantId}`)
  const after: (() => void)[] = []
  await kernel.database.write(tenantId, async (tx) => {
    const completed = kernel.queue.boss.complete(WORK, ids, undefined, { db: asQueueDatabase(tx) })
    const scope = new Scope(
      kernel,
      tx,
      name,
      { principal: system, tenant, locale: tenant.locale, requestId: ids[0]! },
      after,
    )
    completed.catch(() => {})
    await work(scope.context() as TenantContext)
    const { affected } = (await completed) as { affected?: number }
    if (affected !== ids.length) throw new Error('another worker has this job already')
    await scope.finish()
  })
  kernel.live.wake(tenantId)
  for (const one of after) one()
}
