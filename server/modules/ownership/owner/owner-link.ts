import { z } from 'zod'
import { newId } from '../../../../shared/ids.ts'
import { routes } from '../../../../storefront/routes.ts'
import type { TenantContext } from '../../../kernel/command/context.ts'
import { tenantOrigin } from '../../../kernel/config.ts'
import { sql } from '../../../kernel/db/sql.ts'
import type { Locale } from '../../../kernel/errors/problem.ts'
import { hashToken, newToken } from '../../sales/index.ts'
import { fail } from '../errors.ts'

/** How long the link to somebody's pieces is good. */
export const LINK_DAYS = 30
const DAY_MS = 86_400_000

/** A token as it comes in: too long or too short is none. */
export const token = z
  .string()
  .min(1)
  .max(200)
  .meta({
    description: 'The secret of a link that was mailed',
    examples: ['qN0lY2sT0u5vW8xZ1bC4eF7hJ0kM3pR6'],
  })
export const OWNER_TOKEN_HEADER = { token: 'x-owner-token' } as const
/** For examples: as long as a real one. */
export const EXAMPLE_TOKEN = 'qN0lY2sT0u5vW8xZ1bC4eF7hJ0kM3pR6'

export const originOf = (ctx: TenantContext): string => tenantOrigin(ctx.kernel.config, ctx.tenant.slug)

/** Makes a link to an owner's pieces, good from now on. */
export async function openLink(
  ctx: TenantContext,
  ownerId: string,
): Promise<{ token: string; link: string; expiresAt: Date }> {
  const secret = newToken()
  const expiresAt = new Date(ctx.now.getTime() + LINK_DAYS * DAY_MS)
  await ctx.tx.run(sql`
    insert into owner_link (tenant_id, id, owner_id, token_hash, created_at, expires_at)
    values (${ctx.tenant.id}::uuid, ${newId(ctx.now.getTime())}::uuid, ${ownerId}::uuid, ${hashToken(secret)},
      ${ctx.now}::timestamptz, ${expiresAt}::timestamptz)`)
  return { token: secret, link: originOf(ctx) + routes.myPieces({ token: secret }), expiresAt }
}

export interface Owner {
  readonly id: string
  /** Null once the owner was erased. */
  readonly email: string | null
  readonly name: string
  readonly locale: Locale
}

/** Whoever has a link has an address: erasing ends the links. */
export type LinkedOwner = Owner & { readonly email: string }

interface OwnerRow {
  id: string
  email: string | null
  name: string
  locale: string
}

const toOwner = (row: OwnerRow): Owner => ({ ...row, locale: row.locale === 'th' ? 'th' : 'en' })

/** Whose link this is. @throws Problem `ownership.link_over` */
export async function ownerOf(ctx: TenantContext, secret: string): Promise<LinkedOwner> {
  const row = await ctx.tx.first<OwnerRow>(sql`
    select o.id, o.email, o.name, o.locale from owner_link l
      join owner o on o.tenant_id = l.tenant_id and o.id = l.owner_id
    where l.tenant_id = ${ctx.tenant.id}::uuid and l.token_hash = ${hashToken(secret)} and l.expires_at > ${ctx.now}::timestamptz`)
  if (!row || row.email === null) throw fail('ownership.link_over')
  return { ...toOwner(row), email: row.email }
}

/** An owner by id, who must be there. */
export const readOwner = async (ctx: TenantContext, ownerId: string): Promise<Owner> =>
  toOwner(
    await ctx.tx.one<OwnerRow>(
      sql`select id, email, name, locale from owner where tenant_id = ${ctx.tenant.id}::uuid and id = ${ownerId}::uuid`,
    ),
  )

/** An address as it comes in; capitals make no difference. */
export const email = z
  .email()
  .max(254)
  .toLowerCase()
  .meta({ examples: ['mali@example.com'] })
