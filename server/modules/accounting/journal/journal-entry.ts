import { sql } from 'drizzle-orm'
import { check, date, index, integer, text, uuid } from 'drizzle-orm/pg-core'
import { idTimeMs, uuidV7LowerBound } from '../../../../shared/ids.ts'
import { currency, factTable, minor, moment } from '../../../kernel/db/columns.ts'
import { JOURNALS } from './journals.ts'

/** A posted entry: never changed; a mistake is reversed by another. */
export const journalEntry = factTable(
  'journal_entry',
  {
    journal: text('journal', { enum: JOURNALS }).notNull(),
    date: date('date', { mode: 'string' }).notNull(),
    memo: text('memo').notNull(),
    /** How many lines it has. With it the database refuses a line that somebody adds later. */
    lineCount: integer('line_count').notNull(),
    /** The document it was posted for: the kind of record and its id. */
    sourceEntity: text('source_entity'),
    sourceId: uuid('source_id'),
    /** The entry that this one takes back, line by line. */
    reversesId: uuid('reverses_id'),
    postedAt: moment('posted_at').notNull(),
    postedBy: text('posted_by').notNull(),
  },
  (t) => [
    index('journal_entry_source_idx').on(t.tenantId, t.sourceEntity, t.sourceId),
    index('journal_entry_date_idx').on(t.tenantId, t.date, t.id),
    check(
      'journal_entry_journal',
      sql`${t.journal} in ('general', 'sales', 'purchase', 'bank', 'stock', 'manufacturing', 'opening')`,
    ),
    check('journal_entry_lines', sql`${t.lineCount} >= 2`),
    check('journal_entry_source', sql`(${t.sourceEntity} is null) = (${t.sourceId} is null)`),
  ],
  { partitioned: true },
)

/**
 * Debit positive, credit negative, in minor units; the lines of an entry sum to zero by a constraint trigger. Its id is
 * of the same millisecond as its entry's, so both lie in the partition of the same month.
 */
export const journalLine = factTable(
  'journal_line',
  {
    entryId: uuid('entry_id').notNull(),
    /** From 1. */
    lineNo: integer('line_no').notNull(),
    accountId: uuid('account_id').notNull(),
    /** The entry's. */
    date: date('date', { mode: 'string' }).notNull(),
    amountMinor: minor('amount_minor').notNull(),
    currency: currency().notNull(),
    memo: text('memo'),
  },
  (t) => [
    index('journal_line_entry_idx').on(t.tenantId, t.entryId, t.lineNo),
    // Holds all that a balance needs, so that statements read the index alone.
    index('journal_line_account_idx').on(t.tenantId, t.accountId, t.date, t.id, t.amountMinor),
    check('journal_line_amount', sql`${t.amountMinor} <> 0`),
    check('journal_line_no', sql`${t.lineNo} >= 1`),
    check('journal_line_moment', sql`left(${t.id}::text, 13) = left(${t.entryId}::text, 13)`),
  ],
  { partitioned: true },
)

/** An entry was reversed by another. The primary key is the reversed entry's id: it can be reversed once. */
export const journalReversal = factTable('journal_reversal', {
  entryId: uuid('entry_id').notNull(),
})

/** The ids between which all lines of an entry lie, so that only one partition is read; undefined for what is no UUIDv7. */
export function lineIdRange(entryId: string): { from: string; before: string } | undefined {
  if (entryId[14] !== '7') return undefined
  const ms = idTimeMs(entryId)
  return { from: uuidV7LowerBound(ms), before: uuidV7LowerBound(ms + 1) }
}
