import { realpath } from 'node:fs/promises'
import type { Config } from '../config.ts'
import type { Secrets } from '../secrets.ts'
import { exitCodes, StartError } from '../start-error.ts'
import { clusterLink } from './cluster.ts'
import { runningInstance } from './instance.ts'
import { embeddedUrl, startEmbeddedPostgres } from './postgres.ts'
import type { Log } from './postmaster.ts'

/** A way to the installation's database, for as long as a command of the terminal needs it. */
export interface ReachedDatabase {
  /** Of the owner. Secret. */
  readonly url: string
  /** `external`: DATABASE_URL. `running`: the embedded one of a Touchmark that runs. `started`: for this command. */
  readonly by: 'external' | 'running' | 'started'
  /** Ends what was started for it. */
  close(): Promise<void>
}

/**
 * Finds the database that `touchmark start` would use: DATABASE_URL, else the embedded one, of the process that runs
 * on the same data folder or started for the moment.
 * @throws StartError the embedded one cannot be started
 */
export async function reachDatabase(config: Config, secrets: Secrets, log?: Log): Promise<ReachedDatabase> {
  const nothing = async (): Promise<void> => undefined
  if (config.databaseUrl !== undefined) return { url: config.databaseUrl, by: 'external', close: nothing }
  const password = secrets.postgresPassword
  if (password === undefined) throw new Error('the embedded database has no password')
  const running = await runningInstance(config.dataDir)
  if (running?.postgres) {
    const clusterDir = await realpath(clusterLink(config.dataDir))
    const url = await embeddedUrl(clusterDir, running.postgres.port, password)
    return { url, by: 'running', close: nothing }
  }
  if (running) {
    throw new StartError(
      exitCodes.database,
      `Touchmark (process ${running.pid}) is starting or its database is down: try again in a moment.`,
    )
  }
  const started = await startEmbeddedPostgres({
    dataDir: config.dataDir,
    password,
    port: config.embeddedPgPort,
    ...(log ? { log } : {}),
  })
  return { url: started.url, by: 'started', close: () => started.stop() }
}
