import { z } from 'zod'
import { query } from '../../../kernel/command/operation.ts'
import { day, money, toMoney } from '../../../kernel/wire.ts'
import { ACCOUNT_TYPES } from '../account/account.ts'
import { accountColumns, accountOf, type Balance, balancesSql } from './balances.ts'

export const trialBalance = query({
  name: 'accounting.trial_balance',
  permission: 'accounting.read',
  summary: 'Trial balance at any date',
  route: 'GET /trial-balance',
  input: z.object({
    date: day.optional().meta({ description: 'At the end of this day; today where left out' }),
  }),
  output: z.object({
    date: day,
    rows: z.array(z.object({ ...accountColumns, type: z.enum(ACCOUNT_TYPES), debit: money, credit: money })),
    totalDebit: money,
    totalCredit: money,
  }),
  example: { date: '2026-03-31' },
  async run(ctx, input) {
    const date = input.date ?? ctx.today
    const { currency } = ctx.tenant
    const rows = await ctx.tx.rows<Balance>(balancesSql(ctx, { to: date }))
    const debitOf = (row: Balance): bigint => (row.balance_minor > 0n ? row.balance_minor : 0n)
    const creditOf = (row: Balance): bigint => (row.balance_minor < 0n ? -row.balance_minor : 0n)
    return {
      date,
      rows: rows.map((row) => ({
        ...accountOf(row),
        type: row.type,
        debit: toMoney(debitOf(row), currency),
        credit: toMoney(creditOf(row), currency),
      })),
      totalDebit: toMoney(
        rows.reduce((sum, row) => sum + debitOf(row), 0n),
        currency,
      ),
      totalCredit: toMoney(
        rows.reduce((sum, row) => sum + creditOf(row), 0n),
        currency,
      ),
    }
  },
})
