import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../../../../shared/ids.ts'
import type { TestTenant, Workshop } from '../../../kernel/testing/workshop.ts'
import { expectStatus, openShop, sellProduct, stock } from '../shop.build.ts'

let workshop: Workshop
let t: TestTenant
beforeAll(async () => {
  workshop = await openShop()
  t = await workshop.tenant('MA01')
})
afterAll(() => workshop.close())

const names = async (query = ''): Promise<string[]> =>
  expectStatus(await t.anonymous.get(`shop/products${query}`), 200).items.map(
    (item: { sku: string }) => item.sku,
  )

describe('the shop window', () => {
  it('is empty at first', async () => {
    expect((await t.anonymous.get('shop/products')).body).toEqual({ items: [], next: null, total: null })
    expect((await t.anonymous.get('shop/categories')).body).toEqual({ items: [] })
  })

  it('shows only published finished goods with a price in the currency of the workshop', async () => {
    const balm = await sellProduct(t, {
      sku: 'BALM',
      name: 'Balm',
      nameTh: 'บาล์ม',
      category: 'Care',
      price: '390',
    })
    await sellProduct(t, { sku: 'HIDDEN', published: false })
    await sellProduct(t, { sku: 'LEATHER', kind: 'material', unit: 'sqft' })
    await sellProduct(t, { sku: 'PRICELESS', price: null })
    await sellProduct(t, { sku: 'DOLLARS', currency: 'USD' })
    const gone = await sellProduct(t, { sku: 'GONE' })
    expectStatus(await t.as('owner').delete(`products/${gone}`), 200)
    await stock(workshop, t, balm, 7)
    expect(await names()).toEqual(['BALM'])
    const [item] = (await t.anonymous.get('shop/products')).body.items
    expect(item).toEqual({
      id: balm,
      sku: 'BALM',
      slug: 'balm',
      name: 'Balm',
      nameTh: 'บาล์ม',
      category: 'Care',
      options: {},
      serialised: false,
      price: { amount: '390.00', currency: 'THB' },
      available: '7',
      backorder: false,
      picture: null,
      variants: null,
    })
    expect((await t.anonymous.get('shop/categories')).body.items).toEqual([{ name: 'Care', products: 1 }])
  })

  it('says at once what has changed, however many ask', async () => {
    const ask = () => t.anonymous.get('shop/products')
    const before = [ask(), ask(), ask()]
    const lamp = await sellProduct(t, { sku: 'LAMP', name: 'Lamp' })
    const after = await Promise.all([ask(), ask(), ask(), ask()])
    await Promise.all(before)
    for (const reply of after) {
      expect(reply.body.items.map((item: { sku: string }) => item.sku)).toEqual(['BALM', 'LAMP'])
    }
    expectStatus(await t.as('owner').patch(`products/${lamp}`, { published: false }), 200)
    expect(await names()).toEqual(['BALM'])
  })

  it('shows a product with variants once, with its cheapest price and what there is of the others', async () => {
    const tote = await sellProduct(t, {
      sku: 'TOTE',
      name: 'Tote',
      price: '18900',
      options: { colour: 'Chestnut' },
    })
    const black = await sellProduct(t, {
      sku: 'TOTE-BLK',
      name: 'Tote, black',
      templateId: tote,
      price: '17900',
      options: { colour: 'Black' },
    })
    await sellProduct(t, { sku: 'TOTE-NAT', name: 'Tote, natural', templateId: tote, published: false })
    await stock(workshop, t, black, 2)
    expect(await names()).toEqual(['BALM', 'TOTE'])
    const item = (await t.anonymous.get('shop/products')).body.items[1]
    expect(item).toMatchObject({
      price: { amount: '18900.00' },
      available: '0',
      variants: { count: 1, lowestPrice: { amount: '17900.00', currency: 'THB' }, available: '2' },
    })
    const page = expectStatus(await t.anonymous.get('shop/products/tote-blk'), 200)
    expect(page).toMatchObject({
      id: black,
      tax: { name: 'VAT 7 %', ratePercent: '7', included: true },
      available: '2',
    })
    expect(page.variants.map((variant: { sku: string }) => variant.sku)).toEqual(['TOTE', 'TOTE-BLK'])
    // What it is a variant of is not for sale any more: it stands for itself.
    expectStatus(await t.as('owner').patch(`products/${tote}`, { published: false }), 200)
    expect(await names()).toEqual(['BALM', 'TOTE-BLK'])
    expect((await t.anonymous.get('shop/products/tote')).status).toBe(404)
    expectStatus(await t.as('owner').patch(`products/${tote}`, { published: true }), 200)
  })

  it('counts what is promised as not available', async () => {
    const fob = await sellProduct(t, { sku: 'FOB', name: 'Fob' })
    await stock(workshop, t, fob, 5)
    await t.rows(
      `update stock_level set reserved = 3 where tenant_id = $1 and product_id = $2 and not allow_negative`,
      t.id,
      fob,
    )
    expect((await t.anonymous.get('shop/products/fob')).body.available).toBe('2')
    await t.rows('update stock_level set reserved = 0 where tenant_id = $1 and product_id = $2', t.id, fob)
  })

  it('searches by part of a name or SKU, in either language, and filters by category', async () => {
    expect(await names('?q=bal')).toEqual(['BALM'])
    expect(await names('?q=บาล์')).toEqual(['BALM'])
    expect(await names('?q=100%25')).toEqual([])
    expect(await names('?category=Care')).toEqual(['BALM'])
    expect(await names('?category=Nothing')).toEqual([])
  })

  it('gives pages of twenty by name, each product once, and the total when asked', async () => {
    const other = await workshop.tenant('PAGES')
    const skus = Array.from({ length: 45 }, (_, n) => `P${String(n).padStart(2, '0')}`)
    for (const sku of skus)
      await sellProduct(other, { sku, name: `Same name ${Math.floor(Number(sku.slice(1)) / 10)}` })
    const seen: string[] = []
    let after = ''
    let pages = 0
    do {
      const page = expectStatus(await other.anonymous.get(`shop/products?count=true${after}`), 200)
      expect(page.total).toBe(45)
      seen.push(...page.items.map((item: { sku: string }) => item.sku))
      after = page.next === null ? '' : `&after=${page.next}`
      pages++
    } while (after !== '')
    expect(pages).toBe(3)
    expect(seen).toEqual(skus)
    expect((await other.anonymous.get('shop/products?after=nonsense')).status).toBe(400)
  })

  it('reads a page of products in one statement', async () => {
    workshop.takeStatements()
    await t.anonymous.get('shop/products')
    expect(workshop.takeStatements()).toHaveLength(3)
  })

  it('shows pictures by their address', async () => {
    const file = newId()
    const [balm] = (await t.anonymous.get('shop/products')).body.items
    await t.rows(
      `insert into product_image (tenant_id, id, product_id, position, file_id, alt, alt_th) values ($1, $2, $3, 0, $4, 'A tin', 'กระป๋อง')`,
      t.id,
      newId(),
      balm.id,
      file,
    )
    const picture = { url: `/files/${file}`, alt: 'A tin', altTh: 'กระป๋อง' }
    expect((await t.anonymous.get('shop/products')).body.items[0].picture).toEqual(picture)
    expect((await t.anonymous.get('shop/products/balm')).body.pictures).toEqual([picture])
  })

  it('is 404 for what there is not, and on the central host', async () => {
    expect((await t.anonymous.get('shop/products/nothing')).status).toBe(404)
    expect((await workshop.central.get('shop/products')).status).toBe(404)
  })

  it('offers what the workshop promises before it has it', async () => {
    const other = await workshop.tenant('MAKER')
    await sellProduct(other, { sku: 'CHAIR' })
    await other.rows(
      `insert into location (tenant_id, id, code, name, kind, allow_negative) values ($1, $2, 'BENCH', 'Bench', 'zone', true)`,
      other.id,
      newId(),
    )
    expect((await other.anonymous.get('shop/products')).body.items[0]).toMatchObject({
      available: '0',
      backorder: true,
    })
  })
})

