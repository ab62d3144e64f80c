import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openWorkshop, type TestTenant, type Workshop } from '../../../kernel/testing/workshop.ts'
import { accountingModule } from '../../accounting/index.ts'
import { inventoryModule } from '../index.ts'

/** 200,000 in the long tests, where the time is looked at too. */
const LEVELS = Number(process.env.STOCK_LEVELS ?? '2000')
const IS_LONG = LEVELS >= 200_000
/** In the order that an index has. By another part of a level all are sorted that are equal in it, which is told, not held to. */
const MOST_MS = 100

/** What is told and not held to takes seconds a page. */
const MOST_TEST_MS = IS_LONG ? 600_000 : 60_000

let workshop: Workshop
/** Every product lies at the same place. */
let shelf: TestTenant
/** One product lies there in so many lots. */
let dye: TestTenant
beforeAll(async () => {
  workshop = await openWorkshop({ modules: [accountingModule, inventoryModule] })
  shelf = await workshop.tenant('MA01')
  dye = await workshop.tenant('SIAM')
  const values = (t: TestTenant) => `'${t.id}', gen_random_uuid()`
  await workshop.asOwner('set session_replication_role = replica')
  await workshop.asOwner(`
    insert into product (tenant_id, id, sku, slug, name, kind, unit, currency)
    select ${values(shelf)}, 'SKU-' || lpad(n::text, 6, '0'), 'sku-' || n, 'Product ' || n, 'material', 'pc', 'THB' from generate_series(1, ${LEVELS}) n`)
  await workshop.asOwner(`
    insert into product (tenant_id, id, sku, slug, name, kind, unit, currency) values (${values(dye)}, 'DYE', 'dye', 'Dye', 'material', 'l', 'THB')`)
  await workshop.asOwner(`
    insert into lot (tenant_id, id, product_id, code, created_at)
    select ${values(dye)}, p.id, 'L' || lpad(n::text, 6, '0'), now() from product p, generate_series(1, ${LEVELS}) n where p.sku = 'DYE'`)
  await workshop.asOwner(`
    insert into stock_level (tenant_id, id, product_id, location_id, lot_id, on_hand, allow_negative)
    select p.tenant_id, gen_random_uuid(), p.id, f.id, coalesce(b.id, '00000000-0000-0000-0000-000000000000'), 3, false
    from product p join location f on f.tenant_id = p.tenant_id and f.code = 'WH'
      left join lot b on b.tenant_id = p.tenant_id and b.product_id = p.id`)
  await workshop.asOwner(`
    insert into stock_value (tenant_id, id, product_id, quantity, value_minor)
    select tenant_id, gen_random_uuid(), product_id, sum(on_hand), 100 * sum(on_hand)::bigint + 7 from stock_level group by 1, 3`)
  await workshop.asOwner('set session_replication_role = origin')
  await workshop.asOwner('vacuum analyze')
}, 300_000)
afterAll(() => workshop.close())

// biome-ignore lint/suspicious/noExplicitAny: a test reads what it expects
async function page(t: TestTenant, query: string, mostMs = Number.POSITIVE_INFINITY): Promise<any> {
  const times: number[] = []
  let body: unknown
  for (let round = 0; round < 6; round++) {
    const startedMs = performance.now()
    const reply = await t.as('viewer').get(`stock?limit=50&${query}`)
    times.push(performance.now() - startedMs)
    expect(reply.status).toBe(200)
    body = reply.body
  }
  const medianMs = times.slice(1).sort((a, b) => a - b)[2]!
  console.info(
    `${LEVELS} levels, ${query.replace(/(after|before)=[^&]+/, '$1=…')}: ${medianMs.toFixed(1)} ms`,
  )
  if (IS_LONG) expect(medianMs).toBeLessThan(mostMs)
  return body
}
const padded = (n: number) => String(n).padStart(6, '0')

describe(`a list of ${LEVELS.toLocaleString('en')} levels that are all equal in what it is sorted by`, () => {
  it(
    'is in the order of the products where all lie at one place, page by page and backwards',
    async () => {
      for (const sort of ['location', '-location', 'sku']) {
        const mostMs = sort === 'sku' ? MOST_MS : undefined
        const first = await page(shelf, `sort=${sort}`, mostMs)
        const next = await page(shelf, `sort=${sort}&after=${first.next}`, mostMs)
        const back = await page(shelf, `sort=${sort}&before=${next.previous}`, mostMs)
        const at = (i: number) => `SKU-${padded(sort === '-location' ? LEVELS - i : i + 1)}`
        const skus = (body: { items: { sku: string }[] }) => body.items.map(({ sku }) => sku)
        expect(skus(first)).toEqual(Array.from({ length: 50 }, (_, i) => at(i)))
        expect(skus(next)).toEqual(Array.from({ length: 50 }, (_, i) => at(50 + i)))
        expect(skus(back)).toEqual(skus(first))
      }
    },
    MOST_TEST_MS,
  )

  it(
    'is in the order of the lots where all are of one product, whose value is shared to the last unit',
    async () => {
      for (const sort of ['sku', '-sku', 'location']) {
        const first = await page(dye, `sort=${sort}`)
        const next = await page(dye, `sort=${sort}&after=${first.next}`)
        const at = (i: number) => `L${padded(sort === '-sku' ? LEVELS - i : i + 1)}`
        const lots = (body: { items: { lot: string }[] }) => body.items.map(({ lot }) => lot)
        expect(lots(first)).toEqual(Array.from({ length: 50 }, (_, i) => at(i)))
        expect(lots(next)).toEqual(Array.from({ length: 50 }, (_, i) => at(50 + i)))
      }
    },
    MOST_TEST_MS,
  )
})
