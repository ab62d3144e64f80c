import { z } from 'zod'
import { newId } from '../../../../shared/ids.ts'
import { routes } from '../../../../storefront/routes.ts'
import { command, query } from '../../../kernel/command/operation.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { fail as kernelFail } from '../../../kernel/errors/kernel-errors.ts'
import { EXAMPLE_ID } from '../../../kernel/resource/resource.ts'
import { id, line, moment } from '../../../kernel/wire.ts'
import { hashToken, newToken } from '../../sales/index.ts'
import { fail } from '../errors.ts'

const DAY_MS = 86_400_000
/** Customs, a court, a market's watchdog: nobody looks for longer without asking again. */
const MOST_DAYS = 730

const access = z.object({
  id,
  name: z.string().meta({ description: 'Whom it was given to' }),
  piece: z.object({ id, serial: z.string() }).nullable().meta({ description: 'Null: every piece' }),
  createdAt: moment,
  createdBy: z.string(),
  expiresAt: moment,
  endedAt: moment.nullable(),
  good: z.boolean(),
  uses: z.int(),
  lastUsedAt: moment.nullable(),
})

/** `MA01.secret`: the central host sees from it whose it is. */
const keyOf = (makerCode: string, secret: string): string => `${makerCode}.${secret}`

export const giveAccess = command({
  name: 'passports.access.give',
  summary: 'Give an authority a key to what passports tell authorities',
  description:
    'Of one piece, or of all. The key and its link are in this answer and nowhere else. Whoever has them reads, until the key ends.',
  route: 'POST /passport-access',
  status: 201,
  errors: ['passports.no_passport'],
  input: z.object({
    name: line(200).meta({ description: 'Whom it is given to, as "Customs, Laem Chabang"' }),
    serialId: id.nullable().default(null),
    days: z.int().min(1).max(MOST_DAYS).default(30),
  }),
  output: z.object({
    id,
    key: z.string().meta({ description: 'For the header `x-passport-key` of the public addresses' }),
    link: z.string(),
    expiresAt: moment,
  }),
  example: { name: 'Customs, Laem Chabang', serialId: EXAMPLE_ID, days: 30 },
  async run(ctx, input) {
    const { serialId } = input
    const piece =
      serialId === null
        ? undefined
        : await ctx.tx.first<{ human: string; compact: string; known: boolean }>(
            sql`select s.human, s.compact, exists (select from passport a where a.tenant_id = ${ctx.tenant.id}::uuid and a.serial_id = s.id) as known
              from serial s where s.tenant_id = ${ctx.tenant.id}::uuid and s.id = ${serialId}::uuid`,
          )
    if (serialId !== null && !piece) throw kernelFail('not_found')
    if (piece && !piece.known) throw fail('passports.no_passport', { serial: piece.human })
    const secret = newToken()
    const accessId = newId(ctx.now.getTime())
    const expiresAt = new Date(ctx.now.getTime() + input.days * DAY_MS)
    await ctx.tx.run(
      sql`insert into passport_access (tenant_id, id, name, serial_id, token_hash, created_at, created_by, expires_at)
        values (${ctx.tenant.id}::uuid, ${accessId}::uuid, ${input.name}, ${serialId}::uuid, ${hashToken(secret)}, ${ctx.now}::timestamptz,
          ${ctx.principal.name}, ${expiresAt}::timestamptz)`,
    )
    ctx.audit({
      entity: 'passport_access',
      id: accessId,
      label: input.name,
      changes: { piece: piece?.human ?? null, expiresAt: expiresAt.toISOString() },
    })
    const key = keyOf(ctx.tenant.code, secret)
    const path = piece ? routes.passport(ctx.tenant.code, piece.compact) : routes.passports()
    return {
      id: accessId,
      key,
      link: `${ctx.kernel.config.publicUrl}${path}?key=${encodeURIComponent(key)}`,
      expiresAt: expiresAt.toISOString(),
    }
  },
})

export const listAccess = query({
  name: 'passports.access.list',
  permission: 'passports.read',
  summary: 'List the keys that authorities were given, the latest first',
  route: 'GET /passport-access',
  input: z.object({ serialId: id.optional() }),
  output: z.object({ items: z.array(access) }),
  example: { serialId: EXAMPLE_ID },
  async run(ctx, input) {
    const rows = await ctx.tx.rows<{
      id: string
      name: string
      serial_id: string | null
      human: string | null
      created_at: Date
      created_by: string
      expires_at: Date
      revoked_at: Date | null
      uses: number
      last_used_at: Date | null
    }>(
      sql`select x.id, x.name, x.serial_id, s.human, x.created_at, x.created_by, x.expires_at, x.revoked_at, x.uses, x.last_used_at
        from passport_access x left join serial s on s.tenant_id = ${ctx.tenant.id}::uuid and s.id = x.serial_id
        where x.tenant_id = ${ctx.tenant.id}::uuid
          and (${input.serialId ?? null}::uuid is null or x.serial_id = ${input.serialId ?? null}::uuid)
        order by x.id desc limit 200`,
    )
    return {
      items: rows.map((row) => ({
        id: row.id,
        name: row.name,
        piece: row.serial_id === null ? null : { id: row.serial_id, serial: row.human! },
        createdAt: row.created_at.toISOString(),
        createdBy: row.created_by,
        expiresAt: row.expires_at.toISOString(),
        endedAt: row.revoked_at?.toISOString() ?? null,
        good: row.revoked_at === null && row.expires_at > ctx.now,
        uses: row.uses,
        lastUsedAt: row.last_used_at?.toISOString() ?? null,
      })),
    }
  },
})

export const endAccess = command({
  name: 'passports.access.end',
  summary: 'End the key of an authority at once',
  route: 'POST /passport-access/:id/end',
  errors: ['passports.access_ended'],
  input: z.object({ id }),
  output: z.object({ id, endedAt: moment }),
  example: { id: EXAMPLE_ID },
  async run(ctx, input) {
    const row = await ctx.tx.first<{ name: string; revoked_at: Date | null }>(
      sql`select name, revoked_at from passport_access where tenant_id = ${ctx.tenant.id}::uuid and id = ${input.id}::uuid for update`,
    )
    if (!row) throw kernelFail('not_found')
    if (row.revoked_at !== null) throw fail('passports.access_ended', { name: row.name })
    await ctx.tx.run(
      sql`update passport_access set revoked_at = ${ctx.now}::timestamptz where tenant_id = ${ctx.tenant.id}::uuid and id = ${input.id}::uuid`,
    )
    ctx.audit({ entity: 'passport_access', id: input.id, label: row.name, changes: { ended: { to: true } } })
    return { id: input.id, endedAt: ctx.now.toISOString() }
  },
})
