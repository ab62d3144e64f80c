import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openWorkshop, type TestTenant, type Workshop } from '../../kernel/testing/workshop.ts'
import { crmModule } from '../crm/index.ts'
import { pricingModule } from '../pricing/index.ts'
import { catalogModule } from './index.ts'

let workshop: Workshop
let t: TestTenant
beforeAll(async () => {
  workshop = await openWorkshop({ modules: [catalogModule, pricingModule, crmModule] })
  t = await workshop.tenant('MA01')
})
afterAll(() => workshop.close())

const tote = {
  sku: 'TOTE',
  name: 'Saddle Tote',
  kind: 'finished',
  unit: 'pc',
  serialised: true,
  serialCode: 'TOTE',
  line: 'HAT',
  price: '12900.00',
  currency: 'THB',
  taxCode: 'VAT7',
  options: { colour: 'Chestnut' },
}
const count = async (table: string) =>
  Number((await t.rows<{ n: bigint }>(`select count(*) as n from ${table}`))[0]!.n)

describe('products', () => {
  it('are created, read, changed, deleted and restored; each step is in the audit log', async () => {
    const planner = t.as('planner')
    const made = await planner.post('products', tote)
    expect(made.status).toBe(201)
    expect(made.body).toMatchObject({
      sku: 'TOTE',
      slug: 'tote',
      price: '12900',
      options: { colour: 'Chestnut' },
      version: 1,
    })
    const { id } = made.body
    const changed = await planner.patch(`products/${id}`, { price: '13500', version: 1 })
    expect(changed.body).toMatchObject({ price: '13500', version: 2 })
    expect((await planner.delete(`products/${id}`)).status).toBe(200)
    expect((await planner.get(`products/${id}`)).body.deletedAt).not.toBeNull()
    expect((await planner.get('products')).body.items).toEqual([])
    expect((await planner.post(`products/${id}/restore`)).body.deletedAt).toBeNull()
    const log = await t.rows('select operation, label, changes from audit_record order by id')
    expect(log).toEqual([
      { operation: 'catalog.product.create', label: 'TOTE', changes: null },
      {
        operation: 'catalog.product.update',
        label: 'TOTE',
        changes: { price: { from: '12900', to: '13500' } },
      },
      { operation: 'catalog.product.delete', label: 'TOTE', changes: null },
      { operation: 'catalog.product.restore', label: 'TOTE', changes: null },
    ])
  })

  it('tell the second of two editors that somebody was faster', async () => {
    const { id } = (await t.as('planner').get('products?sort=sku')).body.items[0]
    const late = await t.as('planner').patch(`products/${id}`, { name: 'Other', version: 1 })
    expect(late.status).toBe(409)
    expect(late.body.code).toBe('conflict.version')
    expect((await t.as('planner').get(`products/${id}`)).body.name).toBe('Saddle Tote')
  })

  it('refuse a serial code that looks like another, a wrong barcode, a serialised product without code, a taken SKU', async () => {
    const before = await count('product')
    const planner = t.as('planner')
    expect((await planner.post('products', { ...tote, sku: 'T2', serialCode: 'T0TE' })).body.code).toBe(
      'catalog.serial_code_taken',
    )
    const gtin = await planner.post('products', {
      ...tote,
      sku: 'T3',
      serialCode: 'T3',
      gtin: '8850000000001',
    })
    expect(gtin.body).toMatchObject({ code: 'catalog.gtin_check_digit', params: { expected: 3 } })
    expect((await planner.post('products', { ...tote, sku: 'T4', serialCode: null })).body.code).toBe(
      'catalog.serial_code_missing',
    )
    expect((await planner.post('products', { ...tote, serialCode: 'OTHER' })).body).toMatchObject({
      code: 'conflict.unique',
      params: { field: 'sku' },
    })
    expect((await t.as('operator').post('products', { ...tote, sku: 'T5' })).status).toBe(403)
    expect(await count('product')).toBe(before)
  })

  it('are listed by pages in a stable order, filtered, sorted and searched', async () => {
    const csv = ['sku,name,kind,unit,price,tax_code,published']
    for (let i = 0; i < 25; i++)
      csv.push(
        `PEN-${String(i).padStart(2, '0')},Fountain pen ${i},finished,pc,${100 + i}.50,VAT7,${i % 2 === 0}`,
      )
    expect((await t.as('planner').post('products/import', { csv: csv.join('\n') })).body).toMatchObject({
      rows: 25,
      created: 25,
      errors: [],
    })
    const seen: string[] = []
    let after: string | null = ''
    while (after !== null) {
      const page = (await t.as('viewer').get(`products?sort=sku&limit=10${after ? `&after=${after}` : ''}`))
        .body as { items: { sku: string }[]; next: string | null }
      seen.push(...page.items.map((item) => item.sku))
      after = page.next
    }
    expect(seen).toEqual([...seen].sort())
    expect(seen).toHaveLength(26)
    expect((await t.as('viewer').get('products?published=true&limit=200')).body.items).toHaveLength(13)
    expect(
      (await t.as('viewer').get('products?q=pen%2013')).body.items.map((p: { sku: string }) => p.sku),
    ).toEqual(['PEN-13'])
    expect((await t.as('viewer').get('products?q=100%25')).body.items).toEqual([])
    expect((await t.as('viewer').get('products?after=nonsense')).body.errors[0].field).toBe('after')
  })
})

