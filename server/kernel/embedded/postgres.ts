import { realpath } from 'node:fs/promises'
import pg from 'pg'
import { exitCodes, StartError } from '../start-error.ts'
import { findBinaries } from './binaries.ts'
import { clusterLink, hasCluster, makeCluster } from './cluster.ts'
import { claimDataDir } from './instance.ts'
import { stopOrphan } from './orphan.ts'
import { choosePort, rememberPort } from './port.ts'
import { type Log, type Postmaster, PostmasterFailure, type StopMode, startPostmaster } from './postmaster.ts'
import { forgetSockets, hostOfServer } from './socket.ts'
import { supervise } from './supervise.ts'
import { systemUser } from './system-user.ts'

const databaseName = 'touchmark'

export interface EmbeddedPostgresOptions {
  /** The installation's data folder; the cluster is in `postgres` below it. Absolute. */
  dataDir: string
  /** Of the superuser `postgres`: letters, digits, - and _ only. */
  password: string
  /** Left out: a free one, the same as last time where possible. */
  port?: number | undefined
  /** Fast and forgetful: no fsync, so a power cut may lose or break the data. Never for data that matters. */
  forTests?: boolean
  log?: Log
  /** How long to wait for another Touchmark on the same folder, which may be about to end. 3 s by default. */
  waitMs?: number
}

export interface EmbeddedPostgres {
  /** Of the superuser, to the database `touchmark`. Secret. */
  readonly url: string
  readonly port: number
  /** Of the server now running; another one after the server was killed and started again. */
  readonly pid: number
  /** Rejects with a StartError when the server ended by itself and cannot be started again. Never resolves. */
  readonly lost: Promise<never>
  stop(mode?: StopMode): Promise<void>
}

/** The address of a running embedded database's superuser: by its socket, where it has one. */
export const embeddedUrl = async (clusterDir: string, port: number, password: string): Promise<string> =>
  `postgresql://postgres:${password}@${await hostOfServer(clusterDir, port)}:${port}/${databaseName}`

/**
 * Starts the PostgreSQL that npm installed, on 127.0.0.1 and a socket only, and makes its cluster and the database `touchmark` the
 * first time. A server that ends by itself is started again on the same port.
 * @throws StartError in one sentence: another Touchmark has the folder, the port is in use, or the folder is not usable
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const { dataDir, password, forTests = false, log = () => undefined, waitMs = 3_000 } = options
  const claim = await claimDataDir(dataDir, {
    waitMs,
    onWait: ({ pid }) => log('info', `waiting for process ${pid} to give up ${dataDir}`),
  })
  try {
    const user = await systemUser(clusterLink(dataDir))
    const binaries = await findBinaries(user)
    if (!(await hasCluster(dataDir, binaries.majorVersion))) {
      log('info', 'making the database (first start)')
      await makeCluster(dataDir, binaries, user, { password, forTests })
    }
    const clusterDir = await realpath(clusterLink(dataDir))
    const start = async (port: number): Promise<Postmaster> => {
      await stopOrphan(clusterDir, (message) => log('warn', message))
      await forgetSockets(clusterDir)
      return await startPostmaster({ binaries, user, clusterDir, port, forTests, log })
    }
    const { postmaster, port } = await startOnPort(options, start)
    const url = await embeddedUrl(clusterDir, port, password)
    try {
      await ensureDatabase(url, dataDir)
      await rememberPort(dataDir, port)
      await claim.publish({ pid: postmaster.pid, port })
    } catch (error) {
      await postmaster.stop('fast')
      throw error
    }
    const supervised = supervise(postmaster, {
      restart: async (how) => {
        log('error', `the database ended by itself (${how}) and is started again`)
        await claim.publish(null)
        const next = await start(port)
        await claim.publish({ pid: next.pid, port })
        return next
      },
    })
    return {
      url,
      port,
      lost: supervised.lost,
      get pid() {
        return supervised.current().pid
      },
      async stop(mode = 'fast') {
        await supervised.stop(mode)
        await claim.release()
      },
    }
  } catch (error) {
    await claim.release()
    throw error
  }
}

async function startOnPort(
  options: EmbeddedPostgresOptions,
  start: (port: number) => Promise<Postmaster>,
): Promise<{ postmaster: Postmaster; port: number }> {
  const { dataDir, port: wanted } = options
  const inVain = new Set<number>()
  for (;;) {
    const port = wanted ?? (await choosePort(dataDir, inVain))
    try {
      return { postmaster: await start(port), port }
    } catch (error) {
      if (!(error instanceof PostmasterFailure)) throw error
      if (!error.isPortInUse) {
        throw new StartError(
          exitCodes.database,
          `The embedded database in ${clusterLink(dataDir)} does not start: ${error.message}.`,
          { cause: error },
        )
      }
      if (wanted !== undefined) {
        throw new StartError(
          exitCodes.portInUse,
          `Port ${wanted} on 127.0.0.1, which EMBEDDED_PG_PORT names for the embedded database, is in use: stop the program that holds it, name another, or leave the variable out.`,
          { cause: error },
        )
      }
      inVain.add(port)
    }
  }
}

/** Makes the database the first time. Connecting is also the proof that the server takes our password. */
async function ensureDatabase(url: string, dataDir: string): Promise<void> {
  const connect = async (connectionString: string): Promise<pg.Client> => {
    const client = new pg.Client({ connectionString })
    client.on('error', () => undefined)
    try {
      await client.connect()
    } catch (error) {
      if ((error as { code?: string }).code === '28P01') {
        throw new StartError(
          exitCodes.database,
          `The password in ${dataDir}/secrets.json is not that of the embedded database: restore the file that belongs to it.`,
          { cause: error },
        )
      }
      throw error
    }
    return client
  }
  try {
    await (await connect(url)).end()
  } catch (error) {
    if ((error as { code?: string }).code !== '3D000') throw error
    const client = await connect(url.replace(/[^/]*$/, 'postgres'))
    try {
      await client.query(`CREATE DATABASE ${databaseName}`)
    } finally {
      await client.end()
    }
  }
}
