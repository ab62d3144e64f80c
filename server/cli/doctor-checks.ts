import { randomBytes } from 'node:crypto'
import { access, constants, lstat, stat, statfs, unlink, writeFile } from 'node:fs/promises'
import path from 'node:path'
import pg from 'pg'
import type { Config } from '../kernel/config.ts'
import { clusterLink } from '../kernel/embedded/cluster.ts'
import { isPortFree } from '../kernel/embedded/port.ts'
import { type ReachedDatabase, reachDatabase } from '../kernel/embedded/reach-database.ts'
import { resolveSecrets, type Secrets, secretsPath } from '../kernel/secrets.ts'
import { asStartError, type ExitCode, exitCodes, StartError } from '../kernel/start-error.ts'
import { migrationState } from './pending-migrations.ts'

/** One finding: what was looked at, how it is, and for a failure what to do. */
export interface Finding {
  readonly name: string
  readonly state: 'ok' | 'warn' | 'fail'
  readonly detail: string
  /** What the command ends with when this is the first failure. */
  readonly exitCode: ExitCode
}

const oldestPostgres = 15
const newestPostgres = 18
const leastFreeBytes = 1_000_000_000
const oldestNode = 24

const ok = (name: string, detail: string): Finding => ({ name, state: 'ok', detail, exitCode: exitCodes.ok })
const warn = (name: string, detail: string): Finding => ({
  name,
  state: 'warn',
  detail,
  exitCode: exitCodes.ok,
})
const fail = (name: string, exitCode: ExitCode, detail: string): Finding => ({
  name,
  state: 'fail',
  detail,
  exitCode,
})
const failedWith = (name: string, error: unknown): Finding => {
  const known = asStartError(error)
  return fail(name, known?.exitCode ?? exitCodes.failed, known?.message ?? String(error))
}

const exists = async (name: string): Promise<boolean> =>
  await lstat(name).then(
    () => true,
    () => false,
  )

export function checkNode(nodeVersion = process.versions.node): Finding {
  const name = 'Node.js'
  if (Number(nodeVersion.split('.')[0]) >= oldestNode) return ok(name, nodeVersion)
  const advice = 'call it as `npm start` or `npx touchmark`, which bring the right one'
  return fail(name, exitCodes.failed, `${nodeVersion} is too old, ${oldestNode} is needed: ${advice}`)
}

/** Whether files can be written under DATA_DIR, or it can be made, and whether the disk has room. */
export async function checkDataDir({ dataDir }: Pick<Config, 'dataDir'>): Promise<Finding> {
  const name = 'data folder'
  let folder = dataDir
  while (!(await exists(folder)) && folder !== path.dirname(folder)) folder = path.dirname(folder)
  try {
    if (folder === dataDir) {
      const probe = path.join(dataDir, `probe-${randomBytes(6).toString('hex')}`)
      await writeFile(probe, 'x', { flag: 'wx' })
      await unlink(probe)
    } else {
      if (!(await stat(folder)).isDirectory()) throw new Error(`${folder} is not a folder`)
      await access(folder, constants.W_OK | constants.X_OK)
    }
    const { bavail, bsize } = await statfs(folder)
    const freeBytes = bavail * bsize
    const room = `${(freeBytes / 1e9).toFixed(1)} GB free`
    if (freeBytes < leastFreeBytes) return warn(name, `${dataDir}: only ${room}, the database needs more`)
    return ok(
      name,
      folder === dataDir ? `${dataDir}, ${room}` : `${dataDir} is made at the first start, ${room}`,
    )
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return fail(name, exitCodes.configuration, `DATA_DIR (${dataDir}) cannot be written: ${reason}`)
  }
}

/** An embedded installation that was never started: nothing of it may be made by merely looking. */
const isFresh = async (config: Config): Promise<boolean> =>
  config.embedded &&
  !(await exists(secretsPath(config.dataDir))) &&
  !(await exists(clusterLink(config.dataDir)))

export async function checkSecrets(config: Config): Promise<Finding> {
  const name = 'secrets'
  if (await isFresh(config)) return ok(name, 'are made at the first start')
  try {
    const { touchmarkSecret, serialMasterKeys } = await resolveSecrets(config)
    const keys = serialMasterKeys.length === 1 ? '1 serial key' : `${serialMasterKeys.length} serial keys`
    const source = config.touchmarkSecret ? 'the environment' : secretsPath(config.dataDir)
    return ok(name, `${Buffer.byteLength(touchmarkSecret)} bytes from ${source}, ${keys}`)
  } catch (error) {
    return failedWith(name, error)
  }
}

