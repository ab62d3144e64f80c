import { routes } from '../../../../storefront/routes.ts'
import type { Config } from '../../../kernel/config.ts'

/** A GTIN of any length as the 14 digits of a GS1 Digital Link. */
export const gtin14 = (gtin: string): string => gtin.padStart(14, '0')

/**
 * What the QR code of a piece says, on the central host, which outlives a workshop's own domain: a GS1 Digital Link
 * (AI 01 and 21) where the product has a GTIN, otherwise the maker's code and the compact serial.
 */
export function serialLink(
  config: Pick<Config, 'publicUrl'>,
  piece: { makerCode: string; compact: string; kind: 'standard' | 'legacy'; gtin: string | null },
): string {
  // A legacy number may be longer than the 20 characters of AI 21, and is not unique beyond its maker.
  const path =
    piece.gtin !== null && piece.kind === 'standard'
      ? `/01/${gtin14(piece.gtin)}/21/${piece.compact}`
      : routes.verifySerial(piece.makerCode, piece.compact)
  return config.publicUrl + path
}
