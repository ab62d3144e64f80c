import { sql } from 'drizzle-orm'
import { check, doublePrecision, index, integer, jsonb, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { factTable, moment, refersTo, tenantTable } from '../../../kernel/db/columns.ts'
import type { Evidence } from '../detect/detectors.ts'
import { DETECTORS } from '../detect/detectors.ts'

export const ALERT_STATES = ['open', 'confirmed', 'dismissed'] as const
export type AlertState = (typeof ALERT_STATES)[number]

/** Something odd about the scans of a piece, or of a client that tries numbers: what the maker is told. */
export const scanAlert = tenantTable(
  'scan_alert',
  {
    detector: text('detector', { enum: DETECTORS }).notNull(),
    /** The piece, or for one who tries numbers the day and the client's code of that day. */
    subject: text('subject').notNull(),
    serialId: uuid('serial_id'),
    state: text('state', { enum: ALERT_STATES }).notNull(),
    /** How far beyond the threshold, at its highest. */
    score: doublePrecision('score').notNull(),
    firstAt: moment('first_at').notNull(),
    lastAt: moment('last_at').notNull(),
    raisedAt: moment('raised_at').notNull(),
    /** How many times it was seen anew, with more to it. */
    sightings: integer('sightings').notNull(),
    decidedAt: moment('decided_at'),
    decidedBy: text('decided_by'),
    reason: text('reason'),
  },
  (t) => [
    uniqueIndex('scan_alert_subject_key').on(t.tenantId, t.detector, t.subject),
    index('scan_alert_state_idx').on(t.tenantId, t.state, t.id),
    index('scan_alert_last_idx').on(t.tenantId, t.lastAt, t.id),
    index('scan_alert_serial_idx').on(t.tenantId, t.serialId).where(sql`${t.serialId} is not null`),
    check('scan_alert_state', sql`${t.state} in ('open', 'confirmed', 'dismissed')`),
    check('scan_alert_decided', sql`(${t.state} = 'open') = (${t.decidedAt} is null)`),
    check('scan_alert_piece', sql`(${t.detector} = 'guessing') = (${t.serialId} is null)`),
  ],
)

/** What was seen, each time there was more to it. Facts: an alert can be decided, what it rests on cannot be changed. */
export const scanEvidence = factTable(
  'scan_evidence',
  {
    alertId: uuid('alert_id').notNull(),
    at: moment('at').notNull(),
    score: doublePrecision('score').notNull(),
    firstAt: moment('first_at').notNull(),
    lastAt: moment('last_at').notNull(),
    evidence: jsonb('evidence').$type<Evidence>().notNull(),
  },
  (t) => [
    index('scan_evidence_alert_idx').on(t.tenantId, t.alertId, t.id),
    refersTo(t.tenantId, t.alertId, () => scanAlert),
  ],
)
