import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { newId } from '../../../../shared/ids.ts'
import { openWorkshop, type TestTenant, type Workshop } from '../../../kernel/testing/workshop.ts'
import { Atelier } from '../atelier.build.ts'

// A belt is cut (10 minutes at 60 an hour, one a minute), then sewn (20 at 120, two a minute) beside being punched (5), then
// packed (5). It takes 2 of leather at 50.00.

let workshop: Workshop
let t: TestTenant
let a: Atelier
beforeAll(async () => {
  workshop = await openWorkshop()
  t = await workshop.tenant('MA01')
  a = new Atelier(workshop, t)
  await a.material('LEATHER', [['H1', '1000', '50']])
  const operations = [
    { code: 'cut', minutes: '10', rate: '60' },
    { code: 'sew', minutes: '20', rate: '120', after: ['cut'] },
    { code: 'punch', minutes: '5', rate: '0', after: ['cut'] },
    { code: 'pack', minutes: '5', rate: '0', after: ['sew', 'punch'] },
  ]
  await a.product({ sku: 'BELT', operations, materials: { LEATHER: ['2'] } })
})
afterAll(() => workshop.close())

let ticketId: string
let codes: string[]
beforeEach(async () => {
  const ticket = await a.ticket('BELT', '2')
  ticketId = ticket.id
  codes = ticket.tokens.map((token: { code: string }) => token.code)
})
const ticket = async () => (await a.owner.get(`job-tickets/${ticketId}`)).body
const taskOf = async (code: string, task: string) =>
  (await a.owner.get(`work-tokens/${code}`)).body.tasks.find((one: { code: string }) => one.code === task)
const stopAll = async () => {
  for (const row of await t.rows<{ token: string; task: string; operator_id: string }>(
    `select k.code as token, o.code as task, r.operator_id from running_log r
     join work_token k on k.id = r.token_id join ticket_task o on o.id = r.task_id`,
  ))
    await a.log(row.token, row.task, 'pause', { by: row.operator_id })
}

