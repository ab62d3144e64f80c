import { defineErrors } from '../../kernel/errors/problem.ts'

export const fail = defineErrors({
  'comments.not_yours': {
    status: 403,
    title: { en: 'This comment is somebody else’s', th: 'ความคิดเห็นนี้เป็นของผู้อื่น' },
    detail: {
      en: 'Only its author may change it. Write one of your own.',
      th: 'เฉพาะผู้เขียนเท่านั้นที่แก้ไขได้ โปรดเขียนความคิดเห็นของคุณเอง',
    },
  },
  'comments.too_old': {
    status: 409,
    title: { en: 'This comment is a day old', th: 'ความคิดเห็นนี้เกินหนึ่งวันแล้ว' },
    detail: {
      en: 'What was said stays as it is after a day. Write another comment.',
      th: 'หลังหนึ่งวันจะแก้ไขข้อความไม่ได้ โปรดเขียนความคิดเห็นใหม่',
    },
  },
  'comments.cannot_see': {
    status: 422,
    title: { en: 'Somebody named here cannot see this', th: 'มีผู้ที่ถูกกล่าวถึงไม่สามารถดูรายการนี้ได้' },
    detail: {
      en: 'Name only members who may read this record.',
      th: 'โปรดกล่าวถึงเฉพาะสมาชิกที่มีสิทธิ์ดูรายการนี้',
    },
  },
})
