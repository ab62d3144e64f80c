import { isIP } from 'node:net'
import { z } from 'zod'

/** Looks up another variable as it was given, or undefined. */
export type Given = (name: string) => string | undefined

/** One environment variable: a row of the one table that validation, `.env.example` and `touchmark config` share. */
export interface Variable<S extends z.ZodType<unknown, string> = z.ZodType<unknown, string>> {
  readonly name: string
  readonly group: string
  readonly schema: S
  /** The value when none is given, as text; a function where it follows from other variables. */
  readonly default?: string | ((given: Given) => string) | undefined
  /** How `.env.example` shows a default that is not a constant. */
  readonly defaultText?: string
  /** `whole`: never shown. `password`: a URL whose password is never shown. */
  readonly secret?: 'whole' | 'password'
  /** What it is for and what happens without it. */
  readonly text: string
}

const variable = <S extends z.ZodType<unknown, string>, const R extends Omit<Variable, 'name' | 'schema'>>(
  name: string,
  schema: S,
  rest: R,
): { readonly name: string; readonly schema: S } & R => ({ name, schema, ...rest })

const wholeNumber = (from: number, to: number) => {
  const message = `must be a whole number from ${from} to ${to}`
  return z
    .string()
    .regex(/^\d{1,15}$/, message)
    .transform(Number)
    .refine((value) => value >= from && value <= to, message)
}

const choice = <const T extends string>(values: readonly T[]) =>
  z.string().transform((text, context): T => {
    const found = values.find((value) => value === text)
    if (found !== undefined) return found
    context.addIssue(`must be one of ${values.join(', ')}`)
    return z.NEVER
  })

const url = (schemes: readonly string[], example: string) =>
  z.string().refine((text) => {
    const parsed = URL.parse(text)
    return parsed !== null && schemes.includes(parsed.protocol.slice(0, -1)) && parsed.hostname !== ''
  }, `must be a URL such as ${example}`)

const databaseUrl = url(['postgres', 'postgresql'], 'postgresql://user:password@host:5432/touchmark').refine(
  (text) => (URL.parse(text)?.pathname.length ?? 0) > 1,
  'must name a database after the host, as in postgresql://user:password@host:5432/touchmark',
)

export const roles = ['web', 'worker', 'scheduler'] as const
export type Role = (typeof roles)[number]

const roleList = z.string().transform((text, context): readonly Role[] => {
  const parts = text.split(',').map((part) => part.trim())
  const known = roles.filter((role) => parts.includes(role))
  if (parts.length > 0 && parts.every((part) => known.some((role) => role === part))) return known
  context.addIssue(`must be a comma separated list of ${roles.join(', ')}`)
  return z.NEVER
})

const isNetwork = (text: string): boolean => {
  const [address = '', bits, ...rest] = text.split('/')
  const version = isIP(address)
  if (version === 0 || rest.length > 0) return false
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128))
}

const trustProxy = z.string().transform((text, context): boolean | number | readonly string[] => {
  if (text === 'true' || text === 'false') return text === 'true'
  if (/^\d{1,2}$/.test(text)) return Number(text)
  const networks = text.split(',').map((part) => part.trim())
  if (networks.every(isNetwork)) return networks
  context.addIssue(
    'must be true, false, a number of proxies, or a comma separated list of addresses or networks',
  )
  return z.NEVER
})

const headerName = z
  .string()
  .regex(/^[A-Za-z0-9-]{1,64}$/, 'must be the name of a header, such as CF-IPCountry')

const secret = z
  .string()
  .refine((text) => Buffer.byteLength(text) >= 32, 'is too short: it needs 32 bytes or more')
  .refine((text) => new Set(text).size >= 10, 'is too weak: make it with `openssl rand -base64 48`')

const keyRing = z.string().transform((text, context): readonly string[] => {
  const keys = text.split(',').map((key) => key.trim().toLowerCase())
  if (!keys.every((key) => /^[0-9a-f]{64}$/.test(key))) {
    context.addIssue(
      'must be a comma separated list of keys, each 32 bytes in hexadecimal (64 digits), current first',
    )
  } else if (new Set(keys).size < keys.length) {
    context.addIssue('names a key twice')
  } else if (!keys.every((key) => new Set(key.match(/../g)).size >= 10)) {
    context.addIssue('has a weak key: make each with `openssl rand -hex 32`')
  } else {
    return keys
  }
  return z.NEVER
})

const hostName = z
  .string()
  .regex(
    /^(?!-)[a-z0-9-]{1,63}(?<!-)(\.(?!-)[a-z0-9-]{1,63}(?<!-))*$/,
    'must be a host name in small letters, without scheme or port',
  )

const origin = url(['http', 'https'], 'https://touchmark.example').refine((text) => {
  const parsed = URL.parse(text)
  return parsed === null || (parsed.pathname === '/' && !parsed.search && !parsed.hash && !parsed.username)
}, 'must be scheme, host and port only, as in https://touchmark.example')

