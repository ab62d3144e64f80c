import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../../../../shared/ids.ts'
import { openWorkshop, type TestTenant, type Workshop } from '../../../kernel/testing/workshop.ts'
import { accountingModule } from '../../accounting/index.ts'
import { inventoryModule, PLACES } from '../index.ts'
import { preparePlaces } from '../places.ts'
import { buildProduct, committedMeanwhile, levels, sizes } from '../stock/stock.build.ts'
import { stockCommands } from '../stock/stock-commands.build.ts'

let workshop: Workshop
let t: TestTenant
beforeAll(async () => {
  workshop = await openWorkshop({ modules: [accountingModule, inventoryModule, stockCommands] })
  t = await workshop.tenant('MA01')
})
afterAll(() => workshop.close())

const clerk = () => t.as('warehouse')
const create = (body: object) => clerk().post('locations', body)
const made = async (body: object): Promise<string> => {
  const reply = await create(body)
  expect(reply.status).toBe(201)
  return reply.body.id
}
const codes = async (query = '') =>
  (await clerk().get(`locations?${query}`)).body.items.map((item: { code: string }) => item.code)
const bring = (productId: string, to: string, quantity = '1') =>
  t.as('owner').post('try/moves', { moves: [{ productId, from: 'SUPPLIER', to, quantity, value: '100' }] })

describe('a new workshop', () => {
  it('has the main warehouse and the five places where stock comes from and goes to, once', async () => {
    await preparePlaces(workshop.kernel, t)
    const reply = await clerk().get('locations')
    expect(
      reply.body.items.map((l: { code: string; kind: string; allowNegative: boolean }) => [
        l.code,
        l.kind,
        l.allowNegative,
      ]),
    ).toEqual([
      ['CUSTOMER', 'customer', true],
      ['LOSS', 'loss', true],
      ['OPENING', 'opening', true],
      ['PRODUCTION', 'production', true],
      ['SUPPLIER', 'supplier', true],
      ['WH', 'warehouse', false],
    ])
    expect(Object.values(PLACES).sort()).toEqual(reply.body.items.map((l: { code: string }) => l.code))
  })
})

describe('locations', () => {
  it('are created inside each other and listed by code, kind, parent and part of a name, page by page', async () => {
    const zone = await made({ code: 'FG', name: 'Finished goods', nameTh: 'สินค้าสำเร็จรูป', kind: 'zone' })
    for (const n of [1, 2, 3])
      await made({ code: `FG-A${n}`, name: `Cupboard ${n}`, kind: 'bin', parentId: zone })
    expect(await codes(`parentId=${zone}`)).toEqual(['FG-A1', 'FG-A2', 'FG-A3'])
    expect(await codes('kind=zone')).toEqual(['FG'])
    expect(await codes('physical=true')).toEqual(['FG', 'FG-A1', 'FG-A2', 'FG-A3', 'WH'])
    expect(await codes('q=cupboard')).toEqual(['FG-A1', 'FG-A2', 'FG-A3'])
    expect(await codes('q=%E0%B8%AA%E0%B8%B3%E0%B9%80%E0%B8%A3%E0%B9%87%E0%B8%88')).toEqual(['FG'])
    const first = await clerk().get('locations?physical=true&limit=2')
    const second = await clerk().get(`locations?physical=true&limit=2&after=${first.body.next}`)
    expect(second.body.items.map((l: { code: string }) => l.code)).toEqual(['FG-A2', 'FG-A3'])
    const third = await clerk().get(`locations?physical=true&limit=2&after=${second.body.next}`)
    expect(third.body.items).toHaveLength(1)
    expect(third.body.next).toBeNull()
  })

  it('change their name and place, and say what changed; two editors do not overwrite each other', async () => {
    const id = await made({ code: 'SHOW', name: 'Showroom', kind: 'zone' })
    const reply = await clerk().patch(`locations/${id}`, { name: 'Front room', version: 1 })
    expect(reply.body).toMatchObject({ code: 'SHOW', name: 'Front room', version: 2 })
    const late = await clerk().patch(`locations/${id}`, { name: 'Back room', version: 1 })
    expect(late.status).toBe(409)
    expect(late.body.code).toBe('conflict.version')
    expect((await clerk().get(`locations/${id}`)).body.name).toBe('Front room')
    const log = await t.rows(
      `select changes from audit_record where operation = 'inventory.location.update' and entity_id = $1`,
      id,
    )
    expect(log).toEqual([{ changes: { name: { from: 'Showroom', to: 'Front room' } } }])
    const parentId = await made({ code: 'FLOOR', name: 'Floor', kind: 'zone' })
    await clerk().patch(`locations/${id}`, { parentId })
    const [moved] = await t.rows(
      `select changes from audit_record where operation = 'inventory.location.update' order by id desc limit 1`,
    )
    const changes = { parentId: { from: null, to: parentId }, parent: { from: null, to: 'FLOOR' } }
    expect(moved).toEqual({ changes })
  })

  it('are archived when empty, and taken into use again', async () => {
    const id = await made({ code: 'OLD', name: 'Old shelf', kind: 'bin' })
    expect((await clerk().get(`locations/${id}`)).body.actions).toEqual({
      archive: { allowed: true },
      restore: { allowed: false, reason: 'not_found' },
    })
    expect((await clerk().post(`locations/${id}/archive`)).body.archivedAt).not.toBeNull()
    expect(await codes('physical=true')).not.toContain('OLD')
    expect(await codes('archived=true')).toEqual(['OLD'])
    const p = await buildProduct(t, { sku: 'NEVER' })
    expect((await bring(p, 'OLD')).body).toMatchObject({
      code: 'inventory.location_unknown',
      params: { location: 'OLD' },
    })
    expect((await clerk().post(`locations/${id}/archive`)).status).toBe(404)
    expect((await clerk().post(`locations/${id}/restore`)).body.archivedAt).toBeNull()
    expect((await bring(p, 'OLD')).status).toBe(200)
  })
})

