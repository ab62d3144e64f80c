import { randomBytes } from 'node:crypto'
import { link, mkdir, readFile, rename, unlink, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { exitCodes, StartError } from '../start-error.ts'
import { processIdentity } from './process-identity.ts'

const instanceFile = z.object({
  pid: z.int().positive(),
  identity: z.string(),
  startedAt: z.iso.datetime(),
  postgres: z.object({ pid: z.int().positive(), port: z.int().positive() }).nullable(),
})

/** The one process that has a data folder open, as DATA_DIR/instance.json tells it. */
export type Instance = z.output<typeof instanceFile>

const pathOf = (dataDir: string): string => path.join(dataDir, 'instance.json')

const read = async (file: string): Promise<Instance | undefined> => {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return ''
    throw error
  })
  try {
    // Unreadable content is what a machine leaves that lost power while writing: nobody holds the folder.
    return instanceFile.parse(JSON.parse(text))
  } catch {
    return undefined
  }
}

const isRunning = async (instance: Instance): Promise<boolean> =>
  (await processIdentity(instance.pid)) === instance.identity

/** The process that has this data folder open now, if one does. */
export async function runningInstance(dataDir: string): Promise<Instance | undefined> {
  const instance = await read(pathOf(dataDir))
  return instance && (await isRunning(instance)) ? instance : undefined
}

/** The hold of this process on a data folder. */
export interface Claim {
  /** Tells other processes where the database is; null while it is down. */
  publish(postgres: Instance['postgres']): Promise<void>
  release(): Promise<void>
}

const alreadyRunning = (dataDir: string, instance: Instance): StartError =>
  new StartError(
    exitCodes.failed,
    `Touchmark is already running on ${dataDir} (process ${instance.pid}, since ${instance.startedAt}): stop it first, or give this one a DATA_DIR of its own.`,
  )

/**
 * Takes a data folder for this process. The file of a process that was killed is taken over.
 * @throws StartError another process that still runs has it
 */
export async function claimDataDir(dataDir: string): Promise<Claim> {
  const file = pathOf(dataDir)
  const mark = randomBytes(6).toString('hex')
  const draft = `${file}.${mark}.new`
  const identity = await processIdentity(process.pid)
  const mine: Instance = {
    pid: process.pid,
    identity: identity ?? '',
    startedAt: new Date().toISOString(),
    postgres: null,
  }
  const write = async (postgres: Instance['postgres']): Promise<void> => {
    await writeFile(draft, `${JSON.stringify({ ...mine, postgres }, null, 2)}\n`)
  }
  await mkdir(dataDir, { recursive: true })
  await write(null)
  try {
    for (let tries = 0; ; tries++) {
      try {
        // A link fails where the name is taken: of two that start in one moment, one gets it.
        await link(draft, file)
        break
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || tries >= 5) throw error
      }
      const holder = await read(file)
      if (holder && (await isRunning(holder))) throw alreadyRunning(dataDir, holder)
      await setAside(dataDir, file, `${file}.${mark}.old`)
    }
  } finally {
    await unlink(draft).catch(() => undefined)
  }
  return {
    async publish(postgres) {
      await write(postgres)
      await rename(draft, file)
    },
    async release() {
      const holder = await read(file)
      if (holder?.pid === mine.pid && holder.identity === mine.identity) await unlink(file)
    },
  }
}

/** Moves a dead process's file away, and back if a living one put its own there since it was read. */
async function setAside(dataDir: string, file: string, aside: string): Promise<void> {
  try {
    await rename(file, aside)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return
    throw error
  }
  const moved = await read(aside)
  if (moved && (await isRunning(moved))) {
    await link(aside, file).catch(() => undefined)
    await unlink(aside)
    throw alreadyRunning(dataDir, moved)
  }
  await unlink(aside)
}
