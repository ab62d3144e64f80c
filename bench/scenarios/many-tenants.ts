import pg from 'pg'
import { type BenchEnvironment, type BenchTenant, openEnvironment } from '../environment.ts'
import { HttpConnection } from '../http-client.ts'
import { compare, ratioLine } from '../measure.ts'

export const title = 'The same with 1,000 workshops in the database and with one'

const OTHERS = 999
const PRODUCTS_EACH = 100
const ENTRIES_EACH = 200
const CONCURRENCY = 8

/** What a workshop has in this comparison: products and a journal, made by SQL so that the other 999 have the same. */
async function furnish(client: pg.Client, tenantIds: readonly string[]): Promise<void> {
  await client.query(
    `insert into product (tenant_id, id, sku, slug, name, kind, unit, currency, price, published)
     select t, gen_random_uuid(), 'P-' || n, 'p-' || n, 'Product ' || n, 'finished', 'pc', 'THB', 100 + n, true
     from unnest($1::uuid[]) t cross join generate_series(1, ${PRODUCTS_EACH}) n`,
    [tenantIds],
  )
  // Ids of UUIDv7 form, so that the entries are in this month's partition.
  await client.query(
    `with e as (
       select t, n, (lpad(to_hex((extract(epoch from clock_timestamp()) * 1000)::bigint), 12, '0') || '7' || substr(md5(t::text || n), 1, 3)
         || '8' || substr(md5(n || t::text), 1, 15))::uuid as id
       from unnest($1::uuid[]) t cross join generate_series(1, ${ENTRIES_EACH}) n
     ), entry as (
       insert into journal_entry (tenant_id, id, journal, date, memo, line_count, posted_at, posted_by)
       select t, id, 'general', current_date, 'Rent', 2, now(), 'bench' from e
     )
     insert into journal_line (tenant_id, id, entry_id, line_no, account_id, date, amount_minor, currency)
     select e.t, (left(e.id::text, 24) || substr(md5(e.id::text || l.no), 1, 12))::uuid, e.id, l.no, a.id, current_date, l.sign * 100000, 'THB'
     from e cross join (values (1, 1, '6010'), (2, -1, '1020')) as l(no, sign, code)
       join account a on a.tenant_id = e.t and a.code = l.code`,
    [tenantIds],
  )
}

interface Side {
  t: BenchTenant
  entry: object
  connections: HttpConnection[]
}

async function prepare(env: BenchEnvironment, others: number): Promise<Side> {
  const t = await env.tenant('ONE1')
  const ids = [t.tenant.id]
  for (let i = 0; i < others; i += 20) {
    const batch = Array.from({ length: Math.min(20, others - i) }, (_, n) =>
      env.tenant(`M${String(i + n).padStart(3, '0')}`),
    )
    ids.push(...(await Promise.all(batch)).map((one) => one.tenant.id))
  }
  const client = new pg.Client({ connectionString: env.ownerUrl })
  await client.connect()
  await furnish(client, ids)
  await client.query('vacuum analyze')
  await client.end()
  const { items } = await t.run<{ items: { id: string; code: string }[] }>('accounting.account.list', {
    limit: 200,
  })
  const idOf = (code: string) => items.find((account) => account.code === code)!.id
  const amount = { amount: '25000.00', currency: 'THB' }
  return {
    t,
    entry: {
      memo: 'Rent',
      lines: [
        { accountId: idOf('6010'), debit: amount },
        { accountId: idOf('1020'), credit: amount },
      ],
    },
    connections: await Promise.all(
      Array.from({ length: CONCURRENCY }, () => HttpConnection.open(env.program.port, t.host)),
    ),
  }
}

export async function run({ bars }: BenchEnvironment): Promise<void> {
  const [few, many] = [await openEnvironment(), await openEnvironment()]
  try {
    const one = await prepare(few, 0)
    const thousand = await prepare(many, OTHERS)
    const kinds: [string, (side: Side) => (worker: number) => Promise<unknown>][] = [
      [
        'journal entry of two lines, no HTTP',
        ({ t, entry }) =>
          () =>
            t.run('accounting.entry.post', entry),
      ],
      [
        'shop list of 20 over HTTP',
        ({ connections }) =>
          async (worker) => {
            const { status } = await connections[worker]!.send('GET', '/api/v1/shop/products?limit=20')
            if (status !== 200) throw new Error(`the list answered ${status}`)
          },
      ],
    ]
    for (const [name, work] of kinds) {
      const comparison = await compare(
        { name: '1,000', work: work(thousand) },
        { name: '1', work: work(one) },
        { concurrency: CONCURRENCY, slices: 8, sliceMs: 750 },
      )
      console.info(ratioLine(`${name}: 1,000 workshops`, comparison, 'the same with one workshop'))
      bars.ratio(`${name}: 1,000 workshops against one`, comparison.ratio.median, 0.9)
    }
    for (const { connections } of [one, thousand]) for (const connection of connections) connection.close()
  } finally {
    await many.close()
    await few.close()
  }
}
