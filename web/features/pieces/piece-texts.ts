import type { DataOf } from '../../api/queries.ts'
import type { Tone } from '../../kit/state-badge.tsx'
import type { PlainKey } from '../../texts/texts.tsx'

export type Piece = DataOf<'/api/v1/serials/{id}'>
export type PieceState = Piece['state']

export const PIECE_STATES = {
  reserved: { text: 'piece.state.reserved', tone: 'plain' },
  issued: { text: 'piece.state.issued', tone: 'plain' },
  in_production: { text: 'piece.state.in_production', tone: 'info' },
  in_stock: { text: 'piece.state.in_stock', tone: 'good' },
  sold: { text: 'piece.state.sold', tone: 'good' },
  claimed: { text: 'piece.state.claimed', tone: 'good' },
  void: { text: 'piece.state.void', tone: 'plain' },
  scrapped: { text: 'piece.state.scrapped', tone: 'plain' },
  quarantined: { text: 'piece.state.quarantined', tone: 'warning' },
  recalled: { text: 'piece.state.recalled', tone: 'bad' },
  stolen: { text: 'piece.state.stolen', tone: 'bad' },
} as const satisfies Record<PieceState, { text: PlainKey; tone: Tone }>

export const PIECE_STATE_KEYS = Object.keys(PIECE_STATES) as PieceState[]
