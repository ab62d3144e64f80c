import { z } from 'zod'
import { query } from '../../../kernel/command/operation.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { fail as kernelFail } from '../../../kernel/errors/kernel-errors.ts'
import { decodeCursor, encodeCursor } from '../../../kernel/resource/cursor.ts'
import { EXAMPLE_ID } from '../../../kernel/resource/resource.ts'
import { day, id, money, pageOf, paging, toMoney } from '../../../kernel/wire.ts'
import { fail } from '../errors.ts'
import { JOURNALS, type Journal } from '../journal/journals.ts'
import { ACCOUNT_TYPES, type AccountType } from './account.ts'

interface LedgerRow {
  code: string
  name: string
  name_th: string | null
  type: AccountType
  opening_minor: bigint
  id: string | null
  entry_id: string
  date: string
  amount_minor: bigint
  line_memo: string | null
  journal: Journal
  memo: string
  source_entity: string | null
  source_id: string | null
}

export const accountLedger = query({
  name: 'accounting.account.ledger',
  permission: 'accounting.read',
  summary: 'Lines of an account with its running balance, the oldest first',
  description: 'Balances are debit positive. Each page begins with the balance before its first line.',
  route: 'GET /accounts/:id/ledger',
  errors: ['accounting.range_reversed'],
  input: z.object({ id, ...paging, from: day.optional(), to: day.optional() }),
  output: pageOf(
    z.object({
      lineId: id,
      entryId: id,
      date: day,
      journal: z.enum(JOURNALS),
      memo: z.string(),
      lineMemo: z.string().nullable(),
      source: z.object({ entity: z.string(), id }).nullable(),
      debit: money.nullable(),
      credit: money.nullable(),
      balance: money,
    }),
  ).extend({
    account: z.object({
      id,
      code: z.string(),
      name: z.string(),
      nameTh: z.string().nullable(),
      type: z.enum(ACCOUNT_TYPES),
    }),
    openingBalance: money,
  }),
  example: { id: EXAMPLE_ID, from: '2026-03-01', to: '2026-03-31' },
  async run(ctx, input) {
    const { from = '0001-01-01', to = '9999-12-31' } = input
    if (from > to) throw fail('accounting.range_reversed')
    const cursor = input.after ? decodeCursor(input.after, 'date') : undefined
    const ofAccount = sql`l.tenant_id = ${ctx.tenant.id}::uuid and l.account_id = ${input.id}::uuid`
    const [before, following] = cursor
      ? [
          sql`(l.date, l.id) <= (${String(cursor.value)}::date, ${cursor.id}::uuid)`,
          sql`(l.date, l.id) > (${String(cursor.value)}::date, ${cursor.id}::uuid)`,
        ]
      : [sql`l.date < ${from}::date`, sql`l.date >= ${from}::date`]
    // One statement, so that the balance before and the lines after are of the same moment.
    const rows = await ctx.tx.rows<LedgerRow>(sql`
      with page as (
        select l.id, l.entry_id, l.date, l.amount_minor, l.memo from journal_line l
        where ${ofAccount} and ${following} and l.date <= ${to}::date
        order by l.date, l.id limit ${input.limit + 1}::int
      )
      select a.code, a.name, a.name_th, a.type,
        (select coalesce(sum(l.amount_minor), 0)::bigint from journal_line l where ${ofAccount} and ${before}) as opening_minor,
        p.id, p.entry_id, p.date, p.amount_minor, p.memo as line_memo, e.journal, e.memo, e.source_entity, e.source_id
      from account a
      left join page p on true
      left join journal_entry e on e.tenant_id = a.tenant_id and e.id = p.entry_id
      where a.tenant_id = ${ctx.tenant.id}::uuid and a.id = ${input.id}::uuid
      order by p.date, p.id`)
    const first = rows[0]
    if (!first) throw kernelFail('not_found')
    const { currency } = ctx.tenant
    const lines = rows.filter((row) => row.id !== null)
    let balance = first.opening_minor
    const items = lines.slice(0, input.limit).map((row) => {
      balance += row.amount_minor
      return {
        lineId: row.id!,
        entryId: row.entry_id,
        date: row.date,
        journal: row.journal,
        memo: row.memo,
        lineMemo: row.line_memo,
        source: row.source_entity === null ? null : { entity: row.source_entity, id: row.source_id! },
        debit: row.amount_minor > 0n ? toMoney(row.amount_minor, currency) : null,
        credit: row.amount_minor < 0n ? toMoney(-row.amount_minor, currency) : null,
        balance: toMoney(balance, currency),
      }
    })
    const last = items.at(-1)
    return {
      account: {
        id: input.id,
        code: first.code,
        name: first.name,
        nameTh: first.name_th,
        type: first.type,
      },
      openingBalance: toMoney(first.opening_minor, currency),
      items,
      next:
        lines.length > input.limit
          ? encodeCursor({ sort: 'date', id: last!.lineId, value: last!.date })
          : null,
    }
  },
})
