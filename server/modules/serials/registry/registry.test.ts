import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { newId } from '../../../../shared/ids.ts'
import { checkCharacter } from '../../../../shared/serial/check.ts'
import { CROCKFORD } from '../../../../shared/serial/crockford.ts'
import { fold } from '../../../../shared/serial/fold.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { runSchedule } from '../../../kernel/jobs/scheduler.ts'
import { rowsRead } from '../../../kernel/testing/rows-read.ts'
import type { TestTenant, Workshop } from '../../../kernel/testing/workshop.ts'
import { changeState } from '../serial/change-state.ts'
import { inTenant, issueSome, makeProduct, openSerials, registryIs } from '../serials.build.ts'
import { checkStores } from './check.ts'
import { linkNow, type PublicPiece, publicPieces, writePieces } from './link.ts'
import { type PendingLink, retryLinks } from './outbox.ts'

let workshop: Workshop
let t: TestTenant
let tote: string
beforeAll(async () => {
  workshop = await openSerials()
})
afterAll(async () => {
  expect(await workshop.offences()).toEqual([])
  await workshop.close()
})
let n = 0
beforeEach(async () => {
  await workshop.drain()
  t = await workshop.tenant(`T${++n}`)
  tote = await makeProduct(t, { sku: 'TOTE' })
})

/** What the registry should be: the tenant store, as the public may see it. */
const expected = async () =>
  await t.rows(
    `select s.id::text, s.human as serial, s.state as status, s.version, s.made_on, p.name from serial s join product p on p.id = s.product_id order by s.id`,
  )
const registered = async (tenant = t) =>
  await workshop.asOwner(
    `select id::text, serial, status, version, made_on::text, product->>'name' as name from registry.piece where maker_code = $1 order by id`,
    tenant.code,
  )
