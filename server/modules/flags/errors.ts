import { defineErrors } from '../../kernel/errors/problem.ts'

export const fail = defineErrors({
  'flags.unknown': {
    status: 404,
    title: { en: 'There is no such flag', th: 'ไม่มีแฟล็กนี้' },
    detail: {
      en: '{flag} is not a flag of this program. See the list of flags.',
      th: '{flag} ไม่ใช่แฟล็กของระบบนี้ โปรดดูรายการแฟล็ก',
    },
  },
})
