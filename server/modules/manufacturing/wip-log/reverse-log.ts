import { z } from 'zod'
import type { TenantContext } from '../../../kernel/command/context.ts'
import { command } from '../../../kernel/command/operation.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { fail as kernelFail } from '../../../kernel/errors/kernel-errors.ts'
import { EXAMPLE_ID } from '../../../kernel/resource/resource.ts'
import { decimal, id, paragraph } from '../../../kernel/wire.ts'
import { fail } from '../errors.ts'
import { decimalText, millionths } from '../quantity.ts'
import { WORKED_ON } from '../ticket/ticket-states.ts'
import { type LoadedTask, type LoadedToken, loadToken } from '../token/load-token.ts'
import { type Effect, TokenQuantities } from '../token/quantities.ts'
import { TaskGraph } from '../token/task-graph.ts'
import { TOKEN_TASK_STATES, type TokenTaskState } from '../token/work-token.ts'
import { earnedBy } from './take-log.ts'
import type { LoggedEffect, WipEvent } from './wip-log.ts'
import { nextLogId, type TaskAfter, writeLog } from './write-log.ts'

interface LogRow {
  id: string
  event: WipEvent
  task_id: string
  operator_id: string
  operator_name: string
  to_operator_id: string | null
  to_operator_name: string | null
  good_quantity: string
  rejected_quantity: string
  effects: LoggedEffect[] | null
  device_at: Date
  device_event_id: string
  minutes: string
  labour_cost_minor: bigint
  reverses_id: string | null
  /** A reversal that took it back, a log that stands on it, and whether pieces were finished with it or since. */
  reversed_by: string | null
  later_event: WipEvent | null
  final: boolean
  /** The event before it at the same task that still stands. */
  before_event: WipEvent | null
}

export const reverseLog = command({
  name: 'manufacturing.wip.reverse',
  summary: 'Take back a WIP log that was wrong',
  description:
    'Writes a log that reverses it; quantities, minutes, labour and progress follow. The last log of a token at an operation comes first. What took pieces into stock or scrapped them stands.',
  route: 'POST /wip-logs/:id/reverse',
  status: 201,
  errors: [
    'manufacturing.ticket_state',
    'manufacturing.token_over',
    'manufacturing.log_reversed',
    'manufacturing.log_not_last',
    'manufacturing.log_opposite',
    'manufacturing.log_final',
  ],
  input: z.object({ id, reason: paragraph(500).optional() }),
  output: z.object({
    id,
    reversesId: id,
    tokenCode: z.string(),
    taskCode: z.string(),
    taskState: z.enum(TOKEN_TASK_STATES),
    earnedMinutes: decimal,
    totalMinutes: decimal,
  }),
  example: { id: EXAMPLE_ID, reason: 'It was the other bag' },
  async run(ctx, input) {
    const tenant = sql`${ctx.tenant.id}::uuid`
    const found = await ctx.tx.first<{ token_id: string }>(
      sql`select token_id from wip_log where tenant_id = ${tenant} and id = ${input.id}::uuid`,
    )
    if (!found) throw kernelFail('not_found')
    const [token, log] = await Promise.all([
      loadToken(ctx, { id: found.token_id }, { lock: true }),
      loadLog(ctx, input.id),
    ])
    const task = token!.tasks.find((one) => one.id === log.task_id)!
    assertReversible(token!, task, log)
    return await takeBack(ctx, token!, task, log, input.reason)
  },
})

/** Sent behind the lock of the ticket: nothing of this token is logged meanwhile. */
async function loadLog(ctx: TenantContext, logId: string): Promise<LogRow> {
  const tenant = sql`${ctx.tenant.id}::uuid`
  return await ctx.tx.one<LogRow>(sql`
    with log as (select * from wip_log where tenant_id = ${tenant} and id = ${logId}::uuid),
    standing as (
      select o.id, o.event from log l
        join wip_log o on o.tenant_id = ${tenant} and o.token_id = l.token_id and o.task_id = l.task_id
      where o.id <> l.id and o.reverses_id is null and o.event not in ('hold', 'release')
        and not exists (
          select from wip_log r where r.tenant_id = ${tenant} and r.token_id = l.token_id and r.reverses_id = o.id
        )
    )
    select l.*,
      (select r.id from wip_log r where r.tenant_id = ${tenant} and r.token_id = l.token_id and r.reverses_id = l.id limit 1) as reversed_by,
      (select s.event from standing s where s.id > l.id order by s.id desc limit 1) as later_event,
      (select s.event from standing s where s.id < l.id order by s.id desc limit 1) as before_event,
      exists (
        select from wip_log o where o.tenant_id = ${tenant} and o.token_id = l.token_id and o.id >= l.id and o.finished_quantity > 0
      ) as final
    from log l`)
}

function assertReversible(token: LoadedToken, task: LoadedTask, log: LogRow): void {
  if (!WORKED_ON.includes(token.ticket.state))
    throw fail('manufacturing.ticket_state', { ticket: token.ticket.number, state: token.ticket.state })
  if (log.reverses_id !== null || log.reversed_by !== null) throw fail('manufacturing.log_reversed')
  if (log.event === 'hold' || log.event === 'release')
    throw fail('manufacturing.log_opposite', {
      event: log.event,
      opposite: log.event === 'hold' ? 'release' : 'hold',
    })
  if (log.event === 'scrap' || log.final) throw fail('manufacturing.log_final')
  if (token.state === 'finished' || token.state === 'scrapped' || token.state === 'void')
    throw fail('manufacturing.token_over', { token: token.code, state: token.state })
  if (log.later_event !== null)
    throw fail('manufacturing.log_not_last', { event: log.later_event, task: task.code })
}

