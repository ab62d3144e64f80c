import { sql } from 'drizzle-orm'
import { boolean, check, index, integer, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { editable, tenantTable } from '../../../kernel/db/columns.ts'

/** A way to pay that the shop offers: one of a provider's, with what the buyer has to do. */
export const paymentMethod = tenantTable(
  'payment_method',
  {
    code: text('code').notNull(),
    provider: text('provider').notNull(),
    name: text('name').notNull(),
    nameTh: text('name_th'),
    /** What the buyer has to do to pay: which account, by when. Shown with the order and in its mail. */
    instructionsText: text('instructions_text'),
    instructionsTextTh: text('instructions_text_th'),
    /** Days from the order within which the money should be there; null: it is never overdue. */
    dueDays: integer('due_days').default(7),
    enabled: boolean('enabled').notNull().default(true),
    position: integer('position').notNull().default(0),
    ...editable,
  },
  (t) => [
    uniqueIndex('payment_method_code_key').on(t.tenantId, t.code),
    index('payment_method_position_idx').on(t.tenantId, t.position, t.id),
    check('payment_method_due_days', sql`${t.dueDays} between 0 and 365`),
  ],
)
