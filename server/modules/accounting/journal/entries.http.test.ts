import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../../../../shared/ids.ts'
import { openWorkshop, type TestTenant, type Workshop } from '../../../kernel/testing/workshop.ts'
import { accountingModule, issueInvoice, post } from '../index.ts'
import { caller, inCommand, ledgerSize, thb } from '../ledger.build.ts'

let workshop: Workshop
let t: TestTenant
beforeAll(async () => {
  workshop = await openWorkshop({ modules: [accountingModule, caller] })
  t = await workshop.tenant('MA01')
})
afterAll(() => workshop.close())

const rent = (amount: string, extra: object = {}) => ({
  memo: 'Rent of March',
  lines: [
    { accountCode: '6010', debit: thb(amount) },
    { accountCode: '1020', credit: thb(amount) },
  ],
  ...extra,
})
const postRent = async (extra: object = {}) =>
  (await t.as('accountant').post('journal-entries', rent('25000.00', extra))).body.id as string

describe('a manual journal', () => {
  it('is posted, read back with the names of its accounts, and audited', async () => {
    const reply = await t.as('accountant').post('journal-entries', rent('25000.00', { date: '2026-03-01' }))
    expect(reply.status).toBe(201)
    expect(reply.body.date).toBe('2026-03-01')
    const entry = await t.as('viewer').get(`journal-entries/${reply.body.id}`)
    expect(entry.body).toMatchObject({
      journal: 'general',
      date: '2026-03-01',
      memo: 'Rent of March',
      total: thb('25000.00'),
      source: null,
      invoice: null,
      reversesId: null,
      reversedById: null,
      postedBy: 'accountant',
      lines: [
        {
          accountCode: '6010',
          accountName: 'Rent',
          accountNameTh: 'ค่าเช่า',
          debit: thb('25000.00'),
          credit: null,
        },
        { accountCode: '1020', accountName: 'Bank', debit: null, credit: thb('25000.00') },
      ],
      actions: { reverse: { allowed: false, reason: 'auth.forbidden' } },
    })
    expect(
      await t.rows('select operation, entity, label from audit_record where entity_id = $1', reply.body.id),
    ).toEqual([{ operation: 'accounting.entry.post', entity: 'journal_entry', label: 'Rent of March' }])
  })

  it('is refused when debit and credit differ, with the difference, in both languages', async () => {
    const before = await ledgerSize(t)
    const body = {
      memo: 'Typed wrong',
      lines: [
        { accountCode: '6010', debit: thb('25000.00') },
        { accountCode: '1020', credit: thb('24990.50') },
      ],
    }
    const reply = await t.as('accountant').post('journal-entries', body)
    expect(reply.status).toBe(422)
    expect(reply.body).toMatchObject({
      code: 'accounting.unbalanced',
      params: { debit: '25000.00', credit: '24990.50', difference: '9.50', currency: 'THB' },
      detail: 'Debit 25000.00, credit 24990.50 THB: correct the lines by the difference of 9.50.',
    })
    const thai = await t.as('accountant').post('journal-entries', body, { 'accept-language': 'th' })
    expect(thai.body.title).toBe('ยอดเดบิตและเครดิตไม่เท่ากัน')
    expect(await ledgerSize(t)).toEqual(before)
  })

  it.each([
    ['one line', { lines: [{ accountCode: '6010', debit: thb('1') }] }, 'lines'],
    [
      'a line with both sides',
      {
        lines: [
          { accountCode: '6010', debit: thb('1'), credit: thb('1') },
          { accountCode: '1020', credit: thb('1') },
        ],
      },
      'lines.0.debit',
    ],
    [
      'a line without an account',
      { lines: [{ debit: thb('1') }, { accountCode: '1020', credit: thb('1') }] },
      'lines.0.accountId',
    ],
    ['zero', rent('0.00'), 'lines.0.debit'],
    ['a negative amount', rent('-5'), 'lines.0.debit'],
    ['more decimals than the currency has', rent('1.005'), 'lines.0.debit.amount'],
  ])('is malformed with %s', async (_what, body, field) => {
    const before = await ledgerSize(t)
    const reply = await t.as('accountant').post('journal-entries', { memo: 'x', ...body })
    expect(reply.status).toBe(400)
    expect(reply.body.errors[0].field).toBe(field)
    expect(await ledgerSize(t)).toEqual(before)
  })

  it('is refused in another currency, to an unknown account, and by roles that may not', async () => {
    const before = await ledgerSize(t)
    const usd = (amount: string) => ({ amount, currency: 'USD' })
    const foreign = await t.as('accountant').post('journal-entries', {
      memo: 'x',
      lines: [
        { accountCode: '6010', debit: usd('1') },
        { accountCode: '1020', credit: usd('1') },
      ],
    })
    expect(foreign.body).toMatchObject({
      status: 422,
      code: 'accounting.foreign_currency',
      params: { currency: 'USD', expected: 'THB' },
    })
    const unknown = await t.as('accountant').post('journal-entries', {
      memo: 'x',
      lines: [
        { accountCode: '9999', debit: thb('1') },
        { accountCode: '1020', credit: thb('1') },
      ],
    })
    expect(unknown.body).toMatchObject({
      status: 422,
      code: 'accounting.account_unknown',
      params: { account: '9999' },
    })
    expect((await t.as('sales').post('journal-entries', rent('1'))).status).toBe(403)
    expect(await ledgerSize(t)).toEqual(before)
  })

  it('sent twice with one key is posted once', async () => {
    const before = await ledgerSize(t)
    const key = { 'idempotency-key': 'rent-april' }
    const first = await t.as('accountant').post('journal-entries', rent('10.00'), key)
    const second = await t.as('accountant').post('journal-entries', rent('10.00'), key)
    expect(second.text).toBe(first.text)
    expect((await ledgerSize(t)).entries).toBe(before.entries! + 1n)
  })
})

