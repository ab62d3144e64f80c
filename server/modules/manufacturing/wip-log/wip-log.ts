import { sql } from 'drizzle-orm'
import { check, index, jsonb, text, uuid } from 'drizzle-orm/pg-core'
import { factTable, minor, moment, quantity, refersTo, tenantTable } from '../../../kernel/db/columns.ts'
import { ticketTask } from '../ticket/job-ticket.ts'
import { TOKEN_TASK_STATES } from '../token/work-token.ts'

export const WIP_EVENTS = [
  'start',
  'pause',
  'resume',
  'complete',
  'reject',
  'rework',
  'scrap',
  'hold',
  'release',
  'handover',
] as const
export type WipEvent = (typeof WIP_EVENTS)[number]

/** What a log changed at one task. Sums of these are the quantities of every task. */
export interface LoggedEffect {
  task: string
  /** Exact decimals, with a sign. */
  good: string
  rejected: string
}

/** What an operator did. Facts: a supervisor corrects with a log that reverses another. */
export const wipLog = factTable(
  'wip_log',
  {
    event: text('event', { enum: WIP_EVENTS }).notNull(),
    ticketId: uuid('ticket_id').notNull(),
    taskId: uuid('task_id').notNull(),
    tokenId: uuid('token_id').notNull(),
    operatorId: text('operator_id').notNull(),
    operatorName: text('operator_name').notNull(),
    /** Who took the work over; of a handover only. */
    toOperatorId: text('to_operator_id'),
    toOperatorName: text('to_operator_name'),
    /** Who logged it, where that was not the operator: a supervisor. */
    recordedBy: text('recorded_by'),
    /** Good: of a complete. Rejected: of a complete or reject, and how many a rework or scrap is about. */
    goodQuantity: quantity('good_quantity').notNull().default('0'),
    rejectedQuantity: quantity('rejected_quantity').notNull().default('0'),
    /** How many went into stock with it. */
    finishedQuantity: quantity('finished_quantity').notNull().default('0'),
    /** Where the task stood after it. */
    taskState: text('task_state', { enum: TOKEN_TASK_STATES }).notNull(),
    effects: jsonb('effects').$type<LoggedEffect[]>(),
    /** When it happened, by the device's clock, and when it reached us. The earlier of both counts. */
    deviceAt: moment('device_at').notNull(),
    receivedAt: moment('received_at').notNull(),
    /** Given by the device: the same one sent twice counts once. */
    deviceEventId: uuid('device_event_id').notNull(),
    /** Of the stretch of work that it ended, and what they cost. Below zero where it takes back another. */
    minutes: quantity('minutes').notNull().default('0'),
    labourCostMinor: minor('labour_cost_minor').notNull().default(sql`0`),
    note: text('note'),
    reversesId: uuid('reverses_id'),
    fileIds: uuid('file_ids').array(),
  },
  (t) => [
    index('wip_log_ticket_idx').on(t.tenantId, t.ticketId, t.id),
    index('wip_log_token_idx').on(t.tenantId, t.tokenId, t.id),
    index('wip_log_operator_idx').on(t.tenantId, t.operatorId, t.id),
    check(
      'wip_log_quantities',
      sql`${t.goodQuantity} >= 0 and ${t.rejectedQuantity} >= 0 and ${t.finishedQuantity} >= 0`,
    ),
    check('wip_log_handover', sql`(${t.event} = 'handover') = (${t.toOperatorId} is not null)`),
  ],
  { partitioned: true },
)

/**
 * The device's event ids that were taken: its id is the device event's own, so the primary key counts each once. What was
 * sent and what was answered are kept, so that the same one sent again gets the same answer.
 */
export const wipDeviceEvent = tenantTable('wip_device_event', {
  logId: uuid('log_id').notNull(),
  receivedAt: moment('received_at').notNull(),
  fingerprint: text('fingerprint').notNull(),
  answer: text('answer').notNull(),
})

/** Who works on what right now: the id is derived from the operator, so one person has one running log at a time. */
export const runningLog = tenantTable(
  'running_log',
  {
    operatorId: text('operator_id').notNull(),
    taskId: uuid('task_id').notNull(),
    tokenId: uuid('token_id').notNull(),
    startedAt: moment('started_at').notNull(),
  },
  (t) => [refersTo(t.tenantId, t.taskId, () => ticketTask)],
)