/** A random order that is the same in every run. */
const shuffled = <T>(items: readonly T[], seed: number): T[] => {
  let state = seed
  const next = () => {
    state = (state * 48_271) % 2_147_483_647
    return state
  }
  return items
    .map((item) => ({ item, at: next() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item)
}
const dropJobs = () => workshop.asOwner(`delete from jobs.job where data->>'name' = 'serials.link'`)

describe('the link to the registry', () => {
  it('ends in the same registry whatever the order of the jobs and however often each runs', async () => {
    const pieces = await issueSome(t, tote, 5, { state: 'in_production' })
    const ids = pieces.map(({ id }) => id)
    const steps: (() => Promise<unknown>)[] = [
      () =>
        inTenant(workshop, t, (ctx) => changeState(ctx, { ids, from: ['in_production'], to: 'in_stock' })),
      () =>
        inTenant(workshop, t, (ctx) =>
          changeState(ctx, { ids: ids.slice(0, 3), from: ['in_stock'], to: 'sold' }),
        ),
      () => t.as('planner').post(`serials/${ids[0]}/recall`, { reason: 'x' }),
    ]
    // What each job would have read, had it run at once.
    const versions: PublicPiece[][] = []
    const snapshot = async () => {
      await workshop.drain()
      versions.push(
        await workshop.kernel.registry.query<PublicPiece>(
          sql`select id, folded, compact, serial, kind, status, version, line, line_index, issued_on, made_on, product
            from registry.piece where maker_code = ${t.code}`,
        ),
      )
    }
    await snapshot()
    for (const step of steps) {
      await step()
      await snapshot()
    }
    const end = await registered()
    expect(end).toEqual(await expected())
    expect(end.map((row) => row.version)).toEqual([4, 3, 3, 2, 2])
    for (const seed of [7, 11, 13]) {
      await workshop.asOwner('delete from registry.piece where maker_code = $1', t.code)
      for (const read of shuffled([...versions, ...versions], seed)) {
        await writePieces(workshop.kernel.registry, t, [], read)
      }
      expect(await registered()).toEqual(end)
    }
  })

  it('is rebuilt by jobs that all read what is there now', async () => {
    const pieces = await issueSome(t, tote, 2_500)
    await workshop.drain()
    const whole = await registered()
    await workshop.asOwner('delete from registry.piece where maker_code = $1', t.code)
    const chunks = shuffled(
      Array.from({ length: 25 }, (_, i) => pieces.slice(i * 100, i * 100 + 150).map(({ id }) => id)),
      17,
    )
    await Promise.all(
      chunks.map((ids) =>
        workshop.kernel.database.read(t.id, (tx) => linkNow(workshop.kernel.registry, tx, t, ids)),
      ),
    )
    expect(await registered()).toEqual(whole)
    expect(whole).toHaveLength(2_500)
  })

  it('writes again what PostgreSQL refused because another job wrote the same piece in that instant', async () => {
    const pieces = await issueSome(t, tote, 3)
    await workshop.drain()
    const whole = await registered()
    await workshop.asOwner('delete from registry.piece where maker_code = $1', t.code)
    // The instant cannot be met on purpose: a trigger answers once as PostgreSQL does then.
    await workshop.asOwner(`
      create sequence registry.refusals;
      grant usage on sequence registry.refusals to public;
      create function registry.refuse_once() returns trigger language plpgsql as $$ begin
        if nextval('registry.refusals') = 2 then
          raise unique_violation using constraint = 'piece_folded_key';
        end if;
        return new;
      end $$;
      create trigger refuse_once before insert on registry.piece for each row execute function registry.refuse_once()`)
    try {
      await workshop.kernel.database.read(t.id, (tx) =>
        linkNow(
          workshop.kernel.registry,
          tx,
          t,
          pieces.map(({ id }) => id),
        ),
      )
      const [{ refusals }] = (await workshop.asOwner(
        'select last_value as refusals from registry.refusals',
      )) as [{ refusals: string }]
      // Two rows until the refusal, then each of the three twice.
      expect(Number(refusals)).toBe(8)
    } finally {
      await workshop.asOwner('drop function registry.refuse_once() cascade; drop sequence registry.refusals')
    }
    expect(await registered()).toEqual(whole)
  })

  it('takes a page of pieces and no more, whatever PostgreSQL expects', async () => {
    const pieces = await issueSome(t, tote, 500)
    const behind = sql`s.id > ${pieces[0]!.id}::uuid`
    expect(await rowsRead(workshop, t, 'serial', publicPieces(t.id, behind, 100))).toBe(100)
  })

  it('brings a new name of the workshop to all of its pieces with the next piece', async () => {
    const [piece] = await issueSome(t, tote)
    await workshop.drain()
    await workshop.asOwner(`update tenant set name = 'New Name' where id = $1`, t.id)
    workshop.kernel.tenants.forget()
    await issueSome(t, tote)
    await workshop.drain()
    const reply = await workshop.central.get(`/api/public/serial/verify/${piece!.serial}`)
    expect(reply.body.maker.name).toBe('New Name')
  })
})

describe('the outbox', () => {
  it('keeps what could not be linked and tries again with growing pauses', async () => {
    await registryIs(workshop, 'away')
    const [piece] = await issueSome(t, tote)
    await workshop.drain()
    await registryIs(workshop, 'there')
    expect(await registered()).toEqual([])
    const [job] = await workshop.asOwner(
      `select state::text, retry_limit, start_after > now() as later, output->>'message' as error from jobs.job where data->>'name' = 'serials.link' and state < 'completed'`,
    )
    expect(job).toMatchObject({
      state: 'retry',
      retry_limit: 8,
      later: true,
      error: expect.stringContaining('permission denied'),
    })
    // Its time has not come; nothing is lost.
    expect(await workshop.drain()).toBe(0)
    const links: PendingLink[] = []
    const seen = await retryLinks(workshop.kernel, { dryRun: true, onLink: (link) => links.push(link) })
    expect(seen).toEqual({ dryRun: true, found: 1, linked: 0, failed: 0, busy: 0, registryError: null })
    expect(links[0]).toMatchObject({
      state: 'waiting',
      tenant: t.code,
      pieces: 1,
      attempts: 1,
      lastError: expect.stringContaining('permission denied'),
    })
    expect(await registered()).toEqual([])
    expect(await retryLinks(workshop.kernel)).toMatchObject({ found: 1, linked: 1, failed: 0 })
    expect(await registered()).toEqual(await expected())
    expect(await retryLinks(workshop.kernel)).toMatchObject({ found: 0 })
    expect((await workshop.central.get(`/api/public/serial/verify/${piece!.serial}`)).status).toBe(200)
  })

  it('brings back by schedule even what failed for good', async () => {
    await registryIs(workshop, 'away')
    await issueSome(t, tote, 3)
    await workshop.asOwner(`update jobs.job set retry_limit = 0 where data->>'name' = 'serials.link'`)
    await workshop.drain()
    const links: PendingLink[] = []
    const away = await retryLinks(workshop.kernel, { onLink: (link) => links.push(link) })
    // With the registry away nothing is tried, and nothing is used up.
    expect(away).toMatchObject({
      found: 1,
      linked: 0,
      failed: 0,
      registryError: expect.stringContaining('permission denied'),
    })
    expect(links[0]).toMatchObject({
      state: 'dead',
      attempts: 1,
      nextTryAt: null,
      lastError: expect.stringContaining('permission denied'),
    })
    await registryIs(workshop, 'there')
    const elsewhere = await workshop.tenant(`U${n}`)
    expect(await retryLinks(workshop.kernel, { tenant: elsewhere })).toMatchObject({ found: 0 })
    await runSchedule(workshop.kernel, 'serials.outbox')
    expect(await registered()).toEqual(await expected())
    expect(await retryLinks(workshop.kernel)).toMatchObject({ found: 0 })
  })

  it('links what no worker ever took, and leaves alone what another process has in hand', async () => {
    await issueSome(t, tote)
    expect(await retryLinks(workshop.kernel)).toMatchObject({ found: 0 })
    await workshop.asOwner(
      `update jobs.job set start_after = now() - interval '10 minutes' where data->>'name' = 'serials.link' and state = 'created'`,
    )
    const held = Promise.withResolvers<void>()
    const holding = workshop.kernel.database.write(null, async (tx) => {
      await tx.send({
        text: `select id from jobs.job where data->>'name' = 'serials.link' and state = 'created' for update`,
      })
      expect(await retryLinks(workshop.kernel)).toMatchObject({ found: 1, linked: 0, busy: 1 })
      held.resolve()
    })
    await held.promise
    await holding
    expect(await retryLinks(workshop.kernel)).toMatchObject({ found: 1, linked: 1, busy: 0 })
    expect(await registered()).toEqual(await expected())
    expect(await workshop.drain()).toBe(0)
  })

  it('is not stopped by a link that cannot be made', async () => {
    await issueSome(t, tote)
    await workshop.drain()
    await registryIs(workshop, 'away')
    await issueSome(t, tote)
    await issueSome(t, tote)
    await workshop.drain()
    await registryIs(workshop, 'there')
    // Somebody else's piece stands where the first wants to be.
    const [blocked] = await t.rows<{ folded: string }>(
      'select folded from serial order by id offset 1 limit 1',
    )
    await workshop.asOwner(
      `insert into registry.piece select gen_random_uuid(), maker_code, maker_folded, $1, compact, serial, kind, status, version, line, line_index, made_on, product, updated_at, issued_on
       from registry.piece where maker_code = $2 limit 1`,
      blocked!.folded,
      t.code,
    )
    expect(await retryLinks(workshop.kernel)).toMatchObject({ found: 2, linked: 1, failed: 1 })
    await workshop.asOwner('delete from registry.piece where folded = $1', blocked!.folded)
    expect(await retryLinks(workshop.kernel)).toMatchObject({ found: 1, linked: 1, failed: 0 })
  })
})

describe('the check of both stores', () => {
  const check = (options: { dryRun?: boolean } = {}) =>
    checkStores(workshop.kernel, { tenant: t, ...options })

  it('finds nothing to do where both agree, and keeps what it found', async () => {
    await issueSome(t, tote, 3)
    await workshop.drain()
    expect(await check()).toEqual({
      dryRun: false,
      resumed: false,
      tenants: 1,
      checked: 3,
      repaired: 0,
      quarantined: 0,
      errors: 0,
      causes: {},
      messages: [],
    })
    const [run] = await workshop.asOwner(
      'select tenants, checked::int, causes from registry.check_run order by id desc limit 1',
    )
    expect(run).toEqual({ tenants: 1, checked: 3, causes: {} })
  })

  it('writes what is missing or stale in the registry, in any number', async () => {
    const pieces = await issueSome(t, tote, 2_300)
    await dropJobs()
    expect(await check({ dryRun: true })).toMatchObject({
      dryRun: true,
      checked: 2_300,
      repaired: 2_300,
      causes: { missing: 2_300 },
    })
    expect(await registered()).toEqual([])
    expect(await check()).toMatchObject({ checked: 2_300, repaired: 2_300, quarantined: 0, errors: 0 })
    expect(await registered()).toEqual(await expected())
    await t.as('planner').post(`serials/${pieces[0]!.id}/recall`, { reason: 'x' })
    await dropJobs()
    await t.as('owner').patch(`products/${tote}`, { name: 'Saddle Tote II', version: 1 })
    await workshop.asOwner(`update registry.piece set status = 'sold' where id = $1`, pieces[1]!.id)
    expect(await check()).toMatchObject({ repaired: 2_300, causes: { stale: 2_300 } })
    expect(await registered()).toEqual(await expected())
    expect(await check()).toMatchObject({ repaired: 0 })
  })

  it('quarantines what has an invalid serial, in both stores, with its reason', async () => {
    const [hash, check_, parts, good] = await issueSome(t, tote, 4)
    await workshop.drain()
    const folded = fold(hash!.serial)
    const body = `${folded.slice(0, -5)}${folded.at(-5) === '0' ? '1' : '0'}${folded.slice(-4, -1)}`
    const closing = checkCharacter(body)
    // A forger with the database but without the key: any hash, with the check that fits it.
    const forged = CROCKFORD.includes(closing) ? body + closing : `${folded.slice(0, -5)}00000`
    const printed = (text: string) => `${hash!.serial.slice(0, -6)}${text.slice(-5, -1)}-${text.slice(-1)}`
    await workshop.asOwner(
      'update serial set human = $1, folded = $2 where id = $3',
      printed(forged),
      forged,
      hash!.id,
    )
    const wrong = check_!.serial.slice(0, -1) + (check_!.serial.endsWith('0') ? '1' : '0')
    await workshop.asOwner(
      'update serial set human = $1, folded = $2 where id = $3',
      wrong,
      fold(wrong),
      check_!.id,
    )
    await workshop.asOwner(`update serial set day = '2025-11-08' where id = $1`, parts!.id)
    const dry = await check({ dryRun: true })
    expect(dry).toMatchObject({ checked: 4, quarantined: 3 })
    expect(await t.rows(`select id from serial where state = 'quarantined'`)).toEqual([])
    expect(await check()).toMatchObject({ checked: 4, quarantined: 3, errors: 0 })
    const rows = await t.rows<{ id: string; state: string; reason: string; actor_name: string }>(
      `select s.id, s.state, e.reason, e.actor_name from serial s join serial_event e on e.serial_id = s.id and e.version = s.version order by s.seq`,
    )
    expect(rows.map((row) => row.state)).toEqual(['quarantined', 'quarantined', 'quarantined', 'issued'])
    expect(rows[1]).toMatchObject({ reason: 'The serial is invalid (check)', actor_name: 'system' })
    expect(rows[2]!.reason).toBe('The serial is invalid (parts)')
    expect((await registered()).map((row) => row.status)).toEqual([
      'quarantined',
      'quarantined',
      'quarantined',
      'issued',
    ])
    const [audit] = await t.rows(`select operation, actor_kind from audit_record order by id desc limit 1`)
    expect(audit).toEqual({ operation: 'serials.check', actor_kind: 'system' })
    expect((await workshop.central.get(`/api/public/serial/verify/${wrong}`)).status).toBe(404)
    expect((await workshop.central.get(`/api/public/serial/verify/${good!.serial}`)).status).toBe(200)
    expect(await check()).toMatchObject({ checked: 4, quarantined: 0, repaired: 0 })
    // The counter and the days of the pieces no longer fit: this was the forger.
    await workshop.asOwner(`update serial set day = '2025-11-09' where id = $1`, parts!.id)
  })

  it('takes a key that left the ring for what it is, and touches nothing', async () => {
    await issueSome(t, tote, 30)
    await workshop.drain()
    const stranger = Object.create(workshop.kernel, {
      serialKeys: { value: ['11d90086c4e94cf0ba14a729741cc651c74b9770d99d5f4563a98042f42fcbd7'] },
    }) as typeof workshop.kernel
    const report = await checkStores(stranger, { tenant: t })
    expect(report).toMatchObject({ checked: 30, quarantined: 0, errors: 30, causes: { key_missing: 30 } })
    expect(report.messages[0]).toContain('SERIAL_MASTER_KEYS')
    expect(await t.rows(`select id from serial where state = 'quarantined'`)).toEqual([])
  })

  it('finds in the registry what nobody issued, what no workshop is, and what the tenant store lost', async () => {
    const [mine, lost] = await issueSome(t, tote, 2)
    await workshop.drain()
    const copy = async (changes: { id: string; maker: string; serial: string }) =>
      await workshop.asOwner(
        `insert into registry.piece select $1, $2, $2, $3, null, $4, kind, status, 99, line, line_index, made_on, product, updated_at, issued_on
         from registry.piece where id = $5`,
        changes.id,
        changes.maker,
        fold(changes.serial),
        changes.serial,
        mine!.id,
      )
    const forged = { id: newId(), maker: t.code, serial: mine!.serial.replace('00001', '00777') }
    const nobodys = { id: newId(), maker: 'ZZ99', serial: mine!.serial.replace(t.code, 'ZZ99') }
    await copy(forged)
    await copy(nobodys)
    await workshop.asOwner('delete from serial_event where serial_id = $1', lost!.id)
    await workshop.asOwner('delete from serial where id = $1', lost!.id)
    await workshop.asOwner('update serial_counter set last = 1 where tenant_id = $1', t.id)
    await workshop.asOwner('update registry.piece set version = 5 where id = $1', mine!.id)
    const report = await checkStores(workshop.kernel)
    expect(report.quarantined).toBe(2)
    expect(report.causes).toMatchObject({ unknown: 1, unknown_tenant: 1, lost: 1, ahead: 1 })
    expect(report.errors).toBe(2)
    expect(report.messages).toEqual([
      `${t.code}: the registry has ${mine!.serial} in version 5, the tenant store in 1`,
      `${t.code}: the tenant store does not have ${lost!.serial}, which is genuine`,
    ])
    const statuses = await workshop.asOwner<{ id: string; status: string }>(
      'select id::text, status from registry.piece where id = any($1::uuid[]) order by id',
      [forged.id, nobodys.id, lost!.id],
    )
    expect(new Map(statuses.map((row) => [row.id, row.status]))).toEqual(
      new Map([
        [forged.id, 'quarantined'],
        [nobodys.id, 'quarantined'],
        // Genuine, so it is still found.
        [lost!.id, 'issued'],
      ]),
    )
    await workshop.asOwner('delete from registry.piece where id = any($1::uuid[])', [
      forged.id,
      nobodys.id,
      lost!.id,
    ])
    await workshop.asOwner('update registry.piece set version = 1 where id = $1', mine!.id)
  })

  it('knows duplicates, though the index makes them impossible', async () => {
    const [one, two] = await issueSome(t, tote, 2)
    await workshop.drain()
    await workshop.asOwner('drop index serial_folded_key')
    await workshop.asOwner(
      `update serial s set folded = o.folded, human = o.human, kind = 'legacy', compact = o.folded from serial o where s.id = $1 and o.id = $2`,
      two!.id,
      one!.id,
    )
    const report = await check({ dryRun: true })
    expect(report.quarantined).toBe(1)
    await workshop.asOwner(
      `update serial set folded = $1, human = $2, kind = 'standard', compact = $3 where id = $4`,
      fold(two!.serial),
      two!.serial,
      two!.compact,
      two!.id,
    )
    await workshop.asOwner('create unique index serial_folded_key on serial (tenant_id, folded)')
    expect(await check()).toMatchObject({ quarantined: 0, repaired: 0 })
  })

  it('goes on with the other workshops when one fails, and runs by schedule', async () => {
    await issueSome(t, tote)
    await dropJobs()
    await runSchedule(workshop.kernel, 'serials.check')
    expect(await registered()).toEqual(await expected())
    await registryIs(workshop, 'away')
    await expect(checkStores(workshop.kernel)).rejects.toThrow(/permission denied/)
    const dry = await checkStores(workshop.kernel, { tenant: t, dryRun: true })
    expect(dry).toMatchObject({ errors: 1, causes: { failed: 1 } })
    await registryIs(workshop, 'there')
  })
})

describe('a check that is ended before it is through', () => {
  it('is gone on with where it was, and the figures are those of both', async () => {
    await issueSome(t, tote, 2_500)
    await dropJobs()
    const [{ id: thousandth }] = (await t.rows<{ id: string }>(
      'select id from serial order by id offset 999 limit 1',
    )) as [{ id: string }]
    // As the first left it when it was killed a minute ago: a thousand pieces further, seven of them repaired.
    const startedAt = workshop.clock.now()
    const report = {
      dryRun: false,
      resumed: false,
      tenants: 1,
      checked: 1_000,
      repaired: 7,
      quarantined: 0,
      errors: 0,
      causes: { missing: 7 },
      messages: [],
    }
    await workshop.asOwner(
      `insert into registry.check_position (scope, run, started_at, tenant_id, part, after, report, updated_at)
       values ($1::uuid::text, gen_random_uuid(), $2, $1::uuid, 'pieces', $3, $4, $2)`,
      t.id,
      startedAt,
      thousandth,
      JSON.stringify(report),
    )
    // Somebody may still be at it: this one begins at the beginning, dry, and leaves the position alone.
    expect(await checkStores(workshop.kernel, { tenant: t, dryRun: true })).toMatchObject({
      resumed: false,
      checked: 2_500,
    })
    workshop.clock.advance({ seconds: 60 })
    const seen: number[] = []
    const done = await checkStores(workshop.kernel, {
      tenant: t,
      onProgress: ({ checked }) => seen.push(checked),
    })
    expect(done).toEqual({
      ...report,
      resumed: true,
      checked: 2_500,
      repaired: 1_507,
      causes: { missing: 1_507 },
    })
    expect(seen).toEqual([2_000, 2_500])
    expect(await registered()).toEqual((await expected()).slice(1_000))
    expect(await workshop.asOwner('select * from registry.check_position')).toEqual([])
    expect(await checkStores(workshop.kernel, { tenant: t })).toMatchObject({
      resumed: false,
      checked: 2_500,
      repaired: 1_000,
    })
    expect(await registered()).toEqual(await expected())
  })

  it('is begun anew when that is wanted, or when it was long ago', async () => {
    await issueSome(t, tote, 3)
    await workshop.drain()
    const leave = (ago: string) =>
      workshop.asOwner(
        `insert into registry.check_position (scope, run, started_at, tenant_id, part, after, report, updated_at)
         values ($1::uuid::text, gen_random_uuid(), $2::timestamptz - $3::interval, $1::uuid, 'pieces', 'ffffffff-ffff-ffff-ffff-ffffffffffff', '{}', $2::timestamptz - $3::interval)`,
        t.id,
        workshop.clock.now(),
        ago,
      )
    await leave('1 hour')
    expect(await checkStores(workshop.kernel, { tenant: t, fromStart: true })).toMatchObject({
      resumed: false,
      checked: 3,
    })
    await leave('25 hours')
    expect(await checkStores(workshop.kernel, { tenant: t })).toMatchObject({ resumed: false, checked: 3 })
    await leave('1 hour')
    expect(await checkStores(workshop.kernel, { tenant: t })).toMatchObject({ resumed: true, checked: 0 })
  })
})

describe('old numbers', () => {
  it('are quarantined when they are not of their pattern; typed ones have none', async () => {
    await t.as('owner').post('flags/FF_SERIAL_STD_HAT', { enabled: false, why: 'Our own' })
    const [good, wrong, otherDay] = await issueSome(t, tote, 3)
    const [typed] = await issueSome(t, tote, 1, { numbers: ['whatever 1'] })
    await workshop.drain()
    const rename = (id: string, human: string) =>
      workshop.asOwner(
        'update serial set human = $1, folded = $2, compact = $2 where id = $3',
        human,
        fold(human),
        id,
      )
    await rename(wrong!.id, 'HAT.TOTE.20251109.2')
    await rename(otherDay!.id, 'HAT.TOTE.20251108.00003')
    expect(await checkStores(workshop.kernel, { tenant: t })).toMatchObject({
      checked: 4,
      quarantined: 2,
      causes: { pattern: 2 },
    })
    const states = await t.rows<{ id: string; state: string }>('select id, state from serial')
    expect(new Map(states.map((row) => [row.id, row.state]))).toEqual(
      new Map([
        [good!.id, 'issued'],
        [wrong!.id, 'quarantined'],
        [otherDay!.id, 'quarantined'],
        [typed!.id, 'issued'],
      ]),
    )
    expect(await checkStores(workshop.kernel, { tenant: t })).toMatchObject({
      quarantined: 0,
      repaired: 0,
      errors: 0,
    })
  })
})
