import { explainConstraint } from '../../kernel/errors/from-database.ts'
import { defineErrors } from '../../kernel/errors/problem.ts'

export const fail = defineErrors({
  'payments.already_captured': {
    status: 409,
    title: { en: 'This payment has been received already', th: 'รายการชำระเงินนี้ได้รับเงินแล้ว' },
    detail: {
      en: 'It was marked as paid before ({reference}). To give money back, make a refund.',
      th: 'รายการนี้ถูกบันทึกว่าชำระแล้ว ({reference}) หากต้องการคืนเงิน ให้ทำรายการคืนเงิน',
    },
  },
  'payments.captured_by_provider': {
    status: 422,
    title: {
      en: 'The payment provider says when the money is there',
      th: 'ผู้ให้บริการชำระเงินเป็นผู้แจ้งเมื่อได้รับเงิน',
    },
    detail: {
      en: 'This payment runs through {provider}. Wait for its message, or look it up there.',
      th: 'รายการนี้ชำระผ่าน {provider} โปรดรอการแจ้งเตือน หรือตรวจสอบกับผู้ให้บริการ',
    },
  },
  'payments.cancelled': {
    status: 409,
    title: { en: 'This payment was cancelled', th: 'รายการชำระเงินนี้ถูกยกเลิกแล้ว' },
    detail: {
      en: 'Its order was cancelled. If money came in all the same, post it by hand and give it back.',
      th: 'คำสั่งซื้อถูกยกเลิกแล้ว หากมีเงินเข้ามา ให้บันทึกบัญชีด้วยตนเองแล้วคืนเงิน',
    },
  },
  'payments.not_captured': {
    status: 409,
    title: { en: 'No money has come in yet', th: 'ยังไม่ได้รับเงิน' },
    detail: {
      en: 'Only what was received can be refunded. An unpaid order is cancelled instead.',
      th: 'คืนเงินได้เฉพาะที่ได้รับแล้ว คำสั่งซื้อที่ยังไม่ชำระให้ยกเลิกแทน',
    },
  },
  'payments.refund_exceeds_payment': {
    status: 422,
    title: { en: 'More would be refunded than was received', th: 'ยอดคืนเงินเกินยอดที่ได้รับ' },
    detail: {
      en: '{refundable} {currency} are left to refund. Enter that much at the most.',
      th: 'คืนเงินได้อีก {refundable} {currency} โปรดระบุไม่เกินจำนวนนี้',
    },
  },
  'payments.currency': {
    status: 422,
    title: { en: 'The payment is in another currency', th: 'รายการชำระเงินเป็นสกุลเงินอื่น' },
    detail: { en: 'Enter the amount in {expected}.', th: 'โปรดระบุจำนวนเงินเป็น {expected}' },
  },
  'payments.received_in_future': {
    status: 422,
    title: { en: 'The day has not come yet', th: 'วันที่ยังมาไม่ถึง' },
    detail: {
      en: 'Money is received on {today} at the latest. Correct the day.',
      th: 'วันที่รับเงินต้องไม่หลัง {today} โปรดแก้ไขวันที่',
    },
  },
  'payments.method_unknown': {
    status: 422,
    title: { en: 'This way to pay is not offered', th: 'ไม่มีวิธีชำระเงินนี้' },
    detail: {
      en: 'Choose one of the payment methods that the shop lists.',
      th: 'โปรดเลือกวิธีชำระเงินที่ร้านเปิดให้ใช้',
    },
  },
  'payments.provider_unknown': {
    status: 422,
    title: { en: 'There is no such payment provider', th: 'ไม่มีผู้ให้บริการชำระเงินนี้' },
    detail: { en: 'Use one of: {providers}.', th: 'ใช้ได้เฉพาะ: {providers}' },
  },
  'payments.webhook_refused': {
    status: 401,
    title: { en: 'This message is not from the payment provider', th: 'ข้อความนี้ไม่ได้มาจากผู้ให้บริการชำระเงิน' },
    detail: {
      en: 'Its signature does not fit. Check the signing secret on both sides.',
      th: 'ลายเซ็นไม่ถูกต้อง โปรดตรวจสอบรหัสลับที่ใช้ลงนามทั้งสองฝั่ง',
    },
  },
})

/** What an operation that makes a payment may answer. */
export const PAYMENT_ERRORS = ['payments.method_unknown'] as const

explainConstraint('payment_amounts', () =>
  fail('payments.refund_exceeds_payment', { refundable: '0', currency: '' }),
)
