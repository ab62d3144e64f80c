import { z } from 'zod'
import { newId } from '../../../../shared/ids.ts'
import type { TenantContext } from '../../../kernel/command/context.ts'
import { command } from '../../../kernel/command/operation.ts'
import { sql } from '../../../kernel/db/sql.ts'
import {
  type BatchResult,
  IMPORT_BODY_LIMIT_BYTES,
  IMPORT_ERRORS,
  type ImportRow,
  importCsv,
  importInput,
  importReport,
  oneOfText,
  type RowError,
} from '../../../kernel/import/import-csv.ts'
import { rowTexts, schemaText } from '../../../kernel/import/row-texts.ts'
import { enterUsed, holdRanges, type RangeNumber, rangesOf } from '../range/range-numbers.ts'
import { queueLink } from '../registry/link-job.ts'
import { isUsable, LONGEST_NUMBER, type OldNumber, oldNumber, takenNumbers } from './legacy-numbers.ts'
import { PLACE_OF } from './states.ts'

const STATES = ['issued', 'sold', 'claimed'] as const

/** The columns of `serials.csv`. */
const columns = z.object({
  number: z.string(),
  sku: z.string().max(64),
  line: z
    .string()
    .regex(
      /^[A-Z]{2,4}$/,
      schemaText({
        en: 'must be a line of the workshop such as HAT',
        th: 'ต้องเป็นสายการผลิตของเวิร์กช็อป เช่น HAT',
      }),
    )
    .optional(),
  state: z.enum(STATES, oneOfText(STATES)).default('issued'),
  made_on: z.iso
    .date(schemaText({ en: 'must be a day such as 2019-05-31', th: 'ต้องเป็นวันที่ เช่น 2019-05-31' }))
    .optional(),
})
type Row = ImportRow<z.output<typeof columns>>

/** Where a number stands in the file: what another row must not have again. */
type Seen = Map<string, number>

interface Target {
  sku: string
  product_id: string
  serialised: boolean
  line: string | null
}

interface Piece extends OldNumber {
  readonly at: number
  readonly id: string
  readonly productId: string
  readonly line: string
  readonly state: (typeof STATES)[number]
  readonly madeOn: string | null
}

const say = rowTexts({
  twin: {
    en: 'is in line {line} already: capitals, spaces and hyphens make no difference, nor O for 0, I and L for 1',
    th: 'มีอยู่แล้วที่บรรทัด {line} ตัวพิมพ์ใหญ่เล็ก เว้นวรรค และขีด ไม่ทำให้ต่างกัน รวมถึง O กับ 0, I และ L กับ 1',
  },
  unusable: {
    en: 'needs 1 to {longest} printed characters that do not read like a standard serial',
    th: 'ต้องเป็นอักขระ 1 ถึง {longest} ตัว ที่ไม่อ่านเหมือนหมายเลขมาตรฐาน',
  },
  noProduct: {
    en: 'is no product of the workshop: import the products first',
    th: 'ไม่ใช่สินค้าของเวิร์กช็อป โปรดนำเข้าสินค้าก่อน',
  },
  notSerialised: {
    en: 'has no serial numbers: make it a serialised product first',
    th: 'ไม่มีหมายเลขประจำชิ้น โปรดตั้งเป็นสินค้าที่มีหมายเลขก่อน',
  },
  noLine: { en: 'there is no line {line}: create it first', th: 'ไม่มีสายการผลิต {line} โปรดสร้างก่อน' },
  future: { en: 'is in the future', th: 'อยู่ในอนาคต' },
  taken: { en: 'another piece has the number {number}', th: 'ชิ้นงานอื่นใช้หมายเลข {number} แล้ว' },
  void: { en: 'was declared void in the range {range}', th: 'ถูกประกาศยกเลิกในช่วง {range}' },
  otherRange: {
    en: 'belongs to the range {range}, which is for another product or line',
    th: 'อยู่ในช่วง {range} ซึ่งใช้กับสินค้าหรือสายการผลิตอื่น',
  },
})

