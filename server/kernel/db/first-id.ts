import { type Sql, sql } from './sql.ts'

/**
 * The smallest id of a day. A fact's id was made in the millisecond it happened, so a range of days is a range of the key that
 * its list is sorted by: no further index, no walk past younger rows, and only the partitions of those months.
 *
 * @param day a date, as SQL
 */
export const firstIdOf = (day: Sql, timeZone: string): Sql => sql`(
  select (left(h, 8) || '-' || right(h, 4) || '-7000-8000-000000000000')::uuid
  from lpad(to_hex((greatest(extract(epoch from (${day})::timestamp at time zone ${timeZone}), 0) * 1000)::bigint), 12, '0') h)`
