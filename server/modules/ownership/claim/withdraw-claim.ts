import { z } from 'zod'
import { newId } from '../../../../shared/ids.ts'
import { command } from '../../../kernel/command/operation.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { fail as kernelFail } from '../../../kernel/errors/kernel-errors.ts'
import { EXAMPLE_ID } from '../../../kernel/resource/resource.ts'
import { id, line, paragraph } from '../../../kernel/wire.ts'
import { changeState, type SerialState } from '../../serials/index.ts'
import { fail } from '../errors.ts'
import { claimWithdrawn } from '../events.ts'
import { mailedPiece, mailOwner } from '../mail/mail-owner.ts'
import { noteJob } from '../owner/note-job.ts'
import { email, readOwner } from '../owner/owner-link.ts'
import { endTransfers } from '../transfer/cancel-transfer.ts'
import { askForPiece } from './ask.ts'

/** States in which a piece is its owner's to lose. A recalled one is looked at when the recall is over. */
export const WITHDRAWABLE: readonly SerialState[] = ['claimed', 'stolen']

export const withdrawClaim = command({
  name: 'ownership.claim.withdraw',
  summary: 'Take a piece back from somebody who claimed what is not theirs',
  description:
    'The piece is sold as before, its claim code is void, the person reads the reason in a mail. With `next` somebody else is mailed a link by which the piece becomes theirs. What happened stays in the history.',
  route: 'POST /serials/:id/ownership/withdraw',
  errors: ['ownership.not_claimed', 'ownership.own_piece'],
  input: z.object({
    id,
    reason: paragraph(500).min(1).meta({
      description: 'For the history of the piece, and for whom it is taken from',
    }),
    next: z
      .object({ email, name: line(120) })
      .optional()
      .meta({ description: 'Whose it is: they confirm by the link that they are mailed' }),
  }),
  output: z.object({
    id,
    serial: z.string(),
    told: z.boolean().meta({ description: 'Whether the one who lost it was mailed: not who was erased' }),
    asked: z.boolean().meta({ description: 'Whether somebody else was mailed a link' }),
  }),
  auditInput: ({ next, ...rest }) => ({ ...rest, next: next !== undefined }),
  example: {
    id: EXAMPLE_ID,
    reason: 'The card was read by a visitor before the parcel left; the order is another person’s.',
    next: { email: 'nok@example.com', name: 'Nok Chai' },
  },
  async run(ctx, input) {
    const tenant = sql`${ctx.tenant.id}::uuid`
    const [piece, own] = await Promise.all([
      ctx.tx.first<{ human: string; state: SerialState }>(
        sql`select human, state from serial where tenant_id = ${tenant} and id = ${input.id}::uuid for update`,
      ),
      ctx.tx.first<{ owner_id: string }>(
        sql`select owner_id from ownership where tenant_id = ${tenant} and serial_id = ${input.id}::uuid for update`,
      ),
    ])
    if (!piece) throw kernelFail('not_found')
    if (!own || !WITHDRAWABLE.includes(piece.state))
      throw fail('ownership.not_claimed', { serial: piece.human })
    const loser = await readOwner(ctx, own.owner_id)
    if (input.next?.email === loser.email) throw fail('ownership.own_piece')
    await changeState(ctx, {
      ids: [input.id],
      from: WITHDRAWABLE,
      to: 'sold',
      reason: input.reason,
      source: { entity: 'owner', id: own.owner_id },
    })
    await endTransfers(ctx, input.id)
    await Promise.all([
      // The card is in the wrong hands, and so may be a link that was mailed for it.
      ctx.tx.run(sql`delete from claim_code where tenant_id = ${tenant} and serial_id = ${input.id}::uuid`),
      ctx.tx.run(
        sql`delete from ownership_request where tenant_id = ${tenant} and serial_id = ${input.id}::uuid and used_at is null`,
      ),
      ctx.tx.run(sql`
        with own as (
          delete from ownership where tenant_id = ${tenant} and serial_id = ${input.id}::uuid returning version
        )
        insert into ownership_event (tenant_id, id, serial_id, version, kind, owner_id, way, note, at)
        select ${tenant}, ${newId(ctx.now.getTime())}::uuid, ${input.id}::uuid, own.version + 1, 'withdrawn', ${own.owner_id}::uuid, 'maker',
          ${input.reason}, ${ctx.now}::timestamptz from own`),
    ])
    if (loser.email !== null)
      mailOwner(ctx, {
        kind: 'withdrawn',
        locale: loser.locale,
        to: loser.email,
        name: loser.name,
        pieces: [await mailedPiece(ctx, input.id, loser.locale)],
        words: input.reason,
      })
    if (input.next)
      await askForPiece(
        ctx,
        { ...input.next, locale: ctx.tenant.locale },
        { serialId: input.id, way: 'maker' },
      )
    ctx.enqueue(noteJob, { ids: [input.id] })
    ctx.publish(claimWithdrawn, { serialId: input.id })
    ctx.audit({
      entity: 'serial',
      id: input.id,
      label: piece.human,
      changes: { owner: { from: own.owner_id, to: null }, reason: input.reason },
    })
    return {
      id: input.id,
      serial: piece.human,
      told: loser.email !== null,
      asked: input.next !== undefined,
    }
  },
})
