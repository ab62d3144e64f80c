import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { newId } from '../../../shared/ids.ts'
import { sql } from '../db/sql.ts'
import { defineErrors } from '../errors/problem.ts'
import { event, on } from '../events/event.ts'
import { defineModule } from '../module.ts'
import { openWorkshop, type TestTenant, type Workshop } from '../testing/workshop.ts'
import { command, query } from './operation.ts'

const fail = defineErrors({
  'sample.refused': {
    status: 422,
    title: { en: 'Refused', th: 'ปฏิเสธ' },
    detail: { en: 'Say please.', th: 'โปรดขออย่างสุภาพ' },
  },
})
const lotWritten = event('sample.lot.written', z.object({ code: z.string() }))
const seen: string[] = []

/** The smallest module that has everything: it writes tax codes, since every tenant has that table. */
const sample = defineModule({
  name: 'sample',
  operations: [
    command({
      name: 'sample.lot.write',
      summary: 'Write',
      route: 'POST /samples',
      status: 201,
      idempotency: 'optional',
      errors: ['sample.refused'],
      input: z.object({ code: z.string().min(1), refuse: z.boolean().default(false) }),
      output: z.object({ id: z.uuid(), code: z.string() }),
      async run(ctx, input) {
        const id = newId(ctx.now.getTime())
        await ctx.tx.run(
          sql`insert into tax_code (tenant_id, id, code, name, rate_percent) values (${ctx.tenant.id}::uuid, ${id}::uuid, ${input.code}, 'x', 7)`,
        )
        ctx.audit({ entity: 'lot', id, label: input.code })
        ctx.publish(lotWritten, { code: input.code })
        if (input.refuse) throw fail('sample.refused')
        return { id, code: input.code }
      },
    }),
    command({
      name: 'sample.lot.write_once',
      summary: 'Write with a key',
      route: 'POST /samples/once',
      idempotency: 'required',
      input: z.object({ code: z.string() }),
      output: z.object({ id: z.uuid() }),
      async run(ctx, input) {
        const id = newId()
        await ctx.tx.run(
          sql`insert into tax_code (tenant_id, id, code, name, rate_percent) values (${ctx.tenant.id}::uuid, ${id}::uuid, ${input.code}, 'x', 7)`,
        )
        return { id }
      },
    }),
    command({
      name: 'sample.lot.open',
      summary: 'Write without signing in',
      route: 'POST /samples/open',
      public: 'callers cannot be told apart: a key counts within a code',
      idempotency: 'required',
      idempotencyScope: (input) => input.code,
      headers: { code: 'x-code' },
      input: z.object({ code: z.string(), name: z.string() }),
      output: z.object({ id: z.uuid() }),
      async run(ctx, input) {
        const id = newId()
        ctx.writeLast(
          sql`insert into tax_code (tenant_id, id, code, name, rate_percent) values (${ctx.tenant.id}::uuid, ${id}::uuid, ${input.code}, ${input.name}, 7)`,
        )
        return { id }
      },
    }),
    command({
      name: 'sample.lot.hurry',
      summary: 'Write in as few statements as can be',
      route: 'POST /samples/hurry',
      idempotency: 'required',
      beginsWithKey: true,
      errors: ['sample.refused'],
      input: z.object({
        code: z.string(),
        ahead: z.string().optional(),
        last: z.string().optional(),
        isWrong: z.boolean().optional(),
      }),
      output: z.object({ id: z.uuid() }),
      async run(ctx, input) {
        if (input.isWrong) throw fail('sample.refused')
        const id = newId()
        const insert = (code: string, one = newId()) =>
          sql`insert into tax_code (tenant_id, id, code, name, rate_percent) values (${ctx.tenant.id}::uuid, ${one}::uuid, ${code}, 'x', 7)`
        await ctx.tx.run(
          sql`with audited as (${ctx.auditPart({ entity: 'lot', id, label: input.code })}) ${insert(input.code, id)}`,
        )
        if (input.last !== undefined) ctx.writeLast(insert(input.last))
        if (input.ahead !== undefined) ctx.writeAhead(insert(input.ahead))
        ctx.publish(lotWritten, { code: input.code })
        return { id }
      },
    }),
    query({
      name: 'sample.lot.list',
      permission: 'sample.read',
      summary: 'List',
      route: 'GET /samples',
      input: z.object({}),
      output: z.object({ codes: z.array(z.string()) }),
      async run(ctx) {
        const rows = await ctx.tx.rows<{ code: string }>(
          sql`select code from tax_code where tenant_id = ${ctx.tenant.id}::uuid order by code`,
        )
        return { codes: rows.map((row) => row.code) }
      },
    }),
  ],
  subscriptions: [
    on(lotWritten, 'sample.see', async (_ctx, payload) => {
      seen.push(payload.code)
    }),
  ],
})

