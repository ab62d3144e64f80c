import { createHash, randomBytes } from 'node:crypto'
import { link, mkdir, readFile, rename, unlink, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { z } from 'zod'
import { ConfigError, exitCodes, StartError } from '../start-error.ts'
import { processIdentity } from './process-identity.ts'

const pollMs = 25

const instanceFile = z.object({
  pid: z.int().positive(),
  identity: z.string(),
  /** Tells this claim from every other. */
  claim: z.string(),
  startedAt: z.iso.datetime(),
  postgres: z.object({ pid: z.int().positive(), port: z.int().positive() }).nullable(),
})

/** The one process that has a data folder open, as DATA_DIR/instance.json tells it. */
export type Instance = z.output<typeof instanceFile>

const pathOf = (dataDir: string): string => path.join(dataDir, 'instance.json')

const readText = async (file: string): Promise<string | undefined> =>
  await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })

/** Undefined for what a machine leaves that lost power while writing, too: nobody holds the folder. */
const parse = (text: string | undefined): Instance | undefined => {
  try {
    return instanceFile.parse(JSON.parse(text ?? ''))
  } catch {
    return undefined
  }
}

const isRunning = async (instance: Instance): Promise<boolean> =>
  (await processIdentity(instance.pid)) === instance.identity

/** The process that has this data folder open now, if one does. */
export async function runningInstance(dataDir: string): Promise<Instance | undefined> {
  const instance = parse(await readText(pathOf(dataDir)))
  return instance && (await isRunning(instance)) ? instance : undefined
}

/** The hold of this process on a data folder. */
export interface Claim {
  /** Tells other processes where the database is; null while it is down. */
  publish(postgres: Instance['postgres']): Promise<void>
  release(): Promise<void>
}

/** Another process that runs has the data folder. */
class DataDirTaken extends StartError {
  readonly holder: Instance

  constructor(dataDir: string, holder: Instance) {
    super(
      exitCodes.failed,
      `Touchmark is already running on ${dataDir} (process ${holder.pid}, since ${holder.startedAt}): stop it first, or give this one a DATA_DIR of its own.`,
    )
    this.holder = holder
  }
}

/**
 * Takes a data folder for this process. The file of a process that was killed is taken over.
 * @param waitMs how long to wait for a process that has it, which may be about to end
 * @throws StartError another process that still runs has it, or the folder cannot be written
 */
export async function claimDataDir(
  dataDir: string,
  { waitMs = 0, onWait = () => undefined }: { waitMs?: number; onWait?: (holder: Instance) => void } = {},
): Promise<Claim> {
  const endMs = performance.now() + waitMs
  for (let isFirst = true; ; isFirst = false) {
    try {
      return await tryToClaim(dataDir)
    } catch (error) {
      if (!(error instanceof DataDirTaken) || performance.now() >= endMs) throw error
      if (isFirst) onWait(error.holder)
      await delay(pollMs)
    }
  }
}

async function tryToClaim(dataDir: string): Promise<Claim> {
  const file = pathOf(dataDir)
  const claim = randomBytes(8).toString('hex')
  const draft = `${file}.${claim}.new`
  const mine: Instance = {
    pid: process.pid,
    identity: (await processIdentity(process.pid)) ?? '',
    claim,
    startedAt: new Date().toISOString(),
    postgres: null,
  }
  const write = async (postgres: Instance['postgres']): Promise<void> => {
    await writeFile(draft, `${JSON.stringify({ ...mine, postgres }, null, 2)}\n`)
  }
  const release = async (name: string): Promise<void> => {
    if (parse(await readText(name))?.claim === claim) await unlink(name)
  }
  /**
   * Puts our file under this name, which one process at a time can have. Who takes over from a dead one must first
   * have, in the same way, the name made of the dead one's file: so of many that find it dead one replaces it, and
   * one that looked too early finds it changed.
   */
  const take = async (name: string): Promise<void> => {
    for (;;) {
      try {
        await link(draft, name)
        return
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
      }
      const found = await readText(name)
      if (found === undefined) continue
      const holder = parse(found)
      if (holder && (await isRunning(holder))) throw new DataDirTaken(dataDir, holder)
      const successor = `${file}.${createHash('sha256').update(found).digest('hex').slice(0, 16)}.next`
      await take(successor)
      try {
        if ((await readText(name)) === found) await unlink(name)
      } finally {
        await release(successor)
      }
    }
  }
  try {
    await mkdir(dataDir, { recursive: true })
    await write(null)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new ConfigError(`DATA_DIR (${dataDir}) cannot be written: ${reason}.`, { cause: error })
  }
  try {
    await take(file)
  } finally {
    await unlink(draft).catch(() => undefined)
  }
  return {
    async publish(postgres) {
      await write(postgres)
      await rename(draft, file)
    },
    release: () => release(file),
  }
}
