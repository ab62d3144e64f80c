import { StateBadge } from '../../kit/state-badge.tsx'
import { useTexts } from '../../texts/texts.tsx'
import { PIECE_STATES, type PieceState } from './piece-texts.ts'

/** The state of a piece, in words. */
export function PieceBadge({ state }: { state: PieceState }) {
  const t = useTexts()
  const { text, tone } = PIECE_STATES[state]
  return <StateBadge tone={tone}>{t(text)}</StateBadge>
}
