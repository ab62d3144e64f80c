import { z } from 'zod'
import { command } from '../../../kernel/command/operation.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { EXAMPLE_ID } from '../../../kernel/resource/resource.ts'
import { id } from '../../../kernel/wire.ts'
import { reserveAvailable } from '../material/reserve-material.ts'
import { millionths } from '../quantity.ts'
import { lockTicket, shortage, stepOutput } from './ticket-output.ts'
import { assertMay } from './ticket-states.ts'

export const reserveTicket = command({
  name: 'manufacturing.ticket.reserve',
  summary: 'Reserve the material that a ticket still lacks',
  description: 'For when material came in after the release. The answer says what is still short.',
  route: 'POST /job-tickets/:id/reserve',
  errors: ['manufacturing.ticket_state'],
  input: z.object({ id }),
  output: stepOutput.extend({ shortages: z.array(shortage) }),
  example: { id: EXAMPLE_ID },
  async run(ctx, input) {
    const ticket = await lockTicket(ctx, input.id)
    assertMay('reserve', ticket)
    const tenant = sql`${ctx.tenant.id}::uuid`
    const rows = await ctx.tx.rows<{ product_id: string; sku: string; lacking: string }>(sql`
      select m.product_id, p.sku, round(m.quantity_per_piece * (t.quantity - t.good_quantity), 6) - coalesce(r.quantity, 0) as lacking
      from job_ticket t
        join ticket_material m on m.tenant_id = ${tenant} and m.ticket_id = t.id
        join product p on p.tenant_id = ${tenant} and p.id = m.product_id
        left join lateral (
          select sum(r.quantity) as quantity from stock_reservation r
          where r.tenant_id = ${tenant} and r.source_entity = 'job_ticket' and r.source_id = t.id and r.state = 'open'
            and r.product_id = m.product_id
        ) r on true
      where t.tenant_id = ${tenant} and t.id = ${ticket.id}::uuid order by m.line_no`)
    const needs = rows
      .map((row) => ({ productId: row.product_id, sku: row.sku, quantity: millionths(row.lacking) }))
      .filter((need) => need.quantity > 0n)
    const shortages = await reserveAvailable(ctx, ticket.id, needs)
    ctx.audit({ entity: 'job_ticket', id: ticket.id, label: ticket.number, changes: { shortages } })
    return { id: ticket.id, number: ticket.number, state: ticket.state, shortages }
  },
})
