import { z } from 'zod'
import { query } from '../../../kernel/command/operation.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { fail } from '../../../kernel/errors/kernel-errors.ts'
import { trimDecimal } from '../../../kernel/resource/field.ts'
import { EXAMPLE_ID } from '../../../kernel/resource/resource.ts'
import { decimal, id } from '../../../kernel/wire.ts'

export const getBillOfMaterials = query({
  name: 'catalog.bill_of_materials.get',
  permission: 'catalog.read',
  summary: 'Read the active bill of materials of a product',
  route: 'GET /products/:productId/bill-of-materials',
  input: z.object({ productId: id }),
  output: z.object({
    id,
    version: z.number().int(),
    lines: z.array(
      z.object({
        componentId: id,
        sku: z.string(),
        name: z.string(),
        unit: z.string(),
        quantity: decimal,
        scrapPercent: decimal,
        note: z.string().nullable(),
      }),
    ),
  }),
  example: { productId: EXAMPLE_ID },
  async run(ctx, input) {
    const tenant = ctx.tenant.id
    const bom = await ctx.tx.first<{ id: string; version: number }>(
      sql`select id, bom_version as version from bill_of_materials
          where tenant_id = ${tenant}::uuid and product_id = ${input.productId}::uuid and state = 'active' order by bom_version desc limit 1`,
    )
    if (!bom) throw fail('not_found')
    const lines = await ctx.tx.rows<{
      component_id: string
      sku: string
      name: string
      unit: string
      quantity: string
      scrap_percent: string
      note: string | null
    }>(sql`select l.component_id, p.sku, p.name, p.unit, l.quantity, l.scrap_percent, l.note
      from bom_line l join product p on p.tenant_id = l.tenant_id and p.id = l.component_id
      where l.tenant_id = ${tenant}::uuid and l.bom_id = ${bom.id}::uuid order by l.line_no`)
    return {
      ...bom,
      lines: lines.map((l) => ({
        componentId: l.component_id,
        sku: l.sku,
        name: l.name,
        unit: l.unit,
        quantity: trimDecimal(l.quantity),
        scrapPercent: trimDecimal(l.scrap_percent),
        note: l.note,
      })),
    }
  },
})
