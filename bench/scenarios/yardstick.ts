import { newId } from '../../shared/ids.ts'
import { byHand, prepared } from '../by-hand/transaction.ts'
import type { BenchEnvironment } from '../environment.ts'
import { line, runFor, summarise } from '../measure.ts'

export const title = 'Yardstick: what this machine does right now, without this program'

/**
 * Seven statements in one transaction and one read, by hand: figures a second are only worth something beside them. On the
 * machine on which the bars were set they were 3,400–3,900 and 13,000.
 */
export async function run(env: BenchEnvironment): Promise<void> {
  const t = await env.tenant('YARD')
  const tenantId = t.tenant.id
  await t.run('catalog.product.create', {
    sku: 'NB',
    name: 'Notebook',
    kind: 'finished',
    unit: 'pc',
    currency: 'THB',
  })
  const writes = () =>
    byHand(env.pool, tenantId, (client) =>
      Promise.all(
        Array.from({ length: 7 }, (_, i) =>
          prepared(
            client,
            `insert into audit_record (tenant_id, id, at, actor_kind, actor_name, operation, entity, request_id)
             values ($1, $2, $3, 'system', 'system', 'bench.write', $4, 'bench')`,
            [tenantId, newId(), new Date(), `statement ${i}`],
          ),
        ),
      ),
    )
  const reads = () =>
    byHand(env.pool, tenantId, (client) =>
      prepared(client, 'select * from product where tenant_id = $1 and sku = $2', [tenantId, 'NB']),
    )
  for (const [name, work] of [
    ['seven inserts in one transaction, concurrency 8', writes],
    ['one row read by an index, concurrency 8', reads],
  ] as const) {
    await runFor(500, 8, work)
    console.info(line(name, summarise([await runFor(3_000, 8, work)])))
  }
}
