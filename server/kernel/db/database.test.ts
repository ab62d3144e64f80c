import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { fromDatabase } from '../errors/from-database.ts'
import { openWorkshop, type TestTenant, type Workshop } from '../testing/workshop.ts'
import { Database } from './database.ts'
import { sql } from './sql.ts'

let workshop: Workshop
let t: TestTenant
beforeAll(async () => {
  workshop = await openWorkshop({ modules: [] })
  t = await workshop.tenant()
})
afterAll(() => workshop.close())

/** As long a way to the caller as a function of another module is. */
async function far<T>(work: Promise<T>, steps: number): Promise<T> {
  return steps === 0 ? await work : await far(work, steps - 1)
}

it('tells why a transaction failed, not that the statements behind the failing one were refused', async () => {
  const { database } = workshop.kernel
  for (const run of [database.write, database.read]) {
    const work = run.call(database, t.id, (tx) =>
      Promise.all([far(tx.run(sql`select 1 / 0`), 9), tx.run(sql`select 1`), tx.run(sql`select 2`)]),
    )
    await expect(work).rejects.toMatchObject({ code: '22012' })
  }
})

describe('a reading transaction', () => {
  // Time stands still unless it is told to go on.
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }))
  afterEach(() => void vi.useRealTimers())

  const one = (isPoolShared: boolean) =>
    new Database({
      connectionString: workshop.config.databaseUrl!,
      max: 1,
      waitMs: 5_000,
      applicationName: `reader ${isPoolShared}`,
      isPoolShared,
    })
  const wholeTable = () => workshop.asOwner('alter table tenant alter name drop default')

  it('ends with the next on its connection, and soon without one', async () => {
    const database = one(false)
    await database.read(t.id, (tx) => tx.run(sql`select 1`))
    expect(
      await workshop.asOwner(`select state from pg_stat_activity where application_name = 'reader false'`),
    ).toEqual([{ state: 'idle in transaction' }])
    // The next is a transaction of its own, with its own tenant and free to write.
    await database.write(null, async (tx) => {
      expect(await tx.one(sql`select current_setting('app.tenant_id', true) as tenant`)).toEqual({
        tenant: '',
      })
      await tx.run(sql`create temporary table kept (n int)`)
    })
    await database.read(t.id, (tx) => tx.run(sql`select 1`))
    // Nor has a statement of its own anything of it.
    expect(await database.query(sql`select current_setting('app.tenant_id', true) as tenant`)).toEqual([
      { tenant: '' },
    ])
    await database.read(t.id, (tx) => tx.run(sql`select n from kept`))
    await database.read(t.id, (tx) => tx.run(sql`select count(*) from tenant`))
    // Whoever wants the whole table waits for it, and not long.
    const changed = wholeTable()
    vi.advanceTimersByTime(5)
    await changed
    await database.close()
  })

  it('ends at once where others use the connections too', async () => {
    const database = one(true)
    await database.read(t.id, (tx) => tx.run(sql`select count(*) from tenant`))
    // Without any time going by.
    await wholeTable()
    expect(database.pool.totalCount).toBe(1)
    await database.close()
    expect(() => workshop.kernel.database.pool).toThrow('not shared')
  })
})

it('waits for the disk unless told, in one transaction and not in the next on its connection', async () => {
  const database = new Database({
    connectionString: workshop.config.databaseUrl!,
    max: 1,
    waitMs: 5_000,
    applicationName: 'writer',
  })
  // As outside of tests, whose server forgets.
  await database.query(sql`set synchronous_commit = on`)
  const setting = (commit?: 'asynchronous') =>
    database.write(t.id, (tx) => tx.one(sql`select current_setting('synchronous_commit') as waits`), {
      commit,
    })
  expect(await setting()).toEqual({ waits: 'on' })
  expect(await setting('asynchronous')).toEqual({ waits: 'off' })
  expect(await setting()).toEqual({ waits: 'on' })
  await database.close()
})

it('refuses whoever has waited long enough for a connection, and serves the next when there is one', async () => {
  const database = new Database({
    connectionString: workshop.config.databaseUrl!,
    max: 1,
    waitMs: 100,
    applicationName: 'impatient',
  })
  const held = Promise.withResolvers<void>()
  const holder = database.read(t.id, () => held.promise)
  const waiting = database.read(t.id, (tx) => tx.run(sql`select 1`))
  const refusal = await waiting.catch((error: unknown) => fromDatabase(error))
  expect(refusal).toMatchObject({ code: 'unavailable', headers: { 'retry-after': '2' } })
  held.resolve()
  await holder
  expect(await database.read(t.id, (tx) => tx.one(sql`select 1 as n`))).toEqual({ n: 1 })
  await database.close()
})
