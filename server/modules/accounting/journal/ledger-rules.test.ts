import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { newId } from '../../../../shared/ids.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { openWorkshop, type TestTenant, type Workshop } from '../../../kernel/testing/workshop.ts'
import { accountingModule, post } from '../index.ts'
import { caller, inCommand, ledgerSize } from '../ledger.build.ts'

let workshop: Workshop
let t: TestTenant
let bank: string
let sales: string
beforeAll(async () => {
  workshop = await openWorkshop({ modules: [accountingModule, caller] })
  t = await workshop.tenant('MA01')
  const accounts = await t.rows<{ purpose: string; id: string }>('select purpose, id from account')
  bank = accounts.find((a) => a.purpose === 'bank')!.id
  sales = accounts.find((a) => a.purpose === 'sales')!.id
})
afterAll(() => workshop.close())

interface RawLine {
  lineNo: number
  accountId: string
  amountMinor: bigint
  currency?: string
  date?: string
  id?: string
}

const entrySql = (entry: { id: string; lineCount?: number; date?: string }, lineCount: number) => sql`
  insert into journal_entry (tenant_id, id, journal, date, memo, line_count, posted_at, posted_by)
  values (${t.id}::uuid, ${entry.id}::uuid, 'general', ${entry.date ?? '2026-03-02'}::date, 'raw', ${entry.lineCount ?? lineCount}::int, now(), 'test')`
const linesSql = (entryId: string, lines: RawLine[]) => sql`
  insert into journal_line (tenant_id, id, entry_id, line_no, account_id, date, amount_minor, currency)
  values ${sql.join(
    lines.map(
      (
        l,
      ) => sql`(${t.id}::uuid, ${l.id ?? newId(nowMs)}::uuid, ${entryId}::uuid, ${l.lineNo}::int, ${l.accountId}::uuid,
        ${l.date ?? '2026-03-02'}::date, ${l.amountMinor}::bigint, ${l.currency ?? 'THB'})`,
    ),
  )}`

/** Writes an entry as the application could with SQL of its own, past all of this module's code. */
const write = (entry: Parameters<typeof entrySql>[0] | undefined, lines: RawLine[]) =>
  workshop.kernel.database.write(t.id, (tx) => {
    if (!entry) return tx.run(linesSql(posted, lines))
    const statement = entrySql(entry, lines.length)
    return tx.run(
      lines.length === 0 ? statement : sql`with entry as (${statement}) ${linesSql(entry.id, lines)}`,
    )
  })
let nowMs: number
let posted: string
const pair = (): RawLine[] => [
  { lineNo: 1, accountId: bank, amountMinor: 100n },
  { lineNo: 2, accountId: sales, amountMinor: -100n },
]

