import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chmod,
  lstat,
  mkdir,
  readdir,
  readFile,
  realpath,
  rename,
  rm,
  rmdir,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { exitCodes, StartError } from '../start-error.ts'
import { type Binaries, systemFolder } from './binaries.ts'
import { canReach, giveTo, type SystemUser } from './system-user.ts'

const run = promisify(execFile)

/** Where the cluster of a data folder is: DATA_DIR/postgres, which may be a link. */
export const clusterLink = (dataDir: string): string => path.join(dataDir, 'postgres')

/**
 * Whether the folder holds a cluster that this PostgreSQL can open; false where there is none yet.
 * @throws StartError it holds something else
 */
export async function hasCluster(dataDir: string, majorVersion: string): Promise<boolean> {
  const folder = clusterLink(dataDir)
  const refuse = (what: string): StartError => new StartError(exitCodes.database, `${folder} ${what}`)
  const files = await readdir(folder).catch(async (error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') {
      if (!(await lstat(folder).catch(() => undefined))) return undefined
      throw refuse(
        'points to a folder that is gone: restore it from a backup, or remove the link to begin anew.',
      )
    }
    if (error.code === 'EACCES') throw refuse('belongs to another user: run Touchmark as that user.')
    throw refuse(`cannot be read (${error.message}).`)
  })
  if (files === undefined || files.length === 0) return false
  const version = files.includes('PG_VERSION')
    ? (await readFile(path.join(folder, 'PG_VERSION'), 'utf8')).trim()
    : undefined
  if (version !== undefined && /^\d+(\.\d+)?$/.test(version) && version !== majorVersion) {
    throw refuse(
      `was made by PostgreSQL ${version}, and this is ${majorVersion}: move its data over with pg_dump of the old version, or go back to the release of Touchmark that made it.`,
    )
  }
  if (version !== majorVersion || !files.includes('global') || !files.includes('pg_wal')) {
    throw refuse(
      'is not a whole PostgreSQL data folder: restore it from a backup, or move it away to begin anew.',
    )
  }
  return true
}

/**
 * Makes an empty cluster: UTF-8, the builtin C.UTF-8 locale (the same order on every system and after every upgrade;
 * columns that people sort name an ICU collation), data checksums. It appears under its name only when it is whole.
 */
export async function makeCluster(
  dataDir: string,
  binaries: Binaries,
  user: SystemUser | undefined,
  options: { password: string; forTests: boolean },
): Promise<void> {
  const folder = await newFolder(dataDir, user)
  const draft = path.join(folder.parent, `${folder.name}.new-${randomBytes(4).toString('hex')}`)
  const passwordFile = `${draft}.password`
  try {
    await mkdir(draft, { mode: 0o700 })
    await giveTo(user, draft)
    await writeFile(passwordFile, `${options.password}\n`, { mode: 0o600, flag: 'wx' })
    await giveTo(user, passwordFile)
    const flags = [
      `--pgdata=${draft}`,
      `--pwfile=${passwordFile}`,
      '--username=postgres',
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--no-instructions',
      ...(options.forTests ? ['--no-sync'] : []),
    ]
    await run(binaries.initdb, flags, { ...user, cwd: '/', env: postgresEnvironment })
    const made = path.join(folder.parent, folder.name)
    await rename(draft, made)
    if (folder.link) {
      await rmdir(clusterLink(dataDir)).catch(() => undefined)
      await symlink(made, clusterLink(dataDir))
    }
  } catch (error) {
    const said = (error as { stderr?: string }).stderr?.trim().split('\n').at(-1)
    throw new StartError(
      exitCodes.database,
      `The embedded database could not be made in ${folder.parent}: ${said || (error as Error).message}.`,
      { cause: error },
    )
  } finally {
    await rm(passwordFile, { force: true })
    await rm(draft, { recursive: true, force: true })
  }
}

/** Nothing of ours: no settings of other PostgreSQL tools, and none of the secrets in our environment. */
export const postgresEnvironment: NodeJS.ProcessEnv = {
  PATH: '/usr/local/bin:/usr/bin:/bin',
  LC_ALL: 'C',
  TZ: 'UTC',
  // glibc gives memory back to the system at the end of each statement and faults it in again with the next: a sixth of the
  // throughput of short transactions. A backend keeps up to 64 MB of what it once had. Other C libraries ignore these.
  MALLOC_TRIM_THRESHOLD_: String(64 * 1024 * 1024),
  MALLOC_TOP_PAD_: String(1024 * 1024),
  MALLOC_MMAP_THRESHOLD_: String(4 * 1024 * 1024),
}

async function newFolder(
  dataDir: string,
  user: SystemUser | undefined,
): Promise<{ parent: string; name: string; link: boolean }> {
  await removeDrafts(dataDir)
  if (user) await chmod(dataDir, (await stat(dataDir)).mode | 0o011)
  if (await canReach(user, [dataDir])) {
    return { parent: await realpath(dataDir), name: 'postgres', link: false }
  }
  await mkdir(systemFolder, { recursive: true, mode: 0o711 })
  if (!(await canReach(user, [systemFolder]))) {
    throw new StartError(
      exitCodes.failed,
      `The system user that PostgreSQL runs as cannot get to ${dataDir}: give a DATA_DIR whose parent folders are open to others, or run Touchmark as another user than root.`,
    )
  }
  return { parent: systemFolder, name: `data-${randomBytes(6).toString('hex')}`, link: true }
}

/** What a start left that was killed while it made the cluster. */
async function removeDrafts(dataDir: string): Promise<void> {
  for (const name of await readdir(dataDir)) {
    if (name.startsWith('postgres.new-')) await rm(path.join(dataDir, name), { recursive: true, force: true })
  }
}
