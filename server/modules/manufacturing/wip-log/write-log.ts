import { createHash } from 'node:crypto'
import { idTimeMs, newId } from '../../../../shared/ids.ts'
import type { TenantContext } from '../../../kernel/command/context.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { decimalText } from '../quantity.ts'
import type { TicketState } from '../ticket/job-ticket.ts'
import type { LoadedTask, LoadedToken } from '../token/load-token.ts'
import type { TokenState, TokenTaskState } from '../token/work-token.ts'
import type { Operator } from './decision.ts'
import type { WipEvent } from './wip-log.ts'

/** The fact that is written. Quantities and minutes in millionths. */
export interface NewLog {
  readonly id: string
  readonly event: WipEvent
  readonly task: LoadedTask
  readonly operator: Operator
  readonly to: Operator | undefined
  readonly recordedBy: string | null
  readonly good: bigint
  readonly rejected: bigint
  readonly finished: bigint
  readonly minutes: bigint
  readonly labourCostMinor: bigint
  readonly deviceAt: Date
  readonly deviceEventId: string
  readonly note: string | undefined
  readonly fileIds: readonly string[] | undefined
  readonly reversesId: string | null
}

/** A task as it stands after the log. */
export interface TaskAfter {
  readonly task: LoadedTask
  readonly state: TokenTaskState
  readonly good: bigint
  readonly rejected: bigint
  readonly operator: Operator | null
  readonly runningSince: Date | null
  readonly workedMinutes: bigint
  readonly labourCostMinor: bigint
}

/** What a log changes; differences but for the states. Minor units, millionths. */
export interface TokenChange {
  readonly state: TokenState
  readonly heldAt: Date | null
  readonly finished: bigint
  readonly scrapped: bigint
  readonly materialCostMinor: bigint
  readonly labourPostedMinor: bigint
  readonly finishedCostMinor: bigint
}

export interface TicketChange {
  readonly state: TicketState
  readonly heldFrom: TicketState | null
  readonly good: bigint
  readonly scrapped: bigint
  readonly earnedMinutes: bigint
  readonly materialCostMinor: bigint
  readonly labourCostMinor: bigint
  readonly labourPostedMinor: bigint
  readonly finishedCostMinor: bigint
}

export interface LogToWrite {
  readonly token: LoadedToken
  readonly log: NewLog
  readonly tasks: readonly TaskAfter[]
  readonly stops: Operator | null
  readonly starts: Operator | null
  readonly tokenChange: TokenChange
  readonly ticketChange: TicketChange
  /** What was sent and what is answered, for when it is sent again. */
  readonly deviceEvent: { readonly fingerprint: string; readonly answer: string } | undefined
}

