import { explainConstraint, refusalParams } from '../../kernel/errors/from-database.ts'
import { defineErrors } from '../../kernel/errors/problem.ts'

export const ACCOUNT_UNKNOWN = 'accounting.account_unknown'

export const fail = defineErrors({
  'accounting.unbalanced': {
    status: 422,
    title: { en: 'Debit and credit differ', th: 'ยอดเดบิตและเครดิตไม่เท่ากัน' },
    detail: {
      en: 'Debit {debit}, credit {credit} {currency}: correct the lines by the difference of {difference}.',
      th: 'เดบิต {debit} เครดิต {credit} {currency}: โปรดแก้ไขรายการตามผลต่าง {difference}',
    },
  },
  'accounting.period_locked': {
    status: 409,
    title: { en: 'This month is locked', th: 'งวดเดือนนี้ถูกปิดแล้ว' },
    detail: {
      en: 'Nothing can be posted into a locked month. Use a date in an open month, or let an accountant unlock it.',
      th: 'ไม่สามารถบันทึกบัญชีในเดือนที่ปิดแล้ว โปรดใช้วันที่ในเดือนที่ยังเปิดอยู่ หรือให้ผู้ทำบัญชีเปิดงวด',
    },
  },
  'accounting.period_not_locked': {
    status: 409,
    title: { en: 'This month is not locked', th: 'งวดเดือนนี้ไม่ได้ปิดอยู่' },
    detail: { en: 'There is nothing to unlock in {month}.', th: 'เดือน {month} ไม่ได้ถูกปิด จึงไม่ต้องเปิดงวด' },
  },
  'accounting.period_in_future': {
    status: 422,
    title: { en: 'This month has not begun', th: 'เดือนนี้ยังไม่เริ่ม' },
    detail: {
      en: '{month} is later than the current month. Lock a month that has begun.',
      th: '{month} อยู่หลังเดือนปัจจุบัน โปรดเลือกเดือนที่เริ่มแล้ว',
    },
  },
  'accounting.account_unknown': {
    status: 422,
    title: { en: 'There is no such account to post to', th: 'ไม่มีบัญชีนี้ให้บันทึก' },
    detail: {
      en: 'The account {account} does not exist or is archived. Choose one of the chart of accounts.',
      th: 'บัญชี {account} ไม่มีอยู่หรือถูกเก็บเข้าคลังแล้ว โปรดเลือกบัญชีจากผังบัญชี',
    },
  },
  'accounting.account_needed': {
    status: 409,
    title: { en: 'The program posts to this account by itself', th: 'ระบบใช้บัญชีนี้บันทึกรายการอัตโนมัติ' },
    detail: {
      en: 'It cannot be archived. Its code and name may be changed to those of your own chart.',
      th: 'ไม่สามารถเก็บเข้าคลังได้ แต่เปลี่ยนรหัสและชื่อให้ตรงกับผังบัญชีของคุณได้',
    },
  },
  'accounting.foreign_currency': {
    status: 422,
    title: { en: 'The books are kept in another currency', th: 'สมุดบัญชีใช้สกุลเงินอื่น' },
    detail: {
      en: 'The books are kept in {expected}, but the amount is in {currency}. Convert it first.',
      th: 'สมุดบัญชีใช้สกุลเงิน {expected} แต่จำนวนเงินเป็น {currency} โปรดแปลงสกุลเงินก่อน',
    },
  },
  'accounting.already_reversed': {
    status: 409,
    title: { en: 'This entry was reversed already', th: 'รายการนี้ถูกกลับรายการแล้ว' },
    detail: {
      en: 'An entry can be reversed once. Look at the entry that reversed it.',
      th: 'กลับรายการได้เพียงครั้งเดียว โปรดดูรายการที่กลับรายการไว้แล้ว',
    },
  },
  'accounting.entry_of_invoice': {
    status: 409,
    title: { en: 'This entry belongs to {number}', th: 'รายการนี้เป็นของเอกสาร {number}' },
    detail: {
      en: 'An invoice is corrected by a credit note, which posts its own entry: cancel or refund the order.',
      th: 'ใบแจ้งหนี้แก้ไขได้ด้วยใบลดหนี้ซึ่งลงบัญชีเอง โปรดยกเลิกหรือคืนเงินคำสั่งซื้อ',
    },
  },
  'accounting.credit_exceeds_invoice': {
    status: 422,
    title: { en: 'More would be credited than was invoiced', th: 'ยอดลดหนี้เกินยอดใบแจ้งหนี้' },
    detail: {
      en: 'All credit notes of an invoice together cannot exceed it. Credit what is left of it at the most.',
      th: 'ใบลดหนี้ทั้งหมดรวมกันต้องไม่เกินยอดใบแจ้งหนี้ โปรดลดหนี้ไม่เกินยอดคงเหลือ',
    },
  },
  'accounting.opening_exists': {
    status: 409,
    title: { en: 'Other opening balances are posted', th: 'มียอดยกมาอื่นบันทึกไว้แล้ว' },
    detail: {
      en: 'Opening balances of {date} differ from these. Reverse that entry first, then import again.',
      th: 'ยอดยกมาวันที่ {date} ไม่ตรงกับไฟล์นี้ โปรดกลับรายการเดิมก่อนแล้วนำเข้าใหม่',
    },
  },
  'accounting.range_reversed': {
    status: 422,
    title: { en: 'The range ends before it begins', th: 'ช่วงวันที่สิ้นสุดก่อนเริ่ม' },
    detail: { en: 'Choose a `from` not later than `to`.', th: 'โปรดเลือกวันเริ่มต้นไม่หลังวันสิ้นสุด' },
  },
})

explainConstraint('journal_entry_period', (error) =>
  fail('accounting.period_locked', { month: error.detail ?? '' }, { cause: error }),
)
explainConstraint(ACCOUNT_UNKNOWN, (error) =>
  fail(ACCOUNT_UNKNOWN, refusalParams(error) as { account: string }),
)
explainConstraint('journal_reversal_tenant_id_id_pk', () => fail('accounting.already_reversed'))
explainConstraint('account_purpose_kept', () => fail('accounting.account_needed'))
explainConstraint('invoice_credit_limit', () => fail('accounting.credit_exceeds_invoice'))

/** What any operation that posts may answer. */
export const POSTING_ERRORS = ['accounting.period_locked', 'accounting.account_unknown'] as const
