import { type Sql, sql } from '../db/sql.ts'

/** After every text that begins with the one before it. */
const LAST = '\u{10ffff}'

/**
 * Texts that begin with `start`: a range, which an index serves under row-level security, as it does not serve LIKE.
 */
export const beginsWith = (column: Sql, start: string): Sql =>
  sql`(${column} >= ${start} and ${column} < ${start + LAST})`

/** Shorter ones have no trigram, and a search by part would read the whole index. */
const LEAST_SEARCHED = 3

/** Ids of the newest rows of a searchable table that have the text somewhere; none for one that is too short. */
export const newestOf = (table: string, text: string, atMost = 50): Sql =>
  sql`select ${sql.id(`newest_${table}`)}(${text.length < LEAST_SEARCHED ? '' : text}, ${atMost}::int)`

/**
 * The whole numbers of documents that somebody may mean by digits alone: 123 is SO2026-000123 of this year or one before, for each
 * prefix. What has letters is taken as it is.
 */
export function numbersMeant(text: string, prefixes: readonly string[], today: string): string[] {
  const typed = text.toUpperCase().replace(/\s+/g, '')
  if (!/^\d{1,9}$/.test(typed)) return [typed]
  const year = Number(today.slice(0, 4))
  return prefixes.flatMap((prefix) =>
    [year, year - 1].map((one) => `${prefix}${one}-${typed.replace(/^0+/, '').padStart(6, '0')}`),
  )
}