describe('refused, with nothing changed', () => {
  let before: Record<string, bigint>
  const same = async () => expect(await sizes(t)).toEqual(before)
  const refusing = async (
    work: () => Promise<{ status: number; body: { code: string } }>,
    status: number,
    code: string,
  ) => {
    before = await sizes(t)
    const reply = await work()
    expect([reply.status, reply.body.code]).toEqual([status, code])
    await same()
  }

  it('a code that is taken, in small letters or too long', async () => {
    await refusing(() => create({ code: 'WH', name: 'Again', kind: 'warehouse' }), 409, 'conflict.unique')
    await refusing(() => create({ code: 'wh2', name: 'Small', kind: 'warehouse' }), 400, 'request.malformed')
    await refusing(
      () => create({ code: 'X'.repeat(31), name: 'Long', kind: 'bin' }),
      400,
      'request.malformed',
    )
  })

  it('a parent that holds nothing, does not exist, is archived, or lies inside', async () => {
    const [customer] = await t.rows<{ id: string }>(`select id from location where code = 'CUSTOMER'`)
    const a = await made({ code: 'CA', name: 'A', kind: 'zone' })
    const b = await made({ code: 'CB', name: 'B', kind: 'zone', parentId: a })
    const c = await made({ code: 'CC', name: 'C', kind: 'bin', parentId: b })
    const archived = await made({ code: 'CD', name: 'D', kind: 'bin' })
    await clerk().post(`locations/${archived}/archive`)
    for (const parentId of [customer!.id, newId(), archived]) {
      await refusing(
        () => create({ code: 'CX', name: 'X', kind: 'bin', parentId }),
        422,
        'inventory.location_parent',
      )
    }
    for (const parentId of [a, b, c]) {
      await refusing(() => clerk().patch(`locations/${a}`, { parentId }), 422, 'inventory.location_parent')
    }
    await refusing(
      () => create({ code: 'CX', name: 'X', kind: 'supplier', parentId: a }),
      422,
      'inventory.location_parent',
    )
    expect((await clerk().get(`locations/${a}`)).body.parentId).toBeNull()
  })

  it('two changes at once that would make a circle: one of them', async () => {
    const a = await made({ code: 'RA', name: 'A', kind: 'zone' })
    const b = await made({ code: 'RB', name: 'B', kind: 'zone' })
    const replies = await Promise.all([
      clerk().patch(`locations/${a}`, { parentId: b }),
      clerk().patch(`locations/${b}`, { parentId: a }),
    ])
    expect(replies.map((reply) => reply.status).sort()).toEqual([200, 422])
    expect(replies.find((reply) => reply.status === 422)!.body.code).toBe('inventory.location_parent')
  })

  it('archiving what every workshop needs, what holds or promises stock, and what has locations inside', async () => {
    const [wh] = await t.rows<{ id: string }>(`select id from location where code = 'WH'`)
    await refusing(() => clerk().post(`locations/${wh!.id}/archive`), 409, 'inventory.location_built_in')
    expect((await clerk().get(`locations/${wh!.id}`)).body.actions.archive).toEqual({
      allowed: false,
      reason: 'inventory.location_built_in',
    })
    const full = await made({ code: 'FULL', name: 'Full', kind: 'zone' })
    await bring(await buildProduct(t, { sku: 'IN-FULL' }), 'FULL')
    await refusing(() => clerk().post(`locations/${full}/archive`), 409, 'inventory.location_not_empty')
    expect((await clerk().get(`locations/${full}`)).body.actions.archive.reason).toBe(
      'inventory.location_not_empty',
    )
    const outer = await made({ code: 'OUTER', name: 'Outer', kind: 'zone' })
    await made({ code: 'INNER', name: 'Inner', kind: 'bin', parentId: outer })
    await refusing(() => clerk().post(`locations/${outer}/archive`), 409, 'inventory.location_not_empty')
  })

  it('archiving a location that something is brought to at the same time', async () => {
    const shelf = await made({ code: 'RACE', name: 'Race', kind: 'bin' })
    const p = await buildProduct(t, { sku: 'RACE' })
    await bring(p, 'RACE')
    await t
      .as('owner')
      .post('try/moves', { moves: [{ productId: p, from: 'RACE', to: 'WH', quantity: '1' }] })
    const reply = await committedMeanwhile(
      workshop,
      t,
      `update stock_level set on_hand = 1 where location_id = '${shelf}'`,
      () => clerk().post(`locations/${shelf}/archive`),
    )
    expect(reply.body.code).toBe('inventory.location_not_empty')
    await t.rows(`update stock_level set on_hand = 0 where location_id = '${shelf}'`)
  })

  it('everything, without the permission', async () => {
    await refusing(
      () => t.as('viewer').post('locations', { code: 'V', name: 'V', kind: 'bin' }),
      403,
      'auth.forbidden',
    )
    expect((await t.as('viewer').get('locations')).status).toBe(200)
    expect((await t.as('operator').get('locations')).status).toBe(403)
  })

  it('the location of another workshop: it does not exist', async () => {
    const other = await workshop.tenant('BB02')
    const [theirs] = await other.rows<{ id: string }>(`select id from location where code = 'WH'`)
    for (const reply of await Promise.all([
      clerk().get(`locations/${theirs!.id}`),
      clerk().patch(`locations/${theirs!.id}`, { name: 'Mine' }),
      clerk().post(`locations/${theirs!.id}/archive`),
    ])) {
      expect(reply.status).toBe(404)
    }
  })
})

