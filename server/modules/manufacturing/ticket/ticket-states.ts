import type { Permissions } from '../../../kernel/command/principal.ts'
import { type Action, allowed, refused } from '../../../kernel/wire.ts'
import { fail } from '../errors.ts'
import type { TicketState } from './job-ticket.ts'

/**
 * What can be done with a ticket, from which state, and where it leads. `begin` and `complete` happen by themselves, with
 * the first and the last WIP log; `resume` goes back to where the ticket was held.
 */
export const TRANSITIONS = {
  update: { from: ['draft', 'released', 'in_progress', 'on_hold'], to: 'same' },
  release: { from: ['draft'], to: 'released' },
  begin: { from: ['released'], to: 'in_progress' },
  reserve: { from: ['released', 'in_progress', 'on_hold'], to: 'same' },
  hold: { from: ['released', 'in_progress'], to: 'on_hold' },
  resume: { from: ['on_hold'], to: 'held_from' },
  complete: { from: ['in_progress', 'on_hold'], to: 'completed' },
  close: { from: ['in_progress', 'on_hold', 'completed'], to: 'closed' },
  cancel: { from: ['draft', 'released', 'on_hold'], to: 'cancelled' },
} as const satisfies Record<string, { from: readonly TicketState[]; to: TicketState | 'same' | 'held_from' }>
export type Transition = keyof typeof TRANSITIONS

export const mayFrom = (transition: Transition, state: TicketState): boolean =>
  (TRANSITIONS[transition].from as readonly TicketState[]).includes(state)

/** Refuses what the ticket's state does not allow. */
export function assertMay(transition: Transition, ticket: { number: string; state: TicketState }): void {
  if (!mayFrom(transition, ticket.state))
    throw fail('manufacturing.ticket_state', { ticket: ticket.number, state: ticket.state })
}

/** States in which work is logged. */
export const WORKED_ON: readonly TicketState[] = ['released', 'in_progress', 'on_hold']

const BY_PEOPLE = ['update', 'release', 'reserve', 'hold', 'resume', 'close', 'cancel'] as const
export type TicketActions = Record<(typeof BY_PEOPLE)[number] | 'recalculate', Action>

/** What the caller may do with a ticket next, and why not. */
export function actionsOf(
  ticket: { state: TicketState; logged: boolean },
  permissions: Permissions,
): TicketActions {
  const of = (transition: (typeof BY_PEOPLE)[number]): Action => {
    if (!mayFrom(transition, ticket.state)) return refused('manufacturing.ticket_state')
    if (transition === 'cancel' && ticket.logged) return refused('manufacturing.ticket_logged')
    if (!permissions.has(`manufacturing.ticket.${transition}`)) return refused('auth.forbidden')
    return allowed
  }
  return {
    update: of('update'),
    release: of('release'),
    reserve: of('reserve'),
    hold: of('hold'),
    resume: of('resume'),
    close: of('close'),
    cancel: of('cancel'),
    recalculate: permissions.has('manufacturing.ticket.recalculate') ? allowed : refused('auth.forbidden'),
  }
}
