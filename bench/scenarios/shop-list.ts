import { shopListByHand } from '../by-hand/shop-list.ts'
import type { BenchEnvironment } from '../environment.ts'
import { HttpConnection } from '../http-client.ts'
import { compare, line, ratioLine, runFor, summarise, WARM_UP_MS } from '../measure.ts'

export const title = 'List of 20 products through the API'

const PRODUCTS = 500
const CONCURRENCY = 16

export async function run(env: BenchEnvironment): Promise<void> {
  const t = await env.tenant('LIST')
  const header = 'sku,name,kind,unit,price,currency,tax_code,published\n'
  const rows = Array.from(
    { length: PRODUCTS },
    (_, i) => `P-${i},Product ${i},finished,pc,${100 + i},THB,VAT7,true`,
  )
  await t.run('catalog.product.import', { csv: header + rows.join('\n') })
  await t.run('inventory.opening_stock.import', {
    csv: `sku,location_code,lot,quantity,unit,unit_cost\n${rows.map((_, i) => `P-${i},WH,,100,pc,60`).join('\n')}\n`,
  })
  const connections = await Promise.all(
    Array.from({ length: CONCURRENCY }, () => HttpConnection.open(env.program.port, t.host)),
  )
  const get =
    (path: string, headers: Record<string, string> = {}) =>
    async (worker: number) => {
      const { status, body } = await connections[worker]!.send('GET', path, undefined, headers)
      if (status !== 200) throw new Error(`${path} answered ${status} ${body}`)
    }
  const shop = get('/api/v1/shop/products?limit=20')
  await runFor(WARM_UP_MS, CONCURRENCY, shop)
  const measured = summarise([await runFor(4_000, CONCURRENCY, shop)])
  console.info(line('the shop, anybody', measured))
  env.bars.rate('list of 20 products of a shop', measured, 3_000)
  const desk = get('/api/v1/products?limit=20', t.headers)
  await runFor(WARM_UP_MS, CONCURRENCY, desk)
  console.info(line('the catalogue, signed in', summarise([await runFor(4_000, CONCURRENCY, desk)])))
  const comparison = await compare(
    { name: 'ours', work: shop },
    { name: 'by hand', work: () => shopListByHand(env.pool, t.tenant.id) },
    { concurrency: CONCURRENCY },
  )
  console.info(ratioLine('the shop with HTTP, against its statement without', comparison))
  for (const connection of connections) connection.close()
}
