import { z } from 'zod'
import { fold } from '../../../../shared/serial/fold.ts'
import { query } from '../../../kernel/command/operation.ts'
import { type Sql, sql } from '../../../kernel/db/sql.ts'
import { decodeCursor, encodeCursor } from '../../../kernel/resource/cursor.ts'
import { day, id, moment, pageOf, paging } from '../../../kernel/wire.ts'
import { SERIAL_STATES, type SerialState } from './serial.ts'

/** The newest first: ids grow with time. */
const SORT = '-id'

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

export const listSerials = query({
  name: 'serials.serial.list',
  permission: 'serials.read',
  summary: 'List or search pieces by their serials, the newest first',
  route: 'GET /serials',
  input: z.object({
    ...paging,
    q: z
      .string()
      .max(200)
      .optional()
      .meta({ description: 'A serial in any form, or its beginning, as somebody typed or scanned it' }),
    productId: id.optional(),
    state: z.enum(SERIAL_STATES).optional(),
    line: z.string().max(4).optional(),
    day: day.optional().meta({ description: 'Day of issue' }),
    ticketId: id.optional(),
  }),
  output: pageOf(
    z.object({
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
  ),
  example: { q: 'ma01 hat tote', state: 'in_stock' },
  async run(ctx, input) {
    const where: Sql[] = [sql`s.tenant_id = ${ctx.tenant.id}::uuid`]
    if (input.productId) where.push(sql`s.product_id = ${input.productId}::uuid`)
    if (input.state) where.push(sql`s.state = ${input.state}`)
    if (input.line) where.push(sql`s.line = ${input.line}`)
    if (input.day) where.push(sql`s.day = ${input.day}::date`)
    if (input.ticketId) where.push(sql`s.ticket_id = ${input.ticketId}::uuid`)
    if (input.q !== undefined) where.push(beginsWith(input.q))
    if (input.after) where.push(sql`s.id < ${decodeCursor(input.after, SORT).id}::uuid`)
    const rows = await ctx.tx.rows<Row>(
      sql`select s.id, s.human, s.compact, s.kind, s.line, s.day, s.seq, s.product_id, p.sku, p.name as product_name, s.state,
          s.ticket_id, s.made_on, s.created_at
        from serial s join product p on p.tenant_id = s.tenant_id and p.id = s.product_id
        where ${sql.join(where, ' and ')} order by s.id desc limit ${input.limit + 1}::int`,
    )
    const page = rows.slice(0, input.limit)
    return {
      items: page.map((row) => ({
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
      })),
      next: rows.length > input.limit ? encodeCursor({ sort: SORT, id: page.at(-1)!.id }) : null,
    }
  },
})

/**
 * Pieces whose serial, in either form, begins with what was typed: a range of each index. Comparison by bytes is
 * leakproof, so row-level security does not keep PostgreSQL from using them.
 */
function beginsWith(typed: string): Sql {
  const from = fold(typed.replaceAll('\u0000', ''))
  if (from === '') return sql`true`
  const until = `${from}\u{10ffff}`
  return sql`((s.folded >= ${from} and s.folded < ${until}) or (s.compact >= ${from} and s.compact < ${until}))`
}
