import { z } from 'zod'
import type { TenantContext } from '../../../kernel/command/context.ts'
import { command } from '../../../kernel/command/operation.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { fail as kernelFail } from '../../../kernel/errors/kernel-errors.ts'
import { EXAMPLE_ID } from '../../../kernel/resource/resource.ts'
import { day, id, line } from '../../../kernel/wire.ts'
import { fail } from '../errors.ts'
import { lineIdRange } from './journal-entry.ts'
import type { Journal } from './journals.ts'
import { type Posted, post } from './post.ts'

interface LineRow {
  journal: Journal
  memo: string
  invoice_number: string | null
  account_id: string
  amount_minor: bigint
  line_memo: string | null
}

/**
 * Takes an entry back: posts its lines with the signs changed, to the same journal, pointing to it. Once only, which the
 * database decides. For other modules too, for entries that are not an invoice's (credit those with `creditInvoice`).
 *
 * @throws Problem `not_found`, `accounting.entry_of_invoice`, `accounting.already_reversed`, `accounting.period_locked`
 */
export async function reverse(
  ctx: TenantContext,
  given: {
    entryId: string
    date?: string | undefined
    memo?: string | undefined
    source?: { entity: string; id: string } | undefined
  },
): Promise<Posted> {
  const range = lineIdRange(given.entryId)
  if (!range) throw kernelFail('not_found')
  const rows = await ctx.tx.rows<LineRow>(sql`
    select e.journal, e.memo, v.number as invoice_number, l.account_id, l.amount_minor, l.memo as line_memo
    from journal_entry e
    join journal_line l on l.tenant_id = e.tenant_id and l.entry_id = e.id and l.id >= ${range.from}::uuid and l.id < ${range.before}::uuid
    left join invoice v on v.tenant_id = e.tenant_id and v.entry_id = e.id
    where e.tenant_id = ${ctx.tenant.id}::uuid and e.id = ${given.entryId}::uuid
    order by l.line_no`)
  const entry = rows[0]
  if (!entry) throw kernelFail('not_found')
  if (entry.invoice_number !== null)
    throw fail('accounting.entry_of_invoice', { number: entry.invoice_number })
  return await post(ctx, {
    journal: entry.journal,
    date: given.date,
    memo: given.memo ?? `Reversal: ${entry.memo}`,
    source: given.source,
    reversesId: given.entryId,
    lines: rows.map((row) => ({
      accountId: row.account_id,
      amountMinor: -row.amount_minor,
      memo: row.line_memo ?? undefined,
    })),
  })
}

export const reverseEntry = command({
  name: 'accounting.entry.reverse',
  summary: 'Reverse a journal entry',
  description: 'Posts the same lines with debit and credit exchanged. An entry can be reversed once.',
  route: 'POST /journal-entries/:id/reverse',
  status: 201,
  idempotency: 'optional',
  errors: ['accounting.already_reversed', 'accounting.entry_of_invoice', 'accounting.period_locked'],
  input: z.object({
    id,
    date: day.optional().meta({ description: 'Today where left out' }),
    memo: line(500).optional(),
  }),
  output: z.object({ id, date: day, reversesId: id }),
  example: { id: EXAMPLE_ID, memo: 'Booked twice' },
  async run(ctx, input) {
    const date = input.date ?? ctx.today
    const reversal = await reverse(ctx, { entryId: input.id, date, memo: input.memo })
    ctx.audit({
      entity: 'journal_entry',
      id: input.id,
      label: input.memo ?? 'reversed',
      changes: { reversedBy: reversal.id, date },
    })
    return { id: reversal.id!, date, reversesId: input.id }
  },
})
