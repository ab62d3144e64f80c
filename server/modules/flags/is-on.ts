import type { TenantContext } from '../../kernel/command/context.ts'
import { type Sql, sql } from '../../kernel/db/sql.ts'
import { type DeclaredFlag, declaredFlag } from './declared-flags.ts'

/**
 * Whether a flag is on in the workshop, as an expression for a statement that needs to know: nothing remembers the
 * answer, so a change counts for every statement that begins after it.
 */
export const isOnSql = (ctx: TenantContext, flag: DeclaredFlag): Sql =>
  sql`coalesce((select f.enabled from tenant_feature_flag f
    where f.tenant_id = ${ctx.tenant.id}::uuid and f.flag = ${flag.name}), ${flag.byDefault}::boolean)`

/** Whether a flag is on in the workshop, read in the caller's transaction. @throws Error for a flag nobody declared */
export async function isOn(ctx: TenantContext, name: string): Promise<boolean> {
  const flag = declaredFlag(name)
  if (!flag) throw new Error(`no flag is called ${name}`)
  return (await ctx.tx.one<{ enabled: boolean }>(sql`select ${isOnSql(ctx, flag)} as enabled`)).enabled
}
