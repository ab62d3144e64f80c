import { randomBytes } from 'node:crypto'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { pino } from 'pino'
import { compose } from '../server/compose.ts'
import { systemClock } from '../server/kernel/clock/clock.ts'
import type { Tenant } from '../server/kernel/command/context.ts'
import { type Caller, execute } from '../server/kernel/command/execute.ts'
import { system } from '../server/kernel/command/principal.ts'
import { loadConfig } from '../server/kernel/config.ts'
import { migrate } from '../server/kernel/db/migrate.ts'
import { databaseUrls } from '../server/kernel/db/roles.ts'
import { sql } from '../server/kernel/db/sql.ts'
import { startEmbeddedPostgres } from '../server/kernel/embedded/postgres.ts'
import type { Kernel } from '../server/kernel/kernel.ts'
import { freePort, type Program, startProgram } from '../server/kernel/testing/program.ts'
import { newApiKey } from '../server/modules/identity/api-key/authenticate-key.ts'
import { modules } from '../server/modules.ts'
import { newId } from '../shared/ids.ts'
import { fold } from '../shared/serial/fold.ts'
import '../server/schema.ts'
import { Bars } from './bars.ts'

/** What every benchmark works with: a real PostgreSQL with fsync on, the program as a process of its own, and a kernel in this one. */
export interface BenchEnvironment {
  /** In this process, for comparing a command with the same SQL without HTTP on either side. */
  readonly kernel: Kernel
  /** The web, worker and scheduler roles, as a user starts them. */
  readonly program: Program
  /** As the application's role: what the SQL by hand uses. One pool, pipelined like ours. */
  readonly pool: pg.Pool
  readonly ownerUrl: string
  /** Hexadecimal: what the serials of this run are made with. */
  readonly serialMasterKey: string
  /** The settings of the program, for a command of the terminal beside it. */
  readonly programEnv: Readonly<Record<string, string>>
  /** Where figures are held against what was asked for. */
  readonly bars: Bars
  tenant(code: string): Promise<BenchTenant>
  close(): Promise<void>
}

export interface BenchTenant {
  readonly tenant: Tenant
  /** For HTTP: an API key that may do everything. */
  readonly headers: Record<string, string>
  readonly host: string
  /** Runs an operation in this process and gives its answer. */
  run<T = unknown>(operation: string, input: unknown, extra?: Partial<Caller>): Promise<T>
}

export async function openEnvironment(): Promise<BenchEnvironment> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'touchmark-bench-'))
  await chmod(dataDir, 0o755)
  const postgres = await startEmbeddedPostgres({ dataDir, password: randomBytes(16).toString('hex') })
  const secret = randomBytes(48).toString('base64url')
  const env = {
    DATABASE_URL: postgres.url,
    TOUCHMARK_SECRET: secret,
    SERIAL_MASTER_KEYS: randomBytes(32).toString('hex'),
    DATA_DIR: path.join(dataDir, 'program'),
    RATE_LIMIT_PER_MINUTE: '1000000000',
    VERIFY_LIMIT_PER_MINUTE: '1000000000',
    LOG_LEVEL: 'warn',
  }
  const config = loadConfig(env)
  const secrets = {
    touchmarkSecret: secret,
    serialMasterKeys: config.serialMasterKeys as [string, ...string[]],
    postgresPassword: undefined,
  }
  const urls = databaseUrls(config, secrets, postgres.url)
  await migrate(config, secrets, urls)
  const kernel = compose({
    config,
    secrets,
    urls,
    clock: systemClock,
    log: pino({ level: 'warn' }),
    modules,
    scheduler: false,
  })
  await kernel.queue.boss.start()
  const program = await startProgram({ roles: 'web,worker,scheduler', port: await freePort(), env })
  const pool = new pg.Pool({ connectionString: urls.app, max: 32, pipeline: true } as pg.PoolConfig)
  // Connections at rest hear that the server stops, at the very end.
  pool.on('error', () => {})
  return {
    kernel,
    program,
    pool,
    ownerUrl: postgres.url,
    serialMasterKey: env.SERIAL_MASTER_KEYS,
    programEnv: env,
    bars: new Bars(),
    tenant: (code) => makeTenant(kernel, code),
    close: async () => {
      await program.end('SIGINT')
      await pool.end()
      await kernel.queue.boss.stop({ graceful: false, close: true })
      await kernel.close()
      await postgres.stop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

async function makeTenant(kernel: Kernel, code: string): Promise<BenchTenant> {
  const tenant: Tenant = {
    id: newId(),
    code,
    slug: code.toLowerCase(),
    name: `Workshop ${code}`,
    timeZone: 'Asia/Bangkok',
    currency: 'THB',
    locale: 'en',
    status: 'active',
  }
  await kernel.database.query(
    sql`insert into tenant (id, code, code_folded, slug, name, time_zone, currency, locale, status, plan)
        values (${tenant.id}::uuid, ${code}, ${fold(code)}, ${tenant.slug}, ${tenant.name}, ${tenant.timeZone}, ${tenant.currency}, 'en', 'active', 'pro')`,
  )
  const { key, prefix, hash } = newApiKey(code)
  await kernel.database.write(tenant.id, (tx) =>
    tx.run(sql`insert into api_key (tenant_id, id, name, prefix, hash, scopes, created_by)
      values (${tenant.id}::uuid, ${newId()}::uuid, 'bench', ${prefix}, ${hash}, '{*}', 'bench')`),
  )
  for (const module of kernel.modules) await module.prepareTenant?.(kernel, tenant)
  return {
    tenant,
    headers: { authorization: `Bearer ${key}` },
    host: `${tenant.slug}.localhost`,
    run: async <T>(operation: string, input: unknown, extra: Partial<Caller> = {}) => {
      const caller: Caller = { principal: system, tenant, locale: 'en', requestId: 'bench', ...extra }
      const answer = await execute(kernel, kernel.operation(operation), input, caller)
      return (answer.body === '' ? undefined : JSON.parse(answer.body)) as T
    },
  }
}
