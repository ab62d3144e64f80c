import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { newId } from '../../../shared/ids.ts'
import { sql } from '../db/sql.ts'
import { explainConstraint, refusalParams, refuseSql } from '../errors/from-database.ts'
import { defineErrors } from '../errors/problem.ts'
import { event, on } from '../events/event.ts'
import { defineModule } from '../module.ts'
import { openWorkshop, type TestTenant, type Workshop } from '../testing/workshop.ts'
import type { TenantContext } from './context.ts'
import { command } from './operation.ts'

const fail = defineErrors({
  'sample.code_short': {
    status: 422,
    title: { en: 'The code is too short', th: 'รหัสสั้นเกินไป' },
    detail: { en: '{code} has fewer than {letters} letters.', th: '{code} มีน้อยกว่า {letters} ตัวอักษร' },
  },
})
explainConstraint('sample.code_short', (error) =>
  fail('sample.code_short', refusalParams(error) as { code: string; letters: number }),
)
const numbered = event('sample.tax.numbered', z.object({ number: z.string() }))

/** Writes a tax code at the end and gives back what the database made of its name. */
const writeNumbered = (ctx: TenantContext, code: string, refuse: boolean): string => {
  const tenantId = ctx.tenant.id
  return ctx.writeLate(
    (late) => sql`
      with taken as (
        select 'N-' || count(*) as number from tax_code where tenant_id = ${tenantId}::uuid and code like 'N%'
      ), checked as (
        select number, case when ${refuse}::boolean
          then ${refuseSql('sample.code_short', sql`jsonb_build_object('code', ${code}::text, 'letters', 3)`)} end as refusal
        from taken
      ), written as (
        insert into tax_code (tenant_id, id, code, name, rate_percent)
        select ${tenantId}::uuid, ${newId()}::uuid, ${code}, number, 7 from checked where refusal is null
        returning name
      )
      select ${late(sql`name`)} from written`,
  )
}

const input = z.object({
  code: z.string(),
  refuse: z.boolean().default(false),
  tell: z.boolean().default(false),
  lose: z.boolean().default(false),
})
const sample = defineModule({
  name: 'sample',
  operations: [
    command({
      name: 'sample.tax.number',
      summary: 'Write and number',
      route: 'POST /samples',
      status: 201,
      idempotency: 'optional',
      errors: ['sample.code_short'],
      input,
      output: z.object({ number: z.string(), both: z.string(), html: z.string() }),
      async run(ctx, { code, refuse, tell, lose }) {
        const number = writeNumbered(ctx, code, refuse)
        const second = writeNumbered(ctx, `${code}-2`, false)
        const both = `${number} & ${second}`
        ctx.writeLast(
          sql`insert into tax_code (tenant_id, id, code, name, rate_percent)
            values (${ctx.tenant.id}::uuid, ${newId()}::uuid, ${`BESIDE-${code}`}, ${`after ${both}, "${number}"`}, 7)`,
        )
        ctx.audit({ entity: 'tax_code', label: number, changes: { both } })
        ctx.audit({ entity: 'tax_code', label: 'no number' })
        if (lose)
          ctx.audit({
            entity: 'tax_code',
            label: ctx.writeLate((late) => sql`select ${late(sql`'x'`)} where false`),
          })
        if (tell) ctx.publish(numbered, { number })
        return { number, both, html: `<b title="${both}">` }
      },
    }),
  ],
  subscriptions: [on(numbered, 'sample.hear', async () => {})],
})

let workshop: Workshop
let t: TestTenant
beforeAll(async () => {
  workshop = await openWorkshop({ modules: [sample] })
  t = await workshop.tenant('AAA1')
})
afterAll(() => workshop.close())

const names = async () =>
  (await t.rows<{ code: string; name: string }>('select code, name from tax_code order by code')).map(
    ({ code, name }) => `${code}: ${name}`,
  )
const traces = async () => [
  await names(),
  await t.rows('select count(*) from audit_record'),
  await t.rows('select count(*) from idempotency_key'),
]

describe('a text that the database gives at the end', () => {
  it('stands in the answer, in the audit record and in what is written after it', async () => {
    const reply = await t.as('owner').post('samples', { code: 'N1' })
    expect(reply.status).toBe(201)
    expect(reply.body).toEqual({ number: 'N-0', both: 'N-0 & N-1', html: '<b title="N-0 & N-1">' })
    expect(await names()).toEqual(['BESIDE-N1: after N-0 & N-1, "N-0"', 'N1: N-0', 'N1-2: N-1'])
    expect(await t.rows('select label, changes from audit_record order by id')).toEqual([
      { label: 'N-0', changes: { both: 'N-0 & N-1' } },
      { label: 'no number', changes: null },
    ])
  })

  it('is in the stored answer too: a repeat gets the same, byte for byte', async () => {
    const send = () => t.as('owner').post('samples', { code: 'N3' }, { 'idempotency-key': 'one' })
    const first = await send()
    expect(first.body.both).toBe('N-2 & N-3')
    const second = await send()
    expect([second.text, second.headers['idempotency-replayed']]).toEqual([first.text, 'true'])
  })

  it('costs no statement more: BEGIN, the four writes, COMMIT', async () => {
    workshop.takeStatements()
    await t.as('owner').post('samples', { code: 'N5' })
    expect(workshop.takeStatements()).toHaveLength(6)
  })

  it('is not committed without: a statement that gives no row takes all of it back', async () => {
    const before = await traces()
    await expect(t.as('owner').post('samples', { code: 'N9', lose: true })).rejects.toThrow(/answered 500/)
    expect(await traces()).toEqual(before)
  })

  it('cannot be carried by a job: nothing of the command stays', async () => {
    const before = await traces()
    await expect(t.as('owner').post('samples', { code: 'N7', tell: true })).rejects.toThrow(/answered 500/)
    expect(await traces()).toEqual(before)
    expect(await workshop.drain()).toBe(0)
  })
})

describe('a statement that nobody looks at before the commit', () => {
  it('refuses by itself, in the words of the module, and nothing of the command stays', async () => {
    const before = await traces()
    const reply = await t
      .as('owner')
      .post('samples', { code: 'NX', refuse: true }, { 'idempotency-key': 'refused' })
    expect([reply.status, reply.body]).toMatchObject([
      422,
      {
        code: 'sample.code_short',
        detail: 'NX has fewer than 3 letters.',
        params: { code: 'NX', letters: 3 },
      },
    ])
    expect(await traces()).toEqual(before)
  })
})
