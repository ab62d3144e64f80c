import { text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { moment, refersTo, tenantTable } from '../../../kernel/db/columns.ts'
import { serial } from '../../serials/serial/serial.ts'

/** The code inside a product that shows who holds it: one for each piece, kept as a hash. Printed again, the old one is void. */
export const claimCode = tenantTable(
  'claim_code',
  {
    serialId: uuid('serial_id').notNull(),
    codeHash: text('code_hash').notNull(),
    madeAt: moment('made_at').notNull(),
    madeBy: text('made_by').notNull(),
  },
  (t) => [
    uniqueIndex('claim_code_serial_key').on(t.tenantId, t.serialId),
    uniqueIndex('claim_code_hash_key').on(t.tenantId, t.codeHash),
    refersTo(t.tenantId, t.serialId, () => serial),
  ],
)
