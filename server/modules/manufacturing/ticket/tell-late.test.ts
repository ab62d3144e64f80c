import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openWorkshop, type TestTenant, type Workshop } from '../../../kernel/testing/workshop.ts'
import { buildMembers, look } from '../../notices/notices.build.ts'
import { Atelier } from '../atelier.build.ts'

let workshop: Workshop
let t: TestTenant
let atelier: Atelier
beforeAll(async () => {
  workshop = await openWorkshop({ at: '2026-03-02T03:00:00Z' })
  t = await workshop.tenant('MA01')
  atelier = new Atelier(workshop, t)
  await buildMembers(t, ['owner', 'planner', 'supervisor', 'operator', 'warehouse'])
  await atelier.product({ sku: 'BELT', operations: [{ code: 'cut', minutes: '5' }] })
})
afterAll(async () => {
  expect(await workshop.offences()).toEqual([])
  await workshop.close()
})

const late = () => look(workshop, t, 'manufacturing.look-for-late')
const due = async (dueOn: string): Promise<{ id: string; number: string; version: number }> =>
  await atelier.ticket('BELT', '2', { dueOn })
const PLANNERS = 'owner, planner, supervisor'

describe('a late ticket', () => {
  let ticket: Awaited<ReturnType<typeof due>>
  it('is not late on the day it is due, which ends where the workshop is', async () => {
    ticket = await due('2026-03-03')
    workshop.clock.set('2026-03-03T16:59:00Z')
    expect(await late()).toEqual([])
  })

  it('is told to those who plan, once', async () => {
    workshop.clock.set('2026-03-03T17:06:00Z')
    expect(await late()).toEqual([`${PLANNERS}: ticket_late ${ticket.number} (BELT × 2)`])
    workshop.clock.advance({ hours: 1 })
    expect(await late()).toEqual([])
    workshop.clock.advance({ hours: 48 })
    expect(await late()).toEqual([])
  })

  it('is told again when its new date has passed too', async () => {
    const { version } = (await t.as('planner').get(`job-tickets/${ticket.id}`)).body
    const changed = await t.as('planner').patch(`job-tickets/${ticket.id}`, { dueOn: '2026-03-08', version })
    expect(changed.status).toBe(200)
    expect(await late()).toEqual([])
    workshop.clock.set('2026-03-08T17:06:00Z')
    expect(await late()).toEqual([`${PLANNERS}: ticket_late ${ticket.number} (BELT × 2)`])
  })

  it('is no news once it was cancelled', async () => {
    const other = await due('2026-03-09')
    expect(
      (await t.as('planner').post(`job-tickets/${other.id}/cancel`, { reason: 'no order' })).status,
    ).toBe(200)
    workshop.clock.set('2026-03-10T17:06:00Z')
    expect(await late()).toEqual([])
  })

  it('is told to nobody of another workshop', async () => {
    const other = await workshop.tenant('BB02')
    await buildMembers(other, ['owner'])
    expect(await look(workshop, other, 'manufacturing.look-for-late')).toEqual([])
  })
})

describe('many tickets that are late at once', () => {
  it('are one notice with their number, however many look', async () => {
    for (let i = 0; i < 6; i++) await due('2026-03-12')
    workshop.clock.set('2026-03-12T17:06:00Z')
    expect(await late()).toEqual([`${PLANNERS}: ticket_late 6 of them`])
    expect(await late()).toEqual([])
  })
})
