import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../../../../shared/ids.ts'
import { openWorkshop, type TestTenant, type Workshop } from '../../../kernel/testing/workshop.ts'
import { accountingModule, post } from '../index.ts'
import { caller, inCommand, ledgerSize, thb } from '../ledger.build.ts'
import { MAKER_CHART } from './chart-template.ts'
import { PURPOSES } from './purposes.ts'

let workshop: Workshop
let t: TestTenant
beforeAll(async () => {
  workshop = await openWorkshop({ modules: [accountingModule, caller] })
  t = await workshop.tenant('MA01')
})
afterAll(() => workshop.close())

const idOf = async (code: string) =>
  (await t.rows<{ id: string }>('select id from account where code = $1', code))[0]!.id

describe('the chart of accounts', () => {
  it('of a new workshop has an account for every purpose, with names in both languages', async () => {
    const reply = await t.as('viewer').get('accounts?sort=code&limit=100')
    const found = reply.body.items as {
      code: string
      name: string
      nameTh: string
      type: string
      purpose: string | null
    }[]
    expect(found.map(({ code, name, type }) => `${code} ${name} (${type})`)).toEqual([
      '1010 Cash (asset)',
      '1020 Bank (asset)',
      '1030 Payment provider clearing (asset)',
      '1100 Accounts receivable (asset)',
      '1310 Raw materials (asset)',
      '1320 Work in progress (asset)',
      '1330 Finished goods (asset)',
      '1500 Equipment (asset)',
      '2010 Accounts payable (liability)',
      '2100 Output VAT (liability)',
      '2110 Input VAT (liability)',
      '2200 Customer deposits (liability)',
      '3010 Share capital (equity)',
      '3020 Retained earnings (equity)',
      '3900 Opening balance (equity)',
      '4010 Sales (income)',
      '4020 Shipping income (income)',
      '4090 Sales refunds (income)',
      '5010 Cost of goods sold (expense)',
      '5110 Labour applied (expense)',
      '5120 Manufacturing variance (expense)',
      '5130 Stock adjustment (expense)',
      '6010 Rent (expense)',
      '6020 Wages (expense)',
    ])
    expect(found.filter((a) => a.purpose !== null).map((a) => a.purpose)).toEqual([...PURPOSES])
    expect(found.every((a) => /[ก-๙]/.test(a.nameTh))).toBe(true)
  })

  it('prepared again stays as it is, and gets back nothing that was renamed', async () => {
    const bank = await idOf('1020')
    await t.as('accountant').patch(`accounts/${bank}`, { code: '111201', name: 'Kasikorn current account' })
    await accountingModule.prepareTenant!(workshop.kernel, t)
    expect(await t.rows('select count(*)::int as n from account')).toEqual([{ n: MAKER_CHART.length }])
    expect(await t.rows('select code, purpose from account where id = $1', bank)).toEqual([
      { code: '111201', purpose: 'bank' },
    ])
    await t.as('accountant').patch(`accounts/${bank}`, { code: '1020', name: 'Bank' })
  })

  it('takes a new account, refuses its code twice, and keeps its type', async () => {
    const made = await t
      .as('accountant')
      .post('accounts', { code: '6030', name: 'Electricity', nameTh: 'ค่าไฟฟ้า', type: 'expense' })
    expect(made.status).toBe(201)
    expect(made.body).toMatchObject({ code: '6030', purpose: null, version: 1 })
    const before = await ledgerSize(t)
    const twice = await t.as('accountant').post('accounts', { code: '6030', name: 'Water', type: 'expense' })
    expect(twice.body).toMatchObject({ status: 409, code: 'conflict.unique', params: { field: 'code' } })
    const taken = await t.as('accountant').patch(`accounts/${made.body.id}`, { code: '6010' })
    expect(taken.body.code).toBe('conflict.unique')
    const stale = await t.as('accountant').patch(`accounts/${made.body.id}`, { name: 'Power', version: 9 })
    expect(stale.body.code).toBe('conflict.version')
    for (const wrong of [{ code: 'a b' }, { type: 'cost' }, { name: '' }]) {
      const reply = await t
        .as('accountant')
        .post('accounts', { code: '6031', name: 'X', type: 'expense', ...wrong })
      expect(reply.status).toBe(400)
    }
    expect((await t.as('viewer').post('accounts', { code: '6031', name: 'X', type: 'expense' })).status).toBe(
      403,
    )
    expect(await ledgerSize(t)).toEqual(before)
    await t.as('accountant').patch(`accounts/${made.body.id}`, { type: 'asset', name: 'Power' })
    expect(await t.rows('select name, type from account where id = $1', made.body.id)).toEqual([
      { name: 'Power', type: 'expense' },
    ])
  })

  it('archives and restores an account, but none that the program posts to', async () => {
    const rent = await idOf('6010')
    expect((await t.as('accountant').delete(`accounts/${rent}`)).status).toBe(200)
    const listed = await t.as('viewer').get('accounts?sort=code&limit=100')
    expect(listed.body.items.some((a: { code: string }) => a.code === '6010')).toBe(false)
    expect((await t.as('accountant').post(`accounts/${rent}/restore`)).status).toBe(200)
    const before = await ledgerSize(t)
    const needed = await t.as('accountant').delete(`accounts/${await idOf('4010')}`)
    expect(needed.body).toMatchObject({ status: 409, code: 'accounting.account_needed' })
    expect(await ledgerSize(t)).toEqual(before)
  })
})

