import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { newId } from '../../shared/ids.ts'
import { tenantKey } from '../../shared/serial/mac.ts'
import { freePort } from '../kernel/testing/program.ts'
import { openWorkshop, type TestTenant, type Workshop } from '../kernel/testing/workshop.ts'

// What a key ring must never do: come out. Everything that the program writes or answers is kept, and searched for every form
// of every key.

const cli = path.resolve(import.meta.dirname, '../cli.ts')
const OLD = '383e98c3434d8863cb94f8adc2a56c7b78ed22e825280de6734a0654ce2625cb'
const NEW = '9c1f0e6d5b8a47732f1ce94a0d6b8857e3a2c4915f7088b6d1e2ac3f40597b6d'

let workshop: Workshop
let t: TestTenant
let folder: string
let keyFile: string
const written: string[] = []
const answered: string[] = []

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'touchmark-keys-'))
  keyFile = path.join(folder, 'ring')
  await writeRing(`${OLD}\n`)
  workshop = await openWorkshop()
  t = await workshop.tenant('MA01')
})
afterAll(async () => {
  await workshop.close()
  await rm(folder, { recursive: true })
})

/** As if somebody had written it a minute ago: it counts at once. */
async function writeRing(text: string): Promise<void> {
  await writeFile(keyFile, text)
  const atS = Date.now() / 1000 - 60
  await utimes(keyFile, atS, atS)
}

const env = (): Record<string, string> => ({
  PATH: process.env.PATH ?? '',
  DATABASE_URL: workshop.config.databaseUrl!,
  DATABASE_ROLE_PREFIX: workshop.config.databaseRolePrefix,
  TOUCHMARK_SECRET: inject('testSecret'),
  SERIAL_MASTER_KEYS_FILE: keyFile,
  DATA_DIR: workshop.config.dataDir,
  SEED_DEMO: 'false',
  LOG_LEVEL: 'trace',
})

