import { defineErrors } from '../../kernel/errors/problem.ts'

export const fail = defineErrors({
  'branding.logo_not_picture': {
    status: 422,
    title: { en: 'The logo has to be a picture', th: 'โลโก้ต้องเป็นรูปภาพ' },
    detail: {
      en: 'Upload a PNG, JPEG or SVG as a public file first.',
      th: 'โปรดอัปโหลดไฟล์ PNG, JPEG หรือ SVG แบบสาธารณะก่อน',
    },
  },
  'branding.logo_too_large': {
    status: 422,
    title: { en: 'The logo is too large', th: 'ไฟล์โลโก้ใหญ่เกินไป' },
    detail: {
      en: 'It may have {limitKb} kB at the most: phones load it with every page. Make the picture smaller.',
      th: 'ต้องไม่เกิน {limitKb} kB เพราะโทรศัพท์โหลดทุกหน้า โปรดลดขนาดรูป',
    },
  },
})
