import { z } from 'zod'
import { schemaText } from '../../../kernel/import/row-texts.ts'
import { resource } from '../../../kernel/resource/resource.ts'
import { line } from '../../../kernel/wire.ts'
import { ACCOUNT_TYPES, account } from './account.ts'

export const accountCode = z
  .string()
  .trim()
  .regex(
    /^[0-9A-Z][0-9A-Z.-]{0,19}$/,
    schemaText({
      en: 'capital letters, digits, . and -, at most 20, such as 1010',
      th: 'ตัวพิมพ์ใหญ่ ตัวเลข . และ - ไม่เกิน 20 ตัว เช่น 1010',
    }),
  )
  .meta({ description: 'Code of an account', examples: ['1010'] })

/** The chart of accounts. A purpose comes with the template and stays; deleting archives. */
export const accounts = resource({
  name: 'accounting.account',
  path: '/accounts',
  table: account,
  readPermission: 'accounting.read',
  label: 'code',
  fields: { code: accountCode, name: line(200), nameTh: line(200), type: z.enum(ACCOUNT_TYPES) },
  readOnly: ['purpose'],
  fixed: ['type'],
  filters: ['type', 'purpose'],
  sorts: ['code'],
  errors: ['accounting.account_needed'],
  example: { code: '6030', name: 'Electricity', nameTh: 'ค่าไฟฟ้า', type: 'expense' },
})
