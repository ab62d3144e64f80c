import { routes } from '../../../../storefront/routes.ts'
import type { Kernel } from '../../../kernel/kernel.ts'
import { hasPassport } from '../registry/passports.ts'
import type { FoundPiece } from './lookup.ts'

/** The page of a piece's passport, null without one; the answer about the piece does not fail with it. */
export async function passportUrlOf(kernel: Kernel, piece: FoundPiece): Promise<string | null> {
  if (piece.compact === null) return null
  try {
    const found = await hasPassport(kernel.registry, piece.id)
    return found ? routes.passport(piece.maker_code, piece.compact) : null
  } catch (error) {
    kernel.log.warn({ err: error }, 'the registry did not say whether a piece has a passport')
    return null
  }
}