describe('a reversal', () => {
  it('has the same lines with the sides exchanged; both entries point to each other', async () => {
    const id = await postRent({ date: '2026-02-10' })
    const may = await t.as('accountant').get(`journal-entries/${id}`)
    expect(may.body.actions).toEqual({ reverse: { allowed: true } })
    const reply = await t
      .as('accountant')
      .post(`journal-entries/${id}/reverse`, { date: '2026-02-28', memo: 'Booked twice' })
    expect(reply.status).toBe(201)
    expect(reply.body).toMatchObject({ date: '2026-02-28', reversesId: id })
    const reversal = await t.as('accountant').get(`journal-entries/${reply.body.id}`)
    expect(reversal.body).toMatchObject({
      memo: 'Booked twice',
      journal: 'general',
      date: '2026-02-28',
      reversesId: id,
    })
    expect(
      reversal.body.lines.map((l: { accountCode: string; debit: unknown; credit: unknown }) => [
        l.accountCode,
        l.debit,
        l.credit,
      ]),
    ).toEqual([
      ['6010', null, thb('25000.00')],
      ['1020', thb('25000.00'), null],
    ])
    const original = await t.as('accountant').get(`journal-entries/${id}`)
    expect(original.body.reversedById).toBe(reply.body.id)
    expect(original.body.actions).toEqual({
      reverse: { allowed: false, reason: 'accounting.already_reversed' },
    })
  })

  it('happens once, however many ask at the same time', async () => {
    const id = await postRent()
    const before = await ledgerSize(t)
    const replies = await Promise.all(
      Array.from({ length: 12 }, () => t.as('accountant').post(`journal-entries/${id}/reverse`)),
    )
    expect(replies.map((reply) => reply.status).sort()).toEqual([201, ...Array(11).fill(409)])
    for (const reply of replies.filter((r) => r.status === 409)) {
      expect(reply.body.code).toBe('accounting.already_reversed')
    }
    expect((await ledgerSize(t)).entries).toBe(before.entries! + 1n)
  })

  it('can itself be reversed, and works on an account archived since', async () => {
    const account = await t
      .as('accountant')
      .post('accounts', { code: '6090', name: 'Sundries', type: 'expense' })
    const entry = await t.as('accountant').post('journal-entries', {
      memo: 'Sundries',
      lines: [
        { accountCode: '6090', debit: thb('12.00') },
        { accountCode: '1010', credit: thb('12.00') },
      ],
    })
    await t.as('accountant').delete(`accounts/${account.body.id}`)
    const first = await t.as('accountant').post(`journal-entries/${entry.body.id}/reverse`)
    expect(first.status).toBe(201)
    expect((await t.as('accountant').post(`journal-entries/${first.body.id}/reverse`)).status).toBe(201)
  })

  it('is refused for an invoice, which a credit note corrects', async () => {
    const issued = await inCommand(t, (ctx) =>
      issueInvoice(ctx, {
        kind: 'invoice',
        orderId: newId(),
        currency: 'THB',
        netMinor: 10_000n,
        taxMinor: 700n,
        grossMinor: 10_700n,
        entry: {
          memo: 'Order SO2026-000001',
          lines: [
            { purpose: 'receivable', amountMinor: 10_700n },
            { purpose: 'sales', amountMinor: -10_000n },
            { purpose: 'output_vat', amountMinor: -700n },
          ],
        },
      }),
    )
    const before = await ledgerSize(t)
    const reply = await t.as('accountant').post(`journal-entries/${issued.entryId}/reverse`)
    expect(reply.body).toMatchObject({
      status: 409,
      code: 'accounting.entry_of_invoice',
      params: { number: 'INV2026-000001' },
    })
    expect(await ledgerSize(t)).toEqual(before)
    const entry = await t.as('accountant').get(`journal-entries/${issued.entryId}`)
    expect(entry.body).toMatchObject({
      invoice: { id: issued.id, number: 'INV2026-000001' },
      actions: { reverse: { allowed: false, reason: 'accounting.entry_of_invoice' } },
    })
  })

  it('is 404 for what does not exist or is another workshop’s', async () => {
    const other = await workshop.tenant('BB01')
    const id = await postRent()
    for (const unknown of [newId(), crypto.randomUUID()]) {
      expect((await t.as('accountant').post(`journal-entries/${unknown}/reverse`)).status).toBe(404)
      expect((await t.as('accountant').get(`journal-entries/${unknown}`)).status).toBe(404)
    }
    expect((await other.as('owner').post(`journal-entries/${id}/reverse`)).status).toBe(404)
    expect((await other.as('owner').get(`journal-entries/${id}`)).status).toBe(404)
    expect((await other.as('owner').get('journal-entries')).body.items).toEqual([])
  })
})

