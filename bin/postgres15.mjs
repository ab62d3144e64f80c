// The oldest PostgreSQL that is supported, where the machine has it (Debian: apt-get install postgresql-15): a throwaway
// server for the tests. Plain JS, like the rest of this folder.
import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import path from 'node:path'
import { memoryFolder } from './memory-folder.mjs'

const binaries = '/usr/lib/postgresql/15/bin'

/** Why it cannot be used here, or undefined. */
export const postgres15Missing = () =>
  existsSync(path.join(binaries, 'initdb'))
    ? undefined
    : 'PostgreSQL 15 is not installed (Debian: apt-get install postgresql-15)'

const freePort = () =>
  new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })

/** Starts a server in a temporary folder, without fsync, on 127.0.0.1; gives its address and how to end it. */
export async function startPostgres15() {
  const folder = mkdtempSync(path.join(memoryFolder(), 'touchmark-pg15-'))
  chmodSync(folder, 0o777)
  // PostgreSQL does not run as root; Debian's package brings the user.
  const asUser = process.getuid?.() === 0 ? ['runuser', '-u', 'postgres', '--'] : []
  const call = (name, ...args) => {
    const [command, ...rest] = [...asUser, path.join(binaries, name), ...args]
    const { status, stderr, stdout } = spawnSync(command, rest, { encoding: 'utf8', cwd: folder })
    if (status !== 0) throw new Error(`${name} failed: ${stderr || stdout}`)
  }
  const data = path.join(folder, 'data')
  const port = await freePort()
  call('initdb', '-D', data, '-A', 'trust', '-U', 'postgres', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync')
  const options = `-p ${port} -k ${folder} -c listen_addresses=127.0.0.1 -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=200 -c shared_buffers=256MB -c jit=off`
  call('pg_ctl', '-D', data, '-w', '-l', path.join(folder, 'log'), '-o', options, 'start')
  return {
    url: `postgresql://postgres@127.0.0.1:${port}/postgres`,
    stop: () => {
      call('pg_ctl', '-D', data, '-m', 'immediate', 'stop')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
