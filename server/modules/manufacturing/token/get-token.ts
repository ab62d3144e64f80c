import { z } from 'zod'
import { fold } from '../../../../shared/serial/fold.ts'
import type { TenantContext } from '../../../kernel/command/context.ts'
import { query } from '../../../kernel/command/operation.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { fail as kernelFail } from '../../../kernel/errors/kernel-errors.ts'
import { Problem } from '../../../kernel/errors/problem.ts'
import {
  type Action,
  action,
  allowed,
  day,
  decimal,
  id,
  line,
  moment,
  refused,
} from '../../../kernel/wire.ts'
import { fileUrl } from '../../documents/index.ts'
import { decimalText, ONE } from '../quantity.ts'
import { TICKET_STATES } from '../ticket/job-ticket.ts'
import { WORKED_ON } from '../ticket/ticket-states.ts'
import { decide } from '../wip-log/decide.ts'
import { logWork } from '../wip-log/log-work.ts'
import { WIP_EVENTS, type WipEvent } from '../wip-log/wip-log.ts'
import { runningLogId } from '../wip-log/write-log.ts'
import { type LoadedTask, type LoadedToken, loadToken } from './load-token.ts'
import { TokenQuantities } from './quantities.ts'
import { TaskGraph } from './task-graph.ts'
import { TOKEN_STATES, TOKEN_TASK_STATES } from './work-token.ts'

interface AboutRow {
  serial: string | null
  product_name: string
  product_name_th: string | null
  unit: string
  image: string | null
  due_on: string | null
  priority: number
  note: string | null
  work_centres: Record<string, string>
  running_token: string | null
  running_task: string | null
}

export const getToken = query({
  name: 'manufacturing.token.get',
  permission: 'manufacturing.read',
  summary: 'Read what was scanned: a piece or batch, and what can be done with it next',
  description: 'By the code on its card, or by the serial of the piece in either form.',
  route: 'GET /work-tokens/:code',
  input: z.object({ code: line(100) }),
  output: z.object({
    id,
    code: z.string(),
    kind: z.enum(['piece', 'batch']),
    state: z.enum(TOKEN_STATES),
    serial: z.string().nullable(),
    quantity: decimal,
    finishedQuantity: decimal,
    scrappedQuantity: decimal,
    product: z.object({
      id,
      sku: z.string(),
      name: z.string(),
      nameTh: z.string().nullable(),
      unit: z.string(),
      image: z.string().nullable().meta({ description: 'Address of its picture' }),
    }),
    ticket: z.object({
      id,
      number: z.string(),
      state: z.enum(TICKET_STATES),
      dueOn: day.nullable(),
      priority: z.number().int(),
      note: z.string().nullable(),
    }),
    running: z
      .object({ token: z.string(), task: z.string() })
      .nullable()
      .meta({ description: 'What the caller is at right now, here or elsewhere' }),
    tasks: z.array(
      z.object({
        code: z.string(),
        name: z.string(),
        nameTh: z.string().nullable(),
        workCentre: z.string(),
        state: z.enum(TOKEN_TASK_STATES),
        predecessors: z.array(z.string()),
        evidence: z.array(z.string()),
        goodQuantity: decimal,
        rejectedQuantity: decimal,
        availableQuantity: decimal.meta({ description: 'How much can be worked on now' }),
        standardMinutes: decimal,
        workedMinutes: decimal,
        operator: z.string().nullable(),
        runningSince: moment.nullable(),
        actions: z.object(
          Object.fromEntries(WIP_EVENTS.map((event) => [event, action])) as Record<WipEvent, typeof action>,
        ),
      }),
    ),
  }),
  example: { code: 'JT2026-000001-1' },
  async run(ctx, input) {
    const tokenId = await scanned(ctx, input.code)
    const [token, about] = await Promise.all([
      loadToken(ctx, { id: tokenId }, { lock: false }),
      aboutToken(ctx, tokenId),
    ])
    if (!token) throw kernelFail('not_found')
    const quantities = new TokenQuantities(
      new TaskGraph(token.tasks),
      token,
      new Map(token.tasks.map((task) => [task.code, task])),
    )
    const isOpen = token.state === 'waiting' || token.state === 'in_progress' || token.state === 'on_hold'
    const { ticket } = token
    return {
      id: token.id,
      code: token.code,
      kind: token.kind,
      state: token.state,
      serial: about.serial,
      quantity: decimalText(token.quantity),
      finishedQuantity: decimalText(token.finished),
      scrappedQuantity: decimalText(token.scrapped),
      product: {
        id: ticket.productId,
        sku: ticket.sku,
        name: about.product_name,
        nameTh: about.product_name_th,
        unit: about.unit,
        image: about.image === null ? null : fileUrl(about.image),
      },
      ticket: {
        id: ticket.id,
        number: ticket.number,
        state: ticket.state,
        dueOn: about.due_on,
        priority: about.priority,
        note: about.note,
      },
      running:
        about.running_token === null ? null : { token: about.running_token, task: about.running_task! },
      tasks: token.tasks.map((task) => ({
        code: task.code,
        name: task.name,
        nameTh: task.nameTh,
        workCentre: about.work_centres[task.code] ?? '',
        state: task.state,
        predecessors: [...task.predecessors],
        evidence: [...task.evidence],
        goodQuantity: decimalText(task.good),
        rejectedQuantity: decimalText(task.rejected),
        availableQuantity: decimalText(isOpen ? quantities.available(task.code) : 0n),
        standardMinutes: decimalText(task.standardMinutes),
        workedMinutes: decimalText(task.workedMinutes),
        operator: task.operator?.name ?? null,
        runningSince: task.runningSince?.toISOString() ?? null,
        actions: actionsAt(ctx, token, task, about.running_token !== null),
      })),
    }
  },
})

