import { z } from 'zod'
import { query } from '../../../kernel/command/operation.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { fail as kernelFail } from '../../../kernel/errors/kernel-errors.ts'
import { trimDecimal } from '../../../kernel/resource/field.ts'
import { EXAMPLE_ID } from '../../../kernel/resource/resource.ts'
import { day, decimal, id, moment } from '../../../kernel/wire.ts'

/** Tickets that are named; the rest are counted. */
const TICKETS = 12

interface Row {
  code: string
  received_on: string | null
  note: string | null
  product_id: string
  sku: string
  name: string
  name_th: string | null
  unit: string
  on_hand: string
  pieces: number
  quantity: string
  ticket_count: number
  states: { state: string; pieces: number }[] | null
  products: z.output<typeof productShare>[] | null
  tickets: z.output<typeof ticketShare>[] | null
}

const productShare = z.object({
  id,
  sku: z.string(),
  name: z.string(),
  nameTh: z.string().nullable(),
  pieces: z.number().int(),
  quantity: decimal,
})
const ticketShare = z.object({
  id,
  number: z.string(),
  productSku: z.string(),
  pieces: z.number().int(),
  quantity: decimal,
  firstAt: moment,
})

export const lotSummary = query({
  name: 'manufacturing.genealogy.lot_summary',
  permission: 'manufacturing.read',
  summary:
    'What became of a lot of material, summed up: in how many pieces, of which products, in which states',
  description:
    'However many pieces it is in. The pieces themselves: `GET /genealogy/lots/:id`, page by page.',
  route: 'GET /genealogy/lots/:id/summary',
  input: z.object({ id }),
  output: z.object({
    id,
    code: z.string(),
    receivedOn: day.nullable(),
    note: z.string().nullable(),
    product: z.object({ id, sku: z.string(), name: z.string(), nameTh: z.string().nullable() }),
    unit: z.string(),
    onHand: decimal.meta({ description: 'What is left of it in physical locations' }),
    pieces: z.number().int().meta({ description: 'Pieces and batches that have it' }),
    quantity: decimal.meta({ description: 'How much of it is in them' }),
    states: z
      .array(z.object({ state: z.string(), pieces: z.number().int() }))
      .meta({ description: 'Of the pieces with a serial, the most first' }),
    products: z.array(productShare),
    ticketCount: z.number().int(),
    tickets: z.array(ticketShare).meta({ description: `The ${TICKETS} that took most of it` }),
  }),
  example: { id: EXAMPLE_ID },
  async run(ctx, input) {
    const tenant = sql`${ctx.tenant.id}::uuid`
    const row = await ctx.tx.first<Row>(sql`
      with edge as materialized (
        select g.token_id, g.serial_id, g.quantity, g.at from token_material g where g.tenant_id = ${tenant} and g.lot_id = ${input.id}::uuid
      ), token as materialized (
        select e.token_id, k.ticket_id, count(distinct coalesce(e.serial_id, e.token_id))::int as pieces, sum(e.quantity) as quantity,
          min(e.at) as first_at
        from edge e join work_token k on k.tenant_id = ${tenant} and k.id = e.token_id
        group by e.token_id, k.ticket_id
      ), ticket as materialized (
        select t.id, t.number, t.product_id, sum(k.pieces)::int as pieces, sum(k.quantity) as quantity, min(k.first_at) as first_at
        from token k join job_ticket t on t.tenant_id = ${tenant} and t.id = k.ticket_id group by t.id, t.number, t.product_id
      )
      select b.code, b.received_on, b.note, p.id as product_id, p.sku, p.name, p.name_th, p.unit,
        coalesce((
          select sum(l.on_hand) from stock_level l
            join location f on f.tenant_id = ${tenant} and f.id = l.location_id and f.kind in ('warehouse', 'zone', 'bin')
          where l.tenant_id = ${tenant} and l.lot_id = b.id
        ), 0) as on_hand,
        coalesce((select sum(pieces) from token), 0)::int as pieces, coalesce((select sum(quantity) from token), 0) as quantity,
        (select count(*) from ticket)::int as ticket_count,
        (
          select json_agg(json_build_object('state', state, 'pieces', pieces) order by pieces desc, state)
          from (
            select s.state, count(*)::int as pieces
            from (select distinct serial_id from edge where serial_id is not null) e
              join serial s on s.tenant_id = ${tenant} and s.id = e.serial_id
            group by s.state
          ) s
        ) as states,
        (
          select json_agg(json_build_object('id', m.id, 'sku', m.sku, 'name', m.name, 'nameTh', m.name_th, 'pieces', t.pieces,
            'quantity', trim_scale(t.quantity)::text) order by t.pieces desc, m.sku)
          from (select product_id, sum(pieces) as pieces, sum(quantity) as quantity from ticket group by product_id) t
            join product m on m.tenant_id = ${tenant} and m.id = t.product_id
        ) as products,
        (
          select json_agg(json_build_object('id', t.id, 'number', t.number, 'productSku', m.sku, 'pieces', t.pieces,
            'quantity', trim_scale(t.quantity)::text,
            'firstAt', to_char(t.first_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) order by t.pieces desc, t.number)
          from (select * from ticket order by pieces desc, number limit ${TICKETS}::int) t
            join product m on m.tenant_id = ${tenant} and m.id = t.product_id
        ) as tickets
      from lot b join product p on p.tenant_id = ${tenant} and p.id = b.product_id
      where b.tenant_id = ${tenant} and b.id = ${input.id}::uuid`)
    if (!row) throw kernelFail('not_found')
    return {
      id: input.id,
      code: row.code,
      receivedOn: row.received_on,
      note: row.note,
      product: { id: row.product_id, sku: row.sku, name: row.name, nameTh: row.name_th },
      unit: row.unit,
      onHand: trimDecimal(row.on_hand),
      pieces: row.pieces,
      quantity: trimDecimal(row.quantity),
      states: row.states ?? [],
      products: row.products ?? [],
      ticketCount: row.ticket_count,
      tickets: row.tickets ?? [],
    }
  },
})
