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
  if (batch.entries.length > 0) await ctx.tx.run(postSql(ctx, batch))
  return batch.ids.map((id) => ({ id }))
}

/** The same at the end of the transaction, where nothing else of the command waits for it. */
export function postLast(ctx: TenantContext, entry: Entry): Posted {
  const batch = batchOf(ctx, [entry])
  if (batch.entries.length > 0) ctx.writeLast(postSql(ctx, batch))
  return { id: batch.ids[0]! }
}

const postSql = (ctx: TenantContext, batch: Batch): Sql => sql`with ${postingSql(ctx, batch)} select 1`

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
 * The common table expressions that write a batch. Only a reversal may post to an archived account. `after`: a fragment that the entries wait for (`cross join number`).
 */
export function postingSql(ctx: TenantContext, batch: Batch, after: Sql = sql``): Sql {
  const tenantId = ctx.tenant.id
  const has = (given: (line: BatchLine) => string | null) => batch.lines.some((line) => given(line) !== null)
  // Only what there is, is looked up: each way of naming an account is a step for every line.
  const ways = [
    has((l) => l.purpose) && {
      id: sql`p.id`,
      join: sql`left join account p on p.tenant_id = ${tenantId}::uuid and p.purpose = l.purpose`,
    },
    has((l) => l.accountId) && {
      id: sql`i.id`,
      join: sql`left join account i on i.tenant_id = ${tenantId}::uuid and i.id = l.account_id
        and (i.deleted_at is null or e.reverses_id is not null)`,
    },
    has((l) => l.accountCode) && {
      id: sql`c.id`,
      join: sql`left join account c on c.tenant_id = ${tenantId}::uuid and c.code = l.account_code and c.deleted_at is null`,
    },
  ].filter((way) => way !== false)
  const unknown = refuseSql(
    ACCOUNT_UNKNOWN,
    sql`jsonb_build_object('account', coalesce(l.purpose, l.account_code, l.account_id::text))`,
  )
  const reversal = sql`, reversal as (
    insert into journal_reversal (tenant_id, id, entry_id)
    select ${tenantId}::uuid, g.reverses_id, g.id from given_entry g where g.reverses_id is not null
  )`
  return sql`
    given_entry as (
      select * from unnest(${batch.entries.map((e) => e.id)}::uuid[], ${batch.entries.map((e) => e.journal)}::text[],
        ${batch.entries.map((e) => e.date)}::date[], ${batch.entries.map((e) => e.memo)}::text[],
        ${batch.entries.map((e) => e.lineCount)}::int[], ${batch.entries.map((e) => e.sourceEntity)}::text[],
        ${batch.entries.map((e) => e.sourceId)}::uuid[], ${batch.entries.map((e) => e.reversesId)}::uuid[])
        as g(id, journal, date, memo, line_count, source_entity, source_id, reverses_id)
    ), entry as (
      insert into journal_entry (tenant_id, id, journal, date, memo, line_count, source_entity, source_id, reverses_id, posted_at, posted_by)
      select ${tenantId}::uuid, g.id, g.journal, g.date, g.memo, g.line_count, g.source_entity, g.source_id, g.reverses_id,
        ${ctx.now}::timestamptz, ${ctx.principal.name}
      from given_entry g ${after}
    )${batch.entries.some((e) => e.reversesId !== null) ? reversal : sql``}, line as (
      insert into journal_line (tenant_id, id, entry_id, line_no, account_id, date, amount_minor, currency, memo)
      select ${tenantId}::uuid, l.id, l.entry_id, l.line_no, coalesce(${sql.join([...ways.map((way) => way.id), unknown])}), e.date, l.amount_minor,
        ${ctx.tenant.currency}, l.memo
      from unnest(${batch.lines.map((l) => l.id)}::uuid[], ${batch.lines.map((l) => l.entryId)}::uuid[],
        ${batch.lines.map((l) => l.lineNo)}::int[], ${batch.lines.map((l) => l.purpose)}::text[],
        ${batch.lines.map((l) => l.accountId)}::uuid[], ${batch.lines.map((l) => l.accountCode)}::text[],
        ${batch.lines.map((l) => l.amountMinor)}::bigint[], ${batch.lines.map((l) => l.memo)}::text[])
        as l(id, entry_id, line_no, purpose, account_id, account_code, amount_minor, memo)
      join given_entry e on e.id = l.entry_id
      ${sql.join(
        ways.map((way) => way.join),
        ' ',
      )}
    )`
}
