import { z } from 'zod'
import type { TenantContext } from '../../../kernel/command/context.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { fail as kernelFail } from '../../../kernel/errors/kernel-errors.ts'
import { decimal, id } from '../../../kernel/wire.ts'
import { TICKET_STATES, type TicketState } from './job-ticket.ts'

export const shortage = z.object({
  productId: id,
  sku: z.string(),
  required: decimal,
  reserved: decimal,
  short: decimal,
})

/** A ticket that was just made or released. */
export const releasedOutput = z.object({
  id,
  number: z.string(),
  state: z.enum(TICKET_STATES),
  totalMinutes: decimal,
  tokens: z
    .array(z.object({ id, code: z.string(), serial: z.string().nullable(), quantity: decimal }))
    .meta({ description: 'A piece each, or the batch; none while it is a draft' }),
  shortages: z.array(shortage).meta({ description: 'Material that could not be reserved' }),
})

/** What a step of a ticket answers. */
export const stepOutput = z.object({ id, number: z.string(), state: z.enum(TICKET_STATES) })

export interface TicketRow {
  id: string
  number: string
  state: TicketState
  held_from: TicketState | null
  line: string
  product_id: string
  quantity: string
  good_quantity: string
  version: bigint
  due_on: string | null
  priority: number
  note: string | null
  material_cost_minor: bigint
  labour_cost_minor: bigint
  labour_posted_minor: bigint
  finished_cost_minor: bigint
}

/** Reads a ticket and locks it: nothing below it changes until the transaction ends. */
export async function lockTicket(ctx: TenantContext, ticketId: string): Promise<TicketRow> {
  const row = await ctx.tx.first<TicketRow>(sql`
    select id, number, state, held_from, line, product_id, quantity, good_quantity, version, due_on, priority, note,
      material_cost_minor, labour_cost_minor, labour_posted_minor, finished_cost_minor
    from job_ticket where tenant_id = ${ctx.tenant.id}::uuid and id = ${ticketId}::uuid for no key update`)
  if (!row) throw kernelFail('not_found')
  return row
}
