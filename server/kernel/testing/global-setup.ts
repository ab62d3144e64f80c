import { randomBytes } from 'node:crypto'
import { rm } from 'node:fs/promises'
import path from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { memoryFolder } from '../../../bin/memory-folder.mjs'
import { loadConfig } from '../config.ts'
import { migrate } from '../db/migrate.ts'
import { databaseUrls } from '../db/roles.ts'
import { startEmbeddedPostgres } from '../embedded/postgres.ts'
import '../../schema.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The server that all tests share, as its owner; each file works in a database of its own. */
    testServerUrl: string
    testSecret: string
    testDataDir: string
  }
}

export const TEMPLATE = 'touchmark_template'
export const ROLE_PREFIX = 'touchmark_test'
/** Of each test's own database. */
export const DATABASE_PREFIX = 'touchmark_of_test_'

/** Starts one PostgreSQL for the whole run (or takes TEST_DATABASE_URL) and migrates the template of every test's database. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env.TEST_DATABASE_URL
  const dataDir = path.join(memoryFolder(), `touchmark-test-${process.pid}`)
  const server = given
    ? undefined
    : await startEmbeddedPostgres({ dataDir, password: randomBytes(16).toString('hex'), forTests: true })
  const serverUrl = given ?? server!.url
  const secret = randomBytes(48).toString('base64url')
  const client = new pg.Client({ connectionString: serverUrl })
  await client.connect()
  await client.query(`drop database if exists ${TEMPLATE}`)
  await client.query(`create database ${TEMPLATE}`)
  await client.end()
  const templateUrl = new URL(serverUrl)
  templateUrl.pathname = `/${TEMPLATE}`
  const config = loadConfig({
    DATABASE_URL: templateUrl.href,
    DATABASE_ROLE_PREFIX: ROLE_PREFIX,
    TOUCHMARK_SECRET: secret,
    SERIAL_MASTER_KEYS: '383e98c3434d8863cb94f8adc2a56c7b78ed22e825280de6734a0654ce2625cb',
  })
  await migrate(
    config,
    {
      touchmarkSecret: secret,
      serialMasterKeys: config.serialMasterKeys as [string],
      postgresPassword: undefined,
    },
    databaseUrls(config, { touchmarkSecret: secret }, templateUrl.href),
  )
  project.provide('testServerUrl', serverUrl)
  project.provide('testSecret', secret)
  project.provide('testDataDir', dataDir)
  return async () => {
    if (given) await dropKept(given)
    await server?.stop('immediate')
    await rm(dataDir, { recursive: true, force: true })
  }
}

/** What tests kept for each other would stay on a server that goes on. */
async function dropKept(serverUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl })
  await client.connect()
  const { rows } = await client.query<{ name: string }>(
    `select datname as name from pg_database where datname like $1`,
    [`${DATABASE_PREFIX.replaceAll('_', '\\_')}%`],
  )
  for (const { name } of rows) await client.query(`drop database ${name} with (force)`)
  await client.end()
}
