import { defineErrors } from '../../kernel/errors/problem.ts'

export const fail = defineErrors({
  'vigilance.alert_decided': {
    status: 409,
    title: { en: 'The alert is decided already', th: 'การแจ้งเตือนนี้ถูกตัดสินแล้ว' },
    detail: {
      en: '{by} has decided it as {state}. Reload it; when there is more to it, it opens again by itself.',
      th: '{by} ตัดสินว่า {state} แล้ว โปรดโหลดใหม่ หากพบเพิ่มจะเปิดขึ้นเองอีกครั้ง',
    },
  },
  'vigilance.range_too_long': {
    status: 422,
    title: { en: 'The range of days is too long', th: 'ช่วงวันยาวเกินไป' },
    detail: {
      en: 'Ask for at most {days} days, from a day to a later one.',
      th: 'โปรดเลือกไม่เกิน {days} วัน และวันเริ่มต้องไม่เกินวันสิ้นสุด',
    },
  },
})