describe('the list of entries', () => {
  it('filters by journal, days, account and document, the latest first, page by page', async () => {
    const c = await workshop.tenant('CC01')
    const source = { entity: 'order', id: newId() }
    const days = ['2026-01-05', '2026-01-20', '2026-02-03', '2026-02-03', '2026-03-01']
    for (const [i, date] of days.entries()) {
      await inCommand(c, (ctx) =>
        post(ctx, {
          journal: i % 2 === 0 ? 'sales' : 'bank',
          date,
          memo: `Entry ${i}`,
          ...(i < 2 ? { source } : {}),
          lines: [
            { purpose: i === 4 ? 'cash' : 'bank', amountMinor: BigInt(i + 1) * 100n },
            { purpose: 'sales', amountMinor: BigInt(i + 1) * -100n },
          ],
        }),
      )
      workshop.clock.advance({ seconds: 1 })
    }
    const memos = async (filter: string) => {
      const found: string[] = []
      let after = ''
      do {
        const reply = await c.as('viewer').get(`journal-entries?limit=2&${filter}${after}`)
        found.push(...reply.body.items.map((item: { memo: string }) => item.memo))
        after = reply.body.next === null ? '' : `&after=${reply.body.next}`
      } while (after !== '')
      return found
    }
    expect(await memos('')).toEqual(['Entry 4', 'Entry 3', 'Entry 2', 'Entry 1', 'Entry 0'])
    expect(await memos('journal=bank')).toEqual(['Entry 3', 'Entry 1'])
    expect(await memos('from=2026-01-20&to=2026-02-03')).toEqual(['Entry 3', 'Entry 2', 'Entry 1'])
    expect(await memos(`sourceEntity=order&sourceId=${source.id}`)).toEqual(['Entry 1', 'Entry 0'])
    const cash = (await c.rows<{ id: string }>("select id from account where purpose = 'cash'"))[0]!.id
    expect(await memos(`accountId=${cash}`)).toEqual(['Entry 4'])
    const first = await c.as('viewer').get('journal-entries?limit=1')
    expect(first.body.items[0]).toMatchObject({ total: thb('5.00'), source: null, date: '2026-03-01' })
  })
})

it('leaves books without an offence', async () => {
  expect(await workshop.offences()).toEqual([])
})
