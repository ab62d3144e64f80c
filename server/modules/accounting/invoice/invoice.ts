import { sql } from 'drizzle-orm'
import { check, date, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { currency, factTable, minor, moment } from '../../../kernel/db/columns.ts'

/** An invoice or credit note. Numbered without gaps per series when it is posted; a fact from then on. */
export const invoice = factTable(
  'invoice',
  {
    series: text('series').notNull(),
    number: text('number').notNull(),
    kind: text('kind', { enum: ['invoice', 'credit_note'] }).notNull(),
    orderId: uuid('order_id').notNull(),
    date: date('date', { mode: 'string' }).notNull(),
    currency: currency().notNull(),
    netMinor: minor('net_minor').notNull(),
    taxMinor: minor('tax_minor').notNull(),
    grossMinor: minor('gross_minor').notNull(),
    entryId: uuid('entry_id').notNull(),
    /** The invoice that a credit note corrects. */
    correctsId: uuid('corrects_id'),
    postedAt: moment('posted_at').notNull(),
  },
  (t) => [
    uniqueIndex('invoice_number_key').on(t.tenantId, t.series, t.number),
    check('invoice_gross', sql`${t.grossMinor} = ${t.netMinor} + ${t.taxMinor}`),
  ],
)
