import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TestTenant, Workshop } from '../../../kernel/testing/workshop.ts'
import { issueSome, makeProduct, openSerials } from '../serials.build.ts'
import { isOfPattern, legacyForm, legacyNumber, patternRefusal } from './legacy-pattern.ts'

let workshop: Workshop
let t: TestTenant
beforeAll(async () => {
  workshop = await openSerials()
  t = await workshop.tenant('MA01')
})
afterAll(() => workshop.close())

const lines = async () =>
  (await t.as('viewer').get('serials/lines')).body.items.map((line: { code: string; index: number }) => [
    line.code,
    line.index,
  ])

describe('lines', () => {
  it('are HAT and OEM from the beginning, and the workshop’s own beside them', async () => {
    expect(await lines()).toEqual([
      ['HAT', 0],
      ['OEM', 1],
    ])
    const made = await t.as('planner').post('serials/lines', { code: 'LUX', name: 'Limited editions' })
    expect([made.status, made.body]).toEqual([
      201,
      {
        id: made.body.id,
        code: 'LUX',
        index: 2,
        name: 'Limited editions',
        legacyPattern: '{LINE}.{SKU}.{YYYY}{MM}{DD}.{SEQ}',
        standard: true,
      },
    ])
    await t.as('planner').post('serials/lines', { code: 'ART', name: 'Art', index: 31 })
    await t.as('planner').post('serials/lines', { code: 'KIDS', name: 'For children' })
    expect(await lines()).toEqual([
      ['HAT', 0],
      ['OEM', 1],
      ['LUX', 2],
      ['KIDS', 3],
      ['ART', 31],
    ])
    const product = await makeProduct(t, { sku: 'TOTE' })
    const [piece] = await issueSome(t, product, 1, { line: 'ART' })
    expect(piece).toMatchObject({
      serial: expect.stringMatching(/^MA01-ART-TOTE-20251109-00001-/),
      compact: expect.stringMatching(/^Z22V00001/),
    })
  })

  it('refuse a code or an index twice, also after folding, and what is no code', async () => {
    const before = await lines()
    const refused = async (body: Record<string, unknown>) => {
      const reply = await t.as('planner').post('serials/lines', { name: 'x', ...body })
      return [reply.status, reply.body.code]
    }
    expect(await refused({ code: 'HAT' })).toEqual([409, 'serials.line_code_taken'])
    // Folded, an I and an L are the same.
    await t.as('planner').post('serials/lines', { code: 'LI', name: 'x', index: 30 })
    expect(await refused({ code: 'IL' })).toEqual([409, 'serials.line_code_taken'])
    expect(await refused({ code: 'NEW', index: 31 })).toEqual([409, 'serials.line_index_taken'])
    for (const body of [
      { code: 'A' },
      { code: 'ABCDE' },
      { code: 'A1' },
      { code: 'ab' },
      { code: 'NEW', index: 1 },
      { code: 'NEW', index: 32 },
    ])
      expect(await refused(body)).toEqual([400, 'request.malformed'])
    expect((await t.as('supervisor').post('serials/lines', { code: 'NEW', name: 'x' })).status).toBe(403)
    expect(await lines()).toEqual([...before.slice(0, -1), ['LI', 30], before.at(-1)])
  })

  it('are thirty of one’s own at the most', async () => {
    const full = await workshop.tenant('FULL')
    for (let i = 0; i < 30; i++) {
      const code = `B${String.fromCharCode(65 + (i % 8), 80 + Math.floor(i / 8))}`
      expect((await full.as('owner').post('serials/lines', { code, name: code })).status).toBe(201)
    }
    const refused = await full.as('owner').post('serials/lines', { code: 'ONE', name: 'One more' })
    expect([refused.status, refused.body.code]).toEqual([422, 'serials.lines_full'])
  })

  it('can be renamed, and keep their code and index', async () => {
    const [hat] = (await t.as('viewer').get('serials/lines')).body.items
    const renamed = await t
      .as('owner')
      .patch(`serials/lines/${hat.id}`, { name: 'By hand', code: 'XX', index: 9 })
    expect(renamed.body).toEqual({ ...hat, name: 'By hand' })
    expect(await t.rows(`select changes from audit_record where operation = 'serials.line.update'`)).toEqual([
      { changes: { name: { from: hat.name, to: 'By hand' } } },
    ])
    const other = await workshop.tenant('SIAM')
    expect((await other.as('owner').patch(`serials/lines/${hat.id}`, { name: 'x' })).status).toBe(404)
    const wrong = await t.as('owner').patch(`serials/lines/${hat.id}`, { legacyPattern: 'A{SEX}' })
    expect([wrong.status, wrong.body.errors[0].field]).toEqual([400, 'legacyPattern'])
  })
})

