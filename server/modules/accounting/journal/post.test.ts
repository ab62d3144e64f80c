import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../../../../shared/ids.ts'
import { openWorkshop, type TestTenant, type Workshop } from '../../../kernel/testing/workshop.ts'
import { accountingModule, post, postMany } from '../index.ts'
import { balancesByCode, caller, inCommand, ledgerSize } from '../ledger.build.ts'

let workshop: Workshop
let t: TestTenant
beforeAll(async () => {
  workshop = await openWorkshop({ modules: [accountingModule, caller] })
  t = await workshop.tenant('MA01')
})
afterAll(() => workshop.close())

const accountId = async (code: string) =>
  (await t.rows<{ id: string }>('select id from account where code = $1', code))[0]!.id

describe('post', () => {
  it('posts an entry by purposes and ids, in one statement', async () => {
    const rent = await accountId('6010')
    const source = { entity: 'contract', id: newId() }
    workshop.takeStatements()
    const { id } = await inCommand(t, (ctx) =>
      post(ctx, {
        journal: 'general',
        memo: 'Rent of March',
        source,
        lines: [
          { accountId: rent, amountMinor: 2_500_000n, memo: 'Charoen Krung 36' },
          { purpose: 'bank', amountMinor: -2_500_000n },
        ],
      }),
    )
    // BEGIN, the entry, the audit record, COMMIT.
    expect(workshop.takeStatements()).toHaveLength(4)
    expect(
      await t.rows(
        'select id, journal, date, memo, line_count, source_entity, source_id, posted_by from journal_entry',
      ),
    ).toEqual([
      {
        id,
        journal: 'general',
        date: '2026-03-02',
        memo: 'Rent of March',
        line_count: 2,
        source_entity: 'contract',
        source_id: source.id,
        posted_by: 'system',
      },
    ])
    expect(
      await t.rows(
        'select line_no, account_id, date, amount_minor, currency, memo from journal_line order by line_no',
      ),
    ).toEqual([
      {
        line_no: 1,
        account_id: rent,
        date: '2026-03-02',
        amount_minor: 2_500_000n,
        currency: 'THB',
        memo: 'Charoen Krung 36',
      },
      {
        line_no: 2,
        account_id: await accountId('1020'),
        date: '2026-03-02',
        amount_minor: -2_500_000n,
        currency: 'THB',
        memo: null,
      },
    ])
  })

  it('drops lines of zero', async () => {
    const { id } = await inCommand(t, (ctx) =>
      post(ctx, {
        journal: 'sales',
        memo: 'No tax on this one',
        lines: [
          { purpose: 'receivable', amountMinor: 10_000n },
          { purpose: 'sales', amountMinor: -10_000n },
          { purpose: 'output_vat', amountMinor: 0n },
        ],
      }),
    )
    expect(
      await t.rows('select line_no from journal_line where entry_id = $1 order by line_no', id),
    ).toHaveLength(2)
  })

  it('posts nothing where all lines are zero, and says so', async () => {
    const before = await ledgerSize(t)
    const posted = await inCommand(t, (ctx) =>
      post(ctx, {
        journal: 'stock',
        memo: 'Samples that cost nothing',
        lines: [
          { purpose: 'cogs', amountMinor: 0n },
          { purpose: 'finished_goods', amountMinor: 0n },
        ],
      }),
    )
    expect(posted).toEqual({ id: null })
    expect(await ledgerSize(t)).toEqual({ ...before, audits: before.audits! + 1n })
  })

  it('stops a caller whose lines do not balance before anything is sent', async () => {
    const before = await ledgerSize(t)
    workshop.takeStatements()
    const wrong = inCommand(t, (ctx) =>
      post(ctx, {
        journal: 'sales',
        memo: 'Off by one',
        lines: [
          { purpose: 'receivable', amountMinor: 10_000n },
          { purpose: 'sales', amountMinor: -9_999n },
        ],
      }),
    )
    await expect(wrong).rejects.toThrow('the entry "Off by one" does not balance: its lines sum to 1')
    expect(workshop.takeStatements().filter((text) => text.includes('journal_entry'))).toEqual([])
    expect(await ledgerSize(t)).toEqual(before)
  })

  it('refuses an account that does not exist, of another workshop or archived, and keeps nothing', async () => {
    const other = await workshop.tenant('BB01')
    const foreign = (await other.rows<{ id: string }>("select id from account where code = '1020'"))[0]!.id
    const made = await t
      .as('accountant')
      .post('accounts', { code: '6040', name: 'Old rent', type: 'expense' })
    await t.as('accountant').delete(`accounts/${made.body.id}`)
    const before = await ledgerSize(t)
    for (const id of [newId(), foreign, made.body.id]) {
      const refused = inCommand(t, (ctx) =>
        post(ctx, {
          journal: 'general',
          memo: 'Nowhere',
          lines: [
            { accountId: id, amountMinor: 500n },
            { purpose: 'bank', amountMinor: -500n },
          ],
        }),
      )
      await expect(refused).rejects.toMatchObject({
        code: 'accounting.account_unknown',
        params: { account: id },
      })
    }
    expect(await ledgerSize(t)).toEqual(before)
  })

  it('takes an entry back once: the second attempt is refused', async () => {
    const lines = [
      { purpose: 'wip', amountMinor: 700n },
      { purpose: 'raw_material', amountMinor: -700n },
    ] as const
    const balances = await balancesByCode(t)
    const { id } = await inCommand(t, (ctx) =>
      post(ctx, { journal: 'manufacturing', memo: 'Issue of leather', lines }),
    )
    const takeBack = () =>
      inCommand(t, (ctx) =>
        post(ctx, {
          journal: 'manufacturing',
          memo: 'Issue taken back',
          reversesId: id!,
          lines: lines.map((line) => ({ ...line, amountMinor: -line.amountMinor })),
        }),
      )
    await takeBack()
    const before = await ledgerSize(t)
    await expect(takeBack()).rejects.toMatchObject({ code: 'accounting.already_reversed' })
    expect(await ledgerSize(t)).toEqual(before)
    expect(await balancesByCode(t)).toEqual(balances)
  })

  it('is a fault of the caller to reverse what was never posted', async () => {
    const before = await ledgerSize(t)
    const wrong = inCommand(t, (ctx) =>
      post(ctx, {
        journal: 'general',
        memo: 'Reverses nothing',
        reversesId: newId(),
        lines: [
          { purpose: 'cash', amountMinor: 1n },
          { purpose: 'bank', amountMinor: -1n },
        ],
      }),
    )
    await expect(wrong).rejects.toThrow(/does not exist/)
    expect(await ledgerSize(t)).toEqual(before)
  })
})

