import { dayMoment, timeMoment } from '../dates.ts'
import type { Locale } from '../texts.ts'
import type { CartLine } from '../views/cart.ts'
import type { OrderView } from '../views/order.ts'

/** Sample orders: shipped, waiting for a transfer, to be collected. */
export function orderSamples(locale: Locale, toteLine: CartLine, holderLine: CartLine, vat: string) {
  const th = locale === 'th'
  const pick = (english: string, thai: string) => (th ? thai : english)
  const serial = (sequence: string, check: string) => {
    const text = `MA01-HAT-TOTE-20251109-${sequence}-7K2M-${check}`
    return { serial: text, verifyUrl: `/v/MA01/${text}` }
  }
  const at = (iso: string) => timeMoment(new Date(iso), locale, 'Asia/Bangkok')
  const orderPaid: OrderView = {
    number: 'SO-2025-00042',
    status: 'shipped',
    placedAt: at('2025-11-12T03:20:00Z'),
    justPlaced: false,
    email: 'ploy@example.com',
    steps: [
      { name: 'placed', state: 'done', at: dayMoment('2025-11-12', locale) },
      { name: 'paid', state: 'done', at: dayMoment('2025-11-12', locale) },
      { name: 'packed', state: 'done', at: dayMoment('2025-11-13', locale) },
      { name: 'shipped', state: 'current', at: dayMoment('2025-11-14', locale) },
      { name: 'delivered', state: 'ahead', at: null },
    ],
    lines: [
      {
        ...toteLine,
        quantity: 2,
        total: '฿36,800.00',
        serials: [serial('00001', 'C'), serial('00002', 'Q')],
        serialsToCome: false,
      },
      { ...holderLine, serials: [], serialsToCome: false },
    ],
    totals: {
      rows: [
        { kind: 'subtotal', amount: '฿41,700.00' },
        { kind: 'shipping', label: pick('Courier', 'ส่งพัสดุ'), amount: '฿120.00' },
      ],
      total: '฿41,820.00',
      includedTaxes: [`${vat} ฿2,735.89`],
    },
    payments: [
      {
        method: pick('Card ending 4242', 'บัตรลงท้าย 4242'),
        state: 'received',
        amount: '฿41,820.00',
        at: at('2025-11-12T03:21:00Z'),
      },
    ],
    invoice: { number: 'INV-2025-00031', url: '/orders/1/invoice.pdf' },
    toPay: null,
    delivery: {
      method: pick('Courier', 'ส่งพัสดุ'),
      lines: th
        ? ['พลอย ศรีสุข', '88/9 ถนนเจริญกรุง', 'แขวงบางรัก เขตบางรัก', 'กรุงเทพฯ 10500']
        : ['Ploy Srisuk', '88/9 Charoen Krung Road', 'Bang Rak', 'Bangkok 10500'],
      tracking: { number: 'TH0123456789', url: 'https://example.com/track/TH0123456789' },
    },
    contactEmail: 'hello@maison-atelier.example',
  }
  const orderTransfer: OrderView = {
    ...orderPaid,
    status: 'awaiting-payment',
    justPlaced: true,
    steps: [
      { name: 'placed', state: 'done', at: dayMoment('2025-11-12', locale) },
      { name: 'paid', state: 'current', at: null },
      { name: 'packed', state: 'ahead', at: null },
      { name: 'delivered', state: 'ahead', at: null },
    ],
    lines: [{ ...toteLine, serials: [], serialsToCome: true }],
    payments: [],
    invoice: null,
    toPay: {
      kind: 'bank-transfer',
      amount: '฿41,820.00',
      bank: pick('Siam Commercial Bank', 'ธนาคารไทยพาณิชย์'),
      accountName: pick('Maison Atelier Co., Ltd.', 'บริษัท เมซง อาเตลิเยร์ จำกัด'),
      account: '123-4-56789-0',
      iban: null,
      bic: 'SICOTHBK',
      promptPay: '0-1055-61000-00-1',
      reference: 'SO-2025-00042',
      dueBy: at('2025-11-14T16:59:00Z'),
    },
    delivery: { ...orderPaid.delivery, tracking: null },
  }
  const orderCollect: OrderView = {
    ...orderTransfer,
    status: 'pay-on-pick-up',
    justPlaced: false,
    steps: [
      { name: 'placed', state: 'done', at: dayMoment('2025-11-12', locale) },
      { name: 'making', state: 'current', at: null },
      { name: 'ready', state: 'ahead', at: null },
      { name: 'delivered', state: 'ahead', at: null },
    ],
    toPay: {
      kind: 'pay-on-pick-up',
      amount: '฿41,820.00',
      place: th ? ['เมซง อาเตลิเยร์', 'เจริญกรุง 30 กรุงเทพฯ'] : ['Maison Atelier', 'Charoen Krung 30, Bangkok'],
      hours: pick('Tuesday to Saturday, 10–18', 'อังคาร–เสาร์ 10.00–18.00 น.'),
      until: dayMoment('2025-11-30', locale),
    },
    delivery: { method: pick('Collect in the workshop', 'รับที่เวิร์กช็อป'), lines: [], tracking: null },
  }
  return { orderPaid, orderTransfer, orderCollect }
}
