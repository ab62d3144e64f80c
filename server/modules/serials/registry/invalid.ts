import { fold } from '../../../../shared/serial/fold.ts'
import { refusalOfHuman } from '../../../../shared/serial/format.ts'
import { type TenantKey, verifyCompact, verifyHuman } from '../../../../shared/serial/mint.ts'
import { isOfPattern } from '../line/legacy-pattern.ts'
import { partsOf } from '../verify/verify.ts'
import type { PublicPiece } from './link.ts'

/** What makes a serial invalid. `parts`: its text and the rest of its row do not agree; `pattern`: no old number of its pattern. */
export type Flaw = 'check' | 'pattern' | 'hash' | 'parts' | 'folding' | 'duplicate' | 'unknown_tenant'

/** What is wrong with a piece's serial by itself, or undefined. */
export function flawOf(
  piece: Omit<PublicPiece, 'product' | 'status' | 'version' | 'made_on'> & {
    seq?: number
    pattern?: string | null
  },
  makerCode: string,
  keys: readonly TenantKey[],
): Flaw | undefined {
  if (fold(piece.serial) !== piece.folded) return 'folding'
  if (piece.kind === 'legacy') {
    if (refusalOfHuman(piece.folded) === undefined) return 'parts'
    // What somebody typed, imported or had printed has no pattern to be held against.
    const { pattern, line, issued_on: day } = piece
    return typeof pattern !== 'string' || isOfPattern(piece.serial, pattern, { line, day })
      ? undefined
      : 'pattern'
  }
  if (refusalOfHuman(piece.folded) !== undefined) return 'check'
  const parts = partsOf({ ...piece, maker_code: makerCode })
  if (!parts || parts.day !== piece.issued_on || (piece.seq !== undefined && parts.seq !== piece.seq))
    return 'parts'
  if (!verifyHuman(piece.serial, parts, keys)) return 'hash'
  return piece.compact !== null && verifyCompact(piece.compact, parts, keys) ? undefined : 'hash'
}
