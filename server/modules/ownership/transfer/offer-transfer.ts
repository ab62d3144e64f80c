import { z } from 'zod'
import { newId } from '../../../../shared/ids.ts'
import { routes } from '../../../../storefront/routes.ts'
import { command } from '../../../kernel/command/operation.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { EXAMPLE_ID } from '../../../kernel/resource/resource.ts'
import { id, moment } from '../../../kernel/wire.ts'
import { askForPiece } from '../claim/ask.ts'
import { hashCode, newCode } from '../claim/code.ts'
import { fail } from '../errors.ts'
import { assertFree, lockOwned } from '../owner/owned-piece.ts'
import { EXAMPLE_TOKEN, email, OWNER_TOKEN_HEADER, originOf, token } from '../owner/owner-link.ts'

/** How long the next owner has to accept. */
const OFFER_DAYS = 14
const DAY_MS = 86_400_000

export const OWNER_LIMIT = { name: 'owner', limit: 60, windowS: 3_600 } as const

export const offerTransfer = command({
  name: 'ownership.transfer.offer',
  summary: 'Offer a piece to its next owner',
  description:
    'With an address, only that person can accept, by the link that is mailed; without one, whoever has the code. The code is shown once.',
  route: 'POST /ownership/pieces/:id/transfer',
  public: 'the owner, by the token of their link',
  limit: OWNER_LIMIT,
  errors: [
    'ownership.link_over',
    'ownership.not_owner',
    'ownership.is_stolen',
    'ownership.is_recalled',
    'ownership.transfer_open',
    'ownership.own_piece',
  ],
  headers: OWNER_TOKEN_HEADER,
  input: z.object({ id, token, email: email.optional() }),
  output: z.object({
    code: z.string().nullable().meta({ description: 'For the next owner; null where the link was mailed' }),
    link: z.string().nullable(),
    expiresAt: moment,
  }),
  auditInput: (input) => ({ id: input.id }),
  example: { id: EXAMPLE_ID, token: EXAMPLE_TOKEN, email: 'next@example.com' },
  async run(ctx, input) {
    const tenant = sql`${ctx.tenant.id}::uuid`
    const piece = await lockOwned(ctx, input.token, input.id)
    assertFree(piece)
    if (input.email === piece.owner.email) throw fail('ownership.own_piece')
    await endOverdue(ctx.now, tenant, input.id, (statement) => ctx.tx.run(statement))
    const open = await ctx.tx.first(
      sql`select from ownership_transfer where tenant_id = ${tenant} and serial_id = ${input.id}::uuid and state = 'offered'`,
    )
    if (open) throw fail('ownership.transfer_open', { serial: piece.serial })
    const code = newCode()
    const transferId = newId(ctx.now.getTime())
    const expiresAt = new Date(ctx.now.getTime() + OFFER_DAYS * DAY_MS)
    await ctx.tx.run(sql`
      insert into ownership_transfer (tenant_id, id, serial_id, from_owner_id, to_email, code_hash, state, created_at, expires_at)
      values (${tenant}, ${transferId}::uuid, ${input.id}::uuid, ${piece.owner.id}::uuid, ${input.email ?? null}::text,
        ${hashCode(code)}, 'offered', ${ctx.now}::timestamptz, ${expiresAt}::timestamptz)`)
    if (input.email !== undefined)
      await askForPiece(
        ctx,
        { email: input.email, name: null, locale: piece.owner.locale },
        {
          serialId: input.id,
          way: 'transfer',
          transferId,
          expiresAt,
          until: new Intl.DateTimeFormat(piece.owner.locale === 'th' ? 'th-TH' : 'en-GB', {
            dateStyle: 'long',
            timeZone: ctx.tenant.timeZone,
          }).format(expiresAt),
        },
      )
    ctx.audit({ entity: 'serial', id: input.id, label: piece.serial, changes: { transferId } })
    const isMailed = input.email !== undefined
    return {
      code: isMailed ? null : code,
      link: isMailed ? null : originOf(ctx) + routes.claim({ code }),
      expiresAt: expiresAt.toISOString(),
    }
  },
})

/** An offer that nobody accepted in time is over: noted when somebody comes by. */
async function endOverdue(
  now: Date,
  tenant: ReturnType<typeof sql>,
  serialId: string,
  run: (statement: ReturnType<typeof sql>) => Promise<unknown>,
): Promise<void> {
  await run(sql`
    update ownership_transfer set state = 'expired', ended_at = expires_at
    where tenant_id = ${tenant} and serial_id = ${serialId}::uuid and state = 'offered' and expires_at <= ${now}::timestamptz`)
}
