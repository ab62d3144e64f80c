import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../../../../shared/ids.ts'
import type { TenantContext } from '../../../kernel/command/context.ts'
import { on } from '../../../kernel/events/event.ts'
import { defineModule } from '../../../kernel/module.ts'
import { openWorkshop, type TestTenant, type Workshop } from '../../../kernel/testing/workshop.ts'
import {
  accountingModule,
  creditInvoice,
  type InvoiceToIssue,
  invoiceIssued,
  issueInvoice,
} from '../index.ts'
import { balancesByCode, caller, inCommand, ledgerSize, thb } from '../ledger.build.ts'

const told: unknown[] = []
const listener = defineModule({
  name: 'listener',
  subscriptions: [
    on(invoiceIssued, 'listener.note', async (_ctx, payload) => {
      told.push(payload)
    }),
  ],
})

let workshop: Workshop
let t: TestTenant
beforeAll(async () => {
  workshop = await openWorkshop({
    modules: [accountingModule, caller, listener],
    env: { DATABASE_POOL_MAX: '16' },
  })
  t = await workshop.tenant('MA01')
})
afterAll(() => workshop.close())

const orderId = newId()
const tote: InvoiceToIssue = {
  kind: 'invoice',
  orderId,
  currency: 'THB',
  netMinor: 1_200_000n,
  taxMinor: 84_000n,
  grossMinor: 1_284_000n,
  entry: {
    memo: 'Order SO2026-000001',
    lines: [
      { purpose: 'receivable', amountMinor: 1_284_000n },
      { purpose: 'sales', amountMinor: -1_190_000n },
      { purpose: 'shipping_income', amountMinor: -10_000n },
      { purpose: 'output_vat', amountMinor: -84_000n },
    ],
  },
}
const refundOf = (correctsId: string, grossMinor: bigint): InvoiceToIssue => {
  const taxMinor = (grossMinor * 7n) / 107n
  return {
    kind: 'credit_note',
    orderId,
    correctsId,
    currency: 'THB',
    netMinor: grossMinor - taxMinor,
    taxMinor,
    grossMinor,
    entry: {
      memo: 'Refund',
      lines: [
        { purpose: 'sales_refunds', amountMinor: grossMinor - taxMinor },
        { purpose: 'output_vat', amountMinor: taxMinor },
        { purpose: 'bank', amountMinor: -grossMinor },
      ],
    },
  }
}
const issue = (given: InvoiceToIssue) => inCommand(t, (ctx) => issueInvoice(ctx, given))

