import { defineErrors } from '../../kernel/errors/problem.ts'

export const fail = defineErrors({
  'lists.not_bulk': {
    status: 422,
    title: { en: 'This cannot be done for many at once', th: 'ทำหลายรายการพร้อมกันไม่ได้' },
    detail: {
      en: '{operation} is not offered for many records. See `bulk` in meta/resources.',
      th: '{operation} ไม่รองรับการทำหลายรายการ ดู `bulk` ใน meta/resources',
    },
  },
  'lists.bulk_whom': {
    status: 422,
    title: { en: 'Say which records', th: 'โปรดระบุรายการ' },
    detail: {
      en: 'Give either ids or matching, one of the two.',
      th: 'ระบุ ids หรือ matching อย่างใดอย่างหนึ่ง',
    },
  },
  'lists.import_undone': {
    status: 409,
    title: { en: 'This import was undone already', th: 'การนำเข้านี้ถูกยกเลิกไปแล้ว' },
    detail: { en: 'Import the file again if you want its records.', th: 'หากต้องการข้อมูลอีก โปรดนำเข้าไฟล์ใหม่' },
  },
  'lists.sheet_unreadable': {
    status: 422,
    title: { en: 'The workbook cannot be read', th: 'ไม่สามารถอ่านไฟล์ Excel ได้' },
    detail: {
      en: 'Save it as .xlsx or as CSV in UTF-8 and try again.',
      th: 'โปรดบันทึกเป็น .xlsx หรือ CSV แบบ UTF-8 แล้วลองใหม่',
    },
  },
})
