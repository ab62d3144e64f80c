import { newId } from '../../shared/ids.ts'
import { tenantKey } from '../../shared/serial/mac.ts'
import { issueByHand } from '../by-hand/issue-serials.ts'
import type { BenchEnvironment } from '../environment.ts'
import { compare, line, ratioLine, runFor, summarise } from '../measure.ts'

export const title = 'Issue serials'

export async function run(env: BenchEnvironment): Promise<void> {
  const t = await env.tenant('SER1')
  const product = await t.run<{ id: string }>('catalog.product.create', {
    sku: 'TOTE',
    name: 'Saddle Tote',
    kind: 'finished',
    unit: 'pc',
    currency: 'THB',
    serialised: true,
    serialCode: 'TOTE',
    line: 'HAT',
  })
  const key = tenantKey(Buffer.from(env.serialMasterKey, 'hex'), 'SER1')
  const day = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Bangkok' }).format(new Date())
  for (const quantity of [1, 100, 10_000]) {
    const input = { line: 'HAT', productId: product.id, quantity }
    const hand = {
      tenantId: t.tenant.id,
      tenantCode: 'SER1',
      key,
      productId: product.id,
      sku: 'TOTE',
      day,
      quantity,
    }
    const comparison = await compare(
      { name: 'ours', work: () => t.run('serials.serial.issue', input, { idempotencyKey: newId() }) },
      { name: 'by hand', work: () => issueByHand(env.pool, hand) },
      quantity === 10_000 ? { concurrency: 1, slices: 3, sliceMs: 1_500, warmUpMs: 1 } : { concurrency: 8 },
    )
    console.info(ratioLine(`${quantity} at once, concurrency ${quantity === 10_000 ? 1 : 8}`, comparison))
    env.bars.ratio(`issue of ${quantity} against by hand`, comparison.ratio.median, 0.5)
  }
  const { HttpConnection } = await import('../http-client.ts')
  const connection = await HttpConnection.open(env.program.port, t.host)
  const request = () =>
    connection.send(
      'POST',
      '/api/v1/serials/issue',
      { line: 'HAT', productId: product.id, quantity: 10_000 },
      { ...t.headers, 'Idempotency-Key': newId() },
    )
  const { status } = await request()
  if (status !== 201) throw new Error(`issuing over HTTP answered ${status}`)
  const measured = summarise([await runFor(4_000, 1, request)])
  console.info(line('10,000 in one call over HTTP', measured))
  env.bars.time('10,000 serials in one call over HTTP', measured.p50, 1_000)
  connection.close()
}