let workshop: Workshop
let a: TestTenant
let b: TestTenant
beforeAll(async () => {
  workshop = await openWorkshop({ modules: [sample] })
  a = await workshop.tenant('AAA1')
  b = await workshop.tenant('BBB1')
})
afterAll(() => workshop.close())

const codes = async (tenant: TestTenant) => (await tenant.as('owner').get('samples')).body.codes

describe('a command', () => {
  it('writes its rows, its audit record and its event in one transaction', async () => {
    const reply = await a.as('owner').post('samples', { code: 'L1' })
    expect(reply.status).toBe(201)
    expect(reply.body.code).toBe('L1')
    const audit = await a.rows('select operation, entity, entity_id, label, actor_kind from audit_record')
    expect(audit).toEqual([
      {
        operation: 'sample.lot.write',
        entity: 'lot',
        entity_id: reply.body.id,
        label: 'L1',
        actor_kind: 'api_key',
      },
    ])
    expect(seen).toEqual([])
    expect(await workshop.drain()).toBe(1)
    expect(seen).toEqual(['L1'])
  })

  it('leaves nothing behind when it refuses: no row, no audit record, no event', async () => {
    const before = await a.rows('select count(*) from audit_record')
    const reply = await a
      .as('owner')
      .post('samples', { code: 'L2', refuse: true }, { 'accept-language': 'th' })
    expect(reply.status).toBe(422)
    expect(reply.body).toMatchObject({
      code: 'sample.refused',
      detail: 'โปรดขออย่างสุภาพ',
      type: '/errors/sample.refused',
    })
    expect(await codes(a)).toEqual(['L1'])
    expect(await a.rows('select count(*) from audit_record')).toEqual(before)
    expect(await workshop.drain()).toBe(0)
  })

  it('names every wrong field and changes nothing', async () => {
    const reply = await a.as('owner').post('samples', { code: '', refuse: 'perhaps' })
    expect(reply.status).toBe(400)
    expect(reply.body.code).toBe('request.malformed')
    expect(reply.body.errors.map((e: { field: string }) => e.field)).toEqual(['code', 'refuse'])
    expect(await codes(a)).toEqual(['L1'])
  })

  it('is 401 without credentials, 403 without the permission, 404 on the central host', async () => {
    expect((await a.anonymous.post('samples', { code: 'L3' })).status).toBe(401)
    const forbidden = await a.as('viewer').post('samples', { code: 'L3' })
    expect(forbidden.status).toBe(403)
    expect(forbidden.body.params).toEqual({ permission: 'sample.lot.write' })
    expect((await workshop.central.post('samples', { code: 'L3' })).status).toBe(404)
    expect(await codes(a)).toEqual(['L1'])
  })

  it('never sees another tenant, and its key works for its own tenant only', async () => {
    await b.as('owner').post('samples', { code: 'B1' })
    expect(await codes(a)).toEqual(['L1'])
    expect(await codes(b)).toEqual(['B1'])
    const crossed = await a.as('owner').get('samples', { host: 'bbb1.localhost' })
    expect(crossed.status).toBe(404)
  })

  it('refuses a duplicate and says which field', async () => {
    const reply = await a.as('owner').post('samples', { code: 'L1' })
    expect(reply.status).toBe(409)
    expect(reply.body).toMatchObject({ code: 'conflict.unique', params: { field: 'code' } })
  })
})

