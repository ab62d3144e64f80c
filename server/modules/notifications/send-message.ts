import { sql } from '../../kernel/db/sql.ts'
import { type JobDefinition, job } from '../../kernel/jobs/job.ts'

/** Pauses before each further attempt, seconds: the last comes about a day after the first. */
export const RETRY_AFTER_S = [30, 120, 600, 3_600, 14_400, 64_800] as const

interface QueuedRow {
  recipient: string
  subject: string
  text: string
  html: string | null
  attempts: number
}

/**
 * Hands a message to the mail server. What goes wrong is kept with the message, and it is tried again later; after the last
 * attempt it has failed. Without a mail server it is kept for reading in the app. A message may arrive twice when this process
 * ends between the mail server's yes and the commit; it is never lost.
 */
export const sendMessage: JobDefinition<{ messageId: string }> = job({
  name: 'notifications.send',
  async run(ctx, { messageId }) {
    const message = await ctx.tx.first<QueuedRow>(sql`
      select recipient, subject, text, html, attempts from message
      where tenant_id = ${ctx.tenant.id}::uuid and id = ${messageId}::uuid and state = 'queued' for update`)
    if (!message) return
    const { mailer } = ctx.kernel
    ctx.audit({ entity: 'message', id: messageId, label: message.subject })
    if (!mailer) {
      await ctx.tx.run(
        sql`update message set state = 'kept' where tenant_id = ${ctx.tenant.id}::uuid and id = ${messageId}::uuid`,
      )
      return
    }
    const { recipient: to, subject, text, html, attempts } = message
    try {
      await mailer.send({ to, subject, text, ...(html === null ? {} : { html }) })
      await ctx.tx.run(sql`
        update message set state = 'sent', sent_at = ${ctx.now}::timestamptz, attempts = attempts + 1, last_error = null
        where tenant_id = ${ctx.tenant.id}::uuid and id = ${messageId}::uuid`)
    } catch (error) {
      const pauseS = RETRY_AFTER_S[attempts]
      const why = (error instanceof Error ? error.message : String(error)).slice(0, 500)
      ctx.log.warn({ err: error, messageId, attempts: attempts + 1 }, 'a message could not be sent')
      await ctx.tx.run(sql`
        update message set state = ${pauseS === undefined ? 'failed' : 'queued'}, attempts = attempts + 1, last_error = ${why}
        where tenant_id = ${ctx.tenant.id}::uuid and id = ${messageId}::uuid`)
      if (pauseS !== undefined) {
        ctx.enqueue(sendMessage, { messageId }, { startAfter: new Date(ctx.now.getTime() + pauseS * 1000) })
      }
    }
  },
})
