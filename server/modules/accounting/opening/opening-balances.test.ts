import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openWorkshop, type TestTenant, type Workshop } from '../../../kernel/testing/workshop.ts'
import { accountingModule, importOpeningBalances } from '../index.ts'
import { balancesByCode, caller, inCommand, ledgerSize, thb } from '../ledger.build.ts'

let workshop: Workshop
beforeAll(async () => {
  workshop = await openWorkshop({ modules: [accountingModule, caller] })
})
afterAll(() => workshop.close())

const header = 'account_code,account_name,debit,credit\n'
const send = (tenant: TestTenant, csv: string, extra: object = {}, headers: Record<string, string> = {}) =>
  tenant.as('accountant').post('opening-balances/import', { csv: header + csv, ...extra }, headers)

const small = '1020,Bank,1000.00,\n1500,Equipment,500.25,\n3010,Share capital,,1500.25\n'

describe('opening balances', () => {
  it('of the demo workshop become one balanced entry', async () => {
    const t = await workshop.tenant('MA01')
    const csv = await readFile(
      new URL('../../../../demo/maison-atelier/opening-balances.csv', import.meta.url),
      'utf8',
    )
    const reply = await t
      .as('accountant')
      .post('opening-balances/import', { csv, date: '2026-01-01', fileName: 'opening-balances.csv' })
    expect(reply.body).toMatchObject({
      outcome: 'posted',
      rows: 13,
      created: 13,
      refused: 0,
      date: '2026-01-01',
      total: thb('3540356.86'),
      accountsCreated: [],
    })
    const entry = await t.as('viewer').get(`journal-entries/${reply.body.entryId}`)
    expect(entry.body).toMatchObject({
      journal: 'opening',
      date: '2026-01-01',
      memo: 'Opening balances',
      source: { entity: 'opening_balances' },
    })
    expect(entry.body.lines[0]).toMatchObject({ accountCode: '1010', debit: thb('38450.00') })
    const trial = await t.as('viewer').get('trial-balance?date=2026-01-01')
    expect(trial.body).toMatchObject({ totalDebit: thb('3540356.86'), totalCredit: thb('3540356.86') })
    expect(
      await t.rows(
        "select entity_id, label, input from audit_record where operation = 'accounting.opening_balances.import'",
      ),
    ).toEqual([
      {
        entity_id: reply.body.entryId,
        label: 'opening-balances.csv',
        input: {
          csvCharacters: csv.length,
          date: '2026-01-01',
          dryRun: false,
          fileName: 'opening-balances.csv',
        },
      },
    ])
  })

  it('imported again change nothing, not even by ten at once', async () => {
    const t = await workshop.tenant('AA01')
    const replies = await Promise.all(Array.from({ length: 10 }, () => send(t, small)))
    expect(replies.map((reply) => reply.body.outcome).sort()).toEqual([
      'posted',
      ...Array(9).fill('unchanged'),
    ])
    expect(new Set(replies.map((reply) => reply.body.entryId)).size).toBe(1)
    const before = await ledgerSize(t)
    workshop.clock.advance({ days: 1 })
    const again = await send(t, small)
    expect(again.body).toMatchObject({
      outcome: 'unchanged',
      created: 0,
      unchanged: 3,
      date: '2026-03-02',
      entryId: replies[0]!.body.entryId,
    })
    expect(await ledgerSize(t)).toEqual({ ...before, audits: before.audits! + 1n })
  })

  it('that differ from those posted are refused until those are reversed', async () => {
    const t = await workshop.tenant('AB01')
    const first = await send(t, small, { date: '2026-01-01' })
    const other = '1020,Bank,1600.00,\n3010,Share capital,,1600.00\n'
    const before = await ledgerSize(t)
    for (const refused of [await send(t, other), await send(t, small, { date: '2026-02-01' })]) {
      expect(refused.body).toMatchObject({
        status: 409,
        code: 'accounting.opening_exists',
        params: { date: '2026-01-01' },
      })
    }
    expect(await ledgerSize(t)).toEqual(before)
    await t.as('accountant').post(`journal-entries/${first.body.entryId}/reverse`, { date: '2026-01-01' })
    expect((await send(t, other, { date: '2026-01-01' })).body.outcome).toBe('posted')
    expect(await balancesByCode(t)).toEqual({ '1020': 160_000n, '3010': -160_000n })
    expect((await send(t, other, { date: '2026-01-01' })).body.outcome).toBe('unchanged')
  })

  it('create the accounts that are missing, with the type of their first digit', async () => {
    const t = await workshop.tenant('AC01')
    const reply = await send(
      t,
      '1210,Deposits paid,300.00,\n2300,Bank loan,,250.00\n3100,Reserve,,40.00\n4100,Repairs,,10.00\n5200,Freight,0.00,\n6100,"Fees, bank",0,\n',
    )
    expect(reply.body.accountsCreated).toEqual([
      { code: '1210', name: 'Deposits paid', type: 'asset' },
      { code: '2300', name: 'Bank loan', type: 'liability' },
      { code: '3100', name: 'Reserve', type: 'equity' },
      { code: '4100', name: 'Repairs', type: 'income' },
      { code: '5200', name: 'Freight', type: 'expense' },
      { code: '6100', name: 'Fees, bank', type: 'expense' },
    ])
    expect(await balancesByCode(t)).toEqual({
      '1210': 30_000n,
      '2300': -25_000n,
      '3100': -4_000n,
      '4100': -1_000n,
    })
  })

  it('tried with a dry run say what would be, and write nothing', async () => {
    const t = await workshop.tenant('AD01')
    const before = await ledgerSize(t)
    const reply = await send(t, `${small}1210,Deposits paid,0,\n`, { dryRun: true })
    expect(reply.body).toMatchObject({
      outcome: 'checked',
      dryRun: true,
      rows: 4,
      entryId: null,
      total: thb('1500.25'),
      accountsCreated: [{ code: '1210', name: 'Deposits paid', type: 'asset' }],
    })
    const wrong = await send(t, '1020,Bank,abc,\n', { dryRun: true })
    expect(wrong.body).toMatchObject({
      outcome: 'refused',
      refused: 1,
      errors: [{ line: 2, column: 'debit', value: 'abc', message: 'is not an amount: write 1234.50' }],
      total: null,
    })
    // The audit record of each attempt is all there is.
    expect(await ledgerSize(t)).toEqual({ ...before, audits: before.audits! + 2n })
  })

  it('with wrong rows are refused as a whole; each row says file, line, column and what would be right', async () => {
    const t = await workshop.tenant('AE01')
    const made = await t.as('accountant').post('accounts', { code: '1999', name: 'Old till', type: 'asset' })
    await t.as('accountant').delete(`accounts/${made.body.id}`)
    const before = await ledgerSize(t)
    const rows = [
      '1010,Cash,"1,234.50",',
      '1020,Bank,฿ 99,',
      '1030,Clearing,1.005,',
      '1100,Receivable,-5.00,',
      '1310,Material,5.00,5.00',
      '1010,Cash again,1.00,',
      ',Nameless,1.00,',
      '9100,Off the books,1.00,',
      '1777,,1.00,',
      '1999,Old till,1.00,',
      '1320,"WIP',
      'in two lines",x,',
      '1330,Stock,99999999999999999999,',
    ]
    const reply = await send(t, `${rows.join('\n')}\n`, { fileName: 'opening.csv' })
    expect(reply.status).toBe(422)
    expect(reply.body.code).toBe('import.rows_refused')
    expect(
      Object.fromEntries(
        reply.body.errors.map((e: { field: string; message: string }) => [e.field, e.message]),
      ),
    ).toEqual({
      'opening.csv, line 2, column debit': '"1,234.50": is not an amount: write 1234.50',
      'opening.csv, line 3, column debit': '"฿ 99": is not an amount: write 99.00',
      'opening.csv, line 4, column debit': '"1.005": has more decimals than THB has: write 1234.50',
      'opening.csv, line 5, column debit': '"-5.00": is negative: write 5.00 in the column credit',
      'opening.csv, line 6, column credit':
        'both sides are filled: leave debit or credit empty, and write the difference in the other',
      'opening.csv, line 8, column account_code':
        'write the account’s code: capital letters, digits, . and -, at most 20, such as 1010',
      'opening.csv, line 9, column account_code': expect.stringContaining('create the account first'),
      'opening.csv, line 10, column account_name':
        'write the name of the account: 1777 is not in the chart, so it is created',
      'opening.csv, line 11, column account_code': '"1999": is archived: restore the account, or use another',
      'opening.csv, line 12, column debit': '"x": is not an amount: write 1234.50',
      'opening.csv, line 14, column debit':
        '"99999999999999999999": is larger than an amount can be: write one like 1234.50',
    })
    expect(await ledgerSize(t)).toEqual(before)
  })

  it('name a repeated account, in the reader’s language', async () => {
    const t = await workshop.tenant('AF01')
    const before = await ledgerSize(t)
    const reply = await send(t, '1010,Cash,1.00,\n1010,Cash,2.00,\n', {}, { 'accept-language': 'th' })
    expect(reply.body.errors).toEqual([
      {
        field: 'line 3, column account_code',
        code: 'row',
        message: '"1010": มีอยู่แล้วที่บรรทัด 2 โปรดรวมเป็นแถวเดียวต่อบัญชี',
      },
    ])
    expect(await ledgerSize(t)).toEqual(before)
  })

  it('that do not balance, lack a column, or fall into a locked month are refused', async () => {
    const t = await workshop.tenant('AG01')
    await t.as('accountant').post('fiscal-periods/2026-01/lock', { reason: 'Closed' })
    const before = await ledgerSize(t)
    const unbalanced = await send(t, '1010,Cash,100.00,\n3010,Capital,,90.00\n')
    expect(unbalanced.body).toMatchObject({
      status: 422,
      code: 'accounting.unbalanced',
      params: { debit: '100.00', credit: '90.00', difference: '10.00', currency: 'THB' },
    })
    const columns = await t
      .as('accountant')
      .post('opening-balances/import', { csv: 'code,debit,credit\n1010,1,\n' })
    expect(columns.body.code).toBe('import.columns_missing')
    expect((await send(t, small, { date: '2026-01-01' })).body.code).toBe('accounting.period_locked')
    expect((await t.as('sales').post('opening-balances/import', { csv: small })).status).toBe(403)
    expect(await ledgerSize(t)).toEqual(before)
  })

  it('can be given as rows by another module', async () => {
    const t = await workshop.tenant('AH01')
    const rows = [
      { account_code: '1020', debit: '10.00' },
      { account_code: '1600', account_name: 'Oven, "the big one"', debit: '5.00' },
      { account_code: '3010', credit: '15.00' },
    ]
    const give = () => inCommand(t, (ctx) => importOpeningBalances(ctx, rows, { date: '2026-01-01' }))
    expect(await give()).toMatchObject({
      outcome: 'posted',
      debitMinor: 1_500n,
      accountsCreated: [{ code: '1600', name: 'Oven, "the big one"', type: 'asset' }],
    })
    expect((await give()).outcome).toBe('unchanged')
    await expect(
      inCommand(t, (ctx) => importOpeningBalances(ctx, [{ account_code: 'x' }], { fileName: 'f.csv' })),
    ).rejects.toMatchObject({ code: 'import.rows_refused' })
  })

  it('leave books without an offence', async () => {
    expect(await workshop.offences()).toEqual([])
  })
})
