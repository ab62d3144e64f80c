import { z } from 'zod'
import { newId } from '../../../../shared/ids.ts'
import type { TenantContext } from '../../../kernel/command/context.ts'
import { command } from '../../../kernel/command/operation.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { Problem } from '../../../kernel/errors/problem.ts'
import {
  IMPORT_ERRORS,
  type ImportReport,
  type ImportRow,
  importCsv,
  importInput,
  importReport,
  type RowError,
} from '../../../kernel/import/import-csv.ts'
import { day, id, line, money, toMoney } from '../../../kernel/wire.ts'
import { ACCOUNT_TYPES, type AccountType, typeOfCode } from '../account/account.ts'
import { fail } from '../errors.ts'
import { unbalanced } from '../journal/amounts.ts'
import { type EntryLine, post } from '../journal/post.ts'
import { type OpeningRow, openingColumns, say } from './opening-rows.ts'

/** What the entry says it was posted for. */
const SOURCE = 'opening_balances'

export interface OpeningOptions {
  /** The first day of the books here; today where left out. */
  date?: string | undefined
  /** Checks everything and writes nothing. */
  dryRun?: boolean
  /** Told in the row errors. */
  fileName?: string | undefined
}

export interface OpeningResult {
  /** `posted`, `unchanged` (the same balances are there, or none were given), or `checked` (a dry run that would post). */
  outcome: 'posted' | 'unchanged' | 'checked'
  entryId: string | null
  date: string
  debitMinor: bigint
  accountsCreated: { code: string; name: string; type: AccountType }[]
}

type ParsedRow = ImportRow<z.output<ReturnType<typeof openingColumns>>>

interface Plan {
  rows: readonly ParsedRow[]
  accountsCreated: OpeningResult['accountsCreated']
  errors: RowError[]
}

/**
 * Posts opening balances as one balanced entry and creates the accounts that are missing, their type by the first digit
 * of the code. The same balances again change nothing; other ones are refused until the first are reversed.
 *
 * @throws Problem `import.rows_refused` naming file, line, column and what would be right; `accounting.unbalanced`,
 *   `accounting.opening_exists`, `accounting.period_locked`
 */
export async function importOpeningBalances(
  ctx: TenantContext,
  rows: readonly OpeningRow[],
  options: OpeningOptions = {},
): Promise<OpeningResult> {
  const header = 'account_code,account_name,debit,credit'
  const quoted = (text: string | undefined) => (text ? `"${text.replaceAll('"', '""')}"` : '')
  const csv = rows.map((row) =>
    [row.account_code, row.account_name, row.debit, row.credit].map(quoted).join(','),
  )
  return (await importOpeningCsv(ctx, [header, ...csv].join('\n'), options)).result!
}

/** The same from the text of a file. A dry run with wrong rows gives the report alone. */
export async function importOpeningCsv(
  ctx: TenantContext,
  csv: string,
  options: OpeningOptions = {},
): Promise<{ report: ImportReport; result: OpeningResult | undefined }> {
  // Two imports at once take turns from here, each seeing what the other did.
  await ctx.tx.run(
    sql`select from account where tenant_id = ${ctx.tenant.id}::uuid and purpose = 'opening' for update`,
  )
  let plan: Plan = { rows: [], accountsCreated: [], errors: [] }
  const report = await naming(options.fileName, () =>
    importCsv(csv, {
      locale: ctx.locale,
      columns: openingColumns(ctx.tenant.currency, ctx.locale),
      dryRun: options.dryRun ?? false,
      // All rows make one entry, so they are one batch.
      batchSize: Number.POSITIVE_INFINITY,
      apply: async (rows) => {
        plan = await planOf(ctx, rows)
        return { created: 0, updated: 0, unchanged: 0, errors: plan.errors }
      },
    }),
  )
  if (report.refused > 0) return { report, result: undefined }
  const result = await carryOut(ctx, plan, options)
  const counted = result.outcome === 'unchanged' ? 'unchanged' : 'created'
  return { report: { ...report, [counted]: report.rows }, result }
}

