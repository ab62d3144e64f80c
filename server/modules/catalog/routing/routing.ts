import { sql } from 'drizzle-orm'
import { check, integer, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { editable, quantity, rate, refersTo, tenantTable } from '../../../kernel/db/columns.ts'
import { product } from '../product/product.ts'

/** A place where work is done, with what an hour of it costs. */
export const workCentre = tenantTable(
  'work_centre',
  {
    code: text('code').notNull(),
    name: text('name').notNull(),
    nameTh: text('name_th'),
    /** Cost of one hour, in the workshop's currency. */
    ratePerHour: rate('rate_per_hour').notNull(),
    ...editable,
  },
  (t) => [
    uniqueIndex('work_centre_code_key').on(t.tenantId, t.code),
    check('work_centre_rate', sql`${t.ratePerHour} >= 0`),
  ],
)

/** How a product is made: a graph of operations. A ticket freezes the version it was released with. */
export const routing = tenantTable(
  'routing',
  {
    productId: uuid('product_id').notNull(),
    version: integer('routing_version').notNull(),
    state: text('state').notNull().default('active'),
    editVersion: editable.version,
    createdAt: editable.createdAt,
    updatedAt: editable.updatedAt,
    deletedAt: editable.deletedAt,
  },
  (t) => [
    uniqueIndex('routing_version_key').on(t.tenantId, t.productId, t.version),
    refersTo(t.tenantId, t.productId, () => product),
  ],
)

/** One operation. `predecessors` are codes of the same routing; the graph has no cycle. */
export const routingOperation = tenantTable(
  'routing_operation',
  {
    routingId: uuid('routing_id').notNull(),
    position: integer('position').notNull(),
    code: text('code').notNull(),
    name: text('name').notNull(),
    nameTh: text('name_th'),
    workCentreId: uuid('work_centre_id').notNull(),
    predecessors: text('predecessors').array().notNull(),
    /** Minutes for one piece. */
    standardMinutes: quantity('standard_minutes').notNull(),
    /** Minutes once for each ticket. */
    setupMinutes: quantity('setup_minutes').notNull().default('0'),
    /** What must be kept of the step: `photo`, `measurement`, `check`. */
    evidence: text('evidence').array().notNull(),
  },
  (t) => [
    uniqueIndex('routing_operation_code_key').on(t.tenantId, t.routingId, t.code),
    check('routing_operation_minutes', sql`${t.standardMinutes} >= 0 and ${t.setupMinutes} >= 0`),
    refersTo(t.tenantId, t.routingId, () => routing),
    refersTo(t.tenantId, t.workCentreId, () => workCentre),
  ],
)
