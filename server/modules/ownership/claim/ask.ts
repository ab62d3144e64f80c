import { newId } from '../../../../shared/ids.ts'
import { routes } from '../../../../storefront/routes.ts'
import type { TenantContext } from '../../../kernel/command/context.ts'
import { sql } from '../../../kernel/db/sql.ts'
import type { Locale } from '../../../kernel/errors/problem.ts'
import { hashToken, newToken } from '../../sales/index.ts'
import { mailedPiece, mailOwner } from '../mail/mail-owner.ts'
import { originOf } from '../owner/owner-link.ts'
import type { RequestWay } from './ownership-request.ts'

const DAY_MS = 86_400_000
/** How long the link in a mail may be followed. */
const CONFIRM_MS = 2 * DAY_MS
/** Mails that one address is sent in an hour: more is not a person who wants to own a piece. */
const MOST_AN_HOUR = 5

export interface Asker {
  readonly email: string
  readonly name: string | null
  readonly locale: Locale
}

/** Whether an address was written to so often that it is left in peace for a while. */
export async function isWrittenToOften(ctx: TenantContext, email: string): Promise<boolean> {
  const since = new Date(ctx.now.getTime() - 3_600_000)
  const { asked } = await ctx.tx.one<{ asked: bigint }>(sql`
    select (select count(*) from ownership_request where tenant_id = ${ctx.tenant.id}::uuid and email = ${email} and created_at > ${since}::timestamptz)
      + (select count(*) from owner_link l join owner o on o.tenant_id = l.tenant_id and o.id = l.owner_id
          where l.tenant_id = ${ctx.tenant.id}::uuid and o.email = ${email} and l.created_at > ${since}::timestamptz) as asked`)
  return Number(asked) >= MOST_AN_HOUR
}

/** Keeps that somebody asks for a piece that they have a right to, and mails the link that shows their address to be theirs. */
export async function askForPiece(
  ctx: TenantContext,
  asker: Asker,
  right: { serialId: string; way: RequestWay; transferId?: string; expiresAt?: Date; until?: string },
): Promise<void> {
  const secret = newToken()
  const expiresAt = right.expiresAt ?? new Date(ctx.now.getTime() + CONFIRM_MS)
  await ctx.tx.run(sql`
    insert into ownership_request (tenant_id, id, serial_id, way, transfer_id, email, name, locale, token_hash, created_at, expires_at)
    values (${ctx.tenant.id}::uuid, ${newId(ctx.now.getTime())}::uuid, ${right.serialId}::uuid, ${right.way},
      ${right.transferId ?? null}::uuid, ${asker.email}, ${asker.name}::text, ${asker.locale}, ${hashToken(secret)},
      ${ctx.now}::timestamptz, ${expiresAt}::timestamptz)`)
  mailOwner(ctx, {
    kind: right.until === undefined ? 'confirm' : 'accept',
    locale: asker.locale,
    to: asker.email,
    name: asker.name,
    pieces: [await mailedPiece(ctx, right.serialId, asker.locale)],
    link: originOf(ctx) + routes.claimConfirm(secret),
    ...(right.until === undefined ? {} : { until: right.until }),
  })
}
