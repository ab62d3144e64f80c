import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TestTenant, Workshop } from '../../kernel/testing/workshop.ts'
import {
  as,
  ask,
  claim,
  codeOf,
  confirm,
  linkTo,
  MALI,
  NOK,
  openAtelier,
  openOwnership,
  publicPage,
  type SoldPiece,
  sell,
  takeMails,
} from './ownership.build.ts'

let workshop: Workshop
let t: TestTenant
let other: TestTenant
let sold: SoldPiece[]
beforeAll(async () => {
  workshop = await openOwnership()
  const atelier = await openAtelier(workshop)
  t = atelier.t
  other = await workshop.tenant('SIAM')
  sold = await sell(t, atelier.tote, 8)
  await workshop.drain()
})
afterAll(async () => {
  expect(await workshop.offences()).toEqual([])
  await workshop.close()
})

const REASON = 'The card was read at the fair; the order is Nok’s.'
const withdraw = (id: string, more: object = {}, role: 'owner' | 'sales' = 'owner') =>
  t.as(role).post(`serials/${id}/ownership/withdraw`, { reason: REASON, ...more })
const ownership = async (id: string) => (await t.as('owner').get(`serials/${id}/ownership`)).body
const stateOf = async (id: string) => (await t.as('owner').get(`serials/${id}`)).body.state
const DAO = { email: 'dao@example.com', name: 'Dao' }
/** Everything that is kept about a piece's owner. */
const kept = async (id: string) =>
  JSON.stringify(
    await Promise.all(
      ['serial', 'ownership', 'ownership_event', 'claim_code'].map((table) =>
        t.rows(
          `select r::text from ${table} r where ${table === 'serial' ? 'id' : 'serial_id'} = $1 order by r::text`,
          id,
        ),
      ),
    ),
  )

describe('a claim by the wrong person', () => {
  it('is taken back with a reason: the history keeps it, the person reads it, the card is void, and the public sees a piece that is sold', async () => {
    const id = sold[0]!.id
    const token = await claim(workshop, t, id, MALI)
    const code = (
      await t.rows<{ n: bigint }>('select count(*) n from claim_code where serial_id = $1', id)
    )[0]!
    expect(Number(code.n)).toBe(1)
    expect(await publicPage(workshop, sold[0]!.serial)).toContain('Claimed by its owner')
    const reply = await withdraw(id)
    expect(reply.body).toEqual({ id, serial: sold[0]!.serial, told: true, asked: false })
    await workshop.drain()
    const [mail, ...more] = takeMails(workshop, MALI.email)
    expect([mail!.subject, more]).toEqual(['Saddle Tote is no longer registered to you', []])
    expect(mail!.text).toContain(REASON)
    expect(await stateOf(id)).toBe('sold')
    const after = await ownership(id)
    expect(after).toMatchObject({ owner: null, warranty: null, claimCode: null })
    expect(after.chain.map(({ kind, way, note }: Record<string, unknown>) => [kind, way, note])).toEqual([
      ['claimed', 'code', null],
      ['withdrawn', 'maker', REASON],
    ])
    expect((await t.anonymous.get('ownership/pieces', as(token))).body.pieces).toEqual([])
    expect((await t.anonymous.post(`ownership/pieces/${id}/stolen`, {}, as(token))).status).toBe(404)
    expect(await publicPage(workshop, sold[0]!.serial)).not.toContain('Claimed by its owner')
    const audit = await t.rows<{ changes: { reason: string } }>(
      `select changes from audit_record where operation = 'ownership.claim.withdraw' and entity_id = $1 and changes ? 'owner'`,
      id,
    )
    expect(audit.map(({ changes }) => changes.reason)).toEqual([REASON])
    // Whose it is claims it with a new card; the chain goes on.
    await claim(workshop, t, id, NOK)
    expect((await ownership(id)).chain).toHaveLength(3)
    expect((await ownership(id)).owner.email).toBe(NOK.email)
  })

  it('goes to whom the maker names, once they follow the link of their mail', async () => {
    const id = sold[1]!.id
    await claim(workshop, t, id, MALI)
    expect((await withdraw(id, { next: NOK })).body.asked).toBe(true)
    await workshop.drain()
    expect(await stateOf(id)).toBe('sold')
    const done = await confirm(t, linkTo(workshop, NOK.email))
    expect(done.status).toBe(200)
    await workshop.drain()
    const { owner, chain } = await ownership(id)
    expect(owner.email).toBe(NOK.email)
    expect(chain.at(-1)).toMatchObject({ kind: 'claimed', way: 'maker' })
  })

  it('takes back what it led to: an open offer, a report of theft, a link that was not followed yet', async () => {
    const id = sold[2]!.id
    const token = await claim(workshop, t, id, MALI)
    const offer = await t.anonymous.post(
      `ownership/pieces/${id}/transfer`,
      { email: 'next@example.com' },
      as(token),
    )
    expect(offer.status).toBe(200)
    await workshop.drain()
    const link = linkTo(workshop, 'next@example.com')
    expect((await t.anonymous.post(`ownership/pieces/${id}/stolen`, {}, as(token))).status).toBe(200)
    expect((await withdraw(id)).status).toBe(200)
    await workshop.drain()
    expect(await stateOf(id)).toBe('sold')
    const late = await confirm(t, link)
    expect([late.status, late.body.code]).toEqual([404, 'ownership.link_over'])
    expect(await publicPage(workshop, sold[2]!.serial)).not.toContain('stolen')
  })

  it('cannot be taken back where there is none, twice, without a reason, by who may not, or in another workshop', async () => {
    const id = sold[3]!.id
    await codeOf(t, id)
    const before = await kept(id)
    const none = await withdraw(id)
    expect([none.status, none.body.code]).toEqual([409, 'ownership.not_claimed'])
    expect((await withdraw(id, {}, 'sales')).status).toBe(403)
    expect((await withdraw(id, { reason: '' })).status).toBe(400)
    expect((await other.as('owner').post(`serials/${id}/ownership/withdraw`, { reason: 'x' })).status).toBe(
      404,
    )
    expect(await kept(id)).toBe(before)
    await claim(workshop, t, id, DAO)
    const own = await withdraw(id, { next: DAO })
    expect([own.status, own.body.code]).toEqual([422, 'ownership.own_piece'])
    const twice = await Promise.all([withdraw(id), withdraw(id)])
    expect(twice.map(({ status }) => status).sort()).toEqual([200, 409])
    expect((await ownership(id)).actions.withdraw).toEqual({
      allowed: false,
      reason: 'ownership.not_claimed',
    })
  })
})

