import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../../../../shared/ids.ts'
import { parseSerial } from '../../../../shared/serial/format.ts'
import type { TestTenant, Workshop } from '../../../kernel/testing/workshop.ts'
import { type IssuedReply, inTenant, issueSome, makeProduct, openSerials } from '../serials.build.ts'
import { issue } from './issue.ts'

let workshop: Workshop
let t: TestTenant
let tote: string
beforeAll(async () => {
  workshop = await openSerials()
  t = await workshop.tenant('MA01')
  tote = await makeProduct(t, { sku: 'TOTE' })
})
afterAll(() => workshop.close())

/** What each of eight issuers issues; `npm run test:long` makes it a million together. */
const EACH = Number(process.env.ISSUED_BY_EACH ?? 2_500)

const key = () => ({ 'idempotency-key': newId() })
const numbers = (serials: IssuedReply[]) => serials.map((serial) => serial.serial)
const counts = async (tenant: TestTenant) =>
  (
    await tenant.rows<{ serials: bigint; events: bigint; last: bigint | null }>(
      'select (select count(*) from serial) as serials, (select count(*) from serial_event) as events, (select sum(last)::bigint from serial_counter) as last',
    )
  )[0]!

describe('issuing serials', () => {
  it('numbers per line and day of the workshop, from 1, and writes each piece with its first event', async () => {
    const three = await issueSome(t, tote, 3)
    expect(numbers(three).map((serial) => serial.slice(0, -7))).toEqual([
      'MA01-HAT-TOTE-20251109-00001',
      'MA01-HAT-TOTE-20251109-00002',
      'MA01-HAT-TOTE-20251109-00003',
    ])
    for (const { serial, compact } of three) {
      expect(parseSerial(serial)).toMatchObject({ ok: true, serial: { form: 'human' } })
      expect(parseSerial(compact)).toMatchObject({ ok: true, serial: { form: 'compact', lineIndex: 0 } })
    }
    const [oem] = await issueSome(t, tote, 1, { line: 'OEM', state: 'in_production' })
    expect(oem!.serial).toMatch(/^MA01-OEM-TOTE-20251109-00001-/)
    // Bangkok is seven hours ahead of Greenwich: at 17:00 there the next day has begun.
    workshop.clock.set('2025-11-09T17:00:00Z')
    expect((await issueSome(t, tote))[0]!.serial).toMatch(/^MA01-HAT-TOTE-20251110-00001-/)
    expect(
      await t.rows(
        `select s.state, s.version, s.made_on, e.version as event, e.from_state, e.to_state, e.actor_name, l.code as place
         from serial s join serial_event e on e.serial_id = s.id left join location l on l.id = e.location_id
         where s.line = 'OEM' or s.seq = 3 order by s.line`,
      ),
    ).toEqual([
      {
        state: 'issued',
        version: 1,
        made_on: '2025-11-09',
        event: 1,
        from_state: null,
        to_state: 'issued',
        actor_name: 'planner',
        place: null,
      },
      {
        state: 'in_production',
        version: 1,
        made_on: null,
        event: 1,
        from_state: null,
        to_state: 'in_production',
        actor_name: 'planner',
        place: 'PRODUCTION',
      },
    ])
    const [audit] = await t.rows<{ label: string; changes: unknown }>(
      "select label, changes from audit_record where operation = 'serials.serial.issue' order by id limit 1",
    )
    expect(audit).toEqual({
      label: `${three[0]!.serial} … ${three[2]!.serial}`,
      changes: { quantity: 3, firstSeq: 1, lastSeq: 3 },
    })
  })

  it('writes ten thousand in two statements and queues one job, in about half a second', async () => {
    const maker = await workshop.tenant('BULK')
    const productId = await makeProduct(maker, { sku: 'MANY' })
    await issueSome(maker, productId)
    await workshop.drain()
    workshop.takeStatements()
    const startedMs = performance.now()
    const many = await issueSome(maker, productId, 10_000, { line: 'OEM' })
    const tookMs = performance.now() - startedMs
    const sent = workshop.takeStatements()
    expect(many).toHaveLength(10_000)
    expect(many.at(-1)!.serial).toMatch(/^BULK-OEM-MANY-20251110-10000-/)
    // BEGIN, the key, the range, the pieces, the audit record with the answer and the job, COMMIT.
    expect(sent).toHaveLength(6)
    expect(new Set(numbers(many)).size).toBe(10_000)
    expect(await workshop.drain()).toBe(1)
    // Wide enough for a machine that others work on too; what counts is the number of statements.
    expect(tookMs).toBeLessThan(3_000)
  })

  it('gives the same serials to the same key and none twice', async () => {
    const before = await counts(t)
    const same = key()
    const body = { line: 'HAT', productId: tote, quantity: 2 }
    const first = await t.as('planner').post('serials/issue', body, same)
    const again = await t.as('planner').post('serials/issue', body, same)
    expect(again.text).toBe(first.text)
    expect((await counts(t)).serials).toBe(before.serials + 2n)
    const keyless = await t.as('planner').post('serials/issue', body)
    expect([keyless.status, keyless.body.code]).toEqual([400, 'idempotency.key_required'])
    expect((await counts(t)).serials).toBe(before.serials + 2n)
  })

  it('leaves no gap and no number twice with eight issuers at once', async () => {
    const maker = await workshop.tenant('RACE')
    const products = await Promise.all(['AX', 'BX', 'CX', 'DX'].map((sku) => makeProduct(maker, { sku })))
    const batches = await Promise.all(
      Array.from({ length: 8 }, async (_, i) => {
        const mine: IssuedReply[] = []
        for (let left = EACH; left > 0; left -= 10_000)
          mine.push(...(await issueSome(maker, products[i % 4]!, Math.min(left, 10_000))))
        return mine
      }),
    )
    const all = batches.flat()
    expect(all.map(({ seq }) => seq).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 8 * EACH }, (_, i) => i + 1),
    )
    expect(new Set(numbers(all)).size).toBe(8 * EACH)
    expect(new Set(all.map(({ compact }) => compact)).size).toBe(8 * EACH)
    // Every request has one range of its own.
    for (const batch of batches)
      for (let i = 1; i < batch.length; i++)
        if (i % 10_000 !== 0) expect(batch[i]!.seq - batch[i - 1]!.seq).toBe(1)
    const whole = BigInt(8 * EACH)
    expect(await counts(maker)).toEqual({ serials: whole, events: whole, last: whole })
    // All of them are linked, in the time that this test has and not in that of the next one.
    await workshop.drain()
    expect(
      await workshop.asOwner(
        `select count(*) as n, count(distinct folded) as numbers from registry.piece where maker_code = 'RACE'`,
      ),
    ).toEqual([{ n: String(whole), numbers: String(whole) }])
  }, 900_000)

  it('gives a range back whose transaction fails', async () => {
    const before = await counts(t)
    await expect(
      inTenant(workshop, t, async (ctx) => {
        await issue(ctx, { line: 'HAT', productId: tote, quantity: 50, state: 'in_production' })
        throw new Error('the ticket is refused after all')
      }),
    ).rejects.toThrow('refused after all')
    expect(await counts(t)).toEqual(before)
    const [next] = await issueSome(t, tote)
    expect(next!.seq).toBe(4)
  })

  it('links what a command issued in several calls with one job', async () => {
    await workshop.drain()
    await inTenant(workshop, t, async (ctx) => {
      for (const line of ['HAT', 'OEM'])
        await issue(ctx, {
          line,
          productId: tote,
          quantity: 2,
          state: 'issued',
          ticketId: newId(),
          source: { entity: 'ticket', id: newId() },
        })
    })
    expect(await workshop.drain()).toBe(1)
    expect(
      await inTenant(workshop, t, (ctx) =>
        issue(ctx, { line: 'HAT', productId: tote, quantity: 0, state: 'issued' }),
      ),
    ).toEqual([])
    await expect(
      inTenant(workshop, t, (ctx) =>
        issue(ctx, { line: 'HAT', productId: tote, quantity: 1.5, state: 'issued' }),
      ),
    ).rejects.toThrow(RangeError)
  })

  it('refuses what cannot be issued and takes no number for it', async () => {
    const material = await t
      .as('owner')
      .post('products', { sku: 'LEATHER', name: 'Leather', kind: 'material', unit: 'sqft', currency: 'THB' })
    const before = await counts(t)
    const refused = async (body: Record<string, unknown>) => {
      const reply = await t
        .as('planner')
        .post('serials/issue', { line: 'HAT', productId: tote, quantity: 1, ...body }, key())
      return [reply.status, reply.body.code]
    }
    expect(await refused({ line: 'LUX' })).toEqual([422, 'serials.line_unknown'])
    expect(await refused({ productId: newId() })).toEqual([422, 'reference.missing'])
    expect(await refused({ productId: material.body.id })).toEqual([422, 'serials.not_serialised'])
    expect(await refused({ quantity: 10_001 })).toEqual([400, 'request.malformed'])
    expect(await refused({ quantity: 0 })).toEqual([400, 'request.malformed'])
    expect(await refused({ state: 'sold' })).toEqual([400, 'request.malformed'])
    expect(await refused({ numbers: ['A1'] })).toEqual([422, 'serials.line_is_standard'])
    expect(await refused({ numbers: ['A1', 'A2'] })).toEqual([422, 'serials.numbers_count'])
    const forbidden = await t
      .as('operator')
      .post('serials/issue', { line: 'HAT', productId: tote, quantity: 1 }, key())
    expect([forbidden.status, forbidden.body.params]).toEqual([403, { permission: 'serials.serial.issue' }])
    expect(await counts(t)).toEqual(before)
  })

  it('refuses the day’s last number plus one, whole', async () => {
    const maker = await workshop.tenant('FULL')
    const productId = await makeProduct(maker, { sku: 'LAST' })
    await maker.rows(
      `insert into serial_counter (tenant_id, id, line, day, last) values ('${maker.id}', '${newId()}', 'HAT', '2025-11-10', 33554430)`,
    )
    const full = await maker
      .as('planner')
      .post('serials/issue', { line: 'HAT', productId, quantity: 2 }, key())
    expect([full.status, full.body.code, full.body.params]).toEqual([
      422,
      'serials.day_full',
      { line: 'HAT', used: 33_554_430 },
    ])
    const [last] = await issueSome(maker, productId)
    expect(last!.serial).toMatch(/^FULL-HAT-LAST-20251110-33554431-/)
    await workshop.asOwner('delete from serial where tenant_id = $1', maker.id)
    await workshop.asOwner('delete from serial_event where tenant_id = $1', maker.id)
    await workshop.asOwner('delete from serial_counter where tenant_id = $1', maker.id)
  })
})

