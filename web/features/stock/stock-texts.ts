import type { ItemOf } from '../../api/queries.ts'
import type { PlainKey, Translator } from '../../texts/texts.tsx'

export type Location = ItemOf<'/api/v1/locations'>

export const LOCATION_KINDS = {
  warehouse: 'location.kind.warehouse',
  zone: 'location.kind.zone',
  bin: 'location.kind.bin',
  supplier: 'location.kind.supplier',
  customer: 'location.kind.customer',
  production: 'location.kind.production',
  loss: 'location.kind.loss',
  opening: 'location.kind.opening',
} as const satisfies Record<Location['kind'], PlainKey>

const MOVE_KINDS: Readonly<Record<string, PlainKey>> = {
  receive: 'move.kind.receive',
  transfer: 'move.kind.transfer',
  adjust: 'move.kind.adjust',
  count: 'move.kind.count',
  issue: 'move.kind.issue',
  return: 'move.kind.return',
  finish: 'move.kind.finish',
  ship: 'move.kind.ship',
  opening: 'move.kind.opening',
  found: 'move.kind.found',
  scrap: 'move.kind.scrap',
}

/** What kind of move it was; one that this build does not know by its own name. */
export const moveKind = (t: Translator, kind: string): string => {
  const key = MOVE_KINDS[kind]
  return key === undefined ? kind.replaceAll('_', ' ') : t(key)
}
export const MOVE_KIND_KEYS = Object.keys(MOVE_KINDS)

/** Where stock can be: what people put things in, not where it comes from or goes. */
export const isPhysical = (location: Location): boolean =>
  ['warehouse', 'zone', 'bin'].includes(location.kind)
