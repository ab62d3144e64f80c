import { newId } from '../../../../shared/ids.ts'
import type { TenantContext } from '../../../kernel/command/context.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { issue } from '../../serials/index.ts'
import type { LoadedToken } from './load-token.ts'

/** A token that is to be written. Quantity as an exact decimal. */
export interface NewToken {
  readonly id: string
  readonly number: number
  readonly kind: 'piece' | 'batch'
  readonly serial: { readonly id: string; readonly human: string } | null
  readonly quantity: string
}

/** What its card and QR code carry: the ticket's number and its own. */
export const tokenCode = (ticketNumber: string, number: number): string => `${ticketNumber}-${number}`

/** A new piece, with a new serial, in the place of one that is lost. */
export async function replacePiece(
  ctx: TenantContext,
  lost: LoadedToken,
): Promise<{ code: string; send(): Promise<unknown>[] }> {
  const { ticket } = lost
  const tenant = sql`${ctx.tenant.id}::uuid`
  const [serials, { number }] = await Promise.all([
    issue(ctx, {
      line: ticket.line,
      productId: ticket.productId,
      quantity: 1,
      state: 'issued',
      ticketId: ticket.id,
      source: { entity: 'job_ticket', id: ticket.id },
    }),
    ctx.tx.one<{ number: number }>(
      sql`select max(number) + 1 as number from work_token where tenant_id = ${tenant} and ticket_id = ${ticket.id}::uuid`,
    ),
  ])
  const code = tokenCode(ticket.number, number)
  return {
    code,
    send: () => [
      ctx.tx.run(sql`
        insert into work_token (tenant_id, id, ticket_id, number, code, kind, serial_id, quantity, state)
        values (${tenant}, ${newId(ctx.now.getTime())}::uuid, ${ticket.id}::uuid, ${number}::int, ${code}, 'piece', ${serials[0]!.id}::uuid, 1, 'waiting')`),
    ],
  }
}
