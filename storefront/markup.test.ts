import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { ASSETS_FOLDER } from './assets.ts'
import type { PageContext } from './page.ts'
import { pieceSample } from './preview/owner-pages.ts'
import { previewPages } from './preview/pages.ts'
import { previewSetting } from './preview/setting.ts'
import { shopSamples } from './preview/shop-samples.ts'
import { en } from './texts/en.ts'
import { LOCALES, type TextKey, type Translator, translator } from './texts.ts'
import { cartPage } from './views/cart.ts'
import { claimSentPage } from './views/claim.ts'
import { ERROR_STATUS, type ErrorKind, errorPage } from './views/error.ts'
import { myPiecePage, myPiecesPage } from './views/my-pieces.ts'
import { orderPage } from './views/order.ts'
import { shopListPage } from './views/shop-list.ts'
import { type VerifyView, verifyPage } from './views/verify.ts'

const pages = LOCALES.flatMap((locale) =>
  previewPages(locale).map(({ name, page }) => ({ locale, name, markup: page.toString() })),
)
const pageNamed = (name: string) => pages.find((page) => page.name === name && page.locale === 'en')!.markup
const context = (more: Partial<PageContext> = {}): PageContext => ({
  locale: 'en',
  path: '/shop',
  t: translator('en'),
  cartCount: 0,
  tenant: { name: 'Maison Atelier', slug: 'maison-atelier', code: 'MA01' },
  ...more,
})

describe.each(pages)('$name in $locale', ({ locale, markup }) => {
  it('is a whole document in its language, with a link to the other one', () => {
    expect(markup).toMatch(new RegExp(`^<!doctype html>\\s*<html lang="${locale}">`))
    const other = locale === 'en' ? 'th' : 'en'
    expect(markup).toMatch(new RegExp(`href="[^"]*[?;]lang=${other}" lang="${other}" hreflang="${other}"`))
    expect(markup.match(/<h1[ >]/g)).toHaveLength(1)
  })

  it('has nothing inline that the content policy would refuse', () => {
    expect(markup).not.toMatch(/<style|\sstyle=|\son[a-z]+=|javascript:/i)
    expect(markup).not.toMatch(/<script(?![^>]*\ssrc=)/)
    expect(markup).not.toMatch(/(?:src|<link[^>]*href)="(?:https?:|\/\/|data:)/)
  })

  it('uses each id once, and every label, description and link inside the page finds its own', () => {
    const ids = [...markup.matchAll(/\sid="([^"]+)"/g)].map((match) => match[1]!)
    expect(new Set(ids).size).toBe(ids.length)
    const wanted = [
      ...markup.matchAll(/\s(?:for|aria-describedby|aria-labelledby)="([^"]+)"|href="#([^"]+)"/g),
    ].flatMap(([, list, anchor]) => (list ?? anchor ?? '').split(' '))
    for (const id of wanted) expect(ids).toContain(id)
  })

  it('shows no value that is missing', () => {
    expect(markup).not.toMatch(/\bundefined\b|\bnull\b|\[object|\{\w+\}|NaN/)
  })
})

/** Elements and classes, without what they say. */
const skeletonOf = (markup: string) =>
  [...markup.matchAll(/<(\/?[a-z]\w*)([^>]*)>/g)].map(([, tag, rest]) => [
    tag,
    / class="([^"]*)"/.exec(rest!)?.[1],
  ])

