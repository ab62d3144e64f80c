import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { TestTenant, Workshop } from '../../../kernel/testing/workshop.ts'
import { checkStores } from '../../serials/index.ts'
import { claim, MALI, openAtelier, openOwnership, type SoldPiece, sell } from '../ownership.build.ts'

let workshop: Workshop
let t: TestTenant
let sold: SoldPiece[]
beforeAll(async () => {
  workshop = await openOwnership()
  const atelier = await openAtelier(workshop)
  t = atelier.t
  sold = await sell(t, atelier.tote, 4)
  for (const { id } of sold.slice(0, 3)) await claim(workshop, t, id, MALI)
  const recall = await t.as('owner').post(
    'recalls',
    {
      criteria: { by: 'serials', serials: [sold[2]!.serial] },
      ...{ reason: 'The dye', text: 'Please bring it back', textTh: 'โปรดนำมาคืน' },
    },
    { 'idempotency-key': 'recall' },
  )
  expect(recall.status).toBe(201)
  await workshop.drain()
  await checkStores(workshop.kernel)
})
afterAll(() => workshop.close())

const registered = (): Promise<object[]> =>
  workshop.asOwner(`select p.piece_id::text, p.version, p.claimed_on::text, p.notice_id::text, n.text, n.text_th, n.since::text
    from registry.piece_note p left join registry.notice n on n.id = p.notice_id order by 1`)
const check = (options: object = {}): ReturnType<typeof checkStores> => checkStores(workshop.kernel, options)
const of = (n: number): string => `piece_id = '${sold[n]!.id}'`

describe('the check of notes in the registry', () => {
  let right: unknown[]
  beforeEach(async () => {
    right = await registered()
  })

  it('finds nothing where nothing is wrong', async () => {
    expect(right).toMatchObject([
      { claimed_on: '2026-03-02', text: null },
      { claimed_on: '2026-03-02', text: null },
      { claimed_on: '2026-03-02', text: 'Please bring it back', text_th: 'โปรดนำมาคืน' },
    ])
    const report = await check()
    expect([report.repaired, report.errors, report.causes]).toEqual([0, 0, {}])
  })

  it.each([
    ['one is gone', (): string => `delete from registry.piece_note where ${of(0)}`, { note_missing: 1 }],
    [
      'one says another day',
      (): string => `update registry.piece_note set claimed_on = '2020-01-01' where ${of(1)}`,
      { note_stale: 1 },
    ],
    [
      'one says that nobody has claimed',
      (): string => `update registry.piece_note set claimed_on = null where ${of(1)}`,
      { note_stale: 1 },
    ],
    [
      'the recall is gone from one',
      (): string => `update registry.piece_note set notice_id = null where ${of(2)}`,
      { note_stale: 1 },
    ],
    [
      'the words of the recall are others',
      (): string => `update registry.notice set text = 'All is well'`,
      { note_stale: 1 },
    ],
    ['the words are gone', (): string => `delete from registry.notice`, { note_stale: 1 }],
    [
      'one is old',
      (): string => `update registry.piece_note set version = 0, claimed_on = null where ${of(0)}`,
      { note_stale: 1 },
    ],
  ] as const)('repairs what was damaged: %s; a dry run only tells', async (_what, statement, causes) => {
    await workshop.asOwner(statement())
    const damaged = await registered()
    const dry = await check({ dryRun: true })
    expect([dry.repaired, dry.causes, await registered()]).toEqual([1, causes, damaged])
    const report = await check()
    expect([report.repaired, report.errors, report.causes]).toEqual([1, 0, causes])
    expect(await registered()).toEqual(right)
    expect((await check()).repaired).toBe(0)
  })

  it('tells a person of one that is ahead of its piece, and repairs it when the tenant store is to be trusted', async () => {
    await workshop.asOwner(`update registry.piece_note set version = 999, claimed_on = null where ${of(0)}`)
    const damaged = await registered()
    const told = await check()
    expect([told.repaired, told.errors, told.causes, await registered()]).toEqual([
      0,
      1,
      { ahead: 1 },
      damaged,
    ])
    expect((await check({ trustTenant: true })).causes).toEqual({ note_stale: 1 })
    expect(await registered()).toEqual(right)
  })
})
