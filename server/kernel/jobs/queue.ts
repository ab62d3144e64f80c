import { type Db, PgBoss } from 'pg-boss'
import { newId } from '../../../shared/ids.ts'
import type { Tx } from '../db/database.ts'
import { type Sql, type SqlValue, sql, statementName } from '../db/sql.ts'

/** Where the queue's own tables live. */
export const QUEUE_SCHEMA = 'jobs'
/** One queue for all work of tenants; what failed for good is kept in the second for a person to see and retry. */
export const WORK = 'work'
export const DEAD = 'work_dead'
/** What is due by the clock: one job for each time a schedule comes up. */
export const CLOCK = 'clock'

export interface QueuedJob {
  readonly name: string
  readonly tenantId: string
  readonly data: unknown
  readonly retryLimit?: number
  readonly startAfter?: Date
}

/** What a row of the queue carries. */
export interface JobEnvelope {
  readonly name: string
  readonly tenantId: string
  readonly data: unknown
}

export interface JobQueue {
  readonly boss: PgBoss
}

const RETRY_LIMIT = 8

/** A connection to the queue. Its tables were made by the migration; this role may not change them. */
export function createQueue(
  connectionString: string,
  options: { supervise: boolean; max: number },
): JobQueue {
  const boss = new PgBoss({
    connectionString,
    schema: QUEUE_SCHEMA,
    application_name: 'touchmark-jobs',
    max: options.max,
    migrate: false,
    createSchema: false,
    supervise: options.supervise,
    schedule: options.supervise,
    reindex: false,
    monitorVacuum: false,
  })
  return { boss }
}

/** Makes the queue's tables and queues; run by the migration, as the owner. */
export async function migrateQueue(ownerConnectionString: string): Promise<void> {
  const boss = new PgBoss({
    connectionString: ownerConnectionString,
    schema: QUEUE_SCHEMA,
    max: 1,
    supervise: false,
    schedule: false,
  })
  const problems: unknown[] = []
  boss.on('error', (error) => problems.push(error))
  await boss.start()
  const ensure = async (name: string, options: Parameters<PgBoss['createQueue']>[1]) => {
    if (await boss.getQueue(name)) await boss.updateQueue(name, options ?? {})
    else await boss.createQueue(name, options)
  }
  await ensure(DEAD, { retryLimit: 0, retentionSeconds: 90 * 86_400, deleteAfterSeconds: 90 * 86_400 })
  await ensure(WORK, {
    retryLimit: RETRY_LIMIT,
    retryBackoff: true,
    retryDelay: 2,
    retryDelayMax: 3600,
    expireInSeconds: 900,
    deleteAfterSeconds: 86_400,
    deadLetter: DEAD,
  })
  await ensure(CLOCK, {
    retryLimit: 2,
    retryDelay: 30,
    expireInSeconds: 3_600,
    deleteAfterSeconds: 7 * 86_400,
  })
  await boss.stop({ graceful: true, timeout: 5_000 })
  if (problems[0]) throw problems[0]
}

/** The transaction as the queue's library wants a database, so that its statements are part of it. */
export const asQueueDatabase = (tx: Tx): Db => ({
  executeSql: async (text, values) => {
    const name = statementName(text)
    const result = await tx.send({ text, ...(values ? { values } : {}), ...(name ? { name } : {}) })
    return { rows: result.rows }
  },
})

/** The statement that queues jobs, which is a plain INSERT: they exist if and only if the transaction commits in which it is sent. */
export async function jobsSql(queue: JobQueue, jobs: readonly QueuedJob[]): Promise<Sql> {
  let statement: Sql | undefined
  await queue.boss.insert(
    WORK,
    jobs.map((job) => ({
      id: newId(),
      data: { name: job.name, tenantId: job.tenantId, data: job.data } satisfies JobEnvelope,
      group: { id: job.tenantId },
      ...(job.retryLimit === undefined ? {} : { retryLimit: job.retryLimit }),
      ...(job.startAfter ? { startAfter: job.startAfter } : {}),
    })),
    {
      // The library makes the statement; it is sent with others of the transaction.
      db: {
        executeSql: async (text, values) => {
          statement = sql.foreign(text, (values ?? []) as SqlValue[])
          return { rows: [] }
        },
      },
    },
  )
  if (!statement) throw new Error('the library of the queue made no statement')
  return statement
}

/** Queues jobs in the transaction, at once. */
export async function insertJobs(queue: JobQueue, tx: Tx, jobs: readonly QueuedJob[]): Promise<void> {
  await tx.run(await jobsSql(queue, jobs))
}
