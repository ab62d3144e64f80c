import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Workshop } from '../kernel/testing/workshop.ts'
import type { Story } from './story.ts'
import { AMARANTH, openTold } from './tell.ts'

let workshop: Workshop
let story: Story
beforeAll(async () => {
  const told = await openTold([AMARANTH])
  workshop = told.workshop
  story = told.stories[0]!
})
afterAll(() => workshop?.close())

describe('the story of a workshop', () => {
  it('calls every operation with success', () => {
    const told = new Set(story.told.map(({ operation }) => operation.name))
    const missing = workshop.kernel.operations.map(({ name }) => name).filter((name) => !told.has(name))
    expect(missing).toEqual([])
  })

  it('runs every job and subscription, and none fails', async () => {
    const rows = await workshop.asOwner<{ name: string; state: string }>(
      `select distinct data ->> 'name' as name, state::text from jobs.job where name = 'work' order by 1, 2`,
    )
    expect(rows.filter(({ state }) => state !== 'completed')).toEqual([])
    const ran = new Set(rows.map(({ name }) => name))
    const all = workshop.kernel.modules.flatMap(({ jobs = [], subscriptions = [] }) => [
      ...jobs,
      ...subscriptions,
    ])
    expect(all.map(({ name }) => name).filter((name) => !ran.has(name))).toEqual([])
  })
})
