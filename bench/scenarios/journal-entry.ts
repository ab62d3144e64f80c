import { journalEntryByHand } from '../by-hand/journal-entry.ts'
import type { BenchEnvironment } from '../environment.ts'
import { compare, line, ratioLine, runFor, summarise } from '../measure.ts'

export const title = 'Journal entry of two lines'

export async function run(env: BenchEnvironment): Promise<void> {
  const t = await env.tenant('JRN1')
  const accounts = await t.run<{ items: { id: string; code: string }[] }>('accounting.account.list', {
    limit: 200,
  })
  const idOf = (code: string) => accounts.items.find((account) => account.code === code)!.id
  const [debit, credit] = [idOf('6010'), idOf('1020')]
  const entry = (debitId: string, creditId: string) => ({
    memo: 'Rent',
    lines: [
      { accountId: debitId, debit: { amount: '25000.00', currency: 'THB' } },
      { accountId: creditId, credit: { amount: '25000.00', currency: 'THB' } },
    ],
  })
  const comparison = await compare(
    { name: 'ours', work: () => t.run('accounting.entry.post', entry(debit, credit)) },
    { name: 'by hand', work: () => journalEntryByHand(env.pool, t.tenant.id, debit, credit) },
    { concurrency: 8 },
  )
  console.info(ratioLine('one tenant, concurrency 8', comparison))
  env.bars.rate('journal entry of two lines, one tenant', comparison.ours, 800)

  const many = await Promise.all(
    Array.from({ length: 100 }, async (_, i) => {
      const one = await env.tenant(`J${String(i).padStart(3, '0')}`)
      const list = await one.run<{ items: { id: string; code: string }[] }>('accounting.account.list', {
        limit: 200,
      })
      const find = (code: string) => list.items.find((account) => account.code === code)!.id
      return { one, body: entry(find('6010'), find('1020')) }
    }),
  )
  const work = (worker: number, turn: number) => {
    const { one, body } = many[(worker * 13 + turn) % many.length]!
    return one.run('accounting.entry.post', body)
  }
  await runFor(500, 8, work)
  const measured = summarise([await runFor(3_000, 8, work)])
  console.info(line('over 100 tenants, concurrency 8', measured))
  env.bars.rate('journal entry of two lines, over 100 tenants', measured, 1_500)
}
