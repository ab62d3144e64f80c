import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../../../../shared/ids.ts'
import { openWorkshop, type Reply, type TestTenant, type Workshop } from '../../../kernel/testing/workshop.ts'
import { Atelier } from '../atelier.build.ts'

let workshop: Workshop
let t: TestTenant
let a: Atelier
beforeAll(async () => {
  workshop = await openWorkshop()
  t = await workshop.tenant('MA01')
  a = new Atelier(workshop, t)
  await a.material('LEATHER', [['H1', '100', '50']])
  await a.product({
    sku: 'BELT',
    operations: [
      { code: 'cut', minutes: '10', rate: '60' },
      { code: 'sew', minutes: '20', rate: '120', after: ['cut'] },
      { code: 'pack', minutes: '5', rate: '60', after: ['sew'] },
    ],
    materials: { LEATHER: ['2'] },
  })
})
afterAll(() => workshop.close())

type Log = Record<string, unknown> & { deviceEventId: string }
const post = (log: Log): Promise<Reply> => a.owner.post('wip-logs', log)

/** What one operator's device kept through a shift: for each token start and complete of each operation. */
function shift(operator: string, tokens: readonly string[]): Log[] {
  let minute = 0
  const after = (minutes: number) => {
    minute += minutes
    return new Date(Date.UTC(2026, 2, 1, 1, minute)).toISOString()
  }
  return tokens.flatMap((tokenCode) =>
    ['cut', 'sew', 'pack'].flatMap((taskCode) =>
      (['start', 'complete'] as const).map((event) => ({
        tokenCode,
        taskCode,
        event,
        operatorId: operator,
        operatorName: operator,
        deviceEventId: newId(),
        deviceAt: after(event === 'complete' ? 12 : 1),
      })),
    ),
  )
}

describe('thirty logs of a shift without a network', () => {
  it('sent three times, mixed up as far as their order allows, count once and are answered alike', async () => {
    const { id, tokens } = await a.ticket('BELT', '5')
    const logs = shift(
      'mali',
      tokens.map((token: { code: string }) => token.code),
    )
    expect(logs).toHaveLength(30)
    const answers = new Map<string, string>()
    const note = (log: Log, reply: Reply) => {
      expect(reply.status).toBe(201)
      const known = answers.get(log.deviceEventId)
      if (known === undefined) answers.set(log.deviceEventId, reply.text)
      else expect(reply.text).toBe(known)
    }
    // In order, but each is sent again at once, together with some that were sent before.
    for (const [i, log] of logs.entries()) {
      const again = logs.slice(Math.max(0, i - 3), i).reverse()
      note(log, await post(log))
      const replies = await Promise.all([...again, log].map(post))
      for (const [j, reply] of replies.entries()) note([...again, log][j]!, reply)
    }
    const once = await a.everything()
    // The device believes that nothing arrived and sends all of it again, backwards.
    for (const log of [...logs].reverse()) note(log, await post(log))
    expect(await a.everything()).toBe(once)
    const shown = (await a.owner.get(`job-tickets/${id}`)).body
    expect(shown).toMatchObject({ state: 'completed', goodQuantity: '5', progress: { percent: '100' } })
    // 12 minutes each: 5 × (12 × 1 + 12 × 2 + 12 × 1).
    expect(shown.costs.labour.amount).toBe('240.00')
    expect(await t.rows('select count(*)::int as n from wip_log where ticket_id = $1', id)).toEqual([
      { n: 30 },
    ])
    expect(await workshop.offences()).toEqual([])
  })

  it('that come too early are refused, and taken when what they wait for has come', async () => {
    const { id, tokens } = await a.ticket('BELT', '1')
    const logs = shift('mali', [tokens[0].code])
    const queue = [...logs].reverse()
    for (let sent = 0; queue.length > 0; sent++) {
      if (sent > 100) throw new Error('the outbox does not empty')
      const log = queue.shift()!
      if ((await post(log)).status === 201) continue
      queue.push(log)
    }
    expect((await a.owner.get(`job-tickets/${id}`)).body).toMatchObject({ state: 'completed' })
    expect(await workshop.offences()).toEqual([])
  })

  it('sent twice at the same moment are one', async () => {
    const { tokens } = await a.ticket('BELT', '1')
    for (const log of shift('mali', [tokens[0].code])) {
      const replies = await Promise.all([post(log), post(log), post(log), post(log)])
      expect(replies.map((reply) => reply.status)).toEqual([201, 201, 201, 201])
      expect(new Set(replies.map((reply) => reply.text)).size).toBe(1)
    }
    expect(await workshop.offences()).toEqual([])
  })

  it('with the id of another are refused', async () => {
    const { tokens } = await a.ticket('BELT', '2')
    const [start] = shift('mali', [tokens[0].code])
    await post(start!)
    const before = await a.everything()
    for (const other of [
      { taskCode: 'sew' },
      { event: 'hold' },
      { tokenCode: tokens[1].code },
      { note: 'x' },
    ]) {
      const reply = await post({ ...start!, ...other })
      expect([reply.status, reply.body.code]).toEqual([422, 'manufacturing.device_event_reused'])
    }
    expect(await a.everything()).toBe(before)
    await a.log(tokens[0].code, 'cut', 'pause')
  })

  it('with one id for two pieces at the same moment: one of them is taken', async () => {
    const { tokens } = await a.ticket('BELT', '2')
    const { tokens: others } = await a.ticket('BELT', '2')
    const [log] = shift('ann', [tokens[0].code])
    const replies = await Promise.all([
      post(log!),
      post({ ...log!, tokenCode: others[0].code, operatorId: 'ben', operatorName: 'ben' }),
    ])
    expect(replies.map((reply) => reply.body.code ?? 'taken').sort()).toEqual([
      'manufacturing.device_event_reused',
      'taken',
    ])
    for (const row of await t.rows<{ operator_id: string; code: string }>(
      'select r.operator_id, k.code from running_log r join work_token k on k.id = r.token_id',
    ))
      await a.log(row.code, 'cut', 'pause', { by: row.operator_id })
    expect(await workshop.offences()).toEqual([])
  })
})

