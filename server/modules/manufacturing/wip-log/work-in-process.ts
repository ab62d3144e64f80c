import { z } from 'zod'
import type { TenantContext } from '../../../kernel/command/context.ts'
import { type Sql, sql } from '../../../kernel/db/sql.ts'
import { listOf } from '../../../kernel/list/list.ts'
import { trimDecimal } from '../../../kernel/resource/field.ts'
import { EXAMPLE_ID } from '../../../kernel/resource/resource.ts'
import { day, decimal, id, moment } from '../../../kernel/wire.ts'
import { namesSql, progressSql } from './list-work.ts'

/** `ready`: what comes before is done and nobody has begun. */
export const STANDINGS = ['running', 'paused', 'ready'] as const
export type Standing = (typeof STANDINGS)[number]

/**
 * Where unfinished pieces stand: rows of ticket `t`, token `k`, task `o`, and how much of the token can be worked on there,
 * `v.available`. A piece whose next operations run side by side stands at each of them.
 */
const standingSql = (tenant: Sql, where: Sql, names: Sql = sql``): Sql => sql`
  from job_ticket t
    join work_token k on k.tenant_id = ${tenant} and k.ticket_id = t.id and k.state in ('waiting', 'in_progress', 'on_hold')
    join ticket_task o on o.tenant_id = ${tenant} and o.ticket_id = t.id
    ${progressSql(tenant)} ${names}
  where t.tenant_id = ${tenant} and t.state in ('released', 'in_progress', 'on_hold') and t.deleted_at is null
    and v.available > 0 and ${where}`

const STANDING = `case coalesce(a.state, 'open') when 'running' then 'running' when 'paused' then 'paused' else 'ready' end`

/** A subquery that gives, for each task of a ticket where something stands, how much: `task_id, running, paused, ready`. */
export const standingByTaskSql = (tenant: Sql, ticketId: string): Sql => sql`
  select task_id, sum(available) filter (where state = 'running') as running, sum(available) filter (where state = 'paused') as paused,
    sum(available) filter (where state = 'ready') as ready
  from (
    select o.id as task_id, v.available, ${sql.trusted(STANDING)} as state ${standingSql(tenant, sql`t.id = ${ticketId}::uuid`)}
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
      select o.work_centre_id as id, ${sql.trusted(STANDING)} as state, sum(v.available) as quantity
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
  id: string
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
}

/** A piece stands at several operations at once, so that a row is known by both: by a UUID of the free version, 8, that is made of theirs. */
const KEY = `overlay(overlay(md5(k.id::text || o.id::text) placing '8' from 13 for 1) placing '8' from 17 for 1)::uuid`
const HELD = `(k.state = 'on_hold' or t.state = 'on_hold')`
const OPERATOR = `case when a.state in ('running', 'paused') then a.operator_name end`
const padded = (number: string) => `lpad((${number})::text, 9, '0')`

export const workInProcess = listOf({
  name: 'manufacturing.work_in_process',
  path: '/work-in-process',
  permission: 'manufacturing.read',
  summary: 'List where unfinished pieces stand, and who is at them',
  description:
    'By ticket, the newest first, then by piece and operation. A piece whose next operations run side by side stands at each.',
  tenant: 't.tenant_id',
  key: KEY,
  label: 'tokenCode',
  sort: '-ticketNumber',
  fields: {
    tokenCode: { type: 'text', sql: 'k.code', shown: true },
    'product.name': { type: 'text', sql: 'p.name', filter: false, shown: true },
    'task.name': { type: 'text', sql: 'o.name', shown: true },
    'workCentre.name': { type: 'text', sql: 'c.name', filter: false, shown: true },
    quantity: { type: 'decimal', sql: 'v.available', shown: true },
    operator: { type: 'text', sql: OPERATOR, nullable: true, shown: true },
    runningSince: { type: 'moment', sql: 'a.running_since', nullable: true },
    dueOn: {
      type: 'day',
      sql: 't.due_on',
      nullable: true,
      sort: true,
      within: ['t.number', padded('k.number'), padded('o.position')],
      shown: true,
    },
    state: { type: 'enum', sql: STANDING, values: STANDINGS, shown: true },
    held: { type: 'boolean', sql: HELD },
    ticketNumber: {
      type: 'text',
      sql: 't.number',
      sort: true,
      // The newest ticket first, and of one ticket the first piece first.
      within: [padded('999999999 - k.number'), padded('999999999 - o.position')],
    },
    serial: { type: 'text', sql: 's.human', nullable: true },
    workedMinutes: { type: 'decimal', sql: 'coalesce(a.worked_minutes, 0)' },
    'product.sku': { type: 'text', sql: 'p.sku' },
    'product.id': { type: 'reference', sql: 't.product_id', of: 'catalog.product' },
    'workCentre.id': { type: 'reference', sql: 'o.work_centre_id', of: 'catalog.work_centre' },
    ticketId: { type: 'reference', sql: 't.id', of: 'manufacturing.ticket' },
  },
  item: z.object({
    id,
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
  input: {
    workCentreId: id.optional(),
    ticketId: id.optional(),
    state: z.enum(STANDINGS).optional(),
  },
  example: { workCentreId: EXAMPLE_ID, state: 'running' },
  conditions: (_ctx, input) => {
    const conditions: Sql[] = []
    if (input.workCentreId) conditions.push(sql`o.work_centre_id = ${input.workCentreId}::uuid`)
    if (input.ticketId) conditions.push(sql`t.id = ${input.ticketId}::uuid`)
    if (input.state) conditions.push(sql`${sql.trusted(STANDING)} = ${input.state}`)
    return conditions
  },
  read: ({ where, order, limit, sortValue }, ctx) => {
    const tenant = sql`${ctx.tenant.id}::uuid`
    return sql`
      select ${sql.trusted(KEY)} as id, k.id as token_id, k.code as token_code, ${sql.trusted(HELD)} as token_held, s.human as serial,
        t.id as ticket_id, t.number as ticket_number, p.id as product_id, p.sku as product_sku, p.name as product_name,
        p.name_th as product_name_th, o.code as task_code, o.name as task_name, o.name_th as task_name_th, c.id as work_centre_id,
        c.name as work_centre, c.name_th as work_centre_th, ${sql.trusted(STANDING)} as state, v.available,
        ${sql.trusted(OPERATOR)} as operator_name, a.running_since, coalesce(a.worked_minutes, 0) as worked_minutes, t.due_on,
        ${sortValue} as sort_value
      ${standingSql(tenant, where, namesSql(tenant))}
      order by ${order} limit ${limit}`
  },
  present: (row: Row) => ({
    id: row.id,
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
    operator: row.operator_name,
    runningSince: row.running_since?.toISOString() ?? null,
    workedMinutes: trimDecimal(row.worked_minutes),
    dueOn: row.due_on,
  }),
})
