import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { cp } from 'node:fs/promises'
import type { FastifyInstance } from 'fastify'
import pg from 'pg'
import { type Logger, pino } from 'pino'
import { inject } from 'vitest'
import { newId } from '../../../shared/ids.ts'
import { fold } from '../../../shared/serial/fold.ts'
import { compose } from '../../compose.ts'
import { newApiKey } from '../../modules/identity/api-key/authenticate-key.ts'
import type { Identity } from '../../modules/identity/identity.ts'
import { ROLES, type RoleKey } from '../../modules/identity/roles.ts'
import { modules as allModules } from '../../modules.ts'
import { TestClock } from '../clock/clock.ts'
import type { Tenant } from '../command/context.ts'
import { type Caller, execute } from '../command/execute.ts'
import { system } from '../command/principal.ts'
import { type Config, loadConfig } from '../config.ts'
import { databaseUrls } from '../db/roles.ts'
import { sql } from '../db/sql.ts'
import { buildApp } from '../http/app.ts'
import { API_PREFIX } from '../http/prefix.ts'
import { drain } from '../jobs/worker.ts'
import type { Kernel, Mailer } from '../kernel.ts'
import type { Module } from '../module.ts'
import { assertConforms } from './conformance.ts'
import { DATABASE_PREFIX, ROLE_PREFIX, TEMPLATE } from './global-setup.ts'

export interface Reply {
  status: number
  // biome-ignore lint/suspicious/noExplicitAny: a test reads what it expects; conformance was checked already
  body: any
  text: string
  headers: Record<string, string | string[] | number | undefined>
}

/** Sends requests as one principal of one tenant; every API answer is checked against the OpenAPI document. */
export interface Client {
  get(path: string, headers?: Record<string, string>): Promise<Reply>
  post(path: string, body?: unknown, headers?: Record<string, string>): Promise<Reply>
  put(path: string, body?: unknown, headers?: Record<string, string>): Promise<Reply>
  patch(path: string, body?: unknown, headers?: Record<string, string>): Promise<Reply>
  delete(path: string, headers?: Record<string, string>): Promise<Reply>
}

export interface TestTenant extends Tenant {
  /** With an API key of that role's permissions. */
  as(role: RoleKey): Client
  anonymous: Client
  /** The headers that {@link as} sends. */
  credentials(role: RoleKey): { authorization: string }
  /** Runs SQL as the application, in this tenant: to look at what was written. */
  rows<T extends object = Record<string, unknown>>(text: string, ...values: unknown[]): Promise<T[]>
  /** Runs a command or query of this tenant as the system, without HTTP. */
  run(operation: string, input: unknown, extra?: Partial<Caller>): Promise<unknown>
}

export interface Workshop {
  kernel: Kernel
  app: FastifyInstance
  clock: TestClock
  config: Config
  /** Messages that the program sent by mail. */
  mails: { to: string; subject: string; text: string; html?: string }[]
  /** Texts of the statements sent since the last call. */
  takeStatements(): string[]
  tenant(
    code?: string,
    options?: Partial<Pick<Tenant, 'timeZone' | 'currency' | 'locale' | 'status' | 'name'>>,
  ): Promise<TestTenant>
  central: Client
  /** Runs everything that is queued and due. */
  drain(): Promise<number>
  /** As the owner of the database, past row-level security: for looking only. */
  asOwner<T extends object = Record<string, unknown>>(text: string, ...values: unknown[]): Promise<T[]>
  /** Runs every module's invariants in every tenant; gives what offends. */
  offences(): Promise<{ invariant: string; rows: unknown[] }[]>
  close(): Promise<void>
  /** Closes it and leaves what it wrote, to be opened again {@link WorkshopOptions.from} there: until the run ends. */
  keep(): Promise<Kept>
}

/** What a workshop wrote, and when. */
export interface Kept {
  readonly database: string
  readonly dataDir: string
  readonly at: string
}

export interface WorkshopOptions {
  modules?: readonly Module[]
  /** What the clock shows first. */
  at?: string
  /** Opens a copy of what was kept, at its time, and not an empty database. */
  from?: Kept
  env?: Record<string, string>
  /** Where the program writes its log; nowhere unless told. */
  log?: Logger
}

const hashes = new Map<string, Promise<string>>()

/**
 * Hashes each password once in this process, with a salt like any other: it takes a twentieth of a second of CPU, and the same few are
 * given to hundreds of people.
 */
