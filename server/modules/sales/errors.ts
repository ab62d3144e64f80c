import { defineErrors } from '../../kernel/errors/problem.ts'

export const fail = defineErrors({
  'sales.order_unpaid': {
    status: 409,
    title: { en: 'The order is not paid yet', th: 'คำสั่งซื้อยังไม่ได้ชำระเงิน' },
    detail: {
      en: 'Order {number} waits for its payment. Mark the payment as received first.',
      th: 'คำสั่งซื้อ {number} ยังรอการชำระเงิน โปรดบันทึกการรับเงินก่อน',
    },
  },
  'sales.order_paid': {
    status: 409,
    title: { en: 'The order is paid', th: 'คำสั่งซื้อชำระเงินแล้ว' },
    detail: {
      en: 'Order {number} is paid. Refund its payment instead of cancelling it.',
      th: 'คำสั่งซื้อ {number} ชำระเงินแล้ว โปรดคืนเงินแทนการยกเลิก',
    },
  },
  'sales.order_shipped': {
    status: 409,
    title: { en: 'The order was shipped', th: 'คำสั่งซื้อถูกจัดส่งแล้ว' },
    detail: {
      en: 'Order {number} has left already. To give money back, refund its payment.',
      th: 'คำสั่งซื้อ {number} ถูกส่งออกไปแล้ว หากต้องการคืนเงิน ให้คืนเงินที่รายการชำระเงิน',
    },
  },
  'sales.order_cancelled': {
    status: 409,
    title: { en: 'The order was cancelled', th: 'คำสั่งซื้อถูกยกเลิกแล้ว' },
    detail: {
      en: 'Order {number} was cancelled; nothing more happens to it. Place a new one.',
      th: 'คำสั่งซื้อ {number} ถูกยกเลิกแล้ว โปรดสร้างคำสั่งซื้อใหม่',
    },
  },
  'sales.order_refunded': {
    status: 409,
    title: { en: 'The order was refunded', th: 'คำสั่งซื้อถูกคืนเงินแล้ว' },
    detail: {
      en: 'All money of order {number} was given back; nothing more happens to it. Place a new one.',
      th: 'คำสั่งซื้อ {number} คืนเงินครบแล้ว โปรดสร้างคำสั่งซื้อใหม่',
    },
  },
})
