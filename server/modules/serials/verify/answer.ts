import type { FoundPiece } from './lookup.ts'

/** The one answer to whatever is not the serial of a genuine piece. A contract, byte for byte. */
export const NOT_FOUND_BODY = '{"ok":false,"error":"Serial not found or invalid"}'
export const LIMITED_BODY = '{"ok":false,"error":"Too many requests"}'
export const UNAVAILABLE_BODY = '{"ok":false,"error":"Verification is not available right now"}'

/** The answer for a genuine piece. Names and order of the fields are a contract. `scans` counts this one. */
export function pieceBody(piece: FoundPiece, scans: number): string {
  const { product } = piece
  return JSON.stringify({
    ok: true,
    valid: true,
    serial: piece.serial,
    status: piece.status,
    product: { name: product.name, name_th: product.name_th, sku: product.sku, gtin: product.gtin },
    maker: { code: piece.maker_code, name: piece.maker_name },
    line: piece.line,
    made_on: piece.made_on,
    scans,
  })
}
