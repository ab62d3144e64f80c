import { z } from 'zod'
import { command } from '../../../kernel/command/operation.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { fail as kernelFail } from '../../../kernel/errors/kernel-errors.ts'
import { EXAMPLE_ID } from '../../../kernel/resource/resource.ts'
import { id, line } from '../../../kernel/wire.ts'
import { isToken } from '../../sales/index.ts'
import type { SerialState } from '../../serials/index.ts'
import { fail } from '../errors.ts'
import { EXAMPLE_TOKEN, email, token } from '../owner/owner-link.ts'
import { askForPiece, isWrittenToOften } from './ask.ts'
import { CLAIM_LIMIT } from './ask-to-claim.ts'

export const askByOrder = command({
  name: 'ownership.claim.ask_by_order',
  summary: 'Ask for a piece of an order, with the secret link of the order',
  route: 'POST /ownership/claims/by-order',
  status: 202,
  public: 'whoever has the token of the order that the piece came with',
  limit: CLAIM_LIMIT,
  errors: ['ownership.already_claimed', 'ownership.not_claimable'],
  headers: { token: 'x-cart-token' },
  input: z.object({ orderId: id, token, pieceId: id, email, name: line(120) }),
  output: z.object({ asked: z.literal(true) }),
  auditInput: ({ orderId, pieceId }) => ({ orderId, pieceId }),
  example: {
    orderId: EXAMPLE_ID,
    token: EXAMPLE_TOKEN,
    pieceId: EXAMPLE_ID,
    email: 'mali@example.com',
    name: 'Mali Srisai',
  },
  async run(ctx, input) {
    const row = await ctx.tx.first<{ token_hash: string; human: string; state: SerialState }>(sql`
      select o.token_hash, s.human, s.state from sales_order o
        join sales_order_line l on l.tenant_id = o.tenant_id and l.order_id = o.id
        join serial s on s.tenant_id = l.tenant_id and s.order_line_id = l.id
      where o.tenant_id = ${ctx.tenant.id}::uuid and o.id = ${input.orderId}::uuid and s.id = ${input.pieceId}::uuid`)
    if (!row || !isToken(input.token, row.token_hash)) throw kernelFail('not_found')
    if (row.state === 'claimed') throw fail('ownership.already_claimed', { serial: row.human })
    if (row.state !== 'sold') throw fail('ownership.not_claimable', { serial: row.human })
    ctx.audit({ entity: 'serial', id: input.pieceId, label: row.human })
    if (!(await isWrittenToOften(ctx, input.email)))
      await askForPiece(
        ctx,
        { email: input.email, name: input.name, locale: ctx.locale },
        { serialId: input.pieceId, way: 'order' },
      )
    return { asked: true as const }
  },
})
