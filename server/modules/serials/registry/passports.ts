import type { Database } from '../../../kernel/db/database.ts'
import { sql } from '../../../kernel/db/sql.ts'

/** Whether the maker has published a passport of a piece, as the registry knows. */
export async function hasPassport(registry: Database, pieceId: string): Promise<boolean> {
  const rows = await registry.query(
    sql`select from registry.passport where piece_id = ${pieceId}::uuid and not revoked`,
  )
  return rows.length > 0
}
