import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openWorkshop, type TestTenant, type Workshop } from '../../../kernel/testing/workshop.ts'
import { Atelier } from '../atelier.build.ts'

// Five Saddle Totes, each 45 + 30 + 210 + 60 + 90 + 15 = 450 standard minutes. Leather costs 20 × 185 + 30 × 195 = 9,550 for
// 50 square feet, so 191.00 each on the average; a tote takes 6.5 and 8 % scrap = 7.02.

let workshop: Workshop
let t: TestTenant
let a: Atelier
let ticketId: string
let tokens: { id: string; code: string; serial: string }[]
let hides: (string | null)[]

beforeAll(async () => {
  workshop = await openWorkshop()
  t = await workshop.tenant('MA01')
  a = new Atelier(workshop, t)
  hides = await a.material('LEATHER', [
    ['HIDE-1', '20', '185'],
    ['HIDE-2', '30', '195'],
  ])
  await a.material('LINING', [['ROLL-7', '10', '95']])
  await a.material('BUCKLE', [[null, '40', '12.50']])
  await a.product({
    sku: 'SADDLETOTE',
    operations: [
      { code: 'cutting', minutes: '45', rate: '150' },
      { code: 'skiving', minutes: '30', rate: '140', after: ['cutting'] },
      { code: 'stitching', minutes: '210', rate: '180', after: ['skiving'] },
      { code: 'edge-painting', minutes: '60', rate: '120', after: ['skiving'] },
      { code: 'assembly', minutes: '90', rate: '180', after: ['stitching', 'edge-painting'] },
      { code: 'inspection', minutes: '15', rate: '200', after: ['assembly'], evidence: ['photo', 'check'] },
    ],
    materials: { LEATHER: ['6.5', '8'], LINING: ['0.8', '5'], BUCKLE: ['2'] },
  })
})
afterAll(() => workshop.close())

const ticket = async () => (await a.owner.get(`job-tickets/${ticketId}`)).body
const stock = async (sku: string) => {
  const [row] = await t.rows<{ on_hand: string; reserved: string }>(
    `select trim_scale(sum(l.on_hand))::text as on_hand, trim_scale(sum(l.reserved))::text as reserved from stock_level l
     join location p on p.tenant_id = l.tenant_id and p.id = l.location_id and p.code = 'WH'
     where l.tenant_id = $1 and l.product_id = $2`,
    t.id,
    a.productId(sku),
  )
  return row
}
const serialStates = async () =>
  (
    await t.rows<{ state: string }>(
      'select state from serial where tenant_id = $1 and ticket_id = $2 order by seq',
      t.id,
      ticketId,
    )
  ).map((row) => row.state)

