import { z } from 'zod'
import { command } from '../../../kernel/command/operation.ts'
import { day, id, line, money } from '../../../kernel/wire.ts'
import { accountCode } from '../account/accounts.ts'
import { POSTING_ERRORS } from '../errors.ts'
import { minorOf, unbalanced } from './amounts.ts'
import { JOURNALS } from './journals.ts'
import { type EntryLine, postAhead } from './post.ts'

const MAX_LINES = 1_000

const entryLine = z
  .object({
    accountId: id.optional(),
    accountCode: accountCode.optional().meta({ description: 'Instead of accountId' }),
    debit: money.optional(),
    credit: money.optional().meta({ description: 'Instead of debit' }),
    memo: line(500).optional(),
  })
  .refine((l) => (l.accountId === undefined) !== (l.accountCode === undefined), {
    path: ['accountId'],
    message: 'name the account by accountId or by accountCode',
  })
  .refine((l) => (l.debit === undefined) !== (l.credit === undefined), {
    path: ['debit'],
    message: 'a line has a debit or a credit',
  })
  .refine((l) => /^(?!-)(?=.*[1-9])/.test((l.debit ?? l.credit)?.amount ?? '1'), {
    path: ['debit'],
    message: 'must be greater than 0; an amount to take away goes to the other side',
  })

/** A manual journal: whatever no document posts by itself. */
export const postEntry = command({
  name: 'accounting.entry.post',
  summary: 'Post a journal entry',
  description: 'Debit and credit must be equal. A posted entry is never changed: reverse it.',
  route: 'POST /journal-entries',
  status: 201,
  idempotency: 'optional',
  beginsWithKey: true,
  errors: ['accounting.unbalanced', 'accounting.foreign_currency', ...POSTING_ERRORS],
  input: z.object({
    journal: z.enum(JOURNALS).default('general'),
    date: day.optional().meta({ description: 'Today where left out' }),
    memo: line(500),
    lines: z.array(entryLine).min(2).max(MAX_LINES),
  }),
  output: z.object({ id, date: day }),
  example: {
    memo: 'Rent of March',
    date: '2026-03-01',
    lines: [
      { accountCode: '6010', debit: { amount: '25000.00', currency: 'THB' } },
      { accountCode: '1020', credit: { amount: '25000.00', currency: 'THB' } },
    ],
  },
  async run(ctx, input) {
    let debitMinor = 0n
    let creditMinor = 0n
    const lines = input.lines.map((given, i): EntryLine => {
      const side = given.debit ? 'debit' : 'credit'
      const amountMinor = minorOf(ctx, (given.debit ?? given.credit)!, `lines.${i}.${side}`)
      if (given.debit) debitMinor += amountMinor
      else creditMinor += amountMinor
      return {
        ...(given.accountId ? { accountId: given.accountId } : { accountCode: given.accountCode! }),
        amountMinor: given.debit ? amountMinor : -amountMinor,
        memo: given.memo,
      }
    })
    if (debitMinor !== creditMinor) throw unbalanced(ctx, debitMinor, creditMinor)
    const date = input.date ?? ctx.today
    const { id: entryId } = postAhead(ctx, { journal: input.journal, date, memo: input.memo, lines })
    ctx.audit({ entity: 'journal_entry', id: entryId!, label: input.memo })
    return { id: entryId!, date }
  },
})
