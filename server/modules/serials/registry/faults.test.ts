import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { newId } from '../../../../shared/ids.ts'
import { checkCharacter } from '../../../../shared/serial/check.ts'
import { fold } from '../../../../shared/serial/fold.ts'
import { type Program, startProgram } from '../../../kernel/testing/program.ts'
import type { TestTenant, Workshop } from '../../../kernel/testing/workshop.ts'
import { type IssuedReply, issueSome, makeProduct, openSerials, registryIs } from '../serials.build.ts'
import { checkStores } from './check.ts'
import { retryLinks } from './outbox.ts'

/** How often a worker is killed; `npm run test:long` kills fifty. */
const KILLS = Number(process.env.WORKER_KILLS ?? 3)
/** After each a program has to start: two seconds alone on the machine, twelve where eight others work. */
const TIMEOUT_MS = Math.max(600_000, KILLS * 24_000)

let workshop: Workshop
let t: TestTenant
let other: TestTenant
let tote: string
beforeAll(async () => {
  workshop = await openSerials()
  t = await workshop.tenant('MA01')
  other = await workshop.tenant('SI02')
  tote = await makeProduct(t, { sku: 'TOTE' })
  // HAT gives old numbers for a while, OEM standard ones.
  await t.as('owner').post('flags/FF_SERIAL_STD_HAT', { enabled: false, why: 'Old numbers first' })
})
afterAll(() => workshop.close())

const FIELDS = `id::text, folded, compact, serial, kind, status, version, line, line_index, issued_on::text, made_on::text, product, maker_code, maker_folded`
/** What the registry should be, from the tenant stores alone. */
const expected = () =>
  workshop.asOwner(
    `select s.id::text, s.folded, case when s.kind = 'standard' then s.compact end as compact, s.human as serial, s.kind, s.state as status,
       s.version, s.line, l.line_index, s.day::text as issued_on, s.made_on::text,
       jsonb_build_object('sku', p.sku, 'name', p.name, 'name_th', p.name_th, 'gtin', p.gtin) as product,
       w.code as maker_code, w.code_folded as maker_folded
     from serial s join product p on p.tenant_id = s.tenant_id and p.id = s.product_id
     join serial_line l on l.tenant_id = s.tenant_id and l.code = s.line join tenant w on w.id = s.tenant_id order by s.id`,
  )
const registered = (where = 'true') =>
  workshop.asOwner(`select ${FIELDS} from registry.piece where ${where} order by id`)
