import type { Logger } from 'pino'
import type { Clock } from './kernel/clock/clock.ts'
import type { Config } from './kernel/config.ts'
import { Database } from './kernel/db/database.ts'
import type { DatabaseUrls } from './kernel/db/roles.ts'
import { MemoryRateLimiter, RedisRateLimiter } from './kernel/http/rate-limit.ts'
import { createQueue } from './kernel/jobs/queue.ts'
import { Kernel, type Mailer } from './kernel/kernel.ts'
import { KeyRing } from './kernel/key-ring.ts'
import { RedisWakes } from './kernel/live/wakes.ts'
import { Metrics } from './kernel/metrics/metrics.ts'
import type { Module } from './kernel/module.ts'
import type { Secrets } from './kernel/secrets.ts'
import { localStorage } from './kernel/storage/storage.ts'
import { Identity } from './modules/identity/identity.ts'
import { tenantDirectory } from './modules/tenancy/directory.ts'

export interface Parts {
  config: Config
  secrets: Secrets
  urls: DatabaseUrls
  clock: Clock
  log: Logger
  modules: readonly Module[]
  /** Whether this process keeps the job queue in order and starts what is due by the clock. */
  scheduler: boolean
  mailer?: Mailer | undefined
  /** Each statement of the application's role, for tests and benchmarks that count. */
  onStatement?: (text: string) => void
}

/** Puts a kernel together from its parts: the one place that knows which part is made of what. */
export function compose(parts: Parts): Kernel {
  const { config, urls, clock, log } = parts
  const database = new Database({
    connectionString: urls.app,
    max: config.databasePoolMax,
    waitMs: config.databaseWaitMs,
    applicationName: 'touchmark-app',
    statementTimeoutMs: 30_000,
    ...(parts.onStatement ? { onStatement: parts.onStatement } : {}),
  })
  const registry = new Database({
    connectionString: urls.registry,
    max: config.databasePoolMax,
    waitMs: config.databaseWaitMs,
    applicationName: 'touchmark-registry',
    statementTimeoutMs: 5_000,
    // Verification looks up pieces with statements of its own.
    isPoolShared: true,
  })
  const retention = new Database({
    connectionString: urls.retention,
    max: 1,
    waitMs: config.databaseWaitMs,
    applicationName: 'touchmark-retention',
    statementTimeoutMs: 300_000,
  })
  const tenants = tenantDirectory(database)
  return new Kernel({
    config,
    clock,
    log,
    database,
    registry,
    retention,
    keyRing: new KeyRing(parts.secrets.serialMasterKeys, { file: config.serialMasterKeysFile, log }),
    queue: createQueue(urls.app, { supervise: parts.scheduler, max: 4 }),
    metrics: new Metrics({ process: true }),
    limiter: config.redisUrl ? new RedisRateLimiter(config.redisUrl) : new MemoryRateLimiter(),
    wakes: config.redisUrl ? new RedisWakes(config.redisUrl) : undefined,
    mailer: parts.mailer,
    storage: localStorage(config.dataDir),
    modules: parts.modules,
    tenants,
    authenticator: new Identity({
      config,
      secrets: parts.secrets,
      clock,
      log,
      database,
      identityUrl: urls.identity,
      tenants,
      mailer: parts.mailer,
    }),
  })
}
