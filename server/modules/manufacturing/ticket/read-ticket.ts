import { currencyExponent } from '../../../../shared/money.ts'
import type { TenantContext } from '../../../kernel/command/context.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { standingByTaskSql } from '../wip-log/work-in-process.ts'
import type { TicketState } from './job-ticket.ts'

interface HeadRow {
  number: string
  state: TicketState
  held_from: TicketState | null
  line: string
  product_id: string
  sku: string
  product_name: string
  product_name_th: string | null
  unit: string
  quantity: string
  good_quantity: string
  scrapped_quantity: string
  due_on: string | null
  priority: number
  note: string | null
  earned_minutes: string
  total_minutes: string
  material_cost_minor: bigint
  labour_cost_minor: bigint
  finished_cost_minor: bigint
  variance_minor: bigint
  created_at: Date
  released_at: Date | null
  completed_at: Date | null
  closed_at: Date | null
  version: bigint
  tokens: number
  logged: boolean
}

interface TaskRow {
  id: string
  code: string
  name: string
  name_th: string | null
  work_centre: string
  predecessors: string[]
  evidence: string[]
  standard_minutes: string
  setup_minutes: string
  good_quantity: string
  rejected_quantity: string
  worked_minutes: string
  labour_cost_minor: bigint
  running: string[]
  standing_running: string
  standing_paused: string
  standing_ready: string
}

interface MaterialRow {
  product_id: string
  sku: string
  name: string
  name_th: string | null
  unit: string
  quantity_per_piece: string
  scrap_percent: string
  quantity_required: string
  quantity_consumed: string
  reserved: string
  short: string
  available: string
}

/** The ticket itself. */
export async function headOf(ctx: TenantContext, ticketId: string): Promise<HeadRow | undefined> {
  const tenant = sql`${ctx.tenant.id}::uuid`
  return await ctx.tx.first<HeadRow>(sql`
    select t.number, t.state, t.held_from, t.line, t.product_id, p.sku, p.name as product_name, p.name_th as product_name_th, p.unit,
      t.quantity, t.good_quantity, t.scrapped_quantity, t.due_on, t.priority, t.note, t.earned_minutes, t.total_minutes,
      t.material_cost_minor, t.labour_cost_minor, t.finished_cost_minor, t.variance_minor, t.created_at, t.released_at, t.completed_at,
      t.closed_at, t.version,
      (select count(*)::int from work_token k where k.tenant_id = ${tenant} and k.ticket_id = t.id) as tokens,
      exists (select from wip_log l where l.tenant_id = ${tenant} and l.ticket_id = t.id) as logged
    from job_ticket t join product p on p.tenant_id = ${tenant} and p.id = t.product_id
    where t.tenant_id = ${tenant} and t.id = ${ticketId}::uuid and t.deleted_at is null`)
}

/** Its operations, with what all tokens have done there. */
export async function tasksOf(ctx: TenantContext, ticketId: string): Promise<TaskRow[]> {
  const tenant = sql`${ctx.tenant.id}::uuid`
  return await ctx.tx.rows<TaskRow>(sql`
    select t.id, t.code, t.name, t.name_th, w.name as work_centre, t.predecessors, t.evidence, t.standard_minutes, t.setup_minutes,
      t.good_quantity, t.rejected_quantity, coalesce(a.minutes, 0) as worked_minutes, coalesce(a.labour, 0)::bigint as labour_cost_minor,
      coalesce(a.running, '{}') as running, coalesce(q.running, 0) as standing_running, coalesce(q.paused, 0) as standing_paused,
      coalesce(q.ready, 0) as standing_ready
    from ticket_task t
      join work_centre w on w.tenant_id = ${tenant} and w.id = t.work_centre_id
      left join lateral (
        select sum(a.worked_minutes) as minutes, sum(a.labour_cost_minor) as labour,
          array_agg(a.operator_name order by a.running_since) filter (where a.state = 'running') as running
        from work_token k join token_task a on a.tenant_id = ${tenant} and a.token_id = k.id and a.task_id = t.id
        where k.tenant_id = ${tenant} and k.ticket_id = t.ticket_id
      ) a on true
      left join (${standingByTaskSql(tenant, ticketId)}) q on q.task_id = t.id
    where t.tenant_id = ${tenant} and t.ticket_id = ${ticketId}::uuid order by t.position`)
}

