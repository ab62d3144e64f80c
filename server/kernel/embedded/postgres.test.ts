import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chmod,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  readlink,
  realpath,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { loadConfig } from '../config.ts'
import { StartError } from '../start-error.ts'
import { systemFolder } from './binaries.ts'
import { runningInstance } from './instance.ts'
import { type EmbeddedPostgres, startEmbeddedPostgres } from './postgres.ts'
import { isAlive, processesIn } from './process-identity.ts'
import { reachDatabase } from './reach-database.ts'

const password = 'only-for-tests-0123456789-abcdefghijklmnop'
const isRoot = process.getuid?.() === 0

let home: string
const folder = (name: string): string => path.join(home, name)
const running = new Set<EmbeddedPostgres>()
const children = new Set<ChildProcess>()
const start = async (name: string, port?: number, forTests = true): Promise<EmbeddedPostgres> => {
  const server = await startEmbeddedPostgres({ dataDir: folder(name), password, port, forTests, waitMs: 0 })
  running.add(server)
  return server
}

const ask = async <T>(url: string, sql: string): Promise<T[]> => {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    let rows: { value: T }[] = []
    for (const statement of sql.split(';')) rows = (await client.query<{ value: T }>(statement)).rows
    return rows.map((row) => row.value)
  } finally {
    await client.end()
  }
}

const refusal = async (attempt: Promise<unknown>): Promise<StartError> => {
  const error = await attempt.then(
    () => new Error('it started'),
    (failure: unknown) => failure,
  )
  if (error instanceof StartError) return error
  throw error
}

const startSafely = (name: string): Promise<EmbeddedPostgres> => start(name, undefined, false)

/** Another program that starts the database and keeps it until it is killed. */
async function keeper(name: string): Promise<{ process: ChildProcess; url: string; postmaster: number }> {
  const module = path.resolve(import.meta.dirname, 'postgres.ts')
  const options = JSON.stringify({ dataDir: folder(name), password })
  const script = `const { startEmbeddedPostgres } = await import(${JSON.stringify(module)})
    const { url, pid, lost } = await startEmbeddedPostgres(${options})
    console.log(JSON.stringify({ url, postmaster: pid }))
    await lost`
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  children.add(child)
  const [line] = (await once(createInterface({ input: child.stdout! }), 'line')) as [string]
  return { process: child, ...(JSON.parse(line) as { url: string; postmaster: number }) }
}

const kill = async (child: ChildProcess): Promise<void> => {
  child.kill('SIGKILL')
  await once(child, 'close')
}

const holdPort = async (port: number): Promise<Server> => {
  const server = createServer()
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  return server
}

beforeAll(async () => {
  home = await realpath(await mkdtemp(path.join(tmpdir(), 'touchmark-embedded-')))
  await chmod(home, 0o755)
})
afterEach(async () => {
  for (const child of children) child.kill('SIGKILL')
  await Promise.all([...running].map((server) => server.stop('immediate')))
  children.clear()
  running.clear()
})
afterAll(async () => {
  await rm(home, { recursive: true, force: true })
})

