import { boolean, customType, index, integer, jsonb, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { factTable, moment, refersTo, tenantTable } from '../../../kernel/db/columns.ts'
import { lot } from '../../inventory/lot/lot.ts'
import type { EventDocument } from './check-document.ts'

/** Ordered by bytes whatever the database's locale, so that a beginning of it is a range of the index. */
const identifier = customType<{ data: string }>({ dataType: () => 'text COLLATE "C"' })

/**
 * Something that happened, as EPCIS says it: our own, written from the facts of serials, stock and manufacturing, or one that
 * somebody sent. Never changed; a correction is another event that declares the first an error.
 */
export const epcisEvent = factTable(
  'epcis_event',
  {
    /** An own event has the id of the fact that it tells of: however often that is read, it is written once. */
    origin: text('origin', { enum: ['own', 'captured'] }).notNull(),
    type: text('type').notNull(),
    action: text('action'),
    /** Words of the standard vocabulary stand bare, whatever their spelling was; places in their canonical spelling. */
    bizStep: text('biz_step'),
    disposition: text('disposition'),
    readPoint: identifier('read_point'),
    bizLocation: identifier('biz_location'),
    eventTime: moment('event_time').notNull(),
    recordTime: moment('record_time').notNull(),
    eventId: text('event_id').notNull(),
    /** Of the event's id, so that it can be looked up however long it is. */
    eventKey: uuid('event_key').notNull(),
    /** When an event before this one was declared an error, by this one. */
    declaredAt: moment('declared_at'),
    errorReason: text('error_reason'),
    captureId: uuid('capture_id'),
    document: jsonb('document').$type<EventDocument>().notNull(),
  },
  (t) => [
    index('epcis_event_time_idx').on(t.tenantId, t.eventTime, t.id),
    index('epcis_event_record_time_idx').on(t.tenantId, t.recordTime, t.id),
    index('epcis_event_biz_step_idx').on(t.tenantId, t.bizStep, t.eventTime, t.id),
    index('epcis_event_disposition_idx').on(t.tenantId, t.disposition, t.eventTime, t.id),
    index('epcis_event_read_point_idx').on(t.tenantId, t.readPoint, t.eventTime, t.id),
    index('epcis_event_biz_location_idx').on(t.tenantId, t.bizLocation, t.eventTime, t.id),
    index('epcis_event_key_idx').on(t.tenantId, t.eventKey, t.id),
  ],
  { partitioned: true },
)

/** What an event names: pieces, classes, documents, parties; each in its canonical spelling, to be looked up by. */
export const epcisEventTerm = factTable(
  'epcis_event_term',
  {
    eventRowId: uuid('event_row_id').notNull(),
    /** `epc`, `child`, `parent`, `input`, `output`, the same with `Class`, `transaction:po`, `source:location`, … */
    role: text('role').notNull(),
    value: identifier('value').notNull(),
    eventTime: moment('event_time').notNull(),
  },
  (t) => [
    index('epcis_event_term_value_idx').on(t.tenantId, t.value, t.eventTime, t.eventRowId, t.role),
    index('epcis_event_term_event_idx').on(t.tenantId, t.eventRowId),
  ],
  { partitioned: true },
)

/** Which events were captured: its id is made of the event's, so the primary key takes each once. */
export const epcisCapturedId = tenantTable('epcis_captured_id', {
  eventRowId: uuid('event_row_id').notNull(),
  capturedAt: moment('captured_at').notNull(),
})

/** What became of one request to capture. */
export const epcisCapture = tenantTable('epcis_capture', {
  createdAt: moment('created_at').notNull(),
  finishedAt: moment('finished_at').notNull(),
  success: boolean('success').notNull(),
  errorBehaviour: text('error_behaviour', { enum: ['rollback', 'proceed'] }).notNull(),
  captured: integer('captured').notNull(),
  duplicates: integer('duplicates').notNull(),
  refused: integer('refused').notNull(),
  errors: jsonb('errors').$type<{ field: string; code: string; message: string }[]>().notNull(),
  actorName: text('actor_name').notNull(),
})

/** A query that was given a name. */
export const epcisQuery = tenantTable(
  'epcis_query',
  {
    name: text('name').notNull(),
    query: jsonb('query').$type<Record<string, unknown>>().notNull(),
    createdAt: moment('created_at').notNull(),
  },
  (t) => [uniqueIndex('epcis_query_name_key').on(t.tenantId, t.name)],
)

/** What somebody else calls a lot of ours. */
export const lotEpcClass = tenantTable(
  'lot_epc_class',
  {
    lotId: uuid('lot_id').notNull(),
    epcClass: identifier('epc_class').notNull(),
    createdAt: moment('created_at').notNull(),
  },
  (t) => [
    uniqueIndex('lot_epc_class_key').on(t.tenantId, t.lotId, t.epcClass),
    index('lot_epc_class_class_idx').on(t.tenantId, t.epcClass),
    refersTo(t.tenantId, t.lotId, () => lot),
  ],
)

/** Up to which fact of a source own events are written. */
export const epcisProgress = tenantTable(
  'epcis_progress',
  {
    source: text('source').notNull(),
    throughId: uuid('through_id').notNull(),
    updatedAt: moment('updated_at').notNull(),
  },
  (t) => [uniqueIndex('epcis_progress_source_key').on(t.tenantId, t.source)],
)