describe('an import of products', () => {
  const csv =
    'sku,name,kind,unit,price,tax_code\nNB-A5,"Notebook, A5",finished,pc,185.00,VAT7\nNB-A6,Notebook A6,finished,pc,145.00,VAT7\n'

  it('can be run twice without doubling anything, and updates only what changed', async () => {
    const first = await t.as('planner').post('products/import', { csv })
    expect(first.body).toMatchObject({ rows: 2, created: 2, updated: 0, unchanged: 0 })
    expect((await t.as('planner').post('products/import', { csv })).body).toMatchObject({
      created: 0,
      updated: 0,
      unchanged: 2,
    })
    const dearer = await t.as('planner').post('products/import', { csv: csv.replace('145.00', '150.00') })
    expect(dearer.body).toMatchObject({ created: 0, updated: 1, unchanged: 1 })
  })

  it('names line, column, value and what would be right, and takes nothing', async () => {
    const before = await count('product')
    const wrong = [
      'sku,name,kind,unit,price,tax_code,gtin,serialised,serial_code,line',
      'OK-1,Good,finished,pc,10,VAT7,,,,',
      'BAD-1,Bad kind,thing,pc,10,VAT7,,,,',
      'BAD-2,Bad price,finished,pc,"1,000",VAT7,,,,',
      'BAD-3,Bad tax,finished,pc,10,VAT9,,,,',
      'OK-1,Twin,finished,pc,10,VAT7,,,,',
      'BAD-4,Bad code,finished,pc,10,VAT7,4006381333930,,,',
      'BAD-5,No serial code,finished,pc,10,VAT7,,true,,HAT',
    ].join('\n')
    const reply = await t.as('planner').post('products/import', { csv: wrong })
    expect(reply.status).toBe(422)
    expect(reply.body).toMatchObject({ code: 'import.rows_refused', params: { refused: 6, rows: 7 } })
    expect(reply.body.errors).toEqual([
      {
        field: 'line 3, column kind',
        code: 'row',
        message: '"thing": must be one of finished, material, component, service',
      },
      expect.objectContaining({ field: 'line 4, column price' }),
      {
        field: 'line 6, column sku',
        code: 'row',
        message: '"OK-1": is in line 2 already: give each product one row',
      },
      { field: 'line 7, column gtin', code: 'row', message: '"4006381333930": its check digit should be 1' },
      {
        field: 'line 8, column serial_code',
        code: 'row',
        message: 'a serialised product needs one: 1 to 8 of A–Z and 0–9',
      },
      {
        field: 'line 5, column tax_code',
        code: 'row',
        message: '"VAT9": is no tax code of this workshop; there are VAT7, VAT0',
      },
    ])
    expect(await count('product')).toBe(before)
    const skipping = await t.as('planner').post('products/import', { csv: wrong, mode: 'skip_errors' })
    expect(skipping.body).toMatchObject({ rows: 7, created: 1, refused: 6 })
  })

  it('says which columns are missing and where a file stops being a table', async () => {
    expect((await t.as('planner').post('products/import', { csv: 'sku,price\nA,1\n' })).body).toMatchObject({
      code: 'import.columns_missing',
      params: { columns: 'name, kind, unit' },
    })
    const quote = await t.as('planner').post('products/import', { csv: 'sku"x,name\n' })
    expect(quote.body.code).toBe('import.file_unreadable')
    expect(
      (await t.as('planner').post('products/import', { csv: 'sku,name,kind,unit\nA,"open,finished,pc\n' }))
        .body.code,
    ).toBe('import.file_unreadable')
  })

  it('tries without keeping anything', async () => {
    const before = await count('product')
    const reply = await t
      .as('planner')
      .post('products/import', { csv: csv.replaceAll('NB-', 'DRY-'), dryRun: true })
    expect(reply.body).toMatchObject({ created: 2, dryRun: true })
    expect(await count('product')).toBe(before)
  })
})

