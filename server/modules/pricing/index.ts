import { newId } from '../../../shared/ids.ts'
import { sql } from '../../kernel/db/sql.ts'
import { defineModule } from '../../kernel/module.ts'
import { resource } from '../../kernel/resource/resource.ts'
import { line, nonNegativeDecimal } from '../../kernel/wire.ts'
import { taxCode } from './tax-code.ts'

const taxCodes = resource({
  name: 'pricing.tax_code',
  path: '/tax-codes',
  table: taxCode,
  readPermission: 'pricing.read',
  label: 'code',
  fields: { code: line(20), ratePercent: nonNegativeDecimal },
  fixed: ['code'],
  example: { code: 'VAT10', name: 'VAT 10 %', ratePercent: '10' },
})

const DEFAULT_TAX_CODES = [
  { code: 'VAT7', name: 'VAT 7 %', nameTh: 'ภาษีมูลค่าเพิ่ม 7%', rate: '7' },
  { code: 'VAT0', name: 'VAT 0 %', nameTh: 'ภาษีมูลค่าเพิ่ม 0%', rate: '0' },
] as const

/** Prices and taxes. Lists by customer, group and channel come with their own issue. */
export const pricingModule = defineModule({
  name: 'pricing',
  operations: taxCodes.operations,
  async prepareTenant(kernel, tenant) {
    await kernel.database.write(tenant.id, (tx) =>
      tx.run(sql`insert into tax_code (tenant_id, id, code, name, name_th, rate_percent)
        select ${tenant.id}::uuid, r.* from unnest(${DEFAULT_TAX_CODES.map(() => newId())}::uuid[], ${DEFAULT_TAX_CODES.map((t) => t.code)}::text[],
          ${DEFAULT_TAX_CODES.map((t) => t.name)}::text[], ${DEFAULT_TAX_CODES.map((t) => t.nameTh)}::text[], ${DEFAULT_TAX_CODES.map((t) => t.rate)}::numeric[]) as r
        on conflict do nothing`),
    )
  },
})
