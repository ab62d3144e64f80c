import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { invariantsOf } from '../kernel/invariants.ts'
import { ROLE_PREFIX } from '../kernel/testing/global-setup.ts'
import type { Workshop } from '../kernel/testing/workshop.ts'
import { MUTATIONS } from './mutations.ts'
import type { Story } from './story.ts'
import { AMARANTH, BAOBAB, openTold } from './tell.ts'

let workshop: Workshop
let a: Story
let b: Story
let invariants: Map<string, string>
beforeAll(async () => {
  const told = await openTold([AMARANTH, BAOBAB])
  workshop = told.workshop
  ;[a, b] = told.stories as [Story, Story]
  invariants = await invariantsOf(workshop.kernel)
})
afterAll(() => workshop?.close())

/** Does harm in a transaction that is rolled back, and gives what the invariant finds in each of the two workshops. */
async function found(
  invariant: string,
  sql: string,
  unchecked?: string,
): Promise<[ofA: number, ofB: number]> {
  const run = (text: string) => workshop.asOwner(text)
  await run('begin')
  try {
    if (unchecked) {
      const checks = await workshop.asOwner<{ name: string }>(
        `select conname as name from pg_constraint where conrelid = $1::regclass and contype = 'c'`,
        `public.${unchecked}`,
      )
      for (const { name } of checks) await run(`alter table public.${unchecked} drop constraint "${name}"`)
    }
    await run('set local session_replication_role = replica')
    await run(sql.replaceAll('@', `'${a.tenantId}'`))
    await run(`set local role ${ROLE_PREFIX}_app`)
    const counts: number[] = []
    for (const { tenantId } of [a, b]) {
      await run(`set local app.tenant_id = '${tenantId}'`)
      counts.push((await run(invariants.get(invariant)!)).length)
    }
    return counts as [number, number]
  } finally {
    await run('rollback')
  }
}

describe('the invariants', () => {
  it('hold in every workshop after its story', async () => {
    expect(await workshop.offences()).toEqual([])
    expect(await workshop.asOwner(`select data from jobs.job where state::text <> 'completed'`)).toEqual([])
  })

  it('are each tried by harm', () => {
    expect([...invariants.keys()].sort()).toEqual(Object.keys(MUTATIONS).sort())
  })
})

const mutations = Object.entries(MUTATIONS).flatMap(([invariant, all]) =>
  all.map((mutation) => [invariant, mutation.what, mutation] as const),
)

describe('an invariant sees the harm, in the workshop that suffered it and in no other', () => {
  it.each(mutations)('%s: %s', async (invariant, _what, { sql, unchecked }) => {
    const [ofA, ofB] = await found(invariant, sql, unchecked)
    expect([ofA > 0, ofB]).toEqual([true, 0])
  })
})
