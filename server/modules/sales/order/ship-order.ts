import { z } from 'zod'
import { command } from '../../../kernel/command/operation.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { EXAMPLE_ID } from '../../../kernel/resource/resource.ts'
import { id, line } from '../../../kernel/wire.ts'
import { POSTING_ERRORS, post } from '../../accounting/index.ts'
import { consumeReservations, PLACES } from '../../inventory/index.ts'
import { changeState, serialsOfOrder } from '../../serials/index.ts'
import { orderShipped } from '../events.ts'
import { orderDetail, presentOrder, readOrder } from './read-order.ts'
import { linesOf, makeStep, sourceOf, whyNot } from './step.ts'
import { stepErrors } from './transitions.ts'

export const shipOrder = command({
  name: 'sales.order.ship',
  summary: 'Ship a paid order, or hand it over',
  description:
    'The goods leave stock, their serials are sold, and the ledger has their cost: cost of goods sold against finished goods.',
  route: 'POST /orders/:id/ship',
  bulk: 'sales.order',
  idempotency: 'optional',
  errors: [
    ...stepErrors('ship'),
    ...POSTING_ERRORS,
    'stock.short',
    'serials.wrong_state',
    'inventory.serials_do_not_match',
  ],
  input: z.object({
    id,
    trackingNumber: line(100).optional(),
    trackingUrl: z
      .url({ protocol: /^https?$/ })
      .max(500)
      .optional()
      .meta({ description: 'Where the buyer can follow the parcel' }),
  }),
  output: orderDetail,
  example: { id: EXAMPLE_ID, trackingNumber: 'EX123456789TH' },
  async run(ctx, input) {
    const orderId = input.id
    const [order, lines] = await Promise.all([
      makeStep(
        ctx,
        orderId,
        'ship',
        sql`state = 'shipped', shipped_at = ${ctx.now}::timestamptz, tracking_number = ${input.trackingNumber ?? null}::text,
          tracking_url = ${input.trackingUrl ?? null}::text`,
      ),
      linesOf(ctx, orderId),
    ])
    if (!order) throw await whyNot(ctx, orderId)
    const serials = await serialsOfOrder(
      ctx,
      lines.map((one) => one.id),
    )
    const source = sourceOf(orderId)
    const [moves] = await Promise.all([
      consumeReservations(ctx, source, {
        to: PLACES.CUSTOMER,
        kind: 'ship',
        serials: serials.map((piece) => ({ productId: piece.productId, serialId: piece.id })),
      }),
      changeState(ctx, {
        ids: serials.map((piece) => piece.id),
        from: ['in_stock'],
        to: 'sold',
        reason: order.number,
        source,
      }),
    ])
    const costMinor = moves.reduce((sum, move) => sum + move.valueMinor, 0n)
    await post(ctx, {
      journal: 'stock',
      memo: `Cost of ${order.number}`,
      source,
      lines: [
        { purpose: 'cogs', amountMinor: costMinor },
        { purpose: 'finished_goods', amountMinor: -costMinor },
      ],
    })
    ctx.audit({
      entity: 'order',
      id: orderId,
      label: order.number,
      changes: { state: { from: 'paid', to: 'shipped' }, costMinor },
    })
    ctx.publish(orderShipped, { orderId })
    return presentOrder(await readOrder(ctx, orderId))
  },
})
