import pg from 'pg'
import { newId } from '../../shared/ids.ts'
import { prepared } from '../by-hand/transaction.ts'
import { drained } from '../drained.ts'
import type { BenchEnvironment } from '../environment.ts'
import { HttpConnection } from '../http-client.ts'
import { compare, line, ratioLine, runFor, summarise, WARM_UP_MS } from '../measure.ts'

export const title = 'Public verification of a serial'

const PIECES = 10_000
const CONCURRENCY = 16

export async function run(env: BenchEnvironment): Promise<void> {
  const t = await env.tenant('VER1')
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
  const issued = await t.run<{ serials: { serial: string; compact: string }[] }>(
    'serials.serial.issue',
    { line: 'HAT', productId: product.id, quantity: PIECES },
    { idempotencyKey: newId() },
  )
  await linked(env, 'VER1')
  // Their events are written behind that; it is verifying that is measured.
  await drained(env.ownerUrl)
  const numbers = issued.serials.map((piece, i) => (i % 2 === 0 ? piece.serial : piece.compact))
  const connections = await Promise.all(
    Array.from({ length: CONCURRENCY }, () => HttpConnection.open(env.program.port, 'localhost')),
  )
  const verify = async (worker: number, turn: number) => {
    const number = numbers[(worker * 7919 + turn * 31) % numbers.length]!
    const reply = await connections[worker]!.send('GET', `/api/public/serial/verify/${number}`)
    if (reply.status !== 200) throw new Error(`verification answered ${reply.status} ${reply.body}`)
  }
  await runFor(WARM_UP_MS, CONCURRENCY, verify)
  const measured = summarise([await runFor(5_000, CONCURRENCY, verify)])
  console.info(line(`over HTTP, ${CONCURRENCY} connections`, measured))
  env.bars.rate('verify over HTTP', measured, 5_000)
  const owner = new pg.Pool({
    connectionString: env.ownerUrl,
    max: CONCURRENCY,
    pipeline: true,
  } as pg.PoolConfig)
  const comparison = await compare(
    { name: 'ours', work: verify },
    {
      name: 'by hand',
      work: async (worker, turn) => {
        const client = await owner.connect()
        try {
          await prepared(client, `select * from registry.piece where compact = $1`, [
            issued.serials[(worker * 7919 + turn * 31) % PIECES]!.compact,
          ])
        } finally {
          client.release()
        }
      },
    },
    { concurrency: CONCURRENCY, slices: 3 },
  )
  console.info(ratioLine('with HTTP, key check, limit and scan count, against one bare read', comparison))
  await owner.end()
  for (const connection of connections) connection.close()
}

/** Waits until the registry has every piece of the maker: the worker links them after the commit. */
async function linked(env: BenchEnvironment, code: string): Promise<void> {
  const client = new pg.Client({ connectionString: env.ownerUrl })
  await client.connect()
  const startedMs = performance.now()
  for (;;) {
    const { rows } = await client.query<{ n: string }>(
      'select count(*) as n from registry.piece where maker_code = $1',
      [code],
    )
    if (Number(rows[0]!.n) === PIECES) break
    if (performance.now() - startedMs > 60_000) throw new Error('the registry does not get the pieces')
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  console.info(
    `${PIECES.toLocaleString('en')} pieces linked to the registry ${((performance.now() - startedMs) / 1000).toFixed(1)} s after the commit`,
  )
  await client.end()
}