describe('a line whose flag is off', () => {
  let maker: TestTenant
  let productId: string
  beforeAll(async () => {
    maker = await workshop.tenant('OLD1')
    productId = await makeProduct(maker, { sku: 'BELT' })
    await issueSome(maker, productId)
    await maker.as('owner').post('flags/FF_SERIAL_STD_HAT', { enabled: false, why: 'Old stock first' })
  })

  it('gives numbers of its legacy pattern at once, counted by themselves; other lines go on', async () => {
    const [one, two] = await issueSome(maker, productId, 2)
    expect(one).toMatchObject({
      serial: 'HAT.BELT.20251110.00001',
      compact: 'HAT.BE1T.20251110.00001',
      seq: 2,
    })
    expect(two!.serial).toBe('HAT.BELT.20251110.00002')
    expect((await issueSome(maker, productId, 1, { line: 'OEM' }))[0]!.serial).toMatch(
      /^OLD1-OEM-BELT-20251110-00001-/,
    )
    const lines = (await maker.as('viewer').get('serials/lines')).body.items
    expect(lines.map((line: { code: string; standard: boolean }) => [line.code, line.standard])).toEqual([
      ['HAT', false],
      ['OEM', true],
    ])
    const hat = lines[0]
    const changed = await maker
      .as('planner')
      .patch(`serials/lines/${hat.id}`, { legacyPattern: 'B{YY}{MM}{DD}/{SEQ}' })
    expect(changed.body.legacyPattern).toBe('B{YY}{MM}{DD}/{SEQ}')
    expect((await issueSome(maker, productId))[0]!.serial).toBe('B251110/00001')
  })

  it('begins SEQ anew with each period of the pattern, in the zone of the workshop', async () => {
    const weekly = await workshop.tenant('WEEK')
    const belt = await makeProduct(weekly, { sku: 'BELT' })
    for (const line of ['HAT', 'OEM'])
      await weekly.as('owner').post(`flags/FF_SERIAL_STD_${line}`, { enabled: false, why: 'Our own numbers' })
    for (const line of (await weekly.as('viewer').get('serials/lines')).body.items)
      await weekly.as('planner').patch(`serials/lines/${line.id}`, { legacyPattern: '{YY}{WW}-{SEQ:4}' })
    const issued = async (line: string, quantity: number) =>
      numbers(await issueSome(weekly, belt, quantity, { line }))
    workshop.clock.set('2026-12-31T02:00:00Z')
    expect(await issued('HAT', 2)).toEqual(['2653-0001', '2653-0002'])
    // Lines with the same pattern count together: no number comes twice.
    expect(await issued('OEM', 1)).toEqual(['2653-0003'])
    // Sunday evening in London is Monday in Bangkok: week 1.
    workshop.clock.set('2027-01-03T16:59:59Z')
    expect(await issued('HAT', 1)).toEqual(['2653-0004'])
    workshop.clock.set('2027-01-03T17:00:00Z')
    expect(await issued('HAT', 1)).toEqual(['2701-0001'])
    workshop.clock.set('2025-11-10T02:00:00Z')
  })

  it('leaves out numbers that somebody typed ahead, and goes on behind them', async () => {
    const ahead = await workshop.tenant('AHED')
    const belt = await makeProduct(ahead, { sku: 'BELT' })
    await ahead.as('owner').post('flags/FF_SERIAL_STD_HAT', { enabled: false, why: 'Our own numbers' })
    const [hat] = (await ahead.as('viewer').get('serials/lines')).body.items
    await ahead.as('planner').patch(`serials/lines/${hat.id}`, { legacyPattern: 'A{SEQ:3}' })
    await issueSome(ahead, belt, 3, { numbers: ['a002', 'a-003', 'A00S'] })
    await issueSome(ahead, belt, 90, {
      numbers: Array.from({ length: 90 }, (_, i) => `A${String(i + 6).padStart(3, '0')}`),
    })
    expect(numbers(await issueSome(ahead, belt, 3))).toEqual(['A001', 'A004', 'A005'])
    expect(numbers(await issueSome(ahead, belt, 2))).toEqual(['A096', 'A097'])
    const many = await Promise.all(Array.from({ length: 6 }, () => issueSome(ahead, belt, 5)))
    expect(numbers(many.flat()).sort()).toEqual(
      Array.from({ length: 30 }, (_, i) => `A${String(i + 98).padStart(3, '0')}`).sort(),
    )
  })

  it('takes numbers as somebody typed them, unique after folding over both kinds', async () => {
    const typed = await issueSome(maker, productId, 2, { numbers: ['Belt no. 7', 'oil-1'] })
    expect(typed.map(({ serial, compact }) => [serial, compact])).toEqual([
      ['Belt no. 7', 'BE1TN0.7'],
      ['oil-1', '0111'],
    ])
    const standard = (await issueSome(maker, productId, 1, { line: 'OEM' }))[0]!
    const before = await counts(maker)
    const refused = async (numbers: string[]) => {
      const reply = await maker
        .as('planner')
        .post('serials/issue', { line: 'HAT', productId, quantity: numbers.length, numbers }, key())
      return [reply.status, reply.body.code, reply.body.params]
    }
    expect(await refused(['BELT NO. 7'])).toEqual([409, 'serials.number_taken', { number: 'Belt no. 7' }])
    expect(await refused(['new', '0ll1'])).toEqual([409, 'serials.number_taken', { number: 'oil-1' }])
    expect(await refused(['A-1', 'a1'])).toEqual([422, 'serials.number_twice', { number: 'a1' }])
    expect(await refused(['- -'])).toEqual([422, 'serials.number_unusable', { number: '- -' }])
    expect((await refused([standard.serial.toLowerCase()])).slice(0, 2)).toEqual([
      422,
      'serials.number_unusable',
    ])
    // No standard serial is an old number: neither one that exists, nor somebody else’s, nor tomorrow’s.
    expect((await refused(['MA01-OEM-TOTE-20251109-00001-MA05-B'])).slice(0, 2)).toEqual([
      422,
      'serials.number_unusable',
    ])
    // What a QR code carries means one piece only.
    expect((await refused([standard.compact])).slice(0, 2)).toEqual([409, 'serials.number_taken'])
    expect(await counts(maker)).toEqual(before)
  })

  it('lets one of two callers have a number that both want', async () => {
    const replies = await Promise.all(
      Array.from({ length: 6 }, () =>
        maker
          .as('planner')
          .post('serials/issue', { line: 'HAT', productId, quantity: 1, numbers: ['Wanted 1'] }, key()),
      ),
    )
    expect(replies.filter((reply) => reply.status === 201)).toHaveLength(1)
    for (const reply of replies.filter((r) => r.status !== 201))
      expect([reply.status, reply.body.code]).toEqual([409, 'serials.number_taken'])
  })

  it('gives standard serials again as soon as the flag is on', async () => {
    await maker.as('owner').post('flags/FF_SERIAL_STD_HAT', { enabled: true, why: 'Old stock is gone' })
    expect((await issueSome(maker, productId))[0]!.serial).toMatch(/^OLD1-HAT-BELT-20251110-0000\d-/)
  })
})

