import { z } from 'zod'
import { newId } from '../../../../shared/ids.ts'
import { command, query } from '../../../kernel/command/operation.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { fail as kernelFail } from '../../../kernel/errors/kernel-errors.ts'
import { EXAMPLE_ID } from '../../../kernel/resource/resource.ts'
import { action, allowed, id, line, moment, refused } from '../../../kernel/wire.ts'
import type { SerialState } from '../../serials/index.ts'
import { fail } from '../errors.ts'
import { AUDIENCES } from '../fields.ts'
import { passportUrl } from './credential.ts'
import { contentOutput, jsonLdOf, jsonLdOutput } from './passport-output.ts'
import { publishJob } from './publish.ts'
import { contentFor, readPieces } from './read-passport.ts'

/** States in which a piece is a piece that somebody may hold. */
const READY: readonly SerialState[] = ['in_stock', 'sold', 'claimed', 'recalled', 'stolen']
const isReady = (piece: { state: SerialState; madeOn: string | null }): boolean =>
  READY.includes(piece.state) && piece.madeOn !== null

export const issuePassports = command({
  name: 'passports.passport.issue',
  summary: 'Issue passports for pieces, or publish them anew',
  description: 'The public page, its JSON-LD and the signed credential are there within seconds.',
  route: 'POST /passports',
  status: 202,
  errors: ['passports.not_ready', 'passports.legacy_number', 'passports.revoked'],
  input: z.object({ serialIds: z.array(id).min(1).max(1_000) }),
  output: z.object({
    issued: z.number().int().meta({ description: 'Passports that are new' }),
    passports: z.array(z.object({ serialId: id, serial: z.string(), url: z.string() })),
  }),
  example: { serialIds: [EXAMPLE_ID] },
  async run(ctx, input) {
    const tenant = sql`${ctx.tenant.id}::uuid`
    const ids = [...new Set(input.serialIds.map((one) => one.toLowerCase()))].sort()
    const pieces = await ctx.tx.rows<{
      id: string
      human: string
      compact: string
      kind: string
      state: SerialState
      made_on: string | null
      revoked: boolean
      known: boolean
    }>(
      sql`select s.id, s.human, s.compact, s.kind, s.state, s.made_on, a.id is not null as known, a.revoked_at is not null as revoked
        from serial s left join passport a on a.tenant_id = ${tenant} and a.serial_id = s.id
        where s.tenant_id = ${tenant} and s.id = any(${ids}::uuid[]) order by s.id`,
    )
    if (pieces.length < ids.length) throw kernelFail('not_found')
    for (const piece of pieces) {
      if (piece.revoked) throw fail('passports.revoked', { serial: piece.human })
      if (piece.kind !== 'standard') throw fail('passports.legacy_number', { serial: piece.human })
      if (!isReady({ state: piece.state, madeOn: piece.made_on }))
        throw fail('passports.not_ready', { serial: piece.human })
    }
    const fresh = pieces.filter((piece) => !piece.known).map((piece) => piece.id)
    const nowMs = ctx.now.getTime()
    const issued =
      fresh.length === 0
        ? 0
        : await ctx.tx.run(
            sql`with range as (
                insert into passport_counter as c (tenant_id, id, next) values (${tenant}, ${tenant}, ${fresh.length}::int)
                on conflict (tenant_id, id) do update set next = c.next + excluded.next
                returning next - ${fresh.length}::int as first
              )
              insert into passport (tenant_id, id, serial_id, status_index, version, issued_at)
              select ${tenant}, g.id, g.serial_id, range.first + g.n::int - 1, 0, ${ctx.now}::timestamptz
              from range, unnest(${fresh.map(() => newId(nowMs))}::uuid[], ${fresh}::uuid[]) with ordinality as g(id, serial_id, n)
              on conflict (tenant_id, serial_id) do nothing`,
          )
    ctx.enqueue(publishJob, { serialIds: ids })
    for (const piece of pieces)
      ctx.audit({ entity: 'passport', id: piece.id, label: piece.human, changes: { published: true } })
    return {
      issued,
      passports: pieces.map((piece) => ({
        serialId: piece.id,
        serial: piece.human,
        url: passportUrl(ctx.kernel, ctx.tenant.code, piece.compact),
      })),
    }
  },
})

