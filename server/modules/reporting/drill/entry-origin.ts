import { z } from 'zod'
import { query } from '../../../kernel/command/operation.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { fail as kernelFail } from '../../../kernel/errors/kernel-errors.ts'
import { trimDecimal } from '../../../kernel/resource/field.ts'
import { EXAMPLE_ID } from '../../../kernel/resource/resource.ts'
import { decimal, id, moment, money, toMoney } from '../../../kernel/wire.ts'
import { WIP_EVENTS, type WipEvent } from '../../manufacturing/wip-log/wip-log.ts'

/** Of one entry; what is beyond is in the lists of its document. */
const MOST = 200

/** Documents that have a page of their own, and what leads to one. */
const DOCUMENTS = ['job_ticket', 'work_token', 'order'] as const

interface DocumentRow {
  entity: (typeof DOCUMENTS)[number] | null
  id: string
  label: string
}

interface LogRow {
  id: string
  event: WipEvent
  token_code: string
  task_name: string
  task_name_th: string | null
  operator_name: string
  minutes: string
  cost_minor: bigint
  rate_per_hour: string
  device_at: Date
}

interface MoveRow {
  id: string
  kind: string
  product_id: string
  sku: string
  name: string
  name_th: string | null
  unit: string
  lot_id: string | null
  lot: string | null
  serial_id: string | null
  serial: string | null
  from_place: string
  to_place: string
  quantity: string
  value_minor: bigint
}

interface TotalRow {
  labour_minor: bigint
  logs: number
  moves: number
}

