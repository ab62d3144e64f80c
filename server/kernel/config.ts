import path from 'node:path'
import type { z } from 'zod'
import { type Variable, variables } from './config-variables.ts'
import { ConfigError } from './start-error.ts'

export type { Role } from './config-variables.ts'
export { roles } from './config-variables.ts'
export { ConfigError, exitCodes, StartError } from './start-error.ts'

type Table = typeof variables
export type ConfigKey = keyof Table

/** The value of each variable; `undefined` where none was given and there is no default. */
type Values = {
  readonly [K in ConfigKey]: Table[K] extends { readonly default: unknown }
    ? z.output<Table[K]['schema']>
    : z.output<Table[K]['schema']> | undefined
}

/** The settings of this process: read once at the start, never changed. */
export interface Config extends Values {
  /** Where a relative DATA_DIR starts at: the folder of the program. Absolute. */
  readonly installationDir: string
  /** Whether the database is the embedded one. */
  readonly embedded: boolean
  /** The scheme and port that people see; the port is null where it is the scheme's own. */
  readonly publicScheme: 'http' | 'https'
  readonly publicPort: number | null
  /** What is likely a mistake but stops nothing, one sentence each. */
  readonly warnings: readonly string[]
}

export type Env = Readonly<Record<string, string | undefined>>
export type Origin = 'command line' | 'environment' | 'default' | 'unset'

/** One variable as it was found: what `touchmark config` prints. */
export interface Setting {
  readonly key: ConfigKey
  readonly variable: Variable
  readonly origin: Origin
  readonly raw: string | undefined
  readonly value: unknown
  /** What is wrong with it, as the end of a sentence that begins with its name. */
  readonly problem: string | undefined
}

const installationDir = path.resolve(import.meta.dirname, '../..')
export const configKeys = Object.keys(variables) as ConfigKey[]

const roleArgument = (argv: readonly string[]): string | undefined => {
  let given: string | undefined
  for (const [index, argument] of argv.entries()) {
    if (argument.startsWith('--role=')) given = argument.slice('--role='.length)
    else if (argument === '--role') given = argv[index + 1] ?? ''
  }
  return given
}

/** Reads every variable without stopping at what is wrong. An empty variable counts as not given. */
export function readSettings(env: Env, argv: readonly string[] = []): Setting[] {
  const given = (name: string): string | undefined => env[name]?.trim() || undefined
  const role = roleArgument(argv)
  return configKeys.map((key) => {
    const variable: Variable = variables[key]
    const fallback = typeof variable.default === 'function' ? variable.default(given) : variable.default
    const fromArgv = key === 'roles' ? role : undefined
    const fromEnv = given(variable.name)
    const raw = fromArgv ?? fromEnv ?? fallback
    const origin: Origin =
      fromArgv !== undefined
        ? 'command line'
        : fromEnv !== undefined
          ? 'environment'
          : raw !== undefined
            ? 'default'
            : 'unset'
    if (raw === undefined) return { key, variable, origin, raw, value: undefined, problem: undefined }
    const parsed = variable.schema.safeParse(raw)
    if (parsed.success) return { key, variable, origin, raw, value: parsed.data, problem: undefined }
    const message = parsed.error.issues[0]?.message ?? 'is not usable'
    const shown = variable.secret ? '' : ` (it is "${raw}")`
    return { key, variable, origin, raw, value: undefined, problem: `${message}${shown}` }
  })
}

/**
 * The configuration of this process, from the environment and `--role`.
 * @throws ConfigError one sentence that lists everything wrong
 */
export function loadConfig(env: Env, argv: readonly string[] = []): Config {
  const settings = readSettings(env, argv)
  const wrong = settings.filter((setting) => setting.problem)
  const isWrong = new Set(wrong.map((setting) => setting.key))
  // A default is wrong only because of what it follows from: that comes first, and is mostly told already.
  const given = wrong.filter((setting) => setting.origin !== 'default')
  const problems = (given.length > 0 ? given : wrong).map(
    (setting) => `${setting.variable.name} ${setting.problem}`,
  )
  // Every key of the table is there and its schema made the value; what failed is in `problems`, which ends this.
  const values = Object.fromEntries(
    settings.map((setting) => [setting.key, setting.value]),
  ) as unknown as Values
  problems.push(...problemsBetween(values, isWrong))
  if (problems.length > 0) throw new ConfigError(`The configuration is not usable: ${problems.join('; ')}.`)

  const publicUrl = new URL(values.publicUrl)
  return deepFreeze({
    ...values,
    publicUrl: publicUrl.origin,
    publicScheme: publicUrl.protocol === 'https:' ? 'https' : 'http',
    publicPort: publicUrl.port === '' ? null : Number(publicUrl.port),
    dataDir: path.resolve(installationDir, values.dataDir),
    installationDir,
    embedded: values.databaseUrl === undefined,
    warnings: warningsAbout(env, values),
  } satisfies Config)
}

