import { z } from 'zod'
import { command } from '../../kernel/command/operation.ts'
import { sql } from '../../kernel/db/sql.ts'
import { fail as kernelFail } from '../../kernel/errors/kernel-errors.ts'
import { EXAMPLE_ID } from '../../kernel/resource/resource.ts'
import { id } from '../../kernel/wire.ts'
import { fail } from './errors.ts'
import { MESSAGE_STATES, type MessageState } from './message.ts'
import { sendMessage } from './send-message.ts'

export const resendMessage = command({
  name: 'notifications.message.resend',
  summary: 'Send a message again',
  description: 'One that has failed, was only kept, or did not reach its reader.',
  route: 'POST /messages/:id/resend',
  bulk: 'notifications.message',
  errors: ['notifications.no_mail_server', 'notifications.already_queued'],
  input: z.object({ id }),
  output: z.object({ id, state: z.enum(MESSAGE_STATES) }),
  example: { id: EXAMPLE_ID },
  async run(ctx, input) {
    if (!ctx.kernel.mailer) throw fail('notifications.no_mail_server')
    const message = await ctx.tx.first<{ state: MessageState; subject: string }>(
      sql`select state, subject from message where tenant_id = ${ctx.tenant.id}::uuid and id = ${input.id}::uuid for update`,
    )
    if (!message) throw kernelFail('not_found')
    if (message.state === 'queued') throw fail('notifications.already_queued')
    await ctx.tx.run(sql`
      update message set state = 'queued', sent_at = null, attempts = 0, last_error = null
      where tenant_id = ${ctx.tenant.id}::uuid and id = ${input.id}::uuid`)
    ctx.enqueue(sendMessage, { messageId: input.id })
    ctx.audit({ entity: 'message', id: input.id, label: message.subject, changes: { was: message.state } })
    return { id: input.id, state: 'queued' as const }
  },
})
