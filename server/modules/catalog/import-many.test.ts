import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TenantContext } from '../../kernel/command/context.ts'
import { Scope } from '../../kernel/command/execute.ts'
import { system } from '../../kernel/command/principal.ts'
import { openWorkshop, type TestTenant, type Workshop } from '../../kernel/testing/workshop.ts'
import { pricingModule } from '../pricing/index.ts'
import { catalogModule, importProducts } from './index.ts'

/** 100,000 in `npm run test:long`. */
const PRODUCTS = Number(process.env.IMPORT_PRODUCTS ?? 5_000)

let workshop: Workshop
let t: TestTenant
beforeAll(async () => {
  workshop = await openWorkshop({ modules: [catalogModule, pricingModule] })
  t = await workshop.tenant('MA01')
})
afterAll(() => workshop.close())

/** A file that is never whole in memory. */
async function* file(): AsyncGenerator<string> {
  yield 'sku,name,kind,unit,price,tax_code,description,published\n'
  for (let i = 0; i < PRODUCTS; i++)
    yield `BIG-${i},"Product, number ${i}",finished,pc,${100 + (i % 900)}.50,VAT7,What people write about a product they sell,true\n`
}

const runImport = () =>
  workshop.kernel.database.write(t.id, async (tx) => {
    const caller = { principal: system, tenant: t, locale: 'en' as const, requestId: 'import' }
    const scope = new Scope(workshop.kernel, tx, 'catalog.product.import', caller, [])
    return await importProducts(scope.context() as TenantContext, file())
  })

describe(`an import of ${PRODUCTS.toLocaleString('en')} products`, () => {
  it('takes at most two minutes and 300 MB more than before, however many there are', {
    timeout: 300_000,
  }, async () => {
    const before = process.memoryUsage().heapUsed
    const startedMs = performance.now()
    expect(await runImport()).toMatchObject({ rows: PRODUCTS, created: PRODUCTS, refused: 0 })
    expect(performance.now() - startedMs).toBeLessThan(120_000)
    expect((process.memoryUsage().heapUsed - before) / 1e6).toBeLessThan(300)
  })

  it('doubles nothing the second time', { timeout: 300_000 }, async () => {
    expect(await runImport()).toMatchObject({ created: 0, updated: 0, unchanged: PRODUCTS })
    expect(await t.rows('select count(*)::int as n from product')).toEqual([{ n: PRODUCTS }])
  })
})
