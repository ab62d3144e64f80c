import type { z } from 'zod'
import { newId } from '../../../shared/ids.ts'
import { type AuditRow, bigintAsText, insertAudit } from '../audit/audit-record.ts'
import { dayIn } from '../clock/clock.ts'
import type { Tx } from '../db/database.ts'
import { type Sql, sql } from '../db/sql.ts'
import { fromDatabase, isRetryable } from '../errors/from-database.ts'
import { fail } from '../errors/kernel-errors.ts'
import { type FieldError, type Locale, Problem } from '../errors/problem.ts'
import { answerOf, claimKey, claimOf, isClaimed, storeAnswer } from '../idempotency/idempotency-key.ts'
import { jobsSql, type QueuedJob } from '../jobs/queue.ts'
import type { Kernel } from '../kernel.ts'
import type { AuditSubject, CentralContext, Tenant, TenantContext } from './context.ts'
import { LateTexts } from './late-texts.ts'
import type { Operation } from './operation.ts'
import type { Principal } from './principal.ts'
import { SharedRuns } from './shared-runs.ts'

/** Who calls, on whose behalf, from where: what HTTP, CLI and jobs each find out in their own way. */
export interface Caller {
  readonly principal: Principal
  readonly tenant: Tenant | null
  readonly locale: Locale
  readonly requestId: string
  readonly idempotencyKey?: string | undefined
}

/** The answer of an operation: `body` is JSON text already, so that a replayed answer is the same byte for byte. */
export interface Answer {
  readonly status: number
  readonly body: string
  readonly replayed: boolean
  /** What the operation said in headers besides. */
  readonly headers?: Readonly<Record<string, string>> | undefined
  /** A file in its place, which is made while it is sent. */
  readonly file?: FileAnswer
}

export interface FileAnswer {
  readonly name: string
  readonly mediaType: string
  readonly chunks: AsyncIterable<string | Uint8Array>
}

const MAX_ATTEMPTS = 3

/**
 * Runs an operation with everything around it, in one order: tenant, subscription state, permission, validation,
 * idempotency key, transaction, the operation itself, audit record and jobs in the same transaction, commit.
 * Every way in (HTTP, CLI, jobs) goes through here. Throws {@link Problem} for every refusal.
 */
export async function execute(
  kernel: Kernel,
  operation: Operation,
  raw: unknown,
  caller: Caller,
): Promise<Answer> {
  admit(operation, caller)
  const input = validate(operation, raw)
  const startedMs = performance.now()
  let outcome = 'ok'
  try {
    for (let attempt = 1; ; attempt++) {
      try {
        return operation.shared === undefined
          ? await runOnce(kernel, operation, input, caller)
          : await runShared(kernel, operation, input, caller)
      } catch (error) {
        if (attempt >= MAX_ATTEMPTS || !isRetryable(error)) throw fromDatabase(error)
      }
    }
  } catch (error) {
    outcome = error instanceof Problem ? error.code : 'internal'
    throw error
  } finally {
    kernel.metrics.operation(operation.name, outcome, (performance.now() - startedMs) / 1000)
  }
}

/** Whether the caller may run this operation here at all; throws the refusal. */
export function admit(operation: Operation, caller: Caller): void {
  const { principal, tenant } = caller
  if ((operation.host === 'tenant') !== (tenant !== null)) throw fail('not_found')
  if (
    tenant &&
    (tenant.status === 'suspended' || tenant.status === 'cancelled') &&
    operation.whenSuspended === undefined
  ) {
    throw fail('tenant.suspended')
  }
  if (operation.public !== undefined) return
  if (principal.kind === 'anonymous')
    throw fail('auth.required', {}, { headers: { 'www-authenticate': 'Bearer' } })
  if (operation.permission !== undefined && !principal.permissions.has(operation.permission)) {
    throw fail('auth.forbidden', { permission: operation.permission })
  }
}

/** Checks the input against the operation's schema; every wrong field is named. */
export function validate(operation: Operation, raw: unknown): unknown {
  const result = operation.input.safeParse(raw ?? {})
  if (result.success) return result.data
  throw fail('request.malformed', {}, { errors: fieldErrors(result.error) })
}

export const fieldErrors = (error: z.ZodError): FieldError[] =>
  error.issues.map((issue) => ({ field: issue.path.join('.'), code: issue.code, message: issue.message }))

/** Runs in flight of each program; a kernel that is gone takes its own with it. */
const sharedRuns = new WeakMap<Kernel, SharedRuns<Answer>>()

/** For queries that give everybody the same: one run at a time for each question. */
function runShared(kernel: Kernel, operation: Operation, input: unknown, caller: Caller): Promise<Answer> {
  let runs = sharedRuns.get(kernel)
  if (!runs) {
    runs = new SharedRuns()
    sharedRuns.set(kernel, runs)
  }
  const question = JSON.stringify([operation.name, caller.tenant?.id, caller.locale, input])
  return runs.run(question, () => runOnce(kernel, operation, input, caller))
}

