import { newId } from '../../../../shared/ids.ts'
import type { TenantContext } from '../../../kernel/command/context.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { fail as kernelFail } from '../../../kernel/errors/kernel-errors.ts'
import { fail } from '../errors.ts'
import { enterVoided } from '../range/range-numbers.ts'
import { queueLink } from '../registry/link-job.ts'
import type { Source } from './issue.ts'
import type { SerialState } from './serial.ts'
import { PLACE_OF, TRANSITIONS } from './states.ts'

export interface StateChange {
  readonly ids: readonly string[]
  /** States that the pieces may be in; each must lead to `to` by the table of transitions. */
  readonly from: readonly SerialState[]
  readonly to: SerialState
  /** Why, for the history of the piece. */
  readonly reason?: string | undefined
  /** Where the pieces are from now on; the usual place of the state unless told. `null`: where they are now. */
  readonly locationCode?: string | null | undefined
  /** The order line that the pieces belong to from now on. Back in stock they belong to none, unless told. */
  readonly orderLineId?: string | undefined
  readonly source?: Source | undefined
}

export interface ChangedSerial {
  readonly id: string
  readonly human: string
  readonly productId: string
  readonly from: SerialState
  readonly ticketId: string | null
  /** The order line and location it had before. */
  readonly orderLineId: string | null
  readonly locationId: string | null
}

interface Row {
  id: string
  human: string
  state: SerialState
  product_id: string
  ticket_id: string | null
  order_line_id: string | null
  location_id: string | null
  changed: boolean
}

/**
 * Brings pieces to another state and writes an event for each: one statement, which locks the pieces in the order of
 * their ids. All or nothing.
 *
 * @throws Problem `serials.wrong_state` when one is in none of `from`, `not_found` when one does not exist
 * @throws Error for a step that the table of transitions does not have: a fault of the program
 */
export async function changeState(ctx: TenantContext, change: StateChange): Promise<ChangedSerial[]> {
  for (const from of change.from) {
    if (!TRANSITIONS[from].includes(change.to)) throw new Error(`no piece goes from ${from} to ${change.to}`)
  }
  return await applyChange(ctx, change)
}

/** {@link changeState} without the table, for the one who quarantines what is invalid whatever its state. */
export async function applyChange(ctx: TenantContext, change: StateChange): Promise<ChangedSerial[]> {
  const ids = [...new Set(change.ids)]
  if (ids.length === 0) return []
  const { principal, now, tenant } = ctx
  const nowMs = now.getTime()
  const place = change.locationCode === undefined ? (PLACE_OF[change.to] ?? null) : change.locationCode
  const isFinished = change.to === 'in_stock' || change.to === 'sold'
  const rows = await ctx.tx.rows<Row>(
    sql`with locked as materialized (
        select s.id, s.human, s.state, s.version, s.product_id, s.ticket_id, s.order_line_id, s.location_id
        from serial s
        where s.tenant_id = ${tenant.id}::uuid and s.id = any(${ids}::uuid[]) order by s.id for update
      ), place as (
        select id from location where tenant_id = ${tenant.id}::uuid and code = ${place}::text
      ), changed as (
        update serial s set state = ${change.to}, version = s.version + 1, updated_at = ${now}::timestamptz,
          location_id = coalesce((select id from place), s.location_id),
          order_line_id = coalesce(${change.orderLineId ?? null}::uuid, case when ${change.to} <> 'in_stock' then s.order_line_id end),
          made_on = coalesce(s.made_on, case when ${isFinished}::boolean then ${ctx.today}::date end)
        from locked l
        where s.tenant_id = ${tenant.id}::uuid and s.id = l.id and l.state = any(${change.from as SerialState[]}::text[])
        returning s.id, s.version, l.state as from_state, s.location_id
      ), told as (
        insert into serial_event (tenant_id, id, serial_id, version, from_state, to_state, at, actor_kind, actor_id, actor_name,
          reason, location_id, source_entity, source_id)
        select ${tenant.id}::uuid, e.id, c.id, c.version, c.from_state, ${change.to}, ${now}::timestamptz, ${principal.kind},
          ${principal.id}::text, ${principal.name}, ${change.reason ?? null}::text, c.location_id,
          ${change.source?.entity ?? null}::text, ${change.source?.id ?? null}::uuid
        from changed c
        join unnest(${ids}::uuid[], ${ids.map(() => newId(nowMs))}::uuid[]) as e(serial_id, id) on e.serial_id = c.id
      )
      select l.id, l.human, l.state, l.product_id, l.ticket_id, l.order_line_id, l.location_id, c.id is not null as changed
      from locked l left join changed c on c.id = l.id order by l.id`,
  )
  if (rows.length < ids.length) throw kernelFail('not_found')
  const refused = rows.find((row) => !row.changed)
  if (refused) throw fail('serials.wrong_state', { serial: refused.human, state: refused.state })
  if (change.to === 'void') await enterVoided(ctx, ids)
  queueLink(ctx, ids)
  return rows.map((row) => ({
    id: row.id,
    human: row.human,
    productId: row.product_id,
    ticketId: row.ticket_id,
    from: row.state,
    orderLineId: row.order_line_id,
    locationId: row.location_id,
  }))
}
