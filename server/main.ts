import type { FastifyInstance } from 'fastify'
import { type Logger, pino } from 'pino'
import { compose } from './compose.ts'
import { systemClock } from './kernel/clock/clock.ts'
import { type Config, type Role, seedsDemo } from './kernel/config.ts'
import { migrate } from './kernel/db/migrate.ts'
import { databaseUrls } from './kernel/db/roles.ts'
import { type EmbeddedPostgres, startEmbeddedPostgres } from './kernel/embedded/postgres.ts'
import { buildApp } from './kernel/http/app.ts'
import { startClockWorker, startScheduler } from './kernel/jobs/scheduler.ts'
import { startWorker } from './kernel/jobs/worker.ts'
import type { Kernel } from './kernel/kernel.ts'
import { resolveSecrets } from './kernel/secrets.ts'
import { modules } from './modules.ts'
import './schema.ts'

export interface Running {
  /** The central address as people see it. */
  readonly url: string
  readonly kernel: Kernel
  /** What a person at the terminal should know: the demo's addresses and logins. */
  readonly notice: string | undefined
  /** Lets requests and jobs in flight finish, then ends everything that was started. */
  close(): Promise<void>
}

export interface RunOptions {
  config: Config
  roles: readonly Role[]
  /** Tells a person at a terminal what is going on; the log goes elsewhere. */
  say?: (line: string) => void
}

/** Keys whose values never reach the log. */
const SECRETS = ['password', 'token', 'secret', 'authorization', 'cookie', 'key', 'email', 'phone', 'address']

export function createLog(config: Config): Logger {
  return pino(
    {
      level: config.logLevel,
      redact: { paths: SECRETS.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]), censor: '[kept out]' },
      base: { roles: config.roles.join(',') },
    },
    pino.destination({ sync: false }),
  )
}

/** Starts the program in the given roles: database, migrations, demo, then what serves and works. */
export async function run({ config, roles, say = () => {} }: RunOptions): Promise<Running> {
  const log = createLog(config)
  // A failure that nobody awaited belongs to one request, which had its answer; the others go on.
  process.on('unhandledRejection', (error) => log.error({ err: error }, 'a rejected promise was not handled'))
  const opened: (() => Promise<unknown>)[] = []
  const close = async (): Promise<void> => {
    for (const end of opened.splice(0).reverse()) await end()
  }
  try {
    const secrets = await resolveSecrets(config)
    const embedded = config.embedded ? await openEmbedded(config, secrets.postgresPassword!, log) : undefined
    if (embedded) opened.push(() => embedded.stop())
    const urls = databaseUrls(config, secrets, embedded?.url ?? config.databaseUrl!)
    say('Bringing the database up to date')
    await migrate(config, secrets, urls)
    const kernel = compose({
      config,
      secrets,
      urls,
      clock: systemClock,
      log,
      modules,
      scheduler: roles.includes('scheduler'),
    })
    kernel.queue.boss.on('error', (error) => log.error({ err: error }, 'job queue'))
    opened.push(() => kernel.close())
    await kernel.queue.boss.start()
    opened.push(() =>
      kernel.queue.boss.stop({ graceful: true, close: true, timeout: config.shutdownTimeoutMs }),
    )
    const notice = await seedDemoIfWanted(kernel, config, say)
    if (roles.includes('web')) {
      const app = await listen(kernel)
      opened.push(() => app.close())
    }
    if (roles.includes('scheduler')) await startScheduler(kernel)
    if (roles.includes('worker')) {
      await startWorker(kernel)
      await startClockWorker(kernel)
    }
    // A database that ended and cannot be started again leaves nothing to serve with.
    embedded?.lost.catch((error: unknown) => {
      log.fatal({ err: error }, 'the database is lost')
      process.exitCode = 4
      process.kill(process.pid, 'SIGTERM')
    })
    return { url: config.publicUrl, kernel, notice, close }
  } catch (error) {
    await close().catch((failure: unknown) => log.error({ err: failure }, 'closing after a failed start'))
    throw error
  }
}

async function openEmbedded(config: Config, password: string, log: Logger): Promise<EmbeddedPostgres> {
  return await startEmbeddedPostgres({
    dataDir: config.dataDir,
    password,
    port: config.embeddedPgPort,
    log: (level, message) => log[level]({ part: 'database' }, message),
  })
}

async function listen(kernel: Kernel): Promise<FastifyInstance> {
  const app = await buildApp(kernel)
  await app.listen({ port: kernel.config.port, host: kernel.config.host })
  return app
}

/** The demo comes only into an empty installation: with the embedded database by itself, elsewhere when it is asked for. */
async function seedDemoIfWanted(
  kernel: Kernel,
  config: Config,
  say: (line: string) => void,
): Promise<string | undefined> {
  if (!seedsDemo(config)) return undefined
  const { demoNotice, seedDemo } = await import('./demo/seed-demo.ts')
  await seedDemo(kernel, say)
  return await demoNotice(kernel)
}
