import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TestTenant, Workshop } from '../../../kernel/testing/workshop.ts'
import { issueSome, makeProduct, openSerials } from '../serials.build.ts'

let workshop: Workshop
let t: TestTenant
beforeAll(async () => {
  workshop = await openSerials()
  t = await workshop.tenant('MA01')
  await makeProduct(t, { sku: 'TOTE' })
  await makeProduct(t, { sku: 'BELT', line: 'OEM' })
  await t
    .as('owner')
    .post('products', { sku: 'OIL', name: 'Oil', kind: 'material', unit: 'pc', currency: 'THB' })
})
afterAll(async () => {
  expect(await workshop.offences()).toEqual([])
  await workshop.close()
})

const send = (csv: string, extra: Record<string, unknown> = {}) =>
  t.as('planner').post('serials/import', { csv, ...extra })
const pieces = () =>
  t.rows('select human, kind, line, state, made_on, seq::int from serial order by line, seq')
const jobs = () =>
  workshop.asOwner(
    `select count(*)::int as n from jobs.job where data->>'name' = 'serials.link' and state = 'created'`,
  )

describe('importing a list of old numbers', () => {
  it('takes pieces with the numbers they have, whatever the line issues now, and again without doubling', async () => {
    const csv =
      'number,sku,state,made_on\nNo. 217,TOTE,sold,2019-05-31\nNo. 218,TOTE,,\nB/1,BELT,claimed,2020-01-01\n'
    const dry = await send(csv, { dryRun: true })
    expect(dry.body).toMatchObject({ rows: 3, created: 3, refused: 0, dryRun: true })
    expect([await pieces(), await jobs()]).toEqual([[], [{ n: 0 }]])
    const done = await send(csv)
    expect([done.status, done.body]).toMatchObject([200, { rows: 3, created: 3, unchanged: 0, refused: 0 }])
    const kept = [
      { human: 'No. 217', kind: 'legacy', line: 'HAT', state: 'sold', made_on: '2019-05-31', seq: 1 },
      { human: 'No. 218', kind: 'legacy', line: 'HAT', state: 'issued', made_on: null, seq: 2 },
      { human: 'B/1', kind: 'legacy', line: 'OEM', state: 'claimed', made_on: '2020-01-01', seq: 1 },
    ]
    expect(await pieces()).toEqual(kept)
    expect((await send(csv)).body).toMatchObject({ rows: 3, created: 0, unchanged: 3 })
    expect(await pieces()).toEqual(kept)
    await workshop.drain()
    const answer = await workshop.central.get('/api/public/serial/verify/no.217?maker=MA01')
    expect(answer.body).toMatchObject({
      valid: true,
      serial: 'No. 217',
      status: 'sold',
      made_on: '2019-05-31',
    })
    const [line] = (await t.as('viewer').get('serials?q=no.%20217')).body.items
    const { events } = (await t.as('viewer').get(`serials/${line.id}`)).body
    expect(events).toMatchObject([{ from: null, to: 'sold', reason: expect.stringContaining('Imported') }])
  })

  it('says of every wrong row what is wrong with it, and keeps nothing', async () => {
    const [standard] = await issueSome(t, (await t.as('owner').get('products?q=TOTE')).body.items[0].id)
    await t
      .as('planner')
      .post('serials/ranges', { name: 'Roll', line: 'OEM', prefix: 'R', digits: 3, first: 1, last: 9 })
    const [range] = (await t.as('viewer').get('serials/ranges')).body.items
    await t.as('planner').post(`serials/ranges/${range.id}/void`, { first: 3, last: 3, reason: 'x' })
    const before = await pieces()
    const refused = await send(
      [
        'number,sku,line,state,made_on',
        'N1,NOPE,,,',
        'N2,OIL,,,',
        'N3,TOTE,LUX,,',
        'N4,TOTE,,stolen,',
        'N5,TOTE,,,2025-11-10',
        'N6,TOTE,,,31.05.2019',
        `${standard!.serial},TOTE,,,`,
        `${standard!.compact},TOTE,,,`,
        'good,TOTE,,,',
        'g-0-od,TOTE,,,',
        'good,TOTE,,,',
        'NO. 217,BELT,,,',
        'R002,TOTE,,,',
        'R003,BELT,,,',
        ',TOTE,,,',
      ].join('\n'),
    )
    expect([refused.status, refused.body.code]).toEqual([422, 'import.rows_refused'])
    expect(refused.body.errors.map((error: { field: string }) => error.field).sort()).toEqual(
      [
        'line 2, column sku',
        'line 3, column sku',
        'line 4, column line',
        'line 5, column state',
        'line 6, column made_on',
        'line 7, column made_on',
        'line 8, column number',
        'line 9, column number',
        'line 11, column number',
        'line 12, column number',
        'line 13, column number',
        'line 14, column number',
        'line 15, column number',
        'line 16, column number',
      ].sort(),
    )
    expect(await pieces()).toEqual(before)
    expect((await t.as('operator').post('serials/import', { csv: 'number,sku\nZ,TOTE\n' })).status).toBe(403)
    const some = await send('number,sku,line\nR002,BELT,\nN1,NOPE,\n', { mode: 'skip_errors' })
    expect(some.body).toMatchObject({ rows: 2, created: 1, refused: 1 })
    const { account } = (await t.as('viewer').get(`serials/ranges/${range.id}`)).body
    expect(account).toEqual({ total: 9, used: 1, void: 1, left: 7 })
  })
})
