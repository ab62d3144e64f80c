import { z } from 'zod'
import { newId } from '../../../../shared/ids.ts'
import type { TenantContext } from '../../../kernel/command/context.ts'
import { command } from '../../../kernel/command/operation.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { EXAMPLE_ID } from '../../../kernel/resource/resource.ts'
import { id, paragraph } from '../../../kernel/wire.ts'
import { adminsOf, DESK_PATH } from '../../identity/index.ts'
import { changeState } from '../../serials/index.ts'
import { fail } from '../errors.ts'
import { pieceRecovered, pieceStolen } from '../events.ts'
import { mailedPiece, mailOwner } from '../mail/mail-owner.ts'
import { endTransfers } from '../transfer/cancel-transfer.ts'
import { OWNER_LIMIT } from '../transfer/offer-transfer.ts'
import { noteJob } from './note-job.ts'
import { assertFree, lockOwned, type OwnedPiece } from './owned-piece.ts'
import { EXAMPLE_TOKEN, OWNER_TOKEN_HEADER, originOf, token } from './owner-link.ts'

const output = z.object({ id, serial: z.string() })

export const reportStolen = command({
  name: 'ownership.piece.report_stolen',
  summary: 'Report a piece of one’s own as stolen',
  description:
    'Whoever checks its number is told so at once, the maker gets a mail, and an open transfer is taken back.',
  route: 'POST /ownership/pieces/:id/stolen',
  public: 'the owner, by the token of their link',
  limit: OWNER_LIMIT,
  errors: ['ownership.link_over', 'ownership.not_owner', 'ownership.is_stolen', 'ownership.is_recalled'],
  headers: OWNER_TOKEN_HEADER,
  input: z.object({
    id,
    token,
    note: paragraph(1_000).optional().meta({ description: 'Where, when, how: for the maker' }),
  }),
  output,
  auditInput: (input) => ({ id: input.id, note: input.note }),
  example: { id: EXAMPLE_ID, token: EXAMPLE_TOKEN, note: 'From a train between Lyon and Paris' },
  async run(ctx, input) {
    const piece = await lockOwned(ctx, input.token, input.id)
    assertFree(piece)
    await changeState(ctx, {
      ids: [input.id],
      from: ['claimed'],
      to: 'stolen',
      reason: input.note || undefined,
    })
    await endTransfers(ctx, input.id)
    await tell(ctx, piece, 'stolen', input.note || undefined)
    ctx.publish(pieceStolen, { serialId: input.id })
    return { id: input.id, serial: piece.serial }
  },
})

export const reportFound = command({
  name: 'ownership.piece.report_found',
  summary: 'Report that a stolen piece of one’s own is back',
  route: 'POST /ownership/pieces/:id/found',
  public: 'the owner, by the token of their link',
  limit: OWNER_LIMIT,
  errors: ['ownership.link_over', 'ownership.not_owner', 'ownership.not_stolen'],
  headers: OWNER_TOKEN_HEADER,
  input: z.object({ id, token }),
  output,
  auditInput: (input) => ({ id: input.id }),
  example: { id: EXAMPLE_ID, token: EXAMPLE_TOKEN },
  async run(ctx, input) {
    const piece = await lockOwned(ctx, input.token, input.id)
    const last = await ctx.tx.first<{ kind: string }>(sql`
      select kind from ownership_event where tenant_id = ${ctx.tenant.id}::uuid and serial_id = ${input.id}::uuid
      order by version desc limit 1`)
    // What the maker has reported is the maker's to take back.
    if (piece.state !== 'stolen' || last?.kind !== 'stolen')
      throw fail('ownership.not_stolen', { serial: piece.serial })
    await changeState(ctx, { ids: [input.id], from: ['stolen'], to: 'claimed' })
    await tell(ctx, piece, 'recovered', undefined)
    ctx.publish(pieceRecovered, { serialId: input.id })
    return { id: input.id, serial: piece.serial }
  },
})

/** Writes the event of the ownership, and to those who look after the workshop. */
async function tell(
  ctx: TenantContext,
  { owner, serialId, serial }: OwnedPiece,
  kind: 'stolen' | 'recovered',
  note: string | undefined,
): Promise<void> {
  const tenant = sql`${ctx.tenant.id}::uuid`
  await ctx.tx.run(sql`
    with own as (
      update ownership set version = version + 1 where tenant_id = ${tenant} and serial_id = ${serialId}::uuid returning version
    )
    insert into ownership_event (tenant_id, id, serial_id, version, kind, owner_id, note, at)
    select ${tenant}, ${newId(ctx.now.getTime())}::uuid, ${serialId}::uuid, own.version, ${kind}, ${owner.id}::uuid,
      ${note ?? null}::text, ${ctx.now}::timestamptz from own`)
  const { locale } = ctx.tenant
  const [admins, piece] = await Promise.all([adminsOf(ctx), mailedPiece(ctx, serialId, locale)])
  for (const admin of admins)
    mailOwner(ctx, {
      kind,
      locale,
      to: admin.email,
      name: admin.name,
      pieces: [piece],
      link: `${originOf(ctx)}${DESK_PATH}/pieces/${serialId}`,
      words: note,
    })
  ctx.enqueue(noteJob, { ids: [serialId] })
  ctx.audit({ entity: 'serial', id: serialId, label: serial, changes: { reported: kind } })
}
