import type { DataOf } from '../../api/queries.ts'
import type { Tone } from '../../kit/state-badge.tsx'
import type { PlainKey } from '../../texts/texts.tsx'

export type Message = DataOf<'/api/v1/messages/{id}'>

export const MESSAGE_STATES = {
  queued: { text: 'message.state.queued', tone: 'info' },
  sent: { text: 'message.state.sent', tone: 'good' },
  kept: { text: 'message.state.kept', tone: 'plain' },
  failed: { text: 'message.state.failed', tone: 'bad' },
} as const satisfies Record<Message['state'], { text: PlainKey; tone: Tone }>
export const MESSAGE_STATE_KEYS = Object.keys(MESSAGE_STATES) as Message['state'][]
