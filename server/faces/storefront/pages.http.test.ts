import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { openWorkshop, type TestTenant, type Workshop } from '../../kernel/testing/workshop.ts'
import { Visitor } from './visitor.build.ts'

let workshop: Workshop
let atelier: TestTenant
let thai: TestTenant
beforeAll(async () => {
  workshop = await openWorkshop()
  atelier = await workshop.tenant('MA01', { name: 'Maison Atelier' })
  thai = await workshop.tenant('SIAM', { name: 'Siam', locale: 'th' })
})
afterAll(() => workshop.close())

const inShop = (headers = {}) => new Visitor(workshop, 'ma01.localhost:3000', headers)
const atCentre = (headers = {}) => new Visitor(workshop, 'localhost:3000', headers)

describe('every page', () => {
  it('runs nothing but its own files, is framed by nobody, and tells its address to nobody', async () => {
    const policy =
      "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    const pages = [
      ...(await Promise.all(
        ['/shop', '/cart', '/nowhere', '/orders/1', '/'].map((url) => inShop().get(url)),
      )),
      ...(await Promise.all(['/signup', '/nowhere'].map((url) => atCentre().get(url)))),
    ]
    for (const { headers } of pages) {
      expect(headers).toMatchObject({
        'content-security-policy': policy,
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'same-origin',
        'cross-origin-opener-policy': 'same-origin',
        'x-request-id': expect.any(String),
      })
    }
  })

  it('is kept by nobody but the browser; pages of one person not even by that', async () => {
    const keeps = async (url: string) => (await inShop().get(url)).headers['cache-control']
    expect(await keeps('/shop')).toBe('private, no-cache')
    for (const url of ['/cart', '/checkout', '/orders/1?token=t', '/nowhere'])
      expect([url, await keeps(url)]).toEqual([url, 'no-store'])
    const first = await inShop().get('/shop')
    const tag = String(first.headers.etag)
    const again = await inShop().get('/shop', { 'if-none-match': tag })
    expect([again.status, again.markup]).toEqual([304, ''])
    expect((await inShop().get('/shop?lang=th', { 'if-none-match': tag })).status).toBe(200)
  })

  it('comes compressed where it is large enough', async () => {
    const send = async (url: string, encoding: string) =>
      await workshop.app.inject({ url, headers: { host: 'ma01.localhost', 'accept-encoding': encoding } })
    const plain = (await send('/shop', 'identity')).body
    const br = await send('/shop', 'gzip, br')
    const gzip = await send('/shop', 'gzip')
    expect([br.headers['content-encoding'], gzip.headers['content-encoding']]).toEqual(['br', 'gzip'])
    expect(br.headers.vary).toBe('Accept-Language, Cookie, accept-encoding')
    expect(brotliDecompressSync(br.rawPayload).toString()).toBe(plain)
    expect(gunzipSync(gzip.rawPayload).toString()).toBe(plain)
    expect(br.rawPayload.length).toBeLessThan(plain.length / 2)
    expect((await send('/robots.txt', 'br')).headers['content-encoding']).toBeUndefined()
  })
})

describe('an address', () => {
  it('belongs to a host: the shop to its workshop, the platform to the centre', async () => {
    const root = await inShop().get('/')
    expect([root.status, root.location]).toEqual([302, '/shop'])
    expect((await atCentre().get('/')).markup).toContain('Open a workshop')
    for (const url of ['/shop', '/shop/tote', '/cart', '/checkout', '/orders/1?token=t'])
      expect([url, (await atCentre().get(url)).status]).toEqual([url, 404])
    for (const url of ['/signup', '/signup/done', '/signin?workshop=ma01'])
      expect([url, (await inShop().get(url)).status]).toEqual([url, 404])
    const nobody = new Visitor(workshop, 'nobody.localhost:3000')
    for (const url of ['/', '/shop', '/robots.txt'])
      expect([url, (await nobody.get(url)).status]).toEqual([url, 404])
  })

  it('that nobody has is a page for people, in the shop’s own dress, and a document for programs', async () => {
    const page = await inShop().get('/nowhere')
    expect(page.status).toBe(404)
    expect(page.headers['content-type']).toBe('text/html; charset=utf-8')
    expect(page.markup).toContain('There is nothing at this address · Maison Atelier')
    const forProgram = await atelier.anonymous.get('/nowhere')
    expect(forProgram.headers['content-type']).toBe('application/problem+json; charset=utf-8')
    expect(forProgram.body.code).toBe('not_found')
    // An address of the API is one for programs, whoever types it.
    expect((await inShop().get('/api/v1/nowhere')).headers['content-type']).toContain(
      'application/problem+json',
    )
  })

  it('that cannot be decoded is a page as well', async () => {
    for (const url of ['/shop/%zz', '/%', `/shop/${'x'.repeat(501)}`]) {
      const page = await inShop().get(url)
      expect([url, page.status]).toEqual([url, 404])
      expect(page.markup).toContain('Maison Atelier')
      expect(page.headers['content-security-policy']).toContain("default-src 'self'")
    }
    expect((await atelier.anonymous.get('/shop/%zz')).body.code).toBe('request.malformed')
  })

  it('is shown to search engines unless it is one person’s', async () => {
    const { markup, headers } = await inShop().get('/robots.txt')
    expect(headers['content-type']).toBe('text/plain; charset=utf-8')
    expect(markup.split('\n')).toEqual([
      'User-agent: *',
      'Disallow: /cart',
      'Disallow: /checkout',
      'Disallow: /orders/',
      'Disallow: /desk/',
      'Disallow: /api/v1/',
      '',
    ])
  })
})

