import { z } from 'zod'
import { query } from '../../../kernel/command/operation.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { EXAMPLE_ID } from '../../../kernel/resource/resource.ts'
import { id } from '../../../kernel/wire.ts'
import { RECALLABLE, SERIAL_STATES, type SerialState } from '../../serials/index.ts'
import { recallCriteria } from './criteria.ts'
import { peopleOf, resolve } from './resolve.ts'

const MOST_PRODUCTS = 50

export const previewRecall = query({
  name: 'ownership.recall.preview',
  permission: 'ownership.recall',
  summary: 'See which pieces a recall would reach, before it is started',
  route: 'POST /recalls/preview',
  errors: ['ownership.pieces_unknown'],
  input: z.object({ criteria: recallCriteria }),
  output: z.object({
    pieces: z.number().int(),
    recallable: z.number().int().meta({ description: 'That would be recalled; the rest stays as it is' }),
    byState: z.array(
      z.object({ state: z.enum(SERIAL_STATES), pieces: z.number().int(), recallable: z.boolean() }),
    ),
    byProduct: z.array(z.object({ id, sku: z.string(), name: z.string(), pieces: z.number().int() })),
    owners: z.number().int().meta({ description: 'Registered owners who would be told' }),
    buyers: z
      .number()
      .int()
      .meta({ description: 'Buyers of pieces that nobody has claimed, who would be told' }),
    promised: z.number().int().meta({
      description: 'Pieces that are set aside for orders: others take their place where there are any',
    }),
  }),
  example: { criteria: { by: 'lot', lotIds: [EXAMPLE_ID] } },
  async run(ctx, input) {
    const tenant = sql`${ctx.tenant.id}::uuid`
    const which = await resolve(ctx, input.criteria)
    const reached: SerialState[] = [...RECALLABLE, 'stolen']
    const [states, products, people] = await Promise.all([
      ctx.tx.rows<{ state: SerialState; pieces: bigint; promised: bigint }>(sql`
        select state, count(*) as pieces, count(*) filter (where state = 'in_stock' and order_line_id is not null) as promised
        from serial where tenant_id = ${tenant} and id in (${which}) group by state`),
      ctx.tx.rows<{ id: string; sku: string; name: string; pieces: bigint }>(sql`
        select p.id, p.sku, p.name, g.pieces from (
          select product_id, count(*) as pieces from serial where tenant_id = ${tenant} and id in (${which}) group by product_id
        ) g join product p on p.tenant_id = ${tenant} and p.id = g.product_id
        order by g.pieces desc, p.sku limit ${MOST_PRODUCTS}::int`),
      ctx.tx.one<{ owners: bigint; buyers: bigint }>(sql`
        select count(distinct email) filter (where owns) as owners, count(distinct email) filter (where not owns) as buyers
        from (${peopleOf(ctx, sql`select id from serial where tenant_id = ${tenant} and id in (${which}) and state = any(${reached}::text[])`)}) p`),
    ])
    const byState = SERIAL_STATES.flatMap((state) => {
      const row = states.find((one) => one.state === state)
      return row ? [{ state, pieces: Number(row.pieces), recallable: RECALLABLE.includes(state) }] : []
    })
    const sum = (rows: readonly { pieces: number }[]) => rows.reduce((total, row) => total + row.pieces, 0)
    return {
      pieces: sum(byState),
      recallable: sum(byState.filter((row) => row.recallable)),
      byState,
      byProduct: products.map((row) => ({ ...row, pieces: Number(row.pieces) })),
      owners: Number(people.owners),
      buyers: Number(people.buyers),
      promised: states.reduce((total, row) => total + Number(row.promised), 0),
    }
  },
})
