import { type ChildProcess, spawn } from 'node:child_process'
import path from 'node:path'
import { createInterface } from 'node:readline'
import type { Binaries } from './binaries.ts'
import { postgresEnvironment } from './cluster.ts'
import { socketFolder } from './socket.ts'
import type { SystemUser } from './system-user.ts'

export type StopMode = 'fast' | 'immediate'
export type Log = (level: 'debug' | 'info' | 'warn' | 'error', message: string) => void

const fastStopMs = 60_000

/** A running PostgreSQL server. */
export interface Postmaster {
  readonly pid: number
  /** Resolves when the server has ended, whatever the cause; tells how. */
  readonly ended: Promise<string>
  /** fast: breaks connections off and writes a checkpoint. immediate: as after a power cut; the next start recovers. */
  stop(mode: StopMode): Promise<void>
}

/** A server that ended before it was ready, with what it said. */
export class PostmasterFailure extends Error {
  readonly isPortInUse: boolean

  constructor(lastWords: readonly string[], how: string) {
    const fatal = lastWords.filter((line) => /^(FATAL|PANIC):/.test(line)).at(-1) ?? lastWords.at(-1)
    super(fatal?.replace(/^\w+:\s*/, '') ?? how)
    this.name = 'PostmasterFailure'
    this.isPortInUse = lastWords.some((line) => /could not bind IPv4 address.*in use/.test(line))
  }
}

const quoted = (folder: string | undefined): string => (folder === undefined ? '' : `"${folder}"`)

const settings = (clusterDir: string, port: number, forTests: boolean): Record<string, string> => ({
  port: String(port),
  listen_addresses: '127.0.0.1',
  // With a password there as well. PostgreSQL takes a list: a comma in the path is kept by the quotes.
  unix_socket_directories: quoted(socketFolder(clusterDir, port)),
  max_connections: '100',
  shared_buffers: '256MB',
  effective_cache_size: '1GB',
  work_mem: '8MB',
  maintenance_work_mem: '128MB',
  // Tables partitioned by month take a lock each.
  max_locks_per_transaction: '256',
  random_page_cost: '1.1',
  // Short statements: compiling one costs more than it saves.
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  shared_preload_libraries: 'pg_stat_statements',
  track_io_timing: 'on',
  // Errors belong to the program that caused them, which logs them; the server's lines never quote data.
  log_min_messages: 'log',
  log_error_verbosity: 'terse',
  log_min_error_statement: 'panic',
  log_checkpoints: 'off',
  log_line_prefix: '',
  lc_messages: 'C',
  ...(forTests
    ? {
        fsync: 'off',
        synchronous_commit: 'off',
        full_page_writes: 'off',
        wal_level: 'minimal',
        max_wal_senders: '0',
        max_wal_size: '4GB',
        checkpoint_timeout: '1h',
      }
    : {
        // Looked at often: a plan that was made while a table was empty is made anew once the table is known to have grown. (The many
        // databases of a test run would be looked at all the time.)
        autovacuum_naptime: '5s',
        // A base backup or a replica can be taken at any time.
        wal_level: 'replica',
        max_wal_size: '2GB',
        min_wal_size: '128MB',
        checkpoint_timeout: '15min',
      }),
})

/**
 * Starts a server on a cluster and waits until it accepts connections, crash recovery included.
 * @throws PostmasterFailure it ended before that
 */
export async function startPostmaster(options: {
  binaries: Binaries
  user: SystemUser | undefined
  clusterDir: string
  port: number
  forTests: boolean
  log: Log
}): Promise<Postmaster> {
  const { binaries, user, clusterDir, port, forTests, log } = options
  const flags = Object.entries(settings(clusterDir, port, forTests)).flatMap(([name, value]) => [
    '-c',
    `${name}=${value}`,
  ])
  // A session of its own: Ctrl-C at the terminal is for the program, which stops the database last.
  const server = spawn(binaries.postgres, ['-D', clusterDir, ...flags], {
    ...user,
    cwd: '/',
    env: postgresEnvironment,
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const lastWords: string[] = []
  const ended = new Promise<string>((resolve) => {
    server.once('error', (error) => resolve(error.message))
    server.once('close', (code, signal) =>
      resolve(signal ? `it was ended by ${signal}` : `it ended with code ${code}`),
    )
  })
  const ready = new Promise<true>((resolve) => {
    createInterface({ input: server.stderr }).on('line', (line) => {
      if (lastWords.push(line) > 30) lastWords.shift()
      log(line.startsWith('PANIC:') ? 'error' : 'debug', `postgres: ${line}`)
      if (line.includes('was not properly shut down')) log('info', 'the database recovers from a crash')
      if (line.includes('database system is ready to accept connections')) resolve(true)
    })
  })
  const outcome = await Promise.race([ready, ended])
  if (outcome !== true) throw new PostmasterFailure(lastWords, outcome)

  const pid = server.pid
  if (pid === undefined) throw new PostmasterFailure(lastWords, 'it has no process')
  const guard = guardAgainstOrphan(clusterDir, pid, user)
  let isRunning = true
  const endedAndUnguarded = ended.then((how) => {
    isRunning = false
    guard.kill('SIGKILL')
    return how
  })
  return {
    pid,
    ended: endedAndUnguarded,
    async stop(mode) {
      if (isRunning) server.kill(mode === 'fast' ? 'SIGINT' : 'SIGQUIT')
      const tooLate = setTimeout(() => isRunning && server.kill('SIGQUIT'), fastStopMs)
      await endedAndUnguarded
      clearTimeout(tooLate)
    },
  }
}

/**
 * A shell that waits for this process to end, by the pipe that only we hold open, and then stops the server: so
 * `kill -9` leaves no database behind. It looks once more into postmaster.pid, so that it never hits another process.
 */
function guardAgainstOrphan(clusterDir: string, pid: number, user: SystemUser | undefined): ChildProcess {
  const script = 'read -r _; read -r now <"$1" && [ "$now" = "$2" ] && kill -INT "$2"'
  const guard = spawn('/bin/sh', ['-c', script, 'sh', path.join(clusterDir, 'postmaster.pid'), String(pid)], {
    ...user,
    cwd: '/',
    env: postgresEnvironment,
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  // Where there is no /bin/sh, the next start still finds and stops what was left.
  guard.once('error', () => undefined)
  guard.stdin?.on('error', () => undefined)
  guard.unref()
  return guard
}
