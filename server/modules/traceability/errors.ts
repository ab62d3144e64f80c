import { explainConstraint } from '../../kernel/errors/from-database.ts'
import { defineErrors } from '../../kernel/errors/problem.ts'

export const fail = defineErrors({
  'traceability.document_invalid': {
    status: 400,
    title: { en: 'The EPCIS document is not valid', th: 'เอกสาร EPCIS ไม่ถูกต้อง' },
    detail: {
      en: '{count} places are wrong; `errors` names each. Nothing was captured: correct them and send the document again.',
      th: 'มี {count} จุดที่ไม่ถูกต้อง ดูแต่ละจุดใน `errors` ยังไม่มีการบันทึกใด ๆ โปรดแก้ไขแล้วส่งเอกสารอีกครั้ง',
    },
  },
  'traceability.capture_too_many': {
    status: 413,
    title: { en: 'Too many events at once', th: 'ส่งเหตุการณ์มากเกินไปในครั้งเดียว' },
    detail: {
      en: 'A document may have {limit} events and this one has {count}. Send it in parts.',
      th: 'เอกสารมีได้ไม่เกิน {limit} เหตุการณ์ แต่ฉบับนี้มี {count} โปรดแบ่งส่ง',
    },
  },
  'traceability.query_invalid': {
    status: 400,
    title: { en: 'The query is not valid', th: 'คำค้นไม่ถูกต้อง' },
    detail: {
      en: '`errors` names each parameter that is wrong or not supported. Correct or leave them out.',
      th: 'ดูพารามิเตอร์ที่ไม่ถูกต้องหรือไม่รองรับใน `errors` โปรดแก้ไขหรือเอาออก',
    },
  },
  'traceability.version_unsupported': {
    status: 406,
    title: { en: 'This version of EPCIS is not spoken here', th: 'ระบบไม่รองรับ EPCIS เวอร์ชันนี้' },
    detail: {
      en: 'EPCIS and CBV 2.0 are. Ask for that, or leave the version headers out.',
      th: 'รองรับ EPCIS และ CBV 2.0 โปรดระบุเวอร์ชันนี้หรือไม่ต้องส่งส่วนหัวเวอร์ชัน',
    },
  },
  'traceability.query_name_taken': {
    status: 409,
    title: { en: 'A query has this name already', th: 'มีคำค้นชื่อนี้แล้ว' },
    detail: {
      en: 'Choose another name, or delete the query that has it.',
      th: 'โปรดใช้ชื่ออื่น หรือลบคำค้นที่ใช้ชื่อนี้',
    },
  },
  'traceability.class_unusable': {
    status: 422,
    title: { en: 'This is no class of a lot', th: 'นี่ไม่ใช่คลาสของล็อต' },
    detail: {
      en: 'Give the URI that your supplier uses in quantity lists, such as urn:epc:class:lgtin:… or https://id.gs1.org/01/…/10/….',
      th: 'โปรดระบุ URI ที่ผู้ขายใช้ในรายการปริมาณ เช่น urn:epc:class:lgtin:… หรือ https://id.gs1.org/01/…/10/…',
    },
  },
})

explainConstraint('epcis_query_name_key', () => fail('traceability.query_name_taken'))