/** Every row of every table, both stores and the queue. */
async function dump(): Promise<string> {
  const tables = await workshop.asOwner<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
     where schemaname in ('public', 'registry', 'jobs') order by 1`,
  )
  const parts = []
  for (const { name } of tables) {
    const [row] = await workshop.asOwner<{ text: string | null }>(
      `select string_agg(x::text, e'\\n' order by x::text) as text from ${name} x`,
    )
    parts.push(`${name}\n${row!.text ?? ''}`)
  }
  return parts.join('\n')
}

describe('an hour without the registry, with workers that are killed', { timeout: TIMEOUT_MS }, () => {
  let worker: Program
  let kills = 0
  const startWorker = () =>
    startProgram({
      roles: 'worker',
      port: 0,
      env: {
        DATABASE_URL: workshop.config.databaseUrl!,
        DATABASE_ROLE_PREFIX: workshop.config.databaseRolePrefix,
        TOUCHMARK_SECRET: inject('testSecret'),
        SERIAL_MASTER_KEYS: workshop.kernel.serialKeys.join(','),
        DATA_DIR: workshop.config.dataDir,
        LOG_LEVEL: 'silent',
      },
    })
  /** Kills the worker in the middle of its work, or at any moment when it has none. */
  async function kill(): Promise<void> {
    for (let i = 0; i < 400; i++) {
      const [row] = await workshop.asOwner<{ n: number }>(
        `select count(*)::int as n from jobs.job where name = 'work' and state = 'active'`,
      )
      if (row!.n > 0) break
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
    await worker.end('SIGKILL')
    kills++
    worker = await startWorker()
  }

  it('ends with both stores equal', async () => {
    worker = await startWorker()
    // A worker that starts gives itself its rights again, so it is the table that is away.
    await workshop.asOwner('alter table registry.piece rename to piece_away')
    const away = Math.floor(KILLS / 2)
    for (let minute = 0; minute < 60; minute++) {
      workshop.clock.advance({ minutes: 1 })
      const line = minute % 2 === 0 ? 'HAT' : 'OEM'
      const pieces = await issueSome(t, tote, 1 + (minute % 7), { line })
      if (minute % 5 === 0)
        await t.as('planner').post(`serials/${pieces[0]!.id}/recall`, { reason: 'A minute ago' })
      if (minute % 9 === 0) await issueSome(t, tote, 1, { line: 'HAT', numbers: [`Typed ${minute}`] })
      if (minute % Math.ceil(60 / Math.max(1, away)) === 1 && kills < away) await kill()
    }
    // Nothing of the hour is there, and nobody was told that a piece is not genuine.
    await workshop.asOwner('alter table registry.piece_away rename to piece')
    expect(await registered()).toEqual([])
    while (kills < KILLS) {
      await issueSome(t, tote, 400, { line: 'OEM' })
      await kill()
    }
    await worker.end('SIGTERM')
    // What the dead had in their hands is given up by the clock of the database; here that is now.
    await workshop.asOwner(
      `update jobs.job set started_on = started_on - interval '1 hour' where name = 'work' and state = 'active'`,
    )
    await workshop.asOwner(
      `update jobs.job set start_after = start_after - interval '1 hour' where name = 'work' and state = 'created'`,
    )
    const before = await dump()
    const waiting = await retryLinks(workshop.kernel, { dryRun: true })
    expect(waiting.found).toBeGreaterThan(0)
    await checkStores(workshop.kernel, { dryRun: true })
    expect((await dump()) === before).toBe(true)
    expect(await retryLinks(workshop.kernel)).toMatchObject({
      found: waiting.found,
      linked: waiting.found,
      failed: 0,
    })
    expect(await registered()).toEqual(await expected())
    expect(await checkStores(workshop.kernel)).toMatchObject({ repaired: 0, quarantined: 0, errors: 0 })
    expect(kills).toBe(KILLS)
    expect(await workshop.offences()).toEqual([])
  })
})

describe('links that were damaged by hand', { timeout: 120_000 }, () => {
  const INVALID = 'invalid'
  /** Each damage is done to two pieces of its own: a standard one and an old number of a pattern. */
  interface Victim {
    standard: IssuedReply
    old: IssuedReply
  }
  const registry = (change: string) => (piece: IssuedReply) =>
    workshop.asOwner(`update registry.piece set ${change} where id = $1`, piece.id)
  const both = (work: (piece: IssuedReply) => Promise<unknown>) => async (victim: Victim) => {
    await work(victim.standard)
    await work(victim.old)
  }
  const rename = async (piece: IssuedReply, human: string) => {
    await workshop.asOwner(
      'update serial set human = $1, folded = $2 where id = $3',
      human,
      fold(human),
      piece.id,
    )
  }
  const forge = async (like: IssuedReply, changes: Record<string, unknown>) => {
    const [row] = await workshop.asOwner<{ row: Record<string, unknown> }>(
      'select to_jsonb(p) as row from registry.piece p where id = $1',
      like.id,
    )
    await workshop.asOwner(
      'insert into registry.piece select * from jsonb_populate_record(null::registry.piece, $1::jsonb)',
      JSON.stringify({ ...row!.row, id: newId(), ...changes }),
    )
  }
  /** Another hash with the check character that fits it: made by somebody without the key. */
  const forgedSerial = (serial: string): string => {
    const body = serial.slice(0, -6)
    for (let i = 0; ; i++) {
      const hash = `${'0123456789ABCDEFGHJKMNPQRSTVWXYZ'[i % 32]}000`
      const check = checkCharacter(fold(body) + hash)
      if (!/[ILOU*]/.test(check) && hash !== serial.slice(-6, -2)) return `${body}${hash}-${check}`
    }
  }

  const DAMAGE: [what: string, harm: (victim: Victim) => Promise<unknown>, invalid?: typeof INVALID][] = [
    [
      'a row is gone',
      both((piece) => workshop.asOwner('delete from registry.piece where id = $1', piece.id)),
    ],
    ['a status', both(registry(`status = 'sold'`))],
    ['a lower version', both(registry('version = version - 1'))],
    ['the printed text', both(registry(`serial = serial || 'X'`))],
    ['the folded text', both(registry(`folded = folded || 'X'`))],
    ['the compact text', both(registry(`compact = '000000000000000000'`))],
    ['no compact text', both(registry('compact = null'))],
    ['the kind', both(registry(`kind = case kind when 'legacy' then 'standard' else 'legacy' end`))],
    ['the line', both(registry(`line = 'XX'`))],
    ['the index of the line', both(registry('line_index = 9'))],
    ['the day of issue', both(registry('issued_on = issued_on - 1'))],
    ['the day it was made', both(registry(`made_on = '2001-01-01'`))],
    ['the name of the product', both(registry(`product = jsonb_set(product, '{name}', '"Fake"')`))],
    ['no product', both(registry(`product = '{}'`))],
    ['another maker', both(registry(`maker_code = 'SI02', maker_folded = 'S102'`))],
    ['a quarantine that nobody ordered', both(registry(`status = 'quarantined'`))],
    [
      'two that changed their numbers',
      async ({ standard, old }) => {
        await workshop.asOwner(
          `update registry.piece set folded = folded || '~' where id = any($1::uuid[])`,
          [standard.id, old.id],
        )
        await workshop.asOwner(
          'update registry.piece set folded = $1 where id = $2',
          fold(standard.serial),
          old.id,
        )
        await workshop.asOwner(
          'update registry.piece set folded = $1 where id = $2',
          fold(old.serial),
          standard.id,
        )
      },
    ],
    [
      'somebody else in the place of one',
      async ({ standard }) => {
        await workshop.asOwner(`update registry.piece set folded = folded || '~' where id = $1`, standard.id)
        await forge(standard, { folded: fold(standard.serial) })
      },
    ],
    [
      'a forged one beside it',
      ({ standard }) =>
        forge(standard, {
          serial: forgedSerial(standard.serial),
          folded: fold(forgedSerial(standard.serial)),
        }),
    ],
    [
      'a forged old number',
      ({ old }) => forge(old, { serial: 'HAT.TOTE.19990101.00001', folded: 'HAT.T0TE.19990101.00001' }),
    ],
    [
      'one of a maker that is no workshop',
      ({ standard }) => forge(standard, { maker_code: 'ZZ99', maker_folded: 'ZZ99' }),
    ],
    [
      'the name of the maker',
      () =>
        workshop.asOwner(`update registry.maker set name = 'Nobody', slug = 'nobody' where code = 'MA01'`),
    ],
    [
      'a job that is gone',
      async (victim) => {
        await recall(victim)
        await dropJobs()
      },
    ],
    [
      'a job given up for dead',
      async (victim) => {
        await recall(victim)
        await giveUp()
      },
    ],
    [
      'a job that is there twice',
      async (victim) => {
        await recall(victim)
        await twice()
      },
    ],
    [
      'a wrong hash in the tenant store',
      ({ standard }) => rename(standard, forgedSerial(standard.serial)),
      INVALID,
    ],
    [
      'a wrong check in the tenant store',
      ({ standard }) =>
        rename(standard, standard.serial.slice(0, -1) + (standard.serial.endsWith('0') ? '1' : '0')),
      INVALID,
    ],
    [
      'another SEQ in the tenant store',
      ({ standard }) => workshop.asOwner('update serial set seq = seq + 100000 where id = $1', standard.id),
      INVALID,
    ],
    [
      'an old number that is not of its pattern',
      async ({ old }) => {
        await workshop.asOwner(
          `update serial set human = $1, folded = $2, compact = $2 where id = $3`,
          'HAT.TOTE.1',
          'HAT.T0TE.1',
          old.id,
        )
      },
      INVALID,
    ],
  ]
  const recall = both((piece) => t.as('planner').post(`serials/${piece.id}/recall`, { reason: 'x' }))
  const dropJobs = () => workshop.asOwner(`delete from jobs.job where name = 'work' and state = 'created'`)
  const giveUp = async () => {
    await registryIs(workshop, 'away')
    await workshop.asOwner(`update jobs.job set retry_limit = 0 where name = 'work' and state = 'created'`)
    await workshop.drain()
    await registryIs(workshop, 'there')
  }
  const twice = () =>
    workshop.asOwner(
      `insert into jobs.job select (jsonb_populate_record(null::jobs.job, to_jsonb(j) || jsonb_build_object('id', gen_random_uuid()))).* from jobs.job j
       where name = 'work' and state = 'created'`,
    )

  it(`are found in ${DAMAGE.length} ways; every invalid serial is quarantined and no valid one touched`, async () => {
    await workshop.drain()
    const standard = await issueSome(t, tote, DAMAGE.length, { line: 'OEM' })
    const old = await issueSome(t, tote, DAMAGE.length, { line: 'HAT' })
    await workshop.drain()
    expect(await registered()).toEqual(await expected())
    const victims = DAMAGE.map((_, i) => ({ standard: standard[i]!, old: old[i]! }))
    // Jobs that are dropped or given up must be the only ones of their moment.
    for (const [i, [, harm]] of DAMAGE.entries()) await harm(victims[i]!)
    const broken = new Set(
      DAMAGE.flatMap(([what, , invalid], i) =>
        invalid ? [what.includes('old number') ? victims[i]!.old.id : victims[i]!.standard.id] : [],
      ),
    )
    const pieces = () =>
      workshop.asOwner<{ id: string; state: string; text: string }>(
        `select id::text, state, s::text as text from serial s order by id`,
      )
    const before = await pieces()
    const events = () => workshop.asOwner<{ n: number }>('select count(*)::int as n from serial_event')
    const [eventsBefore] = await events()

    const dumped = await dump()
    await retryLinks(workshop.kernel, { dryRun: true })
    const dry = await checkStores(workshop.kernel, { dryRun: true })
    expect((await dump()) === dumped).toBe(true)

    await retryLinks(workshop.kernel)
    const report = await checkStores(workshop.kernel)
    expect(report).toMatchObject({ errors: 0, messages: [] })
    // Dry, the pieces that stand under another maker still do when that one is looked at.
    expect(dry.quarantined).toBe(report.quarantined + 2)
    // Four of the tenant store, the three that were forged, and the one in somebody's place.
    expect(report.quarantined).toBe(4 + 4)
    const after = await pieces()
    for (const [i, piece] of after.entries()) {
      if (broken.has(piece.id)) expect([piece.id, piece.state]).toEqual([piece.id, 'quarantined'])
      else expect(piece.text).toBe(before[i]!.text)
    }
    expect((await events())[0]!.n).toBe(eventsBefore!.n + 4)

    const ours = await expected()
    const known = new Set(ours.map((row) => row.id))
    const there = await registered()
    expect(there.filter((row) => known.has(row.id))).toEqual(ours)
    const strangers = there.filter((row) => !known.has(row.id))
    expect(strangers.map((row) => row.status)).toEqual(Array.from({ length: 4 }, () => 'quarantined'))
    expect(await workshop.asOwner(`select name, slug from registry.maker where code = 'MA01'`)).toEqual([
      { name: t.name, slug: t.slug },
    ])
    // And the public is answered so.
    for (const [i, victim] of victims.entries()) {
      const [what, , invalid] = DAMAGE[i]!
      const reply = await workshop.central.get(`/api/public/serial/verify/${victim.standard.serial}`)
      const isBroken = invalid !== undefined && !what.includes('old number')
      expect([what, reply.status]).toEqual([what, isBroken ? 404 : 200])
    }
    expect(await checkStores(workshop.kernel)).toMatchObject({ repaired: 0, quarantined: 0, errors: 0 })
    expect(await retryLinks(workshop.kernel)).toMatchObject({ found: 0 })
    expect(other.code).toBe('SI02')
  })

  it('leaves a higher version in the registry to a person, who can say which store is right', async () => {
    const [piece] = await issueSome(t, tote, 1, { line: 'OEM' })
    await workshop.drain()
    await workshop.asOwner(`update registry.piece set version = 99, status = 'sold' where id = $1`, piece!.id)
    expect(await checkStores(workshop.kernel, { tenant: t })).toMatchObject({
      repaired: 0,
      errors: 1,
      causes: { ahead: 1 },
    })
    const report = await checkStores(workshop.kernel, { tenant: t, trustTenant: true })
    expect(report).toMatchObject({ repaired: 1, errors: 0, causes: { stale: 1 } })
    expect((await registered(`id = '${piece!.id}'`))[0]).toMatchObject({ version: 1, status: 'issued' })
  })
})
