import { z } from 'zod'
import { query } from '../../../kernel/command/operation.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { fail as kernelFail } from '../../../kernel/errors/kernel-errors.ts'
import { decodeCursor, encodeCursor } from '../../../kernel/resource/cursor.ts'
import { trimDecimal } from '../../../kernel/resource/field.ts'
import { EXAMPLE_ID } from '../../../kernel/resource/resource.ts'
import { day, decimal, id, moment } from '../../../kernel/wire.ts'

const MOST = 10_000

interface Row {
  code: string
  received_on: string | null
  note: string | null
  material_id: string
  material_sku: string
  material_name: string
  edge_id: string | null
  serial_id: string | null
  serial: string | null
  serial_state: string | null
  token_id: string
  token_code: string
  token_state: string
  ticket_id: string
  ticket_number: string
  product_sku: string
  product_name: string
  quantity: string
  at: Date
}

export const lotGenealogy = query({
  name: 'manufacturing.genealogy.lot',
  permission: 'manufacturing.read',
  summary: 'Every piece and batch that has a lot of material in it',
  description: 'In the order in which the lot was taken. For a recall: follow `next` to the end.',
  route: 'GET /genealogy/lots/:id',
  input: z.object({
    id,
    limit: z.coerce.number().int().min(1).max(MOST).default(1_000),
    after: z.string().max(1000).optional(),
  }),
  output: z.object({
    lot: z.object({
      id,
      code: z.string(),
      receivedOn: day.nullable(),
      note: z.string().nullable(),
      product: z.object({ id, sku: z.string(), name: z.string() }),
    }),
    items: z.array(
      z.object({
        serial: z.object({ id, serial: z.string(), state: z.string() }).nullable(),
        token: z.object({ id, code: z.string(), state: z.string() }),
        ticket: z.object({ id, number: z.string() }),
        product: z.object({ sku: z.string(), name: z.string() }),
        quantity: decimal.meta({ description: 'Of the lot in this piece or batch' }),
        at: moment,
      }),
    ),
    next: z.string().nullable(),
  }),
  example: { id: EXAMPLE_ID },
  async run(ctx, input) {
    const tenant = sql`${ctx.tenant.id}::uuid`
    const after = input.after === undefined ? null : decodeCursor(input.after, '').id
    const rows = await ctx.tx.rows<Row>(sql`
      select b.code, b.received_on, b.note, m.id as material_id, m.sku as material_sku, m.name as material_name, e.*
      from lot b
        join product m on m.tenant_id = ${tenant} and m.id = b.product_id
        left join lateral (
          select g.id as edge_id, g.serial_id, s.human as serial, s.state as serial_state, k.id as token_id, k.code as token_code,
            k.state as token_state, t.id as ticket_id, t.number as ticket_number, p.sku as product_sku, p.name as product_name,
            g.quantity, g.at
          from (
            select id, token_id, serial_id, quantity, at from token_material
            where tenant_id = ${tenant} and lot_id = b.id and (${after}::uuid is null or id > ${after}::uuid)
            order by id limit ${input.limit + 1}::int
          ) g
            join work_token k on k.tenant_id = ${tenant} and k.id = g.token_id
            join job_ticket t on t.tenant_id = ${tenant} and t.id = k.ticket_id
            join product p on p.tenant_id = ${tenant} and p.id = t.product_id
            left join serial s on s.tenant_id = ${tenant} and s.id = g.serial_id
        ) e on true
      where b.tenant_id = ${tenant} and b.id = ${input.id}::uuid
      order by e.edge_id`)
    const lot = rows[0]
    if (!lot) throw kernelFail('not_found')
    const edges = rows.filter((row) => row.edge_id !== null)
    const page = edges.slice(0, input.limit)
    const last = page.at(-1)
    return {
      lot: {
        id: input.id,
        code: lot.code,
        receivedOn: lot.received_on,
        note: lot.note,
        product: { id: lot.material_id, sku: lot.material_sku, name: lot.material_name },
      },
      items: page.map((row) => ({
        serial:
          row.serial_id === null
            ? null
            : { id: row.serial_id, serial: row.serial ?? '', state: row.serial_state ?? '' },
        token: { id: row.token_id, code: row.token_code, state: row.token_state },
        ticket: { id: row.ticket_id, number: row.ticket_number },
        product: { sku: row.product_sku, name: row.product_name },
        quantity: trimDecimal(row.quantity),
        at: row.at.toISOString(),
      })),
      next: edges.length > input.limit && last ? encodeCursor({ sort: '', id: last.edge_id! }) : null,
    }
  },
})
