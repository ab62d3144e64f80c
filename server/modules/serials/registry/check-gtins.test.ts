import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { checkDigit } from '../../../../shared/gs1/check-digit.ts'
import type { TestTenant, Workshop } from '../../../kernel/testing/workshop.ts'
import { makeProduct, openSerials } from '../serials.build.ts'
import { checkStores } from './check.ts'

let workshop: Workshop
let t: TestTenant
let other: TestTenant
const gtinOf = (n: number) => {
  const body = `400638133${String(n).padStart(3, '0')}`
  return body + checkDigit(body)
}
const stored = (n: number) => gtinOf(n).padStart(14, '0')

beforeAll(async () => {
  workshop = await openSerials()
  t = await workshop.tenant('MA01')
  other = await workshop.tenant('SI02')
  for (let n = 0; n < 4; n++) await makeProduct(t, { sku: `OURS${n}`, gtin: gtinOf(n) })
  await makeProduct(other, { sku: 'THEIRS', gtin: gtinOf(9) })
  await t.as('owner').patch(`products/${await productOf('OURS3')}`, { version: 1, gtin: null })
  await workshop.drain()
})
afterAll(() => workshop.close())

const productOf = async (sku: string) =>
  (await t.rows<{ id: string }>('select id from product where sku = $1', sku))[0]!.id
const registered = () =>
  workshop.asOwner('select gtin, maker_folded, product, version, former from registry.gtin order by gtin')
const damage = (statement: string) => workshop.asOwner(statement)
const check = (options: object = {}) => checkStores(workshop.kernel, options)

describe('the check of GTINs in the registry', () => {
  let right: unknown[]
  beforeEach(async () => {
    right = await registered()
  })

  it('finds nothing where nothing is wrong', async () => {
    expect(right).toHaveLength(5)
    expect(right).toMatchObject([{}, {}, {}, { maker_folded: null, product: null }, { maker_folded: 'S102' }])
    const report = await check()
    expect([report.repaired, report.errors, report.causes]).toEqual([0, 0, {}])
    expect(await registered()).toEqual(right)
  })

  it.each([
    ['one is gone', `delete from registry.gtin where gtin = '${stored(0)}'`, { gtin_missing: 1 }],
    [
      'one has another product',
      `update registry.gtin set product = product || '{"name":"Sold cheaply"}' where gtin = '${stored(1)}'`,
      { gtin_stale: 1 },
    ],
    [
      'one is another maker’s',
      `update registry.gtin set maker_folded = 'S102' where gtin = '${stored(1)}'`,
      { gtin_stale: 1 },
    ],
    [
      'one is old',
      `update registry.gtin set version = 0, product = null where gtin = '${stored(2)}'`,
      { gtin_stale: 1 },
    ],
    [
      'a released one is somebody’s',
      `update registry.gtin set maker_folded = 'MA01', product = '{"sku":"X"}' where gtin = '${stored(3)}'`,
      { gtin_stale: 1 },
    ],
    [
      'one had a holder that it never had',
      `update registry.gtin set former = '[{"maker":"S102","sku":"X"}]' where gtin = '${stored(0)}'`,
      { gtin_stale: 1 },
    ],
  ] as const)('repairs what was damaged: %s; a dry run only tells', async (_what, statement, causes) => {
    await damage(statement)
    const damaged = await registered()
    const dry = await check({ dryRun: true })
    expect([dry.repaired, dry.causes, await registered()]).toEqual([1, causes, damaged])
    const report = await check({ tenant: t })
    expect([report.repaired, report.errors, report.causes]).toEqual([1, 0, causes])
    expect(await registered()).toEqual(right)
    expect((await check()).repaired).toBe(0)
  })

  it('takes the maker from a GTIN that nobody has claimed', async () => {
    await damage(
      `insert into registry.gtin (gtin, maker_folded, product, version) values ('04006381339999', 'MA01', '{"sku":"X"}', 7)`,
    )
    expect((await check()).causes).toEqual({ gtin_unknown: 1 })
    const [row] = await workshop.asOwner(
      `select maker_folded, product from registry.gtin where gtin = '04006381339999'`,
    )
    expect(row).toEqual({ maker_folded: null, product: null })
    expect((await check()).repaired).toBe(0)
    await damage(`delete from registry.gtin where gtin = '04006381339999'`)
  })

  it('tells a person of one that is ahead, and repairs it when the tenant store is to be trusted', async () => {
    await damage(`update registry.gtin set version = 99, product = '{"sku":"X"}' where gtin = '${stored(0)}'`)
    const damaged = await registered()
    const told = await check()
    expect([told.repaired, told.errors, told.causes]).toEqual([0, 1, { ahead: 1 }])
    expect(told.messages[0]).toContain(stored(0))
    expect(await registered()).toEqual(damaged)
    expect((await check({ trustTenant: true })).causes).toEqual({ gtin_stale: 1 })
    expect(await registered()).toEqual(right)
  })
})
