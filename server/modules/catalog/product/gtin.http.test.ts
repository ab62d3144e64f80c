import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkDigit } from '../../../../shared/gs1/check-digit.ts'
import type { TestTenant, Workshop } from '../../../kernel/testing/workshop.ts'
import { issueSome, openSerials } from '../../serials/serials.build.ts'

let workshop: Workshop
let a: TestTenant
let b: TestTenant
beforeAll(async () => {
  workshop = await openSerials()
  a = await workshop.tenant('MA01')
  b = await workshop.tenant('SIAM')
})
afterAll(() => workshop.close())

let bodies = 885_000_000_000
/** A GTIN that nobody had before. */
const nextGtin = () => {
  const body = String(++bodies)
  return body + checkDigit(body)
}
const create = (t: TestTenant, sku: string, gtin: string | null, more: object = {}) =>
  t
    .as('owner')
    .post('products', { sku, name: sku, kind: 'finished', unit: 'pc', currency: 'THB', gtin, ...more })
const change = (t: TestTenant, id: string, fields: object) => t.as('owner').patch(`products/${id}`, fields)
const claims = () =>
  workshop.asOwner<{ gtin: string; code: string; claimed: boolean }>(
    `select c.gtin, t.code, c.product_id is not null as claimed from gtin_claim c join tenant t on t.id = c.tenant_id order by 1`,
  )
const holderOf = async (gtin: string) => {
  const claim = (await claims()).find((row) => row.gtin === gtin.padStart(14, '0'))
  return claim?.claimed ? claim.code : undefined
}
const products = async () =>
  Number((await workshop.asOwner<{ n: string }>('select count(*) n from product'))[0]!.n)

describe('a GTIN', () => {
  it.each([
    ['885000000000', 'catalog.gtin_check_digit'],
    ['200000000000', 'catalog.gtin_in_store'],
    ['050000000000', 'catalog.gtin_coupon'],
    ['980000000000', 'catalog.gtin_coupon'],
    ['952000000000', 'catalog.gtin_demonstration'],
  ])('of %s… is refused: %s', async (body, code) => {
    const before = await products()
    const digit = checkDigit(body)
    const gtin = body + (code.endsWith('check_digit') ? (digit + 1) % 10 : digit)
    const reply = await create(a, 'X', gtin)
    expect([reply.status, reply.body.code]).toEqual([422, code])
    for (const length of ['123456789', '1234567', '40063813339311x'])
      expect((await create(a, 'X', length)).status).toBe(400)
    const report = await a
      .as('owner')
      .post('products/import', { csv: `sku,name,kind,unit,gtin\nX,X,finished,pc,${gtin}\n` })
    expect([report.status, report.body.errors[0].field]).toEqual([422, 'line 2, column gtin'])
    expect(await products()).toBe(before)
  })

  it('for demonstrations is taken where the demo is', async () => {
    const demo = await openSerials({ env: { SEED_DEMO: 'true' } })
    try {
      const t = await demo.tenant('MA01')
      expect((await create(t, 'SHOWN', '9520001000010')).status).toBe(201)
      expect((await create(t, 'WRONG', '2000000000008')).body.code).toBe('catalog.gtin_in_store')
    } finally {
      await demo.close()
    }
  })

  it('is claimed by the first workshop, whatever its length, and by no other', async () => {
    const gtin = nextGtin()
    const mine = await create(a, 'FIRST', gtin)
    expect(mine.status).toBe(201)
    const before = [await products(), await claims()]
    for (const form of [gtin, `0${gtin}`]) {
      const theirs = await create(b, 'SECOND', form)
      expect([theirs.status, theirs.body.code]).toEqual([409, 'catalog.gtin_claimed'])
      // Nothing of whose it is.
      expect(theirs.text).not.toMatch(/MA01|FIRST/)
      const twin = await create(a, 'TWIN', form)
      expect([twin.status, twin.body.code]).toEqual([409, 'catalog.gtin_taken'])
    }
    const rows = await b.as('owner').post('products/import', {
      csv: `sku,name,kind,unit,gtin\nS1,S1,finished,pc,0${gtin}\nS2,S2,finished,pc,\n`,
    })
    expect(rows.body.errors).toEqual([
      { field: 'line 2, column gtin', code: 'row', message: `"0${gtin}": is claimed by another workshop` },
    ])
    expect([await products(), await claims()]).toEqual(before)
    // Written again, in the other length, it is the same.
    expect((await change(a, mine.body.id, { gtin: `0${gtin}` })).status).toBe(200)
    expect(await holderOf(gtin)).toBe('MA01')
  })

  it('goes to one of two workshops that want it in the same moment', async () => {
    for (let round = 0; round < 5; round++) {
      const gtin = nextGtin()
      const replies = await Promise.all(
        [a, b, a, b].map((t, i) => create(t, `RACE-${round}-${i}`, i < 2 ? gtin : `0${gtin}`)),
      )
      const statuses = replies.map((reply) => reply.status).sort()
      expect(statuses).toEqual([201, 409, 409, 409])
      const winner = replies.findIndex((reply) => reply.status === 201)
      expect(await holderOf(gtin)).toBe(winner % 2 === 0 ? 'MA01' : 'SIAM')
    }
  })

  it('is free again when its product gives it up, also to another workshop, and stays with a deleted product', async () => {
    const gtin = nextGtin()
    const { id } = (await create(a, 'GIVEN', gtin)).body
    await a.as('owner').delete(`products/${id}`)
    expect((await create(b, 'TAKER', gtin)).body.code).toBe('catalog.gtin_claimed')
    await a.as('owner').post(`products/${id}/restore`, {})
    expect((await change(a, id, { gtin: null })).status).toBe(200)
    expect(await holderOf(gtin)).toBeUndefined()
    expect((await create(b, 'TAKER', gtin)).status).toBe(201)
    expect(await holderOf(gtin)).toBe('SIAM')
    expect((await change(a, id, { gtin })).body.code).toBe('catalog.gtin_claimed')
  })

  it('of pieces that were issued stays with their product', async () => {
    const gtin = nextGtin()
    const made = { serialised: true, serialCode: 'STAYS', line: 'HAT' }
    const { id } = (await create(a, 'STAYS', gtin, made)).body
    const [piece] = await issueSome(a, id)
    for (const other of [nextGtin(), null]) {
      const reply = await change(a, id, { gtin: other })
      expect([reply.status, reply.body.code]).toEqual([409, 'catalog.gtin_on_pieces'])
    }
    expect(await holderOf(gtin)).toBe('MA01')
    expect((await change(a, id, { name: 'Stays' })).status).toBe(200)
    await a.as('owner').post(`serials/${piece!.id}/void`, { reason: 'Misprint' })
    expect((await change(a, id, { gtin: null })).status).toBe(200)
    expect(await holderOf(gtin)).toBeUndefined()
  })

  it('can be given to a product whose pieces were issued without', async () => {
    const made = { serialised: true, serialCode: 'LATER', line: 'HAT' }
    const { id } = (await create(a, 'LATER', null, made)).body
    await issueSome(a, id)
    expect((await change(a, id, { gtin: nextGtin() })).status).toBe(200)
  })
})
