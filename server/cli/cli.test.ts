import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { createServer as createHttpServer } from 'node:http'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadConfig, readSettings } from '../kernel/config.ts'
import { startEmbeddedPostgres } from '../kernel/embedded/postgres.ts'
import { resolveSecrets } from '../kernel/secrets.ts'
import { version } from '../kernel/version.ts'
import { shownValue } from './config.ts'
import { checkDatabase, checkDataDir, checkNode, checkPort, checkSecrets } from './doctor-checks.ts'
import { buildProgram } from './program.ts'

const strongSecret = 'Zm9yIHRlc3RzIG9ubHksIG5vdCBhIHNlY3JldCBhdCBhbGw'
const key = '383e98c3434d8863cb94f8adc2a56c7b78ed22e825280de6734a0654ce2625cb'
const hosted = {
  DATABASE_URL: 'postgresql://owner:hunter2@127.0.0.1:1/touchmark',
  TOUCHMARK_SECRET: strongSecret,
  SERIAL_MASTER_KEYS: key,
}
const cli = path.resolve(import.meta.dirname, '../cli.ts')

let home: string
beforeAll(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'touchmark-cli-'))
  // As root the database has a user of its own, who must get to its folder.
  await chmod(home, 0o755)
})
afterAll(async () => {
  await rm(home, { recursive: true, force: true })
})

