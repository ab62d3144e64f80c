import { sql } from 'drizzle-orm'
import { bigint, check, customType, index, integer, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { factTable, moment, refersTo, tenantTable, timestamps } from '../../../kernel/db/columns.ts'
import { product } from '../../catalog/product/product.ts'
import { serial } from '../serial/serial.ts'

/** Compared by bytes, as the folded text of a serial is. */
const foldedText = customType<{ data: string }>({ dataType: () => 'text COLLATE "C"' })

/**
 * Numbers that were printed before the pieces were made: a roll of labels, a tray of engraved plates. `head`, `width`, `low`
 * and `high` say which folded texts they are, so that no two ranges can hold the same number (an exclusion constraint).
 */
export const serialRange = tenantTable(
  'serial_range',
  {
    name: text('name').notNull(),
    line: text('line').notNull(),
    /** The one product it was printed for; null for any. */
    productId: uuid('product_id'),
    /** As printed before the digits: `MA-`. */
    prefix: text('prefix').notNull(),
    digits: integer('digits').notNull(),
    first: bigint('first', { mode: 'number' }).notNull(),
    last: bigint('last', { mode: 'number' }).notNull(),
    /** The folded text before its last digits. */
    head: foldedText('head').notNull(),
    /** How many digits the folded text ends with: those of the prefix count. */
    width: integer('width').notNull(),
    low: bigint('low', { mode: 'bigint' }).notNull(),
    high: bigint('high', { mode: 'bigint' }).notNull(),
    /** The account: every number is used, void, or left. */
    used: integer('used').notNull().default(0),
    voided: integer('voided').notNull().default(0),
    /** No number below it is left. */
    next: bigint('next', { mode: 'number' }).notNull(),
    ...timestamps,
  },
  (t) => [
    index('serial_range_head_idx').on(t.tenantId, t.head, t.width),
    check(
      'serial_range_numbers',
      sql`${t.first} >= 0 and ${t.last} >= ${t.first} and ${t.high} - ${t.low} = ${t.last} - ${t.first}`,
    ),
    check(
      'serial_range_account',
      sql`${t.used} >= 0 and ${t.voided} >= 0 and ${t.used} + ${t.voided} <= ${t.last} - ${t.first} + 1`,
    ),
    refersTo(t.tenantId, t.productId, () => product),
  ],
)

/** What became of a number of a range: a piece has it, or it was spoilt. One that is in neither is left. */
export const serialRangeNumber = factTable(
  'serial_range_number',
  {
    rangeId: uuid('range_id').notNull(),
    number: bigint('number', { mode: 'number' }).notNull(),
    fate: text('fate', { enum: ['used', 'void'] }).notNull(),
    serialId: uuid('serial_id'),
    reason: text('reason'),
    at: moment('at').notNull(),
    actorName: text('actor_name').notNull(),
  },
  (t) => [
    uniqueIndex('serial_range_number_key').on(t.tenantId, t.rangeId, t.number),
    uniqueIndex('serial_range_number_serial_key')
      .on(t.tenantId, t.serialId)
      .where(sql`${t.serialId} is not null`),
    check('serial_range_number_fate', sql`(${t.fate} = 'used') = (${t.serialId} is not null)`),
    refersTo(t.tenantId, t.rangeId, () => serialRange),
    refersTo(t.tenantId, t.serialId, () => serial),
  ],
)
