import pg from 'pg'
import { isUuid } from '../../../shared/ids.ts'
import { type Answer, Pipeline, type Statement } from './pipeline.ts'
import type { Sql } from './sql.ts'

const { types } = pg
/** bigint → bigint, numeric and date → string (exact, no time zone), the rest as `pg` does it. */
const exactTypes: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') => {
    if (oid === types.builtins.INT8) return BigInt
    if (oid === types.builtins.DATE) return (text: string) => text
    return types.getTypeParser(oid, format as 'text')
  }) as pg.CustomTypesConfig['getTypeParser'],
}

export interface DatabaseOptions {
  connectionString: string
  max: number
  /** How long whoever needs a connection waits for one. Milliseconds. */
  waitMs: number
  applicationName: string
  /** Statements slower than this are cancelled by the server. Milliseconds. */
  statementTimeoutMs?: number
  onStatement?: (text: string) => void
  /** Others use `pool` as well: a reading transaction then ends at once, and none is open when they get a connection. */
  isPoolShared?: boolean
}

export type Row = Record<string, unknown>

export interface WriteOptions {
  /**
   * `asynchronous`: the answer does not wait for the disk. Nothing is ever half there, but when PostgreSQL or the machine dies, what was
   * committed in the last half second or so (three times `wal_writer_delay`) may be gone; a later transaction that waits takes it along.
   * https://www.postgresql.org/docs/current/wal-async-commit.html
   */
  commit?: 'asynchronous' | undefined
}

/** What a command or query may do with the database: statements in the one transaction that the kernel opened. */
export class Tx {
  readonly #pipeline: Pipeline
  readonly #onStatement: ((text: string) => void) | undefined
  #ended = false
  #failure: unknown
  readonly #left: Promise<unknown>[] = []
  /** How many statements this transaction has sent, BEGIN and SET LOCAL included. */
  statements = 0

  constructor(pipeline: Pipeline, onStatement?: (text: string) => void) {
    this.#pipeline = pipeline
    this.#onStatement = onStatement
  }

  /** Sends a statement at once and resolves to its result. Several sent without awaiting share one network flush. */
  execute<T extends object = Row>(statement: Sql): Promise<Answer<T>> {
    return this.send<T>(statement)
  }

  /** All rows. */
  rows<T extends object = Row>(statement: Sql): Promise<T[]> {
    return heard(this.execute<T>(statement).then((result) => result.rows))
  }

  /** The first row, or undefined. */
  first<T extends object = Row>(statement: Sql): Promise<T | undefined> {
    return heard(this.execute<T>(statement).then((result) => result.rows[0]))
  }

  /** The only row; it is a fault of the program if there is none. */
  one<T extends object = Row>(statement: Sql): Promise<T> {
    return heard(
      this.execute<T>(statement).then((result) => {
        const row = result.rows[0]
        if (!row) throw new Error(`a row was expected of: ${statement.text.slice(0, 200)}`)
        return row
      }),
    )
  }

  /** How many rows a write touched. */
  run(statement: Sql): Promise<number> {
    return heard(this.execute(statement).then((result) => result.rowCount ?? 0))
  }

  /** Does the work and undoes it again, within this transaction: what a dry run is. */
  async undone<T>(work: () => Promise<T>): Promise<T> {
    await this.send({ text: 'SAVEPOINT undone' })
    const result = await work()
    await this.send({ text: 'ROLLBACK TO SAVEPOINT undone' })
    return result
  }

  /** Makes the rest of the transaction that of a tenant. Only the kernel calls it. */
  async setTenant(tenantId: string): Promise<void> {
    await this.send({ text: setTenantText(tenantId) })
  }

  /**
   * Statements that were sent and whose success is all that matters: COMMIT leaves in the same flush behind them, and so what they
   * and their transaction hold locked is held for no turn of the event loop longer. One that fails makes the COMMIT a rollback.
   */
  leave(sent: readonly Promise<unknown>[]): void {
    for (const one of sent) this.#left.push(heard(one))
  }

