import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openWorkshop, type TestTenant, type Workshop } from '../../../kernel/testing/workshop.ts'
import { Atelier } from '../atelier.build.ts'

// Pens are turned (6 minutes, 60 an hour) and packed (1 minute, 60 an hour), ten at once. Brass costs 30 a rod; half a rod each.

let workshop: Workshop
let t: TestTenant
let a: Atelier
beforeAll(async () => {
  workshop = await openWorkshop()
  t = await workshop.tenant('OE01')
  a = new Atelier(workshop, t)
  await a.material('BRASS', [
    ['B1', '3', '30'],
    ['B2', '50', '30'],
  ])
  const operations = [
    { code: 'turn', minutes: '6', rate: '60' },
    { code: 'pack', minutes: '1', rate: '60', after: ['turn'] },
  ]
  await a.product({ sku: 'PEN', line: 'OEM', operations, materials: { BRASS: ['0.5'] } })
  await a.product({
    sku: 'INK',
    line: 'OEM',
    serialised: false,
    unit: 'l',
    operations: [{ code: 'mix', minutes: '3', rate: '100' }],
  })
})
afterAll(() => workshop.close())

const finishedLots = async (ticketId: string) =>
  await t.rows(
    `select s.seq::int as piece, b.code as lot, trim_scale(g.quantity)::text as quantity from token_material g
     join serial s on s.id = g.serial_id join lot b on b.id = g.lot_id where s.ticket_id = $1 order by s.seq, b.code`,
    ticketId,
  )

describe('a batch of ten pens', () => {
  let ticketId: string
  let code: string

  it('has one token and ten serials', async () => {
    const ticket = await a.ticket('PEN', '10')
    ticketId = ticket.id
    expect(ticket.tokens).toMatchObject([{ code: 'JT2026-000001-1', serial: null, quantity: '10' }])
    code = ticket.tokens[0].code
    expect(
      await t.rows('select state, count(*)::int as n from serial where ticket_id = $1 group by 1', ticketId),
    ).toEqual([{ state: 'issued', n: 10 }])
    const scan = (await a.owner.get(`work-tokens/${code}`)).body
    expect(scan).toMatchObject({ kind: 'batch', serial: null, quantity: '10' })
    expect(scan.tasks[0].actions).toMatchObject({ start: { allowed: true }, reject: { allowed: true } })
  })

  it('goes on in parts: six turned, four of them packed and in stock', async () => {
    await a.log(code, 'turn', 'start')
    expect(await t.rows('select distinct state from serial where ticket_id = $1', ticketId)).toEqual([
      { state: 'in_production' },
    ])
    workshop.clock.advance({ minutes: 40 })
    await a.refused('manufacturing.quantity_exceeds', {
      tokenCode: code,
      taskCode: 'turn',
      event: 'complete',
      goodQuantity: '9',
      rejectedQuantity: '2',
    })
    await a.refused('manufacturing.quantity_whole', {
      tokenCode: code,
      taskCode: 'turn',
      event: 'complete',
      goodQuantity: '6.5',
    })
    expect(await a.log(code, 'turn', 'complete', { goodQuantity: '6', rejectedQuantity: '1' })).toMatchObject(
      {
        taskState: 'open',
        earnedMinutes: '36',
        totalMinutes: '70',
      },
    )
    await a.log(code, 'pack', 'start', { by: 'somchai' })
    workshop.clock.advance({ minutes: 4 })
    expect(await a.log(code, 'pack', 'complete', { by: 'somchai', goodQuantity: '4' })).toMatchObject({
      finishedQuantity: '4',
      tokenState: 'in_progress',
      ticketState: 'in_progress',
      earnedMinutes: '40',
    })
    // Material 4 × 0.5 × 30 = 60.00; of 44.00 labour so far the share of 4 in 10 = 17.60.
    expect((await a.owner.get(`job-tickets/${ticketId}`)).body.costs).toMatchObject({
      material: { amount: '60.00' },
      labour: { amount: '44.00' },
      finished: { amount: '77.60' },
      inProcess: { amount: '26.40' },
    })
    expect(await a.balance('wip')).toBe(26_40n)
    expect(
      await t.rows(
        'select state, count(*)::int as n from serial where ticket_id = $1 group by 1 order by 1',
        ticketId,
      ),
    ).toEqual([
      { state: 'in_production', n: 6 },
      { state: 'in_stock', n: 4 },
    ])
    expect(await workshop.offences()).toEqual([])
  })

  it('decides on what was rejected, quantity by quantity', async () => {
    await a.refused('manufacturing.quantity_missing', { tokenCode: code, taskCode: 'turn', event: 'reject' })
    await a.log(code, 'turn', 'start')
    expect(await a.log(code, 'turn', 'reject', { rejectedQuantity: '2' })).toMatchObject({
      taskState: 'running',
      minutes: '0',
    })
    workshop.clock.advance({ minutes: 6 })
    expect(await a.log(code, 'turn', 'complete')).toMatchObject({ goodQuantity: '1', earnedMinutes: '46' })
    await a.refused('manufacturing.rejected_waiting', { tokenCode: code, taskCode: 'turn', event: 'start' })
    await a.refused('manufacturing.nothing_to_rework', {
      tokenCode: code,
      taskCode: 'turn',
      event: 'rework',
      rejectedQuantity: '4',
    })
    await a.refused('manufacturing.quantity_exceeds', {
      tokenCode: code,
      taskCode: 'turn',
      event: 'scrap',
      rejectedQuantity: '7',
    })
    // Two can be turned again; one is lost with its brass, and as much is to be made again.
    expect(await a.log(code, 'turn', 'rework', { rejectedQuantity: '2' })).toMatchObject({
      earnedMinutes: '46',
    })
    expect(await a.log(code, 'turn', 'scrap', { rejectedQuantity: '1' })).toMatchObject({
      tokenState: 'in_progress',
      replacementTokenCode: null,
    })
    const scan = (await a.owner.get(`work-tokens/${code}`)).body
    expect(scan).toMatchObject({ scrappedQuantity: '1', finishedQuantity: '4' })
    expect(scan.tasks[0]).toMatchObject({ goodQuantity: '7', rejectedQuantity: '0', availableQuantity: '3' })
    expect(await workshop.offences()).toEqual([])
  })

  it('is complete with the tenth good pen; its cost bears the one that was lost', async () => {
    await a.work(code, 'turn', 20)
    expect(await a.work(code, 'pack', 10)).toMatchObject({
      finishedQuantity: '6',
      tokenState: 'finished',
      ticketState: 'completed',
    })
    const ticket = (await a.owner.get(`job-tickets/${ticketId}`)).body
    expect(ticket).toMatchObject({
      goodQuantity: '10',
      scrappedQuantity: '1',
      progress: { percent: '100' },
      // Eleven half rods; 40 + 4 + 6 + 20 + 10 minutes.
      costs: {
        material: { amount: '165.00' },
        labour: { amount: '80.00' },
        finished: { amount: '245.00' },
        inProcess: { amount: '0.00' },
      },
    })
    expect(await a.balance('wip')).toBe(0n)
    expect(await a.balance('finished_goods')).toBe(245_00n)
    // Lot B1 had three rods: four pens, the lost one, and the fifth pen; the rest is B2.
    expect((await finishedLots(ticketId)).map((row) => row.lot)).toEqual([
      ...Array(5).fill('B1'),
      ...Array(5).fill('B2'),
    ])
    const [serial] = await t.rows<{ id: string }>(
      'select id from serial where ticket_id = $1 order by seq limit 1',
      ticketId,
    )
    const piece = (await a.owner.get(`genealogy/serials/${serial!.id}`)).body
    expect(piece.token).toMatchObject({ kind: 'batch', code })
    expect(piece.materials).toMatchObject([{ lot: { code: 'B1' }, quantity: '0.5' }])
    expect(await workshop.offences()).toEqual([])
  })
})