async function applyBatch(
  ctx: TenantContext,
  rows: readonly Row[],
  seen: Seen,
  added: string[],
): Promise<BatchResult> {
  const errors: RowError[] = []
  const [targets, lines] = await targetsOf(ctx, rows)
  const pieces: Piece[] = []
  for (const { line: at, value } of rows) {
    const refuse = (column: string, message: string) =>
      errors.push({ line: at, column, value: value[column as keyof typeof value] ?? '', message })
    const number = oldNumber(value.number.trim())
    const twin = seen.get(number.folded)
    if (twin !== undefined) {
      refuse('number', say('twin', ctx.locale, { line: twin }))
      continue
    }
    seen.set(number.folded, at)
    if (!isUsable(number)) {
      refuse('number', say('unusable', ctx.locale, { longest: LONGEST_NUMBER }))
      continue
    }
    const target = targets.get(value.sku)
    if (!target) {
      refuse('sku', say('noProduct', ctx.locale))
      continue
    }
    if (!target.serialised) {
      refuse('sku', say('notSerialised', ctx.locale))
      continue
    }
    const line = value.line ?? target.line ?? 'HAT'
    if (!lines.has(line)) {
      refuse('line', say('noLine', ctx.locale, { line }))
      continue
    }
    if (value.made_on !== undefined && value.made_on > ctx.today) {
      refuse('made_on', say('future', ctx.locale))
      continue
    }
    pieces.push({
      ...number,
      at,
      id: newId(ctx.now.getTime()),
      productId: target.product_id,
      line,
      state: value.state,
      madeOn: value.made_on ?? null,
    })
  }
  return await writeNew(ctx, pieces, errors, added)
}

async function targetsOf(ctx: TenantContext, rows: readonly Row[]) {
  const tenant = sql`${ctx.tenant.id}::uuid`
  const [targets, lines] = await Promise.all([
    ctx.tx.rows<Target>(
      sql`select sku, id as product_id, serialised and serial_code is not null as serialised, line from product
        where tenant_id = ${tenant} and sku = any(${[...new Set(rows.map((row) => row.value.sku))]}::text[]) and deleted_at is null`,
    ),
    ctx.tx.rows<{ code: string }>(sql`select code from serial_line where tenant_id = ${tenant}`),
  ])
  return [
    new Map(targets.map((target) => [target.sku, target])),
    new Set(lines.map((line) => line.code)),
  ] as const
}

/** Leaves out what is there already, refuses what is somebody else's, and writes the rest. */
async function writeNew(
  ctx: TenantContext,
  wanted: readonly Piece[],
  errors: RowError[],
  added: string[],
): Promise<BatchResult> {
  const folded = wanted.map((piece) => piece.folded)
  const [, known, printed] = await Promise.all([
    holdRanges(ctx),
    takenNumbers(ctx, folded),
    rangesOf(ctx, folded),
  ])
  const taken = new Map(known.map((one) => [one.folded, one]))
  const ranges = new Map(printed.map((one) => [one.folded, one]))
  let unchanged = 0
  const pieces = wanted.filter((piece) => {
    const refuse = (message: string) => {
      errors.push({ line: piece.at, column: 'number', value: piece.human, message })
      return false
    }
    const twin = taken.get(piece.folded)
    if (twin && twin.human === piece.human && twin.product_id === piece.productId) {
      unchanged++
      return false
    }
    if (twin) return refuse(say('taken', ctx.locale, { number: twin.human }))
    const range = ranges.get(piece.folded)
    if (range?.fate === 'void') return refuse(say('void', ctx.locale, { range: range.rangeName }))
    if (
      range &&
      (range.line !== piece.line || (range.productId !== null && range.productId !== piece.productId))
    )
      return refuse(say('otherRange', ctx.locale, { range: range.rangeName }))
    return true
  })
  if (pieces.length > 0) await write(ctx, pieces, ranges)
  for (const piece of pieces) added.push(piece.id)
  return { created: pieces.length, updated: 0, unchanged, errors }
}