/** The primary key of an operator's running log: two of one operator cannot be. A UUID of version 8, from the operator's id. */
export function runningLogId(operatorId: string): string {
  const hex = createHash('sha256').update(operatorId).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

/**
 * The id of a token's next log. The command's time was read before the lock was held, so another log may have been taken
 * with a later one: ids of a token follow the order in which its logs were taken all the same.
 */
export function nextLogId(ctx: TenantContext, token: LoadedToken): string {
  const latest = token.tasks.reduce(
    (ms, task) => (task.lastLogId === null ? ms : Math.max(ms, idTimeMs(task.lastLogId))),
    0,
  )
  const nowMs = ctx.now.getTime()
  return newId(latest >= nowMs ? latest + 1 : nowMs)
}

/** Writes a log and all its projections, in one statement. */
export async function writeLog(ctx: TenantContext, given: LogToWrite): Promise<void> {
  const { token, log, tasks, stops, starts, tokenChange, ticketChange, deviceEvent } = given
  const tenant = sql`${ctx.tenant.id}::uuid`
  const nowMs = ctx.now.getTime()
  const effects = tasks
    .map((after) => ({
      task: after.task.id,
      good: decimalText(after.good - after.task.good),
      rejected: decimalText(after.rejected - after.task.rejected),
    }))
    .filter((effect) => effect.good !== '0' || effect.rejected !== '0')
  const named = tasks.find((after) => after.task === log.task)
  await ctx.tx.run(sql`
    with log as (
      insert into wip_log (tenant_id, id, event, ticket_id, task_id, token_id, operator_id, operator_name, to_operator_id,
        to_operator_name, recorded_by, good_quantity, rejected_quantity, finished_quantity, task_state, effects, device_at,
        received_at, device_event_id, minutes, labour_cost_minor, note, reverses_id, file_ids)
      values (${tenant}, ${log.id}::uuid, ${log.event}, ${token.ticket.id}::uuid, ${log.task.id}::uuid, ${token.id}::uuid,
        ${log.operator.id}, ${log.operator.name}, ${log.to?.id ?? null}, ${log.to?.name ?? null}, ${log.recordedBy},
        ${decimalText(log.good)}::numeric, ${decimalText(log.rejected)}::numeric, ${decimalText(log.finished)}::numeric,
        ${named?.state ?? log.task.state}, ${effects.length === 0 ? null : JSON.stringify(effects)}::jsonb, ${log.deviceAt}::timestamptz,
        ${ctx.now}::timestamptz, ${log.deviceEventId}::uuid, ${decimalText(log.minutes)}::numeric, ${log.labourCostMinor}::bigint,
        ${log.note ?? null}, ${log.reversesId}::uuid, ${log.fileIds ?? null}::uuid[])
    ), device_event as (
      insert into wip_device_event (tenant_id, id, log_id, received_at, fingerprint, answer)
      select ${tenant}, ${log.deviceEventId}::uuid, ${log.id}::uuid, ${ctx.now}::timestamptz, ${deviceEvent?.fingerprint ?? ''},
        ${deviceEvent?.answer ?? ''}
      where ${deviceEvent !== undefined}::boolean
    ), task as (
      insert into token_task (tenant_id, id, token_id, task_id, state, good_quantity, rejected_quantity, operator_id, operator_name,
        running_since, worked_minutes, labour_cost_minor, last_log_id)
      select ${tenant}, t.id, ${token.id}::uuid, t.task_id, t.state, t.good, t.rejected, t.operator_id, t.operator_name, t.running_since,
        t.worked, t.labour, ${log.id}::uuid
      from unnest(${tasks.map(() => newId(nowMs))}::uuid[], ${tasks.map((t) => t.task.id)}::uuid[], ${tasks.map((t) => t.state)}::text[],
        ${tasks.map((t) => decimalText(t.good))}::numeric[], ${tasks.map((t) => decimalText(t.rejected))}::numeric[],
        ${tasks.map((t) => t.operator?.id ?? null)}::text[], ${tasks.map((t) => t.operator?.name ?? null)}::text[],
        ${tasks.map((t) => t.runningSince)}::timestamptz[], ${tasks.map((t) => decimalText(t.workedMinutes))}::numeric[],
        ${tasks.map((t) => t.labourCostMinor)}::bigint[])
        as t(id, task_id, state, good, rejected, operator_id, operator_name, running_since, worked, labour)
      on conflict (tenant_id, token_id, task_id) do update set state = excluded.state, good_quantity = excluded.good_quantity,
        rejected_quantity = excluded.rejected_quantity, operator_id = excluded.operator_id, operator_name = excluded.operator_name,
        running_since = excluded.running_since, worked_minutes = excluded.worked_minutes,
        labour_cost_minor = excluded.labour_cost_minor, last_log_id = excluded.last_log_id
    ), ticket_task_sum as (
      update ticket_task t set good_quantity = t.good_quantity + e.good, rejected_quantity = t.rejected_quantity + e.rejected
      from unnest(${effects.map((e) => e.task)}::uuid[], ${effects.map((e) => e.good)}::numeric[],
        ${effects.map((e) => e.rejected)}::numeric[]) as e(id, good, rejected)
      where t.tenant_id = ${tenant} and t.id = e.id
    ), stopped as (
      delete from running_log
      where tenant_id = ${tenant} and id = ${stops ? runningLogId(stops.id) : null}::uuid and token_id = ${token.id}::uuid
        and task_id = ${log.task.id}::uuid
    ), started as (
      insert into running_log (tenant_id, id, operator_id, task_id, token_id, started_at)
      select ${tenant}, ${starts ? runningLogId(starts.id) : null}::uuid, ${starts?.id ?? ''}, ${log.task.id}::uuid, ${token.id}::uuid,
        ${named?.runningSince ?? null}::timestamptz
      where ${starts !== null}::boolean
    ), token as (
      update work_token set state = ${tokenChange.state}, held_at = ${tokenChange.heldAt}::timestamptz,
        finished_quantity = finished_quantity + ${decimalText(tokenChange.finished)}::numeric,
        scrapped_quantity = scrapped_quantity + ${decimalText(tokenChange.scrapped)}::numeric,
        material_cost_minor = material_cost_minor + ${tokenChange.materialCostMinor}::bigint,
        labour_posted_minor = labour_posted_minor + ${tokenChange.labourPostedMinor}::bigint,
        finished_cost_minor = finished_cost_minor + ${tokenChange.finishedCostMinor}::bigint,
        finished_at = case when ${tokenChange.state} = 'finished' then ${ctx.now}::timestamptz end
      where tenant_id = ${tenant} and id = ${token.id}::uuid and ${changesToken(token, tokenChange)}::boolean
    )
    update job_ticket set state = ${ticketChange.state},
      held_from = ${ticketChange.heldFrom},
      held_at = case when ${ticketChange.state} = 'on_hold' then held_at end,
      completed_at = case when ${ticketChange.state} = 'completed' then ${ctx.now}::timestamptz end,
      good_quantity = good_quantity + ${decimalText(ticketChange.good)}::numeric,
      scrapped_quantity = scrapped_quantity + ${decimalText(ticketChange.scrapped)}::numeric,
      earned_minutes = earned_minutes + ${decimalText(ticketChange.earnedMinutes)}::numeric,
      material_cost_minor = material_cost_minor + ${ticketChange.materialCostMinor}::bigint,
      labour_cost_minor = labour_cost_minor + ${ticketChange.labourCostMinor}::bigint,
      labour_posted_minor = labour_posted_minor + ${ticketChange.labourPostedMinor}::bigint,
      finished_cost_minor = finished_cost_minor + ${ticketChange.finishedCostMinor}::bigint,
      updated_at = ${ctx.now}::timestamptz
    where tenant_id = ${tenant} and id = ${token.ticket.id}::uuid and ${changesTicket(token, ticketChange)}::boolean`)
}

const changesToken = (token: LoadedToken, change: TokenChange): boolean =>
  change.state !== token.state ||
  change.finished !== 0n ||
  change.scrapped !== 0n ||
  change.materialCostMinor !== 0n ||
  change.labourPostedMinor !== 0n ||
  change.finishedCostMinor !== 0n

const changesTicket = (token: LoadedToken, change: TicketChange): boolean =>
  change.state !== token.ticket.state ||
  change.heldFrom !== token.ticket.heldFrom ||
  change.good !== 0n ||
  change.scrapped !== 0n ||
  change.earnedMinutes !== 0n ||
  change.materialCostMinor !== 0n ||
  change.labourCostMinor !== 0n ||
  change.labourPostedMinor !== 0n ||
  change.finishedCostMinor !== 0n
