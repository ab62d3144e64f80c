import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../../../../shared/ids.ts'
import { openWorkshop, type TestTenant, type Workshop } from '../../../kernel/testing/workshop.ts'
import { checkStores } from '../../serials/index.ts'
import { Atelier } from '../atelier.build.ts'

// A workshop goes from its own numbers to standard serials and back while tickets are open: what has a number keeps it,
// what gets one gets what the flag says in that moment, and nothing is lost.

let workshop: Workshop
let t: TestTenant
let a: Atelier
beforeAll(async () => {
  workshop = await openWorkshop({ at: '2025-11-10T02:00:00Z' })
  t = await workshop.tenant('MA01')
  a = new Atelier(workshop, t)
  await a.product({ sku: 'TOTE', operations: [{ code: 'sewing', minutes: '60' }] })
  const [hat] = (await a.owner.get('serials/lines')).body.items
  await a.owner.patch(`serials/lines/${hat.id}`, { legacyPattern: '{YY}{WW}-{SEQ:4}' })
})
afterAll(() => workshop.close())

const standard = (enabled: boolean) =>
  a.owner.post('flags/FF_SERIAL_STD_HAT', { enabled, why: enabled ? 'The new way' : 'Not yet' })
const tokensOf = async (ticketId: string): Promise<{ code: string; serial: string | null }[]> =>
  t.rows(
    `select w.code, s.human as serial from work_token w left join serial s on s.tenant_id = w.tenant_id and s.id = w.serial_id
     where w.ticket_id = $1 order by w.number`,
    ticketId,
  )
const serials = (tokens: { serial: string | null }[]) => tokens.map((token) => token.serial)
const STANDARD = /^MA01-HAT-TOTE-20251110-\d{5}-[0-9A-Z]{4}-[0-9A-Z]$/

describe('from legacy to standard serials and back, in the middle of production', () => {
  it('gives each piece the number of its moment, and every piece keeps it to the end', async () => {
    await standard(false)
    const old = await a.ticket('TOTE', '3')
    const reserved = await a.owner.post(
      'serials/issue',
      { line: 'HAT', productId: a.productId('TOTE'), quantity: 2, state: 'reserved' },
      { 'idempotency-key': newId() },
    )
    const ofOld = await tokensOf(old.id)
    expect(serials(ofOld)).toEqual(['2546-0001', '2546-0002', '2546-0003'])
    expect(reserved.body.serials.map((piece: { serial: string }) => piece.serial)).toEqual([
      '2546-0004',
      '2546-0005',
    ])
    await a.work(ofOld[0]!.code, 'sewing', 60)
    await a.log(ofOld[1]!.code, 'sewing', 'start')

    // The switch, with a piece in hand, one not begun, and two numbers set aside.
    await standard(true)
    const now = await a.ticket('TOTE', '2')
    const ofNow = await tokensOf(now.id)
    for (const serial of serials(ofNow)) expect(serial).toMatch(STANDARD)
    expect(serials(await tokensOf(old.id))).toEqual(serials(ofOld))
    workshop.clock.advance({ minutes: 60 })
    await a.log(ofOld[1]!.code, 'sewing', 'complete')
    // The third spoils: its replacement on the old ticket gets what the line issues now.
    await a.log(ofOld[2]!.code, 'sewing', 'start')
    await a.log(ofOld[2]!.code, 'sewing', 'scrap')
    const replaced = await tokensOf(old.id)
    expect(replaced).toHaveLength(4)
    expect(replaced[3]!.serial).toMatch(STANDARD)
    await a.work(replaced[3]!.code, 'sewing', 60)
    const issued = await a.owner.post('serials/issue-reserved', {
      ids: [reserved.body.serials[0].id],
    })
    expect(issued.body).toEqual({ issued: 1 })

    // And back again: the standard ticket is finished as it began, the pattern goes on where it was.
    await standard(false)
    for (const { code } of ofNow) await a.work(code, 'sewing', 60)
    expect(serials(await tokensOf(now.id))).toEqual(serials(ofNow))
    const last = await a.ticket('TOTE', '1')
    expect(serials(await tokensOf(last.id))).toEqual(['2546-0006'])
    const cancelled = await a.owner.post(`job-tickets/${last.id}/cancel`, { reason: 'Too many' })
    expect(cancelled.body.state).toBe('cancelled')

    const states = await t.rows<{ human: string; state: string }>(
      "select human, state from serial where kind = 'legacy' order by human",
    )
    expect(states.map(({ human, state }) => `${human} ${state}`)).toEqual([
      '2546-0001 in_stock',
      '2546-0002 in_stock',
      '2546-0003 scrapped',
      '2546-0004 issued',
      '2546-0005 reserved',
      '2546-0006 void',
    ])
    expect(
      await t.rows("select state, count(*)::int as n from serial where kind = 'standard' group by state"),
    ).toEqual([{ state: 'in_stock', n: 3 }])
    expect(await workshop.offences()).toEqual([])
  })

  it('leaves both stores equal, and the public can ask for every piece', async () => {
    await workshop.drain()
    expect(await checkStores(workshop.kernel, { tenant: t })).toMatchObject({
      checked: 9,
      repaired: 0,
      quarantined: 0,
      errors: 0,
    })
    for (const { human } of await t.rows<{ human: string }>('select human from serial')) {
      const reply = await workshop.central.get(
        `/api/public/serial/verify/${encodeURIComponent(human)}?maker=MA01`,
      )
      expect([human, reply.status, reply.body.serial]).toEqual([human, 200, human])
    }
  })
})
