import { sql } from 'drizzle-orm'
import { check, index, text, uuid } from 'drizzle-orm/pg-core'
import { factTable, minor, moment, quantity, refersTo, tenantTable } from '../../../kernel/db/columns.ts'
import { ticketTask } from '../ticket/job-ticket.ts'

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
    goodQuantity: quantity('good_quantity').notNull().default('0'),
    rejectedQuantity: quantity('rejected_quantity').notNull().default('0'),
    /** When it happened, by the device's clock, and when it reached us. */
    deviceAt: moment('device_at').notNull(),
    receivedAt: moment('received_at').notNull(),
    /** Given by the device: the same one sent twice counts once. */
    deviceEventId: uuid('device_event_id').notNull(),
    minutes: quantity('minutes').notNull().default('0'),
    labourCostMinor: minor('labour_cost_minor').notNull().default(sql`0`),
    note: text('note'),
    reversesId: uuid('reverses_id'),
    fileIds: uuid('file_ids').array(),
  },
  (t) => [
    index('wip_log_ticket_idx').on(t.tenantId, t.ticketId, t.id),
    index('wip_log_token_idx').on(t.tenantId, t.tokenId, t.id),
    check('wip_log_quantities', sql`${t.goodQuantity} >= 0 and ${t.rejectedQuantity} >= 0`),
  ],
  { partitioned: true },
)

/** The device's event ids that were taken: its id is the device event's own, so the primary key counts each once. */
export const wipDeviceEvent = tenantTable('wip_device_event', {
  logId: uuid('log_id').notNull(),
  receivedAt: moment('received_at').notNull(),
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
