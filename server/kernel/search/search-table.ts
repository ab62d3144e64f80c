import { getTableColumns, getTableName } from 'drizzle-orm'
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core'
import { searchableTables } from '../db/columns.ts'
import { type Sql, sql } from '../db/sql.ts'
import type { Found, SearchSource } from './search-source.ts'
import { beginsWith, newestOf } from './text-range.ts'

interface TableToSearch extends Omit<SearchSource, 'find'> {
  /** One that is `searchable`. */
  table: PgTable
  /** Fields: what it is called, in Thai where there is such a name, and what it is known by beside that. */
  title: string
  titleTh?: string
  detail?: string
  /** A code in capital letters with an index of its own, found by its beginning from the first letter. */
  code?: string
  /** What was deleted is not found. */
  deleted?: 'deletedAt'
}

/** The search of a plain table: by part of its searchable columns, and by the beginning of its code. */
export function searchTable(source: TableToSearch): SearchSource {
  const { table, title, titleTh, detail, code, deleted, ...rest } = source
  const name = getTableName(table)
  if (!searchableTables.has(name)) throw new Error(`${name} is not searchable`)
  const columns = getTableColumns(table) as Record<string, PgColumn>
  const column = (field: string): Sql => sql`r.${sql.id(columns[field]!.name)}`
  const orNull = (field: string | undefined): Sql =>
    field === undefined ? sql`null::text` : sql`${column(field)}`
  const alive = deleted ? sql`and ${column(deleted)} is null` : sql``
  return {
    ...rest,
    async find(ctx, { text, limit }) {
      const tenant = sql`r.tenant_id = ${ctx.tenant.id}::uuid`
      const byCode = code
        ? sql`(select r.id from ${sql.id(name)} r where ${tenant} and (${beginsWith(column(code), text)} or ${beginsWith(column(code), text.toUpperCase())})
            order by ${column(code)} limit ${limit}::int) union `
        : sql``
      const rows = await ctx.tx.rows<{
        id: string
        title: string
        title_th: string | null
        detail: string | null
      }>(
        sql`with hit (id) as (${byCode}${newestOf(name, text)})
          select r.id, ${column(title)} as title, ${orNull(titleTh)} as title_th, ${orNull(detail)} as detail
          from hit join ${sql.id(name)} r on ${tenant} and r.id = hit.id ${alive} order by r.id desc`,
      )
      return rows.map(
        (row): Found => ({
          id: row.id,
          title: (ctx.locale === 'th' ? row.title_th : null) ?? row.title,
          detail: row.detail,
          aliases: [row.title, row.title_th],
        }),
      )
    },
  }
}