describe('numbers that are reserved', () => {
  it('are taken at once, and issued later as they are, whatever the line issues then', async () => {
    const maker = await workshop.tenant('RSV1')
    const productId = await makeProduct(maker, { sku: 'CASE' })
    const reserved = await issueSome(maker, productId, 3, { state: 'reserved' })
    const ids = reserved.map((piece) => piece.id)
    const read = async (id: string) => (await maker.as('viewer').get(`serials/${id}`)).body
    expect(await read(ids[0]!)).toMatchObject({ state: 'reserved', madeOn: null, version: 1 })
    await maker.as('owner').post('flags/FF_SERIAL_STD_HAT', { enabled: false, why: 'Old stock first' })
    const issued = await maker.as('planner').post('serials/issue-reserved', { ids: ids.slice(0, 2) })
    expect([issued.status, issued.body]).toEqual([200, { issued: 2 }])
    expect(await read(ids[0]!)).toMatchObject({
      serial: reserved[0]!.serial,
      state: 'issued',
      madeOn: '2025-11-10',
      version: 2,
    })
    const before = await counts(maker)
    const again = await maker.as('planner').post('serials/issue-reserved', { ids })
    expect([again.status, again.body.code, again.body.params]).toEqual([
      409,
      'serials.wrong_state',
      { serial: reserved[0]!.serial, state: 'issued' },
    ])
    expect((await maker.as('operator').post('serials/issue-reserved', { ids })).status).toBe(403)
    const other = await workshop.tenant('RSV2')
    expect((await other.as('planner').post('serials/issue-reserved', { ids: ids.slice(2) })).status).toBe(404)
    expect(await counts(maker)).toEqual(before)
    expect((await read(ids[2]!)).state).toBe('reserved')
    // A number that was set aside and is not needed is void, and never given again.
    await maker.as('planner').post(`serials/${ids[2]}/void`, { reason: 'Not needed' })
    expect((await read(ids[2]!)).state).toBe('void')
  })
})

it('leaves every invariant holding', async () => {
  expect(await workshop.offences()).toEqual([])
})
