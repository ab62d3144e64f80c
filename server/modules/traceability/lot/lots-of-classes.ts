import type { TenantContext } from '../../../kernel/command/context.ts'
import { sql } from '../../../kernel/db/sql.ts'

export interface LotOfClass {
  readonly id: string
  readonly code: string
  readonly sku: string
  readonly epcClass: string
}

const LOT_OF_GTIN = /^https:\/\/id\.gs1\.org\/01\/(\d{14})\/10\/([^/]+)$/

/** Which of the workshop's lots are meant by these classes, in their canonical spelling: by GTIN and lot number, or by what a lot is called elsewhere. */
export async function lotsOfClasses(ctx: TenantContext, classes: readonly string[]): Promise<LotOfClass[]> {
  if (classes.length === 0) return []
  const byGtin = classes.flatMap((uri) => {
    const match = LOT_OF_GTIN.exec(uri)
    if (!match) return []
    try {
      return [{ uri, gtin: match[1]!, lot: decodeURIComponent(match[2]!) }]
    } catch {
      // A text that cannot be decoded is no lot number of ours.
      return []
    }
  })
  const tenant = sql`${ctx.tenant.id}::uuid`
  const rows = await ctx.tx.rows<{ id: string; code: string; sku: string; epc_class: string }>(
    sql`select b.id, b.code, p.sku, g.uri as epc_class
      from unnest(${byGtin.map((one) => one.uri)}::text[], ${byGtin.map((one) => one.gtin)}::text[], ${byGtin.map((one) => one.lot)}::text[])
        as g(uri, gtin, lot)
      join product p on p.tenant_id = ${tenant} and p.gtin in (g.gtin, ltrim(g.gtin, '0'), right(g.gtin, 13), right(g.gtin, 12), right(g.gtin, 8))
        and lpad(p.gtin, 14, '0') = g.gtin
      join lot b on b.tenant_id = ${tenant} and b.product_id = p.id and b.code = g.lot and b.deleted_at is null
      union
      select b.id, b.code, p.sku, c.epc_class
      from lot_epc_class c
      join lot b on b.tenant_id = ${tenant} and b.id = c.lot_id
      join product p on p.tenant_id = ${tenant} and p.id = b.product_id
      where c.tenant_id = ${tenant} and c.epc_class = any(${classes}::text[])
      order by 2, 1`,
  )
  return rows.map((row) => ({ id: row.id, code: row.code, sku: row.sku, epcClass: row.epc_class }))
}