/** Which accounts there are, which are missing, and which rows cannot be taken. */
async function planOf(ctx: TenantContext, rows: readonly ParsedRow[]): Promise<Plan> {
  const known = await ctx.tx.rows<{ code: string; archived: boolean }>(sql`
    select code, deleted_at is not null as archived from account
    where tenant_id = ${ctx.tenant.id}::uuid and code = any(${rows.map((row) => row.value.account_code)}::text[])`)
  const archived = new Map(known.map((account) => [account.code, account.archived]))
  const plan: Plan = { rows, accountsCreated: [], errors: [] }
  const firstLine = new Map<string, number>()
  for (const { line, value } of rows) {
    const { account_code: code, account_name: name, debit, credit } = value
    const refuse = (column: string, text: string, message: string) =>
      plan.errors.push({ line, column, value: text, message })
    const earlier = firstLine.get(code)
    if (earlier !== undefined) {
      refuse('account_code', code, say('duplicate', ctx.locale, { line: earlier }))
      continue
    }
    firstLine.set(code, line)
    if (debit > 0n && credit > 0n) refuse('credit', '', say('bothSides', ctx.locale))
    const isArchived = archived.get(code)
    if (isArchived) refuse('account_code', code, say('archived', ctx.locale))
    if (isArchived !== undefined) continue
    const type = typeOfCode(code)
    if (type === undefined) refuse('account_code', code, say('noType', ctx.locale))
    else if (name === undefined) refuse('account_name', '', say('noName', ctx.locale, { code }))
    else plan.accountsCreated.push({ code, name, type })
  }
  return plan
}

async function carryOut(ctx: TenantContext, plan: Plan, options: OpeningOptions): Promise<OpeningResult> {
  const lines = plan.rows.map(
    ({ value }): EntryLine => ({
      accountCode: value.account_code,
      amountMinor: value.debit - value.credit,
    }),
  )
  const debitMinor = plan.rows.reduce((sum, { value }) => sum + value.debit, 0n)
  const creditMinor = plan.rows.reduce((sum, { value }) => sum + value.credit, 0n)
  if (debitMinor !== creditMinor) throw unbalanced(ctx, debitMinor, creditMinor)
  const there = await postedOpening(ctx)
  if (there) {
    const wanted = new Map(
      plan.rows.map(({ value }) => [value.account_code, value.debit - value.credit] as const),
    )
    if (!isSame(wanted, there.balances) || (options.date ?? there.date) !== there.date) {
      throw fail('accounting.opening_exists', { date: there.date })
    }
  }
  const date = there?.date ?? options.date ?? ctx.today
  const done = (outcome: OpeningResult['outcome'], entryId: string | null): OpeningResult => ({
    outcome,
    entryId,
    date,
    debitMinor,
    accountsCreated: plan.accountsCreated,
  })
  if (options.dryRun) return done(there ? 'unchanged' : 'checked', there?.id ?? null)
  await createAccounts(ctx, plan.accountsCreated)
  if (there) return done('unchanged', there.id)
  const { id: entryId } = await post(ctx, {
    journal: 'opening',
    date,
    memo: ctx.tenant.locale === 'th' ? 'ยอดยกมา' : 'Opening balances',
    source: { entity: SOURCE, id: newId(ctx.now.getTime()) },
    lines,
  })
  return done(entryId === null && plan.accountsCreated.length === 0 ? 'unchanged' : 'posted', entryId)
}

