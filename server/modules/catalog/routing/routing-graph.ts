import type { Problem } from '../../../kernel/errors/problem.ts'
import { fail } from '../errors.ts'

export interface OperationNode {
  code: string
  predecessors: readonly string[]
}

/** What is wrong with a routing as a graph, or undefined: codes are unique, predecessors exist, nothing waits for itself. */
export function routingProblem(operations: readonly OperationNode[]): Problem | undefined {
  const byCode = new Map<string, OperationNode>()
  for (const operation of operations) {
    if (byCode.has(operation.code)) return fail('catalog.operation_twice', { operation: operation.code })
    byCode.set(operation.code, operation)
  }
  for (const operation of operations) {
    for (const predecessor of operation.predecessors) {
      if (!byCode.has(predecessor))
        return fail('catalog.predecessor_unknown', { operation: operation.code, predecessor })
    }
  }
  const done = new Set<string>()
  let open = [...operations]
  while (open.length > 0) {
    const ready = open.filter((operation) => operation.predecessors.every((code) => done.has(code)))
    if (ready.length === 0) return fail('catalog.routing_has_cycle', { operation: open[0]!.code })
    for (const operation of ready) done.add(operation.code)
    open = open.filter((operation) => !done.has(operation.code))
  }
  return undefined
}