describe('the pages together', () => {
  it('have the same elements in both languages, and the same colours: contrast in one is contrast in the other', () => {
    for (const { name, markup } of pages.filter(({ locale }) => locale === 'th'))
      expect([name, skeletonOf(markup)]).toEqual([name, skeletonOf(pageNamed(name))])
    const css = readFileSync(new URL('shop.css', ASSETS_FOLDER), 'utf8')
    const ofLanguage = [...css.matchAll(/[^{}]*:lang\([^{}]*\{([^}]*)\}/g)].map(([, rules]) => rules)
    expect(ofLanguage.length).toBeGreaterThan(0)
    for (const rules of ofLanguage)
      expect(rules).not.toMatch(/color|background|opacity|filter|decoration|overflow/)
  })

  it('show every text there is', () => {
    const shown = new Set<string>()
    const original = translator('en')
    const listening = Object.assign(
      (key: TextKey, ...fillings: never[]) => {
        shown.add(key)
        return (original as (key: TextKey, ...fillings: never[]) => string)(key, ...fillings)
      },
      {
        count: (key: string, count: number, fillings?: object) => {
          shown.add(`${key}.one`).add(`${key}.other`)
          return (original.count as (key: string, count: number, fillings?: object) => string)(
            key,
            count,
            fillings,
          )
        },
      },
    ) as Translator
    previewPages('en', listening)
    const page = context({ t: listening })
    const { cart, orderPaid, orderTransfer } = shopSamples('en')
    for (const notice of ['updated', 'price-changed'] as const) cartPage({ ...cart, notice }, page)
    for (const kind of ['tax', 'fee'] as const) {
      cartPage({ ...cart, totals: { ...cart.totals, rows: [{ kind, amount: '฿1.00' }] } }, page)
    }
    for (const status of ['paid', 'in-preparation', 'ready', 'completed', 'refunded'] as const) {
      orderPage({ ...orderPaid, status }, page)
    }
    for (const state of ['pending', 'failed'] as const) {
      orderPage({ ...orderPaid, payments: [{ method: 'Card', state, amount: '฿1.00', at: null }] }, page)
    }
    if (orderTransfer.toPay?.kind === 'bank-transfer') {
      orderPage({ ...orderTransfer, toPay: { ...orderTransfer.toPay, iban: 'DE02120300000000202051' } }, page)
    }
    const piece = pieceSample(previewSetting('en', page.t))
    for (const kind of ['care', 'inspection', 'alteration'] as const) {
      myPiecePage({ ...piece, service: [{ ...piece.service[0]!, kind, photoIds: ['1'] }] }, page)
    }
    for (const notice of ['offered', 'cancelled', 'found'] as const) {
      myPiecePage({ ...piece, notice, warranty: null, refused: true, state: 'quarantined' }, page)
    }
    const transfer = { toEmail: 'nok@example.com', until: piece.since }
    myPiecePage({ ...piece, transfer, can: { ...piece.can, cancelTransfer: true } }, page)
    myPiecePage({ ...piece, transferError: page.t('own.transfer.own') }, page)
    myPiecesPage({ owner: { name: 'Mali', email: 'mali@example.com' }, pieces: [], notice: null }, page)
    claimSentPage({ email: 'mali@example.com', byOrder: true }, page)
    page.t('verify.stage.claimed')
    const [line] = orderPaid.lines
    orderPage(
      {
        ...orderPaid,
        lines: [{ ...line!, serials: [{ serial: piece.serial, verifyUrl: '/v', claimUrl: '/claim' }] }],
      },
      page,
    )
    expect(Object.keys(en).filter((key) => !shown.has(key))).toEqual([])
  })

  it('link only to addresses that exist', () => {
    const known =
      /^(?:https?:\/\/|mailto:|#|\?|\/(?:signup|signin|shop|cart|checkout|v|p|orders|terms|passport|claim|my-pieces|shop-assets|preview-pictures)?(?:[/?#]|$))/
    for (const { markup } of pages) {
      for (const [, address] of markup.matchAll(/(?:href|action|formaction|src)="([^"]*)"/g)) {
        expect(address).toMatch(known)
      }
    }
  })
})