describe('the embedded database', () => {
  it('starts, keeps what was written, and starts again at the same address', async () => {
    const first = await start('story')
    const clusterDir = await realpath(path.join(folder('story'), 'postgres'))
    expect(first.url).toBe(
      `postgresql://postgres:${password}@${encodeURIComponent(clusterDir)}:${first.port}/touchmark`,
    )
    expect((await stat(clusterDir)).mode & 0o077).toBe(0)
    await ask(first.url, `CREATE TABLE pieces (serial text); INSERT INTO pieces VALUES ('MA01')`)
    expect(await runningInstance(folder('story'))).toMatchObject({
      pid: process.pid,
      postgres: { pid: first.pid, port: first.port },
    })
    await first.stop()
    expect(isAlive(first.pid)).toBe(false)
    expect(await runningInstance(folder('story'))).toBeUndefined()

    const second = await start('story')
    expect(second.port).toBe(first.port)
    expect(await ask<string>(second.url, 'SELECT serial AS value FROM pieces')).toEqual(['MA01'])
    await second.stop()
  })

  it('is version 18 in UTF-8 and UTC, with checksums, sorting alike everywhere and Thai where asked', async () => {
    const server = await start('story')
    try {
      const setting = async (name: string): Promise<unknown> =>
        (await ask(server.url, `SELECT current_setting('${name}') AS value`))[0]
      expect(await setting('server_version')).toMatch(/^18\./)
      expect(await setting('server_encoding')).toBe('UTF8')
      expect(await setting('TimeZone')).toBe('UTC')
      expect(await setting('data_checksums')).toBe('on')
      expect(await setting('listen_addresses')).toBe('127.0.0.1')
      const locale = `SELECT datlocprovider::text || '/' || datlocale AS value FROM pg_database WHERE datname = 'touchmark'`
      expect(await ask(server.url, locale)).toEqual(['b/C.UTF-8'])
      expect(await ask(server.url, `SELECT upper('é') || ('แก' < 'ขา' COLLATE "th-x-icu") AS value`)).toEqual(
        ['Étrue'],
      )
      const extensions = `SELECT name AS value FROM pg_available_extensions
        WHERE name IN ('pg_trgm', 'btree_gist', 'pg_stat_statements', 'unaccent') ORDER BY name`
      expect(await ask(server.url, extensions)).toEqual([
        'btree_gist',
        'pg_stat_statements',
        'pg_trgm',
        'unaccent',
      ])
    } finally {
      await server.stop('immediate')
    }
  })

  it('keeps to the disk what it acknowledges, unless it is for tests', async () => {
    const setting =
      'SELECT current_setting(name) AS value FROM unnest(ARRAY[$$fsync$$, $$synchronous_commit$$, $$full_page_writes$$]) name'
    const quick = await start('story')
    expect(await ask(quick.url, setting)).toEqual(['off', 'off', 'off'])
    await quick.stop()
    const safe = await startSafely('story')
    expect(await ask(safe.url, setting)).toEqual(['on', 'on', 'on'])
    await safe.stop()
  })

  it('refuses a wrong password, also from this machine', async () => {
    const server = await start('story')
    const wrong = server.url.replace(password, 'x'.repeat(40))
    await expect(ask(wrong, 'SELECT 1 AS value')).rejects.toMatchObject({ code: '28P01' })
    const overTcp = wrong.replace(/@[^:]*:/, '@127.0.0.1:')
    await expect(ask(overTcp, 'SELECT 1 AS value')).rejects.toMatchObject({ code: '28P01' })
    const right = server.url.replace(/@[^:]*:/, '@127.0.0.1:')
    expect(await ask(right, 'SELECT 1 AS value')).toEqual([1])
    await server.stop()
    const error = await refusal(
      startEmbeddedPostgres({ dataDir: folder('story'), password: 'y'.repeat(40), forTests: true }),
    )
    expect(error.exitCode).toBe(4)
    expect(error.message).toBe(
      `The password in ${folder('story')}/secrets.json is not that of the embedded database: restore the file that belongs to it.`,
    )
    expect(await runningInstance(folder('story'))).toBeUndefined()
    expect(await processesIn(await realpath(path.join(folder('story'), 'postgres')))).toEqual([])
  })

  it('is reached over TCP where the path is too long for a socket', async () => {
    const deep = `deep-${'x'.repeat(100)}`
    const server = await start(deep)
    expect(server.url).toContain(`@127.0.0.1:${server.port}/`)
    expect(await ask(server.url, 'SELECT 1 AS value')).toEqual([1])
    await server.stop()
  })

  it('runs beside that of another installation', async () => {
    const [one, other] = await Promise.all([start('story'), start('beside')])
    expect(one.port).not.toBe(other.port)
    await ask(other.url, 'CREATE TABLE only_here (id int)')
    expect(await ask(one.url, `SELECT to_regclass('only_here')::text AS value`)).toEqual([null])
    await Promise.all([one.stop(), other.stop()])
  })

  it('takes another port when the last one went to another program, and says so when told to use that one', async () => {
    const before = await start('story')
    await before.stop()
    const stranger = await holdPort(before.port)
    const elsewhere = await start('story')
    expect(elsewhere.port).not.toBe(before.port)
    expect(await ask(elsewhere.url, 'SELECT serial AS value FROM pieces')).toEqual(['MA01'])
    await elsewhere.stop()
    const error = await refusal(start('story', before.port))
    expect(error.exitCode).toBe(5)
    expect(error.message).toContain(`Port ${before.port} on 127.0.0.1, which EMBEDDED_PG_PORT names`)
    stranger.close()
    await once(stranger, 'close')
    const again = await start('story', before.port)
    expect(again.port).toBe(before.port)
    await again.stop()
  })
})

