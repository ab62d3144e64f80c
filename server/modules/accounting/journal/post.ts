import { newId } from '../../../../shared/ids.ts'
import type { TenantContext } from '../../../kernel/command/context.ts'
import { type Sql, sql } from '../../../kernel/db/sql.ts'
import { refuseSql } from '../../../kernel/errors/from-database.ts'
import type { Purpose } from '../account/purposes.ts'
import { ACCOUNT_UNKNOWN } from '../errors.ts'
import type { Journal } from './journals.ts'

/** Which account: by what it is for, by its id, or by its code. */
export type AccountRef =
  | { purpose: Purpose; accountId?: never; accountCode?: never }
  | { accountId: string; purpose?: never; accountCode?: never }
  | { accountCode: string; purpose?: never; accountId?: never }

/** Debit positive, credit negative, in minor units of the workshop's currency. A line of zero is dropped. */
export type EntryLine = AccountRef & { amountMinor: bigint; memo?: string | undefined }

export interface EntryContent {
  memo: string
  /** The document it is posted for. */
  source?: { entity: string; id: string } | undefined
  /** The entry that this one takes back; its lines must be those of it with the signs changed. Once only. */
  reversesId?: string | undefined
  lines: readonly EntryLine[]
}

export interface Entry extends EntryContent {
  journal: Journal
  /** `YYYY-MM-DD`; today where left out. */
  date?: string | undefined
}

/** `id` is null where every line was zero: there was nothing to post. */
export interface Posted {
  id: string | null
}

/**
 * Posts an entry, in one statement. What there is to refuse PostgreSQL refuses: `accounting.period_locked`, `accounting.account_unknown`,
 * `accounting.already_reversed`.
 *
 * @throws Error when the lines do not sum to zero: a fault of the caller
 */
export async function post(ctx: TenantContext, entry: Entry): Promise<Posted> {
  return (await postMany(ctx, [entry]))[0]!
}

/** Posts any number of entries, in one statement; answers in their order. Refused and throws as {@link post}. */
export async function postMany(ctx: TenantContext, entries: readonly Entry[]): Promise<Posted[]> {
  const batch = batchOf(ctx, entries)
  if (batch.entries.length > 0) await ctx.tx.run(sql`with ${postingSql(ctx, batch)} select 1`)
  return batch.ids.map((id) => ({ id }))
}

/** The same towards the end of the transaction, where nothing else of the command waits for it. */
export function postAhead(ctx: TenantContext, entry: Entry): Posted {
  const batch = batchOf(ctx, [entry])
  for (const { insert } of insertsOf(ctx, batch)) ctx.writeAhead(insert)
  return { id: batch.ids[0]! }
}

interface BatchEntry {
  id: string
  journal: Journal
  date: string
  memo: string
  lineCount: number
  sourceEntity: string | null
  sourceId: string | null
  reversesId: string | null
}

interface BatchLine {
  id: string
  entry: BatchEntry
  lineNo: number
  purpose: string | null
  accountId: string | null
  accountCode: string | null
  amountMinor: bigint
  memo: string | null
}

interface Batch {
  /** The id of each entry given, null for those without lines. */
  ids: (string | null)[]
  entries: BatchEntry[]
  lines: BatchLine[]
}

/** Gives ids, drops what is zero and makes sure of the balance, before anything is sent. */
export function batchOf(ctx: TenantContext, entries: readonly Entry[]): Batch {
  const nowMs = ctx.now.getTime()
  const batch: Batch = { ids: [], entries: [], lines: [] }
  for (const entry of entries) {
    const lines = entry.lines.filter((line) => line.amountMinor !== 0n)
    const sum = lines.reduce((total, line) => total + line.amountMinor, 0n)
    if (sum !== 0n) throw new Error(`the entry "${entry.memo}" does not balance: its lines sum to ${sum}`)
    if (lines.length === 0) {
      batch.ids.push(null)
      continue
    }
    const id = newId(nowMs)
    batch.ids.push(id)
    const batchEntry: BatchEntry = {
      id,
      journal: entry.journal,
      date: entry.date ?? ctx.today,
      memo: entry.memo,
      lineCount: lines.length,
      sourceEntity: entry.source?.entity ?? null,
      sourceId: entry.source?.id ?? null,
      reversesId: entry.reversesId ?? null,
    }
    batch.entries.push(batchEntry)
    for (const [i, line] of lines.entries()) {
      batch.lines.push({
        id: newId(nowMs),
        entry: batchEntry,
        lineNo: i + 1,
        purpose: line.purpose ?? null,
        accountId: line.accountId ?? null,
        accountCode: line.accountCode ?? null,
        amountMinor: line.amountMinor,
        memo: line.memo ?? null,
      })
    }
  }
  return batch
}

