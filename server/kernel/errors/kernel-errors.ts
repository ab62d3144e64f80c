import { defineErrors } from './problem.ts'

const retryLater = {
  en: 'Try again in a moment. If it goes on, tell us the request id.',
  th: 'โปรดลองใหม่อีกครั้งในอีกสักครู่ หากยังเกิดขึ้น โปรดแจ้งรหัสคำขอ',
}

/** The errors that any command can meet. */
export const fail = defineErrors({
  'request.malformed': {
    status: 400,
    title: { en: 'The request cannot be read', th: 'ไม่สามารถอ่านคำขอได้' },
    detail: { en: 'Correct the fields named below and send it again.', th: 'แก้ไขช่องที่ระบุด้านล่างแล้วส่งใหม่' },
  },
  'request.too_large': {
    status: 413,
    title: { en: 'The request is too large', th: 'คำขอมีขนาดใหญ่เกินไป' },
    detail: { en: 'Send less at once.', th: 'โปรดส่งข้อมูลครั้งละน้อยลง' },
  },
  'request.media_type': {
    status: 415,
    title: { en: 'This content type is not understood', th: 'ไม่รองรับชนิดข้อมูลนี้' },
    detail: {
      en: 'Send JSON with Content-Type: application/json.',
      th: 'โปรดส่ง JSON พร้อม Content-Type: application/json',
    },
  },
  'auth.required': {
    status: 401,
    title: { en: 'Sign in first', th: 'โปรดลงชื่อเข้าใช้ก่อน' },
    detail: { en: 'Sign in, or send an API key, and try again.', th: 'โปรดลงชื่อเข้าใช้หรือส่งคีย์ API แล้วลองใหม่' },
  },
  'auth.forbidden': {
    status: 403,
    title: { en: 'You may not do this', th: 'คุณไม่มีสิทธิ์ทำรายการนี้' },
    detail: {
      en: 'It needs the permission {permission}. Ask an owner or admin of the workshop.',
      th: 'ต้องมีสิทธิ์ {permission} โปรดขอจากเจ้าของหรือผู้ดูแลระบบ',
    },
  },
  'tenant.suspended': {
    status: 403,
    title: { en: 'This workshop is suspended', th: 'เวิร์กช็อปนี้ถูกระงับ' },
    detail: {
      en: 'Billing and export of your own data still work. Settle the subscription to go on.',
      th: 'ยังใช้หน้าการเรียกเก็บเงินและส่งออกข้อมูลได้ โปรดชำระค่าสมาชิกเพื่อใช้งานต่อ',
    },
  },
  not_found: {
    status: 404,
    title: { en: 'Not found', th: 'ไม่พบข้อมูล' },
    detail: {
      en: 'There is nothing at this address, or it is not yours to see.',
      th: 'ไม่มีข้อมูลที่ที่อยู่นี้ หรือคุณไม่มีสิทธิ์ดู',
    },
  },
  'conflict.unique': {
    status: 409,
    title: { en: 'This exists already', th: 'มีข้อมูลนี้อยู่แล้ว' },
    detail: {
      en: 'Another record has the same {field}. Choose a different one.',
      th: 'มีรายการอื่นที่ใช้ {field} เดียวกัน โปรดใช้ค่าอื่น',
    },
  },
  'conflict.version': {
    status: 409,
    title: { en: 'Somebody changed this meanwhile', th: 'มีผู้อื่นแก้ไขข้อมูลนี้ไปแล้ว' },
    detail: { en: 'Reload it and apply your change again.', th: 'โปรดโหลดใหม่แล้วแก้ไขอีกครั้ง' },
  },
  'conflict.busy': {
    status: 409,
    title: { en: 'Somebody is changing this right now', th: 'มีผู้อื่นกำลังแก้ไขข้อมูลนี้อยู่' },
    detail: { en: 'Send the same request again.', th: 'โปรดส่งคำขอเดิมอีกครั้ง' },
  },
  'reference.missing': {
    status: 422,
    title: { en: 'Something this refers to does not exist', th: 'ข้อมูลที่อ้างถึงไม่มีอยู่' },
    detail: { en: 'Check the ids in the request ({field}).', th: 'โปรดตรวจสอบรหัสอ้างอิงในคำขอ ({field})' },
  },
  'reference.in_use': {
    status: 409,
    title: { en: 'This is still in use', th: 'ข้อมูลนี้ยังถูกใช้งานอยู่' },
    detail: { en: 'Other records refer to it ({field}).', th: 'มีรายการอื่นอ้างถึงอยู่ ({field})' },
  },
  'value.out_of_range': {
    status: 422,
    title: { en: 'A value is out of range', th: 'ค่าที่ส่งมาเกินขอบเขต' },
    detail: { en: 'Use a smaller number or a shorter text.', th: 'โปรดใช้ตัวเลขหรือข้อความที่สั้นลง' },
  },
  'idempotency.key_required': {
    status: 400,
    title: { en: 'An Idempotency-Key is needed', th: 'ต้องมี Idempotency-Key' },
    detail: {
      en: 'Send a header Idempotency-Key with a value of 1 to 255 characters that is new for each intended action.',
      th: 'โปรดส่งเฮดเดอร์ Idempotency-Key ยาว 1 ถึง 255 ตัวอักษร และใหม่สำหรับแต่ละรายการ',
    },
  },
  'idempotency.in_progress': {
    status: 409,
    title: { en: 'The same request is still running', th: 'คำขอเดียวกันกำลังทำงานอยู่' },
    detail: { en: 'Wait a second and send it again with the same key.', th: 'รอหนึ่งวินาทีแล้วส่งใหม่ด้วยคีย์เดิม' },
  },
  'idempotency.key_reused': {
    status: 422,
    title: { en: 'This Idempotency-Key was used for something else', th: 'Idempotency-Key นี้ถูกใช้กับคำขออื่นแล้ว' },
    detail: { en: 'Use a new key for a different request.', th: 'โปรดใช้คีย์ใหม่สำหรับคำขอที่ต่างกัน' },
  },
  rate_limited: {
    status: 429,
    title: { en: 'Too many requests', th: 'มีคำขอมากเกินไป' },
    detail: { en: 'Wait {retryAfterS} seconds and try again.', th: 'รอ {retryAfterS} วินาทีแล้วลองใหม่' },
  },
  internal: {
    status: 500,
    title: { en: 'Something went wrong on our side', th: 'เกิดข้อผิดพลาดในระบบของเรา' },
    detail: retryLater,
  },
  unavailable: {
    status: 503,
    title: { en: 'The service is not available right now', th: 'ระบบยังไม่พร้อมให้บริการในขณะนี้' },
    detail: retryLater,
  },
})
