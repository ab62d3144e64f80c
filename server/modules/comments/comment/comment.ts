import { index, jsonb, text } from 'drizzle-orm/pg-core'
import { editable, moment, tenantTable } from '../../../kernel/db/columns.ts'

/** Somebody who is named in a comment: the text has `@` and the name as it was then. */
export interface Mention {
  readonly userId: string
  readonly name: string
}

/** What a person says about a record of any kind. */
export const comment = tenantTable(
  'comment',
  {
    entity: text('entity').notNull(),
    entityId: text('entity_id').notNull(),
    body: text('body').notNull(),
    mentions: jsonb('mentions').$type<Mention[]>().notNull(),
    authorId: text('author_id').notNull(),
    authorName: text('author_name').notNull(),
    editedAt: moment('edited_at'),
    ...editable,
  },
  (t) => [index('comment_entity_idx').on(t.tenantId, t.entity, t.entityId, t.id)],
)

/** So long what one said can be said differently. */
export const EDITABLE_MS = 24 * 3_600_000