describe('the files of the pages', () => {
  it('stay for a year under the address of their content, and not at all under another', async () => {
    const { markup } = await inShop().get('/shop')
    const addresses = [...markup.matchAll(/"(\/shop-assets\/[^"]+)"/g)].map((match) => match[1]!)
    expect(addresses).toHaveLength(3)
    for (const address of addresses) {
      for (const visitor of [inShop(), atCentre(), new Visitor(workshop, 'nobody.localhost')]) {
        const file = await visitor.get(address)
        expect(file.status).toBe(200)
        expect(file.headers['cache-control']).toBe('public, max-age=31536000, immutable')
      }
      const other = address.replace(/v=.*/, 'v=0123456789')
      expect((await inShop().get(other)).headers['cache-control']).toBe('no-cache')
    }
    expect((await inShop().get('/favicon.ico')).headers['content-type']).toBe('image/svg+xml')
    expect((await inShop().get('/icon.svg')).markup).toContain('<svg')
  })

  it('are those there are, and an accent for every colour', async () => {
    const accent = await inShop().get('/shop-assets/accent-8a4b22.css')
    expect(accent.headers['content-type']).toBe('text/css; charset=utf-8')
    expect(accent.markup).toContain('--accent:#8a4b22')
    for (const name of [
      'accent-red.css',
      'accent-8a4b2.css',
      '../index.ts',
      '..%2findex.ts',
      'views.ts',
      'constructor',
    ])
      expect([name, (await inShop().get(`/shop-assets/${name}`)).status]).toEqual([name, 404])
  })
})

describe('the language', () => {
  const languageOf = ({ markup }: { markup: string }) => /<html lang="(\w+)"/.exec(markup)?.[1]

  it('is the one asked for, from then on', async () => {
    const visitor = inShop({ 'accept-language': 'en' })
    const asked = await visitor.get('/shop?lang=th')
    expect(languageOf(asked)).toBe('th')
    expect(asked.cookies).toEqual(['lang=th; Max-Age=31536000; Path=/; HttpOnly; SameSite=Lax'])
    expect(languageOf(await visitor.get('/cart'))).toBe('th')
    expect(languageOf(await visitor.get('/nowhere'))).toBe('th')
    expect(languageOf(await visitor.get('/shop?lang=en'))).toBe('en')
    expect(languageOf(await visitor.get('/cart'))).toBe('en')
    const other = await visitor.get('/shop?lang=xx')
    expect([languageOf(other), other.cookies]).toEqual(['en', []])
  })

  it('is the browser’s otherwise, and the workshop’s where the browser’s is another', async () => {
    expect(languageOf(await inShop({ 'accept-language': 'de, th;q=0.5, en;q=0.2' }).get('/shop'))).toBe('th')
    const inThaiShop = (headers = {}) => new Visitor(workshop, 'siam.localhost', headers)
    expect(thai.locale).toBe('th')
    expect(languageOf(await inThaiShop({ 'accept-language': 'de' }).get('/shop'))).toBe('th')
    expect(languageOf(await inThaiShop({ 'accept-language': 'en' }).get('/shop'))).toBe('en')
    expect(languageOf(await inShop({ 'accept-language': 'de' }).get('/shop'))).toBe('en')
    expect(languageOf(await atCentre({ 'accept-language': 'de' }).get('/'))).toBe('en')
  })

  it('leads to the same page in the other one, without the one chosen before', async () => {
    const { markup } = await inShop().get('/shop?q=tote&lang=en')
    expect(markup).toContain('href="/shop?q=tote&amp;lang=th"')
  })
})

