import { z } from 'zod'
import { query } from '../../../kernel/command/operation.ts'
import { type Sql, sql } from '../../../kernel/db/sql.ts'
import { fail as kernelFail } from '../../../kernel/errors/kernel-errors.ts'
import { trimDecimal } from '../../../kernel/resource/field.ts'
import { EXAMPLE_ID } from '../../../kernel/resource/resource.ts'
import { decimal, id, moment } from '../../../kernel/wire.ts'
import { scansOf } from '../../serials/index.ts'

/** The last so many things of a life: a piece has some dozens. */
const MOST = 500

const HAPPENINGS = [
  'state',
  'work',
  'move',
  'ordered',
  'paid',
  'shipped',
  'cancelled',
  'refunded',
  'scanned',
] as const

interface Row {
  at: Date
  kind: (typeof HAPPENINGS)[number]
  what: string
  detail: string | null
  detail_th: string | null
  who: string | null
  reason: string | null
  from_place: string | null
  to_place: string | null
  minutes: string | null
  entity: string | null
  entity_id: string | null
  label: string | null
}

export const pieceLife = query({
  name: 'reporting.piece.life',
  permission: 'serials.read',
  summary: 'The whole life of a piece: its states, the work on it, where it lay, its sale, its scans',
  description:
    'The latest first. Work, moves and the sale are there for who may read those; scans are the first and the last that the public made, ' +
    'and left out while the registry is out of reach.',
  route: 'GET /serials/:id/life',
  input: z.object({ id }),
  output: z.object({
    items: z.array(
      z.object({
        at: moment,
        kind: z.enum(HAPPENINGS),
        what: z.string().meta({ description: 'The state, the event of the log, or the kind of move' }),
        detail: z.string().nullable(),
        detailTh: z.string().nullable(),
        who: z.string().nullable(),
        reason: z.string().nullable(),
        from: z.string().nullable(),
        to: z.string().nullable(),
        minutes: decimal.nullable(),
        source: z.object({ entity: z.string(), id, label: z.string().nullable() }).nullable(),
      }),
    ),
    complete: z.boolean().meta({ description: `false: only the last ${MOST} are there` }),
  }),
  example: { id: EXAMPLE_ID },
  async run(ctx, input) {
    const tenant = sql`${ctx.tenant.id}::uuid`
    const { permissions } = ctx.principal
    const parts: Sql[] = [
      sql`
        select e.at, 'state' as kind, e.to_state as what, null::text as detail, null::text as detail_th, e.actor_name as who, e.reason,
          null::text as from_place, l.name as to_place, null::numeric as minutes, e.source_entity as entity, e.source_id as entity_id,
          null::text as label, 5000 + e.version as nth
        from serial_event e left join location l on l.tenant_id = e.tenant_id and l.id = e.location_id
        where e.tenant_id = ${tenant} and e.serial_id = ${input.id}::uuid`,
    ]
    if (permissions.has('manufacturing.read'))
      parts.push(sql`
        select l.device_at, 'work', l.event, o.name, o.name_th, concat_ws(' → ', l.operator_name, l.to_operator_name), l.note, null, null,
          l.minutes, 'work_token', k.id, k.code, 1000
        from serial s
          join work_token k on k.tenant_id = ${tenant} and k.ticket_id = s.ticket_id and (k.serial_id = s.id or k.kind = 'batch')
          join wip_log l on l.tenant_id = ${tenant} and l.token_id = k.id and l.reverses_id is null
          join ticket_task o on o.tenant_id = ${tenant} and o.id = l.task_id
        where s.tenant_id = ${tenant} and s.id = ${input.id}::uuid
          and not exists (select from wip_log r where r.tenant_id = ${tenant} and r.token_id = k.id and r.reverses_id = l.id)`)
    if (permissions.has('inventory.read'))
      parts.push(sql`
        select m.at, 'move', m.kind, null, null, null, m.reason, f.name, t.name, null, m.source_entity, m.source_id, null, 2000
        from stock_move m
          join location f on f.tenant_id = ${tenant} and f.id = m.from_location_id
          join location t on t.tenant_id = ${tenant} and t.id = m.to_location_id
        where m.tenant_id = ${tenant} and m.serial_id = ${input.id}::uuid`)
    if (permissions.has('sales.read'))
      parts.push(sql`
        select h.at, h.kind, o.state, o.name, null, null, h.reason, null, null, null, 'order', o.id, o.number, h.nth
        from serial s
          join sales_order_line ol on ol.tenant_id = ${tenant} and ol.id = s.order_line_id
          join sales_order o on o.tenant_id = ${tenant} and o.id = ol.order_id
          cross join lateral (values ('ordered', o.placed_at, null, 3000), ('paid', o.paid_at, null, 3001),
            ('shipped', o.shipped_at, o.tracking_number, 3002), ('cancelled', o.cancelled_at, o.cancel_reason, 3003),
            ('refunded', o.refunded_at, null, 3004)) as h (kind, at, reason, nth)
        where s.tenant_id = ${tenant} and s.id = ${input.id}::uuid and h.at is not null`)
    const [piece, rows, scans] = await Promise.all([
      ctx.tx.first(sql`select 1 from serial where tenant_id = ${tenant} and id = ${input.id}::uuid`),
      ctx.tx.rows<Row>(
        sql`select * from (${sql.join(parts, ' union all ')}) life order by at desc, nth desc limit ${MOST + 1}::int`,
      ),
      scansOf(ctx, input.id),
    ])
    if (!piece) throw kernelFail('not_found')
    const scanned = [scans?.firstAt, scans && scans.count > 1 ? scans.lastAt : null].filter(
      (at) => at != null,
    )
    const items = rows.slice(0, MOST).map((row) => ({
      at: row.at.toISOString(),
      kind: row.kind,
      what: row.what,
      detail: row.detail,
      detailTh: row.detail_th,
      who: row.who,
      reason: row.reason,
      from: row.from_place,
      to: row.to_place,
      minutes: row.minutes === null ? null : trimDecimal(row.minutes),
      source:
        row.entity === null || row.entity_id === null
          ? null
          : { entity: row.entity, id: row.entity_id, label: row.label },
    }))
    return {
      items: [...scanned.map((at) => ({ ...NOTHING, at })), ...items].sort((a, b) =>
        a.at < b.at ? 1 : a.at > b.at ? -1 : 0,
      ),
      complete: rows.length <= MOST,
    }
  },
})

/** A scan: nothing is known of who made it. */
const NOTHING = {
  kind: 'scanned' as const,
  what: 'scanned',
  detail: null,
  detailTh: null,
  who: null,
  reason: null,
  from: null,
  to: null,
  minutes: null,
  source: null,
}
