import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../../shared/ids.ts'
import type { Operation } from '../kernel/command/operation.ts'
import { appendOnlyTables } from '../kernel/db/columns.ts'
import { insertJobs, type JobEnvelope } from '../kernel/jobs/queue.ts'
import type { Reply, Workshop } from '../kernel/testing/workshop.ts'
import { modules } from '../modules.ts'
import { CENTRAL_HOST, movedTo, sendAs } from './cast.ts'
import { type Digest, digestOf } from './digest.ts'
import { requestOf, type Sent } from './request-of.ts'
import { type Story, type Told, UUID, uuidsIn } from './story.ts'
import { AMARANTH, BAOBAB, openTold } from './tell.ts'

/** Commands that succeed although they name an id of another workshop, each with what makes that harmless. */
const NAMES_LOOSELY: Record<string, string> = {
  'lists.bulk.run':
    'each record has an outcome of its own, which for one of another workshop is that there is no such record',
  'documents.file.upload':
    'a file may be kept for any record, which is looked for only among those of its workshop',
}

let workshop: Workshop
let a: Story
let b: Story
let before: Digest
beforeAll(async () => {
  const told = await openTold([AMARANTH, BAOBAB])
  workshop = told.workshop
  ;[a, b] = told.stories as [Story, Story]
  before = await digestOf(workshop, a)
})
afterAll(() => workshop?.close())

const operations = modules.flatMap((module) => module.operations ?? [])
const byName = (some: readonly Operation[]) => some.map((operation) => [operation.name, operation] as const)
const toldOf = (operation: Operation): Told[] => {
  const told = a.told.filter((one) => one.operation === operation)
  expect(told.length, `${operation.name} is not in the story`).toBeGreaterThan(0)
  return told
}

type Asked = Pick<Told, 'sent' | 'headers' | 'named'>

/** Fails when an answer shows an id of A that the request did not name itself. */
function assertShowsNothing(reply: Reply, told: Asked, where: string): void {
  const sent = new Set(uuidsIn(JSON.stringify([told.sent, told.headers])))
  const shown = uuidsIn(reply.text).filter((id) => a.ids.has(id) && !sent.has(id))
  expect(shown, `${where} shows ids of the other workshop: ${reply.text.slice(0, 500)}`).toEqual([])
}

/** The request with the ids of A's records replaced by ids of nothing. */
function ofNothing(told: Asked): { sent: Sent; headers: Record<string, string> } {
  let text = JSON.stringify([told.sent, told.headers])
  for (const id of told.named) text = text.replaceAll(id, newId())
  const [sent, headers] = JSON.parse(text) as [Sent, Record<string, string>]
  return { sent, headers }
}

/** An answer without what is new in each. */
const essence = ({ status, text }: Reply): string =>
  `${status} ${text.replace(/"requestId":"[^"]*",?/, '').replaceAll(UUID, '#')}`

/** Asking for, or referring to, something of A is answered as if there were no such thing anywhere: not even its existence shows. */
async function assertAsIfNothing(
  reply: Reply,
  told: Asked,
  credentials: Record<string, string>,
): Promise<void> {
  const { sent, headers } = ofNothing(told)
  const control = await sendAs(workshop, credentials, sent, headers)
  expect(essence(reply), `${told.sent.method} ${told.sent.url}`).toBe(essence(control))
}

/** Queues every job that A ever had for B, and runs them. */
async function replayJobs(): Promise<void> {
  const jobs = await workshop.asOwner<{ data: JobEnvelope }>(
    `select data from jobs.job where data ->> 'tenantId' = $1 order by id`,
    a.tenantId,
  )
  expect(jobs.length).toBeGreaterThan(10)
  // What failed in an earlier test may come up again while this one runs on a busy machine.
  await workshop.asOwner(`update jobs.job set start_after = now() + interval '1 day' where state = 'retry'`)
  for (const { data } of jobs) {
    await workshop.kernel.database.write(b.tenantId, (tx) =>
      insertJobs(workshop.kernel.queue, tx, [{ ...data, tenantId: b.tenantId }]),
    )
  }
  // A job may tell of what it did, and so queue others.
  expect(await workshop.drain()).toBeGreaterThanOrEqual(jobs.length)
}

describe('what the other workshop reads, on its own host and the central one', () => {
  it.each(byName(operations.filter(({ kind, host }) => kind === 'query' && host === 'tenant')))(
    '%s',
    async (_name, operation) => {
      for (const told of toldOf(operation)) {
        const hosts = told.part === 'key' ? [b.host, CENTRAL_HOST] : [b.host]
        for (const host of hosts) {
          const credentials = movedTo(host, b.cast[told.part])
          const reply = await sendAs(workshop, credentials, told.sent, told.headers)
          const where = `${told.sent.method} ${told.sent.url} on ${host}`
          assertShowsNothing(reply, told, where)
          expect(reply.text.includes(a.teller.mark), `${where}: ${reply.text.slice(0, 500)}`).toBe(false)
          if (told.named.length > 0) await assertAsIfNothing(reply, told, credentials)
        }
      }
    },
  )
})

describe('what the other workshop’s credentials do on the host of the workshop', () => {
  it.each(byName(operations.filter(({ host }) => host === 'tenant')))('%s', async (_name, operation) => {
    for (const told of toldOf(operation)) {
      const byKey = await sendAs(workshop, movedTo(a.host, b.cast.key), told.sent, told.headers)
      expect([byKey.status, byKey.body.code]).toEqual([404, 'not_found'])
      if (operation.public !== undefined) continue
      const bySession = await sendAs(workshop, movedTo(a.host, b.cast.owner), told.sent, told.headers)
      expect([bySession.status, bySession.body.code]).toEqual([401, 'auth.required'])
    }
  })
})

