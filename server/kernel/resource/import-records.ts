import { getTableName } from 'drizzle-orm'
import { getTableConfig, type PgColumn } from 'drizzle-orm/pg-core'
import { z } from 'zod'
import { newId } from '../../../shared/ids.ts'
import type { TenantContext } from '../command/context.ts'
import { command, type Operation } from '../command/operation.ts'
import { type Sql, sql } from '../db/sql.ts'
import { Problem } from '../errors/problem.ts'
import { broughtTo } from '../import/brought-to.ts'
import {
  type BatchResult,
  cell,
  IMPORT_BODY_LIMIT_BYTES,
  IMPORT_ERRORS,
  type ImportRow,
  importColumnsOf,
  importReport,
  mappedImportInput,
  oneOfText,
  type RowError,
} from '../import/import-csv.ts'
import { auditedImport, runImport } from '../import/import-run.ts'
import { rowTexts, schemaText } from '../import/row-texts.ts'
import type { ResourceDeclaration } from './resource.ts'

type Values = Record<string, unknown>
interface Parts {
  columns: Readonly<Record<string, PgColumn>>
  written: readonly string[]
  fixed: readonly string[]
  schemaOf(field: string): z.ZodType
  derive(values: Values): Values
}

/** `postalCode` → `postal_code`: what a file calls a field. */
export const columnNameOf = (field: string): string =>
  field.replace(/[A-Z]/g, (sign) => `_${sign.toLowerCase()}`)

const say = rowTexts({
  twin: {
    en: 'is in line {line} already: give each one row',
    th: 'มีอยู่แล้วที่บรรทัด {line} โปรดใช้หนึ่งแถวต่อรายการ',
  },
})

const empty = (text: unknown): text is undefined => text === undefined || text === ''

/** A cell as the field takes it; what is wrong with it is said in the field's own words. */
function cellSchema(column: PgColumn, schema: z.ZodType): z.ZodType {
  const optional = !column.notNull || column.hasDefault
  const read =
    column.dataType === 'boolean'
      ? cell.yesNo
      : column.dataType === 'number' || column.columnType === 'PgBigInt53'
        ? z
            .string()
            .regex(/^-?\d{1,15}$/, schemaText({ en: 'must be a whole number', th: 'ต้องเป็นจำนวนเต็ม' }))
            .transform(Number)
            .pipe(schema as z.ZodType<unknown, number>)
        : column.columnType === 'PgArray'
          ? cell.list
          : column.columnType === 'PgNumeric'
            ? z
                .string()
                .transform((text) =>
                  text.replace(/^(-?\d{1,3})(,\d{3})+(?=\.|$)/, (whole) => whole.replaceAll(',', '')),
                )
                .pipe(schema as z.ZodType<unknown, string>)
            : schema instanceof z.ZodEnum
              ? z.enum(schema.options as [string, ...string[]], oneOfText(schema.options.map(String)))
              : schema
  return optional ? z.preprocess((text) => (empty(text) ? undefined : text), read.optional()) : read
}

