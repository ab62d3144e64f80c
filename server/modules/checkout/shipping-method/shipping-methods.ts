import { z } from 'zod'
import { newId } from '../../../../shared/ids.ts'
import type { TenantContext } from '../../../kernel/command/context.ts'
import { query } from '../../../kernel/command/operation.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { schemaText } from '../../../kernel/import/row-texts.ts'
import { trimDecimal } from '../../../kernel/resource/field.ts'
import { resource } from '../../../kernel/resource/resource.ts'
import { decimal, line, money, nonNegativeDecimal } from '../../../kernel/wire.ts'
import { unitPriceOf } from '../../sales/index.ts'
import { PICKUP } from './pickup.ts'
import { shippingMethod } from './shipping-method.ts'

const code = z
  .string()
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$/,
    schemaText({ en: 'letters, digits, dot, hyphen, at most 40', th: 'ตัวอักษร ตัวเลข จุด ขีดกลาง ไม่เกิน 40 ตัว' }),
  )
const days = z.number().int().min(0).max(365)

/** Whether goods sent by the method with this code need an address, where nobody has said so. */
const needsAddressByDefault = (methodCode: unknown): boolean => !/^pick-?up\b/i.test(String(methodCode))

export const shippingMethods = resource({
  name: 'checkout.shipping_method',
  path: '/shipping-methods',
  table: shippingMethod,
  readPermission: 'checkout.read',
  label: 'code',
  fields: {
    code,
    price: nonNegativeDecimal,
    taxCode: line(20),
    minDays: days,
    maxDays: days,
    position: z.number().int().min(0).max(10_000),
  },
  fixed: ['code'],
  derive: (values) =>
    'code' in values && values.needsAddress === undefined
      ? { needsAddress: needsAddressByDefault(values.code) }
      : {},
  example: {
    code: 'TH-EMS',
    name: 'EMS, all Thailand',
    nameTh: 'ไปรษณีย์ EMS ทั่วประเทศ',
    price: '80',
    taxCode: 'VAT7',
    minDays: 1,
    maxDays: 3,
  },
})

export const listShopShippingMethods = query({
  name: 'checkout.shipping_method.offer',
  summary: 'List the ways the goods can be sent',
  description: 'A workshop that has none yet lets its buyers fetch what they bought.',
  route: 'GET /shop/shipping-methods',
  public: 'a buyer chooses how to get the goods before there is any account',
  shared: 'the offer is the same for everybody',
  input: z.object({}),
  output: z.object({
    items: z.array(
      z.object({
        code: z.string(),
        name: z.string(),
        nameTh: z.string().nullable(),
        price: money.meta({ description: 'With its tax where the workshop prices so' }),
        taxRatePercent: decimal,
        minDays: z.number().int().nullable(),
        maxDays: z.number().int().nullable(),
        needsAddress: z.boolean(),
      }),
    ),
  }),
  async run(ctx) {
    const rows = await ctx.tx.rows<{
      code: string
      name: string
      name_th: string | null
      price: string
      rate: string
      min_days: number | null
      max_days: number | null
      needs_address: boolean
    }>(sql`
      select m.code, m.name, m.name_th, m.price, coalesce(x.rate_percent, 0) as rate, m.min_days, m.max_days, m.needs_address
      from shipping_method m left join tax_code x on x.tenant_id = m.tenant_id and x.code = m.tax_code
      where m.tenant_id = ${ctx.tenant.id}::uuid and m.deleted_at is null order by m.position, m.id`)
    if (rows.length === 0) {
      const price = unitPriceOf('0', ctx.tenant.currency)
      return {
        items: [{ ...PICKUP, price, taxRatePercent: '0', minDays: null, maxDays: null, needsAddress: false }],
      }
    }
    return {
      items: rows.map((row) => ({
        code: row.code,
        name: row.name,
        nameTh: row.name_th,
        price: unitPriceOf(row.price, ctx.tenant.currency),
        taxRatePercent: trimDecimal(row.rate),
        minDays: row.min_days,
        maxDays: row.max_days,
        needsAddress: row.needs_address,
      })),
    }
  },
})

/** A shipping method of a `workshop.json`. */
export interface ShippingMethodToImport {
  code: string
  name: string
  nameTh?: string | undefined
  /** Decimal, in the workshop's currency. */
  priceMajor: string
  taxCode?: string | undefined
  minDays?: number | undefined
  maxDays?: number | undefined
  needsAddress?: boolean | undefined
}

/** Writes shipping methods by their code, in the order given: new ones are made, known ones changed. One statement. */
export async function importShippingMethods(
  ctx: TenantContext,
  methods: readonly ShippingMethodToImport[],
): Promise<void> {
  if (methods.length === 0) return
  await ctx.tx.run(sql`
    insert into shipping_method as s (tenant_id, id, code, name, name_th, price, tax_code, min_days, max_days, needs_address, position, created_at, updated_at)
    select ${ctx.tenant.id}::uuid, r.id, r.code, r.name, r.name_th, r.price, r.tax_code, r.min_days, r.max_days, r.needs_address, r.n,
      ${ctx.now}::timestamptz, ${ctx.now}::timestamptz
    from unnest(${methods.map(() => newId(ctx.now.getTime()))}::uuid[], ${methods.map((m) => m.code)}::text[],
      ${methods.map((m) => m.name)}::text[], ${methods.map((m) => m.nameTh ?? null)}::text[], ${methods.map((m) => m.priceMajor)}::numeric[],
      ${methods.map((m) => m.taxCode ?? null)}::text[], ${methods.map((m) => m.minDays ?? null)}::int[],
      ${methods.map((m) => m.maxDays ?? null)}::int[],
      ${methods.map((m) => m.needsAddress ?? needsAddressByDefault(m.code))}::boolean[])
      with ordinality as r (id, code, name, name_th, price, tax_code, min_days, max_days, needs_address, n)
    on conflict (tenant_id, code) do update set name = excluded.name, name_th = excluded.name_th, price = excluded.price,
      tax_code = excluded.tax_code, min_days = excluded.min_days, max_days = excluded.max_days, needs_address = excluded.needs_address,
      position = excluded.position, updated_at = excluded.updated_at, deleted_at = null, version = s.version + 1`)
  ctx.audit({ entity: 'shipping_method', label: methods.map((m) => m.code).join(', ') })
}
