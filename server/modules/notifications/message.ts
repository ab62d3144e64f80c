import { sql } from 'drizzle-orm'
import { check, index, integer, text } from 'drizzle-orm/pg-core'
import { moment, tenantTable } from '../../kernel/db/columns.ts'

/** `kept`: no mail server is configured, so it can only be read here. */
export const MESSAGE_STATES = ['queued', 'sent', 'kept', 'failed'] as const
export type MessageState = (typeof MESSAGE_STATES)[number]

/** A message to a person: kept whether or not mail is configured, so that it can be read in the app. */
export const message = tenantTable(
  'message',
  {
    kind: text('kind').notNull(),
    state: text('state', { enum: MESSAGE_STATES }).notNull(),
    locale: text('locale').notNull().default('en'),
    recipient: text('recipient').notNull(),
    subject: text('subject').notNull(),
    text: text('text').notNull(),
    html: text('html'),
    /** Where it leads: a later message about the same record takes it over. */
    link: text('link'),
    entity: text('entity'),
    entityId: text('entity_id'),
    attempts: integer('attempts').notNull().default(0),
    lastError: text('last_error'),
    createdAt: moment('created_at').notNull(),
    sentAt: moment('sent_at'),
  },
  (t) => [
    index('message_entity_idx').on(t.tenantId, t.entity, t.entityId, t.id),
    index('message_state_idx').on(t.tenantId, t.state, t.id),
    check('message_state', sql`${t.state} in ('queued', 'sent', 'kept', 'failed')`),
    check('message_sent', sql`(${t.state} = 'sent') = (${t.sentAt} is not null)`),
  ],
)
