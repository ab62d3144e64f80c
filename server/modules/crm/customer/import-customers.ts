import { z } from 'zod'
import { newId } from '../../../../shared/ids.ts'
import type { TenantContext } from '../../../kernel/command/context.ts'
import { command } from '../../../kernel/command/operation.ts'
import { plannedAnew, sql } from '../../../kernel/db/sql.ts'
import { broughtTo, EDITABLE } from '../../../kernel/import/brought-to.ts'
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

const ADDRESS = ['address_line1', 'address_line2', 'city', 'postal_code', 'country'] as const
type AddressCells = Partial<Record<(typeof ADDRESS)[number], string | undefined>>

const addressOf = (cells: AddressCells) =>
  cells.address_line1
    ? {
        line1: cells.address_line1,
        ...(cells.address_line2 ? { line2: cells.address_line2 } : {}),
        city: cells.city ?? '',
        ...(cells.postal_code ? { postalCode: cells.postal_code } : {}),
        country: cells.country ?? 'TH',
      }
    : null

/** An address as the cells of a file; what a file has no column for is taken from there. */
const cellsOf = (address: Record<string, string> | null | undefined): AddressCells => ({
  address_line1: address?.line1,
  address_line2: address?.line2,
  city: address?.city,
  postal_code: address?.postalCode,
  country: address?.country,
})

/** What of a customer each column of a file says. */
const SAID_BY = {
  name: 'name',
  email: 'email',
  phone: 'phone',
  tax_id: 'tax_id',
  group: 'customer_group',
  note: 'note',
} as const

const say = rowTexts({
  twin: {
    en: 'is in line {line} already: give each customer one row',
    th: 'มีอยู่แล้วที่บรรทัด {line} โปรดใช้หนึ่งแถวต่อลูกค้า',
  },
  noCity: { en: 'an address needs a city', th: 'ที่อยู่ต้องมีเมือง' },
})

interface Existing {
  code: string
  address: Record<string, string> | null
  deleted: boolean
}

async function applyBatch(
  ctx: TenantContext,
  rows: readonly CustomerRow[],
  header: ReadonlySet<string>,
  seen: Map<string, number>,
): Promise<BatchResult> {
  const errors: BatchResult['errors'] = []
  const records = []
  const existing = await ctx.tx.rows<Existing>(
    sql`${plannedAnew} select c.code, c.address, c.deleted_at is not null as deleted
      from unnest(${[...new Set(rows.map(({ value }) => value.code))]}::text[]) as asked(code)
        join customer c on c.tenant_id = ${ctx.tenant.id}::uuid and c.code = asked.code`,
  )
  const addresses = new Map(existing.map(({ code, address }) => [code, address]))
  const inAddress = ADDRESS.filter((column) => header.has(column))
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
    const address = cellsOf(addresses.get(value.code))
    for (const column of inAddress) address[column] = value[column]
    if (inAddress.length > 0 && address.address_line1 && !address.city) {
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
      address: addressOf(address),
      customer_group: value.group ?? null,
      note: value.note ?? null,
    })
  }
  const said = [
    ...Object.entries(SAID_BY).flatMap(([column, field]) => (header.has(column) ? [field] : [])),
    ...(inAddress.length > 0 ? ['address'] : []),
  ]
  const written = await ctx.tx.rows<{ id: string; code: string; version: bigint }>(sql`
    insert into customer (tenant_id, id, code, name, email, phone, tax_id, address, customer_group, note, created_at, updated_at)
    select ${ctx.tenant.id}::uuid, r.*, ${ctx.now}::timestamptz, ${ctx.now}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(records)}::jsonb) as r(id uuid, code text, name text, email text, phone text, tax_id text,
      address jsonb, customer_group text, note text)
    on conflict (tenant_id, code) do update set ${broughtTo('customer', said, EDITABLE)}
    returning id, code, version`)
  const known = new Set(existing.filter(({ deleted }) => !deleted).map(({ code }) => code))
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
    'Columns: code, name, email, phone, tax_id, address_line1, address_line2, city, postal_code, country, group, note. What the file has no column for stays as it is; an empty cell clears it.',
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
    return runImport(ctx, 'crm.customer', input, {
      columns,
      apply: (rows, header) => applyBatch(ctx, rows, header, seen),
    })
  },
})
