import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../../../../shared/ids.ts'
import { openWorkshop, type TestTenant, type Workshop } from '../../../kernel/testing/workshop.ts'
import { expectStatus } from '../../checkout/shop.build.ts'
import { Atelier } from '../../manufacturing/atelier.build.ts'

let workshop: Workshop
let t: TestTenant
let a: Atelier
let tokens: { code: string }[]
let ticketId: string
beforeAll(async () => {
  workshop = await openWorkshop()
  t = await workshop.tenant('MA01')
  a = new Atelier(workshop, t)
  await a.material('HIDE', [
    ['H-1', '2', '100'],
    ['H-2', '10', '110'],
  ])
  await a.product({
    sku: 'TOTE',
    operations: [
      { code: 'cut', minutes: '10', rate: '240' },
      { code: 'stitch', minutes: '30', rate: '300', after: ['cut'] },
    ],
    materials: { HIDE: ['3'] },
  })
  const ticket = await a.ticket('TOTE', '3')
  ticketId = ticket.id
  tokens = ticket.tokens
  await a.work(tokens[0]!.code, 'cut', 12, { by: 'mali' })
  await a.work(tokens[1]!.code, 'cut', 9, { by: 'noi' })
  // What was worked so far is posted, as before a month is locked; then the first piece is finished.
  expectStatus(await a.owner.post('labour-postings'), 200)
  workshop.clock.advance({ minutes: 1 })
  await a.work(tokens[0]!.code, 'stitch', 31, { by: 'mali' })
  workshop.clock.advance({ minutes: 1 })
  await a.work(tokens[1]!.code, 'stitch', 28, { by: 'noi' })
  await a.work(tokens[2]!.code, 'cut', 5, { by: 'mali' })
  workshop.clock.advance({ minutes: 1 })
  expectStatus(await a.owner.post(`job-tickets/${ticketId}/close`, { short: true }), 200)
})
afterAll(async () => {
  expect(await workshop.offences()).toEqual([])
  await workshop.close()
})

/** The entries that credited labour, in the order they were posted: what the line says, and what is behind it. */
async function labourEntries() {
  const entries = await t.rows<{ id: string; memo: string; minor: bigint }>(
    `select e.id, e.memo, -l.amount_minor as minor from journal_entry e
     join journal_line l on l.tenant_id = e.tenant_id and l.entry_id = e.id
     join account a on a.tenant_id = l.tenant_id and a.id = l.account_id
     where e.tenant_id = $1 and a.purpose = 'labour_applied' order by e.posted_at, e.id`,
    t.id,
  )
  return await Promise.all(
    entries.map(async (entry) => ({
      ...entry,
      origin: expectStatus(await t.as('accountant').get(`journal-entries/${entry.id}/origin`), 200),
    })),
  )
}

describe('the origin of a journal entry', () => {
  it('is the very minutes that its labour line is the cost of', async () => {
    const entries = await labourEntries()
    expect(
      entries.map(({ origin }) =>
        origin.labour.logs.map(
          (log: { tokenCode: string; task: string; operator: string; minutes: string }) =>
            [log.tokenCode.slice(-1), log.task, log.operator, log.minutes].join(' '),
        ),
      ),
    ).toEqual([['1 cut mali 12', '2 cut noi 9'], ['1 stitch mali 31'], ['2 stitch noi 28'], ['3 cut mali 5']])
    for (const { minor, origin } of entries) {
      expect(origin.labour.total.amount).toBe((Number(minor) / 100).toFixed(2))
      expect(origin.labour.count).toBe(origin.labour.logs.length)
    }
    expect(entries.map(({ origin }) => [origin.document.entity, origin.document.label])).toEqual([
      ['job_ticket', 'JT2026-000001'],
      ['work_token', 'JT2026-000001-1'],
      ['work_token', 'JT2026-000001-2'],
      ['job_ticket', 'JT2026-000001'],
    ])
    expect(entries[1]!.origin.labour.logs[0]).toMatchObject({
      ratePerHour: '300',
      cost: { amount: '155.00', currency: 'THB' },
    })
  })

  it('is the moves of material and goods that were made with it', async () => {
    const [, finish] = await labourEntries()
    expect(
      finish!.origin.moves.items.map(
        (move: {
          kind: string
          lot: { code: string } | null
          quantity: string
          value: { amount: string }
        }) => [move.kind, move.lot?.code ?? null, move.quantity, move.value.amount],
      ),
    ).toEqual([
      [expect.any(String), 'H-1', '2', expect.any(String)],
      [expect.any(String), 'H-2', '1', expect.any(String)],
      ['finish', null, '1', expect.any(String)],
    ])
    const goods = finish!.origin.moves.items.at(-1)
    expect(goods.serial.serial).toMatch(/^MA01-HAT-TOTE-/)
    const entry = (await a.owner.get(`journal-entries/${finish!.id}`)).body
    expect(
      entry.lines.some(
        (line: { debit: object | null }) => JSON.stringify(line.debit) === JSON.stringify(goods.value),
      ),
    ).toBe(true)
  })

  it('of an entry made by hand is nothing, and of none there is none', async () => {
    const posted = expectStatus(
      await a.owner.post(
        'journal-entries',
        {
          memo: 'Rent',
          lines: [
            { accountCode: '6010', debit: { amount: '10.00', currency: 'THB' } },
            { accountCode: '1020', credit: { amount: '10.00', currency: 'THB' } },
          ],
        },
        { 'idempotency-key': 'rent' },
      ),
      201,
    )
    expect((await a.owner.get(`journal-entries/${posted.id}/origin`)).body).toEqual({
      id: posted.id,
      document: null,
      labour: { total: { amount: '0.00', currency: 'THB' }, count: 0, logs: [] },
      moves: { count: 0, items: [] },
    })
    expect((await a.owner.get(`journal-entries/${newId()}/origin`)).status).toBe(404)
    expect((await t.as('planner').get(`journal-entries/${posted.id}/origin`)).status).toBe(403)
  })
})
