import { gtin14 } from '../../../../shared/gs1/gtin.ts'
import { newId } from '../../../../shared/ids.ts'
import { fold } from '../../../../shared/serial/fold.ts'
import type { TenantContext } from '../../../kernel/command/context.ts'
import { plannedAnew, sql } from '../../../kernel/db/sql.ts'
import { broughtTo, EDITABLE } from '../../../kernel/import/brought-to.ts'
import type { BatchResult } from '../../../kernel/import/import-csv.ts'
import { gtinsChanged } from '../events.ts'
import type { ProductRow } from './import-products.ts'
import { inUseSql } from './in-use.ts'
import { slugOf } from './products.ts'

interface Existing {
  sku: string
  id: string
  kind: string
  unit: string
  serialised: boolean
  serial_code: string | null
  line: string | null
  price: string | null
  tax_code: string | null
  used: boolean
  deleted: boolean
}

/** Columns that a rule looks at together with others: where a file lacks one of them, the rule sees what the product has. */
const RULED = ['serialised', 'serial_code', 'line', 'price', 'tax_code'] as const

/** What the batch refers to, in one flush: products by SKU, owners of serial codes and GTINs, tax codes. */
export async function lookUp(ctx: TenantContext, rows: readonly ProductRow[]) {
  const tenant = ctx.tenant.id
  const skus = [
    ...new Set(rows.flatMap(({ value }) => [value.sku, value.template]).filter((sku) => sku !== undefined)),
  ]
  const folded = rows.flatMap(({ value }) => (value.serial_code ? [fold(value.serial_code)] : []))
  const gtins = rows.flatMap(({ value }) => (value.gtin ? [gtin14(value.gtin)] : []))
  const [existing, codes, barcodes, taxes] = await Promise.all([
    ctx.tx.rows<Existing>(
      sql`${plannedAnew} select p.sku, p.id, p.kind, p.unit, p.serialised, p.serial_code, p.line, p.price, p.tax_code, ${inUseSql} as used,
          p.deleted_at is not null as deleted
        from unnest(${skus}::text[]) as asked(sku) join product p on p.tenant_id = ${tenant}::uuid and p.sku = asked.sku`,
    ),
    ctx.tx.rows<{ folded: string; sku: string }>(
      sql`select serial_code_folded as folded, sku from product where tenant_id = ${tenant}::uuid and serial_code_folded = any(${folded}::text[])`,
    ),
    // Whose it is: null for another workshop's.
    ctx.tx.rows<{ gtin: string; sku: string | null }>(
      sql`select c.gtin, p.sku from gtin_claim c
        left join product p on c.tenant_id = ${tenant}::uuid and p.tenant_id = ${tenant}::uuid and p.id = c.product_id
        where c.gtin = any(${gtins}::text[]) and c.product_id is not null`,
    ),
    ctx.tx.rows<{ code: string }>(
      sql`select code from tax_code where tenant_id = ${tenant}::uuid and deleted_at is null`,
    ),
  ])
  const bySku = new Map(existing.map((row) => [row.sku, row]))
  return {
    /** What a product has of the columns that the file lacks. */
    unsaid(sku: string, header: ReadonlySet<string>): Partial<ProductRow['value']> {
      const row = bySku.get(sku)
      if (!row) return {}
      return Object.fromEntries(
        RULED.filter((column) => !header.has(column)).map((column) => [column, row[column] ?? undefined]),
      )
    },
    ids: new Map(existing.map((row) => [row.sku, row.id])),
    /** Those that are there before the import; one that was deleted is made anew. */
    kept: new Set(existing.filter((row) => !row.deleted).map((row) => row.id)),
    used: new Map(existing.filter((row) => row.used).map((row) => [row.sku, row])),
    serialCodes: new Map(codes.map((row) => [row.folded, row.sku])),
    gtins: new Map<string, string | null>(barcodes.map((row) => [row.gtin, row.sku])),
    taxCodes: new Set(taxes.map((row) => row.code)),
  }
}

/** What of a product each column of a file says, where that is called otherwise or more than one. */
const SAID_BY: Readonly<Record<string, readonly string[]>> = {
  sku: [],
  template: ['template_id'],
  serial_code: ['serial_code', 'serial_code_folded'],
}

/** Makes products, and brings those that there are to what the file says of them. */
export async function writeProducts(
  ctx: TenantContext,
  rows: readonly ProductRow[],
  header: ReadonlySet<string>,
  { ids, kept }: { ids: Map<string, string>; kept: ReadonlySet<string> },
): Promise<Omit<BatchResult, 'errors'>> {
  if (rows.length === 0) return { created: 0, updated: 0, unchanged: 0 }
  const nowMs = ctx.now.getTime()
  for (const { value } of rows) if (!ids.has(value.sku)) ids.set(value.sku, newId(nowMs))
  const records = rows.map(({ value }) => ({
    id: ids.get(value.sku)!,
    sku: value.sku,
    slug: slugOf(value.sku),
    name: value.name,
    name_th: value.name_th ?? null,
    description: value.description ?? null,
    description_th: value.description_th ?? null,
    kind: value.kind,
    unit: value.unit,
    template_id: value.template ? ids.get(value.template)! : null,
    options: value.options,
    category: value.category ?? null,
    serialised: value.serialised,
    serial_code: value.serial_code ?? null,
    serial_code_folded: value.serial_code ? fold(value.serial_code) : null,
    line: value.line ?? null,
    price: value.price ?? null,
    currency: value.currency ?? ctx.tenant.currency,
    tax_code: value.tax_code ?? null,
    standard_cost: value.standard_cost ?? null,
    weight_g: value.weight_g ?? null,
    gtin: value.gtin ?? null,
    reorder_point: value.reorder_point ?? null,
    published: value.published,
  }))
  const fields = Object.keys(records[0]!).filter((field) => field !== 'id')
  const names = sql.join(fields.map((field) => sql.id(field)))
  const known = new Set(fields)
  const said = [...header].flatMap((column) => SAID_BY[column] ?? (known.has(column) ? [column] : []))
  const written = await ctx.tx.rows<{ id: string; version: bigint }>(sql`
    insert into product (tenant_id, id, ${names}, created_at, updated_at)
    select ${ctx.tenant.id}::uuid, id, ${names}, ${ctx.now}::timestamptz, ${ctx.now}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(records)}::jsonb) as r(id uuid, sku text, slug text, name text, name_th text, description text,
      description_th text, kind text, unit text, template_id uuid, options jsonb, category text, serialised boolean, serial_code text,
      serial_code_folded text, line text, price numeric, currency text, tax_code text, standard_cost numeric, weight_g int, gtin text,
      reorder_point numeric, published boolean)
    on conflict (tenant_id, sku) do update set ${broughtTo('product', said, EDITABLE)}
    returning id, version`)
  const made = written
    .filter(({ id }) => !kept.has(id))
    .map(({ id, version }) => ({ id, version: Number(version) }))
  if (header.has('gtin') && written.length > 0) ctx.publish(gtinsChanged, {})
  return {
    created: made.length,
    updated: written.length - made.length,
    unchanged: rows.length - written.length,
    made,
  }
}