/** Whether the database can be reached, has a version that we support, and went through our migrations. */
export async function checkDatabase(config: Config): Promise<Finding[]> {
  const name = 'database'
  if (await isFresh(config)) return [ok(name, 'is made at the first start')]
  let secrets: Secrets
  try {
    secrets = await resolveSecrets(config)
  } catch {
    return [fail(name, exitCodes.configuration, 'not looked at, for want of its secrets')]
  }
  if (config.embedded && !(await exists(clusterLink(config.dataDir))))
    return [ok(name, 'is made at the first start')]
  let reached: ReachedDatabase | undefined
  let client: pg.Client | undefined
  try {
    reached = await reachDatabase(config, secrets)
    client = new pg.Client({ connectionString: reached.url, connectionTimeoutMillis: 5_000 })
    client.on('error', () => undefined)
    await client.connect()
    return [await checkVersion(client, reached), await checkMigrations(client)]
  } catch (error) {
    if (error instanceof StartError || asStartError(error)) return [failedWith(name, error)]
    const reason = error instanceof Error ? error.message : String(error)
    return [fail(name, exitCodes.database, reason)]
  } finally {
    await client?.end().catch(() => undefined)
    await reached?.close()
  }
}

async function checkVersion(client: pg.Client, { by }: ReachedDatabase): Promise<Finding> {
  const name = 'database'
  const { rows } = await client.query<{ number: string; text: string }>(
    `select current_setting('server_version_num') as number, current_setting('server_version') as text`,
  )
  const { number = '0', text = '' } = rows[0] ?? {}
  const major = Math.floor(Number(number) / 10_000)
  const where = {
    external: 'DATABASE_URL',
    running: 'embedded, running',
    started: 'embedded, not running now',
  }[by]
  const what = `PostgreSQL ${text} (${where})`
  if (major < oldestPostgres) {
    return fail(
      name,
      exitCodes.database,
      `${what} is too old: ${oldestPostgres} to ${newestPostgres} are supported`,
    )
  }
  if (major > newestPostgres) return warn(name, `${what} is newer than ${newestPostgres}, the last one tried`)
  return ok(name, what)
}

async function checkMigrations(client: pg.Client): Promise<Finding> {
  const name = 'migrations'
  const { pending, unknown } = await migrationState(client)
  if (unknown > 0) {
    const what = `the database went through ${unknown} that this program does not know, so another Touchmark was here`
    return fail(name, exitCodes.database, `${what}: start that one, or restore a backup from before`)
  }
  if (pending > 0) return warn(name, `${pending} to come: the next start brings them`)
  return ok(name, 'all there')
}

/** Whether a start could listen, or a Touchmark already does. */
export async function checkPort({
  host,
  port,
  roles,
}: Pick<Config, 'host' | 'port' | 'roles'>): Promise<Finding> {
  const name = 'port'
  if (!roles.includes('web') || port === 0) return ok(name, 'not needed')
  try {
    if (await isPortFree(port, host)) return ok(name, `${port} on ${host} is free`)
    if (await answersHealth(host, port)) return ok(name, `${port} on ${host}: a Touchmark answers there`)
    const advice = 'stop the program that holds it, or choose another with PORT'
    return fail(name, exitCodes.portInUse, `${port} on ${host} is in use: ${advice}`)
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException
    if (code === 'EACCES')
      return fail(name, exitCodes.configuration, `${port} is not open to this user: choose one above 1023`)
    return fail(name, exitCodes.configuration, `HOST (${host}) cannot be listened on: ${message}`)
  }
}

async function answersHealth(host: string, port: number): Promise<boolean> {
  const everywhere: Record<string, string> = { '0.0.0.0': '127.0.0.1', '::': '[::1]' }
  const name = everywhere[host] ?? (host.includes(':') ? `[${host}]` : host)
  try {
    const response = await fetch(`http://${name}:${port}/health`, { signal: AbortSignal.timeout(2_000) })
    return response.headers.get('content-type')?.includes('json') ?? false
  } catch {
    return false
  }
}