describe('stock below zero', () => {
  it('can be allowed at a place, and forbidden again once nothing is below zero', async () => {
    const van = await made({ code: 'VAN', name: 'Van', kind: 'zone' })
    const p = await buildProduct(t, { sku: 'BELOW' })
    const sell = () =>
      t
        .as('owner')
        .post('try/moves', { moves: [{ productId: p, from: 'VAN', to: 'CUSTOMER', quantity: '2' }] })
    await bring(p, 'VAN')
    expect((await sell()).body.code).toBe('stock.short')
    expect((await clerk().patch(`locations/${van}`, { allowNegative: true })).body.allowNegative).toBe(true)
    expect((await sell()).status).toBe(200)
    expect(await levels(t, p)).toMatchObject({ VAN: '-1' })
    const refused = await clerk().patch(`locations/${van}`, { allowNegative: false })
    expect([refused.status, refused.body.code]).toEqual([409, 'stock.below_zero'])
    expect((await clerk().get(`locations/${van}`)).body.allowNegative).toBe(true)
    await bring(p, 'VAN', '3')
    expect((await clerk().patch(`locations/${van}`, { allowNegative: false })).body.allowNegative).toBe(false)
    expect(
      (
        await t
          .as('owner')
          .post('try/moves', { moves: [{ productId: p, from: 'VAN', to: 'CUSTOMER', quantity: '3' }] })
      ).body.code,
    ).toBe('stock.short')
    expect(await workshop.offences()).toEqual([])
  })

  it('is always allowed at a supplier or customer', async () => {
    const id = await made({ code: 'TANNERY', name: 'Tannery', kind: 'supplier', allowNegative: false })
    expect((await clerk().patch(`locations/${id}`, { allowNegative: false })).body.allowNegative).toBe(true)
  })
})

describe('the database', () => {
  it('keeps a level from saying otherwise than its location', async () => {
    const p = await buildProduct(t, { sku: 'LIAR' })
    const insert = `insert into stock_level (tenant_id, id, product_id, location_id, on_hand, allow_negative)
      select $1, $2, $3, id, -1, true from location where code = 'WH'`
    await expect(t.rows(insert, t.id, newId(), p)).rejects.toThrow(/stock_level_location_fk/)
    await bring(p, 'WH')
    const flip = `update stock_level set allow_negative = true where product_id = $1 and on_hand = 1`
    await expect(t.rows(flip, p)).rejects.toThrow(/stock_level_location_fk/)
  })

  it('keeps moves as they are', async () => {
    await expect(t.rows('update stock_move set quantity = 1')).rejects.toThrow(/permission denied/)
    await expect(t.rows('delete from stock_move')).rejects.toThrow(/permission denied/)
  })
})