async function runOnce(
  kernel: Kernel,
  operation: Operation,
  input: unknown,
  caller: Caller,
): Promise<Answer> {
  if (operation.direct) return await operation.direct(kernel, input, caller)
  const tenantId = caller.tenant?.id ?? null
  const after: (() => void)[] = []
  let answer: Answer
  if (operation.kind === 'query') {
    answer = await kernel.database.read(tenantId, async (tx) => {
      const scope = new Scope(kernel, tx, operation.name, caller, after)
      const body = await operation.run(scope.context(), input)
      return render(operation, body, scope.headers)
    })
  } else {
    let scope: Scope | undefined
    const claim = claimFor(operation, input, caller)
    /** Resolves once the key is claimed, or to what refused it. */
    let claimed: Promise<unknown> = Promise.resolve()
    const work = async (tx: Tx): Promise<Answer> => {
      if (claim && tenantId) {
        const claiming = claimKey(tx, tenantId, claim)
        claimed = claiming.catch((error: unknown) => error)
        if (!operation.beginsWithKey) await claiming
      }
      scope = new Scope(kernel, tx, operation.name, caller, after)
      scope.input = operation.auditInput ? operation.auditInput(input) : input
      const body = await operation.run(scope.context(), input)
      const fresh = render(operation, body, scope.headers)
      const answerRow =
        claim && tenantId ? storeAnswer(tenantId, claim, fresh.status, fresh.body, scope.now) : undefined
      await scope.finish(answerRow)
      return fresh
    }
    try {
      answer = await kernel.database.write(tenantId, work, {
        commit: operation.asynchronousCommit === undefined ? undefined : 'asynchronous',
      })
    } catch (error) {
      // Whatever the command made of it, or found wrong before it could hear of it.
      const refusal = await claimed
      if (!claim || !tenantId || !isClaimed(refusal)) throw error
      const { status, response } = await answerOf(kernel.database, tenantId, claim, refusal)
      return { status, body: response, replayed: true }
    }
    if (scope) answer = { ...answer, body: scope.late.inText(answer.body) }
    if (tenantId !== null) kernel.live.wake(tenantId)
  }
  for (const one of after) one()
  return answer
}

/** Reads as an operation of a tenant would, in a transaction of its own: for what is made of many of them. */
export const readAs = <T>(
  kernel: Kernel,
  operation: string,
  caller: Caller,
  work: (ctx: TenantContext) => Promise<T>,
): Promise<T> =>
  kernel.database.read(caller.tenant!.id, (tx) =>
    work(new Scope(kernel, tx, operation, caller, []).context() as TenantContext),
  )

/** Leaves an audit record of what was done in transactions of their own, in one more. */
export const recordOf = (
  kernel: Kernel,
  operation: string,
  caller: Caller,
  input: unknown,
  subject: AuditSubject,
): Promise<void> =>
  kernel.database.write(caller.tenant!.id, async (tx) => {
    const scope = new Scope(kernel, tx, operation, caller, [])
    scope.input = input
    scope.context().audit(subject)
    await scope.finish()
  })

function claimFor(operation: Operation, input: unknown, caller: Caller) {
  if (!operation.idempotency || !caller.tenant) return null
  const key = caller.idempotencyKey
  if (key === undefined || key === '') {
    if (operation.idempotency === 'required') throw fail('idempotency.key_required')
    return null
  }
  if (key.length > 255) throw fail('idempotency.key_required')
  const scope = operation.idempotencyScope ? `:${operation.idempotencyScope(input)}` : ''
  const who = `${caller.principal.kind}:${caller.principal.id ?? ''}${scope}`
  return claimOf(caller.tenant.id, who, operation.name, key, JSON.stringify(input, bigintAsText))
}

function render(operation: Operation, output: unknown, headers: Answer['headers']): Answer {
  return {
    status: operation.status,
    body: operation.status === 204 ? '' : JSON.stringify(output),
    replayed: false,
    headers,
  }
}

/** Plain INSERTs as one statement. */
function inOneStatement(inserts: readonly Sql[]): Sql {
  const parts = inserts.slice(0, -1).map((insert, i) => sql`${sql.trusted(`part_${i}`)} as (${insert})`)
  const main = inserts.at(-1)!
  return parts.length > 0 ? sql`with ${sql.join(parts)} ${main}` : main
}

/**
 * One unit of work in one transaction: gives the context and gathers what must be written at its end.
 * Commands, jobs and subscriptions all use it, so that audit and events work alike in each.
 */
export class Scope {
  readonly now: Date
  /** What the audit record keeps of the input. */
  input: unknown
  /** Headers that the operation gave its answer. */
  headers: Record<string, string> | undefined
  readonly #kernel: Kernel
  readonly #tx: Tx
  readonly #operation: string
  readonly #caller: Caller
  readonly #after: (() => void)[]
  readonly #subjects: AuditSubject[] = []
  #isAudited = false
  readonly #jobs: QueuedJob[] = []
  readonly #beside: Sql[] = []
  readonly #ahead: Sql[] = []
  readonly #last: { statement: Sql; known?: (text: string) => void }[] = []
  /** Texts that the statements at the end give. */
  readonly late = new LateTexts()
  #tenant: Tenant | null