describe('a shop that cannot answer', () => {
  it('says that it is closed where the workshop is suspended', async () => {
    await workshop.tenant('SUSP', { status: 'suspended' })
    const page = await new Visitor(workshop, 'susp.localhost').get('/shop')
    expect(page.status).toBe(403)
    expect(page.markup).toContain('This shop is closed at present')
  })

  it('says so while the database is away, and when to come again', async () => {
    const away = Object.assign(new Error('connect ECONNREFUSED 10.1.2.3:5432'), { code: 'ECONNREFUSED' })
    const lookup = vi.spyOn(workshop.kernel.tenants, 'bySlug').mockRejectedValue(away)
    const page = await inShop().get('/shop?q=tote')
    lookup.mockRestore()
    expect(page.status).toBe(503)
    expect(page.headers['retry-after']).toBe('2')
    expect(page.headers['cache-control']).toBe('no-store')
    expect(page.markup).toContain('We will be right back')
    expect(page.markup).toContain('It should work again in about 2 seconds.')
    expect(page.markup).toContain('href="/shop?q=tote"')
    expect(page.markup).not.toContain('10.1.2.3')
  })

  it('says that it is our fault when it is, with a number for the support and nothing of the inside', async () => {
    const lookup = vi.spyOn(workshop.kernel.tenants, 'bySlug').mockRejectedValue(new Error('secret inside'))
    const page = await inShop({ 'x-request-id': 'request-0815' }).get('/shop')
    lookup.mockRestore()
    expect(page.status).toBe(500)
    expect(page.markup).toContain('Something went wrong on our side')
    expect(page.markup).toContain('request-0815')
    expect(page.markup).not.toContain('secret inside')
  })
})

describe('whatever is sent', () => {
  const hostile = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.constantFrom(
      '\u0000',
      '%00',
      "'; drop table cart",
      '<script>',
      '../..',
      '-1',
      '1e9',
      'null',
      '__proto__',
    ),
  )
  const fields = fc.dictionary(
    fc.constantFrom(
      ...[
        'product',
        'option.colour',
        'quantity',
        'intent',
        'quote',
        'idempotency_key',
        'email',
        'name',
        'phone',
      ],
      ...[
        'shipping',
        'payment',
        'line1',
        'city',
        'country',
        'slug',
        'code',
        'currency',
        'timeZone',
        'password',
      ],
      ...['q', 'category', 'cursor', 'lang', 'notice', 'token', 'workshop', '__proto__'],
    ),
    hostile,
  )
  const cookies = fc.dictionary(
    fc.constantFrom('cart', 'lang', 'placed', 'opened'),
    fc.base64String({ maxLength: 60 }),
  )

  it('gets an answer, and never an error of ours', async () => {
    const anywhere = fc.record({
      path: fc.oneof(
        fc.constantFrom(
          '/',
          '/shop',
          '/cart',
          '/checkout',
          '/signup',
          '/signup/done',
          '/signin',
          '/orders/1',
        ),
        hostile.map((part) => `/shop/${encodeURIComponent(part.toWellFormed())}`),
        hostile.map((part) => `/orders/${encodeURIComponent(part.toWellFormed())}`),
        hostile.map((part) => `/shop-assets/${encodeURIComponent(part.toWellFormed())}`),
      ),
      form: fc.option(fc.constantFrom('/cart/lines', '/cart/lines/x', '/checkout', '/signup'), {
        nil: undefined,
      }),
      host: fc.constantFrom('ma01.localhost', 'localhost', 'nobody.localhost'),
      fields,
      cookies,
    })
    await fc.assert(
      fc.asyncProperty(anywhere, async ({ path, form, host, fields, cookies }) => {
        const visitor = new Visitor(workshop, host)
        for (const [name, value] of Object.entries(cookies)) visitor.cookies.set(name, value)
        const query = new URLSearchParams(
          Object.entries(fields).map(([name, value]) => [name, value.toWellFormed()] as [string, string]),
        )
        const answer = form
          ? await visitor.post(form, Object.fromEntries(query))
          : await visitor.get(`${path}?${query}`)
        expect([answer.status, answer.status < 500]).toEqual([answer.status, true])
        expect(answer.headers['content-security-policy']).toContain("default-src 'self'")
        expect(answer.markup).not.toContain('<script>')
      }),
      { numRuns: 300 },
    )
  })
})

it('asks for patience where one address wants too much', async () => {
  const limited = await openWorkshop({ env: { RATE_LIMIT_PER_MINUTE: '3' } })
  try {
    await limited.tenant('MA01')
    const visitor = new Visitor(limited, 'ma01.localhost')
    for (let n = 0; n < 3; n++) expect((await visitor.get('/shop')).status).toBe(200)
    const page = await visitor.get('/shop')
    expect(page.status).toBe(429)
    expect(page.headers['retry-after']).toBe('60')
    expect(page.markup).toContain('It should work again in about 60 seconds.')
    expect((await visitor.get('/shop-assets/shop.css')).status).toBe(200)
  } finally {
    await limited.close()
  }
})