function problemsBetween(values: Values, isWrong: ReadonlySet<ConfigKey>): string[] {
  const problems: string[] = []
  if (values.databaseUrl !== undefined) {
    if (values.touchmarkSecret === undefined && !isWrong.has('touchmarkSecret')) {
      problems.push(
        'TOUCHMARK_SECRET is missing, which DATABASE_URL needs: make one with `openssl rand -base64 48`',
      )
    }
    const hasKeys = values.serialMasterKeys !== undefined || values.serialMasterKeysFile !== undefined
    if (!hasKeys && !isWrong.has('serialMasterKeys')) {
      problems.push(
        'SERIAL_MASTER_KEYS is missing, which DATABASE_URL needs: make one with `openssl rand -hex 32`',
      )
    }
  }
  if (values.serialMasterKeys !== undefined && values.serialMasterKeysFile !== undefined)
    problems.push('SERIAL_MASTER_KEYS and SERIAL_MASTER_KEYS_FILE are both given: keep one')
  if (values.databaseAppUrl !== undefined && !isWrong.has('databaseUrl')) {
    const owner = values.databaseUrl && new URL(values.databaseUrl)
    const app = new URL(values.databaseAppUrl)
    if (!owner) problems.push('DATABASE_APP_URL is given without DATABASE_URL')
    else if (owner.username === app.username) {
      problems.push(
        'DATABASE_APP_URL names the same user as DATABASE_URL, who owns the tables and would see every tenant',
      )
    }
  }
  if (!isWrong.has('publicUrl') && !isWrong.has('baseDomain')) {
    const { hostname } = new URL(values.publicUrl)
    if (hostname !== values.baseDomain && !hostname.endsWith(`.${values.baseDomain}`)) {
      problems.push(`PUBLIC_URL (host ${hostname}) is not within BASE_DOMAIN (${values.baseDomain})`)
    }
  }
  if (values.embeddedPgPort !== undefined && values.embeddedPgPort === values.port) {
    problems.push('EMBEDDED_PG_PORT and PORT are the same')
  }
  return problems
}

const knownNames = new Set<string>(configKeys.map((key) => variables[key].name))

function warningsAbout(env: Env, values: Values): string[] {
  const warnings: string[] = []
  for (const name of Object.keys(env)) {
    if (!name.startsWith('TOUCHMARK_') || knownNames.has(name)) continue
    const meant = meantBy(name)
    warnings.push(
      `${name} is not a variable of Touchmark${meant ? `: did you mean ${meant}?` : ' and changes nothing.'}`,
    )
  }
  if (values.databaseUrl !== undefined && values.embeddedPgPort !== undefined) {
    warnings.push('EMBEDDED_PG_PORT changes nothing where DATABASE_URL is given.')
  }
  if (values.trustProxy === true) {
    warnings.push(
      'TRUST_PROXY=true lets every client choose the address it is limited by; name the proxies instead.',
    )
  }
  return warnings
}

const meantBy = (name: string): string | undefined => {
  const bare = name.slice('TOUCHMARK_'.length)
  if (knownNames.has(bare)) return bare
  return [...knownNames].find((known) => editDistance(known, name) <= 3 || editDistance(known, bare) <= 2)
}

/** How many letters must be put in, taken out or changed to get from one word to the other (Levenshtein). */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const change = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(change, row[j]! + 1, next[j - 1]! + 1))
    }
    row = next
  }
  return row[b.length]!
}

const deepFreeze = <T>(value: T): T => {
  if (typeof value === 'object' && value !== null) {
    for (const part of Object.values(value)) deepFreeze(part)
    Object.freeze(value)
  }
  return value
}

/** The address under which people reach a host of ours: `publicOrigin(config, 'maison-atelier.localhost')`. */
export function publicOrigin(config: Config, host: string): string {
  return `${config.publicScheme}://${host}${config.publicPort === null ? '' : `:${config.publicPort}`}`
}

/** The address of a tenant: `http://maison-atelier.localhost:3000`. */
export const tenantOrigin = (config: Config, slug: string): string =>
  publicOrigin(config, `${slug}.${config.baseDomain}`)

/** Whether a start with this configuration fills an empty database with the demo. */
export const seedsDemo = (config: Config): boolean =>
  config.seedDemo === 'true' || (config.seedDemo === 'auto' && config.embedded)
