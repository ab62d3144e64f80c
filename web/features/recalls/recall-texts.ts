import type { DataOf } from '../../api/queries.ts'
import type { Tone } from '../../kit/state-badge.tsx'
import type { PlainKey } from '../../texts/texts.tsx'

export type Recall = DataOf<'/api/v1/recalls/{id}'>

export const RECALL_STATES = {
  active: { text: 'recall.state.active', tone: 'bad' },
  lifted: { text: 'recall.state.lifted', tone: 'plain' },
} as const satisfies Record<Recall['state'], { text: PlainKey; tone: Tone }>
