import { z } from 'zod'
import type { TenantContext } from '../../../kernel/command/context.ts'
import { query } from '../../../kernel/command/operation.ts'
import { type Sql, sql } from '../../../kernel/db/sql.ts'
import { decodeCursor, encodeCursor } from '../../../kernel/resource/cursor.ts'
import { trimDecimal } from '../../../kernel/resource/field.ts'
import { EXAMPLE_ID } from '../../../kernel/resource/resource.ts'
import { day, decimal, id, moment, pageOf, paging } from '../../../kernel/wire.ts'
import { namesSql, progressSql } from './list-work.ts'

/** `ready`: what comes before is done and nobody has begun. */
export const STANDINGS = ['running', 'paused', 'ready'] as const
export type Standing = (typeof STANDINGS)[number]

/**
 * Where unfinished pieces stand: rows of ticket `t`, token `k`, task `o`, and how much of the token can be worked on there,
 * `v.available`. A piece whose next operations run side by side stands at each of them.
 */
const standingSql = (tenant: Sql, where: Sql): Sql => sql`
  from job_ticket t
    join work_token k on k.tenant_id = ${tenant} and k.ticket_id = t.id and k.state in ('waiting', 'in_progress', 'on_hold')
    join ticket_task o on o.tenant_id = ${tenant} and o.ticket_id = t.id
    ${progressSql(tenant)}
  where t.tenant_id = ${tenant} and t.state in ('released', 'in_progress', 'on_hold') and t.deleted_at is null
    and v.available > 0 and ${where}`

const STANDING = sql`case coalesce(a.state, 'open') when 'running' then 'running' when 'paused' then 'paused' else 'ready' end`

/** A subquery that gives, for each task of a ticket where something stands, how much: `task_id, running, paused, ready`. */
export const standingByTaskSql = (tenant: Sql, ticketId: string): Sql => sql`
  select task_id, sum(available) filter (where state = 'running') as running, sum(available) filter (where state = 'paused') as paused,
    sum(available) filter (where state = 'ready') as ready
  from (
    select o.id as task_id, v.available, ${STANDING} as state ${standingSql(tenant, sql`t.id = ${ticketId}::uuid`)}
  ) standing group by task_id`

interface CentreRow {
  id: string
  code: string
  name: string
  name_th: string | null
  running: string
  paused: string
  ready: string
}

/** How much stands at each work centre, the fullest first; centres where nothing stands are left out. */
export async function wipByCentre(ctx: TenantContext) {
  const tenant = sql`${ctx.tenant.id}::uuid`
  const rows = await ctx.tx.rows<CentreRow>(sql`
    with standing as (
      select o.work_centre_id as id, ${STANDING} as state, sum(v.available) as quantity
      ${standingSql(tenant, sql`true`)} group by 1, 2
    )
    select c.id, c.code, c.name, c.name_th, coalesce(sum(s.quantity) filter (where s.state = 'running'), 0) as running,
      coalesce(sum(s.quantity) filter (where s.state = 'paused'), 0) as paused,
      coalesce(sum(s.quantity) filter (where s.state = 'ready'), 0) as ready
    from standing s join work_centre c on c.tenant_id = ${tenant} and c.id = s.id
    group by c.id, c.code, c.name, c.name_th order by sum(s.quantity) desc, c.code`)
  return rows.map((row) => ({
    id: row.id,
    code: row.code,
    name: row.name,
    nameTh: row.name_th,
    running: trimDecimal(row.running),
    paused: trimDecimal(row.paused),
    ready: trimDecimal(row.ready),
  }))
}

interface Row {
  token_id: string
  token_code: string
  token_held: boolean
  serial: string | null
  ticket_id: string
  ticket_number: string
  product_id: string
  product_sku: string
  product_name: string
  product_name_th: string | null
  task_code: string
  task_name: string
  task_name_th: string | null
  work_centre_id: string
  work_centre: string
  work_centre_th: string | null
  state: Standing
  available: string
  operator_name: string | null
  running_since: Date | null
  worked_minutes: string
  due_on: string | null
  number: number
  position: number
}

const SORT = 'ticket,number,position'