  /** Resolves when all that was left has succeeded. Only the kernel awaits it. */
  async settled(): Promise<void> {
    await Promise.all(this.#left)
  }

  /**
   * Nothing more may be sent. Of several branches that run side by side one may fail while another is between two of its
   * statements; what that one sends next would reach the connection after the ROLLBACK, and so whoever has it by then.
   */
  end(): void {
    this.#ended = true
  }

  /** For libraries that bring their own text (the job queue). */
  async send<T extends object = Row>(statement: Statement): Promise<Answer<T>> {
    if (this.#ended) throw new Error(`the transaction has ended before: ${statement.text.slice(0, 200)}`)
    this.statements++
    this.#onStatement?.(statement.text)
    const sent = heard(this.#pipeline.send<T>(statement))
    sent.catch((error: unknown) => {
      this.#failure ??= error
    })
    return sent
  }

  /**
   * Why the transaction failed. After an error PostgreSQL refuses every statement that was sent behind it, and such a
   * refusal can reach the caller before the error does: then this is the error.
   */
  causeOf(error: unknown): unknown {
    return isDatabaseError(error) && error.code === ABORTED ? (this.#failure ?? error) : error
  }
}

/** SQLSTATE of a statement in a transaction that has failed already. */
const ABORTED = '25P02'

const BEGIN = {
  write: { text: 'BEGIN', name: 'tm_begin' },
  read: { text: 'BEGIN READ ONLY', name: 'tm_begin_read_only' },
} as const
const COMMIT: Statement = { text: 'COMMIT', name: 'tm_commit' }
/** COMMIT then answers before the transaction is on the disk. */
const COMMIT_ASYNCHRONOUSLY: Statement = {
  text: 'SET LOCAL synchronous_commit = off',
  name: 'tm_commit_asynchronously',
}
/** Long for a busy program, and short for whoever waits for a lock on the whole table. */
const READS_END_AFTER_MS = 5
const ROLLBACK: Statement = { text: 'ROLLBACK' }

const setTenantText = (tenantId: string): string => {
  if (!isUuid(tenantId)) throw new Error('a tenant id must be a UUID')
  // SET LOCAL cannot take a parameter; the value was just checked to be a UUID.
  return `SET LOCAL app.tenant_id = '${tenantId}'`
}

const ignore = (): void => {}

/**
 * A statement that was sent ahead may fail before anybody awaits it, when an earlier one threw first: the transaction is
 * rolled back all the same, and the failure must not be taken for one that nobody handles.
 */
const heard = <T>(promise: Promise<T>): Promise<T> => {
  promise.catch(ignore)
  return promise
}

/** One PostgreSQL, one role, one pool. Tenants are told apart by the transaction's `app.tenant_id`. */
export class Database {
  readonly #pool: pg.Pool
  readonly #isPoolShared: boolean
  /** Connections with a reading transaction that is to end, and when they are looked at. */
  readonly #reading = new Set<Pipeline>()
  #endReadsTimer: NodeJS.Timeout | undefined
  readonly #pipelines = new WeakMap<pg.PoolClient, Pipeline>()
  readonly #onStatement: ((text: string) => void) | undefined

  constructor(options: DatabaseOptions) {
    this.#onStatement = options.onStatement
    this.#isPoolShared = options.isPoolShared ?? false
    this.#pool = new pg.Pool({
      connectionString: options.connectionString,
      max: options.max,
      application_name: options.applicationName,
      types: exactTypes,
      idleTimeoutMillis: 30_000,
      connectionTimeoutMillis: options.waitMs,
      keepAlive: true,
      ...(options.statementTimeoutMs ? { statement_timeout: options.statementTimeoutMs } : {}),
    } as pg.PoolConfig)
    // An idle connection that the server closes must not end the process; the next checkout opens another.
    this.#pool.on('error', ignore)
    // Nor one that breaks in somebody's hands: every statement on it fails, and whoever sent it is told.
    this.#pool.on('connect', (client) => client.on('error', ignore))
  }

  /**
   * Runs `work` in one transaction of the tenant (null: none set, so no tenant's row is visible).
   * BEGIN and SET LOCAL leave in the same flush as the first statement; COMMIT leaves only after `work` is done, behind what that
   * left to be done, and its answer must say COMMIT.
   */
  async write<T>(
    tenantId: string | null,
    work: (tx: Tx) => Promise<T>,
    options: WriteOptions = {},
  ): Promise<T> {
    const settings = options.commit === 'asynchronous' ? [COMMIT_ASYNCHRONOUSLY] : []
    return await this.#transaction('write', tenantId, settings, work, async (tx, pipeline, began) => {
      const ended = heard(pipeline.send<Row>(COMMIT))
      await began
      await tx.settled()
      const { command } = await ended
      if (command !== 'COMMIT') throw new Error('the transaction was rolled back by the database')
    })
  }

