import { z } from 'zod'
import type { TenantContext } from '../../../kernel/command/context.ts'
import { command } from '../../../kernel/command/operation.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { fail as kernelFail } from '../../../kernel/errors/kernel-errors.ts'
import { EXAMPLE_ID } from '../../../kernel/resource/resource.ts'
import { id, moment } from '../../../kernel/wire.ts'
import { forgetMessagesTo } from '../../notifications/index.ts'
import { fail } from '../errors.ts'
import { OWNER_LIMIT } from '../transfer/offer-transfer.ts'
import { EXAMPLE_TOKEN, OWNER_TOKEN_HEADER, ownerOf, token } from './owner-link.ts'

const output = z.object({
  erasedAt: moment,
  pieces: z
    .int()
    .meta({ description: 'Pieces that stay claimed, by somebody of whom nothing is known any more' }),
})

/**
 * Forgets who an owner is: name, address, links, requests, offers, and mails about their pieces. The chain of owners stays, with an
 * owner of whom nothing is known. What was written on facts (how a piece was stolen) is not shown any more.
 */
async function erase(ctx: TenantContext, ownerId: string): Promise<z.input<typeof output>> {
  const tenant = sql`${ctx.tenant.id}::uuid`
  const owner = await ctx.tx.first<{ email: string | null }>(
    sql`select email from owner where tenant_id = ${tenant} and id = ${ownerId}::uuid for update`,
  )
  if (!owner) throw kernelFail('not_found')
  const { email } = owner
  if (email === null) throw fail('ownership.owner_erased')
  const [, , , , , { pieces }] = await Promise.all([
    ctx.tx.run(sql`delete from owner_link where tenant_id = ${tenant} and owner_id = ${ownerId}::uuid`),
    ctx.tx.run(sql`delete from ownership_request where tenant_id = ${tenant} and email = ${email}`),
    // An offer that is open is taken back: without the address anybody with its code could accept it.
    ctx.tx.run(sql`update ownership_transfer set to_email = nullif(to_email, ${email}),
        state = case when state = 'offered' then 'cancelled' else state end,
        ended_at = case when state = 'offered' then ${ctx.now}::timestamptz else ended_at end
      where tenant_id = ${tenant} and (to_email = ${email} or (from_owner_id = ${ownerId}::uuid and state = 'offered'))`),
    // Who was told of a recall is counted on, without being named.
    ctx.tx.run(sql`update recall_recipient set email = 'erased ' || id::text, name = '', told_at = coalesce(told_at, ${ctx.now}::timestamptz)
      where tenant_id = ${tenant} and email = ${email}`),
    forgetMessagesTo(ctx, email, 'ownership.'),
    ctx.tx.one<{ pieces: bigint }>(sql`
      select count(*) as pieces from ownership w join serial s on s.tenant_id = ${tenant} and s.id = w.serial_id
      where w.tenant_id = ${tenant} and w.owner_id = ${ownerId}::uuid and s.state in ('claimed', 'stolen', 'recalled', 'quarantined')`),
  ])
  await ctx.tx.run(
    sql`update owner set email = null, name = '', erased_at = ${ctx.now}::timestamptz where tenant_id = ${tenant} and id = ${ownerId}::uuid`,
  )
  ctx.audit({ entity: 'owner', id: ownerId, changes: { erased: { to: true } } })
  return { erasedAt: ctx.now.toISOString(), pieces: Number(pieces) }
}

export const eraseOwner = command({
  name: 'ownership.owner.erase',
  summary: 'Erase who an owner is, as they asked',
  description:
    'Name, address, links, requests, offers and mails about their pieces, for good. The history of their pieces stays, without them.',
  route: 'POST /owners/:id/erase',
  errors: ['ownership.owner_erased'],
  input: z.object({ id }),
  output,
  example: { id: EXAMPLE_ID },
  run: async (ctx, input) => await erase(ctx, input.id),
})

export const eraseMyself = command({
  name: 'ownership.owner.erase_me',
  summary: 'Have everything erased by which one is known as an owner',
  description: 'For good. The pieces stay registered, by somebody of whom nothing is known.',
  route: 'POST /ownership/me/erase',
  public: 'the owner, by the token of their link',
  limit: OWNER_LIMIT,
  headers: OWNER_TOKEN_HEADER,
  errors: ['ownership.link_over', 'ownership.owner_erased'],
  input: z.object({ token }),
  output,
  auditInput: () => undefined,
  example: { token: EXAMPLE_TOKEN },
  run: async (ctx, input) => await erase(ctx, (await ownerOf(ctx, input.token)).id),
})
