import { defineErrors } from '../../kernel/errors/problem.ts'

/** What identity refuses. Texts never tell whether an e-mail has an account, except to who proves to own it. */
export const fail = defineErrors({
  'identity.credentials_wrong': {
    status: 401,
    title: { en: 'E-mail or password is wrong', th: 'อีเมลหรือรหัสผ่านไม่ถูกต้อง' },
    detail: {
      en: 'Check both and try again, or set a new password.',
      th: 'โปรดตรวจสอบทั้งสองช่องแล้วลองใหม่ หรือตั้งรหัสผ่านใหม่',
    },
  },
  'identity.too_many_attempts': {
    status: 429,
    title: { en: 'Too many attempts', th: 'พยายามหลายครั้งเกินไป' },
    detail: {
      en: 'Wait {retryAfterS} seconds and try again.',
      th: 'โปรดรอ {retryAfterS} วินาทีแล้วลองใหม่',
    },
  },
  'identity.not_a_member': {
    status: 403,
    title: { en: 'You do not belong to this workshop', th: 'คุณไม่ได้เป็นสมาชิกของเวิร์กช็อปนี้' },
    detail: {
      en: 'Check the address of your workshop, or ask its owner for an invitation.',
      th: 'โปรดตรวจสอบที่อยู่ของเวิร์กช็อป หรือขอคำเชิญจากเจ้าของ',
    },
  },
  'identity.code_wrong': {
    status: 401,
    title: { en: 'The code is wrong', th: 'รหัสไม่ถูกต้อง' },
    detail: {
      en: 'Enter the code that your app shows now, or a backup code that you have not used.',
      th: 'โปรดใส่รหัสที่แอปแสดงอยู่ตอนนี้ หรือรหัสสำรองที่ยังไม่เคยใช้',
    },
  },
  'identity.second_step_expired': {
    status: 401,
    title: { en: 'The second step is over', th: 'ขั้นตอนที่สองหมดเวลาแล้ว' },
    detail: {
      en: 'Sign in again with your e-mail and password.',
      th: 'โปรดลงชื่อเข้าใช้ด้วยอีเมลและรหัสผ่านอีกครั้ง',
    },
  },
  'identity.password_wrong': {
    status: 422,
    title: { en: 'The password is wrong', th: 'รหัสผ่านไม่ถูกต้อง' },
    detail: { en: 'Enter the password that you use now.', th: 'โปรดใส่รหัสผ่านที่คุณใช้อยู่ในปัจจุบัน' },
  },
  'identity.password_weak': {
    status: 422,
    title: { en: 'The password is too easy to guess', th: 'รหัสผ่านเดาง่ายเกินไป' },
    detail: {
      en: 'Use {minLength} to {maxLength} characters, at least {minDifferent} of them different, without your e-mail in it.',
      th: 'ใช้ {minLength} ถึง {maxLength} ตัวอักษร ต่างกันอย่างน้อย {minDifferent} ตัว และไม่มีอีเมลของคุณอยู่ในนั้น',
    },
  },
  'identity.link_invalid': {
    status: 422,
    title: { en: 'This link no longer works', th: 'ลิงก์นี้ใช้ไม่ได้แล้ว' },
    detail: { en: 'Ask for a new one.', th: 'โปรดขอลิงก์ใหม่' },
  },
  'identity.two_factor_on': {
    status: 409,
    title: { en: 'The second factor is on already', th: 'เปิดใช้การยืนยันสองขั้นตอนอยู่แล้ว' },
    detail: { en: 'Turn it off first to set it up anew.', th: 'โปรดปิดก่อนแล้วตั้งค่าใหม่' },
  },
  'identity.two_factor_off': {
    status: 409,
    title: { en: 'The second factor is not on', th: 'ยังไม่ได้เปิดใช้การยืนยันสองขั้นตอน' },
    detail: { en: 'Set it up first.', th: 'โปรดตั้งค่าก่อน' },
  },
  'identity.sign_in_first': {
    status: 403,
    title: { en: 'Sign in to your account first', th: 'โปรดลงชื่อเข้าใช้บัญชีของคุณก่อน' },
    detail: {
      en: 'This account has a second factor: sign in on the central address and do it there.',
      th: 'บัญชีนี้ใช้การยืนยันสองขั้นตอน โปรดลงชื่อเข้าใช้ที่หน้ากลางแล้วทำรายการที่นั่น',
    },
  },
  'identity.people_only': {
    status: 403,
    title: { en: 'Only for people', th: 'สำหรับผู้ใช้ที่เป็นบุคคลเท่านั้น' },
    detail: {
      en: 'An API key has no account of its own. Sign in as a person.',
      th: 'คีย์ API ไม่มีบัญชีของตัวเอง โปรดลงชื่อเข้าใช้เป็นบุคคล',
    },
  },
  'identity.email_taken': {
    status: 409,
    title: { en: 'This e-mail has an account already', th: 'อีเมลนี้มีบัญชีอยู่แล้ว' },
    detail: {
      en: 'Use the password of that account, or another e-mail.',
      th: 'โปรดใช้รหัสผ่านของบัญชีนั้น หรือใช้อีเมลอื่น',
    },
  },
  'identity.invitation_invalid': {
    status: 404,
    title: { en: 'This invitation no longer works', th: 'คำเชิญนี้ใช้ไม่ได้แล้ว' },
    detail: {
      en: 'It was used, withdrawn or is too old. Ask for a new one.',
      th: 'คำเชิญถูกใช้ ถูกยกเลิก หรือหมดอายุแล้ว โปรดขอคำเชิญใหม่',
    },
  },
  'identity.invitation_for_other': {
    status: 403,
    title: { en: 'This invitation is for another person', th: 'คำเชิญนี้เป็นของบุคคลอื่น' },
    detail: {
      en: 'Sign in with the e-mail that was invited.',
      th: 'โปรดลงชื่อเข้าใช้ด้วยอีเมลที่ได้รับเชิญ',
    },
  },
  'identity.already_member': {
    status: 409,
    title: { en: 'This person is a member already', th: 'บุคคลนี้เป็นสมาชิกอยู่แล้ว' },
    detail: { en: 'Change the role of the member instead.', th: 'โปรดเปลี่ยนบทบาทของสมาชิกแทน' },
  },
  'identity.last_owner': {
    status: 422,
    title: { en: 'A workshop needs an owner', th: 'เวิร์กช็อปต้องมีเจ้าของ' },
    detail: {
      en: 'Make another member owner first.',
      th: 'โปรดให้สมาชิกคนอื่นเป็นเจ้าของก่อน',
    },
  },
  'identity.owner_only': {
    status: 403,
    title: { en: 'Only an owner may do this', th: 'เฉพาะเจ้าของเท่านั้นที่ทำรายการนี้ได้' },
    detail: {
      en: 'Ask an owner of the workshop, who has to be signed in.',
      th: 'โปรดขอให้เจ้าของเวิร์กช็อปลงชื่อเข้าใช้แล้วทำรายการนี้',
    },
  },
  'identity.grant_exceeds': {
    status: 403,
    title: { en: 'You do not have this right yourself', th: 'คุณไม่มีสิทธิ์นี้เอง' },
    detail: {
      en: 'Nobody gives or takes more than they have. Missing: {permission}.',
      th: 'ไม่สามารถให้หรือถอนสิทธิ์ที่ตนเองไม่มี ({permission})',
    },
  },
  'identity.role_unknown': {
    status: 422,
    title: { en: 'There is no such role', th: 'ไม่มีบทบาทนี้' },
    detail: { en: 'Choose one of the list of roles.', th: 'โปรดเลือกจากรายการบทบาท' },
  },
  'identity.role_key_taken': {
    status: 409,
    title: { en: 'There is a role of this name already', th: 'มีบทบาทชื่อนี้อยู่แล้ว' },
    detail: { en: 'Choose another key.', th: 'โปรดใช้ชื่ออื่น' },
  },
  'identity.role_in_use': {
    status: 409,
    title: { en: 'Members or invitations have this role', th: 'มีสมาชิกหรือคำเชิญที่ใช้บทบาทนี้อยู่' },
    detail: { en: 'Give them another role first.', th: 'โปรดเปลี่ยนบทบาทของพวกเขาก่อน' },
  },
  'identity.permission_unknown': {
    status: 422,
    title: { en: 'There is no such permission', th: 'ไม่มีสิทธิ์นี้' },
    detail: {
      en: '{permission} is not in the list of permissions.',
      th: '{permission} ไม่อยู่ในรายการสิทธิ์',
    },
  },
  'identity.key_revoked': {
    status: 409,
    title: { en: 'This key is revoked already', th: 'คีย์นี้ถูกเพิกถอนแล้ว' },
    detail: { en: 'Make a new one if it is needed again.', th: 'หากต้องใช้อีก โปรดสร้างคีย์ใหม่' },
  },
  'identity.expiry_past': {
    status: 422,
    title: { en: 'This moment is over already', th: 'เวลานี้ผ่านไปแล้ว' },
    detail: { en: 'Choose an expiry that is to come.', th: 'โปรดเลือกเวลาหมดอายุในอนาคต' },
  },
})
