import { z } from 'zod'
import { query } from '../../../kernel/command/operation.ts'
import { day, money, toMoney } from '../../../kernel/wire.ts'
import { fail } from '../errors.ts'
import { type Balance, balancesSql, section, sectionOf } from './balances.ts'

export const profitAndLoss = query({
  name: 'accounting.profit_and_loss',
  permission: 'accounting.read',
  summary: 'Profit and loss between two days',
  route: 'GET /profit-and-loss',
  errors: ['accounting.range_reversed'],
  input: z.object({
    from: day.optional().meta({ description: 'The first of January of the year of `to` where left out' }),
    to: day.optional().meta({ description: 'Today where left out' }),
  }),
  output: z.object({ from: day, to: day, income: section, expenses: section, netProfit: money }),
  example: { from: '2026-03-01', to: '2026-03-31' },
  async run(ctx, input) {
    const to = input.to ?? ctx.today
    const from = input.from ?? `${to.slice(0, 4)}-01-01`
    if (from > to) throw fail('accounting.range_reversed')
    const { currency } = ctx.tenant
    const rows = await ctx.tx.rows<Balance>(balancesSql(ctx, { from, to }))
    const income = sectionOf(rows, 'income', -1n, currency)
    const expenses = sectionOf(rows, 'expense', 1n, currency)
    return {
      from,
      to,
      income: income.section,
      expenses: expenses.section,
      netProfit: toMoney(income.totalMinor - expenses.totalMinor, currency),
    }
  },
})
