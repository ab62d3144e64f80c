import { index, integer, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { factTable, moment, quantity, refersTo, tenantTable } from '../../../kernel/db/columns.ts'
import { jobTicket, ticketTask } from '../ticket/job-ticket.ts'

/** What moves through a ticket's graph: a piece with its serial (HAT), or a batch (OEM). Its QR code carries `code`. */
export const workToken = tenantTable(
  'work_token',
  {
    ticketId: uuid('ticket_id').notNull(),
    number: integer('number').notNull(),
    code: text('code').notNull(),
    kind: text('kind', { enum: ['piece', 'batch'] }).notNull(),
    serialId: uuid('serial_id'),
    quantity: quantity('quantity').notNull(),
    /** `waiting`, `in_progress`, `finished`, `scrapped`, `on_hold`. */
    state: text('state').notNull(),
    finishedAt: moment('finished_at'),
  },
  (t) => [
    uniqueIndex('work_token_code_key').on(t.tenantId, t.code),
    uniqueIndex('work_token_number_key').on(t.tenantId, t.ticketId, t.number),
    uniqueIndex('work_token_serial_key').on(t.tenantId, t.serialId),
    refersTo(t.tenantId, t.ticketId, () => jobTicket),
  ],
)

/** Where a token stands at one task: a projection of the WIP logs. */
export const tokenTask = tenantTable(
  'token_task',
  {
    tokenId: uuid('token_id').notNull(),
    taskId: uuid('task_id').notNull(),
    /** `open`, `running`, `paused`, `done`. */
    state: text('state').notNull(),
    goodQuantity: quantity('good_quantity').notNull().default('0'),
    rejectedQuantity: quantity('rejected_quantity').notNull().default('0'),
    operatorId: text('operator_id'),
    /** When the running stretch began, and how many minutes the finished ones took. */
    runningSince: moment('running_since'),
    workedMinutes: quantity('worked_minutes').notNull().default('0'),
  },
  (t) => [
    uniqueIndex('token_task_key').on(t.tenantId, t.tokenId, t.taskId),
    index('token_task_task_idx').on(t.tenantId, t.taskId, t.state),
    index('token_task_operator_idx').on(t.tenantId, t.operatorId, t.state),
    refersTo(t.tenantId, t.tokenId, () => workToken),
    refersTo(t.tenantId, t.taskId, () => ticketTask),
  ],
)

/** Which lot of which material went into which token: the edges of the genealogy. */
export const tokenMaterial = factTable(
  'token_material',
  {
    tokenId: uuid('token_id').notNull(),
    serialId: uuid('serial_id'),
    productId: uuid('product_id').notNull(),
    lotId: uuid('lot_id').notNull(),
    quantity: quantity('quantity').notNull(),
    moveId: uuid('move_id').notNull(),
    at: moment('at').notNull(),
  },
  (t) => [
    index('token_material_token_idx').on(t.tenantId, t.tokenId),
    index('token_material_serial_idx').on(t.tenantId, t.serialId),
    index('token_material_lot_idx').on(t.tenantId, t.lotId, t.serialId),
  ],
)
