import { explainConstraint } from '../../kernel/errors/from-database.ts'
import { defineErrors } from '../../kernel/errors/problem.ts'

export const fail = defineErrors({
  'ownership.code_malformed': {
    status: 422,
    title: { en: 'This is no complete code', th: 'รหัสนี้ไม่ครบถ้วน' },
    detail: {
      en: 'Check the 16 letters and digits on the card again. O and 0 count as the same, and so do I, L and 1.',
      th: 'โปรดตรวจตัวอักษรและตัวเลข 16 ตัวบนบัตรอีกครั้ง โดย O กับ 0 และ I, L กับ 1 ถือว่าเหมือนกัน',
    },
  },
  'ownership.link_over': {
    status: 404,
    title: { en: 'This link is over', th: 'ลิงก์นี้ใช้ไม่ได้แล้ว' },
    detail: {
      en: 'It was used already or its time is over. Ask for a new one.',
      th: 'ลิงก์ถูกใช้ไปแล้วหรือหมดอายุ โปรดขอลิงก์ใหม่',
    },
  },
  'ownership.not_claimed': {
    status: 409,
    title: { en: 'The piece is nobody’s to be taken from', th: 'ชิ้นงานนี้ไม่มีเจ้าของที่ลงทะเบียนไว้' },
    detail: {
      en: '{serial} is not claimed now. Reload the page and look at its history.',
      th: '{serial} ไม่ได้ถูกลงทะเบียนอยู่ในขณะนี้ โปรดโหลดหน้าใหม่และดูประวัติ',
    },
  },
  'ownership.owner_erased': {
    status: 409,
    title: { en: 'The owner was erased', th: 'ข้อมูลเจ้าของถูกลบแล้ว' },
    detail: {
      en: 'Nothing is known of this owner any more. There is nothing left to erase.',
      th: 'ไม่มีข้อมูลของเจ้าของรายนี้แล้ว จึงไม่มีอะไรให้ลบอีก',
    },
  },
  'ownership.already_claimed': {
    status: 409,
    title: { en: 'The piece has an owner already', th: 'ชิ้นงานนี้มีเจ้าของแล้ว' },
    detail: {
      en: 'Somebody else has claimed {serial}. Its owner can transfer it to you; if you believe that this is wrong, write to the maker.',
      th: 'มีผู้ลงทะเบียนเป็นเจ้าของ {serial} แล้ว เจ้าของสามารถโอนให้คุณได้ หากคิดว่าไม่ถูกต้องโปรดติดต่อผู้ทำ',
    },
  },
  'ownership.not_claimable': {
    status: 409,
    title: { en: 'The piece cannot be claimed now', th: 'ยังลงทะเบียนชิ้นงานนี้ไม่ได้' },
    detail: {
      en: '{serial} can be claimed once its maker has recorded the sale, and while it is neither recalled nor reported stolen. Ask the maker.',
      th: '{serial} ลงทะเบียนได้เมื่อผู้ทำบันทึกการขายแล้ว และไม่ได้ถูกเรียกคืนหรือแจ้งว่าถูกขโมย โปรดสอบถามผู้ทำ',
    },
  },
  'ownership.not_owner': {
    status: 404,
    title: { en: 'This piece is not yours any more', th: 'ชิ้นงานนี้ไม่ใช่ของคุณแล้ว' },
    detail: {
      en: 'There is no such piece among yours. Reload your pieces.',
      th: 'ไม่มีชิ้นงานนี้ในรายการของคุณ โปรดโหลดรายการใหม่',
    },
  },
  'ownership.is_stolen': {
    status: 409,
    title: { en: 'The piece is reported stolen', th: 'มีการแจ้งว่าชิ้นงานนี้ถูกขโมย' },
    detail: {
      en: '{serial} was reported stolen. Report it as found first.',
      th: '{serial} ถูกแจ้งว่าถูกขโมย โปรดแจ้งว่าพบแล้วก่อน',
    },
  },
  'ownership.not_stolen': {
    status: 409,
    title: { en: 'The piece is not reported stolen by you', th: 'คุณไม่ได้แจ้งว่าชิ้นงานนี้ถูกขโมย' },
    detail: {
      en: '{serial} was not reported stolen by its owner. Reload the page to see how it is now.',
      th: 'เจ้าของไม่ได้แจ้งว่า {serial} ถูกขโมย โปรดโหลดหน้านี้ใหม่เพื่อดูสถานะปัจจุบัน',
    },
  },
  'ownership.is_recalled': {
    status: 409,
    title: { en: 'The piece is recalled', th: 'ชิ้นงานนี้ถูกเรียกคืน' },
    detail: {
      en: '{serial} is recalled by its maker. Ask the maker what to do first.',
      th: '{serial} ถูกผู้ทำเรียกคืน โปรดสอบถามผู้ทำก่อน',
    },
  },
  'ownership.transfer_open': {
    status: 409,
    title: { en: 'The piece is offered already', th: 'ชิ้นงานนี้กำลังรอการรับโอน' },
    detail: {
      en: 'There is an open transfer of {serial}. Cancel it before you make another.',
      th: '{serial} มีการโอนที่ยังเปิดอยู่ โปรดยกเลิกก่อนสร้างใหม่',
    },
  },
  'ownership.transfer_over': {
    status: 409,
    title: { en: 'This transfer is over', th: 'การโอนนี้สิ้นสุดแล้ว' },
    detail: {
      en: 'It was accepted, cancelled or has run out. The owner can make a new one.',
      th: 'การโอนถูกรับ ถูกยกเลิก หรือหมดอายุแล้ว เจ้าของสามารถสร้างใหม่ได้',
    },
  },
  'ownership.own_piece': {
    status: 422,
    title: { en: 'The piece is yours already', th: 'ชิ้นงานนี้เป็นของคุณอยู่แล้ว' },
    detail: {
      en: 'Give the address of the next owner, not your own.',
      th: 'โปรดระบุอีเมลของเจ้าของคนถัดไป ไม่ใช่ของคุณเอง',
    },
  },
  'ownership.pieces_unknown': {
    status: 422,
    title: { en: 'Some numbers are not known', th: 'มีหมายเลขที่ไม่รู้จัก' },
    detail: {
      en: '{count} of them belong to no piece of the workshop, the first is {number}. Correct or remove them.',
      th: 'มี {count} หมายเลขที่ไม่ใช่ชิ้นงานของเวิร์กช็อป หมายเลขแรกคือ {number} โปรดแก้ไขหรือลบออก',
    },
  },
  'ownership.recall_empty': {
    status: 422,
    title: { en: 'No piece can be recalled', th: 'ไม่มีชิ้นงานที่เรียกคืนได้' },
    detail: {
      en: 'No piece fits, or all of them are recalled or gone already. Look at the preview.',
      th: 'ไม่มีชิ้นงานที่ตรงเงื่อนไข หรือทุกชิ้นถูกเรียกคืนหรือไม่มีแล้ว โปรดดูตัวอย่างก่อน',
    },
  },
  'ownership.recall_lifted': {
    status: 409,
    title: { en: 'The recall is lifted', th: 'การเรียกคืนนี้สิ้นสุดแล้ว' },
    detail: {
      en: '{number} is over. Start another one if more pieces have to come back.',
      th: '{number} สิ้นสุดแล้ว หากต้องเรียกคืนเพิ่มโปรดเริ่มรายการใหม่',
    },
  },
  'ownership.photo_unknown': {
    status: 422,
    title: { en: 'A photo is not there', th: 'ไม่พบรูปถ่าย' },
    detail: {
      en: 'Upload the photos as PNG, JPEG or WebP files of the workshop first.',
      th: 'โปรดอัปโหลดรูป PNG, JPEG หรือ WebP เข้าเวิร์กช็อปก่อน',
    },
  },
  'ownership.entry_replaced': {
    status: 409,
    title: { en: 'The entry was corrected already', th: 'รายการนี้ถูกแก้ไขแล้ว' },
    detail: {
      en: 'Somebody has replaced it, or it belongs to another piece. Reload the page and correct the latest.',
      th: 'มีผู้แก้ไขรายการนี้แล้ว หรือเป็นของชิ้นงานอื่น โปรดโหลดหน้าใหม่และแก้ไขรายการล่าสุด',
    },
  },
})

explainConstraint('ownership_transfer_offered_key', () => fail('ownership.transfer_open', { serial: '' }))
explainConstraint('service_entry_corrects_key', () => fail('ownership.entry_replaced'))