describe('postMany', () => {
  it('posts all entries in one statement and answers in their order', async () => {
    workshop.takeStatements()
    const posted = await inCommand(t, (ctx) =>
      postMany(
        ctx,
        ['2026-03-01', '2026-02-27', '2026-03-02'].map((date, i) => ({
          journal: 'purchase',
          date,
          memo: `Bill ${i + 1}`,
          lines:
            i === 1
              ? []
              : [
                  { purpose: 'raw_material', amountMinor: 100n * BigInt(i + 1) },
                  { purpose: 'payable', amountMinor: -100n * BigInt(i + 1) },
                ],
        })),
      ),
    )
    expect(workshop.takeStatements()).toHaveLength(4)
    expect(posted.map(({ id }) => id !== null)).toEqual([true, false, true])
    expect(
      await t.rows("select id, memo, date from journal_entry where journal = 'purchase' order by memo"),
    ).toEqual([
      { id: posted[0]!.id, memo: 'Bill 1', date: '2026-03-01' },
      { id: posted[2]!.id, memo: 'Bill 3', date: '2026-03-02' },
    ])
  })

  it('sends nothing for nothing', async () => {
    workshop.takeStatements()
    expect(await inCommand(t, (ctx) => postMany(ctx, []))).toEqual([])
    expect(workshop.takeStatements()).toHaveLength(3)
  })

  it('posts an entry of a thousand lines', async () => {
    const lines = Array.from({ length: 999 }, (_, i) => ({
      purpose: 'stock_adjustment' as const,
      amountMinor: BigInt(i + 1),
    }))
    const sum = (999n * 1000n) / 2n
    const { id } = await inCommand(t, (ctx) =>
      post(ctx, {
        journal: 'stock',
        memo: 'Count of everything',
        lines: [...lines, { purpose: 'raw_material', amountMinor: -sum }],
      }),
    )
    expect(await t.rows('select line_count from journal_entry where id = $1', id)).toEqual([
      { line_count: 1000 },
    ])
  })
})

it('leaves books without an offence', async () => {
  expect(await workshop.offences()).toEqual([])
})
