import { z } from 'zod'
import { gtin14 } from '../../../../shared/gs1/gtin.ts'
import { fold } from '../../../../shared/serial/fold.ts'
import type { TenantContext } from '../../../kernel/command/context.ts'
import { command } from '../../../kernel/command/operation.ts'
import {
  type BatchResult,
  cell,
  IMPORT_BODY_LIMIT_BYTES,
  IMPORT_ERRORS,
  type ImportReport,
  type ImportRow,
  importColumnsOf,
  importCsv,
  importReport,
  mappedImportInput,
  oneOfText,
  type RowError,
} from '../../../kernel/import/import-csv.ts'
import { auditedImport, runImport } from '../../../kernel/import/import-run.ts'
import { rowTexts, schemaText } from '../../../kernel/import/row-texts.ts'
import { GTIN_ERRORS, gtinRefusal, rowMessage } from './gtin-refusal.ts'
import { PRODUCT_KINDS } from './product.ts'
import { productFields, UNITS } from './products.ts'
import { lookUp, writeProducts } from './write-products.ts'

const text = (max: number) => z.string().max(max).optional()

const PAIRS = schemaText({
  en: 'must be pairs such as colour=Chestnut;size=M',
  th: 'ต้องเป็นคู่ เช่น colour=Chestnut;size=M',
})

const say = rowTexts({
  twin: {
    en: 'is in line {line} already: give each product one row',
    th: 'มีอยู่แล้วที่บรรทัด {line} โปรดใช้หนึ่งแถวต่อสินค้า',
  },
  noSerialCode: {
    en: 'a serialised product needs one: 1 to 8 of A–Z and 0–9',
    th: 'สินค้าที่มีหมายเลขชิ้นต้องมี เป็น A–Z และ 0–9 ยาว 1 ถึง 8 ตัว',
  },
  noLine: {
    en: 'a serialised product needs one, such as HAT or OEM',
    th: 'สินค้าที่มีหมายเลขชิ้นต้องมี เช่น HAT หรือ OEM',
  },
  noTaxCode: { en: 'a product with a price needs one, such as VAT7', th: 'สินค้าที่มีราคาต้องมี เช่น VAT7' },
  inUse: { en: 'must stay {value}: the product is in use', th: 'ต้องเป็น {value} ต่อไป เพราะสินค้าถูกใช้อยู่' },
  unknownTaxCode: {
    en: 'is no tax code of this workshop; there are {codes}',
    th: 'ไม่ใช่รหัสภาษีของเวิร์กช็อปนี้ ที่มีคือ {codes}',
  },
  noTemplate: {
    en: 'must be the SKU of a product that stands above it or exists already',
    th: 'ต้องเป็น SKU ของสินค้าที่อยู่ด้านบนหรือมีอยู่แล้ว',
  },
  serialCodeTaken: { en: 'is the serial code of {owner} already', th: 'เป็นรหัสหมายเลขชิ้นของ {owner} อยู่แล้ว' },
  gtinClaimed: { en: 'is claimed by another workshop', th: 'เวิร์กช็อปอื่นถือครองอยู่แล้ว' },
  gtinTaken: { en: 'is the GTIN of {owner} already', th: 'เป็น GTIN ของ {owner} อยู่แล้ว' },
})

/** The columns of `products.csv`. */
const columns = z.object({
  sku: productFields.sku,
  name: z.string().max(200),
  name_th: text(200),
  description: text(4000),
  description_th: text(4000),
  kind: z.enum(PRODUCT_KINDS, oneOfText(PRODUCT_KINDS)),
  unit: z.enum(UNITS, oneOfText(UNITS)),
  template: text(64),
  options: z
    .string()
    .optional()
    .transform((value, ctx) => {
      const options: Record<string, string> = {}
      for (const pair of (value ?? '').split(';').filter(Boolean)) {
        const [name, option, ...rest] = pair.split('=').map((part) => part.trim())
        if (!name || !option || rest.length > 0) {
          ctx.addIssue(PAIRS)
          return z.NEVER
        }
        options[name] = option
      }
      return options
    }),
  serial_code: productFields.serialCode.optional(),
  line: productFields.line.optional(),
  serialised: cell.yesNo,
  price: productFields.price.optional(),
  currency: productFields.currency.optional(),
  tax_code: text(20),
  standard_cost: productFields.standardCost.optional(),
  weight_g: cell.whole(0, 100_000_000).optional(),
  gtin: productFields.gtin.optional(),
  category: text(200),
  reorder_point: productFields.reorderPoint.optional(),
  published: cell.yesNo,
})
export type ProductRow = ImportRow<z.output<typeof columns>>

