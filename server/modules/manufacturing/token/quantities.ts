import { least } from '../quantity.ts'
import type { TaskGraph } from './task-graph.ts'

/** What stands at one operation: done well, and rejected and waiting for a decision. Millionths of the product's unit. */
export interface TaskQuantity {
  readonly good: bigint
  readonly rejected: bigint
}

/** What an event changes at one operation. */
export interface Effect extends TaskQuantity {
  readonly code: string
}

/**
 * How far a token is at every operation: a piece is a batch of one. Of what the predecessors have finished (of the whole
 * quantity, where there are none), some is good, some rejected, and the rest can be worked on. What is finished has passed
 * every operation and is never taken back. Within a batch one piece is like another.
 */
export class TokenQuantities {
  readonly #graph: TaskGraph
  readonly #quantity: bigint
  readonly #finished: bigint
  readonly #before: ReadonlyMap<string, TaskQuantity>
  readonly #now: Map<string, TaskQuantity>

  constructor(
    graph: TaskGraph,
    token: { quantity: bigint; finished: bigint },
    tasks: ReadonlyMap<string, TaskQuantity>,
  ) {
    this.#graph = graph
    this.#quantity = token.quantity
    this.#finished = token.finished
    this.#before = tasks
    this.#now = new Map(tasks)
  }

  at(code: string): TaskQuantity {
    return this.#now.get(code) ?? { good: 0n, rejected: 0n }
  }

  /** How much has come as far as this operation. */
  arrived(code: string): bigint {
    return this.#graph
      .predecessors(code)
      .map((predecessor) => this.at(predecessor).good)
      .reduce(least, this.#quantity)
  }

  /** How much can be worked on here now. */
  available(code: string): bigint {
    const { good, rejected } = this.at(code)
    return this.arrived(code) - good - rejected
  }

  /** How much has passed every operation. */
  throughAll(): bigint {
    return this.#graph.last.map((code) => this.at(code).good).reduce(least, this.#quantity)
  }

  /** What was changed since the beginning. */
  effects(): Effect[] {
    return this.#graph.order.flatMap((code) => {
      const { good = 0n, rejected = 0n } = this.#before.get(code) ?? {}
      const now = this.at(code)
      const effect = { code, good: now.good - good, rejected: now.rejected - rejected }
      return effect.good === 0n && effect.rejected === 0n ? [] : [effect]
    })
  }

  add(code: string, change: Partial<TaskQuantity>): void {
    const { good, rejected } = this.at(code)
    this.#now.set(code, { good: good + (change.good ?? 0n), rejected: rejected + (change.rejected ?? 0n) })
  }

  /**
   * Sends `amount` back to be done again from this operation on: of what was rejected here, else of what was rejected
   * further on, else of what was done here and is not finished. False where there is not as much of one of them.
   */
  rework(code: string, amount: bigint): boolean {
    if (this.at(code).rejected >= amount) {
      this.add(code, { rejected: -amount })
      return true
    }
    const after = this.#graph.descendants(code)
    const from = this.#graph.order.find((other) => after.has(other) && this.at(other).rejected >= amount)
    if (from === undefined && this.at(code).good - this.#finished < amount) return false
    this.add(code, { good: -amount })
    if (from !== undefined) {
      const before = this.#graph.ancestors(from)
      for (const between of after) if (before.has(between)) this.add(between, { good: -amount })
      this.add(from, { rejected: -amount })
    }
    this.#settle()
    return true
  }

  /** How much of what is at this operation or has passed it is still on its way. */
  scrappable(code: string): bigint {
    return this.arrived(code) - this.#finished
  }

  /**
   * Takes `amount` that got as far as this operation out: first what was rejected here, then what waits here, then what
   * went on. Everything before is to be done again for as much. `amount` is at most {@link scrappable}.
   */
  scrap(code: string, amount: bigint): void {
    const rejected = least(amount, this.at(code).rejected)
    const waiting = least(amount - rejected, this.available(code))
    this.add(code, { rejected: -rejected, good: -(amount - rejected - waiting) })
    for (const before of this.#graph.ancestors(code)) this.add(before, { good: -amount })
    this.#settle()
  }

  /** Takes everything out: a piece that is lost. */
  clear(): void {
    for (const code of this.#graph.order) this.#now.set(code, { good: 0n, rejected: 0n })
  }

  /** Undoes effects of an earlier event. False where what was done since stands on them. */
  takeBack(effects: readonly Effect[]): boolean {
    for (const { code, good, rejected } of effects) this.add(code, { good: -good, rejected: -rejected })
    return this.#graph.order.every((code) => {
      const { good, rejected } = this.at(code)
      return good >= this.#finished && rejected >= 0n && this.available(code) >= 0n
    })
  }

  /** Where less arrives than was done, what was done there is to be done again: first what is good, then what was rejected. */
  #settle(): void {
    for (const code of this.#graph.order) {
      const excess = -this.available(code)
      if (excess <= 0n) continue
      const good = least(excess, this.at(code).good - this.#finished)
      this.add(code, { good: -good, rejected: -(excess - good) })
    }
  }
}
