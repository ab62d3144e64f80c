import { z } from 'zod'
import type { TenantContext } from '../../../kernel/command/context.ts'
import { command } from '../../../kernel/command/operation.ts'
import { plannedAnew, sql } from '../../../kernel/db/sql.ts'
import {
  type BatchResult,
  cell,
  IMPORT_BODY_LIMIT_BYTES,
  IMPORT_ERRORS,
  type ImportRow,
  importCsv,
  importInput,
  importReport,
} from '../../../kernel/import/import-csv.ts'
import { rowTexts } from '../../../kernel/import/row-texts.ts'
import { trimDecimal } from '../../../kernel/resource/field.ts'
import { nonNegativeDecimal, positiveDecimal } from '../../../kernel/wire.ts'
import { productsBySku } from '../product/skus.ts'
import { type BomToWrite, writeBoms } from './save-bill-of-materials.ts'

/** The columns of `bills-of-materials.csv`: the rows of one product and version are its lines. */
const columns = z.object({
  product_sku: z.string(),
  version: cell.whole(1, 100_000),
  component_sku: z.string(),
  quantity: positiveDecimal,
  unit: z.string().optional(),
  scrap_percent: nonNegativeDecimal.optional(),
  note: z.string().max(200).optional(),
})
type BomRow = ImportRow<z.output<typeof columns>>
const say = rowTexts({
  noProduct: {
    en: 'is no product of this workshop: import products first',
    th: 'ไม่ใช่สินค้าของเวิร์กช็อปนี้ โปรดนำเข้าสินค้าก่อน',
  },
  unit: { en: 'must be {unit}, the unit of {sku}', th: 'ต้องเป็น {unit} ซึ่งเป็นหน่วยของ {sku}' },
  itself: { en: 'a product cannot be made of itself', th: 'สินค้าทำจากตัวเองไม่ได้' },
  twice: { en: 'is listed twice: put the quantities together', th: 'มีซ้ำสองแถว โปรดรวมจำนวนเข้าด้วยกัน' },
  version: {
    en: 'exists already with other lines: a version never changes, use {next}',
    th: 'มีอยู่แล้วด้วยรายการอื่น เวอร์ชันหนึ่งไม่เปลี่ยน โปรดใช้ {next}',
  },
})
/** The whole file is one batch, since the lines of a bill may stand anywhere. */
const MAX_ROWS = 200_000
/** How many are written at once. */
const MAX_TOGETHER = 2_000

async function applyBatch(ctx: TenantContext, rows: readonly BomRow[]): Promise<BatchResult> {
  const errors: BatchResult['errors'] = []
  const products = await productsBySku(
    ctx,
    rows.flatMap(({ value }) => [value.product_sku, value.component_sku]),
  )
  const bills = new Map<string, { productId: string; version: number; rows: BomRow[]; wrong: boolean }>()
  for (const row of rows) {
    const { line, value } = row
    const key = `${value.product_sku}\n${value.version}`
    const bill = bills.get(key) ?? {
      productId: products.get(value.product_sku)?.id ?? '',
      version: value.version,
      rows: [],
      wrong: false,
    }
    bills.set(key, bill)
    const complain = (column: keyof BomRow['value'], message: string) => {
      errors.push({ line, column, value: String(value[column] ?? ''), message })
      bill.wrong = true
    }
    const component = products.get(value.component_sku)
    if (!bill.productId) complain('product_sku', say('noProduct', ctx.locale))
    if (!component) complain('component_sku', say('noProduct', ctx.locale))
    else if (value.unit !== undefined && value.unit !== component.unit)
      complain('unit', say('unit', ctx.locale, { unit: component.unit, sku: value.component_sku }))
    if (value.component_sku === value.product_sku) complain('component_sku', say('itself', ctx.locale))
    if (bill.rows.some((other) => other.value.component_sku === value.component_sku))
      complain('component_sku', say('twice', ctx.locale))
    bill.rows.push(row)
  }
  const productIds = new Set([...bills.values()].map((bill) => bill.productId).filter(Boolean))
  const known = await existingLines(ctx, [...productIds])
  const result: BatchResult = { created: 0, updated: 0, unchanged: 0, errors }
  const toWrite: BomToWrite[] = []
  for (const bill of bills.values()) {
    if (bill.wrong) continue
    const lines = bill.rows.map(({ value }) => ({
      componentId: products.get(value.component_sku)!.id,
      quantity: value.quantity,
      scrapPercent: value.scrap_percent ?? '0',
      note: value.note,
    }))
    const wanted = lines
      .map(
        (l) => `${l.componentId} ${trimDecimal(l.quantity)} ${trimDecimal(l.scrapPercent)} ${l.note ?? ''}`,
      )
      .join('\n')
    const versions = known.get(bill.productId)
    if (versions?.get(bill.version) === wanted) {
      result.unchanged += bill.rows.length
      continue
    }
    if (versions?.has(bill.version)) {
      errors.push({
        line: bill.rows[0]!.line,
        column: 'version',
        value: String(bill.version),
        message: say('version', ctx.locale, { next: Math.max(...versions.keys()) + 1 }),
      })
      continue
    }
    toWrite.push({ productId: bill.productId, version: bill.version, lines })
    result.created += bill.rows.length
  }
  for (const together of eachOfAnotherProduct(toWrite)) {
    for (let from = 0; from < together.length; from += MAX_TOGETHER)
      await writeBoms(ctx, together.slice(from, from + MAX_TOGETHER))
  }
  return result
}

