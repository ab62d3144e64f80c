import type { DataOf } from '../../api/queries.ts'
import type { PlainKey } from '../../texts/texts.tsx'

export type Ownership = DataOf<'/api/v1/serials/{id}/ownership'>
export type ServiceKind = Ownership['service'][number]['kind']

export const SERVICE_KINDS = {
  repair: 'service.repair',
  care: 'service.care',
  inspection: 'service.inspection',
  alteration: 'service.alteration',
} as const satisfies Record<ServiceKind, PlainKey>

export const EVENT_TEXTS = {
  claimed: 'owner.event.claimed',
  transferred: 'owner.event.transferred',
  stolen: 'owner.event.stolen',
  recovered: 'owner.event.recovered',
  withdrawn: 'owner.event.withdrawn',
} as const satisfies Record<Ownership['chain'][number]['kind'], PlainKey>
