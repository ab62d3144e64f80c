import { once } from 'node:events'
import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../../../shared/ids.ts'
import { signedIn } from '../../guards/cast.ts'
import { auditModule } from '../../modules/audit/index.ts'
import { catalogModule } from '../../modules/catalog/index.ts'
import { crmModule } from '../../modules/crm/index.ts'
import { documentsModule } from '../../modules/documents/index.ts'
import { identityModule } from '../../modules/identity/index.ts'
import { liveModule } from '../../modules/live/index.ts'
import { pricingModule } from '../../modules/pricing/index.ts'
import { createWorkshop, tenancyModule } from '../../modules/tenancy/index.ts'
import { insertAudit } from '../audit/audit-record.ts'
import type { Tx } from '../db/database.ts'
import { openWorkshop, type TestTenant, type Workshop } from '../testing/workshop.ts'
import { LiveReader } from './live.build.ts'

let workshop: Workshop
let t: TestTenant
let other: TestTenant
let port: number
beforeAll(async () => {
  workshop = await openWorkshop({
    modules: [
      ...[identityModule, tenancyModule, auditModule, liveModule, documentsModule],
      ...[catalogModule, pricingModule, crmModule],
    ],
  })
  t = await workshop.tenant('MA01')
  other = await workshop.tenant('SIAM')
  port = Number(new URL(await workshop.app.listen({ host: '127.0.0.1', port: 0 })).port)
})
afterAll(() => workshop.close())

const host = (tenant: TestTenant) => ({ host: `${tenant.slug}.localhost` })
const reader = (headers: Record<string, string>, since?: string) => new LiveReader(port, headers, since)
const readerAs = (role: Parameters<TestTenant['as']>[0], since?: string) =>
  reader({ ...host(t), ...t.credentials(role) }, since)
const since = async (token: string) =>
  (await t.as('owner').get(`changes?since=${encodeURIComponent(token)}`)).body
const tokenNow = async (): Promise<string> => (await t.as('owner').get('changes')).body.token

/** Writes a row of the log without committing it; the answer commits. */
async function write(label: string, tenant: TestTenant = t, openMs = 0): Promise<() => Promise<void>> {
  const may = Promise.withResolvers<void>()
  const written = Promise.withResolvers<void>()
  const now = workshop.clock.now()
  const done = workshop.kernel.database.write(tenant.id, async (tx: Tx) => {
    const common = { tenantId: tenant.id, at: now, actorKind: 'system', actorId: null, actorName: 'system' }
    await tx.run(
      insertAudit({ ...common, operation: 'catalog.product.update', input: null, requestId: 'test' }, [
        { id: newId(now.getTime()), entity: 'product', entityId: newId(), label, changes: undefined },
      ]),
    )
    if (openMs > 0) await tx.send({ text: `select pg_sleep(${openMs / 1000})` })
    written.resolve()
    await may.promise
  })
  await Promise.race([written.promise, done])
  return async () => {
    may.resolve()
    await done
    workshop.kernel.live.wake(tenant.id)
  }
}
const writeNow = async (label: string) => (await write(label))()
const product = (sku: string) => ({ sku, name: sku, kind: 'finished', unit: 'pc', currency: 'THB' })