describe('what a shop page promises', () => {
  it('refuses to follow an address that would run code', () => {
    const order = shopSamples('en').orderPaid
    const markup = orderPage(
      { ...order, delivery: { ...order.delivery, tracking: { number: '1', url: 'javascript:alert(1)' } } },
      context(),
    ).toString()
    expect(markup).toContain('href="about:invalid"')
  })

  it('adds to the cart by a plain form', () => {
    const markup = pageNamed('product')
    expect(markup).toContain('method="post" action="/cart/lines"')
    expect(markup).toMatch(/<input type="hidden" name="product" value="01933b7a/)
    expect(markup).toMatch(/<input type="radio" name="option\.colour" value="cognac" checked required>/)
    expect(markup).toMatch(/<select id="field-option\.strap" name="option\.strap" required>/)
    expect(markup).toMatch(/<noscript><button [^>]*formmethod="get" formaction="\/shop\/saddle-tote">/)
  })

  it('offers no button for what is sold out', () => {
    expect(pageNamed('product-sold-out')).not.toContain('Add to cart')
    expect(pageNamed('product-gone')).toContain('This piece is sold out at the moment.')
    expect(pageNamed('cart-problems')).not.toContain('href="/checkout"')
    expect(pageNamed('cart')).toContain('href="/checkout"')
  })

  it('sets a typed quantity when Enter is pressed: the first button of a cart line is the one that sets', () => {
    const [form] = pageNamed('cart').match(/<form class="stepper"[\s\S]*?<\/form>/) ?? []
    expect(form?.match(/<button[^>]*name="intent" value="(\w+)"/g)?.[0]).toContain('value="set"')
    expect(form).toContain('action="/cart/lines/line-1"')
  })

  it('carries the key and the total seen through the checkout, and what was typed', () => {
    const markup = pageNamed('checkout-errors')
    expect(markup).toContain('name="idempotency_key" value="01933b7a-1111-7000-8000-000000000001"')
    expect(markup).toContain('name="quote" value="q-23654.20-THB"')
    expect(markup).toMatch(/<input id="field-email"[^>]*aria-invalid="true"[^>]*value="ploy@"/)
    expect(markup).toContain('<a href="#field-email">E-mail: Type a complete address')
    expect(markup).toMatch(/role="alert" tabindex="-1" autofocus/)
    expect(pageNamed('checkout')).not.toContain('autofocus')
  })

  it('never sends a password back', () => {
    expect(pageNamed('signup-errors')).toMatch(/<input id="field-password"[^>]*type="password" value=""/)
  })

  it('says which fields are required and which are not', () => {
    const markup = pageNamed('checkout')
    expect(markup).toMatch(/<input id="field-email" name="email" required/)
    expect(markup).toMatch(/<input id="field-phone" name="phone" aria-describedby/)
    expect(markup).toMatch(/Telephone <span class="optional">\(optional\)<\/span>/)
  })

  it('keeps pages of one person out of search engines, and shows the others', () => {
    for (const name of [
      'cart',
      'checkout',
      'order-shipped',
      'verify-genuine',
      'signup-done',
      'error-not-found',
    ]) {
      expect(pageNamed(name)).toContain('content="noindex"')
    }
    for (const name of ['shop', 'product', 'landing', 'verify', 'signup']) {
      expect(pageNamed(name)).not.toContain('noindex')
    }
  })

  it('uses the accent of the workshop only when it is a colour', () => {
    const tenant = { name: 'A', slug: 'a', code: 'AB' }
    const shop = shopSamples('en').shop
    const markup = (accentColour: string) =>
      shopListPage(shop, context({ tenant: { ...tenant, accentColour } })).toString()
    expect(markup('#8A4B22')).toContain('href="/shop-assets/accent-8a4b22.css"')
    expect(markup('red')).not.toContain('accent-')
  })
})

describe('the answer of the verify page', () => {
  const answers = pages.filter(({ name }) => name.startsWith('verify'))

  it('has no script at all', () => {
    expect(answers.length).toBeGreaterThan(16)
    for (const { markup } of answers) expect(markup).not.toContain('<script')
  })

  it('never calls a piece unknown or genuine when it could not be checked', () => {
    for (const name of ['verify-unavailable', 'verify-too-many']) {
      expect(pageNamed(name)).toContain('This says nothing about your piece.')
      expect(pageNamed(name)).not.toMatch(/We do not know|is genuine|Try another/)
    }
  })

  it('gives every form of "not known" the same page', () => {
    const view = (entered: string): VerifyView => ({ result: 'not-found', entered })
    const page = (entered: string) => verifyPage(view(entered), context()).toString().replaceAll(entered, '…')
    expect(page('MA01-HAT-X-20251109-00001-AAAA-1')).toBe(page('nonsense'))
  })

  it('gives the serial back as printed when it is copied', () => {
    const [, marks = ''] = pageNamed('verify-genuine').match(/<p class="marks [^>]*>([\s\S]*?)<\/p>/) ?? []
    const copied = marks.replace(/<small[\s\S]*?<\/small>/g, '').replace(/<[^>]+>/g, '')
    expect(copied).toBe('MA01-HAT-TOTE-20251109-00001-7K2M-C')
  })

  it('reads a short serial in groups of four', () => {
    const [, marks = ''] =
      pageNamed('verify-genuine-compact').match(/<p class="marks [^>]*>([\s\S]*?)<\/p>/) ?? []
    expect([...marks.matchAll(/<b>(\w+)<\/b>/g)].map((match) => match[1])).toEqual([
      '122V',
      '0000',
      '1221',
      'NN10',
      '27B',
    ])
  })

  it('asks for the maker only where it is not known', () => {
    expect(pageNamed('verify')).toContain('name="maker"')
    expect(pageNamed('verify-short')).toMatch(
      /<input id="field-maker" name="maker" required aria-invalid="true"/,
    )
    expect(pageNamed('verify-genuine')).not.toContain('name="maker"')
  })

  it('names lines that it knows in the language of the reader, and others as the maker does', () => {
    expect(pageNamed('verify-genuine')).toContain('Hatthasilpa, made by hand')
    expect(pageNamed('verify-recalled')).toContain('Saddlery')
  })
})

it('has an HTTP status and a page for every kind of error', () => {
  for (const kind of Object.keys(ERROR_STATUS) as ErrorKind[]) {
    const view = { kind, detail: null, items: [], retryAfterSeconds: null, requestId: null }
    const markup = errorPage(view, context()).toString()
    expect(markup).toContain(en[`error.${kind}.title`])
    expect(markup).toContain('class="button"')
    expect(ERROR_STATUS[kind]).toBeGreaterThanOrEqual(400)
  }
})
