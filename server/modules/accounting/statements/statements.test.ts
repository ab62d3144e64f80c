import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { toMinor } from '../../../../shared/money.ts'
import { openWorkshop, type TestTenant, type Workshop } from '../../../kernel/testing/workshop.ts'
import { accountingModule, postMany } from '../index.ts'
import { caller, inCommand, thb } from '../ledger.build.ts'

let workshop: Workshop
beforeAll(async () => {
  workshop = await openWorkshop({ modules: [accountingModule, caller] })
})
afterAll(() => workshop.close())

type Line = [code: string, amountMinor: bigint]
const books = (tenant: TestTenant, entries: [date: string, ...Line[]][]) =>
  inCommand(tenant, (ctx) =>
    postMany(
      ctx,
      entries.map(([date, ...lines]) => ({
        journal: 'general',
        date,
        memo: `Of ${date}`,
        lines: lines.map(([accountCode, amountMinor]) => ({ accountCode, amountMinor })),
      })),
    ),
  )
const amounts = (accounts: { accountCode: string; amount: { amount: string } }[]) =>
  Object.fromEntries(accounts.map((a) => [a.accountCode, a.amount.amount]))

describe('statements', () => {
  it('over two years say what was earned in which', async () => {
    const t = await workshop.tenant('MA01')
    await books(t, [
      ['2025-01-01', ['1020', 100_000n], ['3010', -100_000n]],
      ['2025-06-30', ['1020', 50_000n], ['4010', -50_000n]],
      ['2025-07-31', ['6010', 20_000n], ['1020', -20_000n]],
      ['2026-02-10', ['1020', 10_700n], ['4010', -10_000n], ['2100', -700n]],
      ['2026-02-11', ['4090', 1_000n], ['1020', -1_000n]],
      ['2026-02-12', ['5010', 4_000n], ['1330', -4_000n]],
      ['2026-03-01', ['6020', 9_000n], ['1020', -9_000n]],
    ])
    const viewer = t.as('viewer')

    const february = (await viewer.get('profit-and-loss?from=2026-02-01&to=2026-02-28')).body
    expect(amounts(february.income.accounts)).toEqual({ '4010': '100.00', '4090': '-10.00' })
    expect(february.income.total).toEqual(thb('90.00'))
    expect(amounts(february.expenses.accounts)).toEqual({ '5010': '40.00' })
    expect(february.netProfit).toEqual(thb('50.00'))

    const year = (await viewer.get('profit-and-loss')).body
    expect(year).toMatchObject({ from: '2026-01-01', to: '2026-03-02', netProfit: thb('-40.00') })

    const sheet = (await viewer.get('balance-sheet?date=2026-02-28')).body
    expect(amounts(sheet.assets.accounts)).toEqual({ '1020': '1397.00', '1330': '-40.00' })
    expect(sheet.assets.total).toEqual(thb('1357.00'))
    expect(amounts(sheet.liabilities.accounts)).toEqual({ '2100': '7.00' })
    expect(amounts(sheet.equity.accounts)).toEqual({ '3010': '1000.00' })
    expect(sheet).toMatchObject({
      date: '2026-02-28',
      earlierEarnings: thb('300.00'),
      currentEarnings: thb('50.00'),
      totalEquityAndLiabilities: thb('1357.00'),
    })

    const endOf2025 = (await viewer.get('balance-sheet?date=2025-12-31')).body
    expect(endOf2025).toMatchObject({
      earlierEarnings: thb('0.00'),
      currentEarnings: thb('300.00'),
      totalEquityAndLiabilities: thb('1300.00'),
    })

    const trial = (await viewer.get('trial-balance?date=2025-12-31')).body
    expect(
      trial.rows.map((r: { accountCode: string; debit: object; credit: object }) => [
        r.accountCode,
        r.debit,
        r.credit,
      ]),
    ).toEqual([
      ['1020', thb('1300.00'), thb('0.00')],
      ['3010', thb('0.00'), thb('1000.00')],
      ['4010', thb('0.00'), thb('500.00')],
      ['6010', thb('200.00'), thb('0.00')],
    ])
    expect(trial).toMatchObject({ totalDebit: thb('1500.00'), totalCredit: thb('1500.00') })
  })

  it('tell earnings of both years apart where an account comes to nothing over both', async () => {
    const t = await workshop.tenant('MB01')
    await books(t, [
      ['2025-06-01', ['1010', 500n], ['4010', -500n]],
      ['2026-01-15', ['4010', 500n], ['1010', -500n]],
    ])
    expect((await t.as('viewer').get('balance-sheet')).body).toMatchObject({
      earlierEarnings: thb('5.00'),
      currentEarnings: thb('-5.00'),
      totalEquityAndLiabilities: thb('0.00'),
      assets: { accounts: [] },
    })
  })

  it('of empty books are zero', async () => {
    const t = await workshop.tenant('MC01')
    expect((await t.as('viewer').get('trial-balance')).body).toMatchObject({
      rows: [],
      totalDebit: thb('0.00'),
    })
    expect((await t.as('viewer').get('balance-sheet')).body.assets.total).toEqual(thb('0.00'))
    expect((await t.as('viewer').get('profit-and-loss')).body.netProfit).toEqual(thb('0.00'))
  })

  it('use the currency’s own decimals', async () => {
    const t = await workshop.tenant('MD01', { currency: 'JPY' })
    await books(t, [['2026-03-01', ['1010', 1500n], ['4010', -1500n]]])
    expect((await t.as('viewer').get('trial-balance')).body.totalDebit).toEqual({
      amount: '1500',
      currency: 'JPY',
    })
  })

  it('are refused for days in the wrong order, and to roles that may not see the books', async () => {
    const t = await workshop.tenant('ME01')
    const reversed = await t.as('viewer').get('profit-and-loss?from=2026-03-01&to=2026-02-01')
    expect(reversed.body.code).toBe('accounting.range_reversed')
    for (const path of ['trial-balance', 'balance-sheet', 'profit-and-loss', 'accounts', 'invoices']) {
      expect((await t.as('operator').get(path)).status).toBe(403)
    }
  })
})