  /**
   * The same for reading: nothing can be lost, so COMMIT is not waited for, and leaves in front of the BEGIN of whoever has the
   * connection next, or a few milliseconds later if nobody wants it: each message of its own costs both programs a turn.
   */
  async read<T>(tenantId: string | null, work: (tx: Tx) => Promise<T>): Promise<T> {
    return await this.#transaction('read', tenantId, [], work, async (_tx, pipeline) => {
      if (this.#isPoolShared) return void heard(pipeline.send(COMMIT))
      pipeline.sendWithNext(COMMIT)
      this.#reading.add(pipeline)
      this.#endReadsTimer ??= setTimeout(() => this.#endReads(), READS_END_AFTER_MS).unref()
    })
  }

  #endReads(): void {
    this.#endReadsTimer = undefined
    for (const pipeline of this.#reading) pipeline.flush()
    this.#reading.clear()
  }

  async #transaction<T>(
    mode: keyof typeof BEGIN,
    tenantId: string | null,
    settings: readonly Statement[],
    work: (tx: Tx) => Promise<T>,
    end: (tx: Tx, pipeline: Pipeline, began: Promise<unknown>) => Promise<void>,
  ): Promise<T> {
    const begin = BEGIN[mode]
    const setTenant = tenantId === null ? undefined : setTenantText(tenantId)
    const client = await this.#pool.connect()
    const pipeline = this.#pipelineOf(client)
    const tx = new Tx(pipeline, this.#onStatement)
    let broken: Error | boolean = false
    try {
      tx.statements++
      this.#onStatement?.(setTenant === undefined ? begin.text : `${begin.text}; ${setTenant}`)
      const began = heard(pipeline.send(begin))
      if (setTenant !== undefined) heard(pipeline.send({ text: setTenant }))
      for (const setting of settings) heard(pipeline.send(setting))
      const result = await work(tx)
      tx.end()
      this.#onStatement?.('COMMIT')
      await end(tx, pipeline, began)
      return result
    } catch (error) {
      tx.end()
      await pipeline.send(ROLLBACK).catch((failure: Error) => {
        broken = failure
      })
      throw tx.causeOf(error)
    } finally {
      client.release(broken)
    }
  }

  #pipelineOf(client: pg.PoolClient): Pipeline {
    let pipeline = this.#pipelines.get(client)
    if (!pipeline) {
      pipeline = new Pipeline(client, exactTypes)
      this.#pipelines.set(client, pipeline)
    }
    return pipeline
  }

  /** One statement outside any transaction or tenant: for tables without a tenant only. */
  async query<T extends object = Row>(statement: Sql): Promise<T[]> {
    this.#onStatement?.(statement.text)
    const client = await this.#pool.connect()
    try {
      return (await this.#pipelineOf(client).send<T>(statement)).rows
    } finally {
      client.release()
    }
  }

  /** For what sends its statements without this class. */
  get pool(): pg.Pool {
    if (!this.#isPoolShared) throw new Error('this pool is not shared: see isPoolShared')
    return this.#pool
  }

  /** How many connections there are, how many of them nobody uses, and how many requests wait for one. */
  connections(): { total: number; idle: number; waiting: number } {
    const { totalCount, idleCount, waitingCount } = this.#pool
    return { total: totalCount, idle: idleCount, waiting: waitingCount }
  }

  async close(): Promise<void> {
    clearTimeout(this.#endReadsTimer)
    await this.#pool.end()
  }
}

/** A PostgreSQL error with its SQLSTATE, constraint and table. */
export type DatabaseError = pg.DatabaseError
export const isDatabaseError = (error: unknown): error is DatabaseError => error instanceof pg.DatabaseError
