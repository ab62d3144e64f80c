import { z } from 'zod'
import { query } from '../../../kernel/command/operation.ts'
import { type Sql, sql } from '../../../kernel/db/sql.ts'
import { fail as kernelFail } from '../../../kernel/errors/kernel-errors.ts'
import { listOf } from '../../../kernel/list/list.ts'
import { EXAMPLE_ID } from '../../../kernel/resource/resource.ts'
import { day, id, moment, money, toMoney } from '../../../kernel/wire.ts'
import { INVOICE_KINDS, type InvoiceKind } from './invoice.ts'

interface InvoiceRow {
  id: string
  number: string
  kind: InvoiceKind
  order_id: string
  date: string
  currency: string
  net_minor: bigint
  tax_minor: bigint
  gross_minor: bigint
  entry_id: string | null
  corrects_id: string | null
  posted_at: Date
}

const columns = sql.trusted(
  'v.id, v.number, v.kind, v.order_id, v.date, v.currency, v.net_minor, v.tax_minor, v.gross_minor, v.entry_id, v.corrects_id, v.posted_at',
)

const invoiceFields = z.object({
  id,
  number: z.string(),
  kind: z.enum(INVOICE_KINDS),
  orderId: id,
  date: day,
  net: money,
  tax: money,
  gross: money.meta({ description: 'Positive for an invoice and for a credit note' }),
  entryId: id.nullable(),
  correctsId: id.nullable().meta({ description: 'The invoice that a credit note corrects' }),
  postedAt: moment,
})

const present = (row: InvoiceRow): z.input<typeof invoiceFields> => ({
  id: row.id,
  number: row.number,
  kind: row.kind,
  orderId: row.order_id,
  date: row.date,
  net: toMoney(row.net_minor, row.currency),
  tax: toMoney(row.tax_minor, row.currency),
  gross: toMoney(row.gross_minor, row.currency),
  entryId: row.entry_id,
  correctsId: row.corrects_id,
  postedAt: row.posted_at.toISOString(),
})

export const invoices = listOf({
  name: 'accounting.invoice',
  path: '/invoices',
  permission: 'accounting.read',
  summary: 'List invoices and credit notes, the latest first',
  tenant: 'v.tenant_id',
  key: 'v.id',
  label: 'number',
  fields: {
    number: { type: 'text', sql: 'v.number', shown: true },
    kind: { type: 'enum', sql: 'v.kind', values: INVOICE_KINDS, shown: true },
    date: { type: 'day', sql: 'v.date', shown: true },
    net: { type: 'money', sql: 'v.net_minor' },
    tax: { type: 'money', sql: 'v.tax_minor' },
    gross: { type: 'money', sql: 'v.gross_minor', shown: true },
    orderId: { type: 'reference', sql: 'v.order_id', of: 'sales.order' },
    postedAt: { type: 'moment', sql: 'v.posted_at', inKey: true, sort: true },
  },
  item: invoiceFields,
  input: {
    kind: z.enum(INVOICE_KINDS).optional(),
    orderId: id.optional(),
    number: z.string().max(40).optional(),
    from: day.optional(),
    to: day.optional(),
  },
  example: { kind: 'invoice', from: '2026-03-01', to: '2026-03-31' },
  conditions: (_ctx, input) => {
    const conditions: Sql[] = []
    if (input.kind) conditions.push(sql`v.kind = ${input.kind}`)
    if (input.orderId) conditions.push(sql`v.order_id = ${input.orderId}::uuid`)
    if (input.number) conditions.push(sql`v.number = ${input.number}`)
    if (input.from) conditions.push(sql`v.date >= ${input.from}::date`)
    if (input.to) conditions.push(sql`v.date <= ${input.to}::date`)
    return conditions
  },
  read: ({ where, order, limit, sortValue }) =>
    sql`select ${columns}, ${sortValue} as sort_value from invoice v where ${where} order by ${order} limit ${limit}`,
  present: (row: InvoiceRow) => present(row),
})

export const getInvoice = query({
  name: 'accounting.invoice.get',
  permission: 'accounting.read',
  summary: 'Read an invoice or credit note',
  route: 'GET /invoices/:id',
  input: z.object({ id }),
  output: invoiceFields.extend({
    corrects: z.object({ id, number: z.string() }).nullable(),
    creditNotes: z.array(z.object({ id, number: z.string(), date: day, gross: money })),
    creditable: money.meta({ description: 'What credit notes have left of it' }),
  }),
  example: { id: EXAMPLE_ID },
  async run(ctx, input) {
    const tenantId = ctx.tenant.id
    const [invoice, notes] = await Promise.all([
      ctx.tx.first<InvoiceRow & { corrects_number: string | null }>(sql`
        select ${columns}, o.number as corrects_number from invoice v
        left join invoice o on o.tenant_id = v.tenant_id and o.id = v.corrects_id
        where v.tenant_id = ${tenantId}::uuid and v.id = ${input.id}::uuid`),
      ctx.tx.rows<InvoiceRow>(
        sql`select ${columns} from invoice v where v.tenant_id = ${tenantId}::uuid and v.corrects_id = ${input.id}::uuid order by v.id`,
      ),
    ])
    if (!invoice) throw kernelFail('not_found')
    const credited = notes.reduce((sum, note) => sum + note.gross_minor, 0n)
    const creditable = invoice.kind === 'invoice' ? invoice.gross_minor - credited : 0n
    return {
      ...present(invoice),
      corrects:
        invoice.corrects_id === null ? null : { id: invoice.corrects_id, number: invoice.corrects_number! },
      creditNotes: notes.map((note) => ({
        id: note.id,
        number: note.number,
        date: note.date,
        gross: toMoney(note.gross_minor, note.currency),
      })),
      creditable: toMoney(creditable, invoice.currency),
    }
  },
})