export const listWorkInProcess = query({
  name: 'manufacturing.work_in_process.list',
  permission: 'manufacturing.read',
  summary: 'List where unfinished pieces stand, and who is at them',
  description:
    'By ticket, the newest first, then by piece and operation. A piece whose next operations run side by side stands at each.',
  route: 'GET /work-in-process',
  input: z.object({
    ...paging,
    workCentreId: id.optional(),
    ticketId: id.optional(),
    state: z.enum(STANDINGS).optional(),
  }),
  output: pageOf(
    z.object({
      tokenId: id,
      tokenCode: z.string(),
      held: z.boolean().meta({ description: 'The piece, or its ticket, is on hold' }),
      serial: z.string().nullable(),
      ticketId: id,
      ticketNumber: z.string(),
      product: z.object({ id, sku: z.string(), name: z.string(), nameTh: z.string().nullable() }),
      task: z.object({ code: z.string(), name: z.string(), nameTh: z.string().nullable() }),
      workCentre: z.object({ id, name: z.string(), nameTh: z.string().nullable() }),
      state: z.enum(STANDINGS),
      quantity: decimal.meta({ description: 'What can be worked on there' }),
      operator: z.string().nullable(),
      runningSince: moment.nullable(),
      workedMinutes: decimal,
      dueOn: day.nullable(),
    }),
  ),
  example: { workCentreId: EXAMPLE_ID, state: 'running' },
  async run(ctx, input) {
    const tenant = sql`${ctx.tenant.id}::uuid`
    const conditions: Sql[] = [sql`true`]
    if (input.workCentreId) conditions.push(sql`o.work_centre_id = ${input.workCentreId}::uuid`)
    if (input.ticketId) conditions.push(sql`t.id = ${input.ticketId}::uuid`)
    if (input.state) conditions.push(sql`${STANDING} = ${input.state}`)
    if (input.after) {
      const cursor = decodeCursor(input.after, SORT)
      const [, number = '0', position = '0'] = /^(\d{1,9}) (\d{1,9})$/.exec(String(cursor.value)) ?? []
      conditions.push(
        sql`t.id <= ${cursor.id}::uuid and (t.id < ${cursor.id}::uuid or (k.number, o.position) > (${number}::int, ${position}::int))`,
      )
    }
    const rows = await ctx.tx.rows<Row>(sql`
      with page as (
        select t.id as ticket_id, k.id as token_id, o.id as task_id, k.number, o.position
        ${standingSql(tenant, sql.join(conditions, ' and '))}
        order by t.id desc, k.number, o.position limit ${input.limit + 1}::int
      )
      select k.id as token_id, k.code as token_code, k.state = 'on_hold' or t.state = 'on_hold' as token_held, s.human as serial,
        t.id as ticket_id, t.number as ticket_number, p.id as product_id, p.sku as product_sku, p.name as product_name,
        p.name_th as product_name_th, o.code as task_code, o.name as task_name, o.name_th as task_name_th, c.id as work_centre_id,
        c.name as work_centre, c.name_th as work_centre_th, ${STANDING} as state, v.available, a.operator_name, a.running_since,
        coalesce(a.worked_minutes, 0) as worked_minutes, t.due_on, g.number, g.position
      from page g
        join job_ticket t on t.tenant_id = ${tenant} and t.id = g.ticket_id
        join work_token k on k.tenant_id = ${tenant} and k.id = g.token_id
        join ticket_task o on o.tenant_id = ${tenant} and o.id = g.task_id
        ${progressSql(tenant)} ${namesSql(tenant)}
      order by t.id desc, g.number, g.position`)
    const page = rows.slice(0, input.limit)
    const last = page.at(-1)
    return {
      items: page.map((row) => ({
        tokenId: row.token_id,
        tokenCode: row.token_code,
        held: row.token_held,
        serial: row.serial,
        ticketId: row.ticket_id,
        ticketNumber: row.ticket_number,
        product: {
          id: row.product_id,
          sku: row.product_sku,
          name: row.product_name,
          nameTh: row.product_name_th,
        },
        task: { code: row.task_code, name: row.task_name, nameTh: row.task_name_th },
        workCentre: { id: row.work_centre_id, name: row.work_centre, nameTh: row.work_centre_th },
        state: row.state,
        quantity: trimDecimal(row.available),
        operator: row.state === 'ready' ? null : row.operator_name,
        runningSince: row.running_since?.toISOString() ?? null,
        workedMinutes: trimDecimal(row.worked_minutes),
        dueOn: row.due_on,
      })),
      next:
        rows.length > input.limit && last
          ? encodeCursor({ sort: SORT, id: last.ticket_id, value: `${last.number} ${last.position}` })
          : null,
    }
  },
})
