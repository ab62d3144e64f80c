import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { newId } from '../../shared/ids.ts'
import { type Operation, query } from '../kernel/command/operation.ts'
import { sql } from '../kernel/db/sql.ts'
import { defineModule } from '../kernel/module.ts'
import type { Workshop } from '../kernel/testing/workshop.ts'
import { modules } from '../modules.ts'
import { sendAs } from './cast.ts'
import { digestOf } from './digest.ts'
import { requestOf } from './request-of.ts'
import type { Story, Told } from './story.ts'
import { AMARANTH, openTold } from './tell.ts'

/** A query that writes, as no module may have one. */
const scribble = query({
  name: 'scribble.note.read',
  summary: 'Read, and write on the side',
  route: 'GET /scribble',
  input: z.object({}),
  output: z.object({}),
  async run(ctx) {
    await ctx.tx.run(
      sql`insert into tax_code (tenant_id, id, code, name, rate_percent)
          values (${ctx.tenant.id}::uuid, ${newId()}::uuid, 'SCRIBBLE', 'Scribble', 1)`,
    )
    return {}
  },
})

let workshop: Workshop
let story: Story
beforeAll(async () => {
  const told = await openTold([AMARANTH], {
    modules: [...modules, defineModule({ name: 'scribble', operations: [scribble] })],
  })
  workshop = told.workshop
  story = told.stories[0]!
})
afterAll(() => workshop?.close())

interface Row {
  request_id: string
  tenant_id: string
  operation: string
  actor_kind: string
  actor_id: string | null
  actor_name: string
}

const recordsOf = (requestIds: readonly string[]): Promise<Row[]> =>
  workshop.asOwner<Row>(
    `select request_id, tenant_id, operation, actor_kind, actor_id, actor_name from audit_record
     where request_id = any($1) order by id`,
    requestIds,
  )

const operations = modules.flatMap((module) => module.operations ?? [])
const byName = (kind: Operation['kind']) =>
  operations
    .filter((operation) => operation.kind === kind)
    .map((operation) => [operation.name, operation] as const)
const toldOf = (operation: Operation): Told[] => story.told.filter((told) => told.operation === operation)

/** Who the log has to name. */
const ACTOR = {
  owner: 'user',
  account: 'user',
  key: 'api_key',
  buyer: 'anonymous',
  stranger: 'anonymous',
} as const

/** Where the mark of a late text was kept in place of the text. */
async function marksKept(): Promise<string[]> {
  const tables = await workshop.asOwner<{ name: string }>(
    `select oid::regclass::text as name from pg_class
     where relkind in ('r', 'p') and not relispartition and relnamespace in ('public'::regnamespace, 'jobs'::regnamespace)`,
  )
  expect(tables.length).toBeGreaterThan(60)
  const found = await workshop.asOwner<{ name: string }>(
    tables
      .map(
        ({ name }) =>
          `select '${name}' as name where exists (select from ${name} x where x::text ~ 'late-[0-9a-f]{8}-')`,
      )
      .join(' union all '),
  )
  return found.map(({ name }) => name)
}

it('no table keeps the mark of a text that was known only at the end', async () => {
  expect(await marksKept()).toEqual([])
})

describe('every command that succeeds leaves its record', () => {
  it.each(byName('command'))('%s', async (name, operation) => {
    const told = toldOf(operation)
    expect(told.length).toBeGreaterThan(0)
    for (const { requestId, part } of told) {
      const rows = await recordsOf([requestId])
      expect(rows.length, requestId).toBeGreaterThan(0)
      for (const row of rows) {
        expect([row.operation, row.actor_kind]).toEqual([name, ACTOR[part]])
        expect([row.actor_id === null, row.actor_name === '']).toEqual([ACTOR[part] === 'anonymous', false])
        // A command of the central host is in the log of the workshop that it opened or entered.
        if (operation.host === 'tenant') expect(row.tenant_id).toBe(story.tenantId)
      }
    }
  })
})

const USED_UP = ['identity.invitation.preview', 'ownership.claim.preview']

