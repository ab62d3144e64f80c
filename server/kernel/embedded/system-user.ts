import { execFile } from 'node:child_process'
import { chown, stat } from 'node:fs/promises'
import { promisify } from 'node:util'
import { exitCodes, StartError } from '../start-error.ts'

const run = promisify(execFile)
const userName = 'postgres'

/** The user that PostgreSQL runs as. It refuses to run as root, so root hands it to a user without rights. */
export interface SystemUser {
  readonly uid: number
  readonly gid: number
}

const isRoot = (): boolean => process.getuid?.() === 0

const lookUp = async (): Promise<SystemUser | undefined> => {
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', userName]), run('id', ['-g', userName])])
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) }
  } catch {
    return undefined
  }
}

/**
 * As root the owner of the cluster's folder, else the user `postgres`, who is made where the system has none.
 * Undefined where we are not root: then PostgreSQL runs as ourselves.
 */
export async function systemUser(clusterDir: string): Promise<SystemUser | undefined> {
  if (!isRoot()) return undefined
  const owner = await stat(clusterDir).catch(() => undefined)
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid }
  const known = await lookUp()
  if (known) return known
  try {
    await run('useradd', [
      '--system',
      '--user-group',
      '--no-create-home',
      '--shell',
      '/usr/sbin/nologin',
      userName,
    ])
  } catch (error) {
    throw new StartError(
      exitCodes.failed,
      `PostgreSQL does not run as root, and the system user ${userName} could not be made: run Touchmark as another user, make that user, or set DATABASE_URL.`,
      { cause: error },
    )
  }
  const made = await lookUp()
  if (made) return made
  throw new StartError(
    exitCodes.failed,
    `The system user ${userName} was made but cannot be found: run Touchmark as another user.`,
  )
}

/** Whether this user gets to every one of these files and may execute (a folder: enter) it. The system answers. */
export async function canReach(user: SystemUser | undefined, names: readonly string[]): Promise<boolean> {
  if (!user) return true
  try {
    const test = 'for name; do test -x "$name" || exit 1; done'
    await run('/bin/sh', ['-c', test, 'sh', ...names], { ...user, cwd: '/', env: {} })
    return true
  } catch {
    return false
  }
}

/** Makes a folder the user's own where we are root. */
export async function giveTo(user: SystemUser | undefined, name: string): Promise<void> {
  if (user) await chown(name, user.uid, user.gid)
}
