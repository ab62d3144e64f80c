import { boolean, index, text } from 'drizzle-orm/pg-core'
import { editable, tenantTable } from '../../../kernel/db/columns.ts'

/** How somebody looks at a list: its search, conditions, order and columns, under a name. */
export const savedView = tenantTable(
  'saved_view',
  {
    /** The list: `sales.order`. */
    list: text('list').notNull(),
    name: text('name').notNull(),
    /** The query of the page's address, as the desk writes it. */
    query: text('query').notNull(),
    /** Everybody who may read the list sees it. */
    shared: boolean('shared').notNull().default(false),
    ownerId: text('owner_id').notNull(),
    ownerName: text('owner_name').notNull(),
    ...editable,
  },
  (t) => [index('saved_view_list_idx').on(t.tenantId, t.list, t.id)],
)
