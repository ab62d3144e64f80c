import type { Locale } from '../../../kernel/errors/problem.ts'

/** What a mail about owning a piece says: `confirm` … to people, `stolen` and `recovered` to the maker. */
export const MAIL_KINDS = [
  'confirm',
  'accept',
  'taken',
  'not-sold',
  'not-now',
  'claimed',
  'received',
  'given',
  'withdrawn',
  'pieces',
  'stolen',
  'recovered',
  'recall',
  'recall-over',
] as const
export type OwnerMailKind = (typeof MAIL_KINDS)[number]

interface OneMail {
  readonly subject: string
  readonly lead: string
  /** Text of the link, where there is one. */
  readonly link?: string
  /** What else there is to say, below. */
  readonly after?: string
}

interface MailTexts {
  readonly greeting: string
  readonly piece: string
  readonly pieces: string
  readonly serial: string
  readonly note: string
  readonly more: string
  readonly kinds: Readonly<Record<OwnerMailKind, OneMail>>
}

/** `{name}` is replaced by the value of that name. */
export const OWNER_MAILS: Readonly<Record<Locale, MailTexts>> = {
  en: {
    greeting: 'Dear {name},',
    piece: 'Piece',
    pieces: 'Your pieces',
    serial: 'Serial number',
    note: 'Note',
    more: 'and {count} more',
    kinds: {
      confirm: {
        subject: 'Confirm that {product} is yours',
        lead: 'Somebody, most likely you, has claimed this piece of {shop} with this address. Open the link to confirm; it is good for two days.',
        link: 'Confirm the claim',
        after: 'If it was not you, do nothing: without the link nothing happens.',
      },
      accept: {
        subject: '{product} is being passed on to you',
        lead: 'The owner of this piece of {shop} wants to pass it on to you. Open the link to accept it; it is good until {until}.',
        link: 'Look at it and accept',
        after: 'If you do not know what this is about, do nothing: without the link nothing happens.',
      },
      taken: {
        subject: 'This piece has an owner already',
        lead: 'You have entered the code of this piece of {shop}. It belongs to somebody already. If you bought it from its owner, ask them to pass it on to you on their page; if you believe that something is wrong, please answer to {shop}.',
      },
      'not-sold': {
        subject: 'This piece cannot be claimed yet',
        lead: 'You have entered the code of this piece of {shop}. In its books the piece is not sold yet. Please try again when it has arrived; if you have it already, please tell {shop}.',
      },
      'not-now': {
        subject: 'This piece cannot be claimed now',
        lead: 'You have entered the code of this piece of {shop}. Its maker has called it back, or it was reported stolen. Open its page to see what it says, and ask {shop} what to do.',
        link: 'The page of the piece',
      },
      claimed: {
        subject: '{product} is yours',
        lead: 'Thank you: you are registered as the owner of this piece of {shop}. Keep the link; it leads to your pieces, their warranty and their history, and lets you pass them on or report them stolen.',
        link: 'Your pieces',
        after: 'The link is good for 30 days. You get a new one at any time with this address.',
      },
      received: {
        subject: '{product} is yours now',
        lead: 'The piece of {shop} was passed on to you. Keep the link; it leads to your pieces, their warranty and their history.',
        link: 'Your pieces',
        after: 'The link is good for 30 days. You get a new one at any time with this address.',
      },
      given: {
        subject: '{product} has a new owner',
        lead: 'The next owner has accepted your piece of {shop}. It is no longer among yours. Thank you for passing on what belongs to it.',
      },
      withdrawn: {
        subject: '{product} is no longer registered to you',
        lead: 'This piece of {shop} was registered to you by mistake, and is not any more. This is what {shop} says:',
        after: 'If you believe that this is wrong, please answer to {shop}.',
      },
      pieces: {
        subject: 'The link to your pieces of {shop}',
        lead: 'You have asked for the link to your pieces. It is good for 30 days; whoever has it can see and change what is yours, so keep it to yourself.',
        link: 'Your pieces',
        after: 'If you did not ask for it, do nothing.',
      },
      stolen: {
        subject: '{serial} was reported stolen by its owner',
        lead: 'The owner of this piece has reported it stolen. Whoever checks its number is told so from now on.',
        link: 'Open the piece',
      },
      recovered: {
        subject: '{serial} was found again',
        lead: 'The owner of this piece has it back. Its number is checked as usual again.',
        link: 'Open the piece',
      },
      recall: {
        subject: '{shop} calls pieces back: please read',
        lead: 'A piece that you own, or have bought, is called back by its maker. This is what {shop} says:',
      },
      'recall-over': {
        subject: '{shop}: the recall is over',
        lead: 'We had called back a piece of yours. The recall is over; you can use it as before.',
      },
    },
  },
  th: {
    greeting: 'เรียนคุณ{name}',
    piece: 'ชิ้นงาน',
    pieces: 'ชิ้นงานของคุณ',
    serial: 'หมายเลขประจำชิ้น',
    note: 'หมายเหตุ',
    more: 'และอีก {count} ชิ้น',
    kinds: {
      confirm: {
        subject: 'ยืนยันว่า {product} เป็นของคุณ',
        lead: 'มีผู้ลงทะเบียนชิ้นงานของ {shop} ด้วยอีเมลนี้ ซึ่งน่าจะเป็นคุณ โปรดเปิดลิงก์เพื่อยืนยันภายในสองวัน',
        link: 'ยืนยันการลงทะเบียน',
        after: 'หากไม่ใช่คุณ ไม่ต้องทำอะไร หากไม่เปิดลิงก์จะไม่มีอะไรเกิดขึ้น',
      },
      accept: {
        subject: '{product} กำลังจะโอนให้คุณ',
        lead: 'เจ้าของชิ้นงานของ {shop} ต้องการโอนให้คุณ โปรดเปิดลิงก์เพื่อรับโอนภายใน {until}',
        link: 'ดูชิ้นงานและรับโอน',
        after: 'หากไม่ทราบเรื่องนี้ ไม่ต้องทำอะไร หากไม่เปิดลิงก์จะไม่มีอะไรเกิดขึ้น',
      },
      taken: {
        subject: 'ชิ้นงานนี้มีเจ้าของแล้ว',
        lead: 'คุณได้กรอกรหัสของชิ้นงานของ {shop} ซึ่งมีเจ้าของแล้ว หากซื้อต่อจากเจ้าของ โปรดขอให้เจ้าของโอนให้คุณ หากคิดว่าไม่ถูกต้อง โปรดติดต่อ {shop}',
      },
      'not-sold': {
        subject: 'ยังลงทะเบียนชิ้นงานนี้ไม่ได้',
        lead: 'คุณได้กรอกรหัสของชิ้นงานของ {shop} ในบัญชีของร้านชิ้นงานนี้ยังไม่ได้ขาย โปรดลองใหม่เมื่อได้รับสินค้า หากมีอยู่แล้วโปรดแจ้ง {shop}',
      },
      'not-now': {
        subject: 'ลงทะเบียนชิ้นงานนี้ตอนนี้ไม่ได้',
        lead: 'คุณได้กรอกรหัสของชิ้นงานของ {shop} ซึ่งผู้ทำเรียกคืนหรือถูกแจ้งว่าถูกขโมย โปรดเปิดหน้าของชิ้นงานเพื่ออ่านรายละเอียด และสอบถาม {shop}',
        link: 'หน้าของชิ้นงาน',
      },
      claimed: {
        subject: '{product} เป็นของคุณแล้ว',
        lead: 'ขอบคุณ คุณได้ลงทะเบียนเป็นเจ้าของชิ้นงานของ {shop} แล้ว โปรดเก็บลิงก์นี้ไว้ ซึ่งนำไปยังชิ้นงานของคุณ การรับประกัน และประวัติ ใช้โอนหรือแจ้งหายได้',
        link: 'ชิ้นงานของคุณ',
        after: 'ลิงก์ใช้ได้ 30 วัน ขอใหม่ได้ทุกเมื่อด้วยอีเมลนี้',
      },
      received: {
        subject: '{product} เป็นของคุณแล้ว',
        lead: 'ชิ้นงานของ {shop} ถูกโอนให้คุณแล้ว โปรดเก็บลิงก์นี้ไว้ ซึ่งนำไปยังชิ้นงานของคุณ การรับประกัน และประวัติ',
        link: 'ชิ้นงานของคุณ',
        after: 'ลิงก์ใช้ได้ 30 วัน ขอใหม่ได้ทุกเมื่อด้วยอีเมลนี้',
      },
      given: {
        subject: '{product} มีเจ้าของใหม่แล้ว',
        lead: 'เจ้าของคนถัดไปรับโอนชิ้นงานของ {shop} จากคุณแล้ว ชิ้นงานนี้จึงไม่อยู่ในรายการของคุณอีก ขอบคุณที่ส่งต่อสิ่งที่คู่กับชิ้นงาน',
      },
      withdrawn: {
        subject: '{product} ไม่ได้ลงทะเบียนในชื่อคุณอีกต่อไป',
        lead: 'ชิ้นงานของ {shop} เคยลงทะเบียนในชื่อคุณโดยผิดพลาด และได้ยกเลิกแล้ว ข้อความจาก {shop}:',
        after: 'หากคิดว่าไม่ถูกต้อง โปรดติดต่อ {shop}',
      },
      pieces: {
        subject: 'ลิงก์ไปยังชิ้นงานของคุณที่ {shop}',
        lead: 'คุณได้ขอลิงก์ไปยังชิ้นงานของคุณ ลิงก์ใช้ได้ 30 วัน ผู้ที่มีลิงก์นี้จะเห็นและแก้ไขสิ่งที่เป็นของคุณได้ โปรดเก็บไว้เป็นความลับ',
        link: 'ชิ้นงานของคุณ',
        after: 'หากคุณไม่ได้ขอ ไม่ต้องทำอะไร',
      },
      stolen: {
        subject: 'เจ้าของแจ้งว่า {serial} ถูกขโมย',
        lead: 'เจ้าของชิ้นงานนี้แจ้งว่าถูกขโมย ผู้ที่ตรวจหมายเลขนี้จะได้รับแจ้งตั้งแต่บัดนี้',
        link: 'เปิดชิ้นงาน',
      },
      recovered: {
        subject: 'พบ {serial} แล้ว',
        lead: 'เจ้าของได้ชิ้นงานนี้คืนแล้ว การตรวจหมายเลขกลับเป็นปกติ',
        link: 'เปิดชิ้นงาน',
      },
      recall: {
        subject: '{shop} เรียกคืนสินค้า โปรดอ่าน',
        lead: 'ชิ้นงานที่คุณเป็นเจ้าของหรือได้ซื้อไป ถูกผู้ทำเรียกคืน ข้อความจาก {shop}:',
      },
      'recall-over': {
        subject: '{shop}: การเรียกคืนสิ้นสุดแล้ว',
        lead: 'เราได้เรียกคืนชิ้นงานของคุณก่อนหน้านี้ การเรียกคืนสิ้นสุดแล้ว ใช้งานได้ตามปกติ',
      },
    },
  },
}
