import { index, integer, text } from 'drizzle-orm/pg-core'
import { moment, tenantTable } from '../../kernel/db/columns.ts'

/** A message to a person: kept whether or not mail is configured, so that it can be read in the app. */
export const message = tenantTable(
  'message',
  {
    kind: text('kind').notNull(),
    /** `queued`, `sent`, `kept` (no mail server is configured) or `failed`. */
    state: text('state').notNull(),
    recipient: text('recipient').notNull(),
    subject: text('subject').notNull(),
    text: text('text').notNull(),
    html: text('html'),
    entity: text('entity'),
    entityId: text('entity_id'),
    attempts: integer('attempts').notNull().default(0),
    lastError: text('last_error'),
    createdAt: moment('created_at').notNull(),
    sentAt: moment('sent_at'),
  },
  (t) => [index('message_entity_idx').on(t.tenantId, t.entity, t.entityId)],
)
