import type { Picture } from '../page.ts'
import type { Locale } from '../texts.ts'
import type { CartLine, CartView } from '../views/cart.ts'
import type { CheckoutView } from '../views/checkout.ts'
import type { ProductView } from '../views/product.ts'
import type { ProductCard, ShopListView } from '../views/shop-list.ts'
import { orderSamples } from './order-samples.ts'

/** Sample view models of the shop, as the workshop Maison Atelier would fill them. */
export function shopSamples(locale: Locale) {
  const th = locale === 'th'
  const pick = (english: string, thai: string) => (th ? thai : english)
  const tote: Picture = {
    url: '/preview-pictures/tote.svg',
    alt: pick('Saddle Tote in cognac leather, front', 'กระเป๋า Saddle Tote หนังสีคอนยัค ด้านหน้า'),
    widthPx: 800,
    heightPx: 1000,
  }
  const holder: Picture = {
    url: '/preview-pictures/card-holder.svg',
    alt: pick('Card holder in bottle-green leather', 'ซองใส่บัตรหนังสีเขียวขวด'),
    widthPx: 800,
    heightPx: 1000,
  }
  const vat = pick('VAT 7%', 'ภาษีมูลค่าเพิ่ม 7%')
  const names = {
    tote: pick('Saddle Tote', 'กระเป๋า Saddle Tote'),
    holder: pick('Card Holder No. 4', 'ซองใส่บัตร No. 4'),
  }

  const card = (slug: string, name: string, more: Partial<ProductCard>): ProductCard => ({
    slug,
    name,
    picture: null,
    price: { text: '฿1,290.00' },
    availability: { state: 'in-stock' },
    serialised: false,
    ...more,
  })
  const products: ProductCard[] = [
    card('saddle-tote', names.tote, {
      picture: tote,
      price: { text: '฿18,400.00', from: true },
      availability: { state: 'low', left: 2 },
      serialised: true,
    }),
    card('card-holder', names.holder, { picture: holder, price: { text: '฿2,450.00', before: '฿2,900.00' } }),
    card(
      'weekender',
      pick('Weekender for two nights and a good book', 'กระเป๋าเดินทางสำหรับสองคืนกับหนังสือดี ๆ หนึ่งเล่ม'),
      {
        picture: tote,
        price: { text: '฿32,000.00' },
        availability: { state: 'made-to-order', time: pick('about 6 weeks', 'ประมาณ 6 สัปดาห์') },
        serialised: true,
      },
    ),
    card('belt', pick('Bridle Belt', 'เข็มขัดหนังบังเหียน'), {
      picture: holder,
      availability: { state: 'sold-out' },
    }),
    card('key-fob', pick('Key Fob', 'พวงกุญแจ'), {}),
    card('care', pick('Leather Care Kit', 'ชุดดูแลหนัง'), { availability: { state: 'made-to-order' } }),
  ]
  const shop: ShopListView = {
    query: '',
    categories: [
      { slug: 'bags', name: pick('Bags', 'กระเป๋า') },
      { slug: 'small', name: pick('Small leather', 'เครื่องหนังชิ้นเล็ก') },
      { slug: 'belts', name: pick('Belts', 'เข็มขัด') },
      { slug: 'care', name: pick('Care', 'การดูแล') },
    ],
    category: null,
    products,
    total: 23,
    nextCursor: 'eyJuIjoiY2FyZSJ9',
    firstPage: true,
  }

  const product: ProductView = {
    id: '01933b7a-0000-7000-8000-000000000001',
    slug: 'saddle-tote',
    name: names.tote,
    description: [
      pick(
        'A day bag cut from a single shoulder of vegetable-tanned leather, saddle-stitched with waxed linen. It starts pale and stiff, and turns into yours.',
        'กระเป๋าใช้ประจำวัน ตัดจากหนังฟอกฝาดส่วนไหล่ชิ้นเดียว เย็บมือแบบอานม้าด้วยด้ายลินินเคลือบขี้ผึ้ง ช่วงแรกสีอ่อนและแข็ง แล้วจะค่อย ๆ กลายเป็นของคุณ',
      ),
      pick(
        'The edges are painted four times and the brass is cast in Bangkok. We repair it for as long as we are here.',
        'ขอบทาสีสี่รอบ ทองเหลืองหล่อในกรุงเทพฯ และเรารับซ่อมตราบเท่าที่เวิร์กช็อปยังอยู่',
      ),
    ],
    category: { slug: 'bags', name: pick('Bags', 'กระเป๋า') },
    pictures: [tote, holder, { ...tote, alt: pick('The inside pocket', 'ช่องด้านใน') }],
    options: [
      {
        code: 'colour',
        name: pick('Colour', 'สี'),
        values: [
          { value: 'cognac', label: pick('Cognac', 'คอนยัค'), selected: true, soldOut: false },
          { value: 'black', label: pick('Black', 'ดำ'), selected: false, soldOut: false },
          { value: 'green', label: pick('Bottle green', 'เขียวขวด'), selected: false, soldOut: true },
        ],
      },
      {
        code: 'strap',
        name: pick('Strap length', 'ความยาวสาย'),
        values: ['40', '45', '50', '55', '60', '65', '70', '75', '80'].map((length) => ({
          value: length,
          label: pick(`${length} cm`, `${length} ซม.`),
          selected: length === '60',
          soldOut: length === '80',
        })),
      },
    ],
    price: { text: '฿18,400.00' },
    tax: { kind: 'included', tax: vat },
    availability: { state: 'low', left: 2 },
    quantityMax: 2,
    madeIn: pick('Bangkok', 'กรุงเทพฯ'),
    facts: [
      {
        label: pick('Leather', 'หนัง'),
        value: pick('Vegetable-tanned shoulder, 2.4 mm', 'หนังฟอกฝาดส่วนไหล่ หนา 2.4 มม.'),
      },
      { label: pick('Lining', 'ซับใน'), value: pick('Cotton canvas', 'ผ้าแคนวาสฝ้าย') },
      { label: pick('Size', 'ขนาด'), value: '38 × 30 × 14 cm' },
    ],
    passport: {
      exampleSerial: 'MA01-HAT-TOTE-20251109-00001-7K2M-C',
      holds: [
        pick('who cut, stitched and inspected it', 'ใครเป็นผู้ตัด เย็บ และตรวจ'),
        pick('the day it was finished', 'วันที่ทำเสร็จ'),
        pick('the lot of leather it was cut from', 'ล็อตหนังที่ใช้ตัด'),
      ],
    },
  }

  const line = (more: Partial<CartLine>): CartLine => ({
    id: 'line-1',
    slug: 'saddle-tote',
    name: names.tote,
    variant: pick('Cognac, 60 cm', 'สีคอนยัค, 60 ซม.'),
    picture: tote,
    unitPrice: '฿18,400.00',
    quantity: 1,
    quantityMax: 2,
    total: '฿18,400.00',
    problem: null,
    ...more,
  })
  const holderLine = line({
    id: 'line-2',
    slug: 'card-holder',
    name: names.holder,
    variant: null,
    picture: holder,
    unitPrice: '฿2,450.00',
    quantity: 2,
    quantityMax: 12,
    total: '฿4,900.00',
  })
  const cart: CartView = {
    lines: [line({}), holderLine],
    totals: {
      rows: [
        { kind: 'subtotal', amount: '฿23,300.00' },
        { kind: 'discount', label: 'HELLO10', amount: '−฿500.00' },
        { kind: 'shipping', amount: null },
      ],
      total: '฿22,800.00',
      includedTaxes: [`${vat} ฿1,491.59`],
    },
    notice: 'added',
    canCheckOut: true,
  }
  const cartProblems: CartView = {
    ...cart,
    lines: [
      line({ problem: { kind: 'sold-out' }, quantityMax: 0 }),
      { ...holderLine, quantity: 5, quantityMax: 3, problem: { kind: 'fewer-left', left: 3 } },
      { ...holderLine, id: 'line-3', problem: { kind: 'price-changed', before: '฿2,300.00' } },
    ],
    notice: 'stock-changed',
    canCheckOut: false,
  }

  const checkout: CheckoutView = {
    values: {
      email: 'ploy@example.com',
      name: pick('Ploy Srisuk', 'พลอย ศรีสุข'),
      phone: '',
      shipping: 'courier',
      line1: '',
      line2: '',
      city: '',
      region: '',
      postalCode: '',
      country: 'TH',
      payment: 'transfer',
    },
    errors: {},
    problem: null,
    countries: [
      { value: 'TH', label: pick('Thailand', 'ไทย') },
      { value: 'JP', label: pick('Japan', 'ญี่ปุ่น') },
      { value: 'SG', label: pick('Singapore', 'สิงคโปร์') },
    ],
    shippingMethods: [
      {
        id: 'courier',
        name: pick('Courier', 'ส่งพัสดุ'),
        detail: pick('2–3 days, insured', '2–3 วัน พร้อมประกัน'),
        price: '฿120.00',
        needsAddress: true,
      },
      {
        id: 'collect',
        name: pick('Collect in the workshop', 'รับที่เวิร์กช็อป'),
        detail: pick('Charoen Krung 30, Bangkok', 'เจริญกรุง 30 กรุงเทพฯ'),
        price: null,
        needsAddress: false,
      },
    ],
    paymentMethods: [
      {
        id: 'transfer',
        name: pick('Bank transfer', 'โอนเงินผ่านธนาคาร'),
        detail: pick('We show you where to right after the order', 'เราจะแสดงบัญชีให้ทันทีหลังสั่งซื้อ'),
        paysNow: false,
      },
      {
        id: 'card',
        name: pick('Card', 'บัตรเครดิต/เดบิต'),
        detail: 'Visa, Mastercard, JCB',
        paysNow: true,
      },
      { id: 'collect', name: pick('Pay when you collect', 'ชำระเมื่อมารับ'), detail: null, paysNow: false },
    ],
    lines: cart.lines,
    totals: {
      rows: [
        { kind: 'subtotal', amount: '฿23,300.00' },
        { kind: 'shipping', label: pick('Courier', 'ส่งพัสดุ'), amount: '฿120.00' },
        { kind: 'tax', label: pick('Export levy 1%', 'ค่าธรรมเนียมส่งออก 1%'), amount: '฿234.20' },
      ],
      total: '฿23,654.20',
      includedTaxes: [`${vat} ฿1,532.15`],
    },
    idempotencyKey: '01933b7a-1111-7000-8000-000000000001',
    quote: 'q-23654.20-THB',
    totalChanged: false,
    termsUrl: '/terms',
  }
  const checkoutErrors: CheckoutView = {
    ...checkout,
    values: { ...checkout.values, email: 'ploy@', payment: 'card' },
    errors: {
      email: pick('Type a complete address, such as ploy@example.com.', 'พิมพ์อีเมลให้ครบ เช่น ploy@example.com'),
      line1: pick('Type the street and the number.', 'พิมพ์บ้านเลขที่และถนน'),
      postalCode: pick('A Thai postal code has five digits.', 'รหัสไปรษณีย์ไทยมีห้าหลัก'),
      payment: pick('Choose how to pay.', 'เลือกวิธีชำระเงิน'),
    },
    totalChanged: true,
  }

  return {
    shop,
    product,
    cart,
    cartProblems,
    checkout,
    checkoutErrors,
    ...orderSamples(locale, line({}), holderLine, vat),
    tote,
    pick,
  }
}
