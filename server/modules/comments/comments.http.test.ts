import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../../../shared/ids.ts'
import { signedIn } from '../../guards/cast.ts'
import { openWorkshop, type Reply, type Workshop } from '../../kernel/testing/workshop.ts'
import { createWorkshop } from '../tenancy/index.ts'

const PASSWORD = 'hammer and bone folder'
const HOST = 'maison.localhost'
let workshop: Workshop
let product: { entity: string; entityId: string }
const people = new Map<string, { headers: Record<string, string>; userId: string }>()

beforeAll(async () => {
  workshop = await openWorkshop()
  const owner = { email: 'pim@maison.example', password: PASSWORD }
  await createWorkshop(workshop.kernel, {
    ...{ name: 'Maison', slug: 'maison', code: 'MA01', currency: 'THB', timeZone: 'Asia/Bangkok' },
    ...{ ownerName: 'Pim', ...owner },
  })
  await enter('pim', owner)
  for (const [name, role] of [
    ['malee', 'planner'],
    ['nok', 'sales'],
    ['view', 'viewer'],
    ['hand', 'operator'],
  ] as const) {
    const email = `${name}@maison.example`
    const { link } = (await ask('pim', 'POST', 'invitations', { email, role })).body
    const token = link.split('#token=')[1]
    await send({ host: HOST }, 'POST', 'invitations/accept', { token, name, password: PASSWORD })
    await enter(name, { email, password: PASSWORD })
  }
  const tote = { sku: 'TOTE', name: 'Tote', kind: 'finished', unit: 'pc', currency: 'THB' }
  product = { entity: 'product', entityId: (await ask('pim', 'POST', 'products', tote)).body.id }
})
afterAll(async () => {
  expect(await workshop.offences()).toEqual([])
  await workshop.close()
})

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE'
async function send(
  headers: Record<string, string>,
  method: Method,
  path: string,
  body?: object,
): Promise<Pick<Reply, 'status' | 'body'>> {
  const reply = await workshop.app.inject({
    ...{ method, url: `/api/v1/${path}`, headers },
    ...(body ? { payload: body } : {}),
  })
  return { status: reply.statusCode, body: reply.body === '' ? undefined : reply.json() }
}
const ask = (who: string, method: Method, path: string, body?: object) =>
  send(people.get(who)!.headers, method, path, body)
async function enter(name: string, person: { email: string; password: string }): Promise<void> {
  const headers = await signedIn(workshop, HOST, person)
  const { body } = await send(headers, 'GET', 'me')
  people.set(name, { headers, userId: body.id })
}
const idOf = (name: string) => people.get(name)!.userId
const say = (who: string, body: string, mentions: string[] = [], record = product) =>
  ask(who, 'POST', 'comments', { ...record, body, mentions: mentions.map(idOf) })
const timeline = async (who: string, rest = '', record = product) =>
  (await ask(who, 'GET', `timeline?entity=${record.entity}&entityId=${record.entityId}${rest}`)).body
const rows = () =>
  workshop.asOwner<{ comments: string; notices: string }>(
    'select (select count(*) from comment) as comments, (select count(*) from notice) as notices',
  )

