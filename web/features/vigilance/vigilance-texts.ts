import type { DataOf } from '../../api/queries.ts'
import type { Tone } from '../../kit/state-badge.tsx'
import type { PlainKey } from '../../texts/texts.tsx'

export type Alert = DataOf<'/api/v1/scan-alerts/{id}'>
export type Found = Alert['evidence'][number]['found']

export const ALERT_STATES = {
  open: { text: 'watch.state.open', tone: 'warning' },
  confirmed: { text: 'watch.state.confirmed', tone: 'bad' },
  dismissed: { text: 'watch.state.dismissed', tone: 'plain' },
} as const satisfies Record<Alert['state'], { text: PlainKey; tone: Tone }>
export const ALERT_STATE_KEYS = Object.keys(ALERT_STATES) as Alert['state'][]

export const DETECTORS = {
  impossible_travel: { text: 'watch.travel', explained: 'watch.travel.text' },
  burst: { text: 'watch.burst', explained: 'watch.burst.text' },
  many_places: { text: 'watch.places', explained: 'watch.places.text' },
  never_sold: { text: 'watch.unsold', explained: 'watch.unsold.text' },
  guessing: { text: 'watch.guessing', explained: 'watch.guessing.text' },
} as const satisfies Record<Alert['detector'], { text: PlainKey; explained: PlainKey }>
export const DETECTOR_KEYS = Object.keys(DETECTORS) as Alert['detector'][]
