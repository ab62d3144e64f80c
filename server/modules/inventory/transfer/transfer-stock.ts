import { z } from 'zod'
import { newId } from '../../../../shared/ids.ts'
import { compareQuantity } from '../../../../shared/quantity.ts'
import type { TenantContext } from '../../../kernel/command/context.ts'
import { command } from '../../../kernel/command/operation.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { EXAMPLE_ID } from '../../../kernel/resource/resource.ts'
import { id, line, positiveDecimal } from '../../../kernel/wire.ts'
import { fail, MOVE_ERRORS } from '../errors.ts'
import { stockTransferred } from '../events.ts'
import { type Move, move } from '../stock/move.ts'
import {
  assertLots,
  findLots,
  lotCode,
  physicalPlace,
  place,
  type StockedProduct,
  stockedProducts,
} from '../stock/stocked.ts'

const transferLine = z.object({
  productId: id,
  quantity: positiveDecimal,
  lot: lotCode.optional(),
  serialIds: z
    .array(id)
    .max(500)
    .default([])
    .meta({ description: 'The pieces, for a product with serials: exactly as many as the quantity' }),
})

export const transferStock = command({
  name: 'inventory.stock.transfer',
  summary: 'Move stock from one place to another',
  description: 'Between warehouses, zones and bins. It changes no value and posts nothing.',
  route: 'POST /stock/transfers',
  status: 201,
  idempotency: 'optional',
  errors: [
    ...MOVE_ERRORS,
    'inventory.same_place',
    'inventory.location_not_physical',
    'inventory.product_not_stocked',
    'inventory.serials_do_not_match',
    'inventory.piece_not_here',
    'inventory.listed_twice',
  ],
  input: z.object({
    from: place,
    to: place,
    reason: line(200).optional(),
    lines: z.array(transferLine).min(1).max(200),
  }),
  output: z.object({
    id,
    moves: z.array(z.object({ id, productId: id, serialId: id.nullable(), quantity: positiveDecimal })),
  }),
  example: { from: 'WH', to: 'FG-A1', lines: [{ productId: EXAMPLE_ID, quantity: '3' }] },
  async run(ctx, input) {
    const [products, from, to, lots] = await Promise.all([
      stockedProducts(
        ctx,
        input.lines.map((one) => one.productId),
      ),
      physicalPlace(ctx, input.from),
      physicalPlace(ctx, input.to),
      findLots(ctx, input.lines),
    ])
    if (from.id === to.id) throw fail('inventory.same_place')
    assertLots(input.lines, lots, products)
    const moves: Move[] = input.lines.flatMap((one) => {
      const product = products.get(one.productId.toLowerCase())!
      assertPieces(product, one)
      const common = {
        productId: product.id,
        lotId: lots(one),
        from: from.id,
        to: to.id,
        kind: 'transfer',
        reason: input.reason,
      }
      if (!product.serialised) return [{ ...common, quantity: one.quantity }]
      return one.serialIds.map((serialId) => ({ ...common, serialId, quantity: '1' }))
    })
    assertEachOnce(moves, products)
    const transferId = newId(ctx.now.getTime())
    const moved = await move(ctx, moves, { entity: 'transfer', id: transferId })
    await assertPiecesWereHere(ctx, transferId, from)
    ctx.audit({
      entity: 'transfer',
      id: transferId,
      label: `${from.code} → ${to.code}`,
      changes: { lines: input.lines.length },
    })
    ctx.publish(stockTransferred, {
      transferId,
      fromLocationId: from.id,
      toLocationId: to.id,
      productIds: [...products.keys()],
      serialIds: moves.flatMap((one) => (one.serialId ? [one.serialId] : [])),
    })
    return {
      id: transferId,
      moves: moved.map(({ valueMinor: _, ...one }, i) => ({ ...one, serialId: moves[i]!.serialId ?? null })),
    }
  },
})

/** A product with serials needs one for each; another has none. @throws Problem `inventory.serials_do_not_match` */
function assertPieces(product: StockedProduct, one: z.output<typeof transferLine>): void {
  const wanted = product.serialised ? one.quantity : '0'
  if (compareQuantity(wanted, String(one.serialIds.length)) !== 0) {
    throw fail('inventory.serials_do_not_match', {
      sku: product.sku,
      quantity: wanted,
      given: one.serialIds.length,
    })
  }
}

function assertEachOnce(moves: readonly Move[], products: ReadonlyMap<string, StockedProduct>): void {
  const seen = new Set<string>()
  for (const { serialId, productId } of moves) {
    if (!serialId) continue
    const key = serialId.toLowerCase()
    if (seen.has(key)) throw fail('inventory.listed_twice', { sku: products.get(productId)!.sku })
    seen.add(key)
  }
}

/**
 * A piece is where its last move took it. Looked at after the move, when the levels are locked: of two who move the same
 * piece, the second sees what the first did.
 *
 * @throws Problem `inventory.piece_not_here`
 */
async function assertPiecesWereHere(
  ctx: TenantContext,
  transferId: string,
  from: { id: string; code: string },
): Promise<void> {
  const stray = await ctx.tx.first<{ serial_id: string; sku: string }>(sql`
    select m.serial_id, p.sku
    from stock_move m
      join product p on p.tenant_id = m.tenant_id and p.id = m.product_id
      left join lateral (
        select b.to_location_id, b.product_id from stock_move b
        where b.tenant_id = m.tenant_id and b.serial_id = m.serial_id and b.id <> m.id
        order by b.id desc limit 1
      ) before on true
    where m.tenant_id = ${ctx.tenant.id}::uuid and m.source_entity = 'transfer' and m.source_id = ${transferId}::uuid
      and m.serial_id is not null
      and (before.to_location_id is distinct from ${from.id}::uuid or before.product_id <> m.product_id)
    limit 1`)
  if (stray)
    throw fail('inventory.piece_not_here', { sku: stray.sku, serial: stray.serial_id, location: from.code })
}