describe('a comment', () => {
  it('is in the history of its record, between what happened, newest first', async () => {
    await say('malee', 'The strap is too short')
    workshop.clock.advance({ minutes: 1 })
    await ask('malee', 'PATCH', `products/${product.entityId}`, { name: 'Long tote' })
    workshop.clock.advance({ minutes: 1 })
    const said = await say('pim', 'Better')
    expect(said.status).toBe(201)
    const { items, next } = await timeline('pim')
    expect(
      items.map((item: Record<string, unknown>) => [item.actor, item.body ?? item.operation, item.kind]),
    ).toEqual([
      ['Pim', 'Better', 'comment'],
      ['malee', 'catalog.product.update', 'event'],
      ['malee', 'The strap is too short', 'comment'],
      ['Pim', 'catalog.product.create', 'event'],
    ])
    expect(next).toBeNull()
    expect(items[1].changes).toEqual({ name: { from: 'Tote', to: 'Long tote' } })
  })

  it('is read page by page without a gap', async () => {
    const seen: string[] = []
    let after = ''
    for (;;) {
      const page = await timeline('pim', `&limit=1${after}`)
      seen.push(...page.items.map(({ id }: { id: string }) => id))
      if (page.next === null) break
      after = `&after=${page.next}`
    }
    expect(seen).toEqual((await timeline('pim')).items.map(({ id }: { id: string }) => id))
    expect(seen).toHaveLength(4)
  })

  it('is changed by its author, for a day, and says so', async () => {
    const { id } = (await say('malee', 'Wednesday')).body
    const edited = await ask('malee', 'PATCH', `comments/${id}`, { version: 1, body: 'Thursday' })
    expect([edited.status, edited.body.version]).toEqual([200, 2])
    expect((await timeline('pim')).items[0]).toMatchObject({
      body: 'Thursday',
      editedAt: workshop.clock.now().toISOString(),
      actions: { edit: { allowed: false, reason: 'comments.not_yours' }, delete: { allowed: true } },
    })
    expect((await ask('malee', 'PATCH', `comments/${id}`, { version: 1, body: 'Friday' })).body.code).toBe(
      'conflict.version',
    )
    expect((await ask('pim', 'PATCH', `comments/${id}`, { body: 'Mine' })).body.code).toBe(
      'comments.not_yours',
    )
    workshop.clock.advance({ hours: 25 })
    for (const [method, body] of [
      ['PATCH', { body: 'Late' }],
      ['DELETE', undefined],
    ] as const)
      expect((await ask('malee', method, `comments/${id}`, body)).body.code).toBe('comments.too_old')
    expect((await timeline('malee')).items[0]).toMatchObject({
      body: 'Thursday',
      actions: { edit: { allowed: false, reason: 'comments.too_old' } },
    })
  })

  it('that is deleted leaves its place, but not its words; who moderates may delete any', async () => {
    const { id } = (await say('malee', 'Rude words', ['pim'])).body
    expect((await ask('nok', 'DELETE', `comments/${id}`)).body.code).toBe('comments.not_yours')
    expect((await ask('pim', 'DELETE', `comments/${id}`)).status).toBe(204)
    const page = await timeline('malee')
    expect(page.items[0]).toMatchObject({ body: null, actor: 'malee', actions: null, mentions: [] })
    expect(JSON.stringify(page)).not.toContain('Rude')
    expect((await ask('pim', 'DELETE', `comments/${id}`)).status).toBe(404)
    expect((await ask('pim', 'GET', 'notices')).body).toMatchObject({ unread: 0, items: [] })
  })

  it('is refused where there is no such record, or it cannot be read or written, and nothing is kept', async () => {
    const before = await rows()
    const nowhere = { entity: 'product', entityId: newId() }
    const customer = (await ask('nok', 'POST', 'customers', { code: 'C1', name: 'Somchai' })).body
    const secret = { entity: 'customer', entityId: customer.id }
    expect((await say('malee', 'x', [], nowhere)).status).toBe(404)
    expect((await say('malee', 'x', [], { entity: 'cart', entityId: newId() })).status).toBe(404)
    expect((await say('malee', 'x', [], secret)).body.code).toBe('auth.forbidden')
    expect((await say('view', 'x')).body.code).toBe('auth.forbidden')
    expect((await say('malee', '  ')).status).toBe(400)
    expect((await timeline('malee', '', secret)).code).toBe('auth.forbidden')
    expect((await timeline('malee', '', nowhere)).code).toBe('not_found')
    expect((await timeline('view')).items.length).toBeGreaterThan(3)
    expect(await rows()).toEqual(before)
  })

  it('shows what was changed only to those who may read the audit log', async () => {
    const changesFor = async (who: string) =>
      (await timeline(who)).items.flatMap(({ changes }: { changes: unknown }) => changes ?? [])
    expect((await changesFor('malee')).length).toBe(1)
    expect(await changesFor('nok')).toEqual([])
  })
})

describe('the history of the workshop itself', () => {
  it('tells who changed which setting, and takes comments', async () => {
    const { id, version } = (await ask('pim', 'GET', 'workshop/settings')).body
    const legalName = 'Maison Co., Ltd.'
    expect((await ask('pim', 'PATCH', 'workshop/settings', { version, legalName })).status).toBe(200)
    const record = { entity: 'workshop', entityId: id }
    expect((await timeline('pim', '', record)).items[0]).toMatchObject({
      kind: 'event',
      actor: 'Pim',
      operation: 'tenancy.workshop.update',
      changes: { legalName: { from: null, to: legalName } },
    })
    expect((await say('malee', 'As the register has it', [], record)).status).toBe(201)
    expect((await timeline('nok', '', record)).items).toMatchObject([
      { kind: 'comment', body: 'As the register has it' },
      { kind: 'event', changes: null },
      { kind: 'event', changes: null },
    ])
  })

  it('is of this workshop alone; what is read without an id is a record only where that is said', async () => {
    const { id } = (await ask('pim', 'GET', 'workshop/settings')).body
    const statuses = []
    for (const [entity, entityId] of [
      ['workshop', newId()],
      ['dashboard', id],
    ])
      statuses.push((await ask('pim', 'GET', `timeline?entity=${entity}&entityId=${entityId}`)).status)
    expect(statuses).toEqual([404, 404])
  })
})

