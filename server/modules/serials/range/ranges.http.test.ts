import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { newId } from '../../../../shared/ids.ts'
import type { TestTenant, Workshop } from '../../../kernel/testing/workshop.ts'
import { issueSome, makeProduct, openSerials } from '../serials.build.ts'
import { tailOf } from './range-numbers.ts'

let workshop: Workshop
let t: TestTenant
let belt: string
beforeAll(async () => {
  workshop = await openSerials()
})
afterAll(async () => {
  expect(await workshop.offences()).toEqual([])
  await workshop.close()
})
let n = 0
beforeEach(async () => {
  t = await workshop.tenant(`R${++n}`)
  belt = await makeProduct(t, { sku: 'BELT' })
  await t.as('owner').post('flags/FF_SERIAL_STD_HAT', { enabled: false, why: 'Labels are printed' })
})

const ROLL = { name: 'Roll 7', line: 'HAT', prefix: 'MA-', digits: 4, first: 1, last: 20 }
const register = (changes: Record<string, unknown> = {}) =>
  t.as('planner').post('serials/ranges', { ...ROLL, ...changes })
const account = async (id: string) => {
  const { total, used, void: voided, left } = (await t.as('viewer').get(`serials/ranges/${id}`)).body.account
  expect(used + voided + left).toBe(total)
  return [total, used, voided, left]
}
const tryIssue = (body: Record<string, unknown>) =>
  t
    .as('planner')
    .post(
      'serials/issue',
      { line: 'HAT', productId: belt, quantity: 1, ...body },
      { 'idempotency-key': newId() },
    )
const facts = () =>
  t.rows(
    'select (select count(*)::int from serial_range) r, (select count(*)::int from serial_range_number) n, (select count(*)::int from serial) s',
  )

