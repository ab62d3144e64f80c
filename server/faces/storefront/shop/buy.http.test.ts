import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openWorkshop, type TestTenant, type Workshop } from '../../../kernel/testing/workshop.ts'
import { buy, expectStatus, offerShipping, sellProduct, stock } from '../../../modules/checkout/shop.build.ts'
import { hidden, type Shown, textOf, Visitor } from '../visitor.build.ts'

let workshop: Workshop
let t: TestTenant
let other: TestTenant
/** Ids by SKU. */
const products: Record<string, string> = {}

beforeAll(async () => {
  workshop = await openWorkshop()
  t = await workshop.tenant('MA01', { name: 'Maison Atelier' })
  other = await workshop.tenant('OTHER')
  await offerShipping(t)
  expectStatus(
    await t.as('owner').post('shipping-methods', {
      code: 'PICKUP',
      name: 'Pick up at the atelier',
      price: '0',
      needsAddress: false,
      minDays: 0,
      maxDays: 0,
    }),
    201,
  )
  const serialised = { serialised: true, line: 'HAT', price: '18900' }
  const tote = await sellProduct(t, {
    sku: 'TOTE',
    name: 'Saddle Tote',
    nameTh: 'กระเป๋าแซดเดิล',
    description: 'A day bag.\n\nIt turns into yours.',
    category: 'Bags',
    options: { colour: 'Chestnut' },
    serialCode: 'TOTE',
    weightG: 1180,
    ...serialised,
  })
  const black = await sellProduct(t, {
    sku: 'TOTE-BLK',
    name: 'Saddle Tote, Black',
    templateId: tote,
    options: { colour: 'Black' },
    serialCode: 'TOTEBLK',
    ...serialised,
    price: '17900',
  })
  const sleeve = await sellProduct(t, { sku: 'SLEEVE', name: 'Card Sleeve', price: '107', category: 'Small' })
  const gone = await sellProduct(t, { sku: 'GONE', name: 'Gone Strap', price: '10' })
  Object.assign(products, { tote, black, sleeve, gone })
  await stock(workshop, t, tote, 3, { serialised: true })
  await stock(workshop, t, sleeve, 1000)
})
afterAll(async () => {
  await workshop.drain()
  expect(await workshop.offences()).toEqual([])
  await workshop.close()
})

let visitor: Visitor
beforeEach(() => {
  visitor = new Visitor(workshop, 'ma01.localhost')
})

const orders = async () =>
  Number((await t.rows<{ n: bigint }>('select count(*) as n from sales_order'))[0]!.n)
const carts = async () => Number((await t.rows<{ n: bigint }>('select count(*) as n from cart'))[0]!.n)
const reserved = async (productId: string) =>
  (
    await t.rows<{ n: string }>(
      'select coalesce(sum(reserved), 0)::int::text as n from stock_level where product_id = $1',
      productId,
    )
  )[0]!.n
const THB = (text: string) => text.replaceAll('\u00a0', ' ')