describe('what is read on from a token', () => {
  it('is what was committed since, whatever the order in which it was begun', async () => {
    const before = await tokenNow()
    const commitFirst = await write('begun first')
    const commitSecond = await write('begun second')
    await commitSecond()
    const between = await since(before)
    expect(between.items.map((item: { label: string }) => item.label)).toEqual(['begun second'])
    await commitFirst()
    const after = await since(between.token)
    expect(after.items.map((item: { label: string }) => item.label)).toEqual(['begun first'])
    expect((await since(after.token)).items).toEqual([])
    expect((await since(before)).items).toHaveLength(2)
  })

  it('looks back to the beginning of the oldest transaction that is open: its ids are as old', async () => {
    const lookingBackMs = async () =>
      workshop.clock.now().getTime() - Number((await tokenNow()).split('-')[0])
    const commit = await write('slow', t, 30)
    expect(await lookingBackMs()).toBeGreaterThanOrEqual(120_030)
    await commit()
  })

  it('of another workshop is nothing', async () => {
    const before = await tokenNow()
    await writeNow('ours')
    const reply = await other.as('owner').get(`changes?since=${encodeURIComponent(before)}`)
    expect(reply.body.items).toEqual([])
  })

  it('is everything anew once the token is older than an hour, comes from another database, or too much changed', async () => {
    const old = await tokenNow()
    workshop.clock.advance({ minutes: 62 })
    expect(await since(old)).toMatchObject({ reset: true, items: [] })
    const [ms] = (await tokenNow()).split('-')
    expect((await since(`${ms}-99999999999:99999999999:`)).reset).toBe(true)
    const before = await tokenNow()
    await workshop.kernel.database.write(t.id, (tx) =>
      tx.run(
        insertAudit(
          {
            ...{ tenantId: t.id, at: workshop.clock.now(), actorKind: 'system', actorId: null },
            ...{ actorName: 'system', operation: 'catalog.product.update', input: null, requestId: 'test' },
          },
          Array.from({ length: 1_001 }, () => ({
            ...{ id: newId(workshop.clock.now().getTime()), entity: 'product', entityId: newId() },
            ...{ label: 'many', changes: undefined },
          })),
        ),
      ),
    )
    expect(await since(before)).toMatchObject({ reset: true, items: [] })
  })

  it('is refused for a token that nobody was given', async () => {
    for (const token of [
      'x',
      '1',
      '1-',
      '1-5:4:',
      '1-1:9:3,2',
      '1-1:9:9',
      '1-0:0:',
      `1-1:2:${'1,'.repeat(9)}`,
    ]) {
      const reply = await t.as('owner').get(`changes?since=${encodeURIComponent(token)}`)
      expect([token, reply.status, reply.body.code]).toEqual([token, 400, 'request.malformed'])
    }
  })
})

