import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TestTenant, Workshop } from '../../../kernel/testing/workshop.ts'
import { issueSome, makeProduct, openSerials } from '../serials.build.ts'
import { legacyNumber, patternRefusal } from './legacy-pattern.ts'

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
    const other = await workshop.tenant('SIAM')
    expect((await other.as('owner').patch(`serials/lines/${hat.id}`, { name: 'x' })).status).toBe(404)
    const wrong = await t.as('owner').patch(`serials/lines/${hat.id}`, { legacyPattern: 'A{SEQ}' })
    expect([wrong.status, wrong.body.errors[0].field]).toEqual([400, 'legacyPattern'])
  })
})

describe('a legacy pattern', () => {
  it.each([
    ['{LINE}.{SKU}.{YYYY}{MM}{DD}.{SEQ}', 'HAT.BELT.20260302.00007'],
    ['B{YY}-{MM}-{DD}/{SEQ}', 'B26-03-02/00007'],
  ])('%s gives %s', (pattern, number) => {
    expect(patternRefusal(pattern)).toBeUndefined()
    expect(legacyNumber(pattern, { line: 'HAT', sku: 'BELT', day: '2026-03-02', seq: 7 })).toBe(number)
  })

  it.each([
    ['', 'it needs'],
    ['{SEQ}', 'it needs'],
    ['{YYYY}{MM}{SEQ}', 'it needs'],
    ['{YYYY}{MM}{DD}', 'it needs'],
    ['{YYYY}{MM}{DD}{SEQ}{WHO}', '{WHO} is none of'],
    ['{YYYY}{MM}{DD}{SEQ}{', 'printed ASCII'],
    ['no {YYYY}{MM}{DD}{SEQ}', 'printed ASCII'],
    ['ก{YYYY}{MM}{DD}{SEQ}', 'printed ASCII'],
    [`${'x'.repeat(50)}{YYYY}{MM}{DD}{SEQ}`, 'at most 60'],
  ])('%j is refused', (pattern, why) => {
    expect(patternRefusal(pattern)).toContain(why)
  })
})
