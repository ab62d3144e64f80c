import { z } from 'zod'
import type { TenantContext } from '../../../kernel/command/context.ts'
import { query } from '../../../kernel/command/operation.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { fail as kernelFail } from '../../../kernel/errors/kernel-errors.ts'
import { trimDecimal } from '../../../kernel/resource/field.ts'
import { EXAMPLE_ID } from '../../../kernel/resource/resource.ts'
import { action, day, decimal, id, moment, money, toMoney } from '../../../kernel/wire.ts'
import { presentToken, TOKEN_COLUMNS, type TokenRow, tokenItem } from '../token/token-output.ts'
import { TICKET_STATES, type TicketState } from './job-ticket.ts'
import { isOverdue } from './list-tickets.ts'
import { percent, progress } from './progress.ts'
import { actionsOf } from './ticket-states.ts'

/** Tokens that come with the ticket; a list of their own has the rest. */
const TOKENS_SHOWN = 200

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

export const getTicket = query({
  name: 'manufacturing.ticket.get',
  permission: 'manufacturing.read',
  summary: 'Read a job ticket with its tasks, tokens, materials and costs',
  route: 'GET /job-tickets/:id',
  input: z.object({ id }),
  output: z.object({
    id,
    number: z.string(),
    state: z.enum(TICKET_STATES),
    heldFrom: z.enum(TICKET_STATES).nullable(),
    line: z.string(),
    product: z.object({
      id,
      sku: z.string(),
      name: z.string(),
      nameTh: z.string().nullable(),
      unit: z.string(),
    }),
    quantity: decimal,
    goodQuantity: decimal,
    scrappedQuantity: decimal,
    dueOn: day.nullable(),
    overdue: z.boolean(),
    priority: z.number().int(),
    note: z.string().nullable(),
    progress,
    tasks: z.array(
      z.object({
        id,
        code: z.string(),
        name: z.string(),
        nameTh: z.string().nullable(),
        workCentre: z.string(),
        predecessors: z.array(z.string()),
        evidence: z.array(z.string()),
        standardMinutes: decimal,
        setupMinutes: decimal,
        goodQuantity: decimal,
        rejectedQuantity: decimal,
        workedMinutes: decimal,
        labourCost: money,
        running: z.array(z.string()).meta({ description: 'Who is at it' }),
      }),
    ),
    tokenCount: z.number().int(),
    tokens: z
      .array(tokenItem)
      .meta({ description: `The first ${TOKENS_SHOWN}; see the list of tokens for the rest` }),
    materials: z.array(
      z.object({
        productId: id,
        sku: z.string(),
        name: z.string(),
        nameTh: z.string().nullable(),
        unit: z.string(),
        quantityPerPiece: decimal.meta({ description: 'Scrap included' }),
        scrapPercent: decimal,
        required: decimal,
        consumed: decimal,
        reserved: decimal,
        short: decimal.meta({ description: 'Still needed and not reserved' }),
        available: decimal.meta({ description: 'In stock and free for anybody' }),
      }),
    ),
    costs: z.object({
      material: money,
      labour: money,
      finished: money.meta({ description: 'What left with finished pieces' }),
      variance: money,
      inProcess: money.meta({ description: 'What is still in work, labour not posted yet included' }),
    }),
    createdAt: moment,
    releasedAt: moment.nullable(),
    completedAt: moment.nullable(),
    closedAt: moment.nullable(),
    version: z.number().int(),
    actions: z.object({
      update: action,
      release: action,
      reserve: action,
      hold: action,
      resume: action,
      close: action,
      cancel: action,
      recalculate: action,
    }),
  }),
  example: { id: EXAMPLE_ID },
  async run(ctx, input) {
    const [ticket, tasks, tokens, materials] = await Promise.all([
      headOf(ctx, input.id),
      tasksOf(ctx, input.id),
      ctx.tx.rows<TokenRow>(sql`
        select ${TOKEN_COLUMNS} from work_token k left join serial s on s.tenant_id = k.tenant_id and s.id = k.serial_id
        where k.tenant_id = ${ctx.tenant.id}::uuid and k.ticket_id = ${input.id}::uuid order by k.number limit ${TOKENS_SHOWN}::int`),
      materialsOf(ctx, input.id),
    ])
    if (!ticket) throw kernelFail('not_found')
    const { currency } = ctx.tenant
    const inProcessMinor =
      ticket.material_cost_minor +
      ticket.labour_cost_minor -
      ticket.finished_cost_minor -
      ticket.variance_minor
    return {
      id: input.id,
      number: ticket.number,
      state: ticket.state,
      heldFrom: ticket.held_from,
      line: ticket.line,
      product: {
        id: ticket.product_id,
        sku: ticket.sku,
        name: ticket.product_name,
        nameTh: ticket.product_name_th,
        unit: ticket.unit,
      },
      quantity: trimDecimal(ticket.quantity),
      goodQuantity: trimDecimal(ticket.good_quantity),
      scrappedQuantity: trimDecimal(ticket.scrapped_quantity),
      dueOn: ticket.due_on,
      overdue: isOverdue(ticket, ctx.today),
      priority: ticket.priority,
      note: ticket.note,
      progress: percent(ticket),
      tasks: tasks.map((task) => ({
        id: task.id,
        code: task.code,
        name: task.name,
        nameTh: task.name_th,
        workCentre: task.work_centre,
        predecessors: task.predecessors,
        evidence: task.evidence,
        standardMinutes: trimDecimal(task.standard_minutes),
        setupMinutes: trimDecimal(task.setup_minutes),
        goodQuantity: trimDecimal(task.good_quantity),
        rejectedQuantity: trimDecimal(task.rejected_quantity),
        workedMinutes: trimDecimal(task.worked_minutes),
        labourCost: toMoney(task.labour_cost_minor, currency),
        running: task.running,
      })),
      tokenCount: ticket.tokens,
      tokens: tokens.map(presentToken),
      materials: materials.map((material) => ({
        productId: material.product_id,
        sku: material.sku,
        name: material.name,
        nameTh: material.name_th,
        unit: material.unit,
        quantityPerPiece: trimDecimal(material.quantity_per_piece),
        scrapPercent: trimDecimal(material.scrap_percent),
        required: trimDecimal(material.quantity_required),
        consumed: trimDecimal(material.quantity_consumed),
        reserved: trimDecimal(material.reserved),
        short: trimDecimal(material.short),
        available: trimDecimal(material.available),
      })),
      costs: {
        material: toMoney(ticket.material_cost_minor, currency),
        labour: toMoney(ticket.labour_cost_minor, currency),
        finished: toMoney(ticket.finished_cost_minor, currency),
        variance: toMoney(ticket.variance_minor, currency),
        inProcess: toMoney(inProcessMinor, currency),
      },
      createdAt: ticket.created_at.toISOString(),
      releasedAt: ticket.released_at?.toISOString() ?? null,
      completedAt: ticket.completed_at?.toISOString() ?? null,
      closedAt: ticket.closed_at?.toISOString() ?? null,
      version: Number(ticket.version),
      actions: actionsOf(ticket, ctx.principal.permissions),
    }
  },
})