describe('the shop', () => {
  it('lists what is for sale: one card for all variants, with the lowest price and what is left of any', async () => {
    const { markup } = await visitor.get('/shop')
    const text = THB(textOf(markup))
    expect(text).toContain('3 products')
    expect(text).toContain('Saddle Tote from THB 17,900.00 Only 3 left Numbered piece')
    expect(text).toContain('Card Sleeve THB 107.00 In stock')
    expect(text).toContain('Gone Strap THB 10.00 Sold out')
    expect(THB(textOf((await visitor.get('/shop?lang=th')).markup))).toContain(
      'กระเป๋าแซดเดิล เริ่มต้น ฿17,900.00 เหลือเพียง 3 ชิ้น',
    )
  })

  it('finds by a word and by a category, and says so when there is nothing', async () => {
    const found = async (query: string) => textOf((await visitor.get(`/shop?lang=en&${query}`)).markup)
    expect(await found('q=sleeve')).toContain('1 product for “sleeve”')
    expect(await found('category=Bags')).toMatch(/1 product .*Saddle Tote/)
    expect(await found('q=sleeve&category=Bags')).toContain('Nothing matches your search')
    expect(await found('q=%3Cscript%3E')).toContain('Nothing matches your search')
    expect((await visitor.get('/shop?cursor=nonsense')).status).toBe(400)
  })

  it('shows a product, and the variant that was chosen', async () => {
    const { markup } = await visitor.get('/shop/tote')
    const text = THB(textOf(markup))
    expect(text).toContain('Saddle Tote THB 18,900.00 VAT 7 % included Only 3 left')
    expect(text).toContain('Chestnut Black – Sold out')
    expect(text).toContain('A day bag. It turns into yours.')
    expect(text).toContain('Weight 1.18 kg')
    expect(text).toContain('MA01 maker - HAT line - TEST piece')
    const black = THB(textOf((await visitor.get('/shop/tote?option.colour=Black')).markup))
    expect(black).toContain('Saddle Tote, Black THB 17,900.00')
    expect(black).toContain('This choice is sold out. Another one may still be available.')
    expect(black).not.toContain('Add to cart')
    // A choice that does not exist shows the product itself.
    expect(textOf((await visitor.get('/shop/tote?option.colour=Blue')).markup)).toContain('Saddle Tote')
    expect((await visitor.get('/shop/unheard-of')).status).toBe(404)
    expect((await visitor.get('/shop/%00')).status).toBe(404)
  })
})

