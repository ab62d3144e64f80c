import { sql } from 'drizzle-orm'
import { boolean, check, date, index, integer, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { editable, minor, moment, quantity, rate, refersTo, tenantTable } from '../../../kernel/db/columns.ts'
import { product } from '../../catalog/product/product.ts'
import { workCentre } from '../../catalog/routing/routing.ts'

export const TICKET_STATES = [
  'draft',
  'released',
  'in_progress',
  'on_hold',
  'completed',
  'closed',
  'cancelled',
] as const
export type TicketState = (typeof TICKET_STATES)[number]

/** An order to the workshop to make so many of a product. */
export const jobTicket = tenantTable(
  'job_ticket',
  {
    number: text('number').notNull(),
    line: text('line').notNull(),
    productId: uuid('product_id').notNull(),
    quantity: quantity('quantity').notNull(),
    dueOn: date('due_on', { mode: 'string' }),
    priority: integer('priority').notNull().default(0),
    state: text('state', { enum: TICKET_STATES }).notNull(),
    /** Where it was before it was put on hold, and since when it is. */
    heldFrom: text('held_from', { enum: TICKET_STATES }),
    heldAt: moment('held_at'),
    bomId: uuid('bom_id'),
    routingId: uuid('routing_id'),
    /** Whether what it makes has serials: frozen at release. */
    serialised: boolean('serialised').notNull().default(false),
    /** Good pieces finished, and pieces lost. Projections of the WIP logs. */
    goodQuantity: quantity('good_quantity').notNull().default('0'),
    scrappedQuantity: quantity('scrapped_quantity').notNull().default('0'),
    /** Progress is earned ÷ total. Projections of the WIP logs. */
    earnedMinutes: quantity('earned_minutes').notNull().default('0'),
    totalMinutes: quantity('total_minutes').notNull().default('0'),
    /** Minor units: what went in, how much of the labour is in the ledger, what left with finished pieces and at the close. */
    materialCostMinor: minor('material_cost_minor').notNull().default(sql`0`),
    labourCostMinor: minor('labour_cost_minor').notNull().default(sql`0`),
    labourPostedMinor: minor('labour_posted_minor').notNull().default(sql`0`),
    finishedCostMinor: minor('finished_cost_minor').notNull().default(sql`0`),
    varianceMinor: minor('variance_minor').notNull().default(sql`0`),
    note: text('note'),
    releasedAt: moment('released_at'),
    completedAt: moment('completed_at'),
    closedAt: moment('closed_at'),
    ...editable,
  },
  (t) => [
    uniqueIndex('job_ticket_number_key').on(t.tenantId, t.number),
    index('job_ticket_state_idx').on(t.tenantId, t.state, t.dueOn, t.id),
    index('job_ticket_due_idx').on(t.tenantId, t.dueOn, t.id),
    index('job_ticket_product_idx').on(t.tenantId, t.productId, t.id),
    check('job_ticket_quantity', sql`${t.quantity} > 0`),
    check('job_ticket_good', sql`${t.goodQuantity} between 0 and ${t.quantity}`),
    check('job_ticket_earned', sql`${t.earnedMinutes} between 0 and ${t.totalMinutes}`),
    check('job_ticket_held', sql`(${t.state} = 'on_hold') = (${t.heldFrom} is not null)`),
    refersTo(t.tenantId, t.productId, () => product),
  ],
)

/** An operation of a ticket, frozen from the routing at release. */
export const ticketTask = tenantTable(
  'ticket_task',
  {
    ticketId: uuid('ticket_id').notNull(),
    position: integer('position').notNull(),
    code: text('code').notNull(),
    name: text('name').notNull(),
    nameTh: text('name_th'),
    workCentreId: uuid('work_centre_id').notNull(),
    ratePerHour: rate('rate_per_hour').notNull(),
    predecessors: text('predecessors').array().notNull(),
    standardMinutes: quantity('standard_minutes').notNull(),
    setupMinutes: quantity('setup_minutes').notNull(),
    evidence: text('evidence').array().notNull(),
    /** Projections of the WIP logs. */
    goodQuantity: quantity('good_quantity').notNull().default('0'),
    rejectedQuantity: quantity('rejected_quantity').notNull().default('0'),
  },
  (t) => [
    uniqueIndex('ticket_task_code_key').on(t.tenantId, t.ticketId, t.code),
    check('ticket_task_quantities', sql`${t.goodQuantity} >= 0 and ${t.rejectedQuantity} >= 0`),
    refersTo(t.tenantId, t.ticketId, () => jobTicket),
    refersTo(t.tenantId, t.workCentreId, () => workCentre),
  ],
)

/** A material that a released ticket needs, and what was taken of it: frozen from the bill of materials at release. */
export const ticketMaterial = tenantTable(
  'ticket_material',
  {
    ticketId: uuid('ticket_id').notNull(),
    lineNo: integer('line_no').notNull(),
    productId: uuid('product_id').notNull(),
    scrapPercent: quantity('scrap_percent').notNull().default('0'),
    /** What one piece takes, scrap included. */
    quantityPerPiece: quantity('quantity_per_piece').notNull(),
    quantityRequired: quantity('quantity_required').notNull(),
    quantityConsumed: quantity('quantity_consumed').notNull().default('0'),
  },
  (t) => [
    uniqueIndex('ticket_material_line_key').on(t.tenantId, t.ticketId, t.lineNo),
    check('ticket_material_per_piece', sql`${t.quantityPerPiece} > 0`),
    refersTo(t.tenantId, t.ticketId, () => jobTicket),
    refersTo(t.tenantId, t.productId, () => product),
  ],
)
