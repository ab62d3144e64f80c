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
import { rowTexts, schemaText } from '../../../kernel/import/row-texts.ts'
import { trimDecimal } from '../../../kernel/resource/field.ts'
import { nonNegativeDecimal } from '../../../kernel/wire.ts'
import { productsBySku } from '../product/skus.ts'
import { routingProblem } from './routing-graph.ts'
import { EVIDENCE, type OperationInput, operationCode, writeRouting } from './save-routing.ts'

/** The columns of `routings.csv`: the rows of one product and version are its operations. */
const columns = z.object({
  product_sku: z.string(),
  version: cell.whole(1, 100_000),
  operation_code: operationCode,
  operation_name: z.string().max(200),
  operation_name_th: z.string().max(200).optional(),
  work_centre: z.string(),
  predecessors: cell.list,
  standard_minutes: nonNegativeDecimal,
  setup_minutes: nonNegativeDecimal.optional(),
  evidence: cell.list.refine(
    (list) => list.every((item) => (EVIDENCE as readonly string[]).includes(item)),
    schemaText({
      en: `must be of ${EVIDENCE.join(', ')}`,
      th: `ต้องเป็นค่าใน ${EVIDENCE.join(', ')}`,
    }),
  ),
})
type RoutingRow = ImportRow<z.output<typeof columns>>
const say = rowTexts({
  noProduct: {
    en: 'is no product of this workshop: import products first',
    th: 'ไม่ใช่สินค้าของเวิร์กช็อปนี้ โปรดนำเข้าสินค้าก่อน',
  },
  noCentre: {
    en: 'is no work centre of this workshop; there are {centres}',
    th: 'ไม่ใช่ศูนย์งานของเวิร์กช็อปนี้ ที่มีคือ {centres}',
  },
  version: {
    en: 'exists already with other operations: a version never changes, use {next}',
    th: 'มีอยู่แล้วด้วยขั้นตอนอื่น เวอร์ชันหนึ่งไม่เปลี่ยน โปรดใช้ {next}',
  },
})
const MAX_ROWS = 200_000

async function applyBatch(ctx: TenantContext, rows: readonly RoutingRow[]): Promise<BatchResult> {
  const errors: BatchResult['errors'] = []
  const [products, centres] = await Promise.all([
    productsBySku(
      ctx,
      rows.map(({ value }) => value.product_sku),
    ),
    ctx.tx.rows<{ code: string; id: string }>(
      sql`select code, id from work_centre where tenant_id = ${ctx.tenant.id}::uuid and deleted_at is null`,
    ),
  ])
  const centreIds = new Map(centres.map((row) => [row.code, row.id]))
  const routings = new Map<
    string,
    { productId: string; version: number; rows: RoutingRow[]; wrong: boolean }
  >()
  for (const row of rows) {
    const { line, value } = row
    const key = `${value.product_sku}\n${value.version}`
    const routing = routings.get(key) ?? {
      productId: products.get(value.product_sku)?.id ?? '',
      version: value.version,
      rows: [],
      wrong: false,
    }
    routings.set(key, routing)
    routing.rows.push(row)
    const complain = (column: keyof RoutingRow['value'], message: string) => {
      errors.push({ line, column, value: String(value[column] ?? ''), message })
      routing.wrong = true
    }
    if (!routing.productId) complain('product_sku', say('noProduct', ctx.locale))
    if (!centreIds.has(value.work_centre)) {
      complain(
        'work_centre',
        say('noCentre', ctx.locale, { centres: [...centreIds.keys()].join(', ') || '–' }),
      )
    }
  }
  const productIds = new Set([...routings.values()].map((routing) => routing.productId).filter(Boolean))
  const known = await existingOperations(ctx, [...productIds])
  const result: BatchResult = { created: 0, updated: 0, unchanged: 0, errors }
  for (const routing of routings.values()) {
    if (routing.wrong) continue
    const operations: OperationInput[] = routing.rows.map(({ value }) => ({
      code: value.operation_code,
      name: value.operation_name,
      nameTh: value.operation_name_th,
      workCentreId: centreIds.get(value.work_centre)!,
      predecessors: value.predecessors,
      standardMinutes: value.standard_minutes,
      setupMinutes: value.setup_minutes ?? '0',
      evidence: value.evidence,
    }))
    const problem = routingProblem(operations)
    if (problem) {
      const { line, value } = routing.rows[0]!
      errors.push({
        line,
        column: 'predecessors',
        value: value.predecessors.join(';'),
        message: problem.toDocument(ctx.locale, '').detail,
      })
      continue
    }
    const wanted = operations.map(asText).join('\n')
    const versions = known.get(routing.productId)
    if (versions?.get(routing.version) === wanted) {
      result.unchanged += routing.rows.length
      continue
    }
    if (versions?.has(routing.version)) {
      errors.push({
        line: routing.rows[0]!.line,
        column: 'version',
        value: String(routing.version),
        message: say('version', ctx.locale, { next: Math.max(...versions.keys()) + 1 }),
      })
      continue
    }
    await writeRouting(ctx, routing.productId, routing.version, operations)
    result.created += routing.rows.length
  }
  return result
}

