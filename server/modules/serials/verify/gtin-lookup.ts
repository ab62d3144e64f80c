import { gtin14 } from '../../../../shared/gs1/gtin.ts'
import type { Database } from '../../../kernel/db/database.ts'
import type { FoundPiece } from './lookup.ts'

/** A product as the public may see it by its GTIN. */
export interface FoundProduct {
  readonly gtin: string
  readonly maker_folded: string
  readonly maker_code: string
  readonly maker_slug: string
  readonly product: {
    readonly sku: string
    readonly name: string
    readonly name_th: string | null
    readonly slug: string
    readonly published: boolean
  }
}

const TIMEOUT_MS = 2_000
const text = `
select g.gtin, g.maker_folded, m.code as maker_code, m.slug as maker_slug, g.product
from registry.gtin g join registry.maker m on m.folded = g.maker_folded where g.gtin = $1`

const holders = `
select maker_folded as maker, product->>'sku' as sku, former from registry.gtin where gtin = $1`

/** The product that a GTIN of any length stands for. */
export async function productOfGtin(registry: Database, gtin: string): Promise<FoundProduct | undefined> {
  const query = { name: 'gtin_lookup', text, values: [gtin14(gtin)], query_timeout: TIMEOUT_MS }
  return (await registry.pool.query<FoundProduct>(query)).rows[0]
}

interface Holder {
  readonly maker: string
  readonly sku: string
}

/**
 * Whether a GTIN is that of the piece's product: also when the product got it after the piece was issued, and when the platform's staff
 * gave it to another maker since.
 */
export async function isGtinOf(registry: Database, gtin: string, piece: FoundPiece): Promise<boolean> {
  const own = piece.product.gtin
  if (own !== null && gtin14(own) === gtin14(gtin)) return true
  const query = { name: 'gtin_holders', text: holders, values: [gtin14(gtin)], query_timeout: TIMEOUT_MS }
  const [found] = (
    await registry.pool.query<{ maker: string | null; sku: string | null; former: Holder[] }>(query)
  ).rows
  const isOf = ({ maker, sku }: { maker: string | null; sku: string | null }) =>
    maker === piece.maker_folded && sku === piece.product.sku
  return found !== undefined && ((own === null && isOf(found)) || found.former.some(isOf))
}
