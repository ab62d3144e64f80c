import { sql } from 'drizzle-orm'
import { bigint, check, date, integer, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { tenantTable, timestamps } from '../../../kernel/db/columns.ts'
import { DEFAULT_PATTERN } from './legacy-pattern.ts'

/** A production line whose code serials carry. HAT has index 0, OEM 1; a workshop's own have 2–31. */
export const serialLine = tenantTable(
  'serial_line',
  {
    code: text('code').notNull(),
    codeFolded: text('code_folded').notNull(),
    lineIndex: integer('line_index').notNull(),
    name: text('name').notNull(),
    /** How the workshop numbers pieces of this line while it does not issue standard serials. */
    legacyPattern: text('legacy_pattern').notNull().default(DEFAULT_PATTERN),
    ...timestamps,
  },
  (t) => [
    uniqueIndex('serial_line_code_key').on(t.tenantId, t.codeFolded),
    uniqueIndex('serial_line_index_key').on(t.tenantId, t.lineIndex),
    check('serial_line_index', sql`${t.lineIndex} between 0 and 31`),
  ],
)

/** The last sequence number given per line and day. A range is reserved by one conditional upsert. */
export const serialCounter = tenantTable(
  'serial_counter',
  {
    line: text('line').notNull(),
    day: date('day', { mode: 'string' }).notNull(),
    last: bigint('last', { mode: 'bigint' }).notNull(),
  },
  (t) => [
    uniqueIndex('serial_counter_key').on(t.tenantId, t.line, t.day),
    check('serial_counter_last', sql`${t.last} between 0 and 33554431`),
  ],
)

/**
 * The last SEQ given by legacy patterns, per text around it: what `{YY}{WW}-{SEQ:4}` gives in week 45 is counted under
 * `2545-{}`. So SEQ begins anew with each period that the pattern names, and lines with the same pattern share it.
 */
export const serialNumberCounter = tenantTable(
  'serial_number_counter',
  {
    scope: text('scope').notNull(),
    last: bigint('last', { mode: 'bigint' }).notNull(),
  },
  (t) => [
    uniqueIndex('serial_number_counter_key').on(t.tenantId, t.scope),
    check('serial_number_counter_last', sql`${t.last} >= 0`),
  ],
)
