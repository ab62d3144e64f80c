import { z } from 'zod'
import type { TenantContext } from '../../../kernel/command/context.ts'
import { command, query } from '../../../kernel/command/operation.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { line, moment } from '../../../kernel/wire.ts'
import { fail } from '../errors.ts'
import { recordFor } from './consents.ts'

const output = z.object({
  name: z.string().meta({ description: 'As the person wants to be called, or is called here' }),
  given: z.boolean().nullable().meta({ description: 'Null as long as nothing was said' }),
  history: z
    .array(z.object({ name: z.string(), given: z.boolean(), at: moment, recordedBy: z.string() }))
    .meta({ description: 'The latest first' }),
})

/** The id by which the bench knows whoever is signed in. */
function selfOf(ctx: TenantContext): string {
  const { principal } = ctx
  if (principal.kind !== 'user' || principal.id === null) throw fail('passports.people_only')
  return principal.id
}

async function read(ctx: TenantContext, operatorId: string): Promise<z.input<typeof output>> {
  const rows = await ctx.tx.rows<{ name: string; given: boolean; at: Date; recorded_by: string }>(
    sql`select name, given, at, recorded_by from passport_consent
      where tenant_id = ${ctx.tenant.id}::uuid and operator_id = ${operatorId} order by id desc limit 50`,
  )
  return {
    name: rows[0]?.name ?? ctx.principal.name,
    given: rows[0]?.given ?? null,
    history: rows.map(({ at, recorded_by, ...row }) => ({
      ...row,
      at: at.toISOString(),
      recordedBy: recorded_by,
    })),
  }
}

export const ownConsent = query({
  name: 'passports.consent.get_own',
  anyMember: 'whether one is named in public is one’s own to know, whatever the role',
  summary: 'Whether one agreed to be named in passports',
  route: 'GET /me/passport-consent',
  errors: ['passports.people_only'],
  input: z.object({}),
  output,
  example: {},
  run: async (ctx) => await read(ctx, selfOf(ctx)),
})

export const giveOwnConsent = command({
  name: 'passports.consent.give_own',
  anyMember: 'whether one is named in public is one’s own to decide, whatever the role',
  summary: 'Agree to be named in the passports of pieces one worked on, or take that back',
  description:
    'Passports that are out are published anew at once. What somebody has downloaded before keeps the name.',
  route: 'PUT /me/passport-consent',
  errors: ['passports.people_only'],
  input: z.object({
    given: z.boolean(),
    name: line(200).meta({ description: 'As one wants to be called, as "Mali S."' }),
  }),
  output,
  example: { given: true, name: 'Mali S.' },
  async run(ctx, input) {
    const operatorId = selfOf(ctx)
    await recordFor(ctx, { operatorId, ...input })
    return await read(ctx, operatorId)
  },
})
