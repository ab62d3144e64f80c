import type { DataOf } from '../../api/queries.ts'
import { closesCircle, type Edge } from '../../kit/graph/layout.ts'
import type { PlainKey } from '../../texts/texts.tsx'

/** How large an operation is drawn. */
export const NODE = { width: 176, height: 76 }

export const EVIDENCE = ['photo', 'measurement', 'check'] as const
export type Evidence = (typeof EVIDENCE)[number]
export const EVIDENCE_TEXTS = {
  photo: 'routing.evidence.photo',
  measurement: 'routing.evidence.measurement',
  check: 'routing.evidence.check',
} as const satisfies Record<Evidence, PlainKey>
export const isEvidence = (text: string): text is Evidence => EVIDENCE.some((kind) => kind === text)

/** An operation while somebody changes it: known by a key, so that its code can be typed. */
export interface DraftOperation {
  key: string
  code: string
  name: string
  nameTh: string
  workCentreId: string
  /** Keys. */
  predecessors: readonly string[]
  standardMinutes: string
  setupMinutes: string
  evidence: readonly Evidence[]
}
export type Draft = readonly DraftOperation[]

export const draftOf = (operations: DataOf<'/api/v1/products/{productId}/routing'>['operations']): Draft =>
  operations.map((operation) => ({
    ...operation,
    key: operation.code,
    nameTh: operation.nameTh ?? '',
    evidence: operation.evidence.filter(isEvidence),
  }))

export const edgesOf = (draft: Draft): Edge[] =>
  draft.flatMap(({ key, predecessors }) => predecessors.map((from) => ({ from, to: key })))

/** Whether `to` may wait for `from`: not for itself, and not for what waits for it. */
export const mayConnect = (draft: Draft, from: string, to: string): boolean =>
  !closesCircle(edgesOf(draft), from, to)

export const connected = (draft: Draft, from: string, to: string): boolean =>
  draft.some(({ key, predecessors }) => key === to && predecessors.includes(from))

export const change = (draft: Draft, key: string, patch: Partial<DraftOperation>): Draft =>
  draft.map((operation) => (operation.key === key ? { ...operation, ...patch } : operation))

/** `to` waits for `from` from now on. The same draft where it does already, or would wait for itself in the end. */
export function connect(draft: Draft, from: string, to: string): Draft {
  if (connected(draft, from, to) || !mayConnect(draft, from, to)) return draft
  return draft.map((operation) =>
    operation.key === to ? { ...operation, predecessors: [...operation.predecessors, from] } : operation,
  )
}

export const disconnect = (draft: Draft, { from, to }: Edge): Draft =>
  draft.map((operation) =>
    operation.key === to
      ? { ...operation, predecessors: operation.predecessors.filter((key) => key !== from) }
      : operation,
  )

/** Takes an operation out; what waited for it waits for what it waited for. */
export function remove(draft: Draft, key: string): Draft {
  const gone = draft.find((operation) => operation.key === key)
  if (!gone) return draft
  return draft
    .filter((operation) => operation.key !== key)
    .map((operation) =>
      operation.predecessors.includes(key)
        ? {
            ...operation,
            predecessors: [
              ...new Set([...operation.predecessors.filter((other) => other !== key), ...gone.predecessors]),
            ],
          }
        : operation,
    )
}

/** Whether it has everything that an operation must have; the server says whether that is right. */
export const isFilledIn = ({ code, name, workCentreId, standardMinutes }: DraftOperation): boolean =>
  [code, name, workCentreId, standardMinutes].every((text) => text.trim() !== '')

/** Adds an operation behind another one, or at the beginning. */
export function add(
  draft: Draft,
  workCentreId: string,
  after: string | undefined,
): { draft: Draft; key: string } {
  const key = `new-${Math.max(0, ...draft.map((one) => Number(/^new-(\d+)$/.exec(one.key)?.[1] ?? 0))) + 1}`
  const operation: DraftOperation = {
    key,
    code: '',
    name: '',
    nameTh: '',
    workCentreId,
    predecessors: after === undefined ? [] : [after],
    standardMinutes: '',
    setupMinutes: '0',
    evidence: [],
  }
  return { draft: [...draft, operation], key }
}

/** The draft as the command takes it: in an order in which nothing stands before what it waits for. */
export function toOperations(draft: Draft) {
  const codeOf = new Map(draft.map(({ key, code }) => [key, code.trim()]))
  const done = new Set<string>()
  const sorted: DraftOperation[] = []
  let open = [...draft]
  while (open.length > 0) {
    const ready = open.filter(({ predecessors }) => predecessors.every((key) => done.has(key)))
    // The server says what is wrong with it.
    const next = ready.length === 0 ? open : ready
    for (const operation of next) done.add(operation.key)
    sorted.push(...next)
    open = open.filter(({ key }) => !done.has(key))
  }
  return sorted.map(
    ({ key, code, nameTh, name, predecessors, evidence, setupMinutes, standardMinutes, workCentreId }) => ({
      code: codeOf.get(key) ?? code,
      name: name.trim(),
      ...(nameTh.trim() === '' ? {} : { nameTh: nameTh.trim() }),
      workCentreId,
      predecessors: predecessors.map((other) => codeOf.get(other) ?? other),
      standardMinutes: standardMinutes.trim(),
      setupMinutes: setupMinutes.trim() === '' ? '0' : setupMinutes.trim(),
      evidence: [...evidence],
    }),
  )
}
