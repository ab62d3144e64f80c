import { drizzle } from 'drizzle-orm/node-postgres'
import { migrate as runMigrations } from 'drizzle-orm/node-postgres/migrator'
import pg from 'pg'
import type { Config } from '../config.ts'
import { migrateQueue } from '../jobs/queue.ts'
import type { Secrets } from '../secrets.ts'
import { exitCodes, StartError } from '../start-error.ts'
import { type DatabaseUrls, ROLE_NAMES, roleName, rolePassword } from './roles.ts'
import { secureTables } from './secure-tables.ts'

const MIGRATIONS = new URL('../../migrations/', import.meta.url).pathname
const REGISTRY_MIGRATIONS = new URL('../../migrations-registry/', import.meta.url).pathname
const OLDEST_MAJOR = 15
/** Two processes that start at once must not migrate at once. Any constant does. */
const LOCK = 7_263_548_901

/**
 * Brings the database to this program's version: roles, extensions, migrations, the queue's tables, then what holds
 * for every table. Safe to run at every start and from several processes. Throws {@link StartError} with one sentence.
 */
export async function migrate(config: Config, secrets: Secrets, urls: DatabaseUrls): Promise<void> {
  const client = new pg.Client({ connectionString: urls.owner, application_name: 'touchmark-migrate' })
  await client.connect()
  try {
    await checkVersion(client)
    await client.query('select pg_advisory_lock($1)', [LOCK])
    await client.query('set client_min_messages = warning')
    await ensureRoles(client, config, secrets)
    for (const extension of ['pg_trgm', 'btree_gin', 'btree_gist'])
      await client.query(`create extension if not exists ${extension}`)
    await client.query('create schema if not exists identity')
    await named('The database could not be migrated', () =>
      runMigrations(drizzle(client), { migrationsFolder: MIGRATIONS }),
    )
    await named('The tables of the job queue could not be made', () => migrateQueue(urls.owner))
    await secureTables(client, {
      app: roleName(config, 'app'),
      identity: roleName(config, 'identity'),
      retention: roleName(config, 'retention'),
    })
    if (!urls.registryApart) await migrateRegistry(client, roleName(config, 'registry'))
  } finally {
    await client.end()
  }
  if (urls.registryApart) {
    const registry = new pg.Client({ connectionString: urls.registry, application_name: 'touchmark-migrate' })
    await registry.connect()
    try {
      await checkVersion(registry)
      await registry.query('select pg_advisory_lock($1)', [LOCK])
      await migrateRegistry(registry, null)
    } finally {
      await registry.end()
    }
  }
}

async function migrateRegistry(client: pg.Client, role: string | null): Promise<void> {
  await client.query('create schema if not exists registry')
  await named('The registry could not be migrated', () =>
    runMigrations(drizzle(client), {
      migrationsFolder: REGISTRY_MIGRATIONS,
      migrationsTable: '__registry_migrations',
    }),
  )
  if (role === null) return
  await client.query(`grant usage on schema registry to ${role}`)
  await client.query(`grant select, insert, update, delete on all tables in schema registry to ${role}`)
  await client.query(`grant usage on all sequences in schema registry to ${role}`)
}

async function checkVersion(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ number: string; version: string }>(
    "select current_setting('server_version_num') as number, current_setting('server_version') as version",
  )
  const major = Math.floor(Number(rows[0]!.number) / 10_000)
  if (major < OLDEST_MAJOR) {
    throw new StartError(
      exitCodes.database,
      `The database is PostgreSQL ${rows[0]!.version}, but Touchmark needs ${OLDEST_MAJOR} or newer: upgrade the server or point DATABASE_URL at another.`,
    )
  }
}

/** Makes the roles where they are missing and sets their passwords. An installation that brings its own may not create any. */
async function ensureRoles(client: pg.Client, config: Config, secrets: Secrets): Promise<void> {
  const { rows } = await client.query<{ can: boolean }>(
    'select rolcreaterole or rolsuper as can from pg_roles where rolname = current_user',
  )
  for (const role of ROLE_NAMES) {
    const name = roleName(config, role)
    const exists = (await client.query('select 1 from pg_roles where rolname = $1', [name])).rowCount === 1
    if (!rows[0]?.can) {
      if (exists) continue
      throw new StartError(
        exitCodes.database,
        `The role ${name} does not exist and the user of DATABASE_URL may not create it: let an administrator create it with LOGIN NOBYPASSRLS, or give the user CREATEROLE.`,
      )
    }
    const password = rolePassword(secrets, role)
    // base64url has no quote; CREATE ROLE takes no parameters.
    await client.query(
      `${exists ? 'alter' : 'create'} role ${name} login password '${password}' nosuperuser nobypassrls nocreatedb nocreaterole`,
    )
    // PostgreSQL compiles what it expects to cost much, and expects wrongly where a table is small or new. The embedded server has it off.
    await client.query(`alter role ${name} set jit = off`)
    if (role === 'registry' || role === 'identity')
      await client.query(`alter role ${name} set search_path = ${role}`)
  }
}

async function named(what: string, work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (error instanceof StartError) throw error
    const cause =
      error instanceof Error
        ? error.cause instanceof Error
          ? error.cause.message
          : error.message
        : String(error)
    throw new StartError(exitCodes.database, `${what}: ${cause}`, { cause: error })
  }
}
