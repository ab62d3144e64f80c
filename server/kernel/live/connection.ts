import type { WebSocket } from '@fastify/websocket'
import type { FastifyRequest } from 'fastify'
import type { Caller } from '../command/execute.ts'
import { fail } from '../errors/kernel-errors.ts'
import { Problem } from '../errors/problem.ts'
import { identify } from '../http/identify.ts'
import type { Kernel } from '../kernel.ts'
import { type Position, positionOf, tokenOf } from './position.ts'
import type { Change, Found } from './read-changes.ts'
import { kindsOf, mayRead } from './record-kinds.ts'
import { isVisible, type Snapshot } from './snapshot.ts'

/** How often a connection shows that it is alive, and its right to be is looked at. */
export const BEAT_MS = 25_000
/** A reader that has so much still to read is sent away; it comes back and goes on from its token. */
const MOST_BUFFERED_BYTES = 1_000_000
/** Connections of one workshop, and of one person or key, in this process. */
export const MOST_PER_TENANT = 1_000
export const MOST_PER_PRINCIPAL = 30

/**
 * Codes that a connection is closed with: 4000 and the HTTP status of the refusal, which is the reason's code. 4401: sign in
 * again; 4403: no right to be here; 4429: too many; 4408: too slow; 4503 and 1012: come back.
 */
export const CLOSE = { slow: 4408, restart: 1012, of: (problem: Problem) => 4000 + problem.status } as const

/** What a change says to whom it concerns: enough to read it anew. */
export const told = (change: Change) => ({
  entity: change.entity,
  id: change.entityId,
  operation: change.operation,
  label: change.label,
  actor: change.actorName,
  at: change.at.toISOString(),
})

type Admitted = Caller & { readonly tenant: NonNullable<Caller['tenant']> }

/** Who is at the other end, and whether they may still be: throws the refusal. */
async function admitted(kernel: Kernel, request: FastifyRequest): Promise<Admitted> {
  const caller = await identify(kernel, request)
  if (caller.principal.kind === 'anonymous') throw fail('auth.required')
  if (caller.tenant === null) throw fail('not_found')
  const tenant = (await kernel.tenants.byId(caller.tenant.id)) ?? caller.tenant
  if (tenant.status === 'suspended' || tenant.status === 'cancelled') throw fail('tenant.suspended')
  return { ...caller, tenant }
}

const connections = new WeakMap<Kernel, Map<string, number>>()

/** Counts the connections of a principal; the answer takes this one out again. Throws `rate_limited`. */
function countIn(kernel: Kernel, { tenant, principal }: Admitted): () => void {
  const counts = connections.get(kernel) ?? new Map<string, number>()
  connections.set(kernel, counts)
  const key = `${tenant.id}|${principal.kind}|${principal.id}`
  const count = counts.get(key) ?? 0
  if (count >= MOST_PER_PRINCIPAL || kernel.live.listeners(tenant.id) >= MOST_PER_TENANT)
    throw fail('rate_limited', { retryAfterS: 60 })
  counts.set(key, count + 1)
  kernel.metrics.live(1)
  return () => {
    const left = counts.get(key)! - 1
    if (left > 0) counts.set(key, left)
    else counts.delete(key)
    kernel.metrics.live(-1)
  }
}

/**
 * Serves one connection of the live feed until either side ends it. Everything that may wait goes through one queue, so that
 * what is sent keeps its order.
 */
export async function serveConnection(
  kernel: Kernel,
  socket: WebSocket,
  request: FastifyRequest,
  beatMs = BEAT_MS,
): Promise<void> {
  const connection = new Connection(kernel, socket, request, beatMs)
  await connection.open()
}

class Connection {
  readonly #kernel: Kernel
  readonly #socket: WebSocket
  readonly #request: FastifyRequest
  readonly #beatMs: number
  #caller: Admitted | undefined
  #token = ''
  /** What was told already when it was opened. */
  #seen: Snapshot | undefined
  #queue: Promise<void>
  #isAlive = true
  readonly #ends: (() => void)[] = []

  constructor(kernel: Kernel, socket: WebSocket, request: FastifyRequest, beatMs: number) {
    this.#kernel = kernel
    this.#socket = socket
    this.#request = request
    this.#beatMs = beatMs
    this.#queue = Promise.resolve()
  }

