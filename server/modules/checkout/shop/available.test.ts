import { afterAll, beforeAll, expect, it } from 'vitest'
import type { TenantContext } from '../../../kernel/command/context.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { openWorkshop, type TestTenant, type Workshop } from '../../../kernel/testing/workshop.ts'
import { availableSql } from './sellable.ts'

const PRODUCTS = 300
let workshop: Workshop
let t: TestTenant
beforeAll(async () => {
  workshop = await openWorkshop()
  t = await workshop.tenant('MA01')
  const lines = (lineOf: (i: number) => string) =>
    Array.from({ length: PRODUCTS }, (_, i) => lineOf(i)).join('\n')
  await t.run('catalog.product.import', {
    csv: `sku,name,kind,unit,price,tax_code,published\n${lines((i) => `P-${i},Product ${i},finished,pc,100,VAT7,true`)}\n`,
  })
  await t.run('inventory.opening_stock.import', {
    csv: `sku,location_code,lot,quantity,unit,unit_cost\n${lines((i) => `P-${i},WH,,5,pc,60`)}\n`,
  })
})
afterAll(() => workshop.close())

interface PlanNode {
  'Index Name'?: string
  'Relation Name'?: string
  Plans?: PlanNode[]
}
const indexesOf = (table: string, node: PlanNode): string[] => [
  ...(node['Relation Name'] === table ? [node['Index Name'] ?? 'no index'] : []),
  ...(node.Plans ?? []).flatMap((one) => indexesOf(table, one)),
]

it('is looked up by the product in a shop that was just filled, of which PostgreSQL knows nothing yet', async () => {
  const statement = sql`select ${availableSql({ tenant: t } as unknown as TenantContext, sql`p.id`)} as available
    from product p where p.tenant_id = ${t.id}::uuid order by p.id limit 20`
  const [row] = await workshop.kernel.database.read(t.id, (tx) =>
    tx.rows<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>(sql`explain (format json) ${statement}`),
  )
  expect(indexesOf('stock_level', row!['QUERY PLAN'][0].Plan)).toEqual(['stock_level_place_key'])
  const found = await workshop.kernel.database.read(t.id, (tx) => tx.rows<{ available: string }>(statement))
  expect(found.map(({ available }) => Number(available))).toEqual(Array(20).fill(5))
})
