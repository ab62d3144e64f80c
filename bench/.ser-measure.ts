import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { pino } from 'pino'
import { compose } from '../server/compose.ts'
import { systemClock } from '../server/kernel/clock/clock.ts'
import { execute } from '../server/kernel/command/execute.ts'
import { system } from '../server/kernel/command/principal.ts'
import { loadConfig } from '../server/kernel/config.ts'
import { migrate } from '../server/kernel/db/migrate.ts'
import { databaseUrls } from '../server/kernel/db/roles.ts'
import { startEmbeddedPostgres } from '../server/kernel/embedded/postgres.ts'
import { drain } from '../server/kernel/jobs/worker.ts'
import { freePort } from '../server/kernel/testing/program.ts'
import { modules } from '../server/modules.ts'
import { newId } from '../shared/ids.ts'
import '../server/schema.ts'
import { HttpConnection } from './http-client.ts'
const dataDir = await mkdtemp(path.join(tmpdir(), 'tm-ser-')); await chmod(dataDir, 0o755)
const postgres = await startEmbeddedPostgres({ dataDir, password: randomBytes(16).toString('hex') })
const port = await freePort()
const env = { DATABASE_URL: postgres.url, TOUCHMARK_SECRET: randomBytes(48).toString('base64url'), SERIAL_MASTER_KEYS: randomBytes(32).toString('hex'), DATA_DIR: path.join(dataDir, 'p'), VERIFY_LIMIT_PER_MINUTE: '1000000000', LOG_LEVEL: 'warn', PORT: String(port) }
const config = loadConfig(env)
const secrets = { touchmarkSecret: config.touchmarkSecret!, serialMasterKeys: config.serialMasterKeys as [string], postgresPassword: undefined }
const urls = databaseUrls(config, secrets, postgres.url)
await migrate(config, secrets, urls)
const kernel = compose({ config, secrets, urls, clock: systemClock, log: pino({ level: 'warn' }), modules, scheduler: false })
await kernel.queue.boss.start()
const tenant: any = { id: newId(), code: 'VER1', slug: 'ver1', name: 'W', timeZone: 'Asia/Bangkok', currency: 'THB', locale: 'en', status: 'active' }
const c = new pg.Client({ connectionString: postgres.url }); await c.connect()
await c.query("insert into tenant (id, code, code_folded, slug, name, time_zone, currency, locale, status, plan) values ($1,'VER1','VER1','ver1','W','Asia/Bangkok','THB','en','active','pro')", [tenant.id])
for (const m of kernel.modules) await m.prepareTenant?.(kernel, tenant)
const run = async (op: string, input: unknown, extra = {}) => JSON.parse((await execute(kernel, kernel.operation(op), input, { principal: system, tenant, locale: 'en', requestId: 'b', ...extra })).body)
const product = await run('catalog.product.create', { sku: 'TOTE', name: 'Saddle Tote', kind: 'finished', unit: 'pc', currency: 'THB', serialised: true, serialCode: 'TOTE', line: 'HAT' })
const issued = await run('serials.serial.issue', { line: 'HAT', productId: product.id, quantity: 10000 }, { idempotencyKey: newId() })
await drain(kernel)
await c.query('vacuum analyze')
const numbers = issued.serials.map((p: any, i: number) => i % 2 ? p.compact : p.serial)
const prof = process.argv.includes('--prof')
const child = spawn(process.execPath, [...(prof ? ['--cpu-prof', '--cpu-prof-dir=/tmp/ser/prof'] : []), path.join(import.meta.dirname, '.ser-serve.ts')], { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'inherit'] })
await new Promise<void>((r) => child.stdout!.on('data', (d) => { if (String(d).includes('ready')) r() }))
const ticks = (p: number) => { const s = readFileSync(`/proc/${p}/stat`, 'utf8').split(') ')[1]!.split(' '); return (Number(s[11]) + Number(s[12])) * 10 }
const pgPids = async () => (await c.query("select pid from pg_stat_activity where application_name = 'touchmark-registry'")).rows.map((r) => r.pid)
for (const CONC of [16, 64, 128]) {
  const conns = await Promise.all(Array.from({ length: CONC }, () => HttpConnection.open(port, 'localhost')))
  const go = async (ms: number) => {
    const until = performance.now() + ms; let n = 0
    await Promise.all(conns.map(async (conn, w) => { for (let i = 0; performance.now() < until; i++) { const r = await conn.send('GET', `/api/public/serial/verify/${numbers[(w * 7919 + i * 31) % 10000]}`); if (r.status !== 200) throw new Error(r.body); n++ } }))
    return n
  }
  await go(2000)
  const pids = await pgPids()
  const a = ticks(child.pid!), b = pids.reduce((s, p) => s + ticks(p), 0), me = process.cpuUsage()
  const n = await go(5000)
  const used = process.cpuUsage(me)
  const [s, p, cl] = [(ticks(child.pid!) - a) * 1000 / n, (pids.reduce((s, p) => s + ticks(p), 0) - b) * 1000 / n, (used.user + used.system) / n]
  console.log(CONC, 'conns', Math.round(n / 5), 'req/s; server us/req', Math.round(s), 'pg', Math.round(p), 'client', Math.round(cl), 'sum', Math.round(s + p + cl), '→ 2 cores alone', Math.round(Math.min(2e6 / (s + p + cl), 1e6 / s)))
  for (const x of conns) x.close()
}
child.kill('SIGTERM'); await new Promise((r) => child.on('exit', r))
await c.end(); await kernel.queue.boss.stop({ graceful: false, close: true }); await kernel.close(); await postgres.stop(); await rm(dataDir, { recursive: true, force: true }); process.exit(0)
