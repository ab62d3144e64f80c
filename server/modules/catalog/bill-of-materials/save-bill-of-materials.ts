import { z } from 'zod'
import { newId } from '../../../../shared/ids.ts'
import type { TenantContext } from '../../../kernel/command/context.ts'
import { command } from '../../../kernel/command/operation.ts'
import { plannedAnew, sql } from '../../../kernel/db/sql.ts'
import { fail as kernelFail } from '../../../kernel/errors/kernel-errors.ts'
import { EXAMPLE_ID } from '../../../kernel/resource/resource.ts'
import { id, line, nonNegativeDecimal, positiveDecimal } from '../../../kernel/wire.ts'
import { fail } from '../errors.ts'

export interface BomLineInput {
  componentId: string
  quantity: string
  scrapPercent: string
  note?: string | undefined
}

export const saveBillOfMaterials = command({
  name: 'catalog.bill_of_materials.save',
  summary: 'Give a product a new version of its bill of materials',
  description:
    'The version before it is retired. Tickets that were released keep the one they were released with.',
  route: 'POST /products/:productId/bills-of-materials',
  status: 201,
  errors: ['catalog.component_is_product', 'catalog.component_twice'],
  input: z.object({
    productId: id,
    lines: z
      .array(
        z.object({
          componentId: id,
          quantity: positiveDecimal,
          scrapPercent: nonNegativeDecimal
            .refine((value) => Number(value) < 100, 'must be below 100')
            .default('0'),
          note: line().optional(),
        }),
      )
      .min(1)
      .max(500),
  }),
  output: z.object({ id, version: z.number().int() }),
  example: {
    productId: EXAMPLE_ID,
    lines: [{ componentId: EXAMPLE_ID.replace(/1$/, '2'), quantity: '6.5', scrapPercent: '8' }],
  },
  async run(ctx, input) {
    const product = await ctx.tx.first<{ sku: string }>(
      sql`select sku from product where tenant_id = ${ctx.tenant.id}::uuid and id = ${input.productId}::uuid and deleted_at is null for update`,
    )
    if (!product) throw kernelFail('not_found')
    const last = await ctx.tx.one<{ version: number }>(
      sql`select coalesce(max(bom_version), 0)::int as version from bill_of_materials where tenant_id = ${ctx.tenant.id}::uuid and product_id = ${input.productId}::uuid`,
    )
    const version = last.version + 1
    const [bomId] = await writeBoms(ctx, [{ productId: input.productId, version, lines: input.lines }])
    const saved = { id: bomId!, version }
    ctx.audit({
      entity: 'bill_of_materials',
      id: saved.id,
      label: `${product.sku} v${saved.version}`,
      changes: { lines: input.lines },
    })
    return saved
  },
})

/** A version of a product's bill of materials, as it is to be. */
export interface BomToWrite {
  readonly productId: string
  readonly version: number
  readonly lines: readonly BomLineInput[]
}

/**
 * Writes versions with their lines, each of another product, retires those before them, and refuses one that leads back to its own product.
 * They are written together: the check reads all bills of the workshop once, however many there are.
 */
export async function writeBoms(ctx: TenantContext, boms: readonly BomToWrite[]): Promise<string[]> {
  const tenant = ctx.tenant.id
  const nowMs = ctx.now.getTime()
  for (const { lines } of boms) {
    const twice = lines.find(
      (line, i) => lines.findIndex((other) => other.componentId === line.componentId) !== i,
    )
    if (twice) throw fail('catalog.component_twice', { sku: twice.componentId })
  }
  const ids = boms.map(() => newId(nowMs))
  const products = boms.map(({ productId }) => productId)
  const lines = boms.flatMap((bom, n) =>
    bom.lines.map((line, i) => ({ ...line, bomId: ids[n]!, lineNo: i + 1 })),
  )
  const [, , , cycle] = await Promise.all([
    ctx.tx.run(sql`${plannedAnew} update bill_of_materials b set state = 'retired', updated_at = ${ctx.now}::timestamptz
      from unnest(${products}::uuid[]) as asked(product_id)
      where b.tenant_id = ${tenant}::uuid and b.product_id = asked.product_id and b.state = 'active'`),
    ctx.tx.run(sql`insert into bill_of_materials (tenant_id, id, product_id, bom_version, state, created_at, updated_at)
      select ${tenant}::uuid, id, product_id, bom_version, 'active', ${ctx.now}::timestamptz, ${ctx.now}::timestamptz
      from unnest(${ids}::uuid[], ${products}::uuid[], ${boms.map(({ version }) => version)}::int[]) as b(id, product_id, bom_version)`),
    ctx.tx.run(sql`insert into bom_line (tenant_id, id, bom_id, line_no, component_id, quantity, scrap_percent, note)
      select ${tenant}::uuid, l.*
      from unnest(${lines.map(() => newId(nowMs))}::uuid[], ${lines.map((l) => l.bomId)}::uuid[], ${lines.map((l) => l.lineNo)}::int[],
        ${lines.map((l) => l.componentId)}::uuid[], ${lines.map((l) => l.quantity)}::numeric[],
        ${lines.map((l) => l.scrapPercent)}::numeric[], ${lines.map((l) => l.note ?? null)}::text[])
        as l(id, bom_id, line_no, component_id, quantity, scrap_percent, note)`),
    ctx.tx.first<{ sku: string }>(sql`${plannedAnew}
      with recursive part(root, product_id) as (
        select product_id, product_id from unnest(${products}::uuid[]) as asked(product_id)
        union
        select p.root, l.component_id from part p
        join bill_of_materials b on b.tenant_id = ${tenant}::uuid and b.product_id = p.product_id and b.state = 'active'
        join bom_line l on l.tenant_id = ${tenant}::uuid and l.bom_id = b.id
      )
      select p.sku from part x
      join bill_of_materials b on b.tenant_id = ${tenant}::uuid and b.product_id = x.product_id and b.state = 'active'
      join bom_line l on l.tenant_id = ${tenant}::uuid and l.bom_id = b.id
      join product p on p.tenant_id = ${tenant}::uuid and p.id = l.component_id
      where l.component_id = x.root order by p.sku limit 1`),
  ])
  if (cycle) throw fail('catalog.component_is_product', { sku: cycle.sku })
  return ids
}
