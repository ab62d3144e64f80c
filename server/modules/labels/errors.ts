import { defineErrors } from '../../kernel/errors/problem.ts'

export const fail = defineErrors({
  'labels.nothing_to_print': {
    status: 422,
    title: { en: 'There is nothing to print', th: 'ไม่มีอะไรให้พิมพ์' },
    detail: {
      en: '{missing} of the chosen records do not exist any more. Reload the list and choose again.',
      th: 'รายการที่เลือก {missing} รายการไม่มีอยู่แล้ว โปรดโหลดรายการใหม่แล้วเลือกอีกครั้ง',
    },
  },
  'labels.too_many': {
    status: 422,
    title: { en: 'Too many labels for one file', th: 'จำนวนป้ายมากเกินไปสำหรับหนึ่งไฟล์' },
    detail: {
      en: 'A file may have {limit} labels at the most. Print them in parts.',
      th: 'หนึ่งไฟล์มีได้ไม่เกิน {limit} ป้าย โปรดแบ่งพิมพ์',
    },
  },
  'labels.start_beyond_sheet': {
    status: 422,
    title: { en: 'The sheet has no such label', th: 'แผ่นนี้ไม่มีตำแหน่งดังกล่าว' },
    detail: {
      en: 'Begin at a position from 1 to {last}.',
      th: 'เริ่มที่ตำแหน่ง 1 ถึง {last}',
    },
  },
  'labels.png_is_one_label': {
    status: 422,
    title: { en: 'A picture holds one label', th: 'รูปภาพมีได้หนึ่งป้าย' },
    detail: {
      en: 'Choose one record and one copy for PNG, or print a PDF.',
      th: 'สำหรับ PNG โปรดเลือกหนึ่งรายการและหนึ่งสำเนา หรือพิมพ์เป็น PDF',
    },
  },
})
