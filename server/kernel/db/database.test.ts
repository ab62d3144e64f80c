import { afterAll, beforeAll, expect, it } from 'vitest'
import { openWorkshop, type TestTenant, type Workshop } from '../testing/workshop.ts'
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
