import { z } from 'zod'
import { newId } from '../../../../shared/ids.ts'
import { formatMajor } from '../../../../shared/money.ts'
import { compareQuantity } from '../../../../shared/quantity.ts'
import type { TenantContext } from '../../../kernel/command/context.ts'
import { command } from '../../../kernel/command/operation.ts'
import { plannedAnew, sql } from '../../../kernel/db/sql.ts'
import { Problem } from '../../../kernel/errors/problem.ts'
import {
  type BatchResult,
  IMPORT_BODY_LIMIT_BYTES,
  IMPORT_ERRORS,
  type ImportReport,
  type ImportRow,
  importCsv,
  importInput,
  importReport,
  type RowError,
} from '../../../kernel/import/import-csv.ts'
import { rowTexts } from '../../../kernel/import/row-texts.ts'
import { trimDecimal } from '../../../kernel/resource/field.ts'
import { nonNegativeDecimal, positiveDecimal } from '../../../kernel/wire.ts'
import { MOVE_ERRORS } from '../errors.ts'
import { PLACES, physicalSql } from '../places.ts'
import { costOf } from '../stock/ledger.ts'
import { move } from '../stock/move.ts'
import { ensureLots, lotCode } from '../stock/stocked.ts'

/** The columns of `opening-stock.csv`. */
const columns = z.object({
  sku: z.string().max(64),
  location_code: z.string().max(40),
  lot: lotCode.optional(),
  quantity: positiveDecimal,
  unit: z.string().max(40).optional(),
  unit_cost: nonNegativeDecimal,
})
type OpeningRow = ImportRow<z.output<typeof columns>>

const keyOf = (row: OpeningRow): string => keyText(row.value.sku, row.value.location_code, row.value.lot)
const keyText = (sku: string, location: string, lot: string | null | undefined): string =>
  `${sku}\n${location}\n${lot ?? ''}`

/**
 * Takes the stock that was there on the first day: moves from `OPENING` to each location, with its value. A SKU, location
 * and lot is taken once: the same row again changes nothing, another quantity or cost is refused. It posts nothing, for the
 * opening balances carry the value of stock.
 *
 * @throws Problem `import.rows_refused` with line, column and what would be right
 */
export async function importOpeningStock(
  ctx: TenantContext,
  source: string | AsyncIterable<string | Buffer>,
  options: {
    mode?: 'all_or_nothing' | 'skip_errors'
    dryRun?: boolean
    onProgress?: (rows: number) => void
  } = {},
): Promise<ImportReport> {
  // One import of a workshop at a time: the second then sees what the first has taken.
  await ctx.tx.run(
    sql`select from location where tenant_id = ${ctx.tenant.id}::uuid and code = ${PLACES.OPENING} for update`,
  )
  const importId = newId(ctx.now.getTime())
  const seen = new Map<string, number>()
  return await importCsv(source, {
    ...options,
    locale: ctx.locale,
    columns,
    apply: (rows) => applyBatch(ctx, importId, rows, seen),
  })
}

const say = rowTexts({
  noProduct: {
    en: 'is no product of this workshop: import the products first',
    th: 'ไม่ใช่สินค้าของเวิร์กช็อปนี้ โปรดนำเข้าสินค้าก่อน',
  },
  service: {
    en: 'is a service, which is not kept in stock: leave the row out',
    th: 'เป็นบริการ ซึ่งไม่เก็บสต็อก โปรดตัดแถวนี้ออก',
  },
  serialised: {
    en: 'has a serial for each piece: its pieces enter stock through a job ticket',
    th: 'มีหมายเลขประจำชิ้น ชิ้นงานเข้าสต็อกผ่านใบสั่งงาน',
  },
  noLocation: {
    en: 'is no location of this workshop: create it first, or correct the code',
    th: 'ไม่ใช่ที่เก็บของเวิร์กช็อปนี้ โปรดสร้างก่อนหรือแก้ไขรหัส',
  },
  virtual: {
    en: 'holds no stock: name a warehouse, zone or bin',
    th: 'เก็บสต็อกไม่ได้ โปรดระบุคลัง โซน หรือช่องเก็บ',
  },
  unit: { en: 'must be {unit}, the unit of {sku}', th: 'ต้องเป็น {unit} ซึ่งเป็นหน่วยของ {sku}' },
  twin: {
    en: 'is in line {line} already, at the same location and lot: put the quantities together',
    th: 'มีอยู่แล้วที่บรรทัด {line} ในที่เก็บและล็อตเดียวกัน โปรดรวมจำนวน',
  },
  tooMuch: {
    en: 'times the quantity is more than the books can hold',
    th: 'คูณจำนวนแล้วมากเกินกว่าที่บัญชีบันทึกได้',
  },
  otherQuantity: {
    en: 'was {was} when this was imported: correct it by an adjustment',
    th: 'เป็น {was} ตอนนำเข้า โปรดแก้ไขด้วยการปรับปรุงสต็อก',
  },
  otherValue: {
    en: 'the value was {was} when this was imported: opening stock is taken once',
    th: 'มูลค่าเป็น {was} ตอนนำเข้า สต็อกยกมานำเข้าได้ครั้งเดียว',
  },
})

