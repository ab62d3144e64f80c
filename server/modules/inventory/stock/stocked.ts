import { z } from 'zod'
import { newId } from '../../../../shared/ids.ts'
import type { TenantContext } from '../../../kernel/command/context.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { line } from '../../../kernel/wire.ts'
import type { Purpose } from '../../accounting/index.ts'
import { fail } from '../errors.ts'
import { type Place, placeKey, placesSql } from '../places.ts'

/** A location in a request: what stands on its label, or its id. */
export const place = z
  .string()
  .trim()
  .min(1)
  .max(40)
  .meta({ description: 'Code or id of a location', examples: ['WH'] })

/** A lot in a request: what stands on its label. */
export const lotCode = line(60).meta({
  description: 'Code of a lot of the product',
  examples: ['HIDE-2026-014'],
})

export interface StockedProduct {
  id: string
  sku: string
  kind: 'finished' | 'material' | 'component'
  serialised: boolean
  unit: string
}

/**
 * Products that stock is kept of, by id in small letters.
 *
 * @throws Problem `inventory.product_unknown`, `inventory.product_not_stocked`
 */
export async function stockedProducts(
  ctx: TenantContext,
  ids: readonly string[],
): Promise<Map<string, StockedProduct>> {
  const wanted = [...new Set(ids.map((id) => id.toLowerCase()))]
  const rows = await ctx.tx.rows<StockedProduct & { kind: string }>(sql`
    select id, sku, kind, serialised, unit from product
    where tenant_id = ${ctx.tenant.id}::uuid and id = any(${wanted}::uuid[]) and deleted_at is null`)
  const found = new Map(rows.map((row) => [row.id, row]))
  for (const id of wanted) {
    const product = found.get(id)
    if (!product) throw fail('inventory.product_unknown', { product: id })
    if ((product.kind as string) === 'service')
      throw fail('inventory.product_not_stocked', { sku: product.sku })
  }
  return found
}

/**
 * A location that things are kept at, and that is not archived.
 *
 * @throws Problem `inventory.location_unknown`, `inventory.location_not_physical`
 */
export async function physicalPlace(
  ctx: TenantContext,
  wanted: Place,
): Promise<{ id: string; code: string }> {
  const row = await ctx.tx.first<{ id: string; code: string; physical: boolean; archived: boolean }>(
    sql`select id, code, physical, archived from (${placesSql(ctx, [wanted])}) p where key = ${placeKey(wanted)}`,
  )
  if (!row || row.archived) throw fail('inventory.location_unknown', { location: wanted })
  if (!row.physical) throw fail('inventory.location_not_physical', { location: row.code })
  return { id: row.id, code: row.code }
}

interface LotRef {
  productId: string
  lot?: string | undefined
}

/** Gives the id of a line's lot; undefined where the line names none. */
export type LotIds = (ref: LotRef) => string | undefined

const lotKey = (productId: string, code: string): string => `${productId.toLowerCase()} ${code}`

function lotsOf(rows: readonly { id: string; product_id: string; code: string }[]): LotIds {
  const ids = new Map(rows.map((row) => [lotKey(row.product_id, row.code), row.id]))
  return ({ productId, lot }) => (lot === undefined ? undefined : ids.get(lotKey(productId, lot)))
}

const named = (refs: readonly LotRef[]) => {
  const byKey = new Map<string, { productId: string; lot: string }>()
  for (const { productId, lot } of refs)
    if (lot !== undefined) byKey.set(lotKey(productId, lot), { productId, lot })
  return [...byKey.values()]
}

/**
 * Looks up lots by their codes. The lots that are missing are told by {@link assertLots}, once the SKUs are known, so that both
 * can be asked for in one flush.
 */
export async function findLots(ctx: TenantContext, refs: readonly LotRef[]): Promise<LotIds> {
  const wanted = named(refs)
  if (wanted.length === 0) return lotsOf([])
  return lotsOf(
    await ctx.tx.rows(sql`
      select b.id, b.product_id, b.code
      from unnest(${wanted.map((ref) => ref.productId)}::uuid[], ${wanted.map((ref) => ref.lot)}::text[]) as i (product_id, code)
        join lot b on b.tenant_id = ${ctx.tenant.id}::uuid and b.product_id = i.product_id and b.code = i.code`),
  )
}

/** @throws Problem `inventory.lot_unknown` for the first line whose lot does not exist */
export function assertLots(
  refs: readonly LotRef[],
  lots: LotIds,
  products: ReadonlyMap<string, StockedProduct>,
): void {
  for (const ref of refs) {
    if (ref.lot !== undefined && lots(ref) === undefined) {
      throw fail('inventory.lot_unknown', {
        lot: ref.lot,
        sku: products.get(ref.productId.toLowerCase())!.sku,
      })
    }
  }
}

/** Makes the lots that do not exist yet; lots of products that do not exist are left out, for the caller refuses those. */
export async function ensureLots(
  ctx: TenantContext,
  refs: readonly LotRef[],
  note: string | null,
): Promise<LotIds> {
  const wanted = named(refs)
  if (wanted.length === 0) return lotsOf([])
  const nowMs = ctx.now.getTime()
  return lotsOf(
    await ctx.tx.rows(sql`
      insert into lot (tenant_id, id, product_id, code, received_on, note, created_at, updated_at)
      select ${ctx.tenant.id}::uuid, i.id, p.id, i.code, ${ctx.today}::date, ${note}::text, ${ctx.now}::timestamptz, ${ctx.now}::timestamptz
      from unnest(${wanted.map(() => newId(nowMs))}::uuid[], ${wanted.map((ref) => ref.productId)}::uuid[],
          ${wanted.map((ref) => ref.lot)}::text[]) as i (id, product_id, code)
        join product p on p.tenant_id = ${ctx.tenant.id}::uuid and p.id = i.product_id
      order by i.product_id, i.code
      on conflict (tenant_id, product_id, code) do update set code = excluded.code
      returning id, product_id, code`),
  )
}

/** The account that the stock of a product is on. */
export const stockAccount = (product: StockedProduct): Purpose =>
  product.kind === 'finished' ? 'finished_goods' : 'raw_material'

/** @throws Problem `inventory.listed_twice` when a product and lot stands on two lines */
export function assertOnce(refs: readonly LotRef[], products: ReadonlyMap<string, StockedProduct>): void {
  const seen = new Set<string>()
  for (const { productId, lot } of refs) {
    const key = lotKey(productId, lot ?? '')
    if (seen.has(key))
      throw fail('inventory.listed_twice', { sku: products.get(productId.toLowerCase())!.sku })
    seen.add(key)
  }
}

/** @throws Problem `inventory.pieces_have_serials`: such a product never changes by quantity alone */
export function assertNoSerials(product: StockedProduct): void {
  if (product.serialised) throw fail('inventory.pieces_have_serials', { sku: product.sku })
}
