import type { z } from 'zod'
import { fold } from '../../../../shared/serial/fold.ts'
import type { TenantContext } from '../../../kernel/command/context.ts'
import { type Sql, sql } from '../../../kernel/db/sql.ts'
import { fail } from '../errors.ts'
import type { Audience } from '../fields.ts'
import { type audienceOutput, forAudience } from '../passport/passport-output.ts'
import { readPieces } from '../passport/read-passport.ts'

/** States of a number that is no piece any more, or never became one: nobody is told anything of it. */
const GONE = sql.trusted("s.state not in ('quarantined', 'void', 'scrapped')")

/** A piece by what stands on it, in either form. */
export const bySerial = (serial: string): Sql => {
  const folded = fold(serial)
  return sql`(s.folded = ${folded} or (s.kind = 'standard' and s.compact = ${folded}))`
}

/** A passport that was issued, as an audience sees it. @throws Problem `passports.not_issued` */
export async function readIssued(
  ctx: TenantContext,
  which: Sql,
  audience: Audience,
): Promise<z.input<typeof audienceOutput> & { serialId: string }> {
  const tenant = sql`${ctx.tenant.id}::uuid`
  const [[piece], issued] = await Promise.all([
    readPieces(ctx, sql`${which} and ${GONE}`),
    ctx.tx.first<{ status_index: number; issued_at: Date; revoked_at: Date | null }>(
      sql`select a.status_index, a.issued_at, a.revoked_at from passport a
          join serial s on s.tenant_id = ${tenant} and s.id = a.serial_id
        where a.tenant_id = ${tenant} and ${which} and ${GONE}`,
    ),
  ])
  if (!piece || !issued) throw fail('passports.not_issued')
  const row = {
    statusIndex: issued.status_index,
    issuedAt: issued.issued_at,
    revokedAt: issued.revoked_at,
  }
  return { ...forAudience(ctx.kernel, ctx.tenant, piece, row, audience, ctx.now), serialId: piece.id }
}