describe('an operator', () => {
  it('works on one thing at a time', async () => {
    const [one, two] = codes as [string, string]
    await a.log(one, 'cut', 'start')
    const problem = await a.refused('manufacturing.operator_busy', {
      tokenCode: two,
      taskCode: 'cut',
      event: 'start',
    })
    expect(problem.params).toEqual({ operator: 'mali', task: 'cut', token: one })
    await a.log(two, 'cut', 'start', { by: 'somchai' })
    await a.log(one, 'cut', 'complete')
    await a.log(one, 'sew', 'start')
    await stopAll()
  })

  it('cannot do what the order of operations, or somebody else, stands before', async () => {
    const [one] = codes as [string]
    const log = (taskCode: string, event: string, more = {}) => ({ tokenCode: one, taskCode, event, ...more })
    await a.refused('manufacturing.predecessors_open', log('sew', 'start'))
    await a.refused('manufacturing.predecessors_open', log('sew', 'complete', { minutes: '5' }))
    await a.refused('manufacturing.not_started', log('cut', 'pause'))
    await a.refused('manufacturing.not_started', log('cut', 'complete'))
    await a.refused('manufacturing.not_paused', log('cut', 'resume'))
    await a.refused('manufacturing.task_unknown', log('polish', 'start'))
    await a.refused('manufacturing.token_not_on_hold', log('cut', 'release'))
    await a.refused('manufacturing.handover_to_whom', log('cut', 'handover'))
    await a.refused(
      'manufacturing.handover_to_whom',
      log('cut', 'start', { toOperatorId: 'b', toOperatorName: 'B' }),
    )
    await a.refused('manufacturing.quantity_pointless', log('cut', 'start', { goodQuantity: '1' }))
    await a.refused('manufacturing.quantity_pointless', log('cut', 'start', { minutes: '1' }))
    await a.log(one, 'cut', 'start')
    await a.refused('manufacturing.task_running', log('cut', 'start', { by: 'somchai' }))
    await a.refused('manufacturing.run_by_other', log('cut', 'complete', { by: 'somchai' }))
    await a.refused('manufacturing.run_by_other', log('cut', 'pause', { by: 'somchai' }))
    await a.refused('manufacturing.minutes_measured', log('cut', 'complete', { minutes: '3' }))
    await a.refused('manufacturing.quantity_exceeds', log('cut', 'complete', { goodQuantity: '2' }))
    await a.refused('manufacturing.quantity_exceeds', log('cut', 'complete', { goodQuantity: '0' }))
    await a.refused('manufacturing.quantity_whole', log('cut', 'complete', { goodQuantity: '0.5' }))
    await a.log(one, 'cut', 'pause')
    await a.refused('manufacturing.task_paused', log('cut', 'start'))
    await a.log(one, 'cut', 'resume', { by: 'somchai' })
    await a.log(one, 'cut', 'complete', { by: 'somchai' })
    await a.refused('manufacturing.task_done', log('cut', 'start'))
    await a.refused('manufacturing.task_done', log('cut', 'complete', { minutes: '1' }))
    await a.refused('manufacturing.nothing_to_rework', log('sew', 'rework'))
    expect((await a.send({ tokenCode: 'JT2026-999999-1', taskCode: 'cut', event: 'start' })).status).toBe(404)
    expect((await a.send({ taskCode: 'cut', event: 'start' })).body.errors[0].field).toBe('tokenCode')
  })

  it('logs for themselves; only a supervisor logs for others, and the log says so', async () => {
    const [one] = codes as [string]
    const operator = t.as('operator')
    const log = (more: object) => ({
      tokenCode: one,
      taskCode: 'cut',
      event: 'start',
      deviceEventId: newId(),
      deviceAt: workshop.clock.now().toISOString(),
      ...more,
    })
    const other = await operator.post('wip-logs', log({ operatorId: 'mali', operatorName: 'Mali' }))
    expect([other.status, other.body.code]).toEqual([403, 'auth.forbidden'])
    expect(other.body.params.permission).toBe('manufacturing.wip.log_for_others')
    expect((await t.as('viewer').post('wip-logs', log({}))).status).toBe(403)
    const own = await operator.post('wip-logs', log({}))
    expect(own.body.operatorName).toBe('operator')
    const scan = (await operator.get(`work-tokens/${one}`)).body
    expect(scan.running).toEqual({ token: one, task: 'cut' })
    expect(scan.tasks[0].actions.complete).toEqual({ allowed: true })
    expect((await operator.get('work')).body.running).toMatchObject([{ tokenCode: one, taskCode: 'cut' }])
    const unknown = await t.as('supervisor').post('wip-logs', log({ event: 'pause', operatorId: 'nobody' }))
    expect([unknown.status, unknown.body.code]).toEqual([422, 'manufacturing.operator_unknown'])
    const paused = await t
      .as('supervisor')
      .post('wip-logs', log({ event: 'pause', operatorId: own.body.operatorId, operatorName: 'operator' }))
    expect(paused.status).toBe(201)
    const [last] = (await a.owner.get(`wip-logs?ticketId=${ticketId}&limit=1`)).body.items
    expect(last).toMatchObject({ event: 'pause', operatorName: 'operator', recordedBy: 'supervisor' })
    expect((await operator.get('work')).body.paused).toMatchObject([{ tokenCode: one, taskCode: 'cut' }])
    await expect(t.run('manufacturing.wip.log', log({}))).rejects.toThrow('manufacturing.operator_needed')
  })

  it('hands work over: minutes and cost of each are their own', async () => {
    const [one] = codes as [string]
    await a.log(one, 'cut', 'start')
    workshop.clock.advance({ minutes: 12 })
    const handed = await a.log(one, 'cut', 'handover', { toOperatorId: 'somchai', toOperatorName: 'Somchai' })
    expect(handed).toMatchObject({ minutes: '12', taskState: 'running', operatorName: 'mali' })
    await a.refused('manufacturing.run_by_other', { tokenCode: one, taskCode: 'cut', event: 'complete' })
    workshop.clock.advance({ minutes: 3 })
    expect(await a.log(one, 'cut', 'complete', { by: 'somchai' })).toMatchObject({ minutes: '3' })
    expect(await taskOf(one, 'cut')).toMatchObject({ workedMinutes: '15', state: 'done' })
    expect((await ticket()).costs.labour.amount).toBe('15.00')
    expect(await workshop.offences()).toEqual([])
  })

  it('types the minutes of what was never started', async () => {
    const [one] = codes as [string]
    expect(await a.log(one, 'cut', 'complete', { minutes: '7.5' })).toMatchObject({
      minutes: '7.5',
      tokenState: 'in_progress',
      ticketState: 'in_progress',
    })
    expect((await ticket()).costs.labour.amount).toBe('7.50')
  })

  it('has a device whose clock may be wrong: what lies ahead counts as now, what went back as nothing', async () => {
    const [one, two] = codes as [string, string]
    const ahead = new Date(workshop.clock.now().getTime() + 86_400_000).toISOString()
    await a.log(one, 'cut', 'start', { deviceAt: ahead })
    workshop.clock.advance({ minutes: 4 })
    expect(await a.log(one, 'cut', 'complete', { deviceAt: ahead })).toMatchObject({ minutes: '4' })
    await a.log(two, 'cut', 'start')
    const before = new Date(workshop.clock.now().getTime() - 60_000).toISOString()
    expect(await a.log(two, 'cut', 'complete', { deviceAt: before })).toMatchObject({ minutes: '0' })
  })
})