function rememberHashes(identity: Identity): void {
  const make = identity.auth.bind(identity)
  let made: ReturnType<typeof make> | undefined
  identity.auth = () => {
    made ??= make().then(async (auth) => {
      const { password } = await auth.$context
      const hash = password.hash.bind(password)
      password.hash = (given) => {
        const known = hashes.get(given) ?? hash(given)
        hashes.set(given, known)
        return known
      }
      return auth
    })
    return made
  }
}

/** To the server, for what no database of a test can do: one connection for each process of tests, which ends with it. */
let admin: Promise<pg.Client> | undefined

async function connect(connectionString: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString })
  await client.connect()
  return client
}

/** Opens a program of its own on a fresh copy of the migrated database. */
export async function openWorkshop(options: WorkshopOptions = {}): Promise<Workshop> {
  const serverUrl = inject('testServerUrl')
  const secret = inject('testSecret')
  const name = `${DATABASE_PREFIX}${randomUUID().replaceAll('-', '')}`
  admin ??= connect(serverUrl)
  const server = await admin
  // Two copies of the template at once would be refused.
  await server.query('select pg_advisory_lock(4711)')
  await server.query(
    `create database ${name} template ${options.from?.database ?? TEMPLATE} strategy file_copy`,
  )
  await server.query('select pg_advisory_unlock(4711)')
  const ownerUrl = new URL(serverUrl)
  ownerUrl.pathname = `/${name}`
  const config = loadConfig({
    DATABASE_URL: ownerUrl.href,
    DATABASE_ROLE_PREFIX: ROLE_PREFIX,
    TOUCHMARK_SECRET: secret,
    SERIAL_MASTER_KEYS: '383e98c3434d8863cb94f8adc2a56c7b78ed22e825280de6734a0654ce2625cb',
    DATA_DIR: `${inject('testDataDir')}/${name}`,
    RATE_LIMIT_PER_MINUTE: '1000000',
    LOG_LEVEL: process.env.TEST_LOG_LEVEL ?? 'silent',
    DATABASE_POOL_MAX: '6',
    // On a slow machine hundreds at the same time may need longer than a user should wait.
    DATABASE_WAIT_MS: '60000',
    ...options.env,
  })
  const secrets = {
    touchmarkSecret: secret,
    serialMasterKeys: config.serialMasterKeys as [string, ...string[]],
    postgresPassword: undefined,
  }
  if (options.from && existsSync(options.from.dataDir))
    await cp(options.from.dataDir, config.dataDir, { recursive: true })
  const clock = new TestClock(options.at ?? options.from?.at ?? '2026-03-02T03:00:00Z')
  const mails: Workshop['mails'] = []
  const mailer: Mailer = {
    send: async (message) => {
      mails.push(message)
    },
  }
  let statements: string[] = []
  const kernel = compose({
    config,
    secrets,
    urls: databaseUrls(config, secrets, ownerUrl.href),
    clock,
    log: options.log ?? pino({ level: config.logLevel }),
    modules: options.modules ?? allModules,
    scheduler: false,
    mailer,
    onStatement: (text) => {
      statements.push(text)
    },
  })
  rememberHashes(kernel.authenticator as Identity)
  await kernel.queue.boss.start()
  const app = await buildApp(kernel)
  await app.ready()
  let owner: Promise<pg.Client> | undefined

  const clientOf = (host: string, headers: Record<string, string>): Client => {
    const send = async (
      method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
      path: string,
      body?: unknown,
      extra?: Record<string, string>,
    ) => {
      const url = path.startsWith('/') ? path : `${API_PREFIX}/${path}`
      const response = await app.inject({
        method,
        url,
        headers: {
          host,
          ...headers,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...extra,
        },
        ...(body === undefined ? {} : { payload: typeof body === 'string' ? body : JSON.stringify(body) }),
      })
      const isJson = /json/.test(String(response.headers['content-type'] ?? ''))
      const reply: Reply = {
        status: response.statusCode,
        body: isJson && response.body !== '' ? JSON.parse(response.body) : undefined,
        text: response.body,
        headers: response.headers,
      }
      assertConforms(kernel.operations, method, url, reply)
      return reply
    }
    return {
      get: (path, extra) => send('GET', path, undefined, extra),
      post: (path, body = {}, extra) => send('POST', path, body, extra),
      put: (path, body = {}, extra) => send('PUT', path, body, extra),
      patch: (path, body = {}, extra) => send('PATCH', path, body, extra),
      delete: (path, extra) => send('DELETE', path, undefined, extra),
    }
  }

  const makeTenant: Workshop['tenant'] = async (code = 'MA01', given = {}) => {
    const tenant: Tenant = {
      id: newId(),
      code,
      slug: code.toLowerCase(),
      name: `Workshop ${code}`,
      timeZone: 'Asia/Bangkok',
      currency: 'THB',
      locale: 'en',
      status: 'active',
      ...given,
    }
    await kernel.database.query(
      sql`insert into tenant (id, code, code_folded, slug, name, time_zone, currency, locale, status, plan)
          values (${tenant.id}::uuid, ${tenant.code}, ${fold(tenant.code)}, ${tenant.slug}, ${tenant.name}, ${tenant.timeZone},
            ${tenant.currency}, ${tenant.locale}, ${tenant.status}, 'pro')`,
    )
    const keys = new Map<RoleKey, Client>()
    const headersOf = new Map<RoleKey, { authorization: string }>()
    const madeKeys = (Object.keys(ROLES) as RoleKey[]).map((role) => ({ role, ...newApiKey(code) }))
    await kernel.database.write(tenant.id, (tx) =>
      Promise.all(
        madeKeys.map(({ role, prefix, hash }) =>
          tx.run(sql`insert into api_key (tenant_id, id, name, prefix, hash, scopes, created_by)
            values (${tenant.id}::uuid, ${newId()}::uuid, ${role}, ${prefix}, ${hash}, ${ROLES[role] as readonly string[]}::text[], 'test')`),
        ),
      ),
    )
    for (const { role, key } of madeKeys) {
      const headers = { authorization: `Bearer ${key}` }
      headersOf.set(role, headers)
      keys.set(role, clientOf(`${tenant.slug}.localhost`, headers))
    }
    for (const module of kernel.modules) await module.prepareTenant?.(kernel, tenant)
    return {
      ...tenant,
      as: (role) => keys.get(role)!,
      credentials: (role) => headersOf.get(role)!,
      anonymous: clientOf(`${tenant.slug}.localhost`, {}),
      rows: <T extends object>(text: string, ...values: unknown[]) =>
        kernel.database.write(tenant.id, async (tx) => (await tx.send<T>({ text, values })).rows),
      run: async (operation, input, extra = {}) => {
        const answer = await execute(kernel, kernel.operation(operation), input, {
          principal: system,
          tenant,
          locale: 'en',
          requestId: newId(),
          ...extra,
        })
        return answer.body === '' ? undefined : JSON.parse(answer.body)
      },
    }
  }

  const leave = async () => {
    await app.close()
    await kernel.queue.boss.stop({ graceful: false, close: true })
    await kernel.close()
    await (await owner)?.end()
    await untilLeft(server, name)
  }
  return {
    kernel,
    app,
    clock,
    config,
    mails,
    takeStatements: () => {
      const taken = statements
      statements = []
      return taken
    },
    tenant: makeTenant,
    central: clientOf('localhost', {}),
    drain: () => drain(kernel),
    asOwner: async <T extends object>(text: string, ...values: unknown[]) => {
      owner ??= connect(ownerUrl.href)
      return (await (await owner).query<T>(text, values)).rows
    },
    offences: () => offencesOf(kernel),
    close: async () => {
      await leave()
      await server.query(`drop database ${name} with (force)`)
    },
    keep: async () => {
      await leave()
      return { database: name, dataDir: config.dataDir, at: clock.now().toISOString() }
    },
  }
}

/**
 * A pool has ended before its last sockets are closed. Whoever still says good-bye while the database is dropped is cut off
 * with an error that nobody listens for any more, and the test run fails. What was left open on purpose is not waited for.
 */
async function untilLeft(admin: pg.Client, database: string): Promise<void> {
  const untilMs = performance.now() + 2_000
  const connected = 'select 1 from pg_stat_activity where datname = $1 limit 1'
  while ((await admin.query(connected, [database])).rowCount !== 0 && performance.now() < untilMs);
}

async function offencesOf(kernel: Kernel) {
  const { checkInvariants } = await import('../invariants.ts')
  return await checkInvariants(kernel)
}
