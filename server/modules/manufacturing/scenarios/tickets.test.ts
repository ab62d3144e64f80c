import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../../../../shared/ids.ts'
import { openWorkshop, type TestTenant, type Workshop } from '../../../kernel/testing/workshop.ts'
import { Atelier } from '../atelier.build.ts'

let workshop: Workshop
let t: TestTenant
let a: Atelier
beforeAll(async () => {
  workshop = await openWorkshop()
  t = await workshop.tenant('MA01')
  a = new Atelier(workshop, t)
  await a.material('LEATHER', [['H1', '10', '50']])
  await a.material('THREAD', [[null, '100', '1']])
  await a.product({
    sku: 'BELT',
    operations: [
      { code: 'cut', minutes: '10', rate: '60' },
      { code: 'sew', minutes: '20', rate: '120', after: ['cut'] },
    ],
    materials: { LEATHER: ['2'], THREAD: ['1.5'] },
  })
})
afterAll(() => workshop.close())

const open = (body: Record<string, unknown>) =>
  a.owner.post('job-tickets', { productId: a.productId('BELT'), quantity: '1', ...body })
const step = (id: string, verb: string, body = {}) => a.owner.post(`job-tickets/${id}/${verb}`, body)
const refused = async (reply: Promise<{ status: number; body: { code: string } }>) => {
  const { status, body } = await reply
  return [status, body.code]
}