describe('a piece', () => {
  it('that is rejected waits for a decision, and is reworked from the operation that went wrong', async () => {
    const [one] = codes as [string]
    await a.work(one, 'cut', 10)
    await a.work(one, 'punch', 5)
    await a.log(one, 'sew', 'start')
    workshop.clock.advance({ minutes: 8 })
    const rejected = await a.log(one, 'sew', 'reject', { note: 'Cut too short' })
    expect(rejected).toMatchObject({
      minutes: '8',
      taskState: 'open',
      rejectedQuantity: '1',
      earnedMinutes: '15',
    })
    await a.refused('manufacturing.rejected_waiting', { tokenCode: one, taskCode: 'sew', event: 'start' })
    const redo = await a.log(one, 'cut', 'rework')
    // Cutting and punching took back what they had earned.
    expect(redo).toMatchObject({ taskState: 'open', earnedMinutes: '0' })
    expect(await taskOf(one, 'punch')).toMatchObject({ state: 'open', goodQuantity: '0', workedMinutes: '5' })
    await a.refused('manufacturing.predecessors_open', { tokenCode: one, taskCode: 'sew', event: 'start' })
    await a.work(one, 'cut', 10)
    await a.work(one, 'punch', 5)
    await a.work(one, 'sew', 20)
    expect(await a.log(one, 'pack', 'complete', { minutes: '5' })).toMatchObject({
      tokenState: 'finished',
      earnedMinutes: '40',
    })
    // 20 of cutting at 1.00, 28 of sewing at 2.00: the rework is in the cost of the piece.
    expect((await ticket()).costs).toMatchObject({
      labour: { amount: '76.00' },
      material: { amount: '100.00' },
      finished: { amount: '176.00' },
    })
    expect(await workshop.offences()).toEqual([])
  })

  it('that was done badly is reworked although nobody rejected it', async () => {
    const [one] = codes as [string]
    await a.work(one, 'cut', 10)
    await a.work(one, 'sew', 20)
    expect(await a.log(one, 'sew', 'rework')).toMatchObject({ taskState: 'open', earnedMinutes: '10' })
    await a.log(one, 'sew', 'start')
    // What somebody works on cannot be pulled away.
    await a.refused('manufacturing.task_running', {
      tokenCode: one,
      taskCode: 'cut',
      event: 'rework',
      by: 'somchai',
    })
    await stopAll()
    expect(await workshop.offences()).toEqual([])
  })

  it('on hold is begun by nobody, but what ran may end, and what a device did before the hold still counts', async () => {
    const [one] = codes as [string]
    await a.work(one, 'cut', 10)
    await a.log(one, 'sew', 'start')
    workshop.clock.advance({ minutes: 5 })
    const before = workshop.clock.now().toISOString()
    workshop.clock.advance({ minutes: 5 })
    expect(await a.log(one, 'cut', 'hold', { by: 'supervisor', note: 'Stain' })).toMatchObject({
      tokenState: 'on_hold',
      taskState: 'done',
    })
    await a.refused('manufacturing.token_on_hold', { tokenCode: one, taskCode: 'cut', event: 'hold' })
    await a.refused('manufacturing.token_on_hold', {
      tokenCode: one,
      taskCode: 'punch',
      event: 'start',
      by: 'b',
    })
    await a.log(one, 'punch', 'start', { by: 'offline', deviceAt: before })
    await a.log(one, 'punch', 'complete', { by: 'offline', deviceAt: before })
    expect(await a.log(one, 'sew', 'complete')).toMatchObject({ tokenState: 'on_hold', minutes: '10' })
    await a.refused('manufacturing.token_on_hold', {
      tokenCode: one,
      taskCode: 'pack',
      event: 'complete',
      minutes: '1',
    })
    expect(await a.log(one, 'cut', 'release')).toMatchObject({ tokenState: 'in_progress' })
    await a.log(one, 'pack', 'complete', { minutes: '1' })
    expect(await workshop.offences()).toEqual([])
  })

  it('held before anything was done goes back to waiting', async () => {
    const [one] = codes as [string]
    expect(await a.log(one, 'cut', 'hold')).toMatchObject({ tokenState: 'on_hold', ticketState: 'released' })
    expect(await a.log(one, 'cut', 'release')).toMatchObject({
      tokenState: 'waiting',
      ticketState: 'released',
    })
    expect(await workshop.offences()).toEqual([])
    // Something was logged all the same.
    const cancel = await a.owner.post(`job-tickets/${ticketId}/cancel`)
    expect([cancel.status, cancel.body.code]).toEqual([409, 'manufacturing.ticket_logged'])
  })

  it('that is scrapped takes back what it earned; a new piece with a new serial takes its place', async () => {
    const [one, two] = codes as [string, string]
    const [varianceBefore, wipBefore] = [await a.balance('variance'), await a.balance('wip')]
    await a.work(one, 'cut', 10)
    await a.work(two, 'cut', 10)
    await a.log(one, 'sew', 'start')
    workshop.clock.advance({ minutes: 6 })
    await a.refused('manufacturing.task_running', {
      tokenCode: one,
      taskCode: 'sew',
      event: 'scrap',
      by: 'boss',
    })
    const scrapped = await a.log(one, 'sew', 'scrap', { note: 'Needle through the strap' })
    expect(scrapped).toMatchObject({
      tokenState: 'scrapped',
      minutes: '6',
      earnedMinutes: '10',
      totalMinutes: '80',
      replacementTokenCode: `${scrapped.ticketNumber}-3`,
    })
    const serials = await t.rows<{ state: string; reason: string }>(
      `select s.state, (select e.reason from serial_event e where e.serial_id = s.id order by e.version desc limit 1) as reason
       from serial s where s.ticket_id = $1 order by s.seq`,
      ticketId,
    )
    expect(serials).toEqual([
      { state: 'scrapped', reason: 'Needle through the strap' },
      { state: 'in_production', reason: null },
      { state: 'issued', reason: null },
    ])
    await a.refused('manufacturing.token_over', { tokenCode: one, taskCode: 'sew', event: 'start' })
    // Its leather (100.00) and labour (10 × 1.00 + 6 × 2.00) stay in work in process.
    expect((await a.balance('wip')) - wipBefore).toBe(122_00n)
    // The leather promised to the ticket went with the lost piece; the new one has to be promised again.
    expect((await ticket()).materials[0]).toMatchObject({ consumed: '2', reserved: '2', short: '2' })
    const again = await a.owner.post(`job-tickets/${ticketId}/reserve`)
    expect(again.body.shortages).toEqual([])
    expect((await ticket()).materials[0]).toMatchObject({ reserved: '4', short: '0' })
    expect(await workshop.offences()).toEqual([])
    for (const code of [two, scrapped.replacementTokenCode]) {
      if (code !== two) await a.work(code, 'cut', 10)
      await a.work(code, 'sew', 20)
      await a.work(code, 'punch', 5)
      await a.work(code, 'pack', 5)
    }
    expect(await ticket()).toMatchObject({
      state: 'completed',
      goodQuantity: '2',
      scrappedQuantity: '1',
      progress: { percent: '100' },
      costs: { inProcess: { amount: '122.00' } },
    })
    const closed = await a.owner.post(`job-tickets/${ticketId}/close`)
    expect(closed.body.variance.amount).toBe('122.00')
    expect((await a.balance('variance')) - varianceBefore).toBe(122_00n)
    expect(await a.balance('wip')).toBe(wipBefore)
    expect(await workshop.offences()).toEqual([])
  })

  it('scrapped before its material was cut leaves the material', async () => {
    const [one] = codes as [string]
    const scrapped = await a.log(one, 'cut', 'scrap')
    expect(scrapped).toMatchObject({ tokenState: 'scrapped', ticketState: 'in_progress' })
    expect((await ticket()).materials[0]).toMatchObject({ consumed: '0', reserved: '4', short: '0' })
    const [two] = codes.slice(1) as [string]
    await a.log(two, 'cut', 'scrap', { takesMaterial: true })
    expect((await ticket()).materials[0]).toMatchObject({ consumed: '2', reserved: '2', short: '2' })
    expect(await workshop.offences()).toEqual([])
  })
})

