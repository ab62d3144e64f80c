import { readMigrationFiles } from 'drizzle-orm/migrator'
import type pg from 'pg'

const migrations = new URL('../migrations/', import.meta.url).pathname

export interface MigrationState {
  /** Of this program and not in the database yet. */
  readonly pending: number
  /** In the database and unknown to this program: a newer one was here. */
  readonly unknown: number
}

/** Compares the migrations of this program with those the database has been through. */
export async function migrationState(client: pg.ClientBase): Promise<MigrationState> {
  const known = new Set(readMigrationFiles({ migrationsFolder: migrations }).map(({ hash }) => hash))
  const { rows: tables } = await client.query<{ found: boolean }>(
    `select to_regclass('drizzle.__drizzle_migrations') is not null as found`,
  )
  if (!tables[0]?.found) return { pending: known.size, unknown: 0 }
  const { rows } = await client.query<{ hash: string }>('select hash from drizzle.__drizzle_migrations')
  const applied = new Set(rows.map(({ hash }) => hash))
  return {
    pending: [...known].filter((hash) => !applied.has(hash)).length,
    unknown: [...applied].filter((hash) => !known.has(hash)).length,
  }
}
