import { sql } from 'drizzle-orm'
import { check, index, integer, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { factTable, minor, moment, quantity, refersTo, tenantTable } from '../../../kernel/db/columns.ts'
import { jobTicket, ticketTask } from '../ticket/job-ticket.ts'

/** `void`: its ticket was cancelled, or closed without it. */
export const TOKEN_STATES = ['waiting', 'in_progress', 'on_hold', 'finished', 'scrapped', 'void'] as const
export type TokenState = (typeof TOKEN_STATES)[number]

/** `open` includes partly done: what the predecessors have finished and this task has not. */
export const TOKEN_TASK_STATES = ['open', 'running', 'paused', 'done'] as const
export type TokenTaskState = (typeof TOKEN_TASK_STATES)[number]

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
    state: text('state', { enum: TOKEN_STATES }).notNull(),
    heldAt: moment('held_at'),
    /** Projections of the WIP logs: what is in stock, and what was lost on the way. */
    finishedQuantity: quantity('finished_quantity').notNull().default('0'),
    scrappedQuantity: quantity('scrapped_quantity').notNull().default('0'),
    /** Minor units: material that went in, labour that is in the ledger, cost that left with what was finished. */
    materialCostMinor: minor('material_cost_minor').notNull().default(sql`0`),
    labourPostedMinor: minor('labour_posted_minor').notNull().default(sql`0`),
    finishedCostMinor: minor('finished_cost_minor').notNull().default(sql`0`),
    finishedAt: moment('finished_at'),
  },
  (t) => [
    uniqueIndex('work_token_code_key').on(t.tenantId, t.code),
    uniqueIndex('work_token_number_key').on(t.tenantId, t.ticketId, t.number),
    uniqueIndex('work_token_serial_key').on(t.tenantId, t.serialId).where(sql`${t.serialId} is not null`),
    check('work_token_finished', sql`${t.finishedQuantity} between 0 and ${t.quantity}`),
    check('work_token_held', sql`(${t.state} = 'on_hold') = (${t.heldAt} is not null)`),
    refersTo(t.tenantId, t.ticketId, () => jobTicket),
  ],
)

/**
 * Where a token stands at one task: a projection of the WIP logs. No row yet means `open` and nothing done. Every log
 * changes a row, so nothing that changes is indexed.
 */
export const tokenTask = tenantTable(
  'token_task',
  {
    tokenId: uuid('token_id').notNull(),
    taskId: uuid('task_id').notNull(),
    state: text('state', { enum: TOKEN_TASK_STATES }).notNull(),
    goodQuantity: quantity('good_quantity').notNull().default('0'),
    rejectedQuantity: quantity('rejected_quantity').notNull().default('0'),
    /** Who works on it, or worked on it last. */
    operatorId: text('operator_id'),
    operatorName: text('operator_name'),
    /** When the running stretch began, and how many minutes the finished ones took. */
    runningSince: moment('running_since'),
    workedMinutes: quantity('worked_minutes').notNull().default('0'),
    labourCostMinor: minor('labour_cost_minor').notNull().default(sql`0`),
    /** Logs of a token have ids in the order they were taken, whichever server took them. */
    lastLogId: uuid('last_log_id').notNull(),
  },
  (t) => [
    uniqueIndex('token_task_key').on(t.tenantId, t.tokenId, t.taskId),
    check('token_task_quantities', sql`${t.goodQuantity} >= 0 and ${t.rejectedQuantity} >= 0`),
    check(
      'token_task_running',
      sql`(${t.state} = 'running') = (${t.runningSince} is not null) and (${t.state} <> 'running' or ${t.operatorId} is not null)`,
    ),
    refersTo(t.tenantId, t.tokenId, () => workToken),
    refersTo(t.tenantId, t.taskId, () => ticketTask),
  ],
)

/** Which lot of which material went into which piece or batch: the edges of the genealogy. */
export const tokenMaterial = factTable(
  'token_material',
  {
    tokenId: uuid('token_id').notNull(),
    /** The piece, where it has a serial. */
    serialId: uuid('serial_id'),
    productId: uuid('product_id').notNull(),
    /** `NO_LOT` of inventory where the material has none. */
    lotId: uuid('lot_id').notNull(),
    quantity: quantity('quantity').notNull(),
    moveId: uuid('move_id').notNull(),
    at: moment('at').notNull(),
  },
  (t) => [
    index('token_material_token_idx').on(t.tenantId, t.tokenId),
    index('token_material_serial_idx').on(t.tenantId, t.serialId).where(sql`${t.serialId} is not null`),
    // In the order of their ids, so that a lot of a million pieces can be paged.
    index('token_material_lot_idx').on(t.tenantId, t.lotId, t.id),
  ],
)
