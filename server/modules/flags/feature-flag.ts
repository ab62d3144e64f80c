import { boolean, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { factTable, moment, tenantTable } from '../../kernel/db/columns.ts'

/** Which flags a workshop has on: who set each, when and why. */
export const tenantFeatureFlag = tenantTable(
  'tenant_feature_flag',
  {
    flag: text('flag').notNull(),
    enabled: boolean('enabled').notNull(),
    setBy: text('set_by').notNull(),
    setAt: moment('set_at').notNull(),
    why: text('why').notNull(),
  },
  (t) => [uniqueIndex('tenant_feature_flag_key').on(t.tenantId, t.flag)],
)

/** Every change of a flag. */
export const featureFlagChange = factTable('feature_flag_change', {
  flagId: uuid('flag_id').notNull(),
  flag: text('flag').notNull(),
  enabled: boolean('enabled').notNull(),
  setBy: text('set_by').notNull(),
  setAt: moment('set_at').notNull(),
  why: text('why').notNull(),
})