/** Makes the import of plain records: rows that have a known label are brought to what the file says, the others are made. */
export function importOf(declaration: ResourceDeclaration, parts: Parts): Operation {
  const { table, label, name, path } = declaration
  const { columns } = parts
  const fields = parts.written.filter((field) => columns[field]!.dataType !== 'json')
  const fieldOf = new Map(fields.map((field) => [columnNameOf(field), field]))
  const shape = z.object(
    Object.fromEntries(
      fields.map((field) => [columnNameOf(field), cellSchema(columns[field]!, parts.schemaOf(field))]),
    ),
  )
  const isKnownByLabel = getTableConfig(table).indexes.some(({ config }) => {
    const names = config.columns.map((column) => ('name' in column ? column.name : ''))
    return config.unique && names.length === 2 && names[1] === columns[label]!.name
  })
  const example = declaration.example as Record<string, unknown>
  const header = fields.filter((field) => field in example)
  return command({
    name: `${name}.import`,
    summary: `Import ${path.slice(1).replaceAll('-', ' ')} from CSV`,
    description: `Columns: ${[...fieldOf.keys()].join(', ')}. All or nothing unless told; importing the same file again changes nothing.`,
    route: `POST ${path}/import`,
    errors: [...IMPORT_ERRORS, ...(declaration.errors ?? [])],
    bodyLimitBytes: IMPORT_BODY_LIMIT_BYTES,
    input: z.object(mappedImportInput),
    importColumns: importColumnsOf(shape),
    output: importReport,
    auditInput: auditedImport,
    example: {
      csv: `${header.map(columnNameOf).join(',')}\n${header.map((field) => JSON.stringify(String(example[field]))).join(',')}\n`,
      dryRun: true,
    },
    run(ctx, input) {
      const seen = new Map<string, number>()
      return runImport(ctx, name, input, {
        columns: shape,
        apply: (rows, present) => applyBatch(ctx, rows as never, present, seen),
      })
    },
  })

  async function applyBatch(
    ctx: TenantContext,
    rows: readonly ImportRow<Values>[],
    present: ReadonlySet<string>,
    seen: Map<string, number>,
  ): Promise<BatchResult> {
    const errors: RowError[] = []
    const given = fields.filter((field) => present.has(columnNameOf(field)))
    const good: { line: number; values: Values; key: string }[] = []
    for (const { line, value } of rows) {
      const values: Values = {}
      for (const field of given) values[field] = value[columnNameOf(field)] ?? defaultOf(columns[field]!)
      const key = String(values[label] ?? '')
      const twin = isKnownByLabel ? seen.get(key) : undefined
      if (twin !== undefined) {
        errors.push({
          line,
          column: columnNameOf(label),
          value: key,
          message: say('twin', ctx.locale, { line: twin }),
        })
        continue
      }
      seen.set(key, line)
      const problem = await refusalOf(ctx, values)
      if (problem) errors.push({ line, column: columnNameOf(label), value: key, message: problem })
      else good.push({ line, values: parts.derive(values), key })
    }
    if (good.length === 0) return { created: 0, updated: 0, unchanged: 0, errors }
    return { ...(await write(ctx, good)), errors }
  }

  /** What the record's own rule says against a row, in words. */
  async function refusalOf(ctx: TenantContext, values: Values): Promise<string | undefined> {
    try {
      await declaration.check?.(ctx, values, undefined)
      return undefined
    } catch (error) {
      if (error instanceof Problem) return error.toDocument(ctx.locale, ctx.requestId).detail
      throw error
    }
  }

  async function write(
    ctx: TenantContext,
    good: readonly { values: Values; key: string }[],
  ): Promise<Omit<BatchResult, 'errors'>> {
    const nowMs = ctx.now.getTime()
    const tenant = sql`${ctx.tenant.id}::uuid`
    const target = sql.id(getTableName(table))
    const labelColumn = sql.id(columns[label]!.name)
    const used = Object.keys(good[0]!.values).filter((field) => field in columns)
    const records = good.map(({ values }) => ({
      id: newId(nowMs),
      ...Object.fromEntries(used.map((field) => [columns[field]!.name, values[field] ?? null])),
    }))
    const names = sql.join(used.map((field) => sql.id(columns[field]!.name)))
    const recordTypes = sql.trusted(
      ['id uuid', ...used.map((field) => `"${columns[field]!.name}" ${columns[field]!.getSQLType()}`)].join(
        ', ',
      ),
    )
    const stamps = 'createdAt' in columns
    const insert = sql`insert into ${target} as r (tenant_id, id, ${names}${stamps ? sql`, created_at, updated_at` : sql``})
      select ${tenant}, id, ${names}${stamps ? sql`, ${ctx.now}::timestamptz, ${ctx.now}::timestamptz` : sql``}
      from jsonb_to_recordset(${JSON.stringify(records)}::jsonb) as g(${recordTypes})`
    const known = isKnownByLabel
      ? await ctx.tx.rows<{ label: string; deleted: boolean }>(
          sql`select ${labelColumn} as label, ${'deletedAt' in columns ? sql`deleted_at is not null` : sql`false`} as deleted from ${target}
            where tenant_id = ${tenant} and ${labelColumn} = any(${good.map(({ key }) => key)}::text[])`,
        )
      : []
    const kept = new Set(known.filter(({ deleted }) => !deleted).map((row) => row.label))
    const written = await ctx.tx.rows<{ id: string; label: string; version: bigint | null }>(sql`${insert}
      ${isKnownByLabel ? sql`on conflict (tenant_id, ${labelColumn}) do update set ${changes(used)}` : sql``}
      returning r.id, r.${labelColumn} as label, ${'version' in columns ? sql`r.version` : sql`null::bigint`} as version`)
    const made = written.filter((row) => !kept.has(row.label))
    return {
      created: made.length,
      updated: written.length - made.length,
      unchanged: good.length - written.length,
      ...('version' in columns && 'deletedAt' in columns
        ? { made: made.map(({ id, version }) => ({ id, version: Number(version) })) }
        : {}),
    }
  }

  /** What a row of a file changes of a record that there is; none where it says nothing new. */
  function changes(used: readonly string[]): Sql {
    const changing = used.filter((field) => field !== label && !parts.fixed.includes(field))
    return broughtTo(
      'r',
      changing.map((field) => columns[field]!.name),
      { deletedAt: 'deletedAt' in columns, updatedAt: 'updatedAt' in columns, version: 'version' in columns },
    )
  }
}

/** What an empty cell is where the column has a value of its own. */
const defaultOf = (column: PgColumn): unknown =>
  column.notNull && column.hasDefault && typeof column.default !== 'object' ? column.default : undefined
