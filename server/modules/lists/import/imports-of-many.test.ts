import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openWorkshop, type TestTenant, type Workshop } from '../../../kernel/testing/workshop.ts'

/** 50,000 in `npm run test:long`. */
const ROWS = Number(process.env.IMPORT_ROWS ?? 500)

let workshop: Workshop
let t: TestTenant
beforeAll(async () => {
  workshop = await openWorkshop()
  t = await workshop.tenant('MA01')
  await t.as('owner').post('work-centres', { code: 'BENCH', name: 'Bench', ratePerHour: '180' })
})
afterAll(() => workshop.close())

const file = (header: string, lineOf: (i: number) => string, rows = ROWS): string =>
  [header, ...Array.from({ length: rows }, (_, i) => lineOf(i)), ''].join('\n')

/** In the order in which one needs the other. */
const FILES: Record<string, (rows?: number) => string> = {
  'crm.customer.import': (rows) =>
    file('code,name,email', (i) => `C${i},Customer ${i},c${i}@example.com`, rows),
  'catalog.product.import': (rows) =>
    file(
      'sku,name,kind,unit,price,tax_code,published',
      (i) => (i % 2 ? `M${i},Material ${i},material,m,,,` : `P${i},Product ${i},finished,pc,100,VAT7,true`),
      rows,
    ),
  'catalog.bill_of_materials.import': (rows = ROWS / 2) =>
    file('product_sku,version,component_sku,quantity,unit', (i) => `P${i * 2},1,M${i * 2 + 1},1.5,m`, rows),
  'catalog.routing.import': (rows = ROWS / 2) =>
    file(
      'product_sku,version,operation_code,operation_name,work_centre,predecessors,standard_minutes,evidence',
      (i) => `P${i * 2},1,cutting,Cutting,BENCH,,25,`,
      rows,
    ),
  'inventory.opening_stock.import': (rows = ROWS / 2) =>
    file('sku,location_code,lot,quantity,unit,unit_cost', (i) => `P${i * 2},WH,,5,pc,10`, rows),
}

describe(`an import of ${ROWS.toLocaleString('en')} rows`, () => {
  it.each(Object.keys(FILES))(
    '%s takes at most two minutes, and changes nothing the second time',
    {
      timeout: 600_000,
    },
    async (name) => {
      const csv = FILES[name]!()
      const rows = csv.split('\n').length - 2
      for (const result of [
        { created: rows, unchanged: 0 },
        { created: 0, unchanged: rows },
      ]) {
        const startedMs = performance.now()
        expect(await t.run(name, { csv })).toMatchObject({ rows, ...result, refused: 0, errors: [] })
        expect(performance.now() - startedMs).toBeLessThan(120_000)
      }
    },
  )

  it('asks the database no more often for many bills of materials than for few', async () => {
    const sent: number[] = []
    for (const count of [2, 40]) {
      const other = await workshop.tenant(`BOM${count}`)
      await other.run('catalog.product.import', { csv: FILES['catalog.product.import']!(2 * count) })
      workshop.takeStatements()
      await other.run('catalog.bill_of_materials.import', {
        csv: FILES['catalog.bill_of_materials.import']!(count),
      })
      sent.push(workshop.takeStatements().length)
    }
    expect(sent[1]).toBe(sent[0])
  })
})
