import type { Logger } from 'pino'
import type { Tx } from '../db/database.ts'
import type { Sql } from '../db/sql.ts'
import type { Locale } from '../errors/problem.ts'
import type { EventDefinition } from '../events/event.ts'
import type { JobDefinition } from '../jobs/job.ts'
import type { Kernel } from '../kernel.ts'
import type { Principal } from './principal.ts'

/** The workshop on whose behalf something runs. */
export interface Tenant {
  readonly id: string
  readonly code: string
  readonly slug: string
  readonly name: string
  /** IANA name; decides what "today" means. */
  readonly timeZone: string
  /** ISO 4217. */
  readonly currency: string
  readonly locale: Locale
  readonly status: 'trialing' | 'active' | 'past_due' | 'suspended' | 'cancelled'
}

/** What the audit record says was done to which record; one per command at least. */
export interface AuditSubject {
  /** The kind of record: `order`, `product`. */
  entity: string
  id?: string
  /** What a person calls it: a number, a SKU, a serial. */
  label?: string
  /** Before and after, or whatever explains the change. */
  changes?: unknown
}

interface Context {
  readonly kernel: Kernel
  readonly tx: Tx
  readonly principal: Principal
  /** The moment of this operation: the same for every row it writes. */
  readonly now: Date
  readonly locale: Locale
  readonly requestId: string
  readonly log: Logger
  /** Adds to the audit record, which is written in the same transaction. */
  audit(subject: AuditSubject): void
  /** A header of the HTTP answer, for a protocol that asks for one: `Link`, `Location`. A replayed answer has none. */
  answerHeader(name: string, value: string): void
  /** Runs after the commit, in this process, for what may be lost: a metric, waking something up. */
  afterCommit(work: () => void): void
}

/** What a tenant's command or query is given. */
export interface TenantContext extends Context {
  readonly tenant: Tenant
  /** The calendar day in the tenant's time zone, `YYYY-MM-DD`. */
  readonly today: string
  /**
   * The audit record as a plain INSERT, for a command of one statement that takes it along as `with audited as (…)`: PostgreSQL spends as
   * much on beginning a small statement as on its row. Whoever asks for it must send it; nothing is written at the end then, unless
   * `audit` is told of more.
   */
  auditPart(subject: AuditSubject): Sql
  /**
   * Sends a write together with the audit record, at the very end: for rows that nothing else of the command waits for. It is
   * looked at before the commit like everything else. What it may refuse it refuses by itself (`refuseSql`).
   */
  writeLast(statement: Sql): void
  /**
   * The same for a plain INSERT without WITH: it is a part of the statement that writes the audit record, and costs the database the row
   * and no statement. It is done in no order with the jobs and with others of its kind.
   */
  writeBeside(insert: Sql): void
  /**
   * The same for what stands on nothing that is written last and that nothing stands on (a journal entry): all of it is one statement in
   * front of those, and so nobody waits for it while they hold what others want. It cannot carry a late text.
   */
  writeAhead(insert: Sql): void
  /**
   * The same as {@link writeLast} for a statement that gives a text which is known only then, such as a number that nobody else may wait for longer than
   * must be. What is returned stands for the text in the answer, in the audit record and in what is written last after it, and
   * nowhere else. The statement is `select ${given(sql`…`)} from …`, with one row.
   */
  writeLate(statement: (given: (value: Sql) => Sql) => Sql): string
  /** Tells whoever subscribed, through the job queue, if and only if this transaction commits. */
  publish<P>(event: EventDefinition<P>, payload: P): void
  /** Queues a job, if and only if this transaction commits. */
  enqueue<D>(job: JobDefinition<D>, data: D, options?: { startAfter?: Date }): void
}

/** What a command or query of the central host is given. */
export interface CentralContext extends Context {
  /** Makes the rest of the transaction that of a tenant: for sign-up and for platform staff. */
  enterTenant(tenant: Tenant): Promise<TenantContext>
}