describe('the database', () => {
  let before: Record<string, bigint>
  beforeEach(async () => {
    nowMs = workshop.clock.now().getTime()
    posted = (
      await inCommand(t, (ctx) =>
        post(ctx, {
          journal: 'sales',
          memo: 'Posted',
          lines: [
            { purpose: 'bank', amountMinor: 100n },
            { purpose: 'sales', amountMinor: -100n },
          ],
        }),
      )
    ).id!
    before = await ledgerSize(t)
  })
  const refused = async (work: Promise<unknown>, why: string | RegExp) => {
    await expect(work).rejects.toThrow(why)
    expect(await ledgerSize(t)).toEqual(before)
  }

  it('accepts an entry that is whole, written in one statement, its lines first or last', async () => {
    await write({ id: newId(nowMs) }, pair())
    const id = newId(nowMs)
    await workshop.kernel.database.write(t.id, (tx) =>
      tx.run(sql`with line as (${linesSql(id, pair())}) ${entrySql({ id }, 2)}`),
    )
    expect(await ledgerSize(t)).toEqual({
      ...before,
      entries: before.entries! + 2n,
      lines: before.lines! + 4n,
    })
  })

  it('refuses lines that do not sum to zero', async () => {
    const [debit, credit] = pair()
    await refused(
      write({ id: newId(nowMs) }, [debit!, { ...credit!, amountMinor: -99n }]),
      /sum to 1 and not to zero/,
    )
  })

  it('refuses an entry without lines, with one line, or with another number of lines than it says', async () => {
    await refused(write({ id: newId(nowMs), lineCount: 2 }, []), /says it has 2 lines and was written with 0/)
    await refused(write({ id: newId(nowMs) }, pair().slice(0, 1)), /journal_entry_lines/)
    await refused(
      write({ id: newId(nowMs), lineCount: 3 }, pair()),
      /says it has 3 lines and was written with 2/,
    )
  })

  it('refuses two lines of the same number', async () => {
    await refused(
      write(
        { id: newId(nowMs) },
        pair().map((l) => ({ ...l, lineNo: 2 })),
      ),
      /says it has 2 lines/,
    )
  })

  it('refuses a line added to a posted entry, even a pair that balances', async () => {
    nowMs = workshop.clock.now().getTime()
    await refused(write(undefined, pair()), /it was whole without them/)
    await refused(
      write(
        undefined,
        pair().map((l) => ({ ...l, lineNo: l.lineNo + 2 })),
      ),
      /it was whole without them/,
    )
  })

  it('refuses an entry in two statements, and a line more in the transaction of its entry', async () => {
    const inTwo = (first: RawLine[], second: RawLine[], lineCount: number) =>
      workshop.kernel.database.write(t.id, async (tx) => {
        const id = newId(nowMs)
        await tx.run(sql`with entry as (${entrySql({ id, lineCount }, 0)}) ${linesSql(id, first)}`)
        await tx.run(linesSql(id, second))
      })
    const [debit, credit] = pair()
    await refused(inTwo([debit!], [credit!], 2), /says it has 2 lines and was written with 1/)
    await refused(inTwo(pair(), [{ ...debit!, lineNo: 3 }], 2), /it was whole without them/)
    await refused(inTwo(pair(), [{ ...debit!, lineNo: 2 }], 2), /it was whole without them/)
    await refused(inTwo(pair(), pair(), 2), /it was whole without them/)
  })

  it('refuses a line without an entry', async () => {
    posted = newId(nowMs)
    await refused(write(undefined, pair()), /have no entry/)
  })

  it('refuses lines of two currencies, of another day, of no account, of another millisecond, of zero', async () => {
    const [debit, credit] = pair()
    const id = () => ({ id: newId(nowMs) })
    const alike = /need one currency, its date, and accounts of the chart/
    await refused(write(id(), [debit!, { ...credit!, currency: 'USD' }]), alike)
    await refused(write(id(), [debit!, { ...credit!, date: '2026-03-03' }]), alike)
    await refused(write(id(), [debit!, { ...credit!, accountId: newId() }]), alike)
    await refused(write(id(), [debit!, { ...credit!, id: newId(nowMs + 1) }]), /journal_line_moment/)
    await refused(write(id(), [debit!, { ...credit!, amountMinor: 0n }]), /journal_line_amount/)
  })

  it('holds in every partition: of this month, of months to come, and in the one for the rest', async () => {
    const partitions = await workshop.asOwner<{ name: string }>(
      "select inhrelid::regclass::text as name from pg_inherits where inhparent = 'journal_entry'::regclass",
    )
    expect(partitions.length).toBeGreaterThanOrEqual(8)
    const momentsMs = [Date.now(), Date.now() + 40 * 86_400_000, Date.UTC(2019, 0, 1), Date.UTC(2090, 0, 1)]
    const used = new Set<string>()
    for (const ms of momentsMs) {
      nowMs = ms
      const id = newId(nowMs)
      const [debit, credit] = pair()
      await expect(write({ id }, [debit!, { ...credit!, amountMinor: -99n }])).rejects.toThrow(/not to zero/)
      await write({ id }, pair())
      used.add((await partitionOf(id))!)
      posted = id
      await expect(write(undefined, pair())).rejects.toThrow(/whole without them/)
    }
    expect(used.size).toBe(3)
  })
  const partitionOf = async (id: string) =>
    (
      await workshop.asOwner<{ name: string }>(
        'select tableoid::regclass::text as name from journal_entry where id = $1',
        id,
      )
    )[0]?.name

  it('gives the application no right to change or delete an entry, a line, a reversal or an invoice', async () => {
    for (const table of ['journal_entry', 'journal_line', 'journal_reversal', 'invoice']) {
      await expect(t.rows(`update ${table} set tenant_id = tenant_id`)).rejects.toThrow(/permission denied/)
      await expect(t.rows(`delete from ${table}`)).rejects.toThrow(/permission denied/)
      await expect(t.rows(`truncate ${table}`)).rejects.toThrow(/permission denied/)
    }
    const partition = await partitionOf(posted)
    await expect(t.rows(`select from ${partition}`)).rejects.toThrow(/permission denied/)
    // The trigger that looks at lines is that of the parent.
    const lines = partition!.replace('journal_entry', 'journal_line')
    await expect(t.rows(`insert into ${lines} default values`)).rejects.toThrow(/permission denied/)
  })

  it('keeps every account, used or not', async () => {
    await refused(t.rows("delete from account where code = '6020'"), /archived, never deleted/)
  })

  it('posts at read committed alone, since an older snapshot would not see a lock', async () => {
    const work = workshop.kernel.database.write(t.id, async (tx) => {
      await tx.send({ text: 'set transaction isolation level repeatable read' })
      await tx.run(sql`insert into journal_entry (tenant_id, id, journal, date, memo, line_count, posted_at, posted_by)
        values (${t.id}::uuid, ${newId(nowMs)}::uuid, 'general', '2026-03-02', 'raw', 2, now(), 'test')`)
    })
    await refused(work, /read committed/)
  })
})
