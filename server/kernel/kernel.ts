import type { Logger } from 'pino'
import type { Clock } from './clock/clock.ts'
import type { Tenant } from './command/context.ts'
import type { Operation } from './command/operation.ts'
import type { Principal } from './command/principal.ts'
import type { Config } from './config.ts'
import type { Database, Tx } from './db/database.ts'
import type { Subscription } from './events/event.ts'
import type { RateLimiter } from './http/rate-limit.ts'
import type { Handler, ScheduleDefinition } from './jobs/job.ts'
import { maintenanceSchedules } from './jobs/maintenance.ts'
import type { JobQueue } from './jobs/queue.ts'
import type { KeyRing, SerialKeys } from './key-ring.ts'
import { LiveFeed } from './live/live-feed.ts'
import type { Wakes } from './live/wakes.ts'
import type { Metrics } from './metrics/metrics.ts'
import type { Module } from './module.ts'
import type { SearchSource } from './search/search-source.ts'
import type { Storage } from './storage/storage.ts'

/** Finds tenants. Answers may be a few seconds old; what must be exact is decided in the transaction. */
export interface TenantDirectory {
  /** `tx`: whoever holds a connection already asks on it; a second one might have to wait for the first. */
  byId(id: string, tx?: Tx): Promise<Tenant | undefined>
  bySlug(slug: string): Promise<Tenant | undefined>
  byCode(code: string): Promise<Tenant | undefined>
  byDomain(domain: string): Promise<Tenant | undefined>
  /** Forgets what it knows, after a change. */
  forget(): void
}

/** Finds out who sends a request. `undefined`: the credentials are not valid. */
export interface Authenticator {
  /** By `Authorization: Bearer …`: gives the tenant of the key as well. */
  byKey(key: string): Promise<{ tenant: Tenant; principal: Principal } | undefined>
  /** By the session cookie, on a tenant's host or the central one. */
  bySession(cookie: string, tenant: Tenant | null): Promise<Principal | undefined>
  /** Forgets what it knows, after a change of members, roles, keys or sessions. */
  forget(): void
  close(): Promise<void>
}

/** Mail goes out through this; `undefined` means that none is configured and messages are only kept. */
export interface Mailer {
  send(message: { to: string; subject: string; text: string; html?: string }): Promise<void>
}

export interface KernelParts {
  readonly config: Config
  readonly clock: Clock
  readonly log: Logger
  readonly database: Database
  /** The registry of serials: a store and role of its own. */
  readonly registry: Database
  /** For the job that archives and drops months of facts, alone. */
  readonly retention: Database
  readonly keyRing: KeyRing
  readonly queue: JobQueue
  readonly metrics: Metrics
  readonly limiter: RateLimiter
  readonly mailer: Mailer | undefined
  readonly storage: Storage
  readonly modules: readonly Module[]
  readonly tenants: TenantDirectory
  readonly authenticator: Authenticator
  /** How other processes are told of a commit; none where there is only one. */
  readonly wakes?: Wakes | undefined
}

/** Everything that commands, routes and jobs are given; made once at start. */
export class Kernel {
  readonly config: Config
  readonly clock: Clock
  readonly log: Logger
  readonly database: Database
  readonly registry: Database
  readonly retention: Database
  readonly #keyRing: KeyRing
  readonly queue: JobQueue
  readonly metrics: Metrics
  readonly limiter: RateLimiter
  readonly mailer: Mailer | undefined
  readonly storage: Storage
  readonly modules: readonly Module[]
  readonly tenants: TenantDirectory
  readonly authenticator: Authenticator
  /** What was committed, for whoever listens. */
  readonly live: LiveFeed
  readonly operations: readonly Operation[]
  readonly schedules: readonly ScheduleDefinition[]
  readonly searchSources: readonly SearchSource[]
  readonly #subscriptions = new Map<string, Subscription[]>()
  readonly #handlers = new Map<string, Handler>()

  constructor(parts: KernelParts) {
    this.config = parts.config
    this.clock = parts.clock
    this.log = parts.log
    this.database = parts.database
    this.registry = parts.registry
    this.retention = parts.retention
    this.#keyRing = parts.keyRing
    this.queue = parts.queue
    this.metrics = parts.metrics
    this.limiter = parts.limiter
    this.mailer = parts.mailer
    this.storage = parts.storage
    this.modules = parts.modules
    this.tenants = parts.tenants
    this.authenticator = parts.authenticator
    this.live = new LiveFeed(parts)
    this.operations = parts.modules.flatMap((module) => module.operations ?? [])
    this.schedules = [...maintenanceSchedules, ...parts.modules.flatMap((module) => module.schedules ?? [])]
    this.searchSources = parts.modules.flatMap((module) => module.search ?? [])
    for (const module of parts.modules) {
      for (const subscription of module.subscriptions ?? []) {
        this.#add(subscription.name, subscription)
        const list = this.#subscriptions.get(subscription.event) ?? []
        list.push(subscription)
        this.#subscriptions.set(subscription.event, list)
      }
      for (const job of module.jobs ?? []) this.#add(job.name, job)
    }
  }

  /** The key ring that serials are signed with: hexadecimal, the current one first. The same array until the ring changes. */
  get serialKeys(): SerialKeys {
    return this.#keyRing.keys
  }

  #add(name: string, handler: object): void {
    if (this.#handlers.has(name)) throw new Error(`two jobs or subscriptions are called ${name}`)
    this.#handlers.set(name, handler as Handler)
  }

  subscriptionsOf(event: string): readonly Subscription[] {
    return this.#subscriptions.get(event) ?? []
  }

  handlerOf(name: string): Handler | undefined {
    return this.#handlers.get(name)
  }

  operation(name: string): Operation {
    const found = this.operations.find((operation) => operation.name === name)
    if (!found) throw new Error(`no operation is called ${name}`)
    return found
  }

  async close(): Promise<void> {
    this.#keyRing.close()
    this.live.close()
    await Promise.all([
      this.database.close(),
      this.registry.close(),
      this.retention.close(),
      this.limiter.close(),
      this.authenticator.close(),
    ])
  }
}
