import { describe, expect, it } from 'vitest'
import { shopSamples } from './preview/shop-samples.ts'
import { translator } from './texts.ts'
import { cartPage } from './views/cart.ts'
import { checkoutPage } from './views/checkout.ts'
import { errorPage } from './views/error.ts'
import { orderPage } from './views/order.ts'
import { passportPage } from './views/passport.ts'
import { productPage } from './views/product.ts'
import { shopListPage } from './views/shop-list.ts'
import { verifyPage } from './views/verify.ts'

describe('hostile content', () => {
  const HOSTILE = `"'><script>alert(1)</script><img src=x onerror=alert(1)>javascript:alert(1)`
  /** The same view with every text replaced; what the page decides by (ids of kinds and states) stays. */
  function poisoned<View>(view: View, key = ''): View {
    const decides = ['state', 'kind', 'status', 'name:step', 'stage', 'result', 'notice']
    if (typeof view === 'string') return (decides.includes(key) ? view : HOSTILE) as View
    if (Array.isArray(view)) return view.map((item) => poisoned(item, key)) as View
    if (typeof view !== 'object' || view === null) return view
    const entries = Object.entries(view).map(([name, value]) => {
      const isStep = name === 'name' && 'at' in view && 'state' in view
      return [name, poisoned(value, isStep ? 'name:step' : name)]
    })
    return Object.fromEntries(entries) as View
  }
  const samples = shopSamples('en')
  const tenant = poisoned({ name: '', slug: '', code: '', logoUrl: '', accentColour: '' })
  const page = {
    locale: 'en' as const,
    t: translator('en'),
    cartCount: 1,
    tenant,
    path: `/shop?q=${HOSTILE}`,
  }
  const piece = {
    serial: '',
    product: '',
    picture: samples.tote,
    maker: { name: '', code: '', place: '', url: '', email: '' },
    madeOn: { iso: '', text: '' },
    line: { code: '', name: '' },
    materials: '',
    stage: 'sold' as const,
    scans: 2,
    manyScans: true,
    passportUrl: '',
    claimUrl: '',
    claimedOn: { iso: '', text: '' },
    notice: { text: '', since: { iso: '', text: '' } },
  }

  it.each([
    ['shop', () => shopListPage(poisoned(samples.shop), page)],
    ['product', () => productPage(poisoned(samples.product), page)],
    ['cart', () => cartPage(poisoned(samples.cartProblems), page)],
    ['checkout', () => checkoutPage(poisoned(samples.checkoutErrors), page)],
    ['order', () => orderPage(poisoned(samples.orderPaid), page)],
    ['payment', () => orderPage(poisoned(samples.orderTransfer), page)],
    [
      'verify',
      () =>
        verifyPage(
          { result: 'genuine', piece: poisoned(piece), checkedAt: poisoned({ iso: '', text: '' }) },
          page,
        ),
    ],
    [
      'passport',
      () =>
        passportPage(
          {
            result: 'found',
            piece: poisoned({
              ...{
                serial: '',
                compact: '',
                product: '',
                shownTo: { audience: 'authority', name: '', until: { iso: '', text: '' } },
                revoked: false,
                description: '',
                place: '',
              },
              ...{ maker: { name: '', code: '', url: '' }, madeOn: { iso: '', text: '' }, people: [''] },
              operations: [{ name: '', completedOn: { iso: '', text: '' } }],
              materials: [{ name: '', quantity: '', lot: '' }],
              certificates: [{ name: '', issuer: '', url: '' }],
              ...{ care: '', repair: '', carbonKg: '', recycledPercent: '' },
              ...{ credentialUrl: '', jsonLdUrl: '' },
            }),
          },
          page,
        ),
    ],
    ['not found', () => verifyPage({ result: 'not-found', entered: HOSTILE }, page)],
    [
      'error',
      () =>
        errorPage(
          {
            kind: 'sold-out',
            detail: HOSTILE,
            items: [{ name: HOSTILE, left: 1 }],
            retryAfterSeconds: 1,
            requestId: HOSTILE,
          },
          page,
        ),
    ],
  ])('stays text on the page %s', (_name, render) => {
    const markup = render().toString()
    expect(markup).toContain('&lt;script&gt;alert(1)')
    expect(markup).not.toMatch(/<script(?! src="\/shop-assets\/shop\.js\?v=[0-9a-f]+" defer>)|<img src=x/)
    expect(markup).not.toMatch(/(?:href|src|action)="\s*javascript:/)
    expect(markup).not.toContain('accent-')
  })
})