/** Runs the real command in an environment of its own. */
async function touchmark(args: string[], env: Record<string, string> = {}) {
  const child = spawn(process.execPath, [cli, ...args], {
    env: { PATH: process.env.PATH, DATA_DIR: path.join(home, 'never'), PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const [out, error, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ])
  return { out, error, code: code as number | null }
}

describe('touchmark', () => {
  it('tells how it is used and what its exit codes mean', async () => {
    const { out, code } = await touchmark(['--help'])
    expect(code).toBe(0)
    expect(out).toContain('Examples:')
    for (const exitCode of [0, 1, 2, 3, 4, 5, 6]) expect(out).toContain(`\n  ${exitCode}  `)
  })

  it('is not disturbed by a reader that has seen enough', async () => {
    const child = spawn(process.execPath, [cli, '--help'], { stdio: ['ignore', 'pipe', 'pipe'] })
    child.stdout.destroy()
    const [error, [code]] = await Promise.all([text(child.stderr), once(child, 'close')])
    expect({ code, error }).toEqual({ code: 0, error: '' })
  })

  it('every command has a description, and examples that the command understands', () => {
    const visit = (command: ReturnType<typeof buildProgram>): void => {
      expect(command.description()).not.toBe('')
      for (const child of command.commands) visit(child)
    }
    const program = buildProgram()
    visit(program)
    for (const command of program.commands) {
      let help = ''
      command.configureOutput({ writeOut: (part) => (help += part) })
      command.outputHelp()
      expect(help, command.name()).toContain('Examples:\n')
      expect(help, command.name()).toContain(`touchmark ${command.name()}`)
    }
  })

  it.each([
    [['bogus'], `unknown command 'bogus'`],
    [['start', '--bogus'], `unknown option '--bogus'`],
    [['start', 'now'], 'too many arguments'],
    [['strat'], 'Did you mean start?'],
    [[], 'Usage: touchmark'],
  ])('ends with 2 when the command line is wrong: %j', async (args, words) => {
    const { out, error, code } = await touchmark(args)
    expect(code).toBe(2)
    expect(error).toContain(words)
    expect(out).toBe('')
  })

  it('tells its version', async () => {
    expect((await touchmark(['--version'])).out).toBe(`${version}\n`)
    expect((await touchmark(['version'])).out).toMatch(new RegExp(`^touchmark ${version} \\(Node.js 24\\.`))
    expect(JSON.parse((await touchmark(['version', '--json'])).out)).toMatchObject({ touchmark: version })
  })

  it('does not start with a configuration that is not usable, and makes nothing', async () => {
    const { error, code } = await touchmark(['start', '--role', 'chef'], { LOG_LEVEL: 'loud' })
    expect(code).toBe(3)
    expect(error).toMatch(
      /^touchmark: The configuration is not usable: ROLE must be .*; LOG_LEVEL must be .*\.\n$/,
    )
    expect(await readdir(home)).toEqual([])
  })
})

describe('touchmark config', () => {
  it('prints every setting with its origin and no secret', async () => {
    const { out, error, code } = await touchmark(['config'], { ...hosted, TOUCHMARK_PORT: '1' })
    expect(code).toBe(0)
    expect(out).toMatch(/^ {2}PORT=0 +# environment$/m)
    expect(out).toMatch(/^ {2}HOST=127\.0\.0\.1 +# default$/m)
    expect(out).toMatch(/^ {2}REDIS_URL= +# unset$/m)
    expect(out).toContain('postgresql://owner:********@127.0.0.1:1/touchmark')
    expect(out).toContain('TOUCHMARK_SECRET=******** (48 bytes)'.replace('48', String(strongSecret.length)))
    for (const secret of ['hunter2', strongSecret, key]) expect(out + error).not.toContain(secret)
    expect(error).toContain('warning: TOUCHMARK_PORT is not a variable of Touchmark: did you mean PORT?')
  })

  it('ends with 3 and marks the place when something is wrong', async () => {
    const { out, error, code } = await touchmark(['config'], { PORT: 'x', TOUCHMARK_SECRET: 'short-secret' })
    expect(code).toBe(3)
    expect(out).toContain('# WRONG: must be a whole number from 0 to 65535 (it is "x")')
    expect(error).toContain('PORT must be')
    expect(out + error).not.toContain('short-secret')
  })

  it('answers programs in JSON', async () => {
    const rows: unknown = JSON.parse((await touchmark(['config', '--json'], hosted)).out)
    expect(rows).toContainEqual(
      expect.objectContaining({ name: 'PORT', value: '0', origin: 'environment', problem: null }),
    )
    expect(JSON.stringify(rows)).not.toContain(strongSecret)
  })

  it.each([
    ['postgresql://u:p%40ss@h/d', 'postgresql://u:********@h/d'],
    ['postgresql://u@h/d?password=p&sslmode=require', 'postgresql://u@h/d?password=********&sslmode=require'],
    ['not a url with p@ss', '********'],
  ])('shows %s without its password', (raw, shown) => {
    const setting = readSettings({ DATABASE_URL: raw }).find(({ key: name }) => name === 'databaseUrl')
    expect(shownValue(setting!)).toBe(shown)
  })
})

describe('touchmark doctor', () => {
  it('finds a machine fit on which nothing was started yet, and leaves it so', async () => {
    const { out, code } = await touchmark(['doctor'])
    expect(code).toBe(0)
    expect(out).toMatch(/^ok {4}database +is made at the first start$/m)
    expect(await readdir(home)).toEqual([])
  })

  it('ends with 3 at a wrong configuration and with 4 when the database does not answer', async () => {
    expect((await touchmark(['doctor'], { PORT: 'x' })).code).toBe(3)
    const { out, code } = await touchmark(['doctor', '--json'], hosted)
    expect(code).toBe(4)
    expect(JSON.parse(out)).toContainEqual({
      name: 'database',
      state: 'fail',
      detail: 'Nothing answers at the address of the database: start it, or correct DATABASE_URL.',
    })
  })

  it('looks into the embedded database, whether it runs or not', async () => {
    const config = loadConfig({ DATA_DIR: path.join(home, 'embedded') })
    const { postgresPassword } = await resolveSecrets(config)
    const server = await startEmbeddedPostgres({
      dataDir: config.dataDir,
      password: postgresPassword!,
      forTests: true,
    })
    const running = await checkDatabase(config)
    expect(running[0]).toMatchObject({
      state: 'ok',
      detail: expect.stringMatching(/^PostgreSQL 18.*\(embedded, running\)$/),
    })
    expect(running[1]).toMatchObject({
      name: 'migrations',
      state: 'warn',
      detail: expect.stringMatching(/^[1-9]\d* to come/),
    })
    await server.stop()
    const stopped = await checkDatabase(config)
    expect(stopped[0]?.detail).toContain('(embedded, not running now)')
    expect(await checkSecrets(config)).toMatchObject({
      state: 'ok',
      detail: expect.stringContaining('64 bytes'),
    })
    await rm(path.join(config.dataDir, 'secrets.json'))
    expect(await checkSecrets(config)).toMatchObject({ state: 'fail', exitCode: 3 })
    expect(await checkDatabase(config)).toMatchObject([{ state: 'fail', exitCode: 3 }])
  })

  it('knows a Node.js that is too old', () => {
    expect(checkNode('20.20.2')).toMatchObject({ state: 'fail', exitCode: 1 })
    expect(checkNode('24.0.0')).toMatchObject({ state: 'ok' })
  })

  it('tries whether the data folder can be written, and leaves nothing in it', async () => {
    const dataDir = path.join(home, 'data')
    expect(await checkDataDir({ dataDir })).toMatchObject({
      state: 'ok',
      detail: expect.stringContaining('is made at the first start'),
    })
    await mkdir(dataDir)
    expect(await checkDataDir({ dataDir })).toMatchObject({ state: 'ok' })
    expect(await readdir(dataDir)).toEqual([])
    await writeFile(path.join(dataDir, 'file'), '')
    const within = await checkDataDir({ dataDir: path.join(dataDir, 'file/below') })
    expect(within).toMatchObject({ state: 'fail', exitCode: 3 })
  })

  it('tells a free port from one that is taken, and a stranger from a Touchmark', async () => {
    const roles = ['web'] as const
    const stranger = createServer((socket) => socket.destroy()).listen(0, '127.0.0.1')
    await once(stranger, 'listening')
    const { port } = stranger.address() as AddressInfo
    expect(await checkPort({ host: '127.0.0.1', port, roles })).toMatchObject({ state: 'fail', exitCode: 5 })
    expect(await checkPort({ host: '127.0.0.1', port, roles: ['worker'] })).toMatchObject({ state: 'ok' })
    stranger.close()
    await once(stranger, 'close')
    expect(await checkPort({ host: '127.0.0.1', port, roles })).toMatchObject({
      state: 'ok',
      detail: `${port} on 127.0.0.1 is free`,
    })
    const healthy = createHttpServer((_, response) => {
      response.setHeader('content-type', 'application/json').end('{"ok":true}')
    }).listen(port, '127.0.0.1')
    await once(healthy, 'listening')
    expect(await checkPort({ host: '127.0.0.1', port, roles })).toMatchObject({
      state: 'ok',
      detail: expect.stringContaining('a Touchmark answers'),
    })
    healthy.close()
    expect(await checkPort({ host: '192.0.2.1', port, roles })).toMatchObject({ state: 'fail', exitCode: 3 })
  })
})