describe('a connection', () => {
  it('is told what is committed, by whom, in a moment', async () => {
    const live = await readerAs('planner').open()
    const made = await t.as('owner').post('products', product('TOTE'))
    await live.until(({ changes }) => changes.length === 1)
    expect(live.changes).toEqual([
      {
        ...{ entity: 'product', id: made.body.id, operation: 'catalog.product.create', label: 'TOTE' },
        ...{ actor: 'owner', at: workshop.clock.now().toISOString() },
      },
    ])
    await live.leave()
  })

  it('finds by itself what another process wrote', async () => {
    const live = await readerAs('planner').open()
    await workshop.asOwner(
      `insert into audit_record (tenant_id, id, at, actor_kind, actor_name, operation, entity, label, request_id)
       values ($1, $2, now(), 'system', 'system', 'catalog.product.update', 'product', 'elsewhere', 'test')`,
      t.id,
      newId(workshop.clock.now().getTime()),
    )
    await live.until((one) => one.labels().includes('elsewhere'))
    await live.leave()
  })

  it('that was cut goes on with its token: what was committed meanwhile, and in whatever order, once', async () => {
    const first = await readerAs('planner').open()
    const commitEarly = await write('early')
    const commitLate = await write('late')
    await commitLate()
    await first.until((one) => one.labels().includes('late'))
    await first.leave()
    const second = await readerAs('planner', first.token).open()
    await commitEarly()
    await second.until((one) => one.labels().includes('early'))
    await writeNow('end')
    await second.until((one) => one.labels().includes('end'))
    expect([first.labels(), second.labels()]).toEqual([['late'], ['early', 'end']])
    await second.leave()
  })

  it('misses nothing and hears nothing twice, however often it is cut while many write', async () => {
    const heard: (string | null)[] = []
    let token = await tokenNow()
    let isDone = false
    const labels = Array.from({ length: 60 }, (_, i) => `many ${i}`)
    const writers = async () => {
      for (let i = 0; i < labels.length; i += 3) {
        const some = await Promise.all(labels.slice(i, i + 3).map((label) => write(label)))
        // The last that began commits first.
        for (const commit of some.reverse()) await commit()
      }
      await writeNow('done')
    }
    const reading = async () => {
      while (!isDone) {
        const live = await readerAs('planner', token).open()
        await live.until(({ changes }) => changes.length > 0)
        await live.leave()
        token = live.token
        heard.push(...live.labels())
        isDone = heard.includes('done')
      }
    }
    await Promise.all([writers(), reading()])
    expect(heard.toSorted()).toEqual([...labels, 'done'].toSorted())
  })

  it('is told of nothing that it may not read, and of nothing in another workshop', async () => {
    const [sales, operator, stranger] = await Promise.all([
      readerAs('sales').open(),
      readerAs('operator').open(),
      reader({ ...host(other), ...other.credentials('owner') }).open(),
    ])
    await t.as('owner').post('customers', { code: 'C1', name: 'Somchai' })
    await t.as('owner').post('products', product('BELT'))
    await Promise.all([sales, operator].map((one) => one.until((r) => r.labels().includes('BELT'))))
    expect(sales.labels()).toEqual(['C1', 'BELT'])
    expect(operator.labels()).toEqual(['BELT'])
    await other.as('owner').post('products', product('OTHER'))
    await stranger.until(({ changes }) => changes.length > 0)
    expect(stranger.labels()).toEqual(['OTHER'])
    await Promise.all([sales, operator, stranger].map((one) => one.leave()))
  })

  it('with the token of another workshop hears its own', async () => {
    const token = await tokenNow()
    await writeNow('ours')
    const stranger = await reader({ ...host(other), ...other.credentials('owner') }, token).open()
    await other.as('owner').post('products', product('THEIRS'))
    await stranger.until(({ changes }) => changes.length > 0)
    expect(stranger.labels()).toEqual(['THEIRS'])
    await stranger.leave()
  })

  it('whose token is too old is told to read everything anew', async () => {
    const token = await tokenNow()
    workshop.clock.advance({ hours: 2 })
    const live = await readerAs('planner', token).open()
    await live.until((one) => one.has('reset'))
    await live.leave()
  })
})

describe('whoever has no right to be there', () => {
  const code = async (live: LiveReader) => (await live.closed()).code

  it('is sent away with a code that says why', async () => {
    expect(await code(reader(host(t)))).toBe(4401)
    expect(await code(reader({ ...host(t), ...other.credentials('owner') }))).toBe(4404)
    expect(await code(reader({ host: 'localhost' }))).toBe(4401)
    expect(await code(reader({ host: 'nowhere.example' }))).toBe(4404)
    expect(await code(readerAs('owner', 'nonsense'))).toBe(4400)
    const closed = await workshop.tenant('GONE', { status: 'suspended' })
    expect(await reader({ ...host(closed), ...closed.credentials('owner') }).closed()).toEqual({
      code: 4403,
      reason: 'tenant.suspended',
    })
  })

  it('gets no connection for the page of another host, although the browser sends the cookie along', async () => {
    for (const origin of [undefined, 'http://evil.example', 'null', `http://${host(other).host}`]) {
      const live = reader({ ...host(t), cookie: 'touchmark.session_token=x', ...(origin ? { origin } : {}) })
      expect([origin, await live.refused()]).toEqual([origin, 403])
    }
  })

  it('finds no such address without asking for a WebSocket, and no WebSocket elsewhere', async () => {
    expect((await t.as('owner').get('/api/v1/live')).status).toBe(404)
    const asked = request({
      ...{ host: '127.0.0.1', port, path: '/api/v1/changes' },
      headers: { ...host(t), ...t.credentials('owner'), connection: 'upgrade', upgrade: 'websocket' },
    }).end()
    const [answer] = await once(asked, 'response')
    answer.resume()
    expect(answer.statusCode).toBe(200)
  })

  it('is sent away when the key is revoked', async () => {
    const made = await t.as('owner').post('api-keys', { name: 'Screen', scopes: ['catalog.read'] })
    const live = await reader({ ...host(t), authorization: `Bearer ${made.body.key}` }).open()
    await t.as('owner').delete(`api-keys/${made.body.id}`)
    expect(await live.closed()).toEqual({ code: 4401, reason: 'auth.required' })
  })

  it('is one too many after thirty', async () => {
    const all = await Promise.all(Array.from({ length: 30 }, () => readerAs('viewer').open()))
    expect(await code(readerAs('viewer'))).toBe(4429)
    const [first] = all
    await first!.leave()
    await (await readerAs('viewer').open()).leave()
    await Promise.all(all.map((one) => one.leave()))
  })
})

