import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Tenant } from './command/context.ts'
import type { Operation } from './command/operation.ts'
import type { Subscription } from './events/event.ts'
import type { JobDefinition, ScheduleDefinition } from './jobs/job.ts'
import type { Kernel } from './kernel.ts'
import type { SearchSource } from './search/search-source.ts'

/** A part of the program: what it offers to the rest, in one declaration. */
export interface Module {
  readonly name: string
  readonly operations?: readonly Operation[]
  readonly subscriptions?: readonly Subscription[]
  // biome-ignore lint/suspicious/noExplicitAny: each job knows its own data
  readonly jobs?: readonly JobDefinition<any>[]
  readonly schedules?: readonly ScheduleDefinition[]
  /** Routes that are not operations (pages, webhooks, libraries' own), each listed for the guards. */
  readonly pages?: readonly Pages[]
  /** Directory of `*.sql` files, each of which must return no row, in any tenant. */
  readonly invariants?: URL
  /** What a new workshop needs of this module: its accounts, locations, lines. Runs once, when the tenant is made. */
  prepareTenant?(kernel: Kernel, tenant: Tenant): Promise<void>
  /** Kinds of records that the search of the desk finds. */
  readonly search?: readonly SearchSource[]
  /**
   * Kinds of records that the audit log calls otherwise than the operations that read them: `job_ticket` is read by
   * `manufacturing.ticket`. `own`: the id is that of the one person whom it concerns. `nobody`: it is for the log only.
   */
  readonly records?: Readonly<Record<string, string>>
  /** What it writes may change who may do what: connections that are open are looked at again. */
  readonly decidesAccess?: boolean
  /** Permissions beyond the operations' own names. */
  readonly permissions?: readonly string[]
}

/** Routes outside the command pattern. */
export interface Pages {
  /** Why these are not operations, and who may see them. */
  readonly reason: string
  register(app: FastifyInstance, kernel: Kernel): void | Promise<void>
  /**
   * Answers an address of theirs that cannot be decoded (`%zz`), which the router gives to no route; false when it is not
   * theirs. The kernel answers 400 unless somebody does.
   */
  onBadUrl?(request: FastifyRequest, reply: FastifyReply, kernel: Kernel): boolean
}

export const defineModule = (module: Module): Module => module