describe('a batch without serials', () => {
  it('may be a fraction, and costs what it took', async () => {
    const ticket = await a.ticket('INK', '2.5')
    expect(ticket).toMatchObject({ totalMinutes: '7.5', tokens: [{ quantity: '2.5', serial: null }] })
    const { code } = ticket.tokens[0]
    await a.work(code, 'mix', 6, { goodQuantity: '1.25' })
    const half = (await a.owner.get(`job-tickets/${ticket.id}`)).body
    expect(half.progress).toEqual({ earnedMinutes: '3.75', totalMinutes: '7.5', percent: '50' })
    expect(await a.work(code, 'mix', 3)).toMatchObject({ ticketState: 'completed', finishedQuantity: '1.25' })
    // 10.00 of labour at the first half, of which half stays; then 5.00 more.
    expect((await a.owner.get(`job-tickets/${ticket.id}`)).body.costs).toMatchObject({
      labour: { amount: '15.00' },
      finished: { amount: '15.00' },
      inProcess: { amount: '0.00' },
    })
    expect(await workshop.offences()).toEqual([])
  })

  it('corrects a log from before a part was finished no more', async () => {
    const { tokens } = await a.ticket('INK', '2')
    const first = await a.work(tokens[0].code, 'mix', 6, { goodQuantity: '1' })
    const reply = await a.owner.post(`wip-logs/${first.id}/reverse`)
    expect([reply.status, reply.body.code]).toEqual([409, 'manufacturing.log_final'])
  })
})

it('puts a component into raw material, to be taken for what it is part of', async () => {
  await a.product({
    sku: 'CLIP',
    kind: 'component',
    line: 'OEM',
    serialised: false,
    operations: [{ code: 'bend', minutes: '1', rate: '60' }],
    materials: { BRASS: ['0.1'] },
  })
  const raw = await a.balance('raw_material')
  const { tokens } = await a.ticket('CLIP', '10')
  await a.work(tokens[0].code, 'bend', 10)
  // A rod of 30.00 went in; with 10.00 of labour it came back as clips.
  expect((await a.balance('raw_material')) - raw).toBe(10_00n)
  expect(await workshop.offences()).toEqual([])
})
