import { cartPage } from '../views/cart.ts'
import { checkoutPage } from '../views/checkout.ts'
import { orderPage } from '../views/order.ts'
import { productPage } from '../views/product.ts'
import { shopListPage } from '../views/shop-list.ts'
import type { PreviewPage, Setting } from './setting.ts'

/** The shop, from the list to the order. */
export function shopPages({ samples, pick, at, plain }: Setting): readonly PreviewPage[] {
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
    {
      name: 'order-no-pictures',
      page: orderPage(
        { ...samples.orderPaid, lines: samples.orderPaid.lines.map((line) => ({ ...line, picture: null })) },
        at('/orders/1?token=t', 0),
      ),
    },
    { name: 'order-transfer', page: orderPage(samples.orderTransfer, at('/orders/1?token=t', 0)) },
    { name: 'order-collect', page: orderPage(samples.orderCollect, at('/orders/1?token=t', 0)) },
    {
      name: 'order-written',
      page: orderPage(
        {
          ...samples.orderTransfer,
          toPay: {
            kind: 'written',
            method: pick('Bank transfer', 'โอนเงินผ่านธนาคาร'),
            amount: '฿41,820.00',
            reference: 'SO-2025-00042',
            text: [
              pick(
                'Siam Commercial Bank, Maison Atelier Co., Ltd.',
                'ธนาคารไทยพาณิชย์ บริษัท เมซง อาเตลิเยร์ จำกัด',
              ),
              pick('Account 123-4-56789-0, within three days.', 'บัญชี 123-4-56789-0 ภายในสามวัน'),
            ],
          },
        },
        at('/orders/1?token=t', 0),
      ),
    },
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

  return shop
}