/** The opening balances that stand: imported and not reversed. */
async function postedOpening(ctx: TenantContext) {
  const rows = await ctx.tx.rows<{ id: string; date: string; code: string; amount_minor: bigint }>(sql`
    select e.id, e.date, a.code, l.amount_minor
    from journal_entry e
    join journal_line l on l.tenant_id = e.tenant_id and l.entry_id = e.id
    join account a on a.tenant_id = l.tenant_id and a.id = l.account_id
    where e.tenant_id = ${ctx.tenant.id}::uuid and e.source_entity = ${SOURCE} and e.reverses_id is null
      and not exists (select from journal_reversal r where r.tenant_id = e.tenant_id and r.id = e.id)`)
  const first = rows[0]
  if (!first) return undefined
  return {
    id: first.id,
    date: first.date,
    balances: new Map(rows.map((row) => [row.code, row.amount_minor] as const)),
  }
}

/** Whether both have the same balances; an account at zero is the same as none. */
function isSame(a: ReadonlyMap<string, bigint>, b: ReadonlyMap<string, bigint>): boolean {
  return [...new Set([...a.keys(), ...b.keys()])].every((code) => (a.get(code) ?? 0n) === (b.get(code) ?? 0n))
}

async function createAccounts(ctx: TenantContext, missing: OpeningResult['accountsCreated']): Promise<void> {
  if (missing.length === 0) return
  await ctx.tx.run(sql`
    insert into account (tenant_id, id, code, name, type, created_at, updated_at)
    select ${ctx.tenant.id}::uuid, t.*, ${ctx.now}::timestamptz, ${ctx.now}::timestamptz
    from unnest(${missing.map(() => newId(ctx.now.getTime()))}::uuid[], ${missing.map((a) => a.code)}::text[],
      ${missing.map((a) => a.name)}::text[], ${missing.map((a) => a.type)}::text[]) as t`)
}

/** Puts the file's name before the place of each row error. */
async function naming<T>(fileName: string | undefined, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof Problem) || !error.errors || !fileName) throw error
    throw new Problem(error.code, error.definition, error.params, {
      cause: error,
      errors: error.errors.map((e) => ({ ...e, field: `${fileName}, ${e.field}` })),
    })
  }
}

export const importOpeningBalancesCommand = command({
  name: 'accounting.opening_balances.import',
  summary: 'Import opening balances from CSV',
  description:
    'Columns account_code, account_name, debit, credit. Posts one balanced entry; the same file again changes nothing.',
  route: 'POST /opening-balances/import',
  errors: [
    ...IMPORT_ERRORS,
    'accounting.unbalanced',
    'accounting.opening_exists',
    'accounting.period_locked',
  ],
  input: z.object({
    csv: importInput.csv.max(900_000),
    date: day.optional().meta({ description: 'First day of the books here; today where left out' }),
    fileName: line(200).optional().meta({ description: 'Told in the errors' }),
    dryRun: importInput.dryRun,
  }),
  output: importReport.extend({
    outcome: z.enum(['posted', 'unchanged', 'checked', 'refused']),
    entryId: id.nullable(),
    date: day.nullable(),
    total: money.nullable(),
    accountsCreated: z.array(z.object({ code: z.string(), name: z.string(), type: z.enum(ACCOUNT_TYPES) })),
  }),
  example: {
    csv: 'account_code,account_name,debit,credit\n1020,Bank,1284620.75,\n3010,Share capital,,1284620.75\n',
    date: '2026-01-01',
    fileName: 'opening-balances.csv',
  },
  auditInput: ({ csv, ...rest }) => ({ ...rest, csvCharacters: csv.length }),
  async run(ctx, input) {
    const { report, result } = await importOpeningCsv(ctx, input.csv, input)
    ctx.audit({
      entity: 'opening_balances',
      ...(result?.entryId ? { id: result.entryId } : {}),
      label: input.fileName ?? result?.date ?? ctx.today,
      changes: { outcome: result?.outcome ?? 'refused', accountsCreated: result?.accountsCreated ?? [] },
    })
    return {
      ...report,
      outcome: result?.outcome ?? ('refused' as const),
      entryId: result?.entryId ?? null,
      date: result?.date ?? null,
      total: result ? toMoney(result.debitMinor, ctx.tenant.currency) : null,
      accountsCreated: result?.accountsCreated ?? [],
    }
  },
})
