import { defineErrors } from '../../kernel/errors/problem.ts'

export const fail = defineErrors({
  'checkout.product_unavailable': {
    status: 422,
    title: { en: 'This product is not for sale', th: 'สินค้านี้ไม่ได้วางขาย' },
    detail: {
      en: '{product} cannot be bought here any more. Take it out of the cart.',
      th: 'ไม่สามารถซื้อ {product} ได้แล้ว โปรดนำออกจากตะกร้า',
    },
  },
  'checkout.quantity_whole': {
    status: 422,
    title: { en: 'Only whole pieces are sold', th: 'ขายเป็นจำนวนเต็มเท่านั้น' },
    detail: { en: 'Enter a whole number for {sku}.', th: 'โปรดระบุจำนวนเต็มสำหรับ {sku}' },
  },
  'checkout.shipping_unknown': {
    status: 422,
    title: { en: 'This shipping method is not offered', th: 'ไม่มีวิธีจัดส่งนี้' },
    detail: {
      en: 'Choose one of the shipping methods that the shop lists.',
      th: 'โปรดเลือกวิธีจัดส่งที่ร้านเปิดให้ใช้',
    },
  },
  'checkout.incomplete': {
    status: 422,
    title: { en: 'Something is missing in the cart', th: 'ข้อมูลในตะกร้ายังไม่ครบ' },
    detail: { en: 'Fill in: {missing}. Then order again.', th: 'โปรดกรอก: {missing} แล้วสั่งซื้ออีกครั้ง' },
  },
  'checkout.price_changed': {
    status: 409,
    title: { en: 'The price has changed', th: 'ราคามีการเปลี่ยนแปลง' },
    detail: {
      en: 'The total is now {now} {currency}; it was {was}. Look at the cart again, then order with expectedTotal {now}.',
      th: 'ยอดรวมใหม่คือ {now} {currency} จากเดิม {was} โปรดตรวจสอบตะกร้าอีกครั้ง แล้วสั่งซื้อโดยระบุ expectedTotal เป็น {now}',
    },
  },
  'checkout.cart_converted': {
    status: 409,
    title: { en: 'This cart was ordered already', th: 'ตะกร้านี้ถูกสั่งซื้อแล้ว' },
    detail: {
      en: 'It became the order {number}. Look at that order, or start a new cart.',
      th: 'ตะกร้านี้กลายเป็นคำสั่งซื้อ {number} โปรดดูคำสั่งซื้อนั้น หรือเริ่มตะกร้าใหม่',
    },
  },
})
