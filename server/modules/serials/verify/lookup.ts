import type { Database } from '../../../kernel/db/database.ts'
import type { PublicProduct } from '../registry/link.ts'
import type { SerialState } from '../serial/serial.ts'

/** A piece of the registry with its maker, as verification needs it. */
export interface FoundPiece {
  readonly id: string
  readonly maker_folded: string
  readonly maker_code: string
  readonly maker_name: string
  readonly maker_slug: string
  readonly time_zone: string
  /** As printed. */
  readonly serial: string
  readonly folded: string
  readonly compact: string | null
  readonly kind: 'standard' | 'legacy'
  readonly status: SerialState
  readonly line: string
  readonly line_index: number
  readonly made_on: string | null
  readonly product: PublicProduct
  /** Scans counted so far; null for none. */
  readonly scans: bigint | null
}

/** No answer within this time is no answer. */
const TIMEOUT_MS = 2_000

// Each branch reads one index: by human form, by compact form, by the old number of one maker.
const text = `
select p.id, p.maker_folded, p.maker_code, m.name as maker_name, m.slug as maker_slug, m.time_zone, p.serial, p.folded, p.compact,
  p.kind, p.status, p.line, p.line_index, p.made_on, p.product, c.scans
from (
  select * from registry.piece where folded = $1 and kind = 'standard'
  union all
  select * from registry.piece where compact = $1
  union all
  select * from registry.piece where maker_folded = $2 and folded = $1 and kind = 'legacy'
) p
join registry.maker m on m.folded = p.maker_folded
left join registry.scan_count c on c.piece_id = p.id`

/** The pieces that a folded text can mean; `makerFolded` is the maker of old numbers, `` for none. */
export async function lookup(registry: Database, folded: string, makerFolded: string): Promise<FoundPiece[]> {
  const query = { name: 'serial_lookup', text, values: [folded, makerFolded], query_timeout: TIMEOUT_MS }
  return (await registry.pool.query<FoundPiece>(query)).rows
}
