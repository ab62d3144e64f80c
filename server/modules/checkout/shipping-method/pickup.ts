import type { TenantContext } from '../../../kernel/command/context.ts'
import { sql } from '../../../kernel/db/sql.ts'

/** A free way to get the goods, offered while the workshop has not said which others there are. */
export const PICKUP = { code: 'PICKUP', name: 'Pick up at the workshop', nameTh: 'รับเองที่เวิร์กช็อป' } as const

/** Whether buyers fetch what they buy because the workshop has no shipping method yet. */
export async function offersPickup(ctx: TenantContext): Promise<boolean> {
  const row = await ctx.tx.first(
    sql`select 1 from shipping_method where tenant_id = ${ctx.tenant.id}::uuid and deleted_at is null limit 1`,
  )
  return row === undefined
}
