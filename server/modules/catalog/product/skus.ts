import type { TenantContext } from '../../../kernel/command/context.ts'
import { sql } from '../../../kernel/db/sql.ts'

/** Products by SKU, for imports: deleted ones are not found. */
export async function productsBySku(
  ctx: TenantContext,
  skus: readonly string[],
): Promise<Map<string, { id: string; unit: string }>> {
  const rows = await ctx.tx.rows<{ sku: string; id: string; unit: string }>(
    sql`select sku, id, unit from product where tenant_id = ${ctx.tenant.id}::uuid and sku = any(${[...new Set(skus)]}::text[]) and deleted_at is null`,
  )
  return new Map(rows.map((row) => [row.sku, { id: row.id, unit: row.unit }]))
}
