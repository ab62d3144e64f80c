import type { TenantContext } from '../../../kernel/command/context.ts'
import { sql } from '../../../kernel/db/sql.ts'

/** The people who look after a workshop, its owners and admins: whom a message to the maker goes to. */
export const adminsOf = (ctx: TenantContext): Promise<{ email: string; name: string }[]> =>
  ctx.tx.rows(sql`
    select email, name from member
    where tenant_id = ${ctx.tenant.id}::uuid and role in ('owner', 'admin') and deleted_at is null order by id`)
