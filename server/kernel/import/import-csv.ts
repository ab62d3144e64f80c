import { CsvError, parse } from 'csv-parse'
import { z } from 'zod'
import { defineErrors, type FieldError, type Locale } from '../errors/problem.ts'
import { issueText, schemaText } from './row-texts.ts'

const fail = defineErrors({
  'import.rows_refused': {
    status: 422,
    title: { en: 'The file has rows that cannot be taken', th: 'ไฟล์มีแถวที่นำเข้าไม่ได้' },
    detail: {
      en: '{refused} of {rows} rows are wrong and nothing was imported. Correct the rows named below and import the file again.',
      th: '{refused} จาก {rows} แถวไม่ถูกต้อง จึงไม่มีการนำเข้าใด ๆ แก้ไขแถวที่ระบุแล้วนำเข้าใหม่',
    },
  },
  'import.file_unreadable': {
    status: 422,
    title: { en: 'The file is not a table of comma separated values', th: 'ไฟล์ไม่ใช่ตาราง CSV' },
    detail: {
      en: 'Line {line}: {problem}. Save it as CSV in UTF-8 with a header row.',
      th: 'บรรทัด {line}: {problem} โปรดบันทึกเป็น CSV แบบ UTF-8 ที่มีแถวหัวตาราง',
    },
  },
  'import.columns_missing': {
    status: 422,
    title: { en: 'Columns are missing', th: 'ขาดคอลัมน์' },
    detail: { en: 'The header row must have: {columns}.', th: 'แถวหัวตารางต้องมี: {columns}' },
  },
})

/** Codes that an operation which imports must declare. */
export const IMPORT_ERRORS = [
  'import.rows_refused',
  'import.file_unreadable',
  'import.columns_missing',
] as const

/** A row that was refused: where it stands in the file, and what would be right. */
export interface RowError {
  line: number
  column: string
  value: string
  message: string
}

/** A row as its schema gives it, with the line of the file it came from. */
export interface ImportRow<T> {
  line: number
  value: T
}

export interface BatchResult {
  created: number
  updated: number
  unchanged: number
  errors: RowError[]
  /** Which records were made, so that the import can be undone: id and version of each. */
  made?: readonly MadeRecord[]
}

export interface MadeRecord {
  id: string
  version: number
}

export interface ImportOptions<S extends z.ZodObject> {
  /** The reader's language, in which wrong cells are told. */
  locale: Locale
  /** The columns by their names in the file. Empty cells arrive as undefined. */
  columns: S
  /** `all_or_nothing` (default): one wrong row and nothing is kept. `skip_errors`: the right ones are kept. */
  mode?: 'all_or_nothing' | 'skip_errors'
  /** Checks everything, keeps nothing. The caller rolls back; the report says what would have been. */
  dryRun?: boolean
  batchSize?: number
  /** Writes a batch in few statements, and names rows that cannot be written. Running it again must change nothing. */
  apply(rows: readonly ImportRow<z.output<S>>[], header: ReadonlySet<string>): Promise<BatchResult>
  /** What a column of the file is called here, by its name in the file, in small letters; an empty text leaves it out. */
  mapping?: Readonly<Record<string, string>>
  /** Rows are counted as in a sheet, instead of lines as in a file. */
  bySheetRow?: boolean
  onMade?: (made: readonly MadeRecord[]) => void
  onProgress?: (rows: number) => void
}

export const importReport = z.object({
  rows: z.number().int(),
  created: z.number().int(),
  updated: z.number().int(),
  unchanged: z.number().int(),
  refused: z.number().int(),
  errors: z.array(
    z.object({ line: z.number().int(), column: z.string(), value: z.string(), message: z.string() }),
  ),
  dryRun: z.boolean(),
  importId: z
    .uuid()
    .nullable()
    .optional()
    .meta({ description: 'Of an import that made records: with it the import can be undone' }),
})
export type ImportReport = z.output<typeof importReport>

/** The input of every import operation. */
export const importInput = {
  csv: z
    .string()
    .max(32_000_000)
    .meta({ description: 'The file: comma separated values, UTF-8, with a header row' }),
  mode: z.enum(['all_or_nothing', 'skip_errors']).default('all_or_nothing'),
  dryRun: z.boolean().default(false),
}

/** The input of an import whose file may be anybody's: its columns are given other names. */
export const mappedImportInput = {
  ...importInput,
  mapping: z
    .record(z.string().max(200), z.string().max(80))
    .optional()
    .meta({ description: 'Names of columns by what the file calls them; an empty name leaves a column out' }),
  fileName: z.string().max(200).optional(),
  bySheetRow: z
    .boolean()
    .default(false)
    .meta({ description: 'The file was a sheet: errors name rows, not lines' }),
}

/** How large the request of an import may be: the file and what JSON adds to it. */
export const IMPORT_BODY_LIMIT_BYTES = 40_000_000

/** The columns of an import, and which of them a file must have. */
export const importColumnsOf = (columns: z.ZodObject): { name: string; required: boolean }[] =>
  Object.entries(columns.shape).map(([name, schema]) => ({
    name,
    required: !(schema as z.ZodType).safeParse(undefined).success,
  }))

/** How many wrong rows are told one by one; the count is always whole. */
const MAX_TOLD = 1_000

/**
 * Reads a table row by row in bounded memory, checks each row against the columns and hands batches to `apply`.
 * Throws `import.rows_refused` with every wrong row (so the transaction is rolled back) unless `skip_errors`.
 */