export const entryOrigin = query({
  name: 'reporting.entry.origin',
  permission: 'accounting.read',
  summary: 'What a journal entry was posted for: the minutes of work and the stock moves behind its lines',
  description:
    'Labour: the WIP logs that the entry posted first, which are those since the entry of work before it. Material and goods: the moves ' +
    'that were made together with it. Each part is null for who may not read it.',
  route: 'GET /journal-entries/:id/origin',
  input: z.object({ id }),
  output: z.object({
    id,
    document: z
      .object({ entity: z.enum(DOCUMENTS), id, label: z.string() })
      .nullable()
      .meta({ description: 'What it was posted for, with its number; of a payment the order' }),
    labour: z
      .object({
        total: money,
        count: z.number().int(),
        logs: z
          .array(
            z.object({
              id,
              event: z.enum(WIP_EVENTS),
              tokenCode: z.string(),
              task: z.string(),
              taskTh: z.string().nullable(),
              operator: z.string(),
              minutes: decimal,
              ratePerHour: decimal,
              cost: money,
              at: moment,
            }),
          )
          .meta({ description: `The first ${MOST}, the oldest first` }),
      })
      .nullable(),
    moves: z
      .object({
        count: z.number().int(),
        items: z
          .array(
            z.object({
              id,
              kind: z.string(),
              product: z.object({ id, sku: z.string(), name: z.string(), nameTh: z.string().nullable() }),
              unit: z.string(),
              lot: z.object({ id, code: z.string() }).nullable(),
              serial: z.object({ id, serial: z.string() }).nullable(),
              from: z.string(),
              to: z.string(),
              quantity: decimal,
              value: money,
            }),
          )
          .meta({ description: `The first ${MOST}` }),
      })
      .nullable(),
  }),
  example: { id: EXAMPLE_ID },
  async run(ctx, input) {
    const tenant = sql`${ctx.tenant.id}::uuid`
    const { currency } = ctx.tenant
    const maySeeWork = ctx.principal.permissions.has('manufacturing.read')
    const maySeeStock = ctx.principal.permissions.has('inventory.read')
    const entry = sql`entry as (
      select id, source_entity, source_id, posted_at from journal_entry where tenant_id = ${tenant} and id = ${input.id}::uuid
    )`
    // The ticket of the entry and, where it is of one piece only, the piece.
    const labour = sql`
      labour_account as (select id from account where tenant_id = ${tenant} and purpose = 'labour_applied'),
      scope as (
        select e.id, e.posted_at, coalesce(k.ticket_id, t.id) as ticket_id, k.id as token_id
        from entry e
          left join work_token k on e.source_entity = 'work_token' and k.tenant_id = ${tenant} and k.id = e.source_id
          left join job_ticket t on e.source_entity = 'job_ticket' and t.tenant_id = ${tenant} and t.id = e.source_id
        where exists (
          select from journal_line l where l.tenant_id = ${tenant} and l.entry_id = e.id and l.account_id in (select id from labour_account)
        )
      ),
      logged as (
        select l.* from scope s
          join wip_log l on l.tenant_id = ${tenant} and l.ticket_id = s.ticket_id and l.labour_cost_minor <> 0
            and (s.token_id is null or l.token_id = s.token_id) and l.received_at <= s.posted_at
        where not exists (
          select from journal_entry b
          where b.tenant_id = ${tenant} and b.id <> s.id and b.posted_at >= l.received_at and b.posted_at < s.posted_at
            and ((b.source_entity = 'work_token' and b.source_id = l.token_id)
              or (b.source_entity = 'job_ticket' and b.source_id = l.ticket_id))
            and exists (
              select from journal_line m
              where m.tenant_id = ${tenant} and m.entry_id = b.id and m.account_id in (select id from labour_account)
            )
        )
      )`
    const moved = sql`
      moved as (
        select m.* from entry e join stock_move m on m.tenant_id = ${tenant} and m.source_entity = e.source_entity
          and m.source_id = e.source_id and m.at = e.posted_at
      )`
    const [document, totals, logs, moves] = await Promise.all([
      ctx.tx.first<DocumentRow>(sql`
        select case when t.id is not null then 'job_ticket' when k.id is not null then 'work_token' when o.id is not null then 'order' end
            as entity,
          coalesce(t.id, k.id, o.id) as id, coalesce(t.number, k.code, o.number) as label
        from journal_entry e
          left join job_ticket t on e.source_entity = 'job_ticket' and t.tenant_id = ${tenant} and t.id = e.source_id
          left join work_token k on e.source_entity = 'work_token' and k.tenant_id = ${tenant} and k.id = e.source_id
          left join payment y on e.source_entity = 'payment' and y.tenant_id = ${tenant} and y.id = e.source_id
          left join sales_order o on o.tenant_id = ${tenant}
            and o.id = case e.source_entity when 'order' then e.source_id when 'payment' then y.order_id end
        where e.tenant_id = ${tenant} and e.id = ${input.id}::uuid`),
      ctx.tx.one<TotalRow>(sql`with ${entry}, ${labour}, ${moved}
        select (select coalesce(sum(labour_cost_minor), 0) from logged)::bigint as labour_minor,
          (select count(*) from logged)::int as logs, (select count(*) from moved)::int as moves`),
      maySeeWork
        ? ctx.tx.rows<LogRow>(sql`with ${entry}, ${labour}
            select l.id, l.event, k.code as token_code, o.name as task_name, o.name_th as task_name_th, l.operator_name, l.minutes,
              l.labour_cost_minor as cost_minor, o.rate_per_hour, l.device_at
            from logged l
              join work_token k on k.tenant_id = ${tenant} and k.id = l.token_id
              join ticket_task o on o.tenant_id = ${tenant} and o.id = l.task_id
            order by l.id limit ${MOST}::int`)
        : [],
      maySeeStock
        ? ctx.tx.rows<MoveRow>(sql`with ${entry}, ${moved}
            select m.id, m.kind, m.product_id, p.sku, p.name, p.name_th, p.unit, b.id as lot_id, b.code as lot, m.serial_id,
              s.human as serial, f.code as from_place, t.code as to_place, m.quantity, m.value_minor
            from moved m
              join product p on p.tenant_id = ${tenant} and p.id = m.product_id
              join location f on f.tenant_id = ${tenant} and f.id = m.from_location_id
              join location t on t.tenant_id = ${tenant} and t.id = m.to_location_id
              left join lot b on b.tenant_id = ${tenant} and b.id = m.lot_id
              left join serial s on s.tenant_id = ${tenant} and s.id = m.serial_id
            order by m.id limit ${MOST}::int`)
        : [],
    ])
    if (!document) throw kernelFail('not_found')
    return {
      id: input.id,
      document:
        document.entity === null ? null : { entity: document.entity, id: document.id, label: document.label },
      labour: maySeeWork
        ? {
            total: toMoney(totals.labour_minor, currency),
            count: totals.logs,
            logs: logs.map((row) => ({
              id: row.id,
              event: row.event,
              tokenCode: row.token_code,
              task: row.task_name,
              taskTh: row.task_name_th,
              operator: row.operator_name,
              minutes: trimDecimal(row.minutes),
              ratePerHour: trimDecimal(row.rate_per_hour),
              cost: toMoney(row.cost_minor, currency),
              at: row.device_at.toISOString(),
            })),
          }
        : null,
      moves: maySeeStock
        ? {
            count: totals.moves,
            items: moves.map((row) => ({
              id: row.id,
              kind: row.kind,
              product: { id: row.product_id, sku: row.sku, name: row.name, nameTh: row.name_th },
              unit: row.unit,
              lot: row.lot_id === null ? null : { id: row.lot_id, code: row.lot! },
              serial: row.serial_id === null ? null : { id: row.serial_id, serial: row.serial ?? '' },
              from: row.from_place,
              to: row.to_place,
              quantity: trimDecimal(row.quantity),
              value: toMoney(row.value_minor, currency),
            })),
          }
        : null,
    }
  },
})
