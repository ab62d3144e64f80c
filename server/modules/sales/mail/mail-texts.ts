import type { Locale } from '../../../kernel/errors/problem.ts'

/** What an order's mail is about. */
export const MAIL_KINDS = ['placed', 'paid', 'shipped', 'cancelled', 'refunded'] as const
export type MailKind = (typeof MAIL_KINDS)[number]

export interface MailTexts {
  readonly subject: Readonly<Record<MailKind, string>>
  readonly greeting: string
  readonly lead: Readonly<Record<MailKind, string>>
  readonly items: string
  readonly quantity: string
  readonly subtotal: string
  readonly shipping: string
  readonly taxIncluded: string
  readonly taxAdded: string
  readonly total: string
  readonly free: string
  readonly howToPay: string
  readonly amountDue: string
  readonly deliverTo: string
  readonly fetch: string
  readonly serials: string
  readonly tracking: string
  readonly refundedAmount: string
  readonly creditNote: string
  readonly reason: string
  readonly invoice: string
  readonly openOrder: string
  readonly keepLink: string
}

/** `{name}` is replaced by the value of that name. */
export const MAIL_TEXTS: Readonly<Record<Locale, MailTexts>> = {
  en: {
    subject: {
      placed: 'Your order {number} with {shop}',
      paid: 'We have received your payment for {number}',
      shipped: 'Your order {number} is on its way',
      cancelled: 'Your order {number} was cancelled',
      refunded: 'Refund for your order {number}',
    },
    greeting: 'Dear {name},',
    lead: {
      placed: 'Thank you for your order. This is what we have noted on {date}.',
      paid: 'Thank you: your payment of {total} has come in. We are getting your order ready.',
      shipped: 'Your order has left our workshop.',
      cancelled: 'Your order was cancelled. You do not have to pay anything.',
      refunded: 'We have given you money back.',
    },
    items: 'Your order',
    quantity: 'Quantity',
    subtotal: 'Subtotal',
    shipping: 'Shipping: {method}',
    taxIncluded: 'Of that tax',
    taxAdded: 'Tax',
    total: 'Total',
    free: 'free',
    howToPay: 'How to pay: {method}',
    amountDue: 'Amount due: {total}. Reference: {number}.',
    deliverTo: 'We deliver to',
    fetch: 'You fetch it: {method}',
    serials: 'Serial numbers',
    tracking: 'Tracking number',
    refundedAmount: 'Refunded',
    creditNote: 'Credit note',
    reason: 'Reason',
    invoice: 'Invoice',
    openOrder: 'See your order',
    keepLink: 'Keep this link to yourself: it opens your order without signing in.',
  },
  th: {
    subject: {
      placed: 'คำสั่งซื้อ {number} ของคุณที่ {shop}',
      paid: 'เราได้รับชำระเงินสำหรับคำสั่งซื้อ {number} แล้ว',
      shipped: 'คำสั่งซื้อ {number} ของคุณถูกจัดส่งแล้ว',
      cancelled: 'คำสั่งซื้อ {number} ของคุณถูกยกเลิกแล้ว',
      refunded: 'คืนเงินสำหรับคำสั่งซื้อ {number}',
    },
    greeting: 'เรียน คุณ{name}',
    lead: {
      placed: 'ขอบคุณสำหรับคำสั่งซื้อ รายละเอียดที่เราบันทึกไว้เมื่อ {date} มีดังนี้',
      paid: 'ขอบคุณ เราได้รับชำระเงินจำนวน {total} แล้ว และกำลังเตรียมสินค้าของคุณ',
      shipped: 'คำสั่งซื้อของคุณออกจากเวิร์กช็อปแล้ว',
      cancelled: 'คำสั่งซื้อของคุณถูกยกเลิกแล้ว คุณไม่ต้องชำระเงินใด ๆ',
      refunded: 'เราได้คืนเงินให้คุณแล้ว',
    },
    items: 'รายการสั่งซื้อ',
    quantity: 'จำนวน',
    subtotal: 'รวมค่าสินค้า',
    shipping: 'ค่าจัดส่ง: {method}',
    taxIncluded: 'ภาษีที่รวมอยู่แล้ว',
    taxAdded: 'ภาษี',
    total: 'ยอดรวมทั้งสิ้น',
    free: 'ฟรี',
    howToPay: 'วิธีชำระเงิน: {method}',
    amountDue: 'ยอดที่ต้องชำระ: {total} ข้อมูลอ้างอิง: {number}',
    deliverTo: 'จัดส่งไปที่',
    fetch: 'รับสินค้าเอง: {method}',
    serials: 'หมายเลขประจำชิ้น',
    tracking: 'หมายเลขพัสดุ',
    refundedAmount: 'ยอดคืนเงิน',
    creditNote: 'ใบลดหนี้',
    reason: 'เหตุผล',
    invoice: 'ใบแจ้งหนี้',
    openOrder: 'ดูคำสั่งซื้อของคุณ',
    keepLink: 'โปรดเก็บลิงก์นี้ไว้เป็นความลับ เพราะเปิดดูคำสั่งซื้อได้โดยไม่ต้องลงชื่อเข้าใช้',
  },
}

/** Puts values in the places of a text. */
export const fill = (text: string, values: Readonly<Record<string, string>>): string =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole)