describe('a ticket', () => {
  it('is for something that is made here, on a line that exists, in whole pieces', async () => {
    const before = await a.everything()
    expect(await refused(open({ productId: a.productId('LEATHER') }))).toEqual([
      422,
      'manufacturing.not_made',
    ])
    expect(await refused(open({ productId: newId() }))).toEqual([422, 'reference.missing'])
    expect(await refused(open({ line: 'ABC' }))).toEqual([422, 'manufacturing.line_unknown'])
    expect(await refused(open({ quantity: '1.5' }))).toEqual([422, 'manufacturing.quantity_whole'])
    expect(await refused(open({ quantity: '10001' }))).toEqual([422, 'manufacturing.too_many_pieces'])
    expect(await refused(open({ quantity: '0' }))).toEqual([400, 'request.malformed'])
    expect(await refused(t.as('operator').post('job-tickets', {}))).toEqual([403, 'auth.forbidden'])
    expect(await a.everything()).toBe(before)
  })

  it('has a number without gaps: what is refused takes none, and the year is the workshop’s', async () => {
    const one = await open({})
    expect(one.body.number).toBe('JT2026-000001')
    await open({ quantity: '1.5' })
    const many = await Promise.all(Array.from({ length: 5 }, () => open({})))
    expect(many.map((reply) => reply.body.number).sort()).toEqual(
      [2, 3, 4, 5, 6].map((n) => `JT2026-00000${n}`),
    )
  })

  it('is not released without a routing, or with a component that has serials', async () => {
    const plain = await a.owner.post('products', {
      sku: 'BARE',
      name: 'Bare',
      kind: 'finished',
      unit: 'pc',
      currency: 'THB',
    })
    const draft = await open({ productId: plain.body.id })
    const before = await a.everything()
    expect(await refused(step(draft.body.id, 'release'))).toEqual([422, 'manufacturing.no_routing'])
    await a.product({ sku: 'SET', operations: [{ code: 'pack', minutes: '1' }], materials: { BELT: ['2'] } })
    expect(await refused(open({ productId: a.productId('SET'), release: true }))).toEqual([
      422,
      'manufacturing.component_serialised',
    ])
    expect(await a.everything()).toBe(before)
    expect((await a.owner.get(`job-tickets/${draft.body.id}`)).body.state).toBe('draft')
  })

  it('that gets another product as a draft says so by the SKU', async () => {
    await a.product({ sku: 'STRAP', operations: [{ code: 'cut', minutes: '5' }] })
    const { id } = (await open({})).body
    expect((await a.owner.patch(`job-tickets/${id}`, { productId: a.productId('STRAP') })).status).toBe(200)
    expect(
      await t.rows(
        `select changes from audit_record where operation = 'manufacturing.ticket.update' and entity_id = $1`,
        id,
      ),
    ).toEqual([
      {
        changes: {
          product: { from: 'BELT', to: 'STRAP' },
          productId: { from: a.productId('BELT'), to: a.productId('STRAP') },
        },
      },
    ])
  })

  it('keeps the routing and the rates that it was released with', async () => {
    const { id, tokens } = (await open({ release: true })).body
    await a.routing('BELT', [{ code: 'print', minutes: '1', rate: '6000' }])
    await a.work(tokens[0].code, 'cut', 10)
    const { tasks, costs } = (await a.owner.get(`job-tickets/${id}`)).body
    expect(tasks.map((task: { code: string }) => task.code)).toEqual(['cut', 'sew'])
    expect(costs.labour.amount).toBe('10.00')
    await a.routing('BELT', [
      { code: 'cut', minutes: '10', rate: '60' },
      { code: 'sew', minutes: '20', rate: '120', after: ['cut'] },
    ])
    // Only due day, priority and note can change now.
    expect(
      await refused(a.owner.patch(`job-tickets/${id}`, { quantity: '2' }) as ReturnType<typeof open>),
    ).toEqual([409, 'manufacturing.ticket_state'])
    expect((await a.owner.patch(`job-tickets/${id}`, { priority: 9, dueOn: '2026-03-01' })).status).toBe(200)
    const late = (await a.owner.get('job-tickets?open=true&dueTo=2026-03-01')).body.items
    expect(late).toMatchObject([{ id, priority: 9, overdue: true }])
    const audit = await t.rows(
      "select changes from audit_record where operation = 'manufacturing.ticket.update' order by id desc limit 1",
    )
    expect(audit).toEqual([
      { changes: { priority: { from: 0, to: 9 }, dueOn: { from: null, to: '2026-03-01' } } },
    ])
    await step(id, 'close', { short: true })
    expect(await workshop.offences()).toEqual([])
  })

  it('on hold begins nothing new and goes on where it was', async () => {
    const { id, tokens } = (await open({ quantity: '2', release: true })).body
    await a.log(tokens[0].code, 'cut', 'start')
    workshop.clock.advance({ minutes: 10 })
    const before = workshop.clock.now().toISOString()
    workshop.clock.advance({ minutes: 10 })
    expect((await step(id, 'hold', { reason: 'Buckles late' })).body.state).toBe('on_hold')
    await a.refused('manufacturing.ticket_on_hold', {
      tokenCode: tokens[1].code,
      taskCode: 'cut',
      event: 'start',
      by: 'somchai',
    })
    // A device that was offline did this before the hold.
    await a.log(tokens[1].code, 'cut', 'start', { by: 'somchai', deviceAt: before })
    expect(await a.log(tokens[1].code, 'cut', 'complete', { by: 'somchai', deviceAt: before })).toMatchObject(
      {
        ticketState: 'on_hold',
      },
    )
    expect(await a.log(tokens[0].code, 'cut', 'complete')).toMatchObject({ minutes: '20' })
    expect(await refused(step(id, 'cancel'))).toEqual([409, 'manufacturing.ticket_logged'])
    expect(await refused(step(id, 'hold'))).toEqual([409, 'manufacturing.ticket_state'])
    expect((await step(id, 'resume')).body.state).toBe('in_progress')
    expect(await refused(step(id, 'resume'))).toEqual([409, 'manufacturing.ticket_state'])
    await a.log(tokens[0].code, 'sew', 'start')
    expect(await refused(step(id, 'close', { short: true }))).toEqual([409, 'manufacturing.ticket_running'])
    await a.log(tokens[0].code, 'sew', 'pause')
    expect(await workshop.offences()).toEqual([])
    await step(id, 'close', { short: true })
  })

  it('on hold before it began, with a log from before, goes on as begun', async () => {
    const { id, tokens } = (await open({ release: true })).body
    const before = workshop.clock.now().toISOString()
    workshop.clock.advance({ minutes: 1 })
    await step(id, 'hold')
    await a.log(tokens[0].code, 'cut', 'start', { deviceAt: before })
    await a.log(tokens[0].code, 'cut', 'pause', { deviceAt: before })
    expect((await step(id, 'resume')).body.state).toBe('in_progress')
    await step(id, 'close', { short: true })
    expect(await workshop.offences()).toEqual([])
  })

  it('is cancelled before anything was logged: serials void, material free', async () => {
    const { id } = (await open({ quantity: '2', release: true })).body
    const shown = (await a.owner.get(`job-tickets/${id}`)).body
    expect(shown.materials.map((m: { reserved: string }) => m.reserved)).toEqual(['4', '3'])
    expect(await refused(step(id, 'release'))).toEqual([409, 'manufacturing.ticket_state'])
    expect((await step(id, 'cancel', { reason: 'Ordered twice' })).body.state).toBe('cancelled')
    expect(
      await t.rows('select state, count(*)::int as n from serial where ticket_id = $1 group by 1', id),
    ).toEqual([{ state: 'void', n: 2 }])
    const after = (await a.owner.get(`job-tickets/${id}`)).body
    expect(after.materials.map((m: { reserved: string }) => m.reserved)).toEqual(['0', '0'])
    expect(after.tokens.map((token: { state: string }) => token.state)).toEqual(['void', 'void'])
    await a.refused('manufacturing.ticket_state', {
      tokenCode: after.tokens[0].code,
      taskCode: 'cut',
      event: 'start',
    })
    const draft = await open({})
    expect((await step(draft.body.id, 'cancel')).body.state).toBe('cancelled')
    expect(await workshop.offences()).toEqual([])
  })

  it('that was cancelled takes back no piece that was set aside meanwhile, which may be destroyed', async () => {
    const { id, tokens } = await a.ticket('BELT', '1')
    const [piece] = await t.rows<{ id: string }>('select id from serial where human = $1', tokens[0].serial)
    const change = (verb: string) => a.owner.post(`serials/${piece!.id}/${verb}`, { reason: 'The edge' })
    expect((await change('quarantine')).status).toBe(200)
    await step(id, 'cancel', { reason: 'Ordered twice' })
    const before = await a.everything()
    expect(await refused(change('reinstate'))).toEqual([409, 'serials.wrong_state'])
    expect(await a.everything()).toBe(before)
    expect((await change('scrap')).status).toBe(200)
    expect(await workshop.offences()).toEqual([])
  })

  it('is not cancelled and begun at once: one of the two wins', async () => {
    for (let i = 0; i < 4; i++) {
      const { id, tokens } = (await open({ release: true })).body
      const [cancel, start] = await Promise.all([
        step(id, 'cancel'),
        a.send({ tokenCode: tokens[0].code, taskCode: 'cut', event: 'start', by: `p${i}` }),
      ])
      expect([cancel.status === 200, start.status === 201].sort()).toEqual([false, true])
      if (start.status === 201) {
        await a.log(tokens[0].code, 'cut', 'pause', { by: `p${i}` })
        await step(id, 'close', { short: true })
      }
    }
    expect(await workshop.offences()).toEqual([])
  })

  it('closed short puts what was spent on the unfinished to variance', async () => {
    const variance = await a.balance('variance')
    const { id, tokens } = (await open({ quantity: '2', release: true })).body
    await a.work(tokens[0].code, 'cut', 10)
    await a.work(tokens[0].code, 'sew', 20)
    await a.work(tokens[1].code, 'cut', 30)
    const whole = await step(id, 'close')
    expect(await refused(Promise.resolve(whole))).toEqual([409, 'manufacturing.ticket_unfinished'])
    expect(whole.body.detail).toContain('1 of 2')
    const closed = await step(id, 'close', { short: true })
    expect(closed.body).toMatchObject({ state: 'closed', variance: { amount: '30.00' } })
    expect((await a.balance('variance')) - variance).toBe(30_00n)
    expect(
      await t.rows(
        `select changes from audit_record where operation = 'manufacturing.ticket.close' and entity_id = $1`,
        id,
      ),
    ).toEqual([{ changes: { state: { from: 'in_progress', to: 'closed' }, varianceMinor: '3000' } }])
    const shown = (await a.owner.get(`job-tickets/${id}`)).body
    expect(shown.tokens.map((token: { state: string }) => token.state)).toEqual(['finished', 'void'])
    expect(await t.rows('select state from serial where ticket_id = $1 order by seq', id)).toEqual([
      { state: 'in_stock' },
      { state: 'void' },
    ])
    expect(await workshop.offences()).toEqual([])
  })
})

