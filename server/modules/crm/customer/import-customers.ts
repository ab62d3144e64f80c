import { z } from 'zod'
import { newId } from '../../../../shared/ids.ts'
import type { TenantContext } from '../../../kernel/command/context.ts'
import { command } from '../../../kernel/command/operation.ts'
import { sql } from '../../../kernel/db/sql.ts'
import {
  type BatchResult,
  IMPORT_BODY_LIMIT_BYTES,
  IMPORT_ERRORS,
  type ImportRow,
  importColumnsOf,
  importReport,
  mappedImportInput,
} from '../../../kernel/import/import-csv.ts'
import { auditedImport, runImport } from '../../../kernel/import/import-run.ts'
import { rowTexts, schemaText } from '../../../kernel/import/row-texts.ts'

const text = (max = 200) => z.string().max(max).optional()

/** The columns of `customers.csv`. */
const columns = z.object({
  code: z.string().regex(
    /^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$/,
    schemaText({
      en: 'letters, digits, dot, hyphen and underscore, at most 40',
      th: 'ตัวอักษร ตัวเลข จุด ขีดกลาง และขีดล่าง ไม่เกิน 40 ตัว',
    }),
  ),
  name: z.string().max(200),
  email: z
    .email(schemaText({ en: 'must be an e-mail address', th: 'ต้องเป็นที่อยู่อีเมล' }))
    .max(254)
    .optional(),
  phone: text(40),
  tax_id: text(40),
  address_line1: text(),
  address_line2: text(),
  city: text(100),
  postal_code: text(20),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/, schemaText({ en: 'two capital letters such as TH', th: 'อักษรตัวพิมพ์ใหญ่สองตัว เช่น TH' }))
    .optional(),
  group: text(100),
  note: text(4000),
})
type CustomerRow = ImportRow<z.output<typeof columns>>

const addressOf = (row: CustomerRow['value']) =>
  row.address_line1
    ? {
        line1: row.address_line1,
        ...(row.address_line2 ? { line2: row.address_line2 } : {}),
        city: row.city ?? '',
        ...(row.postal_code ? { postalCode: row.postal_code } : {}),
        country: row.country ?? 'TH',
      }
    : null

const say = rowTexts({
  twin: {
    en: 'is in line {line} already: give each customer one row',
    th: 'มีอยู่แล้วที่บรรทัด {line} โปรดใช้หนึ่งแถวต่อลูกค้า',
  },
  noCity: { en: 'an address needs a city', th: 'ที่อยู่ต้องมีเมือง' },
})

async function applyBatch(
  ctx: TenantContext,
  rows: readonly CustomerRow[],
  seen: Map<string, number>,
): Promise<BatchResult> {
  const errors: BatchResult['errors'] = []
  const records = []
  for (const { line, value } of rows) {
    const twin = seen.get(value.code)
    if (twin !== undefined) {
      errors.push({
        line,
        column: 'code',
        value: value.code,
        message: say('twin', ctx.locale, { line: twin }),
      })
      continue
    }
    seen.set(value.code, line)
    if (value.address_line1 && !value.city) {
      errors.push({ line, column: 'city', value: '', message: say('noCity', ctx.locale) })
      continue
    }
    records.push({
      id: newId(ctx.now.getTime()),
      code: value.code,
      name: value.name,
      email: value.email ?? null,
      phone: value.phone ?? null,
      tax_id: value.tax_id ?? null,
      address: addressOf(value),
      customer_group: value.group ?? null,
      note: value.note ?? null,
    })
  }
  const kept = await ctx.tx.rows<{ code: string }>(
    sql`select code from customer where tenant_id = ${ctx.tenant.id}::uuid and deleted_at is null
      and code = any(${records.map(({ code }) => code)}::text[])`,
  )
  const written = await ctx.tx.rows<{ id: string; code: string; version: bigint }>(sql`
    insert into customer (tenant_id, id, code, name, email, phone, tax_id, address, customer_group, note, created_at, updated_at)
    select ${ctx.tenant.id}::uuid, r.*, ${ctx.now}::timestamptz, ${ctx.now}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(records)}::jsonb) as r(id uuid, code text, name text, email text, phone text, tax_id text,
      address jsonb, customer_group text, note text)
    on conflict (tenant_id, code) do update set name = excluded.name, email = excluded.email, phone = excluded.phone, tax_id = excluded.tax_id,
      address = excluded.address, customer_group = excluded.customer_group, note = excluded.note, updated_at = excluded.updated_at,
      version = customer.version + 1, deleted_at = null
    where (customer.name, customer.email, customer.phone, customer.tax_id, customer.address, customer.customer_group, customer.note, customer.deleted_at is null)
      is distinct from (excluded.name, excluded.email, excluded.phone, excluded.tax_id, excluded.address, excluded.customer_group, excluded.note, true)
    returning id, code, version`)
  const known = new Set(kept.map(({ code }) => code))
  const made = written
    .filter(({ code }) => !known.has(code))
    .map(({ id, version }) => ({ id, version: Number(version) }))
  return {
    created: made.length,
    updated: written.length - made.length,
    unchanged: records.length - written.length,
    errors,
    made,
  }
}

export const importCustomersCommand = command({
  name: 'crm.customer.import',
  summary: 'Import customers from CSV',
  description:
    'Columns: code, name, email, phone, tax_id, address_line1, address_line2, city, postal_code, country, group, note.',
  route: 'POST /customers/import',
  errors: IMPORT_ERRORS,
  bodyLimitBytes: IMPORT_BODY_LIMIT_BYTES,
  input: z.object(mappedImportInput),
  importColumns: importColumnsOf(columns),
  output: importReport,
  auditInput: auditedImport,
  example: { csv: 'code,name,email\nC0001,Baan Kham Gallery,hello@baankham.example\n', dryRun: true },
  run(ctx, input) {
    const seen = new Map<string, number>()
    return runImport(ctx, 'crm.customer', input, { columns, apply: (rows) => applyBatch(ctx, rows, seen) })
  },
})
