import { z } from 'zod'
import { query } from '../../../kernel/command/operation.ts'
import { type Sql, sql } from '../../../kernel/db/sql.ts'
import { trimDecimal } from '../../../kernel/resource/field.ts'
import { day, decimal, id, line, moment } from '../../../kernel/wire.ts'
import { lineCode } from '../ticket/create-ticket.ts'
import { TOKEN_TASK_STATES, type TokenTaskState } from '../token/work-token.ts'
import { runningLogId } from './write-log.ts'

const item = z.object({
  tokenId: id,
  tokenCode: z.string(),
  serial: z.string().nullable(),
  ticketId: id,
  ticketNumber: z.string(),
  productSku: z.string(),
  productName: z.string(),
  productNameTh: z.string().nullable(),
  taskCode: z.string(),
  taskName: z.string(),
  taskNameTh: z.string().nullable(),
  workCentre: z.string(),
  state: z.enum(TOKEN_TASK_STATES),
  availableQuantity: decimal,
  standardMinutes: decimal.meta({ description: 'For one piece' }),
  workedMinutes: decimal,
  runningSince: moment.nullable(),
  dueOn: day.nullable(),
  priority: z.number().int(),
})

interface Row {
  token_id: string
  token_code: string
  serial: string | null
  ticket_id: string
  ticket_number: string
  product_sku: string
  product_name: string
  product_name_th: string | null
  task_code: string
  task_name: string
  task_name_th: string | null
  work_centre: string
  state: TokenTaskState
  available: string
  standard_minutes: string
  worked_minutes: string
  running_since: Date | null
  due_on: string | null
  priority: number
}

