import type { SerialState } from '../../serials/index.ts'
import type { BizStep, Disposition } from '../event/vocabulary.ts'

/** What a change of a piece's state is in the words of the Core Business Vocabulary. */
export interface PieceStep {
  readonly action: 'ADD' | 'OBSERVE' | 'DELETE'
  readonly bizStep: BizStep
  readonly disposition: Disposition
  readonly set?: Disposition
  readonly unset?: Disposition
}

/** What a piece is called while it is in a state. */
const DISPOSITION: Readonly<Record<SerialState, Disposition>> = {
  reserved: 'encoded',
  issued: 'active',
  in_production: 'in_progress',
  in_stock: 'sellable_not_accessible',
  sold: 'retail_sold',
  claimed: 'retail_sold',
  void: 'inactive',
  scrapped: 'destroyed',
  quarantined: 'non_sellable_other',
  recalled: 'recalled',
  stolen: 'stolen',
}
const STEP: Readonly<Record<SerialState, BizStep>> = {
  reserved: 'encoding',
  issued: 'commissioning',
  in_production: 'assembling',
  in_stock: 'stocking',
  sold: 'retail_selling',
  claimed: 'accepting',
  void: 'decommissioning',
  scrapped: 'destroying',
  quarantined: 'holding',
  recalled: 'holding',
  stolen: 'other',
}
/** What stays with a piece until it is taken back, whatever happens to it meanwhile. */
const LASTING: Partial<Record<SerialState, Disposition>> = { recalled: 'recalled', stolen: 'stolen' }
const STOPPED: readonly SerialState[] = ['quarantined', 'recalled', 'stolen']

/** The step of a piece from one state to another; null for the one that begins its history. */
export function pieceStep(from: SerialState | null, to: SerialState): PieceStep {
  const disposition = DISPOSITION[to]
  const set = LASTING[to]
  const unset = from === null || from === to ? undefined : LASTING[from]
  const lasting = { ...(set ? { set } : {}), ...(unset ? { unset } : {}) }
  if (to === 'void' || to === 'scrapped')
    return { action: 'DELETE', bizStep: STEP[to], disposition, ...lasting }
  // A number that is only kept back is on nothing yet.
  if (from === null || from === 'reserved')
    return { action: 'ADD', bizStep: 'commissioning', disposition, ...lasting }
  if (to in LASTING || to === 'quarantined')
    return { action: 'OBSERVE', bizStep: STEP[to], disposition, ...lasting }
  if (STOPPED.includes(from)) return { action: 'OBSERVE', bizStep: 'inspecting', disposition, ...lasting }
  // Its maker took back a claim of the wrong person: it is not sold again.
  if (from === 'claimed' && to === 'sold') return { action: 'OBSERVE', bizStep: 'inspecting', disposition }
  if (to === 'in_stock' && (from === 'sold' || from === 'claimed'))
    return { action: 'OBSERVE', bizStep: 'receiving', disposition: 'returned' }
  return { action: 'OBSERVE', bizStep: STEP[to], disposition }
}
