import { fail } from '../errors.ts'
import { decimalText, ONE } from '../quantity.ts'
import { TokenQuantities } from '../token/quantities.ts'
import { TaskGraph } from '../token/task-graph.ts'
import { type Decision, type Logged, type Operator, settle, type TaskAt, type TokenAt } from './decision.ts'
import type { WipEvent } from './wip-log.ts'

/** Quantities of a log that mean something, by event. */
const QUANTITIES: Partial<Record<WipEvent, readonly ('good' | 'rejected')[]>> = {
  complete: ['good', 'rejected'],
  reject: ['rejected'],
  rework: ['rejected'],
  scrap: ['rejected'],
}
/** Events that begin something, which a hold forbids from its moment on. */
const BEGINS: readonly WipEvent[] = ['start', 'resume', 'rework', 'handover']

/**
 * Whether something can be logged for a token, and what it does: the rules of the shop floor, and nothing else.
 *
 * @throws Problem one of `WORK_ERRORS`
 */
export function decide(token: TokenAt, log: Logged): Decision {
  const task = token.tasks.find((one) => one.code === log.taskCode)
  if (!task) throw fail('manufacturing.task_unknown', { task: log.taskCode, ticket: token.ticket.number })
  assertOpen(token, task, log)
  assertMeaningful(token, log)
  const quantities = new TokenQuantities(
    new TaskGraph(token.tasks),
    token,
    new Map(token.tasks.map((one) => [one.code, one])),
  )
  switch (log.event) {
    case 'start':
    case 'resume':
      return begin(token, task, log, quantities)
    case 'pause':
      assertRunningBy(task, log.operator)
      return settle(token, task, log, quantities, { state: 'paused' })
    case 'handover':
      return handOver(token, task, log, quantities)
    case 'complete':
      return complete(token, task, log, quantities)
    case 'reject':
      return reject(token, task, log, quantities)
    case 'rework':
      return rework(token, task, log, quantities)
    case 'scrap':
      return scrap(token, task, log, quantities)
    case 'hold':
      if (token.state === 'on_hold') throw fail('manufacturing.token_on_hold', { token: token.code })
      return {
        ...settle(token, task, log, quantities, { keepsRunning: !isRunningBy(task, log.operator) }),
        tokenState: 'on_hold',
      }
    case 'release':
      if (token.state !== 'on_hold')
        throw fail('manufacturing.token_not_on_hold', { token: token.code, state: token.state })
      return {
        ...settle(token, task, log, quantities, { keepsRunning: true }),
        tokenState: token.tasks.some((one) => one.touched) ? 'in_progress' : 'waiting',
      }
  }
}

const isRunningBy = (task: TaskAt, operator: Operator): boolean =>
  task.state === 'running' && task.operator?.id === operator.id

function assertOpen(token: TokenAt, task: TaskAt, log: Logged): void {
  if (token.state === 'finished' || token.state === 'scrapped' || token.state === 'void')
    throw fail('manufacturing.token_over', { token: token.code, state: token.state })
  const begins = BEGINS.includes(log.event) || (log.event === 'complete' && task.state !== 'running')
  // What happened before the hold, on a device that was offline, still counts.
  const isHeld = (heldAt: Date | null) => begins && heldAt !== null && log.at.getTime() >= heldAt.getTime()
  if (isHeld(token.ticket.heldAt)) throw fail('manufacturing.ticket_on_hold', { ticket: token.ticket.number })
  if (isHeld(token.heldAt)) throw fail('manufacturing.token_on_hold', { token: token.code })
}

function assertMeaningful(token: TokenAt, log: Logged): void {
  const meant = QUANTITIES[log.event] ?? []
  for (const field of ['good', 'rejected'] as const) {
    const quantity = log[field]
    if (quantity === undefined) continue
    if (!meant.includes(field))
      throw fail('manufacturing.quantity_pointless', { event: log.event, field: `${field}Quantity` })
    if (token.whole && quantity % ONE !== 0n) throw fail('manufacturing.quantity_whole', { sku: token.sku })
  }
  if (log.minutes !== undefined && log.event !== 'complete')
    throw fail('manufacturing.quantity_pointless', { event: log.event, field: 'minutes' })
  if ((log.event === 'handover') !== (log.to !== undefined) || log.to?.id === log.operator.id)
    throw fail('manufacturing.handover_to_whom')
}

function begin(token: TokenAt, task: TaskAt, log: Logged, quantities: TokenQuantities): Decision {
  if (task.state === 'running')
    throw fail('manufacturing.task_running', { task: task.code, operator: task.operator?.name ?? '' })
  if (task.state === 'done') throw fail('manufacturing.task_done', { task: task.code, token: token.code })
  if (log.event === 'start' && task.state === 'paused')
    throw fail('manufacturing.task_paused', { task: task.code })
  if (log.event === 'resume' && task.state !== 'paused')
    throw fail('manufacturing.not_paused', { task: task.code, state: task.state })
  assertSomethingToDo(token, task, quantities)
  return {
    ...settle(token, task, log, quantities, { state: 'running' }),
    operator: log.operator,
    runningSince: log.at,
    starts: log.operator,
  }
}

/** Refuses a task for which nothing has come yet, or whose pieces all wait for a decision. */
function assertSomethingToDo(token: TokenAt, task: TaskAt, quantities: TokenQuantities): void {
  if (quantities.available(task.code) > 0n) return
  if (quantities.at(task.code).rejected > 0n)
    throw fail('manufacturing.rejected_waiting', { task: task.code })
  if (quantities.arrived(task.code) >= token.quantity)
    throw fail('manufacturing.task_done', { task: task.code, token: token.code })
  const waitingFor = task.predecessors.filter((code) => quantities.at(code).good < token.quantity)
  throw fail('manufacturing.predecessors_open', { task: task.code, waitingFor: waitingFor.join(', ') })
}

