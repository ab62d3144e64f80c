import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../../../../shared/ids.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { openWorkshop, type TestTenant, type Workshop } from '../../../kernel/testing/workshop.ts'
import { accountingModule, post, postMany } from '../index.ts'
import { caller, inCommand, ledgerSize, thb } from '../ledger.build.ts'

let workshop: Workshop
beforeAll(async () => {
  workshop = await openWorkshop({ modules: [accountingModule, caller], env: { DATABASE_POOL_MAX: '16' } })
})
afterAll(() => workshop.close())

const sale = (tenant: TestTenant, date: string) =>
  inCommand(tenant, (ctx) =>
    post(ctx, {
      journal: 'sales',
      date,
      memo: `Sale of ${date}`,
      lines: [
        { purpose: 'cash', amountMinor: 10_000n },
        { purpose: 'sales', amountMinor: -10_000n },
      ],
    }),
  )

describe('locking a month', () => {
  it('keeps everything out of it until it is unlocked, with reasons in the audit', async () => {
    const t = await workshop.tenant('AA01')
    await sale(t, '2026-02-28')
    const locked = await t
      .as('accountant')
      .post('fiscal-periods/2026-02/lock', { reason: 'VAT return filed' })
    expect(locked.status).toBe(200)
    expect(locked.body).toEqual({ month: '2026-02', state: 'locked', entries: 1 })

    const before = await ledgerSize(t)
    const entry = {
      memo: 'Late bill',
      date: '2026-02-14',
      lines: [
        { accountCode: '6010', debit: thb('1.00') },
        { accountCode: '1010', credit: thb('1.00') },
      ],
    }
    const refused = await t.as('accountant').post('journal-entries', entry)
    expect(refused.body).toMatchObject({
      status: 409,
      code: 'accounting.period_locked',
      params: { month: '2026-02' },
    })
    const [{ id }] = (await t.rows<{ id: string }>('select id from journal_entry')) as [{ id: string }]
    const reversal = await t.as('accountant').post(`journal-entries/${id}/reverse`, { date: '2026-02-28' })
    expect(reversal.body.code).toBe('accounting.period_locked')
    const both = inCommand(t, (ctx) =>
      postMany(
        ctx,
        ['2026-03-01', '2026-02-01'].map((date) => ({
          journal: 'general',
          date,
          memo: 'One of them is late',
          lines: [
            { purpose: 'cash', amountMinor: 1n },
            { purpose: 'bank', amountMinor: -1n },
          ],
        })),
      ),
    )
    await expect(both).rejects.toMatchObject({ code: 'accounting.period_locked' })
    expect(await ledgerSize(t)).toEqual(before)

    await sale(t, '2026-01-31')
    await sale(t, '2026-03-01')
    const unlocked = await t
      .as('accountant')
      .post('fiscal-periods/2026-02/unlock', { reason: 'A bill came late' })
    expect(unlocked.body).toEqual({ month: '2026-02', state: 'open' })
    expect((await t.as('accountant').post('journal-entries', entry)).status).toBe(201)
    expect(
      await t.rows(
        "select operation, label, changes from audit_record where entity = 'fiscal_period' order by id",
      ),
    ).toEqual([
      {
        operation: 'accounting.period.lock',
        label: '2026-02',
        changes: { state: 'locked', reason: 'VAT return filed' },
      },
      {
        operation: 'accounting.period.unlock',
        label: '2026-02',
        changes: { state: 'open', reason: 'A bill came late' },
      },
    ])
  })

  it('is refused twice, for a month to come, without a reason; unlocking what is open is refused', async () => {
    const t = await workshop.tenant('AB01')
    const accountant = t.as('accountant')
    const reason = { reason: 'Closed' }
    await accountant.post('fiscal-periods/2026-03/lock', reason)
    const before = await ledgerSize(t)
    expect((await accountant.post('fiscal-periods/2026-03/lock', reason)).body.code).toBe(
      'accounting.period_locked',
    )
    expect((await accountant.post('fiscal-periods/2026-04/lock', reason)).body.code).toBe(
      'accounting.period_in_future',
    )
    expect((await accountant.post('fiscal-periods/2026-01/unlock', reason)).body.code).toBe(
      'accounting.period_not_locked',
    )
    expect((await accountant.post('fiscal-periods/2026-02/lock', { reason: ' ' })).status).toBe(400)
    expect((await accountant.post('fiscal-periods/2026-13/lock', reason)).status).toBe(400)
    expect((await t.as('sales').post('fiscal-periods/2026-02/lock', reason)).status).toBe(403)
    expect(await ledgerSize(t)).toEqual(before)
    expect(await t.rows('select starts_on, state from fiscal_period')).toEqual([
      { starts_on: '2026-03-01', state: 'locked' },
    ])
  })

  it('happens once, however many ask at the same time', async () => {
    const t = await workshop.tenant('AC01')
    const replies = await Promise.all(
      Array.from({ length: 8 }, () =>
        t.as('accountant').post('fiscal-periods/2026-02/lock', { reason: 'Closed' }),
      ),
    )
    expect(replies.map((reply) => reply.status).sort()).toEqual([200, ...Array(7).fill(409)])
  })

  it('finds months by state and days, in both directions', async () => {
    const t = await workshop.tenant('AF01')
    await sale(t, '2025-12-30')
    await t.as('accountant').post('fiscal-periods/2025-12/lock', { reason: 'Year closed' })
    const months = async (query: string) =>
      (await t.as('viewer').get(`fiscal-periods?${query}`)).body.items.map((p: { month: string }) => p.month)
    expect(await months('where=state:is:locked')).toEqual(['2025-12'])
    expect(await months('where=startsOn:gte:2026-02-01&sort=startsOn')).toEqual(['2026-02', '2026-03'])
    expect(await months('startAt=2026-01-31')).toEqual(['2026-01', '2025-12'])
    const file = await t.as('accountant').get('fiscal-periods/export?columns=month,state,entries')
    expect(file.text).toBe(
      '\uFEFFmonth,state,entries\r\n2026-03,open,0\r\n2026-02,open,0\r\n2026-01,open,0\r\n2025-12,locked,1\r\n',
    )
  })

  it('shows the months from the first entry to the current one, and what may be done', async () => {
    const t = await workshop.tenant('AD01')
    await sale(t, '2025-12-30')
    await sale(t, '2026-02-01')
    await sale(t, '2026-02-02')
    await t.as('accountant').post('fiscal-periods/2025-12/lock', { reason: 'Year closed' })
    const reply = await t.as('accountant').get('fiscal-periods?limit=3')
    expect(
      reply.body.items.map((p: { month: string; state: string; entries: number; actions: unknown }) => [
        p.month,
        p.state,
        p.entries,
        p.actions,
      ]),
    ).toEqual([
      ['2026-03', 'open', 0, open],
      ['2026-02', 'open', 2, open],
      ['2026-01', 'open', 0, open],
    ])
    const rest = await t.as('viewer').get(`fiscal-periods?limit=3&after=${reply.body.next}`)
    expect(rest.body).toMatchObject({
      next: null,
      items: [
        {
          month: '2025-12',
          startsOn: '2025-12-01',
          endsOn: '2025-12-31',
          state: 'locked',
          entries: 1,
          lockedBy: 'accountant',
          lockedAt: '2026-03-02T03:00:00.000Z',
          reason: 'Year closed',
          actions: {
            lock: { allowed: false, reason: 'accounting.period_locked' },
            unlock: { allowed: false, reason: 'auth.forbidden' },
          },
        },
      ],
    })
  })
  const open = {
    lock: { allowed: true },
    unlock: { allowed: false, reason: 'accounting.period_not_locked' },
  }
})

