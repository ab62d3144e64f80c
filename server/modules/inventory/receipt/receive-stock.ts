import { z } from 'zod'
import { newId } from '../../../../shared/ids.ts'
import { command } from '../../../kernel/command/operation.ts'
import { EXAMPLE_ID } from '../../../kernel/resource/resource.ts'
import { id, line, money, nonNegativeDecimal, positiveDecimal, toMoney } from '../../../kernel/wire.ts'
import { POSTING_ERRORS } from '../../accounting/index.ts'
import { MOVE_ERRORS } from '../errors.ts'
import { stockReceived } from '../events.ts'
import { PLACES } from '../places.ts'
import { costOf, postStock } from '../stock/ledger.ts'
import { move } from '../stock/move.ts'
import {
  assertNoSerials,
  ensureLots,
  lotCode,
  physicalPlace,
  place,
  stockedProducts,
} from '../stock/stocked.ts'

export const receiveStock = command({
  name: 'inventory.stock.receive',
  summary: 'Receive goods from a supplier',
  description:
    'Goods enter at their cost: the ledger has Dr raw materials (materials and components) or finished goods / Cr accounts payable. A lot that is not known yet is made. Products with serials come in through a job ticket, piece by piece.',
  route: 'POST /stock/receipts',
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
    location: place.default(PLACES.WH),
    reference: line(100).optional().meta({ description: "The supplier's delivery note or invoice number" }),
    lines: z
      .array(
        z.object({
          productId: id,
          quantity: positiveDecimal,
          unitCost: nonNegativeDecimal.meta({
            description: "Per unit, without tax, in the workshop's currency",
          }),
          lot: lotCode.optional(),
        }),
      )
      .min(1)
      .max(200),
  }),
  output: z.object({
    id,
    value: money.meta({ description: 'What is owed to the supplier' }),
    entryId: id.nullable().meta({ description: 'The journal entry; null where everything was free' }),
    moves: z.array(
      z.object({ id, productId: id, lotId: id.nullable(), quantity: positiveDecimal, value: money }),
    ),
  }),
  example: {
    location: 'WH',
    reference: 'DN-20931',
    lines: [{ productId: EXAMPLE_ID, quantity: '24.5', unitCost: '185.00', lot: 'HIDE-2026-014' }],
  },
  async run(ctx, input) {
    const { currency } = ctx.tenant
    const receiptId = newId(ctx.now.getTime())
    const source = { entity: 'receipt', id: receiptId }
    const [products, at, lots] = await Promise.all([
      stockedProducts(
        ctx,
        input.lines.map((one) => one.productId),
      ),
      physicalPlace(ctx, input.location),
      ensureLots(ctx, input.lines, input.reference ?? null),
    ])
    const lines = input.lines.map((one) => {
      const product = products.get(one.productId.toLowerCase())!
      assertNoSerials(product)
      return {
        product,
        quantity: one.quantity,
        lotId: lots(one),
        costMinor: costOf(product.sku, one.unitCost, one.quantity, currency),
      }
    })
    const moves = await move(
      ctx,
      lines.map((one) => ({
        productId: one.product.id,
        lotId: one.lotId,
        from: PLACES.SUPPLIER,
        to: at.id,
        quantity: one.quantity,
        valueMinor: one.costMinor,
        kind: 'receive',
        reason: input.reference,
      })),
      source,
    )
    const owedMinor = lines.reduce((sum, one) => sum + one.costMinor, 0n)
    const entryId = await postStock(ctx, {
      journal: 'purchase',
      memo: input.reference ? `Goods received, ${input.reference}` : 'Goods received',
      source,
      changes: moves.map((moved, i) => ({ product: lines[i]!.product, amountMinor: moved.valueMinor })),
      against: [{ purpose: 'payable', amountMinor: -owedMinor }],
    })
    ctx.audit({
      entity: 'receipt',
      id: receiptId,
      label: input.reference ?? at.code,
      changes: { location: at.code, lines: lines.length, valueMinor: owedMinor },
    })
    ctx.publish(stockReceived, {
      receiptId,
      locationId: at.id,
      productIds: [...products.keys()],
    })
    return {
      id: receiptId,
      value: toMoney(owedMinor, currency),
      entryId,
      moves: moves.map((moved, i) => ({
        id: moved.id,
        productId: moved.productId,
        lotId: lines[i]!.lotId ?? null,
        quantity: moved.quantity,
        value: toMoney(moved.valueMinor, currency),
      })),
    }
  },
})