describe('material', () => {
  it('that is short is said at the release and refused at completion; what comes in is reserved on demand', async () => {
    // 8 of the leather are left after the belt above.
    const first = (await open({ quantity: '3', release: true })).body
    expect(first.shortages).toEqual([])
    const second = (await open({ quantity: '2', release: true })).body
    expect(second.shortages).toEqual([
      { productId: a.productId('LEATHER'), sku: 'LEATHER', required: '4', reserved: '2', short: '2' },
    ])
    expect((await a.owner.get(`job-tickets/${second.id}`)).body.materials[0]).toMatchObject({
      reserved: '2',
      short: '2',
      available: '0',
    })
    const [one, two] = second.tokens.map((token: { code: string }) => token.code)
    for (const code of [one, two]) await a.work(code, 'cut', 10)
    await a.work(one, 'sew', 20)
    await a.log(two, 'sew', 'start')
    workshop.clock.advance({ minutes: 20 })
    const short = await a.refused('stock.short', { tokenCode: two, taskCode: 'sew', event: 'complete' })
    expect(short.params).toMatchObject({ sku: 'LEATHER', available: '0', wanted: '2' })
    expect((await step(second.id, 'reserve')).body.shortages).toMatchObject([{ sku: 'LEATHER', short: '2' }])
    await a.receive('LEATHER', [['H2', '3', '60']])
    expect((await step(second.id, 'reserve')).body.shortages).toEqual([])
    expect(await a.log(two, 'sew', 'complete')).toMatchObject({
      tokenState: 'finished',
      ticketState: 'completed',
    })
    expect(await workshop.offences()).toEqual([])
    await step(first.id, 'cancel')
  })

  it('of a ticket that reserved nothing is taken from what is free, the oldest lot first', async () => {
    const busy = (await open({ quantity: '3', release: true })).body
    const late = (await open({ release: true })).body
    expect(late.shortages).toMatchObject([{ sku: 'LEATHER', required: '2', reserved: '1', short: '1' }])
    await step(busy.id, 'cancel')
    await a.work(late.tokens[0].code, 'cut', 10)
    expect(await a.work(late.tokens[0].code, 'sew', 20)).toMatchObject({ ticketState: 'completed' })
    expect(await workshop.offences()).toEqual([])
  })

  it('is promised to one of two tickets that want the last of it', async () => {
    await a.receive('LEATHER', [['H3', '6', '60']])
    const released = await Promise.all(
      Array.from({ length: 6 }, () => open({ quantity: '2', release: true })),
    )
    expect(released.map((reply) => reply.status)).toEqual(Array(6).fill(201))
    const [row] = await t.rows<{ reserved: string; on_hand: string }>(
      `select sum(l.reserved)::int as reserved, sum(l.on_hand)::int as on_hand from stock_level l join location p on p.id = l.location_id
       where p.code = 'WH' and l.product_id = $1`,
      a.productId('LEATHER'),
    )
    expect(row!.reserved).toBe(row!.on_hand)
    expect(await workshop.offences()).toEqual([])
  })
})

