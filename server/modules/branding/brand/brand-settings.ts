import { z } from 'zod'
import type { TenantContext } from '../../../kernel/command/context.ts'
import { command, query } from '../../../kernel/command/operation.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { fail as kernelFail } from '../../../kernel/errors/kernel-errors.ts'
import { changedFields, EXAMPLE_ID } from '../../../kernel/resource/resource.ts'
import { action, allowed, id, refused } from '../../../kernel/wire.ts'
import { fileUrl } from '../../documents/index.ts'
import { fail } from '../errors.ts'
import { brandChanged } from '../events.ts'
import { forgetBrand } from './brand-of.ts'

/** Phones load it with every page. */
const MOST_BYTES = 500_000
/** What pages show and labels can be drawn from. */
const PICTURES: readonly string[] = ['image/png', 'image/jpeg', 'image/svg+xml']

const colour = z
  .string()
  .toLowerCase()
  .regex(/^#[0-9a-f]{6}$/, 'a colour such as #8a4b2d')
  .meta({ description: 'Pages make it readable in light and dark by themselves', examples: ['#8a4b2d'] })

const output = z.object({
  logoFileId: id.nullable(),
  logoUrl: z.string().nullable(),
  accentColour: colour.nullable(),
  version: z.int().meta({ description: '0 as long as nothing was decided' }),
  actions: z.object({ save: action }),
})

async function read(ctx: TenantContext): Promise<z.input<typeof output>> {
  const row = await ctx.tx.first<{
    logo_file_id: string | null
    accent_colour: string | null
    version: bigint
  }>(sql`select logo_file_id, accent_colour, version from brand where tenant_id = ${ctx.tenant.id}::uuid`)
  return {
    logoFileId: row?.logo_file_id ?? null,
    logoUrl: row?.logo_file_id ? fileUrl(row.logo_file_id) : null,
    accentColour: row?.accent_colour ?? null,
    version: Number(row?.version ?? 0n),
    actions: {
      save: ctx.principal.permissions.has('branding.brand.save') ? allowed : refused('auth.forbidden'),
    },
  }
}

export const getBrand = query({
  name: 'branding.brand.get',
  anyMember: 'the logo and colour are what every page of the shop shows',
  summary: 'The logo and colour of the workshop',
  route: 'GET /brand',
  input: z.object({}),
  output,
  example: {},
  run: read,
})

export const saveBrand = command({
  name: 'branding.brand.save',
  summary: 'Set the logo and colour of the workshop',
  description:
    'They stand on the shop, on the pages that verify a piece and show its passport, and, the logo, on labels. `version` is the one that was read. Pages follow within five seconds.',
  route: 'PUT /brand',
  errors: ['conflict.version', 'branding.logo_not_picture', 'branding.logo_too_large'],
  input: z.object({
    version: z.int().min(0),
    logoFileId: id.nullable().meta({ description: 'A public file: PNG, JPEG or SVG, 500 kB at most' }),
    accentColour: colour.nullable(),
  }),
  output,
  example: { version: 0, logoFileId: EXAMPLE_ID, accentColour: '#8a4b2d' },
  async run(ctx, input) {
    const before = await read(ctx)
    if (input.logoFileId !== null && input.logoFileId !== before.logoFileId)
      await assertLogo(ctx, input.logoFileId)
    // Of two who begin at the same version the second finds another one, or the row of the first.
    const saved = await ctx.tx.run(
      sql`insert into brand as b (tenant_id, id, logo_file_id, accent_colour, version, updated_at)
        select ${ctx.tenant.id}::uuid, ${ctx.tenant.id}::uuid, ${input.logoFileId}::uuid, ${input.accentColour}::text, 1, ${ctx.now}::timestamptz
        where ${input.version}::bigint = 0 or exists (select from brand where tenant_id = ${ctx.tenant.id}::uuid)
        on conflict (tenant_id) do update set logo_file_id = excluded.logo_file_id, accent_colour = excluded.accent_colour,
          version = b.version + 1, updated_at = excluded.updated_at
        where b.version = ${input.version}::bigint`,
    )
    if (saved === 0) throw kernelFail('conflict.version')
    ctx.audit({
      entity: 'brand',
      label: ctx.tenant.name,
      changes: changedFields(before, { logoFileId: input.logoFileId, accentColour: input.accentColour }),
    })
    ctx.publish(brandChanged, {})
    ctx.afterCommit(() => forgetBrand(ctx.kernel, ctx.tenant.id))
    return await read(ctx)
  },
})

async function assertLogo(ctx: TenantContext, fileId: string): Promise<void> {
  const file = await ctx.tx.first<{ media_type: string; bytes: bigint }>(
    sql`select media_type, bytes from stored_file where tenant_id = ${ctx.tenant.id}::uuid and id = ${fileId}::uuid
      and visibility = 'public' and deleted_at is null`,
  )
  if (!file || !PICTURES.includes(file.media_type)) throw fail('branding.logo_not_picture')
  if (file.bytes > BigInt(MOST_BYTES)) throw fail('branding.logo_too_large', { limitKb: MOST_BYTES / 1_000 })
}