const baseDomain = (given: Given): string =>
  given('BASE_DOMAIN') ?? URL.parse(given('PUBLIC_URL') ?? '')?.hostname ?? 'localhost'

/** Every variable the program reads. The key is its name in `Config`. */
export const variables = {
  port: variable('PORT', wholeNumber(0, 65_535), {
    group: 'Web',
    default: '3000',
    text: 'The port that the web role listens on; 0 takes any free one.',
  }),
  host: variable('HOST', z.string().regex(/^\S+$/, 'must be an address or a host name'), {
    group: 'Web',
    default: '127.0.0.1',
    text: 'The address that the web role listens on. By default only this machine can reach it, so that nothing is open to the network before somebody decides so; in a container or behind a proxy on another machine set 0.0.0.0 (or :: for IPv6 too).',
  }),
  publicUrl: variable('PUBLIC_URL', origin, {
    group: 'Web',
    default: (given: Given) => `http://${baseDomain(given)}:${given('PORT') ?? '3000'}`,
    defaultText: 'http://BASE_DOMAIN:PORT',
    text: 'The central address as people see it. Its scheme and port also make the addresses of the tenants, in links, QR codes, mails and cookies; set it whenever a proxy speaks TLS or another port for us.',
  }),
  baseDomain: variable('BASE_DOMAIN', hostName, {
    group: 'Web',
    default: baseDomain,
    defaultText: 'the host of PUBLIC_URL, or localhost',
    text: 'The domain below which every tenant has its subdomain: maison-atelier.BASE_DOMAIN.',
  }),
  trustProxy: variable('TRUST_PROXY', trustProxy, {
    group: 'Web',
    default: 'false',
    text: 'Whose X-Forwarded-* headers are believed: false, the number of proxies in front, or their addresses and networks (10.0.0.0/8,::1). true believes everybody and lets a client choose its own address.',
  }),
  rateLimitPerMinute: variable('RATE_LIMIT_PER_MINUTE', wholeNumber(1, 1_000_000_000), {
    group: 'Web',
    default: '6000',
    text: 'Requests a minute that one principal (a signed-in person, an API key, else a client address) may make.',
  }),
  verifyLimitPerMinute: variable('VERIFY_LIMIT_PER_MINUTE', wholeNumber(1, 1_000_000_000), {
    group: 'Web',
    default: '60',
    text: 'Requests a minute that one client may make to the public verification of serials.',
  }),
  geoCountryHeader: variable('GEO_COUNTRY_HEADER', headerName, {
    group: 'Web',
    text: 'The header in which the proxy in front says the country of a client, such as CF-IPCountry. Only where the proxy always sets it: a client could send it too. Scans keep the country; without this or GEO_DATABASE they have none.',
  }),
  geoLatitudeHeader: variable('GEO_LATITUDE_HEADER', headerName, {
    group: 'Web',
    text: 'The same for the latitude, such as CF-IPLatitude. Scans keep whole degrees.',
  }),
  geoLongitudeHeader: variable('GEO_LONGITUDE_HEADER', headerName, {
    group: 'Web',
    text: 'The same for the longitude, such as CF-IPLongitude.',
  }),
  geoDatabase: variable('GEO_DATABASE', z.string().min(1), {
    group: 'Web',
    text: 'Path of a database of addresses and their places (MMDB, such as GeoLite2 City), asked where the headers say nothing.',
  }),
  scanRetentionDays: variable('SCAN_RETENTION_DAYS', wholeNumber(92, 3_660), {
    group: 'Web',
    default: '400',
    text: 'Days that single scans of serials are kept. How often a piece was scanned is kept for good.',
  }),
  eventRetentionMonths: variable('EVENT_RETENTION_MONTHS', wholeNumber(3, 1_200), {
    group: 'Database',
    text: 'Whole months that EPCIS events are kept; older months are archived as files of each workshop and dropped. Without it they are kept for ever.',
  }),
  databaseUrl: variable('DATABASE_URL', databaseUrl, {
    group: 'Database',
    secret: 'password',
    text: 'PostgreSQL 15 to 18, as the owner of the schema: it migrates, it does not serve requests. Without it a PostgreSQL 18 of our own is started with its data under DATA_DIR/postgres.',
  }),
  databaseAppUrl: variable('DATABASE_APP_URL', databaseUrl, {
    group: 'Database',
    secret: 'password',
    defaultText: 'DATABASE_URL as the role DATABASE_ROLE_PREFIX_app, which the migration makes',
    text: 'The same database as the role that serves requests: it owns nothing and cannot bypass row-level security. Set it where the owner may not create roles.',
  }),
  registryDatabaseUrl: variable('REGISTRY_DATABASE_URL', databaseUrl, {
    group: 'Database',
    secret: 'password',
    defaultText: 'a schema and a role of its own in the same server',
    text: 'Where the public registry of serials lives. On a server of its own, public verification goes on while the tenant store is down.',
  }),
  databaseRolePrefix: variable(
    'DATABASE_ROLE_PREFIX',
    z.string().regex(/^[a-z][a-z0-9_]{0,39}$/, 'must be 1 to 40 of a-z, 0-9 and _, and start with a letter'),
    {
      group: 'Database',
      default: 'touchmark',
      text: 'What the names of our database roles begin with; two installations in one server need two prefixes.',
    },
  ),
  databasePoolMax: variable('DATABASE_POOL_MAX', wholeNumber(2, 1_000), {
    group: 'Database',
    default: '10',
    text: 'The most connections that one process opens in each of its pools.',
  }),
  databaseWaitMs: variable('DATABASE_WAIT_MS', wholeNumber(100, 600_000), {
    group: 'Database',
    default: '5000',
    text: 'How long a request waits for one of these connections, in milliseconds, before it is refused with 503.',
  }),
  dataDir: variable('DATA_DIR', z.string().regex(/^[^\0]+$/, 'must be a folder'), {
    group: 'Data on this machine',
    default: '.data',
    text: 'The folder of what this installation keeps on this machine: the embedded database, secrets that were made for it, files. A relative one starts at the folder of the program, wherever it is called from. Back it up.',
  }),
  embeddedPgPort: variable('EMBEDDED_PG_PORT', wholeNumber(1, 65_535), {
    group: 'Data on this machine',
    defaultText: 'a free one from 15432, remembered under DATA_DIR',
    text: 'The port on 127.0.0.1 of the embedded database. Left out, installations beside each other find one each.',
  }),
  redisUrl: variable('REDIS_URL', url(['redis', 'rediss'], 'redis://host:6379'), {
    group: 'Other services',
    secret: 'password',
    text: 'Cache, shared limits and fan-out. Needed as soon as more than one web or worker process runs; without it they are kept in the process.',
  }),
  smtpUrl: variable('SMTP_URL', url(['smtp', 'smtps'], 'smtp://user:password@host:587'), {
    group: 'Other services',
    secret: 'password',
    text: 'The server that mails leave by. Without it no mail leaves this machine.',
  }),
  mailFrom: variable(
    'MAIL_FROM',
    z.string().regex(/^[^\r\n]*[^\s<>]+@[^\s<>]+>?$/, 'must be a mail address'),
    {
      group: 'Other services',
      default: (given: Given) => `Touchmark <no-reply@${baseDomain(given)}>`,
      defaultText: 'Touchmark <no-reply@BASE_DOMAIN>',
      text: 'The sender of our mails.',
    },
  ),
  touchmarkSecret: variable('TOUCHMARK_SECRET', secret, {
    group: 'Secrets',
    secret: 'whole',
    defaultText: 'with the embedded database made at the first start and kept in DATA_DIR/secrets.json',
    text: 'What sessions, tokens and derived passwords are signed with, 32 bytes or more (`openssl rand -base64 48`). Required with DATABASE_URL. Every process needs the same; changing it signs everybody out.',
  }),
  serialMasterKeys: variable('SERIAL_MASTER_KEYS', keyRing, {
    group: 'Secrets',
    secret: 'whole',
    defaultText: 'with the embedded database made at the first start and kept in DATA_DIR/secrets.json',
    text: 'The key ring that serials are authenticated with: comma separated, each 32 bytes in hexadecimal (`openssl rand -hex 32`), the current one first. Required with DATABASE_URL. To rotate, put a new key in front and keep the old ones: a serial whose key is gone is no longer genuine.',
  }),
  serialMasterKeysFile: variable('SERIAL_MASTER_KEYS_FILE', z.string(), {
    group: 'Secrets',
    text: 'A file with the key ring instead of SERIAL_MASTER_KEYS: one key a line (or comma separated), the current one first, # for a comment. It is read again every few seconds, so a new key needs no restart: put it in front; every process verifies with it at once and signs with it half a minute after the file was changed. A key is only ever dropped by a restart.',
  }),
  roles: variable('ROLE', roleList, {
    group: 'Process',
    default: roles.join(','),
    text: 'What this process does, comma separated; --role on the command line comes first.',
  }),
  logLevel: variable('LOG_LEVEL', choice(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']), {
    group: 'Process',
    default: 'info',
    text: 'The least important log lines that are written.',
  }),
  shutdownTimeoutMs: variable('SHUTDOWN_TIMEOUT_MS', wholeNumber(100, 600_000), {
    group: 'Process',
    default: '10000',
    text: 'How many milliseconds requests and jobs in flight get to finish after SIGINT or SIGTERM.',
  }),
  seedDemo: variable('SEED_DEMO', choice(['auto', 'true', 'false']), {
    group: 'Process',
    default: 'auto',
    text: 'Whether a start fills an empty database with the demo workshop; auto does so with the embedded database only.',
  }),
} as const satisfies Record<string, Variable>
