import { z } from 'zod'
import { uuidV7LowerBound } from '../../../../shared/ids.ts'
import { query } from '../../../kernel/command/operation.ts'
import { type Sql, sql } from '../../../kernel/db/sql.ts'
import { decodeCursor, encodeCursor } from '../../../kernel/resource/cursor.ts'
import { trimDecimal } from '../../../kernel/resource/field.ts'
import { EXAMPLE_ID } from '../../../kernel/resource/resource.ts'
import {
  action,
  allowed,
  decimal,
  id,
  line,
  moment,
  money,
  pageOf,
  paging,
  refused,
  toMoney,
} from '../../../kernel/wire.ts'
import { fileUrl } from '../../documents/index.ts'
import { reverseLog } from './reverse-log.ts'
import { WIP_EVENTS, type WipEvent } from './wip-log.ts'

interface Row {
  id: string
  event: WipEvent
  ticket_id: string
  ticket_number: string
  token_id: string
  token_code: string
  task_code: string
  task_name: string
  operator_id: string
  operator_name: string
  to_operator_name: string | null
  recorded_by: string | null
  good_quantity: string
  rejected_quantity: string
  finished_quantity: string
  minutes: string
  labour_cost_minor: bigint
  device_at: Date
  received_at: Date
  note: string | null
  file_ids: string[] | null
  reverses_id: string | null
  reversed_by: string | null
}

export const listLogs = query({
  name: 'manufacturing.wip_log.list',
  permission: 'manufacturing.read',
  summary: 'List WIP logs, newest first',
  route: 'GET /wip-logs',
  input: z.object({
    ...paging,
    ticketId: id.optional(),
    tokenId: id.optional(),
    operatorId: line(80).optional(),
    event: z.enum(WIP_EVENTS).optional(),
    from: moment.optional().meta({ description: 'Received at or after' }),
    to: moment.optional().meta({ description: 'Received before' }),
  }),
  output: pageOf(
    z.object({
      id,
      event: z.enum(WIP_EVENTS),
      ticketId: id,
      ticketNumber: z.string(),
      tokenId: id,
      tokenCode: z.string(),
      taskCode: z.string(),
      taskName: z.string(),
      operatorId: z.string(),
      operatorName: z.string(),
      toOperatorName: z.string().nullable(),
      recordedBy: z.string().nullable().meta({ description: 'Who logged it for the operator' }),
      goodQuantity: decimal,
      rejectedQuantity: decimal,
      finishedQuantity: decimal,
      minutes: decimal,
      labourCost: money,
      deviceAt: moment,
      receivedAt: moment,
      note: z.string().nullable(),
      photos: z.array(z.string()).meta({ description: 'Addresses' }),
      reversesId: id.nullable(),
      reversedById: id.nullable(),
      actions: z.object({ reverse: action }),
    }),
  ),
  example: { ticketId: EXAMPLE_ID },
  async run(ctx, input) {
    const tenant = sql`${ctx.tenant.id}::uuid`
    const conditions: Sql[] = [sql`l.tenant_id = ${tenant}`]
    if (input.ticketId !== undefined) conditions.push(sql`l.ticket_id = ${input.ticketId}::uuid`)
    if (input.tokenId !== undefined) conditions.push(sql`l.token_id = ${input.tokenId}::uuid`)
    if (input.operatorId !== undefined) conditions.push(sql`l.operator_id = ${input.operatorId}`)
    if (input.event !== undefined) conditions.push(sql`l.event = ${input.event}`)
    // Ids carry the time: a range of them reads only the partitions of its months.
    if (input.from !== undefined)
      conditions.push(sql`l.id >= ${uuidV7LowerBound(Date.parse(input.from))}::uuid`)
    if (input.to !== undefined) conditions.push(sql`l.id < ${uuidV7LowerBound(Date.parse(input.to))}::uuid`)
    if (input.after !== undefined) conditions.push(sql`l.id < ${decodeCursor(input.after, '').id}::uuid`)
    const rows = await ctx.tx.rows<Row>(sql`
      with page as (
        select l.* from wip_log l where ${sql.join(conditions, ' and ')} order by l.id desc limit ${input.limit + 1}::int
      )
      select l.id, l.event, l.ticket_id, t.number as ticket_number, l.token_id, k.code as token_code, o.code as task_code,
        o.name as task_name, l.operator_id, l.operator_name, l.to_operator_name, l.recorded_by, l.good_quantity, l.rejected_quantity,
        l.finished_quantity, l.minutes, l.labour_cost_minor, l.device_at, l.received_at, l.note, l.file_ids, l.reverses_id,
        (select r.id from wip_log r where r.tenant_id = ${tenant} and r.token_id = l.token_id and r.reverses_id = l.id limit 1) as reversed_by
      from page l
        join job_ticket t on t.tenant_id = ${tenant} and t.id = l.ticket_id
        join work_token k on k.tenant_id = ${tenant} and k.id = l.token_id
        join ticket_task o on o.tenant_id = ${tenant} and o.id = l.task_id
      order by l.id desc`)
    const page = rows.slice(0, input.limit)
    const last = page.at(-1)
    const mayReverse = ctx.principal.permissions.has(reverseLog.name)
    return {
      items: page.map((row) => ({
        id: row.id,
        event: row.event,
        ticketId: row.ticket_id,
        ticketNumber: row.ticket_number,
        tokenId: row.token_id,
        tokenCode: row.token_code,
        taskCode: row.task_code,
        taskName: row.task_name,
        operatorId: row.operator_id,
        operatorName: row.operator_name,
        toOperatorName: row.to_operator_name,
        recordedBy: row.recorded_by,
        goodQuantity: trimDecimal(row.good_quantity),
        rejectedQuantity: trimDecimal(row.rejected_quantity),
        finishedQuantity: trimDecimal(row.finished_quantity),
        minutes: trimDecimal(row.minutes),
        labourCost: toMoney(row.labour_cost_minor, ctx.tenant.currency),
        deviceAt: row.device_at.toISOString(),
        receivedAt: row.received_at.toISOString(),
        note: row.note,
        photos: (row.file_ids ?? []).map(fileUrl),
        reversesId: row.reverses_id,
        reversedById: row.reversed_by,
        actions: { reverse: reversal(row, mayReverse) },
      })),
      next: rows.length > input.limit && last ? encodeCursor({ sort: '', id: last.id }) : null,
    }
  },
})

/** What can be said of a log by itself; whether later ones stand on it shows when it is tried. */
function reversal(row: Row, mayReverse: boolean) {
  if (!mayReverse) return refused('auth.forbidden')
  if (row.reverses_id !== null || row.reversed_by !== null) return refused('manufacturing.log_reversed')
  if (row.event === 'hold' || row.event === 'release') return refused('manufacturing.log_opposite')
  if (row.event === 'scrap' || trimDecimal(row.finished_quantity) !== '0')
    return refused('manufacturing.log_final')
  return allowed
}