export const listWork = query({
  name: 'manufacturing.work.list',
  permission: 'manufacturing.read',
  summary: 'List what I work on, what I paused, and what can be begun next',
  description:
    'Next is what everything before it is done for: the highest priority first, then the earliest due.',
  route: 'GET /work',
  input: z.object({
    operatorId: line(80).optional().meta({ description: 'Somebody else than the caller' }),
    workCentreId: id.optional(),
    line: lineCode.optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  output: z.object({ running: z.array(item), paused: z.array(item), next: z.array(item) }),
  example: { line: 'HAT', limit: 20 },
  async run(ctx, input) {
    const operatorId = input.operatorId ?? ctx.principal.id ?? ''
    const tenant = sql`${ctx.tenant.id}::uuid`
    const ofTicket = sql`
      where k.tenant_id = ${tenant} and k.ticket_id = t.id and k.state in ('waiting', 'in_progress')
        and coalesce(a.state, 'open') = 'open' and v.available > 0
        and (${input.workCentreId ?? null}::uuid is null or o.work_centre_id = ${input.workCentreId ?? null}::uuid)
      order by k.number, o.position limit ${input.limit}::int`
    const ofRunning = sql`from running_log l where l.tenant_id = ${tenant} and l.id = ${runningLogId(operatorId)}::uuid`
    const [running, paused, next] = await Promise.all([
      // What runs is looked up before the rest: among tables without statistics, as in a new database, it was joined last.
      ctx.tx.rows<Row>(sql`
        select ${COLUMNS} from work_token k
          join ticket_task o on o.tenant_id = ${tenant} and o.id = (select l.task_id ${ofRunning})
          join job_ticket t on t.tenant_id = ${tenant} and t.id = k.ticket_id
          ${progressSql(tenant)} ${namesSql(tenant)}
        where k.tenant_id = ${tenant} and k.id = (select l.token_id ${ofRunning})`),
      ctx.tx.rows<Row>(sql`
        select ${COLUMNS} from job_ticket t
          join work_token k on k.tenant_id = ${tenant} and k.ticket_id = t.id and k.state = 'in_progress'
          join ticket_task o on o.tenant_id = ${tenant} and o.ticket_id = t.id
          ${progressSql(tenant)} ${namesSql(tenant)}
        where t.tenant_id = ${tenant} and t.state in ('released', 'in_progress') and a.state = 'paused'
          and a.operator_id = ${operatorId}
        order by t.priority desc, t.due_on, t.id, k.number, o.position limit ${input.limit}::int`),
      // Ticket by ticket, the most urgent first, until there is enough: what stands behind is not even looked at.
      ctx.tx.rows<Row>(sql`
        select w.token_id, w.token_code, ${OF_OTHERS}, w.task_code, w.task_name, w.task_name_th, w.state, w.available,
          w.standard_minutes, w.worked_minutes, w.running_since
        from (
          select * from job_ticket
          where tenant_id = ${tenant} and state in ('released', 'in_progress')
            and (${input.line ?? null}::text is null or line = ${input.line ?? null})
          order by priority desc, due_on, id
        ) t
          cross join lateral (
            select ${OF_WORK}, k.serial_id, o.work_centre_id, k.number, o.position
            from work_token k
              join ticket_task o on o.tenant_id = ${tenant} and o.ticket_id = t.id
              ${progressSql(tenant)} ${ofTicket}
          ) w
          ${namesSql(tenant, 'w', 'w')}
        order by t.priority desc, t.due_on, t.id, w.number, w.position limit ${input.limit}::int`),
    ])
    return { running: running.map(present), paused: paused.map(present), next: next.map(present) }
  },
})

/** Of token `k`, task `o` and how far it is there. */
const OF_WORK = sql`
  k.id as token_id, k.code as token_code, o.code as task_code, o.name as task_name, o.name_th as task_name_th,
  coalesce(a.state, 'open') as state, v.available, o.standard_minutes, coalesce(a.worked_minutes, 0) as worked_minutes, a.running_since`
/** Of ticket `t` and what {@link namesSql} joins. */
const OF_OTHERS = sql`
  s.human as serial, t.id as ticket_id, t.number as ticket_number, p.sku as product_sku, p.name as product_name,
  p.name_th as product_name_th, c.name as work_centre, t.due_on, t.priority`
const COLUMNS = sql`${OF_WORK}, ${OF_OTHERS}`

/** Where token `k` stands at task `o`, as `a`, and how much of it can be worked on there, as `v`. */
export const progressSql = (tenant: Sql): Sql => sql`
  left join token_task a on a.tenant_id = ${tenant} and a.token_id = k.id and a.task_id = o.id
  cross join lateral (
    select coalesce(min(coalesce(b.good_quantity, 0)), k.quantity) - coalesce(a.good_quantity, 0) - coalesce(a.rejected_quantity, 0)
      as available
    from ticket_task q left join token_task b on b.tenant_id = ${tenant} and b.token_id = k.id and b.task_id = q.id
    where q.tenant_id = ${tenant} and q.ticket_id = k.ticket_id and q.code = any(o.predecessors)
  ) v`

/** What a person calls it all; which rows know the serial and the work centre. */
export const namesSql = (tenant: Sql, ofSerial = 'k', ofCentre = 'o'): Sql => sql`
  join work_centre c on c.tenant_id = ${tenant} and c.id = ${sql.trusted(ofCentre)}.work_centre_id
  join product p on p.tenant_id = ${tenant} and p.id = t.product_id
  left join serial s on s.tenant_id = ${tenant} and s.id = ${sql.trusted(ofSerial)}.serial_id`

const present = (row: Row): z.output<typeof item> => ({
  tokenId: row.token_id,
  tokenCode: row.token_code,
  serial: row.serial,
  ticketId: row.ticket_id,
  ticketNumber: row.ticket_number,
  productSku: row.product_sku,
  productName: row.product_name,
  productNameTh: row.product_name_th,
  taskCode: row.task_code,
  taskName: row.task_name,
  taskNameTh: row.task_name_th,
  workCentre: row.work_centre,
  state: row.state,
  availableQuantity: trimDecimal(row.available),
  standardMinutes: trimDecimal(row.standard_minutes),
  workedMinutes: trimDecimal(row.worked_minutes),
  runningSince: row.running_since?.toISOString() ?? null,
  dueOn: row.due_on,
  priority: row.priority,
})
