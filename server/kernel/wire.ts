import { z } from 'zod'
import { formatMajor } from '../../shared/money.ts'
import { schemaText } from './import/row-texts.ts'

const noControls = schemaText({ en: 'must not have control characters', th: 'ต้องไม่มีอักขระควบคุม' })

/** How values look in JSON. Each schema is used for input and output, and carries its description into OpenAPI. */

/** An id: UUIDv7. */
export const id = z.uuid().meta({ description: 'UUIDv7' })

/** An exact decimal of at most 14 digits before and 6 after the point, as a string. */
export const decimal = z
  .string()
  .regex(
    /^-?\d{1,14}(\.\d{1,6})?$/,
    schemaText({
      en: 'a decimal such as "12.5", with at most 6 digits after the point',
      th: 'ต้องเป็นทศนิยม เช่น 12.5 มีทศนิยมไม่เกิน 6 ตำแหน่ง',
    }),
  )
  .meta({ description: 'Exact decimal as a string', examples: ['12.5'] })

/** The same, not negative. */
export const nonNegativeDecimal = z
  .string()
  .regex(
    /^\d{1,14}(\.\d{1,6})?$/,
    schemaText({
      en: 'a decimal of at least 0, such as "12.5", with at most 6 digits after the point',
      th: 'ต้องเป็นทศนิยมตั้งแต่ 0 ขึ้นไป เช่น 12.5 มีทศนิยมไม่เกิน 6 ตำแหน่ง',
    }),
  )
  .meta({ description: 'Exact decimal of at least 0, as a string', examples: ['12.5'] })

/** The same, greater than 0. */
export const positiveDecimal = z
  .string()
  .regex(
    /^(?=.*[1-9])\d{1,14}(\.\d{1,6})?$/,
    schemaText({
      en: 'a decimal greater than 0, such as "12.5", with at most 6 digits after the point',
      th: 'ต้องเป็นทศนิยมที่มากกว่า 0 เช่น 12.5 มีทศนิยมไม่เกิน 6 ตำแหน่ง',
    }),
  )
  .meta({ description: 'Exact decimal greater than 0, as a string', examples: ['2.5'] })

/** An ISO 4217 code. */
export const currency = z
  .string()
  .regex(
    /^[A-Z]{3}$/,
    schemaText({ en: 'three capital letters such as THB', th: 'อักษรตัวพิมพ์ใหญ่สามตัว เช่น THB' }),
  )
  .meta({ description: 'ISO 4217' })

/** An amount of money in major units, exact. */
export const money = z.object({ amount: decimal, currency }).meta({
  id: 'Money',
  description: 'An exact amount in major units',
  examples: [{ amount: '1234.50', currency: 'THB' }],
})
export type Money = z.output<typeof money>

/** Minor units → JSON. */
export const toMoney = (amountMinor: bigint, currencyCode: string): Money => ({
  amount: formatMajor(amountMinor, currencyCode),
  currency: currencyCode,
})

/** A calendar day. */
export const day = z.iso.date().meta({ description: 'Calendar day, YYYY-MM-DD' })
/** A moment in UTC. */
export const moment = z.iso.datetime({ offset: true }).meta({ description: 'Moment, RFC 3339' })

/** Text of one line that a person types: trimmed, not empty, no control characters. */
export const line = (max = 200) =>
  z
    .string()
    .trim()
    .min(1, 'must not be empty')
    .max(max)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
    .regex(/^[^\u0000-\u001f\u007f]*$/, noControls)

/** Text of several lines. */
export const paragraph = (max = 4000) =>
  z
    .string()
    .trim()
    .max(max)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
    .regex(/^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]*$/, noControls)

/** Whether the caller may do something next, and if not, the error code that says why. */
export const action = z.object({ allowed: z.boolean(), reason: z.string().optional() })
export type Action = z.output<typeof action>
export const allowed: Action = { allowed: true }
export const refused = (reason: string): Action => ({ allowed: false, reason })

/** A page of a list. `next` is the `after` of the next page, null on the last. */
export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({
    items: z.array(item),
    next: z.string().nullable().meta({ description: 'Send as `after` to get the next page' }),
  })

/** The same, of a list that can be gone through in both directions. */
export const pageBothWays = <T extends z.ZodType>(item: T) =>
  pageOf(item).extend({
    previous: z.string().nullable().meta({ description: 'Send as `before` to get the page before' }),
  })

/** The paging part of a list's input. */
export const paging = {
  limit: z.coerce.number().int().min(1).max(200).default(50),
  after: z.string().max(1000).optional(),
}
