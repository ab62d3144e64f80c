import { defineModule } from '../../kernel/module.ts'
import './errors.ts'
import { cancelTicket } from './ticket/cancel-ticket.ts'
import { closeTicket } from './ticket/close-ticket.ts'
import { createTicket } from './ticket/create-ticket.ts'
import { holdTicket, resumeTicket } from './ticket/hold-ticket.ts'
import { releaseTicket } from './ticket/release-ticket.ts'
import { reserveTicket } from './ticket/reserve-ticket.ts'
import { updateTicket } from './ticket/update-ticket.ts'
import { LOG_FOR_OTHERS, logWork } from './wip-log/log-work.ts'

export { ticketCompleted, ticketReleased, tokenFinished } from './events.ts'

/** Job tickets and the work on them, from the order to the finished piece in stock. */
export const manufacturingModule = defineModule({
  name: 'manufacturing',
  operations: [
    createTicket,
    updateTicket,
    releaseTicket,
    reserveTicket,
    holdTicket,
    resumeTicket,
    cancelTicket,
    closeTicket,
    logWork,
  ],
  permissions: [LOG_FOR_OTHERS],
  invariants: new URL('./invariants/', import.meta.url),
})
