import { z } from 'zod'
import { newId } from '../../../../shared/ids.ts'
import { routes } from '../../../../storefront/routes.ts'
import { command } from '../../../kernel/command/operation.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { fail as kernelFail } from '../../../kernel/errors/kernel-errors.ts'
import { EXAMPLE_ID } from '../../../kernel/resource/resource.ts'
import { id } from '../../../kernel/wire.ts'
import { fail } from '../errors.ts'
import { originOf } from '../owner/owner-link.ts'
import { hashCode, newCode } from './code.ts'

const MOST = 10_000
/** States in which a code has a use, now or later. */
const CLAIMABLE_ONCE = ['issued', 'in_production', 'in_stock', 'sold', 'recalled', 'quarantined']

export const makeClaimCodes = command({
  name: 'ownership.claim_code.make',
  summary: 'Make the claim codes of pieces, for printing',
  description:
    'Each piece has one code; one that is made anew takes the place of the one before, which is void. Only their hashes are kept: the answer is the one time to print them.',
  route: 'POST /claim-codes',
  status: 201,
  errors: ['ownership.already_claimed'],
  input: z.object({ pieceIds: z.array(id).min(1).max(MOST) }),
  output: z.object({
    codes: z.array(
      z.object({
        pieceId: id,
        serial: z.string(),
        product: z.string(),
        code: z.string(),
        link: z.string().meta({ description: 'For a QR code beside the code' }),
      }),
    ),
  }),
  auditInput: ({ pieceIds }) => ({ pieces: pieceIds.length }),
  example: { pieceIds: [EXAMPLE_ID] },
  async run(ctx, input) {
    const tenant = sql`${ctx.tenant.id}::uuid`
    const ids = [...new Set(input.pieceIds)]
    const pieces = await ctx.tx.rows<{ id: string; human: string; state: string; name: string }>(sql`
      select s.id, s.human, s.state, p.name from serial s join product p on p.tenant_id = s.tenant_id and p.id = s.product_id
      where s.tenant_id = ${tenant} and s.id = any(${ids}::uuid[]) order by s.id for share of s`)
    if (pieces.length < ids.length) throw kernelFail('not_found')
    const done = pieces.find((piece) => !CLAIMABLE_ONCE.includes(piece.state))
    if (done) throw fail('ownership.already_claimed', { serial: done.human })
    const nowMs = ctx.now.getTime()
    const codes = pieces.map((piece) => {
      const code = newCode()
      return {
        pieceId: piece.id,
        serial: piece.human,
        product: piece.name,
        code,
        link: originOf(ctx) + routes.claim({ code }),
      }
    })
    await ctx.tx.run(sql`
      insert into claim_code as c (tenant_id, id, serial_id, code_hash, made_at, made_by)
      select ${tenant}, g.id, g.serial_id, g.hash, ${ctx.now}::timestamptz, ${ctx.principal.name}
      from unnest(${codes.map(() => newId(nowMs))}::uuid[], ${codes.map((one) => one.pieceId)}::uuid[],
        ${codes.map((one) => hashCode(one.code))}::text[]) as g (id, serial_id, hash)
      order by g.serial_id
      on conflict (tenant_id, serial_id) do update set code_hash = excluded.code_hash, made_at = excluded.made_at, made_by = excluded.made_by`)
    const [first] = codes
    ctx.audit({
      entity: 'serial',
      id: first!.pieceId,
      label: codes.length === 1 ? first!.serial : `${first!.serial} +${codes.length - 1}`,
      changes: { claimCodes: codes.length },
    })
    return { codes }
  },
})