async function takeBack(
  ctx: TenantContext,
  token: LoadedToken,
  task: LoadedTask,
  log: LogRow,
  reason: string | undefined,
) {
  const quantities = new TokenQuantities(
    new TaskGraph(token.tasks),
    token,
    new Map(token.tasks.map((one) => [one.code, one])),
  )
  if (!quantities.takeBack(effectsOf(token, log)))
    throw fail('manufacturing.log_not_last', { event: 'complete', task: laterThan(token, task) })
  const stops = task.state === 'running' && BEGINNINGS.includes(log.event)
  const tasks = token.tasks.flatMap((one): TaskAfter[] => {
    const { good, rejected } = quantities.at(one.code)
    const isNamed = one === task
    const available = quantities.available(one.code)
    const state = settled(
      isNamed ? stateBefore(one, log, stops) : one.state,
      good >= token.quantity,
      available,
    )
    // Somebody works with what is taken back.
    if (state === 'running' && available <= 0n)
      throw fail('manufacturing.log_not_last', { event: 'start', task: one.code })
    if (!isNamed && state === one.state && good === one.good && rejected === one.rejected) return []
    return [
      {
        task: one,
        state,
        good,
        rejected,
        operator: one.operator,
        runningSince: isNamed && stops ? null : one.runningSince,
        workedMinutes: one.workedMinutes - (isNamed ? millionths(log.minutes) : 0n),
        labourCostMinor: one.labourCostMinor - (isNamed ? log.labour_cost_minor : 0n),
      },
    ]
  })
  const logId = nextLogId(ctx, token)
  const earned = earnedBy(tasks)
  await writeLog(ctx, {
    token,
    log: {
      id: logId,
      event: log.event,
      task,
      operator: { id: log.operator_id, name: log.operator_name },
      to:
        log.to_operator_id === null
          ? undefined
          : { id: log.to_operator_id, name: log.to_operator_name ?? '' },
      recordedBy: ctx.principal.name,
      good: millionths(log.good_quantity),
      rejected: millionths(log.rejected_quantity),
      finished: 0n,
      minutes: -millionths(log.minutes),
      labourCostMinor: -log.labour_cost_minor,
      deviceAt: ctx.now,
      deviceEventId: logId,
      note: reason,
      fileIds: undefined,
      reversesId: log.id,
    },
    tasks,
    stops: stops ? task.operator : null,
    starts: null,
    tokenChange: {
      state: token.state,
      heldAt: token.heldAt,
      finished: 0n,
      scrapped: 0n,
      materialCostMinor: 0n,
      labourPostedMinor: 0n,
      finishedCostMinor: 0n,
    },
    ticketChange: {
      state: token.ticket.state,
      heldFrom: token.ticket.heldFrom,
      good: 0n,
      scrapped: 0n,
      earnedMinutes: earned,
      materialCostMinor: 0n,
      labourCostMinor: -log.labour_cost_minor,
      labourPostedMinor: 0n,
      finishedCostMinor: 0n,
    },
    deviceEvent: undefined,
  })
  ctx.audit({
    entity: 'wip_log',
    id: logId,
    label: `${token.code} ${task.code} ${log.event}`,
    changes: { reverses: log.id, ...(reason ? { reason } : {}) },
  })
  return {
    id: logId,
    reversesId: log.id,
    tokenCode: token.code,
    taskCode: task.code,
    taskState: tasks.find((after) => after.task === task)!.state,
    earnedMinutes: decimalText(token.ticket.earnedMinutes + earned),
    totalMinutes: decimalText(token.ticket.totalMinutes),
  }
}

/** An operation after this one where work was logged. */
function laterThan(token: LoadedToken, task: LoadedTask): string {
  const after = new TaskGraph(token.tasks).descendants(task.code)
  return token.tasks.find((one) => after.has(one.code) && one.touched)?.code ?? task.code
}

/** Events after which somebody works. */
const BEGINNINGS: readonly WipEvent[] = ['start', 'resume', 'handover']

const effectsOf = (token: LoadedToken, log: LogRow): Effect[] =>
  (log.effects ?? []).map((effect) => ({
    code: token.tasks.find((task) => task.id === effect.task)!.code,
    good: millionths(effect.good),
    rejected: millionths(effect.rejected),
  }))

/**
 * Where a task stands without its last log: what still runs goes on; where work was begun it is paused, for the stretch
 * that the log had ended is gone with it; otherwise nothing was begun.
 */
function stateBefore(task: LoadedTask, log: LogRow, stops: boolean): TokenTaskState {
  if (task.state === 'running' && !stops) return 'running'
  const { before_event: before } = log
  return before !== null && (BEGINNINGS.includes(before) || before === 'pause') ? 'paused' : 'open'
}

function settled(state: TokenTaskState, isDone: boolean, available: bigint): TokenTaskState {
  if (isDone) return 'done'
  if (state === 'running') return 'running'
  return state === 'paused' && available > 0n ? 'paused' : 'open'
}
