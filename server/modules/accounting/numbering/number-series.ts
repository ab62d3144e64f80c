import { bigint, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { tenantTable } from '../../../kernel/db/columns.ts'

/** The last number given of a series. It is taken inside the business transaction, so a rollback leaves no gap. */
export const numberSeries = tenantTable(
  'number_series',
  {
    series: text('series').notNull(),
    last: bigint('last', { mode: 'bigint' }).notNull(),
  },
  (t) => [uniqueIndex('number_series_key').on(t.tenantId, t.series)],
)