describe('the cart', () => {
  it('keeps its key in a cookie that scripts do not see and other sites do not send', async () => {
    const added = await visitor.post('/cart/lines', { product: 'sleeve' })
    expect([added.status, added.location]).toEqual([303, '/cart?notice=added'])
    expect(added.headers['cache-control']).toBe('no-store')
    expect(added.cookies).toHaveLength(1)
    expect(added.cookies[0]).toMatch(
      /^cart=[0-9a-f-]{36}\.[\w-]{32}; Max-Age=2592000; Path=\/; HttpOnly; SameSite=Lax$/,
    )
    const { markup } = await visitor.get('/cart?notice=added')
    expect(THB(textOf(markup))).toMatch(
      /Added to your cart\. Card Sleeve .*Total THB 107\.00 includes tax of THB 7\.00/,
    )
    expect((await visitor.get('/shop')).markup).toContain('1 item in the cart')
  })

  it('goes over https only, under a name that no other host can set, where the program is reached by https', async () => {
    const secure = await openWorkshop({
      env: { PUBLIC_URL: 'https://shop.example', BASE_DOMAIN: 'shop.example' },
    })
    try {
      const tenant = await secure.tenant('MA01')
      const product = {
        sku: 'SLEEVE',
        name: 'SLEEVE',
        kind: 'finished',
        unit: 'pc',
        price: '1',
        currency: 'THB',
      }
      const { id } = (await tenant.run('catalog.product.create', { ...product, published: true })) as {
        id: string
      }
      await stock(secure, tenant, id, 5)
      const buyer = new Visitor(secure, 'ma01.shop.example', { origin: 'https://ma01.shop.example' })
      const { cookies, headers } = await buyer.post(
        '/cart/lines',
        { product: 'sleeve' },
        { origin: 'https://ma01.shop.example' },
      )
      expect(cookies[0]).toMatch(
        /^__Host-cart=[^;]+; Max-Age=2592000; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
      )
      expect(headers['strict-transport-security']).toBe('max-age=31536000')
      expect((await buyer.get('/cart')).markup).toContain('SLEEVE')
    } finally {
      await secure.close()
    }
  })

  it('takes more of the same, another number, one less, and none', async () => {
    await visitor.submit('/cart/lines', { product: 'sleeve', quantity: '2' })
    const line = `/cart/lines/${products.sleeve}`
    const pieces = async (page: Promise<Shown>) =>
      /id="quantity-[^>]* value="(\d+)"/.exec((await page).markup)?.[1]
    expect(await pieces(visitor.submit('/cart/lines', { product: 'sleeve', quantity: '3' }))).toBe('5')
    expect(await pieces(visitor.submit(line, { intent: 'set', quantity: '7' }))).toBe('7')
    expect(await pieces(visitor.submit(line, { intent: 'increase', quantity: '1' }))).toBe('8')
    expect(await pieces(visitor.submit(line, { intent: 'decrease', quantity: '1' }))).toBe('7')
    for (const nonsense of [
      { intent: 'set', quantity: '-1' },
      { intent: 'set', quantity: '1.5' },
      { intent: 'explode' },
      {},
    ])
      expect(await pieces(visitor.submit(line, { ...nonsense }))).toBe('7')
    const empty = await visitor.submit(line, { intent: 'remove', quantity: '7' })
    expect(textOf(empty.markup)).toContain('Removed from your cart. Your cart is empty')
    expect((await visitor.post(line, { intent: 'increase' })).location).toBe('/cart')
    expect((await visitor.post('/cart/lines/nonsense', { intent: 'increase' })).location).toBe('/cart')
  })

  it('takes the variant whose options were chosen, with or without a script that showed it before', async () => {
    await stock(workshop, t, products.black!, 1, { serialised: true })
    const { markup } = await visitor.submit('/cart/lines', { product: 'tote', 'option.colour': 'Black' })
    expect(THB(textOf(markup))).toContain('Saddle Tote, Black THB 17,900.00 each')
    await buy(t, [{ productId: products.black!, quantity: '1' }])
  })

  it('takes nothing that is sold out, does not exist, or in no sensible number', async () => {
    const before = await carts()
    const refusals = [
      [{ product: 'gone' }, '/shop/gone'],
      [{ product: 'tote', 'option.colour': 'Black' }, '/shop/tote?option.colour=Black'],
      [{ product: 'tote', 'option.colour': 'Blue' }, '/shop/tote?option.colour=Blue'],
      [{ product: 'sleeve', quantity: '0' }, '/shop/sleeve'],
      [{ product: 'sleeve', quantity: 'many' }, '/shop/sleeve'],
    ] as const
    for (const [fields, leadsTo] of refusals) {
      const answer = await visitor.post('/cart/lines', fields)
      expect([answer.status, answer.location, answer.cookies]).toEqual([303, leadsTo, []])
    }
    for (const product of ['', 'unheard-of', 'x'.repeat(300)])
      expect((await visitor.post('/cart/lines', { product })).status).toBe(404)
    expect(await carts()).toBe(before)
  })

  it('says when there are fewer left than it holds, and lets nobody check out until that is settled', async () => {
    await visitor.post('/cart/lines', { product: 'tote', quantity: '9' })
    const text = textOf((await visitor.get('/cart?notice=added')).markup)
    expect(text).toContain('Stock has changed since you added these.')
    expect(text).toContain('Only 3 left. Please lower the quantity.')
    expect(text).toContain('Please settle the marked lines first.')
    expect(text).not.toContain('Go to checkout')
    expect((await visitor.get('/checkout')).location).toBe('/cart')
    const settled = await visitor.submit(`/cart/lines/${products.tote}`, { intent: 'set', quantity: '3' })
    expect(textOf(settled.markup)).toContain('Go to checkout')
  })

  it('says when a price has changed', async () => {
    await visitor.post('/cart/lines', { product: 'sleeve' })
    await changePrice('sleeve', '214')
    const text = THB(textOf((await visitor.get('/cart')).markup))
    await changePrice('sleeve', '107')
    expect(text).toContain('A price has changed since you last looked at your cart.')
    expect(text).toContain('Total THB 214.00')
  })

  it('lets go of what is not for sale any more with the next change', async () => {
    const strap = await sellProduct(t, { sku: 'STRAP', name: 'Strap' })
    const fob = await sellProduct(t, { sku: 'FOB', name: 'Fob' })
    await Promise.all([stock(workshop, t, strap, 2), stock(workshop, t, fob, 2)])
    for (const product of ['strap', 'fob', 'sleeve']) await visitor.post('/cart/lines', { product })
    for (const id of [strap, fob]) await withdraw(id)
    const text = textOf((await visitor.get('/cart')).markup)
    expect(text.match(/Sold out\. Please remove it to go on\./g)).toHaveLength(2)
    const after = await visitor.submit(`/cart/lines/${strap}`, { intent: 'remove' })
    expect(textOf(after.markup)).toMatch(/Removed from your cart\. Card Sleeve (?!.*Fob).*Go to checkout/)
  })

  it('is nobody’s in another shop, nor with another key', async () => {
    await visitor.post('/cart/lines', { product: 'sleeve' })
    const cookie = visitor.cookies.get('cart')!
    const [id, token] = cookie.split('.') as [string, string]
    const wrongToken = `${id}.${token.replace(/^./, (c) => (c === 'A' ? 'B' : 'A'))}`
    for (const [host, value] of [
      ['other.localhost', cookie],
      ['ma01.localhost', wrongToken],
      ['ma01.localhost', 'nonsense'],
      ['ma01.localhost', `${id}.`],
    ] as const) {
      const thief = new Visitor(workshop, host)
      thief.cookies.set('cart', value)
      expect(textOf((await thief.get('/cart')).markup)).toContain('Your cart is empty')
      expect((await thief.post(`/cart/lines/${products.sleeve}`, { intent: 'remove' })).location).toBe(
        '/cart',
      )
      expect((await thief.get('/checkout')).location).toBe('/cart')
    }
    expect(other.slug).toBe('other')
    expect(textOf((await visitor.get('/cart')).markup)).toContain('Card Sleeve')
  })
})