/** Versions in an order in which each product's come one after the other, those of different products together. */
function eachOfAnotherProduct(boms: readonly BomToWrite[]): BomToWrite[][] {
  const turns: BomToWrite[][] = []
  const seen = new Map<string, number>()
  for (const bom of boms) {
    const turn = seen.get(bom.productId) ?? 0
    seen.set(bom.productId, turn + 1)
    turns[turn] ??= []
    turns[turn].push(bom)
  }
  return turns
}

/** The lines of every version there is, as text to compare with. */
async function existingLines(
  ctx: TenantContext,
  productIds: readonly string[],
): Promise<Map<string, Map<number, string>>> {
  const rows = await ctx.tx.rows<{
    product_id: string
    version: number
    component_id: string
    quantity: string
    scrap_percent: string
    note: string | null
  }>(sql`${plannedAnew}
    select b.product_id, b.bom_version as version, l.component_id, l.quantity, l.scrap_percent, l.note
    from unnest(${productIds}::uuid[]) as asked(product_id)
      join bill_of_materials b on b.tenant_id = ${ctx.tenant.id}::uuid and b.product_id = asked.product_id
      join bom_line l on l.tenant_id = b.tenant_id and l.bom_id = b.id
    order by b.id, l.line_no`)
  const found = new Map<string, Map<number, string>>()
  for (const row of rows) {
    const versions = found.get(row.product_id) ?? new Map<number, string>()
    found.set(row.product_id, versions)
    const text = `${row.component_id} ${trimDecimal(row.quantity)} ${trimDecimal(row.scrap_percent)} ${row.note ?? ''}`
    versions.set(row.version, versions.has(row.version) ? `${versions.get(row.version)}\n${text}` : text)
  }
  return found
}

export const importBillsOfMaterials = command({
  name: 'catalog.bill_of_materials.import',
  summary: 'Import bills of materials from CSV',
  description:
    'Columns: product_sku, version, component_sku, quantity, unit, scrap_percent, note. A version that exists is never changed.',
  route: 'POST /bills-of-materials/import',
  errors: [...IMPORT_ERRORS, 'catalog.component_is_product', 'catalog.component_twice'],
  bodyLimitBytes: IMPORT_BODY_LIMIT_BYTES,
  input: z.object(importInput),
  output: importReport,
  auditInput: (input) => ({ mode: input.mode, dryRun: input.dryRun, characters: input.csv.length }),
  example: {
    csv: 'product_sku,version,component_sku,quantity,unit\nTOTE,1,LEATHER-BRIDLE,6.5,sqft\n',
    dryRun: true,
  },
  async run(ctx, input) {
    const work = () =>
      importCsv(input.csv, {
        locale: ctx.locale,
        columns,
        mode: input.mode,
        dryRun: input.dryRun,
        batchSize: MAX_ROWS,
        apply: (rows) => applyBatch(ctx, rows),
      })
    const report = input.dryRun ? await ctx.tx.undone(work) : await work()
    ctx.audit({
      entity: 'bill_of_materials',
      label: `${report.rows} rows`,
      changes: { created: report.created },
    })
    return report
  },
})
