import pg from 'pg'
import type { BenchTenant } from '../environment.ts'

/** Of five orders one waits to be paid, with all that belongs to it; four were samples free of charge and cancelled. */
const PLACED_EVERY = 5
const BATCH = 50_000

/**
 * Gives a workshop so many orders of the last two years, written by SQL as the commands would have written them: lines, invoices
 * without a gap in their numbers, journal entries that balance, reservations of stock. Every invariant holds afterwards.
 */
export async function generateOrders(ownerUrl: string, t: BenchTenant, count: number): Promise<void> {
  const product = await t.run<{ id: string }>('catalog.product.create', {
    sku: 'LEDGER',
    name: 'Ledger, A5',
    kind: 'finished',
    unit: 'pc',
    currency: 'THB',
    price: '185',
    taxCode: 'VAT7',
    published: true,
  })
  await t.run('inventory.opening_stock.import', {
    csv: `sku,location_code,lot,quantity,unit,unit_cost\nLEDGER,WH,,${count},pc,60\n`,
  })
  const accounts = await t.run<{ items: { id: string; code: string }[] }>('accounting.account.list', {
    limit: 200,
  })
  const accountId = (code: string) => accounts.items.find((account) => account.code === code)!.id
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    // As a bulk load does: what the triggers and foreign keys would check, the invariants check afterwards.
    await client.query('set session_replication_role = replica; set synchronous_commit = off')
    await client.query(`
      create temp table made as
      with moments as (
        select n, date_trunc('milliseconds', now() - interval '730 days' * (1 - n::float8 / ${count}) - interval '2 hours') as at
        from generate_series(1, ${count}) n
      )
      select n, at, extract(year from at at time zone 'Asia/Bangkok')::int as year, (at at time zone 'Asia/Bangkok')::date as day,
        row_number() over (partition by extract(year from at at time zone 'Asia/Bangkok') order by n) as nth,
        n % ${PLACED_EVERY} = 0 as placed,
        case when n % ${PLACED_EVERY} = 0 then 5000 + (n::bigint * 7919 % 2000000) else 0 end as gross,
        lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') as ms
      from moments`)
    await client.query('create index on made (n); analyze made')
    await client.query(`create function pg_temp.id_of(ms text, salt text, n bigint) returns uuid language sql immutable as $$
      select (left(ms, 8) || '-' || right(ms, 4) || '-7' || substr(h, 1, 3) || '-8' || substr(h, 4, 3) || '-' || substr(h, 7, 12))::uuid
      from md5(salt || n) h $$`)
    for (let from = 1; from <= count; from += BATCH) {
      await client.query(statement(t, product.id, from, from + BATCH, accountId))
    }
    await client.query(
      `insert into number_series (tenant_id, id, series, last)
       select $1, pg_temp.id_of('000000000000', prefix, year), prefix || year, count(*) from made cross join (values ('SO'), ('INV')) p(prefix)
       group by prefix, year`,
      [t.tenant.id],
    )
    await client.query(
      `update stock_level l set reserved = reserved + $3 where l.tenant_id = $1 and l.product_id = $2 and l.on_hand > 0`,
      [t.tenant.id, product.id, Math.floor(count / PLACED_EVERY)],
    )
  } finally {
    await client.query('reset session_replication_role').catch(() => {})
    await client.end()
  }
  const analyst = new pg.Client({ connectionString: ownerUrl })
  await analyst.connect()
  await analyst.query(
    'vacuum (analyze) sales_order, sales_order_line, invoice, journal_entry, journal_line, stock_reservation, stock_level',
  )
  await analyst.end()
}

function statement(
  t: BenchTenant,
  productId: string,
  from: number,
  before: number,
  accountId: (code: string) => string,
): string {
  const tenant = `'${t.tenant.id}'::uuid`
  const some = `made m where m.n >= ${from} and m.n < ${before}`
  const tax = '(round(m.gross * 7 / 107.0))::bigint'
  const id = (salt: string) => `pg_temp.id_of(m.ms, '${salt}', m.n)`
  const number = (prefix: string) =>
    `'${prefix}' || m.year || '-' || lpad(m.nth::text, greatest(6, length(m.nth::text)), '0')`
  const name = `(array['Ploy','Somchai','Anong','Mali','Niran','Kanya','Wira','Dao','Chai','Arun','Emma','Jonas'])[1 + m.n % 12] || ' '
    || (array['Rattanakul','Srisai','Weber','Okada','Lind','Phrom','Saelim','Moreau','Hughes','Thong'])[1 + (m.n / 12) % 10]`
  return `
    insert into sales_order (tenant_id, id, number, token_hash, channel, state, email, name, shipping_code, shipping_name,
      currency, prices_include_tax, items_net_minor, shipping_net_minor, shipping_tax_minor, tax_minor, total_minor, locale, placed_at, cancelled_at,
      cancel_reason, created_at, updated_at)
    select ${tenant}, ${id('o')}, ${number('SO')}, md5(m.n::text), case m.n % 3 when 0 then 'desk' else 'shop' end,
      case when m.placed then 'placed' else 'cancelled' end, 'buyer' || m.n % 50000 || '@example.com', ${name}, 'PICKUP', 'Pick up', 'THB', true,
      m.gross - ${tax}, 0, 0, ${tax}, m.gross, 'en', m.at, case when m.placed then null else m.at end,
      case when m.placed then null else 'A sample' end, m.at, m.at
    from ${some};
    insert into sales_order_line (tenant_id, id, order_id, line_no, product_id, sku, name, quantity, unit_price, tax_code, tax_rate_percent,
      net_minor, tax_minor, gross_minor)
    select ${tenant}, ${id('l')}, ${id('o')}, 1, '${productId}', 'LEDGER', 'Ledger, A5', 1, m.gross / 100.0, 'VAT7', 7, m.gross - ${tax}, ${tax}, m.gross
    from ${some};
    insert into invoice (tenant_id, id, series, number, kind, order_id, date, currency, net_minor, tax_minor, gross_minor, entry_id, posted_at)
    select ${tenant}, ${id('i')}, 'INV' || m.year, ${number('INV')}, 'invoice', ${id('o')}, m.day, 'THB', m.gross - ${tax}, ${tax}, m.gross,
      case when m.placed then ${id('e')} end, m.at
    from ${some};
    insert into journal_entry (tenant_id, id, journal, date, memo, line_count, source_entity, source_id, posted_at, posted_by)
    select ${tenant}, ${id('e')}, 'sales', m.day, 'Invoice ' || ${number('INV')}, 3, 'order', ${id('o')}, m.at, 'bench'
    from ${some} and m.placed;
    insert into journal_line (tenant_id, id, entry_id, line_no, account_id, date, amount_minor, currency)
    select ${tenant}, pg_temp.id_of(m.ms, 'j' || k.no, m.n), ${id('e')}, k.no, k.account::uuid, m.day,
      case k.no when 1 then m.gross when 2 then -(m.gross - ${tax}) else -${tax} end, 'THB'
    from (values (1, '${accountId('1100')}'), (2, '${accountId('4010')}'), (3, '${accountId('2100')}')) k(no, account), ${some} and m.placed;
    insert into stock_reservation (tenant_id, id, product_id, location_id, lot_id, quantity, state, source_entity, source_id, created_at)
    select ${tenant}, ${id('r')}, '${productId}', l.location_id, l.lot_id, 1, 'open', 'order', ${id('o')}, m.at
    from (select location_id, lot_id from stock_level where tenant_id = ${tenant} and product_id = '${productId}' and on_hand > 0) l, ${some} and m.placed`
}
