import type { TenantContext } from '../../../kernel/command/context.ts'
import { type Sql, sql } from '../../../kernel/db/sql.ts'
import { millionths } from '../quantity.ts'
import type { TicketState } from '../ticket/job-ticket.ts'
import type { TaskAt, TokenAt } from '../wip-log/decision.ts'
import type { TokenState, TokenTaskState } from './work-token.ts'

/** The ticket as a log finds it, locked. Quantities in millionths. */
export interface LockedTicket {
  readonly id: string
  readonly number: string
  readonly line: string
  readonly state: TicketState
  readonly heldFrom: TicketState | null
  readonly heldAt: Date | null
  readonly productId: string
  readonly sku: string
  readonly productKind: string
  readonly serialised: boolean
  readonly quantity: bigint
  readonly good: bigint
  readonly earnedMinutes: bigint
  readonly totalMinutes: bigint
}

/** A task of the token with what the projection keeps beside what the rules need. */
export interface LoadedTask extends TaskAt {
  readonly id: string
  readonly name: string
  readonly nameTh: string | null
  readonly ratePerHour: string
  readonly standardMinutes: bigint
  readonly workedMinutes: bigint
  readonly labourCostMinor: bigint
  readonly lastLogId: string | null
}

export interface LoadedToken extends TokenAt {
  readonly id: string
  readonly number: number
  readonly serialId: string | null
  readonly scrapped: bigint
  readonly materialCostMinor: bigint
  readonly labourPostedMinor: bigint
  readonly finishedCostMinor: bigint
  readonly ticket: LockedTicket
  readonly tasks: readonly LoadedTask[]
}

/** Which token: by its id or by the code on its card. */
export type TokenKey = { id: string } | { code: string }

interface TicketRow {
  id: string
  number: string
  line: string
  state: TicketState
  held_from: TicketState | null
  held_at: Date | null
  product_id: string
  sku: string
  product_kind: string
  serialised: boolean
  quantity: string
  good_quantity: string
  earned_minutes: string
  total_minutes: string
}

interface TaskRow {
  token_id: string
  token_number: number
  token_code: string
  kind: 'piece' | 'batch'
  serial_id: string | null
  token_quantity: string
  token_state: TokenState
  token_held_at: Date | null
  finished_quantity: string
  scrapped_quantity: string
  material_cost_minor: bigint
  labour_posted_minor: bigint
  finished_cost_minor: bigint
  id: string
  code: string
  name: string
  name_th: string | null
  predecessors: string[]
  evidence: string[]
  rate_per_hour: string
  standard_minutes: string
  state: TokenTaskState | null
  good_quantity: string | null
  rejected_quantity: string | null
  operator_id: string | null
  operator_name: string | null
  running_since: Date | null
  worked_minutes: string | null
  labour_cost_minor: bigint | null
  last_log_id: string | null
}

/**
 * Reads a token with its ticket and tasks. With `lock` the ticket is locked first, by a statement of its own: the ticket
 * is the lock of everything below it, and what is read behind it is as it stands once the lock is held. Tickets are
 * locked before stock, serials and the ledger. The ticket is found by a subquery that gives one value: joined, a plan that was made
 * while there were few tickets goes through all of them.
 */
export async function loadToken(
  ctx: TenantContext,
  key: TokenKey,
  options: { lock: boolean },
): Promise<LoadedToken | undefined> {
  const tenant = sql`${ctx.tenant.id}::uuid`
  const isToken: Sql = 'id' in key ? sql`k.id = ${key.id}::uuid` : sql`k.code = ${key.code}`
  const [ticket, rows] = await Promise.all([
    ctx.tx.first<TicketRow>(sql`
      select t.id, t.number, t.line, t.state, t.held_from, t.held_at, t.product_id, p.sku, p.kind as product_kind, t.serialised, t.quantity, t.good_quantity,
        t.earned_minutes, t.total_minutes
      from job_ticket t join product p on p.tenant_id = ${tenant} and p.id = t.product_id
      where t.tenant_id = ${tenant} and t.id = (select k.ticket_id from work_token k where k.tenant_id = ${tenant} and ${isToken}) ${options.lock ? sql`for no key update of t` : sql``}`),
    ctx.tx.rows<TaskRow>(sql`
      select k.id as token_id, k.number as token_number, k.code as token_code, k.kind, k.serial_id, k.quantity as token_quantity,
        k.state as token_state, k.held_at as token_held_at, k.finished_quantity, k.scrapped_quantity, k.material_cost_minor,
        k.labour_posted_minor, k.finished_cost_minor, t.id, t.code, t.name, t.name_th, t.predecessors, t.evidence, t.rate_per_hour,
        t.standard_minutes, a.state, a.good_quantity, a.rejected_quantity, a.operator_id, a.operator_name, a.running_since,
        a.worked_minutes, a.labour_cost_minor, a.last_log_id
      from work_token k
        join ticket_task t on t.tenant_id = ${tenant} and t.ticket_id = k.ticket_id
        left join token_task a on a.tenant_id = ${tenant} and a.token_id = k.id and a.task_id = t.id
      where k.tenant_id = ${tenant} and ${isToken} order by t.position`),
  ])
  const first = rows[0]
  if (!ticket || !first) return undefined
  return {
    id: first.token_id,
    number: first.token_number,
    code: first.token_code,
    kind: first.kind,
    sku: ticket.sku,
    serialId: first.serial_id,
    state: first.token_state,
    heldAt: first.token_held_at,
    quantity: millionths(first.token_quantity),
    finished: millionths(first.finished_quantity),
    scrapped: millionths(first.scrapped_quantity),
    materialCostMinor: first.material_cost_minor,
    labourPostedMinor: first.labour_posted_minor,
    finishedCostMinor: first.finished_cost_minor,
    whole: ticket.serialised,
    ticket: toTicket(ticket),
    tasks: rows.map(toTask),
  }
}

const toTicket = (row: TicketRow): LockedTicket => ({
  id: row.id,
  number: row.number,
  line: row.line,
  state: row.state,
  heldFrom: row.held_from,
  heldAt: row.held_at,
  productId: row.product_id,
  sku: row.sku,
  productKind: row.product_kind,
  serialised: row.serialised,
  quantity: millionths(row.quantity),
  good: millionths(row.good_quantity),
  earnedMinutes: millionths(row.earned_minutes),
  totalMinutes: millionths(row.total_minutes),
})

const toTask = (row: TaskRow): LoadedTask => ({
  id: row.id,
  code: row.code,
  name: row.name,
  nameTh: row.name_th,
  predecessors: row.predecessors,
  evidence: row.evidence,
  ratePerHour: row.rate_per_hour,
  standardMinutes: millionths(row.standard_minutes),
  state: row.state ?? 'open',
  touched: row.last_log_id !== null,
  good: millionths(row.good_quantity ?? '0'),
  rejected: millionths(row.rejected_quantity ?? '0'),
  operator: row.operator_id === null ? null : { id: row.operator_id, name: row.operator_name ?? '' },
  runningSince: row.running_since,
  workedMinutes: millionths(row.worked_minutes ?? '0'),
  labourCostMinor: row.labour_cost_minor ?? 0n,
  lastLogId: row.last_log_id,
})
