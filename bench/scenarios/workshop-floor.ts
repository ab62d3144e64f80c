import { runningLogId } from '../../server/modules/manufacturing/wip-log/write-log.ts'
import { newId } from '../../shared/ids.ts'
import { logByHand } from '../by-hand/wip-log.ts'
import type { BenchEnvironment, BenchTenant } from '../environment.ts'
import { compare, line, ratioLine, runFor, summarise, WARM_UP_MS } from '../measure.ts'

export const title = 'The floor: logs, and a ticket from opening to stock'

const CONCURRENCY = 8

interface Released {
  id: string
  tokens: { code: string }[]
}

/** A serialised product with one operation. */
async function product(t: BenchTenant): Promise<string> {
  const { id } = await t.run<{ id: string }>('catalog.product.create', {
    ...{ sku: 'TOTE', name: 'Saddle Tote', kind: 'finished', unit: 'pc', currency: 'THB' },
    ...{ serialised: true, serialCode: 'TOTE', line: 'HAT' },
  })
  const centre = await t.run<{ id: string }>('catalog.work_centre.create', {
    ...{ code: 'BENCH', name: 'Bench', ratePerHour: '180' },
  })
  await t.run('catalog.routing.save', {
    productId: id,
    operations: [{ code: 'stitching', name: 'Stitching', workCentreId: centre.id, standardMinutes: '45' }],
  })
  return id
}

const by = (operatorId: string) => ({ operatorId, operatorName: 'Mali' })
const now = () => ({ deviceEventId: newId(), deviceAt: new Date().toISOString() })

export async function run(env: BenchEnvironment): Promise<void> {
  const t = await env.tenant('FLR1')
  const productId = await product(t)
  const open = (quantity: string) =>
    t.run<Released>('manufacturing.ticket.create', { productId, quantity, line: 'HAT', release: true })
  const log = (tokenCode: string, event: string, operatorId: string, extra: object = {}) =>
    t.run('manufacturing.wip.log', {
      ...{ tokenCode, taskCode: 'stitching', event },
      ...{ ...by(operatorId), ...now(), ...extra },
    })

  // Each worker has a piece of its own, started, and pauses and resumes it in turn.
  const bench = async (name: string) => {
    const ticket = await open('1')
    const operatorId = `${name}-${newId()}`
    const tokenCode = ticket.tokens[0]!.code
    await log(tokenCode, 'start', operatorId)
    const { tasks } = await t.run<{ tasks: { id: string }[] }>('manufacturing.ticket.get', { id: ticket.id })
    return { tokenCode, operatorId, taskId: tasks[0]!.id, isRunning: true }
  }
  const ours = await Promise.all(Array.from({ length: CONCURRENCY }, () => bench('ours')))
  const hand = await Promise.all(Array.from({ length: CONCURRENCY }, () => bench('hand')))
  const next = (at: { isRunning: boolean }) => {
    at.isRunning = !at.isRunning
    return at.isRunning ? ('resume' as const) : ('pause' as const)
  }
  const comparison = await compare(
    {
      name: 'ours',
      work: (worker) => log(ours[worker]!.tokenCode, next(ours[worker]!), ours[worker]!.operatorId),
    },
    {
      name: 'by hand',
      work: (worker) => {
        const at = hand[worker]!
        const runningId = runningLogId(at.operatorId)
        return logByHand(env.pool, { ...at, tenantId: t.tenant.id, runningId, event: next(at) })
      },
    },
    { concurrency: CONCURRENCY },
  )
  console.info(ratioLine(`a log, no HTTP, concurrency ${CONCURRENCY}`, comparison))
  env.bars.ratio('log against by hand, concurrency 8', comparison.ratio.median, 0.5)

  const whole = async () => {
    const ticket = await open('1')
    await log(ticket.tokens[0]!.code, 'complete', 'mali', { minutes: '45' })
  }
  await runFor(WARM_UP_MS, CONCURRENCY, whole)
  const measured = summarise([await runFor(4_000, CONCURRENCY, whole)])
  console.info(line('a ticket of one piece: opened, released, logged, in stock', measured))
  env.bars.rate('ticket of one piece, from opening to stock', measured, 100)
}
