import { newId } from '../../../../shared/ids.ts'
import type { TenantContext } from '../../../kernel/command/context.ts'
import { isDatabaseError } from '../../../kernel/db/database.ts'
import { type Sql, sql } from '../../../kernel/db/sql.ts'
import type { Purpose } from '../account/purposes.ts'
import { fail } from '../errors.ts'
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
 * Posts an entry, in one statement.
 *
 * @throws Problem `accounting.period_locked`, `accounting.account_unknown`, `accounting.already_reversed`
 * @throws Error when the lines do not sum to zero: a fault of the caller
 */
export async function post(ctx: TenantContext, entry: Entry): Promise<Posted> {
  return (await postMany(ctx, [entry]))[0]!
}

/** Posts any number of entries, in one statement; answers in their order. Throws as {@link post}. */
export async function postMany(ctx: TenantContext, entries: readonly Entry[]): Promise<Posted[]> {
  const batch = batchOf(ctx, entries)
  if (batch.entries.length > 0) await sendPosting(ctx, sql`with ${postingSql(ctx, batch)} ${missingSql}`)
  return batch.ids.map((id) => ({ id }))
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
  entryId: string
  lineNo: number
  purpose: string | null
  accountId: string | null
  accountCode: string | null
  amountMinor: bigint
  memo: string | null
}

export interface Batch {
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
    batch.entries.push({
      id,
      journal: entry.journal,
      date: entry.date ?? ctx.today,
      memo: entry.memo,
      lineCount: lines.length,
      sourceEntity: entry.source?.entity ?? null,
      sourceId: entry.source?.id ?? null,
      reversesId: entry.reversesId ?? null,
    })
    for (const [i, line] of lines.entries()) {
      batch.lines.push({
        id: newId(nowMs),
        entryId: id,
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

/**
 * The common table expressions that write a batch: `resolved` has each line with its account (null: there is none).
 * Only a reversal may post to an archived account. `after`: a fragment that the entries wait for (`cross join number`).
 */
export const postingSql = (ctx: TenantContext, batch: Batch, after: Sql = sql``): Sql => sql`
  given_entry as (
    select * from unnest(${batch.entries.map((e) => e.id)}::uuid[], ${batch.entries.map((e) => e.journal)}::text[],
      ${batch.entries.map((e) => e.date)}::date[], ${batch.entries.map((e) => e.memo)}::text[],
      ${batch.entries.map((e) => e.lineCount)}::int[], ${batch.entries.map((e) => e.sourceEntity)}::text[],
      ${batch.entries.map((e) => e.sourceId)}::uuid[], ${batch.entries.map((e) => e.reversesId)}::uuid[])
      as g(id, journal, date, memo, line_count, source_entity, source_id, reverses_id)
  ), resolved as (
    select l.*, e.date, coalesce(p.id, i.id, c.id) as resolved_id
    from unnest(${batch.lines.map((l) => l.id)}::uuid[], ${batch.lines.map((l) => l.entryId)}::uuid[],
      ${batch.lines.map((l) => l.lineNo)}::int[], ${batch.lines.map((l) => l.purpose)}::text[],
      ${batch.lines.map((l) => l.accountId)}::uuid[], ${batch.lines.map((l) => l.accountCode)}::text[],
      ${batch.lines.map((l) => l.amountMinor)}::bigint[], ${batch.lines.map((l) => l.memo)}::text[])
      as l(id, entry_id, line_no, purpose, account_id, account_code, amount_minor, memo)
    join given_entry e on e.id = l.entry_id
    left join account p on p.tenant_id = ${ctx.tenant.id}::uuid and p.purpose = l.purpose
    left join account i on i.tenant_id = ${ctx.tenant.id}::uuid and i.id = l.account_id
      and (i.deleted_at is null or e.reverses_id is not null)
    left join account c on c.tenant_id = ${ctx.tenant.id}::uuid and c.code = l.account_code and c.deleted_at is null
  ), entry as (
    insert into journal_entry (tenant_id, id, journal, date, memo, line_count, source_entity, source_id, reverses_id, posted_at, posted_by)
    select ${ctx.tenant.id}::uuid, g.id, g.journal, g.date, g.memo, g.line_count, g.source_entity, g.source_id, g.reverses_id,
      ${ctx.now}::timestamptz, ${ctx.principal.name}
    from given_entry g ${after}
  ), reversal as (
    insert into journal_reversal (tenant_id, id, entry_id)
    select ${ctx.tenant.id}::uuid, g.reverses_id, g.id from given_entry g where g.reverses_id is not null
  ), line as (
    insert into journal_line (tenant_id, id, entry_id, line_no, account_id, date, amount_minor, currency, memo)
    select ${ctx.tenant.id}::uuid, r.id, r.entry_id, r.line_no, r.resolved_id, r.date, r.amount_minor, ${ctx.tenant.currency}, r.memo
    from resolved r where r.resolved_id is not null
  )`

/** Ends a posting: gives the lines whose account there is not. */
const missingSql = sql`
  select coalesce(r.purpose, r.account_code, r.account_id::text) as account from resolved r where r.resolved_id is null limit 1`

/**
 * Sends a statement that has {@link postingSql} in it and whose rows name what was missing as `account`.
 * Gives its rows.
 */
export async function sendPosting<T extends { account: string | null }>(
  ctx: TenantContext,
  statement: Sql,
): Promise<T[]> {
  let rows: T[]
  try {
    rows = await ctx.tx.rows<T>(statement)
  } catch (error) {
    if (isDatabaseError(error) && error.constraint === 'journal_entry_period') {
      throw fail('accounting.period_locked', { month: error.detail ?? '' }, { cause: error })
    }
    throw error
  }
  const missing = rows.find((row) => row.account !== null)
  if (missing) throw fail('accounting.account_unknown', { account: missing.account! })
  return rows
}
