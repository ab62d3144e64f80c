import { z } from 'zod'
import type { TenantContext } from '../../kernel/command/context.ts'
import { command } from '../../kernel/command/operation.ts'
import { defineModule } from '../../kernel/module.ts'
import type { TestTenant } from '../../kernel/testing/workshop.ts'
import type { Money } from '../../kernel/wire.ts'

const works = new Map<string, (ctx: TenantContext) => Promise<unknown>>()

/** Lets a test stand in the place of a module that posts: gives it the context of a command. */
export const caller = defineModule({
  name: 'caller',
  operations: [
    command({
      name: 'caller.work.run',
      summary: 'Run the work of a test',
      route: 'POST /caller',
      input: z.object({ key: z.string() }),
      output: z.unknown(),
      run: (ctx, { key }) => works.get(key)!(ctx),
    }),
  ],
})

/** Runs `work` in a command of its own and gives what it gave. */
export async function inCommand<T>(tenant: TestTenant, work: (ctx: TenantContext) => Promise<T>): Promise<T> {
  const key = crypto.randomUUID()
  let result: T | undefined
  works.set(key, async (ctx) => {
    result = await work(ctx)
    return null
  })
  try {
    await tenant.run('caller.work.run', { key })
    return result as T
  } finally {
    works.delete(key)
  }
}

export const thb = (amount: string): Money => ({ amount, currency: 'THB' })

/** How many rows the ledger has: to show that a refusal left nothing behind. */
export const ledgerSize = async (tenant: TestTenant): Promise<Record<string, bigint>> =>
  (
    await tenant.rows<Record<string, bigint>>(
      `select (select count(*) from journal_entry) as entries, (select count(*) from journal_line) as lines,
         (select count(*) from journal_reversal) as reversals, (select count(*) from invoice) as invoices,
         (select coalesce(sum(last), 0)::bigint from number_series) as numbers, (select count(*) from account) as accounts,
         (select count(*) from audit_record) as audits`,
    )
  )[0]!

/** Balance of each account by its code in minor units, zero ones left out. */
export const balancesByCode = async (tenant: TestTenant): Promise<Record<string, bigint>> =>
  Object.fromEntries(
    (
      await tenant.rows<{ code: string; balance: bigint }>(
        `select a.code, sum(l.amount_minor)::bigint as balance from journal_line l join account a on a.tenant_id = l.tenant_id and a.id = l.account_id
         group by a.code having sum(l.amount_minor) <> 0 order by a.code`,
      )
    ).map((row) => [row.code, row.balance]),
  )
