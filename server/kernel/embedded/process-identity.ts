import { execFile } from 'node:child_process'
import { readdir, readFile, readlink } from 'node:fs/promises'
import { promisify } from 'node:util'

const run = promisify(execFile)
const hasProc = process.platform === 'linux'

/** Whether a process of this number runs now, whoever owns it. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/**
 * What tells a process from a later one with the same number: the boot and the moment it started. Numbers come again
 * soon, above all in containers, where the first process always has the same. Null when no such process runs.
 */
export async function processIdentity(pid: number): Promise<string | null> {
  if (!isAlive(pid)) return null
  try {
    if (hasProc) {
      const [stat, boot] = await Promise.all([
        readFile(`/proc/${pid}/stat`, 'utf8'),
        readFile('/proc/sys/kernel/random/boot_id', 'utf8'),
      ])
      // The name in parentheses may hold spaces; start time is the 22nd field of the line, the 20th after the name.
      const startTicks = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]
      return `${boot.trim()}/${startTicks}`
    }
    return (await run('ps', ['-o', 'lstart=', '-p', String(pid)])).stdout.trim() || null
  } catch {
    return null
  }
}

/** The command line of a process, or an empty one when it has ended. */
export async function commandLine(pid: number): Promise<readonly string[]> {
  try {
    if (hasProc) return (await readFile(`/proc/${pid}/cmdline`, 'utf8')).split('\0').slice(0, -1)
    return (await run('ps', ['-ww', '-o', 'command=', '-p', String(pid)])).stdout.trim().split(' ')
  } catch {
    return []
  }
}

/**
 * The processes whose working folder is this one, which is how the processes of a PostgreSQL cluster that lost their
 * head are found. Empty where the system does not tell.
 */
export async function processesIn(folder: string): Promise<number[]> {
  if (!hasProc) return []
  const numbers = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  const found = await Promise.all(
    numbers.map(async (name) => {
      const cwd = await readlink(`/proc/${name}/cwd`).catch(() => '')
      return cwd === folder ? [Number(name)] : []
    }),
  )
  return found.flat()
}