describe('an owner who wants to be forgotten', () => {
  const LEK = { email: 'lek@example.com', name: 'Lek Thongdee' }
  const OTHER = { email: 'oat@example.com', name: 'Oat Saelim' }
  /** Every table of the workshop that still has a word. */
  const tablesWith = async (word: string): Promise<string[]> => {
    const tables = await workshop.asOwner<{ name: string }>(
      `select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id'
       where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition order by 1`,
    )
    const found: string[] = []
    for (const { name } of tables) {
      const [row] = await workshop.asOwner<{ n: string }>(
        `select count(*) as n from public."${name}" t where t::text ilike '%' || $1 || '%'`,
        word,
      )
      if (row!.n !== '0') found.push(name)
    }
    return found
  }

  it('is, by their own link: nothing has their name or address any more, and the history stays without them', async () => {
    const id = sold[4]!.id
    const token = await claim(workshop, t, id, LEK)
    await t.anonymous.post(`ownership/pieces/${id}/transfer`, { email: OTHER.email }, as(token))
    await ask(workshop, t, await codeOf(t, sold[5]!.id), LEK)
    expect(await tablesWith('lek')).toContain('owner')
    const reply = await t.anonymous.post('ownership/me/erase', {}, as(token))
    expect([reply.status, reply.body.pieces]).toEqual([200, 1])
    await workshop.drain()
    expect(await tablesWith('lek@example.com')).toEqual([])
    expect(await tablesWith('Lek Thongdee')).toEqual([])
    const { owner, chain, actions } = await ownership(id)
    expect(owner).toMatchObject({ name: '', email: null })
    expect(chain).toMatchObject([{ kind: 'claimed', owner: { name: '', email: null } }])
    expect(actions).toMatchObject({
      withdraw: { allowed: true },
      erase: { allowed: false, reason: 'ownership.owner_erased' },
    })
    expect(await stateOf(id)).toBe('claimed')
    // The link is over, the offer is taken back, and nobody is written to who was forgotten.
    expect((await t.anonymous.get('ownership/pieces', as(token))).status).toBe(404)
    const offers = await t.rows('select state, to_email from ownership_transfer where serial_id = $1', id)
    expect(offers).toEqual([{ state: 'cancelled', to_email: OTHER.email }])
    takeMails(workshop, LEK.email)
    expect((await withdraw(id)).body.told).toBe(false)
    await workshop.drain()
    expect(takeMails(workshop, LEK.email)).toEqual([])
    // Whoever comes back is somebody new.
    await claim(workshop, t, id, LEK)
    expect((await ownership(id)).owner.name).toBe(LEK.name)
  })

  it('is, by the maker who was asked; once, and by who may', async () => {
    const id = sold[6]!.id
    await claim(workshop, t, id, OTHER)
    const { owner } = await ownership(id)
    expect((await t.as('sales').post(`owners/${owner.id}/erase`, {})).status).toBe(403)
    expect((await other.as('owner').post(`owners/${owner.id}/erase`, {})).status).toBe(404)
    expect((await ownership(id)).owner.email).toBe(OTHER.email)
    const both = await Promise.all([1, 2].map(() => t.as('owner').post(`owners/${owner.id}/erase`, {})))
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
    expect((await ownership(id)).owner.email).toBeNull()
  })

  it('does so on the page of their pieces, and is told that it is done', async () => {
    const token = await claim(workshop, t, sold[7]!.id, { email: 'fah@example.com', name: 'Fah' })
    const send = (method: 'GET' | 'POST', url: string, cookie: string) =>
      workshop.app.inject({
        ...{ method, url, payload: method === 'POST' ? '' : undefined },
        headers: {
          ...{ host: 'ma01.localhost', accept: 'text/html', cookie },
          ...(method === 'POST' ? { 'content-type': 'application/x-www-form-urlencoded' } : {}),
        },
      } as never)
    expect((await send('GET', '/my-pieces', `owner=${token}`)).payload).toContain('Erase my data for good')
    const done = await send('POST', '/my-pieces/erase', `owner=${token}`)
    expect([done.statusCode, done.headers.location]).toEqual([303, '/my-pieces?notice=erased'])
    expect((await send('GET', '/my-pieces?notice=erased', '')).payload).toContain('is erased')
    expect((await ownership(sold[7]!.id)).owner.email).toBeNull()
  })
})