describe('the ledger of an account', () => {
  it('runs its balance by date, over pages, between days', async () => {
    const dates = ['2026-01-10', '2026-01-10', '2026-02-01', '2025-12-31', '2026-03-01']
    for (const [i, date] of dates.entries()) {
      await inCommand(t, (ctx) =>
        post(ctx, {
          journal: 'bank',
          date,
          memo: `Movement ${i}`,
          lines: [
            { purpose: 'cash', amountMinor: i === 2 ? -250n : 100n * BigInt(i + 1), memo: `no. ${i}` },
            { purpose: 'bank', amountMinor: i === 2 ? 250n : -100n * BigInt(i + 1) },
          ],
        }),
      )
    }
    const cash = await idOf('1010')
    const pages = async (filter: string) => {
      const lines: unknown[] = []
      let opening: unknown
      let after = ''
      do {
        const { body } = await t.as('viewer').get(`accounts/${cash}/ledger?limit=2${filter}${after}`)
        opening ??= body.openingBalance
        for (const item of body.items)
          lines.push([item.date, item.memo, (item.debit ?? item.credit).amount, item.balance.amount])
        after = body.next === null ? '' : `&after=${body.next}`
      } while (after !== '')
      return { opening, lines }
    }
    const all = [
      ['2025-12-31', 'Movement 3', '4.00', '4.00'],
      ['2026-01-10', 'Movement 0', '1.00', '5.00'],
      ['2026-01-10', 'Movement 1', '2.00', '7.00'],
      ['2026-02-01', 'Movement 2', '2.50', '4.50'],
      ['2026-03-01', 'Movement 4', '5.00', '9.50'],
    ]
    expect(await pages('')).toEqual({ opening: thb('0.00'), lines: all })
    expect(await pages('&from=2026-01-01&to=2026-02-28')).toEqual({
      opening: thb('4.00'),
      lines: all.slice(1, 4),
    })
    expect(await pages('&from=2026-04-01')).toEqual({ opening: thb('9.50'), lines: [] })
    const { body } = await t.as('viewer').get(`accounts/${cash}/ledger?limit=1`)
    expect(body.account).toMatchObject({ code: '1010', name: 'Cash', nameTh: 'เงินสด', type: 'asset' })
    expect(body.items[0]).toMatchObject({
      journal: 'bank',
      lineMemo: 'no. 3',
      debit: thb('4.00'),
      credit: null,
    })
  })

  it('is 404 for what is not there, 422 for days in the wrong order, 400 for a made-up cursor', async () => {
    const other = await workshop.tenant('BB01')
    const cash = await idOf('1010')
    expect((await t.as('viewer').get(`accounts/${newId()}/ledger`)).status).toBe(404)
    expect((await other.as('owner').get(`accounts/${cash}/ledger`)).status).toBe(404)
    const reversed = await t.as('viewer').get(`accounts/${cash}/ledger?from=2026-02-01&to=2026-01-01`)
    expect(reversed.body.code).toBe('accounting.range_reversed')
    expect((await t.as('viewer').get(`accounts/${cash}/ledger?after=abc`)).status).toBe(400)
  })
})

it('leaves books without an offence', async () => {
  expect(await workshop.offences()).toEqual([])
})
