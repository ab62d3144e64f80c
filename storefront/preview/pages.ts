import { dayMoment, timeMoment } from '../dates.ts'
import type { Html } from '../html.ts'
import type { CentralContext, PageContext } from '../page.ts'
import { type Locale, translator } from '../texts.ts'
import { cartPage } from '../views/cart.ts'
import { checkoutPage } from '../views/checkout.ts'
import { type ErrorKind, errorPage } from '../views/error.ts'
import { landingPage } from '../views/landing.ts'
import { orderPage } from '../views/order.ts'
import { productPage } from '../views/product.ts'
import { shopListPage } from '../views/shop-list.ts'
import { signupDonePage, signupPage } from '../views/signup.ts'
import { type VerifiedPiece, verifyPage } from '../views/verify.ts'
import { shopSamples } from './shop-samples.ts'

export interface PreviewPage {
  /** File name without `.html`. */
  name: string
  page: Html
}

/** Every page in every state worth looking at, in one language. */
export function previewPages(locale: Locale, t = translator(locale)): readonly PreviewPage[] {
  const samples = shopSamples(locale)
  const { pick } = samples
  const central: CentralContext = { locale, path: '/', t }
  const at = (path: string, cartCount = 3): PageContext => ({
    locale,
    path,
    t,
    cartCount,
    tenant: {
      name: pick('Maison Atelier', 'เมซง อาเตลิเยร์'),
      slug: 'maison-atelier',
      code: 'MA01',
      accentColour: '#8a4b22',
    },
  })
  const plain: PageContext = {
    ...at('/shop', 0),
    tenant: {
      name: pick('Siam Saddlers and Harness Makers', 'สยามอานม้าและเครื่องหนังทำมือ'),
      slug: 'siam',
      code: 'SIAM',
      logoUrl: '/preview-pictures/logo.svg',
    },
  }
  const error = (kind: ErrorKind) => ({
    kind,
    detail: null,
    items: [],
    retryAfterSeconds: null,
    requestId: '01933b7a9f4c',
  })

  const shop: PreviewPage[] = [
    { name: 'shop', page: shopListPage(samples.shop, at('/shop')) },
    {
      name: 'shop-search',
      page: shopListPage(
        {
          ...samples.shop,
          query: pick('tote', 'กระเป๋า'),
          category: 'bags',
          products: samples.shop.products.slice(0, 1),
          total: 1,
          nextCursor: null,
          firstPage: false,
        },
        at('/shop?q=tote&category=bags'),
      ),
    },
    {
      name: 'shop-none',
      page: shopListPage(
        { ...samples.shop, query: 'unicorn', products: [], total: 0, nextCursor: null },
        plain,
      ),
    },
    {
      name: 'shop-empty',
      page: shopListPage(
        { ...samples.shop, categories: [], products: [], total: 0, nextCursor: null },
        plain,
      ),
    },
    { name: 'product', page: productPage(samples.product, at('/shop/saddle-tote')) },
    {
      name: 'product-plain',
      page: productPage(
        {
          ...samples.product,
          name: pick('Leather Care Kit', 'ชุดดูแลหนัง'),
          category: null,
          pictures: [],
          options: [],
          availability: { state: 'in-stock' },
          tax: { kind: 'added', tax: pick('VAT 7%', 'ภาษีมูลค่าเพิ่ม 7%') },
          quantityMax: 12,
          madeIn: null,
          facts: [],
          passport: null,
        },
        plain,
      ),
    },
    {
      name: 'product-sold-out',
      page: productPage(
        { ...samples.product, availability: { state: 'sold-out' }, tax: { kind: 'none' }, quantityMax: 0 },
        at('/shop/saddle-tote', 0),
      ),
    },
    {
      name: 'product-gone',
      page: productPage(
        { ...samples.product, options: [], availability: { state: 'sold-out' }, quantityMax: 0 },
        at('/shop/saddle-tote', 1),
      ),
    },
    { name: 'cart', page: cartPage(samples.cart, at('/cart')) },
    { name: 'cart-problems', page: cartPage(samples.cartProblems, at('/cart')) },
    {
      name: 'cart-empty',
      page: cartPage({ ...samples.cart, lines: [], notice: 'removed', canCheckOut: false }, at('/cart', 0)),
    },
    { name: 'checkout', page: checkoutPage(samples.checkout, at('/checkout')) },
    { name: 'checkout-errors', page: checkoutPage(samples.checkoutErrors, at('/checkout')) },
    {
      name: 'checkout-collect',
      page: checkoutPage(
        {
          ...samples.checkout,
          values: { ...samples.checkout.values, shipping: 'collect', payment: 'collect' },
          problem: pick(
            'The card was declined. Please choose another way to pay.',
            'บัตรถูกปฏิเสธ โปรดเลือกวิธีชำระเงินอื่น',
          ),
          termsUrl: null,
        },
        at('/checkout'),
      ),
    },
    { name: 'order-shipped', page: orderPage(samples.orderPaid, at('/orders/1?token=t', 0)) },
    { name: 'order-transfer', page: orderPage(samples.orderTransfer, at('/orders/1?token=t', 0)) },
    { name: 'order-collect', page: orderPage(samples.orderCollect, at('/orders/1?token=t', 0)) },
    {
      name: 'order-provider',
      page: orderPage(
        {
          ...samples.orderTransfer,
          toPay: { kind: 'provider', url: 'https://pay.example.com/s/1', amount: '฿41,820.00' },
        },
        at('/orders/1?token=t', 0),
      ),
    },
    {
      name: 'order-cancelled',
      page: orderPage(
        {
          ...samples.orderPaid,
          status: 'cancelled',
          steps: [],
          payments: samples.orderPaid.payments.map((payment) => ({ ...payment, state: 'refunded' as const })),
        },
        at('/orders/1?token=t', 0),
      ),
    },
  ]

  const errors: PreviewPage[] = [
    { name: 'error-not-found', page: errorPage(error('not-found'), at('/shop/gone')) },
    {
      name: 'error-sold-out',
      page: errorPage(
        {
          ...error('sold-out'),
          items: [
            { name: pick('Saddle Tote, cognac', 'กระเป๋า Saddle Tote สีคอนยัค'), left: 0 },
            { name: pick('Card Holder No. 4', 'ซองใส่บัตร No. 4'), left: 1 },
          ],
        },
        at('/checkout'),
      ),
    },
    {
      name: 'error-unavailable',
      page: errorPage({ ...error('unavailable'), retryAfterSeconds: 30 }, at('/shop')),
    },
    {
      name: 'error-in-progress',
      page: errorPage({ ...error('in-progress'), retryAfterSeconds: 1 }, at('/checkout')),
    },
    ...(['order-not-found', 'invalid', 'too-many', 'closed', 'unexpected'] as const).map((kind) => ({
      name: `error-${kind}`,
      page: errorPage(error(kind), at('/shop', 0)),
    })),
    { name: 'error-central', page: errorPage({ ...error('not-found'), requestId: null }, central) },
  ]

  const piece: VerifiedPiece = {
    serial: 'MA01-HAT-TOTE-20251109-00001-7K2M-C',
    product: pick('Saddle Tote, cognac', 'กระเป๋า Saddle Tote สีคอนยัค'),
    picture: samples.tote,
    maker: {
      name: pick('Maison Atelier', 'เมซง อาเตลิเยร์'),
      code: 'MA01',
      place: pick('Bangkok', 'กรุงเทพฯ'),
      url: 'https://maison-atelier.example/shop',
      email: 'hello@maison-atelier.example',
    },
    madeOn: dayMoment('2025-11-09', locale),
    line: { code: 'HAT', name: null },
    materials: pick('Vegetable-tanned leather, linen, brass', 'หนังฟอกฝาด ด้ายลินิน ทองเหลือง'),
    stage: 'sold',
    scans: 3,
    manyScans: false,
    passportUrl: '/passport/1',
    claimUrl: '/claim/1',
  }
  const checkedAt = timeMoment(new Date('2026-02-01T08:05:00Z'), locale, 'Asia/Bangkok')
  const path = '/v/MA01/MA01-HAT-TOTE-20251109-00001-7K2M-C'
  const verify: PreviewPage[] = [
    {
      name: 'verify',
      page: verifyPage({ result: 'ask', entered: '', needsMaker: false }, { ...central, path: '/v' }),
    },
    {
      name: 'verify-short',
      page: verifyPage(
        { result: 'ask', entered: '122V00001221NN1027B', needsMaker: true },
        { ...central, path: '/v' },
      ),
    },
    { name: 'verify-genuine', page: verifyPage({ result: 'genuine', piece, checkedAt }, at(path, 0)) },
    {
      name: 'verify-genuine-compact',
      page: verifyPage(
        {
          result: 'genuine',
          piece: {
            ...piece,
            serial: '122V00001221NN1027B',
            picture: null,
            maker: { ...piece.maker, place: null, url: null, email: null },
            madeOn: null,
            materials: null,
            line: { code: 'OEM', name: null },
            stage: 'in-making',
            scans: 1,
            manyScans: true,
            passportUrl: null,
            claimUrl: null,
          },
          checkedAt,
        },
        { ...central, path },
      ),
    },
    {
      name: 'verify-recalled',
      page: verifyPage(
        {
          result: 'recalled',
          piece: { ...piece, stage: 'claimed', claimUrl: null, line: { code: 'SAD', name: 'Saddlery' } },
          checkedAt,
        },
        { ...central, path },
      ),
    },
    {
      name: 'verify-stolen',
      page: verifyPage({ result: 'stolen', piece: { ...piece, claimUrl: null }, checkedAt }, at(path, 0)),
    },
    {
      name: 'verify-withdrawn',
      page: verifyPage(
        {
          result: 'withdrawn',
          piece: { ...piece, stage: 'made', claimUrl: null, passportUrl: null },
          checkedAt,
        },
        at(path, 0),
      ),
    },
    {
      name: 'verify-not-found',
      page: verifyPage(
        { result: 'not-found', entered: 'MA01-HAT-TOTE-20251109-00001-7K2N-C' },
        { ...central, path },
      ),
    },
    {
      name: 'verify-unavailable',
      page: verifyPage({ result: 'unavailable', entered: piece.serial, retryAfterSeconds: 20 }, at(path, 0)),
    },
    {
      name: 'verify-too-many',
      page: verifyPage({ result: 'too-many', entered: piece.serial, retryAfterSeconds: 1 }, at(path, 0)),
    },
  ]

  const trial = { days: 30, plan: 'Pro' }
  const signup = {
    values: {
      name: '',
      slug: '',
      code: '',
      currency: 'THB',
      timeZone: 'Asia/Bangkok',
      ownerName: '',
      email: '',
    },
    errors: {},
    problem: null,
    currencies: [
      { value: 'THB', label: pick('Thai baht (THB)', 'บาทไทย (THB)') },
      { value: 'EUR', label: pick('Euro (EUR)', 'ยูโร (EUR)') },
      { value: 'JPY', label: pick('Japanese yen (JPY)', 'เยนญี่ปุ่น (JPY)') },
    ],
    timeZones: [
      { value: 'Asia/Bangkok', label: 'Asia/Bangkok (UTC+7)' },
      { value: 'Europe/Paris', label: 'Europe/Paris (UTC+1)' },
    ],
    hostSuffix: '.localhost:3000',
    passwordLengthMin: 12,
    idempotencyKey: '01933b7a-2222-7000-8000-000000000001',
    trial,
  }
  const landing = {
    signUpOpen: true,
    trial,
    hostSuffix: '.localhost:3000',
    signIn: { slug: '', error: null },
  }
  const front: PreviewPage[] = [
    { name: 'landing', page: landingPage(landing, central) },
    {
      name: 'landing-closed',
      page: landingPage(
        {
          ...landing,
          signUpOpen: false,
          trial: null,
          signIn: {
            slug: 'maison',
            error: pick('There is no workshop of this name.', 'ไม่มีเวิร์กช็อปชื่อนี้'),
          },
        },
        central,
      ),
    },
    { name: 'signup', page: signupPage(signup, { ...central, path: '/signup' }) },
    {
      name: 'signup-errors',
      page: signupPage(
        {
          ...signup,
          trial: null,
          values: { ...signup.values, name: 'Maison Atelier', slug: 'maison-atelier', code: 'MA' },
          errors: {
            slug: pick('This address is taken. Try another one.', 'ที่อยู่นี้มีผู้ใช้แล้ว ลองชื่ออื่น'),
            password: pick('Use at least 12 characters.', 'ใช้อย่างน้อย 12 ตัวอักษร'),
          },
        },
        { ...central, path: '/signup' },
      ),
    },
    {
      name: 'signup-done',
      page: signupDonePage(
        {
          name: pick('Maison Atelier', 'เมซง อาเตลิเยร์'),
          code: 'MA01',
          email: 'anong@example.com',
          deskUrl: 'http://maison-atelier.localhost:3000/desk',
          shopUrl: 'http://maison-atelier.localhost:3000/shop',
          trial: { plan: 'Pro', until: dayMoment('2025-12-12', locale) },
        },
        { ...central, path: '/signup/done' },
      ),
    },
  ]
  return [...front, ...shop, ...errors, ...verify]
}
