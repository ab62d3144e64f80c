import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openWorkshop, type TestTenant, type Workshop } from '../../../kernel/testing/workshop.ts'
import { expectStatus } from '../../checkout/shop.build.ts'
import { crmModule } from '../../crm/index.ts'
import { pricingModule } from '../../pricing/index.ts'
import { catalogModule } from '../index.ts'

let workshop: Workshop
let t: TestTenant
beforeAll(async () => {
  workshop = await openWorkshop({ modules: [catalogModule, pricingModule, crmModule] })
  t = await workshop.tenant('MA01')
})
afterAll(() => workshop.close())

const all = async (table: string) => await t.rows(`select * from ${table} order by id`)
const except = (row: Record<string, unknown>, ...names: string[]) =>
  Object.fromEntries(Object.entries(row).filter(([name]) => !names.includes(name)))

describe('an import of products that exist', () => {
  const take = (csv: string) => t.as('planner').post('products/import', { csv })
  const product = async (sku: string) => (await t.rows('select * from product where sku = $1', sku))[0]!

  const whole = {
    sku: 'TOTE',
    name: 'Saddle Tote',
    name_th: 'กระเป๋า',
    description: 'Bridle leather',
    description_th: 'หนังบังเหียน',
    kind: 'finished',
    unit: 'pc',
    template: '',
    options: 'colour=Chestnut;size=M',
    serial_code: 'TOTE',
    line: 'HAT',
    serialised: 'true',
    price: '12900.00',
    currency: 'THB',
    tax_code: 'VAT7',
    standard_cost: '4100',
    weight_g: '940',
    gtin: '',
    category: 'Bags',
    reorder_point: '4',
    published: 'true',
  }
  const file = (cells: object) => `${Object.keys(cells).join()}\n${Object.values(cells).join()}\n`

  it('leaves alone whatever the file has no column for, one column after the other', async () => {
    expectStatus(await take(file(whole)), 200)
    const before = await product('TOTE')
    for (const column of Object.keys(whole)) {
      if (['sku', 'name', 'kind', 'unit'].includes(column)) continue
      expect([column, expectStatus(await take(file(except(whole, column))), 200).unchanged]).toEqual([
        column,
        1,
      ])
    }
    const least = { sku: 'TOTE', name: 'Saddle Tote', kind: 'finished', unit: 'pc' }
    expect(expectStatus(await take(file(least)), 200)).toMatchObject({ updated: 0, unchanged: 1 })
    expect(await product('TOTE')).toEqual(before)
    expect(expectStatus(await take(file({ ...least, name: 'Tote' })), 200)).toMatchObject({ updated: 1 })
    const changing = ['name', 'version', 'updated_at']
    expect(except(await product('TOTE'), ...changing)).toEqual(except(before, ...changing))
  })

  it('clears a field whose cell is empty', async () => {
    const least = { sku: 'TOTE', name: 'Tote', kind: 'finished', unit: 'pc' }
    const before = await product('TOTE')
    expectStatus(await take(file({ ...least, reorder_point: '', category: '', options: '' })), 200)
    const after = await product('TOTE')
    expect(after).toMatchObject({ reorder_point: null, category: null, options: {} })
    const changing = ['reorder_point', 'category', 'options', 'version', 'updated_at']
    expect(except(after, ...changing)).toEqual(except(before, ...changing))
  })

  it('holds rules over what the file says and what it leaves alone', async () => {
    const least = { sku: 'TOTE', name: 'Tote', kind: 'finished', unit: 'pc' }
    const before = await product('TOTE')
    for (const [cells, column] of [
      [{ tax_code: '' }, 'tax_code'],
      [{ serial_code: '' }, 'serial_code'],
      [{ line: '' }, 'line'],
    ] as const) {
      const refused = await take(file({ ...least, ...cells }))
      expect([refused.status, refused.body.errors[0].field]).toEqual([422, `line 2, column ${column}`])
    }
    expect(await product('TOTE')).toEqual(before)
    expectStatus(await take(file({ ...least, price: '', tax_code: '' })), 200)
    expect(await product('TOTE')).toMatchObject({ price: null, tax_code: null, serial_code: 'TOTE' })
    const priced = await take(file({ ...least, price: '1' }))
    expect(priced.body.errors[0].field).toBe('line 2, column tax_code')
  })

  it('makes new ones beside them with what such a product has of itself', async () => {
    expect(
      expectStatus(await take('sku,name,kind,unit\nTOTE,Tote,finished,pc\nCASE,Case,finished,pc\n'), 200),
    ).toMatchObject({ created: 1, unchanged: 1 })
    expect(await product('CASE')).toMatchObject({
      serialised: false,
      published: false,
      currency: 'THB',
      options: {},
    })
  })
})

describe('an import of customers that exist', () => {
  const take = (csv: string) => t.as('sales').post('customers/import', { csv })

  it('leaves alone what the file has no column for, also a part of the address', async () => {
    expectStatus(
      await take(
        'code,name,email,phone,tax_id,address_line1,address_line2,city,postal_code,country,group,note\n' +
          'C1,Baan Kham,hello@baankham.example,+66 2 123,0105,1 Charoen Krung,Floor 2,Bangkok,10500,TH,Gallery,Rings twice\n',
      ),
      200,
    )
    const before = await all('customer')
    expect(expectStatus(await take('code,name\nC1,Baan Kham\n'), 200)).toMatchObject({ unchanged: 1 })
    expect(await all('customer')).toEqual(before)
    expectStatus(await take('code,name,postal_code,note\nC1,Baan Kham,10110,\n'), 200)
    const [after] = await all('customer')
    expect(after).toMatchObject({
      address: {
        line1: '1 Charoen Krung',
        line2: 'Floor 2',
        city: 'Bangkok',
        postalCode: '10110',
        country: 'TH',
      },
      note: null,
    })
    const changing = ['address', 'note', 'version', 'updated_at']
    expect(except(after!, ...changing)).toEqual(except(before[0]!, ...changing))
  })

  it('refuses to take the city from an address, and takes the whole address away', async () => {
    const before = await all('customer')
    const refused = await take('code,name,city\nC1,Baan Kham,\n')
    expect([refused.status, refused.body.errors[0].field]).toEqual([422, 'line 2, column city'])
    expect(await all('customer')).toEqual(before)
    expectStatus(await take('code,name,address_line1\nC1,Baan Kham,\n'), 200)
    expect((await all('customer'))[0]).toMatchObject({ address: null, phone: '+66 2 123' })
  })
})
