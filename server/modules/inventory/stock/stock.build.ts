import { newId } from '../../../../shared/ids.ts'
import { sql } from '../../../kernel/db/sql.ts'
import type { TestTenant, Workshop } from '../../../kernel/testing/workshop.ts'
import type { PRODUCT_KINDS } from '../../catalog/product/product.ts'
import type { LocationKind } from '../location/location.ts'

export interface ProductBuild {
  sku: string
  kind?: (typeof PRODUCT_KINDS)[number]
  unit?: string
  serialised?: boolean
  /** In the workshop's currency, per unit. */
  standardCost?: string
}

/** Puts a product there for a test of stock, without asking the catalog; gives its id. */
export async function buildProduct(tenant: TestTenant, build: ProductBuild): Promise<string> {
  const { sku, kind = 'finished', unit = 'pc', serialised = false, standardCost = null } = build
  const id = newId()
  await tenant.rows(
    `insert into product (tenant_id, id, sku, slug, name, kind, unit, serialised, serial_code, serial_code_folded, line, currency, standard_cost)
     values ($1, $2, $3, lower($3), $3, $4, $5, $6, $7, $7, $8, $9, $10)`,
    tenant.id,
    id,
    sku,
    kind,
    unit,
    serialised,
    serialised ? sku.replaceAll(/[^A-Z0-9]/g, '').slice(0, 8) : null,
    serialised ? 'HAT' : null,
    tenant.currency,
    standardCost,
  )
  return id
}

/** Puts a location there; gives its id. */
export async function buildLocation(
  tenant: TestTenant,
  build: { code: string; kind: LocationKind; allowNegative?: boolean },
): Promise<string> {
  const id = newId()
  await tenant.rows(
    'insert into location (tenant_id, id, code, name, kind, allow_negative) values ($1, $2, $3, $3, $4, $5)',
    tenant.id,
    id,
    build.code,
    build.kind,
    build.allowNegative ?? false,
  )
  return id
}

/** Puts a lot there; gives its id. */
export async function buildLot(
  tenant: TestTenant,
  build: { productId: string; code: string },
): Promise<string> {
  const id = newId()
  await tenant.rows(
    'insert into lot (tenant_id, id, product_id, code) values ($1, $2, $3, $4)',
    tenant.id,
    id,
    build.productId,
    build.code,
  )
  return id
}

/** What is on hand and reserved at each location, as `code[/lot]` → `on hand[ (reserved)]`; empty levels are left out. */
export async function levels(tenant: TestTenant, productId: string): Promise<Record<string, string>> {
  const rows = await tenant.rows<{ place: string; on_hand: string; reserved: string }>(
    `select p.code || coalesce('/' || b.code, '') as place, trim_scale(l.on_hand)::text as on_hand, trim_scale(l.reserved)::text as reserved
     from stock_level l join location p on p.tenant_id = l.tenant_id and p.id = l.location_id
       left join lot b on b.tenant_id = l.tenant_id and b.id = l.lot_id
     where l.tenant_id = $1 and l.product_id = $2 and (l.on_hand <> 0 or l.reserved <> 0) order by 1`,
    tenant.id,
    productId,
  )
  return Object.fromEntries(
    rows.map((row) => [row.place, row.reserved === '0' ? row.on_hand : `${row.on_hand} (${row.reserved})`]),
  )
}

/** Quantity and value, minor units, of a product in the physical locations: `['3', 10000n]`. */
export async function worth(tenant: TestTenant, productId: string): Promise<[string, bigint]> {
  const [row] = await tenant.rows<{ quantity: string; value_minor: bigint }>(
    'select trim_scale(quantity)::text as quantity, value_minor from stock_value where tenant_id = $1 and product_id = $2',
    tenant.id,
    productId,
  )
  return row ? [row.quantity, row.value_minor] : ['0', 0n]
}

/** What each account of the ledger has, debit positive, minor units: `{ '1310': 45000n, '2010': -45000n }`; zero ones are left out. */
export async function books(tenant: TestTenant): Promise<Record<string, bigint>> {
  const rows = await tenant.rows<{ code: string; balance: bigint }>(
    `select a.code, sum(l.amount_minor)::bigint as balance
     from journal_line l join account a on a.tenant_id = l.tenant_id and a.id = l.account_id
     group by a.code having sum(l.amount_minor) <> 0 order by a.code`,
  )
  return Object.fromEntries(rows.map((row) => [row.code, row.balance]))
}

/** How many rows the stock and the ledger have: to show that a refusal left nothing behind. */
export async function sizes(tenant: TestTenant): Promise<Record<string, bigint>> {
  const [row] = await tenant.rows<Record<string, bigint>>(
    `select (select count(*) from stock_move) as moves, (select count(*) from stock_level) as levels,
       (select coalesce(sum(value_minor), 0)::bigint from stock_value) as value, (select count(*) from lot) as lots,
       (select count(*) from location) as locations, (select count(*) from journal_entry) as entries,
       (select count(*) from audit_record) as audits`,
  )
  return row!
}

/**
 * Changes something in a transaction of its own, starts `work`, commits once `work` waits for a lock of it, and gives what `work`
 * came to: it began before the change was there, and goes on after.
 */
export async function committedMeanwhile<T>(
  workshop: Workshop,
  tenant: TestTenant,
  change: string,
  work: () => Promise<T>,
): Promise<T> {
  let result: Promise<T> | undefined
  await workshop.kernel.database.write(tenant.id, async (tx) => {
    await tx.run(sql.trusted(change))
    result = work()
    for (let waiting = 0n; waiting === 0n; ) {
      const [row] = await workshop.asOwner<{ n: string }>(
        `select count(*) as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
      )
      waiting = BigInt(row!.n)
    }
  })
  return await result!
}
