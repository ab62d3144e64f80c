import { randomBytes } from 'node:crypto'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { pino } from 'pino'
import { newId } from '../../shared/ids.ts'
import { fold } from '../../shared/serial/fold.ts'
import { compose } from '../compose.ts'
import { systemClock } from '../kernel/clock/clock.ts'
import type { Tenant } from '../kernel/command/context.ts'
import { execute } from '../kernel/command/execute.ts'
import { system } from '../kernel/command/principal.ts'
import { type Config, loadConfig } from '../kernel/config.ts'
import { migrate } from '../kernel/db/migrate.ts'
import { databaseUrls } from '../kernel/db/roles.ts'
import { sql } from '../kernel/db/sql.ts'
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../kernel/embedded/postgres.ts'
import { restartsPerMinute } from '../kernel/embedded/supervise.ts'
import { checkInvariants, type Offence } from '../kernel/invariants.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { freePort, type Program, startProgram } from '../kernel/testing/program.ts'
import { newApiKey } from '../modules/identity/api-key/authenticate-key.ts'
import { modules } from '../modules.ts'
import { ClientLog } from './client-log.ts'
import { type Goods, startLoad } from './load.ts'
import '../schema.ts'

export type Victim = 'web' | 'worker' | 'postgres'

export interface Moment {
  victim: Victim
  /** What was going on when it was killed: requests in flight, or jobs being worked on. */
  inFlight: number
}

export interface CrashReport {
  moments: Moment[]
  log: ClientLog
  offences: Offence[]
  /** Reads what is in the database in the end, as its owner. */
  rows<T extends object>(text: string, ...values: unknown[]): Promise<T[]>
  close(): Promise<void>
}

const VICTIMS: readonly Victim[] = ['web', 'worker', 'postgres']

