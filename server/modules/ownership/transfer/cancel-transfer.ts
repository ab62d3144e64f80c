import { z } from 'zod'
import type { TenantContext } from '../../../kernel/command/context.ts'
import { command } from '../../../kernel/command/operation.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { EXAMPLE_ID } from '../../../kernel/resource/resource.ts'
import { id } from '../../../kernel/wire.ts'
import { fail } from '../errors.ts'
import { lockOwned } from '../owner/owned-piece.ts'
import { EXAMPLE_TOKEN, OWNER_TOKEN_HEADER, token } from '../owner/owner-link.ts'
import { OWNER_LIMIT } from './offer-transfer.ts'

export const cancelTransfer = command({
  name: 'ownership.transfer.cancel',
  summary: 'Take back an offer that nobody has accepted yet',
  route: 'POST /ownership/pieces/:id/transfer/cancel',
  public: 'the owner, by the token of their link',
  limit: OWNER_LIMIT,
  errors: ['ownership.link_over', 'ownership.not_owner', 'ownership.transfer_over'],
  headers: OWNER_TOKEN_HEADER,
  input: z.object({ id, token }),
  output: z.object({ id }),
  auditInput: (input) => ({ id: input.id }),
  example: { id: EXAMPLE_ID, token: EXAMPLE_TOKEN },
  async run(ctx, input) {
    const piece = await lockOwned(ctx, input.token, input.id)
    if ((await endTransfers(ctx, input.id)) === 0) throw fail('ownership.transfer_over')
    ctx.audit({ entity: 'serial', id: input.id, label: piece.serial, changes: { transfer: 'cancelled' } })
    return { id: input.id }
  },
})

/** Takes back the open offer of a piece, if there is one. Gives how many. */
export const endTransfers = (ctx: TenantContext, serialId: string): Promise<number> =>
  ctx.tx.run(sql`
    update ownership_transfer set state = 'cancelled', ended_at = ${ctx.now}::timestamptz
    where tenant_id = ${ctx.tenant.id}::uuid and serial_id = ${serialId}::uuid and state = 'offered'
      and expires_at > ${ctx.now}::timestamptz`)
