import { defineModule } from '../../kernel/module.ts'
import { consolePages } from './console/console-pages.ts'
import { giveGtinPages } from './console/give-gtin-form.ts'
import { createLine } from './line/create-line.ts'
import { listLines } from './line/list-lines.ts'
import { prepareLines } from './line/prepare-lines.ts'
import { updateLine } from './line/update-line.ts'
import { metricsPages } from './metrics/metrics-pages.ts'
import { getRange } from './range/get-range.ts'
import { listRanges } from './range/list-ranges.ts'
import { registerRange } from './range/register-range.ts'
import { voidNumbers } from './range/void-numbers.ts'
import { brandSubscription } from './registry/brands.ts'
import { gtinsSchedule, gtinsSubscription } from './registry/link-gtins.ts'
import { linkJob } from './registry/link-job.ts'
import { picturesSubscription } from './registry/pictures.ts'
import { checkSchedule, outboxSchedule } from './registry/schedules.ts'
import { followTransfers } from './serial/follow-transfers.ts'
import { getSerial } from './serial/get-serial.ts'
import { importSerials } from './serial/import-serials.ts'
import { issueReserved } from './serial/issue-reserved.ts'
import { issueSerials } from './serial/issue-serials.ts'
import { pieces } from './serial/list-serials.ts'
import { quarantineSerial } from './serial/quarantine-serial.ts'
import { recallSerial } from './serial/recall-serial.ts'
import { reinstateSerial } from './serial/reinstate-serial.ts'
import { reportStolenSerial } from './serial/report-stolen-serial.ts'
import { scrapSerial } from './serial/scrap-serial.ts'
import { serialSearch } from './serial/serial-search.ts'
import { voidSerial } from './serial/void-serial.ts'
import { forgetSchedule } from './verify/forget-scans.ts'
import { logoPages } from './verify/maker-brand.ts'
import { verifyPages } from './verify/verify-pages.ts'

export { serialsLinked } from './events.ts'
export { type CheckProgress, type CheckReport, checkStores } from './registry/check.ts'
export { type CheckedChunk, checkBeside } from './registry/check-beside.ts'
export { addError, countCause } from './registry/check-report.ts'
export { type Notice, notesOf, type PieceNote, writeNotes } from './registry/notes.ts'
export { type OutboxReport, type PendingLink, retryLinks } from './registry/outbox.ts'
export { type Allocation, allocate, deallocate, type OrderSerial, serialsOfOrder } from './serial/allocate.ts'
export { type ChangedSerial, changeState, type StateChange } from './serial/change-state.ts'
export { scansOf } from './serial/get-serial.ts'
export { type IssuedSerial, type IssueRequest, issue, type Source } from './serial/issue.ts'
export { serialBeginsWith } from './serial/list-serials.ts'
export { endRecall, RECALLABLE, recallPieces, replaceRecalled } from './serial/recall-pieces.ts'
export { SERIAL_STATES, type SerialState } from './serial/serial.ts'
export { localeOf } from './verify/locale-of.ts'
export { makerFace } from './verify/maker-brand.ts'
export { hostMaker } from './verify/maker-of-host.ts'
export { pageContext } from './verify/page-view.ts'
export { serialLink } from './verify/serial-link.ts'

/** The number, state and history of every piece, and the public answer to whether it is real. */
export const serialsModule = defineModule({
  name: 'serials',
  records: { serial: 'serials.serial', serial_line: 'serials.line', serial_range: 'serials.range' },
  operations: [
    issueSerials,
    issueReserved,
    importSerials,
    voidSerial,
    quarantineSerial,
    recallSerial,
    reportStolenSerial,
    scrapSerial,
    reinstateSerial,
    ...pieces.operations,
    getSerial,
    createLine,
    listLines,
    updateLine,
    registerRange,
    voidNumbers,
    listRanges,
    getRange,
  ],
  jobs: [linkJob],
  subscriptions: [gtinsSubscription, brandSubscription, picturesSubscription, followTransfers],
  schedules: [outboxSchedule, gtinsSchedule, checkSchedule, forgetSchedule],
  pages: [verifyPages, logoPages, metricsPages, consolePages, giveGtinPages],
  permissions: ['serials.update'],
  search: [serialSearch],
  invariants: new URL('./invariants/', import.meta.url),
  prepareTenant: prepareLines,
})