it('shows the projections when somebody broke them, and rebuilds them from the logs', async () => {
  const { id, tokens } = (await open({ release: true })).body
  await a.work(tokens[0].code, 'cut', 10)
  await t.rows('update job_ticket set earned_minutes = 0, labour_cost_minor = 5 where id = $1', id)
  await t.rows('update token_task set worked_minutes = 3 where token_id = $1', tokens[0].id)
  await t.rows('update ticket_task set good_quantity = 0 where ticket_id = $1', id)
  const broken = (await workshop.offences()).map((offence) => offence.invariant)
  expect(broken).toEqual([
    'manufacturing/progress-equals-logs',
    'manufacturing/tasks-equal-their-tokens',
    'manufacturing/token-tasks-equal-logs',
  ])
  const rebuilt = (await step(id, 'recalculate')).body
  expect(rebuilt.agreed).toBe(false)
  expect(rebuilt.differences).toEqual([
    { what: `${tokens[0].code} cut: minutes`, was: '3', is: '10' },
    { what: `${rebuilt.number}: earned minutes`, was: '0', is: '10' },
    { what: `${rebuilt.number}: labour`, was: '5', is: '1000' },
    { what: 'cut: good', was: '0', is: '1' },
  ])
  expect((await step(id, 'recalculate')).body).toMatchObject({ agreed: true, differences: [] })
  expect(await workshop.offences()).toEqual([])
})
