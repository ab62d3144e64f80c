import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { newId } from '../../../shared/ids.ts'
import type { TenantContext } from '../command/context.ts'
import { command } from '../command/operation.ts'
import { sql } from '../db/sql.ts'
import { defineModule } from '../module.ts'
import { openWorkshop, type TestTenant, type Workshop } from '../testing/workshop.ts'
import { job } from './job.ts'
import { DEAD, WORK } from './queue.ts'

let failures = 0
const writeCode = job<{ code: string }>({
  name: 'sample.write-code',
  retryLimit: 2,
  async run(ctx, { code }) {
    await ctx.tx.run(
      sql`insert into tax_code (tenant_id, id, code, name, rate_percent) values (${ctx.tenant.id}::uuid, ${newId()}::uuid, ${code}, 'x', 7)`,
    )
    ctx.audit({ entity: 'code', label: code })
    if (failures > 0) {
      failures--
      throw new Error('the handler failed after its write')
    }
  },
})
const gathered: string[][] = []
const write = async (ctx: TenantContext, all: readonly { word: string }[]) => {
  gathered.push(all.map(({ word }) => word))
  for (const { word } of all) {
    await ctx.tx.run(
      sql`insert into tax_code (tenant_id, id, code, name, rate_percent) values (${ctx.tenant.id}::uuid, ${newId()}::uuid, ${word}, 'x', 7)`,
    )
    if (word === 'BAD') throw new Error('this word is refused')
  }
  ctx.audit({ entity: 'word', changes: { words: all.length } })
}
/** As many words go together as have six letters in all. */
const writeWord = job<{ word: string }>({
  name: 'sample.write-word',
  retryLimit: 0,
  run: (ctx, data) => write(ctx, [data]),
  together: { run: write, size: ({ word }) => word.length, most: 6 },
})
const sample = defineModule({
  name: 'sample',
  jobs: [writeCode, writeWord],
  operations: [
    command({
      name: 'sample.code.queue',
      summary: 'Queue',
      route: 'POST /codes',
      input: z.object({ code: z.string() }),
      output: z.object({}),
      async run(ctx, input) {
        ctx.enqueue(writeCode, { code: input.code })
        return {}
      },
    }),
    command({
      name: 'sample.words.queue',
      summary: 'Queue',
      route: 'POST /words',
      input: z.object({ words: z.array(z.string()) }),
      output: z.object({}),
      async run(ctx, { words }) {
        for (const word of words) ctx.enqueue(writeWord, { word })
        return {}
      },
    }),
  ],
})

let workshop: Workshop
let t: TestTenant
beforeAll(async () => {
  workshop = await openWorkshop({ modules: [sample] })
  t = await workshop.tenant('MA01')
})
afterAll(() => workshop.close())

const codes = async () =>
  (await t.rows<{ code: string }>('select code from tax_code order by code')).map((row) => row.code)
const states = async () =>
  (
    await workshop.asOwner<{ name: string; state: string }>(
      'select name, state::text from jobs.job order by created_on',
    )
  ).map((row) => `${row.name} ${row.state}`)
/** Failed jobs wait before they are tried again: the test makes them due. */
const makeDue = () => workshop.asOwner(`update jobs.job set start_after = now() where state = 'retry'`)

describe('a job', () => {
  it('writes, leaves its audit record and completes in one transaction', async () => {
    await t.as('owner').post('codes', { code: 'A' })
    expect(await codes()).toEqual([])
    expect(await workshop.drain()).toBe(1)
    expect(await codes()).toEqual(['A'])
    expect(
      await t.rows(
        `select operation, label, actor_kind from audit_record where operation = 'sample.write-code'`,
      ),
    ).toEqual([{ operation: 'sample.write-code', label: 'A', actor_kind: 'system' }])
    expect(await states()).toEqual([`${WORK} completed`])
  })

  it('that fails leaves nothing, and is tried again', async () => {
    failures = 1
    await t.as('owner').post('codes', { code: 'B' })
    await workshop.drain()
    expect(await codes()).toEqual(['A'])
    expect((await states()).at(-1)).toBe(`${WORK} retry`)
    await makeDue()
    await workshop.drain()
    expect(await codes()).toEqual(['A', 'B'])
  })

  it('that fails too often is kept aside with its reason', async () => {
    failures = 99
    await t.as('owner').post('codes', { code: 'C' })
    for (let i = 0; i < 3; i++) {
      await workshop.drain()
      await makeDue()
    }
    failures = 0
    expect(await codes()).toEqual(['A', 'B'])
    const dead = await workshop.asOwner<{ data: { data: { code: string } }; state: string }>(
      `select data, state::text from jobs.job where name = '${DEAD}'`,
    )
    expect(dead).toMatchObject([
      { state: 'created', data: { name: 'sample.write-code', data: { code: 'C' } } },
    ])
  })

  it('that a slower worker already lost to another writes nothing twice', async () => {
    await t.as('owner').post('codes', { code: 'D' })
    const [taken] = await workshop.kernel.queue.boss.fetch<never>(WORK, { batchSize: 1 })
    // Its time ran out, and another worker took and finished it.
    await workshop.asOwner(
      `update jobs.job set state = 'created', started_on = null where id = '${taken!.id}'`,
    )
    await workshop.drain()
    expect(await codes()).toEqual(['A', 'B', 'D'])
    const { settleJob } = await import('./worker.ts')
    await settleJob(workshop.kernel, taken!)
    expect(await codes()).toEqual(['A', 'B', 'D'])
    expect((await states()).filter((state) => state === `${WORK} completed`)).toHaveLength(3)
  })
})

describe('jobs that can be done together', () => {
  const inQueue = async (words: string[]) => {
    await t.as('owner').post('words', { words })
    gathered.length = 0
    const before = await codes()
    await workshop.drain()
    return (await codes()).filter((code) => !before.includes(code))
  }
  const ended = async () =>
    (
      await workshop.asOwner<{ word: string; state: string }>(
        `select data->'data'->>'word' as word, state::text from jobs.job where name = '${WORK}' and data->>'name' = 'sample.write-word' order by id`,
      )
    ).map((row) => `${row.word} ${row.state}`)

  it('share a transaction and its audit record, and each is completed', async () => {
    expect(await inQueue(['ANT', 'BEE'])).toEqual(['ANT', 'BEE'])
    expect(gathered).toEqual([['ANT', 'BEE']])
    expect(await ended()).toEqual(['ANT completed', 'BEE completed'])
    expect(await t.rows(`select changes from audit_record where operation = 'sample.write-word'`)).toEqual([
      { changes: { words: 2 } },
    ])
  })

  it('are no more at once than fit, and never those of two workshops', async () => {
    const other = await workshop.tenant('MB01')
    await other.as('owner').post('words', { words: ['CAT'] })
    expect(await inQueue(['COW', 'DOG', 'ELK', 'OX'])).toEqual(['COW', 'DOG', 'ELK', 'OX'])
    expect(gathered.map((words) => words.length).toSorted()).toEqual([1, 2, 2])
    expect(gathered).toContainEqual(['CAT'])
  })

  it('run each by itself when one of them fails: only that one is not done', async () => {
    expect(await inQueue(['FOX', 'BAD'])).toEqual(['FOX'])
    expect(gathered).toEqual([['FOX', 'BAD'], ['FOX'], ['BAD']])
    expect((await ended()).slice(-2)).toEqual(['FOX completed', 'BAD failed'])
  })
})