  constructor(kernel: Kernel, tx: Tx, operation: string, caller: Caller, after: (() => void)[]) {
    this.#kernel = kernel
    this.#tx = tx
    this.#operation = operation
    this.#caller = caller
    this.#after = after
    this.#tenant = caller.tenant
    this.now = kernel.clock.now()
  }

  context(): TenantContext | CentralContext {
    const common = {
      kernel: this.#kernel,
      tx: this.#tx,
      principal: this.#caller.principal,
      now: this.now,
      locale: this.#caller.locale,
      requestId: this.#caller.requestId,
      log: this.#kernel.log,
      audit: (subject: AuditSubject) => {
        this.#subjects.push(subject)
      },
      answerHeader: (name: string, value: string) => {
        this.headers ??= {}
        this.headers[name] = value
      },
      afterCommit: (work: () => void) => {
        this.#after.push(work)
      },
    }
    const tenantContext = (tenant: Tenant): TenantContext => ({
      ...common,
      tenant,
      today: dayIn(tenant.timeZone, this.now),
      auditPart: (subject) => {
        this.#isAudited = true
        return this.#auditSql(tenant, [subject])
      },
      writeLast: (statement) => {
        this.#last.push({ statement })
      },
      writeBeside: (insert) => {
        this.#beside.push(insert)
      },
      writeAhead: (insert) => {
        this.#ahead.push(insert)
      },
      writeLate: (statement) => {
        const { mark, given, known } = this.late.add()
        this.#last.push({ statement: statement(given), known })
        return mark
      },
      publish: (event, payload) => {
        for (const subscription of this.#kernel.subscriptionsOf(event.name)) {
          this.#jobs.push({ name: subscription.name, tenantId: tenant.id, data: payload })
        }
      },
      enqueue: (job, data, options) => {
        this.#jobs.push({
          name: job.name,
          tenantId: tenant.id,
          data,
          ...(job.retryLimit === undefined ? {} : { retryLimit: job.retryLimit }),
          ...(options?.startAfter ? { startAfter: options.startAfter } : {}),
        })
      },
    })
    if (this.#tenant) return tenantContext(this.#tenant)
    return {
      ...common,
      enterTenant: async (tenant) => {
        this.#tenant = tenant
        await this.#tx.setTenant(tenant.id)
        return tenantContext(tenant)
      },
    }
  }

  /**
   * Sends what the end of the transaction owes: what goes ahead, with the queued jobs; the writes that were left for the end; then the audit
   * record, in one statement with the idempotent answer and what is written beside it. Resolves once all is sent; the transaction waits for
   * the answers, since COMMIT need not.
   */
  async finish(answerRow?: Sql): Promise<void> {
    const ahead = [...this.#ahead]
    // Where nothing is locked in between, one statement does for all.
    const isAhead = ahead.length > 0 && this.#last.length > 0
    if (this.#jobs.length > 0) {
      if (!this.late.isEmpty && this.#jobs.some(({ data }) => this.late.isIn(JSON.stringify(data)))) {
        throw new Error('a job cannot carry a text that is known only at the end')
      }
      ahead.push(await jobsSql(this.#kernel.queue, this.#jobs))
    }
    const sent: Promise<unknown>[] = []
    if (isAhead) {
      const first = inOneStatement(ahead)
      if (this.late.inSql(first) !== first)
        throw new Error('what goes ahead cannot carry a text that is known only at the end')
      sent.push(this.#tx.run(first))
    }
    for (const { statement, known } of this.#last) {
      const last = this.late.inSql(statement)
      sent.push(
        known ? this.#tx.one<{ late: string }>(last).then(({ late }) => known(late)) : this.#tx.run(last),
      )
    }
    const inserts = isAhead ? [...this.#beside] : [...ahead, ...this.#beside]
    if (answerRow) inserts.push(answerRow)
    if (this.#tenant) {
      if (this.#subjects.length > 0) inserts.push(this.#auditSql(this.#tenant, this.#subjects))
      else if (!this.#isAudited) {
        inserts.push(
          this.#auditSql(this.#tenant, [{ entity: this.#operation.split('.').slice(0, -1).join('.') }]),
        )
      }
      if (inserts.length > 0) sent.push(this.#tx.run(this.late.inSql(inOneStatement(inserts))))
    }
    this.#tx.leave(sent)
  }

  #auditSql(tenant: Tenant, subjects: readonly AuditSubject[]): Sql {
    const nowMs = this.now.getTime()
    const rows: AuditRow[] = subjects.map((s) => ({
      id: newId(nowMs),
      entity: s.entity,
      entityId: s.id ?? null,
      label: s.label ?? null,
      changes: s.changes,
    }))
    const { principal } = this.#caller
    return insertAudit(
      {
        tenantId: tenant.id,
        at: this.now,
        actorKind: principal.kind,
        actorId: principal.id,
        actorName: principal.name,
        operation: this.#operation,
        input: this.input === undefined ? null : JSON.stringify(this.input, bigintAsText),
        requestId: this.#caller.requestId,
      },
      rows,
    )
  }
}