describe('bills of materials and routings', () => {
  it('are imported by SKU, kept by version, and never lead back to their own product', async () => {
    const planner = t.as('planner')
    await planner.post('products/import', {
      csv: 'sku,name,kind,unit\nLEATHER,Bridle leather,material,sqft\nLINING,Cotton lining,material,sqft\nBAG,Bag,finished,pc\n',
    })
    const bom =
      'product_sku,version,component_sku,quantity,unit,scrap_percent\nBAG,1,LEATHER,6.5,sqft,8\nBAG,1,LINING,5,sqft,\n'
    expect((await planner.post('bills-of-materials/import', { csv: bom })).body).toMatchObject({
      rows: 2,
      created: 2,
    })
    expect((await planner.post('bills-of-materials/import', { csv: bom })).body).toMatchObject({
      created: 0,
      unchanged: 2,
    })
    const changed = await planner.post('bills-of-materials/import', { csv: bom.replace('6.5', '7') })
    expect(changed.body.errors[0]).toMatchObject({ field: 'line 2, column version' })
    const ids = new Map(
      (await t.rows<{ sku: string; id: string }>('select sku, id from product')).map((row) => [
        row.sku,
        row.id,
      ]),
    )
    const read = await planner.get(`products/${ids.get('BAG')}/bill-of-materials`)
    expect(read.body.lines).toEqual([
      expect.objectContaining({ sku: 'LEATHER', quantity: '6.5', scrapPercent: '8' }),
      expect.objectContaining({ sku: 'LINING', quantity: '5', scrapPercent: '0' }),
    ])
    const cycle = await planner.post(`products/${ids.get('LEATHER')}/bills-of-materials`, {
      lines: [{ componentId: ids.get('BAG'), quantity: '1' }],
    })
    expect(cycle.body.code).toBe('catalog.component_is_product')
    expect((await planner.get(`products/${ids.get('LEATHER')}/bill-of-materials`)).status).toBe(404)
  })

  it('may come with several versions in one file, of which the last is in use; a circle through two bills leaves none', async () => {
    const planner = t.as('planner')
    await planner.post('products/import', {
      csv: 'sku,name,kind,unit\nCASE,Case,component,pc\nLID,Lid,component,pc\nBOX,Box,finished,pc\n',
    })
    const header = 'product_sku,version,component_sku,quantity,unit\n'
    const versions = `${header}BOX,1,CASE,1,pc\nBOX,2,CASE,2,pc\nCASE,1,LEATHER,1,sqft\n`
    expect((await planner.post('bills-of-materials/import', { csv: versions })).body).toMatchObject({
      created: 3,
    })
    const bills = () =>
      t.rows(`select p.sku, b.bom_version as version, b.state, l.quantity::int
        from bill_of_materials b join product p on p.id = b.product_id join bom_line l on l.bom_id = b.id
        where p.sku in ('BOX', 'CASE', 'LID') order by 1, 2`)
    const written = [
      { sku: 'BOX', version: 1, state: 'retired', quantity: 1 },
      { sku: 'BOX', version: 2, state: 'active', quantity: 2 },
      { sku: 'CASE', version: 1, state: 'active', quantity: 1 },
    ]
    expect(await bills()).toEqual(written)
    // The lid needs the box, and the case of which the box is made the lid.
    const circle = `${header}LID,1,BOX,1,pc\nCASE,2,LID,1,pc\n`
    expect((await planner.post('bills-of-materials/import', { csv: circle })).body.code).toBe(
      'catalog.component_is_product',
    )
    expect(await bills()).toEqual(written)
  })

  it('have operations that wait for operations of the same routing, without a circle', async () => {
    const planner = t.as('planner')
    await planner.post('work-centres', { code: 'BENCH', name: 'Bench', ratePerHour: '180' })
    const csv = [
      'product_sku,version,operation_code,operation_name,work_centre,predecessors,standard_minutes,evidence',
      'BAG,1,cutting,Cutting,BENCH,,25,',
      'BAG,1,stitching,Stitching,BENCH,cutting,90,',
      'BAG,1,edge-painting,Edge painting,BENCH,cutting,40,',
      'BAG,1,assembly,Assembly,BENCH,stitching;edge-painting,60,',
      'BAG,1,inspection,Inspection,BENCH,assembly,10,photo;check',
    ].join('\n')
    expect((await planner.post('routings/import', { csv })).body).toMatchObject({ rows: 5, created: 5 })
    expect((await planner.post('routings/import', { csv })).body).toMatchObject({ unchanged: 5 })
    const circle = await planner.post('routings/import', {
      csv: csv.replace('BENCH,,25', 'BENCH,assembly,25').replaceAll('BAG,1', 'BAG,2'),
    })
    expect(circle.body.errors[0].message).toContain('Follow the predecessors')
    const nowhere = await planner.post('routings/import', {
      csv: csv.replaceAll('BENCH', 'NOWHERE').replaceAll('BAG,1', 'BAG,2'),
    })
    expect(nowhere.body.errors[0].message).toContain('there are BENCH')
  })
})

describe('customers', () => {
  it('are imported twice without doubling', async () => {
    const csv =
      'code,name,email,address_line1,city,country\nC1,Baan Kham,hello@baankham.example,1 Charoen Krung,Bangkok,TH\n'
    expect((await t.as('sales').post('customers/import', { csv })).body).toMatchObject({ created: 1 })
    expect((await t.as('sales').post('customers/import', { csv })).body).toMatchObject({ unchanged: 1 })
    const bad = await t
      .as('sales')
      .post('customers/import', { csv: csv.replace('hello@baankham.example', 'nobody') })
    expect(bad.body.errors[0].message).toBe('"nobody": must be an e-mail address')
  })
})
