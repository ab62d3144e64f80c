import type { TenantContext } from '../../../kernel/command/context.ts'
import { changeState } from '../../serials/index.ts'
import { fail } from '../errors.ts'
import { ticketCompleted, tokenFinished } from '../events.ts'
import { decimalText, millionths, times } from '../quantity.ts'
import type { TicketState } from '../ticket/job-ticket.ts'
import { WORKED_ON } from '../ticket/ticket-states.ts'
import {
  type Booked,
  finishPieces,
  NOTHING_BOOKED,
  scrapPieces,
  serialsOfTicket,
} from '../token/finish-token.ts'
import type { LoadedTask, LoadedToken } from '../token/load-token.ts'
import { replacePiece } from '../token/new-tokens.ts'
import { decide } from './decide.ts'
import { type Decision, isWork, type Operator } from './decision.ts'
import { labourCost } from './labour.ts'
import type { LogAnswer, LogInput } from './log-work.ts'
import type { WipEvent } from './wip-log.ts'
import { nextLogId, type TaskAfter, type TicketChange, writeLog } from './write-log.ts'

interface Request {
  input: LogInput
  fingerprint: string
  operator: Operator
  to: Operator | undefined
}

/** Takes a log of a locked token: the rules, then everything that follows, then the answer. */
export async function takeLog(ctx: TenantContext, token: LoadedToken, request: Request): Promise<LogAnswer> {
  const { input, operator, to } = request
  const { ticket } = token
  if (!WORKED_ON.includes(ticket.state))
    throw fail('manufacturing.ticket_state', { ticket: ticket.number, state: ticket.state })
  const deviceAt = new Date(input.deviceAt)
  const decision = decide(token, {
    event: input.event,
    taskCode: input.taskCode,
    good: given(input.goodQuantity),
    rejected: given(input.rejectedQuantity),
    minutes: given(input.minutes),
    note: input.note === '' ? undefined : input.note,
    files: input.fileIds?.length ?? 0,
    at: deviceAt < ctx.now ? deviceAt : ctx.now,
    operator,
    to,
  })
  const task = token.tasks.find((one) => one.code === input.taskCode)!
  const labourCostMinor = labourCost(decision.minutes, task.ratePerHour, ctx.tenant.currency)
  const replacement = decision.tokenState === 'scrapped' ? await replacePiece(ctx, token) : undefined
  const booked = await book(ctx, token, decision, labourCostMinor, input)
  const tasks = tasksAfter(token, task, decision, labourCostMinor)
  const ticketChange = ticketAfter(token, input.event, decision, tasks, booked, labourCostMinor)
  const logId = nextLogId(ctx, token)
  const answer: LogAnswer = {
    id: logId,
    event: input.event,
    tokenId: token.id,
    tokenCode: token.code,
    tokenState: decision.tokenState,
    taskCode: task.code,
    taskState: decision.tasks.get(task.code)!,
    operatorId: operator.id,
    operatorName: operator.name,
    goodQuantity: decimalText(decision.good),
    rejectedQuantity: decimalText(decision.rejected),
    finishedQuantity: decimalText(decision.finished),
    minutes: decimalText(decision.minutes),
    replacementTokenCode: replacement?.code ?? null,
    ticketId: ticket.id,
    ticketNumber: ticket.number,
    ticketState: ticketChange.state,
    earnedMinutes: decimalText(ticket.earnedMinutes + ticketChange.earnedMinutes),
    totalMinutes: decimalText(ticket.totalMinutes),
  }
  await Promise.all([
    ...(replacement?.send() ?? []),
    writeLog(ctx, {
      token,
      log: {
        id: logId,
        event: input.event,
        task,
        operator,
        to,
        recordedBy: operator.id === ctx.principal.id ? null : ctx.principal.name,
        good: decision.good,
        rejected: decision.rejected,
        finished: decision.finished,
        minutes: decision.minutes,
        labourCostMinor,
        deviceAt,
        deviceEventId: input.deviceEventId,
        note: input.note,
        fileIds: input.fileIds,
        reversesId: null,
      },
      tasks,
      stops: decision.stops,
      starts: decision.starts,
      tokenChange: {
        state: decision.tokenState,
        heldAt: heldAt(token, decision, deviceAt < ctx.now ? deviceAt : ctx.now),
        finished: decision.finished,
        scrapped: decision.scrapped,
        materialCostMinor: booked.materialCostMinor,
        labourPostedMinor: booked.labourPostedMinor,
        finishedCostMinor: booked.finishedCostMinor,
      },
      ticketChange,
      deviceEvent: { fingerprint: request.fingerprint, answer: JSON.stringify(answer) },
    }),
    ...booked.send(),
    ...(await toProduction(ctx, token, decision, booked.serialIds)),
  ])
  if (decision.finished > 0n)
    ctx.publish(tokenFinished, {
      ticketId: ticket.id,
      tokenId: token.id,
      productId: ticket.productId,
      quantity: decimalText(decision.finished),
      serialIds: [...booked.serialIds],
    })
  if (ticketChange.state === 'completed') ctx.publish(ticketCompleted, { ticketId: ticket.id })
  ctx.audit({ entity: 'wip_log', id: logId, label: `${token.code} ${task.code} ${input.event}` })
  return answer
}

