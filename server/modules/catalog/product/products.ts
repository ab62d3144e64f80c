import { z } from 'zod'
import { fold } from '../../../../shared/serial/fold.ts'
import { schemaText } from '../../../kernel/import/row-texts.ts'
import { resource } from '../../../kernel/resource/resource.ts'
import { currency, line, nonNegativeDecimal } from '../../../kernel/wire.ts'
import { fail } from '../errors.ts'
import { gtinsChanged } from '../events.ts'
import { GTIN_ERRORS, gtinRefusal } from './gtin-refusal.ts'
import { product } from './product.ts'

/** Units that quantities are counted in. */
export const UNITS = [
  'pc',
  'set',
  'pair',
  'box',
  'roll',
  'sheet',
  'sqft',
  'sqm',
  'm',
  'cm',
  'g',
  'kg',
  'ml',
  'l',
  'hour',
] as const

/** What a field of a product may be: the API and the import share it. */
export const productFields = {
  sku: z.string().regex(
    /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/,
    schemaText({
      en: 'letters, digits, dot, hyphen and underscore, at most 64',
      th: 'ตัวอักษร ตัวเลข จุด ขีดกลาง และขีดล่าง ไม่เกิน 64 ตัว',
    }),
  ),
  unit: z.enum(UNITS),
  serialCode: z.string().regex(/^[A-Z0-9]{1,8}$/, '1 to 8 of A–Z and 0–9'),
  line: z.string().regex(/^[A-Z]{2,4}$/, '2 to 4 capital letters, such as HAT'),
  price: nonNegativeDecimal,
  standardCost: nonNegativeDecimal,
  currency,
  taxCode: line(20),
  weightG: z.number().int().min(0).max(100_000_000),
  reorderPoint: nonNegativeDecimal,
  warrantyMonths: z.number().int().min(1).max(600),
  gtin: z
    .string()
    .regex(
      /^(\d{8}|\d{12,14})$/,
      schemaText({ en: 'a GTIN of 8, 12, 13 or 14 digits', th: 'GTIN ที่มี 8, 12, 13 หรือ 14 หลัก' }),
    ),
  options: z.record(z.string().max(40), z.string().max(80)),
}

/** The address of a product in the shop: its SKU in small letters. */
export const slugOf = (sku: string): string =>
  sku
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '') || 'product'

export const products = resource({
  name: 'catalog.product',
  path: '/products',
  table: product,
  readPermission: 'catalog.read',
  label: 'sku',
  fields: productFields,
  hidden: ['serialCodeFolded'],
  readOnly: ['slug'],
  filters: ['kind', 'category', 'published', 'serialised', 'templateId', 'line'],
  sorts: ['sku', 'name'],
  import: 'own',
  shown: ['name', 'sku', 'kind', 'category', 'price', 'unit', 'published'],
  beside: { price: 'currency', standardCost: 'currency', reorderPoint: 'unit' },
  errors: [
    'catalog.serial_code_missing',
    'catalog.serial_code_taken',
    ...GTIN_ERRORS,
    'catalog.product_in_use',
  ],
  derive: (values) => ({
    ...(typeof values.sku === 'string' ? { slug: slugOf(values.sku) } : {}),
    ...('serialCode' in values
      ? { serialCodeFolded: values.serialCode === null ? null : fold(String(values.serialCode)) }
      : {}),
  }),
  check(ctx, values, before) {
    if (typeof values.gtin === 'string') {
      const refusal = gtinRefusal(values.gtin, ctx.kernel.config)
      if (refusal) throw refusal
    }
    if (values.gtin || before?.gtin) ctx.publish(gtinsChanged, {})
    const serialised = values.serialised ?? before?.serialised ?? false
    const code = values.serialCode === undefined ? before?.serial_code : values.serialCode
    const lineCode = values.line === undefined ? before?.line : values.line
    if (serialised && (!code || !lineCode)) throw fail('catalog.serial_code_missing')
  },
  example: {
    sku: 'TOTE-CHESTNUT',
    name: 'Saddle Tote, chestnut',
    kind: 'finished',
    unit: 'pc',
    serialised: true,
    serialCode: 'TOTE',
    line: 'HAT',
    price: '12900',
    currency: 'THB',
    taxCode: 'VAT7',
  },
})
