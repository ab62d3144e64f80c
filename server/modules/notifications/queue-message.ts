import { newId } from '../../../shared/ids.ts'
import type { TenantContext } from '../../kernel/command/context.ts'
import { sql } from '../../kernel/db/sql.ts'
import type { Locale } from '../../kernel/errors/problem.ts'
import type { MessageState } from './message.ts'
import { sendMessage } from './send-message.ts'

export interface NewMessage {
  /** What it is about, for lists: `order.placed`. */
  kind: string
  locale: Locale
  /** An e-mail address. */
  recipient: string
  subject: string
  text: string
  html?: string
  /** Where it leads, if anywhere. */
  link?: string | null
  /** The record it belongs to. */
  entity: string
  entityId: string
}

/**
 * Keeps a message to a person, at the end of the transaction, and queues its sending; both happen if and only if it commits. Where no mail server is
 * configured it is only kept, for reading in the app.
 */
export function queueMessage(ctx: TenantContext, message: NewMessage): { id: string } {
  const id = newId(ctx.now.getTime())
  const state: MessageState = ctx.kernel.mailer ? 'queued' : 'kept'
  ctx.writeBeside(sql`
    insert into message (tenant_id, id, kind, state, locale, recipient, subject, text, html, link, entity, entity_id, created_at)
    values (${ctx.tenant.id}::uuid, ${id}::uuid, ${message.kind}, ${state}, ${message.locale}, ${message.recipient},
      ${message.subject}, ${message.text}, ${message.html ?? null}::text, ${message.link ?? null}::text, ${message.entity},
      ${message.entityId}, ${ctx.now}::timestamptz)`)
  if (state === 'queued') ctx.enqueue(sendMessage, { messageId: id })
  return { id }
}

/** Where the first message about a record led, so that later ones can lead there too. */
export async function linkOf(ctx: TenantContext, entity: string, entityId: string): Promise<string | null> {
  const row = await ctx.tx.first<{ link: string }>(sql`
    select link from message
    where tenant_id = ${ctx.tenant.id}::uuid and entity = ${entity} and entity_id = ${entityId} and link is not null
    order by id limit 1`)
  return row?.link ?? null
}