describe('a range of pre-printed numbers', () => {
  it('accounts for every number: used, void, or left', async () => {
    const made = await register()
    expect([made.status, made.body]).toEqual([
      201,
      {
        id: made.body.id,
        ...ROLL,
        product: null,
        firstNumber: 'MA-0001',
        lastNumber: 'MA-0020',
        nextNumber: 'MA-0001',
        account: { total: 20, used: 0, void: 0, left: 20 },
        createdAt: made.body.createdAt,
      },
    ])
    const rangeId = made.body.id
    const next = await issueSome(t, belt, 3, { rangeId })
    expect(next.map((piece) => piece.serial)).toEqual(['MA-0001', 'MA-0002', 'MA-0003'])
    // Scanned from the label, in any form.
    await issueSome(t, belt, 2, { numbers: ['ma 0005', 'MA-0009'] })
    expect(await account(rangeId)).toEqual([20, 5, 0, 15])
    const torn = await t
      .as('planner')
      .post(`serials/ranges/${rangeId}/void`, { first: 6, last: 8, reason: 'Torn from the roll' })
    expect([torn.status, torn.body.account]).toEqual([200, { total: 20, used: 5, void: 3, left: 12 }])
    expect((await issueSome(t, belt, 3, { rangeId })).map((piece) => piece.serial)).toEqual([
      'MA-0004',
      'MA-0010',
      'MA-0011',
    ])
    // A piece that never was gives its number to the void ones.
    await t.as('planner').post(`serials/${next[0]!.id}/void`, { reason: 'The label fell off' })
    expect(await account(rangeId)).toEqual([20, 7, 4, 9])
    const closed = await t
      .as('planner')
      .post(`serials/ranges/${rangeId}/void`, { reason: 'The roll got wet' })
    expect(closed.body).toMatchObject({
      nextNumber: null,
      account: { total: 20, used: 7, void: 13, left: 0 },
    })
    const whole = (await t.as('viewer').get(`serials/ranges/${rangeId}`)).body
    expect(
      whole.voided.map((run: Record<string, unknown>) => [run.first, run.last, run.count, run.reason]),
    ).toEqual([
      ['MA-0006', 'MA-0008', 3, 'Torn from the roll'],
      ['MA-0012', 'MA-0020', 9, 'The roll got wet'],
    ])
    expect((await t.as('viewer').get('serials/ranges')).body.items).toHaveLength(1)
  })

  it('takes over what pieces have already, and no pattern gives its numbers', async () => {
    const [hat] = (await t.as('viewer').get('serials/lines')).body.items
    await t.as('planner').patch(`serials/lines/${hat.id}`, { legacyPattern: 'MA{SEQ:4}' })
    const [first, second] = await issueSome(t, belt, 2, { numbers: ['MA-0002', 'ma0004'] })
    await t.as('planner').post(`serials/${second!.id}/void`, { reason: 'Never made' })
    const made = await register({ first: 2, last: 5 })
    expect(made.body).toMatchObject({
      nextNumber: 'MA-0003',
      account: { total: 4, used: 1, void: 1, left: 2 },
    })
    expect(first!.serial).toBe('MA-0002')
    expect((await issueSome(t, belt, 2)).map((piece) => piece.serial)).toEqual(['MA0001', 'MA0006'])
  })

  it('never has a number that another one has, however it is written', async () => {
    await register()
    const before = await facts()
    const refused = async (changes: Record<string, unknown>) => {
      const reply = await register(changes)
      return [reply.status, reply.body.code]
    }
    // MA0 and three digits, ma00 and two: the same numbers.
    for (const changes of [
      {},
      { first: 20, last: 25 },
      { prefix: 'ma', first: 5, last: 6 },
      { prefix: 'MA-0', digits: 3 },
      { prefix: 'MAO0', digits: 2, first: 7, last: 7 },
    ])
      expect(await refused(changes)).toEqual([409, 'serials.range_overlaps'])
    expect(await facts()).toEqual(before)
    expect((await register({ first: 21, last: 25 })).status).toBe(201)
    expect((await register({ digits: 5 })).status).toBe(201)
    expect((await register({ prefix: 'MB-' })).status).toBe(201)
    const many = await Promise.all(Array.from({ length: 5 }, () => register({ prefix: 'X' })))
    expect(many.map((reply) => reply.status).sort()).toEqual([201, 409, 409, 409, 409])
  })

  it('refuses what is no range, and numbers that are not to be had', async () => {
    const made = await register({ productId: belt, last: 5 })
    const rangeId = made.body.id
    const bag = await makeProduct(t, { sku: 'BAG' })
    await issueSome(t, belt, 1, { rangeId })
    await t.as('planner').post(`serials/ranges/${rangeId}/void`, { first: 2, last: 2, reason: 'Spoilt' })
    const before = await facts()
    const answer = ({ status, body }: { status: number; body: { code: string } }) => [status, body.code]
    expect(answer(await register({ prefix: 'Y', digits: 2, last: 100 }))).toEqual([
      422,
      'serials.range_unusable',
    ])
    expect(answer(await register({ prefix: '123456789', digits: 15 }))).toEqual([
      422,
      'serials.range_unusable',
    ])
    expect(answer(await register({ prefix: 'Y', line: 'LUX' }))).toEqual([422, 'serials.line_unknown'])
    expect(answer(await register({ prefix: 'Y', productId: newId() }))).toEqual([422, 'reference.missing'])
    expect(answer(await register({ prefix: 'Y', last: 0 }))).toEqual([400, 'request.malformed'])
    expect(answer(await register({ prefix: 'Y', digits: 9, last: 100_001 }))).toEqual([
      400,
      'request.malformed',
    ])
    expect(answer(await tryIssue({ numbers: ['MA-0002'] }))).toEqual([409, 'serials.range_number_void'])
    expect(answer(await tryIssue({ numbers: ['MA-0001'] }))).toEqual([409, 'serials.number_taken'])
    expect(answer(await tryIssue({ numbers: ['MA-0003'], productId: bag }))).toEqual([
      422,
      'serials.range_not_for',
    ])
    expect(answer(await tryIssue({ rangeId, productId: bag }))).toEqual([422, 'serials.range_not_for'])
    expect(answer(await tryIssue({ rangeId, quantity: 4 }))).toEqual([422, 'serials.range_short'])
    expect(answer(await tryIssue({ rangeId: newId() }))).toEqual([404, 'not_found'])
    expect(answer(await tryIssue({ rangeId, numbers: ['Z'] }))).toEqual([400, 'request.malformed'])
    expect(answer(await tryIssue({ rangeId, line: 'OEM' }))).toEqual([422, 'serials.line_is_standard'])
    const voids = async (body: Record<string, unknown>) =>
      answer(await t.as('planner').post(`serials/ranges/${rangeId}/void`, { reason: 'x', ...body }))
    expect(await voids({ first: 1, last: 3 })).toEqual([409, 'serials.range_number_used'])
    expect(await voids({ first: 2, last: 3 })).toEqual([409, 'serials.range_number_void'])
    expect(await voids({ first: 5, last: 6 })).toEqual([400, 'request.malformed'])
    expect(await voids({ first: 5 })).toEqual([400, 'request.malformed'])
    expect((await t.as('operator').post(`serials/ranges/${rangeId}/void`, { reason: 'x' })).status).toBe(403)
    expect((await t.as('operator').post('serials/ranges', ROLL)).status).toBe(403)
    const other = await workshop.tenant(`S${n}`)
    expect((await other.as('owner').get(`serials/ranges/${rangeId}`)).status).toBe(404)
    expect((await other.as('owner').post(`serials/ranges/${rangeId}/void`, { reason: 'x' })).status).toBe(404)
    expect(await facts()).toEqual(before)
  })

  it('gives one number to one of many who want it, and the account still sums', async () => {
    const { id: rangeId } = (await register()).body
    const replies = await Promise.all([
      ...Array.from({ length: 4 }, () => tryIssue({ rangeId, quantity: 3 })),
      ...Array.from({ length: 4 }, () => tryIssue({ numbers: ['MA-0020'] })),
      t.as('planner').post(`serials/ranges/${rangeId}/void`, { first: 19, last: 19, reason: 'x' }),
    ])
    const pieces = replies.flatMap((reply) => reply.body.serials ?? [])
    expect(pieces).toHaveLength(13)
    expect(new Set(pieces.map((piece: { serial: string }) => piece.serial)).size).toBe(13)
    expect(await account(rangeId)).toEqual([20, 13, 1, 6])
  })

  it('waits for numbers that are being given, so that none is outside the account', async () => {
    for (let i = 0; i < 5; i++) {
      const prefix = `P${i}-`
      const [typed, made] = await Promise.all([
        issueSome(t, belt, 3, { numbers: [`${prefix}0001`, `${prefix}0002`, `${prefix}0003`] }),
        register({ prefix }),
      ])
      expect(typed).toHaveLength(3)
      expect((await account(made.body.id)).slice(1, 2)).toEqual([3])
    }
  })
})

it('reads a number in one way only', () => {
  expect(tailOf('MA0007')).toEqual({ head: 'MA', width: 4, value: 7n })
  expect(tailOf('0017')).toEqual({ head: '', width: 4, value: 17n })
  expect(tailOf('A1B')).toBeUndefined()
  expect(tailOf('9'.repeat(19))).toBeUndefined()
})