async function headOf(ctx: TenantContext, ticketId: string): Promise<HeadRow | undefined> {
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

async function tasksOf(ctx: TenantContext, ticketId: string): Promise<TaskRow[]> {
  const tenant = sql`${ctx.tenant.id}::uuid`
  return await ctx.tx.rows<TaskRow>(sql`
    select t.id, t.code, t.name, t.name_th, w.name as work_centre, t.predecessors, t.evidence, t.standard_minutes, t.setup_minutes,
      t.good_quantity, t.rejected_quantity, coalesce(a.minutes, 0) as worked_minutes, coalesce(a.labour, 0)::bigint as labour_cost_minor,
      coalesce(a.running, '{}') as running
    from ticket_task t
      join work_centre w on w.tenant_id = ${tenant} and w.id = t.work_centre_id
      left join lateral (
        select sum(a.worked_minutes) as minutes, sum(a.labour_cost_minor) as labour,
          array_agg(a.operator_name order by a.running_since) filter (where a.state = 'running') as running
        from work_token k join token_task a on a.tenant_id = ${tenant} and a.token_id = k.id and a.task_id = t.id
        where k.tenant_id = ${tenant} and k.ticket_id = t.ticket_id
      ) a on true
    where t.tenant_id = ${tenant} and t.ticket_id = ${ticketId}::uuid order by t.position`)
}

async function materialsOf(ctx: TenantContext, ticketId: string): Promise<MaterialRow[]> {
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