describe('a legacy pattern', () => {
  const form = (pattern: string, day = '2026-03-02') => legacyForm(pattern, { line: 'HAT', sku: 'BELT', day })

  it.each([
    ['{LINE}.{SKU}.{YYYY}{MM}{DD}.{SEQ}', 'HAT.BELT.20260302.00007', 'HAT.BE1T.20260302.{}'],
    ['B{YY}-{MM}-{DD}/{SEQ}', 'B26-03-02/00007', 'B260302/{}'],
    ['{YY}{WW}-{SEQ:4}', '2610-0007', '2610{}'],
    ['{SEQ:1}/{YYYY}', '7/2026', '{}/2026'],
    ['Oil{SEQ:6}', 'Oil000007', '011{}'],
  ])('%s gives %s', (pattern, number, scope) => {
    expect(patternRefusal(pattern)).toBeUndefined()
    expect(form(pattern).scope).toBe(scope)
    expect(legacyNumber(form(pattern), 7)).toBe(number)
    expect(isOfPattern(number, pattern, { line: 'HAT', day: '2026-03-02' })).toBe(true)
    expect(isOfPattern(`${number}x`, pattern, { line: 'HAT', day: '2026-03-02' })).toBe(false)
  })

  // From the ISO 8601 week calendar: a year that ends in week 53, and days that belong to the year beside theirs.
  it.each([
    ['2024-12-29', '2452'],
    ['2024-12-30', '2501'],
    ['2026-12-31', '2653'],
    ['2027-01-03', '2653'],
    ['2027-01-04', '2701'],
    ['2023-01-01', '2252'],
    ['2020-12-31', '2053'],
    ['2025-11-09', '2545'],
  ])('counts the weeks by ISO 8601: %s is %s', (day, week) => {
    expect(legacyNumber(form('{YY}{WW}-{SEQ:4}', day), 1)).toBe(`${week}-0001`)
  })

  it('goes on with more digits where they do not do', () => {
    expect(legacyNumber(form('{YY}{WW}-{SEQ:4}'), 12_345)).toBe('2610-12345')
    expect(isOfPattern('2610-12345', '{YY}{WW}-{SEQ:4}', { line: 'HAT', day: '2026-03-02' })).toBe(true)
    expect(isOfPattern('2610-345', '{YY}{WW}-{SEQ:4}', { line: 'HAT', day: '2026-03-02' })).toBe(false)
    expect(isOfPattern('2611-0001', '{YY}{WW}-{SEQ:4}', { line: 'HAT', day: '2026-03-02' })).toBe(false)
    expect(
      isOfPattern('HAT.X.20260302.00001', '{LINE}.{SKU}.{YYYY}{MM}{DD}.{SEQ}', {
        line: 'OEM',
        day: '2026-03-02',
      }),
    ).toBe(false)
  })

  it.each([
    ['', 'it needs {SEQ}'],
    ['{YYYY}{MM}{DD}', 'it needs {SEQ}'],
    ['{SEQ}{SEQ}', 'it needs {SEQ} once'],
    ['{YYYY}{MM}{DD}{SEQ}{WHO}', '{WHO} is none of'],
    ['{YY:2}{SEQ}', '{YY:2} is none of'],
    ['{SEQ:0}', '1 to 9 digits'],
    ['{SEQ:12}', '{SEQ:12} is none of'],
    ['{YY}{MM}{WW}{SEQ}', '{WW} is a week of a year'],
    ['{YY}{DD}{SEQ}', '{DD} needs {MM}'],
    ['{YYYY}{MM}{DD}{SEQ}{', 'printed ASCII'],
    ['no {YYYY}{MM}{DD}{SEQ}', 'printed ASCII'],
    ['ก{YYYY}{MM}{DD}{SEQ}', 'printed ASCII'],
    [`${'x'.repeat(50)}{YYYY}{MM}{DD}{SEQ}`, 'at most 60'],
  ])('%j is refused', (pattern, why) => {
    expect(patternRefusal(pattern)).toContain(why)
  })
})