describe('an invoice', () => {
  it('takes its number, posts and is written in one statement', async () => {
    workshop.takeStatements()
    const issued = await issue(tote)
    // BEGIN, all of it, the audit record with the event, COMMIT.
    expect(workshop.takeStatements()).toHaveLength(4)
    expect(issued.number).toBe('INV2026-000001')
    expect(await balancesByCode(t)).toEqual({
      '1100': 1_284_000n,
      '2100': -84_000n,
      '4010': -1_190_000n,
      '4020': -10_000n,
    })
    await workshop.drain()
    expect(told).toEqual([{ invoiceId: issued.id, kind: 'invoice', orderId }])

    const read = await t.as('viewer').get(`invoices/${issued.id}`)
    expect(read.body).toEqual({
      id: issued.id,
      number: 'INV2026-000001',
      kind: 'invoice',
      orderId,
      date: '2026-03-02',
      net: thb('12000.00'),
      tax: thb('840.00'),
      gross: thb('12840.00'),
      entryId: issued.entryId,
      correctsId: null,
      postedAt: '2026-03-02T03:00:00.000Z',
      corrects: null,
      creditNotes: [],
      creditable: thb('12840.00'),
    })
    const entry = await t.as('viewer').get(`journal-entries/${issued.entryId}`)
    expect(entry.body).toMatchObject({
      journal: 'sales',
      memo: 'Order SO2026-000001',
      source: { entity: 'order', id: orderId },
      invoice: { id: issued.id, number: 'INV2026-000001' },
    })
  })

  it('starts a new series with the year of the workshop’s day', async () => {
    const bangkok = await workshop.tenant('YA01')
    const honolulu = await workshop.tenant('YB01', { timeZone: 'Pacific/Honolulu' })
    const before = workshop.clock.now()
    workshop.clock.set('2026-12-31T18:00:00Z')
    try {
      const given = { ...tote, orderId: newId() }
      expect((await inCommand(bangkok, (ctx) => issueInvoice(ctx, given))).number).toBe('INV2027-000001')
      expect((await inCommand(honolulu, (ctx) => issueInvoice(ctx, given))).number).toBe('INV2026-000001')
    } finally {
      workshop.clock.set(before)
    }
  })

  it('counts on after 999999', async () => {
    const y = await workshop.tenant('YC01')
    await y.rows(
      "insert into number_series (tenant_id, id, series, last) values ($1, $2, 'INV2026', 999998)",
      y.id,
      newId(),
    )
    const numbers = []
    for (let i = 0; i < 2; i++) numbers.push((await inCommand(y, (ctx) => issueInvoice(ctx, tote))).number)
    expect(numbers).toEqual(['INV2026-999999', 'INV2026-1000000'])
    await workshop.asOwner('delete from number_series where tenant_id = $1', y.id)
    await workshop.asOwner('delete from invoice where tenant_id = $1', y.id)
  })

  it('of nothing has a number and no entry', async () => {
    const free: InvoiceToIssue = {
      ...tote,
      netMinor: 0n,
      taxMinor: 0n,
      grossMinor: 0n,
      entry: {
        memo: 'A gift',
        lines: [
          { purpose: 'receivable', amountMinor: 0n },
          { purpose: 'sales', amountMinor: 0n },
        ],
      },
    }
    expect(await issue(free)).toMatchObject({ number: 'INV2026-000002', entryId: null })
  })

  it('in another currency is refused; amounts that do not add up are a fault of the caller', async () => {
    const before = await ledgerSize(t)
    await expect(issue({ ...tote, currency: 'USD' })).rejects.toMatchObject({
      code: 'accounting.foreign_currency',
    })
    await expect(issue({ ...tote, grossMinor: 1n })).rejects.toThrow(/cannot have a gross of 1/)
    await expect(issue({ ...tote, netMinor: 1_200_001n, taxMinor: 83_999n })).rejects.toThrow(/taxes -84000/)
    const unsettled = { ...tote, netMinor: 1_200_001n, grossMinor: 1_284_001n }
    await expect(issue(unsettled)).rejects.toThrow(/settles 1284000/)
    expect(await ledgerSize(t)).toEqual(before)
  })

  it('is not issued in a locked month, and its number is not lost', async () => {
    const z = await workshop.tenant('ZA01')
    await inCommand(z, (ctx) => issueInvoice(ctx, tote))
    await z.as('owner').post('fiscal-periods/2026-03/lock', { reason: 'Closed' })
    const before = await ledgerSize(z)
    await expect(inCommand(z, (ctx) => issueInvoice(ctx, tote))).rejects.toMatchObject({
      code: 'accounting.period_locked',
    })
    expect(await ledgerSize(z)).toEqual(before)
    await z.as('owner').post('fiscal-periods/2026-03/unlock', { reason: 'Opened again' })
    expect((await inCommand(z, (ctx) => issueInvoice(ctx, tote))).number).toBe('INV2026-000002')
  })
})