export async function importCsv<S extends z.ZodObject>(
  source: string | AsyncIterable<string | Buffer>,
  options: ImportOptions<S>,
): Promise<ImportReport> {
  const { columns, apply, mode = 'all_or_nothing', batchSize = 1_000 } = options
  const report: ImportReport = {
    rows: 0,
    created: 0,
    updated: 0,
    unchanged: 0,
    refused: 0,
    errors: [],
    dryRun: options.dryRun ?? false,
  }
  const refusedLines = new Set<number>()
  const refuse = (error: RowError): void => {
    refusedLines.add(error.line)
    if (report.errors.length < MAX_TOLD) report.errors.push(error)
  }
  let batch: ImportRow<z.output<S>>[] = []
  const flush = async (): Promise<void> => {
    if (batch.length === 0) return
    const rows = batch
    batch = []
    const result = await apply(rows, header)
    if (result.made) options.onMade?.(result.made)
    report.created += result.created
    report.updated += result.updated
    report.unchanged += result.unchanged
    for (const error of result.errors) refuse(error)
    options.onProgress?.(report.rows)
  }
  let header: ReadonlySet<string> = new Set()
  for await (const { line, cells } of readRows(source, columns, options)) {
    if (header.size === 0) header = new Set(Object.keys(cells))
    report.rows++
    const parsed = columns.safeParse(cells)
    if (!parsed.success) {
      for (const issue of parsed.error.issues) {
        const column = String(issue.path[0] ?? '')
        refuse({
          line,
          column,
          value: String(cells[column] ?? ''),
          message: issueText(issue, options.locale),
        })
      }
      continue
    }
    batch.push({ line, value: parsed.data })
    if (batch.length >= batchSize) await flush()
  }
  await flush()
  report.refused = refusedLines.size
  if (report.refused > 0 && mode === 'all_or_nothing' && !options.dryRun) throw rowsRefused(report)
  return report
}

function rowsRefused(report: ImportReport) {
  const errors: FieldError[] = report.errors.map((error) => ({
    field: `line ${error.line}, column ${error.column}`,
    code: 'row',
    message: error.value === '' ? error.message : `"${error.value}": ${error.message}`,
  }))
  return fail('import.rows_refused', { refused: report.refused, rows: report.rows }, { errors })
}

/** The rows of a table as objects by column name, with the line each began on. */
async function* readRows(
  source: string | AsyncIterable<string | Buffer>,
  columns: z.ZodObject,
  { mapping, bySheetRow = false }: { mapping?: Readonly<Record<string, string>>; bySheetRow?: boolean },
): AsyncGenerator<{ line: number; cells: Record<string, string | undefined> }> {
  const parser = parse({
    bom: true,
    info: true,
    skip_empty_lines: true,
    relax_column_count: true,
    trim: true,
    max_record_size: 200_000,
  })
  const feed = (async () => {
    if (typeof source === 'string') parser.write(source)
    else
      for await (const chunk of source)
        if (!parser.write(chunk)) await new Promise((resolve) => parser.once('drain', resolve))
    parser.end()
  })()
  feed.catch((error: Error) => parser.destroy(error))
  let header: string[] | undefined
  let nextLine = 1
  try {
    for await (const { record, info } of parser as AsyncIterable<{
      record: string[]
      info: { lines: number; records: number }
    }>) {
      const line = bySheetRow ? info.records : nextLine
      nextLine = info.lines + 1
      if (!header) {
        header = record.map((name) => {
          const key = name.toLowerCase()
          return mapping && Object.hasOwn(mapping, key) ? mapping[key]! : key
        })
        const missing = importColumnsOf(columns)
          .filter(({ name, required }) => required && !header!.includes(name))
          .map(({ name }) => name)
        if (missing.length > 0) throw fail('import.columns_missing', { columns: missing.join(', ') })
        continue
      }
      // A row of a sheet in which nothing stands.
      if (bySheetRow && record.every((text) => text === '')) continue
      const cells: Record<string, string | undefined> = {}
      for (const [i, name] of header.entries()) if (name !== '') cells[name] = cellOf(record[i])
      yield { line, cells }
    }
  } catch (error) {
    if (error instanceof CsvError) {
      throw fail('import.file_unreadable', {
        line: nextLine,
        problem: error.message.split('\n')[0]!.slice(0, 200),
      })
    }
    throw error
  }
}

/** The text of a cell; the apostrophe by which an export keeps text from being a formula goes off again. */
const cellOf = (text: string | undefined): string | undefined =>
  text === '' ? undefined : text?.replace(/^'(?=[=+\-@\t\r])/, '')

/** What one of a few must be, in both languages. */
export const oneOfText = (values: readonly string[]): string =>
  schemaText({ en: `must be one of ${values.join(', ')}`, th: `ต้องเป็นหนึ่งใน ${values.join(', ')}` })

/** Cells of a table: text that becomes what it stands for. */
export const cell = {
  /** `true`/`false`, `yes`/`no`, `1`/`0`; an empty cell is false. */
  yesNo: z
    .string()
    .optional()
    .transform((text, ctx): boolean => {
      const value = (text ?? 'false').toLowerCase()
      if (['true', 'yes', '1'].includes(value)) return true
      if (['false', 'no', '0'].includes(value)) return false
      ctx.addIssue(schemaText({ en: 'must be true or false', th: 'ต้องเป็น true หรือ false' }))
      return z.NEVER
    }),
  whole: (min: number, max: number) => {
    const text = schemaText({
      en: `must be a whole number from ${min} to ${max}`,
      th: `ต้องเป็นจำนวนเต็มตั้งแต่ ${min} ถึง ${max}`,
    })
    return z
      .string()
      .regex(/^\d{1,15}$/, text)
      .transform(Number)
      .refine((value) => value >= min && value <= max, text)
  },
  /** `a;b;c` */
  list: z
    .string()
    .optional()
    .transform((text) =>
      (text ?? '')
        .split(';')
        .map((part) => part.trim())
        .filter(Boolean),
    ),
}
