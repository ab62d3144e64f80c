import { z } from 'zod'
import { type Sql, sql } from '../../../kernel/db/sql.ts'
import { listOf } from '../../../kernel/list/list.ts'
import { trimDecimal } from '../../../kernel/resource/field.ts'
import { day, decimal, id, moment } from '../../../kernel/wire.ts'
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

export const lots = listOf({
  name: 'inventory.lot',
  path: '/lots',
  permission: 'inventory.read',
  summary: 'List lots, newest first, with what is left of them',
  tenant: 'b.tenant_id',
  key: 'b.id',
  label: 'code',
  fields: {
    code: { type: 'text', sql: 'b.code', shown: true },
    sku: { type: 'text', sql: 'p.sku', shown: true },
    productId: { type: 'reference', sql: 'b.product_id', of: 'catalog.product' },
    receivedOn: { type: 'day', sql: 'b.received_on', nullable: true, shown: true },
    onHand: { type: 'decimal', shown: true, beside: 'unit' },
    reserved: { type: 'decimal', shown: true, beside: 'unit' },
    unit: { type: 'text' },
    note: { type: 'text', sql: 'b.note', nullable: true },
    createdAt: { type: 'moment', sql: 'b.created_at', inKey: true, sort: true },
  },
  item: z.object({
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
  input: {
    productId: id.optional(),
    left: z
      .enum(['true', 'false'])
      .default('false')
      .meta({ description: 'true: only lots of which something is left' }),
  },
  example: { left: 'true' },
  search: (_ctx, q) => sql`b.id in (select search_lot(${q}))`,
  searchDescription: 'Part of the code or note',
  conditions: (_ctx, input) => {
    const conditions: Sql[] = [sql`b.deleted_at is null`]
    if (input.productId) conditions.push(sql`b.product_id = ${input.productId}::uuid`)
    if (input.left === 'true') conditions.push(sql`s.on_hand <> 0`)
    return conditions
  },
  read: ({ where, order, limit, sortValue }, ctx) => {
    const tenant = sql`${ctx.tenant.id}::uuid`
    return sql`
      select b.id, b.code, b.product_id, p.sku, p.unit, b.received_on, b.note, b.created_at, s.on_hand, s.reserved, ${sortValue} as sort_value
      from lot b
        join product p on p.tenant_id = ${tenant} and p.id = b.product_id
        cross join lateral (
          select coalesce(sum(l.on_hand), 0) as on_hand, coalesce(sum(l.reserved), 0) as reserved
          from stock_level l join location f on f.tenant_id = ${tenant} and f.id = l.location_id and ${physicalSql('f')}
          where l.tenant_id = ${tenant} and l.lot_id = b.id and l.lot_id <> '00000000-0000-0000-0000-000000000000'
        ) s
      where ${where} order by ${order} limit ${limit}`
  },
  present: (row: Row) => ({
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
  }),
})
