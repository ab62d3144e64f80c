import type { TenantContext } from '../command/context.ts'
import { sql } from '../db/sql.ts'
import type { Kernel } from '../kernel.ts'
import { insertJobs } from './queue.ts'

/** Work done later by a worker, in a transaction of its tenant that also completes the job. */
export interface JobDefinition<D> {
  readonly name: string
  /** How often a failing job is tried again, with growing pauses. Default 8. */
  readonly retryLimit?: number
  run(ctx: TenantContext, data: D): Promise<void>
  readonly together?: Together<D>
}

/**
 * How several jobs of one kind and workshop that wait at the same time are done in one transaction: under load most of what a small
 * job costs is its transaction. If that fails, each runs by itself.
 */
export interface Together<D> {
  run(ctx: TenantContext, all: readonly D[]): Promise<void>
  /** How much there is to a job: 1 unless told. So much at the most is done together, 50 unless told. */
  size?(data: D): number
  readonly most?: number
}

/** What runs a job or subscription, whatever its types. */
export interface Handler {
  run(ctx: TenantContext, data: unknown): Promise<void>
  readonly together?: Together<unknown> | undefined
}

/** Work done by the clock, once for the whole installation, outside any tenant until it enters one. */
export interface ScheduleDefinition {
  readonly name: string
  /** Cron, five fields, UTC. */
  readonly cron: string
  run(kernel: Kernel): Promise<void>
}

export const job = <D>(definition: JobDefinition<D>): JobDefinition<D> => definition
export const schedule = (definition: ScheduleDefinition): ScheduleDefinition => definition

/** Queues a job for every workshop that is open, each of which then runs by itself. `cron` as in {@link ScheduleDefinition}. */
export const scheduleInEach = (
  name: string,
  cron: string,
  { name: jobName }: JobDefinition<Record<string, never>>,
): ScheduleDefinition => ({
  name,
  cron,
  async run(kernel) {
    const tenants = await kernel.database.query<{ id: string }>(
      sql`select id from tenant where status not in ('suspended', 'cancelled') order by id`,
    )
    for (const { id } of tenants)
      await kernel.database.write(id, (tx) =>
        insertJobs(kernel.queue, tx, [{ name: jobName, tenantId: id, data: {} }]),
      )
  },
})
