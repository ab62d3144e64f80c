import type { TenantContext } from '../../kernel/command/context.ts'
import { sql } from '../../kernel/db/sql.ts'

/** Forgets what messages of a kind (`ownership.`…) said to an address, and to whom: that there were any stays. Gives how many. */
export const forgetMessagesTo = (
  ctx: TenantContext,
  recipient: string,
  kindPrefix: string,
): Promise<number> =>
  ctx.tx.run(sql`
    update message set recipient = '', subject = '', text = '', html = null, link = null,
      state = case when state = 'queued' then 'kept' else state end, attempts = case when state = 'queued' then 0 else attempts end, last_error = null
    where tenant_id = ${ctx.tenant.id}::uuid and lower(recipient) = ${recipient.toLowerCase()} and starts_with(kind, ${kindPrefix})`)
