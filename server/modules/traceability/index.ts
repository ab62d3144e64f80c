import { defineModule } from '../../kernel/module.ts'
import './errors.ts'
import { captureEvents } from './capture/capture-events.ts'
import { getCapture, listCaptures } from './capture/list-captures.ts'
import { lotHistory, nameLot, pieceHistory } from './lot/lot-history.ts'
import {
  createNamedQuery,
  deleteNamedQuery,
  getNamedQuery,
  listNamedQueries,
  runNamedQuery,
} from './named-query/named-queries.ts'
import { optionsPages } from './options.ts'
import { ownEventsSchedule, ownEventsSubscriptions, writeGathered } from './own-events/write-own-events.ts'
import { dimensionOperations, getEvent, queryEvents } from './query/query-events.ts'
import { retentionSchedule } from './retention/retain-events.ts'

export { Identifiers } from './event/identifiers.ts'

/** The history of pieces and lots in the language that the rest of the world speaks: EPCIS 2.0. */
export const traceabilityModule = defineModule({
  name: 'traceability',
  records: {
    epcis_event: 'traceability.event',
    epcis_capture: 'traceability.capture',
    epcis_query: 'traceability.query',
  },
  operations: [
    captureEvents,
    listCaptures,
    getCapture,
    queryEvents,
    getEvent,
    ...dimensionOperations,
    createNamedQuery,
    listNamedQueries,
    getNamedQuery,
    runNamedQuery,
    deleteNamedQuery,
    pieceHistory,
    lotHistory,
    nameLot,
  ],
  jobs: [writeGathered],
  subscriptions: ownEventsSubscriptions,
  pages: [optionsPages],
  schedules: [ownEventsSchedule, retentionSchedule],
  invariants: new URL('./invariants/', import.meta.url),
})
