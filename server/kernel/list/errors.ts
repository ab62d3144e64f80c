import { defineErrors } from '../errors/problem.ts'

export const fail = defineErrors({
  'list.where_unreadable': {
    status: 400,
    title: { en: 'The filter cannot be read', th: 'ไม่สามารถอ่านตัวกรองได้' },
    detail: {
      en: '“{condition}”: {problem}. Write field:operator:value, several of them with commas between.',
      th: '“{condition}”: {problem} เขียนในรูป field:operator:value คั่นหลายเงื่อนไขด้วยจุลภาค',
    },
  },
  'list.start_unreadable': {
    status: 400,
    title: { en: 'The list cannot begin there', th: 'เริ่มรายการจากค่านี้ไม่ได้' },
    detail: {
      en: '“{value}” is no value of {field}: {problem}.',
      th: '“{value}” ไม่ใช่ค่าของ {field}: {problem}',
    },
  },
  'list.column_unknown': {
    status: 400,
    title: { en: 'There is no such column', th: 'ไม่มีคอลัมน์นี้' },
    detail: { en: 'Columns of this list are: {columns}.', th: 'คอลัมน์ของรายการนี้คือ: {columns}' },
  },
})

/** Codes that every list may answer. */
export const LIST_ERRORS = ['list.where_unreadable', 'list.start_unreadable'] as const
