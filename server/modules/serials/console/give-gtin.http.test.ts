import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { Permissions, type Principal } from '../../../kernel/command/principal.ts'
import type { Reply, TestTenant, Workshop } from '../../../kernel/testing/workshop.ts'
import { type IssuedReply, issueSome, makeProduct, openSerials } from '../serials.build.ts'

const staff: Principal = { kind: 'platform', id: 'staff', name: 'Staff', permissions: Permissions.none }
const person: Principal = { kind: 'user', id: 'person', name: 'Person', permissions: Permissions.all }
const GTIN = '4006381333931'
const LINK = (compact: string) => `/01/0${GTIN}/21/${compact}`

let workshop: Workshop
let wrong: TestTenant
let right: TestTenant
let before: IssuedReply[]
beforeAll(async () => {
  workshop = await openSerials()
  vi.spyOn(workshop.kernel.authenticator, 'bySession').mockImplementation(async (cookie) =>
    cookie === 'is=staff' ? staff : cookie === 'is=person' ? person : undefined,
  )
  wrong = await workshop.tenant('MA01')
  right = await workshop.tenant('SIAM')
  before = await issueSome(wrong, await makeProduct(wrong, { sku: 'TAKEN', gtin: GTIN }), 2)
  await makeProduct(right, { sku: 'OURS' })
  await workshop.drain()
})
afterAll(() => workshop.close())

const gift = { gtin: GTIN, toCode: 'siam', toSku: 'OURS', reason: 'The prefix is licensed to Siam, case 41' }
const ask = (body: object, cookie = 'is=staff'): Promise<Reply> =>
  workshop.central.post('/api/platform/gtins/transfer', body, { cookie })
const verify = async (compact: string) =>
  JSON.parse((await workshop.central.get(LINK(compact), { accept: 'application/json' })).text)
/** Everything that a transfer could change. */
const kept = async () =>
  JSON.stringify([
    await workshop.asOwner('select * from gtin_claim order by 1'),
    await workshop.asOwner('select * from product order by id'),
    await workshop.asOwner('select count(*) from audit_record'),
  ])

describe('a GTIN that the wrong workshop has claimed', () => {
  it('is given to nobody by strangers, to what is not there, or where it is nobody’s; nothing changes', async () => {
    const state = await kept()
    expect((await ask(gift, 'is=nobody')).status).toBe(401)
    expect((await ask(gift, 'is=person')).status).toBe(403)
    const url = '/api/platform/gtins/transfer'
    expect((await right.as('owner').post(url, gift)).status).toBe(404)
    for (const [body, status, code] of [
      [{ ...gift, gtin: '4006381333932' }, 400, 'request.malformed'],
      [{ ...gift, reason: '' }, 400, 'request.malformed'],
      [{ ...gift, toCode: 'NONE' }, 422, 'catalog.gtin_receiver'],
      [{ ...gift, toSku: 'NONE' }, 422, 'catalog.gtin_receiver'],
      [{ ...gift, gtin: '4006381333948' }, 409, 'catalog.gtin_not_held'],
      [{ ...gift, toCode: 'MA01', toSku: 'TAKEN' }, 409, 'catalog.gtin_not_held'],
    ] as const) {
      const reply = await ask(body)
      expect([reply.status, reply.body.code]).toEqual([status, code])
    }
    expect(await kept()).toBe(state)
  })

  it('is given to the right one by staff: audited in both, and pieces that carry it are found as before', async () => {
    expect((await verify(before[0]!.compact)).maker.code).toBe('MA01')
    const reply = await ask(gift)
    expect(reply.body).toEqual({
      gtin: `0${GTIN}`,
      from: { code: 'MA01', sku: 'TAKEN' },
      to: { code: 'SIAM', sku: 'OURS' },
    })
    await workshop.drain()
    expect(await wrong.rows('select sku, gtin from product')).toEqual([{ sku: 'TAKEN', gtin: null }])
    expect(await right.rows('select sku, gtin from product')).toEqual([{ sku: 'OURS', gtin: GTIN }])
    for (const [tenant, sku] of [
      [wrong, 'TAKEN'],
      [right, 'OURS'],
    ] as const) {
      const rows = await tenant.rows<{ actor_kind: string; label: string; changes: { reason: string } }>(
        `select a.actor_kind, a.label, a.changes from audit_record a join product p on p.id::text = a.entity_id
           where a.operation = 'catalog.gtin.give'`,
      )
      expect(rows).toMatchObject([{ actor_kind: 'platform', label: sku, changes: { reason: gift.reason } }])
    }
    const [mine] = await issueSome(right, (await right.rows<{ id: string }>('select id from product'))[0]!.id)
    await workshop.drain()
    // The code on a piece that was made before, a new one of the right maker, and one that has neither.
    expect((await verify(before[0]!.compact)).maker.code).toBe('MA01')
    expect((await verify(mine!.compact)).maker.code).toBe('SIAM')
    const [later] = await issueSome(wrong, await makeProduct(wrong, { sku: 'LATER' }))
    await workshop.drain()
    expect((await verify(later!.compact)).ok).toBe(false)
  })

  it('is not taken by its former holder again, who may have another one', async () => {
    const [{ id, version }] = (await wrong.rows<{ id: string; version: bigint }>(
      `select id, version from product where sku = 'TAKEN'`,
    )) as [{ id: string; version: bigint }]
    const again = await wrong.as('owner').patch(`products/${id}`, { version: Number(version), gtin: GTIN })
    expect([again.status, again.body.code]).toEqual([409, 'catalog.gtin_claimed'])
    const other = await wrong
      .as('owner')
      .patch(`products/${id}`, { version: Number(version), gtin: '4006381333948' })
    expect(other.status).toBe(200)
    await workshop.drain()
    // The old code of an old piece leads to it also when its product has another GTIN now.
    expect((await verify(before[1]!.compact)).maker.code).toBe('MA01')
    // And what carries its GTIN cannot just drop it: only the GTIN that was given away was let go.
    const drop = await wrong.as('owner').patch(`products/${id}`, { gtin: null })
    expect([drop.status, drop.body.code]).toEqual([409, 'catalog.gtin_on_pieces'])
  })

  it('of two of the staff who give it at once goes once', async () => {
    await makeProduct(wrong, { sku: 'THIRD' })
    const back = { ...gift, toCode: 'MA01', toSku: 'THIRD' }
    const replies = await Promise.all([ask(back), ask(back)])
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 409])
  })

  it('is given on the page of the console, which says why not', async () => {
    const post = (fields: Record<string, string>) =>
      workshop.central.post('/platform/serials/gtins', new URLSearchParams(fields).toString(), {
        cookie: 'is=staff',
        'content-type': 'application/x-www-form-urlencoded',
        origin: 'http://localhost',
      })
    expect((await workshop.central.get('/platform/serials', { cookie: 'is=staff' })).text).toContain(
      'Give a GTIN',
    )
    const refused = await post({ ...gift, toSku: '<script>' })
    expect(refused.status).toBe(422)
    expect(refused.text).toContain('has no product &lt;script&gt;')
    expect(refused.text).toContain(`value="${gift.reason}"`)
    const done = await post(gift)
    expect([done.status, done.headers.location]).toEqual([303, `/platform/serials?given=0${GTIN}`])
    const page = await workshop.central.get(`/platform/serials?given=0${GTIN}`, { cookie: 'is=staff' })
    expect(page.text).toContain(`0${GTIN} was given.`)
  })
})