describe('a credit note', () => {
  it('refunds parts of an invoice, together never more than it', async () => {
    const { id } = await issue(tote)
    const first = await issue(refundOf(id, 284_000n))
    expect(first.number).toBe('CN2026-000001')
    const second = await issue(refundOf(id, 999_999n))
    const read = await t.as('viewer').get(`invoices/${id}`)
    expect(read.body).toMatchObject({
      creditNotes: [
        { id: first.id, number: 'CN2026-000001', date: '2026-03-02', gross: thb('2840.00') },
        { id: second.id, number: 'CN2026-000002', gross: thb('9999.99') },
      ],
      creditable: thb('0.01'),
    })
    const before = await ledgerSize(t)
    await expect(issue(refundOf(id, 2n))).rejects.toMatchObject({
      code: 'accounting.credit_exceeds_invoice',
    })
    expect(await ledgerSize(t)).toEqual(before)
    await issue(refundOf(id, 1n))
  })

  it('asked for twenty times at once credits the invoice once', async () => {
    const { id } = await issue(tote)
    const outcomes = await Promise.allSettled(
      Array.from({ length: 20 }, () => issue(refundOf(id, 1_000_000n))),
    )
    expect(outcomes.filter((o) => o.status === 'fulfilled')).toHaveLength(1)
    for (const o of outcomes) {
      if (o.status === 'rejected') expect(o.reason.code).toBe('accounting.credit_exceeds_invoice')
    }
  })

  it('for a cancelled order takes back the whole entry, once', async () => {
    const balances = await balancesByCode(t)
    const { id, entryId } = await issue(tote)
    const cancel = () => inCommand(t, (ctx) => creditInvoice(ctx, { invoiceId: id, memo: 'Order cancelled' }))
    const note = await cancel()
    expect(await balancesByCode(t)).toEqual(balances)
    const read = await t.as('viewer').get(`invoices/${note.id}`)
    expect(read.body).toMatchObject({
      kind: 'credit_note',
      gross: thb('12840.00'),
      corrects: { id },
      creditable: thb('0.00'),
    })
    const entry = await t.as('viewer').get(`journal-entries/${entryId}`)
    expect(entry.body.reversedById).toBe(note.entryId)
    const before = await ledgerSize(t)
    await expect(cancel()).rejects.toMatchObject({ code: 'accounting.already_reversed' })
    await expect(
      inCommand(t, (ctx) => creditInvoice(ctx, { invoiceId: note.id, memo: 'Not an invoice' })),
    ).rejects.toMatchObject({ code: 'not_found' })
    expect(await ledgerSize(t)).toEqual(before)
  })

  it('cannot correct the invoice of another order', async () => {
    const { id } = await issue(tote)
    const before = await ledgerSize(t)
    await expect(issue({ ...refundOf(id, 100n), orderId: newId() })).rejects.toThrow(
      /same order and currency/,
    )
    expect(await ledgerSize(t)).toEqual(before)
  })
})

describe('the list of invoices', () => {
  it('filters by kind, number, order and days, the latest first', async () => {
    const numbers = async (filter: string) =>
      (await t.as('viewer').get(`invoices?${filter}`)).body.items.map((i: { number: string }) => i.number)
    expect((await numbers('kind=credit_note')).slice(-2)).toEqual(['CN2026-000002', 'CN2026-000001'])
    expect(await numbers('number=INV2026-000002')).toEqual(['INV2026-000002'])
    expect(await numbers(`orderId=${newId()}`)).toEqual([])
    expect(await numbers('from=2026-03-03')).toEqual([])
    const page = await t.as('viewer').get('invoices?limit=1&to=2026-03-02')
    const next = await t.as('viewer').get(`invoices?limit=1&after=${page.body.next}`)
    expect(next.body.items[0].number < page.body.items[0].number).toBe(true)
  })

  it('shows no other workshop’s', async () => {
    const other = await workshop.tenant('QA01')
    const { id } = await issue(tote)
    expect((await other.as('owner').get('invoices')).body.items).toEqual([])
    expect((await other.as('owner').get(`invoices/${id}`)).status).toBe(404)
  })
})

describe('numbers', () => {
  it('are 1 to n without a gap or a duplicate, whoever issues at once and whoever rolls back', async () => {
    let round = 0
    await fc.assert(
      fc.asyncProperty(fc.array(fc.boolean(), { minLength: 200, maxLength: 200 }), async (commits) => {
        const tenant = await workshop.tenant(`N${++round}`)
        const one = async (ctx: TenantContext, commit: boolean) => {
          const { number } = await issueInvoice(ctx, tote)
          if (!commit) throw new Error('changed my mind')
          return number
        }
        const outcomes = await Promise.allSettled(
          commits.map((commit) => inCommand(tenant, (ctx) => one(ctx, commit))),
        )
        const given = outcomes.flatMap((o) => (o.status === 'fulfilled' ? [o.value] : [])).sort()
        const wanted = commits.filter(Boolean).length
        expect(given).toEqual(
          Array.from({ length: wanted }, (_, i) => `INV2026-${String(i + 1).padStart(6, '0')}`),
        )
        for (const o of outcomes) {
          if (o.status === 'rejected') expect(o.reason.message).toBe('changed my mind')
        }
        expect(await tenant.rows('select count(*)::int as n from invoice')).toEqual([{ n: wanted }])
      }),
      { numRuns: 4 },
    )
  })

  it('leave books without an offence', async () => {
    expect(await workshop.offences()).toEqual([])
  })
})
