import { z } from 'zod'
import { query } from '../../../kernel/command/operation.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { fail as kernelFail } from '../../../kernel/errors/kernel-errors.ts'
import { listOf } from '../../../kernel/list/list.ts'
import { decodeCursor, encodeCursor } from '../../../kernel/resource/cursor.ts'
import { EXAMPLE_ID } from '../../../kernel/resource/resource.ts'
import { action, allowed, id, moment, pageOf, paging, refused } from '../../../kernel/wire.ts'
import { SERIAL_STATES, type SerialState } from '../../serials/index.ts'
import type { RecallCriteria } from './criteria.ts'

const RECALL_STATES = ['active', 'lifted'] as const
const state = z.enum(RECALL_STATES)

interface Row {
  id: string
  number: string
  state: 'active' | 'lifted'
  reason: string
  started_at: Date
  started_by: string
  people_count: number
  told_count: number
  pieces: bigint
}

const head = z.object({
  id,
  number: z.string(),
  state,
  reason: z.string(),
  startedAt: moment,
  startedBy: z.string(),
  pieces: z.number().int(),
  people: z.number().int(),
  told: z.number().int().meta({ description: 'Whose mails are written' }),
})

const present = (row: Row): z.input<typeof head> => ({
  id: row.id,
  number: row.number,
  state: row.state,
  reason: row.reason,
  startedAt: row.started_at.toISOString(),
  startedBy: row.started_by,
  pieces: Number(row.pieces),
  people: row.people_count,
  told: row.told_count,
})

export const recalls = listOf({
  name: 'ownership.recall',
  path: '/recalls',
  permission: 'ownership.read',
  summary: 'List recalls, the latest first',
  tenant: 'r.tenant_id',
  key: 'r.id',
  label: 'number',
  fields: {
    number: { type: 'text', sql: 'r.number', sort: true, shown: true },
    reason: { type: 'text', sql: 'r.reason', shown: true },
    startedAt: { type: 'moment', sql: 'r.started_at', inKey: true, sort: true, shown: true },
    startedBy: { type: 'text', sql: 'r.started_by' },
    pieces: { type: 'integer', shown: true },
    people: { type: 'integer', sql: 'r.people_count' },
    told: { type: 'integer', sql: 'r.told_count', shown: true },
    state: { type: 'enum', sql: 'r.state', values: RECALL_STATES, shown: true },
  },
  item: head,
  input: { state: state.optional() },
  example: { state: 'active' },
  conditions: (_ctx, input) => (input.state ? [sql`r.state = ${input.state}`] : []),
  read: ({ where, order, limit, sortValue }) => sql`
    select r.id, r.number, r.state, r.reason, r.started_at, r.started_by, r.people_count, r.told_count,
      (select count(*) from recall_piece p where p.tenant_id = r.tenant_id and p.recall_id = r.id) as pieces, ${sortValue} as sort_value
    from recall r where ${where} order by ${order} limit ${limit}`,
  present,
})

