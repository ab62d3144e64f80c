import { sql } from 'drizzle-orm'
import type { PgColumn, PgColumnBuilderBase } from 'drizzle-orm/pg-core'
import {
  bigint,
  date,
  foreignKey,
  numeric,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core'

/** The words every tenant table begins with. Rules 1 and 7 of the design's data rules live here. */
const keyColumns = {
  tenantId: uuid('tenant_id').notNull(),
  id: uuid('id').notNull(),
}

/** A moment in UTC. */
export const moment = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' })
/** A calendar day, `YYYY-MM-DD`, in the tenant's time zone. */
export const day = (name: string) => date(name, { mode: 'string' })
/** An amount in minor units of its currency. */
export const minor = (name: string) => bigint(name, { mode: 'bigint' })
/** A unit price, cost or rate: exact decimal. */
export const rate = (name: string) => numeric(name, { precision: 20, scale: 6 })
/** A quantity: exact decimal. */
export const quantity = (name: string) => numeric(name, { precision: 20, scale: 6 })
/** An ISO 4217 code. */
export const currency = (name = 'currency') => text(name)

/** When a row was made and last changed. */
export const timestamps = {
  createdAt: moment('created_at').notNull().default(sql`now()`),
  updatedAt: moment('updated_at').notNull().default(sql`now()`),
}
/** For what people create: deleting hides, restoring brings back. `version` tells two editors apart. */
export const editable = {
  ...timestamps,
  deletedAt: moment('deleted_at'),
  version: bigint('version', { mode: 'number' }).notNull().default(1),
}

type Columns = Record<string, PgColumnBuilderBase>
// biome-ignore lint/suspicious/noExplicitAny: drizzle's own type of a table's extra configuration
type Extra = (table: any) => any[]

/** Names of every tenant table, for the guards and for `secureTables`. */
export const tenantTables = new Set<string>()
/** Names of tables whose rows are facts: the application may add to them and read them, nothing else. */
export const appendOnlyTables = new Set<string>()
/** Names of append-only tables that are split by month (range of the UUIDv7 id). */
export const partitionedTables = new Set<string>()

/** Tables with a search function, and the columns it looks in. */
export const searchableTables = new Map<string, readonly string[]>()

/** Gives a table a search function `search_<table>(q)`, made by `secureTables` with its index. */
export const searchable = (table: string, columns: readonly string[]): void => {
  searchableTables.set(table, columns)
}

/** A table that belongs to a tenant: `tenant_id`, `id`, primary key over both; row-level security comes by itself. */
export function tenantTable<N extends string, C extends Columns>(
  name: N,
  columns: C,
  extra: Extra = () => [],
) {
  tenantTables.add(name)
  const all = { ...keyColumns, ...columns } as typeof keyColumns & C
  return pgTable<N, typeof keyColumns & C>(name, all, (table) => {
    // The key columns are in every table, whatever C is: the compiler cannot see that through the generic.
    const key = table as unknown as { tenantId: PgColumn; id: PgColumn }
    return [primaryKey({ columns: [key.tenantId, key.id] }), ...extra(table)]
  })
}

/** A tenant table of facts. `partitioned`: by month of its UUIDv7 id. */
export function factTable<N extends string, C extends Columns>(
  name: N,
  columns: C,
  extra: Extra = () => [],
  options: { partitioned?: boolean } = {},
) {
  appendOnlyTables.add(name)
  if (options.partitioned) partitionedTables.add(name)
  return tenantTable(name, columns, extra)
}

interface KeyedTable {
  tenantId: PgColumn
  id: PgColumn
}
/** A foreign key between two tenant tables: it carries the tenant, so a row can never point into another's. */
export const refersTo = (tenantId: PgColumn, column: PgColumn, target: () => KeyedTable) => {
  const to = target()
  return foreignKey({
    columns: [tenantId, column] as [PgColumn, PgColumn],
    foreignColumns: [to.tenantId, to.id] as [PgColumn, PgColumn],
  })
}