describe('a person with a session', () => {
  const PASSWORD = 'hammer and bone folder'
  const OWNER = { email: 'owner@live.example', password: PASSWORD }
  const MALEE = { email: 'malee@live.example', password: PASSWORD }
  let owner: Record<string, string>
  const hostName = 'atelier-live.localhost'

  beforeAll(async () => {
    await createWorkshop(workshop.kernel, {
      ...{ name: 'Live', slug: 'atelier-live', code: 'LIVE', currency: 'THB', timeZone: 'Asia/Bangkok' },
      ...{ ownerName: 'Pim', ...OWNER },
    })
    owner = await signedIn(workshop, hostName, OWNER)
  })

  const ask = async (
    method: 'POST' | 'PATCH' | 'DELETE' | 'GET',
    path: string,
    body?: object,
    as = owner,
  ) => {
    const reply = await workshop.app.inject({
      ...{ method, url: `/api/v1/${path}`, headers: as },
      ...(body ? { payload: body } : {}),
    })
    expect(reply.statusCode, reply.body).toBeLessThan(300)
    return reply.body === '' ? undefined : reply.json()
  }
  const join = async () => {
    const { link } = await ask('POST', 'invitations', { email: MALEE.email, role: 'planner' })
    const token = link.split('#token=')[1]
    await ask('POST', 'invitations/accept', { token, name: 'Malee', password: PASSWORD }, { host: hostName })
  }

  it('is told when the role changes, hears only what the new one may, and is sent away when removed', async () => {
    await join()
    const live = await reader(await signedIn(workshop, hostName, MALEE)).open()
    const { items } = await ask('GET', 'members')
    const { id } = items.find(({ email }: { email: string }) => email === MALEE.email)
    await ask('PATCH', `members/${id}`, { role: 'operator' })
    await live.until((one) => one.has('access'))
    await ask('POST', 'customers', { code: 'C9', name: 'Secret' })
    await ask('POST', 'products', product('SEEN'))
    await live.until((one) => one.labels().includes('SEEN'))
    expect(live.labels()).toEqual(['SEEN'])
    await ask('DELETE', `members/${id}`)
    expect((await live.closed()).code).toBe(4401)
  })

  it('is sent away when the session is ended', async () => {
    const live = await reader(await signedIn(workshop, hostName, OWNER)).open()
    await ask('POST', 'me/sessions/end-others', {})
    expect(await live.closed()).toEqual({ code: 4401, reason: 'auth.required' })
  })
})

it('comes to an end with the program, and says so', async () => {
  const own = await openWorkshop({ modules: [identityModule, liveModule, catalogModule, documentsModule] })
  const tenant = await own.tenant('ENDS')
  const { port: at } = new URL(await own.app.listen({ host: '127.0.0.1', port: 0 }))
  const live = await new LiveReader(Number(at), {
    host: 'ends.localhost',
    ...tenant.credentials('owner'),
  }).open()
  const ended = live.closed()
  await own.close()
  expect((await ended).code).toBe(1012)
})