interface Known {
  products: Map<string, { id: string; sku: string; unit: string; kind: string; serialised: boolean }>
  places: Map<string, { id: string; physical: boolean }>
  taken: Map<string, { quantity: string; valueMinor: bigint }>
}

interface Checked {
  productId: string
  locationId: string
  valueMinor: bigint
}

async function applyBatch(
  ctx: TenantContext,
  importId: string,
  rows: readonly OpeningRow[],
  seen: Map<string, number>,
): Promise<BatchResult> {
  const known = await lookUp(ctx, rows)
  const errors: RowError[] = []
  const writable: (OpeningRow & Checked)[] = []
  let unchanged = 0
  for (const row of rows) {
    const checked = check(ctx, row, known, seen)
    seen.set(keyOf(row), seen.get(keyOf(row)) ?? row.line)
    if (checked === 'unchanged') unchanged++
    else if ('message' in checked) errors.push(checked)
    else writable.push({ ...row, ...checked })
  }
  const lines = writable.map((row) => ({ productId: row.productId, lot: row.value.lot }))
  const lots = await ensureLots(ctx, lines, null)
  await move(
    ctx,
    writable.map((row, i) => ({
      productId: row.productId,
      lotId: lots(lines[i]!),
      from: PLACES.OPENING,
      to: row.locationId,
      quantity: row.value.quantity,
      valueMinor: row.valueMinor,
      kind: 'opening',
    })),
    { entity: 'opening_stock', id: importId },
  )
  return { created: writable.length, updated: 0, unchanged, errors }
}

/** What one row says about the stock; what is wrong with it; or that it was taken before. */
function check(
  ctx: TenantContext,
  row: OpeningRow,
  known: Known,
  seen: ReadonlyMap<string, number>,
): Checked | RowError | 'unchanged' {
  const { line, value } = row
  const wrong = (column: keyof typeof value, message: string): RowError => ({
    line,
    column,
    value: String(value[column] ?? ''),
    message,
  })
  const product = known.products.get(value.sku)
  if (!product) return wrong('sku', say('noProduct', ctx.locale))
  if (product.kind === 'service') return wrong('sku', say('service', ctx.locale))
  if (product.serialised) return wrong('sku', say('serialised', ctx.locale))
  const place = known.places.get(value.location_code)
  if (!place) return wrong('location_code', say('noLocation', ctx.locale))
  if (!place.physical) return wrong('location_code', say('virtual', ctx.locale))
  if (value.unit !== undefined && value.unit !== product.unit)
    return wrong('unit', say('unit', ctx.locale, { unit: product.unit, sku: value.sku }))
  const twin = seen.get(keyOf(row))
  if (twin !== undefined) return wrong('sku', say('twin', ctx.locale, { line: twin }))
  let valueMinor: bigint
  try {
    valueMinor = costOf(value.sku, value.unit_cost, value.quantity, ctx.tenant.currency)
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return wrong('unit_cost', say('tooMuch', ctx.locale))
  }
  const before = known.taken.get(keyOf(row))
  if (!before) return { productId: product.id, locationId: place.id, valueMinor }
  if (compareQuantity(before.quantity, value.quantity) !== 0)
    return wrong('quantity', say('otherQuantity', ctx.locale, { was: before.quantity }))
  if (before.valueMinor !== valueMinor) {
    const was = `${formatMajor(before.valueMinor, ctx.tenant.currency)} ${ctx.tenant.currency}`
    return wrong('unit_cost', say('otherValue', ctx.locale, { was }))
  }
  return 'unchanged'
}

