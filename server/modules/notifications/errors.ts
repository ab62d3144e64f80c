import { defineErrors } from '../../kernel/errors/problem.ts'

export const fail = defineErrors({
  'notifications.no_mail_server': {
    status: 409,
    title: { en: 'No mail server is configured', th: 'ยังไม่ได้ตั้งค่าเซิร์ฟเวอร์อีเมล' },
    detail: {
      en: 'Messages are kept for reading only. Let the operator of this installation set up mail, then send it again.',
      th: 'ข้อความถูกเก็บไว้ให้อ่านเท่านั้น โปรดให้ผู้ดูแลระบบตั้งค่าอีเมลก่อน แล้วส่งใหม่',
    },
  },
  'notifications.already_queued': {
    status: 409,
    title: { en: 'This message is on its way already', th: 'ข้อความนี้กำลังรอส่งอยู่แล้ว' },
    detail: {
      en: 'It is sent within the day; look again later.',
      th: 'ระบบจะส่งภายในวัน โปรดตรวจสอบอีกครั้งภายหลัง',
    },
  },
})
