import { sql } from 'drizzle-orm'
import { check, index, integer, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { moment, tenantTable } from '../../kernel/db/columns.ts'

/**
 * Why somebody is told: `mention`, somebody named them in a comment; `order_placed`, a buyer ordered; `payment_received`, its money
 * came; `payment_overdue`, its money should have come; `ticket_late`, a ticket should be done; `stock_low`, a product has to be reordered.
 */
export const NOTICE_KINDS = [
  'mention',
  'order_placed',
  'payment_received',
  'payment_overdue',
  'ticket_late',
  'stock_low',
] as const
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
    /** How many records it tells of; where they are more than one, the record named is the first of them. */
    count: integer('count').notNull().default(1),
    /** What it came from: the comment. */
    sourceId: uuid('source_id'),
    createdAt: moment('created_at').notNull(),
    readAt: moment('read_at'),
  },
  (t) => [
    index('notice_user_idx').on(t.tenantId, t.userId, t.id),
    index('notice_unread_idx').on(t.tenantId, t.userId).where(sql`${t.readAt} is null`),
    index('notice_source_idx').on(t.tenantId, t.sourceId),
    check('notice_count', sql`${t.count} > 0`),
  ],
)

/** What people were told of and still is so: they are told of it again only after it was over. */
export const noticeStanding = tenantTable(
  'notice_standing',
  {
    kind: text('kind', { enum: NOTICE_KINDS }).notNull(),
    entityId: uuid('entity_id').notNull(),
    since: moment('since').notNull(),
  },
  (t) => [uniqueIndex('notice_standing_key').on(t.tenantId, t.kind, t.entityId)],
)
