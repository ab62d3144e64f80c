import { z } from 'zod'
import { query } from '../../../kernel/command/operation.ts'
import { type Sql, sql } from '../../../kernel/db/sql.ts'
import { decodeCursor, encodeCursor } from '../../../kernel/resource/cursor.ts'
import { trimDecimal } from '../../../kernel/resource/field.ts'
import { day, decimal, id, moment, pageOf, paging } from '../../../kernel/wire.ts'
import { physicalSql } from '../places.ts'

interface Row {
  id: string
  code: string
  product_id: string
  sku: string
  unit: string
  received_on: string | null
  note: string | null
  created_at: Date
  on_hand: string
  reserved: string
}

export const listLots = query({
  name: 'inventory.lot.list',
  permission: 'inventory.read',
  summary: 'List lots, newest first, with what is left of them',
  route: 'GET /lots',
  input: z.object({
    ...paging,
    q: z.string().trim().max(200).optional().meta({ description: 'Part of the code or note' }),
    productId: id.optional(),
    left: z
      .enum(['true', 'false'])
      .default('false')
      .meta({ description: 'true: only lots of which something is left' }),
  }),
  output: pageOf(
    z.object({
      id,
      code: z.string(),
      productId: id,
      sku: z.string(),
      unit: z.string(),
      receivedOn: day.nullable(),
      note: z.string().nullable(),
      createdAt: moment,
      onHand: decimal.meta({ description: 'In physical locations' }),
      reserved: decimal,
    }),
  ),
  example: { left: 'true' },
  async run(ctx, input) {
    const tenant = sql`${ctx.tenant.id}::uuid`
    const conditions: Sql[] = [sql`b.tenant_id = ${tenant}`, sql`b.deleted_at is null`]
    if (input.q) conditions.push(sql`b.id in (select search_lot(${input.q}))`)
    if (input.productId) conditions.push(sql`b.product_id = ${input.productId}::uuid`)
    if (input.left === 'true') conditions.push(sql`s.on_hand <> 0`)
    if (input.after) conditions.push(sql`b.id < ${decodeCursor(input.after, 'id').id}::uuid`)
    const rows = await ctx.tx.rows<Row>(sql`
      select b.id, b.code, b.product_id, p.sku, p.unit, b.received_on, b.note, b.created_at, s.on_hand, s.reserved
      from lot b
        join product p on p.tenant_id = ${tenant} and p.id = b.product_id
        cross join lateral (
          select coalesce(sum(l.on_hand), 0) as on_hand, coalesce(sum(l.reserved), 0) as reserved
          from stock_level l join location f on f.tenant_id = ${tenant} and f.id = l.location_id and ${physicalSql('f')}
          where l.tenant_id = ${tenant} and l.lot_id = b.id and l.lot_id <> '00000000-0000-0000-0000-000000000000'
        ) s
      where ${sql.join(conditions, ' and ')}
      order by b.id desc limit ${input.limit + 1}::int`)
    const page = rows.slice(0, input.limit)
    return {
      items: page.map((row) => ({
        id: row.id,
        code: row.code,
        productId: row.product_id,
        sku: row.sku,
        unit: row.unit,
        receivedOn: row.received_on,
        note: row.note,
        createdAt: row.created_at.toISOString(),
        onHand: trimDecimal(row.on_hand),
        reserved: trimDecimal(row.reserved),
      })),
      next: rows.length > input.limit ? encodeCursor({ sort: 'id', id: page.at(-1)!.id }) : null,
    }
  },
})
