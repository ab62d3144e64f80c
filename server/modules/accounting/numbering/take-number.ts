import { newId } from '../../../../shared/ids.ts'
import type { TenantContext } from '../../../kernel/command/context.ts'
import { type Sql, sql } from '../../../kernel/db/sql.ts'

/**
 * A fragment for a common table expression that takes the next number of a series and returns it as `last`:
 * ``sql`with number as (${takeNumberSql(ctx, 'SO2026')}), … ` ``. The row of the series stays locked until the
 * transaction ends, so a rollback leaves no gap and a second taker waits: take it as late as possible.
 */
export const takeNumberSql = (ctx: TenantContext, series: string): Sql => sql`
  insert into number_series as s (tenant_id, id, series, last)
  values (${ctx.tenant.id}::uuid, ${newId(ctx.now.getTime())}::uuid, ${series}, 1)
  on conflict (tenant_id, series) do update set last = s.last + 1
  returning last`

/** The number as people read it, from `last`: series `SO2026` and 1 give `SO2026-000001`; wider after 999999. */
export const numberTextSql = (series: string, last: Sql): Sql =>
  sql`${series}::text || '-' || lpad(${last}::text, greatest(6, length(${last}::text)), '0')`

/** The series of a kind of document in the year of today: `seriesOf(ctx, 'SO')` is `SO2026`. */
export const seriesOf = (ctx: TenantContext, prefix: string): string => `${prefix}${ctx.today.slice(0, 4)}`