describe('a person who is named', () => {
  it('is told at once, on the bell, until it is read', async () => {
    await say('malee', '@Pim and @nok look at this', ['pim', 'nok', 'malee'])
    const told = (await ask('nok', 'GET', 'notices')).body
    expect(told).toMatchObject({
      unread: 1,
      items: [
        {
          ...{ kind: 'mention', ...product, label: 'TOTE', actor: 'malee', readAt: null },
          excerpt: '@Pim and @nok look at this',
        },
      ],
    })
    // Nobody is told what they said themselves.
    expect((await ask('malee', 'GET', 'notices')).body.items).toEqual([])
    const [{ id }] = told.items
    expect((await ask('pim', 'POST', `notices/${id}/read`, {})).status).toBe(404)
    expect((await ask('nok', 'POST', `notices/${id}/read`, {})).status).toBe(200)
    expect((await ask('nok', 'GET', 'notices?unread=true')).body).toMatchObject({ unread: 0, items: [] })
    expect((await ask('nok', 'GET', 'notices')).body.items).toHaveLength(1)
    expect((await ask('pim', 'GET', 'notices')).body.unread).toBe(1)
  })

  it('reads all of it at once, but not what comes meanwhile', async () => {
    await say('malee', '@Pim once more', ['pim'])
    const [newest] = (await ask('pim', 'GET', 'notices')).body.items
    workshop.clock.advance({ minutes: 1 })
    await say('malee', '@Pim and again', ['pim'])
    expect((await ask('pim', 'POST', 'notices/read-all', { upTo: newest.id })).body).toEqual({ marked: 2 })
    expect((await ask('pim', 'GET', 'notices')).body.unread).toBe(1)
  })

  it('is told once though the comment is changed, and not at all if they are not named any more at first', async () => {
    const { id } = (await say('pim', '@nok', ['nok'])).body
    await ask('pim', 'PATCH', `comments/${id}`, {
      body: '@nok @malee',
      mentions: [idOf('nok'), idOf('malee')],
    })
    expect((await ask('nok', 'GET', 'notices?unread=true')).body.unread).toBe(1)
    expect((await ask('malee', 'GET', 'notices?unread=true')).body.unread).toBe(1)
  })

  it('must be a member who may read the record: such are offered, others refused, and nothing is kept', async () => {
    const { id } = (await ask('nok', 'GET', 'customers')).body.items[0]
    const record = { entity: 'customer', entityId: id }
    const offered = await ask('nok', 'GET', `comments/mentionable?entity=customer&entityId=${id}`)
    expect(offered.body.items.map(({ name }: { name: string }) => name).sort()).toEqual([
      'Pim',
      'nok',
      'view',
    ])
    const some = await ask('nok', 'GET', `comments/mentionable?entity=customer&entityId=${id}&q=PI`)
    expect(some.body.items.map(({ userId }: { userId: string }) => userId)).toEqual([idOf('pim')])
    const before = await rows()
    expect((await say('nok', '@malee', ['malee'], record)).body.code).toBe('comments.cannot_see')
    const stranger = await ask('nok', 'POST', 'comments', { ...record, body: '@x', mentions: [newId()] })
    expect([stranger.status, stranger.body.code]).toEqual([422, 'comments.cannot_see'])
    expect(await rows()).toEqual(before)
  })
})

describe('a file of a record', () => {
  const content = Buffer.from('%PDF-1.7 drawing').toString('base64')
  const list = async (who: string) =>
    await ask(who, 'GET', `files?entity=${product.entity}&entityId=${product.entityId}`)

  it('is listed with it, is in its history, and is gone when it is removed', async () => {
    const kept = await ask('malee', 'POST', 'files', { ...product, name: 'Drawing.pdf', content })
    expect((await list('pim')).body.items).toEqual([
      {
        ...{ id: kept.body.id, name: 'Drawing.pdf', url: kept.body.url, mediaType: 'application/pdf' },
        ...{ bytes: 16, visibility: 'members', by: 'malee', at: workshop.clock.now().toISOString() },
      },
    ])
    expect((await timeline('pim')).items[0]).toMatchObject({
      operation: 'documents.file.upload',
      changes: { file: { to: 'Drawing.pdf' } },
    })
    expect((await ask('malee', 'DELETE', `files/${kept.body.id}`)).status).toBe(204)
    expect((await list('pim')).body.items).toEqual([])
    expect((await ask('malee', 'DELETE', `files/${kept.body.id}`)).status).toBe(404)
    const gone = await workshop.app.inject({ url: kept.body.url, headers: people.get('pim')!.headers })
    expect(gone.statusCode).toBe(404)
  })

  it('is seen by those who may read the record, and by nobody else', async () => {
    const { id } = (await ask('nok', 'GET', 'customers')).body.items[0]
    const record = { entity: 'customer', entityId: id }
    const kept = await ask('nok', 'POST', 'files', { ...record, name: 'Passport.pdf', content })
    const open = async (who: string) =>
      (await workshop.app.inject({ url: kept.body.url, headers: people.get(who)!.headers })).statusCode
    expect([await open('nok'), await open('malee'), await open('hand')]).toEqual([200, 404, 404])
    expect((await ask('malee', 'GET', `files?entity=customer&entityId=${id}`)).body.code).toBe(
      'auth.forbidden',
    )
    const before = await workshop.asOwner('select count(*) from stored_file')
    const nowhere = { entity: 'customer', entityId: newId() }
    expect((await ask('nok', 'POST', 'files', { ...nowhere, name: 'x.pdf', content })).status).toBe(404)
    expect((await ask('malee', 'POST', 'files', { ...record, name: 'x.pdf', content })).status).toBe(403)
    expect((await ask('hand', 'DELETE', `files/${kept.body.id}`)).status).toBe(403)
    expect(await workshop.asOwner('select count(*) from stored_file')).toEqual(before)
  })
})
