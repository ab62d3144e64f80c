import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { newId } from '../../../../shared/ids.ts'
import { openWorkshop, type TestTenant, type Workshop } from '../../../kernel/testing/workshop.ts'
import { PURPOSES } from '../account/purposes.ts'
import { accountingModule, creditInvoice, issueInvoice, post } from '../index.ts'
import { caller, inCommand } from '../ledger.build.ts'

let workshop: Workshop
let t: TestTenant
let invoiceId: string
beforeAll(async () => {
  workshop = await openWorkshop({ modules: [accountingModule, caller] })
  t = await workshop.tenant('MA01')
  await inCommand(t, (ctx) =>
    post(ctx, {
      journal: 'general',
      date: '2026-02-01',
      memo: 'Rent',
      lines: [
        { accountCode: '6010', amountMinor: 500n },
        { purpose: 'bank', amountMinor: -500n },
      ],
    }),
  )
  const issue = () =>
    inCommand(t, (ctx) =>
      issueInvoice(ctx, {
        kind: 'invoice',
        orderId: newId(),
        currency: 'THB',
        netMinor: 1_000n,
        taxMinor: 70n,
        grossMinor: 1_070n,
        entry: {
          memo: 'Order',
          lines: [
            { purpose: 'receivable', amountMinor: 1_070n },
            { purpose: 'sales', amountMinor: -1_000n },
            { purpose: 'output_vat', amountMinor: -70n },
          ],
        },
      }),
    )
  await issue()
  invoiceId = (await issue()).id
  await inCommand(t, (ctx) => creditInvoice(ctx, { invoiceId, memo: 'Cancelled' }))
  await t.as('owner').post('fiscal-periods/2026-02/lock', { reason: 'Closed' })
})
afterAll(() => workshop.close())

/** Does harm as the owner of the database, with the triggers asleep, and takes it back after looking. */
async function offencesAfter(...harm: string[]): Promise<string[]> {
  const tables = [
    'journal_entry',
    'journal_line',
    'journal_reversal',
    'invoice',
    'number_series',
    'account',
    'fiscal_period',
  ]
  const keep = tables.map((table) => `create temp table kept_${table} as table ${table}`)
  const back = tables.flatMap((table) => [
    `delete from ${table}`,
    `insert into ${table} select * from kept_${table}`,
    `drop table kept_${table}`,
  ])
  await workshop.asOwner('set session_replication_role = replica')
  for (const statement of [...keep, ...harm]) await workshop.asOwner(statement)
  try {
    return (await workshop.offences()).map((offence) => offence.invariant)
  } finally {
    for (const statement of back) await workshop.asOwner(statement)
    await workshop.asOwner('set session_replication_role = origin')
  }
}

it('no invariant is offended by what the module does', async () => {
  expect(await workshop.offences()).toEqual([])
})

it.each<[string, string, string[]]>([
  [
    'an entry out of balance',
    "update journal_line set amount_minor = amount_minor + 1 where memo is null and line_no = 1 and date = '2026-02-01'",
    ['accounting/entries_balanced'],
  ],
  [
    'an entry without lines',
    "delete from journal_line where date = '2026-02-01'",
    ['accounting/entries_balanced'],
  ],
  [
    'a line of another day',
    "update journal_line set date = '2026-02-02' where date = '2026-02-01' and line_no = 1",
    ['accounting/entries_balanced'],
  ],
  [
    'lines without an entry',
    "delete from journal_entry where date = '2026-02-01'",
    ['accounting/lines_belong', 'accounting/nothing_posted_after_lock'],
  ],
  ['a line without an account', "delete from account where code = '6010'", ['accounting/lines_belong']],
  [
    'a line in a currency that the books are not kept in',
    "update journal_line set currency = 'USD' where date = '2026-02-01'",
    ['accounting/lines_belong'],
  ],
  [
    'an entry that came after its month was locked',
    'update fiscal_period set entry_count = 0',
    ['accounting/nothing_posted_after_lock'],
  ],
  [
    'a gap in the numbers of invoices',
    "update invoice set number = 'INV2026-000003' where number = 'INV2026-000002'",
    ['accounting/invoices_gapless'],
  ],
  [
    'a number given and not used',
    "update number_series set last = 3 where series = 'INV2026'",
    ['accounting/invoices_gapless'],
  ],
  ['invoices of a series that never was', 'delete from number_series', ['accounting/invoices_gapless']],
  [
    'an invoice of another amount than its entry',
    "update invoice set net_minor = 1001, gross_minor = 1071 where number = 'INV2026-000001'",
    ['accounting/invoices_agree_with_ledger'],
  ],
  [
    'an invoice of another tax than its entry',
    "update invoice set net_minor = 999, tax_minor = 71 where number = 'INV2026-000001'",
    ['accounting/invoices_agree_with_ledger'],
  ],
  [
    'an invoice without its entry',
    "update journal_entry set id = gen_random_uuid() where id = (select entry_id from invoice where number = 'INV2026-000001')",
    ['accounting/entries_balanced', 'accounting/lines_belong'],
  ],
  [
    'a credit note of another order',
    "update invoice set order_id = gen_random_uuid() where kind = 'credit_note'",
    ['accounting/credit_notes_within_invoice'],
  ],
  [
    'a credit note larger than its invoice',
    "update invoice set net_minor = 1001, gross_minor = 1071 where kind = 'credit_note'",
    ['accounting/credit_notes_within_invoice', 'accounting/invoices_agree_with_ledger'],
  ],
  [
    'a reversal that takes back something else',
    "update journal_line set account_id = (select id from account where code = '1010') where entry_id in (select entry_id from journal_reversal) and amount_minor = -1070",
    ['accounting/reversals_mirror'],
  ],
  ['a reversal that nobody recorded', 'delete from journal_reversal', ['accounting/reversals_mirror']],
  [
    'a record of a reversal that is none',
    "insert into journal_reversal select tenant_id, id, id from journal_entry where date = '2026-02-01'",
    ['accounting/reversals_mirror'],
  ],
  [
    'a purpose without an account',
    "update account set purpose = null where purpose = 'wip'",
    ['accounting/purposes_carried'],
  ],
  [
    'a purpose that the program does not know',
    "update account set purpose = 'bribes' where code = '6010'",
    ['accounting/purposes_carried'],
  ],
])('%s is found', async (_what, harm, found) => {
  expect(await offencesAfter(harm)).toEqual(found)
})

it('the purposes of the invariant are those of the program', async () => {
  const text = await readFile(new URL('./purposes_carried.sql', import.meta.url), 'utf8')
  const lists = [...text.matchAll(/(?:array\[|not in \()([^\])]+)/g)].map((match) =>
    [...match[1]!.matchAll(/'(\w+)'/g)].map((quoted) => quoted[1]),
  )
  expect(lists).toEqual([[...PURPOSES], [...PURPOSES]])
})
