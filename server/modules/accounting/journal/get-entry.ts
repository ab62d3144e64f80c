import { z } from 'zod'
import { query } from '../../../kernel/command/operation.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { fail as kernelFail } from '../../../kernel/errors/kernel-errors.ts'
import { EXAMPLE_ID } from '../../../kernel/resource/resource.ts'
import {
  type Action,
  action,
  allowed,
  day,
  id,
  moment,
  money,
  refused,
  toMoney,
} from '../../../kernel/wire.ts'
import { lineIdRange } from './journal-entry.ts'
import { JOURNALS, type Journal } from './journals.ts'

interface EntryRow {
  journal: Journal
  date: string
  memo: string
  source_entity: string | null
  source_id: string | null
  reverses_id: string | null
  reversed_by_id: string | null
  invoice_id: string | null
  invoice_number: string | null
  posted_at: Date
  posted_by: string
  today_locked: boolean
}
interface LineRow {
  account_id: string
  code: string
  name: string
  name_th: string | null
  purpose: string | null
  amount_minor: bigint
  currency: string
  memo: string | null
}

export const getEntry = query({
  name: 'accounting.entry.get',
  permission: 'accounting.read',
  summary: 'Read a journal entry with its lines',
  route: 'GET /journal-entries/:id',
  input: z.object({ id }),
  output: z.object({
    id,
    journal: z.enum(JOURNALS),
    date: day,
    memo: z.string(),
    total: money,
    source: z
      .object({ entity: z.string(), id })
      .nullable()
      .meta({ description: 'The document it was posted for' }),
    invoice: z.object({ id, number: z.string() }).nullable(),
    reversesId: id.nullable(),
    reversedById: id.nullable(),
    postedAt: moment,
    postedBy: z.string(),
    lines: z.array(
      z.object({
        accountId: id,
        accountCode: z.string(),
        accountName: z.string(),
        accountNameTh: z.string().nullable(),
        purpose: z
          .string()
          .nullable()
          .meta({ description: 'What the program posts to the account by itself' }),
        debit: money.nullable(),
        credit: money.nullable(),
        memo: z.string().nullable(),
      }),
    ),
    actions: z.object({ reverse: action }),
  }),
  example: { id: EXAMPLE_ID },
  async run(ctx, input) {
    const range = lineIdRange(input.id)
    if (!range) throw kernelFail('not_found')
    const tenantId = ctx.tenant.id
    const [entry, lines] = await Promise.all([
      ctx.tx.first<EntryRow>(sql`
        select e.journal, e.date, e.memo, e.source_entity, e.source_id, e.reverses_id, r.entry_id as reversed_by_id,
          v.id as invoice_id, v.number as invoice_number, e.posted_at, e.posted_by,
          exists (select from fiscal_period p where p.tenant_id = e.tenant_id and p.state = 'locked'
            and ${ctx.today}::date between p.starts_on and p.ends_on) as today_locked
        from journal_entry e
        left join journal_reversal r on r.tenant_id = e.tenant_id and r.id = e.id
        left join invoice v on v.tenant_id = e.tenant_id and v.entry_id = e.id
        where e.tenant_id = ${tenantId}::uuid and e.id = ${input.id}::uuid`),
      ctx.tx.rows<LineRow>(sql`
        select l.account_id, a.code, a.name, a.name_th, a.purpose, l.amount_minor, l.currency, l.memo
        from journal_line l
        join account a on a.tenant_id = l.tenant_id and a.id = l.account_id
        where l.tenant_id = ${tenantId}::uuid and l.entry_id = ${input.id}::uuid
          and l.id >= ${range.from}::uuid and l.id < ${range.before}::uuid
        order by l.line_no`),
    ])
    if (!entry) throw kernelFail('not_found')
    const total = lines.reduce((sum, line) => (line.amount_minor > 0n ? sum + line.amount_minor : sum), 0n)
    return {
      id: input.id,
      journal: entry.journal,
      date: entry.date,
      memo: entry.memo,
      total: toMoney(total, lines[0]!.currency),
      source: entry.source_entity === null ? null : { entity: entry.source_entity, id: entry.source_id! },
      invoice: entry.invoice_id === null ? null : { id: entry.invoice_id, number: entry.invoice_number! },
      reversesId: entry.reverses_id,
      reversedById: entry.reversed_by_id,
      postedAt: entry.posted_at.toISOString(),
      postedBy: entry.posted_by,
      lines: lines.map((line) => ({
        accountId: line.account_id,
        accountCode: line.code,
        accountName: line.name,
        accountNameTh: line.name_th,
        purpose: line.purpose,
        debit: line.amount_minor > 0n ? toMoney(line.amount_minor, line.currency) : null,
        credit: line.amount_minor < 0n ? toMoney(-line.amount_minor, line.currency) : null,
        memo: line.memo,
      })),
      actions: {
        reverse: mayReverse(entry, ctx.principal.permissions.has('accounting.entry.reverse')),
      },
    }
  },
})

function mayReverse(entry: EntryRow, permitted: boolean): Action {
  if (!permitted) return refused('auth.forbidden')
  if (entry.reversed_by_id !== null) return refused('accounting.already_reversed')
  if (entry.invoice_id !== null) return refused('accounting.entry_of_invoice')
  if (entry.today_locked) return refused('accounting.period_locked')
  return allowed
}
