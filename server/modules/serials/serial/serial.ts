import { sql } from 'drizzle-orm'
import { bigint, check, date, index, integer, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { factTable, moment, refersTo, tenantTable } from '../../../kernel/db/columns.ts'
import { product } from '../../catalog/product/product.ts'

export const SERIAL_STATES = [
  'reserved',
  'issued',
  'in_production',
  'in_stock',
  'sold',
  'claimed',
  'void',
  'scrapped',
  'quarantined',
  'recalled',
  'stolen',
] as const
export type SerialState = (typeof SERIAL_STATES)[number]

/** A piece. Its number is never edited or reused; its state is the projection of its events. */
export const serial = tenantTable(
  'serial',
  {
    /** As printed. */
    human: text('human').notNull(),
    /** As compared: upper case, no hyphens, O→0, I and L→1. */
    folded: text('folded').notNull(),
    /** For QR codes; null for a legacy number. */
    compact: text('compact'),
    kind: text('kind', { enum: ['standard', 'legacy'] }).notNull(),
    line: text('line').notNull(),
    day: date('day', { mode: 'string' }).notNull(),
    seq: bigint('seq', { mode: 'number' }).notNull(),
    productId: uuid('product_id').notNull(),
    state: text('state', { enum: SERIAL_STATES }).notNull(),
    /** Grows with every change; the registry keeps the highest it has seen. */
    version: integer('version').notNull(),
    ticketId: uuid('ticket_id'),
    locationId: uuid('location_id'),
    orderLineId: uuid('order_line_id'),
    madeOn: date('made_on', { mode: 'string' }),
    createdAt: moment('created_at').notNull(),
    updatedAt: moment('updated_at').notNull(),
  },
  (t) => [
    uniqueIndex('serial_folded_key').on(t.tenantId, t.folded),
    uniqueIndex('serial_compact_key').on(t.tenantId, t.compact),
    index('serial_product_state_idx').on(t.tenantId, t.productId, t.state, t.id),
    index('serial_ticket_idx').on(t.tenantId, t.ticketId),
    index('serial_order_line_idx').on(t.tenantId, t.orderLineId).where(sql`${t.orderLineId} is not null`),
    check('serial_compact_of_standard', sql`(${t.kind} = 'standard') = (${t.compact} is not null)`),
    refersTo(t.tenantId, t.productId, () => product),
  ],
)

/** What happened to a piece: who, when, why, where. */
export const serialEvent = factTable(
  'serial_event',
  {
    serialId: uuid('serial_id').notNull(),
    version: integer('version').notNull(),
    fromState: text('from_state'),
    toState: text('to_state').notNull(),
    at: moment('at').notNull(),
    actorKind: text('actor_kind').notNull(),
    actorId: text('actor_id'),
    actorName: text('actor_name').notNull(),
    reason: text('reason'),
    locationId: uuid('location_id'),
    sourceEntity: text('source_entity'),
    sourceId: uuid('source_id'),
  },
  (t) => [index('serial_event_serial_idx').on(t.tenantId, t.serialId, t.id)],
  { partitioned: true },
)
