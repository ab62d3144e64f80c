import { z } from 'zod'
import { query } from '../../../kernel/command/operation.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { day, money, toMoney } from '../../../kernel/wire.ts'
import { type Balance, section, sectionOf } from './balances.ts'

export const balanceSheet = query({
  name: 'accounting.balance_sheet',
  permission: 'accounting.read',
  summary: 'Balance sheet at any date',
  description:
    'Earnings are computed from income and expenses, so no closing entry is needed: those of the year of the date, and those of the years before that nobody has moved to retained earnings.',
  route: 'GET /balance-sheet',
  input: z.object({
    date: day.optional().meta({ description: 'At the end of this day; today where left out' }),
  }),
  output: z.object({
    date: day,
    assets: section,
    liabilities: section,
    equity: section,
    earlierEarnings: money.meta({ description: 'Profit of the years before, not yet moved' }),
    currentEarnings: money.meta({ description: 'Profit of the year of the date' }),
    totalEquityAndLiabilities: money,
  }),
  example: { date: '2026-03-31' },
  async run(ctx, input) {
    const date = input.date ?? ctx.today
    const { currency } = ctx.tenant
    const rows = await ctx.tx.rows<Balance & { of_year_minor: bigint }>(sql`
      select a.id, a.code, a.name, a.name_th, a.type, s.balance_minor, s.of_year_minor
      from (
        select l.account_id, sum(l.amount_minor)::bigint as balance_minor,
          coalesce(sum(l.amount_minor) filter (where l.date >= ${`${date.slice(0, 4)}-01-01`}::date), 0)::bigint as of_year_minor
        from journal_line l
        where l.tenant_id = ${ctx.tenant.id}::uuid and l.date <= ${date}::date
        group by l.account_id
      ) s
      join account a on a.tenant_id = ${ctx.tenant.id}::uuid and a.id = s.account_id
      where s.balance_minor <> 0 or (a.type in ('income', 'expense') and s.of_year_minor <> 0)
      order by a.code`)
    const assets = sectionOf(rows, 'asset', 1n, currency)
    const liabilities = sectionOf(rows, 'liability', -1n, currency)
    const equity = sectionOf(rows, 'equity', -1n, currency)
    const ofResult = rows.filter((row) => row.type === 'income' || row.type === 'expense')
    const earnings = ofResult.reduce((sum, row) => sum - row.balance_minor, 0n)
    const current = ofResult.reduce((sum, row) => sum - row.of_year_minor, 0n)
    return {
      date,
      assets: assets.section,
      liabilities: liabilities.section,
      equity: equity.section,
      earlierEarnings: toMoney(earnings - current, currency),
      currentEarnings: toMoney(current, currency),
      totalEquityAndLiabilities: toMoney(liabilities.totalMinor + equity.totalMinor + earnings, currency),
    }
  },
})
