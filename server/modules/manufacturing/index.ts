import { defineModule } from '../../kernel/module.ts'
import './errors.ts'
import { lotGenealogy } from './genealogy/lot-genealogy.ts'
import { lotSummary } from './genealogy/lot-summary.ts'
import { serialGenealogy } from './genealogy/serial-genealogy.ts'
import { cancelTicket } from './ticket/cancel-ticket.ts'
import { closeTicket } from './ticket/close-ticket.ts'
import { createTicket } from './ticket/create-ticket.ts'
import { getTicket } from './ticket/get-ticket.ts'
import { holdTicket, resumeTicket } from './ticket/hold-ticket.ts'
import { tickets } from './ticket/list-tickets.ts'
import { recalculateTicket } from './ticket/recalculate-ticket.ts'
import { releaseTicket } from './ticket/release-ticket.ts'
import { reserveTicket } from './ticket/reserve-ticket.ts'
import { lateSchedule, tellLate } from './ticket/tell-late.ts'
import { ticketBoard } from './ticket/ticket-board.ts'
import { ticketSearch } from './ticket/ticket-search.ts'
import { updateTicket } from './ticket/update-ticket.ts'
import { getToken } from './token/get-token.ts'
import { listTokens } from './token/list-tokens.ts'
import { tokenSearch } from './token/token-search.ts'
import { listLogs } from './wip-log/list-logs.ts'
import { listWork } from './wip-log/list-work.ts'
import { LOG_FOR_OTHERS, logWork } from './wip-log/log-work.ts'
import { postLabour } from './wip-log/post-labour.ts'
import { reverseLog } from './wip-log/reverse-log.ts'
import { workInProcess } from './wip-log/work-in-process.ts'

export { ticketCompleted, ticketReleased, tokenFinished } from './events.ts'
export { wipByCentre } from './wip-log/work-in-process.ts'

/** Job tickets and the work on them, from the order to the finished piece in stock. */
export const manufacturingModule = defineModule({
  name: 'manufacturing',
  records: {
    job_ticket: 'manufacturing.ticket',
    work_token: 'manufacturing.token',
    labour: 'manufacturing.ticket',
  },
  operations: [
    createTicket,
    updateTicket,
    releaseTicket,
    reserveTicket,
    holdTicket,
    resumeTicket,
    cancelTicket,
    closeTicket,
    recalculateTicket,
    ...tickets.operations,
    ticketBoard,
    getTicket,
    listTokens,
    getToken,
    logWork,
    reverseLog,
    listLogs,
    listWork,
    ...workInProcess.operations,
    postLabour,
    lotGenealogy,
    lotSummary,
    serialGenealogy,
  ],
  permissions: [LOG_FOR_OTHERS],
  jobs: [tellLate],
  schedules: [lateSchedule],
  search: [ticketSearch, tokenSearch],
  invariants: new URL('./invariants/', import.meta.url),
})