describe('after a kill', () => {
  it('of the program, the database is stopped and the next start has the data', async () => {
    const { process: child, url, postmaster } = await keeper('killed')
    await ask(url, `CREATE TABLE pieces (serial text); INSERT INTO pieces VALUES ('MA01')`)
    const error = await refusal(start('killed'))
    expect(error.message).toContain(`is already running on ${folder('killed')} (process ${child.pid},`)
    expect(error.exitCode).toBe(1)
    expect(await ask(url, 'SELECT serial AS value FROM pieces')).toEqual(['MA01'])
    await kill(child)
    const next = await startSafely('killed')
    expect(isAlive(postmaster)).toBe(false)
    expect(await ask(next.url, 'SELECT serial AS value FROM pieces')).toEqual(['MA01'])
    await next.stop()
  })

  it('of the program, the database ends by itself without a next start', async () => {
    const { process: child, postmaster } = await keeper('killed')
    await kill(child)
    await expect.poll(() => isAlive(postmaster), { timeout: 10_000, interval: 20 }).toBe(false)
  })

  it('of the program and its database, the next start recovers', async () => {
    const { process: child, url, postmaster } = await keeper('killed')
    await ask(url, `INSERT INTO pieces VALUES ('MA02')`)
    child.kill('SIGKILL')
    process.kill(postmaster, 'SIGKILL')
    await once(child, 'close')
    const next = await startSafely('killed')
    expect(await ask(next.url, 'SELECT count(*)::int AS value FROM pieces')).toEqual([2])
    await next.stop()
  })

  it('of the database alone, it comes back at the same address', async () => {
    const server = await startSafely('killed')
    const { pid } = server
    process.kill(pid, 'SIGKILL')
    const answers = () => ask(server.url, 'SELECT count(*)::int AS value FROM pieces').catch(() => 'down')
    await expect.poll(answers, { timeout: 20_000, interval: 20 }).toEqual([2])
    await expect.poll(() => server.pid, { timeout: 20_000, interval: 20 }).not.toBe(pid)
    expect(await runningInstance(folder('killed'))).toMatchObject({ postgres: { port: server.port } })
    const last = server.pid
    await server.stop()
    expect(isAlive(last)).toBe(false)
  })

  it('a postmaster.pid whose number went to another program is not believed, and that program is not touched', async () => {
    const bystander = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'])
    await once(bystander, 'spawn')
    const stale = `${bystander.pid}\n${folder('killed')}/postgres\n1700000000\n15432\n\n127.0.0.1\n  1 2\nready   \n`
    await writeFile(path.join(folder('killed'), 'postgres/postmaster.pid'), stale)
    const next = await startSafely('killed')
    expect(bystander.exitCode ?? bystander.signalCode).toBeNull()
    await next.stop()
    await kill(bystander)
  })

  it('in the middle of the first start leaves nothing that hinders the next', async () => {
    await mkdir(folder('half'))
    await mkdir(path.join(folder('half'), 'postgres.new-0badcafe'))
    await writeFile(path.join(folder('half'), 'postgres.new-0badcafe/PG_VERSION'), '18\n')
    const server = await start('half')
    await server.stop()
    expect((await readdir(folder('half'))).sort()).toEqual(['postgres', 'postgres-port'])
  })
})

