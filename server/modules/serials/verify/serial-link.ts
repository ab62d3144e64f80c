import { buildDigitalLink } from '../../../../shared/gs1/digital-link.ts'
import { gtin14 } from '../../../../shared/gs1/gtin.ts'
import { routes } from '../../../../storefront/routes.ts'
import type { Config } from '../../../kernel/config.ts'

/**
 * What the QR code of a piece says, on the central host, which outlives a workshop's own domain: a GS1 Digital Link
 * (AI 01 and 21) where the product has a GTIN, otherwise the maker's code and the compact serial.
 */
export function serialLink(
  config: Pick<Config, 'publicUrl'>,
  piece: { makerCode: string; compact: string; kind: 'standard' | 'legacy'; gtin: string | null },
): string {
  // A legacy number may be longer than the 20 characters of AI 21, and is not unique beyond its maker.
  if (piece.gtin !== null && piece.kind === 'standard') {
    const elements = [
      { ai: '01', value: gtin14(piece.gtin) },
      { ai: '21', value: piece.compact },
    ]
    const link = buildDigitalLink(elements, { stem: config.publicUrl })
    if (link.ok) return link.uri
  }
  return config.publicUrl + routes.verifySerial(piece.makerCode, piece.compact)
}
