import { explainConstraint } from '../../kernel/errors/from-database.ts'
import { defineErrors } from '../../kernel/errors/problem.ts'

export const fail = defineErrors({
  'tenancy.slug_taken': {
    status: 409,
    title: { en: 'This address is taken', th: 'ที่อยู่นี้มีผู้ใช้แล้ว' },
    detail: {
      en: 'Another workshop has it. Choose another address.',
      th: 'มีเวิร์กช็อปอื่นใช้อยู่ โปรดเลือกที่อยู่อื่น',
    },
  },
  'tenancy.slug_reserved': {
    status: 422,
    title: { en: 'This address is reserved', th: 'ที่อยู่นี้ถูกสงวนไว้' },
    detail: {
      en: 'It is kept for the installation itself. Choose another address.',
      th: 'ที่อยู่นี้สงวนไว้สำหรับระบบ โปรดเลือกที่อยู่อื่น',
    },
  },
  'tenancy.code_taken': {
    status: 409,
    title: { en: 'This code is taken', th: 'รหัสนี้มีผู้ใช้แล้ว' },
    detail: {
      en: 'Another workshop has it, or one that reads the same: O counts as 0, I and L count as 1. Choose another code.',
      th: 'มีเวิร์กช็อปอื่นใช้รหัสนี้หรือรหัสที่อ่านเหมือนกัน (O เท่ากับ 0, I และ L เท่ากับ 1) โปรดเลือกรหัสอื่น',
    },
  },
  'tenancy.currency_fixed': {
    status: 422,
    title: { en: 'The currency cannot be changed', th: 'ไม่สามารถเปลี่ยนสกุลเงินได้' },
    detail: {
      en: 'The books are kept in it from the first day.',
      th: 'บัญชีบันทึกด้วยสกุลเงินนี้ตั้งแต่วันแรก',
    },
  },
})

explainConstraint('tenant_slug_key', () =>
  fail('tenancy.slug_taken', {}, { errors: [{ field: 'slug', code: 'taken', message: 'is taken' }] }),
)
explainConstraint('tenant_code_folded_key', () =>
  fail('tenancy.code_taken', {}, { errors: [{ field: 'code', code: 'taken', message: 'is taken' }] }),
)
