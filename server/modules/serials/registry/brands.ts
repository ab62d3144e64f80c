import { createHash } from 'node:crypto'
import { fold } from '../../../../shared/serial/fold.ts'
import type { Tenant, TenantContext } from '../../../kernel/command/context.ts'
import type { Tx } from '../../../kernel/db/database.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { on } from '../../../kernel/events/event.ts'
import type { Kernel } from '../../../kernel/kernel.ts'
import { brandChanged, readBrand } from '../../branding/index.ts'
import { readFile } from '../../documents/index.ts'
import { domainsOf, upsertMaker } from './link.ts'

/** Brings a workshop's brand to the registry, logo included, where it is another; gives whether it was. `dryRun` only looks. */
export async function linkBrand(
  kernel: Kernel,
  tx: Tx,
  tenant: Tenant,
  options: { dryRun?: boolean } = {},
): Promise<boolean> {
  const folded = fold(tenant.code)
  const [brand, [there]] = await Promise.all([
    readBrand(tx, tenant.id),
    kernel.registry.query<{ accent_colour: string | null; logo_hash: string | null; kept: string | null }>(
      sql`select m.accent_colour, m.logo_hash, encode(sha256(l.bytes), 'hex') as kept from registry.maker m
        left join registry.maker_logo l on l.maker_folded = m.folded where m.folded = ${folded}`,
    ),
  ])
  const { accentColour: colour, logoFileId } = brand
  const logo = logoFileId === null ? undefined : await readFile(kernel, tx, tenant.id, logoFileId)
  const hash = logo ? createHash('sha256').update(logo.bytes).digest('hex') : null
  // A workshop that shows nothing of itself needs no row.
  if (!there && colour === null && hash === null) return false
  if (there && there.accent_colour === colour && there.logo_hash === hash && there.kept === hash) return false
  if (options.dryRun) return true
  await kernel.registry.query(upsertMaker(tenant, await domainsOf(tx, tenant.id)))
  await kernel.registry.query(
    sql`with maker as (
        update registry.maker set accent_colour = ${colour}::text, logo_hash = ${hash}::text, brand_version = ${brand.version}::bigint
        where folded = ${folded} and brand_version <= ${brand.version}::bigint returning folded, logo_hash
      ), gone as (
        delete from registry.maker_logo l using maker m where l.maker_folded = m.folded and m.logo_hash is null
      )
      insert into registry.maker_logo as l (maker_folded, hash, media_type, bytes)
      select m.folded, m.logo_hash, ${logo?.mediaType ?? null}::text, decode(${logo?.bytes.toString('base64') ?? ''}, 'base64')
      from maker m where m.logo_hash is not null
      on conflict (maker_folded) do update set hash = excluded.hash, media_type = excluded.media_type, bytes = excluded.bytes`,
  )
  return true
}

/** As soon as it changed; what gets lost, the check brings. */
export const brandSubscription = on(brandChanged, 'serials.link_brand', async (ctx: TenantContext) => {
  await linkBrand(ctx.kernel, ctx.tx, ctx.tenant)
})