describe('a page of the workshop', () => {
  it('shows nothing on another’s host, nor for another’s credentials', async () => {
    expect(a.visited.length).toBeGreaterThan(10)
    for (const page of a.visited) {
      const { part, sent, headers, reply } = page
      const onB = await sendAs(workshop, b.cast[part], sent, headers)
      assertShowsNothing(onB, page, sent.url)
      expect([sent.url, onB.text.includes(a.teller.mark)]).toEqual([sent.url, false])
      await assertAsIfNothing(onB, page, b.cast[part])
      if (part === 'buyer') continue
      const onA = await sendAs(workshop, movedTo(a.host, b.cast[part]), sent, headers)
      expect([sent.url, onA.status === reply.status, onA.text.includes(a.teller.mark)]).toEqual([
        sent.url,
        false,
        false,
      ])
    }
    expect(await digestOf(workshop, a)).toEqual(before)
  })

  it('of an invitation is of no use on another’s host or to another’s account', async () => {
    const { link } = a.told.findLast(({ operation }) => operation.name === 'identity.member.invite')!.reply
      .body
    const input = { token: link.split('#token=')[1], password: 'hammer and bone folder' }
    for (const [part, name] of [
      ['buyer', 'identity.invitation.preview'],
      ['buyer', 'identity.invitation.accept'],
      ['account', 'identity.invitation.join'],
    ] as const) {
      const reply = await sendAs(workshop, b.cast[part], requestOf(workshop.kernel.operation(name), input))
      expect([name, reply.status < 400, reply.text.includes(a.teller.mark)]).toEqual([name, false, false])
    }
    expect(await digestOf(workshop, a)).toEqual(before)
  })
})

describe('a job of the other workshop', () => {
  it('that names what is of A changes nothing of A and mails nothing of it', async () => {
    await workshop.drain()
    const mails = workshop.mails.length
    await replayJobs()
    expect(workshop.mails.slice(mails)).toEqual([])
    expect(await digestOf(workshop, a)).toEqual(before)
  })
})

describe('what the other workshop does, on its own host', () => {
  it.each(byName(operations.filter(({ kind }) => kind === 'command')))('%s', async (name, operation) => {
    for (const told of toldOf(operation)) {
      const reply = await sendAs(workshop, b.cast[told.part], told.sent, told.headers)
      const where = `${told.sent.method} ${told.sent.url}`
      assertShowsNothing(reply, told, where)
      expect(reply.headers['idempotency-replayed'], where).toBeUndefined()
      if (told.named.length === 0) continue
      if (name in NAMES_LOOSELY) continue
      expect([404, 409, 422], `${where} answered ${reply.status}`).toContain(reply.status)
      await assertAsIfNothing(reply, told, b.cast[told.part])
    }
  })

  it('leaves the workshop as it was', async () => {
    await workshop.drain()
    expect(await digestOf(workshop, a)).toEqual(before)
  })

  it('shows what it made itself, and still nothing of A', async () => {
    for (const told of a.told.filter(({ operation }) => operation.kind === 'query')) {
      const reply = await sendAs(workshop, b.cast[told.part], told.sent, told.headers)
      assertShowsNothing(reply, told, told.sent.url)
    }
    expect(await workshop.offences()).toEqual([])
  })
})

const tablesUnderPolicy = () =>
  workshop.asOwner<{ name: string }>(
    `select relname as name from pg_class
     where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition and relrowsecurity order by 1`,
  )

describe('each of the two locks holds without the other', () => {
  it('the database: whatever a statement asks for, it meets no row of A', async () => {
    const { database } = workshop.kernel
    const tables = await tablesUnderPolicy()
    expect(tables.length).toBeGreaterThan(50)
    for (const { name } of tables) {
      const ask = (text: string) =>
        database
          .write(b.tenantId, (tx) => tx.send({ text, values: [a.tenantId] }))
          .then(
            ({ rowCount }) => rowCount,
            (error: Error) => error.message,
          )
      expect([name, await ask(`select 1 from ${name} where tenant_id = $1`)]).toEqual([name, 0])
      if (appendOnlyTables.has(name)) continue
      expect([name, await ask(`update ${name} set tenant_id = tenant_id where tenant_id = $1`)]).toEqual([
        name,
        0,
      ])
      expect([name, await ask(`delete from ${name} where tenant_id = $1`)]).toEqual([name, 0])
    }
  })

  it('the code: with row-level security switched off, every request is answered as before', async () => {
    for (const { name } of await tablesUnderPolicy())
      await workshop.asOwner(`alter table ${name} disable row level security`)
    for (const told of a.told) {
      const credentials = b.cast[told.part]
      const reply = await sendAs(workshop, credentials, told.sent, told.headers)
      assertShowsNothing(reply, told, `${told.sent.method} ${told.sent.url}`)
      if (told.named.length > 0 && !(told.operation.name in NAMES_LOOSELY))
        await assertAsIfNothing(reply, told, credentials)
    }
    for (const page of a.visited)
      assertShowsNothing(
        await sendAs(workshop, b.cast[page.part], page.sent, page.headers),
        page,
        page.sent.url,
      )
    await workshop.drain()
    await replayJobs()
    expect(await digestOf(workshop, a)).toEqual(before)
  })
})
