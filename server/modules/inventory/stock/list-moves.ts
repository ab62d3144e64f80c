import { z } from 'zod'
import { firstIdOf } from '../../../kernel/db/first-id.ts'
import { type Sql, sql } from '../../../kernel/db/sql.ts'
import { listOf } from '../../../kernel/list/list.ts'
import { trimDecimal } from '../../../kernel/resource/field.ts'
import { day, id, moment, money, positiveDecimal, toMoney } from '../../../kernel/wire.ts'

interface Row {
  id: string
  at: Date
  kind: string
  product_id: string
  sku: string
  unit: string
  lot_id: string | null
  lot: string | null
  serial_id: string | null
  from_location_id: string
  from_location: string
  to_location_id: string
  to_location: string
  quantity: string
  value_minor: bigint
  reason: string | null
  source_entity: string | null
  source_id: string | null
  actor_id: string | null
}

const NO_LOT_LITERAL = sql.trusted(`'00000000-0000-0000-0000-000000000000'`)

export const moves = listOf({
  name: 'inventory.move',
  path: '/stock/moves',
  permission: 'inventory.read',
  summary: 'List stock moves, newest first',
  tenant: 'm.tenant_id',
  key: 'm.id',
  label: 'sku',
  fields: {
    sku: { type: 'text', shown: true },
    productId: { type: 'reference', sql: 'm.product_id', of: 'catalog.product' },
    kind: { type: 'text', sql: 'm.kind', shown: true },
    from: { type: 'text', shown: true },
    to: { type: 'text', shown: true },
    quantity: { type: 'decimal', sql: 'm.quantity', shown: true, beside: 'unit' },
    value: { type: 'money', sql: 'm.value_minor', shown: true },
    lot: { type: 'text' },
    reason: { type: 'text', sql: 'm.reason', nullable: true, shown: true },
    at: { type: 'moment', sql: 'm.at', inKey: true, sort: true, shown: true },
    unit: { type: 'text' },
    fromLocationId: { type: 'reference', sql: 'm.from_location_id', of: 'inventory.location' },
    toLocationId: { type: 'reference', sql: 'm.to_location_id', of: 'inventory.location' },
  },
  item: z.object({
    id,
    at: moment,
    kind: z.string(),
    productId: id,
    sku: z.string(),
    unit: z.string(),
    lotId: id.nullable(),
    lot: z.string().nullable(),
    serialId: id.nullable(),
    fromLocationId: id,
    from: z.string(),
    toLocationId: id,
    to: z.string(),
    quantity: positiveDecimal,
    value: money,
    reason: z.string().nullable(),
    source: z.object({ entity: z.string(), id }).nullable(),
    actorId: z.string().nullable(),
  }),
  input: {
    productId: id.optional(),
    locationId: id.optional().meta({ description: 'From it or to it' }),
    lotId: id.optional(),
    serialId: id.optional().meta({ description: 'Where a piece has been' }),
    kind: z.string().max(40).optional(),
    sourceEntity: z.string().max(100).optional().meta({ description: 'With sourceId' }),
    sourceId: id.optional().meta({ description: 'All that moved for one document' }),
    ticketId: id.optional().meta({ description: 'All that moved for a job ticket and its pieces' }),
    from: day
      .optional()
      .meta({ description: 'Moved on this day or later, in the time zone of the workshop' }),
    to: day.optional().meta({ description: 'Moved on this day or earlier' }),
  },
  example: { kind: 'receive' },
  conditions: (ctx, input) => {
    const conditions: Sql[] = []
    if (input.productId) conditions.push(sql`m.product_id = ${input.productId}::uuid`)
    if (input.lotId) conditions.push(sql`m.lot_id = ${input.lotId}::uuid and m.lot_id <> ${NO_LOT_LITERAL}`)
    if (input.serialId) conditions.push(sql`m.serial_id = ${input.serialId}::uuid`)
    if (input.kind) conditions.push(sql`m.kind = ${input.kind}`)
    if (input.sourceEntity) conditions.push(sql`m.source_entity = ${input.sourceEntity}`)
    if (input.sourceId) conditions.push(sql`m.source_id = ${input.sourceId}::uuid`)
    if (input.ticketId)
      conditions.push(sql`m.source_entity in ('work_token', 'job_ticket') and m.source_id in (
        select id from work_token where tenant_id = ${ctx.tenant.id}::uuid and ticket_id = ${input.ticketId}::uuid union all select ${input.ticketId}::uuid)`)
    const { timeZone } = ctx.tenant
    if (input.from) conditions.push(sql`m.id >= ${firstIdOf(sql`${input.from}::date`, timeZone)}`)
    if (input.to) conditions.push(sql`m.id < ${firstIdOf(sql`${input.to}::date + 1`, timeZone)}`)
    return conditions
  },
  read: ({ where, order, limit, sortValue }, ctx, input) => {
    const tenant = sql`${ctx.tenant.id}::uuid`
    const some = (extra: Sql = sql``) =>
      sql`(select m.*, ${sortValue} as sort_value from stock_move m where ${where} ${extra} order by ${order} limit ${limit})`
    // Two ends, two indexes: no move is both from and to a location.
    const page = input.locationId
      ? sql`${some(sql`and m.from_location_id = ${input.locationId}::uuid`)} union all ${some(sql`and m.to_location_id = ${input.locationId}::uuid`)}`
      : some()
    return sql`
      with page as (${page})
      select m.id, m.at, m.kind, m.product_id, p.sku, p.unit, b.id as lot_id, b.code as lot, m.serial_id,
        m.from_location_id, f.code as from_location, m.to_location_id, t.code as to_location,
        m.quantity, m.value_minor, m.reason, m.source_entity, m.source_id, m.actor_id, m.sort_value
      from page m
        join product p on p.tenant_id = ${tenant} and p.id = m.product_id
        join location f on f.tenant_id = ${tenant} and f.id = m.from_location_id
        join location t on t.tenant_id = ${tenant} and t.id = m.to_location_id
        left join lot b on b.tenant_id = ${tenant} and b.id = m.lot_id
      order by ${order} limit ${limit}`
  },
  present: (row: Row, ctx) => ({
    id: row.id,
    at: row.at.toISOString(),
    kind: row.kind,
    productId: row.product_id,
    sku: row.sku,
    unit: row.unit,
    lotId: row.lot_id,
    lot: row.lot,
    serialId: row.serial_id,
    fromLocationId: row.from_location_id,
    from: row.from_location,
    toLocationId: row.to_location_id,
    to: row.to_location,
    quantity: trimDecimal(row.quantity),
    value: toMoney(row.value_minor, ctx.tenant.currency),
    reason: row.reason,
    source: row.source_entity === null ? null : { entity: row.source_entity, id: row.source_id! },
    actorId: row.actor_id,
  }),
})