describe('an Idempotency-Key', () => {
  it('is required where the command says so', async () => {
    const reply = await a.as('owner').post('samples/once', { code: 'K0' })
    expect(reply.status).toBe(400)
    expect(reply.body.code).toBe('idempotency.key_required')
    expect(await codes(a)).toEqual(['L1'])
  })

  it('gives the same answer again, byte for byte, and does the work once', async () => {
    const first = await a.as('owner').post('samples/once', { code: 'K1' }, { 'idempotency-key': 'one' })
    const second = await a.as('owner').post('samples/once', { code: 'K1' }, { 'idempotency-key': 'one' })
    expect(second.text).toBe(first.text)
    expect(second.headers['idempotency-replayed']).toBe('true')
    expect(await codes(a)).toEqual(['K1', 'L1'])
  })

  it('is 422 with another body', async () => {
    const reply = await a.as('owner').post('samples/once', { code: 'K2' }, { 'idempotency-key': 'one' })
    expect(reply.status).toBe(422)
    expect(reply.body.code).toBe('idempotency.key_reused')
    expect(await codes(a)).toEqual(['K1', 'L1'])
  })

  it('belongs to its caller: another key holder may use the same text', async () => {
    const reply = await b.as('owner').post('samples/once', { code: 'K9' }, { 'idempotency-key': 'one' })
    expect(reply.status).toBe(200)
    expect(await codes(b)).toEqual(['B1', 'K9'])
  })

  it('sent fifty times at once does the work once; every answer is that one or 409 with Retry-After', async () => {
    const replies = await Promise.all(
      Array.from({ length: 50 }, () =>
        a.as('owner').post('samples/once', { code: 'K50' }, { 'idempotency-key': 'fifty' }),
      ),
    )
    const done = replies.filter((reply) => reply.status === 200)
    const busy = replies.filter((reply) => reply.status === 409)
    expect(done.length + busy.length).toBe(50)
    expect(new Set(done.map((reply) => reply.text)).size).toBe(1)
    for (const reply of busy) {
      expect(reply.body.code).toBe('idempotency.in_progress')
      expect(reply.headers['retry-after']).toBe('1')
    }
    const again = await a.as('owner').post('samples/once', { code: 'K50' }, { 'idempotency-key': 'fifty' })
    expect(again.text).toBe(done[0]!.text)
    expect((await codes(a)).filter((code: string) => code === 'K50')).toHaveLength(1)
  })

  it('does not keep a refusal: the same key may succeed later', async () => {
    const refused = await a
      .as('owner')
      .post('samples', { code: 'R1', refuse: true }, { 'idempotency-key': 'later' })
    expect(refused.status).toBe(422)
    const other = await a.as('owner').post('samples', { code: 'R1' }, { 'idempotency-key': 'later' })
    expect(other.status).toBe(201)
  })
})

