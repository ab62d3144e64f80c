import type { Story } from '../story.ts'
import { keepRecord } from './records.ts'

const baht = (amount: string) => ({ amount, currency: 'THB' })

/** Opening balances, rent, a reversal, and a month that is locked and unlocked again. */
export async function keepBooks(story: Story): Promise<void> {
  const account = await keepRecord(story, {
    name: 'accounting.account',
    create: { code: '6030', name: story.text('Electricity'), type: 'expense' },
    update: { name: story.text('Power') },
  })
  await story.call('accounting.opening_balances.import', {
    csv: `account_code,account_name,debit,credit\n1020,${story.text('Bank')},1284620.75,\n3010,,,1284620.75\n`,
    date: '2026-01-01',
    fileName: story.text('opening-balances.csv'),
  })
  const entry = await story.call('accounting.entry.post', {
    memo: story.text('Power of February'),
    date: '2026-02-20',
    lines: [
      { accountId: account, debit: baht('1200.00'), memo: story.text('Power') },
      { accountCode: '1020', credit: baht('1200.00') },
    ],
  })
  await story.call('accounting.entry.get', { id: entry.id })
  await story.call('accounting.entry.reverse', { id: entry.id, memo: story.text('Booked twice') })
  await story.call('accounting.entry.list', { accountId: account })
  await story.call('accounting.account.ledger', { id: account })
  await story.call('accounting.period.lock', { month: '2026-02', reason: story.text('VAT return') })
  await story.call('accounting.period.list')
  await story.call('accounting.period.unlock', { month: '2026-02', reason: story.text('A late invoice') })
  await story.call('accounting.period.lock', { month: '2026-01', reason: story.text('Filed') })
}

/** What the year looks like after everything else. */
export async function readBooks(story: Story): Promise<void> {
  await story.call('accounting.trial_balance', { date: '2026-12-31' })
  await story.call('accounting.profit_and_loss', { from: '2026-01-01', to: '2026-12-31' })
  await story.call('accounting.balance_sheet', { date: '2026-12-31' })
  const { items } = await story.call('accounting.invoice.list')
  await story.call('accounting.invoice.get', { id: items[0].id })
  await story.call('audit.record.list', { limit: 200 })
}
