import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openWorkshop, type TestTenant, type Workshop } from '../../../kernel/testing/workshop.ts'
import { expectStatus } from '../../checkout/shop.build.ts'
import { Atelier } from '../atelier.build.ts'

let workshop: Workshop
let t: TestTenant
let a: Atelier
const ids: Record<string, string> = {}
beforeAll(async () => {
  workshop = await openWorkshop()
  t = await workshop.tenant('MA01')
  a = new Atelier(workshop, t)
  for (const [sku, line] of [
    ['TOTE', 'HAT'],
    ['NOTE', 'OEM'],
  ] as const)
    await a.product({ sku, line, serialised: line === 'HAT', operations: [{ code: 'cut', minutes: '10' }] })
  const open = async (name: string, extra: object) => {
    ids[name] = (await a.ticket('TOTE', '2', extra as Record<string, unknown>)).id
  }
  await open('draft', { release: false })
  await open('late', { dueOn: '2026-02-20' })
  await open('urgent', { priority: 5, dueOn: '2026-06-01' })
  await open('held', {})
  expectStatus(await a.owner.post(`job-tickets/${ids.held}/hold`), 200)
  const running = await a.ticket('NOTE', '4')
  ids.running = running.id
  await a.log(running.tokens[0].code, 'cut', 'start')
  const done = await a.ticket('TOTE', '1')
  ids.done = done.id
  await a.work(done.tokens[0].code, 'cut', 10, { by: 'noi' })
  const closed = await a.ticket('TOTE', '1')
  ids.closed = closed.id
  await a.work(closed.tokens[0].code, 'cut', 10, { by: 'noi' })
  expectStatus(await a.owner.post(`job-tickets/${closed.id}/close`), 200)
})
afterAll(() => workshop.close())

interface Card {
  id: string
  moves: { to: string; step: string | null; allowed: boolean; reason?: string }[]
}
type Board = { state: string; count: number; tickets: Card[] }[]
const board = async (query = '', role: Parameters<TestTenant['as']>[0] = 'planner'): Promise<Board> =>
  expectStatus(await t.as(role).get(`ticket-board${query}`), 200).columns
const names = (columns: Board) =>
  Object.fromEntries(
    columns.map(({ state, tickets }) => [
      state,
      tickets.map(({ id }) => Object.keys(ids).find((name) => ids[name] === id)),
    ]),
  )
const nowhere = { draft: [], released: [], in_progress: [], on_hold: [], completed: [], closed: [] }

describe('the board of tickets', () => {
  it('has a column for each state, the most urgent first', async () => {
    expect(names(await board())).toEqual({
      draft: ['draft'],
      released: ['urgent', 'late'],
      in_progress: ['running'],
      on_hold: ['held'],
      completed: ['done'],
      closed: ['closed'],
    })
  })

  it('is filtered, counts what it does not show, and sees the product and the number', async () => {
    expect(names(await board('?line=OEM'))).toEqual({ ...nowhere, in_progress: ['running'] })
    expect(names(await board('?dueTo=2026-03-01'))).toEqual({ ...nowhere, released: ['late'] })
    expect(names(await board('?q=note'))).toEqual({ ...nowhere, in_progress: ['running'] })
    expect(names(await board('?q=JT2026-000002'))).toEqual({ ...nowhere, released: ['late'] })
    const [, released] = await board('?limit=1')
    expect([released!.count, released!.tickets.length]).toEqual([2, 1])
  })

  it('says where each ticket may go, by which command, and why it may not go elsewhere', async () => {
    const columns = await board()
    const moves = (name: string) =>
      Object.fromEntries(
        columns
          .flatMap(({ tickets }) => tickets)
          .find(({ id }) => id === ids[name])!
          .moves.map(({ to, step, allowed, reason }) => [to, allowed ? step : reason]),
      )
    const state = 'manufacturing.ticket_state'
    const itself = {
      begins: 'manufacturing.ticket_begins_by_itself',
      ends: 'manufacturing.ticket_completes_by_itself',
    }
    expect(moves('draft')).toEqual({
      released: 'release',
      in_progress: itself.begins,
      on_hold: state,
      completed: itself.ends,
      closed: state,
    })
    expect(moves('late')).toEqual({
      draft: 'manufacturing.ticket_never_draft_again',
      in_progress: itself.begins,
      on_hold: 'hold',
      completed: itself.ends,
      closed: state,
    })
    expect(moves('held')).toMatchObject({ released: 'resume', in_progress: itself.begins })
    expect(moves('running')).toMatchObject({ released: state, on_hold: 'hold', closed: 'close' })
    expect(moves('done')).toMatchObject({ released: state, on_hold: state, closed: 'close' })
    expect(Object.values(moves('closed')).every((one) => one!.startsWith('manufacturing.'))).toBe(true)
  })

  it('lets nobody move what their role may not', async () => {
    const columns = await board('', 'viewer')
    expect(
      columns
        .flatMap(({ tickets }) => tickets)
        .flatMap(({ moves }) => moves)
        .filter(({ allowed }) => allowed),
    ).toEqual([])
    const draft = columns[0]!.tickets[0]!.moves.find(({ to }) => to === 'released')
    expect(draft).toEqual({ to: 'released', step: 'release', allowed: false, reason: 'auth.forbidden' })
  })
})