describe('a wrong log', () => {
  const reverse = (logId: string) => a.owner.post(`wip-logs/${logId}/reverse`, { reason: 'Wrong belt' })

  it('is taken back by another: quantity, minutes, labour and progress', async () => {
    const [one] = codes as [string]
    const done = await a.work(one, 'cut', 10)
    expect((await ticket()).costs.labour.amount).toBe('10.00')
    const back = await reverse(done.id)
    expect(back.status).toBe(201)
    expect(back.body).toMatchObject({ reversesId: done.id, taskState: 'paused', earnedMinutes: '0' })
    expect((await ticket()).costs.labour.amount).toBe('0.00')
    expect(await taskOf(one, 'cut')).toMatchObject({ state: 'paused', goodQuantity: '0', workedMinutes: '0' })
    expect(await workshop.offences()).toEqual([])
    const twice = await reverse(done.id)
    expect([twice.status, twice.body.code]).toEqual([409, 'manufacturing.log_reversed'])
    expect((await reverse(back.body.id)).body.code).toBe('manufacturing.log_reversed')
    const logs = (await a.owner.get(`wip-logs?ticketId=${ticketId}`)).body.items
    expect(
      logs.map((log: { event: string; minutes: string; actions: { reverse: { reason?: string } } }) => [
        log.event,
        log.minutes,
        log.actions.reverse.reason ?? 'allowed',
      ]),
    ).toEqual([
      ['complete', '-10', 'manufacturing.log_reversed'],
      ['complete', '10', 'manufacturing.log_reversed'],
      ['start', '0', 'allowed'],
    ])
    // The start as well: then nothing was begun.
    expect((await reverse(logs[2].id)).body.taskState).toBe('open')
    await a.work(one, 'cut', 9)
    expect((await ticket()).progress.earnedMinutes).toBe('10')
    expect(await workshop.offences()).toEqual([])
  })

  it('of a start that still runs stops it', async () => {
    const [one, two] = codes as [string, string]
    const wrong = await a.log(one, 'cut', 'start')
    expect((await reverse(wrong.id)).body.taskState).toBe('open')
    await a.log(two, 'cut', 'start')
    await stopAll()
    expect(await workshop.offences()).toEqual([])
  })

  it('stands while later ones stand on it', async () => {
    const [one] = codes as [string]
    const started = await a.log(one, 'cut', 'start')
    workshop.clock.advance({ minutes: 5 })
    const completed = await a.log(one, 'cut', 'complete')
    const before = await a.everything()
    const early = await reverse(started.id)
    expect([early.status, early.body.code, early.body.params.event]).toEqual([
      409,
      'manufacturing.log_not_last',
      'complete',
    ])
    expect(await a.everything()).toBe(before)
    await a.log(one, 'sew', 'start')
    const running = await reverse(completed.id)
    expect([running.status, running.body.code]).toEqual([409, 'manufacturing.log_not_last'])
    workshop.clock.advance({ minutes: 5 })
    await a.log(one, 'sew', 'complete')
    expect((await reverse(completed.id)).body.code).toBe('manufacturing.log_not_last')
    expect(await workshop.offences()).toEqual([])
  })

  it('of a hold is answered with its opposite', async () => {
    const [one] = codes as [string]
    const held = await a.log(one, 'cut', 'hold')
    const back = await reverse(held.id)
    expect([back.status, back.body.code, back.body.params.opposite]).toEqual([
      409,
      'manufacturing.log_opposite',
      'release',
    ])
  })

  it('stands when pieces went into stock or were scrapped with it', async () => {
    const [one, two] = codes as [string, string]
    const cut = await a.work(one, 'cut', 10)
    await a.work(one, 'sew', 20)
    await a.work(one, 'punch', 5)
    const packed = await a.work(one, 'pack', 5)
    const before = await a.everything()
    for (const log of [cut, packed]) {
      const back = await reverse(log.id)
      expect([back.status, back.body.code]).toEqual([409, 'manufacturing.log_final'])
    }
    expect(await a.everything()).toBe(before)
    const scrapped = await a.log(two, 'cut', 'scrap')
    expect((await reverse(scrapped.id)).body.code).toBe('manufacturing.log_final')
    expect((await a.owner.post(`wip-logs/${newId()}/reverse`)).status).toBe(404)
    expect((await t.as('operator').post(`wip-logs/${cut.id}/reverse`)).status).toBe(403)
  })
})
