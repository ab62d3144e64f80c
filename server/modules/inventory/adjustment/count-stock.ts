import { z } from 'zod'
import { newId } from '../../../../shared/ids.ts'
import { compareQuantity, subtractQuantity } from '../../../../shared/quantity.ts'
import type { TenantContext } from '../../../kernel/command/context.ts'
import { command } from '../../../kernel/command/operation.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { trimDecimal } from '../../../kernel/resource/field.ts'
import { EXAMPLE_ID } from '../../../kernel/resource/resource.ts'
import { decimal, id, line, money, nonNegativeDecimal, toMoney } from '../../../kernel/wire.ts'
import { POSTING_ERRORS } from '../../accounting/index.ts'
import { MOVE_ERRORS } from '../errors.ts'
import { stockAdjusted } from '../events.ts'
import { newIdSql, PLACES } from '../places.ts'
import { postStock } from '../stock/ledger.ts'
import { move } from '../stock/move.ts'
import { NO_LOT } from '../stock/stock.ts'
import {
  assertLots,
  assertNoSerials,
  assertOnce,
  findLots,
  lotCode,
  physicalPlace,
  place,
  type StockedProduct,
  stockedProducts,
} from '../stock/stocked.ts'

interface Difference {
  product: StockedProduct
  lotId: string
  lot: string | null
  expected: string
  counted: string
  /** Counted less expected. */
  difference: string
}

export const countStock = command({
  name: 'inventory.stock.count',
  summary: 'Enter what was counted at a location',
  description:
    'A blind count: nobody is shown what the books expect before the numbers are in. Each difference becomes an adjustment at the moving average, posted to stock adjustments. What is in bins inside the location is counted there.',
  route: 'POST /stock/counts',
  status: 201,
  idempotency: 'optional',
  errors: [
    ...MOVE_ERRORS,
    ...POSTING_ERRORS,
    'inventory.location_not_physical',
    'inventory.product_not_stocked',
    'inventory.pieces_have_serials',
    'inventory.listed_twice',
  ],
  input: z.object({
    location: place,
    lines: z
      .array(z.object({ productId: id, lot: lotCode.optional(), counted: nonNegativeDecimal }))
      .max(1000)
      .default([]),
    complete: z.boolean().default(false).meta({
      description: 'true: everything at the location was counted, so what is not listed is not there',
    }),
    reason: line(200).default('Stock count'),
  }),
  output: z.object({
    id,
    agreed: z.number().int().meta({ description: 'How many quantities were as expected' }),
    differences: z.array(
      z.object({
        productId: id,
        sku: z.string(),
        lot: z.string().nullable(),
        expected: decimal,
        counted: nonNegativeDecimal,
        difference: decimal,
        value: money.meta({ description: 'What stock gained, or lost: below 0' }),
      }),
    ),
    entryId: id.nullable(),
  }),
  example: { location: 'FG-A1', lines: [{ productId: EXAMPLE_ID, counted: '12' }], complete: true },
  async run(ctx, input) {
    const [products, at, lots] = await Promise.all([
      stockedProducts(
        ctx,
        input.lines.map((one) => one.productId),
      ),
      physicalPlace(ctx, input.location),
      findLots(ctx, input.lines),
    ])
    assertOnce(input.lines, products)
    assertLots(input.lines, lots, products)
    const lines = input.lines.map((one) => ({
      productId: one.productId.toLowerCase(),
      lotId: lots(one) ?? NO_LOT,
      counted: one.counted,
    }))
    const [listed, unlisted] = await Promise.all([
      lockListed(ctx, at.id, lines),
      input.complete ? lockUnlisted(ctx, at.id, lines) : [],
    ])
    const counts = [...listed, ...unlisted]
    const differences = counts.filter((one) => compareQuantity(one.difference, '0') !== 0)
    for (const { product } of differences) assertNoSerials(product)
    const countId = newId(ctx.now.getTime())
    const source = { entity: 'count', id: countId }
    const moved = await move(
      ctx,
      differences.map((one) => {
        const less = one.difference.startsWith('-')
        return {
          productId: one.product.id,
          lotId: one.lotId,
          from: less ? at.id : PLACES.LOSS,
          to: less ? PLACES.LOSS : at.id,
          quantity: less ? one.difference.slice(1) : one.difference,
          kind: 'count',
          reason: input.reason,
        }
      }),
      source,
    )
    const changes = differences.map((one, i) => ({
      product: one.product,
      amountMinor: one.difference.startsWith('-') ? -moved[i]!.valueMinor : moved[i]!.valueMinor,
    }))
    const entryId = await postStock(ctx, {
      journal: 'stock',
      memo: `${input.reason}, ${at.code}`,
      source,
      changes,
      against: [],
    })
    ctx.audit({
      entity: 'count',
      id: countId,
      label: at.code,
      changes: {
        reason: input.reason,
        counted: counts.length,
        differences: differences.map((one) => ({
          sku: one.product.sku,
          lot: one.lot,
          difference: one.difference,
        })),
      },
    })
    if (differences.length > 0) {
      ctx.publish(stockAdjusted, {
        adjustmentId: countId,
        locationId: at.id,
        productIds: [...new Set(differences.map((one) => one.product.id))],
      })
    }
    return {
      id: countId,
      agreed: counts.length - differences.length,
      differences: differences.map((one, i) => ({
        productId: one.product.id,
        sku: one.product.sku,
        lot: one.lot,
        expected: one.expected,
        counted: one.counted,
        difference: one.difference,
        value: toMoney(changes[i]!.amountMinor, ctx.tenant.currency),
      })),
      entryId,
    }
  },
})

