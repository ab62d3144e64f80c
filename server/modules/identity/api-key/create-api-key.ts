import { z } from 'zod'
import { newId } from '../../../../shared/ids.ts'
import { command } from '../../../kernel/command/operation.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { id, line, moment } from '../../../kernel/wire.ts'
import { fail } from '../errors.ts'
import { assertHas, assertKnown } from '../permissions.ts'
import { newApiKey } from './authenticate-key.ts'

export const createApiKey = command({
  name: 'identity.api_key.create',
  summary: 'Make an API key',
  description:
    'The key is shown this once. It can do what its scopes say, which are never more than its maker has, and it goes on working when its maker gets less; who is removed from the workshop loses the keys they made.',
  route: 'POST /api-keys',
  status: 201,
  errors: ['identity.permission_unknown', 'identity.grant_exceeds', 'identity.expiry_past'],
  input: z.object({
    name: line(80),
    scopes: z
      .array(
        z
          .string()
          .regex(/^(\*|[a-z_]+(\.[a-z_]+)*(\.\*)?)$/, 'a permission such as sales.read, sales.* or *'),
      )
      .min(1)
      .max(500)
      .transform((scopes) => [...new Set(scopes)].sort()),
    expiresAt: moment.optional().meta({ description: 'Without it the key works until it is revoked' }),
  }),
  output: z.object({
    id,
    name: z.string(),
    key: z
      .string()
      .meta({ description: 'Send as `Authorization: Bearer …`; shown once, only its hash is kept' }),
    prefix: z.string(),
    scopes: z.array(z.string()),
    expiresAt: moment.nullable(),
  }),
  example: { name: 'Web shop', scopes: ['catalog.read', 'sales.read'] },
  async run(ctx, input) {
    assertKnown(ctx.kernel, input.scopes)
    assertHas(ctx.principal, input.scopes)
    const expiresAt = input.expiresAt === undefined ? null : new Date(input.expiresAt)
    if (expiresAt && expiresAt <= ctx.now) throw fail('identity.expiry_past')
    const { key, prefix, hash } = newApiKey(ctx.tenant.code)
    const keyId = newId(ctx.now.getTime())
    await ctx.tx.run(
      sql`insert into api_key (tenant_id, id, name, prefix, hash, scopes, created_by, expires_at, created_at, updated_at)
          values (${ctx.tenant.id}::uuid, ${keyId}::uuid, ${input.name}, ${prefix}, ${hash}, ${input.scopes}::text[],
            ${ctx.principal.id ?? ctx.principal.kind}, ${expiresAt}::timestamptz, ${ctx.now}::timestamptz, ${ctx.now}::timestamptz)`,
    )
    ctx.audit({
      entity: 'api_key',
      id: keyId,
      label: input.name,
      changes: { scopes: { to: input.scopes }, expiresAt: { to: expiresAt } },
    })
    return {
      id: keyId,
      name: input.name,
      key,
      prefix,
      scopes: input.scopes,
      expiresAt: expiresAt?.toISOString() ?? null,
    }
  },
})