/** Numbers between 0 and 1 that are the same for the same seed (mulberry32). */
function seeded(seed: number): () => number {
  let a = seed >>> 0
  return () => {
    a = (a + 0x6d2b79f5) >>> 0
    let t = Math.imul(a ^ (a >>> 15), 1 | a)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/**
 * Runs the program under load, kills a process with SIGKILL at seeded moments, starts it again, and lets the clients go
 * on asking until each of their requests was acknowledged. Then everything queued is worked off and the invariants run.
 */
export async function crashRun(options: {
  moments: number
  seed: number
  say?: (line: string) => void
}): Promise<CrashReport> {
  const say = options.say ?? (() => {})
  const random = seeded(options.seed)
  const dataDir = await mkdtemp(path.join(tmpdir(), 'touchmark-crash-'))
  await chmod(dataDir, 0o755)
  // A real one: fsync on, so that what was acknowledged must be on disk.
  const postgres = await startEmbeddedPostgres({ dataDir, password: randomBytes(16).toString('hex') })
  postgres.lost.catch(() => {})
  const secret = randomBytes(48).toString('base64url')
  const env = {
    DATABASE_URL: postgres.url,
    TOUCHMARK_SECRET: secret,
    SERIAL_MASTER_KEYS: randomBytes(32).toString('hex'),
    DATA_DIR: path.join(dataDir, 'program'),
    RATE_LIMIT_PER_MINUTE: '1000000000',
    LOG_LEVEL: 'fatal',
  }
  const config = loadConfig(env)
  const secrets = {
    touchmarkSecret: secret,
    serialMasterKeys: config.serialMasterKeys as [string, ...string[]],
    postgresPassword: undefined,
  }
  const urls = databaseUrls(config, secrets, postgres.url)
  await migrate(config, secrets, urls)
  const { tenant, headers, goods } = await prepare(config, secrets, urls)
  const port = await freePort()
  const starters: Record<Exclude<Victim, 'postgres'>, () => Promise<Program>> = {
    web: () => startProgram({ roles: 'web', port, env }),
    worker: () => startProgram({ roles: 'worker,scheduler', port: 0, env }),
  }
  const [web, worker] = await Promise.all([starters.web(), starters.worker()])
  const programs = { web, worker }
  const owner = new pg.Pool({ connectionString: postgres.url, max: 2 })
  // Connections break whenever the database is killed: the next one is opened when it is asked for.
  owner.on('error', () => {})

  const log = new ClientLog()
  const load = startLoad({ log, port, host: `${tenant.slug}.localhost`, headers, goods })
  const moments: Moment[] = []
  const databaseEndsMs: number[] = []
  for (let i = 0; i < options.moments; i++) {
    const victim = VICTIMS[i % VICTIMS.length]!
    await wait(150 + random() * 600)
    if (victim === 'postgres') await untilItIsRestarted(databaseEndsMs)
    const inFlight = await untilBusy(victim, log, owner)
    moments.push({ victim, inFlight })
    say(`${i + 1}/${options.moments}: kill -9 ${victim} with ${inFlight} in flight`)
    if (victim === 'postgres') await killPostgres(postgres)
    else {
      await programs[victim].end('SIGKILL')
      programs[victim] = await starters[victim]()
    }
  }
  await wait(300)
  log.stop()
  await load
  say(
    `${log.intents.length} requests acknowledged, ${log.broken} broke on the way, ${log.gone.length} carts were gone`,
  )
  await workedOff(owner)
  await Promise.all([programs.web.end('SIGINT'), programs.worker.end('SIGINT')])
  const kernel = kernelOf(config, secrets, urls)
  const offences = await checkInvariants(kernel)
  await kernel.close()
  return {
    moments,
    log,
    offences,
    rows: async <T extends object>(text: string, ...values: unknown[]) =>
      (await owner.query<T>(text, values)).rows,
    close: async () => {
      await owner.end()
      await postgres.stop('immediate')
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

/** Waits for a moment at which the victim has something in its hands, and tells how much. */
async function untilBusy(victim: Victim, log: ClientLog, owner: pg.Pool): Promise<number> {
  for (;;) {
    if (victim !== 'worker') {
      if (log.inFlight > 0) return log.inFlight
    } else {
      const { rows } = await owner.query<{ n: string }>(
        `select count(*) as n from jobs.job where name = 'work' and state = 'active'`,
      )
      if (Number(rows[0]!.n) > 0) return Number(rows[0]!.n)
    }
    await wait(5)
  }
}

/**
 * Its supervisor gives a database up that ends more than {@link restartsPerMinute} times within a minute, and should: waits until one more
 * is not too many. The load goes on meanwhile.
 */
async function untilItIsRestarted(endsMs: number[]): Promise<void> {
  const tooManyMs = endsMs.at(-restartsPerMinute)
  if (tooManyMs !== undefined) await wait(Math.max(0, tooManyMs + 61_000 - performance.now()))
  endsMs.push(performance.now())
}

/** Kills the postmaster; whoever supervises it starts it again on the same data. */
async function killPostgres(postgres: EmbeddedPostgres): Promise<void> {
  const { pid } = postgres
  process.kill(pid, 'SIGKILL')
  const isAnother = async () => {
    while (postgres.pid === pid) await wait(20)
  }
  await Promise.race([isAnother(), postgres.lost])
}

/** Waits until every job is done; what was being worked on when a worker died is taken again when its time is up. */
async function workedOff(owner: pg.Pool): Promise<void> {
  const startedMs = Date.now()
  for (;;) {
    // Nobody works on them any more: their time is up now rather than in a quarter of an hour.
    await owner.query(
      `update jobs.job set state = 'retry', start_after = now() where name = 'work' and state = 'active' and started_on < now() - interval '3 seconds'`,
    )
    await owner.query(`update jobs.job set start_after = now() where name = 'work' and state = 'retry'`)
    const { rows } = await owner.query<{ n: string }>(
      `select count(*) as n from jobs.job where name = 'work' and state < 'completed'`,
    )
    if (Number(rows[0]!.n) === 0) return
    if (Date.now() - startedMs > 60_000) throw new Error(`${rows[0]!.n} jobs were not worked off`)
    await wait(200)
  }
}

type Secrets = {
  touchmarkSecret: string
  serialMasterKeys: readonly [string, ...string[]]
  postgresPassword: undefined
}
const kernelOf = (config: Config, secrets: Secrets, urls: ReturnType<typeof databaseUrls>): Kernel =>
  compose({
    config,
    secrets,
    urls,
    clock: systemClock,
    log: pino({ level: 'fatal' }),
    modules,
    scheduler: false,
  })

/** A workshop with something to sell, something to make, and a key that may do everything. */
async function prepare(config: Config, secrets: Secrets, urls: ReturnType<typeof databaseUrls>) {
  const kernel = kernelOf(config, secrets, urls)
  await kernel.queue.boss.start()
  const tenant: Tenant = {
    id: newId(),
    code: 'CR01',
    slug: 'cr01',
    name: 'Crash',
    timeZone: 'Asia/Bangkok',
    currency: 'THB',
    locale: 'en',
    status: 'active',
  }
  await kernel.database.query(
    sql`insert into tenant (id, code, code_folded, slug, name, time_zone, currency, locale, status, plan)
        values (${tenant.id}::uuid, ${tenant.code}, ${fold(tenant.code)}, ${tenant.slug}, ${tenant.name}, ${tenant.timeZone}, 'THB', 'en', 'active', 'pro')`,
  )
  const { key, prefix, hash } = newApiKey(tenant.code)
  await kernel.database.write(tenant.id, (tx) =>
    tx.run(sql`insert into api_key (tenant_id, id, name, prefix, hash, scopes, created_by)
      values (${tenant.id}::uuid, ${newId()}::uuid, 'crash', ${prefix}, ${hash}, '{*}', 'test')`),
  )
  for (const module of kernel.modules) await module.prepareTenant?.(kernel, tenant)
  const run = async <T>(operation: string, input: unknown): Promise<T> => {
    const answer = await execute(kernel, kernel.operation(operation), input, {
      principal: system,
      tenant,
      locale: 'en',
      requestId: newId(),
    })
    return JSON.parse(answer.body) as T
  }
  const goods = await makeGoods(run)
  await kernel.queue.boss.stop({ graceful: false, close: true })
  await kernel.close()
  return { tenant, headers: { authorization: `Bearer ${key}` }, goods }
}

async function makeGoods(run: <T>(operation: string, input: unknown) => Promise<T>): Promise<Goods> {
  const sold = {
    kind: 'finished',
    unit: 'pc',
    currency: 'THB',
    price: '185',
    taxCode: 'VAT7',
    published: true,
  }
  const notebook = await run<{ id: string }>('catalog.product.create', {
    ...sold,
    sku: 'NB',
    name: 'Notebook',
  })
  const bag = await run<{ id: string }>('catalog.product.create', {
    ...sold,
    sku: 'BAG',
    name: 'Bag',
    serialised: true,
    serialCode: 'BAG',
    line: 'HAT',
  })
  const leather = await run<{ id: string }>('catalog.product.create', {
    sku: 'LTH',
    name: 'Leather',
    kind: 'material',
    unit: 'sqft',
    currency: 'THB',
  })
  await run('inventory.opening_stock.import', {
    csv: 'sku,location_code,lot,quantity,unit,unit_cost\nNB,WH,,1000000,pc,60\nLTH,WH,L1,1000000,sqft,90\n',
  })
  await run('checkout.shipping_method.create', { code: 'EMS', name: 'EMS', price: '80', taxCode: 'VAT7' })
  const bench = await run<{ id: string }>('catalog.work_centre.create', {
    code: 'BENCH',
    name: 'Bench',
    ratePerHour: '180',
  })
  await run('catalog.bill_of_materials.save', {
    productId: bag.id,
    lines: [{ componentId: leather.id, quantity: '6.5', scrapPercent: '0' }],
  })
  await run('catalog.routing.save', {
    productId: bag.id,
    operations: [{ code: 'making', name: 'Making', workCentreId: bench.id, standardMinutes: '60' }],
  })
  return { notebookId: notebook.id, bagId: bag.id }
}
