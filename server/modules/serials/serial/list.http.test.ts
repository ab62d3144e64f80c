import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../../../../shared/ids.ts'
import type { TestTenant, Workshop } from '../../../kernel/testing/workshop.ts'
import { type IssuedReply, inTenant, issueSome, makeProduct, openSerials } from '../serials.build.ts'
import { issue } from './issue.ts'

let workshop: Workshop
let t: TestTenant
let tote: string
let belt: string
let totes: IssuedReply[]
let belts: IssuedReply[]
const ticketId = newId()
beforeAll(async () => {
  workshop = await openSerials()
  t = await workshop.tenant('MA01')
  tote = await makeProduct(t, { sku: 'TOTE' })
  belt = await makeProduct(t, { sku: 'BELT' })
  totes = await issueSome(t, tote, 5)
  workshop.clock.advance({ days: 1 })
  belts = await issueSome(t, belt, 2, { line: 'OEM', state: 'in_production' })
  await inTenant(workshop, t, (ctx) =>
    issue(ctx, { line: 'HAT', productId: tote, quantity: 1, state: 'in_production', ticketId }),
  )
})
afterAll(() => workshop.close())

const found = async (query: string): Promise<string[]> =>
  (await t.as('viewer').get(`serials?${query}`)).body.items.map((item: { serial: string }) => item.serial)
const serials = (pieces: IssuedReply[]) => pieces.map(({ serial }) => serial)

describe('the list of pieces', () => {
  it('gives the newest first, page by page', async () => {
    const first = (await t.as('viewer').get('serials?limit=5')).body
    expect(first.items).toHaveLength(5)
    expect(first.items[1]).toMatchObject({
      serial: belts[1]!.serial,
      compact: belts[1]!.compact,
      kind: 'standard',
      line: 'OEM',
      day: '2025-11-10',
      seq: 2,
      sku: 'BELT',
      state: 'in_production',
      ticketId: null,
      madeOn: null,
    })
    const second = (await t.as('viewer').get(`serials?limit=5&after=${first.next}`)).body
    expect(second.items.map((item: { serial: string }) => item.serial)).toEqual(
      serials(totes).slice(0, 3).reverse(),
    )
    expect(second.next).toBeNull()
    expect((await t.as('viewer').get('serials?after=nonsense')).status).toBe(400)
  })

  it('filters by product, state, line, day of issue and ticket', async () => {
    expect(await found(`productId=${belt}`)).toEqual(serials(belts).reverse())
    expect(await found('state=issued')).toEqual(serials(totes).reverse())
    expect(await found('line=OEM')).toEqual(serials(belts).reverse())
    expect(await found('day=2025-11-09')).toEqual(serials(totes).reverse())
    expect(await found(`ticketId=${ticketId}`)).toHaveLength(1)
    expect(await found(`productId=${belt}&state=issued`)).toEqual([])
    expect((await t.as('viewer').get('serials?state=lost')).status).toBe(400)
  })

  it('searches what was typed or scanned, whole or its beginning', async () => {
    const { serial, compact } = totes[2]!
    for (const typed of [
      serial,
      compact,
      serial.toLowerCase(),
      serial.replaceAll('-', ' '),
      compact.replaceAll('0', 'o'),
    ])
      expect([typed, await found(`q=${encodeURIComponent(typed)}`)]).toEqual([typed, [serial]])
    expect(await found('q=ma01 hat tote 20251109')).toEqual(serials(totes).reverse())
    expect(await found('q=MA01-OEM')).toEqual(serials(belts).reverse())
    expect(await found('q=')).toHaveLength(8)
    expect(await found('q=%00')).toHaveLength(8)
    expect(await found('q=nobody')).toEqual([])
    expect(await found('q=%25')).toEqual([])
  })

  it('uses the index of the folded text, under row-level security', async () => {
    await issueSome(t, tote, 10_000)
    await workshop.asOwner('analyze serial')
    const plan = await t.rows<{ 'QUERY PLAN': string }>(
      `explain select id from serial s where s.tenant_id = '${t.id}' and ((s.folded >= 'MA01HATT0TE2025111000042' and s.folded < 'MA01HATT0TE2025111000043') or (s.compact >= 'MA01HATT0TE2025111000042' and s.compact < 'MA01HATT0TE2025111000043')) order by s.id desc limit 50`,
    )
    const text = plan.map((row) => row['QUERY PLAN']).join('\n')
    expect(text).toContain('serial_folded_key')
    expect(text).toContain('serial_compact_key')
  })

  it('shows each workshop its own', async () => {
    const other = await workshop.tenant('ELSE')
    expect((await other.as('owner').get('serials')).body.items).toEqual([])
    expect((await other.as('owner').get(`serials?q=${totes[0]!.serial}`)).body.items).toEqual([])
    expect((await t.as('purchasing').get('serials')).status).toBe(403)
  })
})
