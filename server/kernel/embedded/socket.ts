import { access, readdir, unlink } from 'node:fs/promises'
import path from 'node:path'

/** The longest path that macOS takes for a socket; Linux has a few bytes more. */
const LONGEST_BYTES = 103

const socketFile = (clusterDir: string, port: number): string => path.join(clusterDir, `.s.PGSQL.${port}`)

/**
 * Where the embedded server puts its socket: into its own folder, which nobody but its user may enter. A round trip costs a
 * quarter less than over TCP. Undefined where the path would be too long, and on Windows.
 */
export function socketFolder(clusterDir: string, port: number): string | undefined {
  if (process.platform === 'win32') return undefined
  return Buffer.byteLength(socketFile(clusterDir, port)) <= LONGEST_BYTES ? clusterDir : undefined
}

/** The host in the address of a server that runs: its socket's folder where it has one, else 127.0.0.1. */
export async function hostOfServer(clusterDir: string, port: number): Promise<string> {
  const folder = socketFolder(clusterDir, port)
  if (folder === undefined) return '127.0.0.1'
  const isThere = await access(socketFile(clusterDir, port)).then(
    () => true,
    () => false,
  )
  return isThere ? encodeURIComponent(folder) : '127.0.0.1'
}

/** Removes what a killed server left of its socket, once none runs there: its lock names a number that may be another program's. */
export async function forgetSockets(clusterDir: string): Promise<void> {
  const left = (await readdir(clusterDir)).filter((name) => name.startsWith('.s.PGSQL.'))
  await Promise.all(left.map((name) => unlink(path.join(clusterDir, name))))
}