async function touchmark(args: string[]): Promise<number> {
  const child = spawn(process.execPath, [cli, ...args], {
    env: env(),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => written.push(chunk.toString('utf8')))
  const [code] = await once(child, 'close')
  return code as number
}

async function start(): Promise<{ port: number; stop(): Promise<void> }> {
  const port = await freePort()
  const child = spawn(process.execPath, [cli, 'start', '--role=web,worker'], {
    env: { ...env(), PORT: String(port) },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ready = Promise.withResolvers<void>()
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      written.push(chunk.toString('utf8'))
      if (written.join('').includes('Ready in')) ready.resolve()
    })
  child.once('exit', () => ready.reject(new Error(written.join(''))))
  await ready.promise
  return {
    port,
    stop: async () => {
      child.kill('SIGINT')
      await once(child, 'close')
    },
  }
}

/** Waits until the program has written it. */
async function told(words: string): Promise<void> {
  const untilMs = Date.now() + 30_000
  while (!written.join('').includes(words)) {
    if (Date.now() > untilMs) throw new Error(`never told: ${words}`)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

/** Every way to write the keys, and those derived for the workshop. */
function formsOfKeys(): string[] {
  const raw = [OLD, NEW].map((key) => Buffer.from(key, 'hex'))
  const derived = raw.map((key) => tenantKey(key, 'MA01').export())
  return [...raw, ...derived].flatMap((key) => [
    key.toString('hex'),
    key.toString('hex').toUpperCase(),
    key.toString('base64').replace(/=+$/, ''),
    key.toString('base64url'),
    key.toString('latin1'),
    [...key].join(','),
  ])
}

describe('the keys of serials', { timeout: 120_000 }, () => {
  it('are rotated while the program runs: what was made before is still genuine, what is made now is too', async () => {
    const product = await t.as('owner').post('products', {
      ...{ sku: 'TOTE', name: 'Saddle Tote', kind: 'finished', unit: 'pc', currency: 'THB' },
      ...{ serialised: true, serialCode: 'TOTE', line: 'HAT' },
    })
    const before = await t
      .as('planner')
      .post(
        'serials/issue',
        { line: 'HAT', productId: product.body.id, quantity: 2 },
        { 'idempotency-key': newId() },
      )
    await workshop.drain()
    const [old, other] = before.body.serials as { serial: string; compact: string }[]
    const program = await start()
    const ask = async (text: string, headers: Record<string, string> = {}) => {
      const reply = await fetch(`http://127.0.0.1:${program.port}${text}`, { headers })
      const body = await reply.text()
      answered.push(`${[...reply.headers].join('\n')}\n${body}`)
      return reply.status
    }
    const verify = (serial: string) => ask(`/api/public/serial/verify/${serial}`)
    expect(await verify(old!.serial)).toBe(200)
    await writeRing(`${NEW}\n${OLD}\n`)
    // Another process has the new key already and signs with it.
    const ahead = await openWorkshop({ env: { SERIAL_MASTER_KEYS: `${NEW},${OLD}` } })
    const elsewhere = await ahead.tenant('MA01')
    const made = await elsewhere.as('owner').post('products', {
      ...{ sku: 'TOTE', name: 'Saddle Tote', kind: 'finished', unit: 'pc', currency: 'THB' },
      ...{ serialised: true, serialCode: 'TOTE', line: 'HAT' },
    })
    const after = await elsewhere
      .as('planner')
      .post(
        'serials/issue',
        { line: 'HAT', productId: made.body.id, quantity: 1 },
        { 'idempotency-key': newId() },
      )
    await ahead.drain()
    const fresh = after.body.serials[0] as { serial: string; compact: string }
    // Its row, brought to the registry that this program asks.
    const [row] = await ahead.asOwner<Record<string, unknown>>(
      'select to_jsonb(p) as row from registry.piece p where serial = $1',
      fresh.serial,
    )
    await workshop.asOwner('delete from registry.piece where serial = $1', other!.serial)
    await workshop.asOwner(
      'insert into registry.piece select * from jsonb_populate_record(null::registry.piece, $1::jsonb)',
      JSON.stringify(row!.row),
    )
    await ahead.close()
    for (
      let asked = await verify(fresh.serial), tries = 0;
      asked !== 200;
      asked = await verify(fresh.serial)
    ) {
      expect(asked).toBe(404)
      if (++tries > 100) throw new Error('the new key was not taken')
      await new Promise((resolve) => setTimeout(resolve, 200))
    }
    expect([await verify(fresh.compact), await verify(old!.serial), await verify(old!.compact)]).toEqual([
      200, 200, 200,
    ])
    await told('serials are signed with a new key from now on')

    // And everything that could bring a key to light.
    for (const address of [
      '/health',
      '/metrics',
      '/api/v1/openapi.json',
      '/v/nothing',
      `/v/MA01/${old!.compact}`,
      '/api/v1/serials',
      `/api/public/serial/verify/${old!.serial.slice(0, -1)}*`,
      '/api/public/serial/verify/%00',
      '/api/v1/serials/x',
    ])
      await ask(address)
    await ask('/api/v1/serials', { authorization: 'Bearer nonsense' })
    await writeRing(`${NEW}\n`)
    await told('leaves out 1 of 2 keys')
    await program.stop()
    await writeRing(`${NEW}\n${OLD}\n`)
    expect(await touchmark(['config', '--explain'])).toBe(0)
    expect(await touchmark(['doctor'])).toBeLessThan(7)
    await touchmark(['serials', 'check', '--json'])
    await writeRing(`${NEW}\n${OLD.slice(1)}\n`)
    expect(await touchmark(['serials', 'check'])).toBe(3)
  })

  it('are in nothing that was written, answered, or stored', async () => {
    const stored: string[] = []
    const tables = await workshop.asOwner<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')`,
    )
    for (const { name } of tables)
      for (const row of await workshop.asOwner<{ text: string }>(`select x::text as text from ${name} x`))
        stored.push(row.text)
    expect(stored.length).toBeGreaterThan(100)
    const all = [...written, ...answered, ...stored].join('\n')
    expect(all.length).toBeGreaterThan(100_000)
    for (const form of formsOfKeys()) {
      expect(all.includes(form)).toBe(false)
      // Half of it would be too much as well.
      expect(all.includes(form.slice(0, Math.floor(form.length / 2)))).toBe(false)
    }
  })
})