const asText = (operation: OperationInput): string =>
  JSON.stringify([
    operation.code,
    operation.name,
    operation.nameTh ?? null,
    operation.workCentreId,
    operation.predecessors,
    trimDecimal(operation.standardMinutes),
    trimDecimal(operation.setupMinutes),
    operation.evidence,
  ])

async function existingOperations(
  ctx: TenantContext,
  productIds: readonly string[],
): Promise<Map<string, Map<number, string>>> {
  const rows = await ctx.tx.rows<{
    product_id: string
    version: number
    code: string
    name: string
    name_th: string | null
    work_centre_id: string
    predecessors: string[]
    standard_minutes: string
    setup_minutes: string
    evidence: string[]
  }>(sql`${plannedAnew} select r.product_id, r.routing_version as version, o.code, o.name, o.name_th, o.work_centre_id, o.predecessors, o.standard_minutes, o.setup_minutes, o.evidence
    from unnest(${productIds}::uuid[]) as asked(product_id)
      join routing r on r.tenant_id = ${ctx.tenant.id}::uuid and r.product_id = asked.product_id
      join routing_operation o on o.tenant_id = r.tenant_id and o.routing_id = r.id
    order by r.id, o.position`)
  const found = new Map<string, Map<number, string>>()
  for (const row of rows) {
    const versions = found.get(row.product_id) ?? new Map<number, string>()
    found.set(row.product_id, versions)
    const text = asText({
      code: row.code,
      name: row.name,
      nameTh: row.name_th ?? undefined,
      workCentreId: row.work_centre_id,
      predecessors: row.predecessors,
      standardMinutes: row.standard_minutes,
      setupMinutes: row.setup_minutes,
      evidence: row.evidence,
    })
    versions.set(row.version, versions.has(row.version) ? `${versions.get(row.version)}\n${text}` : text)
  }
  return found
}

export const importRoutings = command({
  name: 'catalog.routing.import',
  summary: 'Import routings from CSV',
  description:
    'Columns: product_sku, version, operation_code, operation_name, operation_name_th, work_centre, predecessors (a;b), standard_minutes, setup_minutes, evidence (photo;check). A version that exists is never changed.',
  route: 'POST /routings/import',
  errors: IMPORT_ERRORS,
  bodyLimitBytes: IMPORT_BODY_LIMIT_BYTES,
  input: z.object(importInput),
  output: importReport,
  auditInput: (input) => ({ mode: input.mode, dryRun: input.dryRun, characters: input.csv.length }),
  example: {
    csv: 'product_sku,version,operation_code,operation_name,work_centre,standard_minutes\nTOTE,1,cutting,Cutting,BENCH,25\n',
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
    ctx.audit({ entity: 'routing', label: `${report.rows} rows`, changes: { created: report.created } })
    return report
  },
})
