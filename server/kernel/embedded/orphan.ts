import { readFile, realpath, unlink } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { exitCodes, StartError } from '../start-error.ts'
import { commandLine, isAlive, processesIn } from './process-identity.ts'

const pollMs = 10
const fastStopMs = 20_000
const immediateStopMs = 10_000

const until = async (isDone: () => boolean | Promise<boolean>, timeoutMs: number): Promise<boolean> => {
  const endMs = Date.now() + timeoutMs
  while (!(await isDone())) {
    if (Date.now() > endMs) return false
    await delay(pollMs)
  }
  return true
}

/** Whether a process is a PostgreSQL server on this very folder. */
async function isServerOf(pid: number, clusterDir: string): Promise<boolean> {
  const words = await commandLine(pid)
  const folder = words[words.indexOf('-D') + 1]
  if (!words.includes('-D') || folder === undefined || !/postgres(\.exe)?$/.test(words[0] ?? '')) return false
  return (await realpath(folder).catch(() => folder)) === clusterDir
}

/**
 * Ends what a killed process left running on a cluster that we hold the claim to, so that it can be started again.
 * The server is known by the number in its own postmaster.pid and by its command line, so nothing else is ever hit.
 * @param clusterDir the cluster's real path
 * @throws StartError it does not end
 */
export async function stopOrphan(clusterDir: string, log: (message: string) => void): Promise<void> {
  const file = path.join(clusterDir, 'postmaster.pid')
  const text = await readFile(file, 'utf8').catch(() => undefined)
  if (text === undefined) return
  const pid = Number(text.split('\n')[0])
  if (Number.isInteger(pid) && pid > 0 && isAlive(pid)) {
    if (await isServerOf(pid, clusterDir)) {
      log(`stopping the database that a killed process left behind (process ${pid})`)
      await stopServer(pid)
    } else {
      // The number went to another program. PostgreSQL would take that one for itself and not start.
      await unlink(file)
    }
  }
  // Without their head the server's other processes end by themselves, but not at once.
  const isEmpty = await until(async () => (await processesIn(clusterDir)).length === 0, immediateStopMs)
  if (isEmpty) return
  const left = (await processesIn(clusterDir)).join(', ')
  throw new StartError(
    exitCodes.database,
    `Processes of an earlier embedded database still run on ${clusterDir} (${left}): end them, then start again.`,
  )
}

async function stopServer(pid: number): Promise<void> {
  const isGone = (): boolean => !isAlive(pid)
  const signal = (name: NodeJS.Signals): void => {
    try {
      process.kill(pid, name)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
    }
  }
  signal('SIGINT')
  if (await until(isGone, fastStopMs)) return
  signal('SIGQUIT')
  if (await until(isGone, immediateStopMs)) return
  throw new StartError(
    exitCodes.database,
    `The embedded database of an earlier start (process ${pid}) does not stop: end it, then start again.`,
  )
}