describe('a query leaves none, and writes nothing anywhere', () => {
  it('of all that were told', async () => {
    const queries = story.told.filter(({ operation }) => operation.kind === 'query')
    expect(queries.length).toBeGreaterThan(50)
    expect(await recordsOf(queries.map(({ requestId }) => requestId))).toEqual([])
    for (const { statements, operation } of queries) {
      const begun = statements.filter((text) => text.startsWith('BEGIN'))
      expect([operation.name, begun.length > 0]).toEqual([operation.name, true])
      expect(begun.filter((text) => !text.startsWith('BEGIN READ ONLY'))).toEqual([])
    }
  })

  it('asked again, changes no row of the workshop, of its people and of the registry', async () => {
    const before = await digestOf(workshop, story)
    for (const { operation, part, sent, headers } of story.told) {
      if (operation.kind !== 'query') continue
      // Tokens that are good once are used up by now.
      const again = USED_UP.includes(operation.name) ? 404 : operation.status
      const reply = await sendAs(workshop, story.cast[part], sent, headers)
      expect([operation.name, reply.status]).toEqual([operation.name, again])
    }
    expect(await digestOf(workshop, story)).toEqual(before)
  })

  it('because the database lets none of them write', async () => {
    const reply = await workshop.app.inject({ url: '/api/v1/scribble', headers: story.cast.key })
    expect(reply.statusCode).toBe(500)
    expect(reply.body).not.toContain('SCRIBBLE')
    expect(await workshop.asOwner(`select from tax_code where code = 'SCRIBBLE'`)).toEqual([])
  })
})

describe('a command that is refused leaves no record and changes nothing', () => {
  it.each(byName('command'))('%s', async (name, operation) => {
    const before = await digestOf(workshop, story)
    const told = toldOf(operation)[0]!
    const malformed = requestOf(operation, {
      ...told.input,
      [Object.keys(told.input)[0] ?? Object.keys(operation.input.shape)[0] ?? 'x']: { no: 'sense' },
    })
    const attempts = [
      // Nobody, somebody who may not, and a body that makes no sense.
      ...(operation.public === undefined
        ? [{ credentials: story.cast.buyer, sent: told.sent, wanted: [401, 404] }]
        : []),
      ...(operation.permission === undefined
        ? []
        : [{ credentials: weak(), sent: told.sent, wanted: [403] }]),
      ...(Object.keys(operation.input.shape).length === 0
        ? []
        : [{ credentials: story.cast[told.part], sent: malformed, wanted: [400, 404] }]),
    ]
    for (const [n, { credentials, sent, wanted }] of attempts.entries()) {
      const requestId = `refused-${name}-${n}`
      const headers = { ...told.headers, 'idempotency-key': requestId, 'x-request-id': requestId }
      const reply = await sendAs(workshop, credentials, sent, headers)
      expect(wanted, `${name} ${n}: ${reply.text}`).toContain(reply.status)
      expect(await recordsOf([requestId])).toEqual([])
    }
    expect(await digestOf(workshop, story)).toEqual(before)
  })

  it('whatever the rule that refuses it: sent again as they were, those that cannot happen twice', async () => {
    const commands = story.told.filter(({ operation }) => operation.kind === 'command')
    const again = async ({ operation, part, sent, headers }: Told, requestId: string) => {
      const all = { ...headers, 'idempotency-key': requestId, 'x-request-id': requestId }
      const reply = await sendAs(workshop, story.cast[part], sent, all)
      const isDone = reply.status === operation.status
      expect([operation.name, isDone, (await recordsOf([requestId])).length > 0]).toEqual([
        operation.name,
        isDone,
        isDone,
      ])
      return isDone
    }
    // Whoever was removed can be invited again: rounds, until one in which nothing succeeds any more.
    let left = commands
    for (let round = 1; ; round++) {
      const before = await digestOf(workshop, story)
      const refused: Told[] = []
      for (const [n, told] of left.entries())
        if (!(await again(told, `again-${round}-${n}`))) refused.push(told)
      if (refused.length === left.length) {
        expect(await digestOf(workshop, story)).toEqual(before)
        break
      }
      left = refused
    }
    expect(left.length).toBeGreaterThan(40)
    await workshop.drain()
    expect(await workshop.offences()).toEqual([])
  })

  /** The key of the story that may read sales and nothing else. */
  const weak = (): Record<string, string> => {
    const { key } = story.told.findLast(({ operation }) => operation.name === 'identity.api_key.create')!
      .reply.body
    return { host: story.host, authorization: `Bearer ${key}` }
  }
})
