import { randomBytes } from 'node:crypto'
import { chmod, link, lstat, mkdir, readFile, stat, unlink, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import type { Config } from './config.ts'
import { variables } from './config-variables.ts'
import { keysOfFile } from './key-ring.ts'
import { ConfigError } from './start-error.ts'

/** What must never be shown. Keys are small hexadecimal, the current one first. */
export interface Secrets {
  readonly touchmarkSecret: string
  readonly serialMasterKeys: readonly [string, ...string[]]
  /** The password of the embedded database's superuser; undefined with DATABASE_URL. */
  readonly postgresPassword: string | undefined
}

const storedSecrets = z.object({
  touchmarkSecret: variables.touchmarkSecret.schema.optional(),
  serialMasterKeys: z
    .array(z.string().regex(/^[0-9a-f]{64}$/))
    .min(1)
    .optional(),
  postgresPassword: z.string().min(32),
})
type StoredSecrets = z.output<typeof storedSecrets>

export const secretsPath = (dataDir: string): string => path.join(dataDir, 'secrets.json')

/**
 * The secrets of this process. With DATABASE_URL they are the environment's. With the embedded database, what the
 * environment does not give is made at the first start and kept in DATA_DIR/secrets.json, readable by its owner only.
 * They are never made anew beside a database that exists: its serials would no longer be genuine.
 * @throws ConfigError the data folder cannot be written, or its secrets are missing or broken
 */
export async function resolveSecrets(config: Config): Promise<Secrets> {
  if (!config.embedded) {
    // loadConfig has refused a configuration without them.
    return Object.freeze({
      touchmarkSecret: config.touchmarkSecret!,
      serialMasterKeys: ring((await givenKeys(config))!),
      postgresPassword: undefined,
    })
  }
  const file = secretsPath(config.dataDir)
  const stored = (await readStored(file)) ?? (await makeStored(config, file))
  const touchmarkSecret = config.touchmarkSecret ?? stored.touchmarkSecret
  const given = await givenKeys(config)
  const keys = given ?? stored.serialMasterKeys
  if (!touchmarkSecret || !keys) {
    const missing = [touchmarkSecret ? '' : 'TOUCHMARK_SECRET', keys ? '' : 'SERIAL_MASTER_KEYS'].filter(
      Boolean,
    )
    throw new ConfigError(
      `This installation was started with ${missing.join(' and ')} in the environment, which ${missing.length > 1 ? 'are' : 'is'} not set now: set the same again.`,
    )
  }
  const dropped = (stored.serialMasterKeys ?? []).filter((key) => !keys.includes(key))
  if (dropped.length > 0) {
    throw new ConfigError(
      `${config.serialMasterKeysFile === undefined ? 'SERIAL_MASTER_KEYS' : 'SERIAL_MASTER_KEYS_FILE'} leaves out a key in ${file} that serials were made with: append it, or they are no longer genuine.`,
    )
  }
  return Object.freeze({
    touchmarkSecret,
    serialMasterKeys: ring(keys),
    postgresPassword: stored.postgresPassword,
  })
}

/** The keys that the environment gives, itself or by a file. */
const givenKeys = async (config: Config): Promise<readonly string[] | undefined> =>
  config.serialMasterKeysFile === undefined
    ? config.serialMasterKeys
    : await keysOfFile(config.serialMasterKeysFile)

const ring = (keys: readonly string[]): readonly [string, ...string[]] => {
  const [current, ...older] = keys
  if (current === undefined) throw new ConfigError('SERIAL_MASTER_KEYS has no key.')
  return Object.freeze([current, ...older] as [string, ...string[]])
}

const isMissing = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ENOENT'
const reason = (error: unknown): string => (error instanceof Error ? error.message : String(error))

async function readStored(file: string): Promise<StoredSecrets | undefined> {
  let text: string
  try {
    text = await readFile(file, 'utf8')
    const { mode } = await stat(file)
    if ((mode & 0o077) !== 0) await chmod(file, 0o600)
  } catch (error) {
    if (isMissing(error)) return undefined
    throw new ConfigError(`${file} cannot be read (${reason(error)}): run as the user who owns it.`, {
      cause: error,
    })
  }
  try {
    return storedSecrets.parse(JSON.parse(text))
  } catch (error) {
    // The cause may quote the file, so it is not kept.
    throw new ConfigError(
      `${file} is broken (${error instanceof SyntaxError ? 'not JSON' : 'a value is missing or malformed'}): restore it from a backup.`,
    )
  }
}

async function makeStored(config: Config, file: string): Promise<StoredSecrets> {
  if (await exists(path.join(config.dataDir, 'postgres'))) {
    throw new ConfigError(
      `${config.dataDir} has a database but its secrets.json is gone: restore that file from a backup (a new one would make every serial invalid).`,
    )
  }
  const made: StoredSecrets = {
    touchmarkSecret: config.touchmarkSecret ? undefined : randomBytes(48).toString('base64url'),
    serialMasterKeys:
      config.serialMasterKeys || config.serialMasterKeysFile ? undefined : [randomBytes(32).toString('hex')],
    postgresPassword: randomBytes(32).toString('base64url'),
  }
  const draft = `${file}.${randomBytes(6).toString('hex')}.tmp`
  try {
    // PostgreSQL does not run as root: its own user has to pass through to its folder, and sees nothing else.
    await mkdir(config.dataDir, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 })
    await writeFile(draft, `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600, flag: 'wx', flush: true })
    // A link, unlike a rename, does not replace what another process made in the same moment.
    await link(draft, file)
    return made
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') {
      const other = await readStored(file)
      if (other) return other
    }
    throw new ConfigError(`DATA_DIR (${config.dataDir}) cannot be written: ${reason(error)}.`, {
      cause: error,
    })
  } finally {
    await unlink(draft).catch(() => undefined)
  }
}

const exists = async (name: string): Promise<boolean> => {
  try {
    await lstat(name)
    return true
  } catch (error) {
    if (isMissing(error)) return false
    throw error
  }
}