/** Takes products from a table; a SKU that exists is brought to what the row says, so running it again changes nothing. */
export const importProducts = (
  ctx: TenantContext,
  source: string | AsyncIterable<string | Buffer>,
  options: {
    mode?: 'all_or_nothing' | 'skip_errors'
    dryRun?: boolean
    onProgress?: (rows: number) => void
  } = {},
): Promise<ImportReport> => {
  const seen = new Map<string, number>()
  return importCsv(source, {
    ...options,
    locale: ctx.locale,
    columns,
    apply: (rows, header) => applyBatch(ctx, rows, header, seen),
  })
}

async function applyBatch(
  ctx: TenantContext,
  given: readonly ProductRow[],
  header: ReadonlySet<string>,
  seen: Map<string, number>,
): Promise<BatchResult> {
  const errors: RowError[] = []
  const references = await lookUp(ctx, given)
  const rows = given.map((row) => ({
    ...row,
    value: { ...row.value, ...references.unsaid(row.value.sku, header) },
  }))
  const refuse = (row: ProductRow, column: keyof ProductRow['value'], message: string) => {
    errors.push({ line: row.line, column, value: String(row.value[column] ?? ''), message })
  }
  const good = rows.filter((row) => {
    const before = errors.length
    const { value } = row
    const twin = seen.get(value.sku)
    if (twin !== undefined) refuse(row, 'sku', say('twin', ctx.locale, { line: twin }))
    seen.set(value.sku, twin ?? row.line)
    if (value.serialised && !value.serial_code) refuse(row, 'serial_code', say('noSerialCode', ctx.locale))
    if (value.serialised && !value.line) refuse(row, 'line', say('noLine', ctx.locale))
    const refusal = value.gtin === undefined ? undefined : gtinRefusal(value.gtin, ctx.kernel.config)
    if (refusal) refuse(row, 'gtin', rowMessage(refusal, ctx.locale))
    if (value.price !== undefined && value.tax_code === undefined)
      refuse(row, 'tax_code', say('noTaxCode', ctx.locale))
    return errors.length === before
  })
  const writable = good.filter(({ line, value }) => {
    const complain = (column: string, found: string, message: string) => {
      errors.push({ line, column, value: found, message })
      return false
    }
    const used = references.used.get(value.sku)
    for (const field of ['kind', 'unit', 'serialised'] as const) {
      if (used && used[field] !== value[field])
        return complain(field, String(value[field]), say('inUse', ctx.locale, { value: String(used[field]) }))
    }
    if (value.tax_code && !references.taxCodes.has(value.tax_code)) {
      return complain(
        'tax_code',
        value.tax_code,
        say('unknownTaxCode', ctx.locale, { codes: [...references.taxCodes].join(', ') || '–' }),
      )
    }
    if (value.template && !references.ids.has(value.template) && !seen.has(value.template)) {
      return complain('template', value.template, say('noTemplate', ctx.locale))
    }
    const owner = value.serial_code ? references.serialCodes.get(fold(value.serial_code)) : undefined
    if (owner !== undefined && owner !== value.sku)
      return complain('serial_code', value.serial_code!, say('serialCodeTaken', ctx.locale, { owner }))
    if (value.serial_code) references.serialCodes.set(fold(value.serial_code), value.sku)
    const gtin = value.gtin && gtin14(value.gtin)
    const gtinOwner = gtin ? references.gtins.get(gtin) : undefined
    if (gtinOwner !== undefined && gtinOwner !== value.sku)
      return complain(
        'gtin',
        value.gtin!,
        gtinOwner === null
          ? say('gtinClaimed', ctx.locale)
          : say('gtinTaken', ctx.locale, { owner: gtinOwner }),
      )
    if (gtin) references.gtins.set(gtin, value.sku)
    return true
  })
  const counts = await writeProducts(ctx, writable, header, references)
  return { ...counts, errors }
}

export const importProductsCommand = command({
  name: 'catalog.product.import',
  summary: 'Import products from CSV',
  description:
    'Columns: sku, name, name_th, description, description_th, kind, unit, template, options, serial_code, line, serialised, price, currency, tax_code, standard_cost, weight_g, gtin, category, reorder_point, published. What the file has no column for stays as it is; an empty cell clears it. All or nothing unless told; importing the same file again changes nothing.',
  route: 'POST /products/import',
  errors: [
    ...IMPORT_ERRORS,
    'catalog.serial_code_taken',
    'catalog.serial_code_missing',
    'catalog.product_in_use',
    ...GTIN_ERRORS,
  ],
  bodyLimitBytes: IMPORT_BODY_LIMIT_BYTES,
  input: z.object(mappedImportInput),
  importColumns: importColumnsOf(columns),
  output: importReport,
  auditInput: auditedImport,
  example: {
    csv: 'sku,name,kind,unit,price,tax_code\nNB-A5,Notebook A5,finished,pc,185.00,VAT7\n',
    dryRun: true,
  },
  run(ctx, input) {
    const seen = new Map<string, number>()
    return runImport(ctx, 'catalog.product', input, {
      columns,
      apply: (rows, header) => applyBatch(ctx, rows, header, seen),
    })
  },
})
