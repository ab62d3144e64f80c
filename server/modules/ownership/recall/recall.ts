import { sql } from 'drizzle-orm'
import { boolean, check, index, integer, jsonb, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { moment, refersTo, tenantTable } from '../../../kernel/db/columns.ts'
import { serial } from '../../serials/serial/serial.ts'
import type { RecallCriteria } from './criteria.ts'

/** A maker's call for pieces to come back. What the public reads of it is its text. */
export const recall = tenantTable(
  'recall',
  {
    number: text('number').notNull(),
    state: text('state', { enum: ['active', 'lifted'] }).notNull(),
    /** Which pieces: kept, so that pieces that come later can be added. */
    criteria: jsonb('criteria').$type<RecallCriteria>().notNull(),
    /** Why, for the history of each piece; not for the public. */
    reason: text('reason').notNull(),
    /** For owners and whoever scans a piece: what is wrong and what to do. */
    text: text('text').notNull(),
    textTh: text('text_th'),
    startedAt: moment('started_at').notNull(),
    startedBy: text('started_by').notNull(),
    extendedAt: moment('extended_at'),
    liftedAt: moment('lifted_at'),
    liftedBy: text('lifted_by'),
    liftReason: text('lift_reason'),
    /** Who is told: owners, and buyers of pieces that nobody claimed. Those whose mail is written already. */
    peopleCount: integer('people_count').notNull().default(0),
    toldCount: integer('told_count').notNull().default(0),
  },
  (t) => [
    uniqueIndex('recall_number_key').on(t.tenantId, t.number),
    check('recall_state', sql`${t.state} in ('active', 'lifted')`),
    check('recall_lifted', sql`(${t.state} = 'lifted') = (${t.liftedAt} is not null)`),
  ],
)

/** A piece of a recall, what it was before, and what became of it. */
export const recallPiece = tenantTable(
  'recall_piece',
  {
    recallId: uuid('recall_id').notNull(),
    serialId: uuid('serial_id').notNull(),
    fromState: text('from_state').notNull(),
    /** `recalled`, and `lifted` when the call for this piece is over. */
    state: text('state', { enum: ['recalled', 'lifted'] }).notNull(),
    at: moment('at').notNull(),
  },
  (t) => [
    uniqueIndex('recall_piece_key').on(t.tenantId, t.recallId, t.serialId),
    // A piece is recalled by one recall at a time.
    uniqueIndex('recall_piece_open_key').on(t.tenantId, t.serialId).where(sql`${t.state} = 'recalled'`),
    check('recall_piece_state', sql`${t.state} in ('recalled', 'lifted')`),
    refersTo(t.tenantId, t.recallId, () => recall),
    refersTo(t.tenantId, t.serialId, () => serial),
  ],
)

/** Somebody who is to be told of a recall, and when their mail was written. */
export const recallRecipient = tenantTable(
  'recall_recipient',
  {
    recallId: uuid('recall_id').notNull(),
    email: text('email').notNull(),
    name: text('name').notNull(),
    locale: text('locale').notNull(),
    serialIds: uuid('serial_ids').array().notNull(),
    toldAt: moment('told_at'),
    /** The recall is over: what is to be told is that. */
    ended: boolean('ended').notNull().default(false),
  },
  (t) => [
    uniqueIndex('recall_recipient_key').on(t.tenantId, t.recallId, t.email),
    index('recall_recipient_waiting_idx').on(t.tenantId, t.recallId, t.id).where(sql`${t.toldAt} is null`),
    refersTo(t.tenantId, t.recallId, () => recall),
  ],
)
