import { bigint, index, integer, text, uuid } from 'drizzle-orm/pg-core'
import type { z } from 'zod'
import { newId } from '../../../shared/ids.ts'
import type { TenantContext } from '../command/context.ts'
import { moment, refersTo, tenantTable } from '../db/columns.ts'
import { sql } from '../db/sql.ts'
import { type ImportOptions, type ImportReport, importCsv, type MadeRecord } from './import-csv.ts'

/** An import that made or changed records. */
export const importRun = tenantTable('import_run', {
  /** The list whose records it made: `crm.customer`. */
  list: text('list').notNull(),
  fileName: text('file_name'),
  rows: integer('rows').notNull(),
  created: integer('created').notNull(),
  updated: integer('updated').notNull(),
  byId: text('by_id'),
  byName: text('by_name').notNull(),
  at: moment('at').notNull(),
  undoneAt: moment('undone_at'),
  /** How many of the records it made were taken back. */
  undone: integer('undone'),
})

/** A record that an import made, as it left it: whoever changes it afterwards keeps it. */
export const importedRecord = tenantTable(
  'imported_record',
  {
    importId: uuid('import_id').notNull(),
    recordId: uuid('record_id').notNull(),
    version: bigint('version', { mode: 'number' }).notNull(),
  },
  (t) => [
    index('imported_record_import_idx').on(t.tenantId, t.importId),
    refersTo(t.tenantId, t.importId, () => importRun),
  ],
)

/** What every import command is given besides the rows themselves. */
export interface ImportRequest {
  csv: string
  mode: 'all_or_nothing' | 'skip_errors'
  dryRun: boolean
  mapping?: Readonly<Record<string, string>> | undefined
  fileName?: string | undefined
  bySheetRow?: boolean
}

/** Runs an import as a command does: undone at once where it is a rehearsal, and otherwise kept with what it made, so that it can be undone. */
export async function runImport<S extends z.ZodObject>(
  ctx: TenantContext,
  list: string,
  request: ImportRequest,
  options: Pick<ImportOptions<S>, 'columns' | 'apply'>,
): Promise<ImportReport> {
  const made: MadeRecord[] = []
  const work = () =>
    importCsv(request.csv, {
      locale: ctx.locale,
      ...options,
      mode: request.mode,
      dryRun: request.dryRun,
      bySheetRow: request.bySheetRow ?? false,
      ...(request.mapping ? { mapping: inSmallLetters(request.mapping) } : {}),
      onMade: (records) => {
        for (const record of records) made.push(record)
      },
    })
  const report = request.dryRun ? await ctx.tx.undone(work) : await work()
  const importId =
    request.dryRun || made.length === 0 ? null : await keepRun(ctx, list, request, report, made)
  ctx.audit({
    // Of the kind as a whole: its open lists are read anew. The import is no record of that kind, and has no page.
    entity: list.split('.').at(-1)!,
    ...(request.fileName === undefined ? {} : { label: request.fileName }),
    changes: { rows: report.rows, created: report.created, updated: report.updated },
  })
  return { ...report, importId }
}

/** What the audit record keeps of an import: everything but the file. */
export const auditedImport = ({ csv, mode, dryRun, fileName }: ImportRequest) => ({
  mode,
  dryRun,
  ...(fileName === undefined ? {} : { fileName }),
  characters: csv.length,
})

const inSmallLetters = (mapping: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(mapping).map(([name, column]) => [name.trim().toLowerCase(), column]))

async function keepRun(
  ctx: TenantContext,
  list: string,
  request: ImportRequest,
  report: ImportReport,
  made: readonly MadeRecord[],
): Promise<string> {
  const nowMs = ctx.now.getTime()
  const importId = newId(nowMs)
  const tenant = ctx.tenant.id
  await Promise.all([
    ctx.tx.run(sql`insert into import_run (tenant_id, id, list, file_name, rows, created, updated, by_id, by_name, at)
      values (${tenant}::uuid, ${importId}::uuid, ${list}, ${request.fileName ?? null}, ${report.rows}::int, ${report.created}::int,
        ${report.updated}::int, ${ctx.principal.id}, ${ctx.principal.name}, ${ctx.now}::timestamptz)`),
    ctx.tx.run(sql`insert into imported_record (tenant_id, id, import_id, record_id, version)
      select ${tenant}::uuid, r.id, ${importId}::uuid, r.record_id, r.version
      from unnest(${made.map(() => newId(nowMs))}::uuid[], ${made.map(({ id }) => id)}::uuid[], ${made.map(({ version }) => version)}::bigint[])
        as r(id, record_id, version)`),
  ])
  return importId
}
