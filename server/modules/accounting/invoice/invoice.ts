import { sql } from 'drizzle-orm'
import { check, date, index, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { currency, factTable, minor, moment } from '../../../kernel/db/columns.ts'

export const INVOICE_KINDS = ['invoice', 'credit_note'] as const
export type InvoiceKind = (typeof INVOICE_KINDS)[number]

/**
 * An invoice or credit note. Numbered without gaps per series when it is posted; a fact from then on. The amounts of
 * both kinds are positive: the kind says which way they go.
 */
export const invoice = factTable(
  'invoice',
  {
    series: text('series').notNull(),
    number: text('number').notNull(),
    kind: text('kind', { enum: INVOICE_KINDS }).notNull(),
    orderId: uuid('order_id').notNull(),
    date: date('date', { mode: 'string' }).notNull(),
    currency: currency().notNull(),
    netMinor: minor('net_minor').notNull(),
    taxMinor: minor('tax_minor').notNull(),
    grossMinor: minor('gross_minor').notNull(),
    /** Null only where nothing was to be posted: everything was free. */
    entryId: uuid('entry_id'),
    /** The invoice that a credit note corrects. All notes together never credit more than it (a trigger). */
    correctsId: uuid('corrects_id'),
    postedAt: moment('posted_at').notNull(),
  },
  (t) => [
    uniqueIndex('invoice_number_key').on(t.tenantId, t.series, t.number),
    index('invoice_order_idx').on(t.tenantId, t.orderId),
    index('invoice_entry_idx').on(t.tenantId, t.entryId),
    index('invoice_corrects_idx').on(t.tenantId, t.correctsId),
    check('invoice_gross', sql`${t.grossMinor} = ${t.netMinor} + ${t.taxMinor}`),
    check('invoice_amounts', sql`${t.netMinor} >= 0 and ${t.taxMinor} >= 0`),
    check('invoice_kind', sql`${t.kind} in ('invoice', 'credit_note')`),
    check('invoice_corrects', sql`(${t.kind} = 'credit_note') = (${t.correctsId} is not null)`),
    check('invoice_entry', sql`${t.entryId} is not null or ${t.grossMinor} = 0`),
  ],
)
