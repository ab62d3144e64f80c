import { spawn } from 'node:child_process'
import { createWriteStream, existsSync } from 'node:fs'
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import pg from 'pg'
import { nodeFlags } from '../../bin/node-flags.mjs'
import { newId } from '../../shared/ids.ts'
import { fold } from '../../shared/serial/fold.ts'
import { tenantKey } from '../../shared/serial/mac.ts'
import { mintMany } from '../../shared/serial/mint.ts'
import type { BenchEnvironment, BenchTenant } from '../environment.ts'
import { HttpConnection } from '../http-client.ts'
import { line, runFor, summarise } from '../measure.ts'

export const title = 'Serials at scale: a million issued, linked and checked, verified among ten million'

/** Pieces issued over the API; of the registry when it is full. Smaller numbers for a quick look. */
const ISSUED = Number(process.env.SERIALS_ISSUED ?? 1_000_000)
const REGISTERED = Number(process.env.REGISTRY_PIECES ?? 10_000_000)
const REQUEST = 10_000
const ISSUERS = 8
const SAMPLE = 50_000

/**
 * With BENCH_GATE=folder each part waits until somebody puts a file of its name there, and leaves one when it is through: for a
 * machine that others use, where what is measured must have it alone.
 */
async function part<T>(name: string, work: () => Promise<T>): Promise<T> {
  const gate = process.env.BENCH_GATE
  if (!gate) return await work()
  while (!existsSync(path.join(gate, name))) await delay(100)
  try {
    return await work()
  } finally {
    await writeFile(path.join(gate, `${name}.done`), '')
  }
}

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`
const number = (value: number): string => value.toLocaleString('en')

export async function run(env: BenchEnvironment): Promise<void> {
  const t = await env.tenant('SER1')
  const owner = new pg.Client({ connectionString: env.ownerUrl })
  await owner.connect()
  try {
    await inParts(env, t, owner)
  } finally {
    await owner.end()
  }
}

async function inParts(env: BenchEnvironment, t: BenchTenant, owner: pg.Client): Promise<void> {
  const product = await t.run<{ id: string }>('catalog.product.create', {
    ...{ sku: 'TOTE', name: 'Saddle Tote', kind: 'finished', unit: 'pc', currency: 'THB' },
    ...{ serialised: true, serialCode: 'TOTE', line: 'HAT' },
  })
  await part('issue', () => issueAll(env, t, owner, product.id))
  await part('check', () => check(env))
  const sample = await part('fill', () => fill(env, owner, product.id))
  await part('verify', () => verify(env, sample))
}

async function issueAll(
  env: BenchEnvironment,
  t: BenchTenant,
  owner: pg.Client,
  productId: string,
): Promise<void> {
  const startedMs = performance.now()
  let left = ISSUED / REQUEST
  await Promise.all(
    Array.from({ length: ISSUERS }, async () => {
      const connection = await HttpConnection.open(env.program.port, t.host)
      while (left > 0) {
        left--
        const { status, body } = await connection.send(
          'POST',
          '/api/v1/serials/issue',
          { line: 'HAT', productId, quantity: REQUEST },
          { ...t.headers, 'Idempotency-Key': newId() },
        )
        if (status !== 201) throw new Error(`issuing answered ${status} ${body.slice(0, 300)}`)
      }
      connection.close()
    }),
  )
  const issuedMs = performance.now() - startedMs
  console.info(
    `${number(ISSUED)} serials issued by ${ISSUERS} issuers in requests of ${number(REQUEST)}: ${seconds(issuedMs)}`,
  )
  env.bars.time(`${number(ISSUED)} serials issued`, issuedMs, (60_000 * ISSUED) / 1_000_000)
  for (;;) {
    const { rows } = await owner.query<{ n: string }>(
      `select count(*) as n from jobs.job where name = 'work' and state in ('created', 'active', 'retry') and data->>'name' = 'serials.link'`,
    )
    if (Number(rows[0]!.n) === 0) break
    if (performance.now() - startedMs > 600_000)
      throw new Error(`${rows[0]!.n} links are left after ten minutes`)
    await delay(200)
  }
  const linkedMs = performance.now() - startedMs - issuedMs
  console.info(`all linked to the registry ${seconds(linkedMs)} after the last commit`)
  env.bars.time(
    `${number(ISSUED)} serials linked, after the last commit`,
    linkedMs,
    (120_000 * ISSUED) / 1_000_000,
  )
  const { rows } = await owner.query<Record<string, string>>(
    `select count(*) as pieces, count(distinct folded) as numbers, min(seq) as lowest, max(seq) as highest, count(distinct seq) as seqs,
       (select count(*) from registry.piece where maker_code = 'SER1') as registered from serial where tenant_id = $1`,
    [t.tenant.id],
  )
  const found = rows[0]!
  console.info(
    `${number(Number(found.pieces))} pieces with ${number(Number(found.numbers))} numbers, SEQ ${found.lowest} to ${found.highest}, ${number(Number(found.seqs))} of them, ${number(Number(found.registered))} registered`,
  )
  const isWhole = ['pieces', 'numbers', 'highest', 'seqs', 'registered'].every(
    (name) => Number(found[name]) === ISSUED,
  )
  if (!isWhole || found.lowest !== '1')
    throw new Error('there is a gap, a number twice, or a piece that was not linked')
}

/** The command as an operator runs it, in a process of its own whose memory is looked at. */
async function check(env: BenchEnvironment): Promise<void> {
  const startedMs = performance.now()
  const child = spawn(
    process.execPath,
    [
      ...nodeFlags,
      path.resolve(import.meta.dirname, '../../server/cli.ts'),
      'serials',
      'check',
      '--tenant',
      'SER1',
      '--json',
    ],
    { env: { PATH: process.env.PATH ?? '', ...env.programEnv }, stdio: ['ignore', 'pipe', 'inherit'] },
  )
  let out = ''
  child.stdout.on('data', (chunk: Buffer) => {
    out += chunk.toString('utf8')
  })
  let peakKb = 0
  const watch = setInterval(() => {
    readFile(`/proc/${child.pid}/status`, 'utf8').then(
      (status) => {
        peakKb = Math.max(peakKb, Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0))
      },
      () => {},
    )
  }, 200)
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve))
  clearInterval(watch)
  const report = JSON.parse(out) as { checked: number; repaired: number; quarantined: number; errors: number }
  const checkedMs = performance.now() - startedMs
  env.bars.time(`check of ${number(ISSUED)} serials`, checkedMs, (60_000 * ISSUED) / 1_000_000)
  env.bars.memory('the same, resident', peakKb / 1024, 300)
  console.info(
    `check of ${number(report.checked)}: ${seconds(checkedMs)}, at most ${Math.round(peakKb / 1024)} MB; repaired ${report.repaired}, quarantined ${report.quarantined}, errors ${report.errors}`,
  )
  if (code !== 0 || report.checked !== ISSUED || report.repaired + report.quarantined + report.errors > 0)
    throw new Error('the check found something to do where nothing was wrong')
}

/** Fills the registry with genuine serials of a second maker, minted as they would have been issued. */
async function fill(env: BenchEnvironment, owner: pg.Client, productId: string): Promise<string[]> {
  const wanted = REGISTERED - ISSUED
  const startedMs = performance.now()
  const folder = await mkdtemp(path.join(tmpdir(), 'touchmark-registry-'))
  await chmod(folder, 0o755)
  const file = path.join(folder, 'pieces')
  const key = tenantKey(Buffer.from(env.serialMasterKey, 'hex'), 'BIG1')
  const out = createWriteStream(file, { mode: 0o644, highWaterMark: 1 << 22 })
  const sample: string[] = []
  const perDay = 30_000
  const everyNth = Math.max(1, Math.floor(wanted / SAMPLE))
  for (let made = 0; made < wanted; made += perDay) {
    const atMs = Date.UTC(2025, 0, 1) + (made / perDay) * 86_400_000
    const day = new Date(atMs).toISOString().slice(0, 10)
    const count = Math.min(perDay, wanted - made)
    const range = { tenant: 'BIG1', line: 'HAT', lineIndex: 0, sku: 'TOTE', day, firstSeq: 1, count }
    let text = ''
    for (const [i, { human, folded, compact }] of mintMany(range, key).entries()) {
      if ((made + i) % everyNth === 0) sample.push((made + i) % (2 * everyNth) === 0 ? human : compact)
      text += `${newId(atMs)}\tBIG1\tB1G1\t${folded}\t${compact}\t${human}\tstandard\tsold\t1\tHAT\t0\t${day}\t{"sku":"TOTE","name":"Saddle Tote","name_th":null,"gtin":null}\t2025-01-01\t${day}\n`
    }
    if (!out.write(text)) await new Promise<void>((resolve) => out.once('drain', () => resolve()))
  }
  await new Promise<void>((resolve) => {
    out.end(() => resolve())
  })
  const { rows: indexes } = await owner.query<{ name: string; definition: string }>(
    `select indexname as name, indexdef as definition from pg_indexes where schemaname = 'registry' and tablename = 'piece' and indexname <> 'piece_pkey'`,
  )
  await owner.query(`set maintenance_work_mem = '512MB'`)
  for (const { name } of indexes) await owner.query(`drop index registry.${name}`)
  await owner.query(
    `insert into registry.maker (folded, code, name, slug, time_zone) values ($1, 'BIG1', 'Big', 'big1', 'UTC')`,
    [fold('BIG1')],
  )
  await owner.query(
    `copy registry.piece (id, maker_code, maker_folded, folded, compact, serial, kind, status, version, line, line_index, made_on, product, updated_at, issued_on) from '${file}'`,
  )
  for (const { definition } of indexes) await owner.query(definition)
  await owner.query('vacuum analyze registry.piece')
  await rm(folder, { recursive: true })
  const { rows } = await owner.query<{ n: string }>('select count(*) as n from registry.piece')
  console.info(
    `${number(Number(rows[0]!.n))} genuine serials in the registry after ${seconds(performance.now() - startedMs)} (product ${productId.slice(0, 8)})`,
  )
  return sample
}

async function verify(env: BenchEnvironment, sample: readonly string[]): Promise<void> {
  const concurrency = 48
  const connections = await Promise.all(
    Array.from({ length: concurrency }, () => HttpConnection.open(env.program.port, 'localhost')),
  )
  const ask = async (worker: number) => {
    const serial = sample[Math.floor(Math.random() * sample.length)]!
    const reply = await connections[worker]!.send('GET', `/api/public/serial/verify/${serial}`)
    if (reply.status !== 200)
      throw new Error(`verification of ${serial} answered ${reply.status} ${reply.body}`)
  }
  await runFor(3_000, concurrency, ask)
  const measured = summarise([await runFor(15_000, concurrency, ask)])
  console.info(line(`${concurrency} connections, random among all`, measured))
  env.bars.rate(`verify among ${number(REGISTERED)} serials`, measured, 8_000)
  // 1,000 a second whatever the answers take: a slow one is measured from the moment it was due.
  const times: number[] = []
  const free = Array.from({ length: concurrency }, (_, i) => i)
  const startedMs = performance.now()
  const lastingMs = 20_000
  const underWay = new Set<Promise<void>>()
  let late = 0
  for (let i = 0; i < lastingMs; i++) {
    const dueMs = startedMs + i
    while (performance.now() < dueMs) await delay(Math.max(0, Math.floor(dueMs - performance.now())))
    while (free.length === 0) {
      late++
      await Promise.race(underWay)
    }
    const worker = free.pop()!
    const asked = ask(worker).then(() => {
      times.push(performance.now() - dueMs)
      free.push(worker)
      underWay.delete(asked)
    })
    underWay.add(asked)
  }
  await Promise.all(underWay)
  const steady = summarise([{ times, elapsedMs: performance.now() - startedMs }])
  console.info(line('1,000 a second', steady))
  env.bars.time('the same at 1,000 a second, p99', steady.p99, 10)
  if (late > 0) console.info(`  ${late} had to wait for a connection`)
  for (const connection of connections) connection.close()
}