describe('a data folder that cannot be used', () => {
  const prepared = async (name: string, files: Record<string, string>): Promise<StartError> => {
    await mkdir(path.join(folder(name), 'postgres'), { recursive: true })
    for (const [file, text] of Object.entries(files))
      await writeFile(path.join(folder(name), 'postgres', file), text)
    const error = await refusal(start(name))
    expect(error.exitCode).toBe(4)
    expect(await readdir(path.join(folder(name), 'postgres'))).toEqual(Object.keys(files))
    expect(await runningInstance(folder(name))).toBeUndefined()
    return error
  }

  it('is told when another major version made it', async () => {
    const error = await prepared('older', { PG_VERSION: '16\n' })
    expect(error.message).toContain(`${folder('older')}/postgres was made by PostgreSQL 16, and this is 18:`)
  })

  it('is told when it is not one', async () => {
    const error = await prepared('foreign', { 'notes.txt': 'not ours' })
    expect(error.message).toContain('is not a whole PostgreSQL data folder')
    expect((await prepared('torn', { PG_VERSION: '18\n' })).message).toContain(
      'is not a whole PostgreSQL data folder',
    )
  })

  it('is told with the words of PostgreSQL when it is broken inside', async () => {
    const server = await start('broken')
    await server.stop()
    await rm(path.join(folder('broken'), 'postgres/global/pg_control'))
    const error = await refusal(start('broken'))
    expect(error.exitCode).toBe(4)
    expect(error.message).toMatch(/^The embedded database in .*\/broken\/postgres does not start: .*\.$/)
    expect(await runningInstance(folder('broken'))).toBeUndefined()
  })

  it.runIf(isRoot)(
    'is worked around as root where a parent folder is closed to the user of the database',
    async () => {
      await mkdir(folder('closed'), { mode: 0o700 })
      const server = await start('closed/data')
      const target = await readlink(folder('closed/data/postgres'))
      try {
        expect(path.dirname(target)).toBe(systemFolder)
        await ask(server.url, `CREATE TABLE pieces (serial text); INSERT INTO pieces VALUES ('MA01')`)
        await server.stop()
        const again = await start('closed/data')
        expect(await ask(again.url, 'SELECT serial AS value FROM pieces')).toEqual(['MA01'])
        await again.stop()
      } finally {
        await server.stop()
        await rm(target, { recursive: true })
      }
      expect((await refusal(start('closed/data'))).message).toContain('points to a folder that is gone')
    },
  )
})

describe('a command of the terminal', () => {
  const config = () => loadConfig({ DATA_DIR: folder('story') })
  const secrets = { touchmarkSecret: '', serialMasterKeys: [''] as const, postgresPassword: password }

  it('uses the database of the Touchmark that runs, and leaves it running', async () => {
    const server = await start('story')
    const reached = await reachDatabase(config(), secrets)
    expect(reached).toMatchObject({ by: 'running', url: server.url })
    await reached.close()
    expect(await ask(server.url, 'SELECT 1 AS value')).toEqual([1])
    await server.stop()
  })

  it('starts it for itself otherwise, and stops it', async () => {
    const reached = await reachDatabase(config(), secrets)
    expect(reached.by).toBe('started')
    expect(await ask(reached.url, 'SELECT serial AS value FROM pieces')).toEqual(['MA01'])
    await reached.close()
    await expect(ask(reached.url, 'SELECT 1 AS value')).rejects.toMatchObject({ code: 'ENOENT' })
    expect((await readFile(path.join(folder('story'), 'postgres-port'), 'utf8')).trim()).toMatch(/^\d+$/)
  })

  it('goes to DATABASE_URL where there is one', async () => {
    const external = loadConfig({
      DATABASE_URL: 'postgresql://owner:pass@db/touchmark',
      TOUCHMARK_SECRET: 'Zm9yIHRlc3RzIG9ubHksIG5vdCBhIHNlY3JldCBhdCBhbGw',
      SERIAL_MASTER_KEYS: '383e98c3434d8863cb94f8adc2a56c7b78ed22e825280de6734a0654ce2625cb',
    })
    expect(await reachDatabase(external, secrets)).toMatchObject({
      by: 'external',
      url: external.databaseUrl,
    })
  })
})
