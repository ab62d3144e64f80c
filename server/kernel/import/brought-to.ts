import { type Sql, sql } from '../db/sql.ts'

/**
 * The end of an insert into `table` (its name in the statement), behind `on conflict (…) do update set`: a record that is there already is
 * brought to what the file says, and counts as unchanged where that is nothing new. Only the columns that are named are compared and changed, so
 * that what the file has no column for stays as it is; an empty cell clears. One that was deleted is there again.
 */
export function broughtTo(
  table: string,
  columns: readonly string[],
  has: { deletedAt: boolean; updatedAt: boolean; version: boolean },
): Sql {
  const record = sql.id(table)
  const mine = columns.map((column) => sql`${record}.${sql.id(column)}`)
  const theirs = columns.map((column) => sql`excluded.${sql.id(column)}`)
  const sets = [
    ...columns.map((column) => sql`${sql.id(column)} = excluded.${sql.id(column)}`),
    ...(has.updatedAt ? [sql`updated_at = excluded.updated_at`] : []),
    ...(has.version ? [sql`version = ${record}.version + 1`] : []),
    ...(has.deletedAt ? [sql`deleted_at = null`] : []),
  ]
  const [kept, there] = has.deletedAt ? [[sql`${record}.deleted_at is null`], [sql`true`]] : [[], []]
  return sql`${sql.join(sets)} where (${sql.join([...mine, ...kept, sql`1`])}) is distinct from (${sql.join([...theirs, ...there, sql`1`])})`
}

/** Every record that is made, changed and deleted as people's are. */
export const EDITABLE = { deletedAt: true, updatedAt: true, version: true } as const