describe('a command that hurries', () => {
  const hurry = (body: object, key: string) =>
    a.as('owner').post('samples/hurry', body, { 'idempotency-key': key })
  const sent = () => workshop.takeStatements().map((text) => text.replace(/\s+/g, ' ').trim())
  const recordsOf = async (label: string) =>
    await a.rows('select operation, entity, input from audit_record where label = $1', label)

  it('takes its audit record along, once, and sends what goes ahead with its job before what is last', async () => {
    await workshop.drain()
    workshop.takeStatements()
    expect((await hurry({ code: 'H1' }, 'h1')).status).toBe(200)
    expect(sent()).toEqual([
      expect.stringMatching(/^BEGIN/),
      expect.stringMatching(/idempotency_claim/),
      expect.stringMatching(/^with audited as \(insert into audit_record .* insert into tax_code/),
      expect.stringMatching(/^with part_0 as \( ?INSERT INTO jobs\..* insert into idempotency_key/),
      'COMMIT',
    ])
    expect(await recordsOf('H1')).toEqual([
      { operation: 'sample.lot.hurry', entity: 'lot', input: { code: 'H1' } },
    ])
    workshop.takeStatements()
    expect((await hurry({ code: 'H2', ahead: 'H2A', last: 'H2L' }, 'h2')).status).toBe(200)
    expect(sent().slice(3, -1)).toEqual([
      expect.stringMatching(/^with part_0 as \(insert into tax_code .* INSERT INTO jobs\./),
      expect.stringMatching(/^insert into tax_code/),
      expect.stringMatching(/^insert into idempotency_key/),
    ])
    expect(await codes(a)).toEqual(expect.arrayContaining(['H1', 'H2', 'H2A', 'H2L']))
    expect(await workshop.drain()).toBe(2)
  })

  it('does nothing a second time: the same answer, 422 for another body, and nothing of what it had begun', async () => {
    const first = await hurry({ code: 'H3' }, 'h3')
    const again = await hurry({ code: 'H3' }, 'h3')
    expect([again.text, again.headers['idempotency-replayed']]).toEqual([first.text, 'true'])
    const other = await hurry({ code: 'H4' }, 'h3')
    expect([other.status, other.body.code]).toEqual([422, 'idempotency.key_reused'])
    expect(await codes(a)).not.toContain('H4')
    expect([(await recordsOf('H3')).length, (await recordsOf('H4')).length]).toEqual([1, 0])
    expect(await workshop.drain()).toBe(1)
  })

  it('sent fifty times at once does the work once; every answer is that one or 409', async () => {
    const replies = await Promise.all(Array.from({ length: 50 }, () => hurry({ code: 'H5' }, 'h5')))
    const done = replies.filter((reply) => reply.status === 200)
    expect(new Set(done.map((reply) => reply.text)).size).toBe(1)
    const others = replies.filter((reply) => reply.status !== 200)
    expect(others.every((reply) => reply.body.code === 'idempotency.in_progress')).toBe(true)
    expect((await hurry({ code: 'H5' }, 'h5')).text).toBe(done[0]!.text)
    expect((await codes(a)).filter((code: string) => code === 'H5')).toHaveLength(1)
    expect(await recordsOf('H5')).toHaveLength(1)
  })

  it('tells of its key first, whatever else is wrong and however early it is found', async () => {
    await hurry({ code: 'H7' }, 'h7')
    const reply = await hurry({ code: 'H8', isWrong: true }, 'h7')
    expect([reply.status, reply.body.code]).toEqual([422, 'idempotency.key_reused'])
    const fresh = await hurry({ code: 'H8', isWrong: true }, 'h8')
    expect([fresh.status, fresh.body.code]).toEqual([422, 'sample.refused'])
    expect(await codes(a)).not.toContain('H8')
  })

  it('refuses as a whole what a part of it refuses', async () => {
    const reply = await hurry({ code: 'H6', ahead: 'H1', last: 'H6L' }, 'h6')
    expect([reply.status, reply.body.code]).toEqual([409, 'conflict.unique'])
    expect(await codes(a)).not.toEqual(expect.arrayContaining(['H6']))
    expect(await recordsOf('H6')).toEqual([])
  })
})

describe('a public command', () => {
  it('takes a field from the header it declares, and two scopes may use the same key', async () => {
    const headers = (code: string) => ({ 'idempotency-key': 'same', 'x-code': code })
    const first = await a.anonymous.post('samples/open', { name: 'x' }, headers('P1'))
    const other = await a.anonymous.post('samples/open', { name: 'y' }, headers('P2'))
    expect([first.status, other.status]).toEqual([200, 200])
    expect((await a.anonymous.post('samples/open', { name: 'x' }, headers('P1'))).text).toBe(first.text)
    expect((await a.anonymous.post('samples/open', { name: 'z' }, headers('P1'))).body.code).toBe(
      'idempotency.key_reused',
    )
    expect(await codes(a)).toEqual(expect.arrayContaining(['P1', 'P2']))
  })

  it('refuses what its last write refuses, and keeps no answer', async () => {
    const headers = { 'idempotency-key': 'last', 'x-code': 'P1' }
    const reply = await a.anonymous.post('samples/open', { name: 'x' }, headers)
    expect([reply.status, reply.body.code]).toEqual([409, 'conflict.unique'])
    expect((await a.anonymous.post('samples/open', { name: 'x' }, headers)).status).toBe(409)
  })

  it('names the header in the document', async () => {
    const reply = await workshop.central.get('openapi.json')
    expect(reply.body.paths['/api/v1/samples/open'].post.parameters).toContainEqual(
      expect.objectContaining({ name: 'x-code', in: 'header', required: false }),
    )
  })
})

describe('the database', () => {
  it('takes nothing from a branch that goes on after another has failed', async () => {
    let later: Promise<unknown> | undefined
    const write = (code: string) =>
      sql`insert into tax_code (tenant_id, id, code, name, rate_percent) values (${a.id}::uuid, ${newId()}::uuid, ${code}, 'x', 7)`
    const failed = workshop.kernel.database.write(a.id, async (tx) => {
      const slow = async () => {
        await tx.run(write('LATE1'))
        // The other branch has failed by now, and the ROLLBACK is on its way.
        await new Promise(setImmediate)
        await tx.run(write('LATE2'))
      }
      later = slow()
      later.catch(() => {})
      await Promise.all([later, tx.run(sql`select 1 / 0`)])
    })
    await expect(failed).rejects.toThrow(/division by zero/)
    await expect(later).rejects.toThrow()
    expect((await codes(a)).filter((code: string) => code.startsWith('LATE'))).toEqual([])
  })

  it('refuses what is sent when the transaction is over', async () => {
    const { database } = workshop.kernel
    const tx = await database.write(a.id, async (open) => open)
    await expect(tx.run(sql`select 1`)).rejects.toThrow(/has ended/)
    const readTx = await database.read(a.id, async (open) => open)
    await expect(readTx.run(sql`select 1`)).rejects.toThrow(/has ended/)
  })

  it('lets the application neither change nor delete an audit record', async () => {
    await expect(a.rows("update audit_record set label = 'x'")).rejects.toThrow(/permission denied/)
    await expect(a.rows('delete from audit_record')).rejects.toThrow(/permission denied/)
  })

  it('shows nothing without a tenant', async () => {
    const rows = await workshop.kernel.database.read(null, (tx) => tx.rows(sql`select * from audit_record`))
    expect(rows).toEqual([])
  })

  it('begins, sets the tenant, claims the key, works, audits, queues and commits in few statements', async () => {
    workshop.takeStatements()
    await a.as('owner').post('samples', { code: 'S1' }, { 'idempotency-key': 's1' })
    const sent = workshop.takeStatements().map((text) => text.trim().split(/\s+/).slice(0, 3).join(' '))
    expect(sent).toHaveLength(5)
  })
})

describe('the API document', () => {
  it('lists every operation with its errors', async () => {
    const reply = await workshop.central.get('openapi.json')
    expect(reply.body.openapi).toBe('3.1.0')
    expect(Object.keys(reply.body.paths)).toEqual([
      '/api/v1/samples',
      '/api/v1/samples/once',
      '/api/v1/samples/open',
      '/api/v1/samples/hurry',
    ])
    expect(Object.keys(reply.body.paths['/api/v1/samples'].post.responses)).toEqual(
      expect.arrayContaining(['201', '400', '401', '403', '404', '409', '422', '429', '503']),
    )
  })
})
