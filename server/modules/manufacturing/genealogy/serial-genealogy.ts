import { z } from 'zod'
import { query } from '../../../kernel/command/operation.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { fail as kernelFail } from '../../../kernel/errors/kernel-errors.ts'
import { EXAMPLE_ID } from '../../../kernel/resource/resource.ts'
import { day, decimal, id, moment } from '../../../kernel/wire.ts'

const material = z.object({
  product: z.object({ id, sku: z.string(), name: z.string(), nameTh: z.string().nullable() }),
  lot: z
    .object({ id, code: z.string(), receivedOn: day.nullable() })
    .nullable()
    .meta({ description: 'Null where the material is not kept in lots' }),
  quantity: decimal,
  unit: z.string(),
})
const operation = z.object({
  task: z.string(),
  name: z.string(),
  nameTh: z.string().nullable(),
  operatorId: z.string(),
  operatorName: z.string(),
  minutes: decimal,
  startedAt: moment.nullable(),
  completedAt: moment.nullable(),
})

interface Row {
  serial: string
  state: string
  made_on: string | null
  ticket_id: string | null
  ticket_number: string | null
  token_id: string | null
  token_code: string | null
  kind: 'piece' | 'batch' | null
  sku: string
  name: string
  name_th: string | null
  materials: z.output<typeof material>[] | null
  operations: z.output<typeof operation>[] | null
}

export const serialGenealogy = query({
  name: 'manufacturing.genealogy.serial',
  permission: 'manufacturing.read',
  summary: 'What a piece is made of, by whom and how: every lot, operator and operation',
  route: 'GET /genealogy/serials/:id',
  input: z.object({ id }),
  output: z.object({
    id,
    serial: z.string(),
    state: z.string(),
    madeOn: day.nullable(),
    product: z.object({ sku: z.string(), name: z.string(), nameTh: z.string().nullable() }),
    ticket: z.object({ id, number: z.string() }).nullable(),
    token: z
      .object({ id, code: z.string(), kind: z.enum(['piece', 'batch']) })
      .nullable()
      .meta({ description: 'Of a batch, the operations are those of all its pieces' }),
    materials: z.array(material),
    operations: z.array(operation),
  }),
  example: { id: EXAMPLE_ID },
  async run(ctx, input) {
    const tenant = sql`${ctx.tenant.id}::uuid`
    const row = await ctx.tx.first<Row>(sql`
      select s.human as serial, s.state, s.made_on, t.id as ticket_id, t.number as ticket_number, k.id as token_id, k.code as token_code,
        k.kind, p.sku, p.name, p.name_th,
        (
          select json_agg(json_build_object(
            'product', json_build_object('id', m.id, 'sku', m.sku, 'name', m.name, 'nameTh', m.name_th),
            'lot', case when b.id is not null then json_build_object('id', b.id, 'code', b.code, 'receivedOn', b.received_on) end,
            'quantity', trim_scale(g.quantity)::text, 'unit', m.unit) order by m.sku, b.received_on, b.code)
          from (
            select product_id, lot_id, sum(quantity) as quantity from token_material
            where tenant_id = ${tenant} and serial_id = s.id group by product_id, lot_id
          ) g
            join product m on m.tenant_id = ${tenant} and m.id = g.product_id
            left join lot b on b.tenant_id = ${tenant} and b.id = g.lot_id
        ) as materials,
        (
          select json_agg(json_build_object('task', o.code, 'name', o.name, 'nameTh', o.name_th, 'operatorId', w.operator_id,
            'operatorName', w.operator_name, 'minutes', trim_scale(w.minutes)::text, 'startedAt', ${iso('w.started_at')},
            'completedAt', ${iso('w.completed_at')}) order by o.position, w.started_at, w.operator_id)
          from (
            select l.task_id, l.operator_id, max(l.operator_name) as operator_name, sum(l.minutes) as minutes,
              min(l.device_at) filter (where l.event in ('start', 'resume')) as started_at,
              max(l.device_at) filter (where l.event = 'complete' and l.good_quantity > 0) as completed_at
            from wip_log l
            where l.tenant_id = ${tenant} and l.token_id = k.id and l.reverses_id is null and l.event not in ('hold', 'release')
              and not exists (
                select from wip_log r where r.tenant_id = ${tenant} and r.token_id = k.id and r.reverses_id = l.id
              )
            group by l.task_id, l.operator_id
          ) w join ticket_task o on o.tenant_id = ${tenant} and o.id = w.task_id
        ) as operations
      from serial s
        join product p on p.tenant_id = ${tenant} and p.id = s.product_id
        left join job_ticket t on t.tenant_id = ${tenant} and t.id = s.ticket_id
        left join lateral (
          select k.id, k.code, k.kind from work_token k
          where k.tenant_id = ${tenant} and k.ticket_id = t.id and (k.serial_id = s.id or k.kind = 'batch')
          limit 1
        ) k on true
      where s.tenant_id = ${tenant} and s.id = ${input.id}::uuid`)
    if (!row) throw kernelFail('not_found')
    return {
      id: input.id,
      serial: row.serial,
      state: row.state,
      madeOn: row.made_on,
      product: { sku: row.sku, name: row.name, nameTh: row.name_th },
      ticket: row.ticket_id === null ? null : { id: row.ticket_id, number: row.ticket_number! },
      token: row.token_id === null ? null : { id: row.token_id, code: row.token_code!, kind: row.kind! },
      materials: row.materials ?? [],
      operations: row.operations ?? [],
    }
  },
})

/** A moment as RFC 3339 in UTC inside JSON. */
function iso(column: 'w.started_at' | 'w.completed_at') {
  return sql.trusted(`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`)
}
