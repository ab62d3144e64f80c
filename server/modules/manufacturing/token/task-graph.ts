/** An operation of a ticket as a node: its code and the codes that it waits for. */
export interface TaskNode {
  readonly code: string
  readonly predecessors: readonly string[]
}

/** The operations of one ticket: sequence, parallel, join. The routing made sure that there is no cycle. */
export class TaskGraph {
  /** Every code, each after all that it waits for. */
  readonly order: readonly string[]
  /** What nothing waits for: with these a piece is finished. */
  readonly last: readonly string[]
  readonly #predecessors = new Map<string, readonly string[]>()
  readonly #successors = new Map<string, string[]>()

  constructor(nodes: readonly TaskNode[]) {
    for (const { code, predecessors } of nodes) {
      this.#predecessors.set(code, predecessors)
      for (const predecessor of predecessors) {
        const successors = this.#successors.get(predecessor)
        if (successors) successors.push(code)
        else this.#successors.set(predecessor, [code])
      }
    }
    this.order = this.#sorted(nodes)
    this.last = this.order.filter((code) => !this.#successors.has(code))
  }

  predecessors(code: string): readonly string[] {
    return this.#predecessors.get(code) ?? []
  }

  /** Everything that has to be done before this. */
  ancestors(code: string): Set<string> {
    return reach(code, (at) => this.predecessors(at))
  }

  /** Everything that has to wait for this. */
  descendants(code: string): Set<string> {
    return reach(code, (at) => this.#successors.get(at) ?? [])
  }

  #sorted(nodes: readonly TaskNode[]): string[] {
    const waiting = new Map(nodes.map((node) => [node.code, node.predecessors.length]))
    const order = nodes.filter((node) => node.predecessors.length === 0).map((node) => node.code)
    for (let i = 0; i < order.length; i++) {
      for (const successor of this.#successors.get(order[i]!) ?? []) {
        const left = waiting.get(successor)! - 1
        waiting.set(successor, left)
        if (left === 0) order.push(successor)
      }
    }
    if (order.length !== nodes.length) throw new Error('the operations of a ticket wait for each other')
    return order
  }
}

function reach(from: string, next: (code: string) => readonly string[]): Set<string> {
  const found = new Set<string>()
  const open = [...next(from)]
  for (let code = open.pop(); code !== undefined; code = open.pop()) {
    if (found.has(code)) continue
    found.add(code)
    open.push(...next(code))
  }
  return found
}
