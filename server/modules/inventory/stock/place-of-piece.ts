import type { TenantContext } from '../../../kernel/command/context.ts'
import { sql } from '../../../kernel/db/sql.ts'

/** Where pieces are: where the last move of each took it. Pieces that never moved are left out. */
export async function placesOfPieces(
  ctx: TenantContext,
  serialIds: readonly string[],
): Promise<Map<string, string>> {
  const rows = await ctx.tx.rows<{ serial_id: string; location_id: string }>(sql`
    select s.id as serial_id, m.to_location_id as location_id
    from unnest(${serialIds}::uuid[]) as s(id)
      cross join lateral (
        select to_location_id from stock_move
        where tenant_id = ${ctx.tenant.id}::uuid and serial_id = s.id order by id desc limit 1
      ) m`)
  return new Map(rows.map((row) => [row.serial_id, row.location_id]))
}