describe('five saddle totes', () => {
  it('are opened as a draft by the planner and released: serials, tokens, material', async () => {
    const planner = t.as('planner')
    const draft = await planner.post('job-tickets', {
      productId: a.productId('SADDLETOTE'),
      quantity: '4',
      dueOn: '2026-03-20',
      note: 'For the spring window',
    })
    expect(draft.status).toBe(201)
    expect(draft.body).toMatchObject({ number: 'JT2026-000001', state: 'draft', tokens: [], shortages: [] })
    ticketId = draft.body.id
    expect(
      (await planner.patch(`job-tickets/${ticketId}`, { quantity: '5', version: 1 })).body,
    ).toMatchObject({ state: 'draft', version: 2 })
    const late = await planner.patch(`job-tickets/${ticketId}`, { quantity: '6', version: 1 })
    expect([late.status, late.body.code]).toEqual([409, 'conflict.version'])
    const released = await planner.post(`job-tickets/${ticketId}/release`)
    expect(released.status).toBe(200)
    expect(released.body).toMatchObject({ state: 'released', totalMinutes: '2250', shortages: [] })
    tokens = released.body.tokens
    expect(tokens.map((token) => token.code)).toEqual([1, 2, 3, 4, 5].map((n) => `JT2026-000001-${n}`))
    expect(tokens[0]!.serial).toMatch(/^MA01-HAT-SADDLETO-20260302-00001-[0-9A-Z]{4}-[0-9A-Z]$/)
    expect(await serialStates()).toEqual(Array(5).fill('issued'))
    expect(await stock('LEATHER')).toEqual({ on_hand: '50', reserved: '35.1' })
    expect(await stock('LINING')).toEqual({ on_hand: '10', reserved: '4.2' })
    expect(await stock('BUCKLE')).toEqual({ on_hand: '40', reserved: '10' })
    expect(await a.balance('raw_material')).toBe(9_550_00n + 950_00n + 500_00n)
    expect((await ticket()).actions).toMatchObject({
      release: { allowed: false, reason: 'manufacturing.ticket_state' },
      cancel: { allowed: true },
      close: { allowed: false, reason: 'manufacturing.ticket_state' },
      hold: { allowed: true },
    })
    expect(await workshop.offences()).toEqual([])
  })

  it('show an operator who scans what can be done next and why the rest cannot', async () => {
    const operator = t.as('operator')
    const scan = await operator.get(`work-tokens/${tokens[0]!.code.toLowerCase()}`)
    expect(scan.status).toBe(200)
    expect(scan.body).toMatchObject({
      kind: 'piece',
      state: 'waiting',
      serial: tokens[0]!.serial,
      product: { sku: 'SADDLETOTE' },
      ticket: { number: 'JT2026-000001', dueOn: '2026-03-20', note: 'For the spring window' },
      running: null,
    })
    const [cutting, skiving] = scan.body.tasks
    expect(cutting).toMatchObject({
      code: 'cutting',
      availableQuantity: '1',
      actions: {
        start: { allowed: true },
        pause: { allowed: false, reason: 'manufacturing.not_started' },
        complete: { allowed: false, reason: 'manufacturing.not_started' },
        rework: { allowed: false, reason: 'manufacturing.nothing_to_rework' },
      },
    })
    expect(skiving.actions.start).toEqual({ allowed: false, reason: 'manufacturing.predecessors_open' })
    const bySerial = await operator.get(`work-tokens/${tokens[0]!.serial}`)
    expect(bySerial.body.id).toBe(tokens[0]!.id)
    expect((await operator.get('work-tokens/JT2026-000001-9')).status).toBe(404)
    const work = await operator.get('work')
    expect(work.body.next.map((item: { tokenCode: string }) => item.tokenCode)).toEqual(
      tokens.map((token) => token.code),
    )
    expect(work.body.next[0]).toMatchObject({ taskCode: 'cutting', state: 'open', availableQuantity: '1' })
  })

  it('earn their standard minutes operation by operation, whatever the work took', async () => {
    const [one] = tokens
    const started = await a.log(one!.code, 'cutting', 'start')
    expect(started).toMatchObject({
      tokenState: 'in_progress',
      ticketState: 'in_progress',
      earnedMinutes: '0',
    })
    expect(await serialStates()).toEqual(['in_production', 'issued', 'issued', 'issued', 'issued'])
    workshop.clock.advance({ minutes: 20 })
    expect(await a.log(one!.code, 'cutting', 'pause')).toMatchObject({ minutes: '20', taskState: 'paused' })
    workshop.clock.advance({ minutes: 60 })
    await a.log(one!.code, 'cutting', 'resume')
    workshop.clock.advance({ minutes: 30 })
    expect(await a.log(one!.code, 'cutting', 'complete')).toMatchObject({
      minutes: '30',
      taskState: 'done',
      earnedMinutes: '45',
      totalMinutes: '2250',
    })
    await a.work(one!.code, 'skiving', 28)
    // Two people at one piece: stitching and edge painting are parallel.
    await a.log(one!.code, 'stitching', 'start', { by: 'mali' })
    await a.log(one!.code, 'edge-painting', 'start', { by: 'somchai' })
    workshop.clock.advance({ minutes: 65 })
    await a.log(one!.code, 'edge-painting', 'complete', { by: 'somchai' })
    const early = await a.send({ tokenCode: one!.code, taskCode: 'assembly', event: 'start', by: 'somchai' })
    expect([early.status, early.body.code, early.body.params.waitingFor]).toEqual([
      409,
      'manufacturing.predecessors_open',
      'stitching',
    ])
    workshop.clock.advance({ minutes: 135 })
    expect(await a.log(one!.code, 'stitching', 'complete')).toMatchObject({
      minutes: '200',
      earnedMinutes: '345',
    })
    expect(await a.work(one!.code, 'assembly', 95)).toMatchObject({
      earnedMinutes: '435',
      tokenState: 'in_progress',
    })
    expect((await ticket()).progress).toEqual({
      earnedMinutes: '435',
      totalMinutes: '2250',
      percent: '19.33',
    })
    expect(await workshop.offences()).toEqual([])
  })

  it('cost 50 × 150 + 28 × 140 + 200 × 180 + 65 × 120 + 95 × 180 over 60 in labour before the inspection', async () => {
    // 125.00 + 65.33 (65.333… half-even) + 600.00 + 130.00 + 285.00
    expect((await ticket()).costs).toEqual({
      material: { amount: '0.00', currency: 'THB' },
      labour: { amount: '1205.33', currency: 'THB' },
      finished: { amount: '0.00', currency: 'THB' },
      variance: { amount: '0.00', currency: 'THB' },
      inProcess: { amount: '1205.33', currency: 'THB' },
    })
    // The books take labour with the finished piece, or when somebody asks before the month is locked.
    expect(await a.balance('wip')).toBe(0n)
    expect((await a.owner.post('labour-postings')).body).toEqual({
      tickets: 1,
      labour: { amount: '1205.33', currency: 'THB' },
    })
    expect(await a.balance('wip')).toBe(1_205_33n)
    expect((await a.owner.post('labour-postings')).body.tickets).toBe(0)
    expect(await workshop.offences()).toEqual([])
  })

  it('are not done without the photo and the result of the check', async () => {
    const { code } = tokens[0]!
    await a.log(code, 'inspection', 'start')
    workshop.clock.advance({ minutes: 15 })
    const bare = await a.send({ tokenCode: code, taskCode: 'inspection', event: 'complete' })
    expect([bare.status, bare.body.code, bare.body.params.evidence]).toEqual([
      422,
      'manufacturing.evidence_missing',
      'photo, check',
    ])
    const photo = await a.photo()
    const noNote = await a.send({
      tokenCode: code,
      taskCode: 'inspection',
      event: 'complete',
      fileIds: [photo],
    })
    expect(noNote.body.params.evidence).toBe('check')
    const lost = await a.send({
      tokenCode: code,
      taskCode: 'inspection',
      event: 'complete',
      fileIds: [photo, ticketId],
      note: 'Seams even',
    })
    expect([lost.status, lost.body.code]).toEqual([422, 'manufacturing.file_unknown'])
    expect(await serialStates()).toEqual(['in_production', 'issued', 'issued', 'issued', 'issued'])
    const done = await a.log(code, 'inspection', 'complete', { fileIds: [photo], note: 'Seams even' })
    expect(done).toMatchObject({
      tokenState: 'finished',
      finishedQuantity: '1',
      earnedMinutes: '450',
      ticketState: 'in_progress',
    })
  })

  it('enter stock at material and labour, each posting to the satang', async () => {
    // Leather 7.02 × 191.00 = 1,340.82; lining 0.84 × 95.00 = 79.80; buckles 2 × 12.50 = 25.00; labour 1,205.33 + 50.00.
    expect(await a.posted('work_token')).toEqual([
      {
        memo: 'JT2026-000001-1: 1 finished',
        lines: [
          { wip: '144562' },
          { raw_material: '-144562' },
          { wip: '5000' },
          { labour_applied: '-5000' },
          { finished_goods: '270095' },
          { wip: '-270095' },
        ],
      },
    ])
    expect(await a.balance('wip')).toBe(0n)
    expect(await a.balance('finished_goods')).toBe(2_700_95n)
    expect(await stock('SADDLETOTE')).toEqual({ on_hand: '1', reserved: '0' })
    expect(await stock('LEATHER')).toEqual({ on_hand: '42.98', reserved: '28.08' })
    const [serial] = await t.rows(
      "select s.state, s.made_on, p.code from serial s join location p on p.id = s.location_id where s.ticket_id = $1 and s.state = 'in_stock'",
      ticketId,
    )
    expect(serial).toEqual({ state: 'in_stock', made_on: '2026-03-02', code: 'WH' })
    const again = await a.send({ tokenCode: tokens[0]!.code, taskCode: 'inspection', event: 'start' })
    expect([again.status, again.body.code]).toEqual([409, 'manufacturing.token_over'])
    expect(await workshop.offences()).toEqual([])
  })

  it('complete the ticket with the fifth', async () => {
    const photo = await a.photo()
    for (const { code } of tokens.slice(1)) {
      await a.work(code, 'cutting', 50)
      await a.work(code, 'skiving', 28)
      await a.work(code, 'stitching', 200)
      await a.work(code, 'edge-painting', 65, { by: 'somchai' })
      await a.work(code, 'assembly', 95)
      await a.work(code, 'inspection', 15, { by: 'pranee', fileIds: [photo], note: 'Good' })
    }
    const done = await ticket()
    expect(done).toMatchObject({
      state: 'completed',
      goodQuantity: '5',
      progress: { earnedMinutes: '2250', totalMinutes: '2250', percent: '100' },
      costs: {
        material: { amount: '7228.10' },
        labour: { amount: '6276.65' },
        finished: { amount: '13504.75' },
        inProcess: { amount: '0.00' },
      },
    })
    expect(done.materials[0]).toMatchObject({
      sku: 'LEATHER',
      quantityPerPiece: '7.02',
      required: '35.1',
      consumed: '35.1',
      reserved: '0',
      short: '0',
      available: '14.9',
    })
    expect(await a.balance('finished_goods')).toBe(13_504_75n)
    expect(await a.balance('raw_material')).toBe(11_000_00n - 7_228_10n)
    expect(await a.balance('labour_applied')).toBe(-6_276_65n)
    expect(await serialStates()).toEqual(Array(5).fill('in_stock'))
    expect(await workshop.offences()).toEqual([])
  })

  it('tell from the hide to every piece, and from the piece to every lot, hand and operation', async () => {
    const [hide1, hide2] = hides
    const first = (await a.owner.get(`genealogy/lots/${hide1}`)).body
    expect(first.lot).toMatchObject({ code: 'HIDE-1', product: { sku: 'LEATHER' } })
    // 20 square feet make two totes and 5.96 of the third.
    expect(
      first.items.map((item: { token: { code: string }; quantity: string }) => [
        item.token.code,
        item.quantity,
      ]),
    ).toEqual([
      ['JT2026-000001-1', '7.02'],
      ['JT2026-000001-2', '7.02'],
      ['JT2026-000001-3', '5.96'],
    ])
    const page = (await a.owner.get(`genealogy/lots/${hide2}?limit=2`)).body
    expect(page.items.map((item: { quantity: string }) => item.quantity)).toEqual(['1.06', '7.02'])
    const rest = (await a.owner.get(`genealogy/lots/${hide2}?limit=2&after=${page.next}`)).body
    expect(rest.items.map((item: { token: { code: string } }) => item.token.code)).toEqual([
      'JT2026-000001-5',
    ])
    expect(rest.next).toBeNull()
    const serialId = first.items[2].serial.id
    const piece = (await a.owner.get(`genealogy/serials/${serialId}`)).body
    expect(
      piece.materials.map(
        (m: { product: { sku: string }; lot: { code: string } | null; quantity: string }) => [
          m.product.sku,
          m.lot?.code ?? null,
          m.quantity,
        ],
      ),
    ).toEqual([
      ['BUCKLE', null, '2'],
      ['LEATHER', 'HIDE-1', '5.96'],
      ['LEATHER', 'HIDE-2', '1.06'],
      ['LINING', 'ROLL-7', '0.84'],
    ])
    expect(
      piece.operations.map((o: { task: string; operatorName: string; minutes: string }) => [
        o.task,
        o.operatorName,
        o.minutes,
      ]),
    ).toEqual([
      ['cutting', 'mali', '50'],
      ['skiving', 'mali', '28'],
      ['stitching', 'mali', '200'],
      ['edge-painting', 'somchai', '65'],
      ['assembly', 'mali', '95'],
      ['inspection', 'pranee', '15'],
    ])
    expect((await a.owner.get(`genealogy/lots/${ticketId}`)).status).toBe(404)
    expect((await a.owner.get(`genealogy/serials/${ticketId}`)).status).toBe(404)
  })

  it('close without anything left over', async () => {
    const closed = await a.owner.post(`job-tickets/${ticketId}/close`)
    expect(closed.body).toMatchObject({ state: 'closed', variance: { amount: '0.00', currency: 'THB' } })
    expect(await a.balance('variance')).toBe(0n)
    const again = await a.owner.post(`job-tickets/${ticketId}/close`)
    expect([again.status, again.body.code]).toEqual([409, 'manufacturing.ticket_state'])
    expect((await a.owner.post(`job-tickets/${ticketId}/recalculate`)).body).toMatchObject({
      agreed: true,
      differences: [],
    })
    const list = await t.as('viewer').get('job-tickets?q=1&state=closed')
    expect(list.body.items.map((item: { number: string }) => item.number)).toEqual(['JT2026-000001'])
    expect((await t.as('viewer').get('job-tickets?q=saddle&open=true')).body.items).toEqual([])
    const logs = await t.as('viewer').get(`wip-logs?ticketId=${ticketId}&event=pause`)
    expect(logs.body.items).toMatchObject([
      {
        event: 'pause',
        tokenCode: 'JT2026-000001-1',
        operatorName: 'mali',
        recordedBy: 'owner',
        minutes: '20',
        labourCost: { amount: '50.00' },
      },
    ])
    await workshop.drain()
    expect(await workshop.offences()).toEqual([])
  })
})