interface LevelRow {
  id: string
  sku: string
  kind: StockedProduct['kind']
  serialised: boolean
  unit: string
  lot_id: string
  lot: string | null
  on_hand: string
  counted: string
}

const toDifference = ({ lot_id, lot, on_hand, counted, ...product }: LevelRow): Difference => ({
  product,
  lotId: lot_id,
  lot,
  expected: trimDecimal(on_hand),
  counted: trimDecimal(counted),
  difference: subtractQuantity(counted, on_hand),
})

const levelColumns = sql`p.id, p.sku, p.kind, p.serialised, p.unit, k.lot_id, b.code as lot, k.on_hand`

/** What the books expect of the listed, with each level locked, and made where there is none: until the commit nobody changes it. */
async function lockListed(
  ctx: TenantContext,
  locationId: string,
  lines: readonly { productId: string; lotId: string; counted: string }[],
): Promise<Difference[]> {
  if (lines.length === 0) return []
  const tenant = sql`${ctx.tenant.id}::uuid`
  const rows = await ctx.tx.rows<LevelRow>(sql`
    with line as materialized (
      select * from unnest(${lines.map((one) => one.productId)}::uuid[], ${lines.map((one) => one.lotId)}::uuid[],
        ${lines.map((one) => one.counted)}::numeric[]) as i (product_id, lot_id, counted)
    ),
    k as (
      insert into stock_level (tenant_id, id, product_id, location_id, lot_id, allow_negative)
      select ${tenant}, ${newIdSql(ctx, sql`i.product_id, i.lot_id`)}, i.product_id, at.id, i.lot_id, at.allow_negative
      from line i join location at on at.tenant_id = ${tenant} and at.id = ${locationId}::uuid
      order by i.product_id, i.lot_id
      on conflict (tenant_id, product_id, location_id, lot_id) do update set on_hand = stock_level.on_hand
      returning product_id, lot_id, on_hand
    )
    select ${levelColumns}, i.counted
    from k
      join line i on i.product_id = k.product_id and i.lot_id = k.lot_id
      join product p on p.tenant_id = ${tenant} and p.id = k.product_id
      left join lot b on b.tenant_id = ${tenant} and b.id = k.lot_id
    order by p.sku, b.code nulls first`)
  return rows.map(toDifference)
}

/** The rest of what the books expect at the location, locked: none of it was found. */
async function lockUnlisted(
  ctx: TenantContext,
  locationId: string,
  lines: readonly { productId: string; lotId: string }[],
): Promise<Difference[]> {
  const tenant = sql`${ctx.tenant.id}::uuid`
  const rows = await ctx.tx.rows<LevelRow>(sql`
    with k as materialized (
      select l.product_id, l.lot_id, l.on_hand from stock_level l
      where l.tenant_id = ${tenant} and l.location_id = ${locationId}::uuid and l.on_hand <> 0
        and not exists (
          select from unnest(${lines.map((one) => one.productId)}::uuid[], ${lines.map((one) => one.lotId)}::uuid[]) as i (product_id, lot_id)
          where i.product_id = l.product_id and i.lot_id = l.lot_id)
      order by l.product_id, l.location_id, l.lot_id
      for update of l
    )
    select ${levelColumns}, 0::numeric as counted
    from k join product p on p.tenant_id = ${tenant} and p.id = k.product_id
      left join lot b on b.tenant_id = ${tenant} and b.id = k.lot_id
    order by p.sku, b.code nulls first`)
  return rows.map(toDifference)
}
