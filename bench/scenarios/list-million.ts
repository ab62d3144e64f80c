import { invariantsOf } from '../../server/kernel/invariants.ts'
import type { BenchEnvironment } from '../environment.ts'
import { generateOrders } from '../generators/orders.ts'
import { HttpConnection } from '../http-client.ts'
import { line, runFor, summarise } from '../measure.ts'

export const title = 'A list of a million orders'

const ORDERS = Number(process.env.BENCH_ORDERS ?? 1_000_000)
const BAR_P95_MS = 15

export async function run(env: BenchEnvironment): Promise<void> {
  const t = await env.tenant('MILL')
  const begunMs = performance.now()
  await generateOrders(env.ownerUrl, t, ORDERS)
  console.info(
    `${ORDERS.toLocaleString('en')} orders made in ${((performance.now() - begunMs) / 1000).toFixed(0)} s`,
  )
  if (process.env.BENCH_SKIP_INVARIANTS !== 'true') {
    const offences = await offencesOf(env, t.tenant.id)
    if (offences.length > 0)
      throw new Error(`invariants that do not hold: ${JSON.stringify(offences).slice(0, 2000)}`)
    console.info('every invariant holds')
  }
  const connection = await HttpConnection.open(env.program.port, t.host)
  const page = async (query: string) => {
    const reply = await connection.send('GET', `/api/v1/orders?limit=100${query}`, undefined, t.headers)
    if (reply.status !== 200) throw new Error(`the list answered ${reply.status} ${reply.body}`)
    return JSON.parse(reply.body) as {
      items: { id: string; placedAt: string }[]
      next: string
      previous: string
    }
  }
  const year = new Date().getFullYear() - 1
  const first = await page('')
  const middle = await page(`&startAt=${year}-06-01`)
  const ways: [name: string, query: () => string][] = [
    ['the first 100', () => ''],
    ['the next 100', () => `&after=${first.next}`],
    ['100 from a day in the middle', () => `&startAt=${year}-06-01`],
    ['the 100 before those', () => `&before=${middle.previous}`],
    ['the next 100 by number', () => `&sort=number&startAt=SO${year}-3`],
    ['100 of one state', () => '&where=state:is:placed'],
    [
      '100 of a month, of some states',
      () => `&where=placedAt:gte:${year}-06-01,placedAt:lte:${year}-06-30,state:in:placed|paid`,
    ],
    ['of one buyer', () => '&where=email:is:buyer4321@example.com'],
    ['100 by part of a name', () => `&q=okada&startAt=${year}-06-01`],
  ]
  let worst = 0
  for (const [name, query] of ways) {
    const work = () => page(query())
    await runFor(300, 1, work)
    const measured = summarise([await runFor(1_500, 1, work)])
    console.info(line(`list of ${name}`, measured))
    if (!name.includes('part of')) worst = Math.max(worst, measured.p95)
  }
  env.bars.time('list of 100 of a million, slowest p95 without full text', worst, BAR_P95_MS)
  connection.close()
  await measureBrowser(env, t)
}

/** What offends in one workshop; without the time limit of the program, which a million rows would meet. */
async function offencesOf(
  env: BenchEnvironment,
  tenantId: string,
): Promise<{ name: string; rows: unknown[] }[]> {
  const offences: { name: string; rows: unknown[] }[] = []
  const client = await env.pool.connect()
  try {
    await client.query('begin read only')
    await client.query("select set_config('app.tenant_id', $1, true)", [tenantId])
    for (const [name, text] of await invariantsOf(env.kernel)) {
      const { rows } = await client.query(text)
      if (rows.length > 0) offences.push({ name, rows: rows.slice(0, 3) })
    }
    await client.query('rollback')
  } finally {
    client.release()
  }
  return offences
}

/** How it feels: the desk in Chromium, over the same million. */
async function measureBrowser(
  env: BenchEnvironment,
  t: Awaited<ReturnType<BenchEnvironment['tenant']>>,
): Promise<void> {
  const { measureDesk } = await import('../desk.ts')
  await measureDesk(env, t)
}
