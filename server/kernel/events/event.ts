import type { z } from 'zod'
import type { TenantContext } from '../command/context.ts'
import type { Together } from '../jobs/job.ts'

/** Something that happened, told to whoever subscribed. `module.concept.past_participle`. */
export interface EventDefinition<P> {
  readonly name: string
  readonly payload: z.ZodType<P>
}

/** Declares an event. Its payload carries ids, not copies: a subscriber reads what it needs. */
export const event = <S extends z.ZodType>(name: string, payload: S): EventDefinition<z.output<S>> => ({
  name,
  payload: payload as unknown as z.ZodType<z.output<S>>,
})

/** A subscriber: runs in a worker, in a transaction of the event's tenant, together with the job's completion. */
export interface Subscription {
  readonly event: string
  /** `module.what-it-does`, unique. */
  readonly name: string
  run(ctx: TenantContext, payload: unknown): Promise<void>
  readonly together?: Together<unknown> | undefined
}

/** Subscribes to an event. The handler's writes happen once: they commit together with the job's completion. */
export const on = <P>(
  event: EventDefinition<P>,
  name: string,
  run: (ctx: TenantContext, payload: P) => Promise<void>,
): Subscription => ({ event: event.name, name, run: run as Subscription['run'] })

/** The same for a handler that takes any number of events at once: those that happened since it looked last. */
export const onEach = <P>(
  event: EventDefinition<P>,
  name: string,
  run: (ctx: TenantContext, payloads: readonly P[]) => Promise<void>,
): Subscription => ({
  event: event.name,
  name,
  run: (ctx, payload) => run(ctx, [payload as P]),
  together: { run: run as Together<unknown>['run'] },
})
