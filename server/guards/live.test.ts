import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Permissions } from '../kernel/command/principal.ts'
import { LiveReader, type Told } from '../kernel/live/live.build.ts'
import { kindsOf } from '../kernel/live/record-kinds.ts'
import type { Workshop } from '../kernel/testing/workshop.ts'
import { ROLE_KEYS, ROLES } from '../modules/identity/roles.ts'
import type { Story } from './story.ts'
import { AMARANTH, BAOBAB, openTold } from './tell.ts'

/** Kinds of records in the log that nobody is told of, each with the reason. */
const TOLD_TO_NOBODY: Record<string, string> = {
  cart: 'a buyer’s own, until it is an order',
  label: 'a file of labels changes nothing that is read',
  owner: 'who asked for which piece is between them and their mail',
  session: 'where a person is signed in is theirs alone',
}

const START = '2026-03-02T03:00:00Z'

let workshop: Workshop
let a: Story
let b: Story
let port: number
beforeAll(async () => {
  const told = await openTold([AMARANTH, BAOBAB])
  workshop = told.workshop
  ;[a, b] = told.stories as [Story, Story]
  // So long ago that the whole story is still kept.
  workshop.clock.set(START)
  port = Number(new URL(await workshop.app.listen({ host: '127.0.0.1', port: 0 })).port)
})
afterAll(() => workshop?.close())

/** A token of before the story. */
const beginning = () => `${workshop.clock.now().getTime() - 3_000_000}-3:3:`

/** Everything that somebody is told, from the beginning to now. */
async function toldTo(headers: Record<string, string>): Promise<Told[]> {
  const reply = await workshop.app.inject({
    url: `/api/v1/changes?since=${encodeURIComponent(beginning())}`,
    headers,
  })
  expect(reply.statusCode).toBe(200)
  const { items, reset } = reply.json()
  expect(reset).toBe(false)
  return items
}

const keyOf = async (story: Story, name: string, scopes: readonly string[]) => {
  const { key } = await story.call('identity.api_key.create', { name, scopes })
  return { host: story.host, authorization: `Bearer ${key}` }
}

describe('every kind of record in the log', () => {
  it('is read by a query, whose permission decides who is told, or is told to nobody', async () => {
    const rows = await workshop.asOwner<{ entity: string }>(
      'select distinct entity from audit_record order by 1',
    )
    const kinds = kindsOf(workshop.kernel)
    // A job that had nothing to say is in the log by the name of its module.
    const names = new Set(workshop.kernel.modules.map(({ name }) => name))
    const unread = rows
      .map(({ entity }) => entity)
      .filter((entity) => !kinds.has(entity) && !names.has(entity))
    expect(unread).toEqual(Object.keys(TOLD_TO_NOBODY).sort())
  })
})

describe('what a role is told', () => {
  it('is of records that it may read, and all of those', async () => {
    const all = await toldTo(await keyOf(a, 'all', ['*']))
    expect(all.length).toBeGreaterThan(100)
    const kinds = kindsOf(workshop.kernel)
    for (const role of ROLE_KEYS) {
      const headers = await keyOf(a, role, ROLES[role])
      const told = new Set((await toldTo(headers)).map(({ entity }) => entity))
      const permissions = new Permissions(ROLES[role])
      for (const entity of new Set(all.map((one) => one.entity))) {
        const { read, get } = kinds.get(entity)!
        expect([role, entity, told.has(entity)]).toEqual([
          role,
          entity,
          read === null || permissions.has(read),
        ])
        const id = all.find((one) => one.entity === entity && one.id !== null)?.id
        if (!get || !id) continue
        const reply = await workshop.app.inject({ url: `/api/v1${get.path.replace(':id', id)}`, headers })
        expect([role, entity, reply.statusCode === 403]).toEqual([role, entity, !told.has(entity)])
      }
    }
  })
})

describe('another workshop', () => {
  it('is told nothing of this one, by its own token or by this one’s', async () => {
    const told = await toldTo(b.cast.key)
    expect(told.length).toBeGreaterThan(100)
    expect(told.filter(({ id }) => id !== null && a.ids.has(id))).toEqual([])
    expect(JSON.stringify(told)).not.toContain(a.teller.mark)
    const reader = await new LiveReader(port, b.cast.owner, beginning()).open()
    await a.call('catalog.work_centre.create', { code: 'SECRET', name: a.text('Secret'), ratePerHour: '1' })
    await b.call('catalog.work_centre.create', { code: 'OURS', name: b.text('Ours'), ratePerHour: '1' })
    await reader.until((one) => one.labels().includes('OURS'))
    expect(JSON.stringify(reader.changes)).not.toContain(a.teller.mark)
    expect(reader.labels()).not.toContain('SECRET')
    await reader.leave()
  })

  it('comes in nowhere with its credentials', async () => {
    for (const part of ['owner', 'key'] as const) {
      const reader = new LiveReader(port, { ...b.cast[part], host: a.host, origin: `http://${a.host}` })
      expect([part, (await reader.closed()).code]).toEqual([part, part === 'owner' ? 4401 : 4404])
    }
  })
})
