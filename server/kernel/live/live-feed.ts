import type { Logger } from 'pino'
import type { Clock } from '../clock/clock.ts'
import type { Database } from '../db/database.ts'
import { sql } from '../db/sql.ts'
import type { Authenticator } from '../kernel.ts'
import type { Module } from '../module.ts'
import type { Position } from './position.ts'
import { type Found, readChanges } from './read-changes.ts'
import type { Wakes } from './wakes.ts'

/** Hears what was found, in order. What one look found may be known already from the answer to {@link LiveFeed.listen}. */
export type Listener = (found: Found) => void

interface Parts {
  readonly database: Database
  readonly clock: Clock
  readonly log: Logger
  readonly wakes?: Wakes | undefined
  readonly authenticator: Pick<Authenticator, 'forget'>
  readonly modules: readonly Module[]
}

/** How often it looks for what other processes wrote. */
const LOOK_MS = 500
/** Commits of a tenant within this time are read together. */
const GATHER_MS = 20
/** So many tenants are looked at side by side: requests need connections, too. */
const SIDE_BY_SIDE = 2

/**
 * Follows the audit log of the tenants that somebody in this process listens to. A commit of this process wakes it at once; others
 * it finds by looking, or is woken by them where there is Redis.
 */
export class LiveFeed {
  readonly #parts: Parts
  readonly #tails = new Map<string, Tail>()
  readonly #accessModules: ReadonlySet<string>
  #timer: NodeJS.Timeout | undefined
  #isLooking = false
  #lastSnapshot = ''

  constructor(parts: Parts) {
    this.#parts = parts
    this.#accessModules = new Set(parts.modules.flatMap((m) => (m.decidesAccess ? [m.name] : [])))
    parts.wakes?.onWake((tenantId) => this.#tails.get(tenantId)?.lookSoon())
  }

  /** Something was committed in this process. In memory only, for whoever listens. */
  wake(tenantId: string): void {
    this.#tails.get(tenantId)?.lookSoon()
    this.#parts.wakes?.tell(tenantId)
  }

  /** Whether an operation may change who may do what. */
  decidesAccess(operation: string): boolean {
    return this.#accessModules.has(operation.slice(0, operation.indexOf('.')))
  }

  /** How many listen to a tenant here. */
  listeners(tenantId: string): number {
    return this.#tails.get(tenantId)?.listeners.size ?? 0
  }

  /**
   * Begins to listen. The answer is what was missed since `from`, and the position from which `listener` hears the rest: it may be
   * called before the answer is there, and with changes that the answer has as well.
   */
  async listen(tenantId: string, from: Position | undefined, listener: Listener): Promise<Found> {
    let tail = this.#tails.get(tenantId)
    if (!tail) {
      tail = new Tail(tenantId, this.#parts, this)
      this.#tails.set(tenantId, tail)
    }
    tail.listeners.add(listener)
    this.#timer ??= setInterval(() => void this.#look(), LOOK_MS).unref()
    try {
      await tail.begun()
      return await tail.read(from)
    } catch (error) {
      this.leave(tenantId, listener)
      throw error
    }
  }

  leave(tenantId: string, listener: Listener): void {
    const tail = this.#tails.get(tenantId)
    if (!tail?.listeners.delete(listener) || tail.listeners.size > 0) return
    tail.stop()
    this.#tails.delete(tenantId)
    if (this.#tails.size > 0) return
    clearInterval(this.#timer)
    this.#timer = undefined
  }

  close(): void {
    clearInterval(this.#timer)
    for (const tail of this.#tails.values()) tail.stop()
    this.#tails.clear()
    this.#parts.wakes?.close()
  }

  /** Looks at all tenants, if anything was written anywhere. */
  async #look(): Promise<void> {
    if (this.#isLooking) return
    this.#isLooking = true
    try {
      const [row] = await this.#parts.database.query<{ snapshot: string }>(
        sql`select pg_current_snapshot()::text as snapshot`,
      )
      if (row!.snapshot !== this.#lastSnapshot) {
        this.#lastSnapshot = row!.snapshot
        const tails = [...this.#tails.values()]
        const worker = async () => {
          for (let tail = tails.pop(); tail; tail = tails.pop()) await tail.look()
        }
        await Promise.all(Array.from({ length: SIDE_BY_SIDE }, worker))
      }
    } catch (error) {
      // The database is away: it looks again.
      this.#parts.log.debug({ err: error }, 'the live feed cannot look')
    } finally {
      this.#isLooking = false
    }
  }
}

/** The end of one tenant's log, as far as it was read. */
class Tail {
  readonly listeners = new Set<Listener>()
  readonly #tenantId: string
  readonly #parts: Parts
  readonly #feed: LiveFeed
  #position: Position | undefined
  #beginning: Promise<void> | undefined
  #looking: Promise<void> | undefined
  #again = false
  #soon: NodeJS.Timeout | undefined
  #isStopped = false

  constructor(tenantId: string, parts: Parts, feed: LiveFeed) {
    this.#tenantId = tenantId
    this.#parts = parts
    this.#feed = feed
  }

  begun(): Promise<void> {
    this.#beginning ??= this.read(undefined).then(
      ({ position }) => {
        this.#position = position
      },
      (error: unknown) => {
        this.#beginning = undefined
        throw error
      },
    )
    return this.#beginning
  }

  async read(from: Position | undefined): Promise<Found> {
    const { database, clock } = this.#parts
    return await database.read(this.#tenantId, (tx) =>
      readChanges(tx, this.#tenantId, clock.now().getTime(), from),
    )
  }

  lookSoon(): void {
    if (this.#isStopped || this.#soon !== undefined) return
    this.#soon = setTimeout(() => {
      this.#soon = undefined
      void this.look()
    }, GATHER_MS).unref()
  }

  /** Reads on, and once more if it was asked meanwhile. Never throws: what could not be read is read the next time. */
  look(): Promise<void> {
    if (this.#looking) {
      this.#again = true
      return this.#looking
    }
    this.#looking = this.#readOn().finally(() => {
      this.#looking = undefined
    })
    return this.#looking
  }

  async #readOn(): Promise<void> {
    do {
      this.#again = false
      if (this.#position === undefined || this.#isStopped) return
      try {
        const found = await this.read(this.#position)
        this.#position = found.position
        // What was remembered of people before it is not true any more, in this process either.
        if (found.reset || found.changes.some(({ operation }) => this.#feed.decidesAccess(operation)))
          this.#parts.authenticator.forget()
        for (const listener of this.listeners) listener(found)
      } catch (error) {
        this.#parts.log.debug({ err: error, tenantId: this.#tenantId }, 'the live feed cannot read')
        return
      }
    } while (this.#again)
  }

  stop(): void {
    this.#isStopped = true
    clearTimeout(this.#soon)
  }
}
