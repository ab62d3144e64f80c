import type { TenantContext } from '../../kernel/command/context.ts'
import type { Principal } from '../../kernel/command/principal.ts'
import { sql } from '../../kernel/db/sql.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import { fail } from './errors.ts'
import { isBuiltInRole, ROLES } from './roles.ts'

/** Every permission that a command or query of a workshop asks for, sorted. */
export function knownPermissions(kernel: Kernel): string[] {
  const known = new Set<string>()
  for (const operation of kernel.operations) {
    if (operation.host === 'tenant' && operation.permission !== undefined) known.add(operation.permission)
  }
  for (const module of kernel.modules)
    for (const permission of module.permissions ?? []) known.add(permission)
  return [...known].sort()
}

/** Refuses what is neither a permission nor `prefix.*` over some of them. Throws `identity.permission_unknown`. */
export function assertKnown(kernel: Kernel, patterns: readonly string[]): void {
  const known = knownPermissions(kernel)
  for (const pattern of patterns) {
    const exists =
      pattern === '*' ||
      (pattern.endsWith('.*')
        ? known.some((permission) => permission.startsWith(pattern.slice(0, -1)))
        : known.includes(pattern))
    if (!exists) throw fail('identity.permission_unknown', { permission: pattern })
  }
}

/** Nobody gives or takes what they do not have. Throws `identity.grant_exceeds`. */
export function assertHas(principal: Principal, patterns: readonly string[]): void {
  // A pattern is covered by itself and by a wider one, just as a permission is.
  const missing = patterns.find((pattern) => !principal.permissions.has(pattern))
  if (missing !== undefined) throw fail('identity.grant_exceeds', { permission: missing })
}

/** Owners are made and unmade by owners, in person: not by admins, who can do all else, nor by keys. */
export const mayTouchOwners = (principal: Principal): boolean =>
  principal.role === 'owner' || principal.kind === 'system' || principal.kind === 'platform'

/** The permissions of a role, which stays as it is until the transaction ends; undefined where there is none. */
export async function permissionsOfRole(
  ctx: TenantContext,
  key: string,
): Promise<readonly string[] | undefined> {
  if (isBuiltInRole(key)) return ROLES[key]
  const row = await ctx.tx.first<{ permissions: string[] }>(
    sql`select permissions from role
        where tenant_id = ${ctx.tenant.id}::uuid and key = ${key} and deleted_at is null for share`,
  )
  return row?.permissions
}

/** Refuses to give somebody a role that does not exist, or that has more than the caller has. */
export async function assertMayGive(ctx: TenantContext, role: string): Promise<void> {
  const permissions = await permissionsOfRole(ctx, role)
  if (!permissions) throw fail('identity.role_unknown')
  if (role === 'owner' && !mayTouchOwners(ctx.principal)) throw fail('identity.owner_only')
  assertHas(ctx.principal, permissions)
}