const given = (text: string | undefined): bigint | undefined =>
  text === undefined ? undefined : millionths(text)

const heldAt = (token: LoadedToken, decision: Decision, at: Date): Date | null =>
  decision.tokenState === 'on_hold' ? (token.heldAt ?? at) : null

/** What goes through stock and ledger: only when something is finished or lost. */
async function book(
  ctx: TenantContext,
  token: LoadedToken,
  decision: Decision,
  labourCostMinor: bigint,
  input: LogInput,
): Promise<Booked> {
  const labourMinor = token.tasks.reduce((sum, task) => sum + task.labourCostMinor, labourCostMinor)
  if (decision.finished > 0n) return await finishPieces(ctx, token, decision.finished, labourMinor)
  if (decision.scrapped === 0n) return NOTHING_BOOKED
  return await scrapPieces(ctx, token, decision.scrapped, labourMinor, {
    takesMaterial: input.takesMaterial ?? token.tasks.some((task) => task.good > 0n),
    reason: input.note,
  })
}

/** With the first work on a token its serials are in production, unless the same log finishes them. */
async function toProduction(
  ctx: TenantContext,
  token: LoadedToken,
  decision: Decision,
  finished: readonly string[],
): Promise<Promise<unknown>[]> {
  const begins = token.state === 'waiting' && decision.tokenState === 'in_progress'
  if (!begins || !token.ticket.serialised) return []
  const issued =
    token.serialId === null ? await serialsOfTicket(ctx, token.ticket.id, ['issued']) : [token.serialId]
  const ids = issued.filter((id) => !finished.includes(id))
  return [
    changeState(ctx, {
      ids,
      from: ['issued'],
      to: 'in_production',
      source: { entity: 'work_token', id: token.id },
    }),
  ]
}

/** The tasks whose quantities or state change; the named one always, unless nobody has worked at it. */
function tasksAfter(
  token: LoadedToken,
  named: LoadedTask,
  decision: Decision,
  labourCostMinor: bigint,
): TaskAfter[] {
  const effects = new Map(decision.effects.map((effect) => [effect.code, effect]))
  return token.tasks.flatMap((task) => {
    const effect = effects.get(task.code)
    const state = decision.tasks.get(task.code)
    const isNamed = task === named
    const isNothing = effect === undefined && (state === undefined || (!task.touched && state === 'open'))
    if (isNothing && !(isNamed && task.touched)) return []
    return [
      {
        task,
        state: state ?? task.state,
        good: task.good + (effect?.good ?? 0n),
        rejected: task.rejected + (effect?.rejected ?? 0n),
        operator: isNamed ? decision.operator : task.operator,
        runningSince: isNamed ? decision.runningSince : task.runningSince,
        workedMinutes: task.workedMinutes + (isNamed ? decision.minutes : 0n),
        labourCostMinor: task.labourCostMinor + (isNamed ? labourCostMinor : 0n),
      },
    ]
  })
}

/** What the quantities of tasks bring or take back in standard minutes. */
export const earnedBy = (tasks: readonly TaskAfter[]): bigint =>
  tasks.reduce(
    (sum, { task, good }) => sum + times(task.standardMinutes, good) - times(task.standardMinutes, task.good),
    0n,
  )

function ticketAfter(
  token: LoadedToken,
  event: WipEvent,
  decision: Decision,
  tasks: readonly TaskAfter[],
  booked: Booked,
  labourCostMinor: bigint,
): TicketChange {
  const { ticket } = token
  const isComplete = ticket.good + decision.finished === ticket.quantity
  const begun = (state: TicketState): TicketState =>
    isWork(event) && state === 'released' ? 'in_progress' : state
  return {
    state: isComplete ? 'completed' : begun(ticket.state),
    heldFrom: isComplete || ticket.heldFrom === null ? null : begun(ticket.heldFrom),
    good: decision.finished,
    scrapped: decision.scrapped,
    earnedMinutes: earnedBy(tasks),
    materialCostMinor: booked.materialCostMinor,
    labourCostMinor,
    labourPostedMinor: booked.labourPostedMinor,
    finishedCostMinor: booked.finishedCostMinor,
  }
}