/** The token that a code means: its own, or the serial of its piece as printed or as in a QR code. */
async function scanned(ctx: TenantContext, code: string): Promise<string> {
  const tenant = sql`${ctx.tenant.id}::uuid`
  const folded = fold(code)
  const row = await ctx.tx.first<{ id: string }>(sql`
    select id from work_token where tenant_id = ${tenant} and code = ${code.toUpperCase()}
    union all
    select k.id from serial s join work_token k on k.tenant_id = ${tenant} and k.serial_id = s.id
    where s.tenant_id = ${tenant} and s.folded = ${folded}
    union all
    select k.id from serial s join work_token k on k.tenant_id = ${tenant} and k.serial_id = s.id
    where s.tenant_id = ${tenant} and s.compact = ${folded}
    limit 1`)
  if (!row) throw kernelFail('not_found')
  return row.id
}

async function aboutToken(ctx: TenantContext, tokenId: string): Promise<AboutRow> {
  const tenant = sql`${ctx.tenant.id}::uuid`
  return await ctx.tx.one<AboutRow>(sql`
    select s.human as serial, p.name as product_name, p.name_th as product_name_th, p.unit, t.due_on, t.priority, t.note,
      (select i.file_id from product_image i where i.tenant_id = ${tenant} and i.product_id = p.id order by i.position limit 1) as image,
      (
        select json_object_agg(o.code, w.name) from ticket_task o
          join work_centre w on w.tenant_id = ${tenant} and w.id = o.work_centre_id
        where o.tenant_id = ${tenant} and o.ticket_id = t.id
      ) as work_centres,
      r.token as running_token, r.task as running_task
    from work_token k
      join job_ticket t on t.tenant_id = ${tenant} and t.id = k.ticket_id
      join product p on p.tenant_id = ${tenant} and p.id = t.product_id
      left join serial s on s.tenant_id = ${tenant} and s.id = k.serial_id
      left join (
        select rk.code as token, rt.code as task from running_log l
          join work_token rk on rk.tenant_id = ${tenant} and rk.id = l.token_id
          join ticket_task rt on rt.tenant_id = ${tenant} and rt.id = l.task_id
        where l.tenant_id = ${tenant} and l.id = ${ctx.principal.id === null ? null : runningLogId(ctx.principal.id)}::uuid
      ) r on true
    where k.tenant_id = ${tenant} and k.id = ${tokenId}::uuid`)
}

/** What the caller may log at a task, and why not: the same rules that decide when it is logged. */
function actionsAt(
  ctx: TenantContext,
  token: LoadedToken,
  task: LoadedTask,
  isBusy: boolean,
): Record<WipEvent, Action> {
  const me = { id: ctx.principal.id ?? '', name: ctx.principal.name }
  const of = (event: WipEvent): Action => {
    if (!ctx.principal.permissions.has(logWork.name)) return refused('auth.forbidden')
    if (!WORKED_ON.includes(token.ticket.state)) return refused('manufacturing.ticket_state')
    try {
      const takesAmount = token.kind === 'batch' && ['reject', 'rework', 'scrap'].includes(event)
      decide(token, {
        event,
        taskCode: task.code,
        good: undefined,
        rejected: takesAmount ? ONE : undefined,
        minutes: undefined,
        note: 'evidence',
        files: 1,
        at: ctx.now,
        operator: me,
        to: event === 'handover' ? { id: `not ${me.id}`, name: '' } : undefined,
      })
    } catch (error) {
      if (error instanceof Problem) return refused(error.code)
      throw error
    }
    return isBusy && (event === 'start' || event === 'resume')
      ? refused('manufacturing.operator_busy')
      : allowed
  }
  return Object.fromEntries(WIP_EVENTS.map((event) => [event, of(event)])) as Record<WipEvent, Action>
}