describe('a form', () => {
  it('from another site does nothing', async () => {
    await visitor.post('/cart/lines', { product: 'sleeve' })
    const before = [await carts(), await orders()]
    const forged = [
      { origin: 'https://evil.example' },
      { origin: 'http://other.localhost' },
      { origin: 'null' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
    ]
    for (const headers of forged) {
      for (const [url, fields] of [
        ['/cart/lines', { product: 'sleeve' }],
        [`/cart/lines/${products.sleeve}`, { intent: 'remove' }],
        ['/checkout', { intent: 'place' }],
      ] as const) {
        const answer = await visitor.post(url, fields, headers)
        expect([url, headers, answer.status, answer.cookies]).toEqual([url, headers, 403, []])
        expect(answer.markup).toContain('That request could not be read')
      }
    }
    expect([await carts(), await orders()]).toEqual(before)
    expect((await visitor.get('/cart')).markup).toContain('value="1"')
  })

  it('is a form, and no longer than ours are', async () => {
    const json = await visitor.post('/cart/lines', {}, { 'content-type': 'application/json' })
    expect(json.status).toBe(415)
    const long = await visitor.post('/cart/lines', { product: 'x'.repeat(70_000) })
    expect(long.status).toBe(413)
    expect(long.headers['content-type']).toBe('text/html; charset=utf-8')
  })
})

const BUYER = {
  name: 'Mali Srisai',
  email: 'Mali@Example.com',
  phone: '+66812345678',
  line1: '9 Nimman 5',
  line2: '',
  city: 'Mueang',
  region: 'Chiang Mai',
  postalCode: '50200',
  country: 'TH',
  shipping: 'TH-EMS',
  payment: 'bank-transfer',
}

/** The checkout form, filled in, as it was last shown. */
async function filled(changes: Record<string, string> = {}): Promise<Record<string, string>> {
  const shown = await visitor.post('/checkout', { intent: 'update', ...BUYER, ...changes })
  const { markup } = shown.status === 200 ? shown : await visitor.get('/checkout')
  return {
    ...BUYER,
    intent: 'place',
    quote: hidden(markup, 'quote'),
    idempotency_key: hidden(markup, 'idempotency_key'),
    ...changes,
  }
}

describe('the checkout', () => {
  beforeEach(async () => {
    await visitor.post('/cart/lines', { product: 'sleeve', quantity: '2' })
  })

  it('knows what the shop offers, and has a fresh key for each order', async () => {
    const { markup } = await visitor.get('/checkout')
    const text = THB(textOf(markup))
    expect(text).toContain('Shipping TH-EMS THB 80.00')
    expect(text).toContain('Pick up at the atelier The same day Free')
    expect(text).toContain('Shipping worked out at checkout')
    expect(text).toContain('Bank transfer')
    expect(markup).toContain('<option value="TH" selected>Thailand</option>')
    expect(hidden(markup, 'quote')).toBe('214.00 THB')
    const again = await visitor.get('/checkout')
    expect(hidden(again.markup, 'idempotency_key')).not.toBe(hidden(markup, 'idempotency_key'))
  })

  it('shows the total of the delivery chosen, complains about nothing yet, and keeps what was typed', async () => {
    const { status, markup } = await visitor.post('/checkout', {
      intent: 'update',
      shipping: 'TH-EMS',
      name: 'Ma',
      email: 'ma',
      idempotency_key: 'the-same',
    })
    expect(status).toBe(200)
    expect(THB(textOf(markup))).toContain('Shipping (Shipping TH-EMS) THB 80.00 Total THB 294.00')
    expect(hidden(markup, 'quote')).toBe('294.00 THB')
    expect(hidden(markup, 'idempotency_key')).toBe('the-same')
    expect(markup).toContain(
      'name="email" required aria-describedby="field-email-hint" type="email" value="ma"',
    )
    expect(textOf(markup)).not.toContain('need your attention')
  })

  it('says at each field what is missing, and orders nothing', async () => {
    const before = await orders()
    const { markup: fresh } = await visitor.get('/checkout')
    const key = hidden(fresh, 'idempotency_key')
    const { status, markup } = await visitor.post('/checkout', {
      intent: 'place',
      email: 'mali@',
      quote: hidden(fresh, 'quote'),
      idempotency_key: key,
    })
    expect(status).toBe(422)
    const text = textOf(markup)
    expect(text).toContain('7 entries need your attention')
    for (const told of [
      'E-mail: Type a complete address, such as mali@example.com.',
      'Full name: Type your name.',
      'Delivery: Choose how you would like to receive it.',
      'Street and number: Type the street and the number.',
      'City or district: Type the city or district.',
      'Country: Choose the country.',
      'Payment: Choose how you would like to pay.',
    ])
      expect(text).toContain(told)
    expect(hidden(markup, 'idempotency_key')).toBe(key)
    const thai = await visitor.post('/checkout?lang=th', { intent: 'place' })
    expect(textOf(thai.markup)).toContain('เลือกประเทศ')
    expect(await orders()).toBe(before)
  })

  it('asks for no address where the goods are fetched', async () => {
    const fields = await filled({ shipping: 'PICKUP', line1: '', city: '', country: '' })
    const order = await visitor.submit('/checkout', fields)
    const text = THB(textOf(order.markup))
    expect(text).toContain('Shipping (Pick up at the atelier) Free Total THB 214.00')
    expect(text).toContain('Delivery Pick up at the atelier Payments')
  })

  it('orders once, however often the form comes, and leads to the order each time', async () => {
    const before = await orders()
    const fields = await filled()
    const cookies = new Map(visitor.cookies)
    const first = await visitor.post('/checkout', fields)
    expect(first.status).toBe(303)
    expect(first.location).toMatch(/^\/orders\/[0-9a-f-]{36}\?token=[\w-]{32}$/)
    expect(visitor.cookies.has('cart')).toBe(false)
    // The same form again, from a browser that did not see the answer: same key, another key, another body.
    for (const changes of [{}, { idempotency_key: 'another' }, { payment: 'on-pickup' }]) {
      const twin = new Visitor(workshop, 'ma01.localhost')
      for (const [name, value] of cookies) twin.cookies.set(name, value)
      expect((await twin.post('/checkout', { ...fields, ...changes })).location).toBe(first.location)
      for (const url of ['/checkout', '/cart']) {
        twin.cookies.set('cart', cookies.get('cart')!)
        expect((await twin.get(url)).location).toBe(first.location)
      }
    }
    expect(await orders()).toBe(before + 1)
  })

  it('orders once when the same form comes twice at the same time', async () => {
    const before = await orders()
    const fields = await filled()
    const twin = new Visitor(workshop, 'ma01.localhost')
    for (const [name, value] of visitor.cookies) twin.cookies.set(name, value)
    const answers = await Promise.all([visitor.post('/checkout', fields), twin.post('/checkout', fields)])
    expect(await orders()).toBe(before + 1)
    for (const answer of answers) {
      // Either the order, or a page that says it is being placed and leads to it.
      if (answer.status === 303) expect(answer.location).toMatch(/^\/(orders\/|checkout$)/)
      else
        expect([answer.status, textOf(answer.markup).includes('Your order is being placed')]).toEqual([
          409,
          true,
        ])
    }
    expect(answers.some((answer) => answer.location.startsWith('/orders/'))).toBe(true)
  })

  it('orders nothing at a total that the buyer has not seen', async () => {
    const before = await orders()
    const fields = await filled()
    await changePrice('sleeve', '214')
    const changed = await visitor.post('/checkout', fields)
    expect(changed.status).toBe(409)
    expect(THB(textOf(changed.markup))).toMatch(
      /The total has changed since you last saw it\..*Total THB 508\.00/,
    )
    expect(await orders()).toBe(before)
    for (const quote of ['', 'nonsense', '508.00 EUR', '508.00 baht', '-1 THB'])
      expect([quote, (await visitor.post('/checkout', { ...fields, quote })).status]).toEqual([quote, 409])
    expect(await orders()).toBe(before)
    const quote = hidden(changed.markup, 'quote')
    expect(quote).toBe('508.00 THB')
    const order = await visitor.submit('/checkout', { ...fields, quote })
    await changePrice('sleeve', '107')
    expect(THB(textOf(order.markup))).toContain('Total THB 508.00')
    expect(await orders()).toBe(before + 1)
  })

  it('says so when somebody was faster, takes nothing, and shows in the cart what is left', async () => {
    const last = await sellProduct(t, { sku: 'LAST', name: 'Last Wallet', price: '500' })
    await stock(workshop, t, last, 2)
    await visitor.post('/cart/lines', { product: 'last', quantity: '2' })
    const fields = await filled()
    await buy(t, [{ productId: last, quantity: '1' }])
    const before = [await orders(), await reserved(last)]
    const again = await visitor.post('/checkout', fields)
    expect(again.location).toBe('/cart')
    expect(textOf((await visitor.get('/cart')).markup)).toContain('Only 1 left.')
    expect([await orders(), await reserved(last)]).toEqual(before)
  })

  it('tells what is short when the last one goes between the look and the order', async () => {
    const rare = await sellProduct(t, { sku: 'RARE', name: 'Rare Wallet', price: '500' })
    await stock(workshop, t, rare, 1)
    const buyers = await Promise.all(
      [1, 2, 3, 4].map(async () => {
        const buyer = new Visitor(workshop, 'ma01.localhost')
        await buyer.post('/cart/lines', { product: 'rare' })
        const { markup } = await buyer.post('/checkout', { intent: 'update', ...BUYER })
        const fields = {
          ...BUYER,
          quote: hidden(markup, 'quote'),
          idempotency_key: hidden(markup, 'idempotency_key'),
        }
        return { buyer, fields: { ...fields, intent: 'place' } }
      }),
    )
    const before = await orders()
    const answers = await Promise.all(buyers.map(({ buyer, fields }) => buyer.post('/checkout', fields)))
    expect(await orders()).toBe(before + 1)
    expect(await reserved(rare)).toBe('1')
    const late = answers.filter((answer) => !answer.location.startsWith('/orders/'))
    expect(late).toHaveLength(3)
    for (const answer of late) {
      if (answer.location === '/cart') continue
      expect(answer.status).toBe(409)
      expect(textOf(answer.markup)).toContain('Someone was a moment faster')
      expect(textOf(answer.markup)).toContain('Rare Wallet 0 left')
    }
  })

  it('says that the shop cannot take the order where the books refuse it, and keeps the form', async () => {
    const before = await orders()
    const fields = await filled()
    expectStatus(
      await t.as('accountant').post('fiscal-periods/2026-03/lock', { reason: 'month closed' }),
      200,
    )
    const answer = await visitor.post('/checkout', fields)
    expectStatus(await t.as('owner').post('fiscal-periods/2026-03/unlock', { reason: 'test' }), 200)
    expect(answer.status).toBeGreaterThanOrEqual(409)
    expect(textOf(answer.markup)).toContain(
      'The shop cannot take this order at the moment. Nothing was ordered.',
    )
    expect(answer.markup).toContain('value="Mali Srisai"')
    expect(await orders()).toBe(before)
  })

  it('answers every form with a page of what is wrong, whatever stands in it', async () => {
    const before = await orders()
    const good = await filled()
    const hostile = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 40 }).map((text) => text.toWellFormed()),
      fc.constantFrom('', ' ', '\u0000', 'x'.repeat(5000), 'a@b', '-1', '__proto__', '<b>'),
    )
    const wrong = fc.dictionary(fc.constantFrom(...Object.keys(good)), hostile, { minKeys: 1 })
    await fc.assert(
      fc.asyncProperty(wrong, async (changes) => {
        // What is optional or free to choose would be ordered.
        const answer = await visitor.post('/checkout', { ...good, country: 'ZZZ', ...changes })
        expect([200, 409, 422]).toContain(answer.status)
        expect(answer.headers['content-type']).toBe('text/html; charset=utf-8')
      }),
      { numRuns: 150 },
    )
    expect(await orders()).toBe(before)
  })

  it('leads back to the cart where there is nothing to order', async () => {
    await visitor.post(`/cart/lines/${products.sleeve}`, { intent: 'remove' })
    expect((await visitor.get('/checkout')).location).toBe('/cart')
    expect((await visitor.post('/checkout', { intent: 'place' })).location).toBe('/cart')
    expect((await new Visitor(workshop, 'ma01.localhost').get('/checkout')).location).toBe('/cart')
  })
})

