import { z } from 'zod'
import { newId } from '../../../../shared/ids.ts'
import { command } from '../../../kernel/command/operation.ts'
import { EXAMPLE_ID } from '../../../kernel/resource/resource.ts'
import {
  decimal,
  id,
  line,
  money,
  nonNegativeDecimal,
  positiveDecimal,
  toMoney,
} from '../../../kernel/wire.ts'
import { POSTING_ERRORS } from '../../accounting/index.ts'
import { MOVE_ERRORS } from '../errors.ts'
import { stockAdjusted } from '../events.ts'
import { PLACES } from '../places.ts'
import { costOf, postStock } from '../stock/ledger.ts'
import { move } from '../stock/move.ts'
import {
  assertLots,
  assertNoSerials,
  findLots,
  lotCode,
  physicalPlace,
  place,
  stockedProducts,
} from '../stock/stocked.ts'

/** A decimal other than 0. */
const change = decimal
  .regex(/[1-9]/, 'must not be 0')
  .meta({ description: 'What is there more (12.5) or less (-12.5) than the books say', examples: ['-2'] })

export const adjustStock = command({
  name: 'inventory.stock.adjust',
  summary: 'Correct a quantity, with a reason',
  description:
    'What is less is a loss at the moving average; what is more comes in at the cost given, else at the average, else at the standard cost. The ledger has stock adjustments against raw materials or finished goods.',
  route: 'POST /stock/adjustments',
  status: 201,
  idempotency: 'optional',
  errors: [
    ...MOVE_ERRORS,
    ...POSTING_ERRORS,
    'inventory.location_not_physical',
    'inventory.product_not_stocked',
    'inventory.pieces_have_serials',
    'inventory.amount_out_of_range',
  ],
  input: z.object({
    productId: id,
    location: place,
    lot: lotCode.optional(),
    change,
    unitCost: nonNegativeDecimal
      .optional()
      .meta({ description: "Of what is more, per unit, in the workshop's currency" }),
    reason: line(200),
  }),
  output: z.object({
    id,
    moveId: id,
    quantity: positiveDecimal,
    value: money.meta({ description: 'What stock gained, or lost: below 0' }),
    entryId: id.nullable(),
  }),
  example: { productId: EXAMPLE_ID, location: 'WH', change: '-2', reason: 'Two skins scratched in storage' },
  async run(ctx, input) {
    const { currency } = ctx.tenant
    const [products, at, lots] = await Promise.all([
      stockedProducts(ctx, [input.productId]),
      physicalPlace(ctx, input.location),
      findLots(ctx, [input]),
    ])
    const product = products.get(input.productId.toLowerCase())!
    assertNoSerials(product)
    assertLots([input], lots, products)
    const less = input.change.startsWith('-')
    const quantity = less ? input.change.slice(1) : input.change
    const adjustmentId = newId(ctx.now.getTime())
    const source = { entity: 'adjustment', id: adjustmentId }
    const [moved] = await move(
      ctx,
      [
        {
          productId: product.id,
          lotId: lots(input),
          from: less ? at.id : PLACES.LOSS,
          to: less ? PLACES.LOSS : at.id,
          quantity,
          valueMinor:
            less || input.unitCost === undefined
              ? undefined
              : costOf(product.sku, input.unitCost, quantity, currency),
          kind: 'adjust',
          reason: input.reason,
        },
      ],
      source,
    )
    const amountMinor = less ? -moved!.valueMinor : moved!.valueMinor
    const entryId = await postStock(ctx, {
      journal: 'stock',
      memo: `${product.sku}: ${input.reason}`,
      source,
      changes: [{ product, amountMinor }],
      against: [],
    })
    ctx.audit({
      entity: 'adjustment',
      id: adjustmentId,
      label: product.sku,
      changes: { location: at.code, change: input.change, valueMinor: amountMinor, reason: input.reason },
    })
    ctx.publish(stockAdjusted, { adjustmentId, locationId: at.id, productIds: [product.id] })
    return {
      id: adjustmentId,
      moveId: moved!.id,
      quantity: moved!.quantity,
      value: toMoney(amountMinor, currency),
      entryId,
    }
  },
})