describe('locking while others post', () => {
  /** Resolves once some session waits for a lock on a month. */
  const someoneWaits = async () => {
    for (;;) {
      const [row] = await workshop.asOwner<{ waiting: boolean }>(
        "select exists (select from pg_locks where locktype = 'advisory' and not granted) as waiting",
      )
      if (row!.waiting) return
    }
  }
  const gate = () => {
    let open = () => {}
    const opened = new Promise<void>((resolve) => {
      open = resolve
    })
    return { open, opened }
  }

  it('waits for an entry that is being posted, and counts it', async () => {
    const t = await workshop.tenant('BA01')
    const posted = gate()
    const mayCommit = gate()
    const poster = inCommand(t, async (ctx) => {
      await post(ctx, {
        journal: 'sales',
        memo: 'Slow',
        lines: [
          { purpose: 'cash', amountMinor: 1n },
          { purpose: 'sales', amountMinor: -1n },
        ],
      })
      posted.open()
      await mayCommit.opened
    })
    await posted.opened
    const lock = t.as('accountant').post('fiscal-periods/2026-03/lock', { reason: 'Closed' })
    await someoneWaits()
    mayCommit.open()
    await poster
    expect((await lock).body).toEqual({ month: '2026-03', state: 'locked', entries: 1 })
  })

  it('holds up an entry until it is done, and then refuses it; another month is not held up', async () => {
    const t = await workshop.tenant('BC01')
    const locked = gate()
    const mayCommit = gate()
    const locker = workshop.kernel.database.write(t.id, async (tx) => {
      await tx.run(sql`insert into fiscal_period (tenant_id, id, starts_on, ends_on, state, locked_by, locked_at)
        values (${t.id}::uuid, ${newId()}::uuid, '2026-03-01', '2026-03-31', 'locked', 'test', now())`)
      locked.open()
      await mayCommit.opened
    })
    await locked.opened
    await sale(t, '2026-02-01')
    const late = expect(sale(t, '2026-03-01')).rejects.toMatchObject({ code: 'accounting.period_locked' })
    await someoneWaits()
    mayCommit.open()
    await locker
    await late
    expect(await t.rows('select date from journal_entry')).toEqual([{ date: '2026-02-01' }])
  })

  it('fifty postings at once, in six rounds: what is in the month is what the lock counted', async () => {
    const t = await workshop.tenant('BD01')
    let posted = 0
    let refused = 0
    for (const [round, month] of [
      '2025-10',
      '2025-11',
      '2025-12',
      '2026-01',
      '2026-02',
      '2026-03',
    ].entries()) {
      const before = round * 8
      const attempts = Array.from({ length: 50 }, (_, i) => async () => {
        if (i === before) {
          return await t.run('accounting.period.lock', { month, reason: 'Closed' })
        }
        await sale(t, `${month}-15`)
        return null
      })
      const outcomes = await Promise.allSettled(attempts.map((attempt) => attempt()))
      const lock = outcomes[before]!
      expect(lock.status).toBe('fulfilled')
      const others = outcomes.filter((_, i) => i !== before)
      const done = others.filter((o) => o.status === 'fulfilled').length
      for (const o of others) {
        if (o.status === 'rejected')
          expect(o.reason).toMatchObject({ code: 'accounting.period_locked', params: { month } })
      }
      const [counted] = await t.rows<{ entries: bigint; at_lock: bigint }>(
        `select (select count(*) from journal_entry where date between p.starts_on and p.ends_on) as entries, entry_count as at_lock
         from fiscal_period p where starts_on = $1`,
        `${month}-01`,
      )
      expect(counted).toEqual({ entries: BigInt(done), at_lock: BigInt(done) })
      posted += done
      refused += 49 - done
    }
    // The rounds differ in when the lock is asked for: some were in time and some late, or it showed nothing.
    expect(posted).toBeGreaterThan(0)
    expect(refused).toBeGreaterThan(0)
  })

  it('leaves books without an offence', async () => {
    expect(await workshop.offences()).toEqual([])
  })
})
