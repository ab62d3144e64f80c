import { z } from 'zod'
import type { TenantContext } from '../../../kernel/command/context.ts'
import { type Sql, sql } from '../../../kernel/db/sql.ts'
import { id, money, toMoney } from '../../../kernel/wire.ts'
import type { AccountType } from '../account/account.ts'

/** What an account has between two days, debit positive, minor units. */
export interface Balance {
  id: string
  code: string
  name: string
  name_th: string | null
  type: AccountType
  balance_minor: bigint
}

/**
 * The sum of every account's lines, by code; `from` left out: since the beginning. Accounts that come to zero are
 * left out.
 */
export const balancesSql = (ctx: TenantContext, range: { from?: string; to: string }): Sql => sql`
  select a.id, a.code, a.name, a.name_th, a.type, s.balance_minor
  from (
    select l.account_id, sum(l.amount_minor)::bigint as balance_minor
    from journal_line l
    where l.tenant_id = ${ctx.tenant.id}::uuid and l.date <= ${range.to}::date
      ${range.from === undefined ? sql`` : sql`and l.date >= ${range.from}::date`}
    group by l.account_id
  ) s
  join account a on a.tenant_id = ${ctx.tenant.id}::uuid and a.id = s.account_id
  where s.balance_minor <> 0
  order by a.code`

/** The part of a row that names its account. */
export const accountColumns = {
  accountId: id,
  accountCode: z.string(),
  accountName: z.string(),
  accountNameTh: z.string().nullable(),
}
export const accountOf = (row: Pick<Balance, 'id' | 'code' | 'name' | 'name_th'>) => ({
  accountId: row.id,
  accountCode: row.code,
  accountName: row.name,
  accountNameTh: row.name_th,
})

/** One kind of accounts on a statement. */
export const section = z.object({
  accounts: z.array(z.object({ ...accountColumns, amount: money })),
  total: money,
})

/** The accounts of one type with what they have on its own side: `sign` 1n for debit, -1n for credit. */
export function sectionOf(
  balances: readonly Balance[],
  type: AccountType,
  sign: 1n | -1n,
  currency: string,
): { totalMinor: bigint; section: z.input<typeof section> } {
  const rows = balances.filter((balance) => balance.type === type)
  const totalMinor = rows.reduce((sum, row) => sum + sign * row.balance_minor, 0n)
  return {
    totalMinor,
    section: {
      accounts: rows.map((row) => ({
        ...accountOf(row),
        amount: toMoney(sign * row.balance_minor, currency),
      })),
      total: toMoney(totalMinor, currency),
    },
  }
}