function assertRunningBy(task: TaskAt, operator: Operator): void {
  if (task.state !== 'running') throw fail('manufacturing.not_started', { task: task.code })
  if (task.operator?.id !== operator.id)
    throw fail('manufacturing.run_by_other', { task: task.code, operator: task.operator?.name ?? '' })
}

function handOver(token: TokenAt, task: TaskAt, log: Logged, quantities: TokenQuantities): Decision {
  assertRunningBy(task, log.operator)
  return {
    ...settle(token, task, log, quantities, { state: 'running' }),
    operator: log.to!,
    runningSince: log.at,
    starts: log.to!,
  }
}

function complete(token: TokenAt, task: TaskAt, log: Logged, quantities: TokenQuantities): Decision {
  if (task.state === 'done') throw fail('manufacturing.task_done', { task: task.code, token: token.code })
  if (task.state === 'running') assertRunningBy(task, log.operator)
  if (task.state === 'open' && log.minutes === undefined) {
    assertSomethingToDo(token, task, quantities)
    throw fail('manufacturing.not_started', { task: task.code })
  }
  if (task.state !== 'open' && log.minutes !== undefined)
    throw fail('manufacturing.minutes_measured', { task: task.code })
  assertSomethingToDo(token, task, quantities)
  const rejected = log.rejected ?? 0n
  const good = log.good ?? quantities.available(task.code) - rejected
  if (good < 0n || good + rejected > quantities.available(task.code) || good + rejected === 0n)
    throw exceeds(task, quantities.available(task.code), (log.good ?? 0n) + rejected)
  assertEvidence(task, log)
  quantities.add(task.code, { good, rejected })
  const finished = quantities.throughAll() - token.finished
  if (finished > 0n && token.state === 'on_hold')
    throw fail('manufacturing.token_on_hold', { token: token.code })
  const decision = settle(token, task, log, quantities, { state: 'open' })
  const isOver = finished > 0n && token.finished + finished === token.quantity
  return {
    ...decision,
    good,
    rejected,
    finished,
    minutes: log.minutes ?? decision.minutes,
    tokenState: isOver ? 'finished' : decision.tokenState,
  }
}

const exceeds = (task: TaskAt, available: bigint, given: bigint) =>
  fail('manufacturing.quantity_exceeds', {
    task: task.code,
    available: decimalText(available),
    given: decimalText(given),
  })

function assertEvidence(task: TaskAt, log: Logged): void {
  const missing = task.evidence.filter((kind) => (kind === 'photo' ? log.files === 0 : !log.note))
  if (missing.length > 0)
    throw fail('manufacturing.evidence_missing', { task: task.code, evidence: missing.join(', ') })
}

/** How much of a batch an event is about; of a piece it is the piece. */
function amountOf(token: TokenAt, log: Logged): bigint {
  const amount = log.rejected ?? (token.kind === 'piece' ? token.quantity : undefined)
  if (amount === undefined || amount === 0n) throw fail('manufacturing.quantity_missing')
  return amount
}

function reject(token: TokenAt, task: TaskAt, log: Logged, quantities: TokenQuantities): Decision {
  if (task.state === 'done') throw fail('manufacturing.task_done', { task: task.code, token: token.code })
  if (task.state === 'running') assertRunningBy(task, log.operator)
  const amount = amountOf(token, log)
  assertSomethingToDo(token, task, quantities)
  const available = quantities.available(task.code)
  if (amount > available) throw exceeds(task, available, amount)
  quantities.add(task.code, { rejected: amount })
  // Of a batch, the rest can be worked on.
  const keepsRunning = task.state === 'running' && amount < available
  return {
    ...settle(token, task, log, quantities, keepsRunning ? { keepsRunning } : { state: 'open' }),
    rejected: amount,
  }
}

function rework(token: TokenAt, task: TaskAt, log: Logged, quantities: TokenQuantities): Decision {
  const amount = amountOf(token, log)
  if (!quantities.rework(task.code, amount))
    throw fail('manufacturing.nothing_to_rework', { task: task.code })
  return {
    ...settle(token, task, log, quantities, { keepsRunning: true }),
    rejected: amount,
  }
}

function scrap(token: TokenAt, task: TaskAt, log: Logged, quantities: TokenQuantities): Decision {
  const amount = amountOf(token, log)
  const scrappable = quantities.scrappable(task.code)
  if (token.kind === 'batch' && amount > scrappable) throw exceeds(task, scrappable, amount)
  if (token.kind === 'piece') {
    if (amount !== token.quantity) throw exceeds(task, token.quantity, amount)
    quantities.clear()
  } else {
    quantities.scrap(task.code, amount)
  }
  const endsOwn =
    isRunningBy(task, log.operator) && (token.kind === 'piece' || quantities.available(task.code) === 0n)
  const decision = settle(token, task, log, quantities, endsOwn ? { state: 'open' } : { keepsRunning: true })
  if (token.kind === 'piece') {
    const running = token.tasks.find((one) => one.state === 'running' && !(one === task && endsOwn))
    if (running)
      throw fail('manufacturing.task_running', { task: running.code, operator: running.operator?.name ?? '' })
  }
  return {
    ...decision,
    rejected: amount,
    scrapped: amount,
    tokenState: token.kind === 'piece' ? 'scrapped' : decision.tokenState,
  }
}
