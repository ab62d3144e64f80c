import { z } from 'zod'
import { fold } from '../../../../shared/serial/fold.ts'
import { type Sql, sql } from '../../../kernel/db/sql.ts'
import { listOf } from '../../../kernel/list/list.ts'
import { day, id, moment } from '../../../kernel/wire.ts'
import { SERIAL_STATES, type SerialState } from './serial.ts'

interface Row {
  id: string
  human: string
  compact: string
  kind: 'standard' | 'legacy'
  line: string
  day: string
  seq: bigint
  product_id: string
  sku: string
  product_name: string
  state: SerialState
  ticket_id: string | null
  made_on: string | null
  created_at: Date
}

export const pieces = listOf({
  name: 'serials.serial',
  path: '/serials',
  permission: 'serials.read',
  summary: 'List or search pieces by their serials, the newest first',
  tenant: 's.tenant_id',
  key: 's.id',
  label: 'serial',
  fields: {
    serial: { type: 'text', sql: 's.human', shown: true },
    productName: { type: 'text', sql: 'p.name', filter: false, shown: true },
    sku: { type: 'text', sql: 'p.sku' },
    productId: { type: 'reference', sql: 's.product_id', of: 'catalog.product' },
    line: { type: 'text', sql: 's.line', shown: true },
    day: { type: 'day', sql: 's.day', shown: true },
    madeOn: { type: 'day', sql: 's.made_on', nullable: true, shown: true },
    state: { type: 'enum', sql: 's.state', values: SERIAL_STATES, shown: true },
    kind: { type: 'enum', sql: 's.kind', values: ['standard', 'legacy'] },
    compact: { type: 'text' },
    ticketId: { type: 'reference', sql: 's.ticket_id', nullable: true, of: 'manufacturing.ticket' },
    createdAt: { type: 'moment', sql: 's.created_at', inKey: true, sort: true },
  },
  item: z.object({
    id,
    serial: z.string(),
    compact: z.string(),
    kind: z.enum(['standard', 'legacy']),
    line: z.string(),
    day,
    seq: z.number().int(),
    productId: id,
    sku: z.string(),
    productName: z.string(),
    state: z.enum(SERIAL_STATES),
    ticketId: id.nullable(),
    madeOn: day.nullable(),
    createdAt: moment,
  }),
  input: {
    productId: id.optional(),
    state: z.enum(SERIAL_STATES).optional(),
    line: z.string().max(4).optional(),
    day: day.optional().meta({ description: 'Day of issue' }),
    ticketId: id.optional(),
    lotId: id.optional().meta({ description: 'Pieces that have this lot of material in them' }),
  },
  example: { q: 'ma01 hat tote', state: 'in_stock' },
  search: (_ctx, q) => serialBeginsWith(q),
  searchDescription: 'A serial in any form, or its beginning, as somebody typed or scanned it',
  conditions: (ctx, input) => {
    const where: Sql[] = []
    if (input.productId) where.push(sql`s.product_id = ${input.productId}::uuid`)
    if (input.state) where.push(sql`s.state = ${input.state}`)
    if (input.line) where.push(sql`s.line = ${input.line}`)
    if (input.day) where.push(sql`s.day = ${input.day}::date`)
    if (input.ticketId) where.push(sql`s.ticket_id = ${input.ticketId}::uuid`)
    if (input.lotId)
      where.push(
        sql`s.id in (select serial_id from token_material where tenant_id = ${ctx.tenant.id}::uuid and lot_id = ${input.lotId}::uuid)`,
      )
    return where
  },
  read: ({ where, order, limit, sortValue }) =>
    sql`select s.id, s.human, s.compact, s.kind, s.line, s.day, s.seq, s.product_id, p.sku, p.name as product_name, s.state,
          s.ticket_id, s.made_on, s.created_at, ${sortValue} as sort_value
        from serial s join product p on p.tenant_id = s.tenant_id and p.id = s.product_id
        where ${where} order by ${order} limit ${limit}`,
  present: (row: Row) => ({
    id: row.id,
    serial: row.human,
    compact: row.compact,
    kind: row.kind,
    line: row.line,
    day: row.day,
    seq: Number(row.seq),
    productId: row.product_id,
    sku: row.sku,
    productName: row.product_name,
    state: row.state,
    ticketId: row.ticket_id,
    madeOn: row.made_on,
    createdAt: row.created_at.toISOString(),
  }),
})

/**
 * Pieces, rows of `s`, whose serial, in either form, begins with what was typed: a range of each index. Comparison by bytes is
 * leakproof, so row-level security does not keep PostgreSQL from using them.
 */
export function serialBeginsWith(typed: string): Sql {
  const from = fold(typed.replaceAll('\u0000', ''))
  if (from === '') return sql`true`
  const until = `${from}\u{10ffff}`
  return sql`((s.folded >= ${from} and s.folded < ${until}) or (s.compact >= ${from} and s.compact < ${until}))`
}