export const revokePassport = command({
  name: 'passports.passport.revoke',
  summary: 'Revoke the passport of a piece, for good',
  description: 'Its page says so, and its bit in the status list is set: a verifier refuses the credential.',
  route: 'POST /serials/:serialId/passport/revoke',
  errors: ['passports.no_passport', 'passports.revoked'],
  input: z.object({ serialId: id, reason: line(500) }),
  output: z.object({ serialId: id, revokedAt: moment }),
  example: { serialId: EXAMPLE_ID, reason: 'The hide was not what its certificate says' },
  async run(ctx, input) {
    const tenant = sql`${ctx.tenant.id}::uuid`
    const [revoked, piece] = await Promise.all([
      ctx.tx.run(
        sql`update passport set revoked_at = ${ctx.now}::timestamptz, revoked_why = ${input.reason}
          where tenant_id = ${tenant} and serial_id = ${input.serialId}::uuid and revoked_at is null`,
      ),
      ctx.tx.first<{ human: string; known: boolean }>(
        sql`select s.human, exists (select from passport a where a.tenant_id = ${tenant} and a.serial_id = s.id) as known
          from serial s where s.tenant_id = ${tenant} and s.id = ${input.serialId}::uuid`,
      ),
    ])
    if (!piece) throw kernelFail('not_found')
    if (revoked === 0)
      throw fail(piece.known ? 'passports.revoked' : 'passports.no_passport', { serial: piece.human })
    ctx.enqueue(publishJob, { serialIds: [input.serialId] })
    ctx.audit({
      entity: 'passport',
      id: input.serialId,
      label: piece.human,
      changes: { revoked: { to: true }, reason: input.reason },
    })
    return { serialId: input.serialId, revokedAt: ctx.now.toISOString() }
  },
})

export const getPassport = query({
  name: 'passports.passport.get',
  permission: 'passports.read',
  summary: 'Preview the passport of a piece as an audience sees it',
  description:
    'Also before it is issued. What owners and authorities see is here, and for them where they have shown who they are.',
  route: 'GET /serials/:serialId/passport',
  input: z.object({ serialId: id, audience: z.enum(AUDIENCES).default('public') }),
  output: z.object({
    serialId: id,
    serial: z.string(),
    audience: z.enum(AUDIENCES),
    url: z.string(),
    issuedAt: moment.nullable(),
    revokedAt: moment.nullable(),
    revokedWhy: z.string().nullable(),
    content: contentOutput,
    withoutConsent: z
      .array(z.object({ operatorId: z.string(), name: z.string() }))
      .meta({ description: 'Who made it and did not agree to be named' }),
    jsonLd: jsonLdOutput,
    actions: z.object({ issue: action, revoke: action }),
  }),
  example: { serialId: EXAMPLE_ID, audience: 'authority' },
  async run(ctx, input) {
    const [[piece], issued] = await Promise.all([
      readPieces(ctx, sql`s.id = ${input.serialId}::uuid`),
      ctx.tx.first<{ issued_at: Date; revoked_at: Date | null; revoked_why: string | null }>(
        sql`select issued_at, revoked_at, revoked_why from passport
          where tenant_id = ${ctx.tenant.id}::uuid and serial_id = ${input.serialId}::uuid`,
      ),
    ])
    if (!piece) throw kernelFail('not_found')
    const shown = contentFor(input.audience, piece)
    return {
      serialId: piece.id,
      serial: piece.human,
      audience: input.audience,
      url: passportUrl(ctx.kernel, ctx.tenant.code, piece.compact),
      issuedAt: issued?.issued_at.toISOString() ?? null,
      revokedAt: issued?.revoked_at?.toISOString() ?? null,
      revokedWhy: issued?.revoked_why ?? null,
      content: shown as z.input<typeof contentOutput>,
      withoutConsent: piece.people
        .filter((person) => !person.consents)
        .map(({ operatorId, name }) => ({ operatorId, name })),
      jsonLd: jsonLdOf(ctx.kernel, ctx.tenant, piece, shown) as z.input<typeof jsonLdOutput>,
      actions: {
        issue: issued?.revoked_at
          ? refused('passports.revoked')
          : piece.kind !== 'standard'
            ? refused('passports.legacy_number')
            : isReady(piece)
              ? allowed
              : refused('passports.not_ready'),
        revoke: !issued
          ? refused('passports.no_passport')
          : issued.revoked_at
            ? refused('passports.revoked')
            : allowed,
      },
    }
  },
})
