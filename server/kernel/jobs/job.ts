import type { TenantContext } from '../command/context.ts'
import type { Kernel } from '../kernel.ts'

/** Work done later by a worker, in a transaction of its tenant that also completes the job. */
export interface JobDefinition<D> {
  readonly name: string
  /** How often a failing job is tried again, with growing pauses. Default 8. */
  readonly retryLimit?: number
  run(ctx: TenantContext, data: D): Promise<void>
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
