import type { LabelFormatKey } from '../../../shared/labels/formats.ts'
import type { PlainKey } from '../../texts/texts.tsx'

export type LabelKind = 'piece' | 'lot' | 'token' | 'ticket' | 'location'

export const LABEL_FORMAT_TEXTS = {
  'roll-50x30': 'labels.roll-50x30',
  'roll-100x50': 'labels.roll-100x50',
  'a4-3x8': 'labels.a4-3x8',
  'a4-5x13': 'labels.a4-5x13',
} as const satisfies Record<LabelFormatKey, PlainKey>

/** What labels the chosen rows of a list have, by its name. */
export const LABELS_OF: Readonly<Record<string, LabelKind>> = {
  'serials.serial': 'piece',
  'inventory.lot': 'lot',
  'manufacturing.ticket': 'ticket',
}