/** Pieces with numbers that were given before Touchmark: numbered on in today's count of their line, as every piece is. */
async function write(
  ctx: TenantContext,
  pieces: readonly Piece[],
  ranges: ReadonlyMap<string, RangeNumber>,
): Promise<void> {
  const { principal, now } = ctx
  const nowMs = now.getTime()
  const tenant = sql`${ctx.tenant.id}::uuid`
  const lines = [...new Set(pieces.map((piece) => piece.line))].sort()
  const counts = lines.map((line) => pieces.filter((piece) => piece.line === line).length)
  const counters = await ctx.tx.rows<{ line: string; last: bigint }>(
    sql`insert into serial_counter as c (tenant_id, id, line, day, last)
      select ${tenant}, g.id, g.line, ${ctx.today}::date, g.count
      from unnest(${lines.map(() => newId(nowMs))}::uuid[], ${lines}::text[], ${counts}::bigint[]) as g(id, line, count) order by g.line
      on conflict (tenant_id, line, day) do update set last = c.last + excluded.last
      returning line, last`,
  )
  const next = new Map(
    counters.map(({ line, last }) => [line, Number(last) - counts[lines.indexOf(line)]! + 1]),
  )
  const seqs = pieces.map(({ line }) => {
    const seq = next.get(line)!
    next.set(line, seq + 1)
    return seq
  })
  const reason = 'Imported: the number was given before'
  await ctx.tx.run(
    sql`with given as materialized (
        select g.*, l.id as location_id
        from unnest(${pieces.map((p) => p.id)}::uuid[], ${pieces.map(() => newId(nowMs))}::uuid[], ${pieces.map((p) => p.human)}::text[],
          ${pieces.map((p) => p.folded)}::text[], ${pieces.map((p) => p.line)}::text[], ${seqs}::bigint[],
          ${pieces.map((p) => p.productId)}::uuid[], ${pieces.map((p) => p.state)}::text[], ${pieces.map((p) => p.madeOn)}::date[],
          ${pieces.map((p) => PLACE_OF[p.state] ?? null)}::text[])
          as g(id, event_id, human, folded, line, seq, product_id, state, made_on, place)
        left join location l on l.tenant_id = ${tenant} and l.code = g.place
      ), told as (
        insert into serial_event (tenant_id, id, serial_id, version, from_state, to_state, at, actor_kind, actor_id, actor_name, reason,
          location_id)
        select ${tenant}, g.event_id, g.id, 1, null, g.state, ${now}::timestamptz, ${principal.kind}, ${principal.id}::text,
          ${principal.name}, ${reason}, g.location_id
        from given g
      )
      insert into serial (tenant_id, id, human, folded, compact, kind, line, day, seq, product_id, state, version, location_id, made_on,
        created_at, updated_at)
      select ${tenant}, g.id, g.human, g.folded, g.folded, 'legacy', g.line, ${ctx.today}::date, g.seq, g.product_id, g.state, 1,
        g.location_id, g.made_on, ${now}::timestamptz, ${now}::timestamptz
      from given g`,
  )
  await enterUsed(
    ctx,
    pieces.flatMap((piece) => {
      const range = ranges.get(piece.folded)
      return range ? [{ rangeId: range.rangeId, number: range.number, serialId: piece.id }] : []
    }),
  )
}

export const importSerials = command({
  name: 'serials.serial.import',
  summary: 'Import pieces with the numbers they have, from CSV',
  description: `Columns: number, sku, line (the product's unless given), state (${STATES.join(', ')}; issued unless given), made_on. For pieces made and numbered before, whatever the line issues now. A number that is there with the same product stays as it is.`,
  route: 'POST /serials/import',
  errors: IMPORT_ERRORS,
  bodyLimitBytes: IMPORT_BODY_LIMIT_BYTES,
  input: z.object(importInput),
  output: importReport,
  auditInput: (input) => ({ mode: input.mode, dryRun: input.dryRun, characters: input.csv.length }),
  example: { csv: 'number,sku,state,made_on\nNo. 217,SADDLE-TOTE,sold,2019-05-31\n', dryRun: true },
  async run(ctx, input) {
    const seen: Seen = new Map()
    const added: string[] = []
    const work = () =>
      importCsv(input.csv, {
        locale: ctx.locale,
        columns,
        mode: input.mode,
        dryRun: input.dryRun,
        apply: (rows) => applyBatch(ctx, rows, seen, added),
      })
    const report = input.dryRun ? await ctx.tx.undone(work) : await work()
    if (!input.dryRun && added.length > 0) queueLink(ctx, added)
    ctx.audit({
      entity: 'serial',
      label: `${report.rows} rows`,
      changes: { created: report.created, unchanged: report.unchanged, refused: report.refused },
    })
    return report
  },
})
