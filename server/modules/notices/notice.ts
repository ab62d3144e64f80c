import { sql } from 'drizzle-orm'
import { index, text, uuid } from 'drizzle-orm/pg-core'
import { moment, tenantTable } from '../../kernel/db/columns.ts'

/** Why somebody is told: `mention`, somebody named them in a comment; `order_placed`, a buyer ordered. */
export const NOTICE_KINDS = ['mention', 'order_placed'] as const
export type NoticeKind = (typeof NOTICE_KINDS)[number]

/** Something that one person is told, until they have read it. */
export const notice = tenantTable(
  'notice',
  {
    userId: text('user_id').notNull(),
    kind: text('kind', { enum: NOTICE_KINDS }).notNull(),
    /** What it is about. */
    entity: text('entity').notNull(),
    entityId: text('entity_id').notNull(),
    label: text('label'),
    /** Who caused it. */
    actorName: text('actor_name').notNull(),
    excerpt: text('excerpt'),
    /** What it came from: the comment. */
    sourceId: uuid('source_id'),
    createdAt: moment('created_at').notNull(),
    readAt: moment('read_at'),
  },
  (t) => [
    index('notice_user_idx').on(t.tenantId, t.userId, t.id),
    index('notice_unread_idx').on(t.tenantId, t.userId).where(sql`${t.readAt} is null`),
    index('notice_source_idx').on(t.tenantId, t.sourceId),
  ],
)