/** Its materials: reserved, consumed, short. */
export async function materialsOf(ctx: TenantContext, ticketId: string): Promise<MaterialRow[]> {
  const tenant = sql`${ctx.tenant.id}::uuid`
  return await ctx.tx.rows<MaterialRow>(sql`
    select m.product_id, p.sku, p.name, p.name_th, p.unit, m.quantity_per_piece, m.scrap_percent, m.quantity_required, m.quantity_consumed,
      coalesce(r.quantity, 0) as reserved, coalesce(f.quantity, 0) as available,
      case when t.state in ('released', 'in_progress', 'on_hold')
        then greatest(round(m.quantity_per_piece * (t.quantity - t.good_quantity), 6) - coalesce(r.quantity, 0), 0) else 0 end as short
    from job_ticket t
      join ticket_material m on m.tenant_id = ${tenant} and m.ticket_id = t.id
      join product p on p.tenant_id = ${tenant} and p.id = m.product_id
      left join lateral (
        select sum(r.quantity) as quantity from stock_reservation r
        where r.tenant_id = ${tenant} and r.source_entity = 'job_ticket' and r.source_id = t.id and r.state = 'open'
          and r.product_id = m.product_id
      ) r on true
      left join lateral (
        select sum(l.on_hand - l.reserved) as quantity
        from stock_level l join location o on o.tenant_id = ${tenant} and o.id = l.location_id and o.kind in ('warehouse', 'zone', 'bin')
        where l.tenant_id = ${tenant} and l.product_id = m.product_id
      ) f on true
    where t.tenant_id = ${tenant} and t.id = ${ticketId}::uuid order by m.line_no`)
}

interface StandardRow {
  planned_material: string | null
  planned_labour: string
  material: string | null
  labour: string
}

/**
 * What a ticket should cost by the standard, in major units: all of it, and what is done of it. Material at the standard cost of
 * the product or else at the average of the day, null where one has neither; labour at standard minutes and the frozen rates, set-up
 * once for an operation that was begun.
 */
export async function standardsOf(ctx: TenantContext, ticketId: string): Promise<StandardRow> {
  const tenant = sql`${ctx.tenant.id}::uuid`
  const minorPerMajor = 10 ** currencyExponent(ctx.tenant.currency)
  return await ctx.tx.one<StandardRow>(sql`
    select case when m.unknown then null else m.planned end as planned_material, coalesce(l.planned, 0) as planned_labour,
      case when m.unknown then null else m.done end as material, coalesce(l.done, 0) as labour
    from (
      select coalesce(bool_or(price is null), false) as unknown, coalesce(sum(quantity_required * price), 0) as planned,
        coalesce(sum(quantity_per_piece * good_quantity * price), 0) as done
      from (
        select m.quantity_required, m.quantity_per_piece, t.good_quantity,
          coalesce(p.standard_cost, round(v.value_minor / nullif(v.quantity, 0) / ${minorPerMajor}::numeric, 6)) as price
        from job_ticket t
          join ticket_material m on m.tenant_id = ${tenant} and m.ticket_id = t.id
          join product p on p.tenant_id = ${tenant} and p.id = m.product_id
          left join stock_value v on v.tenant_id = ${tenant} and v.product_id = m.product_id
        where t.tenant_id = ${tenant} and t.id = ${ticketId}::uuid
      ) priced
    ) m
      cross join (
        select sum((o.standard_minutes * t.quantity + o.setup_minutes) * o.rate_per_hour) / 60 as planned,
          sum((o.standard_minutes * o.good_quantity + case when o.good_quantity > 0 then o.setup_minutes else 0 end) * o.rate_per_hour) / 60
            as done
        from job_ticket t join ticket_task o on o.tenant_id = ${tenant} and o.ticket_id = t.id
        where t.tenant_id = ${tenant} and t.id = ${ticketId}::uuid
      ) l`)
}