describe('whatever is posted', () => {
  const codes = ['1010', '1020', '1100', '2100', '3010', '4010', '4090', '5010', '6010']
  const entry = fc
    .tuple(
      fc.date({
        min: new Date('2024-11-01'),
        max: new Date('2026-03-02T23:00:00Z'),
        noInvalidDate: true,
      }),
      fc.array(fc.tuple(fc.constantFrom(...codes), fc.bigInt(-1_000_000_000_000n, 1_000_000_000_000n)), {
        minLength: 1,
        maxLength: 5,
      }),
      fc.constantFrom(...codes),
    )
    .map(([date, lines, last]): [string, ...Line[]] => [
      date.toISOString().slice(0, 10),
      ...lines,
      [last, -lines.reduce((sum, [, amount]) => sum + amount, 0n)],
    ])

  it('the trial balance balances, the balance sheet balances, and the year’s profit is the same on both, at any date', async () => {
    let round = 0
    await fc.assert(
      fc.asyncProperty(fc.array(entry, { minLength: 1, maxLength: 30 }), async (entries) => {
        const t = await workshop.tenant(`P${++round}`)
        await books(t, entries)
        const viewer = t.as('viewer')
        const minor = (m: { amount: string }) => toMinor(m.amount, 'THB')
        for (const date of ['2024-12-31', '2025-06-15', entries[0]![0], '2026-03-02']) {
          const [trial, sheet, result] = await Promise.all([
            viewer.get(`trial-balance?date=${date}`),
            viewer.get(`balance-sheet?date=${date}`),
            viewer.get(`profit-and-loss?to=${date}`),
          ])
          expect(trial.body.totalDebit).toEqual(trial.body.totalCredit)
          expect(sheet.body.assets.total).toEqual(sheet.body.totalEquityAndLiabilities)
          expect(result.body.netProfit).toEqual(sheet.body.currentEarnings)
          // The same from what was given, in memory.
          const wanted = new Map<string, bigint>()
          for (const [day, ...lines] of entries) {
            if (day > date) continue
            for (const [code, amount] of lines) wanted.set(code, (wanted.get(code) ?? 0n) + amount)
          }
          const found = new Map<string, bigint>(
            trial.body.rows.map((r: { accountCode: string; debit: never; credit: never }) => [
              r.accountCode,
              minor(r.debit) - minor(r.credit),
            ]),
          )
          for (const code of codes) expect(found.get(code) ?? 0n).toBe(wanted.get(code) ?? 0n)
        }
      }),
      { numRuns: 6 },
    )
    expect(await workshop.offences()).toEqual([])
  })
})
