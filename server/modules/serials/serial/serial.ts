import { sql } from 'drizzle-orm'
import { bigint, check, customType, date, index, integer, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
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

/** Ordered by bytes whatever the database's locale, so that a beginning of it is a range of the index. */
const foldedText = customType<{ data: string }>({ dataType: () => 'text COLLATE "C"' })

/** A piece. Its number is never edited or reused; its state is the projection of its events. */
export const serial = tenantTable(
  'serial',
  {
    /** As printed. */
    human: text('human').notNull(),
    /** As compared: upper case, no hyphens, O→0, I and L→1. */
    folded: foldedText('folded').notNull(),
    /** What a QR code carries. A legacy number has its folded text here, so that nothing scanned can mean two pieces. */
    compact: foldedText('compact').notNull(),
    kind: text('kind', { enum: ['standard', 'legacy'] }).notNull(),
    /** The legacy pattern that gave the number; null for a standard one, and for one that somebody typed, imported or had printed. */
    pattern: text('pattern'),
    line: text('line').notNull(),
    day: date('day', { mode: 'string' }).notNull(),
    /** From 1 without a gap, per line and day, whichever kind. */
    seq: bigint('seq', { mode: 'number' }).notNull(),
    productId: uuid('product_id').notNull(),
    state: text('state', { enum: SERIAL_STATES }).notNull(),
    /** Grows with every change; the registry keeps the highest it has seen. */
    version: integer('version').notNull(),
    ticketId: uuid('ticket_id'),
    locationId: uuid('location_id'),
    orderLineId: uuid('order_line_id'),
    /** The day it was finished; null while it is in the making. */
    madeOn: date('made_on', { mode: 'string' }),
    createdAt: moment('created_at').notNull(),
    updatedAt: moment('updated_at').notNull(),
  },
  (t) => [
    uniqueIndex('serial_folded_key').on(t.tenantId, t.folded),
    uniqueIndex('serial_compact_key').on(t.tenantId, t.compact),
    uniqueIndex('serial_seq_key').on(t.tenantId, t.line, t.day, t.seq),
    index('serial_product_state_idx').on(t.tenantId, t.productId, t.state, t.id),
    index('serial_available_idx')
      .on(t.tenantId, t.productId, t.id)
      .where(sql`${t.state} = 'in_stock' and ${t.orderLineId} is null`),
    index('serial_ticket_idx').on(t.tenantId, t.ticketId).where(sql`${t.ticketId} is not null`),
    index('serial_order_line_idx').on(t.tenantId, t.orderLineId).where(sql`${t.orderLineId} is not null`),
    check('serial_pattern_of_legacy', sql`${t.pattern} is null or ${t.kind} = 'legacy'`),
    check('serial_compact_of_legacy', sql`${t.kind} = 'standard' or ${t.compact} = ${t.folded}`),
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
