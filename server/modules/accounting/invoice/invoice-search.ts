import type { TenantContext } from '../../../kernel/command/context.ts'
import { type Sql, sql } from '../../../kernel/db/sql.ts'
import type { Asked, SearchSource } from '../../../kernel/search/search-source.ts'
import { beginsWith, numbersMeant } from '../../../kernel/search/text-range.ts'
import { toMoney } from '../../../kernel/wire.ts'
import type { InvoiceKind } from './invoice.ts'

/** Ids of invoices whose number is meant, or begins so. The series is in the number, before its hyphen. */
function hits(ctx: TenantContext, { text, limit }: Asked): { numbers: string[]; sql: Sql } {
  const numbers = numbersMeant(text, ['INV', 'CN'], ctx.today)
  const series = numbers.map((number) => number.split('-')[0]!)
  const tenant = sql`i.tenant_id = ${ctx.tenant.id}::uuid`
  return {
    numbers,
    sql: sql`
      select i.id from unnest(${series}::text[], ${numbers}::text[]) as n (series, number)
        join invoice i on ${tenant} and i.series = n.series and i.number = n.number
      union (
        select i.id from invoice i where ${tenant} and i.series = ${series[0] ?? ''} and ${beginsWith(sql`i.number`, numbers[0] ?? '!')}
        order by i.number desc limit ${limit}::int)`,
  }
}

interface InvoiceRow {
  id: string
  number: string
  kind: InvoiceKind
  date: string
  gross_minor: bigint
  currency: string
}

export const invoiceSearch: SearchSource = {
  kind: 'invoice',
  label: { en: 'Invoices', th: 'ใบแจ้งหนี้' },
  permission: 'accounting.read',
  page: '/books/invoices/{id}',
  async find(ctx, asked) {
    const hit = hits(ctx, asked)
    const rows = await ctx.tx.rows<InvoiceRow>(sql`
      with hit (id) as (${hit.sql})
      select i.id, i.number, i.kind, i.date, i.gross_minor, i.currency
      from hit join invoice i on i.tenant_id = ${ctx.tenant.id}::uuid and i.id = hit.id order by i.id desc`)
    return rows.map((row) => ({
      id: row.id,
      title: row.number,
      detail: row.date,
      aliases: hit.numbers.includes(row.number) ? [asked.text] : [],
      state: row.kind,
      amount: toMoney(row.gross_minor, row.currency),
    }))
  },
}

/** Entries have no number of their own: they are known by that of the invoice they were posted for. */
export const entrySearch: SearchSource = {
  kind: 'entry',
  label: { en: 'Journal entries', th: 'รายการบัญชี' },
  permission: 'accounting.read',
  page: '/books/entries/{id}',
  async find(ctx, asked) {
    const hit = hits(ctx, asked)
    const rows = await ctx.tx.rows<{ id: string; memo: string; date: string; number: string }>(sql`
      with hit (id) as (${hit.sql})
      select e.id, e.memo, e.date, i.number
      from hit join invoice i on i.tenant_id = ${ctx.tenant.id}::uuid and i.id = hit.id
        join journal_entry e on e.tenant_id = ${ctx.tenant.id}::uuid and e.id = i.entry_id order by e.id desc`)
    return rows.map((row) => ({
      id: row.id,
      title: `${row.memo} · ${row.number}`,
      detail: row.date,
      aliases: [row.number],
    }))
  },
}