  async open(): Promise<void> {
    this.#socket.on('close', () => {
      for (const end of this.#ends.splice(0)) end()
    })
    this.#socket.on('pong', () => {
      this.#isAlive = true
    })
    const opened = Promise.withResolvers<void>()
    // What is found before it is open waits.
    this.#queue = opened.promise
    try {
      const caller = await admitted(this.#kernel, this.#request)
      const from = this.#from()
      this.#caller = caller
      this.#atEnd(countIn(this.#kernel, caller))
      const hear = (found: Found) => this.#enqueue(() => this.#deliver(found))
      const { live } = this.#kernel
      const missed = await live.listen(caller.tenant.id, from, hear)
      this.#atEnd(() => live.leave(caller.tenant.id, hear))
      this.#seen = missed.position.snapshot
      this.#token = tokenOf(missed.position)
      this.#send({ type: 'hello', token: this.#token, beatMs: this.#beatMs })
      if (missed.reset) this.#send({ type: 'reset', token: this.#token })
      this.#tell(missed.changes)
      const beat = setInterval(() => this.#enqueue(() => this.#beat()), this.#beatMs).unref()
      this.#atEnd(() => clearInterval(beat))
    } catch (error) {
      this.#refuse(error)
    } finally {
      opened.resolve()
    }
  }

  /** Does it when the connection ends, or now if it has. */
  #atEnd(end: () => void): void {
    if (this.#socket.readyState === this.#socket.OPEN) this.#ends.push(end)
    else end()
  }

  #from(): Position | undefined {
    const { since } = this.#request.query as { since?: unknown }
    return since === undefined || since === '' ? undefined : positionOf(String(since))
  }

  #enqueue(work: () => Promise<void>): void {
    this.#queue = this.#queue.then(async () => {
      if (this.#socket.readyState !== this.#socket.OPEN) return
      try {
        await work()
      } catch (error) {
        this.#refuse(error)
      }
    })
  }

  async #deliver({ position, changes, reset }: Found): Promise<void> {
    const seen = this.#seen
    const fresh = seen ? changes.filter(({ xid }) => !isVisible(seen, xid)) : changes
    if (seen && position.snapshot.xmin >= seen.xmax) this.#seen = undefined
    // One that was read before this connection began takes it back to nothing it does not know.
    if (!seen || position.snapshot.xmax >= seen.xmax) this.#token = tokenOf(position)
    if (reset || fresh.some(({ operation }) => this.#kernel.live.decidesAccess(operation)))
      await this.#lookAgain()
    if (reset) this.#send({ type: 'reset', token: this.#token })
    this.#tell(fresh)
  }

  #tell(changes: readonly Change[]): void {
    const kinds = kindsOf(this.#kernel)
    const { principal } = this.#caller!
    const own = changes.filter(({ entity, entityId }) => mayRead(kinds.get(entity), principal, entityId))
    if (own.length > 0) this.#send({ type: 'changes', token: this.#token, changes: own.map(told) })
  }

  async #beat(): Promise<void> {
    if (!this.#isAlive) {
      this.#socket.terminate()
      return
    }
    this.#isAlive = false
    this.#socket.ping()
    await this.#lookAgain()
    this.#send({ type: 'beat', token: this.#token })
  }

  /** Whether who is there may still be, and what they may do now. */
  async #lookAgain(): Promise<void> {
    const before = this.#caller!.principal.permissions.patterns.join()
    this.#caller = await admitted(this.#kernel, this.#request)
    if (this.#caller.principal.permissions.patterns.join() !== before) this.#send({ type: 'access' })
  }

  #send(message: object): void {
    if (this.#socket.readyState !== this.#socket.OPEN) return
    if (this.#socket.bufferedAmount > MOST_BUFFERED_BYTES) this.#socket.close(CLOSE.slow, 'slow')
    else this.#socket.send(JSON.stringify(message))
  }

  #refuse(error: unknown): void {
    const problem = error instanceof Problem ? error : fail('unavailable', {}, { cause: error })
    if (problem.status >= 500) this.#kernel.log.warn({ err: error }, 'a live connection cannot go on')
    this.#socket.close(CLOSE.of(problem), problem.code)
  }
}
