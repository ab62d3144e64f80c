import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openWorkshop, type TestTenant, type Workshop } from '../../../kernel/testing/workshop.ts'
import { accountingModule } from '../../accounting/index.ts'
import { inventoryModule } from '../index.ts'

/** 440,000 in the long tests, where the time is looked at too. */
const MOVES = Number(process.env.STOCK_MOVES ?? '11000')
const PRODUCTS = Math.round(MOVES / 110)
const BINS = 200
/** Different places and lots that a product lies at. */
const LEVELS = 10
const AT_ONCE = 50
const MOST_MS = 5

let workshop: Workshop
let t: TestTenant
let products: string[]
beforeAll(async () => {
  workshop = await openWorkshop({ modules: [accountingModule, inventoryModule] })
  t = await workshop.tenant('MA01')
  const values = `'${t.id}', gen_random_uuid()`
  await workshop.asOwner(`
    insert into product (tenant_id, id, sku, slug, name, kind, unit, currency)
    select ${values}, 'SKU-' || n, 'sku-' || n, 'Product ' || n, 'material', 'pc', 'THB' from generate_series(1, ${PRODUCTS}) n`)
  await workshop.asOwner(`
    insert into location (tenant_id, id, code, name, kind) select ${values}, 'BIN-' || n, 'Bin', 'bin' from generate_series(1, ${BINS}) n`)
  await workshop.asOwner(`
    insert into lot (tenant_id, id, product_id, code) select ${values}, p.id, 'L' || n from product p cross join generate_series(1, ${LEVELS}) n`)
  await workshop.asOwner(`
    insert into stock_move (tenant_id, id, at, kind, product_id, lot_id, from_location_id, to_location_id, quantity, value_minor)
    select '${t.id}', (lpad(to_hex(1700000000000 + n * 60000::bigint), 12, '0') || '7' || substr(md5(n::text), 1, 3) || '8' || substr(md5(n::text), 4, 15))::uuid,
      now(), 'receive', p.id, l.id, s.id, b.ids[1 + (p.r * 7 + l.r) % ${BINS}], 1 + n % 5, 100 * (1 + n % 5)
    from generate_series(1, ${MOVES}) n
      join (select id, row_number() over (order by sku) - 1 as r from product) p on p.r = n % ${PRODUCTS}
      join (select id, product_id, row_number() over (partition by product_id order by code) - 1 as r from lot) l
        on l.product_id = p.id and l.r = (n / ${PRODUCTS}) % ${LEVELS}
      cross join (select array_agg(id order by code) as ids from location where kind = 'bin') b
      cross join (select id from location where code = 'SUPPLIER') s`)
  await workshop.asOwner('analyze')
  products = (await t.rows<{ id: string }>('select id from product order by md5(sku)')).map((row) => row.id)
}, 300_000)
afterAll(() => workshop.close())

const some = (from: number) =>
  Array.from({ length: AT_ONCE }, (_, i) => products[(from * 31 + i) % PRODUCTS]!)

describe(`after ${MOVES.toLocaleString('en')} moves`, () => {
  it('everything is rebuilt from them and agrees', async () => {
    const rebuilt = await t.as('owner').post('stock/rebuild')
    expect(rebuilt.body).toMatchObject({
      levels: PRODUCTS * LEVELS * 2,
      values: PRODUCTS,
      wrong: PRODUCTS * (LEVELS * 2 + 1),
      corrected: true,
    })
    expect((await t.as('owner').post('stock/rebuild', { dryRun: true })).body.wrong).toBe(0)
    expect(await workshop.offences()).toEqual([])
    await workshop.asOwner('vacuum analyze stock_level, stock_value')
  }, 120_000)

  it(`quantities of ${AT_ONCE} products are those of their moves, read from the levels alone`, async () => {
    const productIds = some(1)
    workshop.takeStatements()
    const reply = await t.as('viewer').post('stock/quantities', { productIds })
    const [text, ...more] = workshop.takeStatements().filter((sent) => /stock_/.test(sent))
    expect(more).toEqual([])
    const facts = await t.rows<{ product_id: string; on_hand: string }>(
      'select product_id, trim_scale(sum(quantity))::text as on_hand from stock_move where product_id = any($1) group by 1',
      productIds,
    )
    const onHand = new Map(facts.map((fact) => [fact.product_id, fact.on_hand]))
    expect(reply.body.items.map((item: { onHand: string }) => item.onHand)).toEqual(
      productIds.map((id) => onHand.get(id)),
    )

    const executionsMs: number[] = []
    for (let round = 0; round < 20; round++) {
      // Of a hundred products fifty are half the table, and all of it is read as cheaply: a few then show what the index is for.
      const plan = await explained(text!, some(round).slice(0, MOVES >= 440_000 ? AT_ONCE : 3))
      expect(plan.text).toMatch(
        /Index (Only )?Scan using stock_level_\w+_key on stock_level|Bitmap Index Scan on stock_level/,
      )
      expect(plan.text).toMatch(/Index Cond: \(\(tenant_id = [^\n]* AND \((l\.)?product_id = /)
      expect(plan.text).not.toMatch(/Seq Scan on stock_(level|move)/)
      executionsMs.push(plan.executionMs)
    }
    const medianMs = executionsMs.sort((a, b) => a - b)[10]!
    console.info(`quantities of ${AT_ONCE} products: ${medianMs} ms in the database`)
    if (MOVES >= 440_000) expect(medianMs).toBeLessThanOrEqual(MOST_MS)
  })

  it('a page of the stock, and of the moves of a product or a place, comes quickly', async () => {
    const [bin] = await t.rows<{ id: string }>(`select id from location where code = 'BIN-7'`)
    for (const path of [
      'stock?limit=50',
      `stock/moves?productId=${products[0]}`,
      `stock/moves?locationId=${bin!.id}`,
      'stock/moves',
    ]) {
      const startedMs = performance.now()
      const reply = await t.as('viewer').get(path)
      const tookMs = performance.now() - startedMs
      expect(reply.body.items.length).toBeGreaterThan(0)
      if (MOVES >= 440_000) expect(tookMs).toBeLessThan(100)
      console.info(`${path.replace(/[0-9a-f-]{36}/, '…')}: ${tookMs.toFixed(1)} ms`)
    }
  })
})

/** The plan of a statement as the application runs it, for these products. */
async function explained(text: string, productIds: string[]): Promise<{ text: string; executionMs: number }> {
  const count = Math.max(...[...text.matchAll(/\$(\d+)/g)].map((match) => Number(match[1])))
  const values = Array.from({ length: count }, (_, i) =>
    text.includes(`$${i + 1}::uuid[]`) ? productIds : t.id,
  )
  const rows = await t.rows<{ 'QUERY PLAN': string }>(`explain (analyze) ${text}`, ...values)
  const plan = rows.map((row) => row['QUERY PLAN']).join('\n')
  return { text: plan, executionMs: Number(/Execution Time: ([\d.]+) ms/.exec(plan)![1]) }
}
