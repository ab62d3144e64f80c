import { defineErrors } from '../../kernel/errors/problem.ts'

export const fail = defineErrors({
  'passports.not_ready': {
    status: 422,
    title: { en: 'The piece cannot have a passport yet', th: 'ชิ้นงานยังมีพาสปอร์ตไม่ได้' },
    detail: {
      en: '{serial} is not finished, or was withdrawn. Issue its passport when it is in stock or sold.',
      th: '{serial} ยังทำไม่เสร็จหรือถูกถอนแล้ว ออกพาสปอร์ตได้เมื่ออยู่ในคลังหรือขายแล้ว',
    },
  },
  'passports.legacy_number': {
    status: 422,
    title: { en: 'An old number has no passport', th: 'หมายเลขรูปแบบเดิมไม่มีพาสปอร์ต' },
    detail: {
      en: '{serial} is not a standard serial: its number is not signed, so nothing can vouch for it.',
      th: '{serial} ไม่ใช่ซีเรียลมาตรฐาน เลขไม่ได้ลงลายเซ็น จึงไม่มีสิ่งใดรับรองได้',
    },
  },
  'passports.revoked': {
    status: 409,
    title: { en: 'The passport is revoked', th: 'พาสปอร์ตถูกเพิกถอนแล้ว' },
    detail: {
      en: 'The passport of {serial} was revoked for good. A revoked passport is not issued again.',
      th: 'พาสปอร์ตของ {serial} ถูกเพิกถอนถาวร และออกใหม่ไม่ได้',
    },
  },
  'passports.no_passport': {
    status: 409,
    title: { en: 'The piece has no passport', th: 'ชิ้นงานไม่มีพาสปอร์ต' },
    detail: {
      en: 'No passport was issued for {serial}. Issue one first.',
      th: 'ยังไม่ได้ออกพาสปอร์ตให้ {serial} โปรดออกก่อน',
    },
  },
  'passports.not_issued': {
    status: 404,
    title: { en: 'There is no passport', th: 'ไม่มีพาสปอร์ต' },
    detail: {
      en: 'No passport of this number can be read here. Compare the number with the piece.',
      th: 'ไม่มีพาสปอร์ตของหมายเลขนี้ที่อ่านได้ที่นี่ โปรดเทียบหมายเลขกับชิ้นงาน',
    },
  },
  'passports.key_over': {
    status: 404,
    title: { en: 'This key is not good any more', th: 'กุญแจนี้ใช้ไม่ได้แล้ว' },
    detail: {
      en: 'Its time is over, or its maker has ended it. Ask the maker for another one.',
      th: 'กุญแจหมดอายุหรือผู้ทำยกเลิกแล้ว โปรดขอใหม่จากผู้ทำ',
    },
  },
  'passports.access_ended': {
    status: 409,
    title: { en: 'The key is ended already', th: 'กุญแจถูกยกเลิกแล้ว' },
    detail: {
      en: 'The key of {name} was ended before. There is nothing more to do.',
      th: 'กุญแจของ {name} ถูกยกเลิกไปแล้ว ไม่ต้องทำอะไรเพิ่ม',
    },
  },
  'passports.people_only': {
    status: 403,
    title: { en: 'Only a person can agree to be named', th: 'มีเพียงบุคคลที่ยินยอมให้แสดงชื่อได้' },
    detail: {
      en: 'Sign in as yourself. An API key has no name to give.',
      th: 'โปรดเข้าสู่ระบบด้วยบัญชีของคุณเอง คีย์ API ไม่มีชื่อให้แสดง',
    },
  },
})
