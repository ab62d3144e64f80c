import type { DataOf, ItemOf } from '../../api/queries.ts'
import type { Tone } from '../../kit/state-badge.tsx'
import type { PlainKey, TextKey } from '../../texts/texts.tsx'

export type Ticket = DataOf<'/api/v1/job-tickets/{id}'>
export type TicketState = Ticket['state']
export type Token = DataOf<'/api/v1/work-tokens/{code}'>
export type TokenTask = Token['tasks'][number]
export type WipLog = ItemOf<'/api/v1/wip-logs'>
export type WipEvent = WipLog['event']

export const TICKET_STATES = {
  draft: { text: 'ticket.state.draft', tone: 'plain' },
  released: { text: 'ticket.state.released', tone: 'info' },
  in_progress: { text: 'ticket.state.in_progress', tone: 'info' },
  on_hold: { text: 'ticket.state.on_hold', tone: 'warning' },
  completed: { text: 'ticket.state.completed', tone: 'good' },
  closed: { text: 'ticket.state.closed', tone: 'plain' },
  cancelled: { text: 'ticket.state.cancelled', tone: 'plain' },
} as const satisfies Record<TicketState, { text: PlainKey; tone: Tone }>
export const TICKET_STATE_KEYS = Object.keys(TICKET_STATES) as TicketState[]

export const TOKEN_STATES = {
  waiting: { text: 'token.state.waiting', tone: 'plain' },
  in_progress: { text: 'token.state.in_progress', tone: 'info' },
  on_hold: { text: 'token.state.on_hold', tone: 'warning' },
  finished: { text: 'token.state.finished', tone: 'good' },
  scrapped: { text: 'token.state.scrapped', tone: 'bad' },
  void: { text: 'token.state.void', tone: 'plain' },
} as const satisfies Record<Token['state'], { text: PlainKey; tone: Tone }>

export const TASK_STATES = {
  open: { text: 'task.state.open', tone: 'plain' },
  running: { text: 'task.state.running', tone: 'info' },
  paused: { text: 'task.state.paused', tone: 'warning' },
  done: { text: 'task.state.done', tone: 'good' },
} as const satisfies Record<TokenTask['state'], { text: PlainKey; tone: Tone }>

/** What was logged, and what logging it is called on a button. */
export const WIP_EVENTS = {
  start: { text: 'wip.start', verb: 'wip.start.do' },
  pause: { text: 'wip.pause', verb: 'wip.pause.do' },
  resume: { text: 'wip.resume', verb: 'wip.resume.do' },
  complete: { text: 'wip.complete', verb: 'wip.complete.do' },
  reject: { text: 'wip.reject', verb: 'wip.reject.do' },
  rework: { text: 'wip.rework', verb: 'wip.rework.do' },
  scrap: { text: 'wip.scrap', verb: 'wip.scrap.do' },
  hold: { text: 'wip.hold', verb: 'wip.hold.do' },
  release: { text: 'wip.release', verb: 'wip.release.do' },
  handover: { text: 'wip.handover', verb: 'wip.handover.do' },
} as const satisfies Record<WipEvent, { text: PlainKey; verb: PlainKey }>

/** How a piece stands at an operation. */
export const STANDINGS = {
  running: { text: 'work.running', of: 'work.running.of', tone: 'info' },
  paused: { text: 'work.paused', of: 'work.paused.of', tone: 'warning' },
  ready: { text: 'work.ready', of: 'work.ready.of', tone: 'plain' },
} as const satisfies Record<
  ItemOf<'/api/v1/work-in-process'>['state'],
  { text: PlainKey; of: TextKey; tone: Tone }
>