/** What the batch refers to, in one flush: products by SKU, locations by code, what was taken of them before. */
async function lookUp(ctx: TenantContext, rows: readonly OpeningRow[]): Promise<Known> {
  const tenant = sql`${ctx.tenant.id}::uuid`
  const skus = [...new Set(rows.map((row) => row.value.sku))]
  const codes = [...new Set(rows.map((row) => row.value.location_code))]
  const [products, places, taken] = await Promise.all([
    ctx.tx.rows<{ id: string; sku: string; unit: string; kind: string; serialised: boolean }>(
      sql`select p.id, p.sku, p.unit, p.kind, p.serialised
        from unnest(${skus}::text[]) as asked(sku) join product p on p.tenant_id = ${tenant} and p.sku = asked.sku
        where p.deleted_at is null`,
    ),
    ctx.tx.rows<{ id: string; code: string; physical: boolean }>(
      sql`select p.id, p.code, ${physicalSql('p')} as physical from location p
        where p.tenant_id = ${tenant} and p.code = any(${codes}::text[]) and p.deleted_at is null`,
    ),
    ctx.tx.rows<{
      sku: string
      code: string
      lot: string | null
      quantity: string
      value_minor: bigint
    }>(sql`${plannedAnew}
      select p.sku, t.code, b.code as lot, sum(m.quantity) as quantity, sum(m.value_minor)::bigint as value_minor
      from unnest(${skus}::text[]) as asked(sku)
        join product p on p.tenant_id = ${tenant} and p.sku = asked.sku
        join stock_move m on m.tenant_id = ${tenant} and m.product_id = p.id and m.kind = 'opening'
        join location f on f.tenant_id = ${tenant} and f.id = m.from_location_id and f.code = ${PLACES.OPENING}
        join location t on t.tenant_id = ${tenant} and t.id = m.to_location_id
        left join lot b on b.tenant_id = ${tenant} and b.id = m.lot_id
      group by p.sku, t.code, b.code`),
  ])
  return {
    products: new Map(products.map((row) => [row.sku, row])),
    places: new Map(places.map((row) => [row.code, row])),
    taken: new Map(
      taken.map((row) => [
        keyText(row.sku, row.code, row.lot),
        { quantity: trimDecimal(row.quantity), valueMinor: row.value_minor },
      ]),
    ),
  }
}

export const importOpeningStockCommand = command({
  name: 'inventory.opening_stock.import',
  summary: 'Import opening stock from CSV',
  description:
    'Columns: sku, location_code, lot, quantity, unit, unit_cost. All or nothing unless told; importing the same file again changes nothing. It posts nothing: the opening balances carry the value of stock.',
  route: 'POST /stock/opening/import',
  bodyLimitBytes: IMPORT_BODY_LIMIT_BYTES,
  errors: [...IMPORT_ERRORS, ...MOVE_ERRORS],
  input: z.object(importInput),
  output: importReport,
  auditInput: (input) => ({ mode: input.mode, dryRun: input.dryRun, characters: input.csv.length }),
  example: {
    csv: 'sku,location_code,lot,quantity,unit,unit_cost\nLTH-VEG-CHE,WH,HIDE-2026-014,24.5,sqft,185.00\n',
    dryRun: true,
  },
  async run(ctx, input) {
    const work = () => importOpeningStock(ctx, input.csv, { mode: input.mode, dryRun: input.dryRun })
    const report = input.dryRun ? await ctx.tx.undone(work) : await work()
    ctx.audit({
      entity: 'opening_stock',
      label: `${report.rows} rows`,
      changes: { created: report.created, unchanged: report.unchanged, dryRun: input.dryRun },
    })
    return report
  },
})