describe('two people at once', () => {
  it('complete the same operation: one wins, the piece is finished once', async () => {
    for (let round = 0; round < 3; round++) {
      const { id, tokens } = await a.ticket('BELT', '1')
      const { code } = tokens[0]
      for (const taskCode of ['cut', 'sew', 'pack']) {
        const both = await Promise.all(
          ['mali', 'somchai', 'pranee'].map((by) =>
            a.send({ tokenCode: code, taskCode, event: 'complete', minutes: '5', by }),
          ),
        )
        expect(both.map((reply) => reply.body.code ?? 'taken').sort()).toEqual(
          taskCode === 'pack'
            ? ['manufacturing.ticket_state', 'manufacturing.ticket_state', 'taken']
            : ['manufacturing.task_done', 'manufacturing.task_done', 'taken'],
        )
      }
      expect((await a.owner.get(`job-tickets/${id}`)).body).toMatchObject({
        state: 'completed',
        goodQuantity: '1',
      })
    }
    expect(await workshop.offences()).toEqual([])
  })

  it('begin for one operator on two pieces: one of them runs', async () => {
    const { tokens } = await a.ticket('BELT', '4')
    const { tokens: others } = await a.ticket('BELT', '4')
    const replies = await Promise.all(
      [...tokens, ...others].map((token: { code: string }) =>
        a.send({ tokenCode: token.code, taskCode: 'cut', event: 'start', by: 'chai' }),
      ),
    )
    expect(replies.filter((reply) => reply.status === 201)).toHaveLength(1)
    expect(new Set(replies.filter((r) => r.status !== 201).map((r) => r.body.code))).toEqual(
      new Set(['manufacturing.operator_busy']),
    )
    const [{ code }] = (await t.rows<{ code: string }>(
      'select k.code from running_log r join work_token k on k.id = r.token_id',
    )) as [{ code: string }]
    await a.log(code, 'cut', 'pause', { by: 'chai' })
    expect(await workshop.offences()).toEqual([])
  })

  it('work through eight belts each, at the same material and ticket, and everything adds up', async () => {
    const people = ['ann', 'ben', 'cat', 'dan']
    const { id, tokens } = await a.ticket('BELT', '8')
    await Promise.all(
      people.map(async (by, i) => {
        for (const { code } of tokens.slice(i * 2, i * 2 + 2)) {
          for (const task of ['cut', 'sew', 'pack']) {
            await a.log(code, task, 'start', { by })
            await a.log(code, task, 'complete', { by })
          }
        }
      }),
    )
    expect((await a.owner.get(`job-tickets/${id}`)).body).toMatchObject({
      state: 'completed',
      goodQuantity: '8',
      costs: { inProcess: { amount: '0.00' } },
    })
    expect((await a.owner.post(`job-tickets/${id}/recalculate`)).body.agreed).toBe(true)
    await workshop.drain()
    expect(await workshop.offences()).toEqual([])
  })
})

it('takes the same material for two tickets, each from lots of its own, without a deadlock', async () => {
  const skus = ['HIDE', 'CLOTH']
  for (const sku of skus)
    await a.material(sku, [
      ['A', '40', '10'],
      ['B', '60', '12'],
    ])
  await a.product({
    sku: 'CASE',
    operations: [{ code: 'make', minutes: '1' }],
    materials: { HIDE: ['2'], CLOTH: ['2'] },
  })
  // The first ticket has lot A, the second lot B: neither waits for the other's promise.
  const tickets = [await a.ticket('CASE', '20'), await a.ticket('CASE', '20')]
  workshop.takeStatements()
  await Promise.all(
    tickets.flatMap(({ tokens }, i) =>
      tokens.map((token: { code: string }) =>
        a.log(token.code, 'make', 'complete', { minutes: '1', by: `op${i}` }),
      ),
    ),
  )
  // A transaction that PostgreSQL gave up would have begun again.
  const begun = workshop.takeStatements().filter((text) => text.startsWith('BEGIN; SET LOCAL'))
  expect(begun).toHaveLength(40)
  for (const { id } of tickets)
    expect((await a.owner.get(`job-tickets/${id}`)).body).toMatchObject({ state: 'completed' })
  expect(await workshop.offences()).toEqual([])
})

it('sends few statements for a log in the middle', async () => {
  const { tokens } = await a.ticket('BELT', '2')
  await a.log(tokens[0].code, 'cut', 'start')
  await a.log(tokens[0].code, 'cut', 'complete')
  for (const event of ['start', 'pause', 'resume', 'complete']) {
    workshop.takeStatements()
    await a.log(tokens[0].code, 'sew', event)
    const sent = workshop.takeStatements()
    expect(sent.length).toBeLessThanOrEqual(8)
    expect(sent.at(-1)).toBe('COMMIT')
  }
})
