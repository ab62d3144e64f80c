import { z } from 'zod'
import { AmountError, formatMajor, toMinor } from '../../../../shared/money.ts'
import type { Locale } from '../../../kernel/errors/problem.ts'
import { rowTexts } from '../../../kernel/import/row-texts.ts'

/** A row of opening balances: amounts as written in the file, one side filled. */
export interface OpeningRow {
  account_code: string
  account_name?: string | undefined
  debit?: string | undefined
  credit?: string | undefined
}

/** What is wrong with a row, in the reader's language, always with what would be right. */
export const rowMessages = {
  code: {
    en: 'write the account’s code: capital letters, digits, . and -, at most 20, such as 1010',
    th: 'ระบุรหัสบัญชี เป็นตัวพิมพ์ใหญ่ ตัวเลข . และ - ไม่เกิน 20 ตัว เช่น 1010',
  },
  duplicate: {
    en: 'is on line {line} already: write one row for each account, with the sum',
    th: 'มีอยู่แล้วที่บรรทัด {line} โปรดรวมเป็นแถวเดียวต่อบัญชี',
  },
  noType: {
    en: 'is not in the chart and its first digit says no type (1 asset, 2 liability, 3 equity, 4 income, 5 or 6 expense): create the account first',
    th: 'ไม่มีในผังบัญชี และหลักแรกไม่บอกประเภท (1 สินทรัพย์ 2 หนี้สิน 3 ทุน 4 รายได้ 5 หรือ 6 ค่าใช้จ่าย) โปรดสร้างบัญชีก่อน',
  },
  noName: {
    en: 'write the name of the account: {code} is not in the chart, so it is created',
    th: 'ระบุชื่อบัญชี เพราะ {code} ไม่มีในผังบัญชีและจะถูกสร้างใหม่',
  },
  archived: {
    en: 'is archived: restore the account, or use another',
    th: 'ถูกเก็บเข้าคลังแล้ว โปรดกู้คืนบัญชีหรือใช้บัญชีอื่น',
  },
  amount: {
    en: 'is not an amount: write {right}',
    th: 'ไม่ใช่จำนวนเงิน โปรดเขียนเป็น {right}',
  },
  decimals: {
    en: 'has more decimals than {currency} has: write {right}',
    th: 'มีทศนิยมเกินกว่าสกุล {currency} โปรดเขียนเป็น {right}',
  },
  tooLarge: {
    en: 'is larger than an amount can be: write one like {right}',
    th: 'มากเกินกว่าที่บันทึกได้ โปรดเขียนเช่น {right}',
  },
  negative: {
    en: 'is negative: write {right} in the column {column}',
    th: 'เป็นจำนวนติดลบ โปรดเขียน {right} ในคอลัมน์ {column}',
  },
  bothSides: {
    en: 'both sides are filled: leave debit or credit empty, and write the difference in the other',
    th: 'กรอกทั้งสองฝั่ง โปรดเว้นเดบิตหรือเครดิตว่างไว้ และเขียนผลต่างในอีกฝั่ง',
  },
} as const

export const say = rowTexts(rowMessages)

const CODE = /^[0-9A-Z][0-9A-Z.-]{0,19}$/

/** The columns of `opening-balances.csv`; debit and credit become minor units. */
export const openingColumns = (currency: string, locale: Locale) => {
  const example = formatMajor(123_450n, currency)
  const amount = (column: 'debit' | 'credit') =>
    z
      .string()
      .optional()
      .transform((text, ctx): bigint => {
        if (text === undefined) return 0n
        try {
          const amountMinor = toMinor(text, currency)
          if (amountMinor >= 0n) return amountMinor
          const other = column === 'debit' ? 'credit' : 'debit'
          ctx.addIssue(say('negative', locale, { right: formatMajor(-amountMinor, currency), column: other }))
        } catch (error) {
          if (!(error instanceof AmountError)) throw error
          if (error.code === 'amount.too_many_decimals')
            ctx.addIssue(say('decimals', locale, { currency, right: example }))
          else if (error.code === 'amount.out_of_range')
            ctx.addIssue(say('tooLarge', locale, { right: example }))
          else ctx.addIssue(say('amount', locale, { right: meant(text, currency) ?? example }))
        }
        return z.NEVER
      })
  return z.object({
    account_code: z.string(say('code', locale)).regex(CODE, say('code', locale)),
    account_name: z.string().max(200).optional(),
    debit: amount('debit'),
    credit: amount('credit'),
  })
}

/** How the amount of `1,234.50` or `฿ 1 234.50` is written here; undefined where nobody can tell. */
function meant(text: string, currency: string): string | undefined {
  const plain = text.replace(/[\s฿$€£¥'_]/g, '').replace(/^([A-Z]{3})|([A-Z]{3})$/, '')
  if (!/^\d{1,3}(,\d{3})*(\.\d+)?$|^\d+(\.\d+)?$/.test(plain)) return undefined
  try {
    return formatMajor(toMinor(plain.replaceAll(',', ''), currency), currency)
  } catch {
    return undefined
  }
}