describe('shipping methods', () => {
  it('begin with fetching the goods, for as long as the workshop has not said how it sends them', async () => {
    const other = await workshop.tenant('SHIP')
    const methods = async () => expectStatus(await other.anonymous.get('shop/shipping-methods'), 200).items
    expect(await methods()).toEqual([
      {
        code: 'PICKUP',
        name: 'Pick up at the workshop',
        nameTh: 'รับเองที่เวิร์กช็อป',
        price: { amount: '0.00', currency: 'THB' },
        taxRatePercent: '0',
        minDays: null,
        maxDays: null,
        needsAddress: false,
      },
    ])
    expectStatus(
      await other.as('sales').post('shipping-methods', {
        code: 'TH-EMS',
        name: 'EMS',
        price: '80',
        taxCode: 'VAT7',
        minDays: 1,
        maxDays: 3,
      }),
      201,
    )
    expect(await methods()).toEqual([
      {
        code: 'TH-EMS',
        name: 'EMS',
        nameTh: null,
        price: { amount: '80.00', currency: 'THB' },
        taxRatePercent: '7',
        minDays: 1,
        maxDays: 3,
        needsAddress: true,
      },
    ])
  })

  it('need no address where the goods are fetched', async () => {
    const body = { code: 'PICKUP', name: 'Pick up', price: '0' }
    expect(expectStatus(await t.as('owner').post('shipping-methods', body), 201).needsAddress).toBe(false)
    expect(
      expectStatus(await t.as('owner').post('shipping-methods', { ...body, code: 'VAN' }), 201).needsAddress,
    ).toBe(true)
  })

  it('refuse days that run backwards', async () => {
    const reply = await t
      .as('owner')
      .post('shipping-methods', { code: 'BACK', name: 'x', price: '1', minDays: 5, maxDays: 2 })
    expect([reply.status, reply.body.code]).toEqual([422, 'value.out_of_range'])
  })
})
