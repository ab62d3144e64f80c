import { routes } from '../../../../storefront/routes.ts'
import type { TenantContext } from '../../../kernel/command/context.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { type JobDefinition, job } from '../../../kernel/jobs/job.ts'
import type { SerialState } from '../../serials/index.ts'
import { mailedPiece, mailOwner } from '../mail/mail-owner.ts'
import { openLink } from '../owner/owner-link.ts'
import { type Asker, askForPiece, isWrittenToOften } from './ask.ts'

interface Found {
  serial_id: string
  compact: string
  state: SerialState
  transfer_id: string | null
  to_email: string | null
  owner_id: string | null
  owner_email: string | null
}

/**
 * Looks a code up that somebody typed, and answers by mail. It is a job, so that whoever typed it learns nothing from the answer or
 * from its time; what there is to say is said to the address alone, and only where the code is right.
 */
export const lookUpCode: JobDefinition<{ codeHash: string } & Asker> = job({
  name: 'ownership.look-up-code',
  async run(ctx, { codeHash, ...asker }) {
    const tenant = sql`${ctx.tenant.id}::uuid`
    const found = await ctx.tx.first<Found>(sql`
      select c.serial_id, s.compact, s.state, c.transfer_id, c.to_email, w.owner_id, o.email as owner_email
      from (
        select serial_id, null::uuid as transfer_id, null::text as to_email from claim_code
        where tenant_id = ${tenant} and code_hash = ${codeHash}
        union all
        select serial_id, id, to_email from ownership_transfer
        where tenant_id = ${tenant} and code_hash = ${codeHash} and state = 'offered' and expires_at > ${ctx.now}::timestamptz
      ) c
        join serial s on s.tenant_id = ${tenant} and s.id = c.serial_id
        left join ownership w on w.tenant_id = ${tenant} and w.serial_id = c.serial_id
        left join owner o on o.tenant_id = ${tenant} and o.id = w.owner_id`)
    if (!found) return
    ctx.audit({ entity: 'serial', id: found.serial_id })
    if (await isWrittenToOften(ctx, asker.email)) return
    if (found.transfer_id === null) await answerClaim(ctx, found, asker)
    else if (found.to_email === null || found.to_email === asker.email)
      await askForPiece(ctx, asker, {
        serialId: found.serial_id,
        way: 'transfer',
        transferId: found.transfer_id,
      })
  },
})

async function answerClaim(ctx: TenantContext, found: Found, asker: Asker): Promise<void> {
  const { serial_id: serialId, state } = found
  if (state === 'sold') return await askForPiece(ctx, asker, { serialId, way: 'code' })
  const isOwned = found.owner_id !== null && state !== 'in_stock'
  const kind = isOwned
    ? found.owner_email === asker.email
      ? 'pieces'
      : 'taken'
    : state === 'recalled' || state === 'stolen'
      ? 'not-now'
      : state === 'in_stock' || state === 'issued' || state === 'in_production'
        ? 'not-sold'
        : undefined
  if (kind === undefined) return
  const link =
    kind === 'pieces'
      ? (await openLink(ctx, found.owner_id!)).link
      : kind === 'not-now'
        ? ctx.kernel.config.publicUrl + routes.verifySerial(ctx.tenant.code, found.compact)
        : undefined
  mailOwner(ctx, {
    kind,
    locale: asker.locale,
    to: asker.email,
    name: asker.name,
    pieces: [await mailedPiece(ctx, serialId, asker.locale)],
    ...(link === undefined ? {} : { link }),
  })
}
