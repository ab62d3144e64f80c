import { fail } from '../errors.ts'
import type { Effect, TokenQuantities } from '../token/quantities.ts'
import type { TokenState, TokenTaskState } from '../token/work-token.ts'
import { minutesBetween } from './labour.ts'
import type { WipEvent } from './wip-log.ts'

export interface Operator {
  readonly id: string
  readonly name: string
}

/** One operation of the ticket, with where the token stands at it. Quantities in millionths. */
export interface TaskAt {
  readonly code: string
  readonly predecessors: readonly string[]
  readonly evidence: readonly string[]
  readonly state: TokenTaskState
  /** Whether any work was ever logged at it. */
  readonly touched: boolean
  readonly good: bigint
  readonly rejected: bigint
  readonly operator: Operator | null
  readonly runningSince: Date | null
}

/** The token as it stands, locked. */
export interface TokenAt {
  readonly code: string
  readonly kind: 'piece' | 'batch'
  readonly sku: string
  readonly state: TokenState
  readonly heldAt: Date | null
  readonly quantity: bigint
  readonly finished: bigint
  /** Whether only whole numbers can be logged. */
  readonly whole: boolean
  readonly ticket: { readonly number: string; readonly heldAt: Date | null }
  readonly tasks: readonly TaskAt[]
}

/** What somebody logs. */
export interface Logged {
  readonly event: WipEvent
  readonly taskCode: string
  readonly good: bigint | undefined
  readonly rejected: bigint | undefined
  /** Typed by hand, for a complete without a start. */
  readonly minutes: bigint | undefined
  readonly note: string | undefined
  readonly files: number
  /** When it happened: by the device, but not later than now. */
  readonly at: Date
  readonly operator: Operator
  readonly to: Operator | undefined
}

/** What a log does. */
export interface Decision {
  readonly good: bigint
  readonly rejected: bigint
  /** Minutes of the stretch that it ends, in millionths. */
  readonly minutes: bigint
  readonly effects: readonly Effect[]
  /** The tasks whose state it changes; the one that the log names is always there. */
  readonly tasks: ReadonlyMap<string, TokenTaskState>
  /** Who is at the named task from now on, and since when. */
  readonly operator: Operator | null
  readonly runningSince: Date | null
  readonly stops: Operator | null
  readonly starts: Operator | null
  readonly tokenState: TokenState
  /** How much went through the last operation with it. */
  readonly finished: bigint
  readonly scrapped: bigint
}

/** Whether somebody worked; the others set a token aside or let it go on. */
export const isWork = (event: WipEvent): boolean => event !== 'hold' && event !== 'release'

/**
 * What every decision has in common: the stretch that ends, and the states of all tasks that follow from the quantities.
 * `keepsRunning`: the named task goes on as it is.
 */
export function settle(
  token: TokenAt,
  task: TaskAt,
  log: Logged,
  quantities: TokenQuantities,
  next: { state?: TokenTaskState; keepsRunning?: boolean },
): Decision {
  const endsStretch = task.state === 'running' && next.keepsRunning !== true
  const tasks = new Map<string, TokenTaskState>()
  for (const one of token.tasks) {
    const isNamed = one === task
    const wanted = isNamed ? (next.state ?? (endsStretch ? 'paused' : one.state)) : one.state
    const state = stateOf(token, one, wanted, quantities)
    if (isNamed || state !== one.state) tasks.set(one.code, state)
  }
  const keepsRunning = task.state === 'running' && !endsStretch
  const works = isWork(log.event)
  return {
    good: 0n,
    rejected: 0n,
    minutes: endsStretch ? minutesBetween(task.runningSince!, log.at) : 0n,
    effects: quantities.effects(),
    tasks,
    operator: keepsRunning ? task.operator : works ? log.operator : task.operator,
    runningSince: keepsRunning ? task.runningSince : null,
    stops: endsStretch ? task.operator : null,
    starts: null,
    tokenState: token.state === 'waiting' && works ? 'in_progress' : token.state,
    finished: 0n,
    scrapped: 0n,
  }
}

/** A task is done when all of the quantity is; one that runs must have something to work on. */
function stateOf(
  token: TokenAt,
  task: TaskAt,
  wanted: TokenTaskState,
  quantities: TokenQuantities,
): TokenTaskState {
  if (quantities.at(task.code).good >= token.quantity) return 'done'
  if (wanted === 'running') {
    if (quantities.available(task.code) <= 0n && task.state === 'running')
      throw fail('manufacturing.task_running', { task: task.code, operator: task.operator?.name ?? '' })
    return 'running'
  }
  if (wanted === 'paused' && quantities.available(task.code) > 0n) return 'paused'
  return 'open'
}