export const getRecall = query({
  name: 'ownership.recall.get',
  permission: 'ownership.read',
  summary: 'Read a recall: which pieces, how they are now, and how far the mails are',
  route: 'GET /recalls/:id',
  input: z.object({ id }),
  output: head.extend({
    text: z.string(),
    textTh: z.string().nullable(),
    by: z.enum(['lot', 'product', 'serials']),
    of: z.array(z.string()).meta({ description: 'Codes of the lots, or the products’ SKUs' }),
    from: z.string().nullable(),
    to: z.string().nullable(),
    extendedAt: moment.nullable(),
    liftedAt: moment.nullable(),
    liftedBy: z.string().nullable(),
    liftReason: z.string().nullable(),
    byState: z.array(z.object({ state: z.enum(SERIAL_STATES), pieces: z.number().int() })),
    waitingOrders: z
      .array(z.object({ id, number: z.string() }))
      .meta({ description: 'Orders that wait with a recalled piece: none was free to take its place' }),
    actions: z.object({ extend: action, lift: action }),
  }),
  example: { id: EXAMPLE_ID },
  async run(ctx, input) {
    const tenant = sql`${ctx.tenant.id}::uuid`
    const [row, states, orders] = await Promise.all([
      ctx.tx.first<
        Row & {
          text: string
          text_th: string | null
          criteria: RecallCriteria
          of: string[] | null
          extended_at: Date | null
          lifted_at: Date | null
          lifted_by: string | null
          lift_reason: string | null
        }
      >(sql`
        select r.id, r.number, r.state, r.reason, r.started_at, r.started_by, r.people_count, r.told_count, r.text, r.text_th, r.criteria,
          r.extended_at, r.lifted_at, r.lifted_by, r.lift_reason,
          (select count(*) from recall_piece p where p.tenant_id = r.tenant_id and p.recall_id = r.id) as pieces,
          coalesce(
            (select array_agg(l.code order by l.code) from lot l where l.tenant_id = r.tenant_id
              and l.id in (select jsonb_array_elements_text(r.criteria->'lotIds')::uuid)),
            (select array_agg(p.sku order by p.sku) from product p where p.tenant_id = r.tenant_id
              and p.id in (select jsonb_array_elements_text(r.criteria->'productIds')::uuid))
          ) as of
        from recall r where r.tenant_id = ${tenant} and r.id = ${input.id}::uuid`),
      ctx.tx.rows<{ state: SerialState; pieces: bigint }>(sql`
        select s.state, count(*) as pieces from recall_piece p join serial s on s.tenant_id = ${tenant} and s.id = p.serial_id
        where p.tenant_id = ${tenant} and p.recall_id = ${input.id}::uuid group by s.state`),
      ctx.tx.rows<{ id: string; number: string }>(sql`
        select distinct o.id, o.number from recall_piece p
          join serial s on s.tenant_id = ${tenant} and s.id = p.serial_id and s.state = 'recalled' and s.order_line_id is not null
          join sales_order_line l on l.tenant_id = ${tenant} and l.id = s.order_line_id
          join sales_order o on o.tenant_id = ${tenant} and o.id = l.order_id and o.state in ('placed', 'paid')
        where p.tenant_id = ${tenant} and p.recall_id = ${input.id}::uuid and p.state = 'recalled' order by o.number limit 100`),
    ])
    if (!row) throw kernelFail('not_found')
    const { criteria } = row
    const next = row.state === 'active' ? allowed : refused('ownership.recall_lifted')
    return {
      ...present(row),
      text: row.text,
      textTh: row.text_th,
      by: criteria.by,
      of: row.of ?? [],
      from: (criteria.by === 'product' ? criteria.from : undefined) ?? null,
      to: (criteria.by === 'product' ? criteria.to : undefined) ?? null,
      extendedAt: row.extended_at?.toISOString() ?? null,
      liftedAt: row.lifted_at?.toISOString() ?? null,
      liftedBy: row.lifted_by,
      liftReason: row.lift_reason,
      byState: SERIAL_STATES.flatMap((one) => {
        const found = states.find((entry) => entry.state === one)
        return found ? [{ state: one, pieces: Number(found.pieces) }] : []
      }),
      waitingOrders: orders,
      actions: { extend: next, lift: next },
    }
  },
})

export const listRecalledPieces = query({
  name: 'ownership.recall.pieces',
  permission: 'ownership.read',
  summary: 'List the pieces of a recall',
  route: 'GET /recalls/:id/pieces',
  input: z.object({ id, ...paging }),
  output: pageOf(
    z.object({
      id,
      serial: z.string(),
      state: z.enum(SERIAL_STATES),
      before: z.enum(SERIAL_STATES).meta({ description: 'When it was recalled' }),
      product: z.object({ sku: z.string(), name: z.string() }),
      owner: z.string().nullable(),
    }),
  ),
  example: { id: EXAMPLE_ID },
  async run(ctx, input) {
    const tenant = sql`${ctx.tenant.id}::uuid`
    const after = input.after === undefined ? null : decodeCursor(input.after, '').id
    const [known, rows] = await Promise.all([
      ctx.tx.first(sql`select from recall where tenant_id = ${tenant} and id = ${input.id}::uuid`),
      ctx.tx.rows<{
        id: string
        human: string
        state: SerialState
        from_state: SerialState
        sku: string
        name: string
        owner: string | null
      }>(sql`
        select p.serial_id as id, s.human, s.state, p.from_state, g.sku, g.name, o.name as owner
        from recall_piece p
          join serial s on s.tenant_id = ${tenant} and s.id = p.serial_id
          join product g on g.tenant_id = ${tenant} and g.id = s.product_id
          left join ownership w on w.tenant_id = ${tenant} and w.serial_id = s.id
          left join owner o on o.tenant_id = ${tenant} and o.id = w.owner_id
        where p.tenant_id = ${tenant} and p.recall_id = ${input.id}::uuid and (${after}::uuid is null or p.serial_id > ${after}::uuid)
        order by p.serial_id limit ${input.limit + 1}::int`),
    ])
    if (!known) throw kernelFail('not_found')
    const page = rows.slice(0, input.limit)
    const last = page.at(-1)
    return {
      items: page.map((row) => ({
        id: row.id,
        serial: row.human,
        state: row.state,
        before: row.from_state,
        product: { sku: row.sku, name: row.name },
        owner: row.owner,
      })),
      next: rows.length > input.limit && last ? encodeCursor({ sort: '', id: last.id }) : null,
    }
  },
})