/** A batch as common table expressions. */
export const postingSql = (ctx: TenantContext, batch: Batch): Sql =>
  sql.join(insertsOf(ctx, batch).map(({ name, insert }) => sql`${sql.trusted(name)} as (${insert})`))

/**
 * The plain INSERTs that write a batch. They belong into one statement: the database takes an entry with its lines or not at all. Only a
 * reversal may post to an archived account.
 */
function insertsOf(ctx: TenantContext, batch: Batch): { name: string; insert: Sql }[] {
  const tenantId = ctx.tenant.id
  const { entries, lines } = batch
  if (entries.length === 0) return []
  const posted = sql`${ctx.now}::timestamptz, ${ctx.principal.name}`
  const [only] = entries
  // Nearly always; and to unfold arrays takes PostgreSQL as long as to write the row.
  const given =
    entries.length === 1 && only
      ? sql`values (${tenantId}::uuid, ${only.id}::uuid, ${only.journal}, ${only.date}::date, ${only.memo}, ${only.lineCount}::int,
          ${only.sourceEntity}::text, ${only.sourceId}::uuid, ${only.reversesId}::uuid, ${posted})`
      : sql`select ${tenantId}::uuid, g.*, ${posted}
          from unnest(${entries.map((e) => e.id)}::uuid[], ${entries.map((e) => e.journal)}::text[], ${entries.map((e) => e.date)}::date[],
            ${entries.map((e) => e.memo)}::text[], ${entries.map((e) => e.lineCount)}::int[], ${entries.map((e) => e.sourceEntity)}::text[],
            ${entries.map((e) => e.sourceId)}::uuid[], ${entries.map((e) => e.reversesId)}::uuid[]) g`
  const inserts = [
    {
      name: 'entry',
      insert: sql`insert into journal_entry
        (tenant_id, id, journal, date, memo, line_count, source_entity, source_id, reverses_id, posted_at, posted_by) ${given}`,
    },
  ]
  const reversals = entries.filter((e) => e.reversesId !== null)
  const hasReversal = reversals.length > 0
  if (hasReversal) {
    inserts.push({
      name: 'reversal',
      insert: sql`insert into journal_reversal (tenant_id, id, entry_id)
        select ${tenantId}::uuid, r.* from unnest(${reversals.map((e) => e.reversesId)}::uuid[], ${reversals.map((e) => e.id)}::uuid[]) r`,
    })
  }
  // Only what there is, is looked up: each way of naming an account is a step in an index for every line.
  const has = (of: (line: BatchLine) => string | null) => lines.some((line) => of(line) !== null)
  const accountSql = (condition: Sql) =>
    sql`(select a.id from account a where a.tenant_id = ${tenantId}::uuid and ${condition})`
  const ways = [
    has((l) => l.purpose) && accountSql(sql`a.purpose = l.purpose`),
    has((l) => l.accountId) &&
      accountSql(
        sql`a.id = l.account_id and (a.deleted_at is null ${hasReversal ? sql`or l.reverses` : sql``})`,
      ),
    has((l) => l.accountCode) && accountSql(sql`a.code = l.account_code and a.deleted_at is null`),
  ].filter((way) => way !== false)
  const unknown = refuseSql(
    ACCOUNT_UNKNOWN,
    sql`jsonb_build_object('account', coalesce(l.purpose, l.account_code, l.account_id::text))`,
  )
  inserts.push({
    name: 'line',
    insert: sql`insert into journal_line (tenant_id, id, entry_id, line_no, account_id, date, amount_minor, currency, memo)
      select ${tenantId}::uuid, l.id, l.entry_id, l.line_no, coalesce(${sql.join([...ways, unknown])}), l.date, l.amount_minor,
        ${ctx.tenant.currency}, l.memo
      from unnest(${lines.map((l) => l.id)}::uuid[], ${lines.map((l) => l.entry.id)}::uuid[], ${lines.map((l) => l.lineNo)}::int[],
        ${lines.map((l) => l.purpose)}::text[], ${lines.map((l) => l.accountId)}::uuid[], ${lines.map((l) => l.accountCode)}::text[],
        ${lines.map((l) => l.entry.date)}::date[], ${lines.map((l) => l.amountMinor)}::bigint[], ${lines.map((l) => l.memo)}::text[]
        ${hasReversal ? sql`, ${lines.map((l) => l.entry.reversesId !== null)}::boolean[]` : sql``})
        as l(id, entry_id, line_no, purpose, account_id, account_code, date, amount_minor, memo${hasReversal ? sql`, reverses` : sql``})`,
  })
  return inserts
}