describe('an order', () => {
  let url: string
  let text: string
  beforeAll(async () => {
    visitor = new Visitor(workshop, 'ma01.localhost')
    await visitor.post('/cart/lines', { product: 'tote' })
    url = (await visitor.post('/checkout', await filled())).location
    text = THB(textOf((await visitor.get(url)).markup))
  })

  it('has its number, its invoice, what to pay and how, and the serials set aside', async () => {
    expect(text).toMatch(
      /^Order SO2026-\d{6} Placed on 2 March 2026 at 10:00 Thank you\. Your order is placed\./,
    )
    expect(text).toContain('A confirmation is on its way to mali@example.com.')
    expect(text).toContain('Waiting for your payment')
    expect(text).toMatch(
      /How to pay Transfer the amount .* Way to pay Bank transfer Amount THB 18,980\.00 Reference SO2026-/,
    )
    expect(text).toMatch(/Check MA01-HAT-TOTE-20260302-\d{5}-\w{4}-\w/)
    expect(text).toContain('Mali Srisai 9 Nimman 5 Mueang, Chiang Mai 50200 Thailand')
    expect(text).toMatch(/Invoice INV2026-\d{6}/)
    // Thanks are said once.
    expect(textOf((await visitor.get(url)).markup)).not.toContain('Thank you.')
  })

  it('is opened by the link in its mail, with the address of the buyer’s own host', async () => {
    await workshop.drain()
    const mail = workshop.mails.find((one) => one.text.includes(url.split('token=')[1]!))!
    expect(mail.to).toBe('mali@example.com')
    const link = /http:\/\/ma01\.localhost[^\s]*(\/orders\/\S+)/.exec(mail.text)!
    expect(textOf((await new Visitor(workshop, 'ma01.localhost').get(link[1]!)).markup)).toContain(
      'Order SO2026-',
    )
  })

  it('shows a serial that the page of verification knows', async () => {
    await workshop.drain()
    const { markup } = await visitor.get(url)
    const link = /href="(\/v\/MA01\/[^"]+)"/.exec(markup)![1]!
    expect(textOf((await visitor.get(link)).markup)).toContain('This piece is genuine')
  })

  it('is nobody’s without its key: a wrong one, none, another workshop’s host, another number', async () => {
    const [path, token] = url.split('?token=') as [string, string]
    const refused: [string, string][] = [
      ['ma01.localhost', path],
      ['ma01.localhost', `${path}?token=${token.slice(0, -1)}`],
      ['ma01.localhost', `${path}?token=${'x'.repeat(300)}`],
      ['ma01.localhost', `/orders/01a1fd87-086b-7716-805b-2ed996a0b799?token=${token}`],
      ['ma01.localhost', `/orders/nonsense?token=${token}`],
      ['other.localhost', url],
    ]
    for (const [host, address] of refused) {
      const page = await new Visitor(workshop, host).get(address)
      expect([address, page.status]).toEqual([address, 404])
      expect(page.markup).toContain('We cannot show this order')
      expect(page.markup).not.toContain('Mali')
    }
  })

  it('goes its way: paid, then sent, with the parcel', async () => {
    const id = /orders\/([^?]+)/.exec(url)![1]!
    const order = expectStatus(await t.as('owner').get(`orders/${id}`), 200)
    await t.run('payments.payment.capture', { id: order.payments[0].id, reference: 'KBANK 0815' })
    const paid = THB(textOf((await visitor.get(url)).markup))
    expect(paid).toContain('Paid We have received your payment')
    expect(paid).toMatch(/Bank transfer received ?, 2 March 2026 at 10:00 THB 18,980\.00/)
    expect(paid).not.toContain('How to pay')
    workshop.clock.advance({ days: 1 })
    await t.run('sales.order.ship', {
      id,
      trackingNumber: 'TH0123456789',
      trackingUrl: 'https://track.example/TH0123456789',
    })
    const { markup } = await visitor.get(url)
    expect(textOf(markup)).toContain('On its way Your order has left the workshop.')
    expect(markup).toContain('href="https://track.example/TH0123456789"')
    expect(textOf((await visitor.get(`${url}&lang=th`)).markup)).toContain('คำสั่งซื้อ SO2026-')
  })

  it('says so when it was cancelled', async () => {
    const { order, cart } = await buy(t, [{ productId: products.sleeve!, quantity: '1' }])
    await t.run('sales.order.cancel', { id: order.id, reason: 'changed their mind' })
    const page = await visitor.get(`/orders/${order.id}?token=${cart.token}&lang=en`)
    const said = textOf(page.markup)
    expect(said).toContain('Cancelled This order was cancelled. Nothing will be sent.')
    expect(said).toContain('No payment received yet.')
    expect(said).not.toContain('How to pay')
  })
})

async function changePrice(sku: 'sleeve', price: string): Promise<void> {
  const { version } = expectStatus(await t.as('owner').get(`products/${products[sku]}`), 200)
  expectStatus(await t.as('owner').patch(`products/${products[sku]}`, { version, price }), 200)
}

async function withdraw(id: string): Promise<void> {
  const { version } = expectStatus(await t.as('owner').get(`products/${id}`), 200)
  expectStatus(await t.as('owner').patch(`products/${id}`, { version, published: false }), 200)
}
