import { z } from 'zod'
import type { TenantContext } from '../../../kernel/command/context.ts'
import { query } from '../../../kernel/command/operation.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { fail as kernelFail } from '../../../kernel/errors/kernel-errors.ts'
import { EXAMPLE_ID } from '../../../kernel/resource/resource.ts'
import { type Action, action, allowed, day, id, moment, refused } from '../../../kernel/wire.ts'
import { serialLink } from '../verify/serial-link.ts'
import { REINSTATABLE } from './reinstate-serial.ts'
import { SERIAL_STATES, type SerialState } from './serial.ts'
import { sourcesOf } from './states.ts'
import { isOnTicket } from './stop-piece.ts'

const state = z.enum(SERIAL_STATES)

interface PieceRow {
  id: string
  human: string
  compact: string
  kind: 'standard' | 'legacy'
  line: string
  day: string
  seq: bigint
  state: SerialState
  version: number
  ticket_id: string | null
  ticket_number: string | null
  location: string | null
  made_on: string | null
  product_id: string
  sku: string
  product_name: string
  gtin: string | null
  order_line_id: string | null
  order_id: string | null
  order_number: string | null
}

interface EventRow {
  version: number
  from_state: SerialState | null
  to_state: SerialState
  at: Date
  actor_kind: string
  actor_name: string
  reason: string | null
  location: string | null
  source_entity: string | null
  source_id: string | null
}

export const getSerial = query({
  name: 'serials.serial.get',
  permission: 'serials.read',
  summary: 'Read a piece with its whole history',
  route: 'GET /serials/:id',
  input: z.object({ id }),
  output: z.object({
    id,
    serial: z.string(),
    compact: z.string(),
    link: z.string().meta({ description: 'What its QR code leads to' }),
    kind: z.enum(['standard', 'legacy']),
    line: z.string(),
    day,
    seq: z.number().int(),
    state,
    version: z.number().int(),
    location: z.string().nullable(),
    madeOn: day.nullable(),
    product: z.object({ id, sku: z.string(), name: z.string() }),
    ticket: z.object({ id, number: z.string().nullable() }).nullable(),
    order: z.object({ lineId: id, orderId: id.nullable(), number: z.string().nullable() }).nullable(),
    events: z.array(
      z.object({
        version: z.number().int(),
        from: state.nullable(),
        to: state,
        at: moment,
        actor: z.object({ kind: z.string(), name: z.string() }),
        reason: z.string().nullable(),
        location: z.string().nullable(),
        source: z.object({ entity: z.string(), id: id.nullable() }).nullable(),
      }),
    ),
    scans: z
      .object({ count: z.number().int(), firstAt: moment.nullable(), lastAt: moment.nullable() })
      .nullable()
      .meta({
        description: 'How often the public asked for it; null while the registry is out of reach',
      }),
    actions: z.object({
      void: action,
      quarantine: action,
      recall: action,
      reportStolen: action,
      scrap: action,
      reinstate: action,
    }),
  }),
  example: { id: EXAMPLE_ID },
  async run(ctx, input) {
    const tenant = sql`${ctx.tenant.id}::uuid`
    const [piece, events, scans] = await Promise.all([
      ctx.tx.first<PieceRow>(
        sql`select s.id, s.human, s.compact, s.kind, s.line, s.day, s.seq, s.state, s.version, s.ticket_id, t.number as ticket_number,
            l.name as location, s.made_on, s.product_id, p.sku, p.name as product_name, p.gtin, s.order_line_id, o.id as order_id,
            o.number as order_number
          from serial s
          join product p on p.tenant_id = s.tenant_id and p.id = s.product_id
          left join location l on l.tenant_id = s.tenant_id and l.id = s.location_id
          left join job_ticket t on t.tenant_id = s.tenant_id and t.id = s.ticket_id
          left join sales_order_line ol on ol.tenant_id = s.tenant_id and ol.id = s.order_line_id
          left join sales_order o on o.tenant_id = ol.tenant_id and o.id = ol.order_id
          where s.tenant_id = ${tenant} and s.id = ${input.id}::uuid`,
      ),
      ctx.tx.rows<EventRow>(
        sql`select e.version, e.from_state, e.to_state, e.at, e.actor_kind, e.actor_name, e.reason, l.name as location, e.source_entity,
            e.source_id
          from serial_event e left join location l on l.tenant_id = e.tenant_id and l.id = e.location_id
          where e.tenant_id = ${tenant} and e.serial_id = ${input.id}::uuid order by e.version`,
      ),
      scansOf(ctx, input.id),
    ])
    if (!piece) throw kernelFail('not_found')
    return {
      id: piece.id,
      serial: piece.human,
      compact: piece.compact,
      link: serialLink(ctx.kernel.config, {
        makerCode: ctx.tenant.code,
        compact: piece.compact,
        kind: piece.kind,
        gtin: piece.gtin,
      }),
      kind: piece.kind,
      line: piece.line,
      day: piece.day,
      seq: Number(piece.seq),
      state: piece.state,
      version: piece.version,
      location: piece.location,
      madeOn: piece.made_on,
      product: { id: piece.product_id, sku: piece.sku, name: piece.product_name },
      ticket: piece.ticket_id === null ? null : { id: piece.ticket_id, number: piece.ticket_number },
      order:
        piece.order_line_id === null
          ? null
          : { lineId: piece.order_line_id, orderId: piece.order_id, number: piece.order_number },
      events: events.map((event) => ({
        version: event.version,
        from: event.from_state,
        to: event.to_state,
        at: event.at.toISOString(),
        actor: { kind: event.actor_kind, name: event.actor_name },
        reason: event.reason,
        location: event.location,
        source: event.source_entity === null ? null : { entity: event.source_entity, id: event.source_id },
      })),
      scans,
      actions: actionsOf(piece),
    }
  },
})

function actionsOf(piece: PieceRow) {
  const stop = (to: SerialState): Action => {
    if (!sourcesOf(to).includes(piece.state)) return refused('serials.wrong_state')
    const decidedByTicket = to === 'void' || to === 'scrapped'
    if (decidedByTicket && isOnTicket({ ticketId: piece.ticket_id, state: piece.state }))
      return refused('serials.in_ticket')
    return allowed
  }
  return {
    void: stop('void'),
    quarantine: stop('quarantined'),
    recall: stop('recalled'),
    reportStolen: stop('stolen'),
    scrap: stop('scrapped'),
    reinstate: REINSTATABLE.includes(piece.state) ? allowed : refused('serials.wrong_state'),
  }
}

/** The scans are kept in the registry, which may be away: the rest of the piece is shown all the same. */
export async function scansOf(ctx: TenantContext, pieceId: string) {
  try {
    const [row] = await ctx.kernel.registry.query<{ scans: bigint; first_at: Date; last_at: Date }>(
      sql`select scans, first_at, last_at from registry.scan_count where piece_id = ${pieceId}::uuid`,
    )
    return {
      count: Number(row?.scans ?? 0n),
      firstAt: row?.first_at.toISOString() ?? null,
      lastAt: row?.last_at.toISOString() ?? null,
    }
  } catch (error) {
    ctx.log.warn({ err: error }, 'the registry did not say how often a piece was scanned')
    return null
  }
}
